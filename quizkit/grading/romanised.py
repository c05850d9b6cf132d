"""Chinese and Japanese in Latin letters: pinyin with figures for tones, Kunrei for Hepburn.

That a word is romanised is told by its form alone: all of it must be syllables of that language.
"""

import re
import unicodedata
from collections.abc import Iterator

from quizkit.answers.word_list import is_word
from quizkit.lazy import pattern

_TONES = {"\u0304": "1", "\u0301": "2", "\u030c": "3", "\u0300": "4"}
_TONED = pattern("[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜĀÁǍÀĒÉĚÈŌÓǑÒ]")
_VOWELS = "aeiouü"
_SYLLABLE = pattern(
    rf"(?P<letters>(?:[zcs]h|[bpmfdtnlgkhjqxrzcsyw])?[{_VOWELS}][{_VOWELS}{''.join(_TONES)}]*"
    rf"(?:ng(?![{_VOWELS}])|[nr](?![{_VOWELS}]))?)",
    re.IGNORECASE,
)
_BEFORE_SYLLABLE = pattern(r"[ '\u2019-]?")
_FIGURE = pattern("[a-zü:][0-5]", re.IGNORECASE)
_NUMBERED = pattern(
    rf"((?:[zcs]h|[bpmfdtnlgkhjqxrzcsyw])?)([{_VOWELS}]+)((?:ng|[nr])?)([0-5]?)[ '-]?",
    re.IGNORECASE,
)
_U_WITH_DOTS = pattern("(?<=[nl])(?:v|u:)(?=e?[0-5])", re.IGNORECASE)
_LONGEST = 60


def with_tone_figures(text: str) -> Iterator[str]:
    """Yield pinyin with tone marks in its other spellings: with figures, and with no spaces.

    Nothing, if `text`, which is composed, is no pinyin; words are parted by hyphens, which stand for
    a space or nothing.
    """
    if len(text) > _LONGEST or not _TONED.search(text):
        return
    syllables = _syllables(unicodedata.normalize("NFD", text).replace("u\u0308", "ü"))
    if not syllables:
        return
    bare = [(re.sub("[^a-zü]", "", letters.lower()), _tone(letters)) for letters in syllables]
    yield text.replace(" ", "-")
    for neutral in ("", "5"):
        yield "-".join(f"{letters}{tone or neutral}" for letters, tone in bare)


def _syllables(text: str) -> list[str]:
    """Return the syllables that all of a decomposed text is; none if it is something else."""
    found: list[str] = []
    at = 0
    while at < len(text):
        at = _end(_BEFORE_SYLLABLE, text, at) if found else at
        end = _end(_SYLLABLE, text, at)
        if end == at or sum(mark in text[at:end] for mark in _TONES) > 1:
            return []
        found.append(text[at:end])
        at = end
    return found


def _end(what: re.Pattern[str], text: str, at: int) -> int:
    found = what.match(text, at)
    return found.end() if found else at


def _tone(letters: str) -> str:
    return next((tone for mark, tone in _TONES.items() if mark in letters), "")


def with_tone_marks(text: str) -> str:
    """Return composed pinyin with figures for tones with marks instead; other text as it stands."""
    if len(text) > _LONGEST or not _FIGURE.search(text):
        return text
    text = _U_WITH_DOTS.sub("ü", text)
    syllables = [*_NUMBERED.finditer(text)]
    if not syllables or sum(len(found[0]) for found in syllables) < len(text):
        return text
    return "".join(map(_marked, syllables)).strip(" '-")


def with_dotted_u(text: str) -> str:
    """Return pinyin with figures with ü for the v or u: that is typed for it."""
    return _U_WITH_DOTS.sub("ü", text) if _FIGURE.search(text) else text


def _marked(syllable: re.Match[str]) -> str:
    """Return a syllable of pinyin, and the joint behind it, with its tone as a mark."""
    begin, vowels, end, tone = syllable.groups()
    mark = next((mark for mark, figure in _TONES.items() if figure == tone), "")
    low = vowels.lower()
    at = next((low.index(vowel) for vowel in ("a", "e", "ou") if vowel in low), len(low) - 1)
    marked = unicodedata.normalize("NFC", f"{vowels[: at + 1]}{mark}{vowels[at + 1 :]}")
    return f"{begin}{marked}{end}-"


_LONG = str.maketrans(dict(zip("āīūēōâîûêô", "aa ii uu ee oo aa ii uu ee oo".split(), strict=True)))
_HEPBURN = pattern("[sc]h|ts|j[aiueo]|[fd]u|dzu|n'|m[bp]|o[uh]|[āīūēōâîûêô]")
_TO_KUNREI = tuple(
    (pattern(hepburn), kunrei)
    for hepburn, kunrei in (
        ("[tc]ch", "tch"), ("ch(?=i)", "t"), ("ch(?=[aueo])", "ty"), ("ssh", "ssh"), ("sh(?=i)", "s"),
        ("sh(?=[aueo])", "sy"), ("jy?(?=[aueo])", "zy"), ("j(?=i)", "z"), ("ts(?=u)", "t"),
        ("dz?(?=u)", "z"), ("f(?=u)", "h"), ("m(?=[bp])", "n"), ("n'", "n"),
        ("ou|oh(?![aiueoy])", "oo"),
    )
)  # fmt: skip
_KUNREI = pattern(r"(?:(?:([kstp])\1?|[ghmnrbzdwy])?y?[aiueo]|n)+")
_OF_KUNREI_ALONE = pattern("[stz]y")
"""What Kunrei has and English has not: `syogun`."""
_LIKE_JAPANESE = frozenset(("ca", "es", "fi", "id", "it", "ms", "pt", "ro", "sw", "tr", "vi", "zh"))
"""Languages with many words of such syllables alone: humo is no fumo, shì no sì."""
_LATIN_WORD = pattern(r"[^\W\d_](?:[^\W\d_]|(?<=n)')*")


def has_hepburn(text: str) -> bool:
    """Return whether a text in small letters has in it what Hepburn writes otherwise than Kunrei."""
    return _HEPBURN.search(text) is not None


def in_kunrei(text: str, language: str) -> str:
    """Return `text`, composed and in small letters, with Japanese words in Kunrei romanisation.

    Such a word is all syllables of Japanese; neither it nor, in Kunrei, another is one of `language`.
    """
    if len(text) > _LONGEST or language[:2] in _LIKE_JAPANESE or not _HEPBURN.search(text):
        return text
    return _LATIN_WORD.sub(lambda found: _kunrei(found[0], language), text)


def _kunrei(word: str, language: str) -> str:
    spelt = word.translate(_LONG)
    for hepburn, kunrei in _TO_KUNREI:
        spelt = hepburn.sub(kunrei, spelt)
    if spelt == word or not _KUNREI.fullmatch(spelt) or is_word(spelt, language):
        return word
    return word if is_word(word, language) and not _OF_KUNREI_ALONE.search(spelt) else spelt
