"""The door to progress files: what may be opened at all, and how what lies in it is believed.

A file may come from anybody: a copy, a backup, what a sync program left. So only a regular file is
opened, its layout has to be one that quizkit made, table by table, and no query may go on for
longer than a file of that size can need. What the rows say is looked at where they are read, in
`rows`.
"""

import sqlite3
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path

from quizkit.errors import StoreError
from quizkit.lazy import pattern
from quizkit.store.faults import (
    LONGEST,
    TooLargeError,
    damaged,
    foreign,
    named,
    no_file,
    too_new,
)
from quizkit.store.paths import Identity, identity, locked, uri_of, wal_of
from quizkit.store.schema import APPLICATION_ID, MIGRATIONS, SCHEMA_VERSION
from quizkit.visible import visible

MOST_EVENTS = 5_000_000
MOST_BYTES = 2_000_000_000
"""Beyond one of these, a file of others is not read without a question."""

_GUARDS = (
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    "PRAGMA mmap_size = 0",
)
_STEPS = 250_000  # of a query between two looks: some ten milliseconds
_STEPS_AT_LEAST = 8_000_000
_STEPS_A_BYTE = 20  # the smallest row takes thirty bytes, the most thorough query 300 steps a row

Objects = dict[str, str]
"""The texts that make the tables and indices of a file, by their names."""


class Watch:
    """Ends a query that goes on for longer than it can where every page is in its place.

    SQLite asks it now and then, which is also when Ctrl-C reaches a long query.
    """

    def __init__(self, size: int, path: Path | None = None) -> None:
        self._size, self._path = size, path
        self.tick: Callable[[], object] | None = None  # what else is to be done at each look
        self._most = _STEPS_AT_LEAST + _STEPS_A_BYTE * size
        self._left: float = self._most

    def __call__(self) -> bool:
        """Return whether to end the query, after some more steps of it."""
        self._left -= _STEPS
        if self.is_over and self._path is not None:
            with suppress(OSError, StoreError):  # others may have written to it meanwhile
                more = max(0, size_of(self._path) - self._size)
                self._size += more
                self._most += _STEPS_A_BYTE * more
                self._left += _STEPS_A_BYTE * more
        if self.tick is not None:
            self.tick()
        return self.is_over

    @property
    def is_over(self) -> bool:
        """Whether it ended a query; one that was ended otherwise, Ctrl-C ended."""
        return self._left < 0

    def begin(self) -> None:
        """Count from here on."""
        self._left = self._most

    def grow(self, size: int) -> None:
        """Count from here on, with so many more bytes to read."""
        self._left = self._most + _STEPS_A_BYTE * size

    def spare(self) -> None:
        """Let what comes next take as long as it will: it writes what was looked at."""
        self._left = float("inf")


class Connection(sqlite3.Connection):
    """A connection to a progress file, with what watches its queries."""

    watch: Watch
    opened: tuple[Identity | None, Identity | None] | None = None
    """Which file it is, and which log, as they lay when it was opened."""


def opened_by(
    connection: sqlite3.Connection, path: Path
) -> tuple[Identity | None, Identity | None]:
    """Return which file a connection is to, and which log lay beside; `path` is where it was."""
    found = connection.opened if isinstance(connection, Connection) else None
    return found or (identity(path), identity(wal_of(path)))


def ticks_of_merge(size: int) -> int:
    """Return about how many looks a merge of a file of some size takes."""
    return 1 + size * 28 // (10 * _STEPS)  # 194 steps for an answer of 70 bytes


def ticks_of_taking_back(events: int) -> int:
    """Return about how many looks it takes to put so many events of a merge aside, or back."""
    return 1 + events * 62 // _STEPS


def watch_of(connection: sqlite3.Connection) -> Watch:
    """Return what watches the queries of a connection; of a file that is being made, nothing does."""
    return connection.watch if isinstance(connection, Connection) else Watch(0)


def size_of(path: Path) -> int:
    """Return the bytes of a progress file and its write-ahead log; 0 if it is not there.

    Raises:
        StoreError: there is something else than a regular file, or beside it.
        OSError: it cannot be looked at.
    """
    size = 0
    for end in ("", "-wal", "-shm", "-journal"):
        place = path.with_name(path.name + end)
        try:
            found = place.stat()
        except FileNotFoundError:
            continue
        if not stat.S_ISREG(found.st_mode):
            raise no_file(place, found.st_mode, path)
        size += found.st_size if end in ("", "-wal") else 0
    return size


def look_at_size(path: Path, events: int = 0) -> None:
    """Look whether a file of others, of so many events, is so large that somebody is asked first.

    Raises:
        TooLargeError: it is.
        OSError, StoreError: it cannot be looked at, or is no regular file.
    """
    if size_of(path) > MOST_BYTES or events > MOST_EVENTS:
        raise TooLargeError(
            f"{named(path)} has more than {MOST_EVENTS:,} events or {MOST_BYTES / 10**9:g} GB"
        )


def connected(path: Path, wait: timedelta, how: str = "mode=rw") -> Connection:
    """Open a file that is there; SQLite would take an empty one for new, and drop its log.

    Raises:
        StoreError: it is empty, or no regular file.
    """
    size = size_of(path)
    if path.stat().st_size == 0:
        raise damaged(path, "there is nothing in it")
    with locked(path.parent, shared=True):
        connection = sqlite3.connect(
            uri_of(path, how),
            uri=True,
            timeout=wait / timedelta(seconds=1),
            isolation_level=None,
            check_same_thread=False,  # a store has a lock of its own
            factory=Connection,
        )
        guarded(connection, size, path)
        with suppress(sqlite3.Error):  # which comes again
            connection.execute("PRAGMA schema_version").fetchone()  # opens the log
        connection.opened = identity(path), identity(wal_of(path))
    return connection


def guarded(connection: Connection, size: int, path: Path | None = None) -> Connection:
    """Return a connection on its guard against a file of some size, which may grow at its path."""
    for statement in _GUARDS:
        connection.execute(statement)
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST)
    connection.watch = Watch(size, path)
    connection.set_progress_handler(connection.watch, _STEPS)
    return connection


def check(connection: sqlite3.Connection, path: Path, schema: str = "main") -> int:
    """Return the version of the layout of an open file.

    Args:
        connection: to the file.
        path: of the file, for errors.
        schema: the name under which it is open.

    Raises:
        StoreError: it is empty, another program's, a newer quizkit's, or something in its layout
            was never made by a quizkit.
    """
    (version,) = connection.execute(f"PRAGMA {schema}.user_version").fetchone()
    (application,) = connection.execute(f"PRAGMA {schema}.application_id").fetchone()
    objects = _objects(connection, schema)
    if application != APPLICATION_ID:
        if not objects and application == 0:
            raise damaged(path, "there is nothing in it")
        raise foreign(path)
    if version > SCHEMA_VERSION:
        raise too_new(path, version, SCHEMA_VERSION)
    if version < 1 or not objects:
        raise damaged(path, "its layout is lost")
    if objects != _as_written() and (odd := _oddity(objects, version)):
        raise damaged(path, odd)
    return int(version)


def checked(connection: Connection, path: Path) -> int:
    """Return the version of the layout of a file just opened; one that is not sound is closed."""
    try:
        with watched(connection.watch, path):
            return check(connection, path)
    except BaseException:
        connection.close()
        raise


@contextmanager
def watched(watch: Watch, path: Path) -> Iterator[None]:
    """Give queries within the `with` block the time that a file of its size can need.

    Raises:
        StoreError: one of them would have gone on and on.
    """
    watch.begin()
    try:
        yield
    except sqlite3.OperationalError as error:
        if watch.is_over:
            raise damaged(path, "its pages lead round in a circle") from error
        raise


def _objects(connection: sqlite3.Connection, schema: str = "main") -> Objects:
    """Return what a layout is made of, but for what SQLite adds by itself."""
    rows = connection.execute(f"SELECT type, name, sql FROM {schema}.sqlite_schema").fetchall()
    return {
        str(name): str(sql).strip()
        for kind, name, sql in rows
        if not (kind == "index" and not sql) and sql not in _STATISTICS
    }


_STATISTICS = (  # what `ANALYZE` leaves
    "CREATE TABLE sqlite_stat1(tbl,idx,stat)",
    "CREATE TABLE sqlite_stat4(tbl,idx,neq,nlt,ndlt,sample)",
)


def _as_written() -> Objects:
    """Return the newest layout as the migrations write it, as nearly every file has it."""
    made: Objects = {}
    for migration in MIGRATIONS:
        for step in migration:
            if isinstance(step, str):
                words = step.split(None, 3)
                if words[0] == "CREATE":
                    made[words[2]] = step.strip()
    return made | {"event_name": "CREATE UNIQUE INDEX event_name ON event (writer, number)"}


_CACHES = {"snapshot", "record", "renamed"}
"""Tables that may be gone, or hold anything: what they say is left aside then."""

_PLAIN_TABLE = pattern(r"CREATE TABLE \w+\([\w ,]*\)")
_COMMENT = pattern(r"--.*")
_SPACE = pattern(r"\s*([(),])\s*|\s+")
_DOUBLES = pattern(r",CASE WHEN writer \|\| '-' \|\| number IN\(['\d,-]*\)THEN at ELSE 0 END")


def _plain(objects: Objects) -> Objects:
    """Return texts without comments and needless space, and without the names that were doubled."""
    bare = {name: _COMMENT.sub("", sql) for name, sql in objects.items()}
    close = {
        name: _SPACE.sub(lambda found: found[1] or " ", sql).strip() for name, sql in bare.items()
    }
    return {name: _DOUBLES.sub("", sql) for name, sql in close.items()}


def _oddity(objects: Objects, version: int) -> str | None:
    """Return what is odd about the layout of a version; None if nothing is."""
    wanted, found = _plain(_made(version)), _plain(objects)
    for name in _CACHES & wanted.keys():
        if _PLAIN_TABLE.fullmatch(found.get(name, "CREATE TABLE none()")):
            found[name] = wanted[name]
    for name in sorted(found.keys() | wanted.keys()):
        if name not in found:
            return f"its {_kind(wanted[name])} {name} is gone"
        if found[name] != wanted.get(name):
            return f"it has a {_kind(found[name])} that no quizkit made: {visible(name[:60])}"
    return None


def _made(version: int) -> Objects:
    """Return the layout of a version, as SQLite has it once the migrations made it."""
    memory = sqlite3.connect(":memory:", isolation_level=None)
    try:
        for migration in MIGRATIONS[:version]:
            for step in migration:
                step(memory) if callable(step) else memory.execute(step)
        return _objects(memory)
    finally:
        memory.close()


def _kind(sql: str) -> str:
    """Return the kind of thing that a text makes: `table`, `index`, `view`, `trigger`."""
    words = sql.lower().split(None, 3)[1:3]
    return next((word for word in words if word not in ("unique", "virtual", "temp")), "thing")
