"""Replaying a whole log at once: columns of cards, times and ratings in, the state of every card out.

Memories are worked out for the whole log. The state of a card, with its due date, is worked out when
asked for, by the scheduler, which is given the last review of the card, or all where it must.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cached_property
from typing import Any

import attrs
import numpy as np

from quizkit.fitting.columns.arrays import (
    Floats,
    Ints,
    check_lengths,
    checked_ratings,
    chosen,
    column_of,
    names_of,
    numbered,
    stable_order,
)
from quizkit.fitting.columns.formulas import formulas_of
from quizkit.fitting.columns.instants import DayCount, Instants, instants_of, times_of
from quizkit.fitting.columns.memories import SIZES, Memories, Sizes
from quizkit.fitting.columns.order import ByCard
from quizkit.fitting.columns.rows import recall
from quizkit.scheduling.calibration import Calibration, Vector
from quizkit.scheduling.card import CardName, CardState, Phase, unchecked_card
from quizkit.scheduling.days import CalendarDays
from quizkit.scheduling.dues import always_follow, may_follow
from quizkit.scheduling.evidence import evidence_of_card
from quizkit.scheduling.instants import EPOCH, instant
from quizkit.scheduling.scheduler import Scheduler
from quizkit.scheduling.steps import stand_after, transitions_of

EVERY = slice(None)


def _plain(name: Any) -> CardName:
    """Return a value of Python's own, also for one of numpy."""
    plain: CardName = name.item() if isinstance(name, np.generic) else name
    return plain


class ReplayedLog(Mapping[CardName, CardState]):
    """The state of every card of a log, by its name.

    A state is worked out when it is asked for. The columns are lists of one entry a card, in the
    order of iteration.
    """

    def __init__(
        self,
        scheduler: Scheduler[Any],
        names: Sequence[CardName],
        instants: Instants,
        ratings: Sequence[int],
        sizes: Sizes,
        calibration: Calibration | None,
    ) -> None:
        """Go through the log; see `replay_log`. The columns are equally long."""
        if not isinstance(scheduler, Scheduler):
            raise ValueError(f"a scheduler of another kind is replayed card by card: {scheduler!r}")
        model = scheduler.applied_model
        self._known_before = calibration
        self._scheduler, self._formulas, self._instants = scheduler, formulas_of(model), instants
        self._transitions = transitions_of(scheduler.learning_steps, scheduler.relearning_steps)
        self._clock = DayCount.of(scheduler.day, fractions=model.counts_fractions)
        self._order = order = ByCard.of(numbered(names), instants.micros)
        self._elapsed = order.days_before(self._clock, self._clock.readings(instants))
        self._ratings = checked_ratings(ratings)[order.rows(EVERY)]
        self._starts, self._ends = order.starts, order.starts + order.lengths
        self._memories = Memories(
            model, self._formulas, self._ratings, self._elapsed, order.starts, order.lengths, sizes
        )
        # Places are counted from the card with the most reviews to the one with the fewest.
        self._places = stable_order(order.first_rows)
        self._names = names

    @cached_property
    def cards(self) -> list[CardName]:
        """Return the names of the cards, in the order of their first reviews in the columns."""
        rows = self._order.first_rows.take(self._places)
        return list(map(_plain, chosen(self._names, rows)))

    @cached_property
    def memory(self) -> dict[str, list[float]]:
        """Return a column for each number the model remembers, such as `stability`."""
        names = [field.name for field in attrs.fields(self._scheduler.model.State)]
        return {
            name: column.take(self._places).tolist()
            for name, column in zip(names, self._memories.columns, strict=True)
        }

    @cached_property
    def study_days(self) -> list[int]:
        """Return a column of on how many study days the cards were answered."""
        begun = np.cumsum(self._days_gone >= 1)
        counts = 1 + begun[self._ends - 1] - begun[self._starts]
        column: list[int] = counts.take(self._places).tolist()
        return column

    def retrievability(
        self, now: datetime, *, calibration: Calibration | None = None
    ) -> list[float]:
        """Return a column of the chances of recall.

        Args:
            now: an aware datetime.
            calibration: what is known of the learner, such as `calibration` of this log; the
                model's own estimate without.

        Raises:
            ValueError: `now` is naive.
        """
        reading = self._clock.readings(instants_of([instant(now)]))
        last = self._clock.readings(self._instants.taken(self._order.rows(self._ends - 1)))
        days = self._clock.days(reading - last)
        recalls = self._formulas.retrievability(self._memories.columns, days.astype(np.float64))
        recalls = recalls.take(self._places)
        if calibration is not None:
            recalls = recall(calibration, recalls, self.study_days)
        column: list[float] = recalls.tolist()
        return column

    @property
    def calibration(self) -> Calibration | None:
        """Return what is known of the learner after the log; None if that was not asked for."""
        return self._learned[1]

    @property
    def due(self) -> list[datetime | None]:
        """Return a column of the due dates; takes as long as all states."""
        return [card.due for card in self.values()]

    def __getitem__(self, name: CardName) -> CardState:
        """Return the state of a card after its last review."""
        number = self._numbers[name]
        start, end = self._spans[number]
        seed, scheduler, ratings = self.cards[number], self._scheduler, self._ratings[start:end]
        *earlier, rating = ratings.tolist()
        phase, step, lapses = stand_after(self._transitions, earlier)
        if not earlier or (phase is Phase.REVIEW and always_follow(scheduler)):
            return self._reviewed(CardState(seed=seed), start, end)
        known_last, known = self._known(end - 2), self._known(end - 1)
        # Memory and steps say where the last review met the card. What the due dates before were
        # is worked out only if its own depends on them.
        days = self._elapsed[start : end - 1].tolist()
        memory, _ = scheduler.applied_model.remembered(zip(days, earlier, strict=True))
        last, now = self._by_card.at(slice(end - 2, end))
        study_days = self.study_days[number] - int(self._days_gone[end - 1] >= 1)
        before = unchecked_card(
            phase, step, memory, None, last, end - start - 1, lapses, seed, study_days
        )
        after = scheduler.review(before, rating, now, calibration=known)
        if may_follow(scheduler, before, after, calibration=known_last):
            return self._reviewed(CardState(seed=seed), start, end)
        return after

    def _reviewed(self, card: CardState, start: int, end: int) -> CardState:
        """Return a card after some reviews, one by one."""
        ratings = self._ratings[start:end].tolist()
        instants = self._by_card.at(slice(start, end))
        for place, now, rating in zip(range(start, end), instants, ratings, strict=True):
            card = self._scheduler.review(card, rating, now, calibration=self._known(place))
        return card

    def _known(self, place: int) -> Calibration | None:
        """Return what was known of the learner before a review, as far as intervals go by it."""
        if self._known_before is None:
            return None
        shifts, _ = self._learned
        return attrs.evolve(self._known_before, shift=shifts[place])

    @cached_property
    def _learned(self) -> tuple[list[Vector], Calibration | None]:
        """The shifts known before each review, card by card, and what is known after all.

        Floats of the columns may differ in their last digits from those of the model, which is
        why the model itself is asked for what it predicted.
        """
        if self._known_before is None:
            return [], None
        days = self._scheduler.day
        calendar = days if isinstance(days, CalendarDays) else CalendarDays(None, 0)
        today = (self._by_card.study_days(calendar) + EPOCH.toordinal()).tolist()
        gone, ratings = self._days_gone.tolist(), self._ratings.tolist()
        elapsed = self._elapsed.tolist()
        outcomes: list[Any] = [None] * len(today)
        for start, end in self._spans:
            of_card = slice(start, end)
            history = zip(elapsed[of_card], ratings[of_card], strict=True)
            _, recalls = self._scheduler.applied_model.remembered(history)
            outcomes[of_card] = evidence_of_card(
                today[of_card], gone[of_card], recalls, ratings[of_card]
            )
        # Those of one instant stay in their order.
        given = np.arange(len(today))[self._order.rows(EVERY)]
        in_time = np.lexsort((given, self._by_card.micros))
        trail: list[Vector] = []
        _, after = self._known_before.follow(map(outcomes.__getitem__, in_time), shifts=trail)
        shifts = dict(zip(in_time.tolist(), trail, strict=True))
        return [shifts[place] for place in range(len(today))], after

    @cached_property
    def _days_gone(self) -> Ints | Floats:
        """The study days between each review and the one before it, card by card."""
        days = DayCount.of(self._scheduler.day, fractions=False)
        return self._order.days_before(days, days.readings(self._instants))

    @cached_property
    def _spans(self) -> list[tuple[int, int]]:
        """The places of the first review of each card, and past its last."""
        starts, ends = self._starts.take(self._places), self._ends.take(self._places)
        return list(zip(starts.tolist(), ends.tolist(), strict=True))

    @cached_property
    def _by_card(self) -> Instants:
        """The instants of all reviews, card by card."""
        return self._instants.taken(self._order.rows(EVERY))

    def __iter__(self) -> Iterator[CardName]:
        """Go through the names of the cards."""
        return iter(self.cards)

    def __len__(self) -> int:
        """Return the number of cards."""
        return len(self.cards)

    @cached_property
    def _numbers(self) -> dict[CardName, int]:
        return {name: number for number, name in enumerate(self.cards)}


def replay_log(
    scheduler: Scheduler[Any],
    cards: Iterable[CardName],
    times: Iterable[datetime | float],
    ratings: Iterable[int],
    *,
    utc_offsets: Iterable[float] | None = None,
    calibration: Calibration | None = None,
) -> ReplayedLog:
    """Return the state of every card of a log, given as columns of equal length.

    The same states as `scheduler.replay` gives card by card, where each card has its name as its
    seed, or, with a calibration, as `calibration.replay` gives for the log of a learner. The floats
    of columns may differ in their last digits. Fastest if the names are whole numbers and the
    reviews come card by card; columns of data frames are faster than lists of texts and datetimes.

    Args:
        scheduler: with FSRS-6 or FSRS-7 and days of this package, nothing derived from them.
        cards: name of the card in each review, a whole number or a text.
        times: instant of each review, an aware datetime or seconds since 1970 (UTC); or an array of
            datetime64, in UTC; or a column of a data frame, in its zone if it has one. In any order;
            reviews of one card at one instant stay in theirs.
        ratings: 1 (Again) to 4 (Easy).
        utc_offsets: seconds east of UTC in which times given as seconds are to be taken; 0 unless
            told otherwise. It matters to `CalendarDays(None)`, and to the mood of a calibration.
        calibration: what was known of the learner before the first review, such as
            `Calibration()`, where dues were given by what had been learned: the log is then that of
            one learner, of all cards. None for dues by the model alone.

    Raises:
        ValueError: the columns differ in length, a datetime is naive, a rating is none, or the
            scheduler has a model or days of its own.
    """
    names, moments, marks = names_of(cards), times_of(times), column_of(ratings)
    offsets = None if utc_offsets is None else column_of(utc_offsets)
    check_lengths(cards=names, times=moments, ratings=marks, UTC_offsets=offsets)
    instants = instants_of(moments, offsets)
    return ReplayedLog(scheduler, names, instants, marks, SIZES, calibration)
