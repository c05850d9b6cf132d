"""The page on Markdown: each row of its tables, and what it says of its deck, is so."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from quizkit.cli import cli
from quizkit.cli.page import Page
from quizkit.formats.deck_yaml import parse_deck
from quizkit.lint import check_deck
from quizkit.markup import blocks
from quizkit.markup.maths import stays_source, unicode
from quizkit.markup.terminal import lines
from tests.places import DOCS

TEXT = (DOCS / "markdown.md").read_text("utf-8")
MARKS, MATHS = TEXT.split("\n## Maths\n")


def blocks_of(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", TEXT, re.M | re.S)


def rows(text: str) -> Iterator[tuple[str, str]]:
    """Yield the rows of tables of what is written beside what is shown."""
    for written, shown in re.findall(r"^\| (`.+`) \| (.+) \|$", text, re.M):
        yield uncoded(written), uncoded(shown) if shown.startswith("`") else shown


def uncoded(text: str) -> str:
    """Return what stands between backquotes, in a cell of a table."""
    text = text.replace(r"\|", "|")
    return text[3:-3] if text.startswith("`` ") else text[1:-1]


@pytest.mark.parametrize(("written", "shown"), [*rows(MARKS)])
def test_marks_are_shown_as_the_page_says(written: str, shown: str) -> None:
    assert lines(blocks(written), Page(70, colour=False)) == [shown]


@pytest.mark.parametrize(("written", "shown"), [*rows(MATHS)])
def test_formulas_are_shown_as_the_page_says(written: str, shown: str) -> None:
    assert unicode(written) == shown
    assert stays_source(written) == ()


def test_what_stays_as_its_source_is_said() -> None:
    (said,) = re.findall(r"tells which part.*?\n\n", TEXT, re.S)
    named = re.findall(r"`(\\[^`]+)`", said)
    assert len(named) == 3
    assert all(map(stays_source, named))


def test_its_decks_are_in_good_order() -> None:
    for deck in blocks_of("yaml"):
        assert [str(one) for one in check_deck(parse_deck(deck)) if one.code != "Q125"] == []


def test_its_deck_is_shown_as_the_page_says(tmp_path: Path) -> None:
    deck = tmp_path / "deck.yaml"
    deck.write_text(blocks_of("yaml")[0], "utf-8")
    done = CliRunner().invoke(cli, ["show", str(deck)])
    (shown,) = blocks_of("text")
    assert shown in done.output


@pytest.mark.parametrize(
    ("cloze", "answers", "shown"),
    [
        (r"${{n!}} = n \cdot (n-1)!$", ["n!"], "{{}} = n · (n − 1)!"),
        ("$x^{ {{2}} }$", ["2"], "x^{{}}"),
        ("{{ {漢字|かんじ}|漢語 }}です", ["漢字", "漢語"], "{{}}です"),
    ],
)
def test_blanks_are_read_as_the_page_says(cloze: str, answers: list[str], shown: str) -> None:
    assert cloze.strip("$").removesuffix("です") in TEXT.replace("$", "")
    deck = f"title: T\nmarkup: markdown\ncards:\n  - cloze: '{cloze}'\n"
    (card,) = parse_deck(deck).good_deck.cards
    assert [*card.task.rights[0].variants] == answers
    assert card.note.prompt == shown
