"""The formulas of FSRS-6 one by one, as their source has them.

w are the weights, s a stability and d a difficulty before the review, g its rating, r the chance of
recall when it began. `FSRS6` works out the same in one go, as every review asks for it, and a test
holds it to these. How much faster that is, shows
`pytest tests/benchmarks/bench_scheduling.py -s -k written_out`.

Source: that of `fsrs6.py`.
"""

from math import exp, expm1, log, sqrt

from quizkit.scheduling.memory import DIFFICULTY

Weights = tuple[float, ...]


def curve(w: Weights) -> tuple[float, float]:
    """Return the decay and the factor of the forgetting curve: 0.9 at one stability."""
    decay = -w[20]
    return decay, expm1(log(0.9) / decay)


def recall_after(w: Weights, s: float, days: float) -> float:
    """Return the chance of recall so many days after a review."""
    decay, factor = curve(w)
    recall: float = (1 + factor * days / s) ** decay
    return recall


def unheld_difficulty(w: Weights, g: int) -> float:
    """Return the difficulty after a first review, outside its limits too."""
    return w[4] - exp(w[5] * (g - 1)) + 1


def same_day(w: Weights, s: float, g: int) -> float:
    """Return the stability after a review on the day of the one before; no pass lowers it."""
    factor: float = exp(w[17] * (g - 3 + w[18])) * s ** -w[19]
    return s * factor if g == 1 else s * max(factor, 1)


def after_pass(w: Weights, s: float, d: float, r: float, g: int) -> float:
    """Return the stability after a pass on another day: it grows by how much was forgotten."""
    of_rating = {2: w[15], 3: 1.0, 4: w[16]}[g]
    growth: float = exp(w[8]) * (11 - d) * s ** -w[9] * expm1(w[10] * (1 - r))
    return s * (1 + growth * of_rating)


def after_lapse(w: Weights, s: float, d: float, r: float) -> float:
    """Return the stability after a lapse on another day, never more than a share of the old one."""
    left: float = w[11] * d ** -w[12] * ((s + 1) ** w[13] - 1) * exp(w[14] * (1 - r))
    return min(left, s / exp(w[17] * w[18]))


def same_day_ceiling(w: Weights, relearning_steps: int) -> float:
    """Return the highest that weights 17 and 18 may be, for two relearning steps or more; 0.01 to 2.

    A Good on the day of a lapse multiplies the stability by exp(w17 * w18), and one is given at each
    step. The ceiling is the root of the largest product with which these do not lead above the
    stability before the lapse, of a card with s = 1, d = 1 and r = 0.7.

    Source: ts-fsrs and go-fsrs, which apply it to the weights of a scheduler; fsrs-rs trains under it.
    """
    after = log(w[11]) + log(2 ** w[13] - 1) + 0.3 * w[14]  # of `after_lapse`, the logarithm
    return held(sqrt(max(-after / relearning_steps, 0)), 0.01, 2.0)


def next_difficulty(w: Weights, d: float, g: int) -> float:
    """Return the difficulty after a later review: damped near 10, drawn to that of a first Easy."""
    damped = d - w[6] * (g - 3) * (10 - d) / 9
    return held(w[7] * unheld_difficulty(w, 4) + (1 - w[7]) * damped, *DIFFICULTY)


def held(value: float, low: float, high: float) -> float:
    return min(max(value, low), high)
