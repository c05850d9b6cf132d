"""Disks of every size: what does not fit is said, nothing given is lost, and with room all goes on."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from quizkit.store import open_store, read_store
from tests.disk_shim import Done, Shell, disk_env

PAGE = 4096
FULL = "the disk is full"
DECK = "title: T\ncards:\n" + "".join(
    f"  - {{id: n{n}, question: What is {n}?, answer: '{n}'}}\n" for n in range(40)
)
ANSWERS = "".join(f"{n}\n" for n in range(40))


@pytest.fixture(scope="module")
def shell() -> Iterator[Shell]:
    with Shell() as shell:
        yield shell


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    (tmp_path / "t.yaml").write_text(DECK, "utf-8")
    return tmp_path / "t.yaml"


@pytest.fixture
def disk(tmp_path: Path) -> Path:
    (tmp_path / "disk").mkdir()
    return tmp_path / "disk"


def events(path: Path) -> int:
    with read_store(path) as store:
        return len(list(store.events()))


def is_said(done: Done) -> None:
    """The command worked, or said in a message that the disk is full."""
    assert "Traceback" not in done.err
    assert done.code == 0 or (done.code == 7 and FULL in done.err), done


def nothing_stray(disk: Path, *allowed: str) -> None:
    names = {file.name for file in disk.iterdir()}
    assert names <= {"p.db", "p.db-wal", "p.db-shm", *allowed}


def all_goes_on(shell: Shell, deck: Path, path: Path, kept: int) -> None:
    """There is room: what was kept is there, and every command works."""
    assert events(path) >= kept if path.exists() else kept == 0
    done = shell.run("play", deck, "--progress", path, given="0\n")
    assert (done.code, done.out.count("Right")) in ((0, 1), (0, 0)), done
    before = events(path)
    assert before >= kept
    for command in (("history",), ("due", deck), ("stats",), ("merge", path.with_name("x.db"))):
        if command[0] == "merge":
            open_store(path.with_name("x.db")).close()
        assert shell.run(*command, "--progress", path).code == 0
    check = sqlite3.connect(path)
    assert check.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    check.close()


SIZES = [*range(0, 40 * PAGE, PAGE)]
SOME = {0, 1, 9, 17, 18, 19, 20, 23, 30}


def each_size() -> list[object]:
    """Every number of pages; those that are not few are marked as large."""
    return [
        pytest.param(size, marks=() if (size // PAGE) in SOME else pytest.mark.large)
        for size in SIZES
    ]


@pytest.mark.parametrize("room", each_size())
def test_a_first_session_on_a_small_disk(shell: Shell, deck: Path, disk: Path, room: int) -> None:
    path = disk / "p.db"
    done = shell.run("play", deck, "--progress", path, given=ANSWERS, env=disk_env(disk, room=room))
    is_said(done)
    nothing_stray(disk)
    all_goes_on(shell, deck, path, done.out.count("Right"))
