"""What every command takes: `--color`, `--progress` before it, `-h`; and what comes of it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from quizkit.cli import cli

COMMANDS = cli.list_commands(None)  # type: ignore[arg-type]
DECK = "title: T\ncards:\n  - {question: Which?, answer: one, distractors: [two]}\n"


def ran(folder: Path, *words: str, typed: str = "", **variables: str) -> str:
    (folder / "deck.yaml").write_text(DECK, "utf-8")
    environment = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    environment["QUIZKIT_PROGRESS"] = str(folder / "progress.db")
    done = subprocess.run(
        [sys.executable, "-m", "quizkit", *words],
        input=typed,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        env={**environment, **variables},
        cwd=folder,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    return done.stdout


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_takes_color_and_has_help_with_an_example(
    tmp_path: Path, command: str
) -> None:
    said = ran(tmp_path, command, "--color", "never", "-h")
    assert "--color [auto|always|never]" in said
    assert "Example:  " in said
    assert said == ran(tmp_path, command, "--help")


@pytest.mark.parametrize("words", [["play", "deck.yaml", "--cram"], ["show", "deck.yaml"]])
def test_colour_is_written_into_a_pipe_only_when_asked_for(
    tmp_path: Path, words: list[str]
) -> None:
    always = ran(tmp_path, *words, "--color", "always")
    assert "\x1b[1m" in always
    assert ran(tmp_path, "--color", "always", *words) == always
    for choice in ("auto", "never"):
        assert "\x1b" not in ran(tmp_path, *words, "--color", choice)


def test_the_progress_file_may_be_named_before_the_command(tmp_path: Path) -> None:
    ran(tmp_path, "--progress", "mine.db", "play", "deck.yaml", typed="one\n")
    assert not (tmp_path / "progress.db").exists()
    assert "Good" in ran(tmp_path, "--progress", "mine.db", "history")
    assert "1 new" in ran(tmp_path)
    assert "0 new" in ran(tmp_path, "--progress", "mine.db", "due")
    assert "0 new" in ran(tmp_path, "due", "--progress", "mine.db")


@pytest.mark.parametrize("now", ["9999-12-31T23:59:59Z", "0001-01-01T00:00:00Z", "1970-01-01"])
def test_an_instant_at_the_ends_of_the_calendar_is_wrong_usage(tmp_path: Path, now: str) -> None:
    (tmp_path / "deck.yaml").write_text(DECK, "utf-8")
    words = ["--progress", str(tmp_path / "p.db"), "play", str(tmp_path / "deck.yaml")]
    done = CliRunner().invoke(cli, [*words, "--now", now], input="one\n")
    assert (done.exit_code, "is not in the years 1971 to 8999" in done.output) == (2, True)
