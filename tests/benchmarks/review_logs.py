"""The log that benchmarks of calibrating and fitting run on: a real one, or a simulated learner's."""

import csv
import os
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from quizkit.scheduling import Rating
from tests.learners import simulated_log

Review = tuple[datetime, int, Rating]


def start_hour() -> float:
    """Return the UTC hour at which study days begin."""
    return float(os.environ.get("QUIZKIT_START_HOUR", "4"))


@cache
def reviews() -> list[Review]:
    """Return the instant, card and rating of every review, earliest first."""
    path = os.environ.get("QUIZKIT_REVIEWS")
    if path is None:
        return simulated_log(cards=1200, days=200, seed=20240329)
    with Path(path).open(encoding="utf-8", newline="") as file:
        return sorted(
            (
                datetime.fromisoformat(row["review_time"]).astimezone(UTC),
                int(row["card_id"]),
                Rating(int(row["review_rating"])),
            )
            for row in csv.DictReader(file)
        )
