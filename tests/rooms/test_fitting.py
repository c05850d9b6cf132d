"""Fitting weights to a log: histories, derivatives, recovery, and what is adopted."""

import math
import random
from collections import defaultdict
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import pairwise
from typing import Any

import pytest

np = pytest.importorskip("numpy", reason="the extra `fit`")

from quizkit.fitting import ReviewLog, evaluate, fit  # noqa: E402
from quizkit.fitting.evaluation import losses, predictions  # noqa: E402
from quizkit.fitting.histories import recency  # noqa: E402
from quizkit.fitting.weights import _SLOPES, fitted, histories_for  # noqa: E402
from quizkit.scheduling import (  # noqa: E402
    FSRS6,
    FSRS7,
    CalendarDays,
    Calibration,
    CardState,
    Rating,
    Scheduler,
)
from tests.learners import LEARNER, LEARNER7, simulated_log  # noqa: E402

DAYS = CalendarDays(UTC)
START = datetime(2026, 3, 1, 9, tzinfo=UTC)


def log_of(reviews: list[tuple[datetime, Any, int]]) -> ReviewLog:
    times, cards, ratings = zip(*reviews, strict=True) if reviews else ((), (), ())
    return ReviewLog.of(cards, times, ratings)


@cache
def learner_log(seed: int = 1) -> ReviewLog:
    return log_of(simulated_log(cards=400, days=150, seed=seed, memory=FSRS6(LEARNER)))


@cache
def default_log(seed: int = 1) -> ReviewLog:
    return log_of(simulated_log(cards=400, days=150, seed=seed))


# Histories.


@pytest.mark.parametrize("model", [FSRS6(), FSRS7()])
def test_what_is_predicted_is_what_the_scheduler_says(model: Any) -> None:
    reviews = simulated_log(cards=60, days=60, seed=3)
    log = log_of(reviews)
    histories = histories_for(type(model), log, DAYS)
    scheduler = Scheduler(model, day=DAYS)
    calibration = Calibration()
    cards: dict[int, CardState] = {}
    bare, calibrated = [], []
    for now, name, rating in reviews:
        card = cards.get(name, CardState())
        bare.append(scheduler.retrievability(card, now))
        later = card.last_review and DAYS.elapsed(card.last_review, now) >= 1
        informed = calibration if later else None
        calibrated.append(scheduler.retrievability(card, now, calibration=informed))
        calibration = calibration.learn(scheduler, card, rating, now)
        cards[name] = scheduler.review(card, rating, now)
    for calibrate, expected in ((False, bare), (True, calibrated)):
        found = predictions(log, histories, [(0, model)], DAYS, calibrate=calibrate)
        wanted = np.array([np.nan if p is None else p for p in expected])
        np.testing.assert_allclose(found, wanted, rtol=1e-9)


def test_what_could_be_said_when_a_card_was_scheduled_is_what_its_interval_goes_by() -> None:
    reviews = simulated_log(cards=40, days=60, seed=3)
    log = log_of(reviews)
    histories = histories_for(FSRS6, log, DAYS)
    found = predictions(
        log, histories, [(0, FSRS6())], DAYS, calibrate=True, at="scheduling"
    ).tolist()
    scheduler = Scheduler(day=DAYS)
    calibration = Calibration()
    cards: dict[int, tuple[CardState, Calibration]] = {}
    for (now, name, rating), chance in zip(reviews, found, strict=True):
        card, known = cards.get(name, (CardState(), calibration))
        if card.last_review and DAYS.elapsed(card.last_review, now) >= 1:
            assert chance == pytest.approx(
                scheduler.retrievability(card, now, calibration=known), rel=1e-9
            )
        after = scheduler.review(card, rating, now)
        cards[name] = after, calibration
        calibration = calibration.learn(scheduler, card, rating, now)


def test_when_scheduled_a_calibration_moves_a_prediction_no_further_than_an_interval() -> None:
    """A learner who recalls nothing of what the model gives 90 %."""
    reviews = [(START + timedelta(days=day), card, 3 if day == 0 else 1)
               for card in range(60) for day in (0, 2, 4, 6)]  # fmt: skip
    log = log_of(reviews)
    histories = histories_for(FSRS6, log, DAYS)
    bare, early, late = (
        predictions(log, histories, [(0, FSRS6())], DAYS, calibrate=calibrate, at=at)
        for calibrate, at in ((False, "review"), (True, "scheduling"), (True, "review"))  # type: ignore[misc]
    )
    moved, free = (
        np.log(p / (1 - p))[histories.days >= 1] - np.log(bare / (1 - bare))[histories.days >= 1]
        for p in (early, late)
    )
    assert free.min() < -1.5
    assert moved.min() == pytest.approx(-0.8)


def test_equal_beginnings_are_worked_out_once() -> None:
    beginning = [(0, 3), (1, 1), (1, 3), (4, 3)]
    reviews = [
        (START + timedelta(days=sum(gap for gap, _ in beginning[: n + 1])), card, rating)
        for card in range(50)
        for n, (_, rating) in enumerate(beginning)
    ]
    reviews += [(START + timedelta(days=20 + card), card, 1 + card % 4) for card in range(50)]
    histories = histories_for(FSRS6, log_of(reviews), DAYS)
    assert [len(level.ratings) for level in histories.levels] == [1, 1, 1, 1, 50]
    assert histories.scored == 200
    # Scored are four reviews of each card, all cards the same day; the last one is 20 days later on.
    assert histories.levels[3].passes.tolist() == pytest.approx([recency(200)[100:150].sum()])


def test_newer_reviews_count_more() -> None:
    assert recency(5).tolist() == pytest.approx(
        [0.25, 0.25 + 0.75 / 64, 0.34375, 0.25 + 0.75 * 27 / 64, 1]
    )
    assert recency(1).tolist() == [0.25]
    assert recency(0).tolist() == []


def test_a_learner_who_changed_is_fitted_as_they_are_now() -> None:
    def reviews(begin: int, cards: range, passed: int) -> list[tuple[datetime, Any, int]]:
        return [
            (START + timedelta(days=begin + gap), card, 3 if not gap or card % 10 < passed else 1)
            for card in cards
            for gap in (0, 3)
        ]

    changed = reviews(0, range(300), 6) + reviews(100, range(300, 600), 9)
    turned = reviews(0, range(300), 9) + reviews(100, range(300, 600), 6)
    better, worse = (fit(log_of(log), day=DAYS, trial=False).fitted for log in (changed, turned))
    assert better.weights[2] > 1.2 * worse.weights[2]


# Derivatives.


@pytest.mark.parametrize(
    ("model", "base"),
    [
        (FSRS6, FSRS6(tuple(w + 0.02 * (n == 7) for n, w in enumerate(FSRS6().weights)))),
        (FSRS6, FSRS6(LEARNER)),
        (FSRS7, FSRS7()),
        (
            FSRS7,
            FSRS7(
                tuple(
                    w + 0.05 if n in (8, 14, 29, 22) else w for n, w in enumerate(FSRS7().weights)
                )
            ),
        ),
    ],
)
def test_derivatives_are_those_of_differences(model: Any, base: Any) -> None:
    log = log_of(simulated_log(cards=80, days=80, seed=5))
    histories = histories_for(model, log, DAYS)
    weights = np.array(base.weights)

    def loss(weights: Any) -> float:
        return _SLOPES[model](tuple(weights.tolist()), histories).loss

    found = _SLOPES[model](base.weights, histories)
    scored = histories.days >= 1 if model is FSRS6 else histories.previous >= 0
    chances = predictions(log, histories, [(0, base)], DAYS, calibrate=False)
    weighed = losses(log, chances)[scored] * recency(scored.sum())
    assert found.loss == pytest.approx(weighed.sum(), rel=1e-3)
    for index in range(len(weights)):
        step = 1e-5 * (weights[index] if index < 4 else 1)
        low, high = weights.copy(), weights.copy()
        low[index] -= step
        high[index] += step
        wanted = (loss(high) - loss(low)) / 2e-5
        assert found.gradient[index] == pytest.approx(wanted, rel=1e-4, abs=1e-3), index
    np.testing.assert_allclose(found.information, found.information.T)
    assert np.linalg.eigvalsh(found.information).min() > -1e-6


# Fitting.


def test_weights_of_a_simulated_learner_are_recovered() -> None:
    log = log_of(simulated_log(cards=3500, days=300, seed=1, memory=FSRS6(LEARNER)))
    result = fit(log, day=DAYS, trial=False)
    truth, found = FSRS6(LEARNER), result.model
    for rating in Rating:
        s = found.first(rating).stability
        assert s == pytest.approx(truth.first(rating).stability, rel=0.35)
    assert far(found, truth) < 0.05 < 0.2 < far(FSRS6(), truth)


def far(model: Any, truth: Any) -> float:
    return max(abs(a - b) for a, b in zip(curve(model), curve(truth), strict=True))


def curve(model: Any) -> list[float]:
    """Chances of recall on the way of a card through some reviews."""
    chances = []
    for ratings in ((3, 3, 3, 3), (1, 3, 3, 3), (3, 3, 1, 3), (4, 3, 3), (3, 2, 3)):
        state = model.first(ratings[0])
        for rating, gap in zip(ratings[1:], (3, 8, 20), strict=False):
            chances.append(model.retrievability(state, gap))
            state = model.next(state, rating, gap)
        chances.append(model.retrievability(state, 30))
    return chances


def test_weights_of_a_simulated_learner_of_fsrs7_are_recovered() -> None:
    truth = FSRS7(LEARNER7)
    log = log_of(simulated_log(cards=1500, days=200, seed=3, memory=truth))
    result = fit(log, FSRS7, day=DAYS, trial=False)
    assert far(result.fitted, truth) < 0.05 < 0.15 < far(FSRS7(), truth)
    assert result.passes <= 9


def test_weights_that_predict_later_reviews_better_are_adopted() -> None:
    result = fit(learner_log(), day=DAYS)
    assert result.adopted, result.reason
    assert result.model == result.fitted
    assert result.after < result.before  # type: ignore[operator]
    assert "better" in result.reason
    assert 3 <= result.passes <= 9
    tried = evaluate(learner_log(), day=DAYS, calibrate=True, since=0.6)
    assert result.before == pytest.approx(tried.log_loss)
    assert f"over {tried.reviews} reviews, both calibrated" in result.reason


@pytest.mark.parametrize("seed", range(3))
def test_a_fit_to_noise_is_refused(seed: int) -> None:
    result = fit(default_log(seed), day=DAYS)
    assert not result.adopted
    assert result.model == FSRS6()
    assert result.fitted != FSRS6()
    assert "stay" in result.reason


def test_what_was_adopted_is_not_adopted_again() -> None:
    first = fit(learner_log(), day=DAYS)
    again = fit(learner_log(), day=DAYS, in_force=first.model)
    assert not again.adopted
    assert again.passes <= 2
    assert again.fitted.weights == pytest.approx(first.fitted.weights, rel=0.02, abs=0.02)


def test_a_trial_goes_by_weights_as_so_many_relearning_steps_have_them_applied() -> None:
    inflating = FSRS6([*FSRS6().weights[:17], 1.5, 1.5, *FSRS6().weights[19:]])
    held = inflating.with_relearning_steps(3)
    with_three = fit(learner_log(), in_force=inflating, relearning_steps=3)
    assert with_three.before == fit(learner_log(), in_force=held).before
    assert with_three.before != fit(learner_log(), in_force=inflating).before
    assert fit(log_of([]), in_force=inflating, relearning_steps=3).model is inflating


@pytest.mark.parametrize("model", [FSRS6, FSRS7])
def test_the_order_of_rows_has_no_say(model: Any) -> None:
    reviews = simulated_log(cards=60, days=50, seed=2, memory=FSRS6(LEARNER))
    shuffled = reviews.copy()
    random.Random(1).shuffle(shuffled)
    names = [(now, f"card {n}", rating) for now, n, rating in shuffled]
    one, other = (fit(log_of(log), model, day=DAYS, trial=False) for log in (reviews, shuffled))
    assert one == other
    assert fit(log_of(names), model, day=DAYS, trial=False).model.weights == pytest.approx(
        one.model.weights, rel=1e-6, abs=1e-6
    )


@pytest.mark.parametrize("model", [FSRS6, FSRS7])
@pytest.mark.parametrize("first", [(1, 4), (3, 2)])
def test_first_stabilities_stay_in_order(model: Any, first: tuple[int, int]) -> None:
    worse, better = first  # the rating that does better in this log, and the one that does worse
    reviews = []
    for card in range(400):
        rating = worse if card % 2 else better
        passed = card % 40 if rating == worse else card % 3
        reviews.append((START + timedelta(seconds=card), card, rating))
        reviews.append((START + timedelta(days=5, seconds=card), card, 3 if passed else 1))
    result = fit(log_of(reviews), model, day=DAYS, trial=False)
    weights = result.fitted.weights[:4]
    assert all(a <= b for a, b in pairwise(weights))
    assert result.fitted == model(result.fitted.weights)  # within bounds


@pytest.mark.parametrize("model", [FSRS6, FSRS7])
def test_a_log_without_anything_to_learn_leaves_the_defaults(model: Any) -> None:
    single = [(START, 1, 3)]
    same_day = [(START + timedelta(hours=n), n % 2, 3) for n in range(2)]
    for reviews in ([], single, same_day):
        result = fit(log_of(reviews), model, day=DAYS)
        assert (result.model, result.adopted) == (model(), False)
        assert result.fitted.weights == pytest.approx(model().weights)
        assert "it takes 200" in result.reason


@pytest.mark.parametrize("model", [FSRS6, FSRS7])
@pytest.mark.parametrize("rating", [1, 3, 4])
def test_logs_of_one_rating_are_fitted_within_bounds(model: Any, rating: int) -> None:
    reviews = [
        (START + timedelta(days=n * (n + 1) // 2, seconds=card), card, rating)
        for n in range(6)
        for card in range(30)
    ]
    result = fit(log_of(reviews), model, day=DAYS, trial=False)
    assert model(result.fitted.weights) == result.fitted
    quick = model().interval(model().first(rating), 0.9)
    longer = result.fitted.interval(result.fitted.first(rating), 0.9)
    if rating > 1:
        assert longer > quick
    elif model is FSRS6:  # in FSRS-7 the fast part may say otherwise
        assert longer < quick


def test_a_warm_start_ends_where_a_cold_one_does() -> None:
    histories = histories_for(FSRS6, learner_log(), DAYS)
    cold = fitted(histories, FSRS6)
    warm = fitted(histories, FSRS6, FSRS6(LEARNER))
    assert warm.model.weights == pytest.approx(cold.model.weights, rel=0.05, abs=0.05)
    assert fitted(histories, FSRS6, cold.model).passes <= 2


def test_fsrs7_is_fitted_and_compared_with_what_is_in_force() -> None:
    result = fit(learner_log(), FSRS7, day=DAYS, in_force=FSRS6())
    assert isinstance(result.fitted, FSRS7)
    assert result.before is not None
    assert isinstance(result.model, FSRS7 if result.adopted else FSRS6)


# Evaluation.


def test_an_evaluation_of_a_few_reviews_by_hand() -> None:
    chances = {1: 0.9, 2: 0.9, 3: 0.6, 4: 0.7}
    log = log_of(
        [(START, card, 3) for card in chances]
        + [(START + timedelta(days=3), card, 1 if card == 3 else 3) for card in chances]
    )
    from quizkit.fitting.evaluation import measured

    column = np.array([np.nan] * 4 + list(chances.values()))
    found = measured(log, histories_for(FSRS6, log, DAYS), column, 0)
    assert found.reviews == 4
    assert found.log_loss == pytest.approx(-np.log([0.9, 0.9, 0.4, 0.7]).mean())
    assert found.rmse_bins == pytest.approx(abs(0.75 - 3.1 / 4))  # all in one bin
    assert found.auc == 1
    assert [tuple(row) for row in found.calibration] == [
        (0.6, 0, 1),
        (0.7, 1, 1),
        (0.9, 1, 1),
        (0.9, 1, 1),
    ]


@pytest.mark.parametrize(
    ("at", "mood", "scored"),
    [
        ("review", False, "study days"),
        ("review", True, "study days"),
        ("review", False, "24 hours"),
        ("scheduling", False, "study days"),
        ("scheduling", False, "24 hours"),
    ],
)
def test_an_evaluation_is_what_schedulers_would_have_said(at: Any, mood: bool, scored: Any) -> None:
    """Refitted twice on the way, and calibrated, card by card."""
    reviews = simulated_log(cards=150, days=120, seed=4, memory=FSRS6(LEARNER))
    log = log_of(reviews)
    cuts = [len(log) // 3, len(log) * 2 // 3]
    schedulers = [Scheduler(day=DAYS)]
    for cut in cuts:
        model: Any = schedulers[-1].model  # where the fit begins
        model = fit(log.part(cut), day=DAYS, in_force=model, trial=False).model
        schedulers.append(Scheduler(model, day=DAYS))
    begin, losses_ = len(log) // 4, []
    cards: list[dict[int, tuple[CardState, Calibration, int]]] = [{} for _ in schedulers]
    calibrations = [Calibration() for _ in schedulers]
    for n, (now, name, rating) in enumerate(reviews):
        for which, scheduler in enumerate(schedulers):
            state, known, made = cards[which].get(name, (CardState(), calibrations[which], n))
            if at == "review":
                known, made = calibrations[which], n
            in_use = sum(made >= cut for cut in cuts) == which
            last = state.last_review
            later = last and DAYS.elapsed(last, now) >= 1
            if last and scored == "24 hours":
                later = now - last >= timedelta(days=1)
            if in_use and later and n >= begin:
                p = scheduler.retrievability(state, now, calibration=known, mood=mood)
                assert p is not None
                losses_.append(-np.log(p if rating > 1 else 1 - p))
            after = scheduler.review(state, rating, now)
            cards[which][name] = after, calibrations[which], n
            calibrations[which] = calibrations[which].learn(scheduler, state, rating, now)
    found = evaluate(
        log, day=DAYS, calibrate=True, mood=mood, at=at, splits=2, since=0.25, scored=scored
    )
    assert found.scored == scored
    assert found.reviews == len(losses_)
    assert found.log_loss == pytest.approx(np.mean(losses_), rel=1e-6)


def test_the_groups_of_rmse_are_by_days_reviews_and_lapses() -> None:
    reviews = simulated_log(cards=60, days=150, seed=8)
    log = log_of(reviews)
    groups: dict[tuple[float, float, float], list[float]] = defaultdict(list)
    histories: dict[int, list[tuple[int, int]]] = defaultdict(list)  # days since the last, rating
    days: dict[int, int] = {}
    chances = predictions(
        log, histories_for(FSRS6, log, DAYS), [(0, FSRS6())], DAYS, calibrate=False
    )
    for (now, card, rating), p in zip(reviews, chances.tolist(), strict=True):
        gone = DAYS.study_day(now) - days.get(card, DAYS.study_day(now))
        days[card] = DAYS.study_day(now)
        if gone:
            later = [grade for past, grade in histories[card] if past]
            lapses = later.count(1)
            group = (
                3.62 ** math.floor(math.log(gone, 3.62)),
                1.89 ** math.floor(math.log(len(later) + 2, 1.89)),
                1.73 ** math.floor(math.log(lapses, 1.73)) if lapses else 0,
            )
            groups[group].append((rating > 1) - p)
        histories[card].append((gone, rating))
    size = sum(map(len, groups.values()))
    wanted = math.sqrt(sum(np.mean(offs) ** 2 * len(offs) for offs in groups.values()) / size)
    assert len(groups) > 20
    assert evaluate(log, day=DAYS).rmse_bins == pytest.approx(wanted, rel=1e-9)


def test_a_sure_prediction_that_fails_costs_what_one_in_ten_thousand_does() -> None:
    log = log_of([(START, 1, 1), (START, 2, 3)])
    assert losses(log, np.array([1.0, 0.0])).tolist() == pytest.approx([-np.log(1e-4)] * 2)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda log: fit(log, FSRS6()), "model is the class FSRS6 or FSRS7, not FSRS6"),
        (lambda log: fit(log, Scheduler), "model is the class FSRS6 or FSRS7, not .*Scheduler"),
        (lambda log: fit(log, in_force=FSRS6), "in_force is an FSRS6 or FSRS7, not .*FSRS6"),
        (lambda log: evaluate(log, FSRS7), "model is an FSRS6 or FSRS7, not .*FSRS7"),
        (lambda log: evaluate(log, splits=-1), "splits is a whole number, 0 or more, not -1"),
        (lambda log: evaluate(log, at="now"), "at is 'review' or 'scheduling', not 'now'"),
        (lambda log: evaluate(log, scored="days"), "scored is 'study days' or '24 hours', not"),
    ],
)
def test_a_wrong_argument_is_named(call: Any, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        call(log_of([]))


def test_the_auc_counts_equal_predictions_half() -> None:
    from quizkit.fitting.evaluation import _auc

    passed = np.array([True, False, True, False])
    assert _auc(np.array([0.9, 0.9, 0.9, 0.9]), passed) == 0.5
    assert _auc(np.array([0.9, 0.8, 0.7, 0.6]), passed) == 0.75
    assert np.isnan(_auc(np.array([0.9]), np.array([True])))


def test_nothing_scored_is_no_evaluation() -> None:
    found = evaluate(log_of([(START, 1, 3)]))
    assert found.reviews == 0
    assert np.isnan(found.log_loss)
    with pytest.raises(ValueError, match="mood needs calibrate"):
        evaluate(default_log(), mood=True)
    with pytest.raises(ValueError, match="share"):
        evaluate(default_log(), since=1)


def test_predictions_of_the_past_do_not_know_the_future() -> None:
    log = learner_log()
    half = len(log) // 2
    ratings = log.ratings.copy()
    ratings[half:] = 5 - ratings[half:]
    changed = ReviewLog(log.cards, log.times, log.offsets, ratings, log.durations)
    for at in ("review", "scheduling"):
        one, other = (
            evaluate_first_half(part, half, at)  # type: ignore[arg-type]
            for part in (log, changed)
        )
        np.testing.assert_allclose(one, other, rtol=1e-12)


def evaluate_first_half(log: ReviewLog, half: int, at: Any) -> Any:
    quarter = half // 2
    known = histories_for(FSRS6, log.part(quarter), DAYS)
    models = [(0, FSRS6()), (quarter, fitted(known, FSRS6).model)]
    histories = histories_for(FSRS6, log, DAYS)
    return predictions(log, histories, models, DAYS, calibrate=True, at=at)[:half]


def test_fitting_and_calibrating_both_help_a_learner_unlike_the_default() -> None:
    def loss(**options: Any) -> float:
        return evaluate(learner_log(), day=DAYS, since=0.5, **options).log_loss

    bare = loss()
    assert loss(splits=4) < bare
    assert loss(calibrate=True) < bare
    assert loss(calibrate=True, splits=4) < bare
