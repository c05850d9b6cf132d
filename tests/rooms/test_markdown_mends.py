"""Mends of notes in Markdown: words are written so that they say themselves, and never over marks."""

from functools import partial

import pytest

from quizkit.authoring.changes import Put, Set, UnwrittenError, edits_of
from quizkit.authoring.in_markdown import in_markdown
from quizkit.authoring.nodes import entries_of
from quizkit.authoring.outline import spliced
from quizkit.formats.deck_yaml import Reading, parse_deck
from quizkit.lint import check_deck
from quizkit.lint.mending import mended

HEAD = "title: T\nmarkup: markdown\ncards:\n"


def fixed(entry: str, **texts: str) -> str:
    reading = parse_deck(HEAD + entry)
    assert not reading.problems
    check = partial(check_deck, select=("Q2", "Q211"), texts=texts)
    after = mended(reading, check).reading
    assert isinstance(after, Reading)
    return after.text.removeprefix(HEAD)


def test_a_key_that_holds_no_text_is_mended_beside_marks() -> None:
    entry = "  - question: Who *wrote* Pride and Prejudice?\n    answer: '**Jane Austen**'\n"
    assert fixed(entry) == f"{entry}    type: person\n"


def test_a_piece_of_a_text_is_mended_within_its_marks() -> None:
    for answer in ("'*Orl{}ans*'", "Orl{}ans"):
        entry = f"  - question: Which city did she save?\n    answer: {answer}\n"
        assert fixed(entry.format("e\u0301")) == entry.format("é")


def written(entry: str, change: Put | Set) -> str:
    text = f"{HEAD}  - {entry}\n"
    [(start, node)] = entries_of(text).items()
    made = in_markdown(node, change._replace(entry=start))
    return spliced(text, edits_of(text, node, made)).removeprefix(HEAD)


def test_words_are_written_as_markdown_that_says_them() -> None:
    entry = "{question: Q, answer: A}"
    assert r"accept: ['\*b\*']" in written(entry, Put(0, ("accept",), "*b*"))
    assert r"explanation: '\- b'" in written(entry, Set(0, ("explanation",), "- b"))
    assert "answer: 2*3" in written(entry, Set(0, ("answer",), "2*3"))
    assert "{'**b**': \"\"}" not in written(entry, Put(0, ("reject",), "**b**", "No."))


def test_marks_are_not_written_over() -> None:
    with pytest.raises(UnwrittenError, match="marks"):
        written("{question: Q, answer: '*A*'}", Set(0, ("answer",), "B"))
    assert "'*A*'" in written("{question: Q, answer: B, accept: '*A*'}", Put(0, ("accept",), "C"))


def test_a_key_that_is_no_text_is_written_as_it_is() -> None:
    assert 'tags: ["*b*"]' in written("{question: Q, answer: A}", Put(0, ("tags",), "*b*"))
