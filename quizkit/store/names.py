"""The names of writers and the ids of cards, and the numbers that stand for them in a file."""

import sqlite3
from binascii import crc32  # that of zlib takes a library of its own
from collections.abc import Iterable, Mapping
from typing import NamedTuple, cast

from quizkit.errors import StoreError
from quizkit.store.paths import this_device
from quizkit.visible import visible

_NAME = frozenset(sign for sign in map(chr, range(128)) if sign.isalnum() or sign in "_.@+-:/=,%~")
_LONGEST_NAME = 200


def are_writers(names: Iterable[object]) -> bool:
    """Return whether all of some values may be names of writers.

    Parts of them are shown, and go into commands: letters, digits and a few marks, as those have
    that `new_writer` and `salvage` make, and what a program may call its users by.
    """
    names = list(names)
    if not are_texts(names):
        return False
    texts = cast(list[str], names)
    return _NAME.issuperset("".join(texts)) and all(0 < len(x) <= _LONGEST_NAME for x in texts)


def writer_name(stored: object) -> str:
    """Return the name of a writer; of what cannot be one, always the same that can."""
    return str(stored) if are_writers([stored]) else f"lost-{crc32(repr(stored).encode()):08x}"


def are_texts(values: Iterable[object]) -> bool:
    """Return whether all of some values are texts."""
    return all(isinstance(value, str) for value in values)


class Names(NamedTuple):
    """Names of the writers, and ids of the cards, by their numbers in a file."""

    writers: Mapping[int, str]
    cards: Mapping[int, str]


class Numbers:
    """The numbers that stand for writers and cards in a file, made where there is none yet."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.writers: dict[str, int] = {}  # those that were asked for already
        self.cards: dict[str, int] = {}

    def forget(self) -> None:
        """Forget the numbers made in a transaction that was rolled back."""
        self.writers.clear()
        self.cards.clear()

    def know_cards(self) -> None:
        """Look up the numbers of all cards at once, as many are about to be asked for."""
        self.cards = dict(self._connection.execute("SELECT id, number FROM card"))

    def writer(self, name: str, device: str | None = None) -> int:
        """Return the number of a writer, of this device unless told otherwise."""
        if name not in self.writers:
            if not are_writers([name]):
                raise StoreError(f"this cannot be the name of a writer: {visible(repr(name)):.60}")
            self._connection.execute(
                "INSERT OR IGNORE INTO writer (name, device) VALUES (?, ?)",
                (name, this_device() if device is None else device),
            )
            found = self._connection.execute("SELECT number FROM writer WHERE name = ?", (name,))
            self.writers[name] = _number(found)
        return self.writers[name]

    def card(self, card_id: str) -> int:
        """Return the number of a card."""
        if card_id not in self.cards:
            self._connection.execute("INSERT OR IGNORE INTO card (id) VALUES (?)", (card_id,))
            found = self._connection.execute("SELECT number FROM card WHERE id = ?", (card_id,))
            self.cards[card_id] = _number(found)
        return self.cards[card_id]


def _number(found: sqlite3.Cursor) -> int:
    row = found.fetchone()
    if row is None:  # the index over the names is not what it should be
        raise sqlite3.DatabaseError("a name just written is not found")
    return int(row[0])
