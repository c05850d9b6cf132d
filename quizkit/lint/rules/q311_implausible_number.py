"""A number that nobody would pick.

A wrong option is over a hundred times larger or smaller than all others, which are near each
other, or measures something else, so there is one option less to choose from.

bad:
  - question: How many moons has Mars?
    answer: 2
    distractors: ["1", "4", "5,000"]
good:
  - question: How many moons has Mars?
    answer: 2
    distractors: ["1", "4", "5"]
"""

from collections.abc import Sequence
from fractions import Fraction

from quizkit.answers.quantities import read_quantity
from quizkit.lint.english import has_digit
from quizkit.lint.rule import MOST_READ, CheckedNote, Hits, warning
from quizkit.model import ChoiceNote

_FAR = 100
_FEWEST = 3  # options, for one to be the odd one


def _far_off(values: Sequence[Fraction]) -> Fraction | None:
    """Return the value that is far above or below all others, which are near each other."""
    least, second, *_ = ordered = sorted(values)
    last_but_one, greatest = ordered[-2:]
    if greatest > _FAR * last_but_one and last_but_one <= _FAR * least:
        return greatest
    return least if second > _FAR * least and greatest <= _FAR * second else None


@warning()
def implausible_number(checked: CheckedNote[ChoiceNote]) -> Hits:
    """Return a hit on a wrong option far off the others, or in a measure of its own."""
    language, options = checked.note.judging.language, checked.note.options[:MOST_READ]
    numbers = options if all(map(has_digit, options)) else ()
    found = [read_quantity(option, language=language) for option in numbers]
    read = [one for one in found if one]
    if len(read) < max(_FEWEST, len(options)):
        return
    measures = [one.unit.dimensions if one.unit else () for one in read]
    values = [one.in_base for one in read]
    odd = _far_off(values) if min(values) > 0 else None
    for option, measure, value in [*zip(options, measures, values, strict=True)][1:]:
        if len(set(measures)) == 1 and value == odd:
            said = f"`{option}` is far off all other options"
            yield checked.hit_option(option, said, "write one that tempts")
        if len(set(measures)) == 2 and measures.count(measure) == 1:
            yield checked.hit_option(option, f"`{option}` measures something else", "use one unit")
