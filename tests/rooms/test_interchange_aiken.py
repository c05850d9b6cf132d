"""Aiken: questions with options and the letter of the right one, read and written."""

import io

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
from quizkit.interchange.teaching.aiken import likely, read


def of(text: str) -> Import:
    return read(Source(name="Trees.txt", data=text.encode()), ReadOptions(), int)


def entries(text: str) -> list[dict[str, object]]:
    return [dict(note.entry) for deck in of(text).decks for note in deck.notes]


def out(cards: str) -> tuple[str, list[str]]:
    deck = read_deck(f"title: Trees\nid: trees\ncards:\n{cards}")
    to = io.BytesIO()
    losses = FORMATS["aiken"].write([Outgoing(deck=deck)], to, WriteOptions(), int)
    return to.getvalue().decode(), [loss.what for loss in losses]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Which?\nA. oak\nB. ash\nANSWER: B\n",
         {"question": "Which?", "answer": "ash", "distractors": ["oak"]}),
        ("Which?\nA)oak\nB)ash\nANSWER:A",
         {"question": "Which?", "answer": "oak", "distractors": ["ash"]}),
        ("Which\nof them?\n\na) oak\n  or so\nb) ash\n\nAnswer: b)",
         {"question": "Which\nof them?", "answer": "ash", "distractors": ["oak\nor so"]}),
        ("Which?\nA. oak\nB. ash\nC. elm\nANSWER: A, C",
         {"question": "Which?", "answers": ["oak", "elm"], "distractors": ["ash"]}),
        ("Which?\nA. oak\nB. ash\nANSWER: B\nFEEDBACK: It is.\n\n",
         {"question": "Which?", "answer": "ash", "distractors": ["oak"], "explanation": "It is."}),
        ("It grows.\nA. True\nB. False\nANSWER: A", {"statement": "It grows.", "answer": "true"}),
        ("Is a &lt;b> new?\nA. x\nB. y\nANSWER: A",
         {"question": "Is a <b> new?", "answer": "x", "distractors": ["y"]}),
    ],
)  # fmt: skip
def test_a_question_becomes_the_entry_that_an_author_writes(
    text: str, expected: dict[str, object]
) -> None:
    assert entries(text) == [expected]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Which?\nA. a\nB. b\n", "a question without `ANSWER:`"),
        ("Only words", "a text without options"),
        ("Which?\nA. a\nB. b\nANSWER: D", "an answer that is no option"),
    ],
)
def test_what_is_not_whole_is_named_with_its_line(text: str, what: str) -> None:
    found = of(f"Good?\nA. yes\nB. no\nANSWER: A\n\n{text}")
    assert [(loss.what, loss.place) for loss in found.losses] == [(what, "line 6")]
    assert len(found.decks[0].notes) == 1


def test_a_question_that_is_not_whole_spoils_no_other() -> None:
    text = "One?\nA. a\nB. b\n\nTwo?\nA. c\nB. d\nANSWER: A\n\nThree?\nA. e\nB. f\nANSWER: B\n"
    assert [each["answer"] for each in entries(text)] == ["c", "f"]
    text = "A) Without a question\n\nANSWER: A) none\n\nTwo?\nA) c\n\nB) d\nANSWER: A\n"
    assert [each["question"] for each in entries(text)] == ["Two?"]


def test_aiken_is_known_by_what_it_holds() -> None:
    def score(text: str, name: str = "x.txt") -> int:
        return likely(Source(name=name, data=text.encode()))

    assert score("Which?\nA. a\nB. b\nANSWER: B\n") == 95
    assert score("Which?\na) a\nb) b\nAnswer: b\n") == 75
    assert score("Which?\nA. a\nB. b\nANSWER: B\n", "x.md") == 0
    assert score("front,back\n") == 0
    assert of("\n").decks == ()


def test_what_is_written_comes_back_and_the_rest_is_told() -> None:
    cards = (
        "  - {id: a, question: 'Is a <b> &amp; c?', answer: 'A. x', distractors: [y, z]}\n"
        "  - {id: b, statement: It grows., answer: false}\n"
        "  - {id: c, question: Why?, answer: because}\n"
        "  - {id: d, question: 'A. or B.?', answer: x, distractors: [y]}\n"
        "  - {id: e, question: 'a\n\n      b?', answer: x, distractors: {y: no}, explanation: so, hints: [h]}\n"
    )
    text, losses = out(cards)
    assert losses == [
        "a card that is no question with one right option",
        "a question that looks like an option",
        "line breaks",
        "hints",
        "an explanation",
        "feedback to options",
    ]
    (deck,) = of(text).decks
    again = read_deck(deck_text(deck, "trees").text)
    assert [(note.prompt, note.rights) for note in again.notes][:2] == [
        (note.prompt, note.rights)
        for note in read_deck(f"title: Trees\nid: trees\ncards:\n{cards}").notes
    ][:2]
