"""Another progress file united with an open one in SQL, where its rows are just as we write them.

To make events of its rows, and rows of them again, takes twenty times as long. So answers and
ratings, nearly all of a log, are copied from file to file, with the numbers that writers and cards
have here. Every row is looked at before: one that makes no sense, or would not be written just so
from its event, is `OddError`, and the file has to be read event by event.
"""

import sqlite3
from contextlib import closing
from datetime import datetime
from itertools import starmap
from pathlib import Path

from quizkit.progress import Event, Wording
from quizkit.progress.order import of_one_file
from quizkit.store.brought import end, note
from quizkit.store.names import Names, are_texts, are_writers
from quizkit.store.rows import (
    COLUMNS,
    DURATIONS,
    NONSENSE,
    NUMBERS,
    OUTCOMES,
    ZONES,
    EventKind,
    event_of,
    is_packed,
    wording_of,
)
from quizkit.store.runs import runs_of
from quizkit.store.sqlite import SQLiteStore

_SAME_LAYOUTS = 3
"""From this version of the layout on, the tables that are read here are as they are now."""


class OddError(Exception):
    """A file that has to be read event by event, to say what is wrong with it or to mend it."""


def _whole(column: str, least: int, most: int) -> str:
    return f"typeof({column}) = 'integer' AND {column} BETWEEN {least} AND {most}"


def _unless_null(column: str, condition: str) -> str:
    return f"({column} IS NULL OR {condition})"


def _null(*columns: str) -> str:
    return f"coalesce({', '.join(columns)}) IS NULL"


_CALENDAR = -62_135_000_000_000, 253_402_000_000_000  # but for its last days, as local time may end
_LETTER = f"outcome IN ({', '.join(map(repr, OUTCOMES))})"
_ANY_EVENT = (
    _whole("at", *_CALENDAR),
    _whole("number", *NUMBERS),
    _whole("zone", *ZONES),
    _unless_null("due", _whole("due", *_CALENDAR)),
    "writer IN (SELECT number FROM theirs.writer)",
)
_AN_ANSWER = (
    f"kind = {EventKind.ANSWER:d}",
    "card IN (SELECT number FROM theirs.card)",
    _unless_null("rating", _whole("rating", 1, 4)),
    _LETTER,
    _unless_null("duration", _whole("duration", *DURATIONS)),
    _unless_null("practice", _whole("practice", 1, 1)),
    _null("target_writer", "target_number", "name", "other_card"),
)
_A_RATING = (
    f"kind = {EventKind.RATE:d}",
    _whole("rating", 1, 4),
    _unless_null("outcome", _LETTER),
    "target_writer IN (SELECT number FROM theirs.writer)",
    _whole("target_number", *NUMBERS),
    _null("card", "duration", "practice", "response", "name", "other_card"),
)
_COPIED = f"kind IN ({EventKind.ANSWER:d}, {EventKind.RATE:d})"
_ALL_PLAIN = f"""
    SELECT NOT EXISTS (
        SELECT 1 FROM theirs.event WHERE {_COPIED} AND ({" AND ".join(_ANY_EVENT)} AND
            CASE kind WHEN {EventKind.ANSWER:d} THEN {" AND ".join(_AN_ANSWER)}
                ELSE {" AND ".join(_A_RATING)} END
        ) IS NOT TRUE
    )
"""
_RESPONSES = f"""
    SELECT response FROM theirs.event WHERE kind = {EventKind.ANSWER:d} AND response IS NOT NULL
"""
_OTHERS = f"SELECT {COLUMNS} FROM theirs.event WHERE kind <> {EventKind.ANSWER:d} AND NOT {_COPIED}"
_CHANGED = """
    SELECT note, at, kind, prompt, answers FROM theirs.wording
    EXCEPT SELECT note, at, kind, prompt, answers FROM wording
"""
_NUMBERS_HERE = (
    "INSERT OR IGNORE INTO card (id) SELECT id FROM theirs.card",
    "DROP TABLE IF EXISTS temp.writer_here",
    "DROP TABLE IF EXISTS temp.card_here",
    "CREATE TEMP TABLE writer_here (theirs INTEGER PRIMARY KEY, ours INTEGER)",
    "CREATE TEMP TABLE card_here (theirs INTEGER PRIMARY KEY, ours INTEGER)",
    """INSERT INTO temp.writer_here SELECT theirs.writer.number, main.writer.number
        FROM theirs.writer JOIN main.writer USING (name)""",
    """INSERT INTO temp.card_here SELECT theirs.card.number, main.card.number
        FROM theirs.card JOIN main.card USING (id)""",
)
_COPY = f"""
    INSERT OR IGNORE INTO main.event ({COLUMNS})
    SELECT at, writer_here.ours, number, zone, kind, card_here.ours, rating, outcome, due, duration,
        practice, response, target_here.ours, target_number, NULL, NULL
    FROM theirs.event
    JOIN temp.writer_here ON writer_here.theirs = writer
    LEFT JOIN temp.card_here ON card_here.theirs = card
    LEFT JOIN temp.writer_here AS target_here ON target_here.theirs = target_writer
    WHERE {_COPIED}
"""
_OFFERED = """
    SELECT w.name, e.number FROM theirs.event e JOIN theirs.writer w ON w.number = e.writer
    ORDER BY e.writer, e.number
"""


def unite(store: SQLiteStore, other: Path, source: str, now: datetime) -> tuple[int, int]:
    """Add what another file holds; return how many events that are, and how many were new.

    All or nothing is written, and the other file is only read.

    Args:
        store: the file that is open.
        other: the other one.
        source: what it is called in the event that tells of this merge.
        now: the instant of the merge.

    Raises:
        OddError: it has to be read event by event; nothing was written.
        StoreError: one of the two could not be read or written; nothing was written.
    """
    with store.attached(other) as connection:
        before = end(connection)
        others, devices, wordings = _looked_through(connection)
        stays = of_one_file(others)
        added = store.add_all((e for e in others if e.id not in stays), devices, wordings)
        for statement in _NUMBERS_HERE:
            connection.execute(statement)
        added += connection.execute(_COPY).rowcount
        note(connection, before, lambda: runs_of(connection.execute(_OFFERED)), source, now)
        (found,) = connection.execute("SELECT count(*) FROM theirs.event").fetchone()
    return found - len(stays), added


def _looked_through(
    connection: sqlite3.Connection,
) -> tuple[list[Event], dict[str, str], list[Wording]]:
    """Return the events that are not copied, the devices by writers, and the new wordings.

    Raises:
        OddError: a row is not as it would be written.
    """
    query = connection.execute
    (version,) = query("PRAGMA theirs.user_version").fetchone()
    indices = query("SELECT sql FROM theirs.sqlite_schema WHERE name = 'event_name'").fetchall()
    # Where two events have one name, which the index tells apart, the older one is to be taken.
    if version < _SAME_LAYOUTS or any("CASE" in index for (index,) in indices):
        raise OddError
    writers = query("SELECT number, name, device FROM theirs.writer").fetchall()
    cards = query("SELECT number, id FROM theirs.card").fetchall()
    texts = [text for row in (*writers, *cards) for text in row[1:]]
    (plain,) = query(_ALL_PLAIN).fetchone()
    if not (plain and are_texts(texts) and are_writers(row[1] for row in writers)):
        raise OddError
    with closing(query(_RESPONSES)) as responses:
        if not all(starmap(is_packed, responses)):
            raise OddError
    names = Names({row[0]: row[1] for row in writers}, dict(cards))
    try:
        others = [event_of(row, names) for row in query(_OTHERS).fetchall()]
        wordings = [wording_of(row) for row in query(_CHANGED).fetchall()]
    except NONSENSE as error:
        raise OddError from error
    return others, {name: device for _, name, device in writers}, wordings
