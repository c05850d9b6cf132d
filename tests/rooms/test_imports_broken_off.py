"""Imports, and undoing them, killed at any step: the same command again mends all."""

import os
import shutil
import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from click.testing import CliRunner

from quizkit.cli import cli
from quizkit.errors import QuizkitError
from quizkit.formats.deck_yaml import parse_deck
from quizkit.interchange import ImportedDeck, ImportedNote, deck_text, updating
from quizkit.progress import Brought, Undone
from quizkit.store import SQLiteStore, read_store
from tests.commands import NOW, Run, commands_in
from tests.pictures import png

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are forked")

OLD = "#flashcards/words\n\ndog::![[x.png]]\n<!--SR:!2026-03-05,4,250-->\n\ncat::gato\n"
NEW = OLD.replace("gato", "felino") + "\nbird::pájaro ![[y.png]]\n<!--SR:!2026-03-07,6,250-->\n"
CHANGES = ("open", "os.rename", "os.remove", "os.link", "os.mkdir")


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    home = tmp_path / "home"
    home.mkdir()
    result = commands_in(home, monkeypatch)
    put("notes/words.md", OLD)
    Path("notes/x.png").write_bytes(png(2, 2))
    Path("notes/y.png").write_bytes(png(3, 3))
    return result


def put(name: str, text: str) -> None:
    Path(name).parent.mkdir(exist_ok=True)
    Path(name).write_text(text)


def is_killed(step: int, *words: str) -> bool:
    """Run a command in a process that dies at its n-th change of a file; return whether it had so many."""
    process = os.fork()
    if process == 0:
        left, write, home = step, os.write, str(Path.cwd())

        def at_a_step() -> bool:
            nonlocal left
            left -= 1
            return left < 0

        def watch(event: str, args: tuple[Any, ...]) -> None:
            if event not in CHANGES or not str(args[0]).startswith((home, "decks")):
                return
            is_read = event == "open" and not int(args[2] or 0) & (os.O_WRONLY | os.O_RDWR)
            if not is_read and at_a_step():
                os._exit(9)

        def half(handle: int, data: bytes) -> int:
            if at_a_step():
                write(handle, data[: len(data) // 2])
                os._exit(9)
            return write(handle, data)

        writing = SQLiteStore.writing

        def writes(store: SQLiteStore) -> Any:
            if at_a_step():
                os._exit(9)
            return writing(store)

        os.write, SQLiteStore.writing = half, writes  # type: ignore[method-assign]
        sys.addaudithook(watch)
        CliRunner().invoke(cli, [*words, "--now", NOW])
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) == 9


def state() -> tuple[dict[str, bytes], list[object]]:
    """Return the decks and pictures there are, and what the log knows of cards."""
    files = {
        str(path): path.read_bytes()
        for path in Path("decks").rglob("*")
        if path.is_file() and not path.name.startswith(".")
    }
    with read_store("p.db") as store:
        events = [e for e in store.events() if not isinstance(e, Brought | Undone)]
    return files, events


def each_kill(*words: str) -> Iterator[None]:
    """Yield after each kill of a command, at one step after another, in a folder that is as it was."""
    home = Path.cwd()
    before = home.with_name("before")
    shutil.copytree(home, before)
    for step in count():
        shutil.rmtree(home)
        shutil.copytree(before, home)
        os.chdir(home)
        if not is_killed(step, *words):
            assert step > 4
            return
        yield


def wanted(*commands: tuple[str, ...]) -> tuple[dict[str, bytes], list[object]]:
    """Return the state after commands that nobody kills, and have the folder as it was."""
    home = Path.cwd()
    aside = home.with_name("aside")
    shutil.copytree(home, aside)
    for words in commands:
        CliRunner().invoke(cli, [*words, "--now", NOW])
    result = state()
    shutil.rmtree(home)
    aside.rename(home)
    os.chdir(home)
    return result


def test_an_import_that_is_killed_is_made_by_the_same_again(run: Run) -> None:
    command = "import", "notes"
    run("config", "new", "5")
    whole = wanted(command)
    for _ in each_kill(*command):
        run(*command)
        assert state() == whole


def test_an_update_that_is_killed_is_made_by_the_same_again(run: Run) -> None:
    command = "import", "notes"
    run(*command)
    put("notes/words.md", NEW)
    whole = wanted(command)
    for _ in each_kill(*command):
        run(*command)
        assert state() == whole


def test_an_undo_that_is_killed_is_made_by_the_same_again_or_by_importing(run: Run) -> None:
    command = "import", "notes"
    run(*command)
    put("notes/words.md", NEW)
    run(*command)
    newest = named(run)[-1]
    imported, undone = state(), wanted(("undo", newest))
    for step, _ in enumerate(each_kill("undo", newest)):
        run(*(command if step % 2 else ("undo", newest)))
        assert state() == (imported if step % 2 else undone)


def named(run: Run) -> list[str]:
    """Return the names of imports, the newest last."""
    run("due")
    with read_store("p.db") as store:
        found = [event for event in store.events() if isinstance(event, Brought)]
    return [str(event.id) for event in found]


def test_an_older_import_is_not_taken_back_under_a_newer_one(run: Run) -> None:
    run("import", "notes")
    put("notes/words.md", NEW)
    run("import", "notes")
    before = state()
    older, newer = named(run)
    with pytest.raises(QuizkitError, match="brought up to date by a newer import") as error:
        CliRunner().invoke(cli, ["undo", older], catch_exceptions=False)
    assert f"quizkit undo {newer}" in str(error.value)
    assert state() == before
    assert "is as it was" in run("undo", newer)
    assert "is removed" in run("undo", older)


def test_what_was_edited_stays_when_an_import_taken_back_is_made_again(run: Run) -> None:
    run("import", "notes")
    deck = Path("decks/words.yaml")
    put(str(deck), deck.read_text().replace("gato", "gatito"))
    (name,) = named(run)
    assert "was edited since" in run("undo", name)
    put("notes/words.md", NEW)
    run("import", "notes")
    assert "gatito" in deck.read_text()
    assert "bird" in deck.read_text()


def test_a_change_that_would_break_the_yaml_is_refused_and_no_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    notes = [
        ImportedNote(entry={"question": q, "answer": "a"}, source_id=q, place="") for q in "abc"
    ]
    text = deck_text(ImportedDeck(path=("W",), notes=notes), "w").text
    lines = updating.lines_of
    monkeypatch.setattr(
        updating, "lines_of", lambda key, value: ["a: ["] if value == "B" else lines(key, value)
    )
    newer = [
        evolve(each, entry={**each.entry, "answer": q})
        for each, q in zip(notes, "ABC", strict=True)
    ]
    result = updating.updated(
        parse_deck(text, file="w.yaml"), ImportedDeck(path=("W",), notes=newer), None, place=str
    )
    assert (result.changed, [loss.card for loss in result.losses]) == (("a", "c"), ["b"])
