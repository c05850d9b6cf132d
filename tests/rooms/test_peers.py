"""Where another program is right, quizkit does as it does: Anki, ts-fsrs, go-fsrs, fsrs-rs."""

from datetime import UTC, datetime, timedelta
from math import inf, nan
from typing import Any

import attrs
import pytest

from quizkit.scheduling import (
    FSRS6,
    FSRS7,
    CalendarDays,
    CardState,
    ElapsedDays,
    FractionalDays,
    FSRS6State,
    Phase,
    Rating,
    Scheduler,
)
from quizkit.scheduling.fsrs6 import same_day_ceiling

AGAIN, HARD, GOOD, EASY = Rating
NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)


def weights(**changed: float) -> list[float]:
    """Return the default weights, some of them changed: `w17=1.5`."""
    return [changed.get(f"w{n}", weight) for n, weight in enumerate(FSRS6().weights)]


def in_review(stability: float, difficulty: float = 5, *, interval: float, **fields: Any) -> Any:
    """Return a card in review that is due NOW, after an interval in days."""
    memory, last = FSRS6State(stability, difficulty), NOW - timedelta(days=interval)
    return CardState(Phase.REVIEW, None, memory, NOW, last, reviews=5, **fields)


# Two relearning steps and more.


@pytest.mark.parametrize(
    ("changed", "steps", "ceiling"),
    [
        ({}, 2, 0.60045935),
        ({}, 3, 0.49027301),
        ({"w11": 0.1, "w13": 0.1, "w14": 0.5}, 4, 1.09394076),
        ({"w11": 0.001, "w13": 0.001, "w14": 0.0}, 2, 2.0),
        ({"w11": 5.0, "w13": 0.9, "w14": 4.0}, 2, 0.01),
    ],
)
def test_weights_of_the_day_of_a_lapse_are_held_down_as_by_ts_and_go(
    changed: dict[str, float], steps: int, ceiling: float
) -> None:
    given = FSRS6(weights(**changed, w17=2.0, w18=2.0))
    held = given.with_relearning_steps(steps).weights
    assert held[17] == held[18] == pytest.approx(ceiling, abs=1e-8)
    assert held[:17] + held[19:] == given.weights[:17] + given.weights[19:]
    assert same_day_ceiling(given.weights, steps) == held[17]


@pytest.mark.parametrize("steps", [0, 1])
def test_one_relearning_step_holds_no_weight_down(steps: int) -> None:
    model = FSRS6(weights(w17=2.0, w18=2.0))
    assert model.with_relearning_steps(steps) is model
    assert Scheduler(model, relearning_steps=[MINUTE] * steps).applied_model is model


@pytest.mark.parametrize("steps", [2, 3, 10])
def test_weights_that_no_steps_inflate_are_left_alone(steps: int) -> None:
    """The defaults, say, although one of them lies above the ceiling for three steps."""
    assert Scheduler(relearning_steps=[MINUTE] * steps).applied_model == FSRS6()
    low = FSRS6(weights(w17=2.0, w18=0.0))
    assert low.with_relearning_steps(steps) is low


@pytest.mark.parametrize("steps", [2, 3, 4])
@pytest.mark.parametrize("stability", [1, 3, 10, 100, 1000])
@pytest.mark.parametrize("late", [1, 3])
def test_a_lapse_and_a_good_at_each_step_leave_no_more_than_before(
    steps: int, stability: float, late: int
) -> None:
    scheduler = Scheduler(
        FSRS6(weights(w17=1.5, w18=1.5)), relearning_steps=[MINUTE] * steps, fuzz=False
    )
    now, card = NOW, in_review(stability, interval=late * stability)
    for rating in [AGAIN, *[GOOD] * steps]:
        card = scheduler.review(card, rating, now)
        now += MINUTE
    assert card.phase is Phase.REVIEW
    assert card.memory.stability <= stability
    assert card.due - card.last_review <= timedelta(days=stability)


def test_extreme_weights_do_not_turn_a_lapse_into_months() -> None:
    scheduler = Scheduler(
        FSRS6(weights(w17=1.5, w18=1.5)), relearning_steps=[MINUTE] * 3, fuzz=False
    )
    now, card = NOW, in_review(1, 1, interval=1)
    for rating in (AGAIN, GOOD, GOOD, GOOD):
        card = scheduler.review(card, rating, now)
        now += MINUTE
    assert card.due - card.last_review == DAY  # 88 days without the ceiling


def test_a_scheduler_keeps_the_weights_it_was_given() -> None:
    model = FSRS6(weights(w17=1.5, w18=1.5))
    scheduler = Scheduler(model, relearning_steps=[MINUTE] * 3)
    assert scheduler.model is model
    assert scheduler.applied_model != model
    again = Scheduler.from_dict(scheduler.to_dict())
    assert (again, again.applied_model) == (scheduler, scheduler.applied_model)
    assert attrs.evolve(scheduler, relearning_steps=[MINUTE]).applied_model is model


def test_fsrs7_has_no_weights_to_hold_down() -> None:
    model = FSRS7()
    assert Scheduler(model, relearning_steps=[MINUTE] * 5).applied_model is model


# Fuzz.


@pytest.mark.parametrize(
    ("plain", "last", "shortest", "by_hard"),
    [
        (4.591988, 4, 5, 5),
        (30, 29, 30, 30),
        (30, 20, 27, 27),
        (2.7269483, 4, 4, 2),  # not grown, but fuzz does not shorten it
        (30, 33, 33, 27),
        (2.7269483, 5, 2, 2),  # shrunk below the range of fuzz, as after new weights
    ],
)
@pytest.mark.parametrize("day", [ElapsedDays(), FractionalDays(), CalendarDays("Europe/Rome")])
def test_fuzz_does_not_undo_growth_over_the_interval_promised_last(
    plain: float, last: int, shortest: int, by_hard: int, day: Any
) -> None:
    """As in Anki. Answered on the day of the last review, the card keeps its stability."""
    scheduler = Scheduler(day=day)
    found: dict[Rating, set[int]] = {HARD: set(), GOOD: set()}
    for seed in range(99):
        memory = FSRS6State(plain, 5)
        promised = day.due(NOW, last * DAY)
        card = CardState(Phase.REVIEW, None, memory, promised, NOW, reviews=5, seed=seed)
        for rating, intervals in found.items():
            due = scheduler.review(card, rating, NOW).due
            assert due == scheduler.preview(card, NOW)[rating].due
            intervals.add(day.elapsed(NOW, due, False))
    assert (min(found[GOOD]), min(found[HARD])) == (shortest, by_hard)


def test_fuzz_after_a_lapse_may_go_below_the_interval_before_it() -> None:
    scheduler, card = Scheduler(relearning_steps=()), in_review(40, interval=40)
    lapsed = scheduler.review(card, AGAIN, NOW)
    assert lapsed.due - NOW < 10 * DAY


# Steps.


@pytest.mark.parametrize(
    ("step", "hard"),
    [
        (10 * MINUTE, 15 * MINUTE),
        (DAY, 1.5 * DAY),
        (2 * DAY, 3 * DAY),
        (3 * DAY, 4 * DAY),
        (30 * DAY, 31 * DAY),
    ],
)
def test_hard_at_a_single_step_comes_a_day_later_at_most(step: timedelta, hard: timedelta) -> None:
    scheduler = Scheduler(FSRS6(weights(w1=99.0, w2=99.0)), learning_steps=[step])
    offered = scheduler.preview(CardState(), NOW)
    assert (offered[AGAIN].due - NOW, offered[HARD].due - NOW) == (step, hard)
    assert scheduler.review(CardState(), HARD, NOW) == offered[HARD]


# Arguments out of range.


@pytest.mark.parametrize("model", [FSRS6(), FSRS7()], ids=lambda model: type(model).__name__)
@pytest.mark.parametrize(
    ("named", "values"),
    [
        ("ease", [1.0, 0.5, 1.29, 0, -2.5, inf, nan, "2.5", None]),
        ("interval_days", [0, -1, inf, nan, "30", None]),
        ("retention", [0, 1, -0.9, 1.1, inf, nan, "0.9", None]),
    ],
)
def test_no_card_of_sm2_has_such_numbers(model: Any, named: str, values: list[Any]) -> None:
    for value in values:
        with pytest.raises(ValueError, match=f"^{named} is .*, not "):
            model.from_sm2(**{"ease": 2.5, "interval_days": 30, named: value})
    assert model.from_sm2(1.3, 30)
