"""An event as a row of the log, and a row as an event."""

import json
import os
import sqlite3
from typing import Any

from quizkit.progress import (
    Answered,
    Buried,
    CarriedOver,
    Configured,
    Event,
    EventId,
    Rated,
    Response,
    Suspended,
    Undone,
    Wording,
)
from quizkit.progress.instants import MILLISECOND, instant, milliseconds, minutes_east
from quizkit.scheduling import Rating

COLUMNS = (
    "at, writer, number, zone, kind, card, rating, outcome, due, duration, practice, response,"
    " target_writer, target_number, name, other_card"
)
"""The columns of a row, in order."""

ANSWER_COLUMNS = (
    "at, writer, number, zone, card, rating, outcome, due, duration, practice, response"
)
"""Those that an answer has; its kind goes without saying."""

ANSWER, RATE, UNDO, BURY, SUSPEND, CONFIGURE, CARRY = range(1, 8)

OUTCOMES = {"c": "correct", "n": "close", "p": "partial", "w": "wrong", "s": "self"}
_OUTCOME_LETTERS = {outcome: letter for letter, outcome in OUTCOMES.items()}

Row = tuple[Any, ...]


class Numbers:
    """The numbers that stand for writers and cards in a file, made where there is none yet."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._writers: dict[str, int] = {}
        self._cards: dict[str, int] = {}

    def forget(self) -> None:
        """Forget the numbers made in a transaction that was rolled back."""
        self._writers.clear()
        self._cards.clear()

    def answer_row(self, event: Event) -> Row | None:
        """Return the ANSWER_COLUMNS of an answer whose writer and card have numbers already.

        None of any other event.
        """
        if not isinstance(event, Answered):
            return None
        writer, card = self._writers.get(event.id[0]), self._cards.get(event.card)
        return None if writer is None or card is None else _answer_row(event, writer, card)

    def writer(self, name: str, device: str | None = None) -> int:
        """Return the number of a writer, of this device unless told otherwise."""
        if name not in self._writers:
            self._connection.execute(
                "INSERT OR IGNORE INTO writer (name, device) VALUES (?, ?)",
                (name, this_device() if device is None else device),
            )
            found = self._connection.execute("SELECT number FROM writer WHERE name = ?", (name,))
            self._writers[name] = _number(found)
        return self._writers[name]

    def card(self, card_id: str) -> int:
        """Return the number of a card."""
        if card_id not in self._cards:
            self._connection.execute("INSERT OR IGNORE INTO card (id) VALUES (?)", (card_id,))
            found = self._connection.execute("SELECT number FROM card WHERE id = ?", (card_id,))
            self._cards[card_id] = _number(found)
        return self._cards[card_id]


def _number(found: sqlite3.Cursor) -> int:
    row = found.fetchone()
    if row is None:  # the index over the names is not what it should be
        raise sqlite3.DatabaseError("a name just written is not found")
    return int(row[0])


def row_of(event: Event, numbers: Numbers) -> Row:
    """Return `event` as a row, in the order of COLUMNS."""
    if isinstance(event, Answered):
        row = _answer_row(event, numbers.writer(event.id.writer), numbers.card(event.card))
        return (*row[:4], ANSWER, *row[4:], None, None, None, None)
    head = (
        milliseconds(event.at),
        numbers.writer(event.id.writer),
        event.id.number,
        minutes_east(event.at),
    )
    none = None
    match event:
        case Rated():
            letter = _OUTCOME_LETTERS.get(event.outcome)
            due = None if event.due is None else milliseconds(event.due)
            target = (numbers.writer(event.answer.writer), event.answer.number)
            return (
                *(*head, RATE, none, event.rating, letter, due, none, none, none),
                *(*target, none, none),
            )
        case Undone():
            target = (numbers.writer(event.target.writer), event.target.number)
            return (*head, UNDO, *(none,) * 7, *target, none, none)
        case Buried() | Suspended():
            kind = BURY if isinstance(event, Buried) else SUSPEND
            return (*head, kind, numbers.card(event.card), *(none,) * 10)
        case Configured():
            return (
                *(*head, CONFIGURE, none, none, none, none, none, none, event.value),
                *(none, none, event.name, none),
            )
        case CarriedOver():
            due = None if event.due is None else milliseconds(event.due)
            source, target_card = numbers.card(event.source), numbers.card(event.target)
            return (*head, CARRY, source, none, none, due, *(none,) * 6, target_card)
    raise TypeError(f"no way to store a {type(event).__name__}")


def _answer_row(event: Answered, writer: int, card: int) -> Row:
    due, duration, at, rating = event.due, event.duration, event.at, event.rating
    return (
        milliseconds(at),
        writer,
        event.id[1],
        minutes_east(at),
        card,
        None if rating is None else rating.value,  # what is no plain int, sqlite3 adapts slowly
        _OUTCOME_LETTERS[event.outcome],
        None if due is None else milliseconds(due),
        None if duration is None else duration // MILLISECOND,
        1 if event.practice else None,
        _packed(event.response),
    )


def event_of(row: Row, writers: dict[int, str], cards: dict[int, str]) -> Event:
    """Return the event that a row holds.

    Raises:
        KeyError, OverflowError, TypeError, ValueError: it holds none.
    """
    (at, writer, number, zone, kind, card, rating, outcome, due, duration) = row[:10]
    (practice, response, target_writer, target_number, name, other_card) = row[10:]
    if not isinstance(number, int):
        raise TypeError("the number of an event is a whole number")
    event_id = EventId(writers[writer], number)
    when = instant(at, zone)
    promised = None if due is None else instant(due, zone)
    match kind:
        case 1:  # an answer
            return Answered(
                id=event_id,
                at=when,
                card=cards[card],
                response=_unpacked(response),
                outcome=OUTCOMES[outcome or "s"],
                rating=None if rating is None else Rating(rating),
                due=promised,
                duration=None if duration is None else duration * MILLISECOND,
                practice=bool(practice),
            )
        case 2:
            return Rated(
                id=event_id,
                at=when,
                answer=EventId(writers[target_writer], target_number),
                rating=Rating(rating),
                due=promised,
                outcome=OUTCOMES[outcome] if outcome else "",
            )
        case 3:
            target = EventId(writers[target_writer], target_number)
            return Undone(id=event_id, at=when, target=target)
        case 4:
            return Buried(id=event_id, at=when, card=cards[card])
        case 5:
            return Suspended(id=event_id, at=when, card=cards[card])
        case 6:
            if not isinstance(name, str) or not isinstance(response, str):
                raise TypeError("a setting has a name and a value")
            return Configured(id=event_id, at=when, name=name, value=response)
        case 7:
            return CarriedOver(
                id=event_id, at=when, source=cards[card], target=cards[other_card], due=promised
            )
    raise ValueError(f"there is no kind {kind} of event")


def wording_of(row: Row) -> Wording:
    """Return the wording that a row holds.

    Raises:
        OverflowError, TypeError, ValueError: it holds none.
    """
    note, at, kind, prompt, answers = row
    read = json.loads(answers)
    if not isinstance(read, dict) or not all(isinstance(x, str) for x in (note, kind, prompt)):
        raise TypeError("a wording is made of texts")
    return Wording(note, instant(at, 0), kind, prompt, read)


def this_device() -> str:
    """Return a name that tells this machine's answers from those of another."""
    if hasattr(os, "uname"):  # all that `platform` would look at, without its import
        return os.uname().nodename
    import platform

    return platform.node()


def _packed(response: Response) -> str | bytes | None:
    """Return a response as SQLite keeps it: a text as text, all else as a blob of JSON."""
    if response is None:
        return None
    if isinstance(response, str):
        try:
            response.encode()
        except UnicodeEncodeError:  # a lone surrogate
            pass
        else:
            if "\0" not in response:
                return response
    return json.dumps(response).encode()


def _unpacked(stored: str | bytes | None) -> Response:
    if isinstance(stored, bytes):
        response: Response = json.loads(stored)
        return response
    if stored is not None and not isinstance(stored, str):
        raise TypeError("a response is a text or a blob")
    return stored
