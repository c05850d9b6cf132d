"""What SQLite and the file system raise, said so that a learner knows what to do."""

import errno
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from quizkit.errors import StoreError
from quizkit.visible import shell_word, visible


class DamagedError(StoreError):
    """A file that is not, or not wholly, what quizkit wrote; something of it may still be read."""


class TooLargeError(StoreError):
    """A file of others so large that somebody is to be asked before it is read."""


class UnsureError(StoreError):
    """The disk failed in a write, which may all the same be found there."""


class MovedError(StoreError):
    """An open file was removed or replaced, and what was in it is elsewhere, if anywhere."""


@contextmanager
def as_store_errors(path: Path) -> Iterator[None]:
    """Turn what SQLite and the file system raise into a StoreError that says what to do."""
    try:
        yield
    except FAULTS as error:
        raise store_error(error, path) from error


LONGEST = 16_000_000
"""Bytes of a row, and so of a text, at most."""

FAULTS = (sqlite3.DatabaseError, UnicodeDecodeError, OSError)
"""What `store_error` explains."""


_BUGS = (sqlite3.ProgrammingError, sqlite3.NotSupportedError)
_A_LOOP = -1  # in the place of a code of SQLite
_LOCKED = (
    "the progress file {name} is locked by another program\n"
    "fix: close what holds it (a sync or backup program?), then try again"
)
_SAID = {
    sqlite3.SQLITE_BUSY: _LOCKED,
    sqlite3.SQLITE_LOCKED: _LOCKED,
    sqlite3.SQLITE_FULL: "the disk is full, {name} cannot grow\nfix: free some space, then try again",
    sqlite3.SQLITE_READONLY: (
        "the progress file {name} cannot be written\n"
        "fix: make it and its folder writable, or name another file with --progress"
    ),
    _A_LOOP: (
        "{name} is a link that leads back to itself\n"
        "fix: remove it, or name another file with --progress"
    ),
    sqlite3.SQLITE_CANTOPEN: (
        "the progress file {name} cannot be opened\n"
        "fix: check that its folder exists and is writable, or name another file with --progress"
    ),
    sqlite3.SQLITE_IOERR: (
        "the disk failed while using {name}: {error}\n"
        "fix: check the disk and its free space, then try again"
    ),
}
_CODES = {
    errno.ENOSPC: sqlite3.SQLITE_FULL,
    getattr(errno, "EDQUOT", errno.ENOSPC): sqlite3.SQLITE_FULL,
    errno.EIO: sqlite3.SQLITE_IOERR,
    errno.ELOOP: _A_LOOP,
}
"""What an error of the system would be if SQLite had met it."""


def store_error(error: Exception, path: Path) -> StoreError:
    """Return the StoreError for one of FAULTS.

    Raises:
        KeyboardInterrupt: it is what became of one.
        sqlite3.Error: the error itself, if it is a bug of ours.
    """
    if isinstance(error, sqlite3.ProgrammingError) and "closed" in str(error):
        return StoreError(f"the progress file {named(path)} was closed\nfix: open it again")
    if isinstance(error, _BUGS):
        raise error
    if isinstance(error, OSError) and error.errno not in _CODES:
        return StoreError(
            f"cannot use the progress file {named(path)}: {error.strerror or error}\n"
            "fix: make the folder writable, or name another file with --progress"
        )
    known = _CODES.get(error.errno) if isinstance(error, OSError) else None
    code = known or getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code == sqlite3.SQLITE_INTERRUPT:  # Ctrl-C, while SQLite asked the watch over its queries
        raise KeyboardInterrupt from error
    unsure = code == sqlite3.SQLITE_IOERR
    if unsure and _disk_is_full(path):
        code = sqlite3.SQLITE_FULL
    if code in _SAID:
        said = _SAID[code].format(name=named(path), error=error)
        return UnsureError(said) if unsure else StoreError(said)
    return damaged(path, str(error))


_OTHERS = {
    stat.S_IFDIR: "a folder",
    stat.S_IFIFO: "a named pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}


def no_file(found: Path, mode: int, path: Path) -> StoreError:
    """Return the error for something that is no regular file, where a progress file has one.

    Args:
        found: what it is.
        mode: its mode, as `os.stat` tells it.
        path: the progress file; `found`, or beside it.
    """
    what = _OTHERS.get(stat.S_IFMT(mode), "no regular file")
    if found == path:
        fix = "name a file with --progress, or in QUIZKIT_PROGRESS"
        return StoreError(f"{named(path)} is {what}, not a progress file\nfix: {fix}")
    return StoreError(f"{named(found)}, beside the progress file, is {what}\nfix: move it away")


def _disk_is_full(path: Path) -> bool:
    """Return whether the disk is too full for the files beside `path`; SQLite says I/O error."""
    from shutil import disk_usage

    try:
        return disk_usage(path.parent).free < 65536
    except OSError:
        return False


def damaged(path: Path, what: str) -> DamagedError:
    """Return the error for a file that is not, or not wholly, what quizkit wrote."""
    word = shell_word(path)
    return DamagedError(
        f"the progress file {named(path)} is damaged or no progress file: {what}; nothing was "
        "overwritten\n"
        "fix: `quizkit restore` puts a backup in its place; or "
        f"`quizkit merge {word} --progress {word}` keeps it aside and takes over what can still be "
        "read"
    )


def abandoned(path: Path) -> DamagedError:
    """Return the error for a write-ahead log without its file."""
    return damaged(path, "it is gone, but not the -wal file beside it")


def missing(path: Path) -> StoreError:
    """Return the error for a file that should be there."""
    return StoreError(f"there is no progress file {named(path)}\nfix: check the name")


def replaced(path: Path) -> StoreError:
    """Return the error for a place where another file was put while ours was made."""
    return StoreError(f"another file was put at {named(path)} meanwhile\nfix: try again")


def foreign(path: Path) -> StoreError:
    """Return the error for a database that another program made."""
    return StoreError(
        f"{named(path)} is a database of another program; nothing in it was changed\n"
        "fix: name another file with --progress"
    )


def leads_nowhere(link: Path, path: Path) -> StoreError:
    """Return the error for a link into a folder that is not there."""
    return StoreError(
        f"{named(link)} is a link to {named(path)}, whose folder is not there\n"
        "fix: make that folder, or name another file with --progress"
    )


def two_names(path: Path) -> StoreError:
    """Return the error for a file with a second name, each of which would have a log of its own."""
    word, new = shell_word(path), shell_word(path.with_name(f"{path.name}.new"))
    return StoreError(
        f"{named(path)} has a second name (a hard link), and a progress file written under two names is "
        f"spoilt\nfix: give it a copy of its own: cp {word} {new} && mv {new} {word}"
    )


def too_new(path: Path, version: int, known: int) -> StoreError:
    """Return the error for a file whose layout this program does not know."""
    return StoreError(
        f"{named(path)} was written by a newer quizkit (format {version}, this one reads up "
        f"to {known}); nothing in it was changed\n"
        "fix: update quizkit, or name another file with --progress"
    )


def named(path: Path) -> str:
    """Return a path as it may be printed."""
    return visible(str(path))
