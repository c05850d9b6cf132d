"""Processes that make, bring up to date, put right and merge one file at once lose no answer of theirs."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from quizkit.store import open_store, read_store
from quizkit.store.paths import wal_of
from tests.older_files import EARLIER, OLD_EVENTS, laid_out
from tests.places import ROOT
from tests.progress_files import answers, damaged

ROUNDS = int(os.environ.get("QUIZKIT_ROUNDS", "50"))
PROCESSES = 8

# All begin at one instant. What is damaged is tried again: another one may be putting it right.
AT_ONCE = """
import os, sys, time
from datetime import timedelta
from pathlib import Path
from attrs import evolve
from quizkit.errors import StoreError
from quizkit.progress import EventId
from quizkit.store import DamagedError, open_store
from quizkit.store.merging import merge_file, repair
from tests.logs import START, answer

path, jobs = Path(sys.argv[1]), sys.argv[2:]
begin = time.time() + 0.05

def do(job):
    if job == "repair":
        try:
            repair(path)
        except StoreError as error:
            assert "is whole" in str(error) or "meanwhile" in str(error), error
    if job == "merge":
        with open_store(path, wait=timedelta(seconds=60)) as store:
            merge_file(store, path.with_name("other.db"), START)
    for attempt in range(3000):
        try:
            store = open_store(path, wait=timedelta(seconds=60))
        except DamagedError:
            time.sleep(0.02)
            continue
        with store:
            for number in range(1, 6):
                event = evolve(answer(number), id=EventId(store.writer, number))
                store.append(event)
                os.write(1, f"{store.writer} {number}\\n".encode())
        return
    raise AssertionError("it was never put right")

children = []
for job in jobs:
    child = os.fork()
    if child == 0:
        while time.time() < begin:
            pass
        try:
            do(job)
        except BaseException:
            sys.excepthook(*sys.exc_info())
            os._exit(1)
        os._exit(0)
    children.append(child)
sys.exit(any([os.waitpid(child, 0)[1] for child in children]))
"""


def make(path: Path, number: int) -> tuple[int, list[str]]:
    return 0, ["open"] * PROCESSES


def older(path: Path, number: int) -> tuple[int, list[str]]:
    laid_out(path, EARLIER[1 + number % len(EARLIER)])
    return len(OLD_EVENTS), ["open"] * PROCESSES


def broken(path: Path, number: int) -> tuple[int, list[str]]:
    damaged(path, 50)
    return 50, ["repair", "open"] * (PROCESSES // 2)


def gone(path: Path, number: int) -> tuple[int, list[str]]:
    with open_store(path) as store:
        for event in answers(7):
            store.append(event)
        log = wal_of(path).read_bytes()
    path.unlink()
    wal_of(path).write_bytes(log)
    return 7, ["repair", "open"] * (PROCESSES // 2)


def merged(path: Path, number: int) -> tuple[int, list[str]]:
    with open_store(path.with_name("other.db")) as store:
        store.merge(answers(300), {})
    return 300, ["merge"] * PROCESSES


WAYS = {way.__name__: way for way in (make, older, broken, gone, merged)}


def race(folder: Path, way: str, number: int) -> None:
    folder.mkdir()
    path = folder / "p.db"
    before, jobs = WAYS[way](path, number)
    done = subprocess.run(
        [sys.executable, "-c", AT_ONCE, str(path), *jobs], capture_output=True, text=True, cwd=ROOT
    )
    assert done.returncode == 0, done.stderr
    said = set(done.stdout.splitlines())
    assert len(said) == 5 * PROCESSES
    with read_store(path) as store:
        kept = {f"{name.writer} {name.number}" for name in store.names()}
    assert said <= kept
    assert len(kept) >= len(said) + before
    check = sqlite3.connect(path)
    assert check.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    check.close()
    assert not [file.name for file in folder.iterdir() if file.name.startswith(".")]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are forked")
@pytest.mark.parametrize("way", WAYS)
def test_processes_at_once_lose_no_answer(tmp_path: Path, way: str) -> None:
    race(tmp_path / "race", way, 1)


KILLED = """
import os, random, signal, sys, time
from pathlib import Path
from quizkit.store import DamagedError, open_store
from quizkit.store.merging import repair

spoilt, log, folder, expected = Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[5])
rng, put_right = random.Random(20261130), 0
for kill in range(int(sys.argv[4])):
    path = folder / f"{kill}" / "p.db"
    path.parent.mkdir()
    path.write_bytes(spoilt.read_bytes())
    Path(f"{path}-wal").write_bytes(log.read_bytes())
    child = os.fork()
    if child == 0:
        repair(path)
        os._exit(0)
    time.sleep(rng.random() * 0.12)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    assert path.exists()
    try:
        open_store(path).close()
        put_right += 1
    except DamagedError:
        repair(path)
    with open_store(path) as store:
        assert len(store.names()) == expected, (kill, len(store.names()))
    left = [file.name for file in path.parent.iterdir() if "damaged" in file.name]
    assert set(left) == {"p.damaged.db", "p.damaged.db-wal"}, left
print(put_right)
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are forked")
@pytest.mark.parametrize("kills", [12, pytest.param(300, marks=pytest.mark.large)])
def test_a_repair_killed_at_any_instant_loses_nothing(tmp_path: Path, kills: int) -> None:
    """Ten of the answers stand in the log beside the damaged file alone."""
    spoilt, whole = tmp_path / "spoilt", tmp_path / "w.db"
    with open_store(whole) as store:
        store.merge(answers(700), {})
    whole_bytes = whole.read_bytes()
    with open_store(whole) as store:
        for event in answers(710)[700:]:
            store.append(event)
        log = tmp_path / "log"
        log.write_bytes(wal_of(whole).read_bytes())
    spoilt.write_bytes(b"spoilt" + whole_bytes[6:])  # no SQLite can open it
    done = subprocess.run(
        [sys.executable, "-c", KILLED, spoilt, log, tmp_path, str(kills), "710"],
        capture_output=True,
        text=True,
        cwd=ROOT,
    )
    assert done.returncode == 0, done.stderr
    assert kills == 12 or 0 < int(done.stdout) < kills


@pytest.mark.large
@pytest.mark.parametrize("way", WAYS)
def test_processes_at_once_lose_no_answer_in_many_rounds(tmp_path: Path, way: str) -> None:
    for number in range(ROUNDS):
        race(tmp_path / str(number), way, number)
