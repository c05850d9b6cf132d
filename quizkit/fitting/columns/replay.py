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
    by_card,
    checked_ratings,
    column_of,
    numbered,
    stable_order,
)
from quizkit.fitting.columns.formulas import formulas_of
from quizkit.fitting.columns.instants import DayCount, Instants, gaps_between, instants_of
from quizkit.fitting.columns.memories import SIZES, Memories, Sizes
from quizkit.scheduling.card import CardName, CardState, Phase
from quizkit.scheduling.instants import instant
from quizkit.scheduling.scheduler import Scheduler
from quizkit.scheduling.steps import stand_after, transitions_of


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
    ) -> None:
        """Go through the log; see `replay_log`. The columns are equally long."""
        model = scheduler.model
        self._scheduler, self._formulas, self._instants = scheduler, formulas_of(model), instants
        self._transitions = transitions_of(scheduler.learning_steps, scheduler.relearning_steps)
        self._clock = DayCount.of(scheduler.day, fractions=model.counts_fractions)
        numbers = numbered(names)
        order, starts = by_card(numbers)
        first_seen = starts if isinstance(order, slice) else order[starts]
        self._readings = instants.micros[order]
        gaps = gaps_between(self._readings, starts)
        if gaps.min(initial=0) < 0:
            by_time = np.argsort(instants.micros, kind="stable")
            order = by_time[by_card(numbers[by_time])[0]]
            self._readings = instants.micros[order]
            gaps = gaps_between(self._readings, starts)
        if self._clock.calendar is not None:
            self._readings = self._clock.readings(instants)[order]
            gaps = gaps_between(self._readings, starts)
        self._elapsed = self._clock.days(gaps)
        self._order, self._ratings = order, checked_ratings(ratings)[order]
        lengths = np.diff(starts, append=len(numbers))
        longest_first = stable_order(lengths)[0][::-1]
        starts, lengths = starts[longest_first], lengths[longest_first]
        self._starts, self._ends = starts, starts + lengths
        self._memories = Memories(
            model, self._formulas, self._ratings, self._elapsed, starts, lengths, sizes
        )
        # Places are counted from the card with the most reviews to the one with the fewest.
        self._places, self._named_at = stable_order(first_seen[longest_first])
        self._names = names

    @cached_property
    def cards(self) -> list[CardName]:
        """Return the names of the cards, in the order of their first reviews in the columns."""
        return [_plain(self._names[index]) for index in self._named_at.tolist()]

    @cached_property
    def memory(self) -> dict[str, list[float]]:
        """Return a column for each number the model remembers, such as `stability`."""
        names = [field.name for field in attrs.fields(self._scheduler.model.State)]
        return {
            name: column.take(self._places).tolist()
            for name, column in zip(names, self._memories.columns, strict=True)
        }

    def retrievability(self, now: datetime) -> list[float]:
        """Return a column of the chances of recall.

        Raises:
            ValueError: `now` is naive.
        """
        reading = self._clock.readings(instants_of([instant(now)]))
        days = self._clock.days(reading - self._readings.take(self._ends - 1))
        recalls = self._formulas.retrievability(self._memories.columns, days.astype(np.float64))
        column: list[float] = recalls.take(self._places).tolist()
        return column

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
        if not earlier or (phase is Phase.REVIEW and scheduler.dues_follow):
            return self._reviewed(CardState(seed=seed), start, end)
        # Memory and steps say where the last review met the card. What the due dates before were
        # is worked out only if its own depends on them.
        days = self._elapsed[start : end - 1].tolist()
        memory, _ = scheduler.model.remembered(zip(days, earlier, strict=True))
        last, now = self._by_card.at(slice(end - 2, end))
        study_days = self._study_days_before[number]
        before = CardState(
            phase, step, memory, None, last, end - start - 1, lapses, seed, study_days
        )
        after = scheduler.review(before, rating, now)
        if scheduler.depends_on_last_due(before, after):
            return self._reviewed(CardState(seed=seed), start, end)
        return after

    def _reviewed(self, card: CardState, start: int, end: int) -> CardState:
        """Return a card after some reviews, one by one."""
        ratings = self._ratings[start:end].tolist()
        for now, rating in zip(self._by_card.at(slice(start, end)), ratings, strict=True):
            card = self._scheduler.review(card, rating, now)
        return card

    @cached_property
    def _spans(self) -> list[tuple[int, int]]:
        """The places of the first review of each card, and past its last."""
        starts, ends = self._starts.take(self._places), self._ends.take(self._places)
        return list(zip(starts.tolist(), ends.tolist(), strict=True))

    @cached_property
    def _by_card(self) -> Instants:
        """The instants of all reviews, card by card."""
        return Instants(self._instants.micros[self._order], self._instants.offsets[self._order])

    @cached_property
    def _study_days_before(self) -> list[int]:
        """On how many study days each card was answered before its last review, if it has two."""
        days = DayCount.of(self._scheduler.day, fractions=False)
        gaps = gaps_between(days.readings(self._by_card), self._starts)
        begun = np.cumsum(days.days(gaps) >= 1)
        before = 1 + begun[self._ends - 2] - begun[self._starts]
        column: list[int] = before.take(self._places).tolist()
        return column

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
    sizes: Sizes = SIZES,
) -> ReplayedLog:
    """Return the state of every card of a log, given as columns of equal length.

    The same states as `scheduler.replay` gives card by card, where each card has its name as its
    seed; the floats of columns may differ in their last digits. Fastest if the names are whole
    numbers and the reviews come card by card.

    Args:
        scheduler: with FSRS-6 or FSRS-7 and days of this package, nothing derived from them.
        cards: name of the card in each review, a whole number or a text.
        times: instant of each review, an aware datetime or seconds since 1970 (UTC); or an array of
            datetime64, in UTC. In any order; reviews of one card at one instant stay in theirs.
        ratings: 1 (Again) to 4 (Easy).
        utc_offsets: seconds east of UTC in which times given as seconds are to be taken; 0 unless
            told otherwise. It matters to `CalendarDays(None)` alone.
        sizes: how the work is cut up; it changes the time it takes, and nothing else.

    Raises:
        ValueError: the columns differ in length, a datetime is naive, a rating is none, or the
            scheduler has a model or days of its own.
    """
    names, moments, marks = column_of(cards), column_of(times), column_of(ratings)
    offsets = None if utc_offsets is None else column_of(utc_offsets)
    columns = {"cards": names, "times": moments, "ratings": marks, "UTC offsets": offsets}
    lengths = {name: len(column) for name, column in columns.items() if column is not None}
    if len(set(lengths.values())) > 1:
        told = ", ".join(f"{length} {name}" for name, length in lengths.items())
        raise ValueError(f"the columns differ in length: {told}")
    return ReplayedLog(scheduler, names, instants_of(moments, offsets), marks, sizes)
