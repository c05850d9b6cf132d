"""When cards fall due, from the rows of a snapshot alone, without a card, an event or a scheduler.

A shell prompt asks after every answer, and cannot wait for all that is loaded to open a file. What
is not as it should be is no error here: whoever asks then opens the file.
"""

import sqlite3
from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from itertools import chain
from pathlib import Path
from struct import error
from typing import Any, NamedTuple

from quizkit.errors import StoreError
from quizkit.store.door import Connection, checked, connected
from quizkit.store.paths import real, this_device, to_read
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
_MARK = """
    SELECT event.rowid, writer.name, event.number
    FROM event JOIN writer ON writer.number = event.writer
    ORDER BY event.rowid DESC LIMIT 1
"""
_NAME = """
    SELECT writer.name, event.number FROM event JOIN writer ON writer.number = event.writer
    WHERE event.rowid = ?
"""
_ABOUT = """
    SELECT CASE kind WHEN 2 THEN (SELECT card FROM event AS answer
        WHERE answer.writer = event.target_writer AND answer.number = event.target_number)
    ELSE card END
    FROM event WHERE rowid > ?
"""
_MOST = 500  # events since a mark: of more, all rows are read as quickly
_ROWS = "SELECT number, id, state FROM record LEFT JOIN card ON number = record.card"
_ROW = """
    SELECT number, id, state FROM card LEFT JOIN record ON record.card = number
    WHERE number = ?
"""
_DECKS = "SELECT id, path, stamp FROM deck WHERE device = ?"
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
        first: the study day of its first answer; None of an id that was carried over.
    """

    due: int | None = None
    zone: int | None = None
    answered: int | None = None
    hidden: int | None = None
    learning: bool = False
    first: int | None = None


class Dues(NamedTuple):
    """What a snapshot says of when cards are asked.

    Args:
        settings: equal as long as no setting was changed.
        basis: by what it was worked out.
        mark: where the log ended: how many events it had, and the name of the last.
        newest: the newest instant of it, milliseconds since 1970; None if it is empty.
        seen: where this device last saw decks, and the stamps of their files, by id.
        rows: by card id, those that were carried over included.
    """

    settings: list[Any]
    basis: str
    mark: list[Any]
    newest: int | None
    seen: dict[str, list[Any]]
    rows: dict[str, DueRow]

    def introduced(self) -> dict[str, int]:
        """Return how many cards were first answered on each study day, by its number."""
        days = Counter(row.first for row in self.rows.values() if row.first is not None)
        return {str(day): count for day, count in days.items()}


_WAIT = timedelta(seconds=5)


def read_dues(path: Path, since: Sequence[Any] = ()) -> Dues | None:
    """Return what the snapshot of a file says; None if it has none that is up to date.

    Args:
        path: the file.
        since: the mark of earlier dues, to read only what became of the cards that the events since
            were about; None if that is not all that changed.
    """
    read = _changed if since else _whole
    try:
        connection = _opened(path)
        try:
            connection.execute("BEGIN")
            head = Head.read(connection)
            mark = connection.execute(_MARK).fetchone()
            if head is None or mark is None or head.version != mark[0]:
                return None
            settings = list(connection.execute(_SETTINGS).fetchone())
            seen = {deck: at for deck, *at in connection.execute(_DECKS, (this_device(),))}
            rows = read(connection, head, since)
            return Dues(settings, head.basis, list(mark), head.newest, seen, rows)
        finally:
            connection.close()
    except (sqlite3.Error, UnicodeDecodeError, OSError, TypeError, ValueError, error, StoreError):
        return None


def _whole(connection: sqlite3.Connection, head: Head, _: Sequence[Any]) -> dict[str, DueRow]:
    """Return what every row says; ValueError if they are not those that the head was written with."""
    rows, seal = {}, 0
    for number, card, state in connection.execute(_ROWS):
        rows[card] = _row(number, state)
        seal += seal_of(state)
    renamed = connection.execute(RENAMED).fetchall()
    names = [card for pair in renamed for card in pair[2:]]
    if seal + seal_of_pairs(renamed) & MASK != head.seal or None in rows or None in names:
        raise ValueError("the rows are not those of the head")
    return rows | {old: rows.get(now, DueRow())._replace(first=None) for *_, old, now in renamed}


def _changed(connection: sqlite3.Connection, head: Head, since: Sequence[Any]) -> dict[str, DueRow]:
    """Return what the rows of the cards say that events since a mark were about.

    Raises:
        ValueError: other rows changed too, or too many.
    """
    version, *name = since
    there = connection.execute(_NAME, (version,)).fetchone()
    if there != tuple(name) or not head.whole <= version <= head.version <= version + _MOST:
        raise ValueError("the log did not go on from there")
    cards = {card for (card,) in connection.execute(_ABOUT, (version,))}
    renamed = connection.execute("SELECT card, now FROM renamed")
    if None in cards or cards.intersection(chain(*renamed)):
        raise ValueError("an event is about no card, or about one with two names")
    rows = {}
    for card in cards:
        number, name_of_card, state = connection.execute(_ROW, (card,)).fetchone()
        rows[name_of_card] = DueRow() if state is None else _row(number, state)
    return rows


def _row(number: int, state: bytes) -> DueRow:
    """Return what a row of a snapshot says.

    Raises:
        TypeError, ValueError, struct.error: it makes no sense.
    """
    phase, suspended, due, zone, first, last, buried = DUE.unpack_from(opened(number, state))
    if not (due == NEVER or due in _IN_CALENDAR) or abs(zone) >= _A_DAY:
        raise ValueError(f"{due}, {zone} is no instant")
    never = due == NEVER
    hidden = None if buried == NO_DAY else buried
    return DueRow(
        None if never else due,
        None if never else zone,
        None if last == NO_DAY else last,
        _FOREVER if suspended or (never and phase != _NEW) else hidden,
        phase in _STEPS,
        None if first == NO_DAY else first,
    )


def settings_of_file(path: Path) -> list[Any] | None:
    """Return what is equal as long as no setting was changed; None of no sound file."""
    try:
        connection = _opened(path)
        try:
            return list(connection.execute(_SETTINGS).fetchone())
        finally:
            connection.close()
    except (sqlite3.Error, OSError, StoreError, ValueError):  # the last of a text not in UTF-8
        return None


def _opened(path: Path) -> Connection:
    """Open a file, to be closed again; StoreError if it is none of ours."""
    path = real(path)
    connection = connected(path, _WAIT, to_read(path))
    checked(connection, path)
    return connection
