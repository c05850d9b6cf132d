"""The reviews of a log as a tree of histories, so that what cards have in common is worked out once.

A node is a review with all that came before it on its card. Cards whose reviews so far had the same
ratings after the same times share their nodes, and with the default steps of learning that is most
of the beginning. A level holds the n-th reviews of all cards, one after the other.
"""

from collections.abc import Iterator
from typing import Any, cast

import numpy as np
import numpy.typing as npt
from attrs import frozen

from quizkit.fitting.columns.arrays import Floats, Ints
from quizkit.fitting.columns.formulas import Formulas
from quizkit.fitting.columns.zones import DAY
from quizkit.fitting.log import ReviewLog
from quizkit.scheduling.days import CalendarDays

Index = Any
"""An index into an array: numbers, or a slice where they would be consecutive."""


@frozen(eq=False)
class Level:
    """The nodes of the n-th reviews.

    Attributes:
        parents: for each node, which of the nodes of the last level that go on it continues.
        sources: the same, numbered among all nodes of the last level.
        ratings, elapsed: of the review; days since the one before.
        first: rating of the first review of its history.
        going_on: the nodes that some card continues.
        passes, fails: how many reviews of the node, if it is scored, were passes and fails, each
            counted by how recent it is, as `recency` does.
        scored: the nodes scored.
    """

    parents: Index
    sources: Index
    ratings: npt.NDArray[np.int8]
    elapsed: Floats
    first: npt.NDArray[np.int8]
    going_on: Index
    passes: Floats
    fails: Floats
    scored: Index


def recency(count: int) -> Floats:
    """Return the weights of `count` scored reviews, from the earliest, 0.25, to the newest, 1.

    A memory changes over the months, and what is fitted is to predict what comes next.

    Source: fsrs-rs 6.6, the weights of its training set.
    """
    found: Floats = 0.25 + 0.75 * (np.arange(count) / max(count - 1, 1)) ** 3
    return found


class Histories:
    """The tree of a log.

    Args:
        log: the reviews.
        days: what a study day is.
        fractions: whether time is counted in fractions of a day; if so, reviews of the same day
            are scored too.
    """

    def __init__(self, log: ReviewLog, days: CalendarDays, *, fractions: bool) -> None:
        order = np.argsort(log.cards, kind="stable")  # card by card, each in order of time
        cards = log.cards[order]
        begins = np.flatnonzero(np.append(True, cards[1:] != cards[:-1])[: len(cards)])
        lengths = np.diff(np.append(begins, len(cards)))
        study_days = log.study_days(days)[order]
        whole = np.maximum(np.diff(study_days, prepend=study_days[:1]), 0)
        whole[begins] = 0
        elapsed, codes = whole.astype(np.float64), whole
        if fractions:
            times = log.times[order]
            gone = np.maximum(np.diff(times, prepend=times[:1]), 0)
            gone[begins] = 0
            elapsed, codes = gone / DAY, np.unique(gone, return_inverse=True)[1]
        self.days = np.empty(len(cards), dtype=np.int64)
        """Whole study days since the last review of the card, of each review of the log."""
        self.days[order] = whole
        self.previous = np.full(len(cards), -1, dtype=np.int64)
        """The review before, on the same card, of each review of the log; -1 for a first one."""
        later = np.ones(len(cards), dtype=bool)
        later[begins] = False
        self.previous[order[later]] = order[np.flatnonzero(later) - 1]
        scored = later if fractions else whole >= 1
        in_time = np.sort(order[scored])
        weights = np.zeros(len(cards))
        weights[in_time] = recency(len(in_time))
        weights = weights[order]
        self._reviews: list[tuple[Ints, Ints]] = []
        self.levels = list(
            self._grown(order, begins, lengths, log.ratings[order], elapsed, codes, weights)
        )
        # All nodes from the second level on, one level after the other.
        later_levels = self.levels[1:]
        sizes = [len(level.ratings) for level in later_levels]
        begins = np.cumsum([0, *sizes])
        self.nodes = int(begins[-1])
        self.ratings = _joined([level.ratings for level in later_levels], np.int8)
        self.firsts = _joined([level.first for level in later_levels], np.int8)
        self.elapsed = _joined([level.elapsed for level in later_levels], np.float64)
        self.passes = _joined([level.passes for level in later_levels], np.float64)
        self.fails = _joined([level.fails for level in later_levels], np.float64)
        self.scored_nodes: Ints = _joined(
            [
                np.arange(begin, begin + size)[level.scored]
                for level, begin, size in zip(later_levels, begins, sizes, strict=False)
            ],
            np.int64,
        )
        another_day, lapsed = self.elapsed >= 1, self.ratings == 1
        self.passed = np.flatnonzero(another_day & ~lapsed)
        self.lapsed = np.flatnonzero(another_day & lapsed)
        self.same_day = np.flatnonzero(~another_day)
        self.size = len(cards)
        self.scored = int(scored.sum())

    def _grown(
        self,
        order: Ints,
        begins: Ints,
        lengths: Ints,
        ratings: npt.NDArray[np.int8],
        elapsed: Floats,
        codes: Ints,
        weights: Floats,
    ) -> Iterator[Level]:
        longest_first = np.argsort(-lengths, kind="stable")
        begins, lengths = begins[longest_first], lengths[longest_first]
        many = int(codes.max(initial=0)) + 1
        node = np.zeros(len(begins), dtype=np.int64)  # of each card, at the last level
        went_on: Index = slice(None)
        separate = False  # whether each card has nodes of its own by now
        for depth in range(int(lengths.max(initial=0))):
            count = int(np.searchsorted(-lengths, -depth))
            at = begins[:count] + depth
            which, one, nodes = node[:count], cast(Index, slice(None)), count
            parents: Index = slice(0, count)
            if not separate:
                key = (node[:count] * 4 + ratings[at] - 1) * many + codes[at]
                _, one, which = np.unique(key, return_index=True, return_inverse=True)
                nodes, parents = len(one), node[:count][one]
                if nodes == count:  # from here on in the order of the cards
                    separate, which, one = True, np.arange(count), slice(None)
                    parents = node[:count]
            goes_on = int(np.searchsorted(-lengths, -depth - 1))
            if separate:
                going_on: Index = slice(0, goes_on)
                node = which[:goes_on]
            else:
                going_on, node = np.unique(which[:goes_on], return_inverse=True)
            self._reviews.append((order[at], which))
            weight, passed = weights[at], ratings[at] > 1
            passes: Floats = np.bincount(which, weight * passed, nodes).astype(np.float64)
            fails: Floats = np.bincount(which, weight * ~passed, nodes).astype(np.float64)
            some = passes + fails > 0
            sources = parents if isinstance(went_on, slice) else went_on[parents]
            went_on = going_on
            rating, gone = ratings[at][one], elapsed[at][one]
            yield Level(
                parents,
                sources,
                rating,
                gone,
                ratings[begins[:count]][one],
                going_on,
                passes[some],
                fails[some],
                slice(None) if some.all() else np.flatnonzero(some),
            )

    def recalls(self, formulas: Formulas) -> Floats:
        """Return the chance of recall predicted for each review of the log; NaN for first ones."""
        recalls = np.full(self.size, np.nan)
        states: list[Floats] = []
        for level, (reviews, which) in zip(self.levels, self._reviews, strict=True):
            if not states:
                states = formulas.first(level.ratings)
            else:
                # A copy, as a parent may have several children.
                states = [column[level.parents].copy() for column in states]
                recalls[reviews] = formulas.retrievability(states, level.elapsed)[which]
                formulas.advance(states, level.ratings, level.elapsed)
            states = [column[level.going_on] for column in states]
        return recalls


def _joined(parts: list[Any], kind: Any) -> Any:
    return np.concatenate(parts) if parts else np.zeros(0, dtype=kind)
