"""Numbers and names in an English text, in the form in which a card and its source are compared."""

import re
from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from quizkit.answers import numerals
from quizkit.answers.english import ABOUT, OVER, UNDER
from quizkit.answers.letters import clean, plain
from quizkit.answers.people import HONORIFICS
from quizkit.answers.units import Unit, find_unit
from quizkit.lazy import pattern
from quizkit.lint.english import STOP_WORDS

_TOKEN = pattern(r"[^\W_]+(?:[.,'][^\W_]+)*|[-–%.!?;:,()\"]")
_MAGNITUDES = {"k": 3, "thousand": 3, "m": 6, "million": 6, "bn": 9, "billion": 9, "trillion": 12}
_MAGNITUDE_WORDS = _MAGNITUDES.keys() - {"k", "m"}
_SPANS = {"decade": 10, "decades": 10, "century": 100, "centuries": 100, "dozen": 12}
_QUALIFIERS = {
    **dict.fromkeys(OVER, "over"),
    **dict.fromkeys(UNDER, "under"),
    **dict.fromkeys(ABOUT, "about"),
    **{word: word for word in ("early", "late", "mid")},
}
_QUALIFIED = pattern(rf" ({'|'.join(map(re.escape, _QUALIFIERS))})(?: an?| the)?$")
_MOST_WORDS_BEFORE = 5  # of a qualifier, with the article behind it
_FIGURES = pattern(r"([0-9](?:[0-9.,]*[0-9])?)[.,]*")
_YEAR_AND = pattern(r"\b([0-9]{2})([0-9]{2})[-–]([0-9]{2})((?:-[0-9]{2})?)\b")


class StatedNumber(NamedTuple):
    """A number in a text.

    Args:
        value: its magnitude included; a decade is 10.
        qualifier: what stands before it, such as `over` or `late`; empty if nothing does.
        in_words: whether it is spelt out.
        written: as it stands in the text.
        unit: of measurement, behind it; None if there is none. A decade is counted in years.
    """

    value: Fraction
    qualifier: str
    in_words: bool
    written: str
    unit: Unit | None = None

    def measures_as(self, other: "StatedNumber") -> bool:
        """Return whether both are one quantity, to a hundredth where the units differ."""
        if not (self.unit and other.unit and self.unit.dimensions == other.unit.dimensions):
            return False
        here, there = self.unit.to_base(self.value), other.unit.to_base(other.value)
        return here == there or (self.unit != other.unit and 100 * abs(here - there) <= abs(there))


class _Spelt(NamedTuple):
    """A number as it stands in a list of words, and the place after it."""

    value: Fraction
    end: int
    in_words: bool


def tokens_of(text: str) -> list[str]:
    """Return the words and marks of a text, letter case as it is, hyphens apart."""
    return _TOKEN.findall(text if text.isascii() else plain(clean(text)))


def numbers_of(text: str) -> list[StatedNumber]:
    """Return the numbers in an English text, in figures and in words."""
    found = []
    tokens = [token for token in tokens_of(_YEAR_AND.sub(_apart, text)) if token != "-"]
    low = [token.lower().removesuffix("'s") for token in tokens]
    at = 0
    while at < len(low):
        spelt = _number(low, at)
        if spelt:
            unit = find_unit("years") if low[at] in _SPANS else _unit(low, spelt.end)
            written = " ".join(tokens[at : spelt.end])
            qualifier = _qualifier(low[max(0, at - _MOST_WORDS_BEFORE) : at])
            found.append(StatedNumber(spelt.value, qualifier, spelt.in_words, written, unit))
        at = spelt.end if spelt else at + 1
    return found


def _apart(found: re.Match[str]) -> str:
    """Return 2023-06-01 without its month, which sources give by name, and 1914-18 in full."""
    century, year, second, day = found.groups()
    if int(second) <= 12:
        return f"{century}{year}{day}"
    return f"{century}{year} {century}{second}{day}"


def _unit(words: Sequence[str], at: int) -> Unit | None:
    """Return the unit that the words from `at` on name, one or two of them; in `3 m in`, metres."""
    first = "".join(words[at : at + 1])
    if first in STOP_WORDS:
        return None
    two = words[at : at + 2]
    joined = find_unit(" ".join(two)) if STOP_WORDS.isdisjoint(two) else None
    return joined or find_unit(first)


def _qualifier(before: Sequence[str]) -> str:
    """Return the qualifier that stands right before a number, such as over or about; or nothing."""
    found = _QUALIFIED.search(f" {' '.join(before)}")
    return _QUALIFIERS[found[1]] if found else ""


def _number(words: Sequence[str], at: int) -> _Spelt | None:
    word = words[at]
    if word in _SPANS:
        return _Spelt(Fraction(_SPANS[word]), at + 1, True)
    return _in_figures(words, at) if word[0].isdigit() else _in_words(words, at)


def _in_figures(words: Sequence[str], at: int) -> _Spelt | None:
    """Return a number in figures with a magnitude behind it; None if none begins here."""
    figures = _FIGURES.match(words[at])
    read = numerals.figure(figures[1]) if figures else None
    if not (figures and read):
        return None
    behind, end = words[at][figures.end() :], at + 1
    following = "".join(words[end : end + 1])
    if not behind and following in _MAGNITUDE_WORDS:
        behind, end = following, end + 1
    return _Spelt(
        read.whole * Fraction(10) ** (read.exponent + _MAGNITUDES.get(behind, 0)), end, False
    )


def _in_words(words: Sequence[str], at: int) -> _Spelt | None:
    """Return a number in words, cardinal or ordinal; `second` alone is more often time."""
    ordinal = numerals.ordinal(words, at) if words[at] != "second" else None
    read = ordinal or numerals.cardinal(words, at, years=True)
    if not read:
        return None
    value, end = read
    half = not ordinal and [*words[end : end + 3]] == ["and", "a", "half"]
    return _Spelt(value + Fraction(half, 2), end + 3 * half, True)


def names_of(text: str, *, whole: bool = False) -> list[tuple[str, ...]]:
    """Return the names in a text: runs of words with a capital, without titles.

    Args:
        whole: the text is an answer, whose first word is no less a name for being the first.
    """
    runs: list[list[str]] = [[]]
    tokens = tokens_of(text)
    begins = [not whole, *map(_ends_sentence, ["", *tokens], tokens)]
    for token, first in zip(tokens, begins, strict=False):
        if _is_capital(token, first):
            runs[-1].append(token)
        elif token != "-":
            runs.append([])
    return [*filter(None, map(_without_titles, runs))]


def _ends_sentence(before: str, token: str) -> bool:
    """Return whether a new sentence begins behind a token; not so behind "Dr." and "J."."""
    shortened = token == "." and (len(before) == 1 or before.lower() in HONORIFICS)
    return token in '.!?:"' and not shortened


def _is_capital(token: str, first: bool) -> bool:
    """Return whether a word is one of a name; the first of a sentence has a capital anyway."""
    if first and not (len(token) > 1 and (token[1].isupper() or token.isupper())):
        return False
    return token[0].isupper()


def _without_titles(run: Sequence[str]) -> tuple[str, ...]:
    return tuple(word.removesuffix("'s") for word in run if word.lower() not in HONORIFICS)


def bare(word: str) -> str:
    """Return a word as names are compared: small letters, without points."""
    return word.lower().replace(".", "").removesuffix("'s")
