"""Imports beside what is undone and shown: whose answers an undo takes, and which were broken off."""

import json
import os
from datetime import timedelta
from pathlib import Path
from threading import Thread

import pytest
from attrs import evolve
from click.testing import CliRunner

from quizkit.cli import cli
from quizkit.cli.imports import origin
from quizkit.errors import QuizkitError
from quizkit.interchange import source, taking_in
from quizkit.interchange.source import SourceError, read_once
from quizkit.progress import Answered, AnswerOutcome, EventId, Rated, Undone
from quizkit.scheduling import Rating
from quizkit.store import open_store
from quizkit.store.log_end import LogEnd
from quizkit.store.merging import bring, merge_file
from tests.commands import NOW, Run, commands_in
from tests.logs import START, answer

SECOND = timedelta(seconds=1)
needs_pipes = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes have names")
TABLE = "question,answer\ndog,perro\ncat,gato\n"


def of_anki(number: int) -> Answered:
    """Return an answer as an import brings it."""
    return evolve(answer(number, card="d#a"), id=EventId("anki", number))


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    Path(tmp_path / "w.csv").write_text(TABLE)
    return commands_in(tmp_path, monkeypatch)


def refusal(*words: str) -> str:
    return str(CliRunner().invoke(cli, [*words, "--now", NOW]).exception)


@pytest.fixture
def broken_off(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Import a table while the disk is full."""

    def full(path: Path, text: str) -> None:
        raise QuizkitError(f"{path} cannot be written: no space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(taking_in, "create", full)
        assert "no space left" in refusal("import", "w.csv")


def test_an_undo_takes_no_answer_that_was_brought(tmp_path: Path) -> None:
    own, between = answer(1, card="d#a"), of_anki(8)
    later = evolve(answer(2, card="d#a", after=9 * SECOND), id=EventId("o", 1))
    with open_store(tmp_path / "other.db") as other:
        other.append(later)
    with open_store(tmp_path / "p.db") as store:
        bring(store, [of_anki(5), of_anki(7), of_anki(9)], "a.apkg", START)
        assert LogEnd(store).newest_answer() is None
        assert LogEnd(store).newest_answer(["d#a"], START + 99 * SECOND) is None
        store.append(between)
        assert LogEnd(store).newest_answer() == between
        store.append(own, Undone(id=EventId("u", 1), at=START, target=between.id))
        assert merge_file(store, tmp_path / "other.db", START).added == 1
        assert LogEnd(store).newest_answer() == own
        assert LogEnd(store).newest_answer(["d#a"], START + 99 * SECOND) == own


def test_a_judgement_that_was_brought_is_not_the_newest_here(tmp_path: Path) -> None:
    given = answer(1, card="d#a")
    judged = Rated(
        id=EventId("j", 1),
        at=START + SECOND,
        answer=given.id,
        rating=Rating.AGAIN,
        outcome=AnswerOutcome.WRONG,
    )
    with open_store(tmp_path / "p.db") as store:
        store.append(given, judged)
        found = LogEnd(store).newest_judging()
    with open_store(tmp_path / "q.db") as store:
        store.append(given)
        bring(store, [judged], "x", START)
        assert LogEnd(store).newest_judging() is None
    assert found == judged


def test_a_bare_undo_after_an_import_names_it(run: Run) -> None:
    run("import", "w.csv")
    (event,) = json.loads(run("history", "--json"))
    name = f"{event['id'][:4]}-1"
    said = run("undo")
    assert "no answer of this device to undo; the newest event is the import w.csv, and" in said
    assert f"`quizkit undo {name}` takes it back" in said
    assert "is removed" in run("undo", name)
    assert "`quizkit history` lists the log" in run("undo")


def test_an_import_that_was_broken_off_is_shown_until_it_is_made_again(
    run: Run, broken_off: None
) -> None:
    assert "import w.csv, not finished: import it again " in run("history")
    assert "2 notes new" in run("import", "w.csv")
    assert "not finished" not in run("history")


def test_an_import_broken_off_elsewhere_or_taken_back(run: Run, broken_off: None) -> None:
    assert "2 notes new" in run("import", "w.csv", "-o", "others/d.yaml")
    assert run("history").count("not finished") == 1
    names = [event["id"] for event in json.loads(run("history", "--json"))]
    for name in names:
        run("undo", name)
    assert "not finished" not in run("history")


def test_a_table_comes_by_standard_input(run: Run) -> None:
    assert "standard input (csv): 2 notes new" in run("import", "-", typed=TABLE)
    assert "title: imported" in Path("decks/imported.yaml").read_text()
    assert "import standard input" in run("history")
    assert "2 notes unchanged" in run("import", "/dev/stdin", typed=TABLE)
    run("import", "-", "-o", "animals.yaml", typed=TABLE)
    assert "title: animals" in Path("animals.yaml").read_text()
    assert refusal("import", "-") == "standard input is empty"


@needs_pipes
def test_a_pipe_is_read_once(run: Run) -> None:
    os.mkfifo("words.csv")

    def fill() -> None:
        Path("words.csv").write_text(TABLE)

    writer = Thread(target=fill)
    writer.start()
    assert "2 notes new" in run("import", "words.csv")
    writer.join()
    assert Path("decks/words.yaml").exists()


@needs_pipes
def test_what_a_shell_hands_in_has_no_name(run: Run) -> None:
    read, write = os.pipe()
    os.write(write, TABLE.encode())
    os.close(write)
    assert f"/dev/fd/{read} (csv): 2 notes new" in run("import", f"/dev/fd/{read}")
    os.close(read)
    assert Path("decks/imported.yaml").exists()
    assert f"import /dev/fd/{read}" in run("history")


@needs_pipes
def test_what_has_no_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "MOST_OF_TEXT", 9)
    with pytest.raises(SourceError, match="zero is larger than 512 MiB"):
        read_once(Path("/dev/zero"), "/dev/zero")
    with pytest.raises(SourceError, match="gone cannot be read: no such file"):
        read_once(Path("/gone"), "/gone")


def test_a_folder_is_called_by_its_name(run: Run) -> None:
    Path("notes").mkdir()
    Path("notes/w.md").write_text("#flashcards\n\ndog::perro\n")
    os.chdir("notes")
    assert origin(".").name == "notes"
    assert origin("..").name == Path.cwd().parent.name
    assert repr(origin(".")) == "<Origin 'notes'>"
    assert "1 note new" in run("import", ".", "-o", "../decks")
    assert "import notes" in run("history")


def test_an_empty_name_is_refused(run: Run) -> None:
    done = CliRunner().invoke(cli, ["import", "w.csv", ""])
    assert (done.exit_code, "a name is empty" in done.output) == (2, True)
    assert not Path("decks").exists()
