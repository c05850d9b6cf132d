"""A progress file replaced or removed while it was open: what becomes of what was in it.

A sync program does that, or who restores a backup. SQLite goes on in the file that lost its name, and
what is written there, nobody finds again; nor does it know that the log beside the name belongs to
that file alone. `SQLiteStore` goes on in the file that is there now.
"""

import sqlite3
from collections.abc import Container
from contextlib import suppress
from pathlib import Path

from quizkit.errors import StoreError
from quizkit.store.faults import FAULTS, MovedError, named
from quizkit.store.paths import Identity, identity, shm_of, wal_of
from quizkit.store.placing import name_aside, place, sync_folder
from quizkit.store.salvage import salvage
from quizkit.visible import shell_word


def log_set_aside(path: Path, file: Identity | None, log: Identity | None) -> Path | None:
    """Take the log of a file that lost its name from beside it, as it would spoil the new one.

    Args:
        path: the name.
        file: which file had it.
        log: which log lay beside.

    Returns: the name of a file that is not there, beside which the log lies now; what is in it,
        `salvage` reads. None if there was nothing to set aside.
    """
    if log is None or identity(path) == file or identity(wal_of(path)) != log:
        return None
    aside = name_aside(path, "replaced")
    wal_of(path).rename(wal_of(aside))
    shm_of(path).unlink(missing_ok=True)  # who has the old file open goes on with it
    sync_folder(path.parent)
    return aside


def drop_log(aside: Path | None, known: Container[object]) -> None:
    """Remove a log that was set aside, if it has no event that is not known."""
    if aside is not None:
        with suppress(*FAULTS):
            if all(event.id in known for event in salvage(aside).events):
                wal_of(aside).unlink()


def left_behind(
    error: StoreError, connection: sqlite3.Connection, path: Path, writer: str
) -> MovedError:
    """Put all that is in an open file beside the name it had; return the error that says where.

    Args:
        error: why it cannot be gone on with in the file that has the name now.
        connection: to the open file.
        path: the name.
        writer: the opening of the file, which does this again and again if it has to.
    """
    aside = path.with_name(f"{path.stem}.left-{writer}{path.suffix}")
    try:
        kept = place(aside, connection.backup, instead_of=identity(aside))
    except (StoreError, *FAULTS):
        kept = False
    gone = f"{named(path)} was removed or replaced while it was open"
    if not kept:
        return MovedError(f"{error}\n{gone}; what you gave before may be lost with it")
    return MovedError(
        f"{error}\n{gone}; all that was in it is in {named(aside)}: once that is mended, "
        f"`quizkit merge {shell_word(aside)}` takes it over"
    )
