"""Text made plain, character by character: what is dropped, and what counts as one letter.

Every part of judging starts here, so that a right answer and a given one meet in one form. Words,
numbers and dates are read elsewhere. All functions are total, and linear but for Unicode
normalisation, which is quadratic on hostile input: a text too long to be an answer is left alone.
"""

import re
import unicodedata
from collections.abc import Sequence

from quizkit.lazy import pattern

MAX_LENGTH = 1000
"""Longest response that is looked at, in characters after `clean`."""

# Control characters (white space aside), and what is invisible: format characters, variation
# selectors, fillers, and the other characters that Unicode says to ignore by default.
_INVISIBLE = pattern(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u034f\u0600-\u0605\u061c\u06dd\u070f\u115f\u1160"
    "\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff"
    "\uffa0\ufff0-\ufffb\U000110bd\U000110cd\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff]"
)


def clean(text: str) -> str:
    """Return `text` without invisible characters, each run of white space as one space, trimmed."""
    return " ".join(without_invisible(text).split())


def without_invisible(text: str) -> str:
    """Return `text` without invisible characters, its white space as it is."""
    return text if text.isascii() and text.isprintable() else _INVISIBLE.sub("", text)


_SAME_MARKS = str.maketrans(
    {
        **dict.fromkeys("`\u00b4\u02b9\u02bb\u02bc\u02bd\u02c8\u2018\u2019\u201a\u201b\u2032", "'"),
        **dict.fromkeys("\u2035\u05f3\uff07\uff40\u055a\ua78c", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u2036\u00ab\u00bb\u05f4\u300c\u300d", '"'),
        **dict.fromkeys("\u300e\u300f\u2039\u203a\u301d\u301e\u301f", '"'),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2212\ufe63\uff0d\u207b\u208b", "-"),
        **dict.fromkeys("\u2015\u2e3a\u2e3b\ufe58\ufe31\ufe32\u301c\uff5e\u05be\u2e17", "\u2014"),
        "\u2215": "/",  # division slash
        "\u2217": "*",
        "\u223c": "~",
        **dict.fromkeys("\u22c5\u2219", "\u00b7"),  # dots between factors
        "\u2206": "\u0394",  # the increment is a Delta
        "\u2223": "|",
        "\u27f6": "\u2192",  # a long arrow
        "\u00a8": '"',  # NFKC would make a space and a mark of it
        **dict.fromkeys("\u3001\u060c", ","),
        "\u061b": ";",
        "\u061f": "?",
        **dict.fromkeys("\u3002\u066b", "."),
        "\u066c": "'",  # the Arabic thousands mark groups as an apostrophe does
    }
)
_AROUND = frozenset(('""', "''", "()"))
_RAISED = str.maketrans(
    "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079", "0123456789"
)
_EXPONENT = pattern("(?<=[0-9])([+-]?)([\u2070\u00b9\u00b2\u00b3\u2074-\u2079]+)")
_LETTERS_ABOVE = "\u02b0-\u02b8\u02e1-\u02e3\u1d2c-\u1d61\u1d9c-\u1dbf\u2071\u207f"
_ORDINAL = "(?:ˢᵗ|ⁿᵈ|ʳᵈ|ᵗʰ|ᵉʳ|ᵉ|ʳᵉ|ᵉˢ|ᵉᵐᵉ|ᵐᵉ|ᵗᵉ|ᵒ|ᵃ)"
_NO_ORDINAL = f"(?!-?{_ORDINAL}(?![{_LETTERS_ABOVE}]))"
_POWER = pattern(
    f"(?:(?<=[0-9])(?=[+-]?[{_LETTERS_ABOVE}])|(?<=[^\\W\\d_])(?=-[{_LETTERS_ABOVE}])){_NO_ORDINAL}"
)
"""Between a figure and a letter raised behind it, which is an exponent and not as in 2ⁿᵈ; between a
letter and one with a sign, as e⁻ˣ is not e-x.
"""
_FRACTION = pattern("(?<=[0-9])(?=[\u00bc-\u00be\u2150-\u215e\u2189])")


def plain(text: str) -> str:
    """Return clean `text` with one character for each that looks or means the same.

    Width, ligatures and raised or lowered letters are gone (NFKC), quotes, dashes and digits of
    all scripts are those of ASCII. What is raised after a digit becomes an exponent (`10^6`, `2^n`),
    and a fraction keeps off the figure before it (`3 1/2`). Letter case and accents stay.
    """
    if text.isascii() or len(text) > 2 * MAX_LENGTH:
        return text
    text = text.translate(_SAME_MARKS)
    if not text.isascii():
        text = "".join(map(_ascii_digit, text))
        text = text.replace("\u207a", "+")
        text = _EXPONENT.sub(lambda m: f"^{m[1]}{m[2].translate(_RAISED)}", text)
        text = _POWER.sub("^", text)
        text = _FRACTION.sub(" ", text)
        text = unicodedata.normalize("NFKC", text).replace("\u2044", "/")
    return text.translate(_SAME_MARKS)


def unwrapped(text: str) -> str:
    """Return clean `text` without quotation marks and brackets around all of it."""
    inner = text
    while len(inner) > 2:
        inner = inner.rstrip(" .,;:!?")
        if (inner[:1] + inner[-1:]).translate(_SAME_MARKS) not in _AROUND:
            break
        text = inner = inner[1:-1].strip()
    return text


def _ascii_digit(char: str) -> str:
    return str(unicodedata.decimal(char)) if char > "\x7f" and char.isdecimal() else char


# Letters that Unicode does not take apart, as they are written without them.
_PLAIN_LETTERS = str.maketrans(
    {
        "ß": "ss",
        "ẞ": "SS",
        "æ": "ae",
        "Æ": "AE",
        "œ": "oe",
        "Œ": "OE",
        "ø": "o",
        "Ø": "O",
        "ł": "l",
        "Ł": "L",
        "đ": "d",
        "Đ": "D",
        "ð": "d",
        "Ð": "D",
        "þ": "th",
        "Þ": "Th",
        "ħ": "h",
        "Ħ": "H",
        "ŧ": "t",
        "Ŧ": "T",
        "ı": "i",
        "ŋ": "ng",
        "Ŋ": "NG",
        "ſ": "s",
        "ς": "σ",
        **dict(zip("șȘțȚ", "şŞţŢ", strict=True)),
        "ی": "ي",
        "ک": "ك",
        "ہ": "ه",
    }
)
_WITH_E = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"}
    | {"Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "Ø": "Oe", "Å": "Aa"}
)
_CYRILLIC_VOWELS = frozenset("аеиоуыэюяіѣАЕИОУЫЭЮЯІѢ")
_READING_MARKS = pattern(
    "[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u064b-\u0652\u0670\u093c]"
)
"""Hebrew points, Arabic short vowels, and the nukta below letters of Hindi."""
_STRETCHING = "\u0640"
"""The Arabic stretching mark."""


_NO_UMLAUT = pattern(
    r"(?<=[aeiouq])ü(?!b)"  # Bauer, Feuer, Quelle; geübt has one
    r"|\bdü(?=ll|tt)|(?<=[a-z][dstx])ü(?=ll)|(?<=[aeio]n)ü(?=ll|tt)"  # aktuell, Menuett
    r"|(?<=[a-z][mnzg])ü(?=la?s?\b)|(?<=[a-z][dt])ün\b|(?<=infl)ü(?=n[cz])"  # Samuel, Statuen
    r"|(?:[a-z][tvg]|aven|even|bl|gl|tr)ü\b|(?<=[a-z][bl])ö\b"  # Statue, Revue, Oboe
    r"|\bzü(?=rst|rk|i)|\bgü(?=rill|rn)|\bpü(?=rt[ao]|bl)|\bfü(?=rte)|\bbü(?=no)|\bsü(?=z)"
    r"|\bpö(?=t(?!t)|s(?!s)|m)|\bkö(?=ffi|x|duk)|\bsö(?=ben|st\b)|\bgö(?=the)|\b[jn]ö(?=l\b)"
    r"|\bmö(?=rs\b)|\bbö(?=ing)|(?<=[fhmr])ä(?=ls?\b)|\bä(?=ro)|\bmä(?=stro)|\bpä(?=ll)",
    re.IGNORECASE,
)
"""Umlauts typed for the two vowels of words that have none: Düll for Duell."""


def without_umlauts(text: str) -> str:
    """Return composed `text` with each umlaut that stands where none can be meant three times.

    So it is more than a slip away from the two vowels for which it was typed.
    """
    return _NO_UMLAUT.sub(lambda found: found[0] * 3, text)


def with_e(text: str) -> str:
    """Return composed `text` with its umlauts written with e (ue for ü)."""
    return text.translate(_WITH_E)


def without_marks(text: str, *, keep_accents: bool = False, keep_points: bool = False) -> str:
    """Return `text` without the marks that do not make another letter.

    Gone are accents on Latin and Greek letters, stress on Cyrillic vowels, the dots of yo, Hebrew
    points, Arabic short vowels and the stretching mark; letters such as o-slash become plain.
    Voicing of kana, Indic and Thai signs, and the Cyrillic short i stay.

    Args:
        keep_accents: leave the accents on Latin and Greek letters.
        keep_points: leave the marks that only help reading: stress, points, short vowels.
    """
    if text.isascii() or len(text) > 4 * MAX_LENGTH:
        return text
    kept: list[str] = []
    base = ""
    for char in unicodedata.normalize("NFD", text.replace(_STRETCHING, "")):
        if not unicodedata.combining(char):
            base = char
        elif base in "еЕ" and char == "\u0308":  # е may stand for ё
            continue
        elif _is_reading_mark(base, char):
            if not keep_points:
                continue
        elif _takes_accents(base) and not keep_accents:
            continue
        kept.append(char)
    return unicodedata.normalize("NFC", "".join(kept)).translate(_PLAIN_LETTERS)


def _is_reading_mark(base: str, mark: str) -> bool:
    """Return whether `mark` over `base` only helps reading."""
    if mark in "\u0300\u0301":
        return base in _CYRILLIC_VOWELS
    if mark == "\u0654":  # of Persian behind a silent letter
        return base in "هہ"
    return _READING_MARKS.match(mark) is not None


def _takes_accents(base: str) -> bool:
    """Return whether `base` is a Latin or Greek letter."""
    return base.isalpha() and (base < "\u0400" or "\u1e00" <= base < "\u2000")


LETTER = r"(?:[^\W\d_]|[\u0900-\u0dff\u0e31-\u0e4e])"
"""A regular expression of a letter, or of a sign that makes one with a letter of India or Thailand.

Figures of their scripts are left out where a text is `plain`.
"""


def common_start(one: Sequence[str], other: Sequence[str]) -> int:
    """Return the number of letters that both begin with."""
    for at, (letter, its) in enumerate(zip(one, other, strict=False)):
        if letter != its:
            return at
    return min(len(one), len(other))


def distance(right: str, given: str, limit: int) -> int:
    """Return the number of slips between two words, or `limit` + 1 if there are more.

    Letters lost, added, changed, and neighbours swapped once (optimal string alignment), looked
    for only as far off the diagonal as the limit allows.
    """
    beyond = limit + 1
    start, end, other_end = 0, len(right), len(given)
    if abs(end - other_end) > limit:
        return beyond
    while start < end and start < other_end and right[start] == given[start]:
        start += 1
    while end > start and other_end > start and right[end - 1] == given[other_end - 1]:
        end, other_end = end - 1, other_end - 1
    right, given = right[start:end], given[start:other_end]
    if not (right and given):
        return min(len(right) + len(given), beyond)
    if len(right) == len(given) and (len(right) == 1 or (len(right) == 2 and right == given[::-1])):
        return min(1, beyond)  # one letter changed, or two swapped
    last = len(given)
    earlier, above = [beyond] * (last + 2), [beyond] * (last + 2)
    row = [*(min(j, beyond) for j in range(last + 1)), beyond]
    for i, letter in enumerate(right, start=1):
        earlier, above, row = above, row, earlier
        low, high = max(1, i - limit), min(last, i + limit)
        row[low - 1] = min(i, beyond) if low == 1 else beyond
        best = row[low - 1]
        for j in range(low, high + 1):
            cost = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (letter != given[j - 1]))
            if i > 1 and j > 1 and letter == given[j - 2] and given[j - 1] == right[i - 2]:
                cost = min(cost, earlier[j - 2] + 1)
            row[j] = cost
            best = min(best, cost)
        row[high + 1] = beyond
        if best > limit:
            return beyond
    return min(row[last], beyond)
