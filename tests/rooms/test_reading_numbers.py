"""Options that ask for a number: held against the answer, and left out where defaults do not fit."""

import pytest
from hypothesis import given, strategies as st

from quizkit import DeckError, read_deck
from quizkit.answers.quantities import Quantity
from quizkit.answers.reading import read_answer
from quizkit.model import AnswerKey, AnswerType, TypedNote

DECK = "title: T\n{}cards:\n  - {{question: Q, {}}}\n"


def key_of(entry: str, defaults: str = "") -> AnswerKey:
    note = read_deck(DECK.format(f"defaults: {{{defaults}}}\n" if defaults else "", entry)).notes[0]
    assert isinstance(note, TypedNote)
    return note.key


def codes_of(entry: str) -> set[str]:
    with pytest.raises(DeckError) as caught:
        key_of(entry)
    return {problem.code for problem in caught.value.problems}


@pytest.mark.parametrize("answer", ["5", "0.5", "-3", "164 km", "2.3 %", "1.5 million", "1869"])
def test_a_number_may_have_a_tolerance(answer: str) -> None:
    assert key_of(f"answer: {answer}, tolerance: 2 %").tolerance == "2 %"


def test_an_accepted_number_is_enough_for_a_tolerance() -> None:
    assert key_of("answer: a few dozen, accept: [36], tolerance: 12").tolerance == "12"


def test_a_counted_noun_is_a_unit_where_the_type_is_number() -> None:
    assert codes_of("answer: 783 horses, tolerance: 5") == {"not-a-number"}
    assert key_of("answer: 783 horses, tolerance: 5, type: number").tolerance == "5"


@pytest.mark.parametrize(
    ("entry", "defaults"),
    [
        ("answer: Paris", "tolerance: 5"),
        ("answer: Paris", "unit_required: true"),
        ("answer: 164", "unit_required: true"),
        ("answer: Paris", "type: number"),
        ("answer: Paris, type: person", "tolerance: 5"),
        ("min: 3, max: 5", "tolerance: 5"),
        ("min: 3, max: 5", "type: exact"),
    ],
)
def test_defaults_that_do_not_fit_are_left_out(entry: str, defaults: str) -> None:
    assert key_of(entry, defaults) == key_of(entry)


def test_defaults_that_fit_are_taken() -> None:
    key = key_of("answer: 164 km", "tolerance: 5, unit_required: true, type: number")
    assert (key.tolerance, key.unit_required, key.type) == ("5", True, AnswerType.NUMBER)


@pytest.mark.parametrize(
    "ends", ["min: 3, max: 5", "min: 900 m, max: 1 km", "min: 5, max: 7 km", "min: −3, max: -1", "min: 4, max: 4"]
)  # fmt: skip
def test_ends_that_ascend_are_taken(ends: str) -> None:
    assert key_of(ends).minimum


@given(st.from_regex(r"[-−]?[0-9]{1,4}(\.[0-9]{1,3})?", fullmatch=True))
def test_figures_told_at_once_to_be_a_number_are_one_for_the_grader(figures: str) -> None:
    quoted = f"answer: '{figures}', tolerance: 1"
    if isinstance(read_answer(figures)[0], Quantity):
        assert key_of(quoted).tolerance == "1"
    else:
        assert codes_of(quoted) == {"not-a-number"}
