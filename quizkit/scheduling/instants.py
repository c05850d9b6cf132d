"""Instants: aware datetimes, brought to a fixed UTC offset so that arithmetic on them is exact."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, timezone
from operator import itemgetter
from typing import TypeVar

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

Rated = TypeVar("Rated")


def instant(now: datetime) -> datetime:
    """Return the same instant with a fixed UTC offset, so that arithmetic on it is exact.

    Raises:
        ValueError: `now` is naive.
    """
    if now.tzinfo is UTC or now.tzinfo.__class__ is timezone:
        return now
    if now.utcoffset() is None:
        raise ValueError(
            f"{now!r} has no time zone; an instant is needed, like datetime.now(timezone.utc)"
        )
    return fixed(now)


def fixed(local: datetime) -> datetime:
    """Return the same instant, its zone replaced by the UTC offset that holds there then."""
    offset = local.utcoffset()
    assert offset is not None, "only aware datetimes come here"
    return local.replace(tzinfo=timezone(offset), fold=0)


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


def in_order(log: Iterable[tuple[datetime, Rated]]) -> list[tuple[datetime, Rated]]:
    """Return the reviews of a card by time; those of one instant stay in their order."""
    # By instants, as datetimes of one zone are compared by the clock on the wall.
    return sorted(((instant(now), rating) for now, rating in log), key=itemgetter(0))
