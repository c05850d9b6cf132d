"""The memory models over numpy arrays: many cards at once.

The formulas are those of `fsrs6.py` and `fsrs7.py`, and their sources.
"""

from collections.abc import Callable
from math import exp, expm1, log
from typing import Any, Protocol

import attrs
import numpy as np

from quizkit.fitting.columns.arrays import Floats, Indices, Ratings
from quizkit.scheduling import fsrs6, fsrs6_formulas, fsrs7, fsrs7_formulas
from quizkit.scheduling.fsrs6 import FSRS6
from quizkit.scheduling.fsrs7 import EDGE, FAST_SHARE, FSRS7


class Formulas(Protocol):
    """A memory model over arrays. The state of many cards is an array for each of its fields."""

    def first(self, ratings: Ratings) -> list[Floats]:
        """Return the states after the first reviews."""
        ...

    def advance(self, states: list[Floats], ratings: Ratings, elapsed: Floats) -> None:
        """Change the states, in place, into those after the next reviews."""
        ...

    def retrievability(self, states: list[Floats], elapsed: Floats) -> Floats:
        """Return the chances of recall."""
        ...

    def interval(self, states: list[Floats], retention: Floats) -> Floats:
        """Return the days, unrounded, until recall has fallen to `retention`."""
        ...


class FormulasOfFSRS6:
    """`FSRS6` over arrays."""

    def __init__(self, model: FSRS6) -> None:
        """Take over what the model has worked out."""
        self._w = w = model.weights
        states = [attrs.astuple(model.first(rating)) for rating in (1, 2, 3, 4)]
        # Looked up by rating, so there is an entry for 0.
        self._first = np.array([(0.0, 0.0), *states]).T
        self._growth = exp(w[8]) * np.array([0.0, 0.0, w[15], 1.0, w[16]])
        past = np.arange(5) - 3.0
        self._same_day = np.exp(w[17] * (past + w[18]))
        # A pass never lowers stability on the same day.
        self._same_day_floor = np.array([0.0, 0.0, 1.0, 1.0, 1.0])
        self._step = (1 - w[7]) * -w[6] * past / 9
        self._decay, self._factor = fsrs6_formulas.curve(w)
        self._difficulty_pull = w[7] * fsrs6_formulas.unheld_difficulty(w, 4)

    def first(self, ratings: Ratings) -> list[Floats]:
        """Return the states after the first reviews."""
        return [column[ratings] for column in self._first]

    def advance(self, states: list[Floats], ratings: Ratings, elapsed: Floats) -> None:
        """Change the states, in place, into those after the next reviews."""
        w = self._w
        s, d = states
        index = ratings.astype(np.intp)  # which is what tables are looked up by
        same_day = elapsed < 1
        now = same_day.nonzero()[0]
        # Only what is needed is worked out: powers cost more than everything else together.
        after_now = s.take(now)
        ratings_now = index.take(now)
        factor = after_now ** -w[19]
        factor *= self._same_day.take(ratings_now)
        np.maximum(factor, self._same_day_floor.take(ratings_now), out=factor)
        after_now *= factor
        later = np.logical_not(same_day, out=same_day).nonzero()[0]
        s_later = s.take(later)
        after = self._next_day(s_later, d.take(later), index.take(later), elapsed.take(later))
        s[now] = after_now
        s[later] = after
        s.clip(fsrs6.MIN_STABILITY, fsrs6.MAX_STABILITY, out=s)
        change = 10 - d
        change *= self._step.take(index)
        d *= 1 - w[7]
        d += self._difficulty_pull
        d += change
        d.clip(1.0, 10.0, out=d)

    def _next_day(self, s: Floats, d: Floats, ratings: Indices, elapsed: Floats) -> Floats:
        """Return the stability after reviews on another day than the ones before."""
        w = self._w
        gone = self._factor * elapsed
        gone /= s
        gone += 1
        gone **= self._decay
        np.subtract(1, gone, out=gone)
        after = np.expm1(w[10] * gone)
        after *= s ** -w[9]
        after *= 11 - d
        after *= self._growth.take(ratings)
        after += 1
        after *= s
        lapsed = (ratings == 1).nonzero()[0]
        s = s.take(lapsed)
        left = np.exp(w[14] * gone.take(lapsed))
        left *= d.take(lapsed) ** -w[12]
        left *= (s + 1) ** w[13] - 1
        left *= w[11]
        after[lapsed] = np.minimum(left, s * exp(-w[17] * w[18]))
        return after

    def retrievability(self, states: list[Floats], elapsed: Floats) -> Floats:
        """Return the chances of recall."""
        s, _ = states
        recall: Floats = (1 + self._factor * elapsed / s) ** self._decay
        return recall

    def interval(self, states: list[Floats], retention: Floats) -> Floats:
        """Return the days, unrounded, until recall has fallen to `retention`."""
        s, _ = states
        with np.errstate(over="ignore"):  # too many days for a float are infinite
            days: Floats = s * ((retention ** (1 / self._decay) - 1) / self._factor)
        return days


def _after_pass(
    block: fsrs7_formulas.Block, x: Floats, d: Floats, forgotten: Floats, ratings: Ratings
) -> Floats:
    """Return a stability after passes; see `fsrs7_formulas.growth_by_good`."""
    scale, power, effect, _, _, _, hard, easy = block
    of_rating = np.array([0.0, 0.0, hard, 1.0, easy]).take(ratings)
    growth = exp(scale - 1.5) * (11 - d) * np.exp(-power * np.log(x))
    after: Floats = x * (1 + growth * np.expm1(effect * forgotten) * of_rating)
    return after


def _after_lapse(block: fsrs7_formulas.Block, x: Floats, forgotten: Floats) -> Floats:
    """Return a stability after lapses; see `fsrs7_formulas.after_lapse`."""
    _, _, _, scale, power, effect, _, _ = block
    left = scale * np.expm1(power * np.log1p(x)) * np.exp(effect * forgotten)
    return np.minimum(x, left)


class FormulasOfFSRS7:
    """`FSRS7` over arrays."""

    def __init__(self, model: FSRS7) -> None:
        """Take over what the model has worked out."""
        self._w = w = model.weights
        self._fast_scale = -log(w[25])
        self._slow_scale = expm1(-log(w[26]) / w[24])
        self._difficulty_pull = 0.01 * fsrs7_formulas.unheld_difficulty(w, 4)
        states = [attrs.astuple(model.first(rating)) for rating in (1, 2, 3, 4)]
        self._first = np.array([(0.0, 0.0, 0.0), *states]).T

    def first(self, ratings: Ratings) -> list[Floats]:
        """Return the states after the first reviews."""
        return [column[ratings] for column in self._first]

    def advance(self, states: list[Floats], ratings: Ratings, elapsed: Floats) -> None:
        """Change the states, in place, into those after the next reviews."""
        w = self._w
        slow, fast, d = states
        mixed, fast_alone = self._forgotten(states, elapsed)
        forgotten = EDGE + (1 - 2 * EDGE) * mixed
        slow_after = _after_pass(w[fsrs7.SLOW], slow, d, forgotten, ratings)
        fast_after = _after_pass(w[fsrs7.FAST], fast, d, fast_alone, ratings)
        change = -w[6] * (ratings - 3.0)
        lapsed = np.flatnonzero(ratings == 1)
        if lapsed.size:
            gone = forgotten[lapsed]
            slow_after[lapsed] = left = _after_lapse(w[fsrs7.SLOW], slow[lapsed], gone)
            fast_left = _after_lapse(w[fsrs7.FAST], fast[lapsed], fast_alone[lapsed])
            fast_after[lapsed] = np.minimum(fast_left, FAST_SHARE * left)
            change[lapsed] *= 1.1 - gone
        np.clip(slow_after, fsrs7.MIN_STABILITY, fsrs7.MAX_STABILITY, out=slow)
        np.clip(fast_after, fsrs7.MIN_STABILITY, fsrs7.MAX_STABILITY, out=fast)
        d += change * (10 - d) / 9
        d *= 0.99
        d += self._difficulty_pull
        np.clip(d, 1.0, 10.0, out=d)

    def retrievability(self, states: list[Floats], elapsed: Floats) -> Floats:
        """Return the chances of recall."""
        mixed, _ = self._forgotten(states, elapsed)
        return 1 - EDGE - (1 - 2 * EDGE) * mixed

    def interval(self, states: list[Floats], retention: Floats) -> Floats:
        """Return the days, unrounded, until recall has fallen to `retention`."""
        target = (1 - EDGE - np.maximum(retention, 0.0001)) / (1 - 2 * EDGE)
        curve = self._curve(states)
        days = np.full(len(target), np.nan)
        known = ~np.isnan(curve).any(axis=0)
        at_once = (retention >= 0.9999) | (_mixed(curve, fsrs7_formulas.MIN_DAYS)[0] >= target)
        never = ~at_once & (_mixed(curve, fsrs7_formulas.MAX_DAYS)[0] < target)
        days[known & at_once], days[known & never] = 0.0, fsrs7_formulas.MAX_DAYS
        solved = np.flatnonzero(known & ~at_once & ~never)
        guesses = np.maximum(states[0], states[1])[solved]
        days[solved] = _days_until(target[solved], curve[:, solved], guesses)
        return days

    def _forgotten(self, states: list[Floats], elapsed: Floats) -> tuple[Floats, Floats]:
        """Return the shares forgotten, of the mix and of the fast part alone; see `fsrs7`."""
        return _mixed(self._curve(states), elapsed)

    def _curve(self, states: list[Floats]) -> Floats:
        """Return the forgetting curves, a row for each number of `fsrs7_formulas.Curve`."""
        w = self._w
        slow, fast, d = states
        hardness = d - 5
        log_fast = np.log(fast)
        fast_decay = np.clip(w[23] * np.exp((w[33] - 0.3) * log_fast), 0.01, 0.95)
        fast_rate = np.expm1(np.minimum(self._fast_scale / fast_decay, 60.0)) / fast
        slow_rate = self._slow_scale * np.exp(hardness * (w[32] - 0.3)) / slow
        fast_weight = w[27] * np.exp(-w[29] * log_fast)
        slow_weight = w[28] * np.exp(w[30] * np.log(slow) + hardness * (w[31] - 0.5))
        total = fast_weight + slow_weight
        slow_decay = np.full_like(total, w[24])
        fast_share, slow_share = fast_weight / total, slow_weight / total
        return np.stack((fast_rate, fast_decay, fast_share, slow_rate, slow_decay, slow_share))


def _mixed(curve: Floats, days: Floats | float) -> tuple[Floats, Floats]:
    """Return the shares forgotten after `days`, of the mix and of the fast part alone."""
    fast_rate, fast_decay, fast_share, slow_rate, slow_decay, slow_share = curve
    fast: Floats = -np.expm1(-fast_decay * np.log1p(fast_rate * days))
    slow = -np.expm1(-slow_decay * np.log1p(slow_rate * days))
    return fast_share * fast + slow_share * slow, fast


def _days_until(forgotten: Floats, curve: Floats, guesses: Floats) -> Floats:
    """Return the days until so much is forgotten, by the steps of `fsrs7_formulas.days_until`."""
    y = np.log(guesses)
    low, high = (np.full_like(y, limit) for limit in fsrs7_formulas.LOG_DAYS)
    last_step = high - low
    going = np.arange(len(y))  # those whose days are not found yet
    for _ in range(100):
        at, days = y[going], np.exp(y[going])
        fast_rate, fast_decay, fast_share, slow_rate, slow_decay, slow_share = curve[:, going]
        so_far, fast = _mixed(curve[:, going], days)
        slow = so_far - fast_share * fast  # its share of what is forgotten
        fast_time, slow_time = fast_rate * days, slow_rate * days
        slope = fast_share * fast_decay * fast_time / (1 + fast_time) * (
            1 - fast
        ) + slow_decay * slow_time / (1 + slow_time) * (slow_share - slow)
        error = np.log(so_far / forgotten[going])
        high[going] = np.where(error > 0, at, high[going])
        low[going] = np.where(error > 0, low[going], at)
        step = -error * so_far / slope
        found = np.abs(step) < 1e-7
        lowest, highest = low[going], high[going]
        leaves = (at + step <= lowest) | (at + step >= highest)
        leaves |= np.abs(step) > 0.5 * last_step[going]
        step = np.where(leaves & ~found, (lowest + highest) / 2 - at, step)
        last_step[going] = np.abs(step)
        y[going] += step
        going = going[~found]
        if not len(going):
            break
    return np.exp(y)


_FORMULAS: dict[type, Callable[[Any], Formulas]] = {FSRS6: FormulasOfFSRS6, FSRS7: FormulasOfFSRS7}


def formulas_of(model: object) -> Formulas:
    """Return a model over arrays.

    Raises:
        ValueError: it is no FSRS6 or FSRS7; a model derived from them is none.
    """
    formulas = _FORMULAS.get(type(model))
    if formulas is None:
        raise ValueError(f"a model of another kind is replayed card by card: {model!r}")
    return formulas(model)
