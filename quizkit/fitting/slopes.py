"""Sums of log loss, its slope and its information over the reviews of a log.

What is summed is exact: derivatives carried forward with the states of cards, as `fsrs6_slopes.py`
and `fsrs7_slopes.py` do. A weight that is a first stability is counted by its logarithm.
"""

import numpy as np
from attrs import frozen

from quizkit.fitting.columns.arrays import Floats, Ratings

FIRST = 4
"""How many weights, at the front of the list, are first stabilities."""
UNTHREADED = 59_000
"""Up to about here OpenBLAS multiplies a matrix with its transpose in one thread. Several take
longer where another program keeps a core busy."""


@frozen(eq=False)
class Slopes:
    """Log loss, summed over reviews, its gradient, and its expected second derivative."""

    loss: float
    gradient: Floats
    information: Floats


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
        """Add up the rows that wait: one product of matrices for many of them."""
        rows = self._rows[:, : self._filled]
        self._information += rows @ rows.T
        self._gradient += rows @ self._slopes[: self._filled]
        self._filled = 0

    def total(self) -> Slopes:
        """Return the sums."""
        self._flush()
        return Slopes(self._loss, self._gradient, self._information)
