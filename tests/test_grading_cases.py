"""Judged answers: each line of a file of cases is a test (`--grading-cases FILE` for your own)."""

import pytest

from tests.judged_cases import JudgedCase, judge


def test_the_answer_is_judged_as_it_was_by_hand(judged_case: JudgedCase) -> None:
    verdict = judge(judged_case)
    expected = (judged_case["expected"], pytest.approx(float(judged_case["score"]), abs=0.001))
    assert (verdict.outcome.value, verdict.score) == expected, (
        f"{judged_case['accepted']!r} {judged_case.get('rules', '')} <- "
        f"{str(judged_case['response'])[:200]!r}: {judged_case.get('why', '')}; "
        f"judged {verdict.code}: {verdict.reason}"
    )
