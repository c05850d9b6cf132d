"""Of many right answers that are numbers or dates those that a text may be: the others are passed over.

A number is looked for by its value in each unit, a date by its parts. Of what is beyond reason, more
than so many units, only what is written alike counts.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from quizkit.answers.date_reading import date_readings
from quizkit.answers.dates import Date
from quizkit.answers.quantities import Quantity, read_quantity
from quizkit.answers.ranges import Range, ends_of_range
from quizkit.answers.reading import Tolerance
from quizkit.answers.units import Unit
from quizkit.grading.given import Given
from quizkit.grading.near import MOST_NEAR
from quizkit.grading.quantity import NO_TOLERANCE
from quizkit.model import Judging

_MOST_UNITS = 12
_Ends = list[tuple[int, Quantity | Date]]
"""Ways to read the ends of ranges, each with the place of its range."""
_Mark = tuple[str, int, bool]
"""A part of a date: which, its number, and whether the date has a year."""


class _Numbers:
    """Right answers in one unit, from least to most, with their places."""

    def __init__(self, unit: Unit | None, found: Iterable[tuple[Fraction, int]]) -> None:
        self._right = Quantity(Fraction(0), unit)
        in_order = sorted(found)
        self._values = [value for value, _ in in_order]
        self._places = [place for _, place in in_order]

    def of(self, text: str, language: str, tolerance: Tolerance) -> Iterator[int]:
        """Yield the places of those that a text may be, converted and rounded where it may be so."""
        given = read_quantity(text, language=language, right=self._right, counted=True)
        if given is None:
            return
        if not self._right.compares_with(given):  # it may be meant in another unit of that name
            yield from self._places
            return
        low, high = _around(self._right.unit, given, tolerance)
        yield from self._places[bisect_left(self._values, low) : bisect_right(self._values, high)]


def _around(unit: Unit | None, given: Quantity, tolerance: Tolerance) -> tuple[Fraction, Fraction]:
    """Return the least and the greatest number of a unit that a given one may stand for."""
    value = given.in_unit(unit) if unit else given.in_base  # 25 % of a bare number
    margin = Fraction(0)
    if unit and given.unit not in (None, unit) and given.place is not None:
        margin = Fraction(10) ** given.place / 2 * given.unit.factor / unit.factor
    size = tolerance.size
    if tolerance.is_share:
        size = abs(value) * size / (1 - size) if size < 1 else 10**9 * (abs(value) + 1)
    return value - margin - size, value + margin + size


class NearValues:
    """Ways to read right answers, by what a text has to say to be one of them, or to be it in part."""

    def __init__(self, values: Sequence[object], judging: Judging) -> None:
        self._judging = judging
        self._others: list[int] = []
        ends: tuple[_Ends, _Ends] = ([], [])
        self._dates: dict[_Mark, list[int]] = {}
        units: dict[Unit | None, list[tuple[Fraction, int]]] = {}
        for place, value in enumerate(values):
            if isinstance(value, Quantity):
                units.setdefault(value.unit, []).append((value.value, place))
            elif isinstance(value, Date):
                for mark in _marks(value):
                    self._dates.setdefault(mark, []).append(place)
            elif isinstance(value, Range):
                for ways, end in zip((value.low, value.high), ends, strict=True):
                    end += [(place, way) for way in ways]
            else:
                self._others.append(place)
        most = sorted(units, key=lambda unit: -len(units[unit]))[:_MOST_UNITS]
        self._numbers = [_Numbers(unit, units[unit]) for unit in most]
        self._ends = [
            ([place for place, _ in end], NearValues([way for _, way in end], judging))
            for end in filter(None, ends)
        ]

    def of(self, given: Given, tolerance: Tolerance) -> list[int]:
        """Return the places of what a text may be, in order; of too many the first."""
        language = self._judging.language
        places = set(self._others[:MOST_NEAR])
        for numbers in self._numbers:
            places.update(numbers.of(given.clean, language, tolerance))
        if self._dates:
            dayfirst = self._judging.dayfirst
            for one in date_readings(given.clean, language=language, dayfirst=dayfirst):
                places.update(self._as(one.date))
        if self._ends:
            places.update(self._with_end(given))
        return sorted(places)[:MOST_NEAR]

    def _with_end(self, given: Given) -> Iterator[int]:
        """Yield the places of ranges one end of which a text says."""
        ways = [*ends_of_range(given.clean, self._judging.language, in_words=True)]
        for at, (owners, ends) in enumerate(self._ends):
            for text in {given.clean, *(way[at] for way in ways)}:
                yield from (owners[place] for place in ends.of(Given(text), NO_TOLERANCE))

    def _as(self, date: Date) -> Iterator[int]:
        """Yield the places of dates that agree with one in a part that both have."""
        marks = _marks(date)
        if date.year is None:
            marks += [(name, number, not has_year) for name, number, has_year in marks]
        else:
            marks = [mark for mark in marks if mark[0] == "year"] + [
                (name, number, False) for name, number, _ in marks if name != "year"
            ]
        for mark in marks:
            yield from self._dates.get(mark, ())


def _marks(date: Date) -> list[_Mark]:
    """Return what a date is found by; a year also by its last two figures, which may stand alone."""
    has_year = date.year is not None
    found = [("month", date.month, has_year), ("day", date.day, has_year)]
    if date.year is not None:
        found += [("year", date.year, True), ("year", date.year % 100, True)]
    return [(name, number, own) for name, number, own in found if number is not None]
