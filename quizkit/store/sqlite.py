"""The progress file: an append-only log of events in SQLite.

One file, in write-ahead mode, so that any number of sessions can read and write it at once. An
event is on disk when `append` returns. Nothing here knows what an event means for a card.

Events lie in the order in which they arrive, which is all but that of their instants, and the number
of a row is the version of the log after it. Their names are indexed: uniting two files is an insert
that ignores what is there. Writers and cards are interned, which keeps an answer at less than
seventy bytes. A writer is one opening of the file, not a device: a copy of the file taken to another
machine then never gives out the same event id twice.
"""

import json
import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import timedelta
from functools import partial
from pathlib import Path
from threading import RLock
from typing import Any, Self

from quizkit.errors import StoreError
from quizkit.garbage import undisturbed
from quizkit.progress import AnswerRow, Event, EventId, Log, RatingRow, SeenDeck, Wording
from quizkit.progress.instants import milliseconds
from quizkit.scheduling import Calibration
from quizkit.store.faults import FAULTS, as_store_errors, damaged, store_error
from quizkit.store.opening import identity, readable, wal_of, writable
from quizkit.store.protocol import Records, Snapshot, new_writer
from quizkit.store.rows import (
    ANSWER_COLUMNS,
    COLUMNS,
    NONSENSE,
    EventKind,
    Names,
    Numbers,
    event_of,
    row_of,
    this_device,
    wording_of,
)
from quizkit.store.snapshots import go_on, read_snapshot, write_snapshot

_INSERT = f"INTO event ({COLUMNS}) VALUES ({', '.join('?' * 16)})"
_APPEND = f"INSERT {_INSERT}"
_APPEND_ANSWER = (  # an answer leaves the last four columns empty; naming twelve is faster
    f"INSERT INTO event ({ANSWER_COLUMNS}) VALUES ({', '.join('?' * 12)})"
)
_ANSWERS = f"SELECT {', '.join(AnswerRow._fields)} FROM event WHERE kind = {EventKind.ANSWER:d}"
_RATINGS = (  # by the index of all but answers
    "SELECT at, writer, number, target_writer, target_number, rating, due FROM event"
    f" WHERE kind <> {EventKind.ANSWER:d} AND kind = {EventKind.RATE:d}"
)
_BY_INSTANT = "ORDER BY at, writer, number"
_OTHERS = f"SELECT {COLUMNS} FROM event WHERE kind <> {EventKind.ANSWER:d} {_BY_INSTANT}"
_RARE = (
    f"SELECT {COLUMNS} FROM event WHERE kind <> {EventKind.ANSWER:d} AND kind <> {EventKind.RATE:d}"
    f" {_BY_INSTANT}"
)
_SINCE = f"SELECT {COLUMNS} FROM event WHERE rowid > ? {_BY_INSTANT}"

_Values = Mapping[str, object] | Sequence[object]


class _Looked(dict[int, str]):
    """Names by their numbers, each looked up when it is first asked for."""

    def __init__(self, connection: sqlite3.Connection, query: str) -> None:
        self._connection, self._query = connection, query

    def __missing__(self, number: object) -> str:
        for (name,) in self._connection.execute(self._query, (number,)):
            if isinstance(name, str):
                return name
        raise KeyError(number)


class SQLiteStore:
    """A progress file that is open; use `open_store` to get one, and `with` to close it.

    `writer` names this opening of the file in the ids of its events. Any number of threads may use
    it at once.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path, *, writes: bool = True) -> None:
        self.path = path
        self.writer = new_writer()
        self._writers = {self.writer}  # whose events this opening has written
        self._lock = RLock()
        self._connection = connection
        self._numbers = Numbers(connection)
        self._file, self._log = identity(path), identity(wal_of(path))
        self._writes = writes
        self._is_first = True  # the file that was opened still has its name
        self._kept = Snapshot()  # as it was last read or written here

    def __repr__(self) -> str:
        return f"<SQLiteStore {self.writer}: {str(self.path)!r}>"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; what was appended is on disk already."""
        with self._lock:
            self._connection.close()

    def append(
        self,
        *events: Event,
        at: int | None = None,
        records: Records | None = None,
        calibration: Calibration | None = None,
        basis: str = "",
    ) -> int:
        """Write events to the log, all or none; see `Store.append`.

        They are on disk when this returns. If another file was put in the place of this one, what
        this opening has written goes there too.
        """
        try:  # not `_using`: every answer comes here, and that would be slow
            with self._lock:
                if identity(self.path) != self._file:
                    self._follow()
                for event in events:
                    self._writers.add(event.id.writer)
                row = self._numbers.answer_row(events[0]) if len(events) == 1 else None
                if row is not None and records is None:
                    # One statement is a transaction by itself, and faster than three. Rows are
                    # numbered as they come: the last number is the version.
                    return self._connection.execute(_APPEND_ANSWER, row).lastrowid or 0
        except sqlite3.IntegrityError:
            pass  # its name is known: below it is seen whether it is the same
        except FAULTS as error:
            raise store_error(error, self.path) from error
        with self._using(), self._transaction():
            version = self._add(events)
            before = version - len(events)
            if records is not None and events and before == at and self._is_first:
                with self._savepoint():
                    given = events, before, records, calibration, basis
                    go_on(self._connection, self._numbers, *given)
            return version

    def _add(self, events: Iterable[Event]) -> int:
        """Insert events, those that are there already passed over; return the version then.

        Raises:
            StoreError: an event has the name of another one.
        """
        for event in events:
            row = row_of(event, self._numbers)
            try:
                self._connection.execute(_APPEND, row)
            except sqlite3.IntegrityError:
                there = self._connection.execute(
                    f"SELECT {COLUMNS} FROM event WHERE writer = ? AND number = ?",
                    (row.writer, row.number),
                )
                if row not in there.fetchall():
                    message = f"this answer has the name of another: {event.id}"
                    raise StoreError(message) from None
        (version,) = self._connection.execute("SELECT max(rowid) FROM event").fetchone()
        return version or 0

    def snapshot(self) -> Snapshot:
        """Return the snapshot that is kept; an empty one if none is, or it makes no sense."""
        with self._using(), self._transaction("BEGIN"):
            self._kept = read_snapshot(self._connection)
        return self._kept

    def moves_alone(self, targets: Iterable[str], version: int) -> bool:
        """Return whether cards may be carried to these ids without a replay; see `TellsMoves`."""
        self.mean("SELECT number FROM card WHERE id = ?", targets)
        query = f"""
            SELECT 1 FROM event WHERE kind = {EventKind.ANSWER:d}
                AND due IS NULL AND rating IS NOT NULL AND practice IS NULL
            UNION ALL SELECT 1 FROM event WHERE kind <> {EventKind.ANSWER:d} AND (
                kind = {EventKind.RATE:d} AND due IS NULL
                OR kind = {EventKind.CARRY_OVER:d} AND rowid <= ? AND other_card IN temp.meant
            ) LIMIT 1"""
        return not self.select(query, (version,))

    def keep(self, snapshot: Snapshot) -> None:
        """Keep a snapshot, if the file may be written; one that cannot be kept is no error."""
        if self._writes and self._is_first:
            with suppress(StoreError, *NONSENSE), self._using(), self._transaction():
                if write_snapshot(self._connection, snapshot, self._numbers, self._kept):
                    self._kept = snapshot

    @contextmanager
    def log(self) -> Iterator[Log]:
        """Give the log as a replay reads it, to use within the `with` block.

        Answers are not looked at until they are used; if that shows that one of them makes no
        sense, the file is damaged. After the block they are gone, as many take much memory.

        Raises:
            StoreError: the file is damaged.
        """
        answers: list[AnswerRow] = []
        with undisturbed():
            try:
                with self._using(), self._transaction("BEGIN"):
                    log = self._whole_log(answers)
                yield log
            except NONSENSE:
                for _ in self.events():  # says which event makes no sense
                    pass
                raise
            finally:
                answers.clear()

    def _whole_log(self, answers: list[AnswerRow]) -> Log:
        names = self._names()
        # `AnswerRow._make` without its check of the length, which takes thrice the time: the rows
        # of a million answers are a quarter of the rebuild in `bench_progress.py`.
        as_row = partial(tuple.__new__, AnswerRow)
        answers += map(as_row, self._connection.execute(_ANSWERS))
        as_rating = partial(tuple.__new__, RatingRow)
        ratings = list(map(as_rating, self._connection.execute(_RATINGS)))
        others = self._connection.execute(_RARE)
        return Log(answers, list(self._read(others, names)), names.cards, names.writers, ratings)

    def other_events(self) -> list[Event]:
        """Return all events but answers, by instant; they are few.

        Raises:
            StoreError: the file is damaged.
        """
        with self._using():
            return list(self._read(self._connection.execute(_OTHERS), self._names()))

    def events(self, *, since: int = 0) -> Iterator[Event]:
        """Yield the events that arrived after a version of the log, by instant.

        Raises:
            StoreError: the file is damaged.
        """
        with self._using():
            rows = self._connection.execute(_SINCE, (since,)).fetchall()
            names = self._names()
        yield from self._read(rows, names)

    def select(self, query: str, values: _Values = ()) -> list[tuple[Any, ...]]:
        """Return the rows that a query finds: for the rest of this room."""
        with self._using():
            return self._connection.execute(query, values).fetchall()

    def selected(self, query: str, values: _Values = ()) -> list[Event]:
        """Return the events that a query of COLUMNS finds, and look up no names but theirs."""
        with self._using():
            rows = self._connection.execute(query, values).fetchall()
            writer = _Looked(self._connection, "SELECT name FROM writer WHERE number = ?")
            card = _Looked(self._connection, "SELECT id FROM card WHERE number = ?")
            return list(self._read(rows, Names(writer, card)))

    def mean(self, query: str, values: Iterable[str]) -> None:
        """Let the table temp.meant hold the numbers of cards that a query finds for each value."""
        with self._using(), self._transaction("BEGIN"):
            self._connection.execute("DROP TABLE IF EXISTS temp.meant")
            self._connection.execute("CREATE TEMP TABLE meant (card INTEGER PRIMARY KEY)")
            self._connection.executemany(
                f"INSERT OR IGNORE INTO temp.meant {query}", ((value,) for value in values)
            )

    def _names(self) -> Names:
        return Names(
            self._texts("SELECT number, name FROM writer"),
            self._texts("SELECT number, id FROM card"),
        )

    def _texts(self, query: str) -> dict[Any, str]:
        found = dict(self._connection.execute(query))
        if not all(isinstance(text, str) for text in found.values()):
            raise damaged(self.path, "a name makes no sense")
        return found

    def _read(self, rows: Iterable[tuple[Any, ...]], names: Names) -> Iterator[Event]:
        for row in rows:
            try:
                event = event_of(row, names)
            except NONSENSE as error:
                raise damaged(self.path, f"event {row[:3]} makes no sense") from error
            yield event

    def names(self) -> set[EventId]:
        """Return the id of every event."""
        with self._using():
            rows = self._connection.execute(
                "SELECT writer.name, event.number FROM event JOIN writer ON writer.number = event.writer"
            )
            return set(map(EventId._make, rows))

    def devices(self) -> dict[str, str]:
        """Return the name of the device of each writer."""
        with self._using():
            return self._texts("SELECT name, device FROM writer")

    def writers_here(self) -> set[str]:
        """Return the names under which this device has written."""
        here = this_device()
        return {writer for writer, device in self.devices().items() if device == here}

    def wordings(self, deck_id: str = "") -> dict[str, Wording]:
        """Return the last seen wording of each note of a deck, or of all, by `deck#note`."""
        first, end = (f"{deck_id}#", f"{deck_id}$") if deck_id else ("", "\U0010ffff")
        with self._using():
            try:
                return {
                    row[0]: wording_of(row)
                    for row in self._connection.execute(
                        "SELECT note, at, kind, prompt, answers FROM wording"
                        " WHERE note >= ? AND note < ?",
                        (first, end),
                    )
                }
            except NONSENSE as error:
                raise damaged(self.path, "a wording makes no sense") from error

    def seen_decks(self) -> dict[str, SeenDeck]:
        """Return each deck as this device last saw it, by id."""
        with self._using():
            rows = self._connection.execute(
                "SELECT id, path, stamp FROM deck WHERE device = ?", (this_device(),)
            )
            return {row[0]: SeenDeck(*row) for row in rows}

    def remember(self, deck: SeenDeck, wordings: Iterable[Wording], *events: Event) -> None:
        """Write how the notes of a deck read now, and the events that follow from it, all or none.

        Raises:
            StoreError: they could not be written.
        """
        with self._using(), self._transaction():
            self._add(events)
            self._put_wordings(wordings)
            self._connection.execute(
                "INSERT OR REPLACE INTO deck (id, device, path, stamp) VALUES (?, ?, ?, ?)",
                (deck.id, this_device(), deck.path, deck.stamp),
            )

    def merge(
        self,
        events: Iterable[Event],
        devices: Mapping[str, str],
        wordings: Iterable[Wording] = (),
    ) -> int:
        """Add the events that are not there yet, and newer wordings; return how many were new.

        An event whose name is known is left, whatever it holds: what is here stands.

        Raises:
            StoreError: they could not be written, and the file is as it was.
        """
        with self._using(), self._transaction():
            return self.add_all(events, devices, wordings)

    def add_all(
        self, events: Iterable[Event], devices: Mapping[str, str], wordings: Iterable[Wording]
    ) -> int:
        """Do what `merge` does, within a transaction."""
        for name, device in devices.items():
            self._numbers.writer(name, device)
        rows = [row_of(event, self._numbers) for event in events]
        added = self._connection.executemany(f"INSERT OR IGNORE {_INSERT}", rows).rowcount
        self._put_wordings(wordings)
        return max(0, added)  # -1 of no rows

    @contextmanager
    def attached(self, other: Path) -> Iterator[sqlite3.Connection]:
        """Attach another file as `theirs`, to be read, in a transaction that writes to this one."""
        with self._using():
            how = "ro" if wal_of(other).exists() else "rw"  # as `readable`, to leave no file behind
            place = f"{other.absolute().as_uri()}?mode={how}"
            self._connection.execute("ATTACH ? AS theirs", (place,))
            try:
                with self._transaction():
                    yield self._connection
            finally:
                with suppress(sqlite3.OperationalError):  # what interrupted it goes before
                    self._connection.execute("DETACH theirs")

    def _put_wordings(self, wordings: Iterable[Wording]) -> None:
        # Of two wordings the newer stands, whichever came first; at one instant any, but the same.
        self._connection.executemany(
            "INSERT INTO wording (note, at, kind, prompt, answers) VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT (note) DO UPDATE SET at = excluded.at, kind = excluded.kind,"
            " prompt = excluded.prompt, answers = excluded.answers"
            " WHERE (excluded.at, excluded.kind, excluded.prompt, excluded.answers)"
            " > (at, kind, prompt, answers)",
            [
                (note, milliseconds(at), kind, prompt, json.dumps(dict(answers), sort_keys=True))
                for note, at, kind, prompt, answers in wordings
            ],
        )

    @contextmanager
    def _using(self) -> Iterator[None]:
        """Keep other threads from the connection within the `with` block; raise StoreErrors."""
        with self._lock, as_store_errors(self.path):
            yield

    @contextmanager
    def _transaction(self, begin: str = "BEGIN IMMEDIATE") -> Iterator[None]:
        self._connection.execute(begin)
        try:
            yield
            self._connection.execute("COMMIT")
        except BaseException:
            self._numbers.forget()  # what was interned is rolled back too
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise

    @contextmanager
    def _savepoint(self) -> Iterator[None]:
        """Take back what is written within the `with` block if it fails, and nothing else."""
        self._connection.execute("SAVEPOINT before")
        try:
            yield
        except (sqlite3.DatabaseError, *NONSENSE):
            self._connection.execute("ROLLBACK TO before")
            self._numbers.forget()

    def _follow(self) -> None:
        """Go on in the file that now has this name, with what this opening has written so far.

        Somebody restored a backup, or removed the file; the one that is open has no name any more.
        """
        written = [event for event in self.events() if event.id.writer in self._writers]
        log = wal_of(self.path)
        if identity(log) == self._log:  # it belongs to the old file, and would spoil the new one
            log.rename(f"{self.path}-wal.{new_writer()}")
        other = open_store(self.path)
        try:
            other.merge(written, dict.fromkeys(self._writers, this_device()))
        except BaseException:
            other.close()
            raise
        self._connection.close()
        self._connection, self._numbers = other._connection, other._numbers
        self._file, self._log = other._file, other._log
        self._is_first = False  # what is known of the log, and its version, was of the other file


def open_store(
    path: str | os.PathLike[str], *, wait: timedelta = timedelta(seconds=5)
) -> SQLiteStore:
    """Open the progress file at `path`; make it, and its folder, if it is not there.

    A file of an older quizkit is brought up to date, and a dated copy kept beside it.

    Args:
        path: the file; beside it SQLite keeps two more while it is open.
        wait: how long to wait for another program's write before giving up.

    Raises:
        StoreError: it cannot be opened, made or written, it is no progress file, it is damaged,
            or it was written by a newer quizkit. It has not been changed then.
    """
    path = Path(path)
    return SQLiteStore(writable(path, wait), path)


def read_store(
    path: str | os.PathLike[str], *, wait: timedelta = timedelta(seconds=5)
) -> SQLiteStore:
    """Open a progress file to read it only, wherever it lies; nothing of it is changed.

    Raises:
        StoreError: as `open_store`; and it is not there.
    """
    path = Path(path)
    return SQLiteStore(readable(path, wait), path, writes=False)
