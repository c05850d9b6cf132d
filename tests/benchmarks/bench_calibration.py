"""The calibrator: how well it predicts beside fsrs-rs, and what an answer costs.

Run with `pytest tests/benchmarks/bench_calibration.py -s`. The log is simulated; to measure on a
real one, name a CSV file with the columns card_id, review_rating and review_time in
`QUIZKIT_REVIEWS`, and the UTC hour at which its study days begin in `QUIZKIT_START_HOUR`. Refitting
fsrs-rs every day takes minutes: `QUIZKIT_DAILY=1` asks for it.

Every review is predicted strictly from what came before it, and scored if it comes 24 hours or more
after the card's last one; what `evaluate` says of that and of study days stands beside it.
"""

import math
import os
import subprocess
import sys
import time
from collections import defaultdict
from datetime import UTC, datetime, timedelta
from typing import get_args

import pytest

from quizkit.fitting import ReviewLog, evaluate
from quizkit.fitting.evaluation import Scored
from quizkit.scheduling import (
    FSRS6,
    FSRS7,
    CalendarDays,
    Calibration,
    CardState,
    ElapsedDays,
    Rating,
    Scheduler,
)
from tests.benchmarks.review_logs import Review, reviews, start_hour

DAY = timedelta(days=1)


def loss(p: float, passed: bool) -> float:
    p = min(max(p, 1e-4), 1 - 1e-4)
    return -math.log(p if passed else 1 - p)


def ours(log: list[Review], scheduler: Scheduler) -> tuple[dict[str, float], float]:
    """Return the mean log loss of each kind of prediction, and the seconds a scored answer costs."""
    calibration = Calibration()
    cards: dict[int, CardState] = {}
    known: dict[int, Calibration] = {}
    losses: dict[str, list[float]] = defaultdict(list)
    costs = []
    for now, name, rating in log:
        card = cards.get(name) or CardState(seed=name)
        if card.last_review and now - card.last_review >= DAY:
            bare = scheduler.retrievability(card, now) or 0
            calibrated = scheduler.retrievability(card, now, calibration=calibration) or 0
            mood = scheduler.retrievability(card, now, calibration=calibration, mood=True) or 0
            early = known[name].scheduled_recall(bare, card.study_days)
            unlimited = known[name].recall(bare, card.study_days)
            for kind, p in {
                "bare": bare,
                "calibrated": calibrated,
                "with mood": mood,
                "calibrated, when scheduled": early,
                "  without the limit": unlimited,
            }.items():
                losses[kind].append(loss(p, rating > 1))
        known[name] = calibration
        begin = time.perf_counter()
        calibration = calibration.learn(scheduler, card, rating, now)
        if card.last_review and now - card.last_review >= DAY:
            costs.append(time.perf_counter() - begin)
        cards[name] = scheduler.review(card, rating, now)
    means = {kind: sum(values) / len(values) for kind, values in losses.items()}
    return means, sorted(costs)[len(costs) // 2]


def peer(log: list[Review], daily: bool) -> float:
    """Return the mean log loss of fsrs-rs, refitted every study day or once on the first fifth."""
    fsrs_rs = pytest.importorskip("fsrs_rs_python", reason="the peer is in the extra `bench`")
    from quizkit.scheduling import FSRS6

    days = CalendarDays(UTC, start_hour())
    items: list[object] = []
    histories: dict[int, list[tuple[datetime, int, int]]] = defaultdict(list)
    model, fitted_on, losses = FSRS6(), None, []
    for index, (now, name, rating) in enumerate(log):
        today = days.study_day(now)
        due = today != fitted_on if daily else index == len(log) // 5
        if due and len(items) > 7:
            model = FSRS6.clipped(fsrs_rs.FSRS([]).compute_parameters(items))
            fitted_on = today
        history = histories[name]
        elapsed = int(days.elapsed(history[-1][0], now)) if history else 0
        if history and now - history[-1][0] >= DAY:
            state = model.replay([(gone, grade) for _, gone, grade in history])[-1]
            losses.append(loss(model.retrievability(state, elapsed), rating > 1))
        history.append((now, elapsed, int(rating)))
        if elapsed:
            items.append(fsrs_rs.FSRSItem([fsrs_rs.FSRSReview(g, e) for _, e, g in history]))
    return sum(losses) / len(losses)


def test_calibrated_beside_fsrs_rs() -> None:
    log = reviews()
    print(f"\n{len(log)} reviews")
    blocks, _ = ours(log, Scheduler(day=ElapsedDays()))
    print(f"  {'bare, 24-hour blocks':<28}{blocks['bare']:.4f}")
    means, cost = ours(log, Scheduler(day=CalendarDays(UTC, start_hour())))
    for kind, mean in means.items():
        print(f"  {kind:<28}{mean:.4f}")
    once = peer(log, daily=False)
    print(f"  {'fsrs-rs, fitted once':<28}{once:.4f}", end="")
    print(f"   calibrated is {means['calibrated'] / once:.3f} times, target .975")
    if os.environ.get("QUIZKIT_DAILY"):
        daily = peer(log, daily=True)
        print(f"  {'fsrs-rs, refitted daily':<28}{daily:.4f}", end="")
        print(f"   calibrated is {means['calibrated'] / daily:.3f} times, target .995")
    print(f"  learning from a scored answer: {cost * 1e6:.1f} µs, target 15")


def test_evaluate_by_both_ways_of_scoring() -> None:
    times, cards, ratings = zip(*reviews(), strict=True)
    log = ReviewLog.of(cards, times, ratings)
    print()
    for scored in get_args(Scored):
        for name, options in {
            "bare": {},
            "calibrated": {"calibrate": True},
            "with mood": {"calibrate": True, "mood": True},
            "calibrated, when scheduled": {"calibrate": True, "at": "scheduling"},
        }.items():
            found = evaluate(log, day=CalendarDays(UTC, start_hour()), scored=scored, **options)
            print(f"  {scored:<12}{name:<28}{found.log_loss:.4f}   {found.reviews} reviews")


def test_how_far_an_interval_moves() -> None:
    print()
    for model in (FSRS6(), FSRS7()):
        card = model.first(Rating.GOOD)
        for passed in (False, True):
            learned = Calibration()
            for day in range(200):
                learned = learned.learn_outcome(day, 0.9, passed, 3)
            factor = model.interval(card, learned.target(0.9, 3)) / model.interval(card, 0.9)
            print(f"  {type(model).__name__} at 90 %, always {passed}: {factor:.2f} times as long")


def test_learning_loads_no_numpy() -> None:
    code = (
        "import sys; from datetime import datetime, timezone\n"
        "from quizkit.scheduling import Calibration, CardState, Rating, Scheduler\n"
        "now = datetime(2026, 3, 1, tzinfo=timezone.utc)\n"
        "Calibration().learn(Scheduler(), CardState(), Rating.GOOD, now)\n"
        "assert 'numpy' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


if __name__ == "__main__":
    test_calibrated_beside_fsrs_rs()
