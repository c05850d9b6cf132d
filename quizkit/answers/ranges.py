"""Ranges: two numbers or dates, from one to the other."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice
from typing import NamedTuple

from attrs import frozen

from quizkit.answers.dates import Date
from quizkit.answers.english import LEAD_IN
from quizkit.answers.languages import language_of
from quizkit.answers.letters import plain
from quizkit.answers.number_or_date import YEAR, number_or_date
from quizkit.answers.quantities import Quantity
from quizkit.lazy import pattern
from quizkit.value import Value

_BEFORE_RANGE = pattern(f"^(?:{LEAD_IN})[:,]? (?=.)", re.IGNORECASE)
_DASHES = r"[-\u2010-\u2015]"
_MAX_ENDS = 8
_MONEY = frozenset("$€£¥")


@frozen(eq=False, repr=False)
class Range(Value):
    """Two ends, both of which are asked; each as a text, and in every way that it can be read."""

    low_text: str
    high_text: str
    low: tuple[Quantity | Date, ...]
    high: tuple[Quantity | Date, ...]

    @property
    def is_alike(self) -> bool:
        """Whether both ends say as much: both with a unit, or with a day."""
        return _said(self.low[-1]) == _said(self.high[-1])


def _said(end: Quantity | Date) -> tuple[object, ...]:
    """Return all but the value of a quantity or date, to compare the ends of a range by."""
    if isinstance(end, Quantity):
        return (end.unit,)
    return (end.year is None, end.month is None, end.day is None, end.era, end.span)


class _Joints(NamedTuple):
    """What stands before the first end of a range in a language, and between the two."""

    start: re.Pattern[str]
    middle: re.Pattern[str]


@cache
def _joints(language: str, in_words: bool) -> _Joints:
    english, own = language_of("en"), language_of(language)
    between, conjunction = (own.between or english.between).split()
    starts = {english.start, own.start, "between", between} - {""}
    words = {english.to, own.to} - {""}
    marks = _DASHES
    if in_words:
        words |= {"until", "till", "through", "and", conjunction}
        marks += r"|\.\.+|\u2026|[~/]"
    return _Joints(
        re.compile(f"(?:{'|'.join(starts)}) ", re.IGNORECASE),
        re.compile(f" ?(?:{marks}| (?:{'|'.join(words)}) ) ?", re.IGNORECASE),
    )


def ends_of_range(
    text: str, language: str = "en", *, in_words: bool = False
) -> list[tuple[str, str]]:
    """Return the ways to part a text into the two ends of a range, each end in full.

    What the second end says (a unit, a magnitude, a year) is first taken as said of both;
    `2019-20` ends in 2020.

    Args:
        language: BCP 47 tag of the deck; its word for `to` is understood.
        in_words: read `5 until 7`, `between 5 and 7`, `5 and 7`, `5..7` and `it is 5 to 7.` as
            well.
    """
    if in_words:
        text = _BEFORE_RANGE.sub("", plain(text).rstrip(" .,;!?"))
    joints = _joints(language, in_words)
    start = joints.start.match(text)
    text = text[start.end() if start else 0 :]
    parted = (
        (text[: match.start()], text[match.end() :])
        for match in islice(joints.middle.finditer(text), _MAX_ENDS)
    )
    return [way for low, high in parted if low and high for way in _in_full(low, high)]


def _in_full(low: str, high: str) -> list[tuple[str, str]]:
    """Return the ways to read two ends, with what only one of them says said of both."""
    if YEAR.fullmatch(low) and high.isdigit() and len(high) < 3:
        high = low[: -len(high)] + high
    ways = [*((begin, high) for begin in _as_ending(low, high)), (low, high)]
    if low[0] in _MONEY and high[0].isdigit():
        ways += [(begin, low[0] + end) for begin, end in ways]
    return ways


def _as_ending(low: str, high: str) -> Iterator[str]:
    """Yield the first end with what stands behind the figure of the second: all, or the last word."""
    if " " in high:
        rest = high.partition(" ")[2]
        yield f"{low} {rest}"
        yield f"{low} {rest.rpartition(' ')[2]}"
    elif low[-1].isdigit():  # 10-20%, 5-10m
        yield low + high.lstrip("0123456789.,")


def read_range(text: str, language: str, dayfirst: bool | None) -> Range | None:
    """Return the range that two numbers or dates joined by a dash or `to` make, or None."""
    ways = (_range(low, high, language, dayfirst) for low, high in ends_of_range(text, language))
    rough = None
    for found in filter(None, ways):
        if found.is_alike:
            return found
        rough = rough or found
    return rough


def is_range(low: str, high: str, language: str = "en", dayfirst: bool | None = None) -> bool:
    """Return whether two texts are the ends of a range and say as much as each other."""
    found = _range(low, high, language, dayfirst)
    return found is not None and found.is_alike


def _range(low_text: str, high_text: str, language: str, dayfirst: bool | None) -> Range | None:
    """Return the range between two texts; None unless the second is later or more."""
    low = number_or_date(low_text, language, dayfirst)
    high = number_or_date(high_text, language, dayfirst) if low else ()
    if high and _ascends(low[-1], high[-1]):
        return Range(low_text, high_text, low, high)
    return None


def _ascends(low: Quantity | Date, high: Quantity | Date) -> bool:
    """Return whether the second end is of the first one's kind and comes after it."""
    if isinstance(low, Quantity) and isinstance(high, Quantity):
        return low.compares_with(high) and low.value < high.in_unit(low.unit)
    if isinstance(low, Date) and isinstance(high, Date):
        return low.place_in_time <= high.place_in_time
    return False
