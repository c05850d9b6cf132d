"""English as the rules read it: words, their stems, and the small words that several rules know.

A list that one rule alone needs stands in that rule's file; what grading needs as well, in
`quizkit.answers.english`.
"""

from collections.abc import Iterable
from functools import lru_cache

from quizkit.answers.letters import clean, plain
from quizkit.lazy import pattern

_WORD = pattern(r"[^\W_]+(?:['.,][^\W_]+)*")
_FIGURE = pattern("[0-9]")
_QUOTED = pattern(r"\"[^\"]*\"|(?<!\w)'[^']*'(?!\w)|`[^`]*`")
BLANK = "..."

QUESTION_WORDS = frozenset("what which who whom whose when where why how".split())
AUXILIARIES = frozenset(
    "is are was were am do does did has have had can could will would shall should may might must"
    .split()
)  # fmt: skip
STOP_WORDS = QUESTION_WORDS | AUXILIARIES | frozenset(
    "a an the of in on at to for from by with as and or but nor so if than then that this these "
    "those it its he she they them his her their we you i be been being not no into onto about over "
    "under after before during between through up down out off there here also only very much many "
    "more most some any all each one other such own same too".split()
)  # fmt: skip


def words_of(text: str) -> list[str]:
    """Return the words of a text in small letters, apart at hyphens; quotes and dashes alike."""
    if not text.isascii():
        text = plain(clean(text))
    return _WORD.findall(text.casefold())


def as_line(words: Iterable[str]) -> str:
    """Return words as one text with a space at both ends, in which whole words can be looked for."""
    return f" {' '.join(words)} "


def either(words: str | Iterable[str]) -> str:
    """Return a pattern for one of several words in a line of words, and the space behind it."""
    return f"(?:{'|'.join(words.split() if isinstance(words, str) else sorted(words))}) "


def has_digit(text: str) -> bool:
    """Return whether a text holds a digit."""
    if text.isalpha():  # most words
        return False
    return bool(_FIGURE.search(text)) if text.isascii() else any(map(str.isdigit, text))


def asks(prompt: str) -> bool:
    """Return whether a prompt is a question, and not a word to be put in others."""
    return prompt.rstrip().endswith(("?", "\uff1f", "\u061f", "\u037e"))


def unquoted(text: str) -> str:
    """Return a text without what stands in quotes: words that are spoken of, not used."""
    return _QUOTED.sub(BLANK, text if text.isascii() else plain(text))


@lru_cache(maxsize=1 << 14)
def stem(word: str) -> str:
    """Return an English word without its commonest endings: roughly, and the same way each time."""
    for ending in ("ations", "ation", "ings", "ing", "ies", "ied", "ed", "es", "s", "ly", "y", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def stems_of(words: Iterable[str]) -> frozenset[str]:
    """Return the stems of those words that carry a meaning."""
    return frozenset(map(stem, set(words) - STOP_WORDS))


YEAR = r" [12][0-9]{3}\S? "
"""A year in a line of words, or its decade: 1869, 1920s."""
