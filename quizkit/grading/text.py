"""Text answers: a given text against the right ones (rules 1 to 18).

Equal texts are correct, a slip of the finger is close, and all else is wrong, with the best
reason that the words give.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache

from attrs import evolve

from quizkit.answers.english import NEGATORS
from quizkit.answers.languages import is_english, language_of
from quizkit.answers.letters import clean, distance, plain
from quizkit.grading.codes import Code
from quizkit.grading.diff import with_diff
from quizkit.grading.slips import (
    contrary,
    has_case,
    negators,
    spare_slips,
    starts_alike,
    text_slips,
)
from quizkit.grading.verdict import (
    Verdict,
    close,
    correct,
    wrong,
)
from quizkit.grading.words import Style, accepted_readings, fold, readings, same
from quizkit.model import Accents, Case, Judging


@lru_cache(maxsize=64)
def style_of(language: str) -> Style:
    """Return how texts of a language are folded."""
    return Style(english=is_english(language), decimal_comma=language_of(language).decimal_comma)


def equal(right: str, given: str, style: Style) -> bool:
    """Return whether two clean texts are equal; `right` may hold optional words in brackets.

    A right answer that is nothing but punctuation is compared as it stands.
    """
    forms = accepted_readings(right, style)
    if forms and not forms[0].words:
        return plain(right) == plain(given)
    return any(same(form, own) for own in readings(given, style) for form in forms)


def judge_text(
    right: Sequence[str],
    given: str,
    judging: Judging,
    *,
    reject: Mapping[str, str] | None = None,
    other_answers: Collection[str] = (),
    explain: bool = True,
) -> Verdict:
    """Return the verdict on a typed text that is none of the rejected ones.

    Args:
        right: the right answers; the first is shown.
        given: what was typed, clean, not empty, and not too long.
        judging: language and strictness.
        reject: near misses, with their feedback; a text nearer to one of them is no slip.
        other_answers: texts that are never a slip of a right answer.
        explain: whether to say why a wrong text is wrong.
    """
    right = [clean(text) for text in right]
    if given in right:
        return correct()
    style = style_of(judging.language)
    equals = [text for text in right if equal(text, given, style)]
    if equals:
        return _strictly(equals, given, judging, style)
    verdict = _slip(right, given, judging, style, reject or {}, other_answers)
    if verdict or not explain:
        return verdict or _OTHER
    return with_diff(_why_wrong(right[0], given, style), right[0], given)


_OTHER = wrong(Code.OTHER_TEXT, "")


def rejected(text: str, feedback: str) -> Verdict:
    """Return the verdict on the near miss `text`, with what the author says of it."""
    return wrong(Code.REJECT, feedback or f"{text} is near, but something else")


def _strictly(equals: Sequence[str], given: str, judging: Judging, style: Style) -> Verdict:
    """Return the verdict on a text that is right but perhaps for letter case and accents."""
    if judging.case is Case.STRICT:
        style = evolve(style, keep_case=True)
        if not any(equal(text, given, style) for text in equals):
            return wrong(Code.CASE, f"letter case counts here: it is {equals[0]}")
    if judging.accents is Accents.IGNORE:
        return correct()
    strict = judging.accents is Accents.STRICT
    style = evolve(style, keep_accents=True, keep_points=strict)
    if any(equal(text, given, style) for text in equals):
        return correct()
    if strict:
        return wrong(Code.ACCENTS, f"accents count here: it is {equals[0]}")
    return with_diff(close(Code.ACCENTS, f"mind the accents: {equals[0]}"), equals[0], given)


def _fewest_slips(right: str, given: str, style: Style) -> int | None:
    """Return the fewest slips from a right answer to the given text; None if there is no way."""
    counts = [
        text_slips(form, own)
        for form in accepted_readings(right, style)
        for own in readings(given, style)
    ]
    return min((count for count in counts if count is not None), default=None)


def _slip(
    right: Sequence[str],
    given: str,
    judging: Judging,
    style: Style,
    reject: Mapping[str, str],
    other_answers: Collection[str],
) -> Verdict | None:
    """Return the verdict on a text that is no more than slips away from a right one, else None."""
    found = [
        (count, text) for text in right if (count := _fewest_slips(text, given, style)) is not None
    ]
    if not found:
        return None
    count, text = min(found, key=lambda pair: pair[0])
    if any(equal(clean(other), given, style) for other in other_answers):
        return wrong(Code.OTHER_ANSWER, "near, but that is the answer to another question")
    for near, feedback in reject.items():
        nearness = _fewest_slips(clean(near), given, style)
        if nearness is not None and nearness < count:
            return rejected(near, feedback)
    strict = evolve(
        style,
        keep_case=judging.case is Case.STRICT,
        keep_accents=judging.accents is Accents.STRICT,
        keep_points=judging.accents is Accents.STRICT,
    )
    if strict != style and _fewest_slips(text, given, strict) != count:
        return wrong(Code.STRICT, f"letter case or accents count here: it is {text}")
    letters, own = fold(text, style).letters, fold(given, style).letters
    if letters == own or not count:
        return with_diff(close(Code.SLIP, f"mind the space: it is {text}"), text, given)
    is_letters = distance(letters, own, count) == count
    return with_diff(slipped(count, text, is_letters=is_letters), text, given)


def slipped(count: int, text: str, *, is_letters: bool = True) -> Verdict:
    """Return the verdict on an answer that is `count` slips away from `text`.

    A slip may also be a space or a plural ending, and then `is_letters` is false.
    """
    counted = f"{('no', 'one', 'two', 'three')[count]} {'letter' if is_letters else 'slip'}"
    return close(Code.SLIP, f"{counted}{'s' if count > 1 else ''} off: it is {text}")


def _why_wrong(right: str, given: str, style: Style) -> Verdict:
    """Return the verdict wrong with the best reason that the words give."""
    forms = accepted_readings(right, style)
    words, own = forms[0].words if forms else (), readings(given, style)[0].words
    if not words or not own:
        return _OTHER
    if negators(words) != negators(own) and _affirmed(words) == _affirmed(own):
        return wrong(Code.NEGATION, "that says the opposite")
    if ("or" in own and "or" not in words) or (
        "/" in set(own) - set(words) and set(words) < set(own)
    ):
        return wrong(Code.SEVERAL, "one answer only, please")
    if words != own and sorted(words) == sorted(own):
        return wrong(Code.WORD_ORDER, "the right words in another order")
    if set(words) < set(own):
        return wrong(Code.EXTRA_WORDS, "more than the answer")
    if set(own) < set(words):
        return wrong(Code.MISSING_WORDS, "part of the answer is missing")
    if len(words) == len(own):
        differing = [pair for pair in zip(words, own, strict=True) if pair[0] != pair[1]]
        if len(differing) == 1:
            return _other_word(*differing[0])
    return _OTHER


def _affirmed(words: Sequence[str]) -> list[str]:
    """Return the words of a text without those that deny."""
    return [word for word in words if word.casefold() not in NEGATORS]


def _around_digits(word: str) -> str:
    """Return `word` with one figure for any, and one ending for those of ordinals."""
    return re.sub("[0-9]+", "0", re.sub("(?<=[0-9])(?:st|nd|rd)$", "th", word))


def _other_word(right: str, given: str) -> Verdict:
    """Return the verdict wrong for one wrong word."""
    digits, own_digits = (any(map(str.isdigit, word)) for word in (right, given))
    if digits and own_digits and _around_digits(right) == _around_digits(given):
        return wrong(Code.OTHER_NUMBER, f"another number: {given} for {right}")
    if right.isdigit() and not own_digits:
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
