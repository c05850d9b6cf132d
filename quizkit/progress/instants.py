"""Instants as the log keeps them: whole milliseconds since 1970, and minutes east of UTC."""

from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MILLISECOND = timedelta(milliseconds=1)
MINUTE = timedelta(minutes=1)
AHEAD = timedelta(hours=1)
"""An event that lies further in the future was dated by a clock that was ahead, here or elsewhere."""
_DAY = 24 * 60 - 1  # the most minutes that an offset can have; it may have seconds beside them
_FIRST = (datetime.min.replace(tzinfo=UTC) - _EPOCH) // MILLISECOND
_LAST = (datetime.max.replace(tzinfo=UTC) - _EPOCH) // MILLISECOND
INSTANTS = _FIRST, _LAST
"""The calendar, in milliseconds since 1970."""


def milliseconds(at: datetime) -> int:
    """Return the whole milliseconds from 1970 to `at`.

    Some hours at the ends of the calendar are in it only west or east of UTC: its end in UTC.
    """
    since_1970 = (at - _EPOCH) // MILLISECOND
    if _FIRST <= since_1970 <= _LAST:  # without the calls: every answer of a log comes here
        return since_1970
    return max(_FIRST, min(since_1970, _LAST))


def milliseconds_if(at: datetime | None) -> int | None:
    """Return the whole milliseconds from 1970 to `at`; None of None."""
    return None if at is None else milliseconds(at)


def minutes_east(at: datetime) -> int:
    """Return the offset from UTC that an aware datetime is given in, in minutes."""
    offset = at.utcoffset()
    return max(-_DAY, min(round(offset / MINUTE), _DAY)) if offset else 0


def from_milliseconds(since_1970: int, zone_minutes: int) -> datetime:
    """Return the instant so many milliseconds after 1970, in an offset of minutes east of UTC."""
    seconds, rest = divmod(since_1970, 1000)
    at = _EPOCH + timedelta(0, seconds, rest * 1000)
    return at.astimezone(_zone(zone_minutes)) if zone_minutes else at


def from_milliseconds_if(since_1970: int | None, zone_minutes: int) -> datetime | None:
    """Return the instant so many milliseconds after 1970; None of None."""
    return None if since_1970 is None else from_milliseconds(since_1970, zone_minutes)


def as_kept(at: datetime) -> datetime:
    """Return an aware datetime as precisely as the log keeps it."""
    return from_milliseconds(milliseconds(at), minutes_east(at))


def whole_milliseconds(at: datetime) -> datetime:
    """Return `at` as precisely as the log keeps it, so that a replay gives the same state.

    Raises:
        ValueError: `at` is no aware datetime.
    """
    if not isinstance(at, datetime) or at.tzinfo is None:
        raise ValueError(
            f"an aware datetime is needed, like datetime.now(timezone.utc), not {at!r}"
        )
    return at - timedelta(microseconds=at.microsecond % 1000)


def after(now: datetime, *others: datetime) -> datetime:
    """Return the instant of an event that has to come after others, whatever the clock says.

    Events of one instant stand in the order of their names, which are random: so one that another
    is to follow lies a millisecond before it at least, but at the end of the calendar.

    Args:
        now: the instant that the clock says, aware; taken if it is late enough.
        others: instants of the events that came before.
    """
    last = max(map(milliseconds, others), default=_FIRST - 1)
    if milliseconds(now) > last:
        return now
    return from_milliseconds(min(last + 1, _LAST), minutes_east(now))


@lru_cache(maxsize=64)
def _zone(minutes: int) -> timezone:
    return timezone(timedelta(minutes=minutes))
