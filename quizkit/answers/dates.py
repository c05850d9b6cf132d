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
    SEASON_SLIP = "one letter of the season is off"
    SHORT_YEAR = "the century of the year is left out"
    TWO_WAYS = "day and month can be read either way"


SEASONS = frozenset(("spring", "summer", "autumn", "winter"))
_PLACES = {
    "early": 2, "mid": 6, "late": 10, "spring": 4, "summer": 7, "autumn": 10, "winter": 12,
}  # fmt: skip
_MONTH_DAYS = (0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def _is_up_to(number: int | None, most: int) -> bool:
    return number is None or 1 <= number <= most


def _is_leap(year: int) -> bool:
    """Return whether a year has a 29 February: by the Julian calendar up to 1582."""
    return year % 4 == 0 and (year <= 1582 or year % 100 != 0 or year % 400 == 0)


_FIRST_GREGORIAN, _LAST_JULIAN = 1582, 1752
"""Years in which the calendar changed, first, and late in Britain; between them both were used."""


def _weekdays(year: int, month: int, day: int) -> tuple[int, ...]:
    """Return the weekday of a day, 0 for Monday, in each of the calendars of its time."""
    year_from_march, months = (year, month - 3) if month > 2 else (year - 1, month + 9)
    days = 365 * year_from_march + year_from_march // 4 + (153 * months + 2) // 5 + day
    gregorian = (days - year_from_march // 100 + year_from_march // 400 + 1) % 7
    julian = (days - 1) % 7
    if year < _FIRST_GREGORIAN:
        return (julian,)
    return (gregorian,) if year > _LAST_JULIAN else (gregorian, julian)


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
        weekday: 0 for Monday to 6 for Sunday, as it is written; None if it is left out.
        nth: which of those weekdays of the month, from 1, or from -1 for the last; 0 if a day is
            told by its number, or not at all. With a year `day` says which it is.
        ends_next: whether it is a winter told by both of its years, as 1777-78.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    era: str = ""
    part: str = ""
    span: Span = Span.YEAR
    about: bool = False
    weekday: int | None = None
    nth: int = 0
    ends_next: bool = False

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

    def nth_day(self, year: int | None) -> int | None:
        """Return which day of its month in `year` the nth weekday is; None without such a day."""
        if not (year and self.month and self.nth):
            return None
        most = Date(year, self.month)._most_days
        first = _weekdays(year, self.month, 1)[0]
        days = range(1 + ((self.weekday or 0) - first) % 7, most + 1, 7)
        at = self.nth - (self.nth > 0)
        return days[at] if -len(days) <= at < len(days) else None

    @property
    def has_false_weekday(self) -> bool:
        """Whether the day is known, and no calendar of its time has it on the weekday written."""
        year, month, day = self.year, self.month, self.day
        if self.weekday is None or self.era == "bc" or self.span is not Span.YEAR:
            return False
        if year is None or month is None or day is None or not self.is_possible:
            return False
        return self.weekday not in _weekdays(year, month, day)

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
    is_spoken: bool = False
    """Whether the century of a decade is left out, as in `the sixties`: the twentieth unless told."""

    @property
    def is_possible(self) -> bool:
        """Whether there is such a date; the year of '00 is still to be completed."""
        is_unfinished = self.doubt is Doubt.SHORT_YEAR and self.date.year == 0
        return is_unfinished or self.date.is_possible
