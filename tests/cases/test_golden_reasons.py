"""Golden text of what learners are told: tests/golden/reasons.txt, and how a reason is worded."""

import re

import pytest

from quizkit.grading import Code, Verdict
from quizkit.model import AnswerType
from tests.golden_reasons import FILE, verdicts, written

TEXT = FILE.read_text("utf-8")
VERDICTS = list(verdicts(TEXT))


def all_of(verdict: Verdict) -> list[Verdict]:
    return [verdict, *(one for part in verdict.parts for one in all_of(part.verdict))]


def test_learners_are_told_what_the_golden_text_says() -> None:
    assert written(TEXT) == TEXT, "write it anew, and read it: python -m tests.golden_reasons"


def test_the_golden_text_has_every_code_and_many_reasons() -> None:
    told = [one for _, _, verdict in VERDICTS for one in all_of(verdict)]
    assert {one.code for one in told} == set(Code)
    assert len({(keys, verdict.reason) for keys, _, verdict in VERDICTS}) > 200


@pytest.mark.parametrize("kind", AnswerType)
def test_the_golden_text_has_every_way_to_read_an_answer(kind: AnswerType) -> None:
    assert kind is AnswerType.AUTO or f"type: {kind.value}" in TEXT


def test_a_reason_is_one_calm_line_without_jargon_that_ends_without_a_full_stop() -> None:
    jargon = re.compile(
        r"\b(tokens?|normali[sz]ed|quantity|parse[ds]?|string|regex|invalid|error|fail(?:ed|ure)?|"
        r"unfortunately|sorry|careless|obviously|null|none type|locale|unicode)\b",
        re.IGNORECASE,
    )
    for keys, given, verdict in VERDICTS:
        for one in all_of(verdict):
            own = one.reason.replace(given, "")
            assert not jargon.search(own), (keys, given, one.reason)
            assert "\n" not in own
            authored = one.code in (Code.REJECT, Code.DISTRACTOR, Code.PARTS)
            assert authored or not one.reason.endswith((".", "!")) or keys.rstrip("'").endswith(".")
