"""Quantities of one sort made comparable."""

from fractions import Fraction

from quizkit.answers.quantities import Quantity


def in_base_units(quantity: Quantity) -> Fraction:
    """Return the value in metres, kilograms and so on; as it is where there is no unit."""
    return quantity.unit.to_base(quantity.value) if quantity.unit else quantity.value
