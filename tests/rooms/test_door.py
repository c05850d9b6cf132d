"""The door to progress files: only regular files, only layouts of ours, no query without an end."""

import os
import shutil
import socket
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from attrs import evolve
from click.testing import CliRunner, Result

from quizkit.cli import cli
from quizkit.errors import StoreError
from quizkit.progress import Brought, in_order
from quizkit.store import DamagedError, open_store, read_store
from quizkit.store.backups import backups, folder_of, restore
from quizkit.store.merging import merge_file, repair
from quizkit.store.salvage import salvage
from quizkit.store.schema import MIGRATIONS, SCHEMA_VERSION
from quizkit.store.verifying import look_through
from tests.every_event import EVERY_EVENT
from tests.logs import START, answer
from tests.older_files import VERSION_1, VERSION_2, laid_out

ENDLESS = "WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r)"
ODD_LAYOUTS = {
    "an endless view": f"""DROP TABLE event; CREATE VIEW event AS {ENDLESS} SELECT n AS at,
        1 writer, n number, 0 zone, 1 kind, 1 card, 3 rating, 'c' outcome, NULL due, NULL duration,
        NULL practice, NULL response, NULL target_writer, NULL target_number, NULL name,
        NULL other_card FROM r""",
    "an endless view in the place of a cache": f"""DROP TABLE renamed; CREATE VIEW renamed AS
        {ENDLESS} SELECT n AS card, n AS now FROM r""",
    "a view of huge values": "DROP TABLE wording; CREATE VIEW wording AS SELECT 'a#b' note, 1 at,"
    " 'typed' kind, zeroblob(999999999) prompt, '{}' answers",
    "a trigger": "CREATE TRIGGER t AFTER INSERT ON event BEGIN"
    " DELETE FROM event WHERE rowid = new.rowid; END",
    "a trigger that ends nothing": "CREATE TRIGGER t BEFORE INSERT ON event BEGIN"
    " SELECT RAISE(IGNORE); END",
    "a virtual table": "CREATE VIRTUAL TABLE other USING fts5(words)",
    "a generated column": "ALTER TABLE event ADD COLUMN more GENERATED ALWAYS AS (at + 1)",
    "a column more": "ALTER TABLE event ADD COLUMN more",
    "a table more": "CREATE TABLE more (a)",
    "an index of its own": "CREATE INDEX more ON event (card)",
    "an index over an expression": "CREATE INDEX more ON event (abs(at))",
    "a check": "DROP TABLE deck; CREATE TABLE deck (id TEXT NOT NULL, device TEXT NOT NULL,"
    " path TEXT NOT NULL, stamp TEXT NOT NULL CHECK (stamp > 'x'),"
    " PRIMARY KEY (id, device)) WITHOUT ROWID",
    "a collation": "DROP INDEX event_rare; CREATE INDEX event_rare ON event (kind COLLATE NOCASE)"
    " WHERE kind <> 1",
    "a table less": "DROP TABLE wording",
    "names that are not unique": "DROP INDEX event_name; CREATE INDEX event_name"
    " ON event (writer, number)",
}


EVENTS = in_order(EVERY_EVENT)


def of_all_events(path: Path) -> Path:
    with open_store(path) as store:
        store.merge(EVERY_EVENT, {})
    return path


def changed(path: Path, script: str) -> Path:
    connection = sqlite3.connect(path)
    connection.executescript(script)
    connection.close()
    return path


def run(*words: str | Path, given: str = "") -> Result:
    return CliRunner().invoke(cli, list(map(str, words)), input=given)


@pytest.mark.parametrize("script", ODD_LAYOUTS.values(), ids=ODD_LAYOUTS)
def test_a_layout_that_no_quizkit_made_is_not_believed(tmp_path: Path, script: str) -> None:
    odd = changed(of_all_events(tmp_path / "odd.db"), script)
    for opened in (open_store, read_store):
        with pytest.raises(DamagedError, match=r"no quizkit made|is gone"):
            opened(odd)


@pytest.mark.parametrize("script", ODD_LAYOUTS.values(), ids=ODD_LAYOUTS)
def test_the_events_in_it_are_taken_over_nonetheless(tmp_path: Path, script: str) -> None:
    odd = changed(of_all_events(tmp_path / "odd.db"), script)
    began = time.process_time()
    with open_store(tmp_path / "p.db") as store:
        if "DROP TABLE event" in script:
            with pytest.raises(DamagedError, match="nothing can be read"):
                merge_file(store, odd, START)
        else:
            merge_file(store, odd, START)
            repair(odd)
            with open_store(odd) as whole:
                assert in_order(whole.events()) == EVENTS
            told = [event for event in in_order(store.events()) if not isinstance(event, Brought)]
            assert told == EVENTS
    assert time.process_time() - began < 8


def test_a_trigger_is_told_before_a_question_is_asked(tmp_path: Path, deck: Path) -> None:
    path = changed(of_all_events(tmp_path / "p.db"), ODD_LAYOUTS["a trigger"])
    result = run("play", deck, "--progress", path, given="x\n")
    error = str(result.exception)
    assert isinstance(result.exception, DamagedError)
    assert "it has a trigger that no quizkit made: t" in error
    assert f"quizkit merge {path} --progress {path}" in error
    assert "Right" not in result.stdout


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    path = tmp_path / "fruit.yaml"
    path.write_text("title: T\ncards: [{question: Stone fruit?, answer: x}]\n", "utf-8")
    return path


@pytest.mark.parametrize("script", [VERSION_1, VERSION_2], ids=["1", "2"])
def test_older_layouts_are_ours(tmp_path: Path, script: str) -> None:
    with read_store(laid_out(tmp_path / "p.db", script)) as store:
        assert list(store.events())


def test_the_newest_layout_is_known_at_a_glance(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = of_all_events(tmp_path / "p.db")
    monkeypatch.setattr("quizkit.store.door._made", None)  # which would take its time
    open_store(path).close()


def test_what_sqlite_gathers_of_a_file_is_no_oddity(tmp_path: Path) -> None:
    path = changed(of_all_events(tmp_path / "p.db"), "ANALYZE")
    with open_store(path) as store:
        assert len(list(store.events())) == len(EVERY_EVENT)


def test_every_layout_that_migrations_made_is_ours(tmp_path: Path) -> None:
    for version in range(1, SCHEMA_VERSION + 1):
        path = tmp_path / f"{version}.db"
        connection = sqlite3.connect(path)
        for migration in MIGRATIONS[:version]:
            for step in migration:
                if callable(step):
                    step(connection)
                else:
                    connection.execute(step)
        connection.executescript(
            f"PRAGMA application_id = 1903848308; PRAGMA user_version = {version}"
        )
        connection.close()
        with open_store(path) as store:
            store.append(answer(1))


@pytest.fixture
def no_files(tmp_path: Path) -> Iterator[dict[Path, str]]:
    """Things at a path that are no regular file, each with what it is called."""
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()
    with socket.socket(socket.AF_UNIX) as listening:
        here = os.open(".", os.O_RDONLY)
        os.chdir(tmp_path)  # the name of a socket is a short one
        listening.bind("socket")
        os.fchdir(here)
        os.close(here)
        yield {
            tmp_path / "pipe": "a named pipe",
            tmp_path / "folder": "a folder",
            tmp_path / "socket": "a socket",
            Path("/dev/zero"): "a device",
            Path("/dev/null"): "a device",
        }


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="a system without named pipes")
def test_only_a_regular_file_is_opened(no_files: dict[Path, str], tmp_path: Path) -> None:
    with open_store(tmp_path / "p.db") as store:
        for path, kind in no_files.items():
            for opened in (open_store, read_store, lambda path: merge_file(store, path, START)):
                with pytest.raises(StoreError, match=f"is {kind}, not a progress file\nfix: "):
                    opened(path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="a system without named pipes")
@pytest.mark.parametrize("end", ["-wal", "-shm", "-journal"])
def test_nor_is_one_with_something_else_beside_it(tmp_path: Path, end: str) -> None:
    path = of_all_events(tmp_path / "p.db")
    os.mkfifo(f"{path}{end}")
    for opened in (open_store, read_store):
        with pytest.raises(
            StoreError, match=f"p.db{end}, beside the progress file, is a named pip"
        ):
            opened(path)


def circle(path: Path) -> Path:
    """A file whose pages of events lead to one another, level by level: rows without an end."""
    connection = sqlite3.connect(path)
    with connection:
        connection.executemany(
            "INSERT INTO event (at, writer, number, zone, kind, card, outcome)"
            " VALUES (1, 1, ?, 0, 1, 1, 's')",
            ((number,) for number in range(1000, 9000)),
        )
    (root,) = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name='event'").fetchone()
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    data = bytearray(path.read_bytes())
    size = 4096

    def page(number: int) -> int:
        return (number - 1) * size

    leaf = int.from_bytes(data[page(root) + 8 : page(root) + 12])  # the rightmost child
    last, count = data[page(leaf) : page(leaf) + size], 300
    for level in range(8):  # 300 ** 8 times the rows of a leaf
        at, below = len(data), len(data) // size + 2
        here = bytearray(size)
        here[0], here[3:5] = 5, count.to_bytes(2)
        here[5:7], here[8:12] = (size - 6 * count).to_bytes(2), below.to_bytes(4)
        for cell in range(count):
            place = size - 6 * (cell + 1)
            here[12 + 2 * cell : 14 + 2 * cell] = place.to_bytes(2)
            here[place : place + 4] = below.to_bytes(4)
            here[place + 4 : place + 6] = bytes([0x81, 1])
        data += here
        del at, level
    data += last
    data[page(root) : page(root) + size] = data[-9 * size : -8 * size]
    data[28:32] = (len(data) // size).to_bytes(4)
    path.write_bytes(data)
    return path


def test_nor_by_a_restore_or_a_look_through(tmp_path: Path) -> None:
    path = circle(of_all_events(tmp_path / "p.db"))
    whole = of_all_events(tmp_path / "whole.db")
    folder = folder_of(path)
    folder.mkdir()
    shutil.copy(path, folder / "2026-03-01.db")
    assert len(backups(path)) == 1
    with pytest.raises(StoreError, match="cannot be put back"):
        restore(whole, path)
    with read_store(path) as store:
        assert look_through(store).findings
    assert restore(path, whole).missing is None


def test_pages_that_lead_round_in_a_circle_are_not_followed_for_ever(tmp_path: Path) -> None:
    path = circle(of_all_events(tmp_path / "p.db"))
    began = time.process_time()
    with read_store(path) as store, pytest.raises(DamagedError):
        list(store.events())
    with open_store(tmp_path / "mine.db") as store:
        merge_file(store, path, START)
    assert time.process_time() - began < 15


def test_records_laid_over_one_another_are_not_read_without_an_end(tmp_path: Path) -> None:
    path, size = tmp_path / "p.db", 4096
    with open_store(path) as store:
        long = [evolve(answer(number), response="x" * 300_000) for number in range(1, 4)]
        store.merge([*long, *(answer(number) for number in range(4, 200))], {})
    data = bytearray(path.read_bytes())
    leaf = next(
        page
        for page in range(size, len(data), size)
        if data[page] == 13 and b"xxxx" in data[page : page + size]
    )
    page = data[leaf : leaf + size]
    first = int.from_bytes(page[8:10])
    page[3:5] = ((first - 8) // 2).to_bytes(2)
    for at in range(8, first - 1, 2):  # every pointer leads to one long record
        page[at : at + 2] = first.to_bytes(2)
    path.write_bytes(data + bytes(page) * 100)
    began = time.process_time()
    assert len(salvage(path).events) >= 196
    assert time.process_time() - began < 8
