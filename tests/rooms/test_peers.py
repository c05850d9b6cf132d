"""Where another program is right, quizkit does as it does: Anki, ts-fsrs, go-fsrs, fsrs-rs."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from math import inf, isfinite, nan
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
    FSRS7State,
    Phase,
    Rating,
    Scheduler,
)
from quizkit.scheduling.fsrs6_formulas import same_day_ceiling

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


# Intervals that are distinct.

OF_FSRS5 = (
    0.4197, 1.1869, 3.0412, 15.2441, 7.1434, 0.6477, 1.0007, 0.0674, 1.6597, 0.1712,
    1.1178, 2.0225, 0.0904, 0.3025, 2.1214, 0.2498, 2.9466, 0.4891, 0.6468,
)  # fmt: skip


@pytest.mark.parametrize(
    ("weights", "ratings", "intervals"),
    [
        (OF_FSRS5, "3333331133333", [3, 13, 48, 155, 445, 1158, 17, 3, 11, 37, 112, 307, 773]),
        (OF_FSRS5, "12341234", [1, 2, 6, 41, 4, 7, 21, 133]),
        (OF_FSRS5, "23412341", [2, 7, 54, 5, 8, 26, 171, 8]),
        (OF_FSRS5, "34123412", [3, 33, 4, 7, 26, 193, 9, 14]),
        (OF_FSRS5, "41234123", [15, 3, 6, 27, 240, 10, 17, 60]),
        (FSRS6().weights, "3333331133333", [3, 14, 57, 196, 586, 1559, 10, 1, 3, 5, 9, 15, 25]),
    ],
)
def test_without_steps_distinct_intervals_are_those_of_ts_and_go(
    weights: tuple[float, ...], ratings: str, intervals: list[int]
) -> None:
    scheduler = Scheduler(FSRS6(weights), 0.9, (), (), fuzz=False, distinct=True)
    card, now, found = CardState(), NOW, []
    for rating in map(int, ratings):
        card = scheduler.review(card, rating, now)
        found.append((card.due - now).days)
        now = card.due
    assert found == intervals


def offered(scheduler: Scheduler, card: CardState, now: datetime = NOW) -> list[timedelta]:
    """Return the four intervals; a review gives the same."""
    found = scheduler.preview(card, now)
    assert [scheduler.review(card, rating, now) for rating in Rating] == list(found.values())
    return [after.due - now for after in found.values()]


def test_the_better_rating_gives_way() -> None:
    card = in_review(1, 9, interval=1)
    assert offered(Scheduler(fuzz=False), card) == [10 * MINUTE, 2 * DAY, 2 * DAY, 3 * DAY]
    distinct = Scheduler(fuzz=False, distinct=True)
    assert offered(distinct, card) == [10 * MINUTE, 2 * DAY, 3 * DAY, 4 * DAY]


def test_again_without_steps_comes_a_day_before_hard() -> None:
    scheduler = Scheduler(relearning_steps=(), fuzz=False, distinct=True)
    assert offered(scheduler, in_review(0.2, interval=1)) == [DAY, 2 * DAY, 3 * DAY, 4 * DAY]


@pytest.mark.parametrize(
    ("longest", "days"), [(20, [17, 18, 19, 20]), (3, [1, 1, 2, 3]), (1, [1, 1, 1, 1])]
)
def test_at_the_maximum_the_worse_rating_gives_way(longest: int, days: list[int]) -> None:
    scheduler = Scheduler(relearning_steps=(), maximum_interval=longest, distinct=True, fuzz=False)
    card = in_review(36_500, interval=36_500)
    assert offered(scheduler, card) == [timedelta(days=each) for each in days]


def test_steps_stay_as_they_are() -> None:
    scheduler = Scheduler(learning_steps=[MINUTE, MINUTE], distinct=True, fuzz=False)
    assert offered(scheduler, CardState()) == [MINUTE, MINUTE, MINUTE, 8 * DAY]


@pytest.mark.parametrize(
    ("day", "hard"), [(CalendarDays("Europe/Rome"), 2), (ElapsedDays(), 1), (FractionalDays(), 1)]
)
def test_hard_comes_after_a_step_that_waits_for_the_next_study_day(day: Any, hard: int) -> None:
    scheduler = Scheduler(
        relearning_steps=[timedelta(hours=20)], day=day, distinct=True, fuzz=False
    )
    now, card = NOW, in_review(0.2, interval=1)
    found = [day.elapsed(now, after.due, False) for after in scheduler.preview(card, now).values()]
    assert [int(each) for each in found] == [hard - 1, hard, hard + 1, 4]


def test_within_the_day_a_better_rating_waits_a_second_longer() -> None:
    scheduler = Scheduler(
        FSRS7(), 0.9999, (), (), minimum_interval=timedelta(minutes=10), distinct=True
    )
    ten = timedelta(minutes=10)
    seconds = [ten + timedelta(seconds=n) for n in range(4)]
    assert offered(scheduler, CardState()) == seconds


@pytest.mark.parametrize("seed", range(40))
@pytest.mark.parametrize("stability", [2.6, 4.6, 20, 400])
def test_fuzzed_intervals_are_distinct_too(seed: int, stability: float) -> None:
    scheduler = Scheduler(distinct=True)
    card = in_review(stability, interval=round(stability), seed=seed)
    _, *passes = offered(scheduler, card, card.last_review)  # on the day, when all three are equal
    assert all(better - worse >= DAY for worse, better in pairwise(passes))


def test_a_scheduler_stored_before_there_were_distinct_ones_can_be_read() -> None:
    assert "distinct" not in Scheduler().to_dict()
    distinct = Scheduler(distinct=True)
    assert distinct.to_dict()["distinct"] is True
    assert Scheduler.from_dict(distinct.to_dict()) == distinct != Scheduler()
    with pytest.raises(ValueError, match="distinct is True or False"):
        Scheduler(distinct=1)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="distinct of a stored Scheduler is True or False"):
        Scheduler.from_dict({**distinct.to_dict(), "distinct": None})


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


@pytest.mark.parametrize("model", [FSRS6(), FSRS7()], ids=lambda model: type(model).__name__)
def test_days_below_a_day_and_without_end_are_met_as_the_docs_say(model: Any) -> None:
    state = model.first(GOOD)
    for rating in Rating:
        assert model.next(state, rating, -3) == model.next(state, rating, 0)
        assert all(map(isfinite, attrs.astuple(model.next(state, rating, inf))))
    assert model.retrievability(state, -3) == model.retrievability(state, 0)
    assert 0 <= model.retrievability(state, inf) <= 0.5


@pytest.mark.parametrize("model", [FSRS6(), FSRS7()], ids=lambda model: type(model).__name__)
def test_an_empty_history_has_no_states_and_leaves_no_memory(model: Any) -> None:
    assert model.replay([]) == []
    with pytest.raises(ValueError, match="one review at least"):
        model.remembered([])


# States that were changed after they were built, when they are checked.

NO_NUMBERS: list[Any] = [nan, inf, -inf, "5", None]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        *[("stability", value) for value in [0, 0.0, -1, -40.0, 1e9, *NO_NUMBERS]],
        *[("difficulty", value) for value in [0, -5, 10.5, 11, 20, 1e9, *NO_NUMBERS]],
    ],
)
@pytest.mark.parametrize("days", [0, 1, 30])
def test_a_state_of_fsrs6_that_is_none_is_refused_or_does_no_harm(
    field: str, value: Any, days: int
) -> None:
    """It costs a review nothing: what comes out shows that something went in that cannot be."""
    model, state = FSRS6(), FSRS6State(5.0, 5.0)
    setattr(state, field, value)
    calls: list[Any] = [lambda rating=rating: model.next(state, rating, days) for rating in Rating]
    said = [complaint(call) for call in calls]
    assert all(each is None or each.startswith(f"FSRS6State: {field} is ") for each in said)
    four = complaint(lambda: model.next_of_each(state, days))
    assert four == next(filter(None, said), None)
    assert any(said) or (
        field == "difficulty" and value in (0, -5)
    )  # which comes above 1 by itself


@pytest.mark.parametrize("stability", [0, -1, nan, "5", None])
def test_recall_and_interval_of_no_stability_are_refused(stability: Any) -> None:
    model, state = FSRS6(), FSRS6State(5.0, 5.0)
    state.stability = stability
    for call in (lambda: model.retrievability(state, 3), lambda: model.interval(state, 0.9)):
        assert (complaint(call) or "").startswith("FSRS6State: stability is ")


@pytest.mark.parametrize("field", ["slow", "fast", "difficulty"])
@pytest.mark.parametrize("value", [0, -1, 1e9, *NO_NUMBERS])
def test_a_state_of_fsrs7_that_is_none_is_refused(field: str, value: Any) -> None:
    model, state = FSRS7(), FSRS7State(5.0, 5.0, 5.0)
    setattr(state, field, value)
    for call in (
        lambda: model.next(state, GOOD, 1),
        lambda: model.next_of_each(state, 1),
        lambda: model.retrievability(state, 1),
        lambda: model.interval(state, 0.9),
    ):
        said = complaint(call)
        assert said
        assert said.startswith(f"FSRS7State: {field} is ")


def complaint(call: Any) -> str | None:
    """Return what a call says that is wrong; None if it gives sound states, or a number."""
    try:
        found = call()
    except ValueError as error:
        return str(error)
    for state in found if isinstance(found, list) else [found]:
        if isinstance(state, FSRS6State):
            assert FSRS6State(state.stability, state.difficulty) == state
    return None


@pytest.mark.parametrize("model", [FSRS6(), FSRS7()], ids=lambda model: type(model).__name__)
@pytest.mark.parametrize("days", [nan, "3", None, 10**400, Decimal("NaN")])
def test_days_that_are_no_number_are_named(model: Any, days: Any) -> None:
    state = model.first(GOOD)
    for call in (
        lambda: model.next(state, GOOD, days),
        lambda: model.next_of_each(state, days),
        lambda: model.retrievability(state, days),
        lambda: model.replay([(0, GOOD), (days, GOOD)]),
        lambda: model.remembered([(0, GOOD), (days, GOOD)]),
    ):
        said = complaint(call)
        assert said
        assert said.startswith("elapsed_days is a number, not ")


@pytest.mark.parametrize("model", [FSRS6(), FSRS7()], ids=lambda model: type(model).__name__)
def test_data_of_sm2_may_be_numbers_of_any_type(model: Any) -> None:
    found = model.from_sm2(Decimal("2.5"), Fraction(10), Decimal("0.9"))
    assert found == model.from_sm2(2.5, 10.0, 0.9)
    assert model.interval(found, Decimal("0.9")) == model.interval(found, 0.9)
