"""Uniting a progress file with another one, and with what is left of a damaged one."""

import sqlite3
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from quizkit.errors import StoreError
from quizkit.progress import Event, EventId
from quizkit.store.attached import OddError, unite
from quizkit.store.brought import end, note, onward
from quizkit.store.door import look_at_size
from quizkit.store.faults import DamagedError, as_store_errors, named, replaced
from quizkit.store.paths import identity, locked, real
from quizkit.store.placing import is_there, name_aside, place
from quizkit.store.runs import runs_of
from quizkit.store.salvage import Salvage, salvage
from quizkit.store.schema import migrate
from quizkit.store.sqlite import SQLiteStore, open_store, read_store
from quizkit.visible import visible

LONGEST_NAME = 200
"""Signs of what a merge says that its file was called."""


class Merged(NamedTuple):
    """What came of a merge.

    Args:
        found: events that could be read of the other file.
        added: those of them that were new.
        lost: None if the other file is whole; else how many of its events are missing at least.
    """

    found: int
    added: int
    lost: int | None


def merge_file(store: SQLiteStore, other: Path, now: datetime, *, large: bool = False) -> Merged:
    """Add to an open progress file what another one holds; the other is only read.

    Of a damaged file everything is taken that can still be read. What was new is told by an event,
    `progress.Brought`; to undo it puts the file back as it was.

    Args:
        store: the open file.
        other: the other one.
        now: the instant of the merge.
        large: whether it may have any size.

    Raises:
        TooLargeError: the other is so large that somebody is to be asked first.
        StoreError: the other is not there, or is no progress file; or this one cannot be written.
    """
    source_name = visible(other.name)[:LONGEST_NAME]
    if not large:
        with as_store_errors(other):
            look_at_size(other)
    try:
        with read_store(other) as source:
            if not large:
                look_at_size(other, source.count())
            with suppress(OddError, StoreError):  # read event by event, it tells what is wrong
                return Merged(*unite(store, other, source_name, now), None)
            found = Salvage(
                list(source.events()), source.devices(), list(source.wordings().values()), 0
            )
        lost = None
    except DamagedError:
        found = _salvaged(other)
        lost = found.lost
    events = onward(found.events)
    with store.writing() as connection:
        before = end(connection)
        added = store.add_all(events, found.devices, found.wordings)
        note(connection, before, lambda: runs_of(sorted(e.id for e in events)), source_name, now)
    return Merged(len(events), added, lost)


class Taken(NamedTuple):
    """What came of an import.

    Args:
        added: events that were new.
        name: of the event that tells of it, by which it is taken back; None if nothing was new.
    """

    added: int
    name: EventId | None


def bring(
    store: SQLiteStore, events: Iterable[Event], source: str, now: datetime, *, kept: str = ""
) -> Taken:
    """Add to an open progress file what another program knows of its learner, all or nothing.

    What was new is told by an event, `progress.Brought`; to undo it puts the file back as it was.
    The same events again change nothing.

    Args:
        store: the open file.
        events: with names that are the same whenever they are read; of two of one name the first
            stays.
        source: what the other program's file was called.
        now: the instant of the import.
        kept: a text to keep with the event, in this file alone, as `SQLiteStore.imports` gives it;
            if it is not empty, there is an event though nothing of the log was new.

    Raises:
        StoreError: the file cannot be written.
    """
    events = list(events)
    with store.writing() as connection:
        before = end(connection)
        added = store.add_all(events, {}, ())
        name = note(
            connection,
            before,
            lambda: runs_of(sorted(event.id for event in events)),
            visible(source)[:LONGEST_NAME],
            now,
            kept=kept,
        )
    return Taken(added, name)


def repair(path: Path) -> tuple[Path, Merged]:
    """Put a whole progress file with all that can be read in the place of a damaged one.

    Returns where the damaged one is kept, and what was read of it.

    Raises:
        StoreError: it is not damaged, or nothing can be read of it; it is left where it is.
    """
    with as_store_errors(path):
        path = real(path)  # a link stays one
        with locked(path.parent, shared=True):  # nobody is just putting another one there
            meant = identity(path)
    if _is_whole(path):
        raise StoreError(f"{named(path)} is whole; there is nothing to repair")
    with as_store_errors(path):
        with locked(path.parent, shared=True):
            if identity(path) != meant:
                raise replaced(path)
            aside = name_aside(path, "damaged")
            found = _salvaged(aside if is_there(aside) else path)

        def fill(connection: sqlite3.Connection) -> None:
            migrate(connection)
            SQLiteStore(connection, path).merge(found.events, found.devices, found.wordings)

        if not place(path, fill, instead_of=meant, aside=aside):
            raise replaced(path)
        # A session that had the damaged file open may have written to it until a moment ago.
        late = salvage(aside)
    if late.events != found.events:
        with open_store(path) as store:
            store.merge(late.events, late.devices, late.wordings)
    return aside, Merged(len(late.events), len(late.events), late.lost)


def _is_whole(path: Path) -> bool:
    """Return whether a repair of a file would mend nothing."""
    from quizkit.store.verifying import look_through

    try:
        with read_store(path) as store:
            return not look_through(store).repairable
    except DamagedError:
        return False


def _salvaged(path: Path) -> Salvage:
    with as_store_errors(path):
        found = salvage(real(path))
    if not found.events:
        raise DamagedError(
            f"nothing can be read of {named(path)}; it was left as it is\n"
            "fix: put a backup in its place by `quizkit restore`, or move it away to begin anew"
        )
    return found
