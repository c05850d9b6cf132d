"""What every kind of question must have: each of these tests names a kind that lacks something."""

import random
import re

import pytest

from quizkit import read_deck
from quizkit.authoring.scaffold import scaffold
from quizkit.formats.note_kinds import READERS
from quizkit.grading import Outcome, describe, grade, right_answer
from quizkit.grading.cards import WAYS
from quizkit.model import (
    Blanks,
    Card,
    ClozeNote,
    Kind,
    Lines,
    OwnWords,
    PickForEach,
    PickInOrder,
    PickOne,
    PickSome,
    without_options,
)
from quizkit.model.kinds import KINDS
from quizkit.session import shown_options
from tests.given_answers import right_response
from tests.places import DOCS

OF_ENTRIES = set(Kind) - {Kind.WORD}
DECK = read_deck(scaffold("Each kind", "each"))
CARDS = [pytest.param(card, id=card.note.kind) for card in DECK.cards]


def test_each_kind_has_a_row_a_reader_and_a_judge() -> None:
    assert set(KINDS) == set(READERS) == OF_ENTRIES
    tasks = {reader.note for reader in READERS.values()} - {ClozeNote} | {Blanks}
    assert set(WAYS) == tasks
    assert len({row.letter for row in KINDS.values()} | {"q"}) == len(KINDS) + 1


def table_of_kinds() -> dict[str, list[str]]:
    """Return the cells of the table of kinds that authors read, by its first column."""
    page = (DOCS / "authoring.md").read_text("utf-8")
    rows = page.partition("| kind | needs | may have |\n|---|---|---|\n")[2].partition("\n\n")[0]
    cells = [row.strip("|").split("|") for row in rows.splitlines()]
    return {kind.strip(): [cell.strip() for cell in others] for kind, *others in cells}


def test_the_table_for_authors_says_what_the_rows_of_the_kinds_say() -> None:
    told = table_of_kinds()
    assert list(told) == list(KINDS)
    for kind, row in KINDS.items():
        needs, may_have = (re.sub(r" \(.*?\)|`", "", cell) for cell in told[kind])
        marks = [f"{key}: {value}" for key, value in row.told_by.items()]
        assert needs.split(", ") == [*(key.name for key in row.needs), *marks]
        if not may_have.startswith("the same"):
            assert may_have == ", ".join(row.may_have)
        elif kind is Kind.CHOICE:
            assert row.may_have == KINDS[Kind.TYPED].may_have


def test_the_scaffold_has_a_note_of_each_kind() -> None:
    assert {note.kind for note in DECK.notes} == OF_ENTRIES


@pytest.mark.parametrize("card", CARDS)
def test_each_kind_is_judged_and_described(card: Card) -> None:
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
