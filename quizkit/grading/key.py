"""One typed answer against its key: read what is right, and let the fitting judge say.

A key may be read in several ways (a year is also a number), and may accept several answers: the
best verdict stands. What the author rejects is wrong, unless it is written just like a right
answer.
"""

import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from attrs import evolve

from quizkit.answers.bounds import Bound
from quizkit.answers.dates import Date
from quizkit.answers.letters import MAX_LENGTH, clean
from quizkit.answers.quantities import Quantity, read_quantity
from quizkit.answers.ranges import Range, ends_of_range, is_range
from quizkit.answers.reading import Person
from quizkit.answers.variants import ways_to_part
from quizkit.grading.alike import in_characters
from quizkit.grading.codes import Code
from quizkit.grading.dates import fits_any, judge_date
from quizkit.grading.diff import with_diff
from quizkit.grading.folding import Style
from quizkit.grading.given import Given, Standard
from quizkit.grading.key_rights import Rights, Value, rights_of, tolerance_of
from quizkit.grading.near import near_ones
from quizkit.grading.person import judge_person, person_slips
from quizkit.grading.quantity import NO_TOLERANCE, judge_between, judge_quantity
from quizkit.grading.text import judge_text, rejected
from quizkit.grading.verdict import CORRECT, NO_ANSWER, Part, Verdict, combined, wrong
from quizkit.grading.words import accepted_readings
from quizkit.model import AnswerKey, AnswerType, SlipRule

FORGIVEN = frozenset((Code.SLIP, Code.LETTERS, Code.ARTICLE))
"""What `slips: none` does not let pass (rule 48)."""


def judge_key(key: AnswerKey, given: Given, standard: Standard) -> Verdict:
    """Return the verdict on a typed answer to `key`, measured by `standard`."""
    verdict = _judged(key, given, standard)
    if verdict.code in FORGIVEN and standard.judging.slips is SlipRule.NONE:
        reason = f"{verdict.reason}; no slip is forgiven here"
        return evolve(wrong(Code.NO_SLIPS, reason), diff=verdict.diff)
    return verdict


def _judged(key: AnswerKey, given: Given, standard: Standard) -> Verdict:
    """Return the verdict as if slips were forgiven."""
    if not given.clean:  # or all of it is invisible, and so is a right answer
        return CORRECT if given.raw.strip() and given.raw in key.texts else NO_ANSWER
    if key.type is AnswerType.EXACT:
        return _judge_exact(key, given)
    if key.type is AnswerType.CODE:
        from quizkit.grading.code_answers import judge_code

        return judge_code(key, given)
    if given.unfit:
        return given.unfit
    judging = standard.judging
    how = judging.language, judging.dayfirst, standard.without, standard.formulas
    rights = rights_of(key.texts, key.type, *how)
    near = _near_miss(key, rights, given, standard)
    if near:
        return near
    if key.minimum:
        verdicts = [_judge_between(key, given.bare, standard)]
        if key.accept:
            accepted = rights_of(key.accept, key.type, *how)
            verdicts.append(_best(key, accepted, given, standard))
        return max(verdicts, key=lambda verdict: verdict.score)
    verdict = _best(key, rights, given, standard)
    if rights.alternatives and not verdict.score:
        verdict = _several(key, rights, given, standard) or verdict
    if not verdict.score and key.type is AnswerType.AUTO and any(map(str.isdigit, given.clean)):
        verdict = _in_figures(rights, given, standard) or verdict
    if verdict.score or not key.reject:
        return verdict
    return _nearly_rejected(key, given, standard) or verdict


def _near_miss(key: AnswerKey, rights: Rights, given: Given, standard: Standard) -> Verdict | None:
    """Return the verdict on what the author rejects, unless it is written just like a right answer."""
    if not key.reject or standard.literal(given) in rights.literals(standard):
        return None
    style = standard.style
    near = near_ones(key.reject, given, style)

    def is_given(text: str) -> bool:
        is_same = given.equals(clean(text), style, as_it_stands=True)
        return is_same and not _differs_in_article(text, key, given, style)

    return rejected(key.reject, is_given, near)


def _differs_in_article(text: str, key: AnswerKey, given: Given, style: Style) -> bool:
    """Return whether what the author rejects has an article that was not given, and all else is right.

    So `See` is die See, where der See is rejected (rule 45).
    """
    if given.readings(style)[0].frame.article:
        return False
    if not any(form.frame.article for form in accepted_readings(clean(text), style)):
        return False
    return any(given.equals(clean(right), style, as_it_stands=True) for right in key.texts)


def _nearly_rejected(key: AnswerKey, given: Given, standard: Standard) -> Verdict | None:
    """Return the verdict on a wrong answer that means what the author rejects; None if it does not.

    That is a name that fits, or a text with more or fewer words that add nothing.
    """
    style = standard.style
    if key.type is AnswerType.PERSON:
        return rejected(key.reject, lambda text: not person_slips(clean(text), given, style))
    near = near_ones(key.reject, given, style) if standard.explain else ()
    return rejected(key.reject, lambda text: given.equals(clean(text), style), near)


def _several(key: AnswerKey, rights: Rights, given: Given, standard: Standard) -> Verdict | None:
    """Return the verdict on several alternatives of a key in one text; None if it holds none.

    All that are named have to be right.
    """
    is_one_right = False
    for named in ways_to_part(given.clean, standard.judging.language):
        verdicts = [
            _near_miss(key, rights, one, standard) or _best(key, rights, one, standard)
            for one in map(Given, named)
        ]
        worst = min(verdicts, key=lambda verdict: verdict.score)
        if worst.outcome.remembered or worst.code is Code.REJECT:
            return worst
        is_one_right |= any(verdict.outcome.remembered for verdict in verdicts)
    return wrong(Code.SEVERAL, "one answer only, please") if is_one_right else None


def _in_figures(rights: Rights, given: Given, standard: Standard) -> Verdict | None:
    """Return the verdict on a figure with its unit where a text says it in words, if it is right.

    So 70 % is seventy percent, and 10 years are more than a decade (rule 11); but `a decade` may be
    the word that is asked for.
    """
    language = standard.judging.language
    own = read_quantity(given.clean, language=language)
    if own is None or own.unit is None or standard.without == 43:
        return None
    for text in map(clean, rights.texts[:_MOST_IN_WORDS]):
        value = read_quantity(text, language=language, right=own)
        if value is None or value.unit is None or any(map(str.isdigit, text)):
            continue
        if value.bound is not Bound.EXACT or read_quantity(text, language=language):
            verdict = _judge_number(value, Given(text), _BARE_KEY, given, standard)
            if verdict.outcome.remembered:
                return verdict
    return None


_MOST_IN_WORDS = 20
"""Right texts that are looked at for a quantity in words."""

_VAGUE = {
    Code.UNIT: 1, Code.NO_NUMBER: 2, Code.NO_DATE: 2,
    Code.VALUE: 3, Code.OTHER_TEXT: 3, Code.OTHER_PERSON: 3,
}  # fmt: skip
"""Reasons that are less to the point than any other: 1950s is a decade, not a figure with a unit."""


def _best(key: AnswerKey, rights: Rights, given: Given, standard: Standard) -> Verdict:
    """Return the best verdict over all the ways to read all the right answers."""
    if given.plain in rights.plain:
        return CORRECT
    texts = rights.texts
    if not rights.read:
        return judge_text(texts, given, standard, key.reject)
    bare = given.bare
    near = rights.near(bare, key, standard)
    verdicts = [_judge_value(value, text, key, bare, standard, rights) for text, value in near]
    if texts:
        place = len(verdicts) if rights.begin_read else 0
        verdicts.insert(place, judge_text(texts, given, standard, key.reject))
    return max(
        verdicts,
        key=_worth,
    )


def _worth(verdict: Verdict) -> tuple[float, bool, int]:
    """Return what verdicts are ordered by: the score, then how much to the point the reason is."""
    return verdict.score, verdict is CORRECT, -_VAGUE.get(verdict.code, 0)


def _judge_value(
    value: Value,
    text: Given,
    key: AnswerKey,
    given: Given,
    standard: Standard,
    rights: Rights | None = None,
) -> Verdict:
    """Return the verdict by one way to read a right answer, which is `text` and one of `rights`."""
    match value:
        case Person():
            return judge_person(text.clean, given, standard)
        case Range():
            return _judge_range(value, given, standard)
        case Date():
            return _judge_day(value, text, given, standard, rights)
        case Quantity():
            return _judge_number(value, text, key, given, standard)


def _judge_day(
    value: Date, text: Given, given: Given, standard: Standard, rights: Rights | None
) -> Verdict:
    """Return the verdict on a date; arguments as of `_judge_value`."""
    by_calendar, judging = standard.without != 37, standard.judging
    if standard.without == 45 and not any(map(str.isalpha, given.clean)):  # 3.10.1990
        judging = evolve(judging, language="en")
    finer = rights.finer(value) if rights and by_calendar else ()
    if finer and not fits_any(finer, given.clean, judging):
        value = finer[0]
    return judge_date(value, given.clean, judging, shown=text.raw, by_calendar=by_calendar)


def _judge_number(
    value: Quantity, text: Given, key: AnswerKey, given: Given, standard: Standard
) -> Verdict:
    """Return the verdict on a number; arguments as of `_judge_value`."""
    strictly = standard.without == 43
    typed = given.clean.replace("**", "^")  # as programs write a power: m/s**2
    tolerance = tolerance_of(key.tolerance, standard.judging.language)
    verdict = judge_quantity(
        value,
        typed,
        language=standard.judging.language,
        shown=text.raw,
        tolerance=tolerance or (NO_TOLERANCE if strictly else None),
        unit_required=key.unit_required,
        question="" if strictly else standard.question,
    )
    if strictly and verdict.code is Code.MARKS and verdict.score:
        return wrong(Code.MARKS, verdict.reason)
    return verdict


@lru_cache(maxsize=256)
def _limit(text: str, language: str) -> Quantity | None:
    return read_quantity(text, language=language, counted=True)


def _judge_between(key: AnswerKey, given: Given, standard: Standard) -> Verdict:
    """Return the verdict on a number that may be any between two."""
    language = standard.judging.language
    low, high = _limit(key.minimum, language), _limit(key.maximum, language)
    if low is None or high is None:
        return wrong(Code.NO_NUMBER, "the limits of this answer are no numbers")
    return judge_between(
        low,
        high,
        given.clean,
        language=language,
        shown=key.shown,
        question=standard.question,
    )


def _judge_range(right: Range, given: Given, standard: Standard) -> Verdict:
    """Return the verdict on a range, both ends of which are asked."""
    language, dayfirst = standard.judging.language, standard.judging.dayfirst
    ways = ends_of_range(given.clean, language, in_words=True)
    ways = [way for way in ways if is_range(*way, language, dayfirst)] or ways
    found = [
        (
            _judge_end("from", low, right.low, right.low_text, standard),
            _judge_end("to", high, right.high, right.high_text, standard),
        )
        for low, high in (*ways, (given.clean, ""), ("", given.clean))
    ]
    parts = max(found, key=lambda ends: sum(end.verdict.score for end in ends))
    return evolve(combined([end.verdict for end in parts], "ends"), parts=parts)


def _judge_end(
    name: str, text: str, ways: Sequence[Quantity | Date], shown: str, standard: Standard
) -> Part:
    """Return one end of a range with the best verdict on it."""
    right, given = Given(shown), Given(text)
    verdicts = [_judge_value(way, right, _BARE_KEY, given, standard) for way in ways if text]
    best = max(verdicts, key=_worth, default=NO_ANSWER)
    return Part(name, text, shown, best)


_BARE_KEY = AnswerKey("")
"""The ends of a range have neither a tolerance nor a required unit."""


def _judge_exact(key: AnswerKey, given: Given) -> Verdict:
    """Return the verdict on an answer that is compared as it is written."""
    own = _written(given.raw)
    if own in map(_written, key.texts):
        return CORRECT
    near = rejected(key.reject, lambda text: _written(text) == own)
    return near or with_diff(wrong(Code.NOT_EXACT, in_characters(key.shown, own)), key.shown, own)


def _written(text: str) -> str:
    """Return `text` without white space at its ends, its line endings all alike."""
    text = text.strip().replace("\r\n", "\n").replace("\r", "\n")
    if text.isascii() or len(text) > MAX_LENGTH:
        return text
    return unicodedata.normalize("NFC", text)
