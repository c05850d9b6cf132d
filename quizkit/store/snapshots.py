"""The snapshot that a progress file keeps: a row a card, and what was learned of the learner.

It is a cache. What makes no sense, or was worked out otherwise than is asked for, is left aside and
the log replayed; so nothing here ever stands between a learner and an answer.
"""

import json
import sqlite3
from collections.abc import Callable, Collection
from datetime import datetime
from typing import Any

from quizkit.progress import CardRecord, CarriedOver, Event, Rated, Undone
from quizkit.progress.instants import (
    from_milliseconds_if,
    milliseconds,
    milliseconds_if,
    minutes_east,
)
from quizkit.scheduling import Calibration, CardState, Phase, Rating
from quizkit.scheduling.memory import FSRS6State, FSRS7State
from quizkit.store.dues import RENAMED
from quizkit.store.protocol import Records, Snapshot
from quizkit.store.rows import NONSENSE, Numbers

_COLUMNS = (
    "card, phase, step, model, a, b, c, due, due_zone, reviewed, zone, reviews, lapses, study_days,"
    " first_day, last_day, last_rating, buried_day, suspended"
)
_PUT = f"INSERT OR REPLACE INTO record ({_COLUMNS}) VALUES ({', '.join('?' * 19)})"
_RECORDS = f"SELECT {_COLUMNS}, card.id FROM record LEFT JOIN card ON card.number = record.card"
_PUT_SNAPSHOT = (
    "INSERT OR REPLACE INTO snapshot (only, version, newest, basis, calibration)"
    " VALUES (1, ?, ?, ?, ?)"
)
_GO_ON = (
    "UPDATE snapshot SET version = ?, newest = ?, calibration = ?"
    " WHERE version = ? AND basis = ? AND (newest IS NULL OR newest < ?)"
)
_REMOVE = "DELETE FROM record WHERE card = ?"
_NEW_DANGLING = (  # a rate or an undo, after a version of the log, of an event that may still arrive
    "SELECT 1 FROM event WHERE kind <> 1 AND rowid > ? AND kind IN (2, 3) AND NOT EXISTS ("
    "SELECT 1 FROM event AS there WHERE there.writer = event.target_writer"
    " AND there.number = event.target_number) LIMIT 1"
)

_MODELS: dict[type, int] = {FSRS6State: 1, FSRS7State: 2}
_MEMORIES: dict[int | None, Callable[[Any, Any, Any], Any]] = {
    None: lambda a, b, c: None,
    1: lambda a, b, c: FSRS6State(a, b),
    2: FSRS7State,
}
_PHASES: dict[int, Phase] = {phase.value: phase for phase in Phase}
_RATINGS: dict[int | None, Rating | None] = {None: None, **{each.value: each for each in Rating}}


def read_snapshot(connection: sqlite3.Connection) -> Snapshot:
    """Return the snapshot of a file, read in one transaction; an empty one if it has none.

    So too if anything of it makes no sense.
    """
    try:
        head = connection.execute("SELECT version, newest, basis, calibration FROM snapshot")
        version, newest, basis, calibration = head.fetchone() or (0, None, "", None)
        (there,) = connection.execute("SELECT max(rowid) FROM event").fetchone()
        if not (0 < version <= (there or 0) or version == 0 == (there or 0)):
            return Snapshot()
        return Snapshot(
            version,
            from_milliseconds_if(newest, 0),
            {row[-1]: _record(*row) for row in connection.execute(_RECORDS)},
            None if calibration is None else Calibration.from_dict(json.loads(calibration)),
            basis,
            {_text(old): _text(now) for old, now in connection.execute(RENAMED)},
        )
    except (sqlite3.DatabaseError, UnicodeDecodeError, *NONSENSE):
        return Snapshot()


def write_snapshot(
    connection: sqlite3.Connection, snapshot: Snapshot, numbers: Numbers, before: Snapshot
) -> bool:
    """Write a snapshot, within a transaction; return whether it was, which a later one prevents.

    Args:
        connection: to the file.
        snapshot: what to write.
        numbers: of the cards in the file.
        before: the snapshot that was last read or written here: only what has changed is written,
            if the file still holds that one.
    """
    head = connection.execute("SELECT version, basis FROM snapshot").fetchone() or (0, "")
    (there,) = connection.execute("SELECT max(rowid) FROM event").fetchone()
    if not head[0] <= snapshot.version <= (there or 0):
        return False
    known = snapshot.basis == before.basis and head == (before.version, before.basis)
    records = before.records if known else {}
    if connection.execute(_NEW_DANGLING, (before.version if known else 0,)).fetchone():
        return False
    if not known:
        connection.execute("DELETE FROM record")
    numbers.know_cards()
    connection.executemany(
        _PUT,
        [
            _row(numbers.card(card), record)
            for card, record in snapshot.records.items()
            if record is not records.get(card)
        ],
    )
    gone = [(numbers.card(card),) for card in records if card not in snapshot.records]
    connection.executemany(_REMOVE, gone)
    connection.execute("DELETE FROM renamed")
    connection.executemany(
        "INSERT INTO renamed (card, now) VALUES (?, ?)",
        [(numbers.card(old), numbers.card(now)) for old, now in snapshot.names.items()],
    )
    newest = milliseconds_if(snapshot.newest)
    learned = _packed(snapshot.calibration)
    connection.execute(_PUT_SNAPSHOT, (snapshot.version, newest, snapshot.basis, learned))
    return True


def go_on(
    connection: sqlite3.Connection,
    numbers: Numbers,
    events: Collection[Event],
    at: int,
    records: Records,
    calibration: Calibration | None,
    basis: str,
) -> None:
    """Write what a snapshot becomes by events just added, within their transaction.

    It is left as it is unless it is that of version `at`, worked out by `basis`, and older than
    all of the events, and these change nothing but what `records` tell.
    """
    if any(isinstance(event, CarriedOver) for event in events):
        return
    named = any(isinstance(event, Rated | Undone) for event in events)
    if named and connection.execute(_NEW_DANGLING, (at,)).fetchone():
        return
    instants = [milliseconds(event.at) for event in events]
    newest, oldest = max(instants), min(instants)
    version = at + len(events)
    rows = (version, newest, _packed(calibration), at, basis, oldest)
    if connection.execute(_GO_ON, rows).rowcount:
        for card, record in records.items():
            number = numbers.card(card)
            if record is None:
                connection.execute(_REMOVE, (number,))
            else:
                connection.execute(_PUT, _row(number, record))


def _packed(calibration: Calibration | None) -> str | None:
    return None if calibration is None else json.dumps(calibration.to_dict())


def _row(card: int, record: CardRecord) -> tuple[Any, ...]:
    """Return a record as a row; ValueError if the columns cannot hold it exactly."""
    state, rating = record.state, record.last_rating
    memory, due, reviewed = state.memory, state.due, state.last_review
    values: tuple[Any, ...] = ()
    if memory is not None:
        values = tuple(getattr(memory, name) for name in memory._STORED)
    return (
        card,
        state.phase.value,
        state.step,
        None if memory is None else _MODELS[type(memory)],
        *values,
        *(None,) * (3 - len(values)),
        *_instant(due),
        *_instant(reviewed),
        state.reviews,
        state.lapses,
        state.study_days,
        record.first_day,
        record.last_day,
        None if rating is None else rating.value,
        record.buried_day,
        int(record.suspended),
    )


def _instant(at: datetime | None) -> tuple[int | None, int | None]:
    if at is None:
        return None, None
    if at.microsecond % 1000:
        raise ValueError(f"{at} is no whole millisecond")
    return milliseconds(at), minutes_east(at)


def _record(
    _: int,
    phase: int,
    step: int | None,
    model: int | None,
    a: Any,
    b: Any,
    c: Any,
    due: int | None,
    due_zone: int,
    reviewed: int | None,
    zone: int,
    reviews: int,
    lapses: int,
    study_days: int,
    first_day: int | None,
    last_day: int | None,
    last_rating: int | None,
    buried_day: int | None,
    suspended: int,
    card: str,
) -> CardRecord:
    """Return the record of a card that a row holds; one of NONSENSE if it holds none."""
    state = CardState(
        _PHASES[phase],
        step,
        _MEMORIES[model](a, b, c),
        from_milliseconds_if(due, due_zone),
        from_milliseconds_if(reviewed, zone),
        reviews,
        lapses,
        _text(card),
        study_days,
    )
    for day in (first_day, last_day, buried_day):
        if not (day is None or type(day) is int):
            raise TypeError("a study day is a whole number")
    if suspended not in (0, 1):
        raise ValueError("a card is suspended or not")
    rating = _RATINGS[last_rating]
    return CardRecord(state, first_day, last_day, rating, buried_day, bool(suspended))


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("a card has an id")
    return value
