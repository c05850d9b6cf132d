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

_INVISIBLE = "[\u200b\ufeff\u2060\u00ad\u00a0\u202f\u2007\ud800-\udfff]"
_WORD = r"[^\W\d_]+"
_LATIN, _CYRILLIC = "[a-zA-Z]", "[\u0400-\u052f]"


def _oddity(text: str) -> str:
    """Return a name for the odd characters of a text; an empty text if there are none."""
    if text.isascii():
        return ""
    invisible = re.search(_INVISIBLE, text)
    if invisible:
        return f"there is an invisible U+{ord(invisible[0]):04X} in it"
    if not unicodedata.is_normalized("NFC", text):
        return "its accents are characters of their own"
    words = re.findall(_WORD, text) if re.search(_CYRILLIC, text) else ()
    for word in words:
        if re.search(_LATIN, word) and re.search(_CYRILLIC, word):
            return f"the letters of `{word}` are of two alphabets"
    return ""


@hint()
def odd_characters(checked: AnyNote) -> Hits:
    """Return one hit: on the first odd character of the answers, else of the prompt."""
    said = next(filter(None, map(_oddity, checked.texts)), "")
    if said:
        yield checked.hit_answer(said, "type it anew")
        return
    said = _oddity(checked.note.prompt)
    if said:
        yield checked.hit(said, "type it anew")
