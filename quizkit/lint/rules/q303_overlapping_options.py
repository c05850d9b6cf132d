"""Options that overlap.

Two ranges share a number ("under 10", "under 50"), or one option is part of another ("whales",
"whales and seals"): then two options are right, or one can be ruled out by logic alone. Ranges
count that a number is looked for in: those that begin where another ends, "under" and "over", and
all where the question is how many. Ribs 1 to 7 or a normal pulse are ranges themselves, and so are
the years in which something began and ended.

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
from math import inf, isinf
from typing import NamedTuple

from quizkit.answers.bounds import Bound
from quizkit.answers.quantities import Quantity
from quizkit.answers.ranges import Range
from quizkit.answers.reading import read_answer
from quizkit.lazy import pattern
from quizkit.lint.english import has_digit
from quizkit.lint.rule import MOST_READ, CheckedNote, Hits, warning
from quizkit.model import ChoiceNote

_OF_RANGES = pattern(
    " (?:range|ranges|interval|normal|reference|between|from|slice|typical|usual|recommended|should"
    "|ought|need|needs|levels|ribs|vertebrae|pages|chapters|verses|months|years|values|numbers|ports"
    "|addresses|bits|indices|lines|ages) "
)
"""What is asked for by ranges that overlap as they please."""
_COUNTS = pattern("^ (?:[a-z]+ ){0,3}how many ")


class _Ends(NamedTuple):
    """A range of numbers, in base units."""

    low: Fraction | float
    high: Fraction | float

    def overlaps(self, other: "_Ends", *, counts: bool) -> bool:
        """Return whether two ranges share more than "under 5" and "5 to 9" do.

        Args:
            counts: whether closed ranges that share more than an end do too.
        """
        is_open = any(map(isinf, (*self, *other)))
        if self.low < other.high and other.low < self.high:
            return is_open or counts
        return not is_open and self.low <= other.high and other.low <= self.high


def _bounded(quantity: Quantity) -> _Ends | None:
    value = quantity.in_base
    return {Bound.OVER: _Ends(value, inf), Bound.UNDER: _Ends(-inf, value)}.get(quantity.bound)


def _ends(option: str, language: str) -> _Ends | None:
    """Return the ends of a range of numbers, or of "over" and "under"; None for anything else."""
    if option.isalnum():  # one word, or one figure
        return None
    read = read_answer(option, language=language)[0]
    if isinstance(read, Quantity):
        return _bounded(read)
    if not isinstance(read, Range):
        return None
    low, high = read.low[0], read.high[0]
    if not (isinstance(low, Quantity) and isinstance(high, Quantity)):
        return None
    years = low.unit is None and len(read.low) > 1  # it can be read as a date too
    return None if years else _Ends(low.in_base, high.in_base)


def _overlapping(checked: CheckedNote[ChoiceNote]) -> tuple[str, str] | None:
    options = checked.note.options[:MOST_READ]
    language = checked.note.judging.language
    if not has_digit(options[0]) or _OF_RANGES.search(checked.line):
        return None
    counts = bool(_COUNTS.search(checked.line))
    read = {option: _ends(option, language) for option in options}
    known = {option: ends for option, ends in read.items() if ends}
    widest = ""
    for option in sorted(known, key=lambda each: known[each].low):
        ends = known[option]
        if widest and known[widest].overlaps(ends, counts=counts):
            one, other = sorted((widest, option), key=options.index)
            return one, other
        if not widest or (ends.high, ends.low) > (known[widest].high, known[widest].low):
            widest = option
    return None


def _parts(option: str) -> set[str]:
    """Return the members of a list such as "whales and seals"; none if an option is no list."""
    parts = [part.strip() for part in option.split(" and ")]
    return set(parts) if len(parts) > 1 else set()


@warning()
def overlapping_options(checked: CheckedNote[ChoiceNote]) -> Hits:
    """Return a hit on an option that has numbers in common with another, or lists it."""
    options = checked.note.options
    overlapping = _overlapping(checked)
    if overlapping:
        said = f"the options `{overlapping[0]}` and `{overlapping[1]}` overlap"
        yield checked.hit_option(overlapping[1], said, "let each end before the next")
        return
    there = set(options)
    for option in options:
        parts = sorted(_parts(option) & there, key=options.index)
        if parts:
            said = f"the option `{option}` holds the option `{parts[0]}`"
            yield checked.hit_option(option, said, "make them exclude each other")
            return
