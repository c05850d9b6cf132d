"""What is wrong with a plain deck is told of it in Markdown as well, at the same places."""

from pathlib import Path

import pytest

from quizkit.formats.deck_yaml import Reading, parse_deck
from tests.places import GOLDEN

DECKS = {
    path.stem: text
    for path in sorted((GOLDEN / "bad_decks").glob("*.yaml"))
    for text in [path.read_bytes().decode("utf-8", "replace")]
    if text.startswith("title: ") and "markup" not in text
}


def told(reading: Reading, below: int) -> list[tuple[str, str, int, int]]:
    """Return the problems of a deck that has some lines more below its first one."""
    places = [(one, one.location) for one in reading.problems]
    return [
        (one.code, at.file, at.line - below * (at.line > 1 and at.file == reading.file), at.column)
        for one, at in places
    ]


@pytest.mark.parametrize("name", DECKS)
def test_a_bad_deck_in_markdown_is_told_as_a_plain_one(name: str) -> None:
    text, folder = DECKS[name], GOLDEN / "bad_decks"
    plain = parse_deck(text, folder=folder)
    head, _, rest = text.partition("\n")
    marked = parse_deck(f"{head}\nmarkup: markdown\n{rest}", folder=folder)
    assert told(marked, 1) == told(plain, 0)


MARKED = """\
title: T
markup: markdown
cards:
  - question: "**Q** `one`?"
    answer: "*A*"
    accept: ["**A**"]
  - question: R
    answer: "`b`"
    reject: {"*c*": no, "**b**": no}
    hints: ["", "*x*"]
  - question: S
    answers: ["*d*", ["$e$", "`d`"]]
  - question: T
    pairs: {"*f*": g, "`h`": [i]}
  - question: "*Q* one?"
    answer: A
  - cloze: "**{{j** }} {{}}"
    explanation: ["a *b*"]
  - question: U
    order: ["`k`", "*k*"]
  - statement: "*V*"
    answer: maybe
"""
_PLACES = [
    ("accepted-twice", '"**A**"]'),
    ("rejected-and-right", '"**b**"'),
    ("empty-text", '""'),
    ("duplicate-option", '"`d`"'),
    ("wrong-shape", "[i]"),
    ("duplicate-prompt", '"*Q* one?"'),
    ("cloze", "{{}}"),
    ("wrong-shape", '["a *b*"]'),
    ("duplicate-option", '"*k*"'),
    ("not-true-or-false", "maybe"),
]


def test_what_is_wrong_with_texts_stands_where_they_are_written() -> None:
    reading = parse_deck(MARKED)
    found = [
        (one.code.value, reading.line(one.location.line)[one.location.column - 1 :])
        for one in reading.problems
    ]
    for code, written in _PLACES:
        assert any(one == code and rest.startswith(written) for one, rest in found), (code, found)
    assert len(found) == len(_PLACES)


def test_no_mend_of_a_problem_changes_marks(tmp_path: Path) -> None:
    for one in parse_deck(MARKED).problems:
        for edit in one.edits:
            line = MARKED.splitlines()[edit.start.line - 1]
            assert "*" not in line[edit.start.column - 1 : edit.end.column - 1]
