"""One typed answer against its key: read what is right, and let the fitting judge say.

A key may be read in several ways (a year is also a number), and may accept several answers: the
best verdict stands. What the author rejects is wrong, unless it is written just like a right
answer.
"""

import unicodedata
from collections.abc import Collection, Mapping
from functools import lru_cache

from attrs import evolve

from quizkit.answers.dates import Date
from quizkit.answers.letters import MAX_LENGTH, clean, plain, unwrapped
from quizkit.answers.quantities import Quantity, read_quantity
from quizkit.answers.ranges import Range, ends_of_range, is_range
from quizkit.answers.reading import (
    Answer,
    Exact,
    Person,
    Text,
    read_answer,
    read_tolerance,
)
from quizkit.grading.codes import Code
from quizkit.grading.dates import judge_date
from quizkit.grading.diff import with_diff
from quizkit.grading.person import judge_person, person_slips
from quizkit.grading.quantity import judge_between, judge_quantity
from quizkit.grading.text import equal, judge_text, rejected, style_of
from quizkit.grading.verdict import (
    NO_ANSWER,
    TOO_LONG,
    Part,
    Verdict,
    combined,
    correct,
    wrong,
)
from quizkit.model import AnswerKey, AnswerType, Case, Judging


def judge_key(
    key: AnswerKey,
    response: str,
    judging: Judging,
    *,
    near_misses: Mapping[str, str] | None = None,
    other_answers: Collection[str] = (),
    explain: bool = True,
) -> Verdict:
    """Return the verdict on a typed answer.

    Args:
        key: what counts as right.
        response: as it was typed.
        judging: language and strictness.
        near_misses: further wrong answers with their feedback, beside those that the key rejects.
        other_answers: texts that are never a slip of a right answer.
        explain: whether to say why a wrong text is wrong.
    """
    given = clean(response)
    if not given:
        return NO_ANSWER
    reject = {**(near_misses or {}), **key.reject}
    if key.type is AnswerType.EXACT:
        return _judge_exact(key, response, reject)
    if len(given) > MAX_LENGTH:
        return TOO_LONG
    literal = _literal(given, judging)
    if reject and all(_literal(text, judging) != literal for text in key.texts):
        style = style_of(judging.language)
        for text, feedback in reject.items():
            if equal(clean(text), given, style):
                return rejected(text, feedback)
    if key.minimum:
        between = _judge_between(key, unwrapped(given), judging)
        if between.outcome.remembered or not key.accept:
            return between
        accepted = evolve(key, answer=key.accept[0], accept=key.accept[1:], minimum="", maximum="")
        return max(between, judge_key(accepted, given, judging), key=lambda one: one.score)
    verdict = _best(key, given, judging, reject, other_answers, explain)
    if key.type is AnswerType.PERSON and not verdict.score:
        for text, feedback in reject.items():
            if person_slips(clean(text), given, style_of(judging.language)) == 0:
                return rejected(text, feedback)
    return verdict


def _literal(text: str, judging: Judging) -> str:
    text = plain(clean(text))
    return text if judging.case is Case.STRICT else text.casefold()


@lru_cache(maxsize=4096)
def _answers(text: str, kind: str, language: str, dayfirst: bool | None) -> tuple[Answer, ...]:
    return read_answer(text, kind, language=language, dayfirst=dayfirst)


def _best(
    key: AnswerKey,
    given: str,
    judging: Judging,
    reject: Mapping[str, str],
    other_answers: Collection[str],
    explain: bool,
) -> Verdict:
    """Return the best verdict over all the ways to read all the right answers."""
    texts: list[str] = []
    verdicts: list[Verdict] = []
    bare = unwrapped(given)
    for text in key.texts:
        for answer in _answers(text, key.type.value, judging.language, judging.dayfirst):
            if isinstance(answer, (Text, Exact)):
                texts.append(text)
            elif _literal(text, judging) == _literal(given, judging) and plain(text) == plain(
                given
            ):
                return correct()
            elif isinstance(answer, Person):
                verdicts.append(judge_person(clean(text), bare, judging, other_answers))
            elif isinstance(answer, Range):
                verdicts.append(_judge_range(answer, bare, judging))
            else:
                verdicts.append(_judge_value(answer, text, bare, judging, key))
    if texts:
        verdict = judge_text(
            texts, given, judging, reject=reject, other_answers=other_answers, explain=explain
        )
        verdicts.insert(0 if texts[0] == key.answer else len(verdicts), verdict)
    return max(
        verdicts,
        key=lambda verdict: (verdict.score, bool(verdict.reason), -_VAGUE.get(verdict.code, 0)),
    )


_VAGUE = {Code.UNIT: 1, Code.NO_NUMBER: 2, Code.NO_DATE: 2}
"""Reasons that are less to the point than any other: 1950s is a decade, not a figure with a unit."""


def _judge_value(
    right: Quantity | Date, shown: str, given: str, judging: Judging, key: AnswerKey | None = None
) -> Verdict:
    """Return the verdict on a date or a quantity; `key` has its tolerance."""
    if isinstance(right, Date):
        return judge_date(
            right, given, language=judging.language, dayfirst=judging.dayfirst, shown=shown
        )
    return judge_quantity(
        right,
        given,
        language=judging.language,
        shown=shown,
        tolerance=read_tolerance(key.tolerance, judging.language)
        if key and key.tolerance
        else None,
        unit_required=key is not None and key.unit_required,
    )


def _judge_between(key: AnswerKey, given: str, judging: Judging) -> Verdict:
    """Return the verdict on a number that may be any between two."""
    ends = [
        read_quantity(text, language=judging.language, counted=True)
        for text in (key.minimum, key.maximum)
    ]
    if ends[0] is None or ends[1] is None:
        return wrong(Code.NO_NUMBER, "the limits of this answer are no numbers")
    return judge_between(ends[0], ends[1], given, language=judging.language, shown=key.shown)


def _judge_range(right: Range, given: str, judging: Judging) -> Verdict:
    """Return the verdict on a range, both ends of which are asked."""
    language, dayfirst = judging.language, judging.dayfirst
    ways = ends_of_range(given, language, in_words=True)
    ways = [way for way in ways if is_range(*way, language, dayfirst)] or ways
    ways += [(given, ""), ("", given)]
    found = [
        (
            Part("from", low, right.low_text, _best_end(right.low, right.low_text, low, judging)),
            Part(
                "to", high, right.high_text, _best_end(right.high, right.high_text, high, judging)
            ),
        )
        for low, high in ways
    ]
    parts = max(found, key=lambda ends: sum(end.verdict.score for end in ends))
    return evolve(combined([end.verdict for end in parts], "ends"), parts=parts)


def _best_end(
    ways: tuple[Quantity | Date, ...], shown: str, given: str, judging: Judging
) -> Verdict:
    if not given:
        return NO_ANSWER
    verdicts = [_judge_value(way, shown, given, judging) for way in ways]
    return max(verdicts, key=lambda verdict: verdict.score)


def _judge_exact(key: AnswerKey, response: str, reject: Mapping[str, str]) -> Verdict:
    """Return the verdict on an answer that is compared as it is written."""
    given = _written(response)
    if any(_written(text) == given for text in key.texts):
        return correct()
    for text, feedback in reject.items():
        if _written(text) == given:
            return rejected(text, feedback)
    return with_diff(wrong(Code.NOT_EXACT, "here every character counts"), key.shown, given)


def _written(text: str) -> str:
    """Return `text` without white space at its ends, its line endings all alike."""
    text = text.strip().replace("\r\n", "\n").replace("\r", "\n")
    if text.isascii() or len(text) > MAX_LENGTH:
        return text
    return unicodedata.normalize("NFC", text)
