"""The progress file: an append-only log of events in SQLite.

One file, in write-ahead mode, so that any number of sessions can read and write it at once. An
event is on disk when `append` returns. Nothing here knows what an event means for a card.

Events lie in the order in which they arrive, which is all but that of their instants, and the number
of a row is the version of the log after it. Their names are indexed: uniting two files is an insert
that ignores what is there. Writers and cards are interned, which keeps an answer at less than
seventy bytes. A writer is one opening of the file, not a device: a copy of the file taken to another
machine then never gives out the same event id twice.
"""

import os
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from quizkit.errors import StoreError
from quizkit.garbage import undisturbed
from quizkit.progress import Event, SeenDeck, Undone, Wording
from quizkit.progress.instants import milliseconds, minutes_east
from quizkit.scheduling import Calibration
from quizkit.store.faults import FAULTS, store_error
from quizkit.store.log_file import LogFile
from quizkit.store.opening import readable, writable
from quizkit.store.paths import identity, this_device
from quizkit.store.protocol import Records, Snapshot, new_writer
from quizkit.store.rows import ANSWER_COLUMNS, COLUMNS, EventKind, answer_row, row_of
from quizkit.store.seen import put_deck, put_wordings
from quizkit.store.snapshots import SPOILT, drop_snapshot, go_on, read_snapshot, write_snapshot

_INSERT = f"INTO event ({COLUMNS}) VALUES ({', '.join('?' * 16)})"
_APPEND = f"INSERT {_INSERT}"
_APPEND_ANSWER = (  # an answer leaves the last four columns empty; naming twelve is faster
    f"INSERT INTO event ({ANSWER_COLUMNS}) VALUES ({', '.join('?' * 12)})"
)
_UNDO = f"""
    INSERT INTO event (at, zone, writer, number, kind, target_writer, target_number)
    SELECT ?, ?, ?, id, {EventKind.UNDO:d}, writer, number FROM temp.meant WHERE id > ? AND id <= ?
"""
_AT_ONCE = 50_000
_OF_A_WRITER = f"""SELECT {COLUMNS} FROM event
    WHERE writer = (SELECT number FROM writer WHERE name = ?) ORDER BY at, number"""


class SQLiteStore(LogFile):
    """A progress file that is open; use `open_store` to get one, and `with` to close it.

    `writer` names this opening of the file in the ids of its events. Any number of threads may use
    it at once.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path, *, writes: bool = True) -> None:
        super().__init__(connection, path)
        self.writer = new_writer()
        self._writers = {self.writer}  # whose events this opening has written
        self._writes = writes
        self._has_written = False
        self._is_first = True  # the file that was opened still has its name
        self._kept = Snapshot()  # as it was last read or written here

    def close(self) -> None:
        """Close the file; what was appended is on disk, also if another took its place meanwhile.

        Raises:
            StoreError: what this opening has written could not be added to that one.
        """
        with self._lock:
            try:
                if self._has_written and identity(self._name) not in (None, self._file):
                    with self._using():
                        self._follow()
            finally:
                self._has_written = False
                super().close()

    def __repr__(self) -> str:
        return f"<SQLiteStore {self.writer}: {str(self.path)!r}>"

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
                self.go_along(events)
                row = answer_row(events[0], self._numbers) if len(events) == 1 else None
                if row is not None and records is None:
                    # One statement is a transaction by itself, and faster than three.
                    return self._connection.execute(_APPEND_ANSWER, row).lastrowid or 0
        except sqlite3.IntegrityError:
            pass  # its name is known: below it is seen whether it is the same
        except FAULTS as error:
            raise store_error(error, self.path) from error
        with self._using(), self._transaction():
            version = self._add(events)
            before = version - len(events)
            if (settled := _settled(self._connection, events)) is not None:
                version = settled
            elif records is not None and events and before == at and self._is_first:
                given = events, before, records, calibration, basis
                go_on(self._connection, self._numbers, *given)
            return version

    def _add(self, events: Iterable[Event]) -> int:
        """Insert events, those that are there already passed over; return the version then.

        Raises:
            StoreError: an event has the name of another one.
        """
        version: int | None = None
        for event in events:
            try:
                version = self._inserted(event)
            except sqlite3.IntegrityError:
                row = row_of(event, self._numbers)
                there = self._connection.execute(
                    f"SELECT {COLUMNS} FROM event WHERE writer = ? AND number = ?",
                    (row.writer, row.number),
                )
                if row not in there.fetchall():
                    message = f"this answer has the name of another: {event.id}"
                    raise StoreError(message) from None
        if version is None:
            version = self.end()
        return version

    def undo_all(
        self, where: str, values: Mapping[str, int], at: datetime, tell: Callable[[int], object]
    ) -> None:
        """Add an undo of each event that a condition holds of, in one transaction; see `LogEnd`.

        They go to the file that the condition was made for, and along with it.
        """
        name = new_writer()
        self._writers.add(name)
        with self._using(), self._transaction():
            execute = self._connection.execute
            execute("DROP TABLE IF EXISTS temp.meant")
            execute("CREATE TEMP TABLE meant (id INTEGER PRIMARY KEY, writer, number)")
            execute(
                "INSERT INTO temp.meant (writer, number)"
                f" SELECT writer, number FROM event WHERE {where} ORDER BY at, rowid",
                values,
            )
            (count,) = execute("SELECT count(*) FROM temp.meant").fetchone()
            given = milliseconds(at), minutes_east(at), self._numbers.writer(name)
            for done in range(0, count, _AT_ONCE):
                execute(_UNDO, (*given, done, done + _AT_ONCE))
                tell(min(_AT_ONCE, count - done))
            drop_snapshot(self._connection)  # which no event that came since could change

    def _inserted(self, event: Event) -> int | None:
        """Insert an event; return its row number, which is the version of the log with it."""
        row = answer_row(event, self._numbers)
        if row is None:
            return self._connection.execute(_APPEND, row_of(event, self._numbers)).lastrowid
        return self._connection.execute(_APPEND_ANSWER, row).lastrowid

    def snapshot(self) -> Snapshot:
        """Return the snapshot that is kept; an empty one if none is, or it makes no sense."""
        with undisturbed(), self._using(), self._transaction("BEGIN"):
            self._kept = read_snapshot(self._connection)
        return self._kept

    def keep(self, snapshot: Snapshot) -> None:
        """Keep a snapshot, if the file may be written; one that cannot be kept is no error."""
        if self._writes and self._is_first and identity(self._name) == self._file:
            with suppress(StoreError, *SPOILT), self._using(), self._transaction():
                if write_snapshot(self._connection, snapshot, self._numbers, self._kept):
                    self._kept = snapshot

    def keep_here(self, name: str, value: str) -> None:
        """Set something of this file alone that could be worked out again, as `keep` does."""
        if self._writes and self._is_first and identity(self._name) == self._file:
            with suppress(StoreError):
                self.put_here(name, value)

    def drop_snapshot(self) -> None:
        """Drop the snapshot that is kept, if any; the next replay makes one anew."""
        with self.writing() as connection:
            drop_snapshot(connection)

    def remember(self, deck: SeenDeck, wordings: Iterable[Wording], *events: Event) -> None:
        """Write how the notes of a deck read now, and the events that follow from it, all or none.

        Raises:
            StoreError: they could not be written.
        """
        with self.writing(events) as connection:
            self._add(events)
            put_wordings(connection, wordings)
            put_deck(connection, deck)

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
        events = list(events)
        with self.writing() as connection:
            added = self.add_all(events, devices, wordings)
            _settled(connection, events)
            return added

    def add_all(
        self, events: Iterable[Event], devices: Mapping[str, str], wordings: Iterable[Wording]
    ) -> int:
        """Do what `merge` does, within a transaction."""
        for name, device in devices.items():
            self._numbers.writer(name, device)
        rows = [row_of(event, self._numbers) for event in events]
        added = self._connection.executemany(f"INSERT OR IGNORE {_INSERT}", rows).rowcount
        put_wordings(self._connection, wordings)
        return max(0, added)  # -1 of no rows

    def go_along(self, events: Iterable[Event] = ()) -> None:
        """See that what is written next goes to the file that has the name by now; within `alone`."""
        if not self._has_name:
            return
        if identity(self._name) != self._file:
            self._follow()
        self._has_written = True
        self._writers.update([event.id.writer for event in events])

    def _follow(self) -> None:
        """Go on in the file that now has this name, with what this opening has written so far.

        Somebody restored a backup, or removed the file; the one that is open has no name any more.
        Where that cannot be, all that is in it is put beside.
        """
        from quizkit.store.moving import drop_log, left_behind, log_set_aside

        written = [
            event for writer in self._writers for event in self.selected(_OF_A_WRITER, (writer,))
        ]
        aside = log_set_aside(self.place, self._file, self._log)
        try:
            other = open_store(self._name)
            try:
                other.merge(written, dict.fromkeys(self._writers, this_device()))
                drop_log(aside, other.names() if aside else ())
            except BaseException:
                other.close()
                raise
        except StoreError as error:
            raise left_behind(error, self._connection, self.place, self.writer) from error
        self._connection.close()
        self._connection, self._watch = other._connection, other._watch
        self._numbers = other._numbers
        self.place, self._file, self._log = other.place, other._file, other._log
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


def _settled(connection: sqlite3.Connection, events: Iterable[Event]) -> int | None:
    """Put aside or have back what merges brought that some events, just added, take back or restore.

    Returns the version of the log then; None if they do neither.
    """
    if not any(isinstance(event, Undone) for event in events):
        return None
    from quizkit.store.brought import settle, takes_back  # seldom needed

    return settle(connection) if takes_back(connection, events) else None
