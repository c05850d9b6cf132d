"""A number read at a place in a text: `30,000`, `2.5 x 10^6`, `3 1/2`, `two and a half`, `2 dozen`.

Digits and exponents are counted before a number is built, so that none is beyond reason.
"""

import re
from collections.abc import Callable
from fractions import Fraction
from typing import NamedTuple

from quizkit.answers import numerals
from quizkit.answers.languages import language_of
from quizkit.answers.letters import LETTER
from quizkit.answers.quantity_words import power_of
from quizkit.answers.spoken import over_another, spoken_number
from quizkit.lazy import pattern

MAX_EXPONENT = 400
_FIGURE = pattern(r"[0-9]{1,3}(?: [0-9]{3})+(?![0-9])(?:[.,][0-9]+)?|[.,]?[0-9]+(?:[.,'][0-9]+)*")
_POWER = r"10 ?(?:\^|\*\*|to the (?:power (?:of )?)?) ?([+-]?[0-9]+)(?:th|rd|nd|st)?(?![0-9.,])"
_BARE_POWER = pattern(_POWER)
_TIMES = rf" ?(?:[x\u00d7*\u00b7\u22c5X]|times) ?{_POWER}"
_RAISED = pattern(rf"[eE]([+-]?[0-9]+)(?![0-9.,])|{_TIMES}")
_RAISED_AS_TYPED = pattern(rf" ?[eE] ?([+-]? ?[0-9]+)(?![0-9.,])|{_TIMES}| {_POWER}")
"""Likewise with spaces (rule 43); of an author `1 e4` is no number, but a move."""
_AND_A_PART = pattern(" and (?:(?:a|one)[ -])?(half|third|quarter)(?![a-z])", re.IGNORECASE)
_PARTS = {"half": 2, "third": 3, "quarter": 4}
_FRACTION = pattern(r"(?:[ -]([0-9]{1,20}))? ?/ ?([0-9]{1,20})(?![0-9.,/])")
_CHANCE = pattern(r"() (?:in|out of|over) ([0-9]{1,20})(?![0-9.,/])")
"""One of so many, as chances are told: 1 in 52."""
_WORD = pattern(rf"[ -]?({LETTER}+)")
_WORD_OR_FIGURE = pattern(r"[ -]?([^\W\d_]+|[0-9]+(?![0-9.,/]))")
_LETTERS = {"k": 3, "K": 3, "m": 6, "M": 6, "b": 9, "B": 9}
"""Letters that stand for a power of ten unless they are a unit; case counts for none of them."""
_TIMES_IN_WORDS = {"once": 1, "twice": 2, "thrice": 3}
_NOTHING = (["none"], ["nil"], ["nought"])
_NO_THINGS = frozenset("idea clue guess answer lot few little couple good great number".split())
"""Behind `no` or `a`: `no idea` is not 0 of anything, nor is `a lot` 1."""


class Number(NamedTuple):
    """A number read from a text.

    Args:
        value: its magnitude included.
        end: the place in the text after it.
        place: power of ten of the last figure written, None if it was not written in figures.
        digits: how many figures were written.
        is_plain: whether it was written in figures alone, without a power of ten or a magnitude.
    """

    value: Fraction
    end: int
    place: int | None = None
    digits: int = 0
    is_plain: bool = False


IsUnit = Callable[[str, str, bool], bool]


def number_at(
    text: str, at: int, *, language: str, is_response: bool, is_unit: IsUnit
) -> Number | None:
    """Return the number that begins at a place in the text, its magnitude included.

    Args:
        language: BCP 47 tag of the deck.
        is_response: read `none`, `no cats`, `a cat` and `3 e8` as well.
        is_unit: whether a letter that may be a magnitude is a unit here, or begins one; it is
            given the letter, the text from there on, and whether a space stands before it.
    """
    power = _BARE_POWER.match(text, at)
    if power:
        exponent = _exponent(power[1])
        return None if exponent is None else Number(_ten_to(exponent), power.end(), exponent, 1)
    match = _FIGURE.match(text, at)
    if match:
        raised = _RAISED_AS_TYPED if is_response else _RAISED
        number = _figure(text, match, raised, language_of(language).decimal_comma)
    else:
        number = _in_words(text, at, is_response)
    return None if number is None else _magnified(number, text, language, is_unit)


def _ten_to(exponent: int) -> Fraction:
    return Fraction(10) ** exponent


def _exponent(text: str) -> int | None:
    """Return an exponent of ten within reason."""
    if len(text) > 6:
        return None
    value = int(text)
    return value if abs(value) <= MAX_EXPONENT else None


def _figure(
    text: str, match: re.Match[str], powers: re.Pattern[str], decimal_comma: bool
) -> Number | None:
    """Return the number that begins with figures: decimal, e-notation, fraction, mixed."""
    figure = numerals.figure(match[0], decimal_comma=decimal_comma)
    if figure is None:
        return None
    end, place = match.end(), figure.exponent
    raised = powers.match(text, end)
    if raised:
        exponent = _exponent(next(filter(None, raised.groups())).replace(" ", ""))
        if exponent is None:
            return None
        place, end = place + exponent, raised.end()
    elif place == 0:
        fraction = _fraction(figure.whole, text, end, in_words=powers is _RAISED_AS_TYPED)
        if fraction:
            return fraction
    return Number(figure.whole * _ten_to(place), end, place, figure.digits, is_plain=not raised)


def _fraction(whole: int, text: str, end: int, *, in_words: bool) -> Number | None:
    """Return the fraction that follows a whole number: the 4 of 3/4, the 1/2 of 3 1/2, a half."""
    if part := _AND_A_PART.match(text, end):
        return Number(whole + Fraction(1, _PARTS[part[1].casefold()]), part.end())
    match = _FRACTION.match(text, end) or (_CHANCE.match(text, end) if in_words else None)
    if match is None:
        return None
    above, below = int(match[1] or 0), int(match[2])
    if not match[1]:
        return Number(Fraction(whole, below), match.end()) if below else None
    return Number(whole + Fraction(above, below), match.end()) if 0 < above < below else None


def _in_words(text: str, at: int, is_response: bool) -> Number | None:
    """Return the number that begins with a word: `a hundred and twenty`, `half`."""
    words: list[str] = []
    ends: list[int] = []
    while match := _WORD_OR_FIGURE.match(text, at):
        words.append(match[1].casefold())
        at = match.end(1)
        ends.append(at)
    read = (is_response and over_another(words)) or spoken_number(words)
    if read is None and is_response:
        read = _few(words)
    if read is None:
        return None
    value, count = read
    if value.denominator > 1:
        return Number(value, ends[count - 1])
    return Number(value, ends[count - 1], 0, len(str(value)))


def _few(words: list[str]) -> tuple[Fraction, int] | None:
    """Return the number that words such as `none` or `a` say, 0 or 1, and the number of words used."""
    if words in _NOTHING:
        return Fraction(0), 1
    word = words[0] if len(words) > 1 and words[1] not in _NO_THINGS else ""
    value = {"no": 0, "a": 1, "an": 1}.get(word, _TIMES_IN_WORDS.get("".join(words[:1])))
    return None if value is None else (Fraction(value), 1)


def _magnified(number: Number, text: str, language: str, is_unit: IsUnit) -> Number:
    """Return `number` times the magnitudes that follow it: `30k`, `2.5 million`, `2 dozen`."""
    match = _WORD.match(text, number.end)
    if match is None:
        return number
    word = match[1]
    if word.casefold() == "dozen":
        return number._replace(value=number.value * 12, end=match.end(), place=None, is_plain=False)
    power = _LETTERS.get(word)
    if power is None:
        power = None if word == "mN" else power_of(word, language)  # that is a millinewton
    elif is_unit(word, text[match.start(1) :], match.start(1) > match.start()):
        return number
    if power is None:
        return number
    raised = number._replace(
        value=number.value * 10**power,
        end=match.end() + text.startswith(". ", match.end()),  # 5 Mio. Euro
        place=None if number.place is None else number.place + power,
        is_plain=False,
    )
    # two hundred thousand, mil millones
    return _magnified(raised, text, language, is_unit) if power in (2, 3) else raised
