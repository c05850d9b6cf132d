"""The progress file: an append-only log of events in SQLite.

One file, in write-ahead mode, so that any number of sessions can read and write it at once. An
event is on disk when `append` returns. Nothing here knows what an event means for a card.

The log is clustered by instant: reading it in order is one scan, and uniting two files is an
insert that ignores what is there. Writers and cards are interned, which keeps an answer at about
fifty bytes. A writer is one opening of the file, not a device: a copy of the file taken to another
machine then never gives out the same event id twice.
"""

import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Self

from quizkit.errors import StoreError, visible
from quizkit.progress import (
    Answered,
    Buried,
    Event,
    EventId,
    Rated,
    Response,
    Suspended,
    Undone,
)
from quizkit.scheduling import Rating

APPLICATION_ID = 0x717A6B74  # "qzkt", in the file's header
SCHEMA_VERSION = 1

_SCHEMA = """
CREATE TABLE writer (
    number INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    device TEXT NOT NULL
);
CREATE TABLE card (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE
);
CREATE TABLE event (
    at INTEGER NOT NULL,      -- milliseconds since 1970, UTC
    writer INTEGER NOT NULL,
    number INTEGER NOT NULL,  -- the how manieth of its writer
    zone INTEGER NOT NULL,    -- minutes east of UTC, where the learner was
    kind INTEGER NOT NULL,    -- 1 answer, 2 rate, 3 undo, 4 bury, 5 suspend
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
) WITHOUT ROWID;
"""

_ANSWER, _RATE, _UNDO, _BURY, _SUSPEND = 1, 2, 3, 4, 5
_OUTCOMES = {"c": "correct", "n": "close", "p": "partial", "w": "wrong", "s": "self"}
_OUTCOME_LETTERS = {outcome: letter for letter, outcome in _OUTCOMES.items()}


class Store:
    """A progress file that is open; use `open_store` to get one, and `with` to close it.

    `writer` names this opening of the file in the ids of its events.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self.path = path
        self.writer = os.urandom(6).hex()
        self._connection = connection
        self._writer_numbers: dict[str, int] = {}
        self._card_numbers: dict[str, int] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; what was appended is on disk already."""
        self._connection.close()

    def append(self, event: Event) -> None:
        """Write `event` to the log; it is on disk when this returns.

        Raises:
            StoreError: it could not be written, and the log is as it was.
        """
        with _as_store_errors(self.path), self._transaction():
            self._insert(event)

    def events(self) -> Iterator[Event]:
        """Yield every event of the log, by instant.

        Raises:
            StoreError: the file is damaged.
        """
        with _as_store_errors(self.path):
            writers = dict(self._connection.execute("SELECT number, name FROM writer"))
            cards = dict(self._connection.execute("SELECT number, id FROM card"))
            rows = self._connection.execute(
                "SELECT at, writer, number, zone, kind, card, rating, outcome, due, duration,"
                " practice, response, target_writer, target_number"
                " FROM event ORDER BY at, writer, number"
            )
            for row in rows:
                try:
                    yield _event(row, writers, cards)
                except (AssertionError, KeyError, OverflowError, TypeError, ValueError) as error:
                    raise sqlite3.DatabaseError(f"event {row[:3]} makes no sense") from error

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._connection.execute("COMMIT")
        except BaseException:
            self._writer_numbers.clear()  # what was interned is rolled back too
            self._card_numbers.clear()
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise

    def _insert(self, event: Event) -> None:
        row: dict[str, object] = {
            "at": _milliseconds(event.at),
            "writer": self._writer_number(event.id.writer),
            "number": event.id.number,
            "zone": _offset_minutes(event.at),
        }
        match event:
            case Answered():
                row |= {
                    "kind": _ANSWER,
                    "card": self._card_number(event.card),
                    "rating": event.rating,
                    "outcome": _OUTCOME_LETTERS[event.outcome],
                    "due": None if event.due is None else _milliseconds(event.due),
                    "duration": None if event.duration is None else event.duration // _MILLISECOND,
                    "practice": 1 if event.practice else None,
                    "response": _packed(event.response),
                }
            case Rated():
                row |= {
                    "kind": _RATE,
                    "rating": event.rating,
                    "outcome": _OUTCOME_LETTERS.get(event.outcome),
                    "due": None if event.due is None else _milliseconds(event.due),
                    **self._target(event.answer),
                }
            case Undone():
                row |= {"kind": _UNDO, **self._target(event.target)}
            case Buried():
                row |= {"kind": _BURY, "card": self._card_number(event.card)}
            case Suspended():
                row |= {"kind": _SUSPEND, "card": self._card_number(event.card)}
            case _:
                raise TypeError(f"no way to store a {type(event).__name__}")
        names = ", ".join(row)
        marks = ", ".join("?" * len(row))
        self._connection.execute(
            f"INSERT INTO event ({names}) VALUES ({marks})", tuple(row.values())
        )

    def _target(self, target: EventId) -> dict[str, object]:
        return {
            "target_writer": self._writer_number(target.writer),
            "target_number": target.number,
        }

    def _writer_number(self, name: str) -> int:
        if name not in self._writer_numbers:
            self._connection.execute(
                "INSERT OR IGNORE INTO writer (name, device) VALUES (?, ?)", (name, _device())
            )
            found = self._connection.execute("SELECT number FROM writer WHERE name = ?", (name,))
            self._writer_numbers[name] = found.fetchone()[0]
        return self._writer_numbers[name]

    def _card_number(self, card_id: str) -> int:
        if card_id not in self._card_numbers:
            self._connection.execute("INSERT OR IGNORE INTO card (id) VALUES (?)", (card_id,))
            found = self._connection.execute("SELECT number FROM card WHERE id = ?", (card_id,))
            self._card_numbers[card_id] = found.fetchone()[0]
        return self._card_numbers[card_id]


def open_store(path: Path, *, wait: timedelta = timedelta(seconds=5)) -> Store:
    """Open the progress file at `path`; make it, and its folder, if it is not there.

    Args:
        path: the file; beside it SQLite keeps two more while it is open.
        wait: how long to wait for another program's write before giving up.

    Raises:
        StoreError: it cannot be opened or made, it is no progress file, it is damaged, or it was
            written by a newer quizkit. It has not been changed then.
    """
    with _as_store_errors(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(
            path, timeout=wait / timedelta(seconds=1), isolation_level=None
        )
        try:
            _prepare(connection, path)
        except BaseException:
            connection.close()
            raise
    return Store(connection, path)


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    """Check whose file it is, and lay out a new one."""
    if _is_empty(connection):
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("BEGIN IMMEDIATE")
        if _is_empty(connection):  # another session may have been first
            for statement in _SCHEMA.split(";\n"):
                connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        connection.execute("COMMIT")
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if application != APPLICATION_ID:
        raise StoreError(
            f"{_named(path)} is a database of another program; nothing in it was changed\n"
            "fix: name another file with --progress"
        )
    if version > SCHEMA_VERSION:
        raise StoreError(
            f"{_named(path)} was written by a newer quizkit (format {version}, this one reads up "
            f"to {SCHEMA_VERSION}); nothing in it was changed\n"
            "fix: update quizkit, or name another file with --progress"
        )
    connection.execute("PRAGMA synchronous = FULL")


def _is_empty(connection: sqlite3.Connection) -> bool:
    (count,) = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    return bool(count == 0 and application == 0)


@contextmanager
def _as_store_errors(path: Path) -> Iterator[None]:
    """Turn what SQLite and the file system raise into a StoreError that says what to do."""
    try:
        yield
    except (sqlite3.ProgrammingError, sqlite3.NotSupportedError):
        raise  # bugs of ours
    except sqlite3.DatabaseError as error:
        raise StoreError(_explained(error, path)) from error
    except OSError as error:
        raise StoreError(
            f"cannot use the progress file {_named(path)}: {error.strerror or error}\n"
            "fix: make the folder writable, or name another file with --progress"
        ) from error


def _explained(error: sqlite3.DatabaseError, path: Path) -> str:
    name = _named(path)
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return (
            f"the progress file {name} is locked by another program\n"
            "fix: close what holds it (a sync or backup program?), then try again"
        )
    if code == sqlite3.SQLITE_FULL:
        return f"the disk is full, {name} cannot grow\nfix: free some space, then try again"
    if code == sqlite3.SQLITE_READONLY:
        return (
            f"the progress file {name} cannot be written\n"
            "fix: make it and its folder writable, or name another file with --progress"
        )
    if code == sqlite3.SQLITE_CANTOPEN:
        return (
            f"the progress file {name} cannot be opened\n"
            "fix: check that its folder exists and is writable, or name another file with "
            "--progress"
        )
    if code == sqlite3.SQLITE_IOERR:
        return (
            f"the disk failed while using {name}: {error}\n"
            "fix: check the disk and its free space, then try again"
        )
    return (
        f"the progress file {name} is damaged or no progress file: {error}; nothing was "
        "overwritten\n"
        "fix: move it away, or put a backup in its place, then try again"
    )


def _named(path: Path) -> str:
    return visible(str(path))


def _device() -> str:
    """Return a name that tells this machine's answers from those of another."""
    import platform

    return platform.node()


_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)


def _milliseconds(at: datetime) -> int:
    return (at - _EPOCH) // _MILLISECOND


def _offset_minutes(at: datetime) -> int:
    offset = at.utcoffset()
    assert offset is not None  # events carry aware datetimes
    return round(offset / timedelta(minutes=1))


def _instant(milliseconds: int, zone_minutes: int) -> datetime:
    zone = timezone(timedelta(minutes=zone_minutes))
    return (_EPOCH + milliseconds * _MILLISECOND).astimezone(zone)


def _packed(response: Response) -> str | bytes | None:
    """Return a response as SQLite keeps it: a text as text, all else as a blob of JSON."""
    if response is None:
        return None
    if isinstance(response, str):
        try:
            response.encode()
        except UnicodeEncodeError:  # a lone surrogate
            pass
        else:
            if "\0" not in response:
                return response
    return json.dumps(response).encode()


def _unpacked(stored: str | bytes | None) -> Response:
    if isinstance(stored, bytes):
        response: Response = json.loads(stored)
        return response
    return stored


_Row = tuple[
    int,
    int,
    int,
    int,
    int,
    int | None,
    int | None,
    str | None,
    int | None,
    int | None,
    int | None,
    str | bytes | None,
    int | None,
    int | None,
]


def _event(row: _Row, writers: dict[int, str], cards: dict[int, str]) -> Event:
    (at, writer, number, zone, kind, card, rating, outcome, due, duration) = row[:10]
    (practice, response, target_writer, target_number) = row[10:]
    event_id = EventId(writers[writer], number)
    when = _instant(at, zone)
    promised = None if due is None else _instant(due, zone)
    if kind == _ANSWER:
        assert card is not None
        return Answered(
            id=event_id,
            at=when,
            card=cards[card],
            response=_unpacked(response),
            outcome=_OUTCOMES[outcome or "s"],
            rating=None if rating is None else Rating(rating),
            due=promised,
            duration=None if duration is None else duration * _MILLISECOND,
            practice=bool(practice),
        )
    if kind in (_BURY, _SUSPEND):
        assert card is not None
        return (Buried if kind == _BURY else Suspended)(id=event_id, at=when, card=cards[card])
    assert target_writer is not None
    assert target_number is not None
    target = EventId(writers[target_writer], target_number)
    if kind == _RATE:
        assert rating is not None
        return Rated(
            id=event_id,
            at=when,
            answer=target,
            rating=Rating(rating),
            due=promised,
            outcome=_OUTCOMES[outcome] if outcome else "",
        )
    return Undone(id=event_id, at=when, target=target)
