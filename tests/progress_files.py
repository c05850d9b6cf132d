"""What progress files hold in tests: many answers; and how one is damaged."""

import sqlite3
from datetime import timedelta
from pathlib import Path

from attrs import evolve

from quizkit.progress import Event
from quizkit.store import open_store
from tests.logs import CARDS, answer


def answers(count: int, *, long: bool = False) -> list[Event]:
    """Return answers a second apart, of some length or none, and if `long` of up to a page and more."""
    return [
        evolve(
            answer(number, card=CARDS[number % 3], after=timedelta(seconds=number)),
            response="x" * (number % 7) * (900 if long else 1),
        )
        for number in range(1, count + 1)
    ]


def damaged(path: Path, answers: int = 3) -> bytes:
    """Make a file of some answers whose index cannot be used; return its bytes."""
    with open_store(path) as store:
        store.merge([answer(number) for number in range(1, answers + 1)], {})
    spoilt = sqlite3.connect(path)
    spoilt.executescript(
        "PRAGMA journal_mode = DELETE; PRAGMA writable_schema = ON;"
        "UPDATE sqlite_schema SET rootpage = 99999 WHERE name = 'event'"
    )
    spoilt.close()
    return path.read_bytes()
