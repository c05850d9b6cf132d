"""The memory model FSRS-7: a slow and a fast stability and a difficulty a card, real time, 34 weights.

Recall is a mix of two power curves, so an interval has no closed form and is solved for. The formulas
are in `fsrs7_formulas.py`, on plain floats, in double precision; nothing here knows a calendar or a
due date.

Source: FSRS-7 as finished in September 2026, in agreement with the fsrs crate, ts-fsrs and the
model of srs-benchmark. Earlier drafts of 35 or 36 weights under this name are something else.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from math import exp, expm1, log
from typing import Any, ClassVar, Self

import attrs

from quizkit.scheduling import arguments, weights as weight_list
from quizkit.scheduling.card import known_rating
from quizkit.scheduling.fsrs7_formulas import (
    MAX_DAYS,
    MIN_DAYS,
    Block,
    Curve,
    after_lapse,
    days_until,
    forgotten_after,
    growth_by_good,
    held,
    next_difficulty,
    unheld_difficulty,
)
from quizkit.scheduling.memory import DIFFICULTY, FSRS7_STABILITY, FSRS7State, unchecked_fsrs7
from quizkit.scheduling.memory_model import first_rating, states_after
from quizkit.scheduling.stored import NUMBER, Prepared, layout, many

MIN_STABILITY, MAX_STABILITY = FSRS7_STABILITY
FAST_SHARE = 0.8
"""The fast stability of a first review, and its ceiling after a lapse, as a share of the slow one."""
EDGE = 0.00001
"""How close to 0 and 1 the chance of recall may come."""

DEFAULT_WEIGHTS = (
    0.1104, 2.2395, 3.9221, 11.7841,  # first slow stability: Again, Hard, Good, Easy
    6.1686, 0.6457, 3.6807,  # difficulty: first base and slope, step
    1.9795, 0.0, 1.3826,  # slow growth: log scale + 1.5, power of stability, effect of recall
    0.7024, 0.5999, 0.8146,  # slow lapse: scale, power of stability, effect of recall
    0.6398, 1.0,  # slow growth: Hard, Easy
    1.3207, 0.6707, 3.8668, 0.4416, 0.0934, 1.8631, 0.6162, 1.0869,  # the same for the fast one
    0.1567, 0.0801,  # curve: fast and slow decay
    0.2421, 0.9464,  # curve: recall at t = stability, fast and slow
    0.1433, 0.7145, 0.0, 0.5667,  # mix: fast and slow weight, and their powers of stability
    0.3734,  # mix: effect of difficulty on the slow weight + 0.5
    0.5333,  # curve: effect of difficulty on the slow time scale + 0.3
    0.3048,  # curve: power of the fast stability in the fast decay + 0.3
)  # fmt: skip

BOUNDS = (
    (0.0001, 50.0), (0.0001, 100.0), (0.0001, 100.0), (0.0001, 100.0),
    (1.0, 10.0), (0.001, 4.0), (0.1, 4.0),
    (0.0, 4.0), (0.0, 1.2), (0.3, 3.0), (0.01, 1.5), (0.1, 1.0), (0.0, 3.5), (0.0, 1.0), (1.0, 7.0),
    (0.0, 4.0), (0.0, 2.0), (0.5, 6.0), (0.001, 1.5), (0.001, 1.0), (0.0, 5.0), (0.0, 1.0), (1.0, 7.0),
    (0.01, 0.25), (0.01, 0.95), (0.2, 0.85), (0.5, 0.99),
    (0.01, 1.0), (0.1, 1.0), (0.0, 0.9), (0.1, 1.1), (0.0, 1.0), (0.0, 0.6), (0.0, 0.6),
)  # fmt: skip

NOT_BELOW = ((1, 0), (2, 1), (3, 2), (26, 25))
"""Pairs of weights of which the first may not lie below the second."""

SLOW, FAST = slice(7, 15), slice(15, 23)
"""Where the two blocks stand among the weights."""


def _checked(weights: Sequence[float]) -> tuple[float, ...]:
    w = _of_34(weights)
    problems = weight_list.outside(w, BOUNDS) + [
        f"weight {above} is {w[above]}, below weight {below}, {w[below]}"
        for above, below in NOT_BELOW
        if w[above] < w[below] * (1 - weight_list.SLACK)
    ]
    if problems:
        raise ValueError("; ".join(problems) + ". FSRS7.clipped(weights) moves them into bounds")
    return _clipped(w)


def _of_34(weights: Sequence[float]) -> tuple[float, ...]:
    w = weight_list.floats(weights)
    if len(w) != len(DEFAULT_WEIGHTS):
        raise ValueError(f"FSRS-7 has 34 weights, not {len(w)}; those of FSRS-6 do not convert")
    return w


def _clipped(weights: tuple[float, ...]) -> tuple[float, ...]:
    """Return weights moved into their bounds, and those above others up to them."""
    w = list(weight_list.clipped(weights, BOUNDS))
    for above, below in NOT_BELOW:
        w[above] = max(w[above], w[below])
    return tuple(w)


class PreparedFSRS7(Prepared):
    """What `FSRS7` works out from its weights, dictionaries by rating."""

    __slots__ = ("_bonuses", "_fast", "_fast_scale", "_first", "_slow", "_slow_scale")
    _first: dict[int, tuple[float, float, float]]
    _slow: Block
    _fast: Block
    _bonuses: dict[int, tuple[float, float]]
    _slow_scale: float
    _fast_scale: float


@attrs.frozen(eq=False, repr=False)
class FSRS7(PreparedFSRS7):
    """FSRS-7 under one set of weights.

    `FSRS7(weights)` takes 34 weights. It raises ValueError for any other number, and for weights
    out of bounds, naming all of them.

    Elapsed days are real time with its fractions, counted from the last review to this one; below
    0 they count as 0. A rating is 1 to 4. Another rating, and days that are NaN, are ValueErrors.
    """

    _STORED = layout(weights=many(NUMBER))

    weights: tuple[float, ...] = attrs.field(default=DEFAULT_WEIGHTS, converter=_checked)

    State: ClassVar[type[FSRS7State]] = FSRS7State
    counts_fractions: ClassVar[bool] = True

    def _worked_out(self) -> Mapping[str, Any]:
        w = self.weights
        return {
            "_first": {
                g: (
                    w[g - 1],
                    max(FAST_SHARE * w[g - 1], MIN_STABILITY),
                    held(unheld_difficulty(w, g), *DIFFICULTY),
                )
                for g in (1, 2, 3, 4)
            },
            "_slow": w[SLOW],
            "_fast": w[FAST],
            "_bonuses": {2: (w[13], w[21]), 3: (1.0, 1.0), 4: (w[14], w[22])},
            # Recall is at weights 25 and 26 after one stability.
            "_slow_scale": expm1(-log(w[26]) / w[24]),
            "_fast_scale": -log(w[25]),
        }

    @classmethod
    def clipped(cls, weights: Sequence[float]) -> Self:
        """Return the model with every weight moved into its bounds.

        Raises:
            ValueError: not 34 weights, or some are no finite numbers.
        """
        return cls(_clipped(_of_34(weights)))

    def with_relearning_steps(self, count: int) -> Self:
        """Return the model itself: FSRS-7 has no weights for the day of a lapse to hold down."""
        return self

    @property
    def keeps_order(self) -> bool:
        """False: intervals depend on difficulty too, so a better rating can give a shorter one."""
        return False

    def first(self, rating: int) -> FSRS7State:
        """Return the state after the first review."""
        return unchecked_fsrs7(*self._first[known_rating(rating)])

    def next(self, state: FSRS7State, rating: int, elapsed_days: float) -> FSRS7State:
        """Return the state after a later review, `elapsed_days` after the one before."""
        known_rating(rating)
        mixed, fast_alone = forgotten_after(
            self._curve(state), arguments.elapsed_days(elapsed_days)
        )
        return self._answered(state, rating, mixed, fast_alone)

    def next_of_each(self, state: FSRS7State, elapsed_days: float) -> list[FSRS7State]:
        """Return the states that `next` gives for Again, Hard, Good and Easy.

        What the ratings share is worked out once.
        """
        mixed, fast_alone = forgotten_after(
            self._curve(state), arguments.elapsed_days(elapsed_days)
        )
        forgotten = _slow_forgotten(mixed)
        growths = self._growths(state, forgotten, fast_alone)
        passes = [self._after_pass(state, rating, growths, forgotten) for rating in (2, 3, 4)]
        return [self._after_lapse(state, forgotten, fast_alone), *passes]

    def retrievability(self, state: FSRS7State, elapsed_days: float) -> float:
        """Return the chance of recall `elapsed_days` after the last review; 0.00001 to 0.99999."""
        mixed, _ = forgotten_after(self._curve(state), arguments.elapsed_days(elapsed_days))
        return _recall(mixed)

    def interval(self, state: FSRS7State, retention: float) -> float:
        """Return the days until the chance of recall has fallen to `retention`, unrounded.

        At most 36500; 0 where it would be less than a tenth of a millisecond, or where retention
        is 0.9999 or more. The relative error is below 1e-9.

        Raises:
            ValueError: retention is not between 0 and 1.
        """
        retention = arguments.retention(retention)
        if retention >= 0.9999:
            return 0.0
        target = (1 - EDGE - max(retention, 0.0001)) / (1 - 2 * EDGE)
        curve = self._curve(state)
        if forgotten_after(curve, MAX_DAYS)[0] < target:
            return MAX_DAYS
        if forgotten_after(curve, MIN_DAYS)[0] >= target:
            return 0.0
        return days_until(target, curve, max(state.slow, state.fast))

    def interval_at(self, retention: float) -> Callable[[FSRS7State], float]:
        """Return `interval` for one retention, as a function of the state.

        Raises:
            ValueError: retention is not between 0 and 1.
        """
        return partial(self.interval, retention=arguments.retention(retention))

    def replay(self, history: Iterable[tuple[float, int]]) -> list[FSRS7State]:
        """Return the state after each review of one card.

        Args:
            history: (elapsed days, rating) of each review in order; the first elapsed is unused.
        """
        return states_after(self, history)

    def remembered(
        self, history: Iterable[tuple[float, int]]
    ) -> tuple[FSRS7State, list[float | None]]:
        """Return the state after reviews, and the recall before each; see `FSRS6.remembered`."""
        reviews = iter(history)
        state = self.first(first_rating(reviews))
        recalls: list[float | None] = [None]
        for days, rating in reviews:
            # The curve is worked out once for both.
            mixed, fast_alone = forgotten_after(self._curve(state), arguments.elapsed_days(days))
            recalls.append(_recall(mixed))
            state = self._answered(state, known_rating(rating), mixed, fast_alone)
        return state, recalls

    def from_sm2(self, ease: float, interval_days: float, retention: float = 0.9) -> FSRS7State:
        """Return the state that fits a card of SM-2 or of Anki's older scheduler.

        Args:
            ease: 1.3 and up; not used, here so that both models take and refuse the same.
            interval_days: days, above 0.
            retention: chance of recall assumed at the end of that interval; between 0 and 1.

        Raises:
            ValueError: an argument is out of range.
        """
        arguments.ease(ease)
        interval_days = arguments.interval_days(interval_days)
        retention = arguments.retention(retention)
        # Recall after the interval rises with stability along this line.
        low, high = log(MIN_STABILITY), log(MAX_STABILITY)
        for _ in range(60):
            middle = (low + high) / 2
            if self.retrievability(_balanced(middle), interval_days) < retention:
                low = middle
            else:
                high = middle
        return _balanced((low + high) / 2)

    def _curve(self, state: FSRS7State) -> Curve:
        w, slow, fast = self.weights, state.slow, state.fast
        try:  # a state was sound when it was built, but a field may have been changed
            in_range = (
                MIN_STABILITY <= slow <= MAX_STABILITY and MIN_STABILITY <= fast <= MAX_STABILITY
            )
            is_sound = in_range and 1 <= state.difficulty <= 10
        except TypeError:
            is_sound = False
        if not is_sound:
            FSRS7State(slow, fast, state.difficulty)  # says what is wrong
        hardness = state.difficulty - 5
        fast_decay = held(w[23] * fast ** (w[33] - 0.3), 0.01, 0.95)
        fast_rate = expm1(min(self._fast_scale / fast_decay, 60.0)) / fast  # 60 keeps it finite
        slow_rate = self._slow_scale * exp(hardness * (w[32] - 0.3)) / slow
        fast_weight = w[27] * fast ** -w[29]
        slow_weight = w[28] * slow ** w[30] * exp(hardness * (w[31] - 0.5))
        total = fast_weight + slow_weight
        return fast_rate, fast_decay, fast_weight / total, slow_rate, w[24], slow_weight / total

    def _answered(
        self, state: FSRS7State, rating: int, mixed: float, fast_alone: float
    ) -> FSRS7State:
        """Return the state after a review, from the shares forgotten of the mix and the fast part."""
        forgotten = _slow_forgotten(mixed)
        if rating == 1:
            return self._after_lapse(state, forgotten, fast_alone)
        growths = self._growths(state, forgotten, fast_alone)
        return self._after_pass(state, rating, growths, forgotten)

    def _growths(
        self, state: FSRS7State, forgotten: float, fast_alone: float
    ) -> tuple[float, float]:
        """Return the growth of the slow and of the fast stability by a Good; 0 is none."""
        d = state.difficulty
        slow = growth_by_good(self._slow, state.slow, d, forgotten)
        return slow, growth_by_good(self._fast, state.fast, d, fast_alone)

    def _after_pass(
        self, state: FSRS7State, rating: int, growths: tuple[float, float], forgotten: float
    ) -> FSRS7State:
        """Return the state after a pass, the growths by Good being known."""
        slow_growth, fast_growth = growths
        slow_bonus, fast_bonus = self._bonuses[rating]
        slow = state.slow * (1 + slow_growth * slow_bonus)
        fast = state.fast * (1 + fast_growth * fast_bonus)
        return self._held(slow, fast, state.difficulty, forgotten, rating)

    def _after_lapse(self, state: FSRS7State, forgotten: float, fast_alone: float) -> FSRS7State:
        """Return the state after Again; the fast stability is a share of the slow at most."""
        slow = after_lapse(self._slow, state.slow, forgotten)
        fast = min(after_lapse(self._fast, state.fast, fast_alone), FAST_SHARE * slow)
        return self._held(slow, fast, state.difficulty, forgotten, 1)

    def _held(
        self, slow: float, fast: float, difficulty: float, forgotten: float, rating: int
    ) -> FSRS7State:
        """Return a state of these stabilities, held within their limits, and the next difficulty."""
        return unchecked_fsrs7(
            held(slow, MIN_STABILITY, MAX_STABILITY),
            held(fast, MIN_STABILITY, MAX_STABILITY),
            next_difficulty(self.weights, difficulty, forgotten, rating),
        )


def _balanced(log_slow: float) -> FSRS7State:
    """Return a state of difficulty 5 and the fast stability that goes with the slow one."""
    slow = held(exp(log_slow), MIN_STABILITY, MAX_STABILITY)
    return unchecked_fsrs7(slow, max(FAST_SHARE * slow, MIN_STABILITY), 5.0)


def _slow_forgotten(mixed: float) -> float:
    """Return the share by which the slow part changes: the slow part goes by the mix."""
    return EDGE + (1 - 2 * EDGE) * mixed


def _recall(mixed: float) -> float:
    return 1 - EDGE - (1 - 2 * EDGE) * mixed
