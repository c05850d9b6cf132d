"""What a source says twice is said once in a deck, and told once where it is lost."""

import json
from pathlib import Path
from typing import Any

import pytest

from quizkit import read_deck
from quizkit.interchange import Import, ImportedDeck, ImportedNote, ReadOptions, Source, deck_text
from quizkit.interchange.json_quiz import read as read_json
from quizkit.interchange.markdown.obsidian import read as read_obsidian
from quizkit.interchange.tables.csv_text import read as read_csv
from quizkit.interchange.teaching.gift import read as read_gift
from quizkit.interchange.teaching.moodle_xml import read as read_moodle


def source(text: str, name: str = "Tombs.txt") -> Source:
    return Source(name=name, data=text.encode())


def entry_of(found: Import) -> dict[str, Any]:
    """Return the one entry that the deck of an import has."""
    (deck,) = found.decks
    new = deck_text(deck, "tombs")
    assert not new.losses
    assert len(read_deck(new.text).notes) == 1
    (entry,) = new.entries.values()
    return dict(entry)


def written(**entry: Any) -> tuple[dict[str, Any], list[str]]:
    """Return what is written of a note with these keys, and what is told as lost."""
    note = ImportedNote(entry={"question": "Which?", **entry}, place="line 1")
    new = deck_text(ImportedDeck(path=("Tombs",), notes=(note,)), "tombs")
    (found,) = new.entries.values() or ({},)
    kept = {key: value for key, value in found.items() if key not in ("id", "question")}
    return kept, [loss.what for loss in new.losses]


GIFT = "::A::Who is buried in Grant's tomb?{=Grant =grant =Ulysses S. Grant =ulysses  s. Grant}\n"


def test_answers_of_gift_that_differ_in_case_and_spaces_are_one() -> None:
    entry = entry_of(read_gift(source(GIFT), ReadOptions(), int))
    assert (entry["answer"], entry["accept"]) == ("Grant", ["Ulysses S. Grant"])


def test_answers_of_a_table_that_differ_in_case_alone_are_one() -> None:
    text = "question,answer\nCapital?,Madrid / madrid\n"
    entry = entry_of(read_csv(source(text, "Tombs.csv"), ReadOptions(), int))
    assert entry["answer"] == "Madrid"
    assert "accept" not in entry


def test_answers_of_json_that_differ_in_case_alone_are_one() -> None:
    text = json.dumps([{"question": "Capital?", "answer": ["Madrid", "madrid", "Madrid City"]}])
    entry = entry_of(read_json(source(text, "Tombs.json"), ReadOptions(), int))
    assert (entry["answer"], entry["accept"]) == ("Madrid", ["Madrid City"])


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ({"answer": "Rome", "accept": "rome"}, {"answer": "Rome"}),
        (
            {"answer": "Rome", "accept": ["rome", "Roma"], "case": "strict"},
            {"answer": "Rome", "accept": ["rome", "Roma"], "case": "strict"},
        ),
        (
            {"answer": "5 mW", "accept": ["5 MW", "5  mW"]},
            {"answer": "5 mW", "accept": ["5 MW"]},
        ),
        (
            {"answer": "ls -a", "accept": ["ls  -a", "ls -A"], "type": "exact"},
            {"answer": "ls -a", "accept": ["ls -A"], "type": "exact"},
        ),
        ({"answers": [["Ra", "ra", "Re"], "Nut"]}, {"answers": [["Ra", "Re"], "Nut"]}),
    ],
)
def test_what_a_reader_calls_the_same_goes_and_nothing_else(
    given: dict[str, Any], kept: dict[str, Any]
) -> None:
    assert written(**given) == (kept, [])


def test_a_wrong_option_that_is_there_twice_is_written_once_and_told() -> None:
    told = ["an option that is there twice"]
    listed = written(answer="Rome", distractors=["Paris", "paris", "Bonn"])
    assert listed == ({"answer": "Rome", "distractors": ["Paris", "Bonn"]}, told)
    wrong = {"Paris": "In France.", "PARIS": "Loud."}
    explained = written(answer="Rome", distractors=wrong)
    assert explained == ({"answer": "Rome", "distractors": {"Paris": "In France."}}, told)


def test_a_wrong_option_that_is_right_is_still_for_the_author_to_tell() -> None:
    kept, told = written(answer="Rome", distractors=["rome", "Bonn"])
    assert (kept, told) == ({}, ["a note that no deck can have"])


@pytest.mark.parametrize("answers", ["=Paris#Well done ~Rome", "=Paris#Well done =Paname"])
def test_praise_in_gift_is_told(answers: str) -> None:
    found = read_gift(source(f"Capital?{{{answers}}}\n"), ReadOptions(), int)
    assert [loss.what for loss in found.losses] == ["feedback of a right answer"]
    assert "explanation" not in entry_of(found)


def test_feedback_in_gift_that_says_more_than_praise_is_kept() -> None:
    text = "Capital?{=Paris#Well done. It lies on the Seine. ~Rome}\n"
    found = read_gift(source(text), ReadOptions(), int)
    assert not found.losses
    assert entry_of(found)["explanation"] == "It lies on the Seine."


@pytest.mark.parametrize(("kind", "answer"), [("shortanswer", "Paris"), ("numerical", "7")])
def test_praise_for_what_is_typed_in_moodle_is_told(kind: str, answer: str) -> None:
    text = (
        f'<quiz><question type="{kind}"><questiontext><text>Which?</text></questiontext>'
        f'<answer fraction="100"><text>{answer}</text><feedback><text>Well done</text></feedback>'
        "</answer></question></quiz>"
    )
    found = read_moodle(source(text, "Tombs.xml"), ReadOptions(), int)
    assert [loss.what for loss in found.losses] == ["feedback of a right answer"]


def test_a_missing_picture_is_told_once_for_a_line(tmp_path: Path) -> None:
    note = tmp_path / "Tombs.md"
    note.write_text(
        "#flashcards\n\nWho? ![[no.png]]::Grant\n\n![[no.png]] or ![x](no.png)::![[other.png]]\n\n"
        "What is heard? ![[no.mp3]]::a bell\n"
    )
    found = read_obsidian(Source(note), ReadOptions(), int)
    missing = "a picture or sound that is not there"
    places = [(loss.what, loss.place) for loss in found.losses]
    assert places == [(missing, f"line {line}") for line in (3, 5, 5, 7)]


def test_a_number_of_gift_that_is_there_twice_is_one() -> None:
    entry = entry_of(read_gift(source("How many?{#=3 =3:0 =4 =4}\n"), ReadOptions(), int))
    assert (entry["answer"], entry["accept"]) == ("3", ["4"])
