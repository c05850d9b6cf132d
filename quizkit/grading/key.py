"""One typed answer against its key: read what is right, and let the fitting judge say.

A key may be read in several ways (a year is also a number), and may accept several answers: the
best verdict stands. What the author rejects is wrong, unless it is written just like a right
answer.
"""

import unicodedata
from collections.abc import Collection, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

from attrs import evolve

from quizkit.answers.dates import Date, Span
from quizkit.answers.letters import MAX_LENGTH, clean
from quizkit.answers.quantities import Quantity, read_quantity
from quizkit.answers.ranges import Range, ends_of_range, is_range
from quizkit.answers.reading import Person, Tolerance, read_answer, read_tolerance
from quizkit.answers.variants import variants, ways_to_part
from quizkit.grading.alike import in_characters
from quizkit.grading.codes import Code
from quizkit.grading.dates import fits_any, judge_date, vaguer
from quizkit.grading.diff import with_diff
from quizkit.grading.given import Given, Standard
from quizkit.grading.near import FEW, near_ones
from quizkit.grading.near_values import NearValues
from quizkit.grading.person import judge_person, person_slips
from quizkit.grading.quantity import NO_TOLERANCE, judge_between, judge_quantity
from quizkit.grading.text import judge_text, rejected
from quizkit.grading.verdict import CORRECT, NO_ANSWER, Part, Verdict, combined, wrong
from quizkit.model import AnswerKey, AnswerType, Case, Judging, SlipRule

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
    rights = _rights(key.texts, key.type, judging.language, judging.dayfirst, standard.without)
    near = _near_miss(key, rights, given, standard)
    if near:
        return near
    if key.minimum:
        verdicts = [_judge_between(key, given.bare, standard)]
        if key.accept:
            accepted = _rights(
                key.accept, key.type, judging.language, judging.dayfirst, standard.without
            )
            verdicts.append(_best(key, accepted, given, standard))
        return max(verdicts, key=lambda verdict: verdict.score)
    verdict = _best(key, rights, given, standard)
    if rights.alternatives and not verdict.score:
        verdict = _several(key, rights, given, standard) or verdict
    if verdict.score or not key.reject:
        return verdict
    return _nearly_rejected(key, given, standard) or verdict


def values_of(key: AnswerKey, judging: Judging) -> list[object]:
    """Return what is right as it is read as a number, a date or the like; none if all is text."""
    rights = _rights(key.texts, key.type, judging.language, judging.dayfirst)
    return [value for _, value in rights.read]


def texts_of_key(key: AnswerKey, judging: Judging) -> list[str]:
    """Return the texts that are right, clean: those of the author, and alternatives in one of them."""
    rights = _rights(key.texts, key.type, judging.language, judging.dayfirst)
    return [clean(text) for text in key.texts] + [text.clean for text in rights.alternatives]


_Value = Quantity | Date | Range | Person


class _Right(NamedTuple):
    """A right answer made plain, every way to read it as a value, and whether it is a text (too)."""

    text: Given
    values: tuple[_Value, ...]
    is_text: bool


@lru_cache(maxsize=4096)
def _right(text: str, kind: AnswerType, language: str, dayfirst: bool | None) -> _Right:
    """Return a right answer as the author wrote it, read once for all that is compared with it."""
    ways = read_answer(text, kind.value, language=language, dayfirst=dayfirst)
    values = tuple(way for way in ways if isinstance(way, _Value))
    return _Right(Given(text), values, is_text=len(values) < len(ways))


class _Rights:
    """All that is right: what can be read as a value, each with its text, and the other texts."""

    def __init__(self, rights: Sequence[_Right], alternatives: Sequence[_Right] = ()) -> None:
        self._all = [right.text for right in rights]
        self.alternatives = [right.text for right in alternatives]
        every = (*rights, *alternatives)
        self.read = [(right.text, value) for right in every for value in right.values]
        self.plain = frozenset(text.plain for text, _ in self.read)
        self.texts = tuple(right.text.clean for right in every if right.is_text)
        self.begin_read = bool(rights[0].values)
        self._table: NearValues | None = None

    def near(
        self, given: Given, key: AnswerKey, standard: Standard
    ) -> Sequence[tuple[Given, _Value]]:
        """Return what a text may be; beside it the first, which says why it is wrong if it is."""
        if len(self.read) <= FEW:
            return self.read
        tolerance = _tolerance(key.tolerance, standard.judging.language)
        found = self._values(standard.judging).of(given, tolerance, standard.question)
        return [self.read[place] for place in {0: 0} | dict.fromkeys(found)]

    def _values(self, judging: Judging) -> NearValues:
        if self._table is None:
            self._table = NearValues([value for _, value in self.read], judging)
        return self._table

    def finer(self, date: Date) -> Sequence[Date]:
        """Return the other right dates of which one says a part, as 1985 does of 12 June 1985."""
        if not self._finer:
            return ()
        return self._finer.get(evolve(date, part="", about=False, weekday=None, nth=0), ())

    @cached_property
    def _finer(self) -> Mapping[Date, Sequence[Date]]:
        found: dict[Date, list[Date]] = {}
        for _, value in self.read if len(self.read) > 1 else ():
            if isinstance(value, Date) and value.span is Span.YEAR:
                for less in vaguer(value):
                    found.setdefault(less, []).append(value)
        return found

    def literals(self, standard: Standard) -> Collection[str]:
        """Return how all are compared letter by letter."""
        return self._plain if standard.judging.case is Case.STRICT else self._literal

    @cached_property
    def _plain(self) -> Collection[str]:
        return frozenset(text.plain for text in self._all)

    @cached_property
    def _literal(self) -> Collection[str]:
        return frozenset(text.literal for text in self._all)


@lru_cache(maxsize=1024)
def _rights(
    texts: tuple[str, ...],
    kind: AnswerType,
    language: str,
    dayfirst: bool | None,
    without: int = 0,
) -> _Rights:
    """Return right answers read once for all that is compared with them.

    They are those of the author, and beside a text that holds alternatives each of these (rule 46),
    if this is not the rule left out.
    """
    parted = texts if without != 46 else ()
    held = [one for text in parted for one in variants(text, kind.value, language)]
    own, more = (
        [_right(text, kind, language, dayfirst) for text in some] for some in (texts, held)
    )
    if without == 43:
        own = [one._replace(values=(), is_text=True) if _is_fraction(one) else one for one in own]
    return _Rights(own, more)


def _is_fraction(right: _Right) -> bool:
    """Return whether a right answer is two numbers and a stroke."""
    above, stroke, below = right.text.clean.partition("/")
    return bool(stroke) and above.isdigit() and below.isdigit()


def _near_miss(key: AnswerKey, rights: _Rights, given: Given, standard: Standard) -> Verdict | None:
    """Return the verdict on what the author rejects, unless it is written just like a right answer."""
    if not key.reject or standard.literal(given) in rights.literals(standard):
        return None
    style = standard.style
    near = near_ones(key.reject, given, style)
    return rejected(
        key.reject, lambda text: given.equals(clean(text), style, as_it_stands=True), near
    )


def _nearly_rejected(key: AnswerKey, given: Given, standard: Standard) -> Verdict | None:
    """Return the verdict on a wrong answer that means what the author rejects; None if it does not.

    That is a name that fits, or a text with more or fewer words that add nothing.
    """
    style = standard.style
    if key.type is AnswerType.PERSON:
        return rejected(key.reject, lambda text: not person_slips(clean(text), given, style))
    near = near_ones(key.reject, given, style) if standard.explain else ()
    return rejected(key.reject, lambda text: given.equals(clean(text), style), near)


def _several(key: AnswerKey, rights: _Rights, given: Given, standard: Standard) -> Verdict | None:
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


_VAGUE = {
    Code.UNIT: 1, Code.NO_NUMBER: 2, Code.NO_DATE: 2,
    Code.VALUE: 3, Code.OTHER_TEXT: 3, Code.OTHER_PERSON: 3,
}  # fmt: skip
"""Reasons that are less to the point than any other: 1950s is a decade, not a figure with a unit."""


def _best(key: AnswerKey, rights: _Rights, given: Given, standard: Standard) -> Verdict:
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
    value: _Value,
    text: Given,
    key: AnswerKey,
    given: Given,
    standard: Standard,
    rights: _Rights | None = None,
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
    value: Date, text: Given, given: Given, standard: Standard, rights: _Rights | None
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
    tolerance = _tolerance(key.tolerance, standard.judging.language)
    verdict = judge_quantity(
        value,
        given.clean,
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
def _tolerance(text: str, language: str) -> Tolerance | None:
    return read_tolerance(text, language) if text else None


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
