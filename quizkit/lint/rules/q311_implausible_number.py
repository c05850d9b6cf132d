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

from collections.abc import Callable, Sequence

from quizkit.answers.quantities import Quantity, read_quantity
from quizkit.lint.english import has_digit
from quizkit.lint.quantity import in_base_units
from quizkit.lint.rule import CheckedNote, Hits, warning
from quizkit.model import ChoiceNote

_FAR = 100
_FEWEST = 3  # options, for one to be the odd one


def _read(options: Sequence[str], language: str) -> list[Quantity]:
    """Return the options as quantities; none if one of them is no number, or if they are few."""
    if not all(map(has_digit, options)):
        return []
    read = [*filter(None, (read_quantity(option, language=language) for option in options))]
    return read if len(read) == len(options) >= _FEWEST else []


def _other_measure(read: Sequence[Quantity]) -> int:
    """Return the place of the wrong option that alone measures something else; 0 if there is none."""
    measures = [one.unit.dimensions if one.unit else () for one in read]
    odd = [at for at, one in enumerate(measures) if at and measures.count(one) == 1]
    return odd[0] if odd and len(set(measures)) == 2 else 0


def _far_off(read: Sequence[Quantity]) -> int:
    """Return the place of the wrong option that is far off all others; 0 if there is none."""
    values = [in_base_units(one) for one in read]
    if min(values) <= 0 or len({one.unit.dimensions if one.unit else () for one in read}) > 1:
        return 0
    ordered = sorted(values)
    low, high = ordered[:2], ordered[-2:]
    if high[1] > _FAR * high[0] and high[0] <= _FAR * low[0]:
        return values.index(high[1])
    if low[1] > _FAR * low[0] and high[1] <= _FAR * low[1]:
        return values.index(low[0])
    return 0


_ODD: dict[Callable[[Sequence[Quantity]], int], tuple[str, str]] = {
    _other_measure: ("measures something else", "use one unit"),
    _far_off: ("is far off all other options", "write one that tempts"),
}


@warning()
def implausible_number(checked: CheckedNote[ChoiceNote]) -> Hits:
    options = checked.note.options
    read = _read(options, checked.note.judging.language)
    for odd, (said, fix) in _ODD.items() if read else ():
        at = odd(read)
        if at:
            yield checked.hit_option(options[at], f"`{options[at]}` {said}", fix)
