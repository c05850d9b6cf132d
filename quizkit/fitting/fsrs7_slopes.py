"""The log loss of FSRS-7 with its slope and information in every weight.

States are carried forward with their derivatives, all histories of a level at once. Both
stabilities, and weights that are first stabilities, are taken by their logarithms. Row n - 3 of a
derivative is that in weight n, row 0 that in the first stability that the history began with.
"""

from math import exp, log

import numpy as np
from attrs import frozen

from quizkit.fitting.columns.arrays import Floats, Ratings
from quizkit.fitting.histories import Histories, Index, Level
from quizkit.fitting.slopes import Slopes, Sums
from quizkit.scheduling.fsrs7 import EDGE, FAST_SHARE, MAX_STABILITY, MIN_STABILITY

LOW, HIGH = log(MIN_STABILITY), log(MAX_STABILITY)
ROWS = 31
SLOW, FAST = 7, 15
"""Where the blocks of weights begin by which the stabilities grow."""


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

    def of(self, nodes: Index) -> "Recall":
        """Return those of some nodes."""
        return Recall(
            self.log[nodes], self.missing[nodes], [part[..., nodes] for part in self.parts]
        )


class _Tangents:
    """FSRS-7 under some weights.

    A state is the logarithms of the slow and the fast stability, difficulty, and their derivatives.
    """

    def __init__(self, weights: tuple[float, ...]) -> None:
        """Take over the weights."""
        self.weights = weights

    def first(self, ratings: Ratings) -> list[Floats]:
        """Return the states after first reviews."""
        w, n = self.weights, len(ratings)
        slow = np.log(np.array([1.0, *w[:4]]))[ratings]
        fast = slow + log(FAST_SHARE)
        tangent_slow, tangent_fast, tangent_d = np.zeros((3, ROWS, n))
        tangent_slow[0] = 1
        tangent_fast[0] = fast > LOW
        later = ratings - 1.0
        step = np.exp(w[5] * later)
        d = w[4] - step + 1
        inside = (d > 1) & (d < 10)
        tangent_d[1] = inside
        tangent_d[2] = -later * step * inside
        fast = np.maximum(fast, LOW)
        return [slow, fast, np.clip(d, 1, 10), tangent_slow, tangent_fast, tangent_d]

    def recall(self, state: list[Floats], elapsed: Floats) -> Recall:
        """Return the chance of recall."""
        w = self.weights
        slow, fast, d, tangent_slow, tangent_fast, tangent_d = state

        # The fast part: rows_* are derivatives.
        raw = w[23] * np.exp((w[33] - 0.3) * fast)
        decay = np.clip(raw, 0.01, 0.95)
        rows_decay = (w[33] - 0.3) * tangent_fast
        rows_decay[23 - 3] += 1 / w[23]
        rows_decay[33 - 3] += fast
        rows_decay *= decay * (raw == decay)
        scale = np.minimum(-log(w[25]) / decay, 60)
        rate = np.expm1(scale)
        rows_gone = rows_decay * (-scale / decay)
        rows_gone[25 - 3] -= 1 / (w[25] * decay)
        rows_gone *= (rate + 1) / rate * (scale < 60)
        rows_gone -= tangent_fast
        gone = rate * elapsed * np.exp(-fast)
        stretch = np.log1p(gone)
        log_fast = -decay * stretch
        rows_fast = rows_decay * -stretch - rows_gone * (decay * gone / (1 + gone))
        recall_fast = np.exp(log_fast)
        rows_fast *= recall_fast

        # The slow part.
        hard = d - 5
        power = exp(-log(w[26]) / w[24])
        rows_gone = (w[32] - 0.3) * tangent_d
        rows_gone[32 - 3] += hard
        rows_gone[26 - 3] -= power / (power - 1) / (w[26] * w[24])
        rows_gone[24 - 3] += power / (power - 1) * log(w[26]) / w[24] ** 2
        rows_gone -= tangent_slow
        gone = (power - 1) * np.exp(hard * (w[32] - 0.3) - slow) * elapsed
        stretch = np.log1p(gone)
        log_slow = -w[24] * stretch
        rows_slow = rows_gone * (-w[24] * gone / (1 + gone))
        rows_slow[24 - 3] -= stretch
        recall_slow = np.exp(log_slow)
        rows_slow *= recall_slow

        # The mix.
        lead = log(w[27] / w[28]) - w[29] * fast - w[30] * slow - hard * (w[31] - 0.5)
        share = 1 / (1 + np.exp(-lead))
        rows = -w[29] * tangent_fast - w[30] * tangent_slow - (w[31] - 0.5) * tangent_d
        rows[27 - 3] += 1 / w[27]
        rows[28 - 3] -= 1 / w[28]
        rows[29 - 3] -= fast
        rows[30 - 3] -= slow
        rows[31 - 3] -= hard
        rows *= (recall_fast - recall_slow) * share * (1 - share)
        rows += rows_fast * share
        rows += rows_slow * (1 - share)
        rows *= 1 - 2 * EDGE
        missing_fast = -np.expm1(log_fast)
        missing = share * missing_fast - (1 - share) * np.expm1(log_slow)
        missing = EDGE + (1 - 2 * EDGE) * missing
        return Recall(np.log1p(-missing), missing, [missing_fast, rows, rows_fast])

    def log_recall_slope(self, state: list[Floats], recall: Recall, nodes: Index) -> Floats:
        """Return the derivatives of ln(recall)."""
        rows: Floats = recall.parts[1][:, nodes] / (1 - recall.missing[nodes])
        return rows

    def advance(self, state: list[Floats], recall: Recall, level: Level) -> None:
        """Change the states of the nodes that go on into those after a review."""
        w = self.weights
        slow, fast, d, tangent_slow, tangent_fast, tangent_d = state
        ratings = level.ratings[level.going_on]
        missing_fast, rows, rows_fast = recall.parts
        lapsed, passed = np.flatnonzero(ratings == 1), np.flatnonzero(ratings > 1)

        past = ratings - 3.0
        change, room = -w[6] * past, (10 - d) / 9
        surprise = np.ones(len(d))
        surprise[lapsed] = 1.1 - recall.missing[lapsed]  # an unexpected lapse counts more
        rows_change = np.zeros_like(tangent_d)
        rows_change[:, lapsed] = 2 * w[6] * rows[:, lapsed]
        rows_change[6 - 3] -= past * surprise
        change *= surprise

        for block, x, tangent, missing, rows_recall in (
            (SLOW, slow, tangent_slow, recall.missing, rows),
            (FAST, fast, tangent_fast, missing_fast, rows_fast),
        ):
            for nodes, move in ((passed, self._passed), (lapsed, self._lapsed)):
                if nodes.size:
                    x[nodes], tangent[:, nodes] = move(
                        block,
                        x[nodes],
                        d[nodes],
                        tangent[:, nodes],
                        tangent_d[:, nodes],
                        missing[nodes],
                        rows_recall[:, nodes],
                        ratings[nodes],
                    )
        ceiling = slow[lapsed] + log(FAST_SHARE)
        held = lapsed[fast[lapsed] > ceiling]
        fast[held] = slow[held] + log(FAST_SHARE)
        tangent_fast[:, held] = tangent_slow[:, held]
        for x, tangent in ((slow, tangent_slow), (fast, tangent_fast)):
            tangent[:, (x <= LOW) | (x >= HIGH)] = 0
            np.clip(x, LOW, HIGH, out=x)

        tangent_d *= 1 - change / 9
        tangent_d += rows_change * room
        tangent_d *= 0.99
        tangent_d[4 - 3] += 0.01
        tangent_d[5 - 3] -= 0.03 * exp(3 * w[5])
        after = 0.01 * (w[4] - exp(3 * w[5]) + 1) + 0.99 * (d + change * room)
        tangent_d[:, (after <= 1) | (after >= 10)] = 0
        np.clip(after, 1, 10, out=d)

    def _passed(
        self,
        block: int,
        x: Floats,
        d: Floats,
        tangent: Floats,
        tangent_d: Floats,
        missing: Floats,
        rows_recall: Floats,
        ratings: Ratings,
    ) -> tuple[Floats, Floats]:
        """Return log stabilities after a pass, and tangents; the weights begin at `block`."""
        w = self.weights
        scale, power, effect = w[block : block + 3]
        bonus = np.array([0.0, 0.0, w[block + 6], 1.0, w[block + 7]])[ratings]
        plain = exp(scale - 1.5) * (11 - d) * np.exp(-power * x)
        recall = np.expm1(effect * missing)
        growth = plain * recall * bonus
        by_effect = plain * bonus * (recall + 1)
        rows = -tangent_d / (11 - d) - power * tangent
        rows[block - 3] += 1
        rows[block + 1 - 3] -= x
        rows *= growth
        rows -= rows_recall * (by_effect * effect)
        rows[block + 2 - 3] += by_effect * missing
        rows[block + 6 - 3] += plain * recall * (ratings == 2)
        rows[block + 7 - 3] += plain * recall * (ratings == 4)
        return x + np.log1p(growth), tangent + rows / (1 + growth)

    def _lapsed(
        self,
        block: int,
        x: Floats,
        d: Floats,
        tangent: Floats,
        tangent_d: Floats,
        missing: Floats,
        rows_recall: Floats,
        ratings: Ratings,
    ) -> tuple[Floats, Floats]:
        """Return the same after a lapse, which never raises a stability."""
        scale, power, effect = self.weights[block + 3 : block + 6]
        s = np.exp(x)
        stretch = np.log1p(s)
        left = np.expm1(power * stretch)
        by_power = (left + 1) / left
        after = log(scale) + np.log(left) + effect * missing
        rows = tangent * (by_power * power * s / (1 + s)) - effect * rows_recall
        rows[block + 3 - 3] += 1 / scale
        rows[block + 4 - 3] += by_power * stretch
        rows[block + 5 - 3] += missing
        return np.minimum(after, x), np.where(after < x, rows, tangent)


def slopes_of_fsrs7(weights: tuple[float, ...], histories: Histories) -> Slopes:
    """Return log loss and derivatives over all scored reviews."""
    tangents, sums = _Tangents(weights), Sums(len(weights))
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
