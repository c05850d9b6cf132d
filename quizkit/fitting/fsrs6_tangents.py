"""FSRS-6 with derivatives in its weights; see `slopes.py` for the shape of states.

Stability is carried as its logarithm, in which every derivative of the formulas of `fsrs6.py` is
short.
"""

from math import exp, log
from typing import Any

import numpy as np

from quizkit.fitting.histories import Level
from quizkit.fitting.slopes import Recall
from quizkit.scheduling.formulas_numpy import Floats, Ratings
from quizkit.scheduling.fsrs6 import MAX_STABILITY, MIN_STABILITY

LOW, HIGH = log(MIN_STABILITY), log(MAX_STABILITY)
ROWS = 18
"""Derivatives of a log stability: in the first one of its history, then in weights 4 to 20."""


BEFORE = 3
"""The derivative in weight n is row n - 3."""


class TangentsOfFSRS6:
    """FSRS-6 under some weights. A state is log stability, difficulty and their derivatives, those
    of difficulty in weights 4 to 7 alone."""

    def __init__(self, weights: tuple[float, ...]) -> None:
        """Work out what all reviews share."""
        self.weights = w = weights
        self._decay = -w[20]
        self._factor = np.expm1(log(0.9) / self._decay)
        # d ln(factor) / d w20
        self._factor_slope = (self._factor + 1) * log(0.9) / w[20] ** 2 / self._factor
        # Looked up by rating; there is none of 0.
        self._bonus = np.array([0.0, 0.0, w[15], 1.0, w[16]])

    def first(self, ratings: Ratings) -> list[Floats]:
        """Return the states after first reviews."""
        w, n = self.weights, len(ratings)
        log_s = np.log(np.array([1.0, *w[:4]]))[ratings]
        tangent_s = np.zeros((ROWS, n))
        tangent_s[0] = 1
        later = ratings - 1.0
        step = np.exp(w[5] * later)
        d = w[4] - step + 1
        inside = (d > 1) & (d < 10)
        tangent_d = np.zeros((4, n))
        tangent_d[0] = inside
        tangent_d[1] = -later * step * inside
        return [log_s, np.clip(d, 1, 10), tangent_s, tangent_d]

    def recall(self, state: list[Floats], elapsed: Floats) -> Recall:
        """Return the chance of recall."""
        gone = self._factor * elapsed * np.exp(-state[0])
        stretch = np.log1p(gone)
        log_recall = self._decay * stretch
        share = gone / (1 + gone)
        # Derivatives of ln(recall) in log stability and in weight 20.
        by_s = -self._decay * share
        by_decay = -stretch - self.weights[20] * share * self._factor_slope
        return Recall(log_recall, -np.expm1(log_recall), [by_s, by_decay])

    def log_recall_slope(self, state: list[Floats], recall: Recall, nodes: Any) -> Floats:
        """Return the derivatives of ln(recall)."""
        by_s, by_decay = recall.parts
        rows: Floats = state[2][:, nodes] * by_s[nodes]
        rows[20 - BEFORE] += by_decay[nodes]
        return rows

    def advance(self, state: list[Floats], recall: Recall, level: Level) -> None:
        """Change the states of the nodes that go on into those after a review."""
        log_s, d, tangent_s, tangent_d = state
        ratings = level.ratings[level.going_on]
        by_s, by_d = np.ones(len(d)), np.zeros(len(d))
        direct: list[tuple[int, Any, Floats]] = []
        after = log_s.copy()
        changes = (self._passed, self._lapsed, self._same_day)
        for nodes, grow in zip(level.groups, changes, strict=True):
            if nodes.size:
                after[nodes], by_s[nodes], by_d[nodes] = grow(
                    log_s[nodes], d[nodes], recall.of(nodes), ratings[nodes], nodes, direct
                )
        outside = (after <= LOW) | (after >= HIGH)
        tangent_s *= by_s
        tangent_s[1:5] += tangent_d * by_d
        for weight, nodes, slope in direct:
            tangent_s[weight - BEFORE, nodes] += slope
        if outside.any():
            tangent_s[:, outside] = 0
        np.clip(after, LOW, HIGH, out=log_s)
        self._new_difficulty(d, tangent_d, ratings)

    def _passed(
        self,
        log_s: Floats,
        d: Floats,
        recall: Recall,
        ratings: Ratings,
        nodes: Any,
        direct: list[tuple[int, Any, Floats]],
    ) -> tuple[Floats, Floats, Floats]:
        w = self.weights
        r = np.exp(recall.log)
        effect = np.expm1(w[10] * recall.missing)
        plain = exp(w[8]) * (11 - d) * np.exp(-w[9] * log_s) * effect
        growth = plain * self._bonus[ratings]
        share = growth / (1 + growth)
        by_effect = share * (effect + 1) / np.maximum(effect, 1e-300)
        by_log_r = -by_effect * w[10] * r
        direct += [
            (8, nodes, share),
            (9, nodes, -share * log_s),
            (10, nodes, by_effect * recall.missing),
            (20, nodes, by_log_r * recall.parts[1]),
        ]
        for rating, weight in ((2, 15), (4, 16)):
            own = ratings == rating
            if own.any():
                direct.append((weight, nodes[own], (plain / (1 + growth))[own]))
        after = log_s + np.log1p(growth)
        return after, 1 - w[9] * share + by_log_r * recall.parts[0], -share / (11 - d)

    def _lapsed(
        self,
        log_s: Floats,
        d: Floats,
        recall: Recall,
        ratings: Ratings,
        nodes: Any,
        direct: list[tuple[int, Any, Floats]],
    ) -> tuple[Floats, Floats, Floats]:
        w = self.weights
        s = np.exp(log_s)
        stretch = np.log1p(s)
        power = np.expm1(w[13] * stretch)
        by_power = (power + 1) / power
        log_d = np.log(d)
        left = log(w[11]) - w[12] * log_d + np.log(power) + w[14] * recall.missing
        ceiling = log_s - w[17] * w[18]
        free = left < ceiling
        by_log_r = -w[14] * np.exp(recall.log) * free
        held = (~free).astype(np.float64)
        direct += [
            (11, nodes, free / w[11]),
            (12, nodes, -log_d * free),
            (13, nodes, by_power * stretch * free),
            (14, nodes, recall.missing * free),
            (17, nodes, held * -w[18]),
            (18, nodes, held * -w[17]),
            (20, nodes, by_log_r * recall.parts[1]),
        ]
        by_s = np.where(free, by_power * w[13] * s / (1 + s) + by_log_r * recall.parts[0], 1.0)
        return np.minimum(left, ceiling), by_s, -w[12] / d * free

    def _same_day(
        self,
        log_s: Floats,
        d: Floats,
        recall: Recall,
        ratings: Ratings,
        nodes: Any,
        direct: list[tuple[int, Any, Floats]],
    ) -> tuple[Floats, Floats, Floats]:
        w = self.weights
        past = ratings - 3.0 + w[18]
        growth = w[17] * past - w[19] * log_s
        free = (growth > 0) | (ratings == 1)  # a pass never lowers stability on the same day
        direct += [
            (17, nodes, past * free),
            (18, nodes, w[17] * free),
            (19, nodes, -log_s * free),
        ]
        return log_s + growth * free, 1 - w[19] * free, np.zeros(len(d))

    def _new_difficulty(self, d: Floats, tangent_d: Floats, ratings: Ratings) -> None:
        w = self.weights
        kept = 1 - w[7]
        past = ratings - 3.0
        room = (10 - d) / 9
        towards = w[4] - exp(3 * w[5]) + 1
        moved = d - w[6] * past * room
        tangent_d *= kept * (1 + w[6] * past / 9)
        tangent_d[0] += w[7]
        tangent_d[1] -= 3 * w[7] * exp(3 * w[5])
        tangent_d[2] -= kept * past * room
        tangent_d[3] += towards - moved
        after = w[7] * towards + kept * moved
        outside = (after <= 1) | (after >= 10)
        if outside.any():
            tangent_d[:, outside] = 0
        np.clip(after, 1, 10, out=d)
