"""When cards fall due, from the rows of a snapshot alone, without a card, an event or a scheduler.

A shell prompt asks after every answer, and cannot wait for all that is loaded to open a file. What
is not as it should be is no error here: whoever asks then opens the file.
"""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import timedelta
from pathlib import Path
from struct import error
from typing import Any, NamedTuple

from quizkit.errors import StoreError
from quizkit.store.door import check, connected
from quizkit.store.paths import wal_of
from quizkit.store.sealed import (
    DUE,
    MASK,
    NEVER,
    NO_DAY,
    RENAMED,
    Head,
    opened,
    seal_of,
    seal_of_pairs,
)

_SETTINGS = """
    SELECT user_version, count, event.rowid, at, event.number, writer.name
    FROM pragma_user_version
    JOIN (SELECT count(*) AS count, max(rowid) AS newest FROM event
        WHERE kind <> 1 AND kind IN (3, 6))  -- undo, configure
    LEFT JOIN event ON event.rowid = newest
    LEFT JOIN writer ON writer.number = event.writer
"""
_NEWEST = "SELECT max(rowid) FROM event"
_ROWS = "SELECT number, id, state FROM record LEFT JOIN card ON number = record.card"
_IN_CALENDAR = range(-62_135_510_400_000, 253_402_214_400_000)
"""Instants but for the first and last day of the calendar, which local time may leave."""
_A_DAY = 24 * 60
_FOREVER = -1
_NEW, _STEPS = 0, (1, 3)  # phases, as `scheduling.Phase`


class DueRow(NamedTuple):
    """What a snapshot says of when a card is asked.

    Args:
        due: milliseconds since 1970; None for a card that is new.
        zone: of that instant, minutes east of UTC.
        answered: the study day of its newest answer.
        hidden: the study day for which it is buried, -1 for ever; None if it is not.
        learning: whether it is between two learning steps.
    """

    due: int | None = None
    zone: int | None = None
    answered: int | None = None
    hidden: int | None = None
    learning: bool = False


class Dues(NamedTuple):
    """What a snapshot says of when cards are asked.

    Args:
        settings: equal as long as no setting was changed.
        basis: by what it was worked out.
        introduced: how many cards were first answered on each study day.
        rows: by card id, those that were carried over included.
    """

    settings: list[Any]
    basis: str
    introduced: Mapping[int, int]
    rows: dict[str, DueRow]


_WAIT = timedelta(seconds=5)


def read_dues(path: Path) -> Dues | None:
    """Return what the snapshot of a file says; None if it has none that is up to date."""
    try:
        connection = _opened(path)
        try:
            connection.execute("BEGIN")
            head = Head.read(connection)
            if head is None or head[:1] != connection.execute(_NEWEST).fetchone():
                return None
            settings = list(connection.execute(_SETTINGS).fetchone())
            rows, introduced, seal = _rows(connection.execute(_ROWS))
            renamed = connection.execute(RENAMED).fetchall()
        finally:
            connection.close()
    except (sqlite3.Error, UnicodeDecodeError, OSError, TypeError, ValueError, error, StoreError):
        return None
    if seal + seal_of_pairs(renamed) & MASK != head.seal or not all(map(all, renamed)):
        return None
    rows |= {old: rows.get(now, DueRow()) for *_, old, now in renamed}
    return Dues(settings, head.basis, introduced, rows)


def _rows(found: Iterable[tuple[int, str, bytes]]) -> tuple[dict[str, DueRow], dict[int, int], int]:
    """Return what rows of a snapshot say, how many cards were first answered on each day, their seal.

    Raises:
        TypeError, ValueError, struct.error: one of them makes no sense.
    """
    rows, introduced, seal = {}, Counter[int](), 0
    for number, card, state in found:
        phase, suspended, due, zone, first, last, buried = DUE.unpack_from(opened(number, state))
        if not (due == NEVER or due in _IN_CALENDAR) or abs(zone) >= _A_DAY:
            raise ValueError(f"{due}, {zone} is no instant")
        if card is None:
            raise ValueError(f"{number} is no card")
        introduced[first] += 1
        seal += seal_of(state)
        never = due == NEVER
        rows[card] = DueRow(
            None if never else due,
            None if never else zone,
            None if last == NO_DAY else last,
            _FOREVER
            if suspended or (never and phase != _NEW)
            else None
            if buried == NO_DAY
            else buried,
            phase in _STEPS,
        )
    introduced.pop(NO_DAY, None)
    return rows, introduced, seal


def settings_of_file(path: Path) -> list[Any] | None:
    """Return what is equal as long as no setting was changed; None of no sound file."""
    try:
        connection = _opened(path)
        try:
            return list(connection.execute(_SETTINGS).fetchone())
        finally:
            connection.close()
    except (sqlite3.Error, OSError, StoreError):
        return None


def _opened(path: Path) -> sqlite3.Connection:
    """Open a file, to be closed again; StoreError if it is none of ours."""
    connection = connected(path, _WAIT, "mode=ro" if wal_of(path).exists() else "mode=rw")
    try:
        check(connection, path)
    except BaseException:
        connection.close()
        raise
    return connection
