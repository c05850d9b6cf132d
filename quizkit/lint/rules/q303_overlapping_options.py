"""Options that overlap.

Two ranges share a number ("under 10", "under 50"), or one option is part of another ("whales",
"whales and seals"): then two options are right, or one can be ruled out by logic alone. The
years in which something began and ended do not count.

bad:
  - question: How many bones has an adult human hand?
    answer: 20 to 30
    distractors: [10 to 20, 30 to 40]
good:
  - question: How many bones has an adult human hand?
    answer: 20 to 29
    distractors: [10 to 19, 30 to 39]
"""

from fractions import Fraction
from itertools import combinations
from math import inf, isinf
from typing import TYPE_CHECKING

from quizkit.lint.rule import CheckedNote, Hits, warning
from quizkit.model import ChoiceNote

if TYPE_CHECKING:
    from quizkit.answers.quantities import Quantity


_Ends = tuple[Fraction | float, Fraction | float]


def _overlap(a: _Ends, b: _Ends) -> bool:
    """Return whether two ranges share more than "under 5" and "5 to 9" do."""
    if a[0] < b[1] and b[0] < a[1]:
        return True
    return not any(map(isinf, (*a, *b))) and a[0] <= b[1] and b[0] <= a[1]


def _range(option: str, language: str) -> _Ends | None:
    """Return the ends of a range of numbers, or of "over" and "under"; None for anything else."""
    from quizkit.answers.bounds import Bound
    from quizkit.answers.quantities import Quantity
    from quizkit.answers.ranges import Range
    from quizkit.answers.reading import read_answer

    read = read_answer(option, language=language)[0]
    if isinstance(read, Quantity) and read.bound in (Bound.OVER, Bound.UNDER):
        value = _in_base(read)
        return (value, inf) if read.bound is Bound.OVER else (-inf, value)
    if not isinstance(read, Range):
        return None
    low, high = read.low[0], read.high[0]
    if not isinstance(low, Quantity) or not isinstance(high, Quantity):
        return None
    if low.unit is None and len(read.low) > 1:  # two years
        return None
    return _in_base(low), _in_base(high)


def _in_base(quantity: "Quantity") -> Fraction:
    return quantity.unit.to_base(quantity.value) if quantity.unit else quantity.value


@warning()
def overlapping_options(checked: CheckedNote[ChoiceNote]) -> Hits:
    options = checked.note.options
    if any(map(str.isdigit, options[0])):
        language = checked.note.judging.language
        ranges = [(option, _range(option, language)) for option in options]
        known = [(option, ends) for option, ends in ranges if ends]
        for (one, a), (other, b) in combinations(known, 2):
            if _overlap(a, b):
                yield checked.option_hit(
                    other,
                    f"the options `{one}` and `{other}` overlap",
                    "let each end before the next",
                )
                return
    for option in options:
        parts = [part.strip() for part in option.split(" and ")]
        whole = next((other for other in options if len(parts) > 1 and other in parts), None)
        if whole is not None:
            yield checked.option_hit(
                option,
                f"the option `{option}` holds the option `{whole}`",
                "make them exclude each other",
            )
            return
