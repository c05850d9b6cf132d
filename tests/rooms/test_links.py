"""A progress file reached through links: as without them."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from attrs import evolve
from click.testing import CliRunner

from quizkit.cli import cli
from quizkit.errors import StoreError
from quizkit.progress import Event, EventId
from quizkit.store import DamagedError, SQLiteStore, has_store, open_store, read_store
from quizkit.store.copies import conflict_copies, unmerged_copies
from quizkit.store.merging import merge_file, repair
from quizkit.store.paths import wal_of
from tests.logs import START, answer
from tests.places import ROOT
from tests.progress_files import answers, damaged

DECK = "title: B\ncards:\n" + "".join(
    f"  - {{question: {word}?, answer: {word}}}\n" for word in ("one", "two", "three")
)


def to_the_file(folder: Path, real: Path) -> Path:
    (folder / "p.db").symlink_to(real)
    return folder / "p.db"


def to_a_link(folder: Path, real: Path) -> Path:
    (folder / "q.db").symlink_to(real)
    (folder / "p.db").symlink_to("q.db")
    return folder / "p.db"


def relative(folder: Path, real: Path) -> Path:
    (folder / "p.db").symlink_to(os.path.relpath(real, folder))
    return folder / "p.db"


def to_its_folder(folder: Path, real: Path) -> Path:
    (folder / "linked").symlink_to(real.parent)
    return folder / "linked" / real.name


def through_both(folder: Path, real: Path) -> Path:
    (folder / "linked").symlink_to(real.parent)
    (folder / "p.db").symlink_to(folder / "linked" / real.name)
    return folder / "p.db"


def none(folder: Path, real: Path) -> Path:
    return real


@pytest.fixture(params=[none, to_the_file, to_a_link, relative, to_its_folder, through_both])
def paths(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, Path]:
    """A path to a progress file that is not there yet, and where it lies."""
    (tmp_path / "real").mkdir()
    (tmp_path / "here").mkdir()
    real = tmp_path / "real" / "q.db"
    way: Callable[[Path, Path], Path] = request.param
    return way(tmp_path / "here", real), real


def mine(store: SQLiteStore, *numbers: int) -> list[Event]:
    return [evolve(answer(number), id=EventId(f"{store.writer}", number)) for number in numbers]


def in_file(path: Path) -> set[EventId]:
    with read_store(path) as store:
        return store.names()


def test_the_file_is_made_where_the_path_leads(paths: tuple[Path, Path]) -> None:
    path, real = paths
    assert not has_store(path)
    was_link = path.is_symlink()
    with open_store(path) as store:
        store.append(answer(1))
        assert in_file(path) == in_file(real) == {answer(1).id}
    assert real.is_file()
    assert not real.is_symlink()
    assert path.is_symlink() == was_link
    assert {file.name for file in real.parent.iterdir()} == {"q.db"}


def test_an_open_session_is_seen_by_due_and_after_a_kill(paths: tuple[Path, Path]) -> None:
    path, real = paths
    deck = real.parent.parent / "b.yaml"
    deck.write_text(DECK, "utf-8")

    def due(file: Path) -> str:
        done = CliRunner().invoke(cli, ["due", str(deck), "--progress", str(file)])
        assert done.exit_code == 0, done.output
        return done.output

    def play(text: str) -> None:
        args = ["play", str(deck), "--progress", str(path)]
        assert CliRunner().invoke(cli, args, input=text).exit_code == 0

    play("one\n")
    assert due(path) == due(real)
    before = due(path)
    with open_store(path) as held:  # so that the log stays beside the file
        play("two\nthree\n")
        assert due(path) == due(real) != before
        shutil.copy(wal_of(real), real.parent / "killed")
        held.select("SELECT 1")
    (real.parent / "killed").rename(wal_of(real))
    assert due(path) == due(real) != before


@pytest.mark.parametrize("sessions", [1, 3])
def test_a_file_replaced_while_it_is_open_keeps_what_all_have_given(
    paths: tuple[Path, Path], sessions: int
) -> None:
    path, real = paths
    other = real.with_name("other.db")
    with open_store(other) as store:
        store.merge([evolve(e, id=EventId("0" * 12, e.id.number)) for e in answers(150)], {})
    opened = [open_store(path) for _ in range(sessions)]
    given: set[EventId] = set()

    def answer_all(number: int) -> None:
        for store in opened:
            (event,) = mine(store, number)
            store.append(event)
            given.add(event.id)

    answer_all(1)
    other.replace(real)
    answer_all(2)
    answer_all(3)
    assert len(in_file(path) | given) == len(in_file(path)) == 150 + 3 * sessions
    for store in opened:
        store.close()
    assert len(in_file(path)) == len(in_file(real)) == 150 + 3 * sessions
    check = CliRunner().invoke(cli, ["history", "--verify", "--progress", str(path)])
    assert check.exit_code == 0, check.output


SESSION = """
import sys
from attrs import evolve
from quizkit.progress import EventId
from quizkit.store import open_store
from tests.logs import START, answer
with open_store(sys.argv[1]) as store:
    for number, line in enumerate(sys.stdin, 1):
        store.append(evolve(answer(number), id=EventId(store.writer, number)))
        print(store.writer, number, flush=True)
"""


def test_processes_that_have_a_replaced_file_open_lose_nothing(paths: tuple[Path, Path]) -> None:
    """Each knows the log of the old file by a map that it shares with the others."""
    path, real = paths
    other = real.with_name("other.db")
    with open_store(other) as store:
        store.merge([evolve(e, id=EventId("0" * 12, e.id.number)) for e in answers(150)], {})
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True, "cwd": ROOT}
    sessions = [
        subprocess.Popen([sys.executable, "-c", SESSION, str(path)], **pipes)  # type: ignore[call-overload]
        for _ in range(3)
    ]
    said: set[str] = set()

    def answer_all() -> None:
        for session in sessions:
            assert session.stdin is not None
            assert session.stdout is not None
            session.stdin.write("\n")
            session.stdin.flush()
            said.add(session.stdout.readline().strip())

    answer_all()
    other.replace(real)
    for _ in range(5):
        answer_all()
    sessions[0].kill()
    sessions[0].communicate()
    for session in sessions[1:]:
        assert session.communicate()[0] == ""
        assert session.returncode == 0
    kept = {f"{name.writer} {name.number}" for name in in_file(path)}
    assert said - {""} <= kept
    assert len(kept) == 150 + 18
    check = CliRunner().invoke(cli, ["history", "--verify", "--progress", str(path)])
    assert check.exit_code == 0, check.output


def test_a_damaged_file_is_put_right_where_it_lies(paths: tuple[Path, Path]) -> None:
    path, real = paths
    before = damaged(real)
    was_link = path.is_symlink()
    done = CliRunner().invoke(cli, ["merge", str(path), "--progress", str(path)])
    assert done.exit_code == 0, done.output
    assert path.is_symlink() == was_link
    assert not real.is_symlink()
    assert (real.parent / "q.damaged.db").read_bytes() == before
    assert len(in_file(real)) == 3


def test_either_name_of_one_file_is_the_file_to_put_right(paths: tuple[Path, Path]) -> None:
    path, real = paths
    damaged(real)
    done = CliRunner().invoke(cli, ["merge", str(real), "--progress", str(path)])
    assert done.exit_code == 0, done.output
    done = CliRunner().invoke(cli, ["merge", str(path), "--progress", str(real)])
    assert "is whole; there is nothing to repair" in str(done.exception)


def test_what_is_left_of_a_killed_session_is_merged_and_salvaged(paths: tuple[Path, Path]) -> None:
    path, real = paths
    with open_store(real) as store:
        for event in answers(5):
            store.append(event)
        shutil.copy(wal_of(real), real.parent / "wal")
    (real.parent / "wal").rename(wal_of(real))
    with open_store(real.parent / "to.db") as store:
        assert merge_file(store, path, START).added == 5
    real.unlink()
    shutil.rmtree(real.parent)
    real.parent.mkdir()


def test_a_log_without_its_file_is_found_and_put_right(paths: tuple[Path, Path]) -> None:
    path, real = paths
    with open_store(real) as store:
        for event in answers(5):
            store.append(event)
        wal = wal_of(real).read_bytes()
    real.unlink()
    wal_of(real).write_bytes(wal)
    assert has_store(path)
    for use in (open_store, read_store):
        with pytest.raises(DamagedError, match="it is gone"):
            use(path)
    assert repair(path)[1].found == 5
    assert len(in_file(real)) == 5


def test_copies_of_sync_programs_are_looked_for_where_the_file_lies(
    paths: tuple[Path, Path],
) -> None:
    path, real = paths
    copy = real.with_name("q (conflicted copy).db")
    with open_store(copy) as store:
        store.append(answer(1))
    with open_store(path) as store:
        assert [file.name for file in unmerged_copies(store)] == [copy.name]
    assert conflict_copies(real) == [copy]


def test_a_log_that_was_set_aside_is_a_copy_until_it_is_merged(tmp_path: Path) -> None:
    path, other, aside = (tmp_path / name for name in ("p.db", "o.db", "p.replaced.db"))
    open_store(other).close()
    with open_store(path) as store, open_store(path) as ended:
        (event,) = mine(ended, 1)
        ended.append(event)
        ended.close()  # and the log stays, as `store` has it open
        store.append(*mine(store, 1))
        other.replace(path)
        store.append(*mine(store, 2))
        assert event.id not in store.names()
        assert unmerged_copies(store) == [aside]
        assert not aside.exists()
    done = CliRunner().invoke(cli, ["merge", str(aside), "--progress", str(path)])
    assert done.exit_code == 0, done.output
    assert event.id in in_file(path)
    with open_store(path) as store:
        assert unmerged_copies(store) == []


def test_a_link_that_is_led_to_another_file_is_followed(tmp_path: Path) -> None:
    link, first, second = tmp_path / "p.db", tmp_path / "1.db", tmp_path / "2.db"
    link.symlink_to(first)
    with open_store(link) as store:
        events = mine(store, 1, 2)
        store.append(events[0])
        (tmp_path / "new").symlink_to(second)
        (tmp_path / "new").replace(link)
        store.append(events[1])
    assert in_file(link) == in_file(second) == {event.id for event in events}
    assert events[0].id in in_file(first)
    assert sorted(file.name for file in tmp_path.iterdir()) == ["1.db", "2.db", "p.db"]


def test_a_session_stays_with_its_file_where_the_program_goes_to_another_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "other").mkdir()
    monkeypatch.chdir(tmp_path)
    with open_store("p.db") as store:
        monkeypatch.chdir("other")
        store.append(answer(1))
    assert list((tmp_path / "other").iterdir()) == []
    assert in_file(tmp_path / "p.db") == {answer(1).id}


def test_a_link_into_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    (tmp_path / "p.db").symlink_to(tmp_path / "none" / "q.db")
    with pytest.raises(StoreError, match=r"is a link to .*q\.db, whose folder is not there\nfix:"):
        open_store(tmp_path / "p.db")
    with pytest.raises(StoreError, match="there is no progress file"):
        read_store(tmp_path / "p.db")
    assert not (tmp_path / "none").exists()


def test_links_that_lead_round_are_told(tmp_path: Path) -> None:
    (tmp_path / "p.db").symlink_to("q.db")
    (tmp_path / "q.db").symlink_to("p.db")
    for use in (open_store, read_store, has_store):
        with pytest.raises(StoreError, match="is a link that leads back to itself\nfix:"):
            use(tmp_path / "p.db")
    deck = tmp_path / "b.yaml"
    deck.write_text(DECK, "utf-8")
    for command in (["play", str(deck)], ["history"], ["due", str(deck)], ["merge", "p.db"]):
        done = CliRunner().invoke(cli, [*command, "--progress", str(tmp_path / "p.db")])
        assert "Traceback" not in done.output
        assert isinstance(done.exception, StoreError | SystemExit)


def test_a_file_with_a_second_name_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "p.db"
    open_store(path).close()
    os.link(path, tmp_path / "copy.db")
    with pytest.raises(StoreError, match="has a second name"):
        open_store(path)
    with read_store(tmp_path / "copy.db") as store:
        assert store.names() == set()
    shutil.copy(path, tmp_path / "new")
    (tmp_path / "new").replace(path)  # as the message says
    open_store(path).close()


@pytest.mark.parametrize("name", [".p.db.0123456789ab", "p.before-restore.db", "p.damaged2.db"])
def test_a_second_name_that_a_kill_left_is_taken_back(tmp_path: Path, name: str) -> None:
    path = tmp_path / "p.db"
    with open_store(path) as store:
        store.append(answer(1))
        wal = wal_of(path).read_bytes()
    os.link(path, tmp_path / name)
    wal_of(tmp_path / name).write_bytes(wal)  # it was put aside with it
    with open_store(path) as store:
        assert store.names() == {answer(1).id}
    assert [file.name for file in tmp_path.iterdir()] == ["p.db"]
