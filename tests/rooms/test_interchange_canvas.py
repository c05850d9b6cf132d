"""QTI 1.2 for Canvas: what is written comes back by its structure."""

import io
from pathlib import Path

from quizkit.formats import parse_deck
from quizkit.interchange import FORMATS, Outgoing, ReadOptions, Source, WriteOptions
from quizkit.interchange.teaching.qti import read

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
    assert FORMATS["canvas"].write([Outgoing(deck=deck)], to, WriteOptions(), int) == []
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
    losses = FORMATS["canvas"].write([Outgoing(deck=deck)], io.BytesIO(), WriteOptions(), int)
    assert [loss.what for loss in losses] == ["things to put in order", "tags"]


def _back(text: str) -> tuple[list[str], dict[str, dict[str, object]]]:
    deck = parse_deck(text).deck
    assert deck is not None
    to = io.BytesIO()
    losses = FORMATS["canvas"].write([Outgoing(deck=deck)], to, WriteOptions(), int)
    found = read(Source(name="back.zip", data=to.getvalue()), ReadOptions(), int)
    assert found.losses == ()
    notes = {note.source_id: dict(note.entry) for note in found.decks[0].notes}
    return [loss.what for loss in losses], notes


def test_an_answer_that_nobody_judges_goes_to_canvas_with_its_explanation_below() -> None:
    lost, notes = _back("""\
title: T
cards:
  - {id: free, question: Why?, answer: It is short., type: free}
  - {id: more, question: How?, answer: By hand., type: free, explanation: It was slow.}
  - {id: list, question: Which?, answers: [elm, oak]}
""")
    assert lost == ["an explanation", "a list of answers in any order"]
    assert notes == {
        "free": {"question": "Why?", "answer": "It is short.", "type": "free"},
        "more": {"question": "How?", "answer": "By hand.\n\nIt was slow.", "type": "free"},
        "list": {"question": "Which?", "answer": "- elm\n- oak", "type": "free"},
    }


def test_numbers_go_to_canvas_with_how_far_off_they_may_be() -> None:
    lost, notes = _back("""\
title: T
cards:
  - {id: near, question: How much?, answer: "3.14", tolerance: "0.01"}
  - {id: ends, question: How many?, min: "5", max: "7"}
  - {id: unit, question: How heavy?, answer: 58 g, tolerance: "2"}
""")
    assert lost == ["how far off a number may be"]
    near = {"question": "How much?", "answer": "3.14", "type": "number", "tolerance": "0.01"}
    assert notes["near"] == near
    assert notes["ends"] == {"question": "How many?", "min": "5", "max": "7", "type": "number"}
    assert notes["unit"] == {"question": "How heavy?", "answer": "58 g"}


def test_a_text_with_one_gap_comes_back_from_canvas_as_that() -> None:
    lost, notes = _back('title: T\ncards: [{id: a, cloze: "Begun in {{1859::a year}}."}]\n')
    assert (lost, notes) == (["the hint of a gap"], {"a": {"cloze": "Begun in {{1859}}."}})


def test_gaps_within_marked_text_are_found() -> None:
    item = """<item ident="a"><presentation><material><mattext texttype="text/html">
&lt;p&gt;The &lt;b&gt;canal&lt;/b&gt; was begun in [year_1] and is [x] long.&lt;/p&gt;</mattext></material>
<response_lid ident="r1"><material><mattext>year_1</mattext></material><render_choice>
<response_label ident="1"><material><mattext>1859</mattext></material></response_label>
<response_label ident="2"><material><mattext>1869</mattext></material></response_label>
</render_choice></response_lid></presentation><resprocessing><respcondition><conditionvar>
<varequal respident="r1">1</varequal></conditionvar><setvar>100</setvar></respcondition>
</resprocessing></item>"""
    data = f"<questestinterop>{item}</questestinterop>".encode()
    found = read(Source(name="a.xml", data=data), ReadOptions(), int)
    assert [dict(note.entry) for note in found.decks[0].notes] == [
        {"cloze": "The **canal** was begun in {{1859::1859 / 1869}} and is [x] long."}
    ]


def test_pictures_and_sounds_go_to_canvas_and_come_back(tmp_path: Path) -> None:
    for name in ("a b.png", "c.png", "d.png", "gong.mp3"):
        (tmp_path / name).write_bytes(name.encode())
    text = (
        "title: T\nmarkup: markdown\ncards:\n  - question: Which is ![it](<a b.png>)?\n    answer: x\n"
        "    distractors: [y]\n    image: c.png\n    answer_image: d.png\n    audio: gong.mp3\n"
    )
    deck = parse_deck(text).deck
    assert deck
    to = io.BytesIO()
    losses = FORMATS["canvas"].write(
        [Outgoing(deck=deck, folder=tmp_path)], to, WriteOptions(), int
    )
    found = FORMATS["qti"].read(Source(name="t.zip", data=to.getvalue()), ReadOptions(), int)
    (note,) = found.decks[0].notes
    assert (losses, found.losses) == ([], ())
    assert dict(note.entry) == {
        "question": "Which is ![it](<media://a b.png>)?\n\n![](<media://c.png>)",
        "answer": "x",
        "distractors": ["y"],
        "explanation": "![](<media://d.png>)",
        "audio": ["media://gong.mp3"],
    }
    assert {name: get() for name, get in found.media.items()} == {
        name: name.encode() for name in ("a b.png", "c.png", "d.png", "gong.mp3")
    }
