"""What can happen to a progress file: what is whole is kept and used, the rest is said.

The test that kills writers takes seconds: SQLite has to recover the file after each of 200 kills, with the
log grown by then, and fewer kills find too little. A window that one kill in fifty falls into
escapes 200 of them in one run of 57, and 50 in one of three.
"""

import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import timedelta
from functools import cache
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given, settings, strategies as st

from quizkit.errors import StoreError
from quizkit.progress import Answered, Event, EventId, Wording, in_order, replay
from quizkit.scheduling import CalendarDays, Calibration, Scheduler
from quizkit.store import DamagedError, SQLiteStore, has_store, open_store, read_store
from quizkit.store.brought import onward
from quizkit.store.merging import merge_file, repair
from quizkit.store.salvage import salvage
from tests.logs import START, answer, logs
from tests.places import ROOT
from tests.progress_files import answers

SIZE = 1_000_000  # of the sample file, in bytes, or a little more
A_PAGE = 110  # no page holds more answers than that
READING = Wording("suez#builder", START, "typed", "Who?", {"": "Lesseps"})


@cache
def whole() -> bytes:
    """A file of 400 answers, some of them longer than a page."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "p.db"
        with open_store(path) as store:
            store.merge(answers(400, long=True), {"w": "laptop"}, [READING])
        assert path.stat().st_size >= SIZE
        return path.read_bytes()


@cache
def empty_size() -> int:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "p.db"
        open_store(path).close()
        return path.stat().st_size


def reads(path: Path) -> list[Event]:
    with open_store(path) as store:
        return list(store.events())


def test_a_whole_file_is_salvaged_whole(tmp_path: Path) -> None:
    (tmp_path / "p.db").write_bytes(whole())
    found = salvage(tmp_path / "p.db")
    assert found.events == answers(400, long=True)
    assert found.wordings == [READING]
    assert found.devices == {"w": "laptop"}
    assert found.lost == 0


@settings(max_examples=25)
@given(logs())
def test_salvage_reads_what_sqlite_reads(
    tmp_path_factory: pytest.TempPathFactory, log: list[Event]
) -> None:
    path = tmp_path_factory.mktemp("salvage") / "p.db"
    with open_store(path) as store:
        store.merge(log, {})
        for event in answers(3):
            store.append(event)  # these stand in the write-ahead log
        assert salvage(path).events == in_order(store.events())
    assert len(salvage(path).events) == len(log) + 3


@given(st.integers(0, SIZE - 1))
def test_a_file_truncated_anywhere_is_reported_and_what_is_left_is_used(
    tmp_path_factory: pytest.TempPathFactory, size: int
) -> None:
    path = tmp_path_factory.mktemp("cut") / "p.db"
    cut = whole()[:size]
    path.write_bytes(cut)
    with pytest.raises(DamagedError, match="quizkit merge"):
        reads(path)
    assert path.read_bytes() == cut
    if not salvage(path).events:
        assert len(cut) < empty_size() + 4096  # the tables, each a page, stand before them
        with pytest.raises(DamagedError, match="nothing can be read"):
            repair(path)
        assert path.read_bytes() == cut
        return
    aside, merged = repair(path)
    assert aside.read_bytes() == cut
    kept = reads(path)
    assert {event.id: event for event in answers(400, long=True)}.items() >= {
        event.id: event for event in kept
    }.items()
    assert len(kept) == merged.found == merged.added


@given(st.integers(0, SIZE - 1), st.integers(1, 9000), st.integers(0, 2**32))
def test_noise_is_reported_or_does_no_harm_and_the_rest_is_used(
    tmp_path_factory: pytest.TempPathFactory, start: int, length: int, seed: int
) -> None:
    path = tmp_path_factory.mktemp("noise") / "p.db"
    noise = random.Random(seed).randbytes(min(length, SIZE - start))
    spoilt = whole()[:start] + noise + whole()[start + len(noise) :]
    path.write_bytes(spoilt)
    said = None
    try:
        reads(path)
    except StoreError as error:
        said = error
    touched = (start + len(noise)) // 4096 - start // 4096 + 1
    if said is None:
        assert len(reads(path)) >= 400 - touched * A_PAGE
        return
    assert "fix:" in str(said)
    assert path.read_bytes() == spoilt
    names = 6 * 4096  # the layout, the writers and the cards stand at the beginning
    if start >= names or (isinstance(said, DamagedError) and salvage(path).events):
        aside, merged = repair(path)
        assert aside.read_bytes() == spoilt
        assert len(reads(path)) == merged.found
        assert start < names or merged.found >= 400 - touched * A_PAGE


def test_a_page_of_noise_costs_no_other_page_anything(tmp_path: Path) -> None:
    path = tmp_path / "p.db"
    pages = len(whole()) // 4096
    counts = []
    for page in range(1, pages, 7):
        spoilt = whole()[: page * 4096] + b"\xa5" * 4096 + whole()[(page + 1) * 4096 :]
        path.write_bytes(spoilt)
        counts.append(len(salvage(path).events))
    assert min(counts) >= 400 - A_PAGE
    assert max(counts) == 400


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "there is nothing in it"),
        (b"\0" * 5000, "damaged"),
        (b"not a database, but something else " * 99, "damaged"),
        (b"SQLite format 3\0", "damaged"),
    ],
)
def test_what_is_no_progress_file_is_reported_and_left_alone(
    tmp_path: Path, content: bytes, says: str
) -> None:
    path = tmp_path / "p.db"
    path.write_bytes(content)
    for use in (open_store, read_store, repair):
        with pytest.raises(StoreError, match=says if use is not repair else "nothing can be read"):
            use(path)
    assert path.read_bytes() == content
    assert [file.name for file in tmp_path.iterdir()] == ["p.db"]


@pytest.mark.parametrize(
    "spoils",
    ["rating = 77", "at = 'noise'", "at = 9e17", "card = 99", "due = 'noise'", "zone = x'00ff'"],
)
def test_an_answer_that_makes_no_sense_is_reported_by_a_replay_too(
    tmp_path: Path, spoils: str
) -> None:
    """A replay reads answers as bare numbers, and looks at them only when it uses them."""
    path = tmp_path / "p.db"
    with open_store(path) as store:
        store.append(answer(1, due=START))
    broken = sqlite3.connect(path)
    broken.execute(f"UPDATE event SET {spoils}")
    broken.commit()
    broken.close()
    with (
        open_store(path) as store,
        pytest.raises(DamagedError, match="makes no sense"),
        store.log() as log,
    ):
        replay(log, Scheduler(day=CalendarDays()), calibration=Calibration())


@pytest.mark.parametrize(
    "spoils",
    [
        "UPDATE writer SET name = x'00ff'",
        "UPDATE card SET id = x'00ff'",
        # as an index does that says a name is there which is not
        "CREATE TRIGGER lost BEFORE INSERT ON writer BEGIN SELECT RAISE(IGNORE); END",
    ],
)
def test_names_that_make_no_sense_are_reported(tmp_path: Path, spoils: str) -> None:
    path = tmp_path / "p.db"
    with open_store(path) as store:
        store.append(answer(1, due=START))
    with open_store(path) as store:
        broken = sqlite3.connect(path)
        broken.executescript(spoils)
        broken.close()
        with pytest.raises(DamagedError):
            _read_and_write(store)


def _read_and_write(store: SQLiteStore) -> None:
    with store.log():
        pass
    store.append(evolve(answer(2), id=EventId(store.writer, 1)))


def test_a_file_that_is_whole_is_not_repaired(tmp_path: Path) -> None:
    (tmp_path / "p.db").write_bytes(whole())
    with pytest.raises(StoreError, match="is whole"):
        repair(tmp_path / "p.db")


def test_a_database_of_another_program_is_not_repaired(tmp_path: Path) -> None:
    other = sqlite3.connect(tmp_path / "p.db")
    other.execute("CREATE TABLE bookmarks (url TEXT)")
    other.close()
    with pytest.raises(StoreError, match="another program"):
        repair(tmp_path / "p.db")


def test_a_damaged_copy_can_be_merged(tmp_path: Path) -> None:
    (tmp_path / "cut.db").write_bytes(whole()[: len(whole()) // 2])
    with open_store(tmp_path / "p.db") as store:
        merged = merge_file(store, tmp_path / "cut.db", START)
        assert 0 < merged.added == len(onward(store.events())) < 400
        assert merged.lost is not None


def test_a_write_ahead_log_left_alone_is_not_laid_over_a_new_file(tmp_path: Path) -> None:
    path = tmp_path / "p.db"
    with open_store(path) as store:
        for event in answers(5):
            store.append(event)
        shutil.copy(f"{path}-wal", tmp_path / "kept-wal")
    path.unlink()
    shutil.copy(tmp_path / "kept-wal", f"{path}-wal")
    with pytest.raises(DamagedError, match="it is gone"):
        open_store(path)
    _, merged = repair(path)
    assert merged.found == 5
    assert reads(path) == answers(5)


# ------------------------------------------------------------------ folders and disks


@pytest.fixture
def plain_user() -> Iterator[Path]:
    """A folder of a user without rights over others; the test runs as that user."""
    folder = Path(tempfile.mkdtemp())
    if os.geteuid() != 0:
        yield folder
    else:
        os.chown(folder, 65534, 65534)
        os.seteuid(65534)
        try:
            yield folder
        finally:
            os.seteuid(0)
    for path in [folder, *folder.rglob("*")]:
        path.chmod(0o700)
    shutil.rmtree(folder)


def test_a_read_only_file_can_be_looked_at_but_not_studied_with(plain_user: Path) -> None:
    path = plain_user / "p.db"
    with open_store(path) as store:
        store.append(answer(1))
    path.chmod(0o400)
    plain_user.chmod(0o500)
    before = path.read_bytes()
    with pytest.raises(StoreError, match="cannot be written"):
        open_store(path)
    with read_store(path) as store:
        assert list(store.events()) == [answer(1)]
    assert path.read_bytes() == before


def test_a_folder_where_a_file_should_be_is_reported(tmp_path: Path) -> None:
    for use in (open_store, read_store):
        with pytest.raises(StoreError, match="is a folder, not a progress file"):
            use(tmp_path)


def test_a_folder_that_cannot_be_looked_into_is_reported(plain_user: Path) -> None:
    (plain_user / "closed").mkdir(mode=0)
    for use in (open_store, read_store, has_store):
        with pytest.raises(StoreError, match="make the folder writable"):
            use(plain_user / "closed" / "p.db")


def test_what_is_left_of_a_file_is_not_taken_for_an_empty_log(tmp_path: Path) -> None:
    assert not has_store(tmp_path / "p.db")
    (tmp_path / "p.db-wal").write_bytes(b"")
    assert has_store(tmp_path / "p.db")


def test_a_folder_that_cannot_be_written_is_reported(plain_user: Path) -> None:
    plain_user.chmod(0o500)
    with pytest.raises(StoreError, match=r"Permission denied\nfix: make the folder writable"):
        open_store(plain_user / "p.db")
    assert list(plain_user.iterdir()) == []


FULL_DISK = """
import resource, sys
from pathlib import Path
from attrs import evolve
from quizkit.errors import StoreError
from quizkit.progress import EventId
from quizkit.store import open_store
from tests.logs import answer
with open_store(Path(sys.argv[1])) as store:
    resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, resource.RLIM_INFINITY))
    for number in range(1, 100):
        try:
            store.append(evolve(answer(number), id=EventId(store.writer, number)))
        except StoreError as error:
            assert "fix:" in str(error) and "disk" in str(error), error
            break
    else:
        sys.exit("the disk never filled")
    assert len(list(store.events())) == number - 1
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY,) * 2)
    store.append(evolve(answer(number), id=EventId(store.writer, number)))  # there is room again
    print(number)
"""


def run(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=True,
    )


def test_a_full_disk_is_reported_and_the_answer_can_be_saved_later(tmp_path: Path) -> None:
    number = int(run(FULL_DISK, str(tmp_path / "p.db")).stdout)
    events = reads(tmp_path / "p.db")
    assert [event.id.number for event in events] == list(range(1, number + 1))


def test_a_backup_restored_in_the_middle_loses_no_answer(tmp_path: Path) -> None:
    path, backup = tmp_path / "p.db", tmp_path / "backup.db"
    with open_store(path) as before:
        before.append(answer(1))
    shutil.copy(path, backup)
    with open_store(path) as store:
        mine = [evolve(event, id=EventId(store.writer, event.id.number)) for event in answers(3)]
        store.append(mine[0])
        backup.replace(path)
        store.append(mine[1])
        path.unlink()
        store.append(mine[2])
        assert list(store.events()) == mine
    assert reads(path) == mine


def test_a_clock_set_back_or_far_forward_loses_nothing(tmp_path: Path) -> None:
    far = [timedelta(), timedelta(days=-9000), timedelta(days=30_000), timedelta(seconds=1)]
    with open_store(tmp_path / "p.db") as store:
        for number, shift in enumerate(far, 1):
            store.append(answer(number, after=shift))
    assert [event.at - START for event in reads(tmp_path / "p.db")] == sorted(far)


# ------------------------------------------------------------------ many at once, and killed

MANY = """
import sys
from datetime import timedelta
from pathlib import Path
from attrs import evolve
from quizkit.progress import EventId
from quizkit.store import open_store
from tests.logs import answer
with open_store(Path(sys.argv[1]), wait=timedelta(seconds=60)) as store:
    for number in range(1, int(sys.argv[2]) + 1):
        card = f"deck#{number % 50}"
        store.append(evolve(answer(number, card=card), id=EventId(store.writer, number)))
        print(f"{store.writer} {number}", flush=True)
"""


def many(path: Path, count: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", MANY, str(path), str(count)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )


def test_eight_processes_at_once_lose_none_of_2000_answers(tmp_path: Path) -> None:
    path = tmp_path / "p.db"
    writers = [many(path, 250) for _ in range(8)]  # the file is made by whoever is first
    said = {line for writer in writers for line in writer.communicate()[0].splitlines()}
    assert [writer.returncode for writer in writers] == [0] * 8
    events = reads(path)
    assert {f"{event.id.writer} {event.id.number}" for event in events} == said
    assert len(events) == 2000
    assert all(isinstance(event, Answered) for event in events)


KILLED = """
import os, random, select, signal, sys, time
from datetime import timedelta
from pathlib import Path
from attrs import evolve
from quizkit.progress import EventId
from quizkit.store import open_store
from tests.logs import answer

def write_on(path, out):
    with open_store(path, wait=timedelta(seconds=60)) as store:
        for number in range(1, 100_000):
            card = f"deck#{number % 50}"
            store.append(evolve(answer(number, card=card), id=EventId(store.writer, number)))
            os.write(out, f"{store.writer} {number}\\n".encode())  # acknowledged

path, rng = Path(sys.argv[1]), random.Random(20261124)
for instant in range(100):
    writers = []
    for _ in range(2):
        read, write = os.pipe()
        child = os.fork()
        if child == 0:
            write_on(path, write)
        os.close(write)
        writers.append((child, read))
    for child, read in writers:
        select.select([read], [], [])  # it is under way
        time.sleep(rng.random() / 50)
        os.kill(child, signal.SIGKILL)
    for child, read in writers:
        os.waitpid(child, 0)
        sys.stdout.write(open(read).read())
"""


@pytest.mark.slow
def test_killed_at_any_instant_nothing_acknowledged_is_missing(tmp_path: Path) -> None:
    """200 seeded instants, another process writing to the same file all the while."""
    path = tmp_path / "p.db"
    open_store(path).close()
    said = set(run(KILLED, str(path)).stdout.splitlines())
    assert len({line.split()[0] for line in said}) == 200
    check = sqlite3.connect(path)
    assert check.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    check.close()
    kept = {f"{event.id.writer} {event.id.number}" for event in reads(path)}
    assert said <= kept
    assert len(kept - said) <= 200  # on disk, but killed before it could say so


def test_killed_while_the_file_is_made_the_next_session_starts_well(tmp_path: Path) -> None:
    for attempt in range(12):
        path = tmp_path / f"{attempt}.db"
        writer = many(path, 100_000)  # more than it comes to write
        with pytest.raises(subprocess.TimeoutExpired):
            writer.wait(0.1 + 0.015 * attempt)
        writer.kill()
        writer.communicate()
        with open_store(path) as store:
            store.append(answer(1))
