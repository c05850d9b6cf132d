"""Of many right answers that are numbers or dates those that a text may be: the others are passed over.

A number is looked for by its value in each unit, a date by its parts. Of what is beyond reason, more
than so many units, only what is written alike counts.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from fractions import Fraction

from quizkit.answers.date_reading import date_readings
from quizkit.answers.dates import Date
from quizkit.answers.quantities import Quantity
from quizkit.answers.ranges import Range, ends_of_range
from quizkit.answers.reading import Tolerance
from quizkit.answers.units import Unit
from quizkit.grading.given import Given
from quizkit.grading.given_quantity import ways_given
from quizkit.grading.near import MOST_NEAR
from quizkit.grading.quantity import as_signed, may_be_rounded, rounded, value_in
from quizkit.model import Judging

_MOST_UNITS = 12
_Ends = list[tuple[int, Quantity | Date]]
"""Ways to read the ends of ranges, each with the place of its range."""
_Mark = tuple[str, int, bool]
"""A part of a date: which, its number, and whether the date has a year."""


class _Numbers:
    """Right answers in one unit, from least to most, with their places."""

    def __init__(self, unit: Unit | None, found: Sequence[tuple[Quantity, int]]) -> None:
        self._right = Quantity(Fraction(0), unit, direction=found[0][0].direction)
        in_order = sorted((right.value, place) for right, place in found)
        self._values = [value for value, _ in in_order]
        self._places = [place for _, place in in_order]
        self._rounded: dict[tuple[int, Fraction], list[int]] = {}
        for right, place in found:
            if right.is_rounded and right.place is not None:
                self._rounded.setdefault((right.place, right.value), []).append(place)
        self._decimals = sorted({place for place, _ in self._rounded})
        self._may_be_rounded = any(may_be_rounded(right) for right, _ in found)

    def of(
        self, text: str, language: str, tolerance: Tolerance | None, question: str
    ) -> Iterator[int]:
        """Yield the places of those that a text may be, converted and rounded where it may be so.

        First come those that it surely is.
        """
        for found in ways_given(text, self._right, language, question):
            if self._right.compares_with(found.quantity):
                yield from self._as(as_signed(self._right, found.quantity), tolerance)
            else:  # it may be another unit of that name
                yield from self._places

    def _as(self, given: Quantity, tolerance: Tolerance | None) -> Iterator[int]:
        """Yield the places of those that a quantity may be."""
        value = value_in(self._right, given)
        yield from self._between(value, _margin(self._right.unit, given, value, tolerance))
        if tolerance is None and self._may_be_rounded:
            for place in self._decimals:
                yield from self._rounded.get((place, rounded(value, place)), ())
            yield from self._between(value, _last_figure(self._right.unit, given))

    def _between(self, value: Fraction, margin: Fraction) -> Sequence[int]:
        """Return the places of the numbers that are no farther off than `margin`."""
        low = bisect_left(self._values, value - margin)
        return self._places[low : bisect_right(self._values, value + margin)]


def _last_figure(unit: Unit | None, given: Quantity) -> Fraction:
    """Return how far off a number of a unit may be that rounds to a given one."""
    if given.place is None:
        return Fraction(0)
    size = given.unit.factor if given.unit else unit.factor if unit else Fraction(1)
    return Fraction(10) ** given.place / 2 * size / (unit.factor if unit else 1)


def _margin(
    unit: Unit | None, given: Quantity, value: Fraction, tolerance: Tolerance | None
) -> Fraction:
    """Return how far off a number of a unit may be for a given one, which is `value` in it, to be it."""
    is_converted = unit and given.unit not in (None, unit)
    margin = _last_figure(unit, given) if is_converted else Fraction(0)
    size = tolerance.size if tolerance else Fraction(0)
    if tolerance and tolerance.is_share:
        size = abs(value) * size / (1 - size) if size < 1 else 10**9 * (abs(value) + 1)
    return margin + size


class NearValues:
    """Ways to read right answers, by what a text has to say to be one of them, or to be it in part."""

    def __init__(self, values: Sequence[object], judging: Judging) -> None:
        self._judging = judging
        self._others: list[int] = []
        ends: tuple[_Ends, _Ends] = ([], [])
        self._dates: dict[_Mark, list[int]] = {}
        units: dict[tuple[Unit | None, bool], list[tuple[Quantity, int]]] = {}
        for place, value in enumerate(values):
            if isinstance(value, Quantity):
                kind = (value.unit, value.direction is not None)
                units.setdefault(kind, []).append((value, place))
            elif isinstance(value, Date):
                for mark in _marks(value):
                    self._dates.setdefault(mark, []).append(place)
            elif isinstance(value, Range):
                for ways, end in zip((value.low, value.high), ends, strict=True):
                    end += [(place, way) for way in ways]
            else:
                self._others.append(place)
        most = sorted(units.items(), key=lambda one: -len(one[1]))[:_MOST_UNITS]
        self._numbers = [_Numbers(unit, found) for (unit, _), found in most]
        self._ends = [
            ([place for place, _ in end], NearValues([way for _, way in end], judging))
            for end in filter(None, ends)
        ]

    def of(self, given: Given, tolerance: Tolerance | None, question: str) -> list[int]:
        """Return the places of what a text may be, in order; of too many those that it surely is."""
        language = self._judging.language
        places = dict.fromkeys(self._others[:MOST_NEAR])
        for numbers in self._numbers:
            places.update(dict.fromkeys(numbers.of(given.clean, language, tolerance, question)))
        if self._dates:
            dayfirst = self._judging.dayfirst
            for one in date_readings(given.clean, language=language, dayfirst=dayfirst):
                places.update(dict.fromkeys(self._as(one.date)))
        if self._ends:
            places.update(dict.fromkeys(self._with_end(given, question)))
        return sorted(list(places)[:MOST_NEAR])

    def _with_end(self, given: Given, question: str) -> Iterator[int]:
        """Yield the places of ranges one end of which a text says."""
        ways = [*ends_of_range(given.clean, self._judging.language, in_words=True)]
        for at, (owners, ends) in enumerate(self._ends):
            for text in {given.clean, *(way[at] for way in ways)}:
                yield from (owners[place] for place in ends.of(Given(text), None, question))

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
