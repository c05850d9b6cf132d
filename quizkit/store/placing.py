"""A progress file written beside its place, proved, and only then put there.

What goes into place was closed and synced, and was read back by a new opening, all by itself: no log
beside it that it needs. A failure leaves what was there as it was, and nothing beside it. What is
new is its user's alone, whatever the umask; what takes another's place takes its mode and owner.
"""

import errno
import os
import re
import sqlite3
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, nullcontext, suppress
from itertools import chain, count
from pathlib import Path

from quizkit.errors import StoreError
from quizkit.store.faults import named
from quizkit.store.paths import Identity, identity, locked, shm_of, uri_of, wal_of

PRIVATE_FILE, PRIVATE_FOLDER = 0o600, 0o700
_BINARY = getattr(os, "O_BINARY", 0)
_A_DAY = 86400
_WORDS = ("damaged", "before-restore")  # of names by which a file is kept aside
_ENDS = ("", "-wal", "-shm", "-journal", "-held")
_DISK_FAULTS = {errno.EIO, errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}

Fill = Callable[[sqlite3.Connection], object]
"""Writes into an empty database that is open, outside of a transaction."""


def place(
    path: Path, fill: Fill, *, instead_of: Identity | None = None, aside: Path | None = None
) -> bool:
    """Make a database that holds what `fill` writes, and give it the name `path`.

    Returns whether it has that name now: a file that is there stays, but for the one it is put in
    the place of. The log beside that goes with it.

    Args:
        path: no link; its folder is made if it is not there.
        fill: writes it.
        instead_of: the file, by its `identity`, whose place, mode and owner it takes.
        aside: a name, of `name_aside`, under which that file and its log are kept; then it may be
            None too: of a log whose file is gone.

    Raises:
        StoreError: what was written cannot be read back.
        OSError, sqlite3.Error: it cannot be written.
        Whatever `fill` raises. What was there is as it was, and nothing is left behind.
    """
    make_folder(path.parent)
    scratch = path.with_name(f".{path.name}.{os.urandom(6).hex()}")
    try:
        _write(scratch, path, fill)
        _sweep(path, scratch)
        if instead_of is None and aside is None:
            placed = _take_name(scratch, path)
        else:
            placed = _take_place(scratch, path, instead_of, aside)
    finally:
        _discard(scratch)
    sync_folder(path.parent)
    return placed


def name_aside(path: Path, word: str) -> Path:
    """Return a free name beside `path`, with a word in it.

    If whoever was to put the file aside was killed, it has such a name already, and that is the one.
    """
    here, log = identity(path), identity(wal_of(path))

    def is_own(aside: Path) -> bool:
        is_file = here is not None and here == identity(aside)
        return is_file and log in (None, identity(wal_of(aside)))

    ends = chain([""], count(2))
    names = (path.with_name(f"{path.stem}.{word}{end}{path.suffix}") for end in ends)
    return next(aside for aside in names if not is_there(aside) or is_own(aside))


@contextmanager
def _kept_aside(path: Path, aside: Path) -> Iterator[None]:
    """Give the file at `path`, and the log beside it, another name too; not if the block fails.

    They keep theirs, so that at no instant nothing is there. For a log whose file is gone an empty
    one is put there, which nobody takes for a new one.
    """
    gone = not path.exists()
    if gone:
        path.touch(PRIVATE_FILE)
    pairs = ((path, aside), (wal_of(path), wal_of(aside)))
    kept = [(old, new) for old, new in pairs if old.exists() and not new.exists()]
    try:
        for old, new in kept:
            _link_or_copy(old, new)
        sync_folder(path.parent)
        yield
    except BaseException:
        for _, new in kept:
            new.unlink(missing_ok=True)
        if gone:
            path.unlink(missing_ok=True)
        raise


def is_there(path: Path) -> bool:
    """Return whether a file has this name, or what is left of one: the log beside it."""
    return os.path.lexists(path) or wal_of(path).exists()


def make_folder(folder: Path) -> None:
    """Make a folder, and those above it that are not there, each private and synced."""
    if folder.is_dir():
        return
    make_folder(folder.parent)
    try:
        folder.mkdir(PRIVATE_FOLDER)
    except FileExistsError:
        if not folder.is_dir():
            raise
    else:
        folder.chmod(PRIVATE_FOLDER)  # whatever the umask took away
        sync_folder(folder.parent)


def sync_folder(folder: Path) -> None:
    """Have the names in a folder on disk, where the system and the disk can do that."""
    try:
        opened = os.open(folder, os.O_RDONLY)
    except OSError:  # as on Windows
        return
    try:
        os.fsync(opened)
    except OSError as error:
        if error.errno in _DISK_FAULTS:
            raise
    finally:
        os.close(opened)


def _write(scratch: Path, path: Path, fill: Fill) -> None:
    """Write what goes to `path`, and prove that it is on disk and can be read."""
    os.close(os.open(scratch, os.O_CREAT | os.O_EXCL | os.O_WRONLY | _BINARY, PRIVATE_FILE))
    scratch.chmod(PRIVATE_FILE)
    with closing(sqlite3.connect(scratch, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = MEMORY")
        connection.execute("PRAGMA synchronous = OFF")  # it is synced below, once
        fill(connection)
        written = _contents(connection)
        # The last thing, so that nothing of it stands in a log that does not come along.
        (mode,) = connection.execute("PRAGMA journal_mode = WAL").fetchone()
    synced = os.open(scratch, os.O_RDWR | _BINARY)
    try:
        os.fsync(synced)
    finally:
        os.close(synced)
    if mode != "wal" or wal_of(scratch).exists():
        raise _unproved(path, "its log could not be closed")
    try:
        with closing(_alone(scratch)) as connection:
            (found,) = connection.execute("PRAGMA quick_check(1)").fetchone()
            read = _contents(connection)
    except sqlite3.Error as error:
        raise _unproved(path, str(error)) from error
    if found != "ok" or read != written:
        raise _unproved(path, "something is missing" if found == "ok" else found)


def _alone(path: Path) -> sqlite3.Connection:
    """Open a file to read it without looking at what lies beside it."""
    return sqlite3.connect(uri_of(path, "immutable=1"), uri=True)


def _contents(connection: sqlite3.Connection) -> list[object]:
    """Return by what two databases are held to have the same in them: layout and numbers of rows."""
    query = connection.execute
    layout = query("SELECT type, name, sql FROM sqlite_schema ORDER BY 1, 2").fetchall()
    tables = [name.replace('"', '""') for kind, name, _ in layout if kind == "table"]
    counts = [f'SELECT count(*) FROM "{name}"' for name in tables]
    asked = ("PRAGMA user_version", "PRAGMA application_id", *counts)
    return [layout, *(query(each).fetchone() for each in asked)]


def _unproved(path: Path, why: str) -> StoreError:
    return StoreError(
        f"what was written for {named(path)} cannot be read back ({why}); it was not put there\n"
        "fix: check the disk and its free space, then try again"
    )


def _take_name(scratch: Path, path: Path) -> bool:
    """Give `scratch` the name `path`, and return True, unless there is such a file."""
    try:
        path.hardlink_to(scratch)  # unlike a rename, never replaces a file
    except FileExistsError:
        return False
    except OSError:  # a file system without links
        with locked(path.parent):
            if path.exists():
                return False
            scratch.rename(path)
    return True


def _take_place(scratch: Path, path: Path, other: Identity | None, aside: Path | None) -> bool:
    """Put `scratch` in the place of a file, without its log, and return True, if it is still there."""
    log, held = wal_of(path), scratch.with_name(scratch.name + "-held")
    with locked(path.parent):
        if identity(path) != other:
            return False
        with _kept_aside(path, aside) if aside else nullcontext():
            _take_rights(scratch, path.stat())
            with suppress(FileNotFoundError):
                log.rename(held)  # SQLite would lay it over the new file
            shm_of(path).unlink(missing_ok=True)
            try:
                scratch.replace(path)
            except BaseException:
                with suppress(FileNotFoundError):
                    held.rename(log)
                raise
    return True


def _take_rights(scratch: Path, before: os.stat_result) -> None:
    """Give `scratch` the mode of a file that it replaces, and its owner and group as far as may be."""
    mode = stat.S_IMODE(before.st_mode)
    if sys.platform != "win32":
        with suppress(OSError):
            os.chown(scratch, before.st_uid, -1)
        try:
            os.chown(scratch, -1, before.st_gid)
        except OSError:
            mode &= ~0o070  # they were the rights of another group
    scratch.chmod(mode)


def _link_or_copy(source: Path, target: Path) -> None:
    try:
        target.hardlink_to(source)
    except OSError:  # a file system without links
        from shutil import copy2  # here, as a new file needs none of it

        copy2(source, target)


def _sweep(path: Path, scratch: Path) -> None:
    """Remove what those left who were killed, a day ago or more, while they made this file."""
    left = _scratch_of(path)
    with suppress(OSError):
        latest = scratch.stat().st_mtime - _A_DAY
        for file in os.scandir(path.parent):
            if left.fullmatch(file.name) and file.stat().st_mtime < latest:
                Path(file.path).unlink()


def take_back_names(path: Path) -> None:
    """Take from a file the further names that it got from who was killed before, or after, placing.

    The log beside such a name goes back beside the file, if it was away from there.
    """
    log = wal_of(path)
    with locked(path.parent):
        here = identity(path)
        for file in path.parent.iterdir():
            is_scratch = _scratch_of(path).fullmatch(file.name)
            if (is_scratch or _aside_of(path).fullmatch(file.name)) and identity(file) == here:
                away = wal_of(file)
                if away.exists() and not log.exists():
                    away.rename(log)
                elif identity(away) == identity(log):
                    away.unlink(missing_ok=True)
                file.unlink(missing_ok=True)


def _scratch_of(path: Path) -> re.Pattern[str]:
    return re.compile(rf"\.{re.escape(path.name)}\.[0-9a-f]{{12}}({'|'.join(_ENDS)})")


def _aside_of(path: Path) -> re.Pattern[str]:
    stem, suffix = re.escape(path.stem), re.escape(path.suffix)
    return re.compile(rf"{stem}\.({'|'.join(_WORDS)})\d*{suffix}")


def _discard(scratch: Path) -> None:
    for end in _ENDS:
        with suppress(OSError):
            scratch.with_name(scratch.name + end).unlink()
