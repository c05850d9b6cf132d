"""The instants of a log as arrays, and the days between them as a scheduler counts them."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, tzinfo
from functools import cached_property
from typing import Any, Self

import numpy as np
from attrs import frozen

from quizkit.fitting.columns.arrays import Floats, Indices, Ints
from quizkit.scheduling.days import CalendarDays, Days, ElapsedDays, FractionalDays
from quizkit.scheduling.instants import EPOCH, instant, instant_of

MICROSECOND = timedelta(microseconds=1)
SECOND = 1_000_000
DAY = 86_400 * SECOND
EARLIEST, LATEST = -62_135_596_800, 253_402_300_800
"""Seconds since 1970 at which the calendar of Python begins and ends."""


class Instants:
    """Some instants: as given, and in microseconds since 1970.

    Attributes:
        given: plain datetimes of fixed UTC offsets, or seconds since 1970.
        micros: microseconds since 1970 (UTC).
    """

    def __init__(self, times: Sequence[Any], utc_offsets: Sequence[float] | None = None) -> None:
        """Take times of one kind.

        Args:
            times: aware datetimes; or seconds since 1970; or an array of datetime64, in UTC.
            utc_offsets: those of times given as seconds, in seconds; 0 unless told otherwise.

        Raises:
            ValueError: a time is missing, not finite, naive or out of the calendar.
        """
        self.given, self._utc_offsets = times, utc_offsets
        self._are_datetimes = len(times) > 0 and isinstance(times[0], datetime)
        if self._are_datetimes:
            self.given = _plain(times)
            micros = [(time - EPOCH) // MICROSECOND for time in self.given]
            self.micros: Ints = np.array(micros, dtype=np.int64)
        elif isinstance(times, np.ndarray) and times.dtype.kind == "M":
            if np.isnat(times).any():
                raise ValueError("a time is missing (NaT)")
            self.micros = times.astype("datetime64[us]").astype(np.int64)
            self.given = self.micros / SECOND
        else:
            self.micros = _micros_of_seconds(times)

    def __getitem__(self, index: int) -> datetime:
        """Return one of them."""
        time = self.given[index]
        if isinstance(time, datetime):
            return time
        offset = 0 if self._utc_offsets is None else self._utc_offsets[index]
        return instant_of(time.item() if isinstance(time, np.generic) else time, float(offset))

    @cached_property
    def offsets(self) -> Ints:
        """The UTC offset of each, in microseconds."""
        if self._are_datetimes:
            zones = {time.tzinfo for time in self.given}  # ask each zone once
            known = {zone: zone.utcoffset(None) // MICROSECOND for zone in zones}
            return np.array([known[time.tzinfo] for time in self.given], dtype=np.int64)
        if self._utc_offsets is None:
            return np.zeros(len(self.micros), dtype=np.int64)
        return np.rint(np.asarray(self._utc_offsets, dtype=np.float64) * SECOND).astype(np.int64)

    def study_days(self, days: CalendarDays) -> Ints:
        """Return the number of the study day each lies in, counted from 1970."""
        return study_days(days, self.micros, self.offsets)


def _plain(times: Sequence[Any]) -> Sequence[datetime]:
    """Return instants as plain datetimes of fixed UTC offsets."""
    # One look at all types and zones saves a look at each instant in the usual case.
    if set(map(type, times)) == {datetime} and {time.tzinfo for time in times} == {UTC}:
        return times
    for time in times:
        if not isinstance(time, datetime):
            raise ValueError(f"not all times are datetimes, as the first is: {time!r}")
    return [instant(time, "a time") for time in times]


def _micros_of_seconds(times: Sequence[Any]) -> Ints:
    """Return microseconds since 1970 from seconds since 1970; ValueError if they are none."""
    seconds = np.asarray(times)
    within = seconds.dtype.kind in "iuf" and (
        seconds.min(initial=0) >= EARLIEST and seconds.max(initial=0) < LATEST
    )
    if not within:  # NaN is no more than anything
        for time in times:
            instant_of(time)  # which says what is wrong
    if seconds.dtype.kind in "iu":
        return seconds.astype(np.int64, copy=False) * SECOND
    micros = seconds.astype(np.float64, copy=False) * SECOND
    return np.rint(micros, out=micros).astype(np.int64)


def study_days(days: CalendarDays, micros: Ints, offsets: Ints) -> Ints:
    """Return the numbers of the study days some instants lie in, counted from 1970.

    Args:
        days: what a study day is.
        micros: instants, microseconds since 1970.
        offsets: UTC offsets in microseconds, for `days` without a zone.
    """
    if days.zone is not None:
        offsets = _offsets_in(days.zone, micros)
    numbers: Ints = (micros + offsets - round(days.start_hour * 3600 * SECOND)) // DAY
    return numbers


def _offsets_in(zone: tzinfo, micros: Ints) -> Ints:
    """Return the UTC offset in microseconds of a zone at some instants."""

    def offset(micros: int) -> int:
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
class Clock:
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
