"""`quizkit try`: answers judged as in a session, and kept in the note; nothing is logged."""

import os
from pathlib import Path

import pytest

from quizkit import load_deck
from quizkit.authoring.changes import UnwrittenError
from quizkit.authoring.keeping import Tried, Where, kept
from quizkit.authoring.scaffold import scaffold
from quizkit.cli.page import Page
from quizkit.cli.trying import Aim, Trial
from quizkit.formats.deck_yaml import parse_deck
from quizkit.grading import Outcome, grade
from quizkit.model import Items, Lines, PickForEach
from tests.commands import CliRunner, cli

DECK = """\
# canals
title: Canals
cards:
  - id: builder
    question: Whose company built it?
    answer: Ferdinand de Lesseps  # he
    type: person
    hints: [He was French.]

  - id: seas
    question: Which two seas does it join?
    answers: [Mediterranean, [Red, Red Sea]]

  - id: dates
    cloze: >
      Work began in {{1859}}, and it
      opened in {{c::d|November 1869::month and year}}.
  - {id: pick, question: Who built it?, answer: Lesseps, distractors: [Eiffel, Telford]}
  - {id: turned, question: two, answer: deux, reverse: true, language: fr}
  - id: free
    question: Why?
    answer: It is shorter.
    type: free
  - id: plus
    question: Which sign adds?
    answer: +
    type: exact
  - {id: sides, question: Sides?, pairs: {Suez: south, Port Said: north}}
""".replace("c::d|", "")


@pytest.fixture
def deck(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("QUIZKIT_PROGRESS", str(tmp_path / "p.db"))
    path = tmp_path / "canals.yaml"
    path.write_text(DECK, "utf-8")
    return path


def tried(name: str, *lines: str) -> str:
    done = CliRunner().invoke(cli, ["try", name], input="".join(f"{line}\n" for line in lines))
    assert done.exit_code == 0, done.output
    assert not Path("p.db").exists()
    return done.output


def now(deck: Path) -> list[str]:
    """Return the lines of the deck that were not in it, without their margins."""
    old = DECK.splitlines()
    lines = deck.read_text("utf-8").splitlines()
    gone = [line for line in old if line not in lines]
    assert all(not line.strip().startswith("#") for line in gone)
    return [line.strip() for line in lines if line not in old]


def test_an_answer_is_judged_as_a_session_judges_it_and_nothing_is_logged(deck: Path) -> None:
    said = tried("canals.yaml#builder", "de Lesseps", "Gustave Eiffel", ":h", ":show", ":q")
    assert "Whose company built it?" in said
    assert "✓ Right" in said
    assert "score 1 · code correct" in said
    assert "✗ Wrong: another person" in said
    assert "Hint: He was French." in said
    assert "Judged: a person" in said
    assert now(deck) == []


def test_a_plus_keeps_an_answer_as_an_example_of_what_it_was_judged(deck: Path) -> None:
    said = tried(
        "canals.yaml#builder", "Lesseps", "+", "Eiffel", "+", "Eiffel", "+", "x", "+ correct"
    )
    assert "canals.yaml:9: examples:" in said
    assert "it is an example of wrong already" in said
    assert "It is judged wrong yet" in said
    assert now(deck) == ["examples:", "correct: [Lesseps, x]", "wrong: [Eiffel]"]


def test_an_answer_made_right_is_judged_again_by_the_note_as_it_now_is(deck: Path) -> None:
    said = tried("canals.yaml#builder", "Vicomte", "+ accept", "Vicomte", "+accept")
    assert "canals.yaml:7: accept: [Vicomte]" in said
    assert said.count("✓ Right") == 2
    assert "it is right already" in said
    assert now(deck) == ["accept: [Vicomte]"]


def test_an_answer_made_wrong_gets_its_feedback(deck: Path) -> None:
    said = tried("canals.yaml#builder", "Eiffel", "+ reject He built the tower.", "Eiffel")
    assert said.count("✗ Wrong: He built the tower.") == 2
    assert now(deck) == ["reject:", "Eiffel: He built the tower."]


def test_an_answer_is_made_wrong_once(deck: Path) -> None:
    said = tried("canals.yaml#builder", "Eiffel", "+ reject", "+ reject He built the tower.")
    assert "it stands under `reject` already" in said
    assert now(deck) == ["reject: [Eiffel]"]


def test_a_list_and_a_cloze_take_a_variant(deck: Path) -> None:
    said = tried("canals.yaml#seas", "Mediterranean; Rouge", "+ accept", "x; y", "+ accept")
    assert "answers: [Mediterranean, [Red, Red Sea, Rouge]]" in said
    assert "answer with one item that is not right yet" in said
    said = tried("canals.yaml#dates", "1860", "+ accept", ":n", "June 1869", "+ accept", "+")
    assert "{{1859|1860}}" in said
    assert "{{November 1869|June 1869::month and year}}" in said
    text = deck.read_text("utf-8")
    assert "    cloze: >\n      Work began in {{1859|1860}}, and it\n" in text
    examples = load_deck(deck).notes[2].examples
    assert examples is not None
    assert examples.correct == ("June 1869",)


def test_what_a_note_has_no_place_for_is_said_and_not_written(deck: Path) -> None:
    for name, answer, what, why in (
        ("pick", "a", "+ accept", "it is an option of this note"),
        ("turned:reverse", "three", "+ accept", "goes with a note's first card"),
        ("turned:reverse", "three", "+", "tests of a note's first card"),
        ("free", "Because.", "+", "no judged answer yet"),
        ("seas", ":h", "+", "no judged answer yet"),
        ("sides", "north\nsouth", "+ accept", "no other right answers"),
        ("sides", "north\nsouth", "+ reject", "takes no `reject`"),
        ("builder", "x", "+ close enough", "there is no + close enough"),
    ):
        said = tried(f"canals.yaml#{name}", answer, what)
        assert why in said, (name, what, said)
    assert now(deck) == []


def test_a_sign_that_is_the_answer_is_judged_and_kept_behind_a_colon(deck: Path) -> None:
    said = tried("canals.yaml#plus", "+", ":+")
    assert "✓ Right" in said
    assert now(deck) == ["examples:", 'correct: ["+"]']


def test_a_sample_and_a_file_that_may_not_be_written_stay_as_they_are(deck: Path) -> None:
    said = tried("cart#approval-year", "2001", "+")
    assert "Not written: cart is a sample deck" in said
    deck.chmod(0o400)
    if not os.access(deck, os.W_OK):
        assert "you may not write this file" in tried("canals.yaml#builder", "Lesseps", "+")
    assert now(deck) == []


def test_a_hint_is_shown_with_all_its_lines(deck: Path) -> None:
    hint = r"{hints: ['One of', " + '"These:\\n\\n- `+`\\n- `-`"]'
    deck.write_text(f"title: T\nmarkup: markdown\ncards:\n- {hint}, question: a, answer: b}}\n")
    said = tried("canals.yaml", ":h", ":h", ":h", ":q")
    assert "Hint: One of\n" in said
    assert "Hint: These:\n\n      - `+`\n      - `-`\n" in said
    assert "there are no more hints" in said


def test_all_cards_of_a_deck_can_be_tried_in_turn(deck: Path) -> None:
    said = tried("canals.yaml", ":p", ":n", ":n", ":p", *[":n"] * 12, ":q")
    assert "this is the first card" in said
    assert "canals#seas · 2 of 10" in said
    assert "that was the last card" in said
    done = CliRunner().invoke(cli, ["try", "canals.yaml#nobody"])
    assert done.exit_code == 4


def test_an_edit_meanwhile_is_seen_and_one_that_breaks_the_deck_is_told(
    deck: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = DECK.replace("Ferdinand de Lesseps  # he", "Said Pasha")
    edits = iter([DECK, other, other, other.replace("title: Canals\n", "")])

    def typed(prompt: str) -> str:
        text = next(edits, None)
        if text is None:
            raise EOFError
        deck.write_text(text, "utf-8")
        return "Lesseps"

    monkeypatch.setattr("quizkit.cli.trying.typed_line", typed)
    shown: list[str] = []
    monkeypatch.setattr("quizkit.cli.trying.click.echo", lambda text="": shown.append(str(text)))
    Trial([Aim(deck, "canals#builder")], Page(40, False), typed=False, seed="").run()
    said = "\n".join(shown)
    assert said.count("The note has changed in its file:") == 1
    assert said.count("✓ Right") == 1
    assert (
        said.count("✗ Wrong: another person") == 2
    )  # what was typed to the note as it was counts not
    assert "the card stays as it was" in said


def test_a_note_that_is_left_out_does_not_keep_the_others_from_being_tried(deck: Path) -> None:
    deck.write_text(DECK.replace("{id: turned,", "{id: turned, anser: x,"), "utf-8")
    trial = Trial([Aim(deck, "canals#plus")], Page(60, False), typed=False, seed="")
    trial._go(0)
    assert trial._asking.card.id == "canals#plus"


def test_a_note_of_an_included_file_is_mended_where_it_stands(deck: Path) -> None:
    deck.write_text("title: C\ninclude: more.yaml\ncards:\n  - {id: a, question: A?, answer: b}\n")
    more = Path("more.yaml")
    more.write_text("# more\ncards:\n  - id: far\n    question: F?\n    answer: Paris  # c\n")
    before = deck.read_text()
    said = tried("canals.yaml#far", "Lutetia", "+ accept", "Rome", "+")
    assert "more.yaml:6: accept: [Lutetia]" in said
    assert deck.read_text() == before
    assert more.read_text().splitlines()[4:] == [
        "    answer: Paris  # c",
        "    accept: [Lutetia]",
        "    examples:",
        "      wrong: [Rome]",
    ]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("|\n    perro\tdog\n    gato\tcat", "perro\tdog; hound"),
        ("[[perro, dog], [gato, cat]]", "[perro, dog; hound]"),
        ('\n    - ["perro", "dog"]\n    - [gato, cat]', '["perro", "dog; hound"]'),
    ],
)
def test_a_row_of_a_table_of_words_takes_a_gloss(deck: Path, rows: str, expected: str) -> None:
    deck.write_text(f"title: W\nwords:\n  columns: [word, meaning]\n  rows: {rows}\n", "utf-8")
    said = tried("canals.yaml#perro:word>meaning", "hound", "+", "+ accept", "hound", "+ reject")
    assert "a row of a table has no `examples`" in said
    assert said.count("✓ Right") == 2
    assert expected in deck.read_text("utf-8")
    said = tried("canals.yaml#perro:word>meaning", "a | b", "+ accept", "x; y", "+ accept")
    assert said.count("it cannot stand in the cell of meaning") == 2


def test_a_row_in_a_file_of_its_own_is_mended_there_but_for_what_names_it(deck: Path) -> None:
    deck.write_text(
        "title: W\nwords:\n  columns: [word, meaning]\n  rows: w.tsv\n"
        "  ask: [word > meaning, meaning > word]\n",
        "utf-8",
    )
    Path("w.tsv").write_text("perro\tdog\ngato\tcat\n", "utf-8")
    said = tried("canals.yaml#gato:word>meaning", "kitty, puss", "+ accept")
    assert "w.tsv:2: gato" in said
    assert Path("w.tsv").read_text("utf-8") == "perro\tdog\ngato\tcat; kitty, puss\n"
    said = tried("canals.yaml#gato:meaning>word", "minino", "+ accept")
    assert "progress belongs to what stands under word" in said


ODD = ["zzz", "a: b # c", 'it\'s "x"', "x\n  y", "[q", "{{x", "no"]


@pytest.mark.parametrize("odd", ODD)
def test_what_is_kept_of_any_kind_of_note_holds_and_leaves_the_others(odd: str) -> None:
    reading = parse_deck(scaffold("T", "t"))
    for card in reading.good_deck.cards:
        response: str | list[str] | dict[str, str] = odd
        match card.task.form:
            case Lines(labels):
                response = [odd] * len(labels)
            case PickForEach(labels):
                response = dict.fromkeys(labels, odd)
            case Items():
                response = "; ".join([*(right.shown for right in card.task.rights[1:]), odd])
        tried = Tried(card, (), response, grade(card, response))
        for where in Where:
            try:
                new = kept(reading, tried, where, "No: not so." if where is Where.REJECT else "")
            except UnwrittenError:
                continue
            deck = reading.rewritten({new.file: new.text}).good_deck
            now = next(each for each in deck.cards if each.id == card.id)
            outcome = grade(now, response).outcome
            assert where is not Where.ACCEPT or outcome is Outcome.CORRECT
            assert where is not Where.REJECT or outcome is not Outcome.CORRECT
            others = [note for note in reading.good_deck.notes if note.id != card.note.id]
            assert [note for note in deck.notes if note.id != card.note.id] == others
            lines = [line for line in reading.text.splitlines() if "#" in line]
            assert [line for line in lines if line not in new.text] == []
