"""A progress file that is open: transactions, and its rows as events with the names they have.

`log_file` stands on this, and reads the log; on that stands `sqlite`, and writes it.
"""

import sqlite3
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import RLock
from typing import Any, Self

from quizkit.progress import Event, EventId
from quizkit.store.door import Connection, check, opened_by, size_of, watch_of, watched
from quizkit.store.faults import as_store_errors, damaged
from quizkit.store.names import Names, Numbers, are_texts, are_writers
from quizkit.store.paths import real, to_read, uri_of
from quizkit.store.rows import NONSENSE, event_of
from quizkit.store.runs import Runs

IMPORT = "import:"
"""Before the name of an event, in the table `here`: what is kept with an import."""
_IMPORTS = f"BETWEEN '{IMPORT}' AND '{IMPORT}~'"  # a writer is letters and figures
_HERE = f"SELECT name, value FROM here WHERE name NOT {_IMPORTS}"
_KEPT = f"SELECT substr(name, {len(IMPORT) + 1}), value FROM here WHERE name {_IMPORTS}"
_WRITERS = "SELECT number, name FROM writer"

_Values = Mapping[str, object] | Sequence[object]


class _Looked(dict[int, str]):
    """Names by their numbers, each looked up when it is first asked for."""

    def __init__(
        self, connection: sqlite3.Connection, query: str, are_names: Callable[[list[object]], bool]
    ) -> None:
        self._connection, self._query, self._are_names = connection, query, are_names

    def __missing__(self, number: int) -> str:
        for (name,) in self._connection.execute(self._query, (number,)):
            if self._are_names([name]):
                return self.setdefault(number, name)
        raise KeyError(number)


class OpenFile(ABC):
    """A progress file that is open, for the rest of this room; any thread may use it."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self.path = path
        self._lock = RLock()
        self._connection, self._watch = connection, watch_of(connection)
        self._numbers = Numbers(connection)
        self._name = path.absolute()  # wherever this process goes
        self.place = real(self._name)
        self._file, self._log = opened_by(connection, self.place)
        # A file that is being made lies beside its place, and has the name of no other.
        self._has_name = isinstance(connection, Connection)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; what was appended is on disk already."""
        with self._lock:
            self._connection.close()

    @contextmanager
    def ticking(self, tick: Callable[[], object]) -> Iterator[None]:
        """Have something done within the `with` block whenever SQLite was busy for a while."""
        self._watch.tick = tick
        try:
            yield
        finally:
            self._watch.tick = None

    def count(self) -> int:
        """Return the number of events; of a file that lost some, no fewer than there are."""
        return self.end() - self.gone()  # rows are numbered as they come

    def select(self, query: str, values: _Values = ()) -> list[tuple[Any, ...]]:
        """Return the rows that a query finds."""
        with self._using():
            return self._rows(query, values)

    def checked(self, check: str) -> list[str]:
        """Return what `PRAGMA quick_check` or `integrity_check` finds, however long that takes."""
        with self._lock, as_store_errors(self.path):
            self._watch.spare()
            rows = self._connection.execute(f"PRAGMA {check}").fetchall()
        told = [str(found).removeprefix("*** in database main ***\n") for (found,) in rows]
        return [line for each in told for line in each.splitlines()]

    def selected(self, query: str, values: _Values = ()) -> list[Event]:
        """Return the events that a query of COLUMNS finds, and look up no names but theirs."""
        with self._using():
            rows = self._rows(query, values)
            of_writer = "SELECT name FROM writer WHERE number = ?"
            writer = _Looked(self._connection, of_writer, are_writers)
            card = _Looked(self._connection, "SELECT id FROM card WHERE number = ?", are_texts)
            return list(self._read(rows, Names(writer, card)))

    def _rows(self, query: str, values: _Values) -> list[tuple[Any, ...]]:
        try:
            return self._connection.execute(query, values).fetchall()
        except UnicodeEncodeError:  # of bytes that are no text: no file holds it
            return []

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Keep other threads, which have the same temporary tables, out within the `with` block."""
        with self._using():
            yield

    @abstractmethod
    def go_along(self, events: Iterable[Event] = ()) -> None:
        """See that what is written next goes to the file that has the name by now; within `alone`.

        Args:
            events: those that are written next, by whatever writers.
        """

    def mean(self, cards: Iterable[str]) -> None:
        """Let the table temp.meant hold the numbers of some cards; to use within `alone`."""
        with self._using(), self._transaction("BEGIN"):
            self._connection.execute("DROP TABLE IF EXISTS temp.meant")
            self._connection.execute("CREATE TEMP TABLE meant (card INTEGER PRIMARY KEY)")
            self._connection.executemany(
                "INSERT OR IGNORE INTO temp.meant SELECT number FROM card WHERE id = ?",
                ((card,) for card in cards),
            )

    def put_aside(self, names: Iterable[EventId]) -> None:
        """Let the table temp.gone hold the names of some events; to use within `alone`."""
        with self._using(), self._transaction("BEGIN"):
            self._connection.execute("DROP TABLE IF EXISTS temp.gone")
            self._connection.execute("CREATE TEMP TABLE gone (writer, number)")
            writers = {name: number for number, name in self._texts(_WRITERS).items()}
            self._connection.executemany(
                "INSERT INTO temp.gone VALUES (?, ?)",
                ((writers.get(name.writer), name.number) for name in names),
            )

    def fill_aside(self, query: str) -> None:
        """Let the table temp.gone hold the names that a query finds too."""
        with self._using(), self._transaction("BEGIN"):
            self._connection.execute(f"INSERT INTO temp.gone {query}")

    def put_runs(self, runs: Runs) -> None:
        """Let the table temp.brought hold runs that ascend, by writer; to use within `alone`."""
        with self._using(), self._transaction("BEGIN"):
            self._connection.execute("DROP TABLE IF EXISTS temp.brought")
            self._connection.execute(
                "CREATE TEMP TABLE brought (writer, first, last, PRIMARY KEY (writer, first))"
            )
            writers = {name: number for number, name in self._texts(_WRITERS).items()}
            self._connection.executemany(
                "INSERT INTO temp.brought VALUES (?, ?, ?)",
                (
                    (writers[writer], first, last)
                    for writer, pairs in runs.items()
                    if writer in writers
                    for first, last in pairs
                ),
            )

    @contextmanager
    def attached(self, other: Path) -> Iterator[sqlite3.Connection]:
        """Attach another file as `theirs`, to be read, in a transaction that writes to this one."""
        with self._using():
            self.go_along()
            other = real(other)
            size = size_of(other)
            self._connection.execute("ATTACH ? AS theirs", (uri_of(other, to_read(other)),))
            try:
                with self._transaction():
                    self._watch.grow(size)
                    check(self._connection, other, "theirs")
                    yield self._connection
            finally:
                with suppress(sqlite3.OperationalError):  # what interrupted it goes before
                    self._connection.execute("DETACH theirs")

    @contextmanager
    def writing(self, events: Iterable[Event] = ()) -> Iterator[sqlite3.Connection]:
        """Give the connection within a transaction that writes; see `go_along`."""
        with self._using():
            self.go_along(events)
            with self._transaction():
                yield self._connection

    def end(self) -> int:
        """Return the version of the log."""
        return int(self.select("SELECT max(rowid) FROM event")[0][0] or 0)

    def gone(self) -> int:
        """Return how many events the log had that were put aside since."""
        found = self.select("SELECT CAST(value AS INTEGER) FROM here WHERE name = 'gone'")
        return int(found[0][0]) if found else 0

    def here(self) -> dict[str, str]:
        """Return what is set of this file alone, and never merged onward, by name."""
        return {name: value for name, value in self.select(_HERE) if are_texts((name, value))}

    def imports(self) -> dict[str, str]:
        """Return what was kept with imports, in any order, by the names of their events."""
        return {name: value for name, value in self.select(_KEPT) if are_texts((name, value))}

    def exported(self) -> dict[str, tuple[str, int]]:
        """Return how notes went out: of each a digest, and since when that is so, in seconds."""
        rows = self.select("SELECT note, digest, at FROM exported")
        return {note: (digest, at) for note, digest, at in rows if are_texts((note, digest))}

    def put_exported(self, notes: Mapping[str, tuple[str, int]]) -> None:
        """Keep how notes went out.

        Raises:
            StoreError: it could not be written.
        """
        with self.writing() as connection:
            rows = ((note, digest, at) for note, (digest, at) in notes.items())
            connection.executemany("INSERT OR REPLACE INTO exported VALUES (?, ?, ?)", rows)

    def put_import(self, event: EventId, kept: str) -> None:
        """Keep another text with an import.

        Raises:
            StoreError: it could not be written.
        """
        self.put_here(f"{IMPORT}{event}", kept)

    def drop_import(self, event: EventId) -> None:
        """Drop what was kept with an import.

        Raises:
            StoreError: it could not be written.
        """
        with self.writing() as connection:
            connection.execute("DELETE FROM here WHERE name = ?", (f"{IMPORT}{event}",))

    def put_here(self, name: str, value: str) -> None:
        """Set something of this file alone.

        Raises:
            StoreError: it could not be written.
        """
        with self.writing() as connection:
            connection.execute("INSERT OR REPLACE INTO here VALUES (?, ?)", (name, value))

    def copy_to(self, empty: sqlite3.Connection) -> None:
        """Write the file, as it is at this instant, into an empty database."""
        with self._lock, self._transaction("BEGIN"):
            self._connection.execute("SELECT max(rowid) FROM event")  # which is this instant
            self._connection.backup(empty, pages=4096)  # a part at a time, as Ctrl-C waits for it

    def _names(self) -> Names:
        writers = self._texts(_WRITERS)
        if not are_writers(writers.values()):
            raise damaged(self.path, "the name of a writer makes no sense")
        return Names(writers, self._texts("SELECT number, id FROM card"))

    def _texts(self, query: str) -> dict[Any, str]:
        found = dict(self._connection.execute(query))
        if not are_texts(found.values()):
            raise damaged(self.path, "a name makes no sense")
        return found

    def _read(self, rows: Iterable[tuple[Any, ...]], names: Names) -> Iterator[Event]:
        for row in rows:
            try:
                event = event_of(row, names)
            except NONSENSE as error:
                raise damaged(self.path, f"event {row[:3]} makes no sense") from error
            yield event

    @contextmanager
    def _using(self) -> Iterator[None]:
        """Keep other threads from the connection within the `with` block; raise StoreErrors."""
        with self._lock, as_store_errors(self.path), watched(self._watch, self.path):
            yield

    @contextmanager
    def _transaction(self, begin: str = "BEGIN IMMEDIATE") -> Iterator[None]:
        self._connection.execute(begin)
        if begin != "BEGIN":
            self._watch.spare()
        try:
            yield
            self._connection.execute("COMMIT")
        except BaseException:
            self._numbers.forget()  # what was interned is rolled back too
            self._connection.rollback()  # if SQLite has not done so
            raise
