"""Whatever deck they are given, all commands that read one end soon, in the time of its length."""

import io
import random
import sys
import time
from pathlib import Path

import pytest

from quizkit.cli import main
from tests.growing_decks import EVERY, MOST_SECONDS, of_size

NOTE = "t\nWhat is new here?\na new thing\n\n\nq\n"
COMMANDS = {"due": "", "play": "x\n", "show": "", "fmt": "", "add": NOTE}


def ends_soon(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Give a deck to each command, with no progress yet; a megabyte may take so many seconds."""
    for command, typed in COMMANDS.items():
        Path("d.yaml").write_text(text, "utf-8", newline="")
        Path("p.db").unlink(missing_ok=True)
        for name, stream in (("stdin", io.StringIO(typed)), ("stdout", io.StringIO())):
            monkeypatch.setattr(sys, name, stream)
        start = time.process_time()
        with pytest.raises(SystemExit) as ended:
            main([command, "d.yaml"])
        took = time.process_time() - start
        assert ended.value.code in {0, 1, 2, 4, 7}, command
        assert took < 2 + 2 * MOST_SECONDS * len(text) / 1_000_000, command


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("QUIZKIT_PROGRESS", "p.db")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.mark.parametrize("name", random.Random(7).sample(sorted(EVERY), 12))
def test_every_command_ends_soon(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    ends_soon(EVERY[name](of_size(EVERY[name], 10_000)), monkeypatch)


@pytest.mark.large
@pytest.mark.parametrize("name", EVERY)
def test_every_command_ends_soon_with_a_megabyte(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    ends_soon(EVERY[name](of_size(EVERY[name], 1_000_000)), monkeypatch)
