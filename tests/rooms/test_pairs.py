"""Pairs with further right sides, which go with no left one."""

import random

import pytest

from quizkit import read_deck
from quizkit.authoring.formatting import format_deck
from quizkit.errors import DeckError
from quizkit.formats.deck_yaml import parse_deck
from quizkit.grading import Code, Outcome, Verdict, describe, grade, right_answer
from quizkit.model import Card, PairsNote
from quizkit.model.packed import packed, unpacked
from quizkit.progress import Response
from quizkit.session import shown_options

PLAIN = """title: Cities
cards:
  - question: Which country is each city the capital of?
    pairs: {Lima: Peru, Quito: Ecuador}
"""
FURTHER = PLAIN + "    distractors: {Chile: Its capital is Santiago., Bolivia: }\n"


def card_of(text: str) -> Card:
    (card,) = read_deck(text).cards
    return card


CARD = card_of(FURTHER)


def judged(response: Response, card: Card = CARD) -> Verdict:
    return grade(card, response, options=shown_options(card, random.Random(1)))


def test_further_right_sides_are_shown_among_the_others_and_are_no_part_of_the_answer() -> None:
    assert isinstance(CARD.note, PairsNote)
    assert CARD.note.distractors == {"Chile": "Its capital is Santiago.", "Bolivia": ""}
    shown = {shown_options(CARD, random.Random(seed)) for seed in range(20)}
    assert len(shown) > 5
    assert {tuple(sorted(options)) for options in shown} == {
        ("Bolivia", "Chile", "Ecuador", "Peru")
    }
    assert right_answer(CARD) == "Lima – Peru\nQuito – Ecuador"
    assert describe(CARD).startswith("2 pairs and 2 further right sides; each right one counts")


def test_a_list_of_them_needs_no_feedback() -> None:
    card = card_of(PLAIN + "    distractors: [Chile]\n")
    assert card.task.options == ("Peru", "Ecuador", "Chile")


def test_one_of_them_is_wrong_with_its_feedback() -> None:
    verdict = judged({"Lima": "Peru", "Quito": "Chile"})
    assert (verdict.outcome, verdict.score) == (Outcome.PARTIAL, 0.5)
    assert verdict.reason == "1 of 2 pairs; Chile: Its capital is Santiago."
    assert [part.verdict.code for part in verdict.parts] == [Code.CORRECT, Code.DISTRACTOR]


@pytest.mark.parametrize("picked", ["Chile", "chile", "Chil", "Bolivia", "Bolivi"])
def test_one_of_them_typed_or_mistyped_makes_no_pair(picked: str) -> None:
    assert judged({"Lima": "Peru", "Quito": picked}).score == 0.5
    letter = "abcd"[shown_options(CARD, random.Random(1)).index("Chile")]
    assert judged({"Lima": "Peru", "Quito": letter}).score == 0.5


def test_a_slip_that_makes_one_of_them_makes_no_pair() -> None:
    nerves = "title: T\ncards:\n- {question: Match!, pairs: {a: afferent, b: motor}"
    assert judged({"a": "eferent", "b": "motor"}, card_of(nerves + "}")).score == 0.5
    bones = "title: T\ncards:\n- {question: Match!, pairs: {a: metacarpals, b: skull}"
    with_it = card_of(bones + ", distractors: [metatarpals]}")
    assert judged({"a": "metatarpals", "b": "skull"}, card_of(bones + "}")).score == 1
    assert judged({"a": "metatarpals", "b": "skull"}, with_it).score == 0.5


def test_a_whole_pair_behind_its_label_is_read_as_one() -> None:
    assert judged({"Lima": "Lima = Peru", "Quito": "Quito: Ecuador"}).outcome is Outcome.CORRECT
    assert judged({"Lima": "Quito – Ecuador", "Quito": "Lima = Chile"}).score == 0.5
    signs = card_of("title: T\ncards:\n- {question: Match!, pairs: {a: a = b, c: b}}")
    assert judged({"a": "a = b", "c": "b"}, signs).outcome is Outcome.CORRECT


@pytest.mark.parametrize(
    ("distractors", "said"),
    [
        ("[Peru]", "the wrong option `Peru` is a right answer too"),
        ("{ecuador: }", "the wrong option `ecuador` is a right answer too"),
        ("[Chile, CHILE]", "the wrong option `CHILE` is there twice"),
        ("[]", "`distractors` is an empty list"),
        ("[[Chile]]", "a text of `distractors` is a text"),
    ],
)
def test_what_cannot_be_a_further_right_side_is_said(distractors: str, said: str) -> None:
    with pytest.raises(DeckError) as caught:
        read_deck(f"{PLAIN}    distractors: {distractors}\n", file="d.yaml")
    (problem,) = caught.value.problems
    assert problem.message.startswith(said), problem.message
    assert problem.location.line == 5
    assert problem.fix


def test_they_change_neither_the_id_nor_what_comes_without_them() -> None:
    plain = card_of(PLAIN)
    assert plain.id == CARD.id
    assert plain.task.options == ("Peru", "Ecuador")
    assert describe(plain).startswith("2 pairs; each right one counts")


def test_they_are_kept_by_the_cache_and_by_fmt() -> None:
    deck = read_deck(FURTHER)
    assert unpacked(packed(deck)) == deck
    (note,) = read_deck(format_deck(parse_deck(FURTHER)).text).notes
    assert isinstance(note, PairsNote)
    assert note.distractors == deck.notes[0].distractors  # type: ignore[attr-defined]
