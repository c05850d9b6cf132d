"""Fractions and decimals in words: `half a million`, `two and a half`, `three point one`.

Whole numbers in words are read in `numerals`; here they become part of an exact value.
"""

from fractions import Fraction
from itertools import takewhile

from quizkit.answers import numerals
from quizkit.lazy import pattern

_PARTS = {
    "half": 2, "halves": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6,
    "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10, "hundredth": 100, "thousandth": 1000,
}  # fmt: skip

_SIZES = {"dozen": 12, "hundred": 100} | {word: 10**n for word, n in numerals.SCALES.items()}


def spoken_number(words: list[str]) -> tuple[Fraction, int] | None:
    """Return the number that `words` begin with, and the number of words it takes."""
    part = _part(words, 0)
    if part is not None:  # half a million, three quarters, a third
        return _of_size(words, *part)
    read = numerals.cardinal(words)
    if read is not None:
        return _decimals(words, *read) or _and_part(words, *read)
    if words[:1] == ["dozen"] or words[:2] == ["a", "dozen"]:
        return _of_size(words, Fraction(1), 0)
    return _decimals(words, 0, 0)


_PARTS_IN_FIGURES = pattern(rf"(?i)([0-9]{{1,9}}) ({'|'.join(_PARTS)})s?(?![^\W_])")


def parts_in_figures(text: str) -> str:
    """Return a text with `3 quarters` as 3/4."""
    return _PARTS_IN_FIGURES.sub(lambda part: f"{part[1]}/{_PARTS[part[2].casefold()]}", text)


def over_another(words: list[str]) -> tuple[Fraction, int] | None:
    """Return the fraction that `one over two`, `one in four` says, and how many words that takes."""
    above = numerals.cardinal(words)
    if above is None or words[above[1] : above[1] + 1] not in (["over"], ["in"], ["out"]):
        return None
    joint = 2 if words[above[1] : above[1] + 2] == ["out", "of"] else 1
    below = numerals.cardinal(words, above[1] + joint)
    return (Fraction(above[0], below[0]), below[1]) if below and below[0] else None


def _part(words: list[str], at: int) -> tuple[Fraction, int] | None:
    """Return a fraction in words: `half`, `a third`, `three quarters`."""
    count = 1
    if words[at : at + 1] in (["a"], ["an"], ["one"]):
        at += 1
    elif (read := numerals.cardinal(words, at)) and 1 < read[0] < 100:
        count, at = read
    name = "".join(words[at : at + 1])
    size = _PARTS.get(name) or _PARTS.get(name.removesuffix("s"))
    end = at + 1
    if size is None and at and (read := _ordinal(words, at)):
        size, end = read
    if size is None or (count > 1 and name == "half"):
        return None
    return Fraction(count, size), end


def _ordinal(words: list[str], at: int) -> tuple[int, int] | None:
    """Return the ordinal from ten on that parts are named by: one `thirty-sixth`, two `elevenths`."""
    read = numerals.ordinal([word.removesuffix("s") for word in words], at)
    return read if read and read[0] > 10 else None


def _of_size(words: list[str], value: Fraction, at: int) -> tuple[Fraction, int]:
    """Return `value`, times a size if one follows: half `a million`, half `a dozen`."""
    end = at + (words[at : at + 1] == ["of"])
    end += words[end : end + 1] == ["a"]
    size = _SIZES.get("".join(words[end : end + 1]))
    return (value, at) if size is None else (value * size, end + 1)


def _and_part(words: list[str], whole: int, at: int) -> tuple[Fraction, int]:
    """Return `whole` with a part behind it: two `and a half`, a million `and a half`."""
    part = _part(words, at + 1) if words[at : at + 1] == ["and"] else None
    if part is None or part[0] >= 1:
        return Fraction(whole), at
    value, end = part
    scale = numerals.SCALES.get(words[at - 1])
    if scale is None:
        return _of_size(words, whole + value, end)
    return whole + value * 10**scale, end


def _decimals(words: list[str], whole: int, at: int) -> tuple[Fraction, int] | None:
    """Return `whole` with the decimals spelt out after `point`."""
    if words[at : at + 1] != ["point"]:
        return None
    spelt = takewhile(lambda word: numerals.UNITS.get(word, 10) < 10, words[at + 1 :])
    digits = "".join(str(numerals.UNITS[word]) for word in spelt)
    if not digits:
        return None
    return whole + Fraction(int(digits), 10 ** len(digits)), at + 1 + len(digits)
