"""Quantities: a bound, a figure, its magnitude and its unit, read from one text.

The same reader serves the author's answer and the learner's. It takes a text only if all of it is
one quantity. What is equal to what is decided in grading.
"""

import re
from fractions import Fraction

from attrs import frozen

from quizkit.answers import numerals
from quizkit.answers.bounds import AT_END, BEFORE, BEHIND, Bound, bound_of
from quizkit.answers.english import LEAD_IN
from quizkit.answers.languages import language_of
from quizkit.answers.letters import LETTER, MAX_LENGTH, clean, plain
from quizkit.answers.numbers import Number, number_at
from quizkit.answers.quantity_words import in_english
from quizkit.answers.units import CURRENCIES, Unit, find_unit
from quizkit.lazy import pattern
from quizkit.value import Value

_BEFORE_QUANTITY = pattern(
    rf"(?:(?:{LEAD_IN}|there (?:is|are|was|were))(?![^\W_])|=)[:,]? *", re.IGNORECASE
)
_SIGN = "[-+]|(?i:minus|negative|plus)(?= )"
_SIGN_AND_MONEY = pattern(
    f"(?P<sign>{_SIGN})? ?"
    rf"(?:(?P<money>{'|'.join(map(re.escape, CURRENCIES))}) ?(?(sign)|(?P<inner>{_SIGN})?) ?)?"
)
_MINUS = frozenset(("-", "minus", "negative"))
_HALF_MORE = pattern("(.+) and a half", re.IGNORECASE)
_OF_A = pattern("(?:of )?an? ", re.IGNORECASE)
_DIMENSION = pattern("[ -](?:old|long|wide|high|tall|deep|thick|away|apart)$", re.IGNORECASE)
_IN_BRACKETS = pattern(r"\((.*)\)\Z")
_ORDINAL_ENDINGS = frozenset(("st", "nd", "rd", "th"))
_NO_COUNTED_THING = numerals.WORDS | frozenset(
    "or and to not minus plus per point versus vs than but through until till from between "
    "bc bce ad ce".split()
)
_WORD = f"(?:'*{LETTER})+'*"
_THING = pattern(f"{_WORD}(?:[ -]{_WORD}){{0,2}}")


@frozen(eq=False, repr=False)
class Quantity(Value):
    """A value with its unit.

    Args:
        value: in `unit`.
        unit: None for a bare number.
        bound: what it says of the true value.
        place: power of ten of the last figure written, None if it was not written in figures.
        digits: how many figures were written.
    """

    value: Fraction
    unit: Unit | None = None
    bound: Bound = Bound.EXACT
    place: int | None = None
    digits: int = 0

    @property
    def in_base(self) -> Fraction:
        """The value in base units, such as metres; as it is where there is no unit."""
        return self.unit.to_base(self.value) if self.unit else self.value

    def compares_with(self, other: "Quantity") -> bool:
        """Return whether both measure the same, as far as both have a unit."""
        if self.unit is None or other.unit is None:
            return True
        return self.unit.dimensions == other.unit.dimensions

    def in_unit(self, unit: Unit | None) -> Fraction:
        """Return the value in `unit`, which measures the same."""
        if self.unit is None or unit is None or self.unit == unit:
            return self.value
        return unit.from_base(self.in_base)


class _Reader:
    """Reads one text from left to right; `at` is the place reached."""

    def __init__(self, text: str, language: str, right: Quantity | None, counted: bool) -> None:
        self.text = _without_brackets(text.rstrip(" .!?,;:"))
        self.at = 0
        self.language = language
        self.is_response = right is not None
        self.like = right.unit if right else None
        self.counted = counted
        self.money: Unit | None = None

    def quantity(self) -> Quantity | None:
        """Return the whole text as a quantity; None if a part of it has no place in one."""
        if self.is_response:
            self._take(_BEFORE_QUANTITY)
        before = bound_of(self._take(BEFORE))
        sign = self._sign_and_money()
        number = self._number()
        if number is None:
            return None
        behind = bound_of(self._take(BEHIND))
        rest = " " + self.text[self.at :].lstrip(" -")
        last = AT_END.search(rest)
        unit_text = rest[: last.start() if last else None].strip()
        bounds = {before, behind, bound_of(last)} - {Bound.EXACT}
        value, unit_text = _with_half(number.value, unit_text)
        unit = self._unit(unit_text)
        if len(bounds) > 1 or not self._fits(unit, unit_text):
            return None
        return Quantity(
            sign * value,
            unit,
            next(iter(bounds), Bound.EXACT),
            number.place if value == number.value else None,
            number.digits,
        )

    def _take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Return the match of a pattern here, and go behind it and the space after it."""
        match = pattern.match(self.text, self.at)
        if match:
            self.at = match.end() + self.text.startswith(" ", match.end())
        return match

    def _sign_and_money(self) -> int:
        """Return 1, or -1 before what is negative; the mark of a currency may stand there too."""
        match = self._take(_SIGN_AND_MONEY)
        if match is None:
            return 1
        if match["money"]:
            self.money = find_unit(match["money"])
        sign = match["sign"] or match["inner"] or ""
        return -1 if sign.casefold() in _MINUS else 1

    def _number(self) -> Number | None:
        """Return the number at the place reached, and pass over it; None if there is none."""
        number = number_at(
            self.text,
            self.at,
            language=self.language,
            is_response=self.is_response,
            is_unit=self._is_unit,
        )
        if number is not None:
            self.at = number.end
        return number

    def _is_unit(self, letter: str, text: str, is_apart: bool) -> bool:
        """Return whether a letter that may be a magnitude is a unit here, or begins one."""
        like = self.like
        if like is not None:
            units = (find_unit(letter, like), find_unit(text, like))
            return like.dimensions in (unit.dimensions for unit in units if unit)
        if self.is_response or self.money:
            return False
        if text[1:2].strip():  # m/s, m2
            return find_unit(text) is not None
        return letter == "m" or (is_apart and letter in "KbB")

    def _unit(self, text: str) -> Unit | None:
        """Return the unit that stands behind the number, or the currency before it."""
        if not text:
            return self.money
        text, like = _without_brackets(text).strip(), self.like
        unit = find_unit(text, like)
        if unit is None and like is not None:  # 15 years old, 164 km long
            unit = find_unit(_DIMENSION.sub("", text), like)
            # the author counts things, and so does the learner
            return like if unit is None and _counted(text).dimensions == like.dimensions else unit
        if unit is None and not self.is_response and self._names_a_thing(text):
            return _counted(text)
        return unit

    def _fits(self, unit: Unit | None, text: str) -> bool:
        """Return whether a unit, or none, is what `text` may be."""
        if self.money is not None:
            return unit == self.money
        if unit is not None or not text:
            return True
        return self.like is None and self._names_a_thing(text)

    def _names_a_thing(self, text: str) -> bool:
        """Return whether `text` is one to three words that may name what is counted."""
        text = text.removeprefix("(").removesuffix(")")
        if not self.counted or not _THING.fullmatch(text):
            return False
        words = re.split("[ -]", text)
        low = list(map(str.casefold, words))
        is_glued = self.text[self.at : self.at + 1].isalpha()
        if (is_glued and words[0] in _ORDINAL_ENDINGS) or not _NO_COUNTED_THING.isdisjoint(low):
            return False
        return find_unit(words[0]) is None or (low[0] == "in" and len(words) > 1)


def _without_brackets(text: str) -> str:
    match = _IN_BRACKETS.match(text)
    return match[1] if match else text


def _with_half(value: Fraction, unit_text: str) -> tuple[Fraction, str]:
    """Return a number and its unit where the unit says `and a half`, or stands in `half an hour`."""
    half = _HALF_MORE.fullmatch(unit_text)
    if half:
        return value + Fraction(1, 2), half[1]
    return value, _OF_A.sub("", unit_text, count=1) if value.denominator > 1 else unit_text


def _counted(text: str) -> Unit:
    """Return the unit of a thing that is counted; singular and plural are one."""
    name = text.casefold().replace("-", " ")
    return Unit(text, ((f"counted {name.removesuffix('s')}", 1),))


def read_quantity(
    text: str, *, language: str = "en", right: Quantity | None = None, counted: bool = False
) -> Quantity | None:
    """Return the quantity that the whole of `text` is, or None.

    Args:
        text: what was written.
        language: BCP 47 tag of the deck; decides the decimal mark.
        right: the right answer, if `text` is a response to it; its unit decides what a doubtful
            letter stands for (`5m` on a metre card).
        counted: words after the figure that are no unit may name the thing counted: of a response
            to a bare number they are left out (up to three), of a right answer they are its unit.
    """
    text = clean(text)
    if not text or len(text) > MAX_LENGTH:
        return None
    decimal = "," if language_of(language).decimal_comma else "."
    text = text.replace("\u066b", decimal)  # the Arabic decimal mark
    text = plain(text.replace("\u00ba", "\u00b0"))  # a raised o is meant as a degree
    return _Reader(in_english(text, language), language, right, counted).quantity()
