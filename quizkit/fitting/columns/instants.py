"""The instants of a log as arrays, and the days between them as a scheduler counts them."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from operator import attrgetter
from typing import Any, NamedTuple, Self

import numpy as np
from attrs import frozen

from quizkit.fitting.columns.arrays import Floats, Indices, Ints
from quizkit.scheduling.days import CalendarDays, Days, ElapsedDays, FractionalDays
from quizkit.scheduling.instants import EPOCH, instant, instant_of

MICROSECOND = timedelta(microseconds=1)
SECOND = 1_000_000
DAY = 86_400 * SECOND
_ZONE = attrgetter("tzinfo")
EARLIEST, LATEST = -62_135_596_800, 253_402_300_800
"""Seconds since 1970 at which the calendar of Python begins and ends."""


@lru_cache(maxsize=64)
def _zone(offset: int) -> timezone:
    return timezone(offset * MICROSECOND)


class Instants(NamedTuple):
    """Some instants: microseconds since 1970 (UTC), and UTC offsets in microseconds."""

    micros: Ints
    offsets: Ints

    def at(self, places: Indices | slice) -> list[datetime]:
        """Return the instants at some places, in their UTC offsets."""
        micros, offsets = self.micros[places].tolist(), self.offsets[places].tolist()
        return [
            (EPOCH + timedelta(0, 0, moment)).astimezone(_zone(offset))
            for moment, offset in zip(micros, offsets, strict=True)
        ]

    def study_days(self, days: CalendarDays) -> Ints:
        """Return the number of the study day each lies in, counted from 1970."""
        offsets = self.offsets if days.zone is None else _offsets_in(days.zone, self.micros)
        numbers: Ints = (self.micros + offsets - round(days.start_hour * 3600 * SECOND)) // DAY
        return numbers


def instants_of(times: Sequence[Any], utc_offsets: Sequence[float] | None = None) -> Instants:
    """Return instants as arrays.

    Args:
        times: aware datetimes; or seconds since 1970; or an array of datetime64, in UTC.
        utc_offsets: those of times that are no datetimes, in seconds; 0 unless told otherwise.

    Raises:
        ValueError: a time is missing, not finite, naive, of another kind or out of the calendar.
    """
    if len(times) and isinstance(times[0], datetime):
        return _instants_of_datetimes(times)
    if isinstance(times, np.ndarray) and times.dtype.kind == "M":
        if np.isnat(times).any():
            raise ValueError("a time is missing (NaT)")
        micros = times.astype("datetime64[us]").astype(np.int64)
    else:
        micros = _micros_of_seconds(times)
    east = np.zeros(len(times)) if utc_offsets is None else np.asarray(utc_offsets, np.float64)
    return Instants(micros, np.rint(east * SECOND).astype(np.int64))


def _instants_of_datetimes(times: Sequence[datetime]) -> Instants:
    # One look at all types and zones saves a look at each instant in the usual case.
    in_utc = set(map(type, times)) == {datetime} and set(map(_ZONE, times)) == {UTC}
    if not in_utc:
        times = [instant(time, "a time") for time in times]
    micros = np.array([(time - EPOCH) // MICROSECOND for time in times], dtype=np.int64)
    if in_utc:
        return Instants(micros, np.zeros_like(micros))
    walls = [(time.replace(tzinfo=UTC) - EPOCH) // MICROSECOND for time in times]
    return Instants(micros, np.array(walls, dtype=np.int64) - micros)


def _micros_of_seconds(times: Sequence[Any]) -> Ints:
    """Return microseconds since 1970 from seconds since 1970; ValueError if they are none."""
    seconds = np.asarray(times)
    numbers = seconds.dtype.kind in "iuf"
    if not numbers or not ((seconds >= EARLIEST) & (seconds < LATEST)).all():
        for time in times:
            instant_of(time)  # which says what is wrong
    if seconds.dtype.kind in "iu":
        return seconds.astype(np.int64, copy=False) * SECOND
    micros = seconds.astype(np.float64, copy=False) * SECOND
    return np.rint(micros, out=micros).astype(np.int64)


def _offsets_in(zone: tzinfo, micros: Ints) -> Ints:
    """Return the UTC offset in microseconds of a zone at some instants."""

    def offset(micros: int) -> int:
        """Return the UTC offset of the zone at one instant, both in microseconds."""
        # Not in the last days of the calendar, where local time may lie outside it.
        micros = min(max(micros, EARLIEST * SECOND + 2 * DAY), LATEST * SECOND - 2 * DAY)
        local = (EPOCH + micros * MICROSECOND).astimezone(zone)
        return (local.replace(tzinfo=UTC) - EPOCH) // MICROSECOND - micros

    # Where it is the same at both ends of a day in UTC it is so all day long.
    days, which = np.unique(micros // DAY, return_inverse=True)
    at_start = np.array([offset(day * DAY) for day in days.tolist()], dtype=np.int64)
    at_end = np.array([offset(day * DAY + DAY - 1) for day in days.tolist()], dtype=np.int64)
    offsets: Ints = at_start[which]
    for index in np.flatnonzero((at_start != at_end)[which]).tolist():
        offsets[index] = offset(int(micros[index]))
    return offsets


@frozen
class DayCount:
    """What a scheduler counts between two reviews: study days, or time gone by.

    Attributes:
        calendar: whose study days count; None for time gone by.
        whole: whether time gone by counts in whole blocks of 24 hours, else with its fractions.
    """

    calendar: CalendarDays | None
    whole: bool

    @classmethod
    def of(cls, days: Days, *, fractions: bool) -> Self:
        """Return the clock of some days, for a memory model that counts fractions or not.

        Raises:
            ValueError: they are not days of this package, or derived from them.
        """
        if type(days) not in (ElapsedDays, CalendarDays, FractionalDays):
            raise ValueError(f"days of another kind are replayed card by card: {days!r}")
        calendar = days if isinstance(days, CalendarDays) and not fractions else None
        return cls(calendar, isinstance(days, ElapsedDays))

    def readings(self, instants: Instants) -> Ints:
        """Return study days, or microseconds."""
        return instants.micros if self.calendar is None else instants.study_days(self.calendar)

    def days(self, gaps: Ints) -> Ints | Floats:
        """Return the days between readings of the clock, 0 where it was set back.

        They are whole numbers where only those count.
        """
        gaps = np.maximum(gaps, 0)
        if self.calendar is not None:
            return gaps
        return (gaps // DAY).astype(np.int32) if self.whole else gaps / DAY


def gaps_between(readings: Ints, starts: Indices) -> Ints:
    """Return the distance of each reading from the one before; 0 for the first one of a card.

    Args:
        readings: of each review, card by card.
        starts: where the reviews of each card begin.
    """
    gaps = np.empty_like(readings)
    np.subtract(readings[1:], readings[:-1], out=gaps[1:])
    gaps[starts] = 0
    return gaps
