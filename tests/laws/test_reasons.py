"""Law: whatever is said of an answer but that it is right, is said with a reason (rule 49)."""

from typing import Any

import pytest
from hypothesis import given, strategies as st

from quizkit.grading import Outcome, Verdict, grade
from quizkit.model import Accents, AnswerKey, AnswerType, Case, Judging, TypedNote
from tests.golden_reasons import FILE, made_of, verdicts
from tests.judged_cases import CASES, JudgedCase, judge, read_cases
from tests.responses import LANGUAGES, responses
from tests.verdicts import KINDS, card_of

TEXT = FILE.read_text("utf-8")


def unexplained(verdict: Verdict) -> list[Verdict]:
    """Return those of a verdict and its parts that are not plainly right, and do not say why."""
    own = verdict.outcome is not Outcome.CORRECT and not verdict.reason.strip()
    return [verdict] * own + [one for part in verdict.parts for one in unexplained(part.verdict)]


NEAR = st.sampled_from(
    "Nature Medicine|natur medicin|Medicine Nature|Nature|Nature Biology|NatMed|НatMed|30,000 km|"
    "30.000|300000|3e4 mi|-30,000|over 20,000|20 July 1969|July 69|1969|20/7/69|60-100|60|100 60|"
    "x=y|x = y2|Beethoven|Ludwig|L. v. B.|Karl van Beethoven|red|Lima, Quito|a|b|c d|tin|true|no|"
    "egg hen|soup > 4|Peru = Quito|Peru Lima|1859|ditch; 1859|canal|(|?|8|7 kg|not Nature|1860s|"
    "Nature or Medicine|salt|salt, pepper, red|3 miles|every one"
)  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
@given(response=responses | NEAR | st.lists(NEAR, max_size=4), shown=st.booleans())
def test_no_verdict_on_any_kind_is_unexplained(kind: str, response: Any, shown: bool) -> None:
    card = KINDS[kind]
    options = getattr(card.task, "options", ()) or getattr(card.task, "order", ())
    verdict = grade(card, response, options=tuple(options) if shown else ())
    assert unexplained(verdict) == []


CARDS = [made_of(keys) for keys in dict.fromkeys(keys for keys, _, _ in verdicts(TEXT))]
GIVEN = st.sampled_from([given for _, given, _ in verdicts(TEXT)])


@given(
    made=st.sampled_from(CARDS),
    response=GIVEN | NEAR | responses | st.lists(GIVEN, max_size=4).map("; ".join),
)
def test_no_verdict_on_a_card_of_the_golden_text_is_unexplained(made: Any, response: Any) -> None:
    card, options, others = made
    verdict = grade(card, response, options=options, other_answers=others)
    assert unexplained(verdict) == []
    assert len(verdict.reason) < 400


answers = st.text(st.characters(exclude_categories=["Cs"]), max_size=12) | NEAR


@given(
    right=answers,
    kind=st.sampled_from(AnswerType),
    typed=answers,
    language=st.sampled_from(LANGUAGES),
    case=st.sampled_from(Case),
    accents=st.sampled_from(Accents),
)
def test_no_verdict_on_any_typed_text_is_unexplained(
    right: str, kind: AnswerType, typed: str, language: str, case: Case, accents: Accents
) -> None:
    judging = Judging(language=language, case=case, accents=accents)
    note = TypedNote(id="n", question="?", key=AnswerKey(right, type=kind), judging=judging)
    assert unexplained(grade(card_of(note), typed)) == []


@given(answers, st.text(max_size=3), st.integers(1, 990), st.sampled_from(AnswerType))
def test_no_reason_is_as_long_as_what_was_typed(
    right: str, part: str, times: int, kind: AnswerType
) -> None:
    note = TypedNote(id="n", question="?", key=AnswerKey(right * (times // 12), type=kind))
    assert len(grade(card_of(note), part * times).reason) < 400


def test_no_verdict_on_a_judged_case_is_unexplained() -> None:
    def bare(case: JudgedCase) -> bool:
        return bool(unexplained(judge(case)))

    assert [case["id"] for case in read_cases(CASES) if bare(case)] == []
