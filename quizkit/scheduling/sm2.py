"""The scheduler SM-2, for comparison, for cards of older programs, and to follow by hand.

It predicts no recall. Source: P. A. Woźniak, 1990; in SuperMemo from 1987. Where programs differ,
options say so; their defaults are the published text.
"""

from datetime import datetime, timedelta
from math import ceil, floor
from typing import ClassVar

import attrs

from quizkit.scheduling.card import CardState, Phase, Rating
from quizkit.scheduling.days import DAYS, Days, ElapsedDays
from quizkit.scheduling.memory import MIN_EASE, SM2State
from quizkit.scheduling.simple import SimpleScheduler
from quizkit.scheduling.stored import FLAG, WHOLE, Checked, layout, optional, such

QUALITY = {Rating.AGAIN: 1, Rating.HARD: 3, Rating.GOOD: 4, Rating.EASY: 5}
FAR_DAYS = 4_000_000
"""No due date lies further ahead: Python's calendar ends with the year 9999."""
MOST_DAYS = 1e15
"""No interval grows beyond, so that all of them are whole numbers of floating point."""


@attrs.frozen(kw_only=True, eq=False, repr=False)
class SM2(Checked, SimpleScheduler[SM2State]):
    """Schedules cards by SM-2.

    Attributes:
        multiply_by_old_ease: multiply the interval with the ease from before the answer, as many
            small libraries do, instead of the updated one.
        fails_change_ease: let a fail change the ease by the formula for passes.
        round_to_nearest: round intervals to the nearest day instead of up.
        maximum_days: longest interval, None for no limit; 36500 is common.
        repeat_until_good: after an answer below Good the card is due at once, and answers are extra
            rounds that change nothing but this, until one is Good or Easy. It then waits for the
            interval it had. A card left in such a round is due at once; on a later day its answer
            counts again. Off, each answer counts and a failed card is due the next day.
        day: how days are counted; only due dates depend on it.
    """

    State: ClassVar[type[SM2State]] = SM2State
    _STORED = layout(
        multiply_by_old_ease=FLAG,
        fails_change_ease=FLAG,
        round_to_nearest=FLAG,
        maximum_days=optional(such("a whole number above 0", lambda days: days > 0, WHOLE)),
        repeat_until_good=FLAG,
        day=DAYS,
    )

    multiply_by_old_ease: bool = False
    fails_change_ease: bool = False
    round_to_nearest: bool = False
    maximum_days: int | None = None
    repeat_until_good: bool = False
    day: Days = attrs.Factory(ElapsedDays)

    def next(self, state: SM2State, quality: int) -> SM2State:
        """Return the state after an answer of quality 0 (blackout) to 5 (perfect); 3 is a pass.

        Raises:
            ValueError: quality is not 0 to 5.
        """
        if quality not in range(6):
            raise ValueError(f"quality is 0 to 5, not {quality!r}")
        ease = max(MIN_EASE, state.ease + 0.1 - (5 - quality) * (0.08 + (5 - quality) * 0.02))
        if quality < 3:
            return SM2State(ease if self.fails_change_ease else state.ease, 0, 1)
        repetitions = state.repetitions + 1
        if repetitions == 1:
            days = 1
        elif repetitions == 2:
            days = 6
        else:
            product = state.interval_days * (state.ease if self.multiply_by_old_ease else ease)
            product = min(product, MOST_DAYS)
            # A product that should be whole can come out a hair above it.
            days = floor(product + 0.5) if self.round_to_nearest else ceil(product - 1e-9)
        return SM2State(ease, repetitions, min(days, self.maximum_days or days))

    def _known_for(self, days: float) -> SM2State:
        """Return the state after two passes, which is where intervals grow by the ease."""
        most = self.maximum_days or MOST_DAYS
        return SM2State(repetitions=2, interval_days=int(min(days, most)))

    def _remembered(
        self, card: CardState[SM2State | None], before: SM2State, rating: Rating, now: datetime
    ) -> tuple[SM2State, bool]:
        extra = self._is_extra_round(card, now)
        lowest_pass = Rating.GOOD if self.repeat_until_good else Rating.HARD
        return before if extra else self.next(before, QUALITY[rating]), rating >= lowest_pass

    def _due(self, memory: SM2State, passed: bool, now: datetime) -> datetime:
        """Return now while a round goes on until Good, else the end of the interval."""
        if self.repeat_until_good and not passed:
            return now
        return self.day.due(now, timedelta(days=min(memory.interval_days, FAR_DAYS)))

    def _is_extra_round(self, card: CardState, now: datetime) -> bool:
        """Return whether a card is asked again the same day, which changes no memory."""
        return (
            self.repeat_until_good
            and card.phase in (Phase.LEARNING, Phase.RELEARNING)
            and card.last_review is not None
            and self.day.elapsed(card.last_review, now, False) < 1
        )
