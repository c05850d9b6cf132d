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

from quizkit.lint.rule import CheckedNote, Hits, warning
from quizkit.model import ChoiceNote

_FAR = 100
_FEWEST = 3  # options, for one to be the odd one


@warning()
def implausible_number(checked: CheckedNote[ChoiceNote]) -> Hits:
    if not all(any(map(str.isdigit, option)) for option in checked.note.options):
        return
    from quizkit.answers.quantities import read_quantity

    language = checked.note.judging.language
    read = [read_quantity(option, language=language) for option in checked.note.options]
    units = [one.unit.dimensions if one.unit else () for one in read if one]
    if None in read or len(units) < _FEWEST:
        return
    for option, unit in zip(checked.note.options[1:], units[1:], strict=True):
        if units.count(unit) == 1 and len(set(units)) == 2:
            yield checked.option_hit(option, f"`{option}` measures something else", "use one unit")
            return
    if len(set(units)) > 1:
        return
    values = [one.unit.to_base(one.value) if one.unit else one.value for one in read if one]
    if min(values) <= 0:
        return
    for at, option in enumerate(checked.note.options[1:], start=1):
        value, others = values[at], values[:at] + values[at + 1 :]
        alone = all(value > _FAR * other or other > _FAR * value for other in others)
        if alone and max(others) <= _FAR * min(others):
            yield checked.option_hit(
                option, f"`{option}` is far off all other options", "write one that tempts"
            )
            return
