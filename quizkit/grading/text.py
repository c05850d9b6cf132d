"""Text answers: a given text against the right ones (rules 1 to 18 of docs/grading.md).

Equal texts are correct, a slip of the finger is close, and all else is wrong, with the best
reason that the words give.
"""

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import product, starmap
from math import inf
from types import MappingProxyType

from quizkit.answers.english import NEGATORS
from quizkit.answers.letters import clean, distance
from quizkit.grading.codes import Code
from quizkit.grading.diff import with_diff
from quizkit.grading.folding import Style, fold
from quizkit.grading.given import Given, Standard
from quizkit.grading.near import near_ones
from quizkit.grading.slips import (
    Slips,
    contrary,
    has_case,
    negators,
    spare_slips,
    starts_alike,
    text_slips,
)
from quizkit.grading.verdict import CORRECT, Outcome, Verdict, close, wrong
from quizkit.grading.words import accepted_readings
from quizkit.model import Accents, Case

NOTHING: Mapping[str, str] = MappingProxyType({})
_OTHER = wrong(Code.OTHER_TEXT)
OTHER_ANSWER = wrong(Code.OTHER_ANSWER, "near, but that is the answer to another question")


def judge_text(
    rights: Sequence[str], given: Given, standard: Standard, reject: Mapping[str, str] = NOTHING
) -> Verdict:
    """Return the verdict on a typed text that is none of the rejected ones.

    Args:
        rights: the right answers, clean; the first is shown.
        given: what was typed; fit to be an answer.
        standard: what it is measured by.
        reject: near misses, with their feedback; a text nearer to one of them is no slip.
    """
    if given.clean in rights:
        return CORRECT
    near = near_ones(rights, given, standard.style)
    equals = [text for text in near if given.equals(text, standard.style)]
    if equals:
        verdict = in_case_and_accents(
            equals[0], standard, lambda style: any(given.equals(one, style) for one in equals)
        )
        is_close = verdict.outcome is Outcome.CLOSE
        return with_diff(verdict, equals[0], given.clean) if is_close else verdict
    verdict = _as_slip(near, given, standard, reject) if near else _OTHER
    if verdict is not _OTHER or not standard.explain:
        return verdict
    return with_diff(_why_wrong(rights[0], given, standard.style), rights[0], given.clean)


def rejected(
    reject: Mapping[str, str], is_given: Callable[[str], bool], near: Iterable[str] | None = None
) -> Verdict | None:
    """Return the verdict on the near miss that was given, with what the author says of it.

    Args:
        reject: near misses, with their feedback.
        is_given: whether one of them was given.
        near: those that it can be asked of; None for all.
    """
    for text in reject if near is None else near:
        if is_given(text):
            return wrong(Code.REJECT, reject[text] or f"{text} is near, but something else")
    return None


def in_case_and_accents(right: str, standard: Standard, holds: Callable[[Style], bool]) -> Verdict:
    """Return the verdict on what is right but perhaps for letter case and accents (rules 4 and 5).

    Args:
        right: the right answer as it is shown.
        standard: whether they count.
        holds: whether what was given is still right in a style that keeps them.
    """
    if standard.judging.case is Case.STRICT and not holds(standard.exact_case):
        return wrong(Code.CASE, f"letter case counts here: it is {right}")
    accents = standard.judging.accents
    if accents is Accents.IGNORE or holds(standard.exact_accents):
        return CORRECT
    if accents is Accents.STRICT:
        return wrong(Code.ACCENTS, f"accents count here: it is {right}")
    return close(Code.ACCENTS, f"mind the accents: {right}")


def _as_slip(
    rights: Collection[str], given: Given, standard: Standard, reject: Mapping[str, str]
) -> Verdict:
    """Return the verdict on a text that is perhaps no more than slips away from a right one."""
    style, judging = standard.style, standard.judging
    counts = {text: _fewest_slips(text, given, style) for text in rights}
    text = min(counts, key=counts.__getitem__)
    count = counts[text]
    if count == inf:
        return _OTHER
    if standard.is_other_answer(given):
        return OTHER_ANSWER
    nearer = rejected(
        reject,
        lambda near: _fewest_slips(clean(near), given, style) < count,
        near_ones(reject, given, style),
    )
    if nearer:
        return nearer
    is_strict = judging.accents is Accents.STRICT
    exact = standard.exact_accents if is_strict else standard.exact_case
    if exact != style and _fewest_slips(text, given, exact) != count:
        return wrong(Code.STRICT, f"letter case or accents count here: it is {text}")
    return with_diff(_slipped(text, given, count, style), text, given.clean)


def _fewest_slips(right: str, given: Given, style: Style) -> Slips:
    """Return the fewest slips from a right answer to the given text."""
    pairs = product(accepted_readings(right, style), given.readings(style))
    return min(starmap(text_slips, pairs), default=inf)


def _slipped(text: str, given: Given, count: Slips, style: Style) -> Verdict:
    """Return the verdict on a text some slips away; if no letter differs, the space is the slip."""
    letters, own = fold(text, style).letters, fold(given.clean, style).letters
    if letters == own or not count:
        return close(Code.SLIP, f"mind the space: it is {text}")
    return slipped(count, text, is_letters=distance(letters, own, int(count)) == count)


def slipped(count: Slips, text: str, *, is_letters: bool = True) -> Verdict:
    """Return the verdict on an answer that is one to three slips away from `text`.

    A slip may also be a space or a plural ending, and then `is_letters` is false.
    """
    counted = ("one {}", "two {}s", "three {}s")[int(count) - 1]
    off = counted.format("letter" if is_letters else "slip")
    return close(Code.SLIP, f"{off} off: it is {text}")


def _why_wrong(right: str, given: Given, style: Style) -> Verdict:
    """Return the verdict wrong with the best reason that the words give."""
    words = next((form.words for form in accepted_readings(right, style)), ())
    own = given.readings(style)[0].words
    if not words or not own:
        return _OTHER
    if negators(words) != negators(own) and _affirmed(words) == _affirmed(own):
        return wrong(Code.NEGATION, "that says the opposite")
    more, less = set(own) - set(words), set(words) - set(own)
    if "or" in more or ("/" in more and not less):
        return wrong(Code.SEVERAL, "one answer only, please")
    if words != own and sorted(words) == sorted(own):
        return wrong(Code.WORD_ORDER, "the right words in another order")
    if more and not less:
        return wrong(Code.EXTRA_WORDS, "more than the answer")
    if less and not more:
        return wrong(Code.MISSING_WORDS, "part of the answer is missing")
    differing = [pair for pair in zip(words, own, strict=False) if pair[0] != pair[1]]
    return _other_word(*differing[0]) if len(words) == len(own) and len(differing) == 1 else _OTHER


def _affirmed(words: Sequence[str]) -> list[str]:
    """Return the words of a text without those that deny."""
    return [word for word in words if word.casefold() not in NEGATORS]


def _around_digits(word: str) -> str:
    """Return `word` with one figure for any, and one ending for those of ordinals."""
    return re.sub("[0-9]+", "0", re.sub("(?<=[0-9])(?:st|nd|rd)$", "th", word))


def _other_word(right: str, given: str) -> Verdict:
    """Return the verdict wrong for one wrong word."""
    if any(map(str.isdigit, given)):
        if _around_digits(right) == _around_digits(given):
            return wrong(Code.OTHER_NUMBER, f"another number: {given} for {right}")
    elif right.isdigit():
        return wrong(Code.NO_NUMBER, f"{given} is no number")
    slips = distance(right, given, 3)
    if slips > 3 or not has_case(right):
        return _OTHER
    if meaning := contrary(right, given, slips):
        return wrong(Code.CONTRARY, f"near, but another thing: {meaning}")
    if slips <= spare_slips(right) and not starts_alike(right, given, slips):
        return wrong(Code.FIRST_LETTER, "near, but the first letter must be right")
    if len(right) > 4:
        return wrong(Code.TOO_FAR_OFF, "near, but too many letters off")
    if slips == 1 and len(right) > 2:
        return wrong(Code.SHORT_WORD, "near, but a word this short must be exact")
    return _OTHER
