"""The replay of a whole log by numpy; `replay.py` says what it gives."""

from collections.abc import Sequence
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

import attrs
import numpy as np

from quizkit.scheduling.columns_numpy import (
    DAY,
    by_card,
    checked_ratings,
    in_order,
    microseconds,
    numbered,
    study_days,
    utc_offsets_of,
)
from quizkit.scheduling.days import CalendarDays, ElapsedDays, FractionalDays
from quizkit.scheduling.fold_numpy import Fold
from quizkit.scheduling.formulas_numpy import Floats, Formulas, Indices, Ints, formulas_of
from quizkit.scheduling.instants import instant_of

if TYPE_CHECKING:
    from quizkit.scheduling.card import CardName
    from quizkit.scheduling.scheduler import Scheduler


def numpy_trace(
    scheduler: "Scheduler",
    cards: Sequence["CardName"],
    times: Sequence[Any],
    ratings: Sequence[int],
    utc_offsets: Sequence[float] | None = None,
) -> "NumpyTrace | None":
    """Return the replay of a log, None for a model or a policy of days that is not ours."""
    formulas = formulas_of(scheduler.model)
    if formulas is None or type(scheduler.day) not in (ElapsedDays, CalendarDays, FractionalDays):
        return None
    return NumpyTrace(scheduler, formulas, cards, times, ratings, utc_offsets)


class NumpyTrace:
    """What a replay by numpy leaves behind."""

    def __init__(
        self,
        scheduler: "Scheduler",
        formulas: Formulas,
        cards: Sequence["CardName"],
        times: Sequence[Any],
        ratings: Sequence[int],
        utc_offsets: Sequence[float] | None,
    ) -> None:
        """Go through the log; see `Scheduler.replay_log`. The columns are equally long."""
        self._model, self._day, self._formulas = scheduler.model, scheduler.day, formulas
        self._times, self._utc_offsets = times, utc_offsets
        numbers, micros = numbered(cards), microseconds(times)
        order, starts = by_card(numbers)
        first_seen = starts if isinstance(order, slice) else order[starts]
        clock = micros[order]
        gaps = _gaps(clock, starts)
        if gaps.min() < 0:
            by_time = np.argsort(micros, kind="stable")
            order = by_time[by_card(numbers[by_time])[0]]
            clock = micros[order]
            gaps = _gaps(clock, starts)
        if self._study_days:
            offsets = utc_offsets_of(times, utc_offsets)
            clock = study_days(self._study_days, micros, offsets)[order]
            gaps = _gaps(clock, starts)
        self._order, self._ratings = order, checked_ratings(ratings)[order]
        lengths = np.diff(starts, append=len(numbers))
        longest_first = in_order(lengths)[0][::-1]
        starts, lengths = starts[longest_first], lengths[longest_first]
        self._starts, self._ends = starts, starts + lengths
        self._clock, self._elapsed = clock, self._days(gaps)
        self._fold = Fold(self._model, formulas, self._ratings, self._elapsed, starts, lengths)

        # Where the cards stand, in the order in which they appear in the columns.
        self._places, self._named_at = in_order(first_seen[longest_first])
        self._names = cards

    @cached_property
    def cards(self) -> list["CardName"]:
        """Return the names of the cards."""
        if isinstance(self._names, np.ndarray):
            names: list[CardName] = self._names[self._named_at].tolist()
            return names
        return [self._names[index] for index in self._named_at.tolist()]

    @cached_property
    def memory(self) -> dict[str, list[float]]:
        """Return a column for each number the model remembers."""
        names = [field.name for field in attrs.fields(self._model.State)]
        return {
            name: column.take(self._places).tolist()
            for name, column in zip(names, self._fold.after, strict=True)
        }

    def memory_before(self, card: int) -> Any:
        """Return the memory before the last review of a card, None if that was its first."""
        place = self._places[card]
        if self._ends[place] - self._starts[place] == 1:
            return None
        return self._model.State(*(float(column[place]) for column in self._fold.before))

    def ratings(self, card: int) -> list[int]:
        """Return all ratings of a card, earliest first."""
        place = self._places[card]
        ratings: list[int] = self._ratings[self._starts[place] : self._ends[place]].tolist()
        return ratings

    def instant(self, card: int, review: int) -> datetime:
        """Return the instant of a card's n-th review; -1 is the last."""
        index = (self._ends if review < 0 else self._starts)[self._places[card]] + review
        index = index if isinstance(self._order, slice) else self._order[index]
        time = self._times[index]
        if isinstance(time, datetime):
            return time
        offset = 0 if self._utc_offsets is None else self._utc_offsets[index]
        return instant_of(time.item() if isinstance(time, np.generic) else time, float(offset))

    def study_days_before(self, card: int) -> int:
        """Return on how many study days a card was answered before its last review."""
        return int(self._study_days_before[self._places[card]])

    @cached_property
    def _study_days_before(self) -> Ints:
        days = self._elapsed
        if isinstance(self._day, CalendarDays) and not self._study_days:
            offsets = utc_offsets_of(self._times, self._utc_offsets)
            clock = study_days(self._day, microseconds(self._times), offsets)[self._order]
            days = _gaps(clock, self._starts)
        began = np.cumsum(days >= 1)
        before = 1 + began[self._ends - 2] - began[self._starts]
        return np.where(self._ends - self._starts > 1, before, 0)

    def retrievability(self, now: datetime) -> list[float]:
        """Return the chance of recall of every card."""
        clock = microseconds([now])
        if self._study_days:
            clock = study_days(self._study_days, clock, utc_offsets_of([now], None))
        days = self._days(clock - self._clock.take(self._ends - 1))
        recalls = self._formulas.retrievability(self._fold.after, days.astype(np.float64))
        column: list[float] = recalls.take(self._places).tolist()
        return column

    @property
    def _study_days(self) -> CalendarDays | None:
        """Return what a study day is if the clock counts those; None if microseconds."""
        calendar = isinstance(self._day, CalendarDays) and not self._model.counts_fractions
        return self._day if calendar else None  # type: ignore[return-value]

    def _days(self, gaps: Ints) -> Ints | Floats:
        """Return the days from one reading of the clock to another, given what lies between them.

        They are whole numbers if only those count, and 0 if the second reading is the earlier one.
        """
        np.maximum(gaps, 0, out=gaps)
        if self._study_days:
            return gaps
        if isinstance(self._day, ElapsedDays):
            return (gaps // DAY).astype(np.int32)
        return gaps / DAY


def _gaps(clock: Ints, starts: Indices) -> Ints:
    """Return how far the clock went since the review before; 0 for the first one of a card."""
    gaps = np.empty_like(clock)
    np.subtract(clock[1:], clock[:-1], out=gaps[1:])
    gaps[starts] = 0
    return gaps
