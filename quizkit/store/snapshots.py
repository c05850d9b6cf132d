"""The snapshot that a progress file keeps: a row a card, and what was learned of the learner.

It is a cache. What makes no sense, or was worked out otherwise than is asked for, is left aside and
the log replayed; so nothing here ever stands between a learner and an answer.

Each row has a seal, and the head, the one row of the table of snapshots, the sum of all seals: what
was changed, lost or taken from elsewhere is told at a glance.
"""

import sqlite3
from collections.abc import Collection
from struct import error

from quizkit.progress import CardRecord, CarriedOver, Event, Rated, Undone
from quizkit.progress.instants import from_milliseconds_if, milliseconds, milliseconds_if
from quizkit.scheduling import Calibration
from quizkit.store.names import Numbers
from quizkit.store.packed import calibration_of, packed_calibration, packed_record, record_of
from quizkit.store.protocol import Records, Snapshot
from quizkit.store.rows import NONSENSE, EventKind
from quizkit.store.sealed import MASK, RENAMED, Head, opened, seal_of, seal_of_pairs, sealed

_RECORDS = "SELECT record.card, id, state FROM record LEFT JOIN card ON number = record.card"
_STATE = "SELECT state FROM record WHERE card = ?"
_PUT = "INSERT OR REPLACE INTO record (card, version, state) VALUES (?, ?, ?)"
_REMOVE = "DELETE FROM record WHERE card = ?"
_NEW_DANGLING = (  # a rate or an undo, after a version of the log, of an event that may still arrive
    f"SELECT 1 FROM event WHERE kind <> {EventKind.ANSWER:d} AND rowid > ?"
    f" AND kind IN ({EventKind.RATE:d}, {EventKind.UNDO:d}) AND NOT EXISTS ("
    "SELECT 1 FROM event AS there WHERE there.writer = event.target_writer"
    " AND there.number = event.target_number) LIMIT 1"
)
_SETTLED = (  # the version when events were last put aside: what is older tells of them, too
    "SELECT max(CAST(value AS INTEGER)) FROM here WHERE name = 'settled'"
)
PEAKS = 1000
"""Events from one peak of the log to the next."""
_LAST = 50
_BEGIN = -(2**63)
_NOTE_PEAK = (
    "INSERT INTO peak (version, newest) SELECT :until, max(:newest, max(at)) FROM event"
    " WHERE rowid > :before AND rowid <= :until"
)

SPOILT = (sqlite3.DatabaseError, UnicodeDecodeError, error, *NONSENSE)
"""What reading a snapshot raises where one makes no sense."""


def read_snapshot(connection: sqlite3.Connection) -> Snapshot:
    """Return the snapshot of a file, read in one transaction; an empty one if it has none.

    So too if anything of it makes no sense.
    """
    try:
        head = Head.read(connection)
        (there,) = connection.execute("SELECT ifnull(max(rowid), 0) FROM event").fetchone()
        if head is None or not min(1, there) <= head.version <= there:
            return Snapshot()
        records, seal = {}, 0
        for number, card, state in connection.execute(_RECORDS):
            records[card] = record_of(card, opened(number, state))
            seal += seal_of(state)
        renamed = connection.execute(RENAMED).fetchall()
        if seal + seal_of_pairs(renamed) & MASK != head.seal:
            return Snapshot()
        return Snapshot(
            head.version,
            from_milliseconds_if(head.newest, 0),
            records,
            None if head.calibration is None else calibration_of(head.calibration),
            head.basis,
            {_text(old): _text(now) for _, _, old, now in renamed},
        )
    except SPOILT:
        return Snapshot()


def drop_snapshot(connection: sqlite3.Connection) -> None:
    """Leave no snapshot in a file, within a transaction."""
    for table in ("snapshot", "record", "renamed"):
        connection.execute(f"DELETE FROM {table}")


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
    head = Head.read(connection)
    (there,) = connection.execute("SELECT max(rowid) FROM event").fetchone()
    (settled,) = connection.execute(_SETTLED).fetchone()
    if not max(head.version if head else 0, settled or 0) <= snapshot.version <= (there or 0):
        return False
    is_known = snapshot.basis == before.basis
    if head is None or not is_known or head[:1] + head[3:4] != (before.version, before.basis):
        before, head = Snapshot(), _begun(connection, snapshot.basis, snapshot.version)
    if connection.execute(_NEW_DANGLING, (before.version,)).fetchone():
        return False
    numbers.know_cards()
    changed: dict[str, CardRecord | None] = {
        card: record
        for card, record in snapshot.records.items()
        if record is not before.records.get(card)
    }
    changed |= {card: None for card in before.records if card not in snapshot.records}
    newest, learned = milliseconds_if(snapshot.newest), _packed(snapshot.calibration)
    head = _replaced(connection, numbers, head, snapshot.version, changed, newest, learned)
    if snapshot.names != before.names:
        head = _renamed(connection, numbers, head, snapshot)
    head.write(connection)
    note_peak(connection, snapshot.version)
    return True


def _replaced(
    connection: sqlite3.Connection,
    numbers: Numbers,
    head: Head,
    version: int,
    records: Records,
    newest: int | None,
    calibration: bytes | None,
) -> Head:
    """Write the rows of records, or remove those of None, and return the head that goes with them."""
    seal, whole, is_new = head.seal, head.whole, head.version == 0
    for card, record in records.items():
        number = numbers.card(card)
        if not is_new:
            for (state,) in connection.execute(_STATE, (number,)):
                seal -= seal_of(state)
        if record is None:
            connection.execute(_REMOVE, (number,))
            whole = version
        else:
            state = sealed(number, packed_record(record))
            connection.execute(_PUT, (number, version, state))
            seal += seal_of(state)
    return Head(version, newest, whole, head.basis, calibration, seal)


def _renamed(
    connection: sqlite3.Connection, numbers: Numbers, head: Head, snapshot: Snapshot
) -> Head:
    """Write which cards were carried over, and return the head with that."""
    seal = head.seal - seal_of_pairs(connection.execute("SELECT card, now FROM renamed"))
    pairs = [(numbers.card(old), numbers.card(now)) for old, now in snapshot.names.items()]
    connection.execute("DELETE FROM renamed")
    connection.executemany("INSERT INTO renamed (card, now) VALUES (?, ?)", pairs)
    return head._replace(whole=snapshot.version, seal=seal + seal_of_pairs(pairs))


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
    connection.execute("SAVEPOINT before")
    try:
        head = _before(connection, events, at, basis)
        if head is not None:
            version, learned = at + len(events), _packed(calibration)
            newest = max([milliseconds(event.at) for event in events])
            given = head, version, records, newest, learned
            _replaced(connection, numbers, *given).write(connection)
            if at // PEAKS != version // PEAKS:
                note_peak(connection, version)
    except SPOILT:
        connection.execute("ROLLBACK TO before")
        numbers.forget()


def _before(
    connection: sqlite3.Connection, events: Collection[Event], at: int, basis: str
) -> Head | None:
    """Return the head that goes on with some events; None if there is no such."""
    kinds = set(map(type, events))
    if CarriedOver in kinds:
        return None
    named = Rated in kinds or Undone in kinds
    if named and connection.execute(_NEW_DANGLING, (at,)).fetchone():
        return None
    head = Head.read(connection)
    if head is None or head.version != at or head.basis != basis:
        return None
    oldest = min([milliseconds(event.at) for event in events])
    return head if head.newest is None or head.newest < oldest else None


def _begun(connection: sqlite3.Connection, basis: str, whole: int) -> Head:
    """Return the head of a snapshot of no events, and let there be no rows of another one."""
    connection.execute("DELETE FROM record")
    connection.execute("DELETE FROM renamed")
    return Head(0, None, whole, basis, None, 0)


def note_peak(
    connection: sqlite3.Connection, version: int, *, apart: int = PEAKS // 2, last: int = _LAST
) -> None:
    """Note the newest instant of the log but for its last events, unless it was noted lately.

    By it `log_end` knows where older rows need no look. It holds whatever arrives later, as no row of
    the log is changed.
    """
    noted = connection.execute("SELECT version, newest FROM peak ORDER BY version DESC LIMIT 1")
    before, newest = noted.fetchone() or (0, _BEGIN)
    until = version - last
    if until - before >= apart:
        connection.execute(_NOTE_PEAK, {"before": before, "newest": newest, "until": until})


def _packed(calibration: Calibration | None) -> bytes | None:
    return None if calibration is None else packed_calibration(calibration)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("a card has an id")
    return value
