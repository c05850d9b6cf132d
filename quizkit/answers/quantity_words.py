"""The words of quantities in the language of a deck: put into English before a quantity is read.

English has its short scale in every deck; other languages have their own words beside it, and in
most of them a billion is a million millions.
"""

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from quizkit.answers import numerals
from quizkit.answers.counting import in_figures
from quizkit.answers.frames import without_lead_in
from quizkit.answers.languages import is_english, language_of
from quizkit.answers.languages.language import pairs_of
from quizkit.answers.letters import with_e, without_marks


def power_of(word: str, language: str = "en") -> int | None:
    """Return the power of ten that `word` stands for in a deck's language, or None."""
    low = without_marks(word).casefold()
    return _powers(language).get(low, numerals.scale_of(low))


@cache
def _powers(language: str) -> Mapping[str, int]:
    english, own = (pairs_of(language_of(tag).magnitudes) for tag in ("en", language))
    return {word: int(power) for word, power in (english | own).items()}


class _Dictionary(NamedTuple):
    """What the words of a language are in English, and a pattern that finds them."""

    pattern: re.Pattern[str]
    english: Mapping[str, str]

    def translate(self, found: re.Match[str]) -> str:
        """Return the English of a word that `pattern` has found."""
        return self.english[without_marks(found[0]).casefold()]


def in_english(text: str, language: str) -> str:
    """Return `text` with the words of a deck's language for bounds, units and numbers in English."""
    if is_english(language):
        return text
    text = without_lead_in(text, language)
    if known := _dictionary(language):
        text = known.pattern.sub(known.translate, text)
    return in_figures(text, language_of(language))


@cache
def _dictionary(language: str) -> _Dictionary | None:
    own = language_of(language)
    english = {
        form: name.strip()
        for entry in re.split("[;\n]", f"{own.bounds}\n{own.units}\n{own.numbers}")
        for name, _, phrases in [entry.partition("=")]
        for phrase in phrases.split(",")
        for form in _forms(phrase.strip())
    }
    del english[""]  # of empty lines
    if not english:
        return None
    bare = {
        without_marks(spelling): name
        for form, name in english.items()
        for spelling in (form, with_e(form))
    }
    longest_first = sorted({*english, *bare}, key=len, reverse=True)
    phrases = "|".join(map(_whole, longest_first))
    return _Dictionary(re.compile(rf"(?<!\w)(?:{phrases})", re.IGNORECASE), bare)


def _whole(phrase: str) -> str:
    """Return a pattern of a phrase that goes on in no other word, but for `d'` and `env.`."""
    return re.escape(phrase) + ("" if phrase[-1] in "'." else r"(?!\w)")


def _forms(phrase: str) -> list[str]:
    """Return a phrase with and without each of its endings in brackets."""
    stem, *endings = phrase.replace(")", "").split("(")
    forms = [stem]
    for ending in endings:
        forms += [form + ending for form in forms]
    return forms
