"""Verdicts as values: every code listed for programs, and JSON that comes back as it went."""

import json
from typing import Any

import pytest
from hypothesis import given, strategies as st

from quizkit import read_deck
from quizkit.grading import Code, Outcome, Part, Segment, SegmentKind, Verdict, grade

segments = st.builds(Segment, st.sampled_from(SegmentKind), st.text(max_size=5))


def verdicts(parts: st.SearchStrategy[Any]) -> st.SearchStrategy[Verdict]:
    return st.builds(
        Verdict,
        st.sampled_from(Outcome),
        st.floats(0, 1),
        st.sampled_from(Code),
        st.text(max_size=9),
        parts,
        st.none() | st.lists(segments, max_size=3).map(tuple),
    )


def parts_of(verdict: st.SearchStrategy[Verdict]) -> st.SearchStrategy[Any]:
    text = st.text(max_size=5)
    return st.lists(st.builds(Part, text, text, text, verdict), max_size=3).map(tuple)


plain = verdicts(st.just(()))


@given(verdicts(parts_of(plain)))
def test_a_verdict_comes_back_from_json_as_it_went(verdict: Verdict) -> None:
    assert Verdict.from_dict(json.loads(json.dumps(verdict.to_dict()))) == verdict


@pytest.mark.parametrize(
    "change",
    [
        {"type": "review"},
        {"version": 2},
        {"outcome": "good"},
        {"code": "sl1p"},
        {"score": 1.5},
        {"score": "1"},
        {"score": float("nan")},
        {"reason": None},
        {"parts": [{}]},
        {"diff": [["equal"]]},
        {"diff": [["same", "a"]]},
        {"more": 1},
    ],
)
def test_what_is_no_stored_verdict_is_refused(change: dict[str, Any]) -> None:
    stored = Verdict(Outcome.CORRECT, 1.0, Code.CORRECT).to_dict()
    assert Verdict.from_dict(stored)
    with pytest.raises(ValueError, match="verdict"):
        Verdict.from_dict(stored | change)
    for name in stored:
        with pytest.raises(ValueError, match="verdict"):
            Verdict.from_dict({key: value for key, value in stored.items() if key != name})


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("about 190 km", "near enough, but the answer is exact: 193 km"),
        ("over 190 km", "near enough, but the answer is exact: 193 km"),
        ("about 193 km", "right number, but the answer is exact: 193 km"),
        ("about 193000 m", "right number, but the answer is exact: 193 km"),
    ],
)
def test_a_number_within_the_tolerance_is_not_called_the_right_one(given: str, said: str) -> None:
    text = "title: T\ncards: [{question: How long?, answer: 193 km, tolerance: 5}]\n"
    assert grade(read_deck(text).cards[0], given).reason == said
