"""Quantities: a bound, a figure, its magnitude and its unit, read from one text.

The same reader serves the author's answer and the learner's. It takes a text only if all of it is
one quantity. What is equal to what is decided in grading.
"""

import re
from fractions import Fraction

from attrs import evolve, frozen

from quizkit.answers import numerals
from quizkit.answers.bounds import AT_END, BEFORE, BEHIND, Bound, bound_of, insists
from quizkit.answers.compounds import first_parts, marks_in_words, unit_below
from quizkit.answers.directions import Direction, parted
from quizkit.answers.english import LEAD_IN
from quizkit.answers.languages import language_of
from quizkit.answers.letters import LETTER, MAX_LENGTH, clean, plain
from quizkit.answers.numbers import Number, number_at
from quizkit.answers.quantity_words import in_english
from quizkit.answers.spoken import parts_in_figures
from quizkit.answers.units import CURRENCIES, Unit, find_unit, is_money
from quizkit.lazy import pattern
from quizkit.value import Value

_BEFORE_QUANTITY = pattern(
    rf"(?:(?:{LEAD_IN}|(?:there|s?he|we|you) (?:is|are|was|were)|i (?:am|was))(?![^\W_])|=)[:,]? *",
    re.IGNORECASE,
)
_SIGN = "[-+]|(?i:minus|negative|plus)(?= )"
_SIGN_AND_MONEY = pattern(
    f"(?P<sign>{_SIGN})? ?"
    rf"(?:(?P<money>{'|'.join(map(re.escape, CURRENCIES))}) ?(?(sign)|(?P<inner>{_SIGN})?) ?)?"
)
_MINUS = frozenset(("-", "minus", "negative"))
_HALF_MORE = pattern("(.+) and a half", re.IGNORECASE)
_OF_A = pattern("(?:of )?an? ", re.IGNORECASE)
_DIMENSION = pattern("[ -](?:old|of age|long|wide|high|tall|deep|thick|away|apart)$", re.IGNORECASE)
_AGED = pattern("(?:aged?|at the age of|at age)(?= [0-9a-z])", re.IGNORECASE)
_YEARS_OLD = pattern(r"(?:years?|yrs?)[ -](?:olds?|of age)|y\.?[/ ]?o\.?", re.IGNORECASE)
_PREPOSITION = pattern("(?:at|in|for|by|of|on)(?= )(?! (?:least|most|excess))", re.IGNORECASE)
"""Before what a question asks when, where or by how much it is; of an author it is content."""
_TIME, _ANGLE = (("time", 1),), (("angle", 1),)
_POWER_IN_BRACKETS = pattern(r"(?<=[\^*]) ?[({] ?([+-]?[0-9]+) ?[)}]")
_SPACED_GROUP = {
    comma: pattern(rf"(?<=[0-9]) ?{re.escape(mark)} ?(?=[0-9]{{3}}(?![0-9]))")
    for comma, mark in ((False, ","), (True, "."))
}
"""The mark between groups of digits, with a space beside it, by whether the decimal mark is a comma."""
_LONGEST_PARTS = 80
"""How long the text of further parts may be: four of them, in words."""
_IN_BRACKETS = pattern(r"\((.*)\)\Z")
_ORDINAL_ENDINGS = frozenset(("st", "nd", "rd", "th"))
_NO_COUNTED_THING = numerals.WORDS | frozenset(
    "or and to not minus plus per point versus vs than but through until till from between past "
    "bc bce ad ce".split()
)
_COUNTED = "counted "
"""What begins the dimension of a thing that is counted."""
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
        is_rounded: whether it is a measured number that was rounded: three figures or more with a
            decimal point, no power of ten, and no money (rule 43).
        insists: whether it says that it is exactly that.
        above: the greater unit of one told in two, such as the hour of `3 h 20 min`.
        direction: of a latitude or longitude.
    """

    value: Fraction
    unit: Unit | None = None
    bound: Bound = Bound.EXACT
    place: int | None = None
    digits: int = 0
    is_rounded: bool = False
    insists: bool = False
    above: Unit | None = None
    direction: Direction | None = None

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

    def __init__(
        self, text: str, language: str, right: Quantity | None, *, counted: bool, parts: int = 3
    ) -> None:
        self.text = _without_brackets(text.rstrip(" .!?,;:"))
        self.at = 0
        self.language = language
        self.is_response = right is not None
        self.like = right.unit if right else None
        self.counted = counted
        self.parts = parts
        """How many further parts in lower units may follow."""
        self.money: Unit | None = None

    def quantity(self) -> Quantity | None:
        """Return the whole text as a quantity; None if a part of it has no place in one."""
        if self.is_response:
            self._take(_BEFORE_QUANTITY)
            is_time = self.like is None or self.like.dimensions == _TIME
            if not (is_time and self._take(_AGED)):
                self._take(_PREPOSITION)
        start = self._take(BEFORE)
        before = bound_of(start)
        sign = self._sign_and_money()
        number = self._number()
        if number is None:
            return None
        behind = self._take(BEHIND)
        rest = " " + self.text[self.at :].lstrip(" -")
        last = AT_END.search(rest)
        bounds = {before, bound_of(behind), bound_of(last)} - {Bound.EXACT}
        if len(bounds) > 1:
            return None
        read = self._measured(number, rest[: last.start() if last else None].strip())
        said = start, behind, last
        if read is None or (sign > 0 and not any(said)):
            return read
        bound = next(iter(bounds), Bound.EXACT)
        return evolve(read, value=sign * read.value, bound=bound, insists=any(map(insists, said)))

    def _measured(self, number: Number, unit_text: str) -> Quantity | None:
        """Return a number with the unit that `unit_text` is, or with further parts in lower units."""
        value, unit_text = _with_half(number.value, unit_text)
        unit = self._unit(unit_text)
        if not self._fits(unit, unit_text):
            return self._in_parts(value, unit_text)
        if unit and self.like and unit.dimensions != self.like.dimensions:  # six-foot-2
            parts = self._in_parts(value, unit_text)
            if parts:
                return parts
        is_measured = unit is None or not (is_money(unit) or _is_counted(unit))
        place = number.place if value == number.value else None
        return Quantity(
            value,
            unit,
            place=place,
            digits=number.digits,
            is_rounded=number.is_plain and number.digits > 2 and (place or 0) < 0 and is_measured,
        )

    def _in_parts(self, value: Fraction, text: str) -> Quantity | None:
        """Return the sum of a value and what follows it in lower units, in the least of them."""
        if (
            not self.parts
            or value.denominator > 1
            or self.money
            or not 1 < len(text) < _LONGEST_PARTS
        ):
            return None
        if text.isalpha():
            return None
        for upper, rest in first_parts(text, self.language, self.like):
            like = Quantity(value, upper)
            below = _Reader(rest, self.language, like, counted=False, parts=self.parts - 1).part()
            if below is None:
                continue
            if below.unit is None and below.value.denominator > 1:  # an hour and a third
                return Quantity(value + below.value, upper)
            unit = below.unit or unit_below(upper, below.digits)
            lesser = below.above or unit
            if unit is None or lesser is None or upper.dimensions != unit.dimensions:
                continue
            if lesser.factor < upper.factor and below.value * unit.factor < upper.factor:
                total = value * upper.factor / unit.factor + below.value
                return _sum(total, unit, below.place, upper)
        return None

    def part(self) -> Quantity | None:
        """Return the whole text as a further part of a quantity, without sign, bound or lead-in."""
        number = self._number()
        if number is None:
            return None
        return self._measured(number, self.text[self.at :].lstrip(" -"))

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
        if letter == "m" and (text[1:].lstrip()[:1].isdigit() or self._is_minute(text)):
            return True  # 1m30s, 1 m 80
        if like is not None:
            units = (find_unit(letter, like), find_unit(text, like))
            return like.dimensions in (unit.dimensions for unit in units if unit)
        if self.is_response or self.money:
            return False
        if text[1:2].strip():  # m/s, m2
            return find_unit(text) is not None
        return letter == "m" or (is_apart and letter in "KbB")

    def _is_minute(self, text: str) -> bool:
        """Return whether `m` stands for minutes, as on a card of minutes or hours."""
        like = self.like
        return text == "m" and like is not None and like.dimensions == _TIME and like.factor <= 3600

    def _unit(self, text: str) -> Unit | None:
        """Return the unit that stands behind the number, or the currency before it."""
        if not text:
            return self.money
        text, like = _without_brackets(text).strip(), self.like
        unit = find_unit("minute" if self._is_minute(text) else text, like)
        if unit is None and like is None and self.is_response and _YEARS_OLD.fullmatch(text):
            return None
        if unit is None and like is not None:  # 15 years old, 164 km long
            text = "years" if _YEARS_OLD.fullmatch(text) else text
            unit = find_unit(_DIMENSION.sub("", text), like)
            # the author counts things, and so does the learner
            return like if unit is None and _counted(text).dimensions == like.dimensions else unit
        if unit is None and not self.is_response:  # 18 years old, 10 cm wide
            measured = _DIMENSION.sub("", text)
            unit = find_unit(measured) if measured != text else None
        if unit is None and not self.is_response and self._names_a_thing(text):
            return _counted(text)
        return unit

    def _fits(self, unit: Unit | None, text: str) -> bool:
        """Return whether a unit, or none, is what `text` may be."""
        if self.money is not None:
            return unit == self.money
        if unit is not None or not text:
            return True
        if self.like is not None:
            return False
        return self._names_a_thing(text) or (self.is_response and bool(_YEARS_OLD.fullmatch(text)))

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
    return Unit(text, ((_COUNTED + name.removesuffix("s"), 1),))


def _is_counted(unit: Unit) -> bool:
    return any(kind.startswith(_COUNTED) for kind, _ in unit.dimensions)


def _sum(value: Fraction, unit: Unit, place: int | None, above: Unit) -> Quantity:
    """Return a quantity told in two units or more, in the least of them."""
    decimals = max(0, -place) if place is not None else 0
    return Quantity(value, unit, place=place, digits=len(str(int(value))) + decimals, above=above)


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
    decimal_comma = language_of(language).decimal_comma
    text = text.replace("\u066b", "," if decimal_comma else ".")  # the Arabic decimal mark
    text = plain(text.replace("\u00ba", "\u00b0"))  # a raised o is meant as a degree
    text = _POWER_IN_BRACKETS.sub(r"\1", text) if "^" in text or "*" in text else text
    if right is not None and " " in text:
        text = _SPACED_GROUP[decimal_comma].sub("." if decimal_comma else ",", text)
    text = in_english(text, language)
    if right is not None and right.unit is None and right.value.denominator > 1:
        text = parts_in_figures(text)
    text, direction = parted(text, is_asked=right is not None and right.direction is not None)
    text = marks_in_words(text, right.unit if right else None)
    read = _Reader(text, language, right, counted=counted).quantity()
    if read is None or direction is None:
        return read
    return evolve(read, direction=direction) if _is_angle(read, right) else None


def _is_angle(read: Quantity, right: Quantity | None) -> bool:
    unit = read.unit or (right.unit if right else None)
    return unit is not None and unit.dimensions == _ANGLE
