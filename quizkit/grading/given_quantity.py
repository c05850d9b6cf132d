"""How a typed quantity is read against the right one, in all the ways that count (rules 22 and 43).

Point and comma may have changed places, if what was typed is no number of that deck, and the question
may have said a part of the unit.
"""

from collections.abc import Iterator
from typing import NamedTuple

from attrs import evolve

from quizkit.answers.quantities import Quantity, read_quantity
from quizkit.answers.said_units import said_units, without_rate
from quizkit.answers.units import Unit
from quizkit.lazy import pattern

_APART = pattern(r"[.,] [0-9]| [.,]")
"""A mark with a space beside it, which is none of decimals."""
_SWAPPED = str.maketrans(",.", ".,")


class GivenQuantity(NamedTuple):
    """A typed quantity, and whether point and comma have changed places in it."""

    quantity: Quantity
    in_other_marks: bool = False


def ways_given(
    text: str, right: Quantity, language: str, question: str = ""
) -> list[GivenQuantity]:
    """Return the ways to read a typed text as a quantity; none if it is none.

    Args:
        text: what was typed, clean.
        right: the right answer.
        language: BCP 47 tag of the deck.
        question: what was asked, whose units may be left out or said again.
    """
    own = read_quantity(text, language=language, right=right, counted=True)
    is_share = own is not None and own.unit is not None and not own.unit.dimensions
    ways = [GivenQuantity(own)] if own and has_right_unit(right, own) else []
    if question and (is_share or not ways):
        ways += map(GivenQuantity, _as_question_says(text, own, right, language, question))
    if ways:
        return ways
    swapped = None if own else in_other_marks(text, right, language)
    if swapped:
        return [GivenQuantity(swapped, in_other_marks=True)]
    return [GivenQuantity(own)] if own else []


def in_other_marks(text: str, right: Quantity, language: str) -> Quantity | None:
    """Return the quantity that `text` would be if point and comma changed places, or None."""
    swapped = text.translate(_SWAPPED)
    if swapped == text or _APART.search(text):
        return None
    return read_quantity(swapped, language=language, right=right, counted=True)


def has_right_unit(right: Quantity, given: Quantity) -> bool:
    """Return whether the unit given measures what the right one does, or is left out (rule 24)."""
    if given.unit is None:
        return True
    return given.unit.dimensions == (right.unit.dimensions if right.unit else ())


def _as_question_says(
    text: str, own: Quantity | None, right: Quantity, language: str, question: str
) -> Iterator[Quantity]:
    """Yield the quantities that `text` is beside the units that the question says."""
    said = said_units(question, language)
    for unit in said.measures if right.unit is None else ():
        like = Quantity(right.value, unit)
        read = read_quantity(text, language=language, right=like, counted=True)
        if read and read.unit and read.unit.dimensions == unit.dimensions:
            yield evolve(read, value=read.in_unit(unit), unit=None)
    if own and own.unit and right.unit:
        for by_rate in (_over(own.unit, rate) for rate in said.rates):
            if by_rate.dimensions == right.unit.dimensions:
                yield evolve(own, unit=by_rate)
    rest = without_rate(text, said, language)
    read = read_quantity(rest, language=language, right=right, counted=True) if rest else None
    if read and has_right_unit(right, read):
        yield read


def _over(unit: Unit, rate: Unit) -> Unit:
    """Return a unit divided by another: grams a day."""
    dimensions = dict(unit.dimensions)
    for kind, power in rate.dimensions:
        dimensions[kind] = dimensions.get(kind, 0) - power
    return Unit(
        f"{unit.name} per {rate.name}",
        tuple(sorted((kind, power) for kind, power in dimensions.items() if power)),
        unit.factor / rate.factor,
    )
