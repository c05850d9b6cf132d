"""Why a typed text is wrong, as a learner is told it (rule 49 of docs/grading.md).

The right answer stands beside what was typed, so a reason says the kind of difference and what to
look at. Texts that look alike are told apart in `alike`, and one word that differs is told of in
`word_reasons`.
"""

from collections import Counter
from collections.abc import Sequence
from itertools import islice

from quizkit.answers.english import NEGATORS
from quizkit.answers.frames import Frame
from quizkit.answers.letters import distance
from quizkit.answers.quantities import read_quantity
from quizkit.answers.word_list import is_word
from quizkit.grading.alike import difference
from quizkit.grading.charges import other_charge
from quizkit.grading.codes import Code
from quizkit.grading.folding import Folded, Style, style_for
from quizkit.grading.given import Given
from quizkit.grading.joints import run_together
from quizkit.grading.other_words import is_other_word
from quizkit.grading.slips import negators
from quizkit.grading.verdict import Verdict, shortly, wrong
from quizkit.grading.word_reasons import (
    DENIAL,
    SIGN,
    WRITTEN,
    as_written,
    has_figure,
    is_meant,
    other_word,
    too_far,
)
from quizkit.grading.words import accepted_readings

ANOTHER_ANSWER = wrong(Code.OTHER_TEXT, "another answer")
_SPACES = wrong(Code.LOOK_ALIKE, "the right letters, but the spaces stand elsewhere")
_WITH_SPACES = wrong(Code.TOO_FAR_OFF, "near, but letters and spaces are off")
_IN_PART = wrong(Code.OTHER_TEXT, "some words are right, some are not")
_NO_WORD = wrong(Code.OTHER_TEXT, "there is no word in that")
_ANOTHER_NUMBER = wrong(Code.OTHER_NUMBER, "another number")
_MORE = wrong(Code.EXTRA_WORDS, "more than the answer")
_MISSING = wrong(Code.MISSING_WORDS, "part of the answer is missing")
_INITIALS = wrong(Code.MISSING_WORDS, "initials, where the words are asked for")

_MOST_READINGS = 16
_DENYING = NEGATORS | {"with"}
"""Words that deny, and the one whose contrary does: with sugar, without sugar."""
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
    if said := _by_form(right, given, style, is_same=_letters(form) == _letters(own)):
        return said
    if pair := other_charge(right, given.clean):
        return wrong(Code.OTHER_NUMBER, f"another charge: {pair[1]} for {pair[0]}")
    if alike := difference(right, given.clean, form, own):
        return wrong(Code.LOOK_ALIKE, alike)
    if said := _by_value(right, given.clean) or _by_sense(form.words, own.words):
        return said
    shown = right, given.clean
    return _by_words(form.words, own.words, shown, english=style.english)


def _letters(form: Folded) -> str:
    return form.letters.replace("^", "").replace("_", "")


def _by_form(right: str, given: Given, style: Style, *, is_same: bool) -> Verdict | None:
    """Return that a text of the right letters is another formula, and by what (rule 51)."""
    if not (is_same or run_together(right) == given.run_together):
        return None
    said = given.unlike(right, style)
    return wrong(Code.LOOK_ALIKE, f"near, but another formula: mind {said}") if said else None


def _by_spaces(right: str, given: Given) -> Verdict | None:
    """Return the verdict on a text that another space makes another: apart for a part."""
    if run_together(right) != given.run_together:
        return None
    if " " not in right:
        return _SPACES if " " in given.clean and right.isalpha() else None
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
    return _NO_WORD if readings[0].words else SIGN


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
    if not (right[:1].isdigit() and "/" in right and (has_figure(given) or given.isalpha())):
        return None
    one, other = read_quantity(right), read_quantity(given, right=read_quantity(right))
    if one is None or other is None:
        return None
    return WRITTEN if one.in_base == other.in_base else _ANOTHER_NUMBER


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
        return _MORE
    if not more:
        return _MISSING
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
        return DENIAL
    if letters == typed:
        return _SPACES
    if set(words).intersection(own).difference(_LITTLE_WORDS):
        return _IN_PART
    if is_meant(letters, typed) and not is_other_word(letters, typed, english=english):
        return too_far(english=english) if len(words) == len(own) else _WITH_SPACES
    great = [word for word in words if word not in _LITTLE_WORDS]
    if len(great) > 1 and typed in (_initials(words), _initials(great)):
        return _INITIALS
    of_right, of_given = (f" {text.casefold()} " for text in shown)
    if of_given in of_right:  # 9 of 9 am
        return _MISSING
    return _MORE if of_right in of_given else ANOTHER_ANSWER


def _in_place(word: str, at: int, words: Sequence[str], text: str) -> str:
    """Return a word as it stands in a text, of which it is the one at a place."""
    written = as_written(word, text)
    tokens = text.split()
    if written == word and word not in text and len(tokens) == len(words):
        return tokens[at].strip(".,;:!?()\"'")  # XIV, which is folded as 14
    return written


def _initials(words: Sequence[str]) -> str:
    return "".join(word[0] for word in words)
