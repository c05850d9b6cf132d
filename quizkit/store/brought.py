"""What merges and imports brought to a progress file, and how one is taken back.

An import is a merge of what another program knows. Of one that brings something an event tells, of
this file alone: from where, and which events. If it is undone, the events that it brought, and no
other merge that stands did, move from the log to the table `aside`; nothing there is replayed or
merged onward. If the undo is undone, or the same is merged again, they move back, to the end of the
log. So the log is at any time what was written here, and what the merges that stand have brought.

The version of the log never goes back: what was put aside is counted on.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Any

from quizkit.progress import Brought, Event, EventId, Undone, in_order, undone_ids
from quizkit.progress.instants import milliseconds
from quizkit.progress.order import of_one_file
from quizkit.store.names import Names, Numbers
from quizkit.store.open_file import IMPORT
from quizkit.store.protocol import new_writer
from quizkit.store.rows import COLUMNS, NONSENSE, EventKind, event_of, row_of
from quizkit.store.runs import Runs, common, holds, runs_of, united, without
from quizkit.store.snapshots import drop_snapshot

_MERGES = (
    f"SELECT {COLUMNS} FROM event WHERE kind <> {EventKind.ANSWER:d}"
    f" AND kind IN ({EventKind.UNDO:d}, {EventKind.BROUGHT:d})"
)
_TARGET = "SELECT kind, target_writer, target_number FROM event WHERE writer = ? AND number = ?"
_NEW = "SELECT writer, number FROM event WHERE rowid > ? ORDER BY writer, number"
_IN_RUN = "writer = ? AND number BETWEEN ? AND ?"
_PUT_ASIDE = (
    f"INSERT OR REPLACE INTO aside ({COLUMNS}, since) SELECT {COLUMNS}, ? FROM event WHERE {_IN_RUN}",
    f"DELETE FROM event WHERE {_IN_RUN}",
)
_PUT_BACK = (
    f"INSERT OR IGNORE INTO event ({COLUMNS}) SELECT {COLUMNS} FROM aside WHERE {_IN_RUN}",
    f"DELETE FROM aside WHERE {_IN_RUN}",
)
_NO_MORE_ASIDE = (
    "DELETE FROM aside WHERE EXISTS (SELECT 1 FROM event"
    " WHERE event.writer = aside.writer AND event.number = aside.number)"
)
_COUNT_ON = (  # how many events were put aside since the log began: what its version has too much
    "INSERT INTO here (name, value) VALUES ('gone', ?)"
    " ON CONFLICT (name) DO UPDATE SET value = CAST(value AS INTEGER) + excluded.value"
)
_KEEP = "INSERT INTO here (name, value) VALUES (?, ?)"
_SETTLED = "INSERT OR REPLACE INTO here (name, value) VALUES ('settled', ?)"


def end(connection: sqlite3.Connection) -> int:
    """Return the version of the log, within a transaction."""
    (version,) = connection.execute("SELECT max(rowid) FROM event").fetchone()
    return int(version or 0)


def onward(events: Iterable[Event]) -> list[Event]:
    """Return the events of a file that a merge takes along: neither its merges nor what is put aside."""
    events = list(events)
    stays = of_one_file(events)
    if not stays:
        return events
    gone = _amiss(events)
    return [
        event
        for event in events
        if event.id not in stays and not holds(gone, event.id.writer, event.id.number)
    ]


def note(
    connection: sqlite3.Connection,
    before: int,
    offered: Callable[[], Runs],
    source: str,
    now: datetime,
    *,
    kept: str = "",
) -> EventId | None:
    """Write the event of a merge, within its transaction, and return its name; None of no news.

    Args:
        connection: to the file, with the events added.
        before: the version of the log before.
        offered: gives all that the source had; asked only where other merges brought something.
        source: what the file was called.
        now: the instant of the merge.
        kept: what is to be kept with the event, in this file alone; that is news too.
    """
    names = dict(connection.execute("SELECT number, name FROM writer"))
    new = runs_of((names[writer], number) for writer, number in connection.execute(_NEW, (before,)))
    if not new and not kept:
        return None
    connection.execute(_NO_MORE_ASIDE)
    others = _standing(_merges(connection, names))
    runs = united(new, common(offered(), others)) if others else new
    told = {writer: tuple(pairs) for writer, pairs in runs.items()}
    event = Brought(id=EventId(new_writer(), 1), at=now, source=source, runs=told)
    row = row_of(event, Numbers(connection))
    connection.execute(f"INSERT INTO event ({COLUMNS}) VALUES ({', '.join('?' * len(row))})", row)
    if kept:
        connection.execute(_KEEP, (f"{IMPORT}{event.id}", kept))
    return event.id


def takes_back(connection: sqlite3.Connection, events: Iterable[Event]) -> bool:
    """Return whether one of some events, just added, takes back a merge, or has one back."""
    numbers = Numbers(connection)
    for event in events:
        if isinstance(event, Undone):
            name = numbers.writer(event.target.writer), event.target.number
            seen = set()
            while name not in seen:
                seen.add(name)
                kind, *target = connection.execute(_TARGET, name).fetchone() or (0, 0, 0)
                if kind == EventKind.BROUGHT:
                    return True
                name = target[0], target[1]
    return False


def settle(connection: sqlite3.Connection) -> int:
    """Have in the log what the merges that stand brought, and put the rest aside; in a transaction.

    Returns the version of the log then.
    """
    names = dict(connection.execute("SELECT number, name FROM writer"))
    merges = _merges(connection, names)
    numbers = {name: number for number, name in names.items()}
    gone = list(_numbered(_amiss(merges), numbers))
    back = list(_numbered(_standing(merges), numbers))
    aside, forget = _PUT_ASIDE
    now = max((milliseconds(event.at) for event in merges), default=0)
    connection.executemany(aside, [(now, *run) for run in gone])
    count = connection.executemany(forget, gone).rowcount
    for statement in _PUT_BACK:
        connection.executemany(statement, back)
    connection.execute(_COUNT_ON, (max(0, count),))
    version = end(connection)
    connection.execute(_SETTLED, (str(version),))
    drop_snapshot(connection)
    return version


def _merges(connection: sqlite3.Connection, names: dict[int, str]) -> list[Event]:
    """Return the merges of a file, and all undoings."""
    found = []
    for row in connection.execute(_MERGES).fetchall():
        try:
            found.append(event_of(row, Names(names, {})))
        except NONSENSE as error:
            raise sqlite3.DatabaseError(f"event {row[:3]} makes no sense") from error
    return found


def _parted(events: Iterable[Event]) -> tuple[list[Runs], list[Runs]]:
    """Return what the merges that stand brought, and those that do not."""
    ordered = in_order(events)
    undone = undone_ids(ordered)
    merges = [event for event in ordered if isinstance(event, Brought)]
    return (
        [event.runs for event in merges if event.id not in undone],
        [event.runs for event in merges if event.id in undone],
    )


def _standing(events: Iterable[Event]) -> dict[str, list[tuple[int, int]]]:
    """Return what the merges that stand brought."""
    return united(*_parted(events)[0])


def _amiss(events: Iterable[Event]) -> dict[str, list[tuple[int, int]]]:
    """Return what only merges brought that were taken back."""
    stands, undone = _parted(events)
    return without(united(*undone), united(*stands))


def _numbered(runs: Runs, numbers: dict[str, int]) -> Iterator[tuple[Any, ...]]:
    """Yield runs with the numbers of their writers in a file, those that it knows."""
    for writer, pairs in runs.items():
        if writer in numbers:
            for first, last in pairs:
                yield numbers[writer], first, last
