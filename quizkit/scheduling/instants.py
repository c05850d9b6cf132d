"""Instants: aware datetimes, brought to a fixed UTC offset so that arithmetic on them is exact.

Subclasses of datetime, such as those of pandas and pendulum, have arithmetic of their own, so they
become plain ones.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, timezone
from operator import itemgetter
from typing import TypeVar

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

Reviewed = TypeVar("Reviewed")


def instant(now: datetime, name: str = "now") -> datetime:
    """Return the same instant as a plain datetime with a fixed UTC offset.

    Raises:
        ValueError: `now` is naive or no datetime; `name` is what the message calls it.
    """
    if type(now) is datetime and (now.tzinfo is UTC or type(now.tzinfo) is timezone):
        return now
    if not isinstance(now, datetime):
        raise ValueError(f"{name} is an aware datetime, not {now!r}")
    return fixed(now, name)


def fixed(local: datetime, name: str) -> datetime:
    """Return the same instant, its zone replaced by the UTC offset that holds there then.

    Raises:
        ValueError: it is naive; `name` is what the message calls it.
    """
    offset = local.utcoffset()
    if offset is None:
        raise ValueError(
            f"{name} has no time zone: {local!r}; "
            "an instant is needed, like datetime.now(timezone.utc)"
        )
    date = local.year, local.month, local.day
    time = local.hour, local.minute, local.second, local.microsecond
    return datetime(*date, *time, timezone(offset))  # not `replace`, which is slow


def instant_of(seconds: float, utc_offset: float = 0) -> datetime:
    """Return the instant so many seconds after 1970, in a UTC offset given in seconds.

    Raises:
        ValueError: they are no number, or lie outside the years 1 to 9999.
    """
    try:
        moment = EPOCH + timedelta(microseconds=round(seconds * 1_000_000))
    except (TypeError, ValueError, OverflowError):
        raise ValueError(
            f"a time is an aware datetime, or seconds since 1970 in the years 1 to 9999: {seconds!r}"
        ) from None
    return moment.astimezone(timezone(timedelta(seconds=utc_offset))) if utc_offset else moment


def by_time(log: Iterable[tuple[datetime, Reviewed]]) -> list[tuple[datetime, Reviewed]]:
    """Return the reviews of a card by time; those of one instant stay in their order."""
    # By instants, as datetimes of one zone are compared by the clock on the wall.
    rated = ((instant(now, "an instant of the log"), rating) for now, rating in log)
    return sorted(rated, key=itemgetter(0))
