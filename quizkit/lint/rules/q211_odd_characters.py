"""Invisible characters, or letters of two alphabets in one word.

What looks like the answer is not what the learner types. Unbreakable spaces and separate
accents do no harm, but make texts that look the same differ.

bad:
  - question: What is the capital of Russia?
    answer: "M\u043escow"
good:
  - question: What is the capital of Russia?
    answer: Moscow
"""

import re
import unicodedata

from quizkit.lint.rule import AnyNote, Hits, hint

_SPACES = "\u00a0\u202f\u2007"


def _oddity(text: str) -> str:
    for char in text:
        if char in "\u200b\ufeff\u2060\u00ad" or char in _SPACES or "\ud800" <= char <= "\udfff":
            return f"there is an invisible U+{ord(char):04X} in it"
    if not unicodedata.is_normalized("NFC", text):
        return "its accents are characters of their own"
    for word in re.findall(r"[^\W\d_]+", text):
        scripts = {_alphabet(char) for char in word} - {""}
        if len(scripts) > 1 and not word.isascii():
            return f"the letters of `{word}` are of two alphabets"
    return ""


def _alphabet(char: str) -> str:
    if char.isascii():
        return "Latin"
    if "\u0400" <= char <= "\u052f":
        return "Cyrillic"
    return ""


@hint()
def odd_characters(checked: AnyNote) -> Hits:
    for variants in checked.answers:
        for text in variants:
            if text.isascii():
                continue
            said = _oddity(text)
            if said:
                yield checked.hit_answer(said, "type it anew")
                return
    if not checked.note.prompt.isascii():
        said = _oddity(checked.note.prompt)
        if said:
            yield checked.hit(said, "type it anew")
