"""The log loss of a log under some weights, with its slope and information in every weight.

Derivatives are exact and carried forward with the states of the cards, all histories of a level at
once. A weight that is a first stability is counted by its logarithm.
"""

from typing import Any, Protocol

import numpy as np
from attrs import frozen

from quizkit.fitting.histories import Histories, Level
from quizkit.scheduling.formulas_numpy import Floats, Ratings

FIRST = 4
"""How many weights, at the front of the list, are first stabilities."""
UNTHREADED = 59_000
"""Up to about here OpenBLAS multiplies a matrix with its transpose in one thread. Several would take
ten times as long where another program keeps a core busy."""


class Tangents(Protocol):
    """A memory model over arrays, with derivatives.

    A state is a list of arrays, of which the last axis goes over nodes: numbers, and for some of
    them their derivatives, a row for each weight but those not used. Row 0 is for the first
    stability that the history began with.
    """

    weights: tuple[float, ...]

    def first(self, ratings: Ratings) -> list[Floats]:
        """Return the states after first reviews."""
        ...

    def recall(self, state: list[Floats], elapsed: Floats) -> "Recall":
        """Return the chance of recall."""
        ...

    def log_recall_slope(self, state: list[Floats], recall: "Recall", nodes: Any) -> Floats:
        """Return the derivatives of ln(recall) of some nodes: row 0, then weights 4 and on."""
        ...

    def advance(self, state: list[Floats], recall: "Recall", level: Level) -> None:
        """Change the states of the nodes that go on into those after a review."""
        ...


@frozen(eq=False)
class Recall:
    """Chances of recall, and what went into them.

    Attributes:
        log: their logarithms.
        missing: 1 - recall, with all its digits.
        parts: what the model needs again, arrays over the nodes.
    """

    log: Floats
    missing: Floats
    parts: list[Floats]

    def of(self, nodes: Any) -> "Recall":
        """Return those of some nodes."""
        return Recall(
            self.log[nodes], self.missing[nodes], [part[..., nodes] for part in self.parts]
        )


@frozen(eq=False)
class Slopes:
    """Log loss, summed over reviews, its gradient, and its expected second derivative."""

    loss: float
    gradient: Floats
    information: Floats


def slopes(tangents: Tangents, histories: Histories) -> Slopes:
    """Return log loss and derivatives over all scored reviews."""
    count = len(tangents.weights)
    sums = Sums(count)
    state: list[Floats] = []
    for level in histories.levels:
        if not state:
            state = [part[..., level.going_on] for part in tangents.first(level.ratings)]
            continue
        # Where nodes are numbers and no slice this copies, as a node may have several children.
        state = [part[..., level.parents] for part in state]
        recall = tangents.recall(state, level.elapsed)
        if level.passes.size:
            scored = recall.of(level.scored)
            rows = tangents.log_recall_slope(state, recall, level.scored)
            first = level.first[level.scored]
            sums.add(rows, first, scored.log, scored.missing, level.passes, level.fails)
        going_on = level.going_on
        state = [part[..., going_on] for part in state]
        tangents.advance(state, recall.of(going_on), level)
    return sums.total()


_RATINGS = np.arange(1, FIRST + 1, dtype=np.int8)[:, None]


class Sums:
    """Sums over nodes, which are taken in blocks of one size, as one product of two matrices."""

    def __init__(self, count: int) -> None:
        self._loss = 0.0
        self._gradient = np.zeros(count)
        self._information = np.zeros((count, count))
        self._width = UNTHREADED // (count * (count + 1))
        self._rows = np.zeros((count, self._width))
        self._slopes = np.zeros(self._width)
        self._filled = 0

    def add(
        self,
        rows: Floats,
        first: Ratings,
        log_recall: Floats,
        missing: Floats,
        passes: Floats,
        fails: Floats,
    ) -> None:
        """Add nodes: the derivatives of ln(recall), which are changed, row 0 in the stability after
        the first review; its rating; ln(recall) and 1 - recall; counts of outcomes.
        """
        missing = np.maximum(missing, 1e-12)
        odds = np.exp(log_recall) / missing
        self._loss -= float(passes @ log_recall + fails @ np.log(missing))
        weight = np.sqrt((passes + fails) * odds)
        slope = (fails * odds - passes) / weight
        rows *= weight
        begin, size = 0, len(weight)
        while begin < size:
            end = min(size, begin + self._width - self._filled)
            into = slice(self._filled, self._filled + end - begin)
            self._rows[FIRST:, into] = rows[1:, begin:end]
            self._rows[:FIRST, into] = first[begin:end] == _RATINGS
            self._rows[:FIRST, into] *= rows[0, begin:end]
            self._slopes[into] = slope[begin:end]
            self._filled, begin = into.stop, end
            if self._filled == self._width:
                self._flush()

    def _flush(self) -> None:
        rows = self._rows[:, : self._filled]
        self._information += rows @ rows.T
        self._gradient += rows @ self._slopes[: self._filled]
        self._filled = 0

    def total(self) -> Slopes:
        """Return the sums."""
        self._flush()
        return Slopes(self._loss, self._gradient, self._information)
