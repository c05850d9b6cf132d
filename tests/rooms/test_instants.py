"""Instants as the log keeps them: whole milliseconds, whole minutes of offset, and the ends of the calendar."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, strategies as st

from quizkit.progress.instants import (
    INSTANTS,
    after,
    as_kept,
    from_milliseconds,
    from_milliseconds_if,
    milliseconds,
    milliseconds_if,
    minutes_east,
    whole_milliseconds,
)

MICROSECOND, HOUR = timedelta(microseconds=1), timedelta(hours=1)
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
FIRST, LAST = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)


def test_milliseconds_are_counted_from_1970_on() -> None:
    assert milliseconds(datetime(1970, 1, 1, tzinfo=UTC)) == 0
    assert milliseconds(datetime(1970, 1, 2, 1, tzinfo=timezone(HOUR))) == 86_400_000
    assert milliseconds(NOON) == int(NOON.timestamp()) * 1000
    assert milliseconds(NOON - MICROSECOND) == milliseconds(NOON) - 1
    assert milliseconds(datetime(1969, 12, 31, 23, 59, 59, tzinfo=UTC)) == -1000


def test_the_calendar_ends_where_that_of_datetime_does() -> None:
    assert (milliseconds(FIRST), milliseconds(LAST)) == INSTANTS
    assert from_milliseconds(INSTANTS[0], 0) == FIRST
    assert from_milliseconds(INSTANTS[1], 0) == LAST.replace(microsecond=999_000)
    assert milliseconds(datetime.min.replace(tzinfo=timezone(HOUR))) == INSTANTS[0]
    assert milliseconds(datetime.max.replace(tzinfo=timezone(-HOUR))) == INSTANTS[1]
    assert milliseconds(datetime.min.replace(tzinfo=timezone(-HOUR))) == INSTANTS[0] + 3_600_000


@given(
    st.datetimes(datetime(1, 1, 3), datetime(9999, 12, 29)),
    st.integers(-1439, 1439).map(lambda minutes: timezone(timedelta(minutes=minutes))),
)
def test_an_instant_comes_back_as_it_was_kept(naive: datetime, zone: timezone) -> None:
    at = naive.replace(tzinfo=zone)
    kept = from_milliseconds(milliseconds(at), minutes_east(at))
    assert kept == at - (at.microsecond % 1000) * MICROSECOND == as_kept(at)
    assert kept.utcoffset() == at.utcoffset()
    assert kept == whole_milliseconds(at)
    assert from_milliseconds_if(milliseconds_if(at), minutes_east(at)) == kept


def test_of_none_there_is_none() -> None:
    assert milliseconds_if(None) is None
    assert from_milliseconds_if(None, 60) is None


@pytest.mark.parametrize(
    ("offset", "minutes"),
    [
        (timedelta(), 0),
        (timedelta(hours=5, minutes=30), 330),
        (timedelta(hours=-3, seconds=29), -180),
        (timedelta(hours=1, seconds=31), 61),
        (timedelta(hours=23, minutes=59, seconds=59), 1439),
        (timedelta(hours=-23, minutes=-59, seconds=-59), -1439),
    ],
)
def test_an_offset_is_kept_in_whole_minutes_of_less_than_a_day(
    offset: timedelta, minutes: int
) -> None:
    assert minutes_east(NOON.astimezone(timezone(offset))) == minutes


@pytest.mark.parametrize("given_instant", [datetime(2026, 3, 1), "2026-03-01", None])
def test_an_instant_without_an_offset_is_none(given_instant: object) -> None:
    with pytest.raises(ValueError, match="an aware datetime is needed"):
        whole_milliseconds(given_instant)  # type: ignore[arg-type]


def test_what_comes_after_others_is_a_millisecond_later_unless_the_clock_says_more() -> None:
    millisecond = timedelta(milliseconds=1)
    assert after(NOON) is NOON
    assert after(NOON, NOON - millisecond) is NOON
    assert after(NOON, NOON) == NOON + millisecond
    assert after(NOON, NOON - HOUR, NOON + HOUR) == NOON + HOUR + millisecond
    west = NOON.astimezone(timezone(-HOUR))
    assert after(west, NOON).utcoffset() == -HOUR
    assert after(NOON + MICROSECOND, NOON) == NOON + millisecond  # as precise as it is kept
    assert after(NOON, LAST) == LAST.replace(microsecond=999_000)  # nothing is later
    assert after(FIRST) is FIRST
