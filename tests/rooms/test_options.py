"""What every command takes: `--color`, `--progress` before it, `-h`; and what comes of it."""

import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import click
import pytest
from click.testing import CliRunner

from quizkit.cli import CommandRow, LazyGroup, cli

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
        errors="replace",
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
    assert ran(tmp_path, command, "--progress", "mine.db", "-h") == said
    assert said == ran(tmp_path, command, "--help")


@pytest.mark.parametrize(
    "words",
    [
        ["check", "deck.yaml"],
        ["new", "another.yaml"],
        ["add", "deck.yaml"],
        ["fmt", "deck.yaml"],
        ["schema"],
        ["completion", "bash"],
    ],
)
def test_a_command_that_touches_no_progress_takes_the_option_all_the_same(
    tmp_path: Path, words: list[str]
) -> None:
    ran(tmp_path, *words, "--progress", "mine.db")
    assert not (tmp_path / "mine.db").exists()
    assert "--progress" not in ran(tmp_path, words[0], "-h")


@pytest.mark.parametrize("words", [["stats"], ["history"], ["show", "deck.yaml"], []])
def test_an_encoding_without_our_signs_stops_no_command(tmp_path: Path, words: list[str]) -> None:
    ran(tmp_path, "play", "deck.yaml", typed="↑" * 99)
    assert ran(tmp_path, *words, PYTHONIOENCODING="iso8859-5").isascii()


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "idna"])
@pytest.mark.parametrize("words", [["play"], ["add"], ["show"]])
def test_an_encoding_that_is_none_of_a_terminal_stops_no_command(
    tmp_path: Path, words: list[str], encoding: str
) -> None:
    ran(tmp_path, *words, "deck.yaml", typed="q\nünd\n", PYTHONIOENCODING=encoding)


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


@pytest.mark.parametrize("name", ["", ".", "/"])
def test_a_progress_file_without_a_name_is_refused(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for arguments in (["history", "--progress", name], ["--progress", name or "./", "due"]):
        assert CliRunner().invoke(cli, arguments).exit_code == 2
    monkeypatch.setenv("QUIZKIT_PROGRESS", name or "./")
    assert CliRunner().invoke(cli, ["history", "--orphans"]).exit_code == 2


def test_a_command_may_be_named_by_a_keyword(monkeypatch: pytest.MonkeyPatch) -> None:
    toy = ModuleType("toy")
    toy.import_ = click.Command("import", callback=lambda: click.echo("brought"))  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "toy", toy)
    group = LazyGroup("quizkit", table={"import": CommandRow("toy:import_", "Bring a deck.")})
    assert CliRunner().invoke(group, ["import"]).output == "brought\n"
    assert "import  Bring a deck." in CliRunner().invoke(group, ["--help"]).output


def test_a_shell_completes_the_first_word_from_the_table_alone(tmp_path: Path) -> None:
    asks = {"_QUIZKIT_COMPLETE": "bash_complete", "COMP_WORDS": "quizkit ", "COMP_CWORD": "1"}
    assert ran(tmp_path, **asks).split() == [f"plain,{name}" for name in COMMANDS]
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "quizkit"],
        env={**os.environ, **asks},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "quizkit.cli" in done.stderr
    assert "quizkit.cli.commands" not in done.stderr
