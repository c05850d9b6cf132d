"""Fisher scoring: the weights under which a log, and a prior, are likeliest.

Newton's method with the expected second derivative, damped, within bounds. It sees the weights as
free numbers: of the first stabilities logarithms, and of weights in order the steps between them.
The expected second derivative can fall short of the true one where a model fits badly, as FSRS-7
does at its defaults; then steps overshoot, back and forth. So no step goes further than weights
commonly vary, and where one gained less than promised, the curvature met on the way is taken over.
"""

from collections.abc import Callable, Sequence

import numpy as np
from attrs import frozen

from quizkit.fitting.columns.arrays import Floats
from quizkit.fitting.slopes import Slopes

MOST_PASSES = 30
LEAST_DAMPING = 1e-4
MOST_STRETCH = 10
ENOUGH = 0.2
"""Where a step promises less than this, or changes no more, the fit is done. It is log loss summed
over the log: weights that differ by so little are equally likely."""


@frozen(eq=False)
class Prior:
    """The weights expected, and the cost of each distance from them.

    A weight costs its distance to `centre` in `sigma`, squared. Both, and the bounds, are of
    weights as `slopes` counts them: first stabilities by their logarithms.

    Attributes:
        centre, sigma, low, high: of each weight.
        not_below: pairs of weights of which the first may not lie below the second.
    """

    centre: Floats
    sigma: Floats
    low: Floats
    high: Floats
    not_below: Sequence[tuple[int, int]]


@frozen(eq=False)
class Optimum:
    """Weights, the log loss summed over the log with the cost of the prior, and passes over the log."""

    weights: Floats
    cost: float
    passes: int


def likeliest(slopes: Callable[[Floats], Slopes], start: Floats, prior: Prior) -> Optimum:
    """Return the weights of least log loss and cost.

    Args:
        slopes: log loss and derivatives under some weights.
        start: weights to begin with; moved into bounds.
        prior: what is known of weights before any log.
    """
    # weights = steps @ free
    steps = np.eye(len(start))
    for above, below in prior.not_below:
        steps[above] += steps[below]
    low, high = prior.low.copy(), prior.high.copy()
    for above, below in prior.not_below:
        low[above], high[above] = 0.0, prior.high[above] - prior.low[below]
    precision = 2 / prior.sigma**2

    def at(free: Floats) -> tuple[float, Floats, Floats]:
        """Return cost, gradient and information at free weights, the prior counted in each."""
        weights = np.clip(steps @ free, prior.low, prior.high)
        found = slopes(weights)
        away = weights - prior.centre
        cost = found.loss + float(away @ (precision * away)) / 2
        gradient = steps.T @ (found.gradient + precision * away)
        return cost, gradient, steps.T @ (found.information + np.diag(precision)) @ steps

    free: Floats = np.clip(np.linalg.solve(steps, start), low, high).astype(np.float64)
    cost, gradient, information = at(free)
    passes, damping = 1, LEAST_DAMPING
    while passes < MOST_PASSES:
        step = _step(
            information,
            gradient,
            damping,
            np.maximum(low - free, -prior.sigma),
            np.minimum(high - free, prior.sigma),
        )
        promised = -float(gradient @ step + step @ information @ step / 2)
        if promised < ENOUGH:
            break
        tried = at(free + step)
        passes += 1
        gain = cost - tried[0]
        met = float((tried[1] - gradient) @ step)
        if gain > 0:
            free = free + step
            cost, gradient, information = tried
        if gain < 0.8 * promised:
            information = _stretched(information, step, met)
        if gain > 0.5 * promised:  # the quadratic model holds, and needs little damping
            damping = max(damping / 10, LEAST_DAMPING)
        elif gain < 0.1 * promised:
            damping = max(damping * 10, 0.1)
        if abs(gain) < ENOUGH:  # also where the log loss has a kink that steps do not get past
            break
    return Optimum(np.clip(steps @ free, prior.low, prior.high), cost, passes)


def _stretched(information: Floats, step: Floats, met: float) -> Floats:
    """Return the information with the curvature met along a step, if that is higher."""
    along = information @ step
    expected = float(step @ along)
    if met <= expected:
        return information
    more: Floats = (min(met / expected, MOST_STRETCH) - 1) / expected * np.outer(along, along)
    return information + more


def _step(
    information: Floats, gradient: Floats, damping: float, low: Floats, high: Floats
) -> Floats:
    """Return the best step of a quadratic model within bounds, by an active set."""
    damped = information + damping * np.diag(np.diag(information))
    step = np.zeros(len(gradient))
    loose = ~((low >= 0) & (gradient > 0) | (high <= 0) & (gradient < 0))
    while loose.any():
        held = ~loose
        slope = -gradient[loose] - damped[np.ix_(loose, held)] @ step[held]
        wanted = np.linalg.solve(damped[np.ix_(loose, loose)], slope)
        within = np.clip(wanted, low[loose], high[loose])
        step[loose] = within
        if (within == wanted).all():
            break
        loose[np.flatnonzero(loose)[within != wanted]] = False
    return step
