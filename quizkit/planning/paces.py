"""The pace of a learner: how long an answer takes, and how often a new card is not known at once.

Few answers say little, so figures that are common among learners weigh in as a few answers do.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from math import fsum
from typing import TYPE_CHECKING, NamedTuple

from quizkit.lazy import deferred
from quizkit.progress import Habits
from quizkit.progress.habits import LONGEST
from quizkit.scheduling import Rating

if TYPE_CHECKING:
    from quizkit.progress import replaying
else:
    replaying = deferred("quizkit.progress.replaying")  # the sums above a question take no replay

ENOUGH = 10
"""Fewer answers say nothing of the learner: no minutes are told."""

_SECONDS, _ANSWERS = 55.0, 5
_AGAIN, _FIRST = 4, 10
_OF_A_CARD = 3


class Pace(NamedTuple):
    """How fast a learner goes.

    Args:
        seconds: that an answer takes, on average.
        again: the share of new cards whose first answer is Again, 0 to 1.
        cards: seconds that an answer to each card takes, by its id; of those that were answered and
            measured.
    """

    seconds: float = _SECONDS / _ANSWERS
    again: float = _AGAIN / _FIRST
    cards: Mapping[str, float] = {}

    def of(self, card: str) -> float:
        """Return the seconds that an answer to a card takes."""
        return self.cards.get(card, self.seconds)


def pace(reviews: "Iterable[replaying.Review]") -> Pace:
    """Return the pace of a learner: the same in whatever order the answers come.

    Args:
        reviews: the answers that count. One that was not measured says nothing of seconds.
    """
    spent: defaultdict[str, list[timedelta]] = defaultdict(list)
    first: dict[str, tuple[datetime, Rating]] = {}
    for card, at, rating, took, _ in reviews:
        if took is not None:
            spent[card].append(min(took, LONGEST))
        first[card] = min((at, rating), first.get(card, (at, rating)))
    sums = {card: sum(each, timedelta()).total_seconds() for card, each in spent.items()}
    answers = {card: len(each) for card, each in spent.items()}
    seconds = _mean_seconds(fsum(sums.values()), sum(answers.values()))
    failed = sum(rating is Rating.AGAIN for _, rating in first.values())
    cards = {
        card: (sums[card] + _OF_A_CARD * seconds) / (answers[card] + _OF_A_CARD) for card in sums
    }
    return Pace(seconds, _share_again(failed, len(first)), cards)


def pace_of(habits: Habits) -> Pace:
    """Return the pace of a learner, no card told from another, by the sums over all answers."""
    seconds = _mean_seconds(habits.spent.total_seconds(), habits.answers)
    return Pace(seconds, _share_again(habits.failed, habits.first))


def _mean_seconds(spent: float, answers: int) -> float:
    """Return the seconds that an answer takes, given how long so many took together."""
    return (spent + _SECONDS) / (answers + _ANSWERS)


def _share_again(failed: int, first: int) -> float:
    """Return the share of new cards that are not known at once, given how many of so many were not."""
    return (failed + _AGAIN) / (first + _FIRST)
