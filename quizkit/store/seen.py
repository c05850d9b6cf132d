"""How decks and their notes read when last seen, in a progress file: progress follows edits by it."""

import json
import os
import sqlite3
from collections.abc import Iterable, Iterator

from quizkit.progress import SeenDeck, Wording
from quizkit.progress.instants import milliseconds
from quizkit.store.names import are_texts
from quizkit.store.paths import this_device
from quizkit.store.rows import wording_of

_WORDINGS = "SELECT note, at, kind, prompt, answers FROM wording WHERE note >= ? AND note < ?"
# Of two wordings the newer stands, whichever came first; at one instant any, but the same.
_PUT_WORDING = """
    INSERT INTO wording (note, at, kind, prompt, answers) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (note) DO UPDATE SET
        at = excluded.at, kind = excluded.kind,
        prompt = excluded.prompt, answers = excluded.answers
    WHERE (excluded.at, excluded.kind, excluded.prompt, excluded.answers)
        > (at, kind, prompt, answers)
"""


def read_wordings(connection: sqlite3.Connection, deck_id: str) -> dict[str, Wording]:
    """Return the last seen wording of each note of a deck, or of all, by `deck#note`.

    Raises:
        NONSENSE: one of them makes no sense.
    """
    first, end = (f"{deck_id}#", f"{deck_id}$") if deck_id else ("", "\U0010ffff")
    return {row[0]: wording_of(row) for row in connection.execute(_WORDINGS, (first, end))}


def read_wordings_of(connection: sqlite3.Connection, notes: Iterable[str]) -> dict[str, Wording]:
    """Return the last seen wording of some notes, as far as there are any.

    Raises:
        NONSENSE: one of them makes no sense.
    """
    query = "SELECT note, at, kind, prompt, answers FROM wording WHERE note = ?"
    rows = (connection.execute(query, (note,)).fetchone() for note in notes)
    return {row[0]: wording_of(row) for row in rows if row is not None}


def may_be_of(card: str) -> Iterator[str]:
    """Yield the names of notes that a card may be of: its own, and without what is behind a colon."""
    while card:
        yield card
        card = card.rpartition(":")[0]


def put_wordings(connection: sqlite3.Connection, wordings: Iterable[Wording]) -> None:
    """Write wordings, but for those of which the file has a newer one."""
    connection.executemany(
        _PUT_WORDING,
        [
            (note, milliseconds(at), kind, prompt, json.dumps(dict(answers), sort_keys=True))
            for note, at, kind, prompt, answers in wordings
        ],
    )


def read_decks(connection: sqlite3.Connection) -> dict[str, SeenDeck]:
    """Return each deck as this device last saw it, by id; a row that makes no sense says nothing."""
    query = "SELECT id, path, stamp FROM deck WHERE device = ?"
    rows = connection.execute(query, (this_device(),))
    return {
        name: SeenDeck(name, _read_path(path), stamp)
        for name, path, stamp in rows
        if are_texts((name, stamp)) and isinstance(path, str | bytes)
    }


def put_deck(connection: sqlite3.Connection, deck: SeenDeck) -> None:
    """Write how this device saw a deck; a path that is no UTF-8 goes in as its bytes."""
    connection.execute(
        "INSERT OR REPLACE INTO deck (id, device, path, stamp) VALUES (?, ?, ?, ?)",
        (deck.id, this_device(), _kept_path(deck.path), deck.stamp),
    )


def _kept_path(path: str) -> str | bytes:
    try:
        path.encode()
    except UnicodeEncodeError:
        return os.fsencode(path)
    return path


def _read_path(path: object) -> str:
    return os.fsdecode(path) if isinstance(path, bytes) else str(path)
