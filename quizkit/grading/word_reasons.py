"""Why one word is wrong for another, as a learner is told it (rule 49 of docs/grading.md).

A number for a number comes first, then another meaning, another word, a word that must be exact,
and then how many letters are off.
"""

import re
from collections.abc import Iterator

from quizkit.answers import numerals
from quizkit.answers.english import NEGATORS, OPPOSITE_STEMS, OPPOSITES
from quizkit.answers.letters import distance, plain, without_marks
from quizkit.grading.codes import Code
from quizkit.grading.contraries import contrary
from quizkit.grading.diff import shared_letters
from quizkit.grading.other_words import is_other_word
from quizkit.grading.slips import has_case, spare_slips, starts_alike
from quizkit.grading.verdict import Verdict, shortly, wrong

_ANOTHER_WORD = wrong(Code.OTHER_TEXT, "another word")
_BUT_ONE = wrong(Code.OTHER_TEXT, "right but for one word")
_LETTER = wrong(Code.OTHER_TEXT, "another letter")
SIGN = wrong(Code.OTHER_TEXT, "another sign")
_FIGURES = wrong(Code.OTHER_TEXT, "a number, where words are asked for")
WRITTEN = wrong(Code.OTHER_TEXT, "the right number, written another way")
_TOO_FAR = wrong(Code.TOO_FAR_OFF, "near, but too many letters off")
_FAR_OR_OTHER = wrong(Code.TOO_FAR_OFF, "near, but another word, or too many letters off")
"""In languages whose words are not known."""
_FIRST = wrong(Code.FIRST_LETTER, "near, but the first letter must be right")
_SHORT = wrong(Code.SHORT_WORD, "near, but a word this short must be exact")
_NUMBER = wrong(Code.SHORT_WORD, "near, but a number in words must be exact")
DENIAL = wrong(Code.SHORT_WORD, "near, but a word that denies must be exact")
_IN_FIGURES = wrong(Code.SHORT_WORD, "near, but a word with figures in it must be exact")
_WITH_SIGN = wrong(Code.SHORT_WORD, "near, but a word with a sign in it must be exact")
_WRITING = wrong(Code.SHORT_WORD, "near, but in this writing every sign must be exact")
_OPPOSITES = frozenset((*OPPOSITES, *OPPOSITE_STEMS))
_NUMERALS = frozenset("ivxl")
_FAR = 6
"""Most letters by which a word with another meaning is told from the right one."""
_LONGEST = 200
"""Longest text of which letters are compared one by one."""


def other_word(
    right: str, given: str, shown: tuple[str, str], *, alone: bool = True, english: bool = True
) -> Verdict:
    """Return the verdict wrong for one wrong word.

    Args:
        right, given: the words, folded.
        shown: the two as they were written.
        alone: whether there is no other word beside it.
        english: whether English words are those of the answer's language.
    """
    shown = shortly(shown[0]), shortly(shown[1])
    said = _of_number(right, given, *shown) or next(_of_word(right, given, shown, english), None)
    return said or (_ANOTHER_WORD if alone else _BUT_ONE)


def _of_word(right: str, given: str, shown: tuple[str, str], english: bool) -> Iterator[Verdict]:
    """Yield what may be said of a wrong word, the best first; arguments as of `other_word`."""
    small, typed = right.casefold(), given.casefold()
    if len(right) == len(given) == 1 and not _is_han(right + given):
        yield _LETTER if (right + given).isalpha() else SIGN
    if not _OPPOSITES.isdisjoint(((small, typed), (typed, small))):
        yield wrong(Code.CONTRARY, f"another thing: {shown[1]} for {shown[0]}")
    if 2 * shared_letters(small, typed) < min(len(small), len(typed)):
        return
    slips = distance(small, typed, _FAR)
    if slips <= _FAR and (meaning := contrary(small, typed, slips)):
        yield from _contrary(meaning, slips)
    is_near = slips <= 3 and 2 * slips <= max(len(right), len(given))
    if not (is_near or is_meant(small, typed)):
        return
    if is_other_word(right, given, english=english):
        if is_near:
            yield wrong(
                Code.OTHER_WORD,
                f"near, but another word: {shown[1]} is not {shown[0]}",
            )
        return
    yield from _must_be_exact(small)
    if slips <= spare_slips(right) and not starts_alike(small, typed, slips):
        yield _FIRST
    if len(right) > 4 and slips > 1 and starts_alike(small, typed, slips):
        yield too_far(english=english)
    if slips == 1 and 2 < len(right) <= 4:
        yield _SHORT


def _contrary(meaning: str, slips: int) -> Iterator[Verdict]:
    """Yield the verdict on a word with another meaning, what was typed first."""
    one, is_not, other = meaning.partition(" is not ")
    said = f"another thing: {f'{other} is not {one}' if is_not else meaning}"
    if slips < 4:
        yield wrong(Code.CONTRARY, f"near, but {said}")
    elif is_not:  # a prefix or an ending of one family
        yield wrong(Code.CONTRARY, said)


def _must_be_exact(right: str) -> Iterator[Verdict]:
    """Yield the verdict on a word near to one that must be exact, whatever its length."""
    if right in NEGATORS:
        yield DENIAL
    if has_figure(right):
        yield _IN_FIGURES
    if not has_case(right) and len(right) > 2 and not _is_han(right):
        yield _WITH_SIGN if any(map(has_case, right)) else _WRITING


def _is_han(word: str) -> bool:
    """Return whether a word has Chinese characters, each of which is a word or more."""
    return any("\u3400" <= char <= "\u9fff" for char in word)


def _of_number(right: str, given: str, shown: str, own: str) -> Verdict | None:
    """Return the verdict on another number, or on a word for a number or the other way round."""
    if has_figure(right) and has_figure(given):
        if _around_digits(right) != _around_digits(given):
            return None
        if has_figure(shown + own) and _around_digits(shown) != _around_digits(own):
            shown, own = shortly(right), shortly(given)  # 3 and 2, where x^3 and x² were written
        return wrong(Code.OTHER_NUMBER, f"another number: {own} for {shown}")
    if said := _of_numeral(right, given, shown):
        return said
    if right.isdigit():
        return (
            _NUMBER if _is_misspelt(right, given) else wrong(Code.NO_NUMBER, f"{own} is no number")
        )
    is_figure = given[:1].isdigit() and not any(map(str.isalpha, given))
    return _FIGURES if is_figure and not has_figure(right) else None


def has_figure(text: str) -> bool:
    return any(map(str.isdigit, text))


def _of_numeral(right: str, given: str, shown: str) -> Verdict | None:
    """Return the verdict on two numbers one of which, or both, are Roman numerals; else None.

    Numerals are written in capitals, and have two letters or more; CD and MD are no numbers.
    """
    words = [word for word in (right, given) if not word.isdigit()]
    least = 1 if right.isdigit() and given.casefold() in "ivx" else 2
    if max(map(len, words)) < least or not _NUMERALS.issuperset("".join(words).casefold()):
        return None
    if not right.isdigit() and not shown.isupper():
        return None  # Xi
    one, other = (int(word) if word.isdigit() else numerals.roman(word) for word in (right, given))
    if one is None or other is None:
        return None
    if one == other:
        return WRITTEN
    return wrong(Code.OTHER_NUMBER, f"another number: {given.upper()} for {right.upper()}")


def _is_misspelt(figures: str, word: str) -> bool:
    """Return whether a word is nearly the one for a number."""
    values = {**numerals.UNITS, **numerals.TENS}
    names = (name for name, value in values.items() if str(value) == figures)
    return any(distance(name, word.casefold(), 2) <= 1 + (len(name) > 4) for name in names)


def _around_digits(word: str) -> str:
    """Return `word` with one figure for any, and one ending for those of ordinals."""
    return re.sub("[0-9]+", "0", re.sub("(?<=[0-9])(?:st|nd|rd)$", "th", word))


def too_far(*, english: bool) -> Verdict:
    """Return the verdict on what is near; whether it is another word is known in English alone."""
    return _TOO_FAR if english else _FAR_OR_OTHER


def is_meant(right: str, given: str) -> bool:
    """Return whether a text seems to be meant for the right one: up to one letter in three is off."""
    if right[0] != given[0] or len(right) > _LONGEST or not has_case(right):
        return False
    shared = shared_letters(right, given)
    if 2 * shared < len(right):
        return False
    if len(right) > 5 and 4 * shared >= 3 * max(len(right), len(given)):
        return True
    limit = min(len(right) // 3, 2 * _FAR)
    return limit > 1 and 1 < distance(right, given, limit) <= limit


def as_written(word: str, text: str) -> str:
    """Return a folded word as it stands in a text; as it is if the text has it in another form."""
    text = plain(text)
    if word.rstrip("+-").isdigit():
        whole = re.search(rf"\w*(?<!\d){re.escape(word)}(?!\d)\w*", text)
        return whole[0] if whole else word  # B12, not 12; NO3-, not 3-
    bare = without_marks(text).casefold()
    at = bare.find(word)
    return text[at : at + len(word)] if at >= 0 and len(bare) == len(text) else word
