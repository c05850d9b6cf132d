"""Quantities: a bound, a figure, its magnitude and its unit, read from one text.

The same reader serves the author's answer and the learner's. It takes a text only if all of it is
one quantity, and never builds a number that is beyond reason: digits and exponents are counted
first. What is equal to what is decided in grading.
"""

import re
from enum import Enum
from fractions import Fraction

from attrs import evolve, frozen

from quizkit.answers import numerals
from quizkit.answers.languages import language_of
from quizkit.answers.letters import MAX_LENGTH, clean, plain
from quizkit.answers.quantity_words import in_english, power_of
from quizkit.answers.spoken import spoken_number
from quizkit.answers.units import CURRENCIES, Unit, find_unit

MAX_EXPONENT = 400
LETTERS = {"k": 3, "K": 3, "m": 6, "M": 6, "b": 9, "B": 9}
"""Letters that stand for a power of ten unless they are a unit; case counts for none of them."""


class Bound(Enum):
    """What a quantity says of the true value."""

    EXACT = "exactly"
    OVER = "over"
    UNDER = "under"
    ABOUT = "about"


@frozen
class Quantity:
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

    def in_unit(self, unit: Unit | None) -> Fraction:
        """Return the value in `unit`, which measures the same."""
        if self.unit is None or unit is None or self.unit == unit:
            return self.value
        return unit.from_base(self.unit.to_base(self.value))


_LEAD_IN = re.compile(
    r"(?:(?:it ?'s|it is|it was|they are|they were|there (?:is|are|was|were)|(?:the )?answer is)"
    r"(?![^\W_])|=)[:,]? *",
    re.IGNORECASE,
)
_BOUNDS = {
    Bound.OVER: "over|more than|greater than|higher than|larger than|at least|above|exceeding|"
    "(?:no|not) (?:fewer|less) than|upwards of|a minimum of|minimum|>=|=>|>|\u2265",
    Bound.UNDER: "under|fewer than|less than|lower than|smaller than|up to|at most|below|nearly|"
    "almost|(?:no|not) more than|a maximum of|maximum|close to|<=|=<|<|\u2264",
    Bound.ABOUT: r"about|around|approximately|approx\.?|roughly|circa|ca\.?|c\.|some|"
    "more or less|~|\u2248|\u2243",
    Bound.EXACT: "exactly|precisely|only|just",
}
_PREFIX = [
    (
        bound,
        re.compile(
            rf"(?:(?:just|well|slightly|a little|far|somewhat) )?(?:{words})(?:(?<=\W)|(?!\w))",
            re.IGNORECASE,
        ),
    )
    for bound, words in _BOUNDS.items()
]
_SUFFIX = [
    (
        Bound.OVER,
        re.compile(
            r" ?\+| plus\b| (?:or|and) (?:more|over|above|up|higher)\b| at least\b| minimum\b",
            re.I,
        ),
    ),
    (
        Bound.UNDER,
        re.compile(r" or (?:less|fewer|under|below|lower)\b| at most\b| maximum\b", re.I),
    ),
    (Bound.ABOUT, re.compile(r" or so\b|-?ish\b| approximately\b| approx\b| more or less\b", re.I)),
]

_FIGURE = re.compile(
    r"[0-9]{1,3}(?: [0-9]{3})+(?![0-9])(?:[.,][0-9]+)?|[.,]?[0-9]+(?:[.,'][0-9]+)*"
)
_FRACTION = re.compile(r" ?/ ?([0-9]{1,20})(?![0-9.,/])")
_MIXED = re.compile(r"[ -]([0-9]{1,20}) ?/ ?([0-9]{1,20})(?![0-9.,/])")
_E_NOTATION = re.compile(r"[eE]([+-]?[0-9]+)(?![0-9.,])")
_POWER_OF_TEN = re.compile(r" ?[x\u00d7*\u00b7\u22c5X] ?10 ?(?:\^|\*\*) ?([+-]?[0-9]+)(?![0-9.,])")
_BARE_POWER = re.compile(r"10 ?(?:\^|\*\*) ?([+-]?[0-9]+)(?![0-9.,])")
_WORD = re.compile(r"[^\W\d_]+")

_HALF_MORE = re.compile("(.+) and a half", re.IGNORECASE)
_OF_A = re.compile("(?:of )?an? ", re.IGNORECASE)
_DIMENSION = re.compile("[ -](?:old|long|wide|high|tall|deep|thick|away|apart)$", re.IGNORECASE)
_NO_COUNTED_THING = frozenset(
    "or and to not minus plus per point versus vs than but through until till from between "
    "bc bce ad ce".split()
)


@frozen
class _Number:
    """A number read from a text, and the place in the text after it."""

    value: Fraction
    end: int
    place: int | None = None
    digits: int = 0


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
    return _Reader(in_english(text, language), language, right, counted).quantity()


class _Reader:
    """Reads one text from left to right; `at` is the place reached."""

    def __init__(self, text: str, language: str, right: Quantity | None, counted: bool) -> None:
        self.text = text
        self.at = 0
        self.language = language
        self.decimal_comma = language_of(language).decimal_comma
        self.right = right
        self.counted = counted

    def quantity(self) -> Quantity | None:
        self.text = self.text.rstrip(" .!?,;:")
        if self.text.startswith("(") and self.text.endswith(")"):
            self.text = self.text[1:-1]
        if self.right is not None:
            self._take(_LEAD_IN)
        bound = self._bound()
        sign = self._sign()
        money = self._currency()
        sign *= self._sign() if money and sign > 0 else 1
        number = self._number(money is not None)
        if number is None:
            return None
        self.at = number.end
        bounds = {bound, self._bound_after()} - {Bound.EXACT}
        unit_text = self.text[self.at :].lstrip(" -").rstrip()
        for own, pattern in _SUFFIX:
            match = pattern.search(f" {unit_text}")
            if match and match.end() == len(unit_text) + 1:
                bounds.add(own)
                unit_text = f" {unit_text}"[: match.start()].strip()
                break
        if len(bounds) > 1:
            return None
        half = _HALF_MORE.fullmatch(unit_text)
        if half:  # an hour and a half
            unit_text = half[1]
            number = evolve(number, value=number.value + Fraction(1, 2), place=None)
        elif number.value.denominator > 1:  # half an hour
            unit_text = _OF_A.sub("", unit_text, count=1)
        unit = money
        if unit_text:
            unit = self._unit(unit_text)
            if unit is None and not self._is_counted_thing(unit_text):
                return None
            if money is not None and unit != money:
                return None
        return Quantity(
            sign * number.value,
            unit,
            bounds.pop() if bounds else Bound.EXACT,
            number.place,
            number.digits,
        )

    def _take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        match = pattern.match(self.text, self.at)
        if match and match.end() > self.at:
            self.at = match.end()
            while self.text[self.at : self.at + 1] == " ":
                self.at += 1
            return match
        return None

    def _bound(self) -> Bound:
        for bound, pattern in _PREFIX:
            if self._take(pattern):
                return bound
        return Bound.EXACT

    def _bound_after(self) -> Bound:
        for bound, pattern in _SUFFIX:
            if self._take(pattern):
                return bound
        return Bound.EXACT

    def _sign(self) -> int:
        match = self._take(_SIGN)
        if match is None:
            return 1
        return -1 if match[0].strip().casefold() in ("-", "minus", "negative") else 1

    def _currency(self) -> Unit | None:
        for mark in CURRENCIES:
            if self.text.startswith(mark, self.at):
                self.at += len(mark)
                while self.text[self.at : self.at + 1] == " ":
                    self.at += 1
                return find_unit(mark)
        return None

    def _number(self, is_money: bool) -> _Number | None:
        power = _BARE_POWER.match(self.text, self.at)
        if power:
            exponent = _exponent(power[1])
            if exponent is None:
                return None
            return _Number(Fraction(10) ** exponent, power.end(), exponent, 1)
        match = _FIGURE.match(self.text, self.at)
        number = self._figure(match) if match else self._words()
        if number is None:
            return None
        return self._magnified(number, is_money)

    def _figure(self, match: re.Match[str]) -> _Number | None:
        """Return the number that begins with figures: decimal, e-notation, fraction, mixed."""
        figure = numerals.figure(match[0], decimal_comma=self.decimal_comma)
        if figure is None:
            return None
        end, exponent = match.end(), figure.exponent
        raised = _E_NOTATION.match(self.text, end) or _POWER_OF_TEN.match(self.text, end)
        if raised:
            power = _exponent(raised[1])
            if power is None:
                return None
            exponent, end = exponent + power, raised.end()
        whole = figure.exponent == 0
        if whole and not raised:
            part = _FRACTION.match(self.text, end)
            mixed = _MIXED.match(self.text, end)
            if part and int(part[1]):
                return _Number(Fraction(figure.whole, int(part[1])), part.end())
            if mixed and 0 < int(mixed[1]) < int(mixed[2]):
                return _Number(figure.whole + Fraction(int(mixed[1]), int(mixed[2])), mixed.end())
        value = Fraction(figure.whole) * Fraction(10) ** exponent
        return _Number(value, end, exponent, figure.digits)

    def _words(self) -> _Number | None:
        """Return the number that begins with a word: `a hundred and twenty`, `half`."""
        words, ends = self._split()
        read = spoken_number(words)
        if read is None and self.right is not None and words:
            if words in (["none"], ["nil"], ["nought"]) or (words[0] == "no" and len(words) > 1):
                read = Fraction(0), 1
            elif words[0] in ("a", "an") and len(words) > 1:
                read = Fraction(1), 1
        if read is None:
            return None
        value, count = read
        whole = value.denominator == 1
        return _Number(
            value, ends[count - 1], 0 if whole else None, len(str(value)) if whole else 0
        )

    def _split(self) -> tuple[list[str], list[int]]:
        """Return the words from here on in lower case, and where each ends."""
        words: list[str] = []
        ends: list[int] = []
        at = self.at
        while match := _WORD_OR_FIGURE.match(self.text, at):
            words.append(match[1].casefold())
            ends.append(match.end(1))
            at = match.end(1)
        return words, ends

    def _magnified(self, number: _Number, is_money: bool) -> _Number:
        """Return `number` times the magnitude that follows it: `30k`, `2.5 million`, `2 dozen`."""
        gap = 1 if self.text[number.end : number.end + 1] in (" ", "-") else 0
        match = _WORD.match(self.text, number.end + gap)
        if match is None:
            return number
        word = match[0]
        if word.casefold() == "dozen":
            return evolve(number, value=number.value * 12, end=match.end(), place=None)
        if word in LETTERS:
            is_unit = self._is_unit(match, bool(gap), is_money)
            power = None if is_unit else LETTERS[word]
        else:
            power = power_of(word, self.language)
        if power is None:
            return number
        end = match.end() + (self.text[match.end() : match.end() + 2] == ". ")  # 5 Mio. Euro
        raised = evolve(
            number,
            value=number.value * 10**power,
            end=end,
            place=None if number.place is None else number.place + power,
        )
        # two hundred thousand, mil millones
        return self._magnified(raised, is_money) if power in (2, 3) else raised

    def _is_unit(self, match: re.Match[str], apart: bool, is_money: bool) -> bool:
        """Return whether a letter that may be a magnitude is a unit here, or begins one."""
        word, rest = match[0], self.text[match.start() :]
        if self.right is not None:
            like = self.right.unit
            units = [find_unit(text, like) for text in (word, rest)] if like else []
            return like is not None and any(u and u.dimensions == like.dimensions for u in units)
        if is_money:
            return False
        if rest != word and rest[len(word)] != " ":  # m/s, m2
            return find_unit(rest) is not None
        return word == "m" or (apart and word in ("K", "b", "B"))

    def _unit(self, text: str) -> Unit | None:
        like = self.right.unit if self.right else None
        if text.startswith("(") and text.endswith(")"):
            text = text[1:-1].strip()
        unit = find_unit(text, like)
        if unit is None and like is not None:  # 15 years old, 164 km long
            unit = find_unit(_DIMENSION.sub("", text), like)
        if unit is None and like is not None and len(like.dimensions) == 1:
            counted = _counted(text)  # the author counts things, and so does the learner
            if counted.dimensions == like.dimensions:
                return like
        if unit is None and self.right is None and self.counted and self._names_a_thing(text):
            return _counted(text)
        return unit

    def _is_counted_thing(self, text: str) -> bool:
        return (
            self.counted
            and self.right is not None
            and self.right.unit is None
            and self._names_a_thing(text)
        )

    def _names_a_thing(self, text: str) -> bool:
        """Return whether `text` is one to three words that may name what is counted."""
        words = re.split("[ -]", text.removeprefix("(").removesuffix(")"))
        if self.text[self.at : self.at + 1].isalpha() and words[0] in ("st", "nd", "rd", "th"):
            return False
        if len(words) > 3 or not all(word.replace("'", "").isalpha() for word in words):
            return False
        low = [word.casefold() for word in words]
        if any(word in numerals.WORDS or word in _NO_COUNTED_THING for word in low):
            return False
        return find_unit(words[0]) is None or (low[0] == "in" and len(words) > 1)


_SIGN = re.compile(r"[-+]|(?:minus|negative|plus)(?= )", re.IGNORECASE)
_WORD_OR_FIGURE = re.compile(r"[ -]?([^\W\d_]+|[0-9]+(?![0-9.,/]))")


def _counted(text: str) -> Unit:
    """Return the unit of a thing that is counted; singular and plural are one."""
    name = text.casefold().replace("-", " ")
    return Unit(text, ((f"counted {name.removesuffix('s')}", 1),))


def _exponent(text: str) -> int | None:
    """Return an exponent of ten within reason."""
    if len(text) > 6:
        return None
    value = int(text)
    return value if abs(value) <= MAX_EXPONENT else None
