"""The calls over columns of stored cards, each beside the call for one card; and the curve in SQL."""

import math
import sqlite3
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given, strategies as st

np = pytest.importorskip("numpy", reason="the extra `fit`")

from quizkit.fitting import columns, replay_log  # noqa: E402
from quizkit.scheduling import (  # noqa: E402
    FSRS6,
    FSRS7,
    SM2,
    CalendarDays,
    Calibration,
    CardState,
    ElapsedDays,
    FractionalDays,
    FSRS6State,
    FSRS7State,
    Scheduler,
    fsrs6,
    fsrs7,
)

NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)
model_weights = {
    FSRS6: st.tuples(*(st.floats(*bounds) for bounds in fsrs6.BOUNDS)),
    FSRS7: st.tuples(*(st.floats(*bounds) for bounds in fsrs7.BOUNDS)),
}
difficulties = st.floats(1, 10)
cards_of = {
    FSRS6: st.builds(FSRS6State, st.floats(0.001, 36500), difficulties),
    FSRS7: st.builds(FSRS7State, st.floats(1e-4, 36500), st.floats(1e-4, 36500), difficulties),
}
retentions = st.floats(0.001, 0.999)
answers = st.tuples(
    st.integers(0, 40), st.none() | st.floats(0, 1), st.booleans(), st.integers(0, 50)
)


@st.composite
def stored(draw: st.DrawFn) -> tuple[Any, list[Any]]:
    """Return a model, and states of it."""
    kind = draw(st.sampled_from([FSRS6, FSRS7]))
    model = draw(st.just(kind()) | model_weights[kind].map(kind.clipped))
    return model, draw(st.lists(cards_of[kind], min_size=1, max_size=8))


def memory_of(states: list[Any]) -> dict[str, list[float]]:
    names = type(states[0]).__slots__
    return {name: [getattr(state, name) for state in states] for name in names if name[0] != "_"}


def near(column: list[float]) -> Any:
    return pytest.approx(column, rel=1e-8, abs=1e-12)


@given(stored(), st.lists(st.floats(-5, 40000), min_size=8, max_size=8))
def test_a_column_of_recalls_is_what_the_model_says_of_each(
    cards: tuple[Any, list[Any]], days: list[float]
) -> None:
    model, states = cards
    days = days[: len(states)]
    found = columns.retrievability(model, memory_of(states), days)
    assert found.tolist() == near(list(map(model.retrievability, states, days)))


@given(stored(), st.lists(retentions, min_size=8, max_size=8))
def test_a_column_of_intervals_is_what_the_model_says_of_each(
    cards: tuple[Any, list[Any]], wanted: list[float]
) -> None:
    model, states = cards
    wanted = wanted[: len(states)]
    found = columns.interval(model, memory_of(states), wanted)
    assert found.tolist() == near(list(map(model.interval, states, wanted)))
    for_all = columns.interval(model, memory_of(states), 0.9).tolist()
    assert for_all == near([model.interval(state, 0.9) for state in states])


@pytest.mark.parametrize("retention", [1e-300, 1e-5, 0.9999, 1 - 1e-16])
@pytest.mark.parametrize("model", [FSRS6(), FSRS7()])
def test_intervals_at_the_ends_of_retention_are_those_of_the_model(
    model: Any, retention: float
) -> None:
    states = [model.first(rating) for rating in (1, 2, 3, 4)]
    found = columns.interval(model, memory_of(states), retention)
    assert found.tolist() == near([model.interval(state, retention) for state in states])


@given(
    st.lists(st.floats(-2, 400), min_size=1, max_size=8),
    st.sampled_from(
        [ElapsedDays(), FractionalDays(), CalendarDays("Europe/Rome"), CalendarDays(None, 8.5)]
    ),
    st.sampled_from([FSRS6(), FSRS7()]),
    st.sampled_from([-720, 0, 345]).map(lambda m: timezone(timedelta(minutes=m))),
)
def test_a_column_of_days_is_what_the_scheduler_counts(
    gone: list[float], day: Any, model: Any, zone: Any
) -> None:
    scheduler, now = Scheduler(model, day=day), NOW.astimezone(zone)
    lasts = [now - timedelta(days=days) for days in gone]
    counted = [day.elapsed(last, now, model.counts_fractions) for last in lasts]
    assert columns.elapsed_days(scheduler, lasts, now).tolist() == near(counted)
    seconds, offset = [last.timestamp() for last in lasts], zone.utcoffset(None).total_seconds()
    offsets = [offset] * len(lasts)
    found = columns.elapsed_days(scheduler, seconds, now, utc_offsets=offsets).tolist()
    assert found == pytest.approx(counted, abs=1e-9)


@given(
    st.lists(answers, max_size=40).map(lambda log: sorted(log, key=lambda answer: answer[0])),
    st.lists(st.tuples(st.floats(0, 1), retentions, st.integers(0, 100)), min_size=1, max_size=6),
    st.none() | st.integers(0, 50),
)
def test_columns_pass_through_a_calibration_as_one_by_one(
    log: list[Any], rows: list[tuple[float, float, int]], day: int | None
) -> None:
    _, learned = Calibration().follow(log)
    recalls, wanted, days = map(list, zip(*rows, strict=True))
    found = columns.recall(learned, recalls, days, day=day).tolist()
    assert found == near([learned.recall(p, n, day=day) for p, _, n in rows])
    targets = columns.target(learned, wanted, days).tolist()
    assert targets == near([learned.target(q, n) for _, q, n in rows])
    assert columns.target(learned, 0.9, days).tolist() == near(
        [learned.target(0.9, n) for n in days]
    )


def test_the_columns_of_a_replayed_log_give_what_the_scheduler_says_of_its_cards() -> None:
    scheduler = Scheduler()
    cards, times = [1, 2, 1, 2], [NOW + timedelta(days=day) for day in (0, 0, 2, 3)]
    states = replay_log(scheduler, cards, times, [3, 1, 3, 3])
    now = NOW + timedelta(days=9)
    days = columns.elapsed_days(scheduler, [s.last_review for s in states.values()], now)
    found = columns.retrievability(scheduler.model, states.memory, days)
    wanted = [scheduler.retrievability(card, now) for card in states.values()]
    assert found.tolist() == near(wanted)
    assert states.retrievability(now) == near(wanted)


@pytest.mark.parametrize(
    "lasts",
    [
        [NOW, None],
        [NOW.timestamp(), None],
        np.array([NOW.timestamp(), np.nan]),
        np.array([NOW.replace(tzinfo=None), "NaT"], dtype="datetime64[us]"),
    ],
)
def test_a_new_card_among_the_rows_has_no_number(lasts: Any) -> None:
    days = columns.elapsed_days(Scheduler(), lasts, NOW + timedelta(days=10))
    for model in (FSRS6(), FSRS7()):
        memory = {
            name: [number[0], None]
            for name, number in memory_of([model.first(3), model.first(3)]).items()
        }
        for found in (
            columns.retrievability(model, memory, days),
            columns.interval(model, memory, 0.9),
        ):
            assert found[0] > 0
            assert math.isnan(found[1])


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (
            lambda: columns.interval(FSRS6(), {"stability": [1.0]}),
            "memory has the columns stability, difficulty of FSRS6, not stability",
        ),
        (
            lambda: columns.interval(FSRS6(), {"stability": [1.0, 0.0], "difficulty": [5, 5]}),
            r"stability is from 0.001 to 36500, not 0 \(row 1\)",
        ),
        (
            lambda: columns.interval(FSRS6(), {"stability": [1.0], "difficulty": [5, 20]}),
            "the columns differ in length: 1 of stability, 2 of difficulty",
        ),
        (
            lambda: columns.interval(FSRS6(), {"stability": [1.0], "difficulty": [5]}, 90),
            "retention is between 0 and 1, not 90",
        ),
        (lambda: columns.target(Calibration(), [0.9, 1.0], 3), "retention is between 0 and 1"),
        (
            lambda: columns.elapsed_days(Scheduler(), [NOW.replace(tzinfo=None)], NOW),
            "has no time zone",
        ),
        (lambda: columns.elapsed_days(Scheduler(), ["today"], NOW), "a time is an aware datetime"),
        (
            lambda: columns.elapsed_days(SM2(), [NOW], NOW),  # type: ignore[arg-type]
            r"a scheduler of another kind counts card by card: SM2\(",
        ),
        (
            lambda: columns.interval(Scheduler(), {"stability": [1.0]}),  # type: ignore[arg-type]
            r"a model of another kind .*: Scheduler\(",
        ),
        (
            lambda: columns.interval(FSRS6(), [(1.0, 5.0)]),  # type: ignore[arg-type]
            "memory has the columns stability, difficulty of FSRS6, not list",
        ),
        (lambda: columns.recall(Calibration(), [1.5], [3]), "a chance of recall is from 0 to 1"),
        (lambda: columns.recall(Calibration(), [0.5], [-3]), "study_days is 0 or more, not -3"),
        (lambda: columns.target(Calibration(), 0.9, [-3]), "study_days is 0 or more, not -3"),
    ],
)
def test_a_wrong_column_is_named(call: Any, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        call()


def test_a_data_frame_is_a_memory() -> None:
    frame = pytest.importorskip("pandas").DataFrame({"difficulty": [5, 6], "stability": [3, None]})
    found = columns.retrievability(FSRS6(), frame, [3, 3])
    assert round(float(found[0]), 9) == 0.9
    assert math.isnan(found[1])


def test_numbers_in_single_precision_are_taken() -> None:
    memory = {
        "slow": np.float32([1e-4, 36500]),
        "fast": np.float32([1e-4, 5]),
        "difficulty": [1, 10],
    }
    assert (columns.interval(FSRS7(), memory) > 0).all()


def test_sql_orders_cards_by_recall_as_the_model_does() -> None:
    scheduler = Scheduler()
    decay, factor = FSRS6().curve
    database = sqlite3.connect(":memory:")
    database.create_function("power", 2, math.pow, deterministic=True)
    database.execute(
        "CREATE TABLE card (id INTEGER, stability REAL, difficulty REAL, last INTEGER)"
    )
    cards: dict[int, CardState] = {}
    for number in range(50):
        cards[number] = card = scheduler.replay(
            (NOW + timedelta(days=number * gap % 97), 1 + (number + gap) % 4) for gap in range(4)
        )
        assert isinstance(card.memory, FSRS6State)
        assert card.last_review is not None
        row = number, card.memory.stability, card.memory.difficulty, card.last_review.timestamp()
        database.execute("INSERT INTO card VALUES (?, ?, ?, ?)", row)
    now = NOW + timedelta(days=200, hours=3)
    found = database.execute(
        """
        SELECT id, power(1 + :factor * ((:now - last) / 86400) / stability, :decay) AS recall
        FROM card ORDER BY recall, id
        """,
        {"factor": factor, "decay": decay, "now": int(now.timestamp())},
    ).fetchall()
    database.close()
    said = sorted((scheduler.retrievability(card, now), n) for n, card in cards.items())
    assert [number for number, _ in found] == [number for _, number in said]
    assert [recall for _, recall in found] == near([recall for recall, _ in said])
