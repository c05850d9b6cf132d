"""What a screen can show of a wrong or a close answer, and the sentences learners read."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizkit.grading import Outcome, grade
from quizkit.model import AnswerType
from tests.test_grading_laws import typed


def marked(answer: str, response: str, **key: object) -> str:
    """Return the comparison in one text: [missing] and {extra}."""
    diff = grade(typed(answer, **key), response).diff or ()
    marks = {"equal": "%s", "missing": "[%s]", "extra": "{%s}"}
    return "".join(marks[segment.kind] % segment.text for segment in diff)


@pytest.mark.parametrize(
    ("answer", "response", "shown"),
    [
        ("Nature Medicine", "Nature Medcine", "Nature Med[i]cine"),
        ("chemotherapy", "chemotheropy", "chemother[a]{o}py"),
        ("antigen", "antigens", "antigen{s}"),
        ("Danube", "DANUUBE", "DANU{U}BE"),
        ("hepatitis A", "hepatitis B", "hepatitis [A]{B}"),
        ("Jupiter", "Mars", ""),
    ],
)
def test_a_comparison_shows_what_is_missing_and_what_is_too_much(
    answer: str, response: str, shown: str
) -> None:
    assert marked(answer, response) == shown


def test_the_comparison_is_with_the_answer_that_was_meant() -> None:
    assert marked("radiation", "radiotherapi", accept=("radiotherapy",)) == "radiotherap[y]{i}"
    assert marked("Isaac Newton", "Isaac Newten", type=AnswerType.PERSON) == "Isaac Newt[o]{e}n"


def test_a_letter_keeps_its_accent() -> None:
    response = unicodedata.normalize("NFD", "crème brûléee")
    assert marked("crème brûlée", response) == "crème brûlée{e}"


@given(answer=st.text("abc é", min_size=1, max_size=12), response=st.text("abc é", max_size=12))
def test_a_comparison_holds_both_texts(answer: str, response: str) -> None:
    verdict = grade(typed(answer, type=AnswerType.EXACT), response)
    if verdict.diff:
        right = "".join(s.text for s in verdict.diff if s.kind != "extra")
        own = "".join(s.text for s in verdict.diff if s.kind != "missing")
        assert right.casefold() == answer.casefold()
        assert own == response.strip()


@pytest.mark.parametrize(
    ("answer", "response", "reason"),
    [
        ("Nature Medicine", "Nature Medcine", "one letter off: it is Nature Medicine"),
        ("over 30,000", "under 30,000",
         "right number, but the answer is a lower bound: over 30,000"),
        ("necessary", "unnecessary", "near, but another thing: un- changes the meaning"),
        ("northwest", "northeast", "near, but another thing: northwest is not northeast"),
        ("164 km", "164 miles", "the right figure in a wrong unit"),
        ("3.5 L", "3,5 L", "that is not one number"),
        ("3.5", "3,5", "decimals are written with a point here"),
        ("-5", "5", "a different sign"),
        ("44 BC", "AD 44", "another era: the answer is 44 BC"),
    ],
)  # fmt: skip
def test_the_reason_is_a_sentence_for_the_learner(answer: str, response: str, reason: str) -> None:
    verdict = grade(typed(answer), response)
    assert verdict.outcome is not Outcome.CORRECT
    assert verdict.reason == reason
