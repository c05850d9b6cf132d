"""Abbreviations of form and numbers of kings, each in one way (rule 40 of docs/grading.md).

An abbreviation stands for its word by the place that it has: `St` is a saint before a name, and a
street behind one. A Roman numeral, or an ordinal, behind a word is the figure: `Henry VIII`,
`type II`. What stands alone is left as it is, and so are letters that are no number by themselves.
"""

import re
from collections.abc import Sequence
from functools import cache

from quizkit.answers.english import (
    BEFORE_FIGURES,
    BEFORE_NAMES,
    BEHIND_NAMES,
    LEADS,
    NUMBERED,
    SHORT_ANYWHERE,
)
from quizkit.answers.languages import language_of


def _pairs(words: str) -> dict[str, str]:
    each = iter(words.split())
    return dict(zip(each, each, strict=True))


_SAINTS = _pairs("st saint sankt saint sint saint ste sainte")
"""Before a name in any language."""
_BEFORE = _SAINTS | _pairs(BEFORE_NAMES)
_BEHIND = _pairs(BEHIND_NAMES)
_ANYWHERE = _pairs(SHORT_ANYWHERE)
_FIGURED = _pairs(BEFORE_FIGURES)
_NUMBERED = frozenset(NUMBERED.split())


def _roman(number: int) -> str:
    tens = ("", "x", "xx", "xxx", "xl", "l", "lx", "lxx", "lxxx")[number // 10]
    return tens + ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")[number % 10]


_NO_NUMERALS = ("xl", "li", "lv")
_ROMAN = {
    numeral: str(number)
    for number in range(1, 90)
    if (numeral := _roman(number)) not in _NO_NUMERALS
}
"""Without those of hundreds, whose letters make words (`mix`, `dim`)."""
_ORDINAL = {
    f"{number}{'th' if number // 10 == 1 else ending}": str(number)
    for number in range(1, 40)
    for ending in (("th", "st", "nd", "rd", *["th"] * 6)[number % 10],)
}
_NO_NAMES = frozenset("top bottom last first next every per of and or".split()).union(
    *map(str.split, LEADS)
)
"""What a number or an abbreviation stands behind without belonging to it."""
_ENDS_NAMES = ("of", "and", "in", "on", "s")

CHANGED = frozenset(
    (*_BEFORE, *_BEHIND, *_ANYWHERE, *_FIGURED, "v", "versus", "etcetera", *_ROMAN, *_ORDINAL)
)
"""Words in small letters that may be written in another way."""


@cache
def _titles(tag: str) -> tuple[re.Pattern[str], dict[str, str]]:
    words = _pairs(language_of(tag).abbreviations)
    some = "|".join(map(re.escape, sorted(words, key=len, reverse=True))) or "(?!)"
    return re.compile(rf"(?<![\w.'])(?:({some})\.?)(?=[ -]?[^\W_])(?!\w)", re.IGNORECASE), words


def in_full(text: str, tag: str) -> str:
    """Return a text in a language other than English with its titles before names written out."""
    titles, words = _titles(tag)
    return titles.sub(lambda found: _in_case(words[found[1].casefold()], found[1]), text)


def written_out(words: Sequence[str], *, english: bool, keep_case: bool) -> tuple[str, ...]:
    """Return words with their abbreviations written out and numerals in figures, one for one.

    Args:
        words: in the letter case that they are compared in.
        english: whether the abbreviations are those of English.
        keep_case: whether letter case counts; then a numeral is in capitals.
    """
    found = list(words)
    low = [word.casefold() for word in words]
    for at, word in enumerate(low):
        if word not in CHANGED:
            continue
        whole = _number(low, at)
        if whole and keep_case and words[at].isalpha() and not words[at].isupper():
            continue
        whole = whole or _whole(low, at, english=english)
        if whole:
            found[at], low[at] = _in_case(whole, words[at]), whole
    for at, word in enumerate(low[:-1]):  # once numerals are figures
        if not english or not low[at + 1][:1].isdigit():
            continue
        if word in _FIGURED and (
            word not in "#p" or len("".join(low[at - 1 : at])) != 1
        ):  # C#9, np(1-p)
            found[at] = _in_case(_FIGURED[word], words[at])
    return tuple(found)


def _number(low: Sequence[str], at: int) -> str:
    """Return the figure of a numeral or an ordinal behind a word; empty if there is none."""
    before = low[at - 1] if at else ""
    if not (len(before) > 1 and before.isalpha()):
        return ""
    small = low[at]
    if small in _ROMAN:
        is_plain = len(small) > 1 and "l" not in small and small not in ("vi", "xi")  # President Xi
        is_number = before in _NUMBERED or (is_plain and before not in _NO_NAMES)
        return _ROMAN[small] if is_number else ""
    if small in _ORDINAL and before not in _NO_NAMES:
        ends = at + 1 == len(low) or low[at + 1] in _ENDS_NAMES
        return _ORDINAL[small] if ends else ""
    return ""


def _whole(low: Sequence[str], at: int, *, english: bool) -> str:
    """Return what the abbreviation at a place stands for; empty if it is none there."""
    word = low[at]
    before = low[at - 1] if at else ""
    following = low[at + 1] if at + 1 < len(low) else ""
    if word in _ANYWHERE and english:
        return _ANYWHERE[word]
    if before.isdigit() or (not before and not following):
        return ""  # 6 ft, 12 st; alone
    if not english:
        return _SAINTS.get(word, "") if following.isalpha() else ""
    if before in _NO_NAMES and word != "co":
        before = ""
    if word in ("v", "versus"):
        return "vs" if before.isalpha() and following.isalpha() else ""
    if before and word in _BEHIND and (not following or following in _ENDS_NAMES):
        return _BEHIND[word]
    return _BEFORE.get(word, "") if following.isalpha() and following not in _ENDS_NAMES else ""


def _in_case(whole: str, short: str) -> str:
    """Return a word in the letter case of the one that it stands for."""
    return whole.capitalize() if short[:1].isupper() else whole


def numeral_of(word: str) -> str:
    """Return the Roman numeral for a figure or an ordinal in figures; empty if there is none."""
    figure = _ORDINAL.get(word, word)
    return _roman(int(figure)) if figure.isdigit() and len(figure) < 3 and int(figure) < 90 else ""
