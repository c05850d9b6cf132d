"""What cards will take: the showings to be expected of each, in seconds of the learner's pace.

A card that is due comes once, or again after a lapse; a new one comes for each of its steps. How
many showings that is with the steps of a scheduler, and how much longer the first one takes, was
measured once on logs with the default steps, where a lapse took 2.1 times a plain answer.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from quizkit.planning.paces import Pace
from quizkit.progress import CardRecord, Progress
from quizkit.scheduling import Calls, Phase

_FIRST, _NOT_KNOWN, _STEP = 1.2, 1.4, 0.9
_MOST = 100
"""So many cards are looked at, at most."""
_UNKNOWN = 0.9
"""The chance of recall where nothing predicts it."""


class Showings(NamedTuple):
    """How long cards take with the steps of a scheduler, in plain answers.

    Args:
        lapse: a card that is due and was forgotten; one that was not takes 1.
        good, again: a new card, known at once or not.
        step: each step that a card in learning has yet to pass.
        learning, relearning: how many steps there are.
    """

    lapse: float
    good: float
    again: float
    step: float
    learning: int
    relearning: int

    def of_due(self, chance: float) -> float:
        """Return how long a card takes that is due and recalled with this chance."""
        return chance + self.lapse * (1 - chance)

    def of_new(self, again: float) -> float:
        """Return how long a new card takes where this share of them is not known at once."""
        return self.again * again + self.good * (1 - again)


def showings(scheduler: Calls[Any]) -> Showings:
    """Return how long cards take with the steps of a scheduler; one without steps has none."""
    learning = len(getattr(scheduler, "learning_steps", ()))
    relearning = len(getattr(scheduler, "relearning_steps", ()))
    return Showings(
        _FIRST + _STEP * relearning,
        _FIRST + _STEP * max(0, learning - 1),
        _NOT_KNOWN + _STEP * learning,
        _STEP,
        learning,
        relearning,
    )


def seconds_of(
    cards: Sequence[str],
    progress: Progress,
    now: datetime,
    *,
    scheduler: Calls[Any],
    pace: Pace,
) -> float:
    """Return the seconds that cards will take, steps and lapses included.

    Of many cards every so many-th is looked at, and stands for those beside it: so it takes no longer,
    and comes out nearly the same where they are in some order.

    Args:
        cards: their ids, each asked until it is done with.
        progress: the state of every card.
        now: an aware datetime in the learner's offset.
        scheduler: says the chance of recall, and what steps there are.
        pace: of the learner.
    """
    if not cards:
        return 0.0
    every = -(-len(cards) // _MOST)
    looked_at = cards[every // 2 :: every] or cards[:1]
    times = showings(scheduler)
    total = 0.0
    for card in looked_at:
        record = progress.record(card)
        total += _answers(record, progress, now, scheduler, pace, times) * pace.of(card)
    return total * len(cards) / len(looked_at)


def seconds_of_numbers(due: int, new: int, *, scheduler: Calls[Any], pace: Pace) -> float:
    """Return the seconds that so many cards will take, about: of which nothing else is known."""
    times = showings(scheduler)
    return pace.seconds * (due * times.of_due(_UNKNOWN) + new * times.of_new(pace.again))


def _answers(
    record: CardRecord,
    progress: Progress,
    now: datetime,
    scheduler: Calls[Any],
    pace: Pace,
    times: Showings,
) -> float:
    """Return how many plain answers a card takes until it is done with."""
    state = record.state
    match state.phase:
        case Phase.NEW:
            return times.of_new(pace.again)
        case Phase.LEARNING:
            return times.step * max(1, times.learning - (state.step or 0))
        case Phase.RELEARNING:
            return times.step * max(1, times.relearning - (state.step or 0))
    chance = scheduler.retrievability(state, now, calibration=progress.calibration, mood=True)
    return times.of_due(_UNKNOWN if chance is None else chance)
