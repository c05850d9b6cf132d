"""Quantities: a given number against the right one (rules 20 to 25 and 43 of docs/grading.md)."""

from fractions import Fraction
from typing import NamedTuple

from attrs import evolve

from quizkit.answers.bounds import Bound
from quizkit.answers.languages import language_of
from quizkit.answers.letters import clean, plain
from quizkit.answers.numerals import roman
from quizkit.answers.quantities import Quantity, read_quantity
from quizkit.answers.reading import Tolerance
from quizkit.grading.alike import of_another_script
from quizkit.grading.codes import Code
from quizkit.grading.given_quantity import GivenQuantity, has_right_unit, in_other_marks, ways_given
from quizkit.grading.verdict import CORRECT, Outcome, Verdict, close, partial, wrong
from quizkit.lazy import pattern

NO_TOLERANCE = Tolerance(Fraction(0))
_FEWEST_FIGURES = 3
"""Of a number that may be told with more or fewer figures than the answer (rule 43)."""


def judge_quantity(
    right: Quantity,
    text: str,
    *,
    language: str,
    shown: str,
    tolerance: Tolerance | None = None,
    unit_required: bool = False,
    question: str = "",
) -> Verdict:
    """Return the verdict on a typed quantity.

    Args:
        right: the right answer.
        text: what was typed, clean.
        language: BCP 47 tag of the deck.
        shown: the right answer as learners see it.
        tolerance: how far off the value may be; None if the author gave none.
        unit_required: whether leaving the unit out costs half.
        question: what was asked; a unit that it says may be given or left out.
    """
    ways = ways_given(text, right, language, question)
    if not ways:
        return _no_number(text, right, shown)
    asked = _Asked(right, text, language, shown, tolerance, unit_required)
    return max(map(asked.judge, ways), key=lambda verdict: verdict.score)


class _Asked(NamedTuple):
    """A right quantity and what was typed for it, with all that the verdict depends on."""

    right: Quantity
    text: str
    language: str
    shown: str
    tolerance: Tolerance | None
    unit_required: bool

    def judge(self, found: GivenQuantity) -> Verdict:
        """Return the verdict on one way to read the text."""
        right, given, shown = self.right, found.quantity, self.shown
        if not has_right_unit(right, given):
            other = _in_other_unit(right, given, shown, self.language)
            if other is None:
                return _wrong_unit(right, given)
            right = other
        given = as_signed(right, given)
        if given.direction and given.direction is not right.direction:
            return wrong(Code.DIRECTION, f"another direction: {shown}")
        verdict = _on_value(right, given, self.tolerance, shown)
        if verdict.outcome is Outcome.WRONG:
            in_marks = _with_other_marks(self.text, right, self.language, self.tolerance)
            return in_marks or self._told(verdict, right, given)
        if right.direction and not given.direction:
            return partial(0.5, Code.DIRECTION_MISSING, f"the direction is missing: {shown}")
        if self.unit_required and right.unit and not given.unit and verdict.outcome.remembered:
            return partial(0.5, Code.UNIT_MISSING, f"the unit is missing: {shown}")
        return _in_marks(verdict, self.language) if found.in_other_marks else verdict

    def _told(self, verdict: Verdict, right: Quantity, given: Quantity) -> Verdict:
        """Return the verdict on a wrong number with a reason that is true of how it was written."""
        if verdict.code is Code.POWER_OF_TEN and _MYRIAD.search(self.shown + self.text):
            verdict = _other_value(right, given)
        is_power = verdict.code in (Code.VALUE, Code.POWER_OF_TEN)
        if (
            is_power and given.unit is None and _MAGNITUDE.search(self.text)
        ):  # 12 m, which may be meant as metres
            return _read_as(right, given)
        if verdict.code is Code.VALUE and not any(map(str.isdigit, self.text)):
            return _read_as(right, given)
        return verdict


def judge_between(
    low: Quantity, high: Quantity, text: str, *, language: str, shown: str, question: str = ""
) -> Verdict:
    """Return the verdict on a number that may be any from `low` to `high`; `shown` says which."""
    right = low if low.unit else high
    ways = ways_given(text, right, language, question)
    if not ways:
        return _no_number(text, right, shown)
    given, is_swapped = ways[0]
    if not has_right_unit(right, given):
        return _wrong_unit(right, given)
    value = value_in(right, given)
    if value < low.in_unit(right.unit):
        return wrong(Code.TOO_LOW, "too low")
    if value > high.in_unit(right.unit):
        return wrong(Code.TOO_HIGH, "too high")
    if given.bound is Bound.ABOUT:
        return close(Code.ABOUT, f"right, but an exact number is asked for: {shown}")
    verdict = _bound(Bound.EXACT, given, shown)
    return _in_marks(verdict, language) if is_swapped else verdict


def _no_number(text: str, right: Quantity, shown: str) -> Verdict:
    """Return the verdict on what cannot be read as one quantity (rule 21)."""
    if alike := of_another_script(plain(clean(shown)), plain(text)):
        return wrong(Code.LOOK_ALIKE, alike)
    if not any(map(str.isdigit, text)):
        said = "a number is asked for" if roman(text) is None else "write the number in figures"
        return wrong(Code.NO_NUMBER, said)
    unit = " with its unit" if right.unit else ""
    return wrong(Code.NO_NUMBER, f"that cannot be read as one number{unit}")


def _in_other_unit(right: Quantity, given: Quantity, shown: str, language: str) -> Quantity | None:
    """Return the right answer in what else its unit may mean, if that is what was given, or None.

    `5 C` is 5 coulombs as well as 5 degrees, and 5 pounds are money as well as a weight.
    """
    if right.unit is None or given.unit is None or given.unit.offset:
        return None
    other = read_quantity(shown, language=language, right=given)
    return other if other and other.unit and has_right_unit(other, given) else None


def _with_other_marks(
    text: str, right: Quantity, language: str, tolerance: Tolerance | None
) -> Verdict | None:
    """Return the verdict on a wrong number that is right with point and comma changed, or None."""
    swapped = in_other_marks(text, right, language)
    if swapped is None or not has_right_unit(right, swapped):
        return None
    is_right = _is_value_right(right, swapped, tolerance or NO_TOLERANCE)
    return wrong(Code.MARKS, _marks(language)) if is_right else None


def _in_marks(verdict: Verdict, language: str) -> Verdict:
    """Return the verdict on a number whose point and comma have changed places (rule 43)."""
    point, comma = _point_and_comma(language)
    said = f"the decimal mark here is a {point}, not a {comma}"
    if verdict is CORRECT:
        return Verdict(Outcome.CORRECT, 1.0, Code.MARKS, said)
    return evolve(verdict, reason=f"{verdict.reason}; {said}")


def _marks(language: str) -> str:
    point, comma = _point_and_comma(language)
    return f"here a {point} begins the decimals, and a {comma} groups digits"


def _point_and_comma(language: str) -> tuple[str, str]:
    """Return the marks that a language has for the decimals, and for groups."""
    return ("comma", "point") if language_of(language).decimal_comma else ("point", "comma")


def as_signed(right: Quantity, given: Quantity) -> Quantity:
    """Return degrees given as the right ones are written: with a direction, or with a sign."""
    if given.direction and not right.direction:
        return evolve(given, value=given.value * given.direction.sign, direction=None)
    if right.direction and not given.direction and given.value < 0:
        below = min(right.direction, right.direction.opposite, key=lambda one: one.sign)
        return evolve(given, value=-given.value, direction=below)
    return given


def _wrong_unit(right: Quantity, given: Quantity) -> Verdict:
    if given.value == right.value:
        return wrong(Code.UNIT, "the right figure in a wrong unit")
    return wrong(Code.UNIT, "another unit is asked for" if right.unit else "no unit is asked for")


def _on_value(right: Quantity, given: Quantity, tolerance: Tolerance | None, shown: str) -> Verdict:
    """Return the verdict on the number and its bound, the units being of one kind."""
    if _is_value_right(right, given, tolerance or NO_TOLERANCE):
        said = "right number" if _is_exactly(right, given) else "near enough"
        return _bound(right.bound, given, shown, said)
    if tolerance is None:
        if right.is_rounded and rounded(value_in(right, given), right.place or 0) == right.value:
            return _bound(right.bound, given, shown)
        if may_be_rounded(right) and _is_rounded_from(right, given) and given.bound is right.bound:
            full = "the answer has more figures" if right.is_rounded else "the answer is exact"
            return close(Code.ROUNDED, f"rightly rounded, but {full}: {shown}")
    return _wrong_value(right, given)


def may_be_rounded(right: Quantity) -> bool:
    """Return whether fewer figures may be given: of a rounded number, or of a fraction as 1/3."""
    return right.is_rounded or (right.place is None and right.value.denominator > 1)


def rounded(value: Fraction, place: int) -> Fraction:
    """Return a value rounded at a power of ten, a half away from zero."""
    size = Fraction(10) ** place
    steps = (abs(value) / size + Fraction(1, 2)) // 1
    return steps * size * (-1 if value < 0 else 1)


def _is_rounded_from(right: Quantity, given: Quantity) -> bool:
    """Return whether three figures or more were given to which the right number rounds (rule 43)."""
    return given.digits >= _FEWEST_FIGURES and _is_rounded_at(given.place, right, given)


def _is_rounded_at(place: int | None, right: Quantity, given: Quantity) -> bool:
    """Return whether the right number, rounded at a power of ten, is the given one."""
    if place is None:
        return False
    value = right.in_unit(given.unit) if right.unit else right.value
    if given.unit and not right.unit:  # a percentage of a bare number
        value = given.unit.from_base(right.value)
    return rounded(value, place) == given.value


def _is_value_right(right: Quantity, given: Quantity, tolerance: Tolerance) -> bool:
    """Return whether the value given is right, in its own unit or in the right one."""
    value = value_in(right, given)
    if abs(value - right.value) <= tolerance.around(right.value):
        return True
    if right.unit is None or given.unit is None or right.unit.is_same(given.unit):
        return False
    if right.above and right.above == given.above:
        return False
    return _rounds_to(right, given)


def value_in(right: Quantity, given: Quantity) -> Fraction:
    """Return the value given in the unit of the right one; 25 % of a bare number is 0.25."""
    if right.unit is None and given.unit is not None:
        return given.unit.to_base(given.value)
    return given.in_unit(right.unit)


def _is_exactly(right: Quantity, given: Quantity) -> bool:
    """Return whether a right value is the very one, within no tolerance."""
    return _is_value_right(right, given, NO_TOLERANCE)


def _rounds_to(right: Quantity, given: Quantity) -> bool:
    """Return whether the right value, converted, rounds to two figures given or more (rule 24)."""
    is_above = given.unit == right.above  # neither 6.2 ft are 6 ft 2 in, nor are 365 days 365 d 6 h
    if given.place is None or given.digits < (_FEWEST_FIGURES if is_above else 2):
        return False
    if is_above and given.place >= 0:
        return False
    return abs(right.in_unit(given.unit) - given.value) <= Fraction(10) ** given.place / 2


_POWERS_OF_TEN = {
    ratio: "one power of ten" if power == 1 else f"{power} powers of ten"
    for power in range(1, 13)
    for ratio in (Fraction(10**power), Fraction(1, 10**power))
}


_MAGNITUDE = pattern(r"(?i)[0-9] ?[kmb]\Z")
"""A figure with a letter that stands for a power of ten, where it is no unit."""
_MYRIAD = pattern("[万萬億亿兆만억조]")
"""What groups figures by four, so that powers of ten are no slip."""


def _wrong_value(right: Quantity, given: Quantity) -> Verdict:
    """Return the verdict on a wrong number, with a reason where the slip is a known one."""
    if given.value == right.value:
        return wrong(Code.UNIT, "the right figure in a wrong unit")
    value = value_in(right, given)
    if value == -right.value:
        return wrong(Code.SIGN, "a different sign")
    units = {unit.name for unit in (right.unit, given.unit) if unit}
    zeros = _POWERS_OF_TEN.get(value / right.value) if right.value else None
    if zeros and "percent" in units and not given.unit:
        return wrong(Code.VALUE, "a number alone is read in %, as the answer is")
    if zeros and not right.above and not units.intersection(("percent", "permille")):
        return wrong(Code.POWER_OF_TEN, f"the right figures, {zeros} off")
    return _other_value(right, given)


def _other_value(right: Quantity, given: Quantity) -> Verdict:
    """Return the verdict on another number."""
    side = "too low" if value_in(right, given) < right.value else "too high"
    has_few = right.is_rounded and given.digits < _FEWEST_FIGURES
    if has_few and _is_rounded_at(given.place, right, given):
        return wrong(Code.VALUE, "rounded too far: give three figures at least")
    return wrong(Code.VALUE, f"another number, {side}")


def _read_as(right: Quantity, given: Quantity) -> Verdict:
    """Return the verdict on another number in words, which may be read otherwise than meant."""
    if given.value.denominator > 1 or abs(given.value) > 10**15:
        return _other_value(right, given)
    side = "too low" if value_in(right, given) < right.value else "too high"
    return wrong(Code.VALUE, f"read as {given.value.numerator:,}, which is {side}")


_BOUND_NAMES = {
    Bound.OVER: "a lower bound",
    Bound.UNDER: "an upper bound",
    Bound.ABOUT: "approximate",
    Bound.EXACT: "exact",
}


def _bound(right: Bound, given: Quantity, shown: str, number: str = "right number") -> Verdict:
    """Return the verdict on a right value with the bounds meant and given (rules 25 and 36).

    Args:
        right: the bound meant.
        given: the quantity with the bound given.
        shown: the right answer as learners see it.
        number: what the number is worth; one within a tolerance is not the right one.
    """
    if right is given.bound:
        return CORRECT
    said = f"the answer is {_BOUND_NAMES[right]}: {shown}"
    if given.insists:
        return close(Code.ABOUT, f"{number}, but {said}")
    if given.bound is Bound.EXACT:
        return Verdict(Outcome.CORRECT, 1.0, Code.BOUND_LEFT_OUT, said)
    if Bound.ABOUT in (given.bound, right):
        return close(Code.ABOUT, f"{number}, but {said}")
    return wrong(Code.BOUND, f"{number}, but {said}")
