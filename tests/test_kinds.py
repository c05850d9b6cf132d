"""What every kind of question must have: each of these tests names a kind that lacks something."""

import random

import pytest

from quizkit import read_deck
from quizkit.authoring.scaffold import scaffold
from quizkit.grading import Outcome, describe, grade, right_answer
from quizkit.grading.cards import _WAYS
from quizkit.model import (
    Card,
    Items,
    Kind,
    Line,
    Lines,
    OwnWords,
    PickForEach,
    PickInOrder,
    PickOne,
    PickSome,
    without_options,
)
from quizkit.progress import Response
from quizkit.session import shown_options

DECK = read_deck(scaffold("Each kind", "each"))
CARDS = [pytest.param(card, id=card.note.kind) for card in DECK.cards]


def right_response(card: Card) -> Response:
    """Return the right answer in the form that the card takes."""
    shown = [right.shown for right in card.task.rights]
    match card.task.form:
        case Line() | PickOne() | OwnWords():
            return shown[0]
        case Items() | Lines() | PickSome() | PickInOrder():
            return shown
        case PickForEach(labels):
            return dict(zip(labels, shown, strict=True))


def test_the_scaffold_has_a_note_of_each_kind() -> None:
    assert {note.kind for note in DECK.notes} == set(Kind)


@pytest.mark.parametrize("card", CARDS)
def test_each_kind_is_judged_and_described(card: Card) -> None:
    assert type(card.task) in _WAYS
    assert describe(card)
    assert right_answer(card)


@pytest.mark.parametrize("card", CARDS)
def test_the_right_answer_in_its_form_is_right(card: Card) -> None:
    options = shown_options(card, random.Random(1))
    wanted = Outcome.PARTIAL if isinstance(card.task.form, OwnWords) else Outcome.CORRECT
    assert grade(card, right_response(card), options=options).outcome is wanted


@pytest.mark.parametrize("card", CARDS)
def test_options_are_there_to_pick_from_and_only_then(card: Card) -> None:
    picks = isinstance(card.task.form, PickOne | PickSome | PickInOrder | PickForEach)
    shown = shown_options(card, random.Random(1))
    assert bool(shown) is picks
    assert sorted(shown) == sorted(card.task.options)
    hidden = shown_options(card, random.Random(1), typed=True)
    assert bool(hidden) is (picks and without_options(card.task.form) == card.task.form)


@pytest.mark.parametrize("card", CARDS)
def test_parts_of_the_right_answer_have_the_labels_of_the_form(card: Card) -> None:
    form = card.task.form
    if isinstance(form, PickForEach):
        assert tuple(right.label for right in card.task.rights) == form.labels
    if isinstance(form, Lines):
        assert len(card.task.rights) == len(form.labels)
    if isinstance(form, PickInOrder):
        assert len(card.task.rights) == form.count == len(card.task.options)
