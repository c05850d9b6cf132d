"""How the command line says times, counts and keys."""

import math
from collections.abc import Iterable
from datetime import datetime, timedelta

from quizkit.scheduling import CalendarDays, FractionalDays, Rating

GRADES = {rating: rating.name.capitalize() for rating in Rating}


def count(number: int, noun: str, plural: str = "") -> str:
    """Return `1 card`, `2 cards`."""
    return f"{number} {noun if number == 1 else plural or noun + 's'}"


def wait(at: datetime, due: datetime | None, days: CalendarDays) -> str:
    """Return how long it is from `at` to `due`: minutes, hours, study days, months or years."""
    if due is None:
        return "never"
    whole = days.study_day(due) - days.study_day(at)
    if whole > 0 and due - at > timedelta(hours=1):
        return _days(whole)
    minutes = max(0, round((due - at) / timedelta(minutes=1)))
    if minutes < 1:
        return "now"
    if minutes < 60:
        return f"{minutes} min"
    return f"{round(minutes / 60)} h"


def when(now: datetime, due: datetime | None, days: CalendarDays) -> str:
    """Return when a card comes back, seen from `now`: `in 10 min`, `tomorrow`, `in 5 days`."""
    if due is None:
        return "not scheduled"
    due = FractionalDays().due(now, due - now)  # by the clock here: the learner may have travelled
    span = wait(now, due, days)
    if span == "now" or due <= now:
        return "now"
    return "tomorrow" if span == "1 day" else f"in {span}"


def _days(days: int) -> str:
    if days < 31:
        return count(days, "day")
    if days < 365:
        return f"{days / 30.44:.1f} months"
    return f"{days / 365.25:.1f} years"


def took(span: timedelta) -> str:
    """Return how long a session took: `40 s`, `12 min`, `1 h 5 min`."""
    seconds = round(span.total_seconds())
    if seconds < 60:
        return f"{seconds} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h {minutes % 60} min"


def percent(share: float) -> int:
    """Return a share in whole percent, rounded down: 79.6 % has not reached 80 %."""
    return math.floor(round(100 * share, 6))  # 100 * 0.58 falls short of 58


def joined(texts: Iterable[str]) -> str:
    """Return texts as a list to read, separated so that a comma inside one does no harm."""
    items = list(texts)
    return ("; " if any("," in item for item in items) else ", ").join(items)


def end_of_next_day(now: datetime, days: CalendarDays) -> datetime:
    """Return the last instant of the study day after that of `now`."""
    return days.due(now, timedelta(days=2)) - timedelta(milliseconds=1)
