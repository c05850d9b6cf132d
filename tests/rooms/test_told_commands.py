"""Commands that messages tell: pasted into a shell, they mean the files that they are about."""

import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from quizkit.cli import cli
from quizkit.store import open_store
from tests.logs import answer

pytestmark = pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash here")

NAMES = ["my progress.db", "it's.db", "a;b$(c).db", "tab\there.db"]


def told(*words: object) -> str:
    """Return what a command prints, its error included."""
    result = CliRunner().invoke(cli, list(map(str, words)))
    return f"{result.output}\n{result.exception}"


def command_in(text: str, begin: str) -> list[str]:
    """Return the words that a shell makes of the command in a text, up to a back quote or line end."""
    rest = text[text.index(begin) :].partition("\n")[0].partition("`")[0]
    made = subprocess.run(["bash", "-c", f"printf '%s\\0' {rest}"], capture_output=True, check=True)
    return made.stdout.decode().split("\0")[:-1]


@pytest.fixture(params=NAMES)
def progress(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> str:
    monkeypatch.chdir(tmp_path)
    name = str(request.param)
    with open_store(name) as store:
        store.append(answer(1))
    return name


@pytest.mark.parametrize("command", ["stats", "history --verify"])
def test_a_damaged_file_is_mended_by_the_command_that_is_told(progress: str, command: str) -> None:
    Path(progress).write_bytes(b"no database" * 100)
    error = told(*command.split(), "--progress", progress)
    assert command_in(error, "quizkit merge") == [
        *("quizkit", "merge", progress, "--progress", progress)
    ]


@pytest.mark.parametrize("before", [True, False], ids=["before the command", "behind it"])
def test_what_is_aside_is_taken_over_by_the_command_that_is_told(
    progress: str, before: bool
) -> None:
    given = ("--progress", progress)
    line = [*(given if before else ()), "backup", *(() if before else given)]
    listed = told(*line, "--now", "2026-03-01T09:00Z")
    put_back = command_in(listed, "quizkit restore")
    assert put_back == ["quizkit", "restore", "2026-03-01", *given]
    with open_store(progress) as store:
        store.append(answer(2))
    merge = command_in(told(*put_back[1:]), "quizkit merge")
    aside = Path(progress).absolute().with_suffix(".before-restore.db")
    assert merge == ["quizkit", "merge", str(aside), *given]
    assert "2 events, 1 new" in told(*merge[1:])


def test_a_copy_is_taken_over_by_the_command_that_is_told(progress: str) -> None:
    copy = f"{Path(progress).stem} (conflicted copy).db"
    for name, number in ((copy, 2), ("other.db", 3)):
        with open_store(name) as store:
            store.append(answer(number))
    merge = command_in(told("--progress", progress, "merge", "other.db"), "quizkit merge")
    assert merge[-2:] == ["--progress", progress]
    assert "1 new" in told(*merge[1:])
