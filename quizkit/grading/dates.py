"""Dates: a given date against the right one (rules 26, 27 and 37)."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import combinations

from attrs import evolve

from quizkit.answers.date_reading import date_readings
from quizkit.answers.dates import SEASONS, Date, DateReading, Doubt
from quizkit.grading.codes import Code
from quizkit.grading.verdict import CORRECT, Verdict, close, partial, wrong
from quizkit.lazy import pattern
from quizkit.model import Judging

_DOUBTFUL = {
    Doubt.MONTH_SLIP: close(Code.SLIP, "one letter of the month is off"),
    Doubt.SEASON_SLIP: close(Code.SLIP, "one letter of the season is off"),
    Doubt.SHORT_YEAR: close(Code.SHORT_YEAR, "the century of the year is missing"),
    Doubt.TWO_WAYS: close(Code.TWO_WAYS, "that can be read two ways, one of which is right"),
}
_NEITHER_WAY = wrong(Code.DATE, "another date, whichever way it is read")
_NO_DATE = wrong(Code.NO_DATE, "that is no date")
_NO_SUCH_DAY = wrong(Code.NO_DATE, "that month has no such day")
_OTHER_TIME = wrong(Code.OTHER_TIME, "the date itself is asked for")
_MONTHS: Mapping[str, Collection[int]] = {
    "early": range(1, 6),
    "mid": range(4, 10),
    "late": range(8, 13),
    "spring": range(3, 7),
    "summer": range(6, 10),
    "autumn": range(8, 13),
    "winter": (1, 2, 3, 11, 12),
}
"""Months that agree with a part of the year, or with a season; the borders are soft."""

_BESIDE = pattern(r"(?i)(?:before|after|until|till|by|not|prior to|earlier|later)\b")

_SHORT_DECADE = pattern("(?i)(?:the )?[0-9]0'?s")
_DECIMAL = pattern(r"[0-9]{4}\.[0-9]+")
"""A figure that may be meant as year and month, where neither month nor fraction is asked for."""


def judge_date(
    right: Date, text: str, judging: Judging, *, shown: str, by_calendar: bool = True
) -> Verdict:
    """Return the verdict on a typed date.

    Args:
        right: the right answer.
        text: what was typed, clean.
        judging: the language of the deck, and how all-figure dates are read in it.
        shown: the right answer as learners see it.
        by_calendar: whether seasons and weekdays are told apart (rule 37).
    """
    if right.month is None and _DECIMAL.fullmatch(text):
        return _NO_DATE
    found = date_readings(text, language=judging.language, dayfirst=judging.dayfirst)
    if not found:
        return _unread(text, judging)
    verdicts = (_judge(right, one, shown, by_calendar) for one in found)
    best = max(verdicts, key=lambda verdict: verdict.score)
    is_read_twice = any(one.doubt is Doubt.TWO_WAYS for one in found)
    return _NEITHER_WAY if best.code is Code.DATE and is_read_twice else best


_FIFTH = pattern(r"(?i)\b(?:fifth|5th)\b")
_LAST_DAYS = pattern(r"(?<!\d)(?:29|3[01])(?!\d)")


def _unread(text: str, judging: Judging) -> Verdict:
    """Return the verdict on what cannot be read as a date."""
    if _BESIDE.match(text):
        return _OTHER_TIME
    if _SHORT_DECADE.fullmatch(text):
        return wrong(Code.SHORT_YEAR, "the year is not written in full")
    possible = _FIFTH.sub("first", _LAST_DAYS.sub("28", text, count=1))
    if possible != text and date_readings(possible, language=judging.language):
        return _NO_SUCH_DAY
    return _NO_DATE


_PARTS = ("year", "month", "day")


def fits_any(rights: Iterable[Date], text: str, judging: Judging) -> bool:
    """Return whether a typed date is one of some dates, or a part of one: it contradicts not all."""
    found = date_readings(text, language=judging.language, dayfirst=judging.dayfirst)
    return any(_judge(right, one, "").score for right in rights for one in found)


def vaguer(date: Date) -> Iterator[Date]:
    """Yield what says less than a date does: its month, its year, its day without the year.

    Of a part of a year that is the year.
    """
    if date.part and date.year:
        yield Date(date.year, date.month, date.day, era=date.era)
    told = [name for name in _PARTS if getattr(date, name) is not None]
    for count in range(1, len(told)):
        for kept in combinations(told, count):
            yield Date(era=date.era, **{name: getattr(date, name) for name in kept})


def _judge(right: Date, given: DateReading, shown: str, by_calendar: bool = True) -> Verdict:
    """Return the verdict on one way to read what was typed."""
    given = _completed(given, right)
    right, date = _on_days(right, _in_winter(right, given.date))
    if given.date.nth and not (by_calendar or right.nth):
        date = evolve(given.date, day=given.date.nth)
    if objection := _to_span_or_era(right, date, shown):
        return objection
    asked = [name for name in _PARTS if getattr(right, name) is not None]
    known = [name for name in asked if getattr(date, name) is not None]
    if not known:
        return wrong(Code.DATE, f"the {asked[0]} is asked for")
    for name in known:
        if getattr(date, name) != getattr(right, name):
            return _another(name, right, date)
    if beside := _to_part(right, date, by_calendar):
        return wrong(Code.PART, f"{beside}: {shown}")
    if by_calendar and _is_on_another_weekday(right, date):
        return wrong(Code.WEEKDAY, f"right but for the weekday: {shown}")
    share = len(known) / len(asked)
    if right.era == "bc" and date.year is not None and not date.era:  # rule 27: half of it
        return partial(share / 2, Code.ERA_MISSING, f"the era is missing: {shown}")
    if share < 1:
        missing = " and the ".join(name for name in asked if name not in known)
        said = f"right, but the {missing} {'is' if len(asked) - len(known) == 1 else 'are'} missing"
        return partial(share, Code.DATE_LESS, f"{said}: {shown}")
    if given.doubt:
        return _DOUBTFUL[given.doubt]
    if date.about and not right.about:
        return close(Code.ABOUT, f"right, but the answer is exact: {shown}")
    return CORRECT


def _completed(given: DateReading, right: Date) -> DateReading:
    """Return a date with the century of the right one, where its own is left out."""
    date, year = given.date, right.year
    if not year or date.year is None or date.span is not right.span:
        return given
    if given.doubt is Doubt.SHORT_YEAR and date.year == year % 100:
        return evolve(given, date=evolve(date, year=year))
    if given.is_spoken and date.year != year and date.year % 100 == year % 100:
        return DateReading(evolve(date, year=year), Doubt.SHORT_YEAR)
    return given


def _in_winter(right: Date, date: Date) -> Date:
    """Return a date in the year of the right one, where a winter is told by either of its years."""
    if right.ends_next == date.ends_next or right.year is None or date.year is None:
        return date
    later = 1 if date.ends_next else -1
    is_within = date.month in (None, 1, 2, 3) and date.part in ("", "winter")
    return evolve(date, year=right.year) if is_within and date.year + later == right.year else date


_NTH_DAY = 0
"""Stands for the day that an nth weekday is where no year says which."""


def _on_days(right: Date, date: Date) -> tuple[Date, Date]:
    """Return both dates with the days that their nth weekdays are, by a year that either has."""
    if date.nth and date.day is None and right.year:
        date = evolve(date, day=date.nth_day(right.year) or _NTH_DAY)
    if right.nth and right.day is None:
        right = evolve(right, day=right.nth_day(date.year) or _NTH_DAY)
        if (date.nth, date.weekday) == (right.nth, right.weekday) and date.day is None:
            date = evolve(date, day=_NTH_DAY)
        elif date.nth and date.day is None:
            date = evolve(date, day=-1)
    return right, date


def _is_on_another_weekday(right: Date, date: Date) -> bool:
    """Return whether a weekday was given that the day does not have, nor the right answer."""
    if date.nth or date.weekday in (None, right.weekday):
        return False
    both = {name: getattr(right, name) or getattr(date, name) for name in _PARTS}
    if None in both.values():
        return right.weekday is not None
    return evolve(right, weekday=date.weekday, **both).has_false_weekday


def _to_span_or_era(right: Date, date: Date, shown: str) -> Verdict | None:
    """Return the objection to the span or the era of a year, if both dates have a year."""
    if right.year is None or date.year is None:
        return None
    if date.span is not right.span:
        return wrong(Code.SPAN, f"a {date.span.value}, but a {right.span.value} is asked for")
    if date.era not in ("", right.era or "ad"):
        return wrong(Code.ERA, f"another era: the answer is {shown}")
    return None


def _another(name: str, right: Date, date: Date) -> Verdict:
    """Return the verdict on a date of which the part called `name` is another."""
    if name != "year":
        return wrong(Code.DATE, f"another {name}")
    if right.year and date.year == right.year % 100:
        return wrong(Code.SHORT_YEAR, "the year is not written in full")
    return wrong(Code.DATE, f"another {right.span.value}")


def _to_part(right: Date, date: Date, by_calendar: bool) -> str:
    """Return the objection to a part of the year or century, or a month outside it; else empty."""
    is_within = not (date.part and right.month and date.month is None)
    if by_calendar and not (is_within or right.month in _MONTHS[date.part]):
        return _another_part(date.part, right)
    if not right.part:
        return ""
    if date.part and not _agree(right.part, date.part, by_calendar):
        return _another_part(date.part, right)
    is_outside = right.month is None and date.month not in (None, *_MONTHS[right.part])
    return "another part of the year" if is_outside else ""


def _another_part(part: str, right: Date) -> str:
    return "another season" if part in SEASONS else f"another part of the {right.span.value}"


def _agree(one: str, other: str, by_calendar: bool) -> bool:
    """Return whether two parts of a year may be the same time: late and autumn, not late and mid.

    A season is one of four (rule 37).
    """
    if (by_calendar and {one, other} <= SEASONS) or {one, other} <= {"early", "mid", "late"}:
        return one == other
    return not set(_MONTHS[one]).isdisjoint(_MONTHS[other])
