"""Quantities: a given number against the right one (rules 20 to 25 of docs/grading.md)."""

from fractions import Fraction

from quizkit.answers.bounds import Bound
from quizkit.answers.languages import language_of
from quizkit.answers.quantities import Quantity, read_quantity
from quizkit.answers.reading import Tolerance
from quizkit.grading.codes import Code
from quizkit.grading.verdict import CORRECT, Outcome, Verdict, close, partial, wrong

NO_TOLERANCE = Tolerance(Fraction(0))
_SWAPPED = str.maketrans(",.", ".,")


def judge_quantity(
    right: Quantity,
    text: str,
    *,
    language: str,
    shown: str,
    tolerance: Tolerance = NO_TOLERANCE,
    unit_required: bool = False,
) -> Verdict:
    """Return the verdict on a typed quantity.

    Args:
        right: the right answer.
        text: what was typed, clean.
        language: BCP 47 tag of the deck.
        shown: the right answer as learners see it.
        tolerance: how far off the value may be.
        unit_required: whether leaving the unit out costs half.
    """
    given = read_quantity(text, language=language, right=right, counted=True)
    if given is None:
        return _no_number(text, right, language)
    if not _is_unit_right(right, given):
        other = _in_other_unit(right, given, shown, language)
        if other is None:
            return _wrong_unit(right, given)
        right = other
    if not _is_value_right(right, given, tolerance):
        swapped = _in_other_marks(text, right, language)
        is_swapped = swapped is not None and _is_right(right, swapped, tolerance)
        return wrong(Code.MARKS, _marks(language)) if is_swapped else _wrong_value(right, given)
    said = "right number" if _is_exactly(right, given) else "near enough"
    verdict = _bound(right.bound, given.bound, shown, said)
    if unit_required and right.unit and not given.unit and verdict.outcome.remembered:
        return partial(0.5, Code.UNIT_MISSING, f"the unit is missing: {shown}")
    return verdict


def judge_between(
    low: Quantity, high: Quantity, text: str, *, language: str, shown: str
) -> Verdict:
    """Return the verdict on a number that may be any from `low` to `high`; `shown` says which."""
    right = low if low.unit else high
    given = read_quantity(text, language=language, right=right, counted=True)
    if given is None:
        return _no_number(text, right, language)
    if not _is_unit_right(right, given):
        return _wrong_unit(right, given)
    value = given.in_unit(right.unit)
    if value < low.in_unit(right.unit):
        return wrong(Code.TOO_LOW, "too low")
    if value > high.in_unit(right.unit):
        return wrong(Code.TOO_HIGH, "too high")
    if given.bound is Bound.ABOUT:
        return close(Code.ABOUT, f"right, but an exact number is asked for: {shown}")
    return _bound(Bound.EXACT, given.bound, shown)


def _no_number(text: str, right: Quantity, language: str) -> Verdict:
    """Return the verdict on what cannot be read as one quantity (rule 21)."""
    if not any(map(str.isdigit, text)):
        return wrong(Code.NO_NUMBER, "a number is asked for")
    if _in_other_marks(text, right, language):
        return wrong(Code.MARKS, _marks(language))
    unit = " with its unit" if right.unit else ""
    return wrong(Code.NO_NUMBER, f"that cannot be read as one number{unit}")


def _in_other_unit(right: Quantity, given: Quantity, shown: str, language: str) -> Quantity | None:
    """Return the right answer in what else its unit may mean, if that is what was given, or None.

    `5 C` is 5 coulombs as well as 5 degrees, and 5 pounds are money as well as a weight.
    """
    if right.unit is None or given.unit is None or given.unit.offset:
        return None
    other = read_quantity(shown, language=language, right=given)
    return other if other and other.unit and _is_unit_right(other, given) else None


def _in_other_marks(text: str, right: Quantity, language: str) -> Quantity | None:
    """Return the quantity that `text` would be if point and comma changed places, or None."""
    swapped = text.translate(_SWAPPED)
    if swapped == text:
        return None
    return read_quantity(swapped, language=language, right=right, counted=True)


def _marks(language: str) -> str:
    point, comma = ("comma", "point") if language_of(language).decimal_comma else ("point", "comma")
    return f"here a {point} begins the decimals, and a {comma} groups digits"


def _is_right(right: Quantity, given: Quantity, tolerance: Tolerance) -> bool:
    return _is_unit_right(right, given) and _is_value_right(right, given, tolerance)


def _is_unit_right(right: Quantity, given: Quantity) -> bool:
    """Return whether the unit given measures what the right one does, or is left out (rule 24)."""
    if given.unit is None:
        return True
    return given.unit.dimensions == (right.unit.dimensions if right.unit else ())


def _wrong_unit(right: Quantity, given: Quantity) -> Verdict:
    if given.value == right.value:
        return wrong(Code.UNIT, "the right figure in a wrong unit")
    return wrong(Code.UNIT, "another unit is asked for" if right.unit else "no unit is asked for")


def _is_value_right(right: Quantity, given: Quantity, tolerance: Tolerance) -> bool:
    """Return whether the value given is right, in its own unit or in the right one."""
    value = _value_in(right, given)
    if abs(value - right.value) <= tolerance.around(right.value):
        return True
    if right.unit is None or given.unit in (None, right.unit):
        return False
    return _rounds_to(right, given)


def _value_in(right: Quantity, given: Quantity) -> Fraction:
    """Return the value given in the unit of the right one; 25 % of a bare number is 0.25."""
    if right.unit is None and given.unit is not None:
        return given.unit.to_base(given.value)
    return given.in_unit(right.unit)


def _is_exactly(right: Quantity, given: Quantity) -> bool:
    """Return whether a right value is the very one, within no tolerance."""
    return _is_value_right(right, given, NO_TOLERANCE)


def _rounds_to(right: Quantity, given: Quantity) -> bool:
    """Return whether the right value, converted, rounds to two figures given or more (rule 24)."""
    if given.place is None or given.digits < 2:
        return False
    return abs(right.in_unit(given.unit) - given.value) <= Fraction(10) ** given.place / 2


_POWERS_OF_TEN = {
    ratio: "one power of ten" if power == 1 else f"{power} powers of ten"
    for power in range(1, 13)
    for ratio in (Fraction(10**power), Fraction(1, 10**power))
}


def _wrong_value(right: Quantity, given: Quantity) -> Verdict:
    """Return the verdict on a wrong number, with a reason where the slip is a known one."""
    if given.value == right.value:
        return wrong(Code.UNIT, "the right figure in a wrong unit")
    value = _value_in(right, given)
    if value == -right.value:
        return wrong(Code.SIGN, "a different sign")
    units = {unit.name for unit in (right.unit, given.unit) if unit}
    zeros = _POWERS_OF_TEN.get(value / right.value) if right.value else None
    if zeros and "percent" in units and not given.unit:
        return wrong(Code.VALUE, "a number alone is read in %, as the answer is")
    if zeros and not units.intersection(("percent", "permille")):
        return wrong(Code.POWER_OF_TEN, f"the right figures, {zeros} off")
    side = "too low" if value < right.value else "too high"
    if given.digits or given.value.denominator > 1:
        return wrong(Code.VALUE, f"another number, {side}")
    return wrong(Code.VALUE, f"read as {given.value.numerator:,}, which is {side}")


_BOUND_NAMES = {
    Bound.OVER: "a lower bound",
    Bound.UNDER: "an upper bound",
    Bound.ABOUT: "approximate",
    Bound.EXACT: "exact",
}


def _bound(right: Bound, given: Bound, shown: str, number: str = "right number") -> Verdict:
    """Return the verdict on a right value with the bounds meant and given (rule 25).

    Args:
        right, given: the bounds.
        shown: the right answer as learners see it.
        number: what the number is worth; one within a tolerance is not the right one.
    """
    if right is given:
        return CORRECT
    said = f"the answer is {_BOUND_NAMES[right]}: {shown}"
    if given is Bound.EXACT:
        return Verdict(Outcome.CORRECT, 1.0, Code.BOUND_LEFT_OUT, said)
    if Bound.ABOUT in (given, right):
        return close(Code.ABOUT, f"{number}, but {said}")
    return wrong(Code.BOUND, f"{number}, but {said}")
