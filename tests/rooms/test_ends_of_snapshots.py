"""Snapshots of the store where a record, a name or an event is not as it nearly always is."""

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from quizkit.progress import (
    CardRecord,
    CarriedOver,
    EventId,
    Rated,
    Undone,
    replay,
)
from quizkit.progress.instants import milliseconds
from quizkit.scheduling import SM2, CalendarDays, Calibration, CardState, Rating, Scheduler
from quizkit.store import (
    MemoryStore,
    Snapshot,
    SQLiteStore,
    known,
    open_store,
    read_store,
)
from quizkit.store.packed import calibration_of, packed_calibration, packed_record, record_of
from quizkit.store.snapshots import note_peak
from tests.logs import CARDS, START, answer

SCHEDULER = Scheduler(day=CalendarDays())
DAY = timedelta(days=1)
PATH = Path("p.db")


def events_in(path: Path) -> set[EventId]:
    with read_store(path) as store:
        return {event.id for event in store.events()}


def left_aside(store: SQLiteStore | MemoryStore, *events: Any) -> bool:
    """Append events with a record, and return whether the snapshot was left as it was."""
    before = known(store, SCHEDULER)
    kept = store.snapshot().version
    record = CardRecord(CardState(seed=CARDS[0]))
    more: dict[str, Any] = {"records": {CARDS[0]: record}, "basis": before.basis}
    store.append(*events, at=before.version, **more)
    return store.snapshot().version == kept


@pytest.mark.parametrize("in_memory", [True, False])
def test_a_snapshot_does_not_go_on_by_events_that_may_change_more_than_is_told(
    in_memory: bool, tmp_path: Path
) -> None:
    def store() -> SQLiteStore | MemoryStore:
        return MemoryStore() if in_memory else open_store(tmp_path / f"{len(stores)}.db")

    at, due = START + DAY, START + 9 * DAY
    name = EventId("x", 1)
    gone = EventId("nobody", 1)
    stores: list[SQLiteStore | MemoryStore] = []
    for event, aside in [
        (evolve(answer(2), at=at, due=due), False),
        (CarriedOver(id=name, at=at, source=CARDS[0], target=CARDS[1]), True),
        (Rated(id=name, at=at, answer=gone, rating=Rating.GOOD, due=due), True),
        (Undone(id=name, at=at, target=gone), True),
        (Rated(id=name, at=at, answer=answer(1).id, rating=Rating.GOOD, due=due), False),
        (Undone(id=name, at=at, target=answer(1).id), False),
    ]:
        stores.append(store())
        stores[-1].append(answer(1, due=due))
        assert left_aside(stores[-1], event) is aside
        stores[-1].close()


def test_peaks_of_the_log_are_noted_now_and_then_and_never_of_its_last_events(
    tmp_path: Path,
) -> None:
    path = tmp_path / "p.db"
    with open_store(path) as store:
        store.append(*(answer(n, after=n * timedelta(seconds=1)) for n in range(1, 1700)))
        with store.writing() as connection:
            noted = "SELECT version, newest FROM peak ORDER BY version"
            for version, versions in [
                (549, []),
                (550, [500]),
                (600, [500]),
                (1049, [500]),
                (1050, [500, 1000]),
                (1699, [500, 1000, 1649]),
            ]:
                note_peak(connection, version)
                rows = connection.execute(noted).fetchall()
                newest = [milliseconds(START + n * timedelta(seconds=1)) for n in versions]
                assert rows == list(zip(versions, newest, strict=True))


def test_an_older_snapshot_is_not_kept_over_a_newer_one() -> None:
    store = MemoryStore()
    store.keep(Snapshot(version=2))
    store.keep(Snapshot(version=1))
    assert store.snapshot().version == 2
    store.keep(Snapshot(version=2, basis="as new"))
    assert store.snapshot().basis == "as new"


def test_a_snapshot_of_a_card_without_an_id_is_left_aside(tmp_path: Path) -> None:
    path = tmp_path / "p.db"
    with open_store(path) as store:
        store.append(answer(1, due=START + DAY))
        assert known(store, SCHEDULER).progress == replay(store.events(), SCHEDULER)
        assert store.snapshot().version == 1
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("UPDATE card SET number = 99")
        connection.execute("UPDATE event SET card = 99")
    with read_store(path) as store:
        assert store.snapshot().version == 0
        assert known(store, SCHEDULER).progress == replay([answer(1, due=START + DAY)], SCHEDULER)


@pytest.mark.parametrize("spoilt", ["source", "target"])
def test_a_snapshot_of_a_card_whose_id_is_no_text_is_left_aside(
    tmp_path: Path, spoilt: str
) -> None:
    path = tmp_path / "p.db"
    moved = CarriedOver(id=EventId("x", 1), at=START + DAY, source="source", target="target")
    with open_store(path) as store:
        store.append(answer(1, card="source", due=START + DAY), moved)
        known(store, SCHEDULER)
        assert store.snapshot().names == {"source": "target"}
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("UPDATE card SET id = x'01' WHERE id = ?", (spoilt,))
    with read_store(path) as store:
        assert store.snapshot().version == 0


def test_what_a_row_cannot_hold_is_not_kept_rather_than_kept_wrong() -> None:
    record = CardRecord(CardState(seed="x"))
    for state in (
        evolve(record.state, reviews=2**32),
        evolve(record.state, due=START + timedelta(microseconds=1)),
    ):
        with pytest.raises(ValueError, match=r"beyond its row|no whole millisecond"):
            packed_record(evolve(record, state=state))
    for milliseconds_after in (0, 1, 5, 999):
        due = START + timedelta(milliseconds=milliseconds_after)
        kept = evolve(record, state=evolve(record.state, due=due))
        assert record_of("x", packed_record(kept)) == kept
    most = evolve(record, state=evolve(record.state, reviews=2**32 - 1))
    assert record_of("x", packed_record(most)) == most
    foreign = SM2().review(CardState(seed="x"), Rating.GOOD, START)
    with pytest.raises(ValueError, match="is kept by no row"):
        packed_record(evolve(record, state=foreign))
    with pytest.raises(ValueError, match="beyond its row"):
        packed_calibration(evolve(Calibration(), mood_day=2**31))
    known_day = evolve(Calibration(), mood_day=2**31 - 1)
    assert calibration_of(packed_calibration(known_day)) == known_day


def test_a_log_in_memory_that_names_what_may_still_arrive_keeps_no_snapshot() -> None:
    store = MemoryStore()
    gone = EventId("nobody", 1)
    store.append(
        answer(1), Rated(id=EventId("r", 1), at=START + DAY, answer=gone, rating=Rating.GOOD)
    )
    assert known(store, SCHEDULER).version == 2
    assert store.snapshot().version == 0
    store.append(evolve(answer(1, after=-DAY), id=gone))
    assert known(store, SCHEDULER).progress == replay(store.events(), SCHEDULER)
    assert store.snapshot().version == 3


def test_a_snapshot_goes_on_past_the_answer_at_which_a_peak_may_be_noted(tmp_path: Path) -> None:
    due = START + 99 * DAY
    with open_store(tmp_path / "p.db") as store:
        store.append(*(answer(n, after=n * timedelta(seconds=1), due=due) for n in range(1, 1000)))
        before = known(store, SCHEDULER)
        last = answer(1000, after=DAY, due=due)
        after = before.progress.gone_on([last], SCHEDULER)
        assert after is not None
        changed = {CARDS[0]: after.records[CARDS[0]]}
        assert store.append(last, at=999, records=changed, basis=before.basis) == 1000
        assert store.snapshot().version == 1000
        assert store.select("SELECT version FROM peak") == [(949,)]
