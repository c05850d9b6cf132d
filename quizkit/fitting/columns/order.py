"""A log in the order that it is worked out in: card by card, from the card with the most reviews."""

from typing import Any, Self

import numpy as np
from attrs import frozen

from quizkit.fitting.columns.arrays import Floats, Indices, Ints, falls, parts, stable_order
from quizkit.fitting.columns.instants import DayCount


@frozen(eq=False)
class ByCard:
    """The reviews of a log card by card, each card in order of time.

    Attributes:
        order: index of the reviews in the log, those of one instant in the order they have there; None
            if the log is in this order itself.
        starts: where in the order the cards begin, from the card with the most reviews to the one with
            the fewest.
        lengths: how many reviews each of them has.
        first_rows: where in the log each comes first, whenever that review was.
    """

    order: Indices | None
    starts: Indices
    lengths: Indices
    first_rows: Indices

    @classmethod
    def of(cls, numbers: Ints, micros: Ints) -> Self:
        """Return the order of a log of cards by their numbers, and of instants."""
        lengths = np.bincount(numbers)
        longest_first = stable_order(lengths)[::-1][: np.count_nonzero(lengths)]
        order = None
        if falls(numbers):
            # Numbered anew by length, cards that are gone through together lie together.
            rank = np.empty_like(lengths)
            rank[longest_first] = np.arange(len(longest_first))
            for part in parts(len(numbers)):
                numbers[part] = rank.take(numbers[part])
            order = stable_order(numbers)
            lengths = lengths[longest_first]
            starts = np.cumsum(lengths) - lengths
            first_rows = order.take(starts)
        else:
            starts = first_rows = (np.cumsum(lengths) - lengths)[longest_first]
            lengths = lengths[longest_first]
        if falls(micros):  # else each card is in order of time, as all are
            in_order = micros if order is None else micros.take(order)
            earlier = in_order[1:] < in_order[:-1]
            earlier[starts[starts > 0] - 1] = False  # than the last review of another card
            if earlier.any():
                by_time = stable_order(micros - micros.min())
                order = by_time.take(stable_order(numbers.take(by_time)))
        return cls(order, starts, lengths, first_rows)

    def rows(self, places: Indices | slice) -> Indices | slice:
        """Return where in the log the reviews are that have some places in this order."""
        return places if self.order is None else self.order[places]

    def days_before(self, clock: DayCount, readings: Ints) -> Ints | Floats:
        """Return the days between each review and the one before, in this order; 0 for a first one.

        Args:
            clock: what counts the days.
            readings: of the clock, at each review of the log.
        """
        days: Any = np.empty(len(readings), np.int32 if clock.counts_whole else np.float64)
        for part in parts(len(readings)):
            with_last = slice(max(part.start - 1, 0), part.stop)
            order = self.order
            some = readings[with_last] if order is None else readings.take(order[with_last])
            days[with_last][1:] = clock.days(some[1:] - some[:-1])
        days[self.starts] = 0
        found: Ints | Floats = days
        return found
