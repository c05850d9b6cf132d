"""What SM-2 and Leitner boxes share: the calls of a scheduler, around what one answer does."""

from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from quizkit.lazy import deferred
from quizkit.scheduling.calls import Calls
from quizkit.scheduling.card import (
    CardState,
    Offers,
    Phase,
    Rating,
    known_card,
    known_rating,
    unchecked_card,
)
from quizkit.scheduling.instants import instant
from quizkit.scheduling.memory import MemoryState

if TYPE_CHECKING:
    from quizkit.scheduling import calibration
else:
    calibration = deferred("quizkit.scheduling.calibration")  # for who asks for the annotations

_AFTER_A_FAIL = {
    Phase.NEW: Phase.LEARNING,
    Phase.LEARNING: Phase.LEARNING,
    Phase.REVIEW: Phase.RELEARNING,
    Phase.RELEARNING: Phase.RELEARNING,
}


class SimpleScheduler(Calls[MemoryState]):
    """A scheduler that predicts no recall; `Scheduler` says what each call does.

    Attributes:
        State: what it remembers of a card; without arguments, of a new one.
    """

    __slots__ = ()
    State: ClassVar[type[Any]]

    def review(
        self,
        card: CardState[MemoryState | None],
        rating: int,
        now: datetime,
        *,
        calibration: "calibration.Calibration | None" = None,
    ) -> CardState[MemoryState]:
        """Return the state of the card after it was answered; a calibration changes nothing."""
        rating, now = known_rating(rating), instant(now)
        before: Any = known_card(card).memory or self.State()
        if not isinstance(before, self.State):
            raise ValueError(f"the card's memory is {before!r}, not one of {type(self).__name__}")
        memory, passed = self._remembered(card, before, rating, now)
        return unchecked_card(
            Phase.REVIEW if passed else _AFTER_A_FAIL[card.phase],
            None if passed else 0,
            memory,
            self._due(memory, passed, now),
            now,
            card.reviews + 1,
            card.lapses + (rating is Rating.AGAIN and card.phase is Phase.REVIEW),
            card.seed,
            0,
        )

    def preview(
        self,
        card: CardState[MemoryState | None],
        now: datetime,
        *,
        calibration: "calibration.Calibration | None" = None,
    ) -> Offers[MemoryState]:
        """Return the states that `review` gives for the four ratings, in a dict by rating."""
        return {rating: self.review(card, rating, now) for rating in Rating}  # type: ignore[return-value]

    def retrievability(
        self,
        card: CardState,
        now: datetime,
        *,
        calibration: "calibration.Calibration | None" = None,
        mood: bool = False,
    ) -> None:
        """Return None: no recall is predicted."""

    def _remembered(
        self,
        card: CardState[MemoryState | None],
        before: MemoryState,
        rating: Rating,
        now: datetime,
    ) -> tuple[MemoryState, bool]:
        """Return the memory after an answer, and whether the card goes into review."""
        raise NotImplementedError

    def _due(self, memory: MemoryState, passed: bool, now: datetime) -> datetime | None:
        """Return the instant to ask again at."""
        raise NotImplementedError
