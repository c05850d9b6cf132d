"""The calls that all schedulers share, around `review`: replays, and what is done to a card unasked."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Generic

from quizkit.lazy import deferred
from quizkit.scheduling.card import CardState, Offers
from quizkit.scheduling.days import Days
from quizkit.scheduling.instants import by_time
from quizkit.scheduling.memory import MemoryState

if TYPE_CHECKING:
    from quizkit.scheduling import calibration
else:
    calibration = deferred("quizkit.scheduling.calibration")  # for who asks for the annotations


class Calls(Generic[MemoryState]):
    """What can be asked of any scheduler: `Scheduler`, `SM2`, `Leitner`, or one of your own.

    One of your own has `review`, `preview`, `retrievability`, `to_dict` and `day`; and `_known_for`,
    if cards are to be put on a date.
    """

    __slots__ = ()
    day: Days

    def review(
        self,
        card: CardState[MemoryState | None],
        rating: int,
        now: datetime,
        *,
        calibration: "calibration.Calibration | None" = None,
    ) -> CardState[MemoryState]:
        """Return the state of the card after it was answered; see `Scheduler.review`."""
        raise NotImplementedError

    def preview(
        self,
        card: CardState[MemoryState | None],
        now: datetime,
        *,
        calibration: "calibration.Calibration | None" = None,
    ) -> Offers[MemoryState]:
        """Return the states that `review` gives for the four ratings; see `Scheduler.preview`."""
        raise NotImplementedError

    def retrievability(
        self,
        card: CardState,
        now: datetime,
        *,
        calibration: "calibration.Calibration | None" = None,
        mood: bool = False,
    ) -> float | None:
        """Return the chance of recall, None where none is predicted."""
        raise NotImplementedError

    def to_dict(self) -> dict[str, Any]:
        """Return the scheduler as JSON values, equal where it schedules in the same way."""
        raise NotImplementedError

    def replay(
        self,
        log: Iterable[tuple[datetime, int]],
        card: CardState[MemoryState | None] | None = None,
    ) -> CardState[MemoryState | None]:
        """Return the state of one card after all its reviews, earliest first whatever their order.

        Args:
            log: (instant, rating) of each review; reviews at one instant stay in their order.
            card: the state to begin with; a new card unless told otherwise. Give one with the seed
                of the card to get the due dates it was given.
        """
        card = card or CardState()
        for now, rating in by_time(log):
            card = self.review(card, rating, now)
        return card

    def forget(self, card: CardState, *, keep_counts: bool = False) -> CardState[None]:
        """Return the card as if it had never been reviewed.

        Args:
            card: its state.
            keep_counts: whether `reviews` and `lapses` stay as they are; else they begin at 0. The
                study days of the card begin at 0 in any case, as they tell how well it is known.
        """
        from quizkit.scheduling.changes import forgotten  # only here: few cards need it

        return forgotten(card, keep_counts)

    def reschedule(
        self, card: CardState[MemoryState | None], due: date, now: datetime
    ) -> CardState[MemoryState]:
        """Return the card in review, due when told.

        As with Anki's “set due date” a card in its steps leaves them, and what is remembered of a
        card stays, as do its counts. A new one enters review as if its interval had been the days
        from now to then, a day at least: a model that predicts recall takes it to be 90 % on that
        date.

        Args:
            card: its state.
            due: an instant, aware, or a date, from whose beginning, as `day` counts, the card is
                due: today's for at once.
            now: instant of the change, aware.

        Raises:
            ValueError: an instant is naive, or the date is past.
        """
        from quizkit.scheduling.changes import rescheduled

        return rescheduled(card, due, now, self.day, self._known_for)

    def _known_for(self, days: float) -> MemoryState:
        """Return the memory of a new card whose interval is so many days, 1 or more."""
        raise NotImplementedError(f"{type(self).__name__} puts no card on a date: no `_known_for`")
