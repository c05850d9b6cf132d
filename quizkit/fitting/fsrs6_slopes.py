"""The log loss of FSRS-6 with its slope and information in every weight.

Histories are gone through twice, level by level: first for the states, and in the end for their
derivatives. All that is needed in between is worked out for all nodes at once, as numpy is slow at
many small steps. Stability is taken by its logarithm, in which every derivative of the formulas of
`fsrs6.py` is short. A weight that is a first stability is counted by its logarithm.
"""

from math import exp, log

import numpy as np

from quizkit.fitting.columns.arrays import Floats, Ints, Ratings
from quizkit.fitting.columns.formulas import FormulasOfFSRS6
from quizkit.fitting.histories import Histories
from quizkit.fitting.slopes import Slopes, Sums
from quizkit.scheduling.fsrs6 import FSRS6, MAX_STABILITY, MIN_STABILITY

ROWS = 18
"""Derivatives of a log stability: in the first one of its history, then in weights 4 to 20."""
BEFORE = 3
"""The derivative in weight n is row n - 3."""


class _Pass:
    """One pass over some histories; nodes are numbered from the second level on.

    From review to review the derivatives of log stability become `by_s` times themselves, and
    `by_d` times those of difficulty, and `direct`; those of difficulty, `difficulty_by_d` times
    themselves and `difficulty_direct`. They are in weights 4 to 7 alone.
    """

    def __init__(self, weights: tuple[float, ...], histories: Histories) -> None:
        """Work out the states, and the changes of derivatives from each to the next."""
        self.weights = w = weights
        self.histories = histories
        self.log_s, self.d, self.s = self._states()
        self._recall()
        n = len(self.d)
        self.by_s, self.by_d, self.direct = np.ones(n), np.zeros(n), np.zeros((ROWS, n))
        self._passed(histories.passed)
        self._lapsed(histories.lapsed)
        self._same_day(histories.same_day)
        self._difficulty(w)

    def _states(self) -> tuple[Floats, Floats, Floats]:
        """Return log stability, difficulty and stability of each node, before its review."""
        formulas = FormulasOfFSRS6(FSRS6.clipped(self.weights))
        first, *levels = self.histories.levels
        states = formulas.first(first.ratings)
        s, d = np.empty((2, self.histories.nodes))
        begin = 0
        for level in levels:
            states = [column[level.sources] for column in states]
            end = begin + len(states[0])
            s[begin:end], d[begin:end] = states
            begin = end
            formulas.advance(states, level.ratings, level.elapsed)
        return np.log(s), d, s

    def _recall(self) -> None:
        """Work out the chances of recall, and the derivatives of their logarithms."""
        w = self.weights
        factor = np.expm1(-log(0.9) / w[20])
        gone = factor * self.histories.elapsed / self.s
        stretch = np.log1p(gone)
        share = gone / (1 + gone)
        self.log_r = -w[20] * stretch
        self.missing = -np.expm1(self.log_r)
        self.r_by_s = w[20] * share
        # The curve is steeper with weight 20, and its time scale another one.
        scale = (factor + 1) * log(0.9) / w[20] ** 2 / factor
        self.r_by_decay = -stretch - w[20] * scale * share

    def _passed(self, nodes: Ints) -> None:
        """Work out the stability, and its slopes, of nodes passed on a later day."""
        w, direct = self.weights, self.direct
        log_s, d, missing = self.log_s[nodes], self.d[nodes], self.missing[nodes]
        ratings = self.histories.ratings[nodes]
        effect = np.expm1(w[10] * missing)
        plain = exp(w[8]) * (11 - d) * np.exp(-w[9] * log_s) * effect
        growth = plain * np.array([0.0, 0.0, w[15], 1.0, w[16]])[ratings]
        share = growth / (1 + growth)
        by_effect = share * (effect + 1) / np.maximum(effect, 1e-300)
        by_log_r = -by_effect * w[10] * (1 - missing)
        direct[8 - BEFORE, nodes] = share
        direct[9 - BEFORE, nodes] = -share * log_s
        direct[10 - BEFORE, nodes] = by_effect * missing
        direct[15 - BEFORE, nodes] = plain / (1 + growth) * (ratings == 2)
        direct[16 - BEFORE, nodes] = plain / (1 + growth) * (ratings == 4)
        direct[20 - BEFORE, nodes] = by_log_r * self.r_by_decay[nodes]
        self.by_s[nodes] = 1 - w[9] * share + by_log_r * self.r_by_s[nodes]
        self.by_d[nodes] = -share / (11 - d)
        self._hold(nodes, log_s + np.log1p(growth))

    def _lapsed(self, nodes: Ints) -> None:
        """Work out the same of nodes failed on a later day; their stability has a ceiling."""
        w, direct = self.weights, self.direct
        s, log_s, missing = self.s[nodes], self.log_s[nodes], self.missing[nodes]
        log_d = np.log(self.d[nodes])
        stretch = np.log1p(s)
        power = np.expm1(w[13] * stretch)
        by_power = (power + 1) / power
        left = log(w[11]) - w[12] * log_d + np.log(power) + w[14] * missing
        ceiling = log_s - w[17] * w[18]
        free = (left < ceiling).astype(np.float64)
        by_log_r = -w[14] * (1 - missing) * free
        direct[11 - BEFORE, nodes] = free / w[11]
        direct[12 - BEFORE, nodes] = -log_d * free
        direct[13 - BEFORE, nodes] = by_power * stretch * free
        direct[14 - BEFORE, nodes] = missing * free
        direct[17 - BEFORE, nodes] = -w[18] * (1 - free)
        direct[18 - BEFORE, nodes] = -w[17] * (1 - free)
        direct[20 - BEFORE, nodes] = by_log_r * self.r_by_decay[nodes]
        own = by_power * w[13] * s / (1 + s) * free + (1 - free)
        self.by_s[nodes] = own + by_log_r * self.r_by_s[nodes]
        self.by_d[nodes] = -w[12] / self.d[nodes] * free
        self._hold(nodes, np.minimum(left, ceiling))

    def _same_day(self, nodes: Ints) -> None:
        """Work out the same of nodes reviewed again on the same day."""
        w = self.weights
        log_s, ratings = self.log_s[nodes], self.histories.ratings[nodes]
        past = ratings - 3.0 + w[18]
        growth = w[17] * past - w[19] * log_s
        # A pass never lowers stability on the same day.
        free = ((growth > 0) | (ratings == 1)).astype(np.float64)
        self.direct[17 - BEFORE, nodes] = past * free
        self.direct[18 - BEFORE, nodes] = w[17] * free
        self.direct[19 - BEFORE, nodes] = -log_s * free
        self.by_s[nodes] = 1 - w[19] * free
        self._hold(nodes, log_s + growth * free)

    def _hold(self, nodes: Ints, after: Floats) -> None:
        """Let nothing depend on weights where the limits of stability decide."""
        held = nodes[(after <= log(MIN_STABILITY)) | (after >= log(MAX_STABILITY))]
        self.by_s[held] = self.by_d[held] = 0
        self.direct[:, held] = 0

    def _difficulty(self, w: tuple[float, ...]) -> None:
        """Work out the slopes of the next difficulty by the one before and by weights 4 to 7."""
        kept = 1 - w[7]
        past = self.histories.ratings - 3.0
        room = (10 - self.d) / 9
        towards = w[4] - exp(3 * w[5]) + 1
        moved = self.d - w[6] * past * room
        after = w[7] * towards + kept * moved
        inside = (after > 1) & (after < 10)
        self.difficulty_by_d = kept * (1 + w[6] * past / 9) * inside
        self.difficulty_direct = np.empty((4, len(self.d)))
        self.difficulty_direct[0] = w[7]
        self.difficulty_direct[1] = -3 * w[7] * exp(3 * w[5])
        self.difficulty_direct[2] = -kept * past * room
        self.difficulty_direct[3] = towards - moved
        self.difficulty_direct *= inside

    def add_to(self, sums: Sums) -> None:
        """Carry the derivatives on from level to level, and add those of the chances of recall."""
        first, *levels = self.histories.levels
        tangent_s, tangent_d = self._first(first.ratings)
        rows = np.empty((ROWS, len(self.d)))
        begin = 0
        for level in levels:
            end = begin + len(level.ratings)
            here = slice(begin, end)
            begin = end
            before = rows[:, here]
            before[:] = tangent_s[:, level.sources]
            tangent_d = tangent_d[:, level.sources]
            tangent_s = before * self.by_s[here]
            tangent_s[1:5] += tangent_d * self.by_d[here]
            tangent_s += self.direct[:, here]
            tangent_d = tangent_d * self.difficulty_by_d[here]
            tangent_d += self.difficulty_direct[:, here]
        scored = self.histories.scored_nodes
        rows = rows.take(scored, axis=1)
        rows *= self.r_by_s[scored]
        rows[20 - BEFORE] += self.r_by_decay[scored]
        sums.add(
            rows,
            self.histories.firsts[scored],
            self.log_r[scored],
            self.missing[scored],
            self.histories.passes,
            self.histories.fails,
        )

    def _first(self, ratings: Ratings) -> tuple[Floats, Floats]:
        """Return the derivatives of the states after first reviews."""
        w = self.weights
        tangent_s, tangent_d = np.zeros((ROWS, len(ratings))), np.zeros((4, len(ratings)))
        tangent_s[0] = 1
        step = np.exp(w[5] * (ratings - 1.0))
        d = w[4] - step + 1
        inside = (d > 1) & (d < 10)
        tangent_d[0] = inside
        tangent_d[1] = -(ratings - 1.0) * step * inside
        return tangent_s, tangent_d


def slopes_of_fsrs6(weights: tuple[float, ...], histories: Histories) -> Slopes:
    """Return log loss and derivatives over all scored reviews."""
    sums = Sums(len(weights))
    if len(histories.levels) > 1:
        _Pass(weights, histories).add_to(sums)
    return sums.total()
