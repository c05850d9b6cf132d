"""QTI 1.2 for Canvas: what is written comes back by its structure."""

import io

from quizkit.formats import parse_deck
from quizkit.interchange import Outgoing, ReadOptions, Source, WriteOptions
from quizkit.interchange.canvas_out import write
from quizkit.interchange.qti import read

DECK = """\
title: Canals
cards:
  - {id: typed, question: How long is it?, answer: 164 km, accept: [102 miles], explanation: It is that from end to end.}
  - {id: one, question: Who built it?, answer: Lesseps, distractors: [Brunel, Eiffel]}
  - {id: two, question: Which seas?, answers: [Red Sea, Mediterranean], distractors: [Black Sea, Aral Sea]}
  - {id: said, statement: It has locks., answer: "false"}
  - {id: gaps, cloze: "Begun in {{1859|in 1859}}, opened in {{1869}}."}
  - {id: pairs, question: Which end?, pairs: {Port Said: north, Suez: south}, distractors: [west]}
"""


def test_a_quiz_for_canvas_comes_back_as_it_was() -> None:
    deck = parse_deck(DECK).deck
    assert deck is not None
    to = io.BytesIO()
    assert write([Outgoing(deck=deck)], to, WriteOptions(), int) == []
    found = read(Source(name="canals.zip", data=to.getvalue()), ReadOptions(), int)
    assert found.losses == ()
    notes = {note.source_id: dict(note.entry) for note in found.decks[0].notes}
    assert notes == {
        "typed": {
            "question": "How long is it?",
            "answer": "164 km",
            "accept": ["102 miles"],
            "explanation": "It is that from end to end.",
        },
        "one": {
            "question": "Who built it?",
            "answer": "Lesseps",
            "distractors": ["Brunel", "Eiffel"],
        },
        "two": {
            "question": "Which seas?",
            "answers": ["Red Sea", "Mediterranean"],
            "distractors": ["Black Sea", "Aral Sea"],
        },
        "said": {"statement": "It has locks.", "answer": "false"},
        "gaps": {"cloze": "Begun in {{1859|in 1859}}, opened in {{1869}}."},
        "pairs": {
            "question": "Which end?",
            "pairs": {"Port Said": "north", "Suez": "south"},
            "distractors": ["west"],
        },
    }


def test_what_canvas_cannot_take_is_told() -> None:
    text = "title: T\ncards:\n  - {question: Order?, order: [a, b]}\n  - {question: Which?, answer: x, tags: [t]}\n"
    deck = parse_deck(text).deck
    assert deck is not None
    losses = write([Outgoing(deck=deck)], io.BytesIO(), WriteOptions(), int)
    assert [loss.what for loss in losses] == ["things to put in order", "`tags`"]
