"""The memory model FSRS-7: a slow and a fast stability and a difficulty a card, real time, 34 weights.

Recall is a mix of two power curves, so an interval has no closed form and is solved for. Formulas
on plain floats, in double precision; nothing here knows a calendar or a due date.

Source: FSRS-7 as finished in September 2026, in agreement with the fsrs crate, ts-fsrs and the
model of srs-benchmark. Earlier drafts of 35 or 36 weights under this name are something else.
"""

from collections.abc import Iterable, Sequence
from math import exp, expm1, log, log1p
from typing import Any, ClassVar, NamedTuple, Self

import attrs

from quizkit.scheduling import weights as weight_list
from quizkit.scheduling.stored import Fields

MIN_STABILITY = 0.0001
MAX_STABILITY = 36500.0
MAX_DAYS = 36500.0
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


# Not frozen, for speed; see CardState.
@attrs.define
class FSRS7State:
    """What FSRS-7 remembers of a card.

    Neither stability alone is the interval at 90 %: for that, ask the model.

    Attributes:
        slow: stability of the slow part, days; 0.0001 to 36500.
        fast: stability of the fast part, days; 0.0001 to 36500; often the larger one.
        difficulty: 1 (easy) to 10 (hard).
    """

    slow: float
    fast: float
    difficulty: float

    def to_dict(self) -> dict[str, Any]:
        """Return the state as JSON values."""
        return {
            "type": "FSRS7State",
            "version": 1,
            "slow": self.slow,
            "fast": self.fast,
            "difficulty": self.difficulty,
        }

    @classmethod
    def from_dict(cls, data: object) -> Self:
        """Return the state that `to_dict` wrote; ValueError if it is none or out of range."""
        fields = Fields(data, "FSRS7State")
        slow = fields.number_between("slow", MIN_STABILITY, MAX_STABILITY)
        fast = fields.number_between("fast", MIN_STABILITY, MAX_STABILITY)
        difficulty = fields.number_between("difficulty", 1.0, 10.0)
        fields.end()
        return cls(slow, fast, difficulty)


class _Curve(NamedTuple):
    """The forgetting curve of one state: two power curves `(1 + rate * t) ** -decay`, mixed."""

    fast_rate: float
    fast_decay: float
    fast_share: float
    slow_rate: float
    slow_decay: float
    slow_share: float

    def forgotten(self, days: float) -> tuple[float, float]:
        """Return what is forgotten after `days`, mixed and of the fast part alone; 0 to 1.

        Not 1 - recall, which would lose the digits of small values.
        """
        fast = -expm1(-self.fast_decay * log1p(self.fast_rate * days))
        slow = -expm1(-self.slow_decay * log1p(self.slow_rate * days))
        return self.fast_share * fast + self.slow_share * slow, fast

    def slope(self, days: float) -> float:
        """Return how fast the mixed part grows at `days`, a day."""
        fast = self.fast_rate * days + 1
        slow = self.slow_rate * days + 1
        of_fast: float = self.fast_decay * self.fast_rate * fast ** (-self.fast_decay - 1)
        of_slow: float = self.slow_decay * self.slow_rate * slow ** (-self.slow_decay - 1)
        return self.fast_share * of_fast + self.slow_share * of_slow


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
    w = list(weight_list.clipped(weights, BOUNDS))
    for above, below in NOT_BELOW:
        w[above] = max(w[above], w[below])
    return tuple(w)


@attrs.frozen
class FSRS7:
    """The model under one set of weights.

    `FSRS7(weights)` takes 34 weights. It raises ValueError for any other number, and for weights
    out of bounds, naming all of them.

    Elapsed days are real time with its fractions, counted from the last review to this one; below
    0 they count as 0. A rating is 1 to 4.
    """

    weights: tuple[float, ...] = attrs.field(default=DEFAULT_WEIGHTS, converter=_checked)

    State: ClassVar[type[FSRS7State]] = FSRS7State
    counts_fractions: ClassVar[bool] = True
    # The interval depends on difficulty too, so a better rating can give a shorter one.
    keeps_order: ClassVar[bool] = False

    @classmethod
    def clipped(cls, weights: Sequence[float]) -> Self:
        """Return the model with every weight moved into its bounds.

        Raises:
            ValueError: not 34 weights, or some are no finite numbers.
        """
        return cls(_clipped(_of_34(weights)))

    def first(self, rating: int) -> FSRS7State:
        """Return the state after the first review."""
        _check_rating(rating)
        w = self.weights
        slow = w[rating - 1]
        return FSRS7State(
            slow, max(FAST_SHARE * slow, MIN_STABILITY), _difficulty(self._first_difficulty(rating))
        )

    def next(self, state: FSRS7State, rating: int, elapsed_days: float) -> FSRS7State:
        """Return the state after a later review, `elapsed_days` after the one before."""
        _check_rating(rating)
        w = self.weights
        d = state.difficulty
        mixed, fast_alone = self._curve(state).forgotten(max(elapsed_days, 0.0))
        forgotten = EDGE + (1 - 2 * EDGE) * mixed
        # The slow part goes by the mixed recall, the fast part by its own.
        slow = _next_stability(state.slow, forgotten, d, rating, w[7:15])
        fast = _next_stability(state.fast, fast_alone, d, rating, w[15:23])
        change = -w[6] * (rating - 3)
        if rating == 1:
            fast = max(min(fast, FAST_SHARE * slow), MIN_STABILITY)
            change *= 1.1 - forgotten  # an unexpected lapse counts more
        d = 0.01 * self._first_difficulty(4) + 0.99 * (d + change * (10 - d) / 9)
        return FSRS7State(slow, fast, _difficulty(d))

    def retrievability(self, state: FSRS7State, elapsed_days: float) -> float:
        """Return the chance of recall `elapsed_days` after the last review; 0.00001 to 0.99999."""
        mixed, _ = self._curve(state).forgotten(max(elapsed_days, 0.0))
        return 1 - EDGE - (1 - 2 * EDGE) * mixed

    def interval(self, state: FSRS7State, retention: float) -> float:
        """Return the days until the chance of recall has fallen to `retention`, unrounded.

        At most 36500; 0 where it would be less than a tenth of a millisecond, or where retention
        is 0.9999 or more. The relative error is below 1e-9.

        Raises:
            ValueError: retention is not between 0 and 1.
        """
        if not 0 < retention < 1:
            raise ValueError(f"retention is between 0 and 1, not {retention}")
        if retention >= 0.9999:
            return 0.0
        target = (1 - EDGE - max(retention, 0.0001)) / (1 - 2 * EDGE)
        curve = self._curve(state)
        if curve.forgotten(MAX_DAYS)[0] < target:
            return MAX_DAYS
        if curve.forgotten(1e-9)[0] >= target:
            return 0.0
        # Newton on ln(forgotten) over ln(days), where the curve is nearly straight, within a
        # bracket that is halved when a step leaves it or gains too little.
        low, high = log(1e-9), log(MAX_DAYS)
        y = min(max(log(max(state.slow, state.fast)), low), high)
        last_step = high - low
        for _ in range(100):
            days = exp(y)
            forgotten = curve.forgotten(days)[0]
            error = log(forgotten / target)
            if error > 0:
                high = y
            else:
                low = y
            step = -error * forgotten / (days * curve.slope(days))
            if not low < y + step < high or abs(step) > 0.5 * last_step:
                step = (low + high) / 2 - y
            y += step
            last_step = abs(step)
            if last_step < 1e-12:
                break
        return exp(y)

    def replay(self, history: Iterable[tuple[float, int]]) -> list[FSRS7State]:
        """Return the state after each review of one card.

        Args:
            history: (elapsed days, rating) of each review in order; the first elapsed is unused.
        """
        states: list[FSRS7State] = []
        for elapsed_days, rating in history:
            states.append(
                self.next(states[-1], rating, elapsed_days) if states else self.first(rating)
            )
        return states

    def from_sm2(self, ease: float, interval_days: float, retention: float = 0.9) -> FSRS7State:
        """Return the state that fits a card of SM-2 or of Anki's older scheduler.

        Args:
            ease: not used; here so that both models are called alike.
            interval_days: above 0.
            retention: chance of recall assumed at the end of that interval; between 0 and 1.

        Raises:
            ValueError: an argument is out of range.
        """
        if not interval_days > 0 or not 0 < retention < 1:
            raise ValueError(
                "the interval is above 0 and retention between 0 and 1, "
                f"not {interval_days} and {retention}"
            )
        # Recall after the interval rises with stability along this line.
        low, high = log(MIN_STABILITY), log(MAX_STABILITY)
        for _ in range(60):
            middle = (low + high) / 2
            if self.retrievability(_balanced(middle), interval_days) < retention:
                low = middle
            else:
                high = middle
        return _balanced((low + high) / 2)

    def to_dict(self) -> dict[str, Any]:
        """Return the model as JSON values."""
        return {"type": "FSRS7", "version": 1, "weights": list(self.weights)}

    @classmethod
    def from_dict(cls, data: object) -> Self:
        """Return the model that `to_dict` wrote; ValueError if it is none."""
        fields = Fields(data, "FSRS7")
        weights = fields.numbers("weights")
        fields.end()
        return cls(weights)

    def _first_difficulty(self, rating: int) -> float:
        """Return the difficulty after a first review, not yet held in its range."""
        return self.weights[4] - exp(self.weights[5] * (rating - 1)) + 1

    def _curve(self, state: FSRS7State) -> _Curve:
        w = self.weights
        hardness = state.difficulty - 5
        fast_decay = min(max(w[23] * state.fast ** (w[33] - 0.3), 0.01), 0.95)
        slow_decay = w[24]
        # Both rates put recall at its weight after one stability; 60 keeps the fast one finite.
        fast_rate = expm1(min(-log(w[25]) / fast_decay, 60.0)) / state.fast
        slow_rate = expm1(-log(w[26]) / slow_decay) * exp(hardness * (w[32] - 0.3)) / state.slow
        fast = w[27] * state.fast ** -w[29]
        slow = w[28] * state.slow ** w[30] * exp(hardness * (w[31] - 0.5))
        total = fast + slow
        return _Curve(fast_rate, fast_decay, fast / total, slow_rate, slow_decay, slow / total)


def _next_stability(
    stability: float,
    forgotten: float,
    difficulty: float,
    rating: int,
    w: tuple[float, ...],
) -> float:
    """Return either stability after a review; `w` are the eight weights that drive it."""
    lapse = min(stability, w[3] * expm1(w[4] * log1p(stability)) * exp(w[5] * forgotten))
    if rating == 1:
        after = lapse
    else:
        bonus = w[6] if rating == 2 else w[7] if rating == 4 else 1.0
        growth = exp(w[0] - 1.5) * (11 - difficulty) * stability ** -w[1]
        grown = stability * (1 + growth * expm1(w[2] * forgotten) * bonus)
        after = max(lapse, grown)
    return min(max(after, MIN_STABILITY), MAX_STABILITY)


def _difficulty(value: float) -> float:
    return min(max(value, 1.0), 10.0)


def _balanced(log_slow: float) -> FSRS7State:
    slow = min(max(exp(log_slow), MIN_STABILITY), MAX_STABILITY)
    return FSRS7State(slow, max(FAST_SHARE * slow, MIN_STABILITY), 5.0)


def _check_rating(rating: object) -> None:
    if rating not in (1, 2, 3, 4):
        raise ValueError(f"a rating is 1 (Again) to 4 (Easy), not {rating!r}")
