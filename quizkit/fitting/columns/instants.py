"""The instants of a log as arrays, and the days between them as a scheduler counts them."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from itertools import repeat
from operator import attrgetter, is_, sub
from typing import Any, NamedTuple, Self

import numpy as np
import numpy.typing as npt
from attrs import frozen

from quizkit.fitting.columns.arrays import Floats, Indices, Ints, column_of, parts
from quizkit.fitting.columns.zones import (
    DAY,
    EARLIEST,
    LATEST,
    MICROSECOND,
    SECOND,
    alike,
    offsets_in,
    offsets_on_walls,
)
from quizkit.scheduling.days import CalendarDays, Days, ElapsedDays, FractionalDays
from quizkit.scheduling.instants import EPOCH, instant, instant_of

_ZONE = attrgetter("tzinfo")


@lru_cache(maxsize=64)
def _zone(offset: int) -> timezone:
    return timezone(offset * MICROSECOND)


class Instants(NamedTuple):
    """Some instants: microseconds since 1970 (UTC), and UTC offsets in microseconds."""

    micros: Ints
    offsets: Ints

    def taken(self, rows: Indices | slice) -> Self:
        """Return those in some rows."""
        return self.__class__(self.micros[rows], self.offsets[rows])

    def at(self, places: Indices | slice) -> list[datetime]:
        """Return the instants at some places, in their UTC offsets."""
        micros, offsets = self.micros[places].tolist(), self.offsets[places].tolist()
        return [
            (EPOCH + timedelta(0, 0, moment)).astimezone(_zone(offset))
            for moment, offset in zip(micros, offsets, strict=True)
        ]

    def study_days(self, days: CalendarDays) -> Ints:
        """Return the number of the study day each lies in, counted from 1970."""
        offsets = self.offsets if days.zone is None else offsets_in(days.zone, self.micros)
        numbers: Ints = (self.micros + offsets - round(days.start_hour * 3600 * SECOND)) // DAY
        return numbers


@frozen(eq=False)
class InUTC:
    """A column of a data frame that has one time zone: datetime64 in UTC, and the zone."""

    times: Any
    zone: tzinfo

    def __len__(self) -> int:
        return len(self.times)


def times_of(times: Any) -> Any:
    """Return a column of times as `column_of` does, or with its zone if it is of a data frame."""
    kind = getattr(times, "dtype", None) or getattr(times, "type", None)
    zone = getattr(kind, "tz", None) or getattr(kind, "time_zone", None)  # pandas, Arrow; Polars
    if zone is None:
        return column_of(times)
    if isinstance(zone, str) and zone[0] in "+-":
        zone = datetime.fromisoformat(f"1970-01-01T00:00{zone}").tzinfo
    known = CalendarDays(zone).zone
    return InUTC(np.asarray(times, dtype="datetime64[us]"), UTC if known is None else known)


def instants_of(times: Any, utc_offsets: Sequence[float] | None = None) -> Instants:
    """Return instants as arrays.

    Args:
        times: aware datetimes; or seconds since 1970; or an array of datetime64, in UTC; or what
            `times_of` gives.
        utc_offsets: those of times that are no datetimes, in seconds; 0 unless told otherwise.

    Raises:
        ValueError: a time is missing, not finite, naive, of another kind or out of the calendar.
    """
    if isinstance(times, InUTC):
        micros, _ = instants_of(times.times)
        return Instants(micros, offsets_in(times.zone, micros))
    if len(times) and isinstance(times[0], datetime):
        return _instants_of_datetimes(times.tolist() if isinstance(times, np.ndarray) else times)
    if isinstance(times, np.ndarray) and times.dtype.kind == "M":
        if np.isnat(times).any():
            raise ValueError("a time is missing (NaT)")
        micros = times.astype("datetime64[us]").astype(np.int64)
    else:
        micros = _micros_of_seconds(times)
    if utc_offsets is None:
        return Instants(micros, alike(0, micros))
    east = np.asarray(utc_offsets, np.float64)
    return Instants(micros, np.rint(east * SECOND).astype(np.int64))


def _instants_of_datetimes(times: Sequence[datetime]) -> Instants:
    """Return instants of aware datetimes; fastest if they share one zone, or all have fixed offsets."""
    instant(times[0], "a time")  # which says what is wrong if it is naive
    zone = times[0].tzinfo
    plain = set(map(type, times)) == {datetime}
    if plain and all(map(is_, map(_ZONE, times), repeat(zone))):
        # Within a zone Python subtracts by the clock on the wall, and asks no zone for its offset.
        walls = _micros_since(datetime(1970, 1, 1, tzinfo=zone), times)
        offsets = offsets_on_walls(times, walls)
        return Instants(walls - offsets, offsets)
    if not plain or not set(map(type, map(_ZONE, times))) <= {timezone}:
        times = [instant(time, "a time") for time in times]
    zones = list(map(_ZONE, times))
    east = {zone: zone.utcoffset(None) // MICROSECOND for zone in set(zones)}
    offsets = np.fromiter(map(east.__getitem__, zones), np.int64, len(zones))
    return Instants(_micros_since(EPOCH, times), offsets)


def _micros_since(begin: datetime, times: Sequence[datetime]) -> Ints:
    """Return the microseconds from one datetime to others.

    As seconds in floats they are had in two thirds of the time, exact to the microsecond as long as
    they have 51 bits: to the year 2041.
    """
    gone = map(timedelta.total_seconds, map(sub, times, repeat(begin)))
    seconds = np.fromiter(gone, np.float64, len(times))
    if np.abs(seconds).max(initial=0) * SECOND < 2**51:
        return _rounded(seconds)
    return np.array([(time - begin) // MICROSECOND for time in times], dtype=np.int64)


def _rounded(seconds: npt.NDArray[Any]) -> Ints:
    """Return seconds as microseconds."""
    micros = np.empty(len(seconds), np.int64)
    for part in parts(len(seconds)):
        micros[part] = np.rint(seconds[part].astype(np.float64, copy=False) * SECOND)
    return micros


def _micros_of_seconds(times: Any) -> Ints:
    """Return microseconds since 1970 from seconds since 1970; ValueError if they are none."""
    seconds = np.asarray(times)
    numbers = seconds.dtype.kind in "iuf"
    if not numbers or not (
        seconds.min(initial=EARLIEST) >= EARLIEST and seconds.max(initial=EARLIEST) < LATEST
    ):
        for time in times:
            instant_of(time)  # which says what is wrong
    if seconds.dtype.kind in "iu":
        return seconds.astype(np.int64, copy=False) * SECOND
    return _rounded(seconds)


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

    @property
    def counts_whole(self) -> bool:
        """Whether only whole days count."""
        return self.whole or self.calendar is not None

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
        return gaps // DAY if self.whole else gaps / DAY
