"""What goes out to Anki where signs, names and times get in each other's way."""

import json
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from quizkit.cloze import parse_cloze
from quizkit.interchange import FORMATS, ReadOptions, Source
from tests.commands import commands_in


def packed(path: Path) -> tuple[list[str], dict[str, bytes], list[tuple[Any, ...]]]:
    """Return the fields of each note of a package, its media, and the rows of its log."""
    with zipfile.ZipFile(path) as archive, closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(archive.read("collection.anki2"))
        notes = [row[0] for row in connection.execute("SELECT flds FROM notes ORDER BY id")]
        log = list(connection.execute("SELECT type, ease, ivl FROM revlog ORDER BY id"))
        names = json.loads(archive.read("media"))
        return notes, {name: archive.read(at) for at, name in names.items()}, log


@pytest.mark.parametrize(
    "gap", [r"a\::b", r"a\}}b", r"x\{{c1\::y", "a: ::h", "{b} ", r"\::", r"x::a\::b"]
)
def test_signs_of_gaps_within_a_gap_come_back_as_they_were(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, gap: str
) -> None:
    text = f"See {{{{c1::{gap}}}}} and {{{{c2::more}}}}."
    deck = f"title: T\nid: t\ncards:\n  - {{id: n, cloze: {json.dumps(text)}}}\n"
    run = commands_in(tmp_path, monkeypatch, t=deck)
    assert "1 note" in run("export", "t.yaml", "-o", "t.apkg")
    ((front, *_),) = (fields.split("\x1f") for fields in packed(Path("t.apkg"))[0])
    assert front.count("{{") == front.count("}}") == 2
    found = FORMATS["anki"].read(Source(Path("t.apkg")), ReadOptions(), int)
    assert parse_cloze(str(found.decks[0].notes[0].entry["cloze"])) == parse_cloze(text)


def test_files_of_one_name_in_two_decks_are_two_and_equal_ones_are_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = commands_in(tmp_path, monkeypatch)
    for name, data in (("a", b"GIF89a one"), ("b", b"GIF89a two"), ("c", b"GIF89a one")):
        Path(name).mkdir()
        Path(name, "map.gif").write_bytes(data)
        text = f"title: {name}\nid: {name}\ncards:\n  - question: q\n    answer: {name}\n"
        Path(name, "deck.yaml").write_text(f"{text}    image: map.gif\n")
    run("export", "a/deck.yaml", "b/deck.yaml", "c/deck.yaml", "-o", "t.apkg")
    notes, media, _ = packed(Path("t.apkg"))
    assert media == {"map.gif": b"GIF89a one", "map-2.gif": b"GIF89a two"}
    shown = {fields.split("\x1f")[1]: fields for fields in notes}
    assert 'src="map-2.gif"' in shown["b"]
    assert 'src="map.gif"' in shown["a"]
    assert 'src="map.gif"' in shown["c"]


def test_the_front_shows_what_to_match_and_no_order_that_is_the_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deck = (
        "title: T\nid: t\ncards:\n"
        "  - {id: p, question: Match, pairs: {a: one, b: two, c: three}, distractors: [four]}\n"
        "  - {id: o, question: Order, order: [ant, bee, cat, dog]}\n"
    )
    run = commands_in(tmp_path, monkeypatch, t=deck)
    run("export", "t.yaml", "-o", "t.apkg")
    fronts = [fields.split("\x1f")[0] for fields in packed(Path("t.apkg"))[0]]
    (matched,) = (front for front in fronts if front.startswith("Match"))
    (ordered,) = (front for front in fronts if front.startswith("Order"))
    assert all(f"<li>{word}</li>" in matched for word in "a b c one two three four".split())
    assert "<li>ant</li><li>bee</li><li>cat</li><li>dog</li>" not in ordered


def test_learning_again_and_forgetting_are_rows_of_their_own_kinds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deck = "title: T\nid: t\ncards:\n  - {id: n, question: q, answer: right}\n"
    run = commands_in(tmp_path, monkeypatch, t=deck)
    run("config", "calibrate", "off")
    run("play", "t.yaml", at="2026-03-01T10:00+00:00", typed="right\n" * 4)
    run("play", "t.yaml", at="2026-03-02T10:00+00:00", typed="right\n" * 4)
    run("play", "t.yaml", at="2026-05-01T10:00+00:00", typed="wrong\n\nright\n\nright\n")
    run("forget", "t.yaml#n", at="2026-05-02T10:00+00:00")
    run("export", "t.yaml", "--schedule", "-o", "t.apkg", at="2026-05-03T10:00+00:00")
    log = packed(Path("t.apkg"))[2]
    assert [kind for kind, *_ in log if kind == 2]
    assert log[-1] == (4, 0, 0)
    assert log[0][0] == 0
