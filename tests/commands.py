"""Commands of a learner, in a folder with decks and a progress file of their own."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from quizkit.cli import cli
from quizkit.progress import Answered
from quizkit.store import read_store

NOW = "2026-03-01T10:00+00:00"
Run = Callable[..., str]


def commands_in(folder: Path, monkeypatch: pytest.MonkeyPatch, **decks: str) -> Run:
    """Go to a folder, write decks there, and return what runs a command and gives what it says."""
    monkeypatch.chdir(folder)
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder / "cache"))
    monkeypatch.setenv("QUIZKIT_PROGRESS", str(folder / "p.db"))
    for name, text in decks.items():
        Path(f"{name}.yaml").write_text(text, "utf-8")

    def run(*words: str, at: str = NOW, typed: str = "") -> str:
        return CliRunner().invoke(cli, [*words, "--now", at], input=typed).output

    return run


def answered() -> list[str]:
    """Return the cards that were answered in the folder of `commands_in`, in order."""
    with read_store("p.db") as store:
        return [event.card for event in store.events() if isinstance(event, Answered)]
