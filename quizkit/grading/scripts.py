"""What differs within one writing, and is no other text (rule 45 of docs/grading.md).

Of kana, Hangul, Arabic and other scripts: what is equal (a hyphen typed for the long-vowel mark,
katakana for hiragana, spaces in Korean), and what is near (hiragana for katakana, hamza and ta
marbuta, spaces in Japanese). Of Latin letters the other romanisation, in `romanised`.
"""

import re
import unicodedata

from quizkit.grading.romanised import has_hepburn
from quizkit.lazy import pattern

_KANA = "\u3041-\u3096\u30a1-\u30fa\u30fc\uff66-\uff9f"
_UNSPACED = f"{_KANA}\u3005\u3400-\u4dbf\u4e00-\u9fff\u0e01-\u0eff\u1000-\u109f\u1780-\u17ff"
"""Signs of the scripts that part no words: kana, Han, Thai, Lao, Burmese, Khmer."""
_DASHES = "-\u2010-\u2015\u2212\uff0d"
_LONG_MARK = pattern(rf"(?<=[{_KANA}])(?<![んンっッ])[{_DASHES}](?![0-9A-Za-z {_DASHES}])")
_WAVE = pattern(rf" ?~ ?(?=[{_UNSPACED}\uac00-\ud7a3])|(?<=[{_UNSPACED}\uac00-\ud7a3]) ?~")
_HIRAGANA = pattern("[\u3041-\u3096]")
_KATAKANA_OF = {code: code + 0x60 for code in range(0x3041, 0x3097)}
_NEAR = str.maketrans(
    {code + 0x60: code for code in range(0x3041, 0x3097)}
    | {ord(letter): "ا" for letter in "أإآٱ"}
    | {0x0901: 0x0902}
    | {ord("ة"): "ه", ord("ى"): "ي", ord("ئ"): "ي", ord("ؤ"): "و", ord("ء"): ""}
)
_NASAL = pattern("ङ्(?=[क-घ])|ञ्(?=[च-झ])|ण्(?=[ट-ढ])|न्(?=[त-ध])|म्(?=[प-भ])")
_GLUED_ARTICLE = pattern(r"\A(?:ال|ה)(?=\w{3})")
_HANGUL = pattern("[\uac00-\ud7a3]")
_LOOSE_SIGN = pattern(f"[\u05d0-\u05ea\u0901\u0902\u0620-\u064a{_UNSPACED}]")
NEEDS_NO_SPACE = pattern(f"[{_UNSPACED}]")
"""A letter of a script that puts no spaces between words."""


def with_marks_of_kana(text: str) -> str:
    """Return clean text with a dash behind kana as the long-vowel mark, and ~ as a wave dash."""
    text = _LONG_MARK.sub("ー", text)
    return _WAVE.sub("\u2014", text) if "~" in text else text


_VOWELS_OF_TONES = {
    f"{first}{mark}{second}": f"{first}{second}{mark}"
    for first, second in ("oa", "oe", "uy", "OA", "OE", "UY", "Oa", "Oe", "Uy")
    for mark in "\u0300\u0301\u0303\u0309\u0323"
}
_TONES_FIRST = pattern(
    "[ou][\u0300\u0301\u0303\u0309\u0323][aey](?![a-z\u0302\u0306])", re.IGNORECASE
)


def with_tones_last(text: str) -> str:
    """Return Vietnamese text with its tones on the second of two vowels: thuỷ for thủy."""
    if text.isascii():
        return text
    apart = unicodedata.normalize("NFD", text)
    moved = _TONES_FIRST.sub(lambda found: _VOWELS_OF_TONES.get(found[0], found[0]), apart)
    return text if moved == apart else unicodedata.normalize("NFC", moved)


def in_katakana(text: str) -> str:
    """Return `text` with its hiragana, if it has any, in katakana."""
    return text if text.isascii() or not _HIRAGANA.search(text) else text.translate(_KATAKANA_OF)


def may_be_loose(text: str) -> bool:
    """Return whether a text may be written otherwise in its script, or in Latin letters."""
    if text.isascii():
        return has_hepburn(text.lower())
    return _LOOSE_SIGN.search(text) is not None or has_hepburn(text.casefold())


def with_one_nasal(text: str) -> str:
    """Return `text` with the nasals of Devanagari before a consonant of their kind as anusvara."""
    return _NASAL.sub("\u0902", text) if "\u094d" in text else text


def loosely(text: str) -> str:
    """Return `text` with one letter for those that are near: hiragana, and bare Arabic ones.

    An article of Arabic or Hebrew at its beginning is left out.
    """
    return _GLUED_ARTICLE.sub("", text.translate(_NEAR))


def free_spaces(
    words: tuple[str, ...], spaces: tuple[bool, ...], *, loose: bool = False
) -> tuple[bool, ...]:
    """Return which of the gaps between words are spaces that count: in Korean none.

    Args:
        words: of a text.
        spaces: for each but the first, whether a space stands before it.
        loose: let none count between scripts that part no words either.
    """
    if all(map(str.isascii, words)):
        return spaces
    around = zip(spaces, words, words[1:], strict=False)
    return tuple(
        space
        and not (_HANGUL.match(before[-1:]) and _HANGUL.match(after))
        and not (loose and NEEDS_NO_SPACE.match(before[-1:]) and NEEDS_NO_SPACE.match(after))
        for space, before, after in around
    )


def differs_in(right: str, given: str) -> str:
    """Return what a learner should mind where two plain texts are loosely equal."""
    if right.replace(" ", "") == given.replace(" ", ""):
        return "mind the space"
    if has_hepburn(right.casefold()):
        return "mind the usual spelling in Latin letters"
    return "mind hiragana and katakana" if _HIRAGANA.search(given) else "mind the letters"
