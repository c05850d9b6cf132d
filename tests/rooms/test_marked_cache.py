"""Decks in Markdown kept in the user's cache folder: as they were read, and without a parser."""

import marshal
from pathlib import Path

import pytest

from quizkit import read_deck
from quizkit.model import WordNote
from quizkit.model.packed import packed, unpacked
from tests.fresh_python import modules_after

DECK = """\
title: T
id: t
markup: markdown
cards:
  - {question: '**P** ![](a.png)', answer: $x^2$, image: {b.png: c}, audio: d.mp3, speak: answer}
  - {cloze: '`f({{x}})` is {{**so**::*h*}}'}
  - {question: Q, answer: A}
  - {question: '*Q*', answer: B, markup: plain, answer_image: [e.png]}
words:
  columns: [a, b]
  rows: [['*x*', '`a;b`; c'], [y, z]]
"""


def test_what_is_kept_of_a_markdown_deck_is_the_deck() -> None:
    deck = read_deck(DECK)
    kept = unpacked(marshal.loads(marshal.dumps(packed(deck))))
    assert kept == deck
    assert [repr(note) for note in kept.notes] == [repr(note) for note in deck.notes]
    row = kept.notes[4]
    assert isinstance(row, WordNote)
    assert row.glosses(1) == ("a;b", "c")


def test_of_a_plain_deck_nothing_more_is_kept() -> None:
    plain = read_deck("title: T\ncards: [{question: Q, answer: A}, {cloze: 'a {{b}}'}]\n")
    notes = [group for group in packed(plain) if group[0] not in ("tuple", "dict")]
    fields = {field for _, _, columns, links in notes for field in (*columns, *links)}
    assert fields.isdisjoint(("marks", "media", "template", "parted"))


@pytest.mark.parametrize("command", ["due", "stats"])
def test_a_deck_that_was_read_before_is_told_of_without_a_parser(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    deck = tmp_path / "t.yaml"
    deck.write_text(DECK, "utf-8")
    code = (
        "from quizkit.cli import main\n"
        f"try: main([{command!r}, {str(deck)!r}, '--progress', {str(tmp_path / 'p.db')!r}])\n"
        "except SystemExit: pass"
    )
    assert "markdown_it" in modules_after(code)
    again = modules_after(code)
    assert not {"yaml", "markdown_it", "pylatexenc"} & again
    assert not {name for name in again if name.startswith("quizkit.markup")} - {
        "quizkit.markup",
        "quizkit.markup.plain",
    }
