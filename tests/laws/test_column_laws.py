"""Laws of the columns of a log: whatever they are made of, they say what each row says by itself."""

from datetime import UTC, datetime, timedelta, timezone, tzinfo
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, strategies as st

np = pytest.importorskip("numpy", reason="the extra `fit`")

from quizkit.fitting import ReplayedLog, ReviewLog, columns, replay_log  # noqa: E402
from quizkit.fitting.columns.arrays import numbered, stable_order  # noqa: E402
from quizkit.fitting.columns.instants import instants_of, times_of  # noqa: E402
from quizkit.fitting.columns.order import ByCard  # noqa: E402
from quizkit.scheduling import (  # noqa: E402
    FSRS6,
    FSRS7,
    CalendarDays,
    CardState,
    ElapsedDays,
    Rating,
    Scheduler,
)

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
# A change of an hour, of half an hour, at midnight (a day with both offsets at its end), of a whole
# day left out, of some odd seconds long ago, and offsets that never change.
ZONES = [
    UTC,
    timezone(timedelta(hours=5, minutes=45)),
    timezone(-timedelta(hours=3, microseconds=1)),
    *map(
        ZoneInfo,
        ["Europe/Rome", "Australia/Lord_Howe", "America/Havana", "Pacific/Apia", "Etc/UTC"],
    ),
]
CHANGES = [
    datetime(2024, 3, 31, 2),
    datetime(2024, 10, 27, 2),
    datetime(2024, 4, 7, 2),
    datetime(2024, 3, 10),
    datetime(2024, 11, 3),
    datetime(2011, 12, 30),
    datetime(1893, 11, 1),
]
near_changes = st.builds(
    lambda change, seconds: change + timedelta(seconds=seconds),
    st.sampled_from(CHANGES),
    st.integers(-100_000, 100_000),
)
walls = st.one_of(
    near_changes, st.datetimes(datetime(2, 1, 1), datetime(9998, 12, 31)), st.datetimes(CHANGES[-2])
)
local_times = st.builds(
    lambda wall, zone, fold: wall.replace(tzinfo=zone, fold=fold),
    walls.filter(lambda wall: 2 <= wall.year <= 9998),
    st.sampled_from(ZONES),
    st.integers(0, 1),
)


def of_one_zone(zone: tzinfo) -> st.SearchStrategy[list[datetime]]:
    """Return datetimes of one zone."""
    return st.lists(local_times.map(lambda time: time.replace(tzinfo=zone)), max_size=30)


@given(st.one_of(st.sampled_from(ZONES).flatmap(of_one_zone), st.lists(local_times, max_size=30)))
def test_instants_and_offsets_of_datetimes_are_those_of_each(times: list[datetime]) -> None:
    micros, offsets = instants_of(times)
    assert micros.tolist() == [(time.astimezone(UTC) - EPOCH) // MICROSECOND for time in times]
    assert offsets.tolist() == [time.utcoffset() // MICROSECOND for time in times]


class Told(datetime):
    """A datetime of another library, with arithmetic of its own."""

    def __sub__(self, other: Any) -> Any:
        raise NotImplementedError


def test_datetimes_of_another_library_are_taken_by_what_they_say() -> None:
    told = Told(2024, 3, 31, 9, tzinfo=ZoneInfo("Europe/Rome"))
    micros, offsets = instants_of([told, datetime(2024, 1, 1, tzinfo=UTC)])
    assert micros.tolist() == [1_711_868_400_000_000, 1_704_067_200_000_000]
    assert offsets.tolist() == [7_200_000_000, 0]


@pytest.mark.parametrize("others", [[], [datetime(2024, 1, 1, tzinfo=UTC)]])
@pytest.mark.parametrize("place", [0, -1])
def test_a_naive_datetime_is_found_wherever_it_stands(others: list[datetime], place: int) -> None:
    times = [*others]
    times.insert(place if place == 0 else len(times), datetime(2024, 1, 1))
    with pytest.raises(ValueError, match="a time has no time zone"):
        instants_of(times)


class Column:
    """A column as data frames have it: indexed by label, its instants in UTC with a zone beside."""

    def __init__(self, values: Any, **dtype: Any) -> None:
        self._values = np.asarray(values)
        self.dtype = type("Kind", (), {"kind": self._values.dtype.kind, **dtype})

    def __len__(self) -> int:
        return len(self._values)

    def __getitem__(self, label: int) -> Any:
        raise KeyError(label)

    def __array__(self, dtype: Any = None, copy: Any = None) -> Any:
        return self._values.astype(dtype or self._values.dtype)

    def to_numpy(self) -> Any:
        raise AssertionError("an object for each row")

    def factorize(self) -> Any:
        names = list(dict.fromkeys(self._values.tolist()))
        missing = {None: -1}
        codes = [missing.get(name, names.index(name)) for name in self._values.tolist()]
        return np.array(codes), names

    def take(self, rows: Any) -> Any:
        return self._values.take(rows)


@given(st.sampled_from(ZONES[3:]).flatmap(of_one_zone))
def test_a_column_with_a_zone_is_its_datetimes(times: list[datetime]) -> None:
    zone = times[0].tzinfo if times else UTC
    in_utc = [time.astimezone(UTC).replace(tzinfo=None) for time in times]
    stored = np.array(in_utc, dtype="datetime64[us]")
    for named in ({"tz": zone}, {"time_zone": str(zone)}):
        found = instants_of(times_of(Column(stored, **named)))
        wanted = [time.astimezone(UTC).astimezone(zone) for time in times]
        assert found.micros.tolist() == stored.astype(np.int64).tolist()
        assert found.offsets.tolist() == [time.utcoffset() // MICROSECOND for time in wanted]


def test_a_fixed_offset_by_name_is_one() -> None:
    stored = np.array(["2024-03-31T09:00"], dtype="datetime64[us]")
    assert instants_of(times_of(Column(stored, tz="-03:30"))).offsets.tolist() == [-12_600_000_000]


def test_days_since_are_counted_in_the_zone_of_a_column_with_gaps() -> None:
    rome = ZoneInfo("Europe/Rome")
    stored = np.array(["2024-03-30T22:30", "NaT", "2024-03-30T23:30"], dtype="datetime64[us]")
    now = datetime(2024, 4, 1, tzinfo=UTC)
    days = columns.elapsed_days(Scheduler(day=CalendarDays(None, 0)), Column(stored, tz=rome), now)
    assert np.isnan(days[1])
    assert days.take([0, 2]).tolist() == [2, 1]  # 23:30 there is a day before 00:30


names = st.one_of(
    st.lists(st.integers(-5, 5), max_size=40),
    st.lists(st.integers(1_500_000_000_000, 1_500_000_000_020), max_size=40),
    st.lists(st.sampled_from([-(2**63), -7, 0, 2**62, 2**63 - 1]), max_size=40),
    st.lists(st.sampled_from([0, 2**64, -(2**70)]), max_size=40),
    st.lists(st.sampled_from(["a", "b", "1", "", "ä"]), max_size=40),
    st.lists(st.sampled_from(["a", 1, 2**70, "1"]), max_size=40),
    st.lists(st.sampled_from(["a", -1, -2]), max_size=40),  # of -1 and -2 Python makes one hash
)


@given(names)
def test_cards_of_one_name_and_no_others_have_one_number(names: list[int | str]) -> None:
    columns: list[Any] = [names, np.array(names, object)]
    if len(set(map(type, names))) == 1:
        columns.append(np.array(names))
    if all(type(name) is str for name in names):
        columns.append(Column(np.array(names, object)))
    for column in columns:
        numbers = numbered(column).tolist()
        assert len(set(numbers)) == len(set(names)) == len(set(zip(names, numbers, strict=True)))
        assert all(0 <= number < max(2 * len(names), 1) for number in numbers)


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(-3, 3)), max_size=50), st.booleans())
def test_a_log_goes_card_by_card_in_order_of_time(rows: list[tuple[int, int]], tidy: bool) -> None:
    rows = sorted(rows) if tidy else rows
    numbers, micros = (np.array(column, np.int64) for column in np.reshape(rows, (-1, 2)).T)
    found = ByCard.of(numbers.copy(), micros)
    order = np.arange(len(rows)) if found.order is None else found.order
    assert sorted(found.lengths.tolist(), reverse=True) == found.lengths.tolist()
    spans = zip(found.starts.tolist(), found.lengths.tolist(), strict=True)
    of_cards = [order[start : start + length].tolist() for start, length in spans]
    wanted: dict[int, list[int]] = {}
    for row, (card, _) in enumerate(rows):
        wanted.setdefault(card, []).append(row)
    assert {rows[of_card[0]][0]: of_card for of_card in of_cards} == {
        card: sorted(of_card, key=lambda row: rows[row][1]) for card, of_card in wanted.items()
    }
    assert sorted(found.first_rows.tolist()) == sorted(of_card[0] for of_card in wanted.values())


@given(st.lists(st.integers(0, 2**62), max_size=60), st.integers(0, 60))
def test_places_are_put_in_the_order_of_a_stable_sort(names: list[int], bits: int) -> None:
    numbers = np.array([name >> bits for name in names], dtype=np.int64)
    assert stable_order(numbers).tolist() == np.argsort(numbers, kind="stable").tolist()


@pytest.mark.parametrize("model", [FSRS6(), FSRS7()], ids=lambda model: type(model).__name__)
@pytest.mark.parametrize(
    "day", [ElapsedDays(), CalendarDays("Europe/Rome"), CalendarDays(None, 23)]
)
def test_a_log_is_the_same_whatever_its_columns_are_made_of(model: Any, day: Any) -> None:
    """Of numbers, of what people have, and card by card by the scheduler, to the last digit."""
    rng, rome = Random(3), ZoneInfo("Europe/Rome")
    seconds = [1_711_700_000 + rng.randrange(40 * 86_400_000_000) / 1e6 for _ in range(2_000)]
    micros = [round(1e6 * second) for second in seconds]
    texts = [f"card {rng.randrange(150)}" for _ in seconds]
    ratings = [rng.choice([1, 3, 3, 4]) for _ in seconds]
    times = [(EPOCH + micro * MICROSECOND).astimezone(rome) for micro in micros]
    offsets = [time.utcoffset().total_seconds() for time in times]
    stored = np.array(micros).astype("datetime64[us]")
    scheduler = Scheduler(model, day=day)
    wanted = {}
    for name in dict.fromkeys(texts):
        rows = [row for row, text in enumerate(texts) if text == name]
        log = [(times[row], Rating(ratings[row])) for row in rows]
        wanted[name] = scheduler.replay(log, CardState(seed=name))
    objects = np.array(texts, object)

    def replayed(*columns: Any, **more: Any) -> ReplayedLog:
        return replay_log(scheduler, *columns, **more)

    found = [
        replayed(texts, times, list(map(Rating, ratings))),
        replayed(np.array(texts), np.array(times), np.array(ratings)),
        replayed(objects, seconds, ratings, utc_offsets=offsets),
        replayed(Column(objects), Column(stored, tz=rome), ratings),
        replayed(iter(texts), stored, map(float, ratings), utc_offsets=offsets),
    ]
    for states in found:
        assert dict(states) == wanted
        assert [state.last_review.utcoffset() for state in states.values()] == [
            state.last_review.utcoffset() for state in wanted.values()
        ]
        assert states.memory == found[0].memory


def test_a_review_log_is_the_same_whatever_its_columns_are_made_of() -> None:
    rng, rome = Random(5), ZoneInfo("Europe/Rome")
    micros = [1_711_700_000_000_000 + rng.randrange(4000) * 40_000_000_000 for _ in range(3_000)]
    texts = [f"card {rng.randrange(90)}" for _ in micros]
    ratings = [rng.choice([1, 2, 3, 4]) for _ in micros]
    times = [(EPOCH + micro * MICROSECOND).astimezone(rome) for micro in micros]
    codes = {name: code for code, name in enumerate(sorted(set(texts)))}
    rows = sorted(
        (micro, codes[text], rating, time.utcoffset() // MICROSECOND)
        for micro, text, rating, time in zip(micros, texts, ratings, times, strict=True)
    )
    stored = Column(np.array(micros).astype("datetime64[us]"), tz=rome)
    for log in (
        ReviewLog.of(texts, times, ratings),
        ReviewLog.of(Column(np.array(texts, object)), stored, np.array(ratings, np.int8)),
        ReviewLog.of([codes[text] * 10**12 for text in texts], times, map(Rating, ratings)),
    ):
        found = zip(
            *(c.tolist() for c in (log.times, log.cards, log.ratings, log.offsets)), strict=True
        )
        assert list(found) == rows
        assert np.isnan(log.durations).all()
