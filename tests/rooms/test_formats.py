"""Every format by its row: each is told apart, listed, and tried on decks of all kinds."""

import io
import json
from importlib.util import find_spec
from pathlib import Path

import pytest
from click.testing import CliRunner

from quizkit.cli import cli
from quizkit.formats.deck_yaml import open_deck
from quizkit.interchange import (
    FORMATS,
    Format,
    Outgoing,
    ReadOptions,
    Source,
    SourceError,
    WriteOptions,
    deck_text,
    kept_in,
    recognised,
)
from tests import formats_page
from tests.places import ROOT

READ = [each for each in FORMATS.values() if each.reads]
WRITTEN = [each for each in FORMATS.values() if each.writes]
DECKS = sorted((ROOT / "tests" / "good_decks").glob("*.yaml"))


def name_of(row: Format) -> str:
    return row.name


def needed(row: Format) -> None:
    """Skip a test of a format whose packages are not there."""
    for package in {"anki": ("nh3", "markdownify"), "convert": ("nh3", "openpyxl")}.get(
        row.extra, ()
    ):
        if find_spec(package) is None:
            pytest.skip(f"{package}: the extra `{row.extra}`")


def outgoing(path: Path) -> Outgoing:
    reading = open_deck(path)
    return Outgoing(deck=reading.good_deck, kept=kept_in(reading), folder=reading.folder)


@pytest.mark.parametrize("row", WRITTEN, ids=name_of)
def test_every_deck_is_written_and_every_note_is_there_or_told_as_a_loss(row: Format) -> None:
    needed(row)
    for path in DECKS:
        deck = outgoing(path)
        file = io.BytesIO()
        done: list[int] = []
        losses = row.write([deck], file, WriteOptions(), done.append)
        assert file.getvalue(), path.name
        if not row.reads:
            continue
        if not file.getvalue().strip():  # nothing of it can be written
            assert len(losses) >= len(deck.deck.notes), path.name
            continue
        source = Source(name=f"{deck.deck.id}{row.endings[0]}", data=file.getvalue())
        assert recognised(source) is row, path.name
        found = row.read(source, ReadOptions(), int)
        notes = sum(len(each.notes) for each in found.decks)
        assert notes + len(losses) + len(found.losses) >= len(deck.deck.notes), path.name


@pytest.mark.parametrize("row", WRITTEN, ids=name_of)
def test_what_is_written_is_the_same_bytes_each_time(row: Format) -> None:
    needed(row)
    deck = outgoing(ROOT / "decks" / "cart.yaml")
    files = [io.BytesIO(), io.BytesIO()]
    for file in files:
        row.write([deck], file, WriteOptions(), int)
    assert files[0].getvalue() == files[1].getvalue()


@pytest.mark.parametrize("row", [each for each in WRITTEN if each.reads], ids=name_of)
def test_what_comes_back_is_a_deck_without_a_problem(row: Format) -> None:
    needed(row)
    for path in DECKS:
        file = io.BytesIO()
        row.write([outgoing(path)], file, WriteOptions(), int)
        source = Source(name=f"a{row.endings[0]}", data=file.getvalue())
        for deck in row.read(source, ReadOptions(), int).decks:
            new = deck_text(deck, "back", source_format=row.name, media="back.media")
            told = [loss for loss in new.losses if loss.what == "a note that no deck can have"]
            assert told == [], path.name


@pytest.mark.parametrize("row", READ, ids=name_of)
@pytest.mark.parametrize(
    "data",
    [b"", b"\0" * 9, b"\xff\xfe\xfd", b"PK\x03\x04", b"<", b"{", b"SQLite format 3\0", b"a\n" * 99],
    ids=repr,
)
def test_noise_is_read_or_refused_in_words(row: Format, data: bytes) -> None:
    needed(row)
    refused = ""
    try:
        row.read(Source(name=f"noise{row.endings[0]}", data=data), ReadOptions(), int)
    except SourceError as error:
        refused = str(error)
    assert not refused or "noise" in refused


@pytest.mark.parametrize("row", FORMATS.values(), ids=name_of)
def test_each_format_is_in_the_list(row: Format) -> None:
    listed = CliRunner().invoke(cli, ["formats"]).output
    assert f"\n{row.name} " in f"\n{listed}"
    assert row.carries


def test_the_page_has_the_table_of_formats() -> None:
    written = formats_page.PAGE.read_text("utf-8")
    assert written == formats_page.page(), "write it anew: python -m tests.formats_page"


def test_the_list_is_json_for_other_programs() -> None:
    rows = json.loads(CliRunner().invoke(cli, ["formats", "--json"]).output)
    assert [row["name"] for row in rows] == list(FORMATS)


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        (
            "a.yaml",
            b"title: A\ncards:\n  - {question: a, answer: b}\n",
            "a deck of quizkit already",
        ),
        ("a.pdf", b"%PDF-1.4\n\0\1", "a PDF file, which holds pages and no cards"),
        ("a.csv", b"", "a.csv is empty"),
        ("a.toml", b"[project]\nname = 'x'\n", "no list of questions by its name"),
    ],
)
def test_what_is_no_known_format_is_refused_in_words(name: str, data: bytes, said: str) -> None:
    with pytest.raises(SourceError, match=said):
        recognised(Source(name=name, data=data))


def test_a_file_that_is_not_there_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no such file"):
        recognised(Source(tmp_path / "none.csv"))
