"""What SM-2 and Leitner boxes share: the calls of a scheduler, around what one answer does."""

from collections.abc import Iterable
from datetime import datetime

from quizkit.scheduling.card import CardState, Rating, known_rating
from quizkit.scheduling.instants import in_order, instant


class SimpleScheduler:
    """A scheduler that predicts no recall; `Scheduler` says what each call does."""

    __slots__ = ()

    def review(self, card: CardState, rating: int, now: datetime) -> CardState:
        """Return the state of the card after it was answered; see `Scheduler.review`."""
        return self._after(card, known_rating(rating), instant(now))

    def preview(self, card: CardState, now: datetime) -> dict[Rating, CardState]:
        """Return what `review` would return, for each of the four ratings."""
        now = instant(now)
        return {rating: self._after(card, rating, now) for rating in Rating}

    def retrievability(self, card: CardState, now: datetime) -> None:
        """Return None: no recall is predicted."""

    def replay(
        self, log: Iterable[tuple[datetime, int]], card: CardState | None = None
    ) -> CardState:
        """Return the state of one card after all its reviews; see `Scheduler.replay`."""
        card = card or CardState()
        for now, rating in in_order(log):
            card = self.review(card, rating, now)
        return card

    def _after(self, card: CardState, rating: Rating, now: datetime) -> CardState:
        raise NotImplementedError
