"""The memory model FSRS-6: a stability and a difficulty a card, whole days, 21 weights.

Formulas on plain floats, in double precision; nothing here knows a calendar or a due date. Written
out one by one they are in `fsrs6_formulas.py`.

Source: FSRS-6 as in py-fsrs 6.3.2 and the fsrs crate 6.6; stability is also held below 36500
days, as the crate does.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from math import exp, expm1, inf, log, nan
from typing import Any, ClassVar, Self

import attrs

from quizkit.scheduling import arguments, weights as weight_list
from quizkit.scheduling.card import no_rating
from quizkit.scheduling.fsrs6_formulas import curve, held, same_day_ceiling, unheld_difficulty
from quizkit.scheduling.memory import DIFFICULTY, FSRS6_STABILITY, FSRS6State, unchecked_fsrs6
from quizkit.scheduling.memory_model import first_rating, states_after
from quizkit.scheduling.stored import NUMBER, Prepared, layout, many

MIN_STABILITY, MAX_STABILITY = FSRS6_STABILITY

DEFAULT_WEIGHTS = (
    0.212, 1.2931, 2.3065, 8.2956,  # first stability: Again, Hard, Good, Easy
    6.4133, 0.8334,  # first difficulty: base, slope
    3.0194, 0.001,  # difficulty: step, mean reversion
    1.8722, 0.1666, 0.796,  # growth: log scale, power of stability, effect of recall
    1.4835, 0.0614, 0.2629, 1.6483,  # lapse: scale, powers of difficulty and stability, recall
    0.6014, 1.8729,  # growth: Hard, Easy
    0.5425, 0.0912, 0.0658,  # same day: rate, offset, power of stability
    0.1542,  # decay of the forgetting curve
)  # fmt: skip

BOUNDS = (
    *[(0.001, 100.0)] * 4,
    (1.0, 10.0), (0.001, 4.0), (0.001, 4.0), (0.001, 0.75),
    (0.0, 4.5), (0.0, 0.8), (0.001, 3.5),
    (0.001, 5.0), (0.001, 0.25), (0.001, 0.9), (0.0, 4.0),
    (0.0, 1.0), (1.0, 6.0),
    (0.0, 2.0), (0.0, 2.0), (0.0, 0.8),
    (0.1, 0.8),
)  # fmt: skip


def migrated(weights: Sequence[float]) -> tuple[float, ...]:
    """Return 21 weights, widened from the 17 of FSRS-4.5 or the 19 of FSRS-5 if need be.

    Raises:
        ValueError: another number of weights, or some are no finite numbers; all are named.
    """
    w = weight_list.floats(weights)
    match len(w):
        case 21:
            return w
        case 19:
            return (*w, 0.0, 0.5)
        case 17:
            difficulty = (w[4] + 2 * w[5], log(1 + 3 * w[5]) / 3, w[6] + 0.5)
            return (*w[:4], *difficulty, *w[7:], 0.0, 0.0, 0.0, 0.5)
        case n:
            raise ValueError(f"FSRS-6 has 21 weights (17 and 19 are widened to them), not {n}")


def _checked(weights: Sequence[float]) -> tuple[float, ...]:
    """Return migrated weights; ValueError if one lies outside its bounds by more than rounding."""
    w = migrated(weights)
    if problems := weight_list.outside(w, BOUNDS):
        raise ValueError("; ".join(problems) + ". FSRS6.clipped(weights) moves them into bounds")
    return weight_list.clipped(w, BOUNDS)


_Effect = tuple[float, float, float]
"""Of a rating: growth of stability on another day, -1 for a lapse; its factor on the same day,
before the power of stability; step of difficulty."""


class PreparedFSRS6(Prepared):
    """What `FSRS6` works out from its weights, dictionaries by rating."""

    __slots__ = (
        "_decay",
        "_difficulty_kept",
        "_difficulty_pull",
        "_effects",
        "_factor",
        "_first",
        "_lapse_ceiling",
    )
    _decay: float
    _factor: float
    _first: dict[int, tuple[float, float]]
    _effects: dict[int, _Effect]
    _lapse_ceiling: float
    _difficulty_pull: float
    _difficulty_kept: float


@attrs.frozen(eq=False, repr=False)
class FSRS6(PreparedFSRS6):
    """FSRS-6 under one set of weights.

    `FSRS6(weights)` takes 21 weights, or the 17 or 19 of an earlier version, which are widened. It
    raises ValueError for any other number, and for weights out of bounds, naming all of them.

    Elapsed days are counted from the last review to this one. Below 1, also below 0, they mean the
    same day; fractions above are allowed, though the weights are made for whole days. A rating is 1
    to 4. Another rating, and days that are NaN, are ValueErrors.
    """

    _STORED = layout(weights=many(NUMBER))

    weights: tuple[float, ...] = attrs.field(default=DEFAULT_WEIGHTS, converter=_checked)

    State: ClassVar[type[FSRS6State]] = FSRS6State
    counts_fractions: ClassVar[bool] = False

    def _worked_out(self) -> Mapping[str, Any]:
        w = self.weights
        decay, factor = curve(w)
        kept = 1 - w[7]
        growth = {1: -1.0, 2: exp(w[8]) * w[15], 3: exp(w[8]), 4: exp(w[8]) * w[16]}
        return {
            "_decay": decay,
            "_factor": factor,
            "_first": {
                g: (w[g - 1], held(unheld_difficulty(w, g), *DIFFICULTY)) for g in (1, 2, 3, 4)
            },
            "_effects": {
                g: (of_g, exp(w[17] * (g - 3 + w[18])), kept * -w[6] * (g - 3) / 9)
                for g, of_g in growth.items()
            },
            "_lapse_ceiling": exp(-w[17] * w[18]),
            "_difficulty_pull": w[7] * unheld_difficulty(w, 4),
            "_difficulty_kept": kept,
        }

    @classmethod
    def clipped(cls, weights: Sequence[float]) -> Self:
        """Return the model with every weight moved into its bounds.

        Raises:
            ValueError: not 17, 19 or 21 weights, or some are no finite numbers.
        """
        return cls(weight_list.clipped(migrated(weights), BOUNDS))

    @property
    def curve(self) -> tuple[float, float]:
        """Return decay and factor of the forgetting curve, for a formula elsewhere, such as in SQL.

        The chance of recall is `(1 + factor * elapsed_days / stability) ** decay`.
        """
        return self._decay, self._factor

    def with_relearning_steps(self, count: int) -> Self:
        """Return the model as it is applied where so many steps follow a lapse: mostly itself.

        With two or more, weights whose Goods at these steps would lead above the stability before
        the lapse, `w[17] * w[18]` being too high, are held under `same_day_ceiling`.
        """
        w = self.weights
        if count < 2:
            return self
        ceiling = same_day_ceiling(w, count)
        if w[17] * w[18] <= ceiling * ceiling:
            return self
        held = min(w[17], ceiling), min(w[18], ceiling)
        return attrs.evolve(self, weights=(*w[:17], *held, *w[19:]))

    @property
    def keeps_order(self) -> bool:
        """Tell whether a better rating never gives a shorter interval, from any state."""
        return self.weights[0] <= self.weights[1] <= self.weights[2] <= self.weights[3]

    def first(self, rating: int) -> FSRS6State:
        """Return the state after the first review."""
        try:
            stability, difficulty = self._first[rating]
        except (KeyError, TypeError):
            raise no_rating(rating) from None
        return unchecked_fsrs6(stability, difficulty)

    def next(self, state: FSRS6State, rating: int, elapsed_days: float) -> FSRS6State:
        """Return the state after a later review, `elapsed_days` after the one before."""
        try:
            growth, factor, step = self._effects[rating]
        except (KeyError, TypeError):
            raise no_rating(rating) from None
        w = self.weights
        s = state.stability
        d = state.difficulty
        try:
            if elapsed_days < 1:
                factor *= s ** -w[19]
                # A pass never lowers stability on the same day.
                if factor > 1 or growth < 0:
                    s *= factor
            else:
                forgotten = 1 - (1 + self._factor * elapsed_days / s) ** self._decay
                if growth < 0:
                    ceiling = s * self._lapse_ceiling
                    s = w[11] * d ** -w[12] * ((s + 1) ** w[13] - 1) * exp(w[14] * forgotten)
                    if s > ceiling:
                        s = ceiling
                else:
                    # expm1 keeps digits that exp(x) - 1 loses when hardly anything is forgotten.
                    recall = expm1(w[10] * forgotten)
                    s *= 1 + growth * ((11 - d) * s ** -w[9] * recall)
            if not MIN_STABILITY <= s <= MAX_STABILITY:
                s = _limit(s, state)
            d = self._difficulty_pull + self._difficulty_kept * d + step * (10 - d)
        except (TypeError, ArithmeticError):
            raise _refused(state, elapsed_days) from None
        return unchecked_fsrs6(s, 1.0 if d < 1 else d if d < 10 else _hardest(state))

    def next_of_each(self, state: FSRS6State, elapsed_days: float) -> list[FSRS6State]:
        """Return the states that `next` gives for Again, Hard, Good and Easy.

        What the passes share is worked out once.
        """
        w = self.weights
        before = state.stability
        d = state.difficulty
        states = [self.next(state, 1, elapsed_days)]  # refuses what cannot be worked out
        same_day = elapsed_days < 1
        if same_day:
            power = before ** -w[19]
        else:
            forgotten = 1 - (1 + self._factor * elapsed_days / before) ** self._decay
            recall = expm1(w[10] * forgotten)
            power = (11 - d) * before ** -w[9] * recall
        kept = self._difficulty_pull + self._difficulty_kept * d
        room = 10 - d
        for rating in (2, 3, 4):
            growth, factor, step = self._effects[rating]
            if same_day:
                factor *= power
                s = before * factor if factor > 1 else before
            else:
                s = before * (1 + growth * power)
            if not MIN_STABILITY <= s <= MAX_STABILITY:
                s = _limit(s, state)
            d = kept + step * room
            states.append(unchecked_fsrs6(s, 1.0 if d < 1 else d if d < 10 else _hardest(state)))
        return states

    def retrievability(self, state: FSRS6State, elapsed_days: float) -> float:
        """Return the chance of recall `elapsed_days` after the last review; 1 at 0 and before."""
        try:
            if elapsed_days <= 0:
                return 1.0
            recall: float = (1 + self._factor * elapsed_days / state.stability) ** self._decay
            if recall <= 1:
                return recall
        except (TypeError, ArithmeticError):
            pass
        raise _refused(state, elapsed_days)

    def interval(self, state: FSRS6State, retention: float) -> float:
        """Return the days until the chance of recall has fallen to `retention`, unrounded.

        They are infinite where they are too many for a float: at a retention below 1e-30, say.

        Raises:
            ValueError: retention is not between 0 and 1.
        """
        _check(state)
        return self.interval_at(retention)(state)

    def interval_at(self, retention: float) -> Callable[[FSRS6State], float]:
        """Return `interval` for one retention, as a function of the state: faster for many.

        Raises:
            ValueError: retention is not between 0 and 1.
        """
        try:
            factor = (arguments.retention(retention) ** (1 / self._decay) - 1) / self._factor
        except OverflowError:
            factor = inf
        return partial(_interval, factor)

    def replay(self, history: Iterable[tuple[float, int]]) -> list[FSRS6State]:
        """Return the state after each review of one card.

        Args:
            history: (elapsed days, rating) of each review in order; the first elapsed is unused.
        """
        return states_after(self, history)

    def remembered(
        self, history: Iterable[tuple[float, int]]
    ) -> tuple[FSRS6State, list[float | None]]:
        """Return the state after the reviews of one card, and the recall predicted before each.

        Args:
            history: as in `replay`, one review at least; of the first the recall is None.
        """
        # `next` and `retrievability` written out, with the same results to the last bit: a call
        # for each takes longer than the formulas (the rebuild of `bench_progress.py`).
        effects, w = self._effects, self.weights
        factor, decay = self._factor, self._decay
        growth_power, growth_recall, same_day_power = -w[9], w[10], -w[19]
        lapse_scale, lapse_d, lapse_s, lapse_recall = w[11], -w[12], w[13], w[14]
        lapse_ceiling = self._lapse_ceiling
        pull, kept = self._difficulty_pull, self._difficulty_kept
        reviews = iter(history)
        state = self.first(first_rating(reviews))
        s, d = state.stability, state.difficulty
        recalls: list[float | None] = [None]
        for days, rating in reviews:
            try:
                growth, same_day, step = effects[rating]
            except (KeyError, TypeError):
                raise no_rating(rating) from None
            try:
                recall = 1.0 if days <= 0 else (1 + factor * days / s) ** decay
                recalls.append(recall)
                if days < 1:
                    same_day *= s**same_day_power
                    if same_day > 1 or growth < 0:
                        s *= same_day
                elif growth < 0:
                    ceiling = s * lapse_ceiling
                    s = lapse_scale * d**lapse_d * ((s + 1) ** lapse_s - 1)
                    s *= exp(lapse_recall * (1 - recall))
                    if s > ceiling:
                        s = ceiling
                else:
                    gain = expm1(growth_recall * (1 - recall))
                    s *= 1 + growth * ((11 - d) * s**growth_power * gain)
            except (TypeError, ArithmeticError):
                raise arguments.no_days(days) from None
            if not MIN_STABILITY <= s <= MAX_STABILITY:
                s = _limit(s, state)
            d = pull + kept * d + step * (10 - d)
            if not 1 < d < 10:
                d = 1.0 if d < 10 else 10.0
        return unchecked_fsrs6(s, d), recalls

    def from_sm2(self, ease: float, interval_days: float, retention: float = 0.9) -> FSRS6State:
        """Return the state that fits a card of SM-2 or of Anki's older scheduler.

        Args:
            ease: 1.3 and up; 2.5 at the start.
            interval_days: days, above 0.
            retention: chance of recall assumed at the end of that interval; between 0 and 1.

        Raises:
            ValueError: an argument is out of range.
        """
        ease, interval_days = arguments.ease(ease), arguments.interval_days(interval_days)
        retention = arguments.retention(retention)
        w = self.weights
        s = max(interval_days, MIN_STABILITY) / self.interval(FSRS6State(1.0, 5.0), retention)
        s = held(s, *FSRS6_STABILITY)
        growth: float = exp(w[8]) * s ** -w[9] * expm1(w[10] * (1 - retention))
        return FSRS6State(s, held(11 - (ease - 1) / growth, *DIFFICULTY))


def _limit(stability: float, before: FSRS6State) -> float:
    """Return the bound that a stability lies beyond; NaN lies beyond none."""
    if stability != stability:
        raise _refused(before, nan)
    _check(before)
    return MIN_STABILITY if stability < MIN_STABILITY else MAX_STABILITY


def _hardest(before: FSRS6State) -> float:
    """Return the highest difficulty; it comes of itself, or of a state that is none."""
    _check(before)
    return 10.0


def _refused(before: FSRS6State, elapsed_days: float) -> ValueError:
    """Return the error that a state or days are no numbers to work with."""
    _check(before)
    return arguments.no_days(elapsed_days)


def _check(state: FSRS6State) -> None:
    """Raise ValueError if a state is none.

    It was checked when built. So this is asked only where something comes out that cannot be: a
    field of the state was changed since.
    """
    FSRS6State(state.stability, state.difficulty)


def _interval(factor: float, state: FSRS6State) -> float:
    return state.stability * factor
