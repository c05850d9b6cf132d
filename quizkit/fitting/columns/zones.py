"""UTC offsets of many instants at once, worked out by day rather than one by one."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, time, timedelta, timezone, tzinfo

import numpy as np

from quizkit.fitting.columns.arrays import Ints
from quizkit.scheduling.instants import EPOCH

MICROSECOND = timedelta(microseconds=1)
SECOND = 1_000_000
DAY = 86_400 * SECOND
EARLIEST, LATEST = -62_135_596_800, 253_402_300_800
"""Seconds since 1970 at which the calendar of Python begins and ends."""


def alike(offset: int, micros: Ints) -> Ints:
    """Return one UTC offset for each of some instants, which takes no memory."""
    return np.broadcast_to(np.int64(offset), micros.shape)


def offsets_in(zone: tzinfo, micros: Ints) -> Ints:
    """Return the UTC offset in microseconds of a zone at some instants."""

    def offset(micros: int) -> int:
        """Return the UTC offset of the zone at one instant, both in microseconds."""
        # Not in the last days of the calendar, where local time may lie outside it.
        micros = min(max(micros, EARLIEST * SECOND + 2 * DAY), LATEST * SECOND - 2 * DAY)
        local = (EPOCH + micros * MICROSECOND).astimezone(zone)
        return (local.replace(tzinfo=UTC) - EPOCH) // MICROSECOND - micros

    if type(zone) is timezone:
        return alike(zone.utcoffset(None) // MICROSECOND, micros)
    return _day_by_day(
        micros,
        lambda day: {offset(day * DAY), offset(day * DAY + DAY - 1)},
        lambda row: offset(int(micros[row])),
    )


def offsets_on_walls(times: Sequence[datetime], walls: Ints) -> Ints:
    """Return the UTC offset in microseconds of datetimes of one zone.

    Args:
        times: the datetimes.
        walls: the same by the clock on the wall, microseconds since 1970.
    """

    def offset(local: datetime) -> int:
        """Return the UTC offset of one, in microseconds."""
        return (local.utcoffset() or timedelta()) // MICROSECOND

    def of_day(day: int) -> set[int]:
        """Return the UTC offsets at the ends of a day, for an hour that comes twice both of them."""
        date = EPOCH.date() + timedelta(days=day)
        ends = (datetime.combine(date, end, zone) for end in (time.min, time.max))
        return {offset(end.replace(fold=fold)) for end in ends for fold in (0, 1)}

    zone = times[0].tzinfo
    if type(zone) is timezone:
        return alike(offset(times[0]), walls)
    return _day_by_day(walls, of_day, lambda row: offset(times[row]))


def _day_by_day(
    micros: Ints, of_day: Callable[[int], set[int]], of_row: Callable[[int], int]
) -> Ints:
    """Return UTC offsets by day: where it is the same at both ends of one it is so all day long.

    Args:
        micros: microseconds since 1970.
        of_day: gives the offsets at the ends of a day, counted from 1970.
        of_row: gives the offset of a row where there are several.
    """
    days = micros // DAY
    first = int(days.min(initial=0))
    days -= first
    there = np.zeros(int(days.max(initial=0)) + 1, dtype=np.bool_)
    there[days] = True
    offset, changes = np.zeros(len(there), dtype=np.int64), np.zeros_like(there)
    for day in there.nonzero()[0].tolist():
        offset[day], *others = of_day(first + day)
        changes[day] = bool(others)
    offsets: Ints = offset.take(days)
    for row in changes.take(days).nonzero()[0].tolist():
        offsets[row] = of_row(row)
    return offsets
