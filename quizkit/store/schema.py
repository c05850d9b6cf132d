"""The layout of a progress file: numbered migrations.

A file is laid out beside its place and then put there whole, so a file that is empty has lost what
it held. Before a migration a dated copy is kept. Whose layout a file has, `door` looks.
"""

import sqlite3
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from quizkit.errors import StoreError
from quizkit.store.faults import abandoned, named
from quizkit.store.paths import is_abandoned

APPLICATION_ID = 0x717A6B74  # "qzkt", in the file's header


def _index_names(connection: sqlite3.Connection) -> None:
    """Let no two events have one name, but those that have it already: they are kept, both."""
    doubles = connection.execute(
        "SELECT writer || '-' || number FROM event GROUP BY writer, number HAVING count(*) > 1"
    ).fetchall()
    names = ", ".join(f"'{name}'" for (name,) in doubles)
    told_apart = f", CASE WHEN writer || '-' || number IN ({names}) THEN at ELSE 0 END"
    connection.execute(
        f"CREATE UNIQUE INDEX event_name ON event (writer, number{told_apart if doubles else ''})"
    )


Migration = str | Callable[[sqlite3.Connection], None]

MIGRATIONS: tuple[tuple[Migration, ...], ...] = (
    (
        """
        CREATE TABLE writer (
            number INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE,
            device TEXT NOT NULL
        )
        """,
        """
        CREATE TABLE card (
            number INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE
        )
        """,
        """
        CREATE TABLE event (
            at INTEGER NOT NULL,      -- milliseconds since 1970, UTC
            writer INTEGER NOT NULL,
            number INTEGER NOT NULL,  -- 1-based, among those of its writer
            zone INTEGER NOT NULL,    -- minutes east of UTC, where the learner was
            kind INTEGER NOT NULL,    -- see `rows.EventKind`
            card INTEGER,
            rating INTEGER,
            outcome TEXT,
            due INTEGER,              -- milliseconds since 1970, UTC
            duration INTEGER,         -- milliseconds
            practice INTEGER,         -- 1 or NULL
            response,                 -- text as typed; a blob of JSON where it is not one text; or NULL
            target_writer INTEGER,    -- the event that a rate or an undo names
            target_number INTEGER,
            PRIMARY KEY (at, writer, number)
        ) WITHOUT ROWID
        """,
    ),
    (
        "ALTER TABLE event ADD COLUMN name TEXT",  # of a setting; its value is in response
        "ALTER TABLE event ADD COLUMN other_card INTEGER",  # to which progress is carried over
        """
        CREATE TABLE wording (        -- how each note read when last seen, to know it again when edited
            note TEXT PRIMARY KEY,    -- deck#note
            at INTEGER NOT NULL,      -- when it was seen, milliseconds since 1970, UTC
            kind TEXT NOT NULL,
            prompt TEXT NOT NULL,
            answers TEXT NOT NULL     -- JSON: the right answers of each card, by the end of its id
        ) WITHOUT ROWID
        """,
        """
        CREATE TABLE deck (           -- where each deck was last seen on each device
            id TEXT NOT NULL,
            device TEXT NOT NULL,
            path TEXT NOT NULL,
            stamp TEXT NOT NULL,      -- of the file: unchanged means that nothing in it was edited
            PRIMARY KEY (id, device)
        ) WITHOUT ROWID
        """,
    ),
    (
        "ALTER TABLE event RENAME TO event_2",
        # In the order in which events arrive: the row id is the version of the log after each.
        """
        CREATE TABLE event (
            at INTEGER NOT NULL,      -- milliseconds since 1970, UTC
            writer INTEGER NOT NULL,
            number INTEGER NOT NULL,  -- 1-based, among those of its writer
            zone INTEGER NOT NULL,    -- minutes east of UTC, where the learner was
            kind INTEGER NOT NULL,    -- see `rows.EventKind`
            card INTEGER,
            rating INTEGER,
            outcome TEXT,
            due INTEGER,              -- milliseconds since 1970, UTC
            duration INTEGER,         -- milliseconds
            practice INTEGER,         -- 1 or NULL
            response,                 -- text as typed; a blob of JSON where it is not one text; or NULL.
                                      -- Of a setting its value; of a card rescheduled, what another
                                      -- program remembered of it, as a blob of JSON
            target_writer INTEGER,    -- the event that a rate or an undo names
            target_number INTEGER,
            name TEXT,                -- of a setting
            other_card INTEGER        -- to which progress is carried over
        )
        """,
        "INSERT INTO event SELECT * FROM event_2 ORDER BY at, writer, number",
        "DROP TABLE event_2",
        _index_names,
    ),
    (
        "CREATE INDEX event_rare ON event (kind) WHERE kind <> 1",  # all but answers
        """
        CREATE TABLE snapshot (       -- what the log amounted to: a cache, empty or one row
            only INTEGER PRIMARY KEY CHECK (only = 1),
            version INTEGER NOT NULL, -- how many events the log had
            newest INTEGER,           -- instant of the newest, milliseconds since 1970, UTC
            basis TEXT NOT NULL,      -- by what it was worked out
            calibration TEXT          -- JSON, as Calibration.to_dict
        )
        """,
        """
        CREATE TABLE record (         -- of the snapshot: what it says of each card
            card INTEGER PRIMARY KEY,
            phase INTEGER NOT NULL,   -- as scheduling.Phase
            step INTEGER,
            model INTEGER,            -- whose memory: 1 FSRS-6, 2 FSRS-7; or NULL
            a REAL, b REAL, c REAL,   -- its fields, in order
            due INTEGER,              -- milliseconds since 1970, UTC
            due_zone INTEGER,         -- minutes east of UTC
            reviewed INTEGER,         -- the last review, milliseconds since 1970, UTC
            zone INTEGER,             -- minutes east of UTC
            reviews INTEGER NOT NULL,
            lapses INTEGER NOT NULL,
            study_days INTEGER NOT NULL,
            first_day INTEGER,        -- study days by their numbers
            last_day INTEGER,
            last_rating INTEGER,
            buried_day INTEGER,
            suspended INTEGER NOT NULL
        )
        """,
        """
        CREATE TABLE renamed (        -- of the snapshot: cards carried over, and what each is now
            card INTEGER PRIMARY KEY,
            now INTEGER NOT NULL
        )
        """,
    ),
    (
        "DROP TABLE snapshot",
        "DROP TABLE record",
        """
        CREATE TABLE snapshot (       -- what the log amounted to: a cache, empty or one row
            only INTEGER PRIMARY KEY CHECK (only = 1),
            version INTEGER NOT NULL, -- how many events the log had
            newest INTEGER,           -- instant of the newest, milliseconds since 1970, UTC
            whole INTEGER NOT NULL,   -- since which version no row was taken away or renamed
            basis TEXT NOT NULL,      -- by what it was worked out
            calibration BLOB,         -- see `packed`
            seal INTEGER NOT NULL     -- over all of it, see `snapshots`
        )
        """,
        """
        CREATE TABLE record (         -- of the snapshot: what it says of each card
            card INTEGER PRIMARY KEY,
            version INTEGER NOT NULL, -- how many events the log had when this was last changed
            state BLOB NOT NULL       -- see `packed` and `sealed`
        )
        """,
        """
        CREATE TABLE peak (           -- a cache: where to look for the newest events
            version INTEGER PRIMARY KEY,
            newest INTEGER NOT NULL   -- instant of the newest of the first so many events
        )
        """,
        """
        CREATE TABLE here (           -- of this file alone, never merged onward: settings, counts
            name TEXT PRIMARY KEY,
            value TEXT NOT NULL
        ) WITHOUT ROWID
        """,
        """
        CREATE TABLE aside (          -- events of merges taken back: kept, never replayed
            at INTEGER NOT NULL,
            writer INTEGER NOT NULL,
            number INTEGER NOT NULL,
            zone INTEGER NOT NULL,
            kind INTEGER NOT NULL,
            card INTEGER,
            rating INTEGER,
            outcome TEXT,
            due INTEGER,
            duration INTEGER,
            practice INTEGER,
            response,
            target_writer INTEGER,
            target_number INTEGER,
            name TEXT,
            other_card INTEGER,
            since INTEGER NOT NULL,   -- when they were put here, milliseconds since 1970, UTC
            PRIMARY KEY (writer, number)
        ) WITHOUT ROWID
        """,
    ),
    (),  # flags, which an older quizkit would take for damage: the layout is as it was
    (
        """
        CREATE TABLE exported (       -- of this file alone: notes as they went out to Anki
            note TEXT PRIMARY KEY,    -- `deck#note`, with what a card's id has behind it
            digest TEXT NOT NULL,     -- of what was written of it
            at INTEGER NOT NULL       -- when that became so, seconds since 1970, UTC
        ) WITHOUT ROWID
        """,
    ),
)
"""What makes each version of the layout out of the one before; version 0 is an empty file."""

SCHEMA_VERSION = len(MIGRATIONS)
"""The layout of progress files that this quizkit writes; older ones are brought up to it."""


def create(path: Path) -> None:
    """Lay out a new file at `path`, unless another session was first.

    Raises:
        OSError, sqlite3.Error: it cannot be made; nothing is left behind.
    """
    if is_abandoned(path):  # SQLite would lay what is left over the new file
        raise abandoned(path)
    from quizkit.store.placing import place  # once in the life of a file

    place(path, migrate)


def migrate(connection: sqlite3.Connection) -> None:
    """Bring an open file to the newest layout, in one transaction."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        for statements in MIGRATIONS[version:]:
            for step in statements:
                if callable(step):
                    step(connection)
                else:
                    connection.execute(step)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        connection.execute("COMMIT")
    except BaseException:
        connection.rollback()  # if SQLite has not done so
        raise


def keep_backup(connection: sqlite3.Connection, path: Path, version: int) -> None:
    """Copy an open file beside itself, named by the day it was last written.

    Raises:
        StoreError: it cannot be written whole.
    """
    from quizkit.store.placing import place

    day = datetime.fromtimestamp(path.stat().st_mtime)
    backup = path.with_name(f"{path.stem}.backup-{day:%Y-%m-%d}-v{version}{path.suffix}")
    try:
        place(backup, connection.backup)
    except (OSError, sqlite3.Error, StoreError) as error:
        raise StoreError(
            f"{named(path)} was written by an older quizkit, and no backup can be kept before it "
            f"is brought up to date ({error}); it was not changed\n"
            "fix: make room on the disk and the folder writable, then try again"
        ) from error
