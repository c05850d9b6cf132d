"""Of a list's answers those that an item cannot be near are passed over: no verdict changes by it."""

import time
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given, strategies as st

from quizkit.grading import grade
from quizkit.grading.given import Given
from quizkit.grading.near import NearTexts
from quizkit.model import Accents, Case, Judging, ListNote
from tests.verdicts import card_of

WORDS = """
    red Red réd reds nitrate nitrite colour color vitamin-C vitaminC vitamin covid-19 covid19
    co-operate cooperate hypertension hypotension hypertenison Louis XVII XVIII not cannot the an
    (optional) colo(u)r Müller Mueller Mulle x² x^2 α alpha αβγ 5 five 5th 5.0 1,000 1000 1963 3 km
    3000 m 1-2 second-hand secondhand two twenty-one 漢字 漢宇 שלום ! !! … ... ' - and salt pepper
    sunflower sun flower ﬃ ǅ ß SS ss İ i̇ \u200b unhappy happy nuhappy
""".split()
words = st.sampled_from(WORDS) | st.text(max_size=6) | st.text("abAB1 -'.é", max_size=10)
phrases = st.lists(words, min_size=1, max_size=3).map(" ".join)


@st.composite
def mistyped(draw: Any, of: Any) -> str:
    """Return a text with a letter lost, added, changed, or swapped with the next."""
    text = draw(of)
    for _ in range(draw(st.integers(0, 3))):
        at = draw(st.integers(0, max(0, len(text) - 1)))
        made = [text[at + 1 :], text[at : at + 1] + text[at:], "s" + text[at + 1 :]]
        made.append(text[at + 1 : at + 2] + text[at : at + 1] + text[at + 2 :])
        text = text[:at] + draw(st.sampled_from(made))
    return text


def every_place(self: NearTexts, given: Given) -> list[int]:
    return sorted({place for places in self._places.values() for place in places})


notes = st.builds(
    ListNote,
    id=st.just("n"),
    question=st.just("?"),
    answers=st.lists(st.lists(phrases, min_size=1, max_size=3).map(tuple), min_size=1, max_size=6),
    reject=st.dictionaries(phrases, st.sampled_from(["", "no"]), max_size=2),
    judging=st.builds(
        Judging,
        language=st.sampled_from(["en", "de", "fr", "tr"]),
        case=st.sampled_from(Case),
        accents=st.sampled_from(Accents),
    ),
)


@given(note=notes, data=st.data())
def test_a_verdict_is_that_of_all_pairs(note: ListNote, data: Any) -> None:
    known = st.sampled_from([text for variants in note.answers for text in variants])
    items = data.draw(st.lists(mistyped(known | phrases), max_size=6))
    card = card_of(note)
    for response in (items, ", ".join(items)):
        found = grade(card, response, other_answers={"nitrite"})
        with patch.object(NearTexts, "of", every_place):
            assert found == grade(card, response, other_answers={"nitrite"})


@pytest.mark.parametrize("item", ["yhpertension", "hypertensio", "hypertensions", "Hypertension"])
def test_an_answer_with_a_slip_is_found_among_others(item: str) -> None:
    card = card_of(ListNote(id="n", question="?", answers=(("gout",), ("hypertension",), ("7",))))
    (found, *_) = [part for part in grade(card, ["7", item]).parts if part.given == item]
    assert found.right == "hypertension"
    assert found.verdict.outcome.remembered


@pytest.mark.parametrize("form", ["item {}", "{}th item", "number-{}"])
def test_a_thousand_answers_are_judged_at_once(form: str) -> None:
    answers = tuple((form.format(at),) for at in range(1000))
    card = card_of(ListNote(id="n", question="?", answers=answers))
    start = time.process_time()
    assert grade(card, [text for (text,) in answers]).score == 1
    assert time.process_time() - start < 1
