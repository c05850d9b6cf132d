"""Fractions and decimals in words: `half a million`, `two and a half`, `three point one`.

Whole numbers in words are read in `numerals`; here they become part of an exact value.
"""

from fractions import Fraction

from quizkit.answers import numerals

_PARTS = {
    "half": 2, "halves": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6,
    "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10, "hundredth": 100, "thousandth": 1000,
}  # fmt: skip


def spoken_number(words: list[str]) -> tuple[Fraction, int] | None:
    """Return the number that `words` begin with, and how many of them it takes."""
    part = _part(words, 0)
    if part is not None:  # half a million, three quarters, a third
        value, at = part
        return _of_scale(words, value, at)
    read = numerals.cardinal(words)
    if read is None:
        if words[:2] == ["a", "dozen"] or words[:1] == ["dozen"]:
            return Fraction(12), words.index("dozen") + 1
        return _decimals(words, 0, 0)
    whole, at = read
    spoken = _decimals(words, whole, at)
    if spoken is not None:
        return spoken
    if words[at : at + 1] == ["and"]:
        part = _part(words, at + 1)
        if part is not None and part[0] < 1:
            scale = numerals.SCALES.get(words[at - 1])
            if scale is not None:  # a million and a half
                return whole + part[0] * 10**scale, part[1]
            return _of_scale(words, whole + part[0], part[1])
    return Fraction(whole), at


def _part(words: list[str], at: int) -> tuple[Fraction, int] | None:
    """Return a fraction in words: `half`, `a third`, `three quarters`."""
    count = 1
    if words[at : at + 1] in (["a"], ["an"], ["one"]):
        at += 1
    else:
        read = numerals.cardinal(words, at)
        if read is not None and 1 < read[0] < 100:
            count, at = read
    name = words[at] if at < len(words) else ""
    size = _PARTS.get(name) or _PARTS.get(name.removesuffix("s"))
    if size is None or (count > 1 and size == 2 and name == "half"):
        return None
    return Fraction(count, size), at + 1


def _of_scale(words: list[str], value: Fraction, at: int) -> tuple[Fraction, int]:
    """Return `value`, times a scale if one follows: half `a million`, half `a dozen`."""
    here = at
    for word in ("of", "a"):
        if words[here : here + 1] == [word]:
            here += 1
    name = words[here] if here < len(words) else ""
    if name == "dozen":
        return value * 12, here + 1
    if name == "hundred":
        return value * 100, here + 1
    if name in numerals.SCALES:
        return value * 10 ** numerals.SCALES[name], here + 1
    return value, at


def _decimals(words: list[str], whole: int, at: int) -> tuple[Fraction, int] | None:
    """Return `whole` with the decimals spelt out after `point`."""
    if words[at : at + 1] != ["point"]:
        return None
    digits = ""
    place = at + 1
    while place < len(words) and numerals.UNITS.get(words[place], 10) < 10:
        digits += str(numerals.UNITS[words[place]])
        place += 1
    return (whole + Fraction(int(digits), 10 ** len(digits)), place) if digits else None
