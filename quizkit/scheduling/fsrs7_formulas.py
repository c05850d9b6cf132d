"""The formulas of FSRS-7 one by one, as their source has them: a review, and the forgetting curve.

w are the weights, x a stability and d the difficulty before a review, g its rating, and what was
forgotten when it began, 0 to 1.

Source: that of `fsrs7.py`.
"""

from collections.abc import Sequence
from math import exp, expm1, log, log1p

from quizkit.scheduling.memory import DIFFICULTY

MAX_DAYS = 36500.0
MIN_DAYS = 1e-9
LOG_DAYS = log(MIN_DAYS), log(MAX_DAYS)

Block = tuple[float, ...]
"""The weights of one stability: growth by a pass (log scale + 1.5, power of stability, effect of what
was forgotten), what a lapse leaves (scale, power, effect), growth by Hard and by Easy."""


def unheld_difficulty(w: Sequence[float], g: int) -> float:
    """Return the difficulty after a first review, outside its limits too."""
    return w[4] - exp(w[5] * (g - 1)) + 1


def growth_by_good(block: Block, x: float, d: float, forgotten: float) -> float:
    """Return the growth of a stability by Good, as a share of it.

    The reference never leaves less after a pass than after a lapse; but that is never above the
    stability before, nor this below 0.
    """
    scale, power, effect = block[:3]
    growth: float = exp(scale - 1.5) * (11 - d) * x**-power * expm1(effect * forgotten)
    return growth


def after_lapse(block: Block, x: float, forgotten: float) -> float:
    """Return the stability after a lapse, never more than before."""
    scale, power, effect = block[3:6]
    return min(x, scale * expm1(power * log1p(x)) * exp(effect * forgotten))


def next_difficulty(w: Sequence[float], d: float, forgotten: float, g: int) -> float:
    """Return the difficulty after a later review: damped near 10, drawn to that of a first Easy.

    A lapse counts more the less was forgotten.
    """
    change = -w[6] * (g - 3) * (1.1 - forgotten if g == 1 else 1)
    damped = d + change * (10 - d) / 9
    return held(0.01 * unheld_difficulty(w, 4) + 0.99 * damped, *DIFFICULTY)


def held(value: float, low: float, high: float) -> float:
    return low if value < low else high if value > high else value


Curve = tuple[float, float, float, float, float, float]
"""The forgetting curve of a state, two power curves `(1 + rate * days) ** -decay` mixed: rate, decay
and share of the fast one, then of the slow one."""


def forgotten_after(curve: Curve, days: float) -> tuple[float, float]:
    """Return the shares forgotten after `days`, of the mix and of the fast part alone; 0 to 1.

    Not by 1 - recall, which would lose the digits of small values.
    """
    fast_rate, fast_decay, fast_share, slow_rate, slow_decay, slow_share = curve
    fast = -expm1(-fast_decay * log1p(fast_rate * days))
    slow = -expm1(-slow_decay * log1p(slow_rate * days))
    return fast_share * fast + slow_share * slow, fast


def days_until(forgotten: float, curve: Curve, guess: float) -> float:
    """Return the days until so much is forgotten; they and the guess lie between the two limits.

    Newton's method for ln(forgotten) over ln(days), where the curve is nearly straight, inside a
    bracket that is halved when a step leaves it or gains too little.
    """
    fast_rate, fast_decay, fast_share, slow_rate, slow_decay, slow_share = curve
    low, high = LOG_DAYS
    last_step = high - low
    y = log(guess)
    for _ in range(100):
        days = exp(y)
        fast_time, slow_time = fast_rate * days, slow_rate * days
        fast = -expm1(-fast_decay * log1p(fast_time))
        slow = -expm1(-slow_decay * log1p(slow_time))
        so_far = fast_share * fast + slow_share * slow
        slope = (  # by ln(days)
            fast_share * fast_decay * fast_time / (1 + fast_time) * (1 - fast)
            + slow_share * slow_decay * slow_time / (1 + slow_time) * (1 - slow)
        )
        error = log(so_far / forgotten)
        if error > 0:
            high = y
        else:
            low = y
        step = -error * so_far / slope
        if abs(step) < 1e-7:  # the error is about its square by now
            return exp(y + step)
        if not low < y + step < high or abs(step) > 0.5 * last_step:
            step = (low + high) / 2 - y
        last_step = abs(step)
        y += step
    return exp(y)
