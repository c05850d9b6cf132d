"""The boxes of Leitner, by days: right moves a card to the next box, wrong back to the first.

It predicts no recall. Source: S. Leitner, 1972, with days in place of his filling compartments.
"""

from bisect import bisect_right
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import ClassVar

import attrs

from quizkit.scheduling.card import CardState, Rating
from quizkit.scheduling.days import DAYS, Days, ElapsedDays
from quizkit.scheduling.memory import LeitnerState
from quizkit.scheduling.simple import SimpleScheduler
from quizkit.scheduling.stored import FLAG, WHOLE, Checked, layout, many, such

MOST_DAYS = 36_500  # a due date further ahead may lie beyond the calendar


def _as_days(days: Iterable[int]) -> tuple[int, ...]:
    return tuple(days) if isinstance(days, Iterable) else days


def _are_box_days(days: tuple[int, ...]) -> bool:
    return list(days) == sorted(days) and 0 < min(days, default=0) <= max(days) <= MOST_DAYS


@attrs.frozen(eq=False, repr=False)
class Leitner(Checked, SimpleScheduler[LeitnerState]):
    """Schedules cards by Leitner boxes. Again is wrong; Hard, Good and Easy are right alike.

    Attributes:
        box_days: days until a card in each box is due; 1 to 36500, never falling. Their number is the
            number of boxes; where it was reduced, cards above move into the last.
        retire: ask no more, with `due` None, what is right in the last box; else it stays there.
        gentle: a wrong answer moves a card one box back instead of to the first.
        day: how days are counted; only due dates depend on it.
    """

    State: ClassVar[type[LeitnerState]] = LeitnerState
    _STORED = layout(
        box_days=such(
            f"a list of whole numbers from 1 to {MOST_DAYS} that never fall",
            _are_box_days,
            many(WHOLE),
        ),
        retire=FLAG,
        gentle=FLAG,
        day=DAYS,
    )

    box_days: tuple[int, ...] = attrs.field(default=(1, 2, 4, 8, 16), converter=_as_days)
    retire: bool = attrs.field(default=True, kw_only=True)
    gentle: bool = attrs.field(default=False, kw_only=True)
    day: Days = attrs.field(factory=ElapsedDays, kw_only=True)

    def next(self, state: LeitnerState, right: bool) -> LeitnerState:
        """Return the state after a right or a wrong answer."""
        last = len(self.box_days)
        box = min(state.box, last)
        if right:
            retired = self.retire and (state.retired or box == last)
            return LeitnerState(min(box + 1, last), retired)
        return LeitnerState(max(1, box - 1) if self.gentle else 1)

    def reschedule(
        self, card: CardState[LeitnerState | None], due: date, now: datetime
    ) -> CardState[LeitnerState]:
        """Return the card in review, due when told; a retired one is asked again.

        A new card goes into the last box whose days are no more than those from now to then.
        """
        after = super().reschedule(card, due, now)
        return attrs.evolve(after, memory=attrs.evolve(after.memory, retired=False))

    def _known_for(self, days: float) -> LeitnerState:
        return LeitnerState(max(1, bisect_right(self.box_days, days)))

    def _remembered(
        self,
        card: CardState[LeitnerState | None],
        before: LeitnerState,
        rating: Rating,
        now: datetime,
    ) -> tuple[LeitnerState, bool]:
        right = rating is not Rating.AGAIN
        return self.next(before, right), right

    def _due(self, memory: LeitnerState, passed: bool, now: datetime) -> datetime | None:
        """Return the end of the box's days; None for a retired card."""
        delay = timedelta(days=self.box_days[memory.box - 1])
        return None if memory.retired else self.day.due(now, delay)
