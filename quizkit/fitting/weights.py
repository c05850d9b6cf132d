"""The weights of a memory model that fit a log."""

from collections.abc import Callable
from math import log, sqrt
from typing import TypeAlias

import numpy as np
from attrs import frozen

from quizkit.fitting.columns.arrays import Floats
from quizkit.fitting.fisher import Prior, likeliest
from quizkit.fitting.fsrs6_slopes import slopes_of_fsrs6
from quizkit.fitting.fsrs7_slopes import slopes_of_fsrs7
from quizkit.fitting.histories import Histories
from quizkit.fitting.log import ReviewLog
from quizkit.fitting.slopes import FIRST, Slopes
from quizkit.scheduling import fsrs6, fsrs7
from quizkit.scheduling.days import CalendarDays
from quizkit.scheduling.fsrs6 import FSRS6
from quizkit.scheduling.fsrs7 import FSRS7

Model: TypeAlias = FSRS6 | FSRS7

FIRST_SIGMA = 1.4
"""The distance of a first stability, in logarithms, that costs 1: a factor of 4."""

# The spread of the other weights from learner to learner: those of the trainer of fsrs-rs.
SIGMA_OF_FSRS6 = (
    0.57, 0.28, 0.6, 0.12, 0.39, 0.18, 0.33, 0.3, 0.09, 0.16, 0.57, 0.25, 1.03, 0.31, 0.32, 0.14, 0.27,
)  # fmt: skip
FSRS7_PULL = 1 / 3
"""What the distance to the defaults of FSRS-7 counts, where it counts 1 with FSRS-6: as in fsrs-rs."""
SIGMA_OF_FSRS7 = (
    0.523, 0.2528, 0.4329,
    0.2966, 0.2139, 0.2889, 0.1862, 0.175, 0.3812, 0.3013, 0.9104,
    0.3234, 0.2448, 0.3273, 0.1842, 0.1735, 0.4608, 0.311, 0.864,
    0.0418, 0.2596, 0.0798, 0.0682, 0.1282, 0.1397, 0.1407, 0.1489, 0.2, 0.15, 0.15,
)  # fmt: skip
FIRST_IN_ORDER = ((1, 0), (2, 1), (3, 2))


@frozen
class Fitted:
    """A model with fitted weights, and how often the log was gone through for them."""

    model: Model
    passes: int


def fitted(histories: Histories, kind: type[Model], start: Model | None = None) -> Fitted:
    """Return the weights of a model that fit some histories.

    Args:
        histories: with fractions for FSRS-7, without for FSRS-6.
        kind: FSRS6 or FSRS7.
        start: weights to begin with; it says nothing of where to end.
    """
    prior, slopes_under = _PRIORS[kind], _SLOPES[kind]

    def slopes_of(counted: Floats) -> Slopes:
        """Return loss and slopes at weights in which first stabilities are logarithms."""
        return slopes_under(_weights(counted), histories)

    begin = _counted((start if isinstance(start, kind) else kind()).weights)
    optimum = likeliest(slopes_of, begin, prior)
    return Fitted(kind.clipped(_weights(optimum.weights)), optimum.passes)


def in_use(model: Model, name: str) -> Model:
    """Return a model that was given as the argument `name`; ValueError if it is none of ours."""
    if not isinstance(model, FSRS6 | FSRS7):
        raise ValueError(f"{name} is an FSRS6 or FSRS7, not {model!r}")
    return model


def histories_for(kind: type[Model], reviews: ReviewLog, days: CalendarDays) -> Histories:
    """Return the histories of a log in the time that a model counts."""
    return Histories(reviews, days, fractions=kind.counts_fractions)


def _counted(weights: tuple[float, ...]) -> Floats:
    """Return weights as `slopes` counts them: first stabilities by their logarithms."""
    return np.array([*map(log, weights[:FIRST]), *weights[FIRST:]])


def _weights(counted: Floats) -> tuple[float, ...]:
    numbers: list[float] = [*np.exp(counted[:FIRST]).tolist(), *counted[FIRST:].tolist()]
    return tuple(numbers)


def _prior(
    weights: tuple[float, ...],
    sigma: tuple[float, ...],
    bounds: tuple[tuple[float, float], ...],
    not_below: tuple[tuple[int, int], ...],
    pull: float = 1,
) -> Prior:
    """Return a prior in counted weights; a larger `pull` holds them closer to the centre."""
    return Prior(
        _counted(weights),
        np.array([FIRST_SIGMA] * FIRST + list(sigma)) / sqrt(pull),
        _counted(tuple(low for low, _ in bounds)),
        _counted(tuple(high for _, high in bounds)),
        not_below,
    )


_PRIORS: dict[type[Model], Prior] = {
    FSRS6: _prior(fsrs6.DEFAULT_WEIGHTS, SIGMA_OF_FSRS6, fsrs6.BOUNDS, FIRST_IN_ORDER),
    FSRS7: _prior(fsrs7.DEFAULT_WEIGHTS, SIGMA_OF_FSRS7, fsrs7.BOUNDS, fsrs7.NOT_BELOW, FSRS7_PULL),
}
_SLOPES: dict[type[Model], Callable[[tuple[float, ...], Histories], Slopes]] = {
    FSRS6: slopes_of_fsrs6,
    FSRS7: slopes_of_fsrs7,
}
