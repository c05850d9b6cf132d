"""The progress file: an append-only log of events in SQLite.

One file, in write-ahead mode, so that any number of sessions can read and write it at once. An
event is on disk when `append` returns. Nothing here knows what an event means for a card.

The log is clustered by instant: reading it in order is one scan, and uniting two files is an
insert that ignores what is there. Writers and cards are interned, which keeps an answer at about
fifty bytes. A writer is one opening of the file, not a device: a copy of the file taken to another
machine then never gives out the same event id twice.
"""

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Self

from quizkit.errors import StoreError
from quizkit.progress import Event
from quizkit.store.faults import as_store_errors, damaged
from quizkit.store.rows import COLUMNS, Numbers, event_of, row_of
from quizkit.store.schema import SCHEMA_VERSION, check, create, keep_backup, migrate

__all__ = ["SCHEMA_VERSION", "Store", "open_store"]

_INSERT = f"INSERT INTO event ({COLUMNS}) VALUES ({', '.join('?' * 16)})"


class Store:
    """A progress file that is open; use `open_store` to get one, and `with` to close it.

    `writer` names this opening of the file in the ids of its events.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self.path = path
        self.writer = os.urandom(6).hex()
        self._connection = connection
        self._numbers = Numbers(connection)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; what was appended is on disk already."""
        self._connection.close()

    def append(self, *events: Event) -> None:
        """Write events to the log, all or none; they are on disk when this returns.

        Raises:
            StoreError: they could not be written, and the log is as it was.
        """
        with as_store_errors(self.path), self._transaction():
            self._insert(events)

    def events(self) -> Iterator[Event]:
        """Yield every event of the log, by instant.

        Raises:
            StoreError: the file is damaged.
        """
        with as_store_errors(self.path):
            writers = dict(self._connection.execute("SELECT number, name FROM writer"))
            cards = dict(self._connection.execute("SELECT number, id FROM card"))
            rows = self._connection.execute(
                f"SELECT {COLUMNS} FROM event ORDER BY at, writer, number"
            )
            for row in rows:
                try:
                    event = event_of(row, writers, cards)
                except (KeyError, OverflowError, TypeError, ValueError) as error:
                    raise StoreError(
                        damaged(self.path, f"event {row[:3]} makes no sense")
                    ) from error
                yield event

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._connection.execute("COMMIT")
        except BaseException:
            self._numbers.forget()  # what was interned is rolled back too
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise

    def _insert(self, events: Iterable[Event]) -> None:
        for event in events:
            self._connection.execute(_INSERT, row_of(event, self._numbers))


def open_store(path: Path, *, wait: timedelta = timedelta(seconds=5)) -> Store:
    """Open the progress file at `path`; make it, and its folder, if it is not there.

    Args:
        path: the file; beside it SQLite keeps two more while it is open.
        wait: how long to wait for another program's write before giving up.

    A file of an older quizkit is brought up to date, and a dated copy kept beside it.

    Raises:
        StoreError: it cannot be opened, made or written, it is no progress file, it is damaged,
            or it was written by a newer quizkit. It has not been changed then.
    """
    with as_store_errors(path):
        if not path.exists():
            create(path)
        connection = sqlite3.connect(
            path, timeout=wait / timedelta(seconds=1), isolation_level=None
        )
        try:
            version = check(connection, path)
            connection.execute("PRAGMA synchronous = FULL")
            if version < SCHEMA_VERSION:
                keep_backup(connection, path, version)
                migrate(connection)
            connection.execute("BEGIN IMMEDIATE")  # says now whether answers can be saved
            connection.execute("ROLLBACK")
        except BaseException:
            connection.close()
            raise
    return Store(connection, path)
