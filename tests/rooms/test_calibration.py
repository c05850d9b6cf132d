"""The calibrator: its definition, its laws, and its place in the scheduler."""

import json
import math
import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given, strategies as st

from quizkit.progress import Answered, EventId, Undone, replay
from quizkit.scheduling import (
    FSRS6,
    FSRS7,
    CalendarDays,
    Calibration,
    CardState,
    FSRS6State,
    Phase,
    Rating,
    Scheduler,
)
from quizkit.scheduling.calibration import PRIOR, log_odds, probability
from quizkit.session import Command, Finished, Respond
from quizkit.store import open_store
from quizkit.telling import why
from tests.places import VECTORS
from tests.sittings import SCHEDULER, Sitting, plan_of, typed

VECTOR = json.loads((VECTORS / "calibration.json").read_text("utf-8"))
START = datetime(2026, 3, 1, 9, tzinfo=UTC)
DAY = timedelta(days=1)

Outcome = tuple[int, float | None, bool, int]

chances = st.floats(0, 1) | st.sampled_from([0.0, 1e-300, 0.02, 0.5, 0.9, 0.999, 1.0])
study_days = st.integers(0, 10**6)
outcomes = st.tuples(st.integers(0, 40), st.none() | chances, st.booleans(), study_days)
logs = st.lists(outcomes, max_size=40).map(lambda log: sorted(log, key=lambda o: o[0]))
targets = st.floats(0, 1, exclude_min=True, exclude_max=True)


def fold(log: list[Outcome], calibration: Calibration | None = None) -> Calibration:
    calibration = calibration or Calibration()
    for outcome in log:
        calibration = calibration.learn_outcome(*outcome)
    return calibration


def numbers(calibration: Calibration) -> list[float]:
    return [
        *calibration.shift,
        *calibration.precision,
        calibration.mood,
        calibration.mood_weight,
        calibration.mood_precision,
    ]


learned = logs.map(fold)


def near(value: object) -> Any:
    return pytest.approx(value, rel=1e-12, abs=1e-12)


def test_twelve_answers_give_the_numbers_worked_out_in_decimals() -> None:
    calibration = Calibration()
    for row in VECTOR["answers"]:
        given_ = (row["day"], row["recall"], row["passed"], row["study_days"])
        if row["recall"] is not None:
            args = row["recall"], row["study_days"]
            assert calibration.recall(*args) == near(row["p1"])
            assert calibration.recall(*args, day=row["day"]) == near(row["p2"])
        calibration = calibration.learn_outcome(*given_)
        stored = json.loads(json.dumps(calibration.to_dict()))
        assert stored["shift"] == near(row["shift"])
        assert stored["precision"] == near(row["precision"])
        for name in ("mood", "mood_weight", "mood_precision"):
            assert stored[name] == near(row[name])
        for retention, target in row["targets"].items():
            assert calibration.target(float(retention), row["study_days"]) == near(target)


@given(logs, logs)
def test_reading_back_in_the_middle_changes_nothing(before: list[Outcome], after: list[Outcome]):
    middle = fold(before)
    read = Calibration.from_dict(json.loads(json.dumps(middle.to_dict())))
    assert read == middle
    assert fold(after, read) == fold(after, middle) == fold(before + after)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"version": 2}, "version 2"),
        ({"shift": [0.0, 0.0]}, "shift .* is a list of 3 numbers"),
        ({"mood": 2}, "mood"),
        ({"mood_day": 1.5}, "mood_day"),
        ({"half_life": "long"}, "half_life"),
        ({"half_life": -1}, "half_life of"),
        ({"precision": [1, 9, 0, 1, 0, 1]}, "definite"),
        ({"extra": 1}, "extra"),
    ],
)
def test_what_was_not_stored_so_is_refused(change: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Calibration.from_dict({**Calibration().to_dict(), **change})


@given(chances, study_days, targets)
def test_without_answers_all_is_the_model_s_own(p: float, days: int, q: float) -> None:
    assert Calibration().recall(p, days) == p
    assert Calibration().recall(p, days, day=5) == p
    assert Calibration().target(q, days) == q


@given(st.lists(outcomes, max_size=60), chances, study_days, targets)
def test_everything_stays_finite_and_in_range(
    log: list[Outcome], p: float, days: int, q: float
) -> None:
    calibration = fold(log)
    assert all(map(math.isfinite, numbers(calibration)))
    assert -0.6 <= calibration.shift[1] <= 1
    assert -1 <= calibration.mood <= 1
    for day in (None, 7):
        assert 0 <= calibration.recall(p, days, day=day) <= 1
    assert 0 < calibration.target(q, days) < 1
    assert calibration.summary().isprintable()


@given(learned, chances, chances, study_days)
def test_the_estimate_rises_with_the_model_s(
    calibration: Calibration, p: float, other: float, days: int
) -> None:
    low, high = sorted((p, other))
    # Equal but for rounding, where the model's estimate is equal but for rounding.
    assert calibration.recall(low, days) <= calibration.recall(high, days) * (1 + 1e-12)


@given(learned, targets, targets, study_days)
def test_the_target_rises_with_the_retention_wanted_and_moves_within_its_limit(
    calibration: Calibration, q: float, other: float, days: int
) -> None:
    low, high = sorted((q, other))
    assert calibration.target(low, days) <= calibration.target(high, days) * (1 + 1e-12)
    if 1e-3 < q < 1 - 1e-3:
        moved = log_odds(calibration.target(q, days)) - log_odds(q)
        assert abs(moved) <= 0.8 + 1e-9


@given(learned, st.floats(0.03, 0.99), study_days)
def test_the_target_is_where_the_estimate_is_what_is_wanted(
    calibration: Calibration, q: float, days: int
) -> None:
    target = calibration.target(q, days)
    if abs(log_odds(target) - log_odds(q)) < 0.799 and 0.02 < target < 0.999:
        assert calibration.recall(target, days) == pytest.approx(q, rel=1e-9)


@given(learned, st.floats(0.01, 0.99), study_days)
def test_what_an_interval_goes_by_is_the_retention_it_was_made_for_also_at_the_limit(
    calibration: Calibration, q: float, days: int
) -> None:
    target = calibration.target(q, days)
    if 0.02 < target < 0.999:  # outside, the features are held
        assert calibration.scheduled_recall(target, days) == pytest.approx(q, rel=1e-9)


def test_at_90_percent_an_interval_becomes_0_38_to_3_26_times_as_long_at_most() -> None:
    model, card = FSRS6(), FSRS6State(10, 5)
    factors = []
    for passed in (False, True):
        learned = fold([(day, 0.9, passed, 3) for day in range(200)])
        factors.append(model.interval(card, learned.target(0.9, 3)) / model.interval(card, 0.9))
    assert factors == pytest.approx([0.38, 3.26], abs=0.005)


@given(logs, st.integers(0, 40), study_days, st.booleans())
def test_an_answer_on_the_same_day_changes_nothing_but_the_mood_of_a_new_day(
    log: list[Outcome], day: int, days: int, passed: bool
) -> None:
    before = fold(log)
    after = before.learn_outcome(day, None, passed, days)
    assert (after.shift, after.precision) == (before.shift, before.precision)
    assert after.mood == before.mood_on(day)
    assert after == after.learn_outcome(day, None, not passed, days)


def test_the_mood_is_halved_once_on_a_new_study_day() -> None:
    calibration = fold([(3, 0.6, True, 1)])
    assert calibration.mood_on(3) == calibration.mood
    assert calibration.mood_on(4) == calibration.mood_on(9) == calibration.mood / 2


@given(logs)
def test_the_precision_never_falls_below_the_prior(log: list[Outcome]) -> None:
    l00, l01, l02, l11, l12, l22 = fold(log).precision
    rng = random.Random(1)
    for _ in range(20):
        x, y, z = (rng.gauss(0, 1) for _ in range(3))
        form = l00 * x * x + l11 * y * y + l22 * z * z
        form += 2 * (l01 * x * y + l02 * x * z + l12 * y * z)
        assert form >= PRIOR * (x * x + y * y + z * z) * (1 - 1e-9)


def test_without_fading_the_precision_is_the_prior_and_the_sum_of_the_answers() -> None:
    rng = random.Random(7)
    calibration = Calibration(half_life=math.inf)
    expected = list(calibration.precision)
    for n in range(50):
        p, days = rng.uniform(0.3, 0.99), rng.randrange(9)
        p1 = calibration.recall(p, days)
        x = (1.0, log_odds(p) - 2.2, math.log(1 + days) - 1)
        pairs = [(i, j) for i in range(3) for j in range(i, 3)]
        expected = [
            e + p1 * (1 - p1) * x[i] * x[j] for e, (i, j) in zip(expected, pairs, strict=True)
        ]
        calibration = calibration.learn_outcome(n, p, rng.random() < p, days)
    assert calibration.precision == near(tuple(expected))


def test_without_fading_one_number_ends_near_the_optimum_of_the_whole_log() -> None:
    rng = random.Random(11)
    p, no_age = probability(2.2), math.e - 1  # where the other two features are 0
    passes = [rng.random() < 0.8 for _ in range(2000)]
    calibration = Calibration(half_life=math.inf)
    for n, passed in enumerate(passes):
        calibration = calibration.learn_outcome(n, p, passed, no_age)  # type: ignore[arg-type]
    a = 0.0
    for _ in range(50):  # Newton's method on the penalised log loss of all answers at once
        p1 = probability(2.2 + a)
        a += (sum(passes) - len(passes) * p1 - PRIOR * a) / (len(passes) * p1 * (1 - p1) + PRIOR)
    assert calibration.shift[0] == pytest.approx(a, abs=0.02)
    assert calibration.shift[1:] == pytest.approx((0, 0), abs=1e-9)


def regret_of(p: float, truth: float) -> float:
    """Log loss expected of `p` beyond that of the true chance."""
    return truth * math.log(truth / p) + (1 - truth) * math.log((1 - truth) / (1 - p))


def simulated(shifts: list[float], seed: int) -> list[tuple[float, bool, float]]:
    """Answers of a learner who is off by these log odds: the model's chance, outcome, true chance."""
    rng = random.Random(seed)
    answers = []
    for shift in shifts:
        p = probability(rng.gauss(2, 0.8))
        truth = probability(log_odds(p) + shift)
        answers.append((p, rng.random() < truth, truth))
    return answers


@pytest.mark.parametrize("seed", range(3))
def test_a_learner_unlike_the_model_is_learned_and_a_drift_is_followed(seed: int) -> None:
    half = 1500
    answers = simulated([-0.8] * half + [0.4] * half, seed)
    calibration = Calibration()
    regret, bare = [], []
    for n, (p, passed, truth) in enumerate(answers):
        regret.append(regret_of(calibration.recall(p, 2), truth))
        bare.append(regret_of(p, truth))
        calibration = calibration.learn_outcome(n // 50, p, passed, 2)
    assert sum(regret[:half]) < 0.1 * sum(bare[:half])
    after_drift = [sum(regret[begin : begin + 250]) for begin in range(half, 2 * half, 250)]
    assert after_drift == sorted(after_drift, reverse=True)
    assert after_drift[-1] < 0.25 * after_drift[0]
    assert sum(regret) < 0.7 * sum(bare)


@pytest.mark.parametrize("seed", range(3))
def test_little_is_lost_where_there_is_nothing_to_learn(seed: int) -> None:
    calibration = Calibration()
    regret = 0.0
    answers = simulated([0.0] * 5000, seed)
    for n, (p, passed, truth) in enumerate(answers):
        regret += regret_of(calibration.recall(p, 2), truth)
        calibration = calibration.learn_outcome(n // 50, p, passed, 2)
    assert regret / len(answers) <= 0.0015


@given(logs, logs, logs)
def test_predictions_do_not_peek(past: list[Outcome], future: list[Outcome], noise: list[Outcome]):
    def predictions(log: list[Outcome]) -> list[float | None]:
        return Calibration().follow(log, mood=True)[0]

    known = len(past)
    assert predictions(past + future)[:known] == predictions(past + noise)[:known]


@given(learned, logs, st.booleans())
def test_many_answers_are_followed_one_by_one(
    calibration: Calibration, log: list[Outcome], mood: bool
) -> None:
    estimates, after = calibration.follow(log, mood=mood)
    assert after == fold(log, calibration)
    for estimate, (day, recall, passed, days) in zip(estimates, log, strict=True):
        if recall is None:
            assert estimate is None
        else:
            said = calibration.recall(recall, days, day=day if mood else None)
            assert estimate == (near(said) if mood else said)
        calibration = calibration.learn_outcome(day, recall, passed, days)


# In the scheduler.

better = fold([(n, 0.8, True, 3) for n in range(200)])
worse = fold([(n, 0.9, n % 2 == 0, 3) for n in range(200)])
histories = st.lists(
    st.tuples(st.sampled_from(Rating), st.floats(0, 40).map(lambda d: d * DAY)), max_size=8
)


def after(scheduler: Scheduler, history: list[tuple[Rating, timedelta]]) -> CardState:
    card, now = CardState(), START
    for rating, gap in history:
        now += gap
        card = scheduler.review(card, rating, now)
    return card


schedulers = st.sampled_from(
    [Scheduler(), Scheduler(day=CalendarDays()), Scheduler(FSRS7()), Scheduler(fuzz=False)]
)


@given(schedulers, histories, st.floats(0, 60))
def test_an_empty_calibration_leaves_the_scheduler_as_it_is(
    scheduler: Scheduler, history: list[tuple[Rating, timedelta]], days: float
) -> None:
    card = after(scheduler, history)
    now = (card.last_review or START) + days * DAY
    empty = Calibration()
    assert scheduler.preview(card, now, calibration=empty) == scheduler.preview(card, now)
    for mood in (False, True):
        assert scheduler.retrievability(
            card, now, calibration=empty, mood=mood
        ) == scheduler.retrievability(card, now)


@given(schedulers, histories, st.floats(0, 60), st.sampled_from([better, worse]))
def test_the_four_offers_stay_in_order_and_are_what_happens(
    scheduler: Scheduler,
    history: list[tuple[Rating, timedelta]],
    days: float,
    calibration: Calibration,
) -> None:
    card = after(scheduler, history)
    now = (card.last_review or START) + days * DAY
    offered = scheduler.preview(card, now, calibration=calibration)
    if not scheduler.fuzz or isinstance(scheduler.model, FSRS7):
        assert all(a.due <= b.due for a, b in pairwise(offered.values()))  # type: ignore[operator]
    for rating, state in offered.items():
        assert scheduler.review(card, rating, now, calibration=calibration) == state


def test_who_remembers_better_is_asked_later() -> None:
    scheduler = Scheduler(fuzz=False, day=CalendarDays())
    card = after(scheduler, [(Rating.GOOD, DAY), (Rating.GOOD, DAY), (Rating.GOOD, 3 * DAY)])
    assert card.phase is Phase.REVIEW
    now = START + 12 * DAY
    due = {
        name: scheduler.review(card, Rating.GOOD, now, calibration=calibration).due
        for name, calibration in (("bare", None), ("better", better), ("worse", worse))
    }
    assert due["worse"] < due["bare"] < due["better"]  # type: ignore[operator]
    bare = scheduler.retrievability(card, now)
    assert bare is not None
    up = scheduler.retrievability(card, now, calibration=better)
    assert up == better.recall(bare, card.study_days)
    state = scheduler.review(card, Rating.GOOD, now, calibration=better)
    days = scheduler.model.interval(state.memory, better.target(0.9, card.study_days + 1))
    assert state.due == scheduler.day.due(now, round(days) * DAY)


@pytest.mark.parametrize("model", [FSRS6(), FSRS7()])
def test_study_days_count_the_days_on_which_a_card_was_answered(model: Any) -> None:
    scheduler = Scheduler(model, day=CalendarDays())
    card, counts = CardState(), []
    for hours in (0, 1, 18, 20, 70, 71):  # 09:00 on; the study day turns at 04:00
        card = scheduler.review(card, Rating.GOOD, START + timedelta(hours=hours))
        counts.append(card.study_days)
    assert counts == [1, 1, 1, 2, 3, 3]
    assert CardState.from_dict(card.to_dict()) == card


def test_learning_from_cards_scores_only_answers_of_a_later_study_day() -> None:
    scheduler = Scheduler(day=CalendarDays())
    card, calibration = CardState(), Calibration()
    now = START
    for gap, scored in ((0, False), (1, False), (24, True), (2, False), (90, True)):
        now += timedelta(hours=gap)
        recall = scheduler.retrievability(card, now) if scored else None
        day = scheduler.day.study_day(now)
        expected = calibration.learn_outcome(day, recall, True, card.study_days)
        calibration = calibration.learn(scheduler, card, Rating.HARD, now)
        card = scheduler.review(card, Rating.HARD, now)
        assert calibration == expected
    assert calibration.shift[0] > 0


@pytest.mark.parametrize("half_life", [0, -1000, float("nan")])
def test_a_half_life_that_is_not_above_0_is_refused(half_life: float) -> None:
    with pytest.raises(ValueError, match="half_life is"):
        Calibration(half_life=half_life)


def test_learning_from_what_is_no_instant_or_no_rating_is_refused() -> None:
    scheduler = Scheduler()
    for card in (CardState(), scheduler.review(CardState(), Rating.EASY, START)):
        with pytest.raises(ValueError, match="now has no time zone"):
            Calibration().learn(scheduler, card, Rating.GOOD, datetime(2026, 3, 9))
        with pytest.raises(ValueError, match="a rating is 1"):
            Calibration().learn(scheduler, card, 5, START + 9 * DAY)


def test_what_was_learned_is_told_in_words() -> None:
    assert Calibration().summary().startswith("nothing is known yet")
    assert better.summary().startswith(
        "you remember much better than the model expects: for 90% it aims at "
    )
    assert "worse than" in worse.summary()
    even = fold([(n, 0.8, n % 5 != 0, 3) for n in range(500)])
    assert "about as well as" in even.summary()


@pytest.mark.parametrize(
    ("passes", "words"),
    [
        (84, "about as well as"),
        (89, "a little better"),
        (93, "remember better"),
        (99, "much better"),
    ],
)
def test_words_say_how_much_and_only_where_it_is_more_than_chance(passes: int, words: str) -> None:
    answers = [(n, 0.86, (n * 61) % 100 < passes, 3) for n in range(600)]
    assert words in fold(answers).summary()  # type: ignore[arg-type]
    few = answers[:12] if passes < 99 else answers[:2]
    assert "about as well as" in fold(few).summary()  # type: ignore[arg-type]


def test_the_slope_is_kept_within_its_bounds() -> None:
    """Where outcomes run against the predictions, or far ahead of them."""
    against = [(n, 0.99 if n % 2 else 0.3, n % 2 == 0, 3) for n in range(300)]
    ahead = [(n, 0.97 if n % 2 else 0.6, n % 2 == 1, 3) for n in range(3000)]
    assert fold(against).shift[1] == -0.6
    assert fold(ahead).shift[1] == 1


def test_a_clock_set_back_does_not_halve_the_mood_once_more() -> None:
    known = fold([(8, 0.6, True, 1), (3, None, True, 1)])
    assert known.mood_day == 8
    assert known.mood_on(8) == known.mood == fold([(8, 0.6, True, 1)]).mood


def test_a_retention_out_of_range_is_refused() -> None:
    with pytest.raises(ValueError, match="between 0 and 1, not 1"):
        better.target(1, 3)


@pytest.mark.parametrize(
    "call",
    [
        lambda: better.recall(1.5, 3),
        lambda: better.recall(math.nan, 3),
        lambda: better.recall(0.5, -1),
        lambda: better.scheduled_recall(0.5, -1),
        lambda: better.target(0.5, -1),
    ],
)
def test_a_recall_or_study_days_out_of_range_are_named(call: Callable[[], float]) -> None:
    with pytest.raises(ValueError, match=r"study_days.* 0 or more, not"):
        call()


# In a session and its log.


def sittings(days: int) -> list[Sitting]:
    """Some days of study of a learner who often misses, each carrying the log on."""
    names = [f"card {n}" for n in range(6)]
    plan = plan_of(*(typed(name) for name in names))
    rng, events, found = random.Random(3), [], []
    for day in range(days):
        it = Sitting(attrs.evolve(plan, writer=f"w{day}"), events, day)
        while not isinstance(it.session.screen, Finished):
            right = rng.random() < 0.6
            it.do(Respond(it.asking.card.note.key.answer if right else "no idea"), Command.NEXT)
        events = it.events
        found.append(it)
    return found


def test_what_a_session_learns_is_what_its_log_says() -> None:
    for it in sittings(12):
        assert it.session.progress.calibration == it.replayed().calibration
    assert it.session.progress.calibration.shift[0] < 0  # type: ignore[union-attr]


def test_undo_forgets_what_an_answer_taught() -> None:
    before, after = sittings(12)[-2:]
    known = before.replayed().calibration
    undone = [
        Undone(id=EventId("z", n), at=after.now, target=event.id)
        for n, event in enumerate(after.events[len(before.events) :], 1)
        if isinstance(event, Answered)
    ]
    assert undone
    assert after.replayed().calibration != known
    progress = replay([*after.events, *undone], SCHEDULER, calibration=Calibration())
    assert progress.calibration == known


def test_merged_and_rebuilt_logs_teach_the_same(tmp_path: Path) -> None:
    it = sittings(12)[-1]
    halves = [it.events[::2], it.events[1::2]]
    learned_ = []
    for first, second in (halves, reversed(halves)):
        with open_store(tmp_path / f"{first[0].id.number}-{len(learned_)}.db") as store:
            store.append(*first)
            store.merge(second, {}, [])
            store.merge(first, {}, [])
            events = list(store.events())
        learned_.append(replay(events, SCHEDULER, calibration=Calibration()).calibration)
    assert learned_ == [it.session.progress.calibration] * 2


def test_the_queue_the_offers_and_why_now_go_by_what_was_learned() -> None:
    it = sittings(12)[-1]
    calibration = it.session.progress.calibration
    assert calibration is not None
    it = Sitting(attrs.evolve(it.session.plan, writer="x"), it.events, day=30)
    state = it.session.progress.record(it.asking.card.id).state
    it.do(Respond(it.asking.card.note.key.answer))
    at = it.judged.at
    assert it.judged.offers == SCHEDULER.preview(state, at, calibration=calibration)
    assert it.judged.offers != SCHEDULER.preview(state, at)
    bare = attrs.evolve(it.replayed(), calibration=None)
    told, told_bare = (
        " ".join(why(it.judged.card.id, progress, SCHEDULER, at))
        for progress in (it.judged.before, bare)
    )
    chance = SCHEDULER.retrievability(state, at, calibration=calibration, mood=True)
    assert f"you still know it is about {chance:.0%}." in told
    assert told != told_bare
    assert "model" not in told
