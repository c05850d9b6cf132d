"""Fitting weights beside the optimizers of py-fsrs and fsrs-rs, in one run on one log.

Run with `pytest tests/benchmarks/bench_fitting.py -s`; `review_logs.py` says how to name a real
log. What is timed begins with columns of cards, instants and ratings and ends with weights. Ours
and fsrs-rs run in turn, and a ratio is the median of the ratios of all turns. py-fsrs runs once, if
torch, pandas and tqdm are installed.
"""

import random
import statistics
import time
from collections import defaultdict
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

np = pytest.importorskip("numpy")
fsrs_rs = pytest.importorskip("fsrs_rs_python", reason="the peers are in the extra `bench`")

from quizkit.fitting import ReviewLog, fit  # noqa: E402
from quizkit.fitting.evaluation import measured, predictions  # noqa: E402
from quizkit.fitting.weights import histories_for  # noqa: E402
from quizkit.scheduling import FSRS6, CalendarDays, Rating  # noqa: E402
from tests.benchmarks.review_logs import Review, reviews, start_hour  # noqa: E402
from tests.learners import simulated_log  # noqa: E402

DAYS = CalendarDays(UTC, start_hour())


Columns = tuple[tuple[datetime, ...], tuple[int, ...], tuple[Rating, ...]]


def columns_of(log: list[Review]) -> Columns:
    times, cards, ratings = zip(*log, strict=True)
    return times, cards, ratings


def log_of(columns: Columns) -> ReviewLog:
    times, cards, ratings = columns
    return ReviewLog.of(cards, times, ratings)


def ours(columns: Columns) -> FSRS6:
    return fit(log_of(columns), day=DAYS, trial=False).model  # type: ignore[return-value]


def peer(columns: Columns) -> FSRS6:
    start = timedelta(hours=DAYS.start_hour)
    last: dict[int, int] = {}
    histories: dict[int, list[Any]] = defaultdict(list)
    items = []
    for now, card, rating in zip(*columns, strict=True):
        today = (now - start).toordinal()
        elapsed = today - last.get(card, today)
        last[card] = today
        history = histories[card]
        history.append(fsrs_rs.FSRSReview(int(rating), elapsed))
        if elapsed:
            items.append(fsrs_rs.FSRSItem(history[:]))
    return FSRS6.clipped(fsrs_rs.FSRS([]).compute_parameters(items))


def seconds(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def beside(log: list[Review], rounds: int, target: float) -> None:
    columns = columns_of(log)
    pairs = [
        (seconds(lambda: ours(columns)), seconds(lambda: peer(columns))) for _ in range(rounds)
    ]
    ratio = statistics.median(a / b for a, b in pairs)
    print(
        f"{len(log):>8} reviews: ours {statistics.median(a for a, _ in pairs):.3f} s, "
        f"{ratio:.2f} times fsrs-rs, target {target:g}"
    )


def tiled(log: list[Review], size: int, changed: float) -> list[Review]:
    """Return copies of a log under other names, `changed` of their ratings turned around."""
    rng = random.Random(1)
    copies = [
        (now, card * 1000 + copy, Rating(4 - rating) if rng.random() < changed else rating)
        for copy in range(size // len(log) + 1)
        for now, card, rating in log
        if rating != Rating.EASY
    ]
    copies.sort()
    return copies[:size]


def test_speed_beside_fsrs_rs() -> None:
    log = reviews()
    print()
    beside(log[:10_000], 9, 2)
    beside(tiled(log, 500_000, 0), 1, 1)
    print("  and where hardly any histories are equal:")
    beside(tiled(log, 500_000, 0.05), 1, 1)


def test_a_warm_refit() -> None:
    log = log_of(columns_of(reviews()[:10_000]))
    before = fit(log.part(len(log) * 9 // 10), day=DAYS, trial=False).model
    took = [seconds(lambda: fit(log, day=DAYS, in_force=before, trial=False)) for _ in range(9)]
    print(
        f"\nrefit of {len(log)} reviews from the weights of nine tenths of them: "
        f"{min(took) * 1000:.0f} ms at best, {statistics.median(took) * 1000:.0f} ms in the median, "
        "target 30"
    )


def test_speed_beside_py_fsrs() -> None:
    for name in ("torch", "pandas", "tqdm"):
        pytest.importorskip(name, reason="the optimizer of py-fsrs needs it")
    from fsrs import Optimizer, Rating as PeerRating, ReviewLog as PeerReview

    log = reviews()
    rows = [PeerReview(card, PeerRating(int(rating)), now, None) for now, card, rating in log]
    peers = seconds(lambda: Optimizer(rows).compute_optimal_parameters())
    columns = columns_of(log)
    took = statistics.median(seconds(lambda: ours(columns)) for _ in range(9))
    print(f"\n{len(log)} reviews: py-fsrs {peers:.1f} s, {peers / took:.0f} times ours, target 300")


def later_fifth(log: list[Review]) -> None:
    cut = len(log) * 4 // 5
    whole, earlier = log_of(columns_of(log)), columns_of(log[:cut])
    histories = histories_for(FSRS6, whole, DAYS)
    for name, model, calibrate in (
        ("default weights", FSRS6(), False),
        ("calibrated", FSRS6(), True),
        ("ours", ours(earlier), False),
        ("fsrs-rs", peer(earlier), False),
    ):
        chances = predictions(whole, histories, [(0, model)], DAYS, calibrate=calibrate)
        found = measured(whole, histories, chances, cut)
        print(
            f"  {name:<16} log loss {found.log_loss:.4f}  RMSE(bins) {found.rmse_bins:.4f}  "
            f"AUC {found.auc:.3f}  ({found.reviews} reviews)"
        )


def test_predictions_of_the_later_fifth_beside_fsrs_rs() -> None:
    print()
    later_fifth(reviews())


HABITS: dict[str, dict[str, Any]] = {
    "few cards": {"cards": 25, "days": 700},
    "long gaps": {"studies_on": lambda day: day % 60 < 20, "days": 400},
    "nearly all passed": {"chance_on": lambda chance, day: 1 - (1 - chance) / 10},
    "worse of late": {"chance_on": lambda chance, day: chance - 0.2 * (day > 100)},
    "better of late": {"chance_on": lambda chance, day: chance - 0.2 * (day < 100)},
    "chance alone": {"chance_on": lambda chance, day: 0.7},
}


@pytest.mark.parametrize("habit", HABITS)
def test_learners_of_other_habits(habit: str) -> None:
    print(f"\n{habit}")
    log = simulated_log(**{"cards": 800, "days": 150, "seed": 1} | HABITS[habit])
    later_fifth(log)
