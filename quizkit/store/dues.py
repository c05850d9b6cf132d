"""When cards fall due, from the rows of a snapshot alone, without a card, an event or a scheduler.

A shell prompt asks after every answer, and cannot wait for all that is loaded to open a file. What
is not as it should be is no error here: whoever asks then opens the file.
"""

import sqlite3
from pathlib import Path
from typing import Any, NamedTuple

from quizkit.store.paths import wal_of

_SETTINGS = """
    SELECT user_version, count, event.rowid, at, event.number, writer.name
    FROM pragma_user_version
    JOIN (SELECT count(*) AS count, max(rowid) AS newest FROM event
        WHERE kind <> 1 AND kind IN (3, 6))  -- undo, configure
    LEFT JOIN event ON event.rowid = newest
    LEFT JOIN writer ON writer.number = event.writer
"""
_BASIS = "SELECT basis FROM snapshot WHERE version = (SELECT max(rowid) FROM event)"
_INTRODUCED = "SELECT first_day, count(*) FROM record GROUP BY first_day"
_ROWS = (
    "SELECT card.id, due, CASE WHEN phase IN (1, 3) THEN due_zone END, last_day,"
    " CASE WHEN suspended THEN -1 ELSE buried_day END"
    " FROM record JOIN card ON card.number = record.card"
)
_NONSENSE = (  # instants but for the first and last day of the calendar, which local time may leave
    "SELECT 1 FROM record WHERE card NOT IN (SELECT number FROM card)"
    " OR NOT (suspended IN (0, 1) AND phase IN (0, 1, 2, 3)"
    " AND typeof(due) IN ('integer', 'null')"
    " AND ifnull(due, 0) BETWEEN -62135510400000 AND 253402214399999"
    " AND typeof(due_zone) IN ('integer', 'null') AND abs(ifnull(due_zone, 0)) < 1440"
    " AND typeof(first_day) IN ('integer', 'null') AND typeof(last_day) IN ('integer', 'null')"
    " AND typeof(buried_day) IN ('integer', 'null') AND (due IS NULL) = (due_zone IS NULL)) LIMIT 1"
)
RENAMED = (
    "SELECT old.id, now.id FROM renamed LEFT JOIN card AS old ON old.number = renamed.card"
    " LEFT JOIN card AS now ON now.number = renamed.now"
)


class DueRow(NamedTuple):
    """What a snapshot says of when a card is asked.

    Args:
        due: milliseconds since 1970; None for a card that is new.
        zone: of that instant, minutes east of UTC, for a card in learning; None for any other.
        answered: the study day of its newest answer.
        hidden: the study day for which it is buried, -1 for ever; None if it is not.
    """

    due: int | None = None
    zone: int | None = None
    answered: int | None = None
    hidden: int | None = None


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
    introduced: dict[int | None, int]
    rows: dict[str, DueRow]


def read_dues(path: Path) -> Dues | None:
    """Return what the snapshot of a file says; None if it has none that is up to date."""
    try:
        connection = _opened(path)
        try:
            connection.execute("BEGIN")
            found = connection.execute(_BASIS).fetchone()
            if found is None or connection.execute(_NONSENSE).fetchone():
                return None
            settings = list(connection.execute(_SETTINGS).fetchone())
            introduced = dict(connection.execute(_INTRODUCED).fetchall())
            rows = {card: DueRow(*row) for card, *row in connection.execute(_ROWS)}
            renamed = connection.execute(RENAMED).fetchall()
        finally:
            connection.close()
    except (sqlite3.Error, UnicodeDecodeError, OSError, TypeError, ValueError):
        return None
    if not all(card for pair in renamed for card in pair):
        return None
    rows |= {old: rows.get(now, DueRow()) for old, now in renamed}
    return Dues(settings, found[0], introduced, rows)


def settings_of_file(path: Path) -> list[Any] | None:
    """Return what is equal as long as no setting was changed; None of no sound file."""
    try:
        connection = _opened(path)
        try:
            return list(connection.execute(_SETTINGS).fetchone())
        finally:
            connection.close()
    except (sqlite3.Error, OSError):
        return None


def _opened(path: Path) -> sqlite3.Connection:
    in_use = wal_of(path).exists()
    uri = f"{path.absolute().as_uri()}?mode={'ro' if in_use else 'rw'}"
    return sqlite3.connect(uri, uri=True, isolation_level=None)
