"""Rates over lists of pairs: wrong answers that look right, and right ones that are misspelt."""

import pytest

from tests.judged_rates import AT_LEAST, AT_MOST, judged, rate


@pytest.mark.parametrize(("kind", "most"), AT_MOST.items())
def test_few_wrong_answers_are_remembered(kind: str, most: float) -> None:
    pairs = judged(kind)
    assert len(pairs) >= 300
    taken = [pair for pair in pairs if pair.verdict.outcome.remembered]
    assert rate(pairs) <= most, taken


@pytest.mark.parametrize(("kind", "least"), AT_LEAST.items())
def test_nearly_all_misspellings_are_remembered(kind: str, least: float) -> None:
    pairs = judged(kind)
    assert len(pairs) >= 300
    refused = [pair for pair in pairs if not pair.verdict.outcome.remembered]
    assert rate(pairs) >= least, refused


@pytest.mark.parametrize("kind", [*AT_MOST, *AT_LEAST])
def test_no_verdict_but_a_plain_correct_is_without_a_reason(kind: str) -> None:
    assert not [
        pair for pair in judged(kind) if not (pair.verdict.reason or pair.verdict.score == 1)
    ]
