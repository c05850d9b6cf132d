"""Opening a progress file: to write it, to read it wherever it lies, or to find it missing.

A file of an older quizkit is brought up to date before it is written, and a dated copy kept beside
it; to be read only, it is brought up to date in memory.
"""

import os
import sqlite3
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

from quizkit.store.door import Connection, checked, connected, guarded, size_of
from quizkit.store.faults import abandoned, as_store_errors, leads_nowhere, missing, two_names
from quizkit.store.paths import is_abandoned, locked, real, to_read, wal_of
from quizkit.store.schema import SCHEMA_VERSION, create, keep_backup, migrate


def has_store(path: str | os.PathLike[str]) -> bool:
    """Return whether a progress file exists, or the remains of one.

    Raises:
        StoreError: its folder cannot be looked into.
    """
    path = Path(path)
    with as_store_errors(path):
        place = real(path)
        return place.exists() or wal_of(place).exists()


def writable(path: Path, wait: timedelta) -> Connection:
    """Open the progress file at `path` to write it; see `open_store`."""
    with as_store_errors(path):
        link, path = path, real(path)
        if not path.exists():
            if path != link and not path.parent.is_dir():
                raise leads_nowhere(link, path)
            create(path)
        if path.stat().st_nlink > 1:
            from quizkit.store.placing import take_back_names

            take_back_names(path)
        if wal_of(path).exists():
            # Whoever may write lays it over the file at the end, damaged or not: look before.
            with suppress(sqlite3.OperationalError):
                looking = connected(path, wait, "mode=ro")
                checked(looking, path)
                looking.close()
        connection = connected(path, wait)
        version = checked(connection, path)
        try:
            if path.stat().st_nlink > 1:  # said of a file that is one of ours
                with locked(path.parent, shared=True):  # nobody is just keeping it aside
                    if path.stat().st_nlink > 1:
                        raise two_names(path)
            connection.execute("PRAGMA synchronous = FULL")
            if version < SCHEMA_VERSION:
                keep_backup(connection, path, version)
                migrate(connection)
            connection.execute("BEGIN IMMEDIATE")  # says now whether answers can be saved
            connection.execute("ROLLBACK")
        except BaseException:
            connection.close()
            raise
    return connection


def readable(path: Path, wait: timedelta) -> Connection:
    """Open a progress file to read it only; see `read_store`."""
    with as_store_errors(path):
        path = real(path)
        if is_abandoned(path):
            raise abandoned(path)
        if not path.exists():
            raise missing(path)
        connection = connected(path, wait, to_read(path))
        try:
            version = checked(connection, path)
        except sqlite3.OperationalError:  # in a folder that cannot be written: as it stands
            connection = connected(path, wait, "immutable=1")
            version = checked(connection, path)
        if version < SCHEMA_VERSION:
            copy = sqlite3.connect(
                ":memory:", isolation_level=None, check_same_thread=False, factory=Connection
            )
            connection.backup(copy)
            connection.close()
            migrate(copy)
            connection = guarded(copy, size_of(path))
    return connection
