"""Dates: years, months and days, decades and centuries, and the ways that a text can be read as one.

Days are those of the calendar that was in use, so no reading needs more of a calendar than the
length of months. Texts are read in `date_reading`.
"""

from enum import Enum

from attrs import frozen

from quizkit.value import Value


class Span(Enum):
    """How long a time the year of a date stands for."""

    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"


class Doubt(Enum):
    """What makes a reading of a date less than sure."""

    MONTH_SLIP = "one letter of the month is off"
    SHORT_YEAR = "the century of the year is left out"
    TWO_WAYS = "day and month can be read either way"


_PLACES = {
    "early": 2, "mid": 6, "late": 10, "spring": 4, "summer": 7, "autumn": 10, "winter": 12,
}  # fmt: skip
_MONTH_DAYS = (0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def _is_up_to(number: int | None, most: int) -> bool:
    return number is None or 1 <= number <= most


def _is_leap(year: int) -> bool:
    """Return whether a year has a 29 February: by the Julian calendar up to 1582."""
    return year % 4 == 0 and (year <= 1582 or year % 100 != 0 or year % 400 == 0)


@frozen(eq=False, repr=False)
class Date(Value):
    """A date, as much of it as is known.

    Args:
        year: None if it is left open; the first year of a decade, the number of a century.
        month: 1 to 12.
        day: 1 to 31, and possible in the month.
        era: `bc`, `ad`, or empty if it is left open, which means the same as `ad`.
        part: `early`, `mid`, `late`, a season, or empty.
        span: whether `year` stands for a year, a decade or a century.
        about: whether it is only about right.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    era: str = ""
    part: str = ""
    span: Span = Span.YEAR
    about: bool = False

    @property
    def place_in_time(self) -> tuple[int, int, int]:
        """What dates are ordered by; a part of a year stands in the middle of it."""
        year = self.year or 0
        if self.span is Span.CENTURY:
            year = year * 100 - 99
        month = self.month or _PLACES.get(self.part, 0)
        return (-year if self.era == "bc" else year, month, self.day or 0)

    @property
    def is_possible(self) -> bool:
        """Whether there is such a date; 29 February in leap years of the calendar of its time."""
        return (
            _is_up_to(self.year, 999_999)
            and _is_up_to(self.month, 12)
            and _is_up_to(self.day, self._most_days)
        )

    @property
    def _most_days(self) -> int:
        """The number of days in the month; none if that is left open."""
        if self.month == 2 and self.year is not None and self.era != "bc":
            return 28 + _is_leap(self.year)
        return _MONTH_DAYS[self.month or 0]


@frozen(eq=False, repr=False)
class DateReading(Value):
    """One way to read a text as a date."""

    date: Date
    doubt: Doubt | None = None

    @property
    def is_possible(self) -> bool:
        """Whether there is such a date; the year of '00 is still to be completed."""
        is_unfinished = self.doubt is Doubt.SHORT_YEAR and self.date.year == 0
        return is_unfinished or self.date.is_possible
