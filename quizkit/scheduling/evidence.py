"""What an answer says of the learner: the evidence that a calibration learns from."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Protocol

from quizkit.scheduling.card import CardState, known_rating
from quizkit.scheduling.days import Days
from quizkit.scheduling.instants import instant

Evidence = tuple[int, float | None, bool, int]
"""What an answer says to a calibration: the study day, the recall predicted, whether it was passed,
and the study days on which the card had been answered before. A plain tuple, as a replay makes one
of each answer of a log;
see `Calibration.learn_outcome`."""


class Forecaster(Protocol):
    """The part of a scheduler that a calibration learns from."""

    @property
    def day(self) -> Days:
        """Return the policy of days by which an answer is scored."""
        ...

    def retrievability(self, card: CardState, now: datetime) -> float | None:
        """Return the chance of recall that the bare model predicts, None for a new card."""
        ...


def evidence_of(scheduler: Forecaster, card: CardState, rating: int, now: datetime) -> Evidence:
    """Return the evidence that an answer is; see `Calibration.learn`."""
    now, passed = instant(now), known_rating(rating) > 1
    last, day = card.last_review, scheduler.day
    scored = last is not None and day.elapsed(last, now, False) >= 1
    recall = scheduler.retrievability(card, now) if scored else None
    return day.study_day(now), recall, passed, card.study_days


def evidence_of_card(
    days: Iterable[int],
    gone: Iterable[float],
    recalls: Iterable[float | None],
    ratings: Iterable[int],
) -> Iterator[Evidence]:
    """Yield the evidence that each answer of a card is, the earliest first.

    Args:
        days: the study day of each.
        gone: the study days since the one before, 0 for the first.
        recalls: what the model predicted.
        ratings: 1 (Again) to 4 (Easy).
    """
    study_days = 0
    for day, spent, recall, rating in zip(days, gone, recalls, ratings, strict=True):
        later = spent >= 1
        yield day, recall if later else None, rating != 1, study_days
        study_days += later or not study_days
