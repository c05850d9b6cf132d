"""Why a typed text is wrong, as a learner is told it (rule 49 of docs/grading.md).

The right answer stands beside what was typed, so a reason says the kind of difference and what to
look at: first by all the words together, then by the one that differs. Texts that look alike are
told apart in `alike`.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice

from quizkit.answers import numerals
from quizkit.answers.english import NEGATORS, OPPOSITE_STEMS, OPPOSITES
from quizkit.answers.fillers import Frame
from quizkit.answers.letters import distance, plain, without_marks
from quizkit.answers.quantities import read_quantity
from quizkit.answers.word_list import is_word
from quizkit.grading.alike import difference
from quizkit.grading.charges import other_charge
from quizkit.grading.codes import Code
from quizkit.grading.contraries import contrary
from quizkit.grading.diff import shared_letters
from quizkit.grading.folding import Folded, Style, style_for
from quizkit.grading.given import Given
from quizkit.grading.joints import run_together
from quizkit.grading.other_words import is_other_word
from quizkit.grading.slips import has_case, negators, spare_slips, starts_alike
from quizkit.grading.verdict import Verdict, shortly, wrong
from quizkit.grading.words import accepted_readings

ANOTHER_ANSWER = wrong(Code.OTHER_TEXT, "another answer")
_ANOTHER_WORD = wrong(Code.OTHER_TEXT, "another word")
_BUT_ONE = wrong(Code.OTHER_TEXT, "right but for one word")
_IN_PART = wrong(Code.OTHER_TEXT, "some words are right, some are not")
_LETTER = wrong(Code.OTHER_TEXT, "another letter")
_SIGN = wrong(Code.OTHER_TEXT, "another sign")
_NO_WORD = wrong(Code.OTHER_TEXT, "there is no word in that")
_FIGURES = wrong(Code.OTHER_TEXT, "a number, where words are asked for")
_ANOTHER_NUMBER = wrong(Code.OTHER_NUMBER, "another number")
_WRITTEN = wrong(Code.OTHER_TEXT, "the right number, written another way")
_INITIALS = wrong(Code.MISSING_WORDS, "initials, where the words are asked for")
_TOO_FAR = wrong(Code.TOO_FAR_OFF, "near, but too many letters off")
_FAR_OR_OTHER = wrong(Code.TOO_FAR_OFF, "near, but another word, or too many letters off")
"""In languages whose words are not known."""
_FIRST = wrong(Code.FIRST_LETTER, "near, but the first letter must be right")
_SHORT = wrong(Code.SHORT_WORD, "near, but a word this short must be exact")
_NUMBER = wrong(Code.SHORT_WORD, "near, but a number in words must be exact")
_DENIAL = wrong(Code.SHORT_WORD, "near, but a word that denies must be exact")
_IN_FIGURES = wrong(Code.SHORT_WORD, "near, but a word with figures in it must be exact")
_WRITING = wrong(Code.SHORT_WORD, "near, but in this writing every sign must be exact")

_LONGEST = 200
"""Longest text of which letters are compared one by one."""
_MOST_READINGS = 16
_DENYING = NEGATORS | {"with"}
"""Words that deny, and the one whose contrary does: with sugar, without sugar."""
_OPPOSITES = frozenset((*OPPOSITES, *OPPOSITE_STEMS))
_FAR = 6
"""Most letters by which a word with another meaning is told from the right one."""
_LITTLE_WORDS = frozenset(
    "of in on at to for by with from and or a an as is de la le du der".split()
)
"""Words that two answers may share and have nothing in common."""


def why_wrong(right: str, given: Given, style: Style) -> Verdict:
    """Return the verdict wrong with the best reason that the words give; `right` is clean."""
    style = style_for(right, style)
    own = given.readings(style)[0]
    whole = (form for form in accepted_readings(right, style) if form.is_whole)
    readings = [*islice(whole, _MOST_READINGS)]
    if not own.words or not (readings and readings[0].words):
        return _without_words(readings, own)
    form = _likest(readings, own, may_be_short="(" in right)
    if form.words == own.words and form.frame.contradicts(own.frame):
        return _of_frames(form.frame, own.frame)
    if said := _by_spaces(right, given):
        return said
    if other_charge(right, given.clean):
        return wrong(Code.OTHER_NUMBER, f"another charge: {given.clean} for {right}")
    if alike := difference(right, given.clean, form, own):
        return wrong(Code.LOOK_ALIKE, alike)
    if said := _by_value(right, given.clean) or _by_sense(form.words, own.words):
        return said
    shown = right, given.clean
    return _by_words(form.words, own.words, shown, english=style.english)


def _by_spaces(right: str, given: Given) -> Verdict | None:
    """Return the verdict on a word that another space makes another: apart for a part."""
    if " " not in right or run_together(right) != given.run_together:
        return None
    if not is_word(given.clean.casefold()):
        return None
    shown, own = shortly(right), shortly(given.clean)
    return wrong(Code.OTHER_WORD, f"near, but another word: {own} is not {shown}")


def _of_frames(frame: Frame, own: Frame) -> Verdict:
    """Return the verdict on the right words after another article or lead-in, or before another tail."""
    if frame.has_another_article(own):
        return wrong(Code.ARTICLE, f"another article: it is {frame.article}")
    if frame.lead_in != own.lead_in:
        return wrong(Code.OTHER_TEXT, f"it begins with {frame.lead_in}, not with {own.lead_in}")
    return wrong(Code.OTHER_TEXT, f"it ends with {frame.tail}, not with {own.tail}")


def _without_words(readings: Sequence[Folded], own: Folded) -> Verdict:
    """Return the verdict where one of the two is nothing but punctuation."""
    if own.words or not readings:
        return ANOTHER_ANSWER
    return _NO_WORD if readings[0].words else _SIGN


def _likest(readings: Sequence[Folded], own: Folded, *, may_be_short: bool) -> Folded:
    """Return the way to read the right answer that a text is most like.

    Args:
        readings: the ways, as it stands first.
        own: the text.
        may_be_short: whether words may be left out of it, as those in brackets.
    """
    if len(readings) == 1:
        return readings[0]
    least = 0 if may_be_short else len(readings[0].words)
    ways = (form for form in readings if len(form.words) >= least)
    return min(ways, key=lambda form: _unlike(form.words, own.words))


def _unlike(words: Sequence[str], own: Sequence[str]) -> int:
    """Return how many words two texts do not share."""
    ours, theirs = Counter(words), Counter(own)
    return (ours - theirs).total() + (theirs - ours).total()


def _by_value(right: str, given: str) -> Verdict | None:
    """Return the verdict on a number for another, both of which are compared as they are written."""
    if not (right[:1].isdigit() and "/" in right and (_has_figure(given) or given.isalpha())):
        return None
    one, other = read_quantity(right), read_quantity(given, right=read_quantity(right))
    if one is None or other is None:
        return None
    return _WRITTEN if one.in_base == other.in_base else _ANOTHER_NUMBER


def _by_sense(words: Sequence[str], own: Sequence[str]) -> Verdict | None:
    """Return the verdict on a text that denies, says several things, too much, or too little."""
    if negators(tuple(words)) != negators(tuple(own)) and _affirmed(words) == _affirmed(own):
        return wrong(Code.NEGATION, "that says the opposite")
    if len(words) == len(own) == 1:
        return None
    more, less = Counter(own) - Counter(words), Counter(words) - Counter(own)
    if "or" in more or ("/" in more and not less):
        return wrong(Code.SEVERAL, "one answer only, please")
    if not more and not less:
        return wrong(Code.WORD_ORDER, "the right words in another order")
    if [*more, *less] == ["non"]:
        return wrong(Code.CONTRARY, "near, but another thing: non- changes the meaning")
    if not less:
        return wrong(Code.EXTRA_WORDS, "more than the answer")
    if not more:
        return wrong(Code.MISSING_WORDS, "part of the answer is missing")
    return None


def _affirmed(words: Sequence[str]) -> list[str]:
    """Return the words of a text without those that deny, or whose contrary does."""
    return [word for word in words if word.casefold() not in _DENYING]


def _by_words(
    words: Sequence[str], own: Sequence[str], shown: tuple[str, str], *, english: bool
) -> Verdict:
    """Return the verdict on a text that has some words of the right one, or none.

    Args:
        words, own: the right words, and those given.
        shown: the two texts, as they are written.
        english: whether English words are those of the answer's language.
    """
    if len(words) == len(own):
        differing = [pair for pair in zip(words, own, strict=True) if pair[0] != pair[1]]
        if len(differing) == 1:
            one, other = differing[0]
            at = own.index(other)
            pair = (
                _in_place(one, at, words, shown[0]),
                _in_place(other, at, own, shown[1]),
            )
            return other_word(one, other, pair, alone=len(words) == 1, english=english)
    letters, typed = "".join(words), "".join(own)
    if negators(tuple(words)) != negators(tuple(own)) and distance(letters, typed, 1) == 1:
        return _DENIAL
    if _is_meant(letters, typed) and not is_other_word(letters, typed, english=english):
        return _TOO_FAR if english else _FAR_OR_OTHER
    if set(words).intersection(own).difference(_LITTLE_WORDS):
        return _IN_PART
    great = [word for word in words if word not in _LITTLE_WORDS]
    if len(great) > 1 and typed in (_initials(words), _initials(great)):
        return _INITIALS
    return ANOTHER_ANSWER


def _in_place(word: str, at: int, words: Sequence[str], text: str) -> str:
    """Return a word as it stands in a text, of which it is the one at a place."""
    written = as_written(word, text)
    tokens = text.split()
    if written == word and word not in text and len(tokens) == len(words):
        return tokens[at].strip(".,;:!?()\"'")  # XIV, which is folded as 14
    return written


def as_written(word: str, text: str) -> str:
    """Return a folded word as it stands in a text; as it is if the text has it in another form."""
    text = plain(text)
    if word.isdigit() and (whole := re.search(rf"\w*(?<!\d){word}(?!\d)\w*", text)):
        return whole[0]  # B12, not 12
    bare = without_marks(text).casefold()
    at = bare.find(word)
    return text[at : at + len(word)] if at >= 0 and len(bare) == len(text) else word


def _is_meant(right: str, given: str) -> bool:
    """Return whether a text seems to be meant for the right one: up to one letter in three is off."""
    if right[0] != given[0] or len(right) > _LONGEST or not has_case(right):
        return False
    if 2 * shared_letters(right, given) < len(right):
        return False
    limit = min(len(right) // 3, 2 * _FAR)
    return limit > 1 and 1 < distance(right, given, limit) <= limit


def _initials(words: Sequence[str]) -> str:
    return "".join(word[0] for word in words)


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
        yield _LETTER if (right + given).isalpha() else _SIGN
    if not _OPPOSITES.isdisjoint(((small, typed), (typed, small))):
        yield wrong(Code.CONTRARY, f"another thing: {shown[1]} for {shown[0]}")
    if 2 * shared_letters(small, typed) < min(len(small), len(typed)):
        return
    slips = distance(small, typed, _FAR)
    if slips <= _FAR and (meaning := contrary(small, typed, slips)):
        yield from _contrary(meaning, slips)
    is_near = slips <= 3 and 2 * slips <= max(len(right), len(given))
    if not (is_near or _is_meant(small, typed)):
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
        yield _TOO_FAR if english else _FAR_OR_OTHER
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
        yield _DENIAL
    if _has_figure(right):
        yield _IN_FIGURES
    if not has_case(right) and len(right) > 2 and not _is_han(right):
        yield _WRITING


def _is_han(word: str) -> bool:
    """Return whether a word has Chinese characters, each of which is a word or more."""
    return any("\u3400" <= char <= "\u9fff" for char in word)


def _of_number(right: str, given: str, shown: str, own: str) -> Verdict | None:
    """Return the verdict on another number, or on a word for a number or the other way round."""
    if _has_figure(right) and _has_figure(given):
        if _around_digits(right) != _around_digits(given):
            return None
        if _has_figure(shown + own) and _around_digits(shown) != _around_digits(own):
            shown, own = shortly(right), shortly(given)  # 3 and 2, where x^3 and x² were written
        return wrong(Code.OTHER_NUMBER, f"another number: {own} for {shown}")
    if said := _of_numeral(right, given):
        return said
    if right.isdigit():
        return (
            _NUMBER if _is_misspelt(right, given) else wrong(Code.NO_NUMBER, f"{own} is no number")
        )
    is_figure = given[:1].isdigit() and not any(map(str.isalpha, given))
    return _FIGURES if is_figure and not _has_figure(right) else None


def _has_figure(text: str) -> bool:
    return any(map(str.isdigit, text))


def _of_numeral(right: str, given: str) -> Verdict | None:
    """Return the verdict on two numbers one of which, or both, are Roman numerals; else None."""
    if max(map(len, (word for word in (right, given) if not word.isdigit()))) < 2:
        return None  # a letter may be one
    one, other = (int(word) if word.isdigit() else numerals.roman(word) for word in (right, given))
    if one is None or other is None:
        return None
    if one == other:
        return _WRITTEN
    return wrong(Code.OTHER_NUMBER, f"another number: {given.upper()} for {right.upper()}")


def _is_misspelt(figures: str, word: str) -> bool:
    """Return whether a word is nearly the one for a number."""
    values = {**numerals.UNITS, **numerals.TENS}
    names = (name for name, value in values.items() if str(value) == figures)
    return any(distance(name, word.casefold(), 2) <= 1 + (len(name) > 4) for name in names)


def _around_digits(word: str) -> str:
    """Return `word` with one figure for any, and one ending for those of ordinals."""
    return re.sub("[0-9]+", "0", re.sub("(?<=[0-9])(?:st|nd|rd)$", "th", word))
