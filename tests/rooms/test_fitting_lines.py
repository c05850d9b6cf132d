"""Messages and help on a narrow terminal: broken between words; in a pipe not at all."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from hypothesis import given, strategies as st

from quizkit.cli import cli
from quizkit.cli.fitting_lines import fitted
from quizkit.visible import width_of

QUIZKIT = str(Path(sys.executable).with_name("quizkit"))
DECK = """title: T
cards:
- {question: Which river is it that flows through the capital?, answer: b, odd key: x}
"""


def commands() -> Iterator[tuple[str, click.Command]]:
    context = click.Context(cli)
    for name in cli.list_commands(context):
        command = cli.get_command(context, name)
        assert command
        yield name, command
    yield "", cli


@pytest.mark.parametrize("columns", [24, 40, 51, 52, 80])
def test_help_fits_every_terminal(columns: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    for name, command in commands():
        with command.make_context("quizkit " + name, [], resilient_parsing=True) as context:
            said = command.get_help(context)
        wide = [line for line in said.split("\n") if len(line) > columns]
        assert not [line for line in wide if "  " in line.strip() and "quizkit comp" not in line]
        whole = set(re.findall(r"[^\s\[\]|]+", said))
        assert whole >= {"Options:", "exit."}  # none of them parted


def told(*words: str, columns: int, cwd: Path) -> str:
    """Return what a command writes on a terminal of so many columns."""
    import pty

    main, side = pty.openpty()
    environment = os.environ | {"COLUMNS": str(columns), "NO_COLOR": "1"}
    process = subprocess.Popen(
        [QUIZKIT, *words], stdout=side, stderr=side, env=environment, cwd=cwd
    )
    os.close(side)
    said = b""
    try:
        while more := os.read(main, 4096):
            said += more
    except OSError:  # the end
        pass
    process.wait()
    os.close(main)
    return said.decode().replace("\r\n", "\n")


def test_a_finding_fits_the_terminal_and_its_mark_stands_below_what_is_wrong(
    tmp_path: Path,
) -> None:
    (tmp_path / "d.yaml").write_text(DECK)
    said = told("check", "d.yaml", columns=40, cwd=tmp_path)
    assert max(map(len, said.split("\n"))) <= 40
    assert "there is no key `odd key`\nhere\n" in said
    line, mark = re.findall(r"(    3 \| .*)\n(.*\^)", said)[0]
    assert line[len(mark) - 1 :].startswith("odd key")


def test_an_error_fits_the_terminal(tmp_path: Path) -> None:
    said = told("play", "no-such-deck.yaml", columns=40, cwd=tmp_path)
    assert said == (
        "Error: there is no deck\nno-such-deck.yaml;\n`quizkit new no-such-deck.yaml` begins\none\n"
    )


def test_what_is_no_error_fits_the_terminal_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(Path(QUIZKIT).parent), prepend=os.pathsep)
    said = told(columns=40, cwd=tmp_path)
    assert said == (
        "There is no deck here: neither in decks/\nnor in this folder.\n"
        "Try one:    quizkit play cart\nBegin one:  quizkit new decks/first.yaml\n"
    )
    (tmp_path / "d.yaml").write_text("title: T\ncards:\n- {question: q?, answer: b}\n")
    told("play", "d.yaml", "--answers", os.devnull, "--progress", "p.db", columns=40, cwd=tmp_path)
    given = ("play", "d.yaml", "--missed", "--progress", "p.db")
    said = told(*given, columns=40, cwd=tmp_path)
    assert said == "Nothing to ask: of no card was the last\nanswer Again.\n"
    said = told("config", "--progress", "p.db", columns=40, cwd=tmp_path)
    assert max(map(len, said.split("\n"))) <= 40
    assert "\n    chance of recall wanted on the due\n    day, 0.7 to 0.99\n" in said


def test_on_a_terminal_that_does_not_know_its_size_a_line_stays_a_line(tmp_path: Path) -> None:
    said = told("play", "no-such-deck.yaml", columns=0, cwd=tmp_path)
    assert said.count("\n") == 1


def test_in_a_pipe_a_line_stays_a_line(tmp_path: Path) -> None:
    done = subprocess.run(
        [QUIZKIT, "play", "no-such-deck.yaml"],
        capture_output=True,
        text=True,
        env=os.environ | {"COLUMNS": "20"},
        cwd=tmp_path,
        check=False,
    )
    assert done.stderr.count("\n") == 1


def test_a_command_to_paste_stays_in_one_piece() -> None:
    said = fitted(
        "It is kept aside.\nTo put it back:  quizkit restore 2026-01-01 --progress a.db", 30
    )
    assert said.split("\n")[1:] == [
        "To put it back:",
        "quizkit restore 2026-01-01 --progress a.db",
    ]


words = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z", "M")), min_size=1)


@given(st.lists(words, min_size=1), st.integers(12, 60))
def test_no_word_is_parted_and_none_is_lost(texts: list[str], columns: int) -> None:
    message = " ".join(texts).replace("`", "'").replace("|", "/").lstrip()
    said = fitted(message, columns)
    assert said.split() == message.split()
    for line in said.split("\n"):
        assert width_of(line) <= columns or " " not in line.strip()


@given(st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), max_size=99), st.data())
def test_a_line_of_a_deck_fits_and_keeps_what_is_marked(text: str, data: st.DataObject) -> None:
    column = data.draw(st.integers(0, len(text)))
    before = width_of(text[:column])
    said = fitted(f"    3 | {text}\n      | {' ' * before}^", 40).split("\n")
    assert len(said) == 2
    assert all(width_of(line) <= 40 for line in said)
