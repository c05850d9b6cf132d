"""Invisible characters, or letters of two alphabets in one word.

What looks like the answer is not what the learner types. Unbreakable spaces and separate
accents do no harm, but make texts that look the same differ. Where typography wants such a space
it is let pass: before `?`, `:` and `»`, between groups of digits, before a unit, behind "M.".

bad:
  - question: What is the capital of Russia?
    answer: "M\u043escow"
good:
  - question: What is the capital of Russia?
    answer: Moscow
"""

import re
import unicodedata

from quizkit.authoring.kinds_of_change import Change, Swap
from quizkit.lazy import pattern
from quizkit.lint.rule import HERE, CheckedNote, Hits, hint
from quizkit.model import Note, WordNote

_INVISIBLE = "[\u200b\ufeff\u2060\u00ad\u00a0\u202f\u2007\u2009\ud800-\udfff]"
_OF_NO_WIDTH = "[\u200b\ufeff\u2060\u00ad]"
_UNBREAKABLE = "[\u00a0\u202f\u2007\u2009]"
_WELL_SET = pattern(
    rf"{_UNBREAKABLE}(?=[?!:;»”›%‰°€$£¥₽×–—…])|(?<=[«“‹„–—№§¿¡×]){_UNBREAKABLE}"
    rf"|(?<=[\d½¼¾.%]){_UNBREAKABLE}(?=\w)|(?<=\bn[°ºo]){_UNBREAKABLE}"
    rf"|(?<=[A-Z]){_UNBREAKABLE}(?=\d)|(?<=[.!?…]){_UNBREAKABLE}(?=\s)"
)
"""A space that typography wants: before a mark, within a number, before a unit, behind `M.`."""
_SMALL_WORD = pattern(rf"(?<=\b\w){_UNBREAKABLE}(?=\w)")
_HELD_BY_SMALL_WORDS = frozenset("cs sk pl ru uk be bg hr sr sl".split())
"""Languages in which a word of one letter is not parted from the next."""
_WORD = r"[^\W\d_]+"
_LATIN, _CYRILLIC = "[a-zA-Z]", "[\u0400-\u052f]"


def _oddity(text: str, language: str) -> str:
    """Return a name for the odd characters of a text; an empty text if there are none."""
    if text.isascii():
        return ""
    text = _WELL_SET.sub(" ", text)
    if language[:2] in _HELD_BY_SMALL_WORDS:
        text = _SMALL_WORD.sub(" ", text)
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
def odd_characters(checked: CheckedNote[Note | WordNote]) -> Hits:
    """Return one hit: on the first odd character of the answers, else of the prompt."""
    language = checked.note.judging.language
    odd = ((text, said) for text in checked.texts if (said := _oddity(text, language)))
    text, said = next(odd, ("", ""))
    if said:
        is_one = checked.key and text == checked.key.answer
        hit = checked.hit_answer(said, "type it anew")
        yield hit.mended_by(*(_typed_anew(checked.answer_key, text) if is_one else ()))
        return
    prompt = checked.note.prompt
    if said := _oddity(prompt, language):
        hit = checked.hit(said, "type it anew")
        yield hit.mended_by(*_typed_anew(checked.prompt_key, prompt))


def _typed_anew(key: str, text: str) -> tuple[Change, ...]:
    """Return what writes a text without invisible characters, and each accent with its letter.

    A space that is no common one may be meant, and of two alphabets its author knows which.
    """
    anew = unicodedata.normalize("NFC", re.sub(_OF_NO_WIDTH, "", text))
    return () if anew == text else (Swap(HERE, (key,), text, anew),)
