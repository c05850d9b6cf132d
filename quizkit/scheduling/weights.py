"""Checking and clipping the weights of a memory model against their bounds.

A bound is closed. A weight that was stored in single precision can lie outside by one part in ten
million; so much is forgiven and clipped in silence.
"""

from collections.abc import Iterable, Sequence
from math import isfinite, nan
from typing import Any

from quizkit.scheduling.stored import shown

Bounds = Sequence[tuple[float, float]]

SLACK = 1e-6
"""How far outside a bound a weight may lie, relative to the bound, to be clipped in silence."""


def floats(weights: Sequence[float]) -> tuple[float, ...]:
    """Return the weights as floats.

    Raises:
        ValueError: something among them is not a finite number; all such places are named.
    """
    if not isinstance(weights, Iterable):
        raise ValueError(f"weights are a list of numbers, not {weights!r}")
    given = tuple(weights)
    numbers = tuple(map(_number, given))
    problems = [
        f"weight {index} is {_fault(given[index])}: {shown(given[index])}"
        for index, number in enumerate(numbers)
        if not isfinite(number)
    ]
    if problems:
        raise ValueError("; ".join(problems))
    return numbers


def _number(weight: Any) -> float:
    """Return a weight as a float, NaN for what is no number."""
    try:
        return nan if isinstance(weight, bool | str | bytes) else float(weight)
    except (TypeError, ValueError, OverflowError):
        return nan


def _fault(weight: Any) -> str:
    return "not finite" if isinstance(weight, float) else "no number"


def clipped(weights: Sequence[float], bounds: Bounds) -> tuple[float, ...]:
    """Return each weight, moved into its bounds."""
    return tuple(
        min(max(weight, low), high) for weight, (low, high) in zip(weights, bounds, strict=True)
    )


def outside(weights: Sequence[float], bounds: Bounds) -> list[str]:
    """Return a message for every weight that lies outside its bounds by more than `SLACK`."""
    return [
        f"weight {index} is {weight}, outside {low} to {high}"
        for index, (weight, (low, high)) in enumerate(zip(weights, bounds, strict=True))
        if not low - SLACK * abs(low) <= weight <= high + SLACK * abs(high)
    ]
