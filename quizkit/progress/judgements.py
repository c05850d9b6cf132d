"""What answers count as by now, by the ratings of them that stand, and how they are judged again.

An answer that is judged again gets a rating that leaves its due date as it was promised. That tells
it from one that the learner overruled, which brings a date of its own.
"""

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping
from datetime import datetime
from typing import NamedTuple

from quizkit.progress.events import Answered, AnswerOutcome, EventId, Rated
from quizkit.progress.instants import after
from quizkit.progress.order import in_order
from quizkit.scheduling import Rating


class Counts(NamedTuple):
    """What an answer counts as.

    Args:
        outcome: how good it was, as it was judged last.
        rating: of it; None if only the learner could say, and never did.
        due: the instant promised with that rating.
        at: when it was last judged or rated.
        overruled: whether the learner overruled a verdict on it.
    """

    outcome: AnswerOutcome
    rating: Rating | None
    due: datetime | None
    at: datetime
    overruled: bool = False

    def rated(self, event: Rated) -> "Counts":
        """Return what it counts as after another rating."""
        if event.outcome is None:  # a grade alone
            return self._replace(rating=event.rating, due=event.due, at=event.at)
        overruled = self.overruled or not self.is_judged_again_by(event)
        return Counts(event.outcome, event.rating, event.due, event.at, overruled)

    def is_judged_again_by(self, event: Rated) -> bool:
        """Return whether a rating judges it again, rather than the learner overruling it."""
        return event.outcome is not None and event.due == self.due


Ratings = Mapping[EventId, Iterable[Rated]]
"""Ratings by the name of the answer, in order."""


def ratings_of(events: Iterable[Rated], undone: Container[EventId]) -> Ratings:
    """Return the ratings that stand, by the answer that each is of."""
    found: defaultdict[EventId, list[Rated]] = defaultdict(list)
    for event in in_order(events):
        if event.id not in undone:
            found[event.answer].append(event)
    return found


def counts_as(answer: Answered, ratings: Ratings) -> Counts:
    """Return what an answer counts as by now."""
    counts = Counts(answer.outcome, answer.rating, answer.due, answer.at)
    for event in ratings.get(answer.id, ()):
        counts = counts.rated(event)
    return counts


def judging_again(
    judged: Iterable[tuple[EventId, Counts, AnswerOutcome]], writer: str, now: datetime
) -> list[Rated]:
    """Return the events that judge answers again, the first ones of a writer, all of one instant.

    One that was remembered and still is keeps its rating; else it is Good or Again from now on.

    Args:
        judged: names of answers, what each counts as, and how good it is.
        writer: of the events.
        now: an aware datetime in the learner's offset.
    """
    judged = list(judged)
    at = after(now, *(counts.at for _, counts, _ in judged))
    return [
        Rated(
            id=EventId(writer, number),
            at=at,
            answer=answer,
            rating=_rating(counts, outcome),
            due=counts.due,
            outcome=outcome,
        )
        for number, (answer, counts, outcome) in enumerate(judged, 1)
    ]


_REMEMBERED = frozenset((AnswerOutcome.CORRECT, AnswerOutcome.CLOSE))


def _rating(counts: Counts, outcome: AnswerOutcome) -> Rating:
    is_right = outcome in _REMEMBERED
    if counts.rating is not None and is_right is (counts.outcome in _REMEMBERED):
        return counts.rating
    return Rating.GOOD if is_right else Rating.AGAIN
