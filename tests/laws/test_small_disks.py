"""Disks of every size: what does not fit is said, nothing given is lost, and with room all goes on."""

import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from quizkit.store import open_store, read_store
from tests.disk_shim import Done, Shell, disk_env
from tests.older_files import EARLIER, OLD_EVENTS, laid_out
from tests.progress_files import answers

PAGE = 4096
MANY = 1099
FULL = "the disk is full"
DECK = "title: T\ncards:\n" + "".join(
    f"  - {{id: n{n}, question: What is {n}?, answer: '{n}'}}\n" for n in range(40)
)
ANSWERS = "".join(f"{n}\n" for n in range(40))


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    (tmp_path / "t.yaml").write_text(DECK, "utf-8")
    return tmp_path / "t.yaml"


@pytest.fixture
def disk(tmp_path: Path) -> Path:
    (tmp_path / "disk").mkdir()
    return tmp_path / "disk"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of many answers."""
    path = tmp_path_factory.mktemp("whole") / "w.db"
    with open_store(path) as store:
        store.merge(answers(MANY), {"w": "laptop"})
    return path


def used(disk: Path) -> int:
    return sum(-(-file.stat().st_size // PAGE) * PAGE for file in disk.rglob("*"))


def events(path: Path) -> int:
    with read_store(path) as store:
        return len(list(store.events()))


def is_said(done: Done) -> None:
    """The command worked, or said in a message that the disk is full."""
    assert "Traceback" not in done.err
    assert done.code == 0 or (done.code == 7 and FULL in done.err), done


def nothing_stray(disk: Path, *allowed: str) -> None:
    names = {file.name for file in disk.iterdir()}
    assert names <= {"p.db", "p.db-wal", "p.db-shm", "p.db.backups", *allowed}


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


def each_size(pages: int, *some: int) -> list[object]:
    """Return every number of pages, as bytes; those that are not among some are marked as large."""
    return [
        pytest.param(number * PAGE, marks=() if number in some else pytest.mark.large)
        for number in range(pages)
    ]


@pytest.mark.parametrize("room", each_size(40, 0, 9, 18, 19, 20, 23))
def test_a_first_session_on_a_small_disk(shell: Shell, deck: Path, disk: Path, room: int) -> None:
    path = disk / "p.db"
    env = disk_env(disk, room=room)
    done = shell.run("play", deck, "--progress", path, given=ANSWERS, env=env)
    is_said(done)
    nothing_stray(disk)
    all_goes_on(shell, deck, path, done.out.count("Right"))


@pytest.mark.parametrize("room", each_size(40, 0, 2, 5, 12))
def test_a_session_that_goes_on_as_the_disk_fills(
    shell: Shell, deck: Path, disk: Path, room: int
) -> None:
    path = disk / "p.db"
    assert shell.run("play", deck, "--progress", path, given="0\n1\n2\n").code == 0
    before = events(path)
    env = disk_env(disk, room=used(disk) + room)
    done = shell.run("play", deck, "--progress", path, given=ANSWERS, env=env)
    is_said(done)
    nothing_stray(disk)
    all_goes_on(shell, deck, path, before + done.out.count("Right"))


@pytest.mark.parametrize("room", each_size(60, 0, 18, 19, 36, 45))
def test_a_damaged_file_put_right_on_a_small_disk(
    shell: Shell, deck: Path, disk: Path, whole: Path, room: int
) -> None:
    path = disk / "p.db"
    content = whole.read_bytes()
    path.write_bytes(content[: 20 * PAGE] + bytes(PAGE) + content[21 * PAGE :])
    before = path.read_bytes()
    env = disk_env(disk, room=used(disk) + room)
    done = shell.run("merge", path, "--progress", path, env=env)
    is_said(done)
    nothing_stray(disk, "p.damaged.db")
    if not done.out:
        assert path.read_bytes() == before
        assert shell.run("merge", path, "--progress", path).code == 0
    assert (disk / "p.damaged.db").read_bytes() == before
    all_goes_on(shell, deck, path, MANY - 150)


@pytest.mark.parametrize("version", EARLIER)
@pytest.mark.parametrize("room", each_size(60, 15, 22))
def test_an_older_file_brought_up_to_date_on_a_small_disk(
    shell: Shell, deck: Path, disk: Path, version: int, room: int
) -> None:
    path = laid_out(disk / "p.db", EARLIER[version])
    env = disk_env(disk, room=used(disk) + room)
    done = shell.run("play", deck, "--progress", path, given=ANSWERS, env=env)
    assert "Traceback" not in done.err
    assert done.code == 0 or (done.code == 7 and "disk" in done.err), done
    nothing_stray(disk, *(file.name for file in disk.glob("p.backup-*.db")))
    for backup in disk.glob("p.backup-*.db"):
        assert events(backup) == len(OLD_EVENTS)
    all_goes_on(shell, deck, path, len(OLD_EVENTS) + done.out.count("Right"))


@pytest.mark.parametrize("room", each_size(60, 3, 20, 45))
def test_a_merge_on_a_small_disk(
    shell: Shell, deck: Path, disk: Path, whole: Path, room: int
) -> None:
    path = disk / "p.db"
    assert shell.run("play", deck, "--progress", path, given="0\n1\n2\n").code == 0
    before = events(path)
    env = disk_env(disk, room=used(disk) + room)
    done = shell.run("merge", whole, "--progress", path, env=env)
    is_said(done)
    nothing_stray(disk)
    assert events(path) in (before, before + MANY + 1)  # and that it was merged
    assert ("1099 events, 1099 new" in done.out) == (events(path) > before)
    all_goes_on(shell, deck, path, before)


@pytest.mark.skipif(sys.platform != "linux" or os.geteuid() != 0, reason="only root may mount")
def test_a_first_session_on_disks_that_are_really_small(
    shell: Shell, deck: Path, disk: Path
) -> None:
    mount: list[str | Path] = ["mount", "-t", "tmpfs", "-o"]
    if subprocess.run([*mount, "size=64k", "tmpfs", disk], capture_output=True).returncode:
        pytest.skip("nothing can be mounted here")
    try:
        for size in (64, 72, 80, 96, 112):
            resize: list[str | Path] = [*mount, f"remount,size={size}k", "tmpfs", disk]
            if subprocess.run(resize, capture_output=True).returncode:
                pytest.skip("nothing can be mounted anew here")
            path = disk / "p.db"
            done = shell.run("play", deck, "--progress", path, given=ANSWERS)
            is_said(done)
            nothing_stray(disk)
            subprocess.run([*mount, "remount,size=10m", "tmpfs", disk], check=True)
            all_goes_on(shell, deck, path, done.out.count("Right"))
            for file in disk.iterdir():
                file.unlink() if file.is_file() else shutil.rmtree(file)
    finally:
        subprocess.run(["umount", disk], check=True)
