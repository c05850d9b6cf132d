"""Notes of Anki that go back to it: in their own note types, and newer only where they changed."""

import io
import subprocess
import sys
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path

import pytest

from quizkit.formats.deck_yaml import parse_deck
from quizkit.interchange import FORMATS, Outgoing, ReadOptions, Source, WriteOptions, deck_text
from quizkit.interchange.anki.collection import Collection, collection_of
from quizkit.interchange.anki.package import open_package
from quizkit.interchange.exported import Exported
from quizkit.interchange.kept import kept_in
from tests.anki_files import BASIC, CLOZE, Maker
from tests.places import ROOT

WORD = {
    "name": "Word",
    "fields": ["Word", "Meaning", "Class", "Remark", "Sound"],
    "templates": [
        ("{{Word}}", "{{FrontSide}}<hr>{{Meaning}}<br>{{Remark}}"),
        ("{{Word}}: {{Class}}?", "{{Meaning}}"),
    ],
}


def made() -> Maker:
    maker = Maker()
    maker.note(BASIC, "a <b>b</b>", "c", tags="x y", guid="one")
    maker.note(
        WORD, "ir", "to go", "verb", "= <i>odd</i>", "[sound:ir.mp3]", guid="w(", cards=(0, 1)
    )
    maker.note(CLOZE, "In {{c1::Lima}} {{c2::\\(x^{y}\\) }}", "more", guid="gaps", cards=(0, 1))
    return maker


def there_and_back(package: bytes, *edits: tuple[str, str], times: int = 1) -> bytes:
    """Return the package that a deck becomes which a package became, edited."""
    found = FORMATS["anki"].read(Source(data=package, name="a.apkg"), ReadOptions(), int)
    text = deck_text(found.decks[0], "d", source_format="anki", media=str).text
    for before, after in edits:
        assert text.count(before) == 1
        text = text.replace(before, after)
    reading = parse_deck(text, file="d.yaml")
    options = WriteOptions(exported=Exported({}, datetime(2026, 1, 1, tzinfo=UTC)))
    target = io.BytesIO()
    outgoing = Outgoing(deck=reading.good_deck, kept=kept_in(reading))
    FORMATS["anki"].write([outgoing] * times, target, options, int)
    return target.getvalue()


def in_package(data: bytes) -> Collection:
    return collection_of(open_package(Source(data=data, name="b.apkg")).database, "b.apkg")


def test_notes_go_back_in_their_own_types_with_all_of_their_fields() -> None:
    before = in_package(made().package())
    after = in_package(there_and_back(made().package()))
    assert {kind: after.note_types[kind] for kind in before.note_types} == before.note_types
    notes = {note.guid: note for note in after.notes.values()}
    assert {guid: note.note_type for guid, note in notes.items()} == {
        note.guid: note.note_type for note in before.notes.values()
    }
    assert notes["one"].fields == ("a <strong>b</strong>", "c")
    assert notes["one"].tags == ("x", "y")
    assert notes["w("].fields == ("ir", "to go", "verb", "= <em>odd</em>", "[sound:ir.mp3]")
    assert notes["gaps"].fields == (r"In {{c1::Lima}} {{c2::\(x^{y}\)}}", "more")
    numbers = [
        (notes_of.guid, card.number)
        for card in after.cards
        for notes_of in [after.notes[card.note]]
    ]
    assert sorted(numbers) == [("gaps", 0), ("gaps", 1), ("one", 0), ("w(", 0), ("w(", 1)]
    assert {note.modified for note in after.notes.values()} == {1}


def test_what_was_edited_is_newer_and_nothing_else_is() -> None:
    edits = ("answer: c", "answer: see"), ("cloze: In ", "cloze: At ")
    after = in_package(there_and_back(made().package(), *edits))
    notes = {note.guid: note for note in after.notes.values()}
    assert notes["one"].fields == ("a <strong>b</strong>", "see")
    assert notes["gaps"].fields[0].startswith("At {{c1::Lima}}")
    assert {guid for guid, note in notes.items() if note.modified > 1} == {"one", "gaps"}


def test_a_type_that_was_not_kept_whole_is_one_of_ours() -> None:
    edit = '["Basic", false', '["Basic", {'
    after = in_package(there_and_back(made().package(), edit))
    assert 1000 not in after.note_types
    assert {note.guid for note in after.notes.values()} >= {"one", "w(", "gaps"}


def test_the_same_note_of_two_decks_has_no_card_twice() -> None:
    after = in_package(there_and_back(made().package(), times=2))
    assert len({(card.note, card.number) for card in after.cards}) == len(after.cards) == 10
    assert len({note.guid for note in after.notes.values()}) == len(after.notes)


@pytest.mark.skipif(not find_spec("anki"), reason="the extra `test-peers`")
def test_anki_takes_back_what_changed_and_leaves_the_rest_as_it_is(tmp_path: Path) -> None:
    first, second = tmp_path / "first.apkg", tmp_path / "second.apkg"
    first.write_bytes(there_and_back(made().package()))
    second.write_bytes(there_and_back(first.read_bytes(), ("answer: c", "answer: see")))
    script = str(ROOT / "tests" / "peers" / "anki_import.py")
    words = [sys.executable, script, str(tmp_path / "into.anki2"), str(first), str(second)]
    said = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, check=True).stdout
    assert '"logs": [{"new": 3}, {"updated": 1, "duplicate": 2}]' in said
