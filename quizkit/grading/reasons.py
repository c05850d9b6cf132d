"""Why a typed text is wrong, as a learner is told it (rule 49 of docs/grading.md).

The right answer stands beside what was typed, so a reason says the kind of difference and what to
look at: first for texts that look alike, then by all the words, then by the one that differs.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice

from quizkit.answers.english import NEGATORS
from quizkit.answers.letters import distance, plain
from quizkit.answers.lookalikes import terms
from quizkit.answers.word_list import is_word
from quizkit.grading.codes import Code
from quizkit.grading.folding import NUMBER_WORDS, Folded, Style
from quizkit.grading.given import Given
from quizkit.grading.slips import contrary, has_case, negators, spare_slips, starts_alike
from quizkit.grading.verdict import Verdict, wrong
from quizkit.grading.words import accepted_readings
from quizkit.lazy import pattern

ANOTHER_WORD = wrong(Code.OTHER_TEXT, "another word")
ANOTHER_ANSWER = wrong(Code.OTHER_TEXT, "another answer")
_IN_PART = wrong(Code.OTHER_TEXT, "some words are right, some are not")
_BUT_ONE = wrong(Code.OTHER_TEXT, "right but for one word")
_LETTER = wrong(Code.OTHER_TEXT, "another letter")
_SIGN = wrong(Code.OTHER_TEXT, "another sign")
_NO_WORD = wrong(Code.OTHER_TEXT, "there is no word in that")
_FIGURES = wrong(Code.OTHER_TEXT, "a number, where words are asked for")
_EXACT_NUMBER = wrong(Code.SHORT_WORD, "near, but a number in words must be exact")
_EXACT_DENIAL = wrong(Code.SHORT_WORD, "near, but a word that denies must be exact")
_EXACT_FIGURES = wrong(Code.SHORT_WORD, "near, but a word with figures in it must be exact")
_EXACT_WRITING = wrong(Code.SHORT_WORD, "near, but in this writing every sign must be exact")
_EXACT_SHORT = wrong(Code.SHORT_WORD, "near, but a word this short must be exact")
_TOO_FAR = wrong(Code.TOO_FAR_OFF, "near, but too many letters off")
_FIRST = wrong(Code.FIRST_LETTER, "near, but the first letter must be right")

_LONGEST = 200
"""Longest text of which letters are compared one by one."""
_MOST_READINGS = 16
_LITTLE_WORDS = frozenset(
    "of in on at to for by with from and or a an as is de la le du der".split()
)
"""Words that two answers may share and have nothing in common."""


def why_wrong(right: str, given: Given, style: Style) -> Verdict:
    """Return the verdict wrong with the best reason that the words give; `right` is clean."""
    own = given.readings(style)[0]
    readings = [*islice(accepted_readings(right, style), _MOST_READINGS)]
    if not own.words or not (readings and readings[0].words):
        return _without_words(readings, own)
    form = min(readings, key=lambda form: _unlike(form.words, own.words))
    return (
        look_alike(right, given.clean, form, own)
        or _by_sense(form.words, own.words)
        or _by_words(form.words, own.words)
    )


def _without_words(readings: Sequence[Folded], own: Folded) -> Verdict:
    """Return the verdict where one of the two is nothing but punctuation."""
    if own.words or not readings:
        return ANOTHER_ANSWER
    return _NO_WORD if readings[0].words else _SIGN


def _unlike(words: Sequence[str], own: Sequence[str]) -> int:
    """Return how many words two texts do not share."""
    ours, theirs = Counter(words), Counter(own)
    return (ours - theirs).total() + (theirs - ours).total()


# Look-alikes

_TWINS = str.maketrans(
    "АВЕКМНОРСТУХІЈЅаеорсухіјѕΑΒΕΖΗΙΚΜΝΟΡΤΥΧο01", "ABEKMHOPCTYXIJSaeopcyxijsABEZHIKMNOPTYXooi"
)
"""Letters of other scripts, and figures, each with the Latin letter that looks the same."""
_SIGNS = {
    ".": "point",
    ",": "comma",
    ":": "colon",
    "/": "stroke",
    "^": "sign ^ of a power",
}


def look_alike(right: str, given: str, form: Folded, own: Folded) -> Verdict | None:
    """Return the verdict on a text that looks like the right one, saying where they differ.

    Args:
        right, given: the texts, clean.
        form, own: the same, folded.
    """
    if len(right) > _LONGEST or abs(len(right) - len(given)) > len(right):
        return None
    said = (
        _of_another_script(plain(right), plain(given))
        or _in_signs(form.letters, own.letters)
        or _in_marks(form.letters, own.letters)
    )
    return wrong(Code.LOOK_ALIKE, said) if said else None


def _of_another_script(right: str, given: str) -> str:
    """Return which sign of one text only looks like that of the other; else empty."""
    twins = (text.translate(_TWINS).casefold().replace("l", "i") for text in (right, given))
    if len(right) != len(given) or len(set(twins)) > 1:
        return ""
    for one, other in zip(right, given, strict=True):
        if one.casefold() != other.casefold():
            return f"looks alike, but {other} is {_named(other)}, and not {_named(one)}"
    return ""


def _has_figure(text: str) -> bool:
    return any(map(str.isdigit, text))


def _named(char: str) -> str:
    """Return what a letter or figure is, with its article."""
    if char.isdigit():
        return f"the figure {char}"
    script = unicodedata.name(char, "another").split()[0].capitalize()
    return f"the letter {char}" if script == "Latin" else f"a {script} letter"


def _in_signs(right: str, given: str) -> str:
    """Return the signs in which the letters of two texts differ, if all letters are the same."""
    ours, theirs = ("".join(filter(str.isalnum, text)) for text in (right, given))
    if ours != theirs or not ours:
        return ""
    counts = [Counter(char for char in text if not char.isalnum()) for text in (right, given)]
    lacks, extra = ("".join((one - other).elements()) for one, other in (counts, counts[::-1]))
    if lacks and extra:
        return f"near, but the {_sign(extra)} stands for the {_sign(lacks)}"
    if lacks:
        return f"near, but the {_sign(lacks)} is missing"
    if extra:
        return f"near, but the {_sign(extra)} is too much"
    if right != given:
        return "near, but the signs stand elsewhere"
    return "the right letters, but the spaces stand elsewhere"


def _sign(signs: str) -> str:
    return _SIGNS.get(signs, f"sign {signs}")


def _in_marks(right: str, given: str) -> str:
    """Return the letters of two texts that differ by no more than a mark; else empty."""
    if right.isascii() or given.isascii():
        return ""
    ours, theirs = _Letters(right), _Letters(given)
    if ours.bases != theirs.bases:
        return ""
    pairs = zip(ours.whole, theirs.whole, strict=True)
    return next((f"near, but {own} is not {one}" for one, own in pairs if one != own), "")


class _Letters:
    """The letters of a text, each with the marks on it, and without them."""

    def __init__(self, text: str) -> None:
        self.bases: list[str] = []
        self.whole: list[str] = []
        for char in unicodedata.normalize("NFD", text):
            if self.whole and unicodedata.category(char)[0] == "M":
                self.whole[-1] = unicodedata.normalize("NFC", self.whole[-1] + char)
            else:
                self.bases.append(char)
                self.whole.append(char)


# All the words


def _by_sense(words: Sequence[str], own: Sequence[str]) -> Verdict | None:
    """Return the verdict on a text that denies, says several things, or other ones in number."""
    if negators(tuple(words)) != negators(tuple(own)) and _affirmed(words) == _affirmed(own):
        return wrong(Code.NEGATION, "that says the opposite")
    more, less = Counter(own) - Counter(words), Counter(words) - Counter(own)
    if "or" in more or ("/" in more and not less):
        return wrong(Code.SEVERAL, "one answer only, please")
    if not more and not less:
        return wrong(Code.WORD_ORDER, "the right words in another order")
    if not less:
        return wrong(Code.EXTRA_WORDS, "more than the answer")
    if not more:
        return wrong(Code.MISSING_WORDS, "part of the answer is missing")
    return None


def _affirmed(words: Sequence[str]) -> list[str]:
    """Return the words of a text without those that deny."""
    return [word for word in words if word.casefold() not in NEGATORS]


def _by_words(words: Sequence[str], own: Sequence[str]) -> Verdict:
    """Return the verdict on a text that has some words of the right one, or none."""
    if len(words) == len(own):
        differing = [pair for pair in zip(words, own, strict=True) if pair[0] != pair[1]]
        if len(differing) == 1:
            return other_word(*differing[0], alone=len(words) == 1)
    letters, typed = "".join(words), "".join(own)
    if len(letters) < _LONGEST and has_case(letters) and _is_near(letters, typed):
        return _TOO_FAR
    if set(words).intersection(own).difference(_LITTLE_WORDS):
        return _IN_PART
    return ANOTHER_ANSWER


def _is_near(right: str, given: str) -> bool:
    """Return whether a text seems to be meant for the right one: one letter in four is off."""
    limit = len(right) // 4
    return limit > 0 and right[0] == given[0] and distance(right, given, limit) <= limit


# One word

_ROMAN = pattern("m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})", re.IGNORECASE)


def other_word(right: str, given: str, *, alone: bool = True) -> Verdict:
    """Return the verdict wrong for one wrong word; `alone` if there is no other beside it."""
    return next(filter(None, _of_word(right, given)), ANOTHER_WORD if alone else _BUT_ONE)


def _of_word(right: str, given: str) -> Iterator[Verdict | None]:
    """Yield what may be said of a wrong word, the best first."""
    yield _other_number(right, given)
    if len(right) == len(given) == 1:
        yield _LETTER if right.isalpha() and given.isalpha() else _SIGN
    slips = distance(right, given, 3)
    if slips > 3 or 2 * slips > max(len(right), len(given)):
        return
    if meaning := contrary(right, given, slips):
        yield wrong(Code.CONTRARY, f"near, but another thing: {meaning}")
    if is_word(given.casefold()) or given.casefold() in terms():
        yield wrong(Code.OTHER_WORD, f"near, but another word: {given} is not {right}")
    yield _must_be_exact(right)
    if right[0] != given[0] and slips <= spare_slips(right):
        yield None if starts_alike(right, given, slips) else _FIRST
    if len(right) > 4 and (right[0] == given[0] or right[:2] == given[1::-1]):
        yield _TOO_FAR
    if slips == 1 and 2 < len(right) <= 4:
        yield _EXACT_SHORT


def _must_be_exact(right: str) -> Verdict | None:
    """Return the verdict on a word near to one that must be exact, whatever its length."""
    if right.casefold() in NUMBER_WORDS:
        return _EXACT_NUMBER
    if right.casefold() in NEGATORS:
        return _EXACT_DENIAL
    if _has_figure(right):
        return _EXACT_FIGURES
    if not has_case(right) and len(right) > 2 and not _is_han(right):
        return _EXACT_WRITING
    return None


def _is_han(word: str) -> bool:
    """Return whether a word has Chinese characters, each of which is a word or more."""
    return any("\u3400" <= char <= "\u9fff" for char in word)


def _other_number(right: str, given: str) -> Verdict | None:
    """Return the verdict on another number, or on a word for a number or the other way round."""
    if _has_figure(right) and _has_figure(given):
        if _around_digits(right) != _around_digits(given):
            return None
        return wrong(Code.OTHER_NUMBER, f"another number: {given} for {right}")
    if _is_roman(right, given):
        return wrong(Code.OTHER_NUMBER, f"another number: {given.upper()} for {right.upper()}")
    if right.isdigit():
        return wrong(Code.NO_NUMBER, f"{given} is no number")
    return _FIGURES if given.isdigit() else None


def _is_roman(right: str, given: str) -> bool:
    """Return whether both words are Roman numerals, or one of them where the other is in figures."""
    own = [word for word in (right, given) if not word.isdigit()]
    return max(map(len, own)) > 1 and all(map(_ROMAN.fullmatch, own))


def _around_digits(word: str) -> str:
    """Return `word` with one figure for any, and one ending for those of ordinals."""
    return re.sub("[0-9]+", "0", re.sub("(?<=[0-9])(?:st|nd|rd)$", "th", word))
