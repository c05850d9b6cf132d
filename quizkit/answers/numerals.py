"""Numbers as words and as figures: `twenty-one`, `two thousand`, `12,34,567`, `1.234,5`.

Shared by text (where a number word equals its digits), quantities and dates. Figures are kept as
whole numbers and a power of ten, so that nothing is rounded and no hostile exponent is ever
multiplied out here.
"""

from collections.abc import Sequence
from typing import NamedTuple

from quizkit.lazy import pattern

UNITS = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen".split()
    )
}
TENS = {
    word: 10 * value
    for value, word in enumerate(
        "twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2
    )
}
SCALES = {
    "thousand": 3,
    "lakh": 5,
    "million": 6,
    "crore": 7,
    "billion": 9,
    "trillion": 12,
    "quadrillion": 15,
    "quintillion": 18,
}
"""Words for a power of ten, the hundred aside."""


_SCALES = SCALES | {f"{word}s": power for word, power in SCALES.items()}
_HUNDRED_OR_SCALE = frozenset(("hundred", *SCALES))
_BEHIND_FIGURES = frozenset(("hundred", *_SCALES))


def scale_of(word: str) -> int | None:
    """Return the power of ten that `word` stands for, in the singular or plural, or None."""
    return _SCALES.get(word)


_ROMAN = pattern("(?ai)(?=.)m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})")
_ROMAN_LETTERS = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}


def roman(word: str) -> int | None:
    """Return the number that a Roman numeral stands for, in any letter case; None if it is none."""
    if not _ROMAN.fullmatch(word):
        return None
    values = [_ROMAN_LETTERS[letter] for letter in word.casefold()]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < following else value for value, following in pairs)


ORDINALS = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fifth": 5,
    "eighth": 8,
    "ninth": 9,
    "twelfth": 12,
    "hundredth": 100,
    "thousandth": 1000,
    **{
        f"{word}th": value
        for word, value in UNITS.items()
        if value in (4, 6, 7, 10, 11) or value > 12
    },
    **{f"{word[:-1]}ieth": value for word, value in TENS.items()},
}
_ONES = {word: value for word, value in UNITS.items() if 1 <= value <= 9}
_ORDINAL_ONES = {word: value for word, value in ORDINALS.items() if value <= 9}
WORDS = frozenset((*UNITS, *TENS, *SCALES, "hundred"))
"""Every word that can begin a number, `a hundred` aside."""


def cardinal(
    words: Sequence[str], start: int = 0, *, years: bool = False
) -> tuple[int, int] | None:
    """Return the number that the words from `start` on spell, and the place after it.

    As many words as make one number are taken; None if the first makes none. `words` are in lower
    case, hyphens taken as spaces. `a hundred` is one hundred, and `and` may stand before the last
    part. A whole figure counts before `hundred` and the scales: `3 hundred`, `2 million`.

    Args:
        years: read `twenty seventeen` and `nineteen oh five` as years.
    """
    total, limit, place = 0, 99, start
    while group := _below_thousand(words, _after_and(words, place) if total else place):
        value, after = group
        if total and after == place:  # a scale after a scale: `thousand million`
            break
        scale = _SCALES.get(_word(words, after), limit)
        if scale >= limit:  # the last part, or the only one
            if not _word(words, after - 1).isdigit():
                total, place = total + value, after
            break
        total, limit, place = total + value * 10**scale, scale, after + 1
    if place == start:
        return None
    if years and place == start + 1 and 10 <= total <= 20:
        return _year(words, total, place)
    return total, place


def ordinal(words: Sequence[str], start: int = 0) -> tuple[int, int] | None:
    """Return the number that an ordinal such as `twenty-first` spells, and the place after it."""
    tens, ones = TENS.get(_word(words, start)), _ORDINAL_ONES.get(_word(words, start + 1))
    if tens and ones:
        return tens + ones, start + 2
    value = ORDINALS.get(_word(words, start))
    return None if value is None else (value, start + 1)


def _word(words: Sequence[str], place: int) -> str:
    """Return the word at a place, empty beyond either end."""
    return words[place] if 0 <= place < len(words) else ""


def _after_and(words: Sequence[str], place: int) -> int:
    """Return the place behind an `and`, or the same place if none stands there."""
    return place + (_word(words, place) == "and")


def _below_hundred(words: Sequence[str], place: int) -> tuple[int, int] | None:
    """Return a number of up to two words, and the place behind it; None if none begins here."""
    word = _word(words, place)
    if word in UNITS:
        return UNITS[word], place + 1
    if word not in TENS:
        return None
    ones = _ONES.get(_word(words, place + 1), 0)
    return TENS[word] + ones, place + 1 + (ones > 0)


def _below_thousand(words: Sequence[str], place: int) -> tuple[int, int] | None:
    """Return one group of a number; above 999 only in `nineteen hundred` and before a scale."""
    word, following = _word(words, place), _word(words, place + 1)
    if word == "a" and following in _HUNDRED_OR_SCALE:
        place, word = place + 1, following
    if word in SCALES:
        return 1, place
    small: tuple[int, int] | None
    if word == "hundred":
        small = 1, place
    elif word.isdigit():
        if len(word) > 15 or following not in _BEHIND_FIGURES:
            return None
        small = int(word), place + 1
    else:
        small = _below_hundred(words, place)
    if small is None or _word(words, small[1]) != "hundred" or not small[0]:
        return small
    rest = _below_hundred(words, _after_and(words, small[1] + 1))
    return (small[0] * 100 + rest[0], rest[1]) if rest else (small[0] * 100, small[1] + 1)


def _year(words: Sequence[str], century: int, place: int) -> tuple[int, int]:
    """Return `century` and what follows as a year: `nineteen` + `sixty-nine`, `oh five`."""
    ones = _ONES.get(_word(words, place + 1))
    if ones and _word(words, place) in ("oh", "o"):
        return century * 100 + ones, place + 2
    rest = _below_hundred(words, place)
    if rest is not None and rest[0] >= 10:
        return century * 100 + rest[0], rest[1]
    return century, place


class Figure(NamedTuple):
    """A number in digits: `whole * 10**exponent`, written with `digits` figures."""

    whole: int
    exponent: int
    digits: int


MAX_DIGITS = 100

_WHOLE = pattern(
    r"[0-9]*|[1-9][0-9]{0,2}([,.' ])[0-9]{3}(?:\1[0-9]{3})*|[1-9][0-9]?(?:,[0-9]{2})*,[0-9]{3}"
)
"""Digits, also in groups of three, or in the Indian way."""
_MARKS = str.maketrans("", "", ",.' ")


def figure(text: str, *, decimal_comma: bool = False) -> Figure | None:
    """Return the number written as `text` in digits and marks, or None if it is none.

    A comma, a space or an apostrophe groups by three (a comma also in the Indian way); a point is
    decimal. Where the decimal mark is a comma, point and comma change places. If both stand in
    the text the last is decimal; a mark that stands twice groups.
    """
    if not 0 < len(text) <= 2 * MAX_DIGITS:
        return None
    mark = _decimal_mark(text, "," if decimal_comma else ".")
    whole, _, decimals = text.rpartition(mark) if mark else (text, "", "")
    if not _WHOLE.fullmatch(whole) or (mark and not decimals.isdigit()):
        return None
    digits = (whole.translate(_MARKS) + decimals).lstrip("0") or "0"
    if len(digits) > MAX_DIGITS or not digits.isascii():
        return None
    return Figure(int(digits), -len(decimals), len(digits))


def _decimal_mark(text: str, usual: str) -> str:
    """Return the mark before the decimals: empty if none is, `?` if no number has its marks so."""
    if "," in text and "." in text:
        last = max(",.", key=text.rfind)
        return last if text.count(last) == 1 else "?"  # which is in no number
    return usual if text.count(usual) == 1 else ""
