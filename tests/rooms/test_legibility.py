"""What is written on a terminal can be read, on black and on white and in the themes that people use."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from quizkit.cli.page import GREEN, RED, Page
from quizkit.markup import blocks
from quizkit.markup.terminal import lines
from quizkit.session import Command
from tests.fruit import DECK, linear
from tests.palettes import PALETTES, Palette, by_number, contrast
from tests.places import ROOT
from tests.screens import drawn, every_feedback, every_kind

NAMES = {"31": "red", "32": "green", "33": "yellow", "36": "cyan"}
SIGNS = {"✓", "≈", "✗"}
READABLE, SEEN = 4.5, 3.0  # WCAG 2.2: contrast of text (1.4.3), and of what is no text (1.4.11)


class Written(NamedTuple):
    """A run of characters as a terminal is sent it: its words, its colour, and whether it is dim."""

    text: str
    colour: str
    dim: bool


def written(screen: str) -> Iterator[Written]:
    """Yield what is written on a screen, run by run."""
    colour, dim = "", False
    for piece in re.split(r"(\x1b\[[\d;]*m)", screen):
        if code := re.fullmatch(r"\x1b\[([\d;]*)m", piece):
            match code[1].split(";"):
                case ["" | "0"]:
                    colour, dim = "", False
                case ["1"]:
                    pass  # bold, which no theme has in less contrast than plain words
                case ["2"]:
                    dim = True
                case [*looks] if set(looks) <= {"1", "3", "4", "9"}:
                    pass  # italic, underlined and struck words have no colour of their own
                case ["38", "5", number]:
                    colour = by_number(int(number))
                case [number]:
                    colour = NAMES[number]
        elif piece.strip():
            yield Written(piece, colour, dim)


def colour_of(run: Written, palette: Palette) -> str:
    """The colour that a run has in a palette; dim is half way to the page, as xterm.js draws it."""
    colour = palette.named.get(run.colour, run.colour) or palette.plain
    if not run.dim:
        return colour
    pairs = [(int(c[i : i + 2], 16) for c in (colour, palette.page)) for i in (1, 3, 5)]
    return "#" + "".join(f"{sum(pair) // 2:02x}" for pair in pairs)


@pytest.fixture(scope="module")
def everything() -> set[Written]:
    """All that is written on the screens of every kind, with hints, notices and overruled answers."""
    screens: list[str] = []
    for it in every_kind():
        screens += drawn(it, "?x", told="A notice.")
        screens += drawn(it.do(*[Command.HINT] * len(it.asking.card.note.hints)))
    for it in every_feedback():
        screens += drawn(it, "w")
        if not it.judged.self_rated:
            screens += drawn(it.do(Command.OVERRULE))
        screens += drawn(it.do(Command.LEAVE))
    return {run for screen in screens for run in written(screen)}


@pytest.mark.parametrize("name", PALETTES)
def test_all_words_are_read_as_well_as_what_the_terminal_itself_writes(
    name: str, everything: set[Written]
) -> None:
    palette = PALETTES[name]
    wanted = min(READABLE, contrast(palette.plain, palette.page))  # Solarized is paler by itself
    for run in everything:
        if not (run.text in SIGNS or set(run.text) <= set("─ \n")):
            assert contrast(colour_of(run, palette), palette.page) >= wanted, run


@pytest.mark.parametrize("name", PALETTES)
def test_signs_are_seen_in_every_theme_and_stand_out_from_black_and_white(
    name: str, everything: set[Written]
) -> None:
    palette, signs = PALETTES[name], {run for run in everything if run.text.strip() in SIGNS}
    wanted = READABLE if palette.page in ("#000000", "#ffffff") else SEEN
    assert {run.colour for run in signs} == {by_number(GREEN), by_number(RED)}
    for run in signs:
        assert contrast(colour_of(run, palette), palette.page) >= wanted, run


def test_only_signs_are_coloured_and_only_lines_are_dim(everything: set[Written]) -> None:
    assert {run.text.strip() for run in everything if run.colour} == SIGNS
    assert {char for run in everything if run.dim for char in run.text} == {"─"}


@pytest.mark.parametrize("colour", ["green", "yellow"])
def test_what_was_written_in_colour_could_not_be_read_on_white(colour: str) -> None:
    run = Written("buried until tomorrow", colour, dim=False)
    for name in ("xterm on white", "VS Code light", "Solarized light"):
        assert contrast(colour_of(run, PALETTES[name]), PALETTES[name].page) < 4


def test_code_is_read_on_the_ground_that_it_brings_along() -> None:
    page = Page(80, colour=True, weight=True)
    [code] = lines(blocks("`x`"), page)
    letters, ground = re.fullmatch(r"\x1b\[38;5;(\d+);48;5;(\d+)mx\x1b\[0m", code).groups()  # type: ignore[union-attr]
    assert contrast(by_number(int(letters)), by_number(int(ground))) >= 7
    [bare] = lines(blocks("`x`"), Page(80, colour=False, weight=True))
    assert bare == "\x1b[7mx\x1b[0m"  # in reverse, which has the contrast of all words


def test_marks_have_no_colour_and_only_signs_and_labels_are_dim() -> None:
    text = "# a **b** *c* ~~d~~ [e](f)\n\n- g\n\n> h\n\n|i|\n|-|\n|j|\n\n---\n\n```python\nk\n```"
    for run in written("\n".join(lines(blocks(text), Page(80, colour=True, weight=True)))):
        assert not run.colour
        assert not run.dim or set(run.text) == {"─"} or run.text == "python"


def test_without_colour_bold_is_kept() -> None:
    page = Page(80, colour=False, weight=True)
    assert page.bold("answer") == "\x1b[1manswer\x1b[0m"
    assert page.sign("✓", GREEN) == "\x1b[1m✓\x1b[0m"
    bare = Page(80, colour=False)
    assert [bare.bold("answer"), bare.sign("✓", GREEN), bare.rule()] == ["answer", "✓", "─" * 80]


@pytest.mark.parametrize("command", [["stats"], ["show", "fruit.yaml"], ["check", "fruit.yaml"]])
def test_other_commands_colour_no_words_either(tmp_path: Path, command: list[str]) -> None:
    deck = tmp_path / "fruit.yaml"
    deck.write_text(DECK, "utf-8")
    linear(deck, "cherry\nlime\n")
    words = [sys.executable, "-m", "quizkit", *command, "--color", "always"]
    there = {**os.environ, "QUIZKIT_PROGRESS": str(tmp_path / "progress.db"), "PYTHONUTF8": "1"}
    done = subprocess.run(words, cwd=tmp_path, env=there, capture_output=True, check=False)
    for run in written(done.stdout.decode()):
        assert run.colour in ("", by_number(GREEN), by_number(RED))
        assert not (run.colour and any(map(str.isalnum, run.text)))
        assert not run.dim or set(run.text) == {"─"}


def test_no_command_names_a_colour_that_a_theme_may_have_pale() -> None:
    for path in (ROOT / "quizkit" / "cli").rglob("*.py"):
        said = path.read_text("utf-8")
        assert not re.search(r"""(fg|bg)=["']|dim=True(?!\) if)|\\x1b\[3\d""", said), path
