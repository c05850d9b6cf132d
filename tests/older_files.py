"""Progress files as earlier layouts had them, and the events they hold."""

import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

from quizkit.progress import Answered, Buried, Event, EventId, Rated, Suspended, Undone
from quizkit.scheduling import Rating

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
VERSION_3 = (
    VERSION_2
    + """
ALTER TABLE event RENAME TO event_2;
CREATE TABLE event (
    at INTEGER NOT NULL, writer INTEGER NOT NULL, number INTEGER NOT NULL, zone INTEGER NOT NULL,
    kind INTEGER NOT NULL, card INTEGER, rating INTEGER, outcome TEXT, due INTEGER,
    duration INTEGER, practice INTEGER, response, target_writer INTEGER, target_number INTEGER,
    name TEXT, other_card INTEGER
);
INSERT INTO event SELECT * FROM event_2 ORDER BY at, writer, number;
DROP TABLE event_2;
CREATE UNIQUE INDEX event_name ON event (writer, number);
PRAGMA user_version = 3;
"""
)
VERSION_4 = (
    VERSION_3
    + """
CREATE INDEX event_rare ON event (kind) WHERE kind <> 1;
CREATE TABLE snapshot (
    only INTEGER PRIMARY KEY CHECK (only = 1), version INTEGER NOT NULL, newest INTEGER,
    basis TEXT NOT NULL, calibration TEXT
);
CREATE TABLE record (
    card INTEGER PRIMARY KEY, phase INTEGER NOT NULL, step INTEGER, model INTEGER,
    a REAL, b REAL, c REAL, due INTEGER, due_zone INTEGER, reviewed INTEGER, zone INTEGER,
    reviews INTEGER NOT NULL, lapses INTEGER NOT NULL, study_days INTEGER NOT NULL,
    first_day INTEGER, last_day INTEGER, last_rating INTEGER, buried_day INTEGER,
    suspended INTEGER NOT NULL
);
CREATE TABLE renamed (card INTEGER PRIMARY KEY, now INTEGER NOT NULL);
PRAGMA user_version = 4;
"""
)
VERSION_5 = (
    VERSION_4
    + """
DROP TABLE snapshot;
DROP TABLE record;
CREATE TABLE snapshot (
    only INTEGER PRIMARY KEY CHECK (only = 1), version INTEGER NOT NULL, newest INTEGER,
    whole INTEGER NOT NULL, basis TEXT NOT NULL, calibration BLOB, seal INTEGER NOT NULL
);
CREATE TABLE record (
    card INTEGER PRIMARY KEY, version INTEGER NOT NULL, state BLOB NOT NULL
);
CREATE TABLE peak (version INTEGER PRIMARY KEY, newest INTEGER NOT NULL);
CREATE TABLE here (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE aside (
    at INTEGER NOT NULL, writer INTEGER NOT NULL, number INTEGER NOT NULL, zone INTEGER NOT NULL,
    kind INTEGER NOT NULL, card INTEGER, rating INTEGER, outcome TEXT, due INTEGER,
    duration INTEGER, practice INTEGER, response, target_writer INTEGER, target_number INTEGER,
    name TEXT, other_card INTEGER, since INTEGER NOT NULL, PRIMARY KEY (writer, number)
) WITHOUT ROWID;
PRAGMA user_version = 5;
"""
)
VERSION_6 = VERSION_5 + "PRAGMA user_version = 6;"
EARLIER = {1: VERSION_1, 2: VERSION_2, 3: VERSION_3, 4: VERSION_4, 5: VERSION_5, 6: VERSION_6}


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
