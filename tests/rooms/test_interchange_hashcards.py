"""Decks of hashcards: read as hashcards reads them, and written so that they come back."""

import io
import sqlite3
import struct
from contextlib import closing
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from quizkit import read_deck
from quizkit.interchange import (
    FORMATS,
    Import,
    Outgoing,
    ReadOptions,
    Source,
    WriteOptions,
    deck_text,
)
from quizkit.interchange.markdown.blake3 import blake3
from quizkit.interchange.markdown.hashcards import likely, read
from quizkit.interchange.markdown.hashcards_cloze import cloze_of
from quizkit.interchange.media_beside import safe_name
from quizkit.scheduling import Rating

SAMPLES = Path(__file__).parents[1] / "interchange" / "hashcards"


def of(text: str, **options: object) -> Import:
    source = Source(name="Trees.md", data=text.encode())
    return read(source, ReadOptions()._replace(**options), int)


def entries(found: Import) -> list[dict[str, object]]:
    return [dict(note.entry) for deck in found.decks for note in deck.notes]


def lost(found: Import) -> list[tuple[str, str]]:
    return [(loss.what, loss.place) for loss in found.losses]


def test_a_folder_gives_a_deck_a_file_with_the_names_of_their_front_matter() -> None:
    found = read(Source(SAMPLES), ReadOptions(), int)
    assert [deck.path for deck in found.decks] == [("Soil",), ("Leaves and roots",)]
    assert found.decks[1].head == {"tags": ["plants"]}
    assert found.media["leaf.png"]() == b"\x89PNG"
    assert sorted(found.media) == ["leaf.png", "rain.mp3"]


def test_each_card_of_a_file_is_a_note_and_what_is_none_is_told_with_its_line() -> None:
    found = read(Source(SAMPLES), ReadOptions(), int)
    assert [dict(note.entry) for note in found.decks[1].notes] == [
        {"question": "What do leaves take from the air?", "answer": "Carbon dioxide"},
        {
            "question": "What does this `a[0]` give,\nwith a line more?\n\n"
            "```\nA: not an answer\n---\n```",
            "answer": "- one\n- two",
            "type": "free",
        },
        {
            "cloze": "A {{leaf}} has {{stomata}}, see [the book](https://example.org/[x])"
            " and `a[1]`, $b[2]$, ![a [leaf]](leaf.png)."
        },
        {
            "question": "Which leaf is this?\n\n![a leaf](<media://leaf.png>)",
            "answer": "An oak leaf",
        },
        {
            "question": "What is heard?",
            "answer": "Rain on [rain.mp3](<media://rain.mp3>) leaves",
            "type": "free",
            "audio": "media://rain.mp3",
        },
        {"question": "Where is sap?", "answer": "In the stem\nA: and in the root", "type": "free"},
    ]
    name = "plants/Leaves.md"
    assert lost(found) == [
        ("`colour` before the cards", f"{name}:1"),
        ("text outside of the cards", f"{name}:7"),
        ("a cloze without a gap", f"{name}:31"),
        ("a question without an answer", f"{name}:43"),
        ("a second `A:`", f"{name}:46"),
        ("a card without an answer", f"{name}:48"),
        ("a sound of an answer", f"{name}:39"),
    ]


def test_what_was_read_loads_without_a_problem() -> None:
    for deck in read(Source(SAMPLES), ReadOptions(), int).decks:
        new = deck_text(deck, "leaves", source_format="hashcards", media="leaves.media")
        assert len(read_deck(new.text).notes) == len(deck.notes)
        assert not new.losses


def test_it_is_known_by_its_lines_and_by_its_database(tmp_path: Path) -> None:
    assert likely(Source(SAMPLES)) > 50 < likely(Source(SAMPLES / "Soil.md"))
    assert likely(Source(name="a.md", data=b"# Title\n\nC: The [gap]\n")) > 50
    assert likely(Source(name="a.md", data=b"# Title\n\nA: text\n")) == 0
    (tmp_path / "hashcards.db").touch()
    assert likely(Source(tmp_path)) == 100


@pytest.mark.parametrize(
    ("text", "cloze"),
    [
        ("A [b] c", "A {{b}} c"),
        (r"\[no\] but [yes]", "[no] but {{yes}}"),
        ("`x[0]` and $y[1]$", "`x{{0}}` and $y{{1}}$"),  # nothing else can be meant
        ("`x[0]` and [z]", "`x[0]` and {{z}}"),
        ("a footnote[^1] of [b]", "a footnote[^1] of {{b}}"),
        ("[a [b] c]", "[a {{b}} c]"),
        (r"$\frac{{1}}{2}$ is [half]", r"$\frac\{{1\}}{2}$ is {{half}}"),
        ("[a|b::c]", r"{{a\|b\::c}}"),
        ("[]  and [ ]", None),
        ("no gap", None),
        ("![alt](x.png)", None),
        ("[Ecclesiastes] [6]:[9]", "{{Ecclesiastes}} {{6}}:{{9}}"),
    ],
)
def test_gaps_in_brackets_become_blanks(text: str, cloze: str | None) -> None:
    assert cloze_of(text) == cloze


def test_whether_answers_are_typed_can_be_said() -> None:
    text = "Q: a\nA: b\n"
    assert entries(of(text, typed=False)) == [{"question": "a", "answer": "b", "type": "free"}]
    assert entries(of("Q: a\nA: *b*\n", typed=True)) == [{"question": "a", "answer": "*b*"}]


def test_pictures_outside_of_the_folder_stay_named(tmp_path: Path) -> None:
    (tmp_path / "far.png").write_bytes(b"x")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "link.png").symlink_to(tmp_path / "far.png")
    (tmp_path / "in" / "a.pdf").write_bytes(b"x")
    names = "../far.png link.png /etc/passwd https://example.org/a.png a.pdf none.png".split()
    (tmp_path / "in" / "a.md").write_text(
        "".join(f"Q: ![]({name})\nA: {name}\n" for name in names), "utf-8"
    )
    found = read(Source(tmp_path / "in"), ReadOptions(), int)
    assert [entry["question"] for entry in entries(found)] == [f"![]({name})" for name in names]
    assert not found.media
    assert [what for what, _ in lost(found)] == [
        "a picture or sound that is not there",
        "a picture or sound that is not there",
        "a picture or sound that is not there",
        "a picture on the web",
        "a file that is no picture or sound",
        "a picture or sound that is not there",
    ]


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../x.png", "x.png"),
        ("..\\x.png", "x.png"),
        ("/etc/a\nb\0.png", "a_b_.png"),
        ("NUL.png", "_NUL.png"),
        ("e\u0301.png", "\xe9.png"),
        ("..", "file"),
        ("x" * 300 + ".png", "x" * 116 + ".png"),
        ("漢" * 90 + ".png", "漢" * 38 + ".png"),
    ],
)
def test_names_of_media_are_safe(name: str, safe: str) -> None:
    assert safe_name(name) == safe
    assert len(safe.encode()) <= 120


def test_a_file_that_is_no_text_is_told_and_the_others_are_read(tmp_path: Path) -> None:
    (tmp_path / "bad.md").write_bytes(b"Q: \xff\nA: b\n")
    (tmp_path / "good.md").write_text("Q: a\nA: b\n", "utf-8")
    found = read(Source(tmp_path), ReadOptions(), int)
    assert len(entries(found)) == 1
    assert lost(found) == [("a file that cannot be read", "bad.md")]


DECK = r"""
title: Trees
cards:
  - {id: a, question: "What is *this*?", answer: "an oak [tree]"}
  - {id: b, question: "Q: or A: ?", answer: "x", type: free}
  - id: c
    question: |
      C: this
      ---
      Q: that
    answer: "1985."
  - {id: d, cloze: "The {{oak}} [Quercus] is a {{tree}}."}
  - {id: e, question: Which?, answer: oak, distractors: [ash, elm], explanation: It is.}
  - {id: f, question: Which two?, answers: [oak, ash], distractors: [fern]}
  - {id: g, statement: Oaks are trees., answer: true, tags: [t], hints: [h]}
  - {id: h, question: Order., order: [seed, sapling, tree]}
  - {id: i, question: Pairs., pairs: {oak: acorn, beech: nut}}
  - {id: j, question: All?, answers: [[oak, oaks], ash]}
  - {id: k, question: der Baum, answer: the tree, reverse: true}
  - {id: l, cloze: "{{c1::a::hint}} and {{c1::b|c}}", question: Say.}
  - {id: m, question: "Look", answer: leaf, image: {leaf.png: "a [leaf]"}, answer_image: b.png}
"""


def out(deck: str) -> tuple[str, list[str]]:
    to = io.BytesIO()
    losses = FORMATS["hashcards"].write([Outgoing(deck=read_deck(deck))], to, WriteOptions(), int)
    return to.getvalue().decode(), [loss.what for loss in losses]


def test_what_goes_out_comes_back_and_what_is_changed_is_told() -> None:
    text, losses = out(DECK)
    back = of(text)
    assert {loss.what for loss in back.losses} == {"a picture or sound that is not there"}
    assert back.decks[0].path == ("Trees",)
    new = deck_text(back.decks[0], "trees")
    deck = read_deck(new.text)
    assert [note.prompt for note in deck.notes][:4] == [
        "What is *this*?", "Q: or A: ?", "C: this\n---\nQ: that", "The {{}} [Quercus] is a {{}}.",
    ]  # fmt: skip
    assert len(deck.notes) == 14  # the reversed note is two there
    assert losses == [
        "options to choose from",
        "options to choose from",
        "a statement that is true or false",
        "things to put in order",
        "pairs",
        "a picture or sound",
        "a picture or sound",
        "an explanation",
        "hints",
        "tags",
        "other right answers of a list",
        "the hint of a gap",
        "other right answers of a gap",
        "which gaps are asked together",
    ]
    assert "Q: Which?\n\n- ash\n- elm\n- oak\nA:\n\noak\n\nIt is." in text


def test_a_text_in_markdown_goes_out_as_it_was_written() -> None:
    text, losses = out(
        "title: T\nmarkup: markdown\ncards:\n"
        "  - {question: 'What is `a[0]`?', answer: '**b**'}\n"
        "  - {cloze: 'In `a[0]` there is {{*x*}} of $x_1$.'}\n"
        "  - {cloze: '${{x}}^2$'}\n"
        "  - {cloze: '${{x}}^2$ and {{y}}'}\n"
    )
    assert "Q: What is `a[0]`?\nA: **b**" in text
    assert r"C: In `a\[0\]` there is [*x*] of $x_1$." in text
    assert "C: $[x]^2$" in text
    assert losses == ["a text with gaps"]


def test_code_that_would_begin_a_card_is_told() -> None:
    text, losses = out('title: T\ncards:\n  - {question: "a\\n\\n  Q: b\\nA: c", answer: x}\n')
    assert losses == ["a card with code"]
    assert "Q:" not in text


@pytest.mark.parametrize(
    ("size", "digest"),
    [
        (0, "af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262"),
        (1, "2d3adedff11b61f14c886e35afa036736dcd87a74d27b5c1510225d0f592e213"),
        (1025, "d00278ae47eb27b34faecf67b4fe263f82d5412916c1ffd97c8cb7fb814b8444"),
        (3073, "7124b49501012f81cc7f11ca069ec9226cecb8a2c850cfe644e327d22d3e1cd3"),
    ],
)
def test_the_hash_is_that_of_the_vectors_of_blake3(size: int, digest: str) -> None:
    assert blake3(bytes(at % 251 for at in range(size))) == digest


SCHEMA = """
create table cards (card_hash text primary key, added_at text not null) strict;
create table reviews (
    review_id integer primary key, session_id integer not null, card_hash text not null,
    reviewed_at text not null, grade text not null, stability real not null, difficulty real not null,
    interval_raw real not null, interval_days integer not null, due_date text not null
) strict;
"""


def collection(folder: Path, hashes: list[str], more: str = "") -> Path:
    """Write a collection with an answer to each card that has one of the hashes."""
    (folder / "a.md").write_text(
        "Q: What is sap?\nA: A juice\n\nC: An [oak] has \\[see\\] ![x](y.png) [acorns].\n", "utf-8"
    )
    with closing(sqlite3.connect(folder / "hashcards.db")) as file:
        file.executescript(SCHEMA + more)
        for number, name in enumerate(hashes, 1):
            row = (number, 1, name, f"2025-03-0{number}T08:00:00.000", "good", 3, 5, 3, 3)
            marks = ",".join("?" * 10)
            file.execute(f"insert into reviews values ({marks})", (*row, f"2025-03-1{number}"))
        file.commit()
    return folder


def test_every_answer_comes_along_with_the_day_it_promised(tmp_path: Path) -> None:
    clean = b"An oak has [see] ![x](y.png) acorns."
    hashes = [
        blake3(b"Basic" + b"What is sap?" + b"A juice"),
        blake3(b"Cloze" + clean + struct.pack("<QQ", 3, 5)),
        blake3(b"Cloze" + clean + struct.pack("<QQ", 29, 34)),
        "gone",
    ]
    zone = timezone(timedelta(hours=2))
    options = ReadOptions(zone=zone)
    found = read(Source(collection(tmp_path, hashes)), options, int)
    events = [event for note in found.decks[0].notes for event in note.events]
    assert [(event.card, event.at.day, event.due.day) for event in events] == [
        ("", 1, 11),
        (":oak", 2, 12),
        (":acorns", 3, 13),
    ]
    assert events[0].at == datetime(2025, 3, 1, 8, tzinfo=zone)
    assert events[0].rating is Rating.GOOD
    assert ("answers to cards that are gone", "1 of hashcards.db") in lost(found)
    again = read(Source(tmp_path), options, int)
    assert [e.id for note in again.decks[0].notes for e in note.events] == [e.id for e in events]
    without = read(Source(tmp_path), options._replace(history=False), int)
    assert not any(note.events for note in without.decks[0].notes)


@pytest.mark.parametrize("more", ["create view v as select 1;", "drop table reviews;"])
def test_a_history_that_does_more_or_less_is_told_and_the_cards_are_read(
    tmp_path: Path, more: str
) -> None:
    found = read(Source(collection(tmp_path, [], more)), ReadOptions(), int)
    assert len(entries(found)) == 2
    assert ("a history that cannot be read", "hashcards.db") in lost(found)


def test_a_history_of_noise_is_told(tmp_path: Path) -> None:
    collection(tmp_path, [])
    (tmp_path / "hashcards.db").write_bytes(b"noise" * 99)
    found = read(Source(tmp_path), ReadOptions(), int)
    assert ("a history that cannot be read", "hashcards.db") in lost(found)
