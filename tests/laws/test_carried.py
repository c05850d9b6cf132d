"""A law of what goes out: each format brings back what a note has, or names it as lost."""

import io
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from quizkit.formats.deck_yaml import parse_deck
from quizkit.interchange import FORMATS, Outgoing, ReadOptions, Source, WriteOptions, deck_text
from quizkit.interchange.carried import FEATURES, features_of, lost_in
from quizkit.model import Deck

NOTES: Mapping[str, Mapping[str, Any]] = {
    "typed": {"question": "Which metal?", "answer": "iron"},
    "number": {"question": "How many?", "answer": "12"},
    "choice": {"question": "Which metal?", "answer": "iron", "distractors": ["wood", "clay"]},
    "several": {"question": "Which?", "answers": ["iron", "gold"], "distractors": ["wood", "clay"]},
    "list": {"question": "Which metals?", "answers": ["iron", "gold", "tin"]},
    "truth": {"statement": "Iron is a metal.", "answer": "true"},
    "order": {"question": "Sort by weight.", "order": ["tin", "iron", "gold"]},
    "pairs": {"question": "Match.", "pairs": {"Fe": "iron", "Au": "gold"}},
    "cloze": {"cloze": "{{c1::Iron}} is a {{c2::metal}}."},
    "free": {
        "question": "Why does it rust?",
        "answer": "Water turns it into oxide",
        "type": "free",
    },
}
ALL = "typed choice several list truth order pairs cloze free"
MORE: list[tuple[str, dict[str, Any]]] = [
    (
        ALL,
        {
            "hints": ["grey", "heavy"],
            "explanation": "It is known for long.",
            "tags": ["ores", "met"],
        }
        | {"source": "book#2", "lint": {"ignore": ["weak-distractor"]}, "speak": "question"}
        | {
            "image": "p.png",
            "answer_image": {"q.png": "a lump"},
            "audio": "s.mp3",
            "language": "pt",
        },
    ),
    ("typed choice list cloze", {"case": "strict", "accents": "strict", "slips": "none"}),
    ("typed", {"examples": {"wrong": ["wood"]}}),
    ("typed choice", {"accept": ["ferrum"]}),
    ("typed choice list", {"reject": {"steel": "an alloy"}}),
    ("list", {"require": "2"}),
    ("list several", {"answers": [["iron", "ferrum"], "gold"]}),
    ("choice several pairs", {"distractors": {"wood": "it grows", "clay": "it is earth"}}),
    ("typed choice", {"type": "exact"}),
    ("number", {"tolerance": "1"}),
    ("number", {"answer": "12 km", "tolerance": "5 %", "unit_required": "true"}),
    ("number", {"answer": None, "min": "3", "max": "5"}),
    ("number", {"answer": None, "min": "3 km", "max": "5 km"}),
    ("typed choice", {"reverse": "true"}),
    ("typed", {"reverse": "What is Fe?"}),
    ("cloze", {"cloze": "{{c1::Iron|Ferrum::Fe}} is a {{c1::metal}} of {{c2::old}}."}),
]
RANGE, OFF = "a range of numbers", "how far off a number may be"
SAME = {OFF: RANGE, RANGE: OFF}
"""What may come back as another feature that says the same."""


def decks() -> Iterator[Deck]:
    """Yield decks of one note: each kind with each feature."""
    for kinds, more in MORE:
        for kind in kinds.split():
            entry = {key: value for key, value in {**NOTES[kind], **more}.items() if value}
            head = {"title": "T", "id": "t", "sources": {"book": {"title": "A book"}}}
            text = yaml.safe_dump({**head, "cards": [{"id": "n", **entry}]}, allow_unicode=True)
            reading = parse_deck(text, deck_id="t")
            assert not reading.problems, (kind, more)
            yield reading.good_deck


DECKS = list(decks())


def test_every_feature_is_tried_and_has_a_row() -> None:
    tried = {what for deck in DECKS for what, _ in features_of(deck.notes[0], deck)}
    assert tried | {"`dayfirst` of the deck", "the other columns of a table of words"} == FEATURES


@pytest.mark.parametrize("name", [each.name for each in FORMATS.values() if each.writes])
def test_what_a_note_has_comes_back_or_is_named(name: str, tmp_path: Path) -> None:
    pytest.importorskip("nh3", reason="the extra `anki`")
    if name == "xlsx":
        pytest.importorskip("openpyxl", reason="the extra `convert`")
    for file in ("p.png", "q.png", "s.mp3"):
        (tmp_path / file).write_bytes(file.encode())
    for deck in DECKS:
        to = io.BytesIO()
        outgoing = [Outgoing(deck=deck, folder=tmp_path)]
        losses = FORMATS[name].write(outgoing, to, WriteOptions(), int)
        told = [loss.what for loss in losses]
        wanted = dict(features_of(deck.notes[0], deck))
        left = {what for what in wanted if what not in told}
        features = [what for what in told if what in FEATURES]
        assert len(features) == len({*features})
        if not left or any(what.startswith("a card that is no") for what in told):
            continue
        if name == "canvas" and "things to put in order" in told:
            continue
        text, back = came_back(name, to.getvalue(), tmp_path)
        for what in left:
            values = back.get(what) or back.get(SAME.get(what, ""))
            assert values or all(each in text for each in texts_in(wanted[what])), (what, text)
            assert not values or what not in lost_in(name)


def came_back(name: str, data: bytes, folder: Path) -> tuple[str, dict[str, object]]:
    """Return the deck that is read of what was written, as text, and what its notes have."""
    row = FORMATS["qti" if name == "canvas" else name]
    path = folder / f"back{FORMATS[name].endings[0]}"
    path.write_bytes(data)
    found = row.read(Source(path), ReadOptions(), int)
    if not found.decks:
        return "", {}
    text = deck_text(found.decks[0], "t").text
    deck = parse_deck(text.replace("media://", ""), deck_id="t").good_deck
    return text, {what: value for note in deck.notes for what, value in features_of(note, deck)}


def texts_in(value: object) -> Iterator[str]:
    """Yield the texts that a value of a feature holds; one that is none never comes back as text."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from (text for pair in value.items() for text in pair)
    elif isinstance(value, tuple):
        for each in value:
            yield from texts_in(each)
    else:
        yield "\0"
