"""What a day is: how elapsed time is counted, and when an interval of days is over.

Three policies. `ElapsedDays` counts blocks of 24 hours. `CalendarDays` counts study days, which
begin at an hour of local time. `FractionalDays` counts real time. All instants given to them
carry a fixed UTC offset; the scheduler sees to that.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta, timezone, tzinfo
from typing import Any, Protocol

import attrs

from quizkit.scheduling.instants import fixed
from quizkit.scheduling.stored import (
    NUMBER,
    Codec,
    Prepared,
    Stored,
    UnlikeError,
    inner,
    layout,
    one_of,
    shown,
    such,
)

DAY = timedelta(days=1)


class Days(Protocol):
    """A policy of days."""

    def elapsed(self, since: datetime, now: datetime, fractions: bool) -> float:
        """Return the days gone by; 0 if `now` is earlier.

        Args:
            since: instant of the last review.
            now: instant of this one.
            fractions: whether the memory model is made for fractions of a day.
        """
        ...

    def study_day(self, instant: datetime) -> int:
        """Return the number of the day an instant lies in; of the calendar where none is set."""
        ...

    def due(self, now: datetime, delay: timedelta) -> datetime:
        """Return the instant at which a delay is over that began `now`; longer is never earlier."""
        ...

    def to_dict(self) -> dict[str, Any]:
        """Return the policy as JSON values."""
        ...


class RealTime(Stored):
    """What blocks of 24 hours and fractions of them have in common: no calendar, no settings."""

    __slots__ = ()

    def study_day(self, instant: datetime) -> int:
        """Return the number of the day in the calendar, in the instant's own zone."""
        return instant.toordinal()

    def due(self, now: datetime, delay: timedelta) -> datetime:
        """Return the instant `delay` after `now`, or the last one of the calendar."""
        try:
            return now + delay
        except OverflowError:
            return datetime.max.replace(tzinfo=now.tzinfo)


class ElapsedDays(RealTime):
    """Whole blocks of 24 hours since the last review, whatever the clock on the wall says."""

    __slots__ = ()

    def elapsed(self, since: datetime, now: datetime, fractions: bool = False) -> int:
        """Return the whole blocks of 24 hours gone by; 0 if `now` is earlier."""
        days = (now - since).days
        return days if days > 0 else 0


class FractionalDays(RealTime):
    """Real time in days of 24 hours, fractions included."""

    __slots__ = ()

    def elapsed(self, since: datetime, now: datetime, fractions: bool = True) -> float:
        """Return the days gone by; 0 if `now` is earlier."""
        days = (now - since) / DAY
        return days if days > 0 else 0.0


def _zone(zone: tzinfo | str | None) -> tzinfo | None:
    """Return the zone of a name, and anything else as it is, for the check to find."""
    name = zone if isinstance(zone, str) else _name(zone)
    if name is None:
        return _fixed_zone(zone)  # type: ignore[arg-type]
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError  # only here: it takes its time to load

    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError(
            f"no time zone is known as {shown(name)}; try a name like Europe/Rome"
        ) from error


def _name(zone: tzinfo | None) -> str | None:
    """Return the name by which a zone is one of the standard library too, None if it has none.

    Those of pytz, for one, count by themselves, and wrongly.
    """
    name = getattr(zone, "key", None) or getattr(zone, "zone", None)
    return name if isinstance(name, str) else None


def _fixed_zone(zone: tzinfo | None) -> tzinfo | None:
    """Return a fixed offset of whatever library as one of Python's, and anything else as it is."""
    offset = zone.utcoffset(None) if isinstance(zone, tzinfo) else None
    return zone if offset is None else timezone(offset)


def _stored_zone(zone: tzinfo | None) -> str | float | None:
    """Return a zone as JSON: its name, its offset in seconds, or null for local time."""
    return zone.utcoffset(None).total_seconds() if isinstance(zone, timezone) else _name(zone)


def _read_zone(value: Any) -> tzinfo | str | None:
    if value is None or isinstance(value, str):
        return value
    try:
        return timezone(timedelta(seconds=NUMBER.read(value)))
    except (ValueError, OverflowError):
        wanted = "a name, an offset of less than a day in seconds, or null"
        raise UnlikeError(wanted, value) from None


def _zone_or_none(zone: object) -> object:
    if zone is None or isinstance(zone, timezone) or (isinstance(zone, tzinfo) and _name(zone)):
        return zone
    raise UnlikeError(
        "a name like Europe/Rome, a tzinfo with one or of a fixed offset, or None", zone
    )


class PreparedDays(Prepared):
    """When a study day begins, after midnight."""

    __slots__ = ("_start",)
    _start: timedelta


@attrs.frozen(eq=False, repr=False)
class CalendarDays(PreparedDays):
    """Study days: a day begins at `start_hour` local time, so that a late evening belongs to it.

    A study day is numbered floor((local time on the wall - start hour) / 24 h), and elapsed days
    are the difference of two such numbers: right over a change to summer time, whose days have 23
    or 25 hours, and over travel. A model made for fractions (FSRS-7) is given real time all the
    same; only its due dates follow the calendar.

    A delay of n whole days is over at the start of the n-th study day after this one. A shorter
    one that would run past the start of the next study day is over at that start, as in Anki.

    Attributes:
        zone: time zone of the learner, an IANA name or a tzinfo that has one or is a fixed offset;
            None: every instant is taken in the UTC offset it is given with.
        start_hour: local hour at which a study day begins, 0 to below 24; 4.5 is half past four.
    """

    _STORED = layout(
        zone=Codec(_read_zone, _stored_zone, _zone_or_none),
        start_hour=such("a number of hours from 0 to below 24", lambda h: 0 <= h < 24, NUMBER),
    )

    zone: tzinfo | None = attrs.field(default=None, converter=_zone)
    start_hour: float = 4

    def _worked_out(self) -> Mapping[str, Any]:
        return {"_start": timedelta(hours=self.start_hour)}

    def study_day(self, instant: datetime) -> int:
        """Return the number of the study day an aware instant lies in; 1 is 1 January of year 1."""
        try:
            return self._since_start(instant).toordinal()
        except OverflowError:  # local time lies outside the calendar
            if instant.year == 1:
                return self.study_day(instant + DAY) - 1
            return self.study_day(instant - DAY) + 1

    def elapsed(self, since: datetime, now: datetime, fractions: bool = False) -> float:
        """Return the study days gone by, or real days if `fractions`; 0 if `now` is earlier."""
        if fractions:
            return max((now - since) / DAY, 0.0)
        return max(self.study_day(now) - self.study_day(since), 0)

    def due(self, now: datetime, delay: timedelta) -> datetime:
        """Return the start of a study day, or `now + delay` if that lies in this one.

        At the end of the calendar, where no such day begins, its last instant.
        """
        by_the_clock = FractionalDays().due(now, delay)
        if delay < DAY and self.study_day(by_the_clock) == self.study_day(now):
            return by_the_clock
        try:
            start = self._since_start(now).replace(hour=0, minute=0, second=0, microsecond=0)
            start += timedelta(max(delay.days, 1)) + self._start
        except OverflowError:
            return by_the_clock
        return start if self.zone is None else fixed(start, "due")

    def begin(self, now: datetime, day: int) -> datetime:
        """Return the instant at which a study day begins where the learner is `now`.

        Of a day outside the calendar, the end of that.

        Args:
            now: an aware datetime, whose offset holds where the days have no zone of their own.
            day: its number.
        """
        try:
            start = datetime.fromordinal(day) + self._start
        except (ValueError, OverflowError):
            start = datetime.min if day < 1 else datetime.max
        zone = now.tzinfo if self.zone is None else self.zone
        return fixed(start.replace(tzinfo=zone), "now")

    def _since_start(self, instant: datetime) -> datetime:
        """Return the local time, the clock on the wall moved so that study days begin at midnight."""
        if not isinstance(instant, datetime) or instant.tzinfo is None:
            raise ValueError(
                f"an aware datetime is needed, like datetime.now(timezone.utc), not {instant!r}"
            )
        local = instant if self.zone is None else instant.astimezone(self.zone)
        return local - self._start


def days_from_dict(data: object) -> Days:
    """Return the policy of days that its `to_dict` wrote; ValueError if it is none."""
    kinds = CalendarDays, ElapsedDays, FractionalDays
    found: Days = one_of(data, "a stored policy of days", kinds)
    return found


def _policy(value: Any) -> Any:
    if hasattr(value, "study_day") and not isinstance(value, type):
        return value
    raise UnlikeError("a policy of days like CalendarDays('Europe/Rome')", value)


DAYS = inner(days_from_dict, _policy)
"""How a policy of days is checked and stored."""
