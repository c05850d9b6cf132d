"""Progress files of every earlier layout come up to date, with a copy of what was there."""

import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from attrs import evolve
from click.testing import CliRunner

from quizkit.cli import cli
from quizkit.errors import StoreError
from quizkit.progress import Answered, Buried, Event, EventId, Rated, Suspended, Undone
from quizkit.scheduling import Rating
from quizkit.store import SCHEMA_VERSION, open_store
from tests.logs import answer

VERSION_1 = """
CREATE TABLE writer (number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, device TEXT NOT NULL);
CREATE TABLE card (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE);
CREATE TABLE event (
    at INTEGER NOT NULL, writer INTEGER NOT NULL, number INTEGER NOT NULL, zone INTEGER NOT NULL,
    kind INTEGER NOT NULL, card INTEGER, rating INTEGER, outcome TEXT, due INTEGER,
    duration INTEGER, practice INTEGER, response, target_writer INTEGER, target_number INTEGER,
    PRIMARY KEY (at, writer, number)
) WITHOUT ROWID;
INSERT INTO writer VALUES (1, 'old', 'laptop');
INSERT INTO card VALUES (1, 'suez#builder');
INSERT INTO event VALUES
    (1772355600000, 1, 1, 60, 1, 1, 3, 'c', 1772356200000, 4200, NULL, 'de Lesseps', NULL, NULL),
    (1772355601000, 1, 2, 60, 2, NULL, 4, 'c', 1773000000000, NULL, NULL, NULL, 1, 1),
    (1772355602000, 1, 3, 60, 4, 1, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
    (1772355603000, 1, 4, 60, 5, 1, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
    (1772355604000, 1, 5, 60, 3, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1, 4),
    (1772355605000, 1, 6, 60, 1, 1, NULL, 's', NULL, NULL, 1, x'5b2261225d', NULL, NULL);
PRAGMA application_id = 1903848308;
PRAGMA user_version = 1;
"""
VERSION_2 = (
    VERSION_1
    + """
ALTER TABLE event ADD COLUMN name TEXT;
ALTER TABLE event ADD COLUMN other_card INTEGER;
CREATE TABLE wording (
    note TEXT PRIMARY KEY, at INTEGER NOT NULL, kind TEXT NOT NULL, prompt TEXT NOT NULL,
    answers TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE deck (
    id TEXT NOT NULL, device TEXT NOT NULL, path TEXT NOT NULL, stamp TEXT NOT NULL,
    PRIMARY KEY (id, device)
) WITHOUT ROWID;
PRAGMA user_version = 2;
"""
)
EARLIER = {1: VERSION_1, 2: VERSION_2}


def at(seconds: int) -> datetime:
    return datetime(2026, 3, 1, 9, tzinfo=UTC) + timedelta(seconds=seconds)


def name(number: int) -> EventId:
    return EventId("old", number)


OLD_EVENTS: list[Event] = [
    Answered(
        id=name(1),
        at=at(0),
        card="suez#builder",
        response="de Lesseps",
        outcome="correct",
        rating=Rating.GOOD,
        due=at(600),
        duration=timedelta(seconds=4.2),
    ),
    Rated(
        id=name(2),
        at=at(1),
        answer=name(1),
        rating=Rating.EASY,
        due=datetime(2026, 3, 8, 20, tzinfo=UTC),
        outcome="correct",
    ),
    Buried(id=name(3), at=at(2), card="suez#builder"),
    Suspended(id=name(4), at=at(3), card="suez#builder"),
    Undone(id=name(5), at=at(4), target=name(4)),
    Answered(
        id=name(6),
        at=at(5),
        card="suez#builder",
        response=["a"],
        outcome="self",
        rating=None,
        practice=True,
    ),
]


def laid_out(path: Path, script: str) -> Path:
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.executescript(script)
    connection.close()
    return path


def version_of(path: Path) -> int:
    connection = sqlite3.connect(path)
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    connection.close()
    return int(version)


def test_every_earlier_layout_is_tested() -> None:
    assert EARLIER.keys() == set(range(1, SCHEMA_VERSION))


@pytest.mark.parametrize("version", EARLIER)
def test_an_older_file_is_brought_up_to_date_and_copied_before(
    tmp_path: Path, version: int
) -> None:
    path = laid_out(tmp_path / "p.db", EARLIER[version])
    with open_store(path) as store:
        assert list(store.events()) == OLD_EVENTS
        store.append(answer(1))
    assert version_of(path) == SCHEMA_VERSION
    (backup,) = tmp_path.glob(f"p.backup-20??-??-??-v{version}.db")
    assert version_of(backup) == version
    copy = sqlite3.connect(backup)
    assert copy.execute("SELECT count(*) FROM event").fetchone() == (len(OLD_EVENTS),)
    copy.close()


@pytest.mark.parametrize("version", EARLIER)
def test_a_migrated_file_is_laid_out_like_a_new_one(tmp_path: Path, version: int) -> None:
    def layout(path: Path) -> list[tuple[str, list[tuple[object, ...]]]]:
        open_store(path).close()
        connection = sqlite3.connect(path)
        names = [row[0] for row in connection.execute("SELECT name FROM sqlite_schema ORDER BY 1")]
        columns = [
            (name, connection.execute(f"PRAGMA table_info({name})").fetchall()) for name in names
        ]
        connection.close()
        return columns

    assert layout(laid_out(tmp_path / "old.db", EARLIER[version])) == layout(tmp_path / "new.db")


@pytest.mark.parametrize("version", EARLIER)
def test_two_events_of_one_name_are_both_kept(tmp_path: Path, version: int) -> None:
    double = "INSERT INTO event (at, writer, number, zone, kind, card) VALUES (1772355609000, 1, 3, 0, 4, 1);"
    path = laid_out(tmp_path / "p.db", EARLIER[version] + double)
    with open_store(path) as store:
        again = Buried(id=name(3), at=at(9), card="suez#builder")
        assert list(store.events()) == [*OLD_EVENTS, again]
        assert store.append(again) == len(OLD_EVENTS) + 1
        assert store.append(answer(1)) == len(OLD_EVENTS) + 2
        with pytest.raises(StoreError, match="the name of another"):
            store.append(answer(1, Rating.AGAIN))
        with pytest.raises(StoreError, match="the name of another"):
            store.append(evolve(again, card="suez#length"))
        assert len(list(store.events())) == len(OLD_EVENTS) + 2
    told = CliRunner().invoke(cli, ["history", "--progress", str(path)])
    assert "Two events have one name, and both are kept: old-3\n" in told.stderr


def test_a_backup_that_cannot_be_kept_stops_the_migration(tmp_path: Path) -> None:
    path = laid_out(tmp_path / ("p" * 238 + ".db"), VERSION_1)  # no longer name fits the folder
    with pytest.raises(StoreError, match="no backup can be kept"):
        open_store(path)
    assert version_of(path) == 1


def test_a_file_of_a_newer_quizkit_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "p.db"
    open_store(path).close()
    newer = sqlite3.connect(path)
    newer.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    newer.close()
    before = path.read_bytes()
    with pytest.raises(StoreError, match="newer quizkit"):
        open_store(path)
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["p.db"]
