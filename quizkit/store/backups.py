"""Backups of a progress file, one a study day, in a folder beside it; and one of them put back.

A backup is a progress file like any other, whole and closed: it can be copied, merged and opened.
Only what bears a date, as it is given here, is ever removed.
"""

import re
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import date, timedelta
from itertools import chain, count
from pathlib import Path
from shutil import disk_usage
from typing import NamedTuple

from quizkit.errors import StoreError
from quizkit.store.door import check, connected, guarded, size_of, watched
from quizkit.store.faults import FAULTS, DamagedError, as_store_errors, damaged, named, replaced
from quizkit.store.opening import readable
from quizkit.store.paths import are_one, identity, resolved, to_read, uri_of
from quizkit.store.placing import is_there, name_aside, place
from quizkit.store.rows import EventKind
from quizkit.store.sqlite import SQLiteStore, read_store
from quizkit.store.verifying import fault_of_pages, look_through
from quizkit.visible import shell_word

ROOM = 10
"""So many times the size of the file has to be free for a backup that nobody asked for."""

_DATED = re.compile(r"(\d{4}-\d\d-\d\d)(?:-(\d{1,3}))?\.db", re.ASCII)
_WAIT = timedelta(seconds=5)
_ANSWERS = f"SELECT count(*) FROM event WHERE kind = {EventKind.ANSWER:d}"
_EVENTS = "SELECT w.name, e.number, kind FROM {0}.{1} e JOIN {0}.writer w ON w.number = e.writer"
_IN_ONE_ALONE = f"""
    SELECT count(*), count(*) FILTER (WHERE kind = {EventKind.ANSWER:d})
    FROM ({_EVENTS.format("main", "event")}
        EXCEPT {_EVENTS.format("other", "event")} EXCEPT {_EVENTS.format("other", "aside")})
"""


class Backup(NamedTuple):
    """A backup in the folder of a progress file.

    Args:
        path: its file.
        size: in bytes.
        answers: how many it holds; None if it cannot be read.
    """

    path: Path
    size: int
    answers: int | None


class Restored(NamedTuple):
    """What came of a backup put back.

    Args:
        answers: how many the file holds now.
        aside: where the file that was there is kept; None if there was none.
        missing: answers in that one which the backup has not; None if it cannot be read.
    """

    answers: int
    aside: Path | None
    missing: int | None


def folder_of(path: Path) -> Path:
    """Return the folder in which backups of a progress file lie."""
    with as_store_errors(path):
        path = resolved(path)
    return path.with_name(f"{path.name}.backups")


def backups(path: Path) -> list[Backup]:
    """Return the dated backups of a progress file, the newest first."""
    dated = _dated(folder_of(path))
    with as_store_errors(path):
        return [Backup(file, file.stat().st_size, _answers(file)) for file in dated]


def back_up(store: SQLiteStore, day: date) -> Path:
    """Write the backup of a study day, and return it.

    An earlier one of that day is replaced if it holds nothing that the file has not; else it stays,
    and this one gets a number.

    Raises:
        StoreError: it could not be written, or not be read back.
    """
    path, folder = store.path, folder_of(store.path)
    ends = chain([""], map("-{}".format, count(2)))
    targets = (folder / f"{day}{end}.db" for end in ends)
    with as_store_errors(folder):
        target = next(each for each in targets if not is_there(each) or _holds_all_of(path, each))
    _write(store, target)
    return target


def back_up_to(store: SQLiteStore, target: Path) -> None:
    """Write a backup to a file; an earlier one is replaced if all that it holds is in this one too.

    Raises:
        StoreError: another file is there, or it could not be written, or not be read back.
    """
    with as_store_errors(target):
        target = resolved(target)
        is_new = not is_there(target)
    if not is_new and not _holds_all_of(store.path, target):
        why = "is this file itself" if are_one(store.path, target) else "is there already"
        raise StoreError(
            f"{named(target)} {why}, and was left as it is\n"
            "fix: name another file, or move that one away"
        )
    if not target.parent.is_dir():
        raise StoreError(f"there is no folder {named(target.parent)}\nfix: make it, then try again")
    _write(store, target)


def back_up_once(store: SQLiteStore, day: date, most: int) -> Path | None:
    """Write the backup of a study day unless there is one, and remove the oldest beyond `most`.

    Returns the new one; None if none is wanted, or there is one of that day.

    Raises:
        StoreError: the disk has too little room, or it could not be written or not be read back.
    """
    if not most:
        return None
    target = folder_of(store.path) / f"{day}.db"
    with as_store_errors(store.path):
        if is_there(target):
            return None
        place = resolved(store.path)
        if disk_usage(place.parent).free < ROOM * size_of(place):
            raise StoreError(
                f"the disk has less than {ROOM} times the size of {named(store.path)} free;"
                " `quizkit backup` writes one all the same"
            )
    _write(store, target)
    remove_beyond(store.path, most)
    return target


def remove_beyond(path: Path, most: int) -> None:
    """Remove the oldest dated backups of a progress file beyond so many; with 0, none."""
    for old in _dated(folder_of(path))[most:] if most else ():
        with suppress(OSError):
            old.unlink()


def find(path: Path, name: str) -> Path | None:
    """Return the backup that a date, or a path, names; None if there is none."""
    dated = folder_of(path) / f"{name}.db"
    with as_store_errors(path):
        if _DATED.fullmatch(dated.name) and dated.is_file():
            return dated
    file = Path(name)
    with suppress(ValueError):  # a name that no file can have
        if name and file.is_file():
            return file
    return None


def restore(
    path: Path, backup: Path, tick: Callable[[int], object] = lambda rows: None
) -> Restored:
    """Put a backup in the place of a progress file, which is kept aside.

    The backup was read before, and is proved again where it goes; it stays as it is. A session that
    runs goes on in the file that is there now, with the answers that it has given.

    Args:
        path: the progress file; it need not be there.
        backup: the backup.
        tick: called with the number of rows that were read since it was called last.

    Raises:
        StoreError: the backup cannot be read, or this is the file itself, or it cannot be put
            there. The file is then as it was.
    """
    with as_store_errors(path):
        path = resolved(path)
    if are_one(path, backup):
        raise StoreError(f"{named(backup)} is the progress file itself\nfix: name a backup")
    with closing(_proved(backup, tick)) as source, as_store_errors(path):
        (answers,) = source.execute(_ANSWERS).fetchone()
        if not is_there(path):
            if not place(path, source.backup):
                raise replaced(path)
            return Restored(answers, None, 0)
        _write_log_back(path)
        aside = name_aside(path, "before-restore")
        if not place(path, source.backup, instead_of=identity(path), aside=aside):
            raise replaced(path)
    missing = None
    with suppress(StoreError):
        missing = _in_one_alone(aside, path)[1]
    return Restored(answers, aside, missing)


def _write(store: SQLiteStore, target: Path) -> None:
    """Write a backup to a file, in the place of one that may be there."""
    try:
        there = identity(target)
        if not place(target, store.copy_to, instead_of=there):
            raise replaced(target)
    except (*FAULTS, StoreError) as error:
        with suppress(*FAULTS):
            if (found := fault_of_pages(store)) is not None:
                raise damaged(store.path, found) from error
        why = error.strerror if isinstance(error, OSError) else str(error).partition("\n")[0]
        raise StoreError(
            f"no backup could be written to {named(target)}: {why}\n"
            "fix: make room on the disk and the folder writable, then try again"
        ) from error


def _proved(backup: Path, tick: Callable[[int], object]) -> sqlite3.Connection:
    """Open a backup, all of which can be read and makes sense; an older layout is brought up."""
    try:
        with as_store_errors(backup):
            connection = readable(backup, _WAIT)
        try:
            found = look_through(SQLiteStore(connection, backup, writes=False), tick).findings
            if found:
                raise damaged(backup, found[0])
        except BaseException:  # Ctrl-C, too: SQLite leaves no file beside one that was closed
            connection.close()
            raise
    except DamagedError as error:
        why = str(error).partition("\n")[0]
        raise StoreError(
            f"this backup cannot be put back: {why}\n"
            f"fix: restore another one; `quizkit merge {shell_word(backup)}` takes over what can still "
            "be read of it"
        ) from error
    return connection


def _write_log_back(path: Path) -> None:
    """Refuse a file that is not ours; bring what stands in the log of ours into the file itself."""
    with suppress(DamagedError):
        with closing(readable(path, _WAIT)):
            pass
        with suppress(sqlite3.Error), closing(sqlite3.connect(path)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _holds_all_of(path: Path, target: Path) -> bool:
    """Return whether another file is a progress file that holds no event which `path` has not."""
    if are_one(path, target):
        return False
    try:
        with read_store(target):
            return _in_one_alone(target, path)[0] == 0
    except StoreError:
        return False


def _in_one_alone(one: Path, other: Path) -> tuple[int, int]:
    """Return how many events, and how many answers, are in one file and not in another."""
    with as_store_errors(one), closing(connected(one, _WAIT, to_read(one))) as connection:
        guarded(connection, size_of(one) + size_of(other))
        with watched(connection.watch, one):
            connection.execute("ATTACH ? AS other", (uri_of(other, to_read(other)),))
            check(connection, one)
            check(connection, other, "other")
            found: tuple[int, int] = connection.execute(_IN_ONE_ALONE).fetchone()
        return found


def _answers(backup: Path) -> int | None:
    """Return how many answers a backup holds, without a file made beside it; None if unreadable."""
    try:
        with (
            as_store_errors(backup),
            closing(connected(backup, _WAIT, "immutable=1")) as connection,
            watched(connection.watch, backup),
        ):
            check(connection, backup)
            (answers,) = connection.execute(_ANSWERS).fetchone()
            return int(answers)
    except StoreError:
        return None


def _dated(folder: Path) -> list[Path]:
    """Return the backups in a folder that were named here, the newest first."""
    try:
        found = [(_DATED.fullmatch(file.name), file) for file in folder.iterdir()]
    except OSError:
        return []
    files = [
        ((name[1], int(name[2] or 1)), file)
        for name, file in found
        if name and file.is_file() and not file.is_symlink()
    ]
    return [file for _, file in sorted(files, reverse=True)]
