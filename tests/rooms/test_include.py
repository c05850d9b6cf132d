"""Decks of several files: what each file may have, what holds for its notes, and where they stand."""

import json
import os
import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from quizkit import DeckError, load_deck
from quizkit.authoring.adding import added_note, with_entry
from quizkit.authoring.schema import deck_schema
from quizkit.cli import cli
from quizkit.errors import ProblemCode
from quizkit.formats import open_deck, parse_deck
from quizkit.lint import check_deck
from quizkit.model import Accents, SlipRule
from tests.places import DOCS

DECK = """\
title: Japanese
tags: [japanese]
defaults: {slips: none, tags: [all]}
include: [week1.yaml, more/week2.yaml]
sources: {book: {title: A Book, file: book.txt}}
cards:
  - {question: What is a cat?, answer: neko, source: notes#2}
"""
WEEK_1 = """\
language: ja
tags: [week1]
cards:
  - {question: What is a dog?, answer: inu, source: book#1}
  - {question: What is a horse?, answer: uma, slips: close}
"""
WEEK_2 = """\
defaults: {accents: strict}
sources: {notes: {title: Notes, file: notes.txt}}
x-lesson: 2
cards: [{question: What is a bird?, answer: tori}]
"""
FILES = {"deck.yaml": DECK, "week1.yaml": WEEK_1, "more/week2.yaml": WEEK_2}


def write(folder: Path, files: Mapping[str, str]) -> Path:
    """Write files, and return the path of the first."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder / next(iter(files))


def problems(deck: Path) -> list[str]:
    """Return what is wrong with a deck, each with its file and line."""
    found = open_deck(deck).problems
    return [f"{Path(p.location.file).name}:{p.location.line}: {p.message}" for p in found]


def test_notes_come_in_the_order_in_which_the_keys_stand(tmp_path: Path) -> None:
    deck = load_deck(write(tmp_path, FILES))
    assert [note.prompt for note in deck.notes] == [
        "What is a dog?", "What is a horse?", "What is a bird?", "What is a cat?",
    ]  # fmt: skip
    behind = DECK.replace("include: [week1.yaml, more/week2.yaml]\n", "") + "include: week1.yaml\n"
    deck = load_deck(write(tmp_path, {"deck.yaml": behind.replace("notes#2", "book#2")}))
    assert [note.prompt[-5:] for note in deck.notes] == [" cat?", " dog?", "orse?"]


def test_a_deck_may_have_nothing_but_what_it_includes(tmp_path: Path) -> None:
    text = "title: T\ninclude: week1.json\n"
    in_json = '{"cards": [{"question": "Q", "answer": "A"}]}'
    deck = load_deck(write(tmp_path, {"deck.yaml": text, "week1.json": in_json}))
    assert [card.id[:5] for card in deck.cards] == ["deck#"]


def test_what_stands_in_an_included_file_holds_for_its_notes_alone(tmp_path: Path) -> None:
    deck = load_deck(write(tmp_path, FILES))
    dog, horse, bird, cat = deck.notes
    assert [note.judging.language for note in deck.notes] == ["ja", "ja", "en", "en"]
    assert dog.tags == ("japanese", "all", "week1")
    assert bird.tags == cat.tags == ("japanese", "all")
    assert [note.judging.slips for note in (dog, horse)] == [SlipRule.NONE, SlipRule.CLOSE]
    assert [note.judging.accents for note in (bird, cat)] == [Accents.STRICT, Accents.IGNORE]
    assert (deck.language, deck.tags, deck.included) == (
        "en", ("japanese",), ("week1.yaml", "more/week2.yaml"),
    )  # fmt: skip


def test_one_side_of_the_languages_of_a_deck_may_change_in_a_file(tmp_path: Path) -> None:
    head = "title: T\nlanguage: {question: en, answer: es}\ninclude: [a.yaml, b.yaml]\n"
    note = "cards: [{question: '%s', answer: dos, reverse: true}]\n"
    files = {
        "deck.yaml": head,
        "a.yaml": "language: {answer: de}\n" + note % "one",
        "b.yaml": "language: fr\n" + note % "two",
    }
    deck = load_deck(write(tmp_path, files))
    assert [card.judging.language for card in deck.cards] == ["de", "en", "fr", "fr"]


def test_sources_are_one_space_of_names_and_their_files_lie_beside_who_names_them(
    tmp_path: Path,
) -> None:
    deck = write(tmp_path, {**FILES, "more/notes.txt": "Notes\n\nA cat is neko.\n"})
    assert {each.id: Path(each.file) for each in load_deck(deck).sources.values()} == {
        "book": Path("book.txt"), "notes": Path("more/notes.txt"),
    }  # fmt: skip
    found = check_deck(deck, select=["Q5"])
    absent = [f"{Path(f.location.file).name}:{f.location.line}" for f in found if f.code == "Q502"]
    assert absent == ["deck.yaml:5"]  # the other copy is there, and says what the note says
    assert not [each for each in found if each.code.startswith("Q51")]
    unsaid = [Path(each.location.file).name for each in found if each.code == "Q503"]
    assert unsaid == ["deck.yaml", "week2.yaml"]


def test_a_source_that_two_files_describe_is_reported_in_the_second(tmp_path: Path) -> None:
    files = {**FILES, "week1.yaml": "sources: {book: {title: B}}\n" + WEEK_1}
    files["more/week2.yaml"] = WEEK_2.replace("notes:", "book: {title: B}, notes:")
    [first, second] = problems(write(tmp_path, files))
    assert first.startswith("week1.yaml:1: line 5 of ")
    assert "`book` too" in first
    assert second.startswith("week2.yaml:2: line 5 of ")


def test_the_same_question_in_two_files_names_the_other_file(tmp_path: Path) -> None:
    files = {**FILES, "more/week2.yaml": WEEK_2.replace("a bird", "a dog")}
    deck = write(tmp_path, files)
    [problem] = open_deck(deck).problems
    assert Path(problem.location.file) == tmp_path / "more" / "week2.yaml"
    assert problem.message == f"the entry on line 4 of {tmp_path / 'week1.yaml'} asks the same"


def test_a_default_of_the_deck_that_does_not_suit_an_included_note_is_told_at_the_note(
    tmp_path: Path,
) -> None:
    deck = "title: T\ndefaults: {require: 3}\ninclude: a.yaml\n"
    note = "x-a: 1\ncards:\n  - question: Q\n    answers: [a, b]\n"
    [said] = problems(write(tmp_path, {"deck.yaml": deck, "a.yaml": note}))
    assert said.startswith("a.yaml:3: ")


@pytest.mark.parametrize(
    ("head", "said"),
    [
        ("title: T", "1: `title` does not go into a file that a deck includes"),
        ("id: t", "1: `id` does not go into a file that a deck includes"),
        ("description: t", "1: `description` does not go into a file that a deck includes"),
        ("include: b.yaml", "1: an included file includes no further ones"),
        ("langage: en", "1: there is no key `langage` here"),
    ],
)
def test_what_an_included_file_may_not_have_is_reported_where_it_stands(
    tmp_path: Path, head: str, said: str
) -> None:
    files = {**FILES, "week1.yaml": f"{head}\n{WEEK_1.partition(chr(10))[2]}"}
    assert problems(write(tmp_path, files)) == [f"week1.yaml:{said}"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b"", "1: this file, which a deck includes, has no entries"),
        (b"- question: Q\n  answer: A\n", "1: the file begins with a list"),
        (b"language: en\n", "1: this file, which a deck includes, has no entries"),
        (b"cards:\n", "1: the deck has no entries"),
        ("cards: 1".encode("utf-16"), "0: the file is UTF-16"),
        (b"cards:\n  - {question: Q, answer: \xe9}\n", "2: the byte 0xE9 is not UTF-8"),
        (b"cards: [", "1: "),
    ],
)
def test_an_included_file_without_entries_is_reported_in_it(
    tmp_path: Path, text: bytes, said: str
) -> None:
    deck = write(tmp_path, FILES)
    (tmp_path / "week1.yaml").write_bytes(text)
    [problem] = problems(deck)
    assert problem.startswith(f"week1.yaml:{said}")
    left = load_deck(deck, lenient=True)
    assert [note.prompt for note in left.notes][-2:] == ["What is a bird?", "What is a cat?"]


def test_files_that_cannot_be_included_are_reported_where_they_are_named(tmp_path: Path) -> None:
    folder = tmp_path / "decks"
    names = ["none.yaml", "../out.yaml", str(tmp_path / "out.yaml"), "link.yaml", "sub"]
    names += ["deck.yaml", "./week1.yaml"]
    listed = "".join(f"  - {name}\n" for name in names)
    text = f"title: T\ninclude:\n  - week1.yaml\n{listed}cards: [{{question: Q, answer: A}}]\n"
    files = {"deck.yaml": text, "week1.yaml": "cards: [{question: R, answer: A}]\n"}
    deck = write(folder, {**files, "sub/x.yaml": "", "../out.yaml": "cards: [{question: OUT}]\n"})
    (folder / "link.yaml").symlink_to(tmp_path / "out.yaml")
    if hasattr(os, "mkfifo"):
        os.mkfifo(folder / "fifo")
        deck.write_text(text.replace("  - sub\n", "  - fifo\n"), "utf-8")
    found = problems(deck)
    ends = ["that can be read", *["the folder of the deck"] * 3, "is no file", "itself", "already"]
    assert [said.partition(": ")[0] for said in found] == [f"deck.yaml:{at}" for at in range(4, 11)]
    assert all(said.endswith(end) for said, end in zip(found, ends, strict=True))
    assert "OUT" not in str(open_deck(deck).problems)
    left = load_deck(deck, lenient=True)
    assert [note.prompt for note in left.notes] == ["R", "Q"]


def test_while_a_file_is_not_there_its_sources_may_be_cited(tmp_path: Path) -> None:
    deck = write(tmp_path, FILES)
    (tmp_path / "more" / "week2.yaml").unlink()
    [problem] = open_deck(deck).problems
    assert problem.code is ProblemCode.NOT_INCLUDED
    assert len(load_deck(deck, lenient=True).notes) == 3
    with pytest.raises(DeckError):
        load_deck(deck)


def test_files_of_more_bytes_than_a_deck_may_have_are_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("quizkit.formats.include.MOST_BYTES", len(WEEK_1) + 10)
    [said] = problems(write(tmp_path, FILES))
    assert said.startswith("deck.yaml:4: with `more/week2.yaml` the deck has more than ")


def test_a_text_alone_includes_nothing_unless_it_is_told_where(tmp_path: Path) -> None:
    write(tmp_path, FILES)
    alone = parse_deck(DECK, file=str(tmp_path / "deck.yaml"))
    assert [problem.code for problem in alone.problems] == [ProblemCode.NOT_INCLUDED] * 2
    assert len(parse_deck(DECK, folder=tmp_path).good_deck.notes) == 4


def test_each_note_and_source_is_found_in_the_file_where_it_stands(tmp_path: Path) -> None:
    reading = open_deck(write(tmp_path, FILES))
    assert [str(tmp_path / name) for name in FILES] == list(reading.texts)
    places = [reading.origin(at).place("answer") for at in range(4)]
    assert [(Path(place.file).name, place.line) for place in places] == [
        ("week1.yaml", 4), ("week1.yaml", 5), ("week2.yaml", 4), ("deck.yaml", 7),
    ]  # fmt: skip
    origin = reading.origin_of_source("notes")
    assert origin.text == WEEK_2
    assert origin.place("title").line == 2
    assert reading.origin_of_source("book").text == DECK


def test_a_reading_may_be_made_anew_with_other_texts(tmp_path: Path) -> None:
    reading = open_deck(write(tmp_path, FILES))
    (tmp_path / "week1.yaml").unlink()  # it is not looked at again
    again = reading.rewritten({str(tmp_path / "week1.yaml"): WEEK_1.replace("a dog", "a fox")})
    assert again.good_deck.id == "deck"
    assert [note.prompt for note in again.good_deck.notes][:2] == [
        "What is a fox?",
        "What is a horse?",
    ]


def test_each_file_is_formatted_where_its_notes_stand(tmp_path: Path) -> None:
    deck = write(tmp_path, FILES)
    week2 = tmp_path / "more" / "week2.yaml"
    week2.write_text(WEEK_2.replace("a bird?", "a cat named Tama?").replace("2\n", "2 \r\n"))
    run = CliRunner().invoke
    assert run(cli, ["fmt", "--check", str(deck)], standalone_mode=False).return_value == 1
    said = run(cli, ["fmt", str(deck)]).output
    assert [line.rpartition(": ")[2] for line in said.splitlines()] == ["1 id", "2 ids", "1 id"]
    ids = [note.id for note in load_deck(deck).notes]
    assert ids == ["dog", "horse", "cat-named-tama", "cat"]
    assert "question: What is a cat named Tama?" in week2.read_text("utf-8")
    assert b"2\r\n" in week2.read_bytes()
    assert run(cli, ["fmt", str(deck)]).output == "1 deck in good order\n"
    listed = json.loads(run(cli, ["fmt", "--check", "--json", str(deck)]).output)
    assert [(Path(each["file"]).name, each["changed"]) for each in listed] == [
        ("deck.yaml", False), ("week1.yaml", False), ("week2.yaml", False),
    ]  # fmt: skip


def test_a_note_is_added_to_the_deck_itself(tmp_path: Path) -> None:
    entry = {"question": "What is a fox?", "answer": "kitsune"}
    reading = open_deck(write(tmp_path, {**FILES, "deck.yaml": f"{DECK}x-last: 1\n"}))
    after = with_entry(reading, entry)
    assert added_note(reading, after).prompt == "What is a fox?"
    assert after.text == DECK + "  - question: What is a fox?\n    answer: kitsune\nx-last: 1\n"
    (tmp_path / "week1.yaml").write_text(WEEK_1.replace(", source: book#1", ""), "utf-8")
    alone = parse_deck("title: T\ninclude: week1.yaml", folder=tmp_path)
    assert with_entry(alone, entry).text == (
        "title: T\ninclude: week1.yaml\ncards:\n  - question: What is a fox?\n    answer: kitsune\n"
    )
    behind = parse_deck("title: T\ncards: [{question: Q, answer: A}]\ninclude: week1.yaml\n",
        folder=tmp_path)  # fmt: skip
    after = with_entry(behind, entry)
    assert added_note(behind, after).prompt == "What is a fox?" != after.good_deck.notes[-1].prompt
    in_braces = parse_deck('{"title": "T", "include": "week1.yaml"}', folder=tmp_path)
    with pytest.raises(DeckError, match="cannot be appended"):
        with_entry(in_braces, entry)


def test_the_schema_of_an_included_file_has_its_keys_alone() -> None:
    cards = [{"question": "Q", "answer": "A"}]
    whole = Draft202012Validator(deck_schema())
    part = Draft202012Validator(deck_schema(included=True))
    assert part.is_valid({"tags": ["week1"], "language": "ja", "x-a": 1, "cards": cards})
    for more in ({"title": "T"}, {"id": "t"}, {"include": "a.yaml"}, {"cards": []}):
        assert not part.is_valid({"cards": cards, **more})
    assert not part.is_valid({"language": "ja"})
    assert whole.is_valid({"title": "T", "include": ["a.yaml"]})
    assert not whole.is_valid({"cards": cards})
    printed = CliRunner().invoke(cli, ["schema", "--included"]).output
    assert json.loads(printed) == deck_schema(included=True)


def test_the_files_shown_in_the_docs_make_a_deck(tmp_path: Path) -> None:
    page = (DOCS / "authoring.md").read_text("utf-8")
    section = page.partition("## Several files\n")[2].partition("\n## ")[0]
    blocks = re.findall(r"^```yaml\n# (\S+)\n(.*?)^```", section, re.MULTILINE | re.DOTALL)
    deck = load_deck(write(tmp_path, dict(blocks)))
    assert deck.included == tuple(name for name, _ in blocks[1:])
    assert {note.judging.language for note in deck.notes} == {"ja", "en"}
