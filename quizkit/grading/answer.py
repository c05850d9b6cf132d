"""One answer against its key: text, or a quantity equal by value."""

from collections.abc import Iterable, Mapping

from quizkit.answers.letters import MAX_LENGTH, clean
from quizkit.answers.numerals import has_decimal_comma
from quizkit.answers.quantities import Quantity, read_quantity
from quizkit.errors import visible
from quizkit.grading.verdict import (
    NO_ANSWER,
    TOO_LONG,
    Verdict,
    close,
    correct,
    with_diff,
    wrong,
)
from quizkit.grading.words import Style, accepted_readings, readings, same
from quizkit.model import Accents, AnswerKey, AnswerType, Case, Judging


def judge_key(key: AnswerKey, response: str, judging: Judging) -> Verdict:
    """Return the verdict on a typed answer."""
    if key.type is AnswerType.EXACT:
        return _judge_exact(key, response)
    given = clean(response)
    if not given:
        return NO_ANSWER
    if len(given) > MAX_LENGTH:
        return TOO_LONG
    if key.minimum:
        return _judge_between(key, given, judging)
    verdict = judge_text(key.texts, given, judging, key.reject)
    if verdict.outcome.remembered or verdict.code == "reject":
        return verdict
    if key.type in (AnswerType.AUTO, AnswerType.NUMBER):
        for text in key.texts:
            right = read_quantity(text, language=judging.language)
            if right is not None and _same_quantity(right, given, judging):
                return correct()
    return verdict


def judge_text(
    right: Iterable[str], given: str, judging: Judging, reject: Mapping[str, str] | None = None
) -> Verdict:
    """Return the verdict on a text: equal but for what does not count, or wrong."""
    given = clean(given)
    if not given:
        return NO_ANSWER
    if len(given) > MAX_LENGTH:
        return TOO_LONG
    texts = [clean(text) for text in right]
    for text, feedback in (reject or {}).items():
        if _equal(clean(text), given, judging, Accents.STRICT) and given not in texts:
            return wrong("reject", feedback or f"not the answer: {visible(text)}")
    if any(_equal(text, given, judging, judging.accents) for text in texts):
        return correct()
    if judging.accents is Accents.CLOSE:
        for text in texts:
            if _equal(text, given, judging, Accents.IGNORE):
                return with_diff(close("accents", "right, but for an accent"), text, given)
    return with_diff(wrong("different", ""), texts[0], given) if texts else wrong("different", "")


def _equal(right: str, given: str, judging: Judging, accents: Accents) -> bool:
    if right == given:
        return True
    style = Style(
        english=judging.language.lower().split("-")[0] == "en",
        decimal_comma=has_decimal_comma(judging.language),
        keep_case=judging.case is Case.STRICT,
        keep_accents=accents is not Accents.IGNORE,
    )
    ways = [way for way in readings(given, style) if way.words]
    return any(same(one, way) for one in accepted_readings(right, style) for way in ways)


def _judge_exact(key: AnswerKey, response: str) -> Verdict:
    given = _trimmed(response)
    if not given:
        return NO_ANSWER
    if given in map(_trimmed, key.texts):
        return correct()
    for text, feedback in key.reject.items():
        if _trimmed(text) == given:
            return wrong("reject", feedback or f"not the answer: {visible(text)}")
    return wrong("different", "it has to be written exactly so")


def _trimmed(text: str) -> str:
    return text.replace("\r\n", "\n").strip()


def _same_quantity(right: Quantity, given: str, judging: Judging) -> bool:
    response = read_quantity(given, language=judging.language, right=right, counted=True)
    if response is None or response.bound not in (right.bound, right.bound.EXACT):
        return False
    if response.unit is not None and right.unit is not None:
        if response.unit != right.unit and response.unit.dimensions != right.unit.dimensions:
            return False
    elif response.unit is not None:
        return False
    return response.in_unit(right.unit) == right.value


def _judge_between(key: AnswerKey, given: str, judging: Judging) -> Verdict:
    low = read_quantity(key.minimum, language=judging.language)
    high = read_quantity(key.maximum, language=judging.language)
    if low is None or high is None:
        return wrong("different", "")
    response = read_quantity(given, language=judging.language, right=low, counted=True)
    if response is None:
        return wrong("not-a-number", "that is no number")
    value = response.in_unit(low.unit)
    if low.value <= value <= high.in_unit(low.unit):
        return correct()
    return wrong("out-of-range", "outside the range")
