"""What is accepted of a note in Markdown is written as Markdown that says it, and read back so."""

from pathlib import Path

import pytest

from quizkit.authoring.accepting import accept_line
from quizkit.authoring.changes import UnwrittenError
from quizkit.authoring.keeping import Tried, Where, kept
from quizkit.formats.deck_yaml import parse_deck
from quizkit.grading import Outcome, grade
from quizkit.model import Card
from tests.commands import CliRunner, cli

DECK = """\
title: T
markup: markdown
cards:
  - {id: city, question: "Which *city*?", answer: "**Paris**", accept: ["*Lutetia*"]}
  - {id: code, question: What?, answer: "`f(*args)`", type: code}
  - {id: list, question: Which?, answers: ["**red**", "*green*"]}
  - {id: hole, cloze: "The **{{quick::how}}** fox and `{{x = 1}}` and ${{x^2}}$"}
  - {id: read, cloze: "It is {{{漢字|かんじ}}} there"}
"""
TYPED = [
    "Lyon",
    "**Lyon**",
    "2*3*4",
    "x_1",
    "*args",
    "$5",
    "a <b> & c",
    "[x](y)",
    "`x`",
    "1985.",
    "- 5",
]


def card_of(name: str, text: str = DECK) -> Card:
    cards = parse_deck(text).good_deck.cards
    return next(card for card in cards if card.id.partition("#")[2] == name)


def after(card: Card, response: str | list[str], where: Where = Where.ACCEPT, **more: str) -> str:
    tried = Tried(card, (), response, grade(card, response))
    return kept(parse_deck(DECK), tried, where, **more).text


@pytest.mark.parametrize("typed", TYPED)
@pytest.mark.parametrize("name", ["city", "code"])
def test_what_is_accepted_is_right_from_then_on(typed: str, name: str) -> None:
    text = after(card_of(name), typed)
    card = card_of(name, text)
    assert grade(card, typed).outcome is Outcome.CORRECT
    assert grade(card, card.task.rights[0].variants[-1]).outcome is Outcome.CORRECT
    assert card.task.rights[0].variants[:-1] == card_of(name).task.rights[0].variants


@pytest.mark.parametrize("typed", TYPED)
def test_the_line_that_accepts_an_answer_is_one_that_does(typed: str) -> None:
    card = card_of("city")
    line = accept_line(card, typed, (), grade(card, typed))
    assert line.startswith("accept: ['*Lutetia*', ")
    text = DECK.replace('accept: ["*Lutetia*"]', line)
    assert grade(card_of("city", text), typed).outcome is Outcome.CORRECT


@pytest.mark.parametrize("typed", ["sw*i*ft", "rapid", "*rapid*", "x_1 y_1"])
def test_a_variant_of_a_blank_leaves_its_marks(typed: str) -> None:
    text = after(card_of("hole:quick"), [typed])
    assert "**{{quick|" in text
    assert "::how}}**" in text
    assert grade(card_of("hole:quick", text), [typed]).outcome is Outcome.CORRECT


@pytest.mark.parametrize(("name", "typed"), [("x = 1", "x*y = 1"), ("x^2", "y^2")])
def test_in_code_and_in_formulas_no_backslash_is_written(name: str, typed: str) -> None:
    text = after(card_of(f"hole:{name}"), [typed])
    assert f"|{typed}}}}}" in text
    assert grade(card_of(f"hole:{name}", text), [typed]).outcome is Outcome.CORRECT


def test_an_item_of_a_list_is_written_so_that_it_says_itself() -> None:
    text = after(card_of("list"), ["red", "g*r*n"])
    assert grade(card_of("list", text), ["red", "g*r*n"]).outcome is Outcome.CORRECT


def test_what_is_rejected_is_wrong_with_its_feedback() -> None:
    text = after(card_of("city"), "a*b*c", Where.REJECT, feedback="No.")
    assert grade(card_of("city", text), "a*b*c").reason == "No."


def test_a_blank_with_a_reading_is_left_to_the_editor() -> None:
    with pytest.raises(UnwrittenError, match="reading"):
        after(card_of("read:漢字"), ["仮名"])


def test_examples_are_kept_as_they_were_typed_and_judged_alike() -> None:
    text = after(card_of("city"), "**Paris**", Where.CORRECT)
    note = card_of("city", text).note
    assert note.examples
    assert note.examples.correct == ("**Paris**",)
    assert grade(card_of("city", text), "**Paris**").outcome is Outcome.CORRECT


def test_check_runs_examples_with_marks_and_without_alike(tmp_path: Path) -> None:
    path = tmp_path / "t.yaml"
    examples = (
        "{correct: ['**Paris**', paris, '`Paris`'], close: ['*Pariss*'], wrong: ['**Lyon**']}"
    )
    entry = f'{{question: "Which *city*?", answer: "**Bucharest**", accept: [Paris], examples: {examples}}}'
    path.write_text(f"title: T\nmarkup: markdown\ncards:\n  - {entry}\n", "utf-8")
    result = CliRunner().invoke(cli, ["check", str(path)])
    assert "Q601" not in result.output, result.output
    path.write_text(path.read_text("utf-8").replace("wrong: [", "wrong: ['__Paris__', "), "utf-8")
    assert "Q601" in CliRunner().invoke(cli, ["check", str(path)]).output
