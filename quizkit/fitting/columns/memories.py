"""The memories of all cards of a log at once, by numpy: all first reviews, all second ones, and so on.

Cards go from the most reviews to the fewest, so that those with an n-th review are the first so
many. As long as many of them share their history (equal ratings after equal days), each history is
worked out once. After that cards go on by themselves, a block at a time so that the numbers at hand
stay in the cache of the processor. The few cards with the most reviews are finished one by one.
"""

from typing import Any, NamedTuple

import attrs
import numpy as np

from quizkit.fitting.columns.arrays import Floats, Indices, Ints, Ratings
from quizkit.fitting.columns.formulas import Formulas


class Sizes(NamedTuple):
    """How the work is cut up.

    Attributes:
        block: cards worked out together: so few that all that is known of them fits the cache.
        few: fewer cards than this are faster one by one than all at once.
        wide: possible continuations of all histories, for each card, up to which they are looked
            up in a table.
    """

    block: int = 30_000
    few: int = 64
    wide: int = 16


SIZES = Sizes()


class Memories:
    """The states of all cards after their last review.

    Attributes:
        columns: an array of cards for each field of the state.
    """

    def __init__(
        self,
        model: Any,
        formulas: Formulas,
        ratings: Ratings,
        days: Ints | Floats,
        starts: Indices,
        lengths: Indices,
        sizes: Sizes,
    ) -> None:
        """Work them out.

        Args:
            model: the memory model.
            formulas: the same over arrays.
            ratings: of all reviews, card by card.
            days: elapsed since the review before, whole numbers if only those count.
            starts: where the reviews of each card begin.
            lengths: how many a card has; falling.
            sizes: how the work is cut up.
        """
        self._model, self._formulas, self._sizes = model, formulas, sizes
        self._ratings, self._days = ratings, days
        self._starts, self._lengths = starts, lengths
        longest = int(lengths.max(initial=0))
        # The number of cards with more than no review, with more than one, and so on; 0 at the end.
        self._counts: list[int] = np.searchsorted(-lengths, -np.arange(longest + 1)).tolist()
        ratings_of_first = ratings.take(starts)
        self.columns = formulas.first(ratings_of_first)
        done = 1
        if np.issubdtype(days.dtype, np.integer):
            done = self._share(ratings_of_first.astype(np.int64))
        for begin in range(0, self._count(done), sizes.block):
            self._advance(done, begin, min(begin + sizes.block, self._count(done)))

    def _count(self, reviews: int) -> int:
        """Return the number of cards that have more reviews than that."""
        return self._counts[reviews] if reviews < len(self._counts) else 0

    def _share(self, history: Ints) -> int:
        """Work out what cards share; return the number of reviews of each card that this covered."""
        formulas, width = self._formulas, 5 * (int(self._days.max(initial=0)) + 1)
        _, few, wide = self._sizes
        states, done = formulas.first(np.arange(5, dtype=np.int8)), 1
        number = np.empty(wide * self._count(1), dtype=np.int32)
        while (count := self._count(done)) >= few and len(states[0]) * width <= wide * count:
            index = self._starts[:count] + done
            going_on = np.multiply(history[:count], width, dtype=np.int64)
            going_on += self._days.take(index) * 5  # the review after it, as one number with it
            going_on += self._ratings.take(index)
            known = np.zeros(len(states[0]) * width, dtype=np.bool_)
            known[going_on] = True
            continued = known.nonzero()[0]
            if 2 * len(continued) > count:
                break
            number[continued] = np.arange(len(continued), dtype=np.int32)
            history = number.take(going_on)
            parents, review = np.divmod(continued, width)
            days, ratings = np.divmod(review, 5)
            states = [column.take(parents) for column in states]
            formulas.advance(states, ratings.astype(np.int8), days.astype(np.float64))
            done += 1
            self._store(slice(self._count(done), count), states, history)
        self._store(slice(self._count(done)), states, history)
        return done

    def _advance(self, done: int, begin: int, end: int) -> None:
        """Work out the reviews of some cards that are left after the first `done` of each."""
        at = self._starts[begin:end] + done
        states = [column[begin:end] for column in self.columns]
        while (count := min(self._count(done), end) - begin) >= self._sizes.few:
            index = at[:count]
            self._formulas.advance(
                [column[:count] for column in states],
                self._ratings.take(index),
                self._days.take(index).astype(np.float64, copy=False),
            )
            index += 1
            done += 1
        for card in range(begin, begin + count):
            self._advance_card(card, done)

    def _advance_card(self, card: int, done: int) -> None:
        """Carry one card on by the model itself, review by review, from review `done` on."""
        model = self._model
        state = model.State(*(float(column[card]) for column in self.columns))
        start = self._starts[card]
        reviews = slice(start + done, start + self._lengths[card])
        days, ratings = self._days[reviews].tolist(), self._ratings[reviews].tolist()
        for elapsed, rating in zip(days, ratings, strict=True):
            state = model.next(state, rating, elapsed)
        for column, value in zip(self.columns, attrs.astuple(state), strict=True):
            column[card] = value

    def _store(self, cards: slice, states: list[Floats], history: Ints) -> None:
        """Store the states of some cards, given of each history and as the history of each card."""
        for column, values in zip(self.columns, states, strict=True):
            column[cards] = values.take(history[cards])
