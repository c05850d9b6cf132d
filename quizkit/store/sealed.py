"""The rows of a snapshot as bytes, each with a seal by which a spoilt one is told.

A row begins with what `quizkit due` needs, which is read here without a card or a scheduler.
"""

import sqlite3
from binascii import crc32
from collections.abc import Iterable, Sequence
from struct import Struct, error
from typing import Any, NamedTuple, Self

NEVER = -(2**63)
"""In the place of an instant that is none."""
NO_DAY = -(2**31)
"""In the place of a study day that is none."""
DUE = Struct("<BBqhiii")
"""How a row begins: with the phase, as `scheduling.Phase`, and whether it is suspended; when it is due,
in milliseconds since 1970, and minutes east of UTC; its first, last and buried study day."""

RENAMED = """
    SELECT renamed.card, renamed.now, old.id, now.id FROM renamed
    LEFT JOIN card AS old ON old.number = renamed.card
    LEFT JOIN card AS now ON now.number = renamed.now
"""
"""The cards that were carried over, each with what it is by now, and the ids of both."""

_HEAD = "SELECT version, newest, whole, basis, calibration, seal FROM snapshot"
_PUT_HEAD = (
    "INSERT OR REPLACE INTO snapshot (only, version, newest, whole, basis, calibration, seal)"
    " VALUES (1, ?, ?, ?, ?, ?, ?)"
)
_SEAL = Struct("<I")
_PAIR = Struct("<qq")
MASK = 0xFFFFFFFF
"""Sums of seals are taken by it."""


def sealed(number: int, data: bytes) -> bytes:
    """Return the data of a row with its seal behind it; `number` says whose row it is."""
    return data + _SEAL.pack(crc32(data, number & 0xFFFFFFFF))


def seal_of(row: bytes) -> int:
    """Return the seal of a row; struct.error if it is too short to have one."""
    seal: int = _SEAL.unpack(row[-4:])[0]
    return seal


def opened(number: int, row: bytes) -> bytes:
    """Return the data of a row; ValueError if it is not as it was sealed."""
    data = row[:-4]
    if crc32(data, number & 0xFFFFFFFF) != seal_of(row):
        raise ValueError(f"row {number} is spoilt")
    return data


def seal_of_pairs(pairs: Iterable[Sequence[Any]]) -> int:
    """Return the seal of cards, each with that which it is by now, by their numbers."""
    return sum(crc32(_PAIR.pack(*pair[:2])) for pair in pairs)


class Head(NamedTuple):
    """The head of a snapshot, its calibration as bytes; `seal` is the sum of those of its rows."""

    version: int
    newest: int | None
    whole: int
    basis: str
    calibration: bytes | None
    seal: int

    @classmethod
    def read(cls, connection: sqlite3.Connection) -> Self | None:
        """Return the head of the snapshot of a file; None if it has none that makes sense."""
        for version, newest, whole, basis, learned, seal in connection.execute(_HEAD):
            try:  # not `suppress`: every answer comes here
                own = _own_seal(version, newest, whole, learned)
                return cls(version, newest, whole, basis, learned, seal - own & MASK)
            except (error, TypeError):
                return None
        return None

    def write(self, connection: sqlite3.Connection) -> None:
        """Put it in the place of the head that a file has."""
        own = _own_seal(self.version, self.newest, self.whole, self.calibration)
        connection.execute(_PUT_HEAD, (*self[:-1], self.seal + own & MASK))


def _own_seal(version: int, newest: int | None, whole: int, calibration: bytes | None) -> int:
    """Return the seal of what the head says itself, but for its basis."""
    said = _PAIR.pack(version, NEVER if newest is None else newest) + (calibration or b"")
    return crc32(said, whole & MASK)
