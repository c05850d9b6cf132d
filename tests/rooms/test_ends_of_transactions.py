"""What the store writes where that fails, or the file is another one by now; what it reads back."""

import os
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from attrs import evolve

from quizkit.errors import StoreError
from quizkit.progress import (
    Answered,
    Brought,
    Configured,
    EventId,
    Rated,
    Remembered,
    Rescheduled,
    Undone,
    Wording,
)
from quizkit.scheduling import CalendarDays, Rating, Scheduler
from quizkit.store import (
    DamagedError,
    Snapshot,
    SQLiteStore,
    known,
    open_store,
    placing,
    read_store,
    this_device,
)
from quizkit.store.backups import backups
from quizkit.store.copies import conflict_copies
from quizkit.store.log_end import LogEnd
from quizkit.store.merging import merge_file, repair
from quizkit.store.names import are_writers, writer_name
from quizkit.store.paths import wal_of
from quizkit.store.placing import name_aside
from quizkit.store.protocol import stand_alone
from quizkit.store.schema import migrate
from tests.logs import START, answer

SCHEDULER = Scheduler(day=CalendarDays())
DAY = timedelta(days=1)
PATH = Path("p.db")


def events_in(path: Path) -> set[EventId]:
    with read_store(path) as store:
        return {event.id for event in store.events()}


@pytest.mark.parametrize(("length", "kept"), [(4_000_000, True), (4_000_001, False)])
def test_an_answer_may_have_four_million_characters(
    tmp_path: Path, length: int, kept: bool
) -> None:
    long = evolve(answer(1), response="x" * length)
    with open_store(tmp_path / "p.db") as store:
        if kept:
            store.append(long)
        else:
            with pytest.raises(StoreError, match=r"more than 4,000,000 characters cannot be kept"):
                store.append(long)
        assert list(store.events()) == [long] * kept


def test_what_fails_within_a_transaction_is_rolled_back_also_where_sqlite_did_so(
    tmp_path: Path,
) -> None:
    with open_store(tmp_path / "p.db") as store:
        store.put_here("a", "1")
        for conflict in ("ABORT", "ROLLBACK"):
            twice = f"INSERT OR {conflict} INTO here VALUES ('b', '1'), ('a', '2')"
            with pytest.raises(StoreError), store.writing() as connection:
                connection.execute(twice)
            assert store.here() == {"a": "1"}
        store.append(answer(1))
        assert store.count() == 1


def test_a_migration_that_fails_leaves_the_layout_as_it_was() -> None:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.execute("CREATE TABLE record (a)")
        connection.execute("PRAGMA user_version = 3")  # and no event to make an index over
        with pytest.raises(sqlite3.OperationalError):
            migrate(connection)
        assert not connection.in_transaction
        assert connection.execute("PRAGMA user_version").fetchone() == (3,)
        assert connection.execute("SELECT name FROM sqlite_schema").fetchall() == [("record",)]


def test_an_answer_to_a_closed_store_is_told_to_be_one(tmp_path: Path) -> None:
    store = open_store(tmp_path / "p.db")
    store.append(answer(1))
    store.close()
    with pytest.raises(StoreError, match=r"was closed\nfix: open it again"):
        store.append(answer(2))


def test_a_store_is_shown_by_its_writer_and_its_file(tmp_path: Path) -> None:
    with open_store(tmp_path / "p.db") as store:
        assert repr(store) == f"<SQLiteStore {store.writer}: {str(tmp_path / 'p.db')!r}>"


def test_where_going_on_in_a_new_file_fails_that_one_is_closed_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "p.db"
    closed: list[str] = []
    with open_store(path) as store:
        store.append(answer(1))
        path.unlink()

        def interrupted(*_: object) -> None:
            raise KeyboardInterrupt

        monkeypatch.setattr(SQLiteStore, "merge", interrupted)
        close = SQLiteStore.close
        monkeypatch.setattr(
            SQLiteStore, "close", lambda store: (closed.append(store.writer), close(store))
        )
        with pytest.raises(KeyboardInterrupt):
            store.append(answer(2))
        assert closed != [store.writer]
        assert len(closed) == 1
        monkeypatch.undo()
        store.append(answer(3))
    assert events_in(path) >= {answer(3).id}


def test_the_log_of_a_replaced_file_goes_once_all_of_it_is_in_the_new_one(tmp_path: Path) -> None:
    path = tmp_path / "p.db"
    with open_store(path) as store:
        store.append(evolve(answer(1, card="of this file"), id=EventId(store.writer, 1)))
        new = tmp_path / "new.db"
        open_store(new).close()
        new.replace(path)
        store.append(evolve(answer(2), id=EventId(store.writer, 2)))
        assert store.count() == 2
    assert [file.name for file in tmp_path.iterdir()] == ["p.db"]


def test_the_log_of_a_replaced_file_stays_beside_the_new_one_where_it_holds_more(
    tmp_path: Path,
) -> None:
    path = tmp_path / "p.db"
    with open_store(path) as store, open_store(path) as other:
        other.append(answer(1, card="of this file"))
        new = tmp_path / "new.db"
        open_store(new).close()
        new.replace(path)
        store.append(evolve(answer(2), id=EventId(store.writer, 2)))
        assert store.count() == 1
        assert (tmp_path / "p.replaced.db-wal").exists()
        assert not (tmp_path / "p.replaced.db").exists()


def test_no_writer_is_named_by_what_is_no_text_or_too_long() -> None:
    assert not are_writers(["w", 1])
    assert are_writers(["x" * 200, "a_.@+-:/=,%~9"])
    for bad in ("", "x" * 201, "a b", "a\x1b", "é", None, 1, b"w"):
        assert not are_writers([bad])
        assert writer_name(bad).startswith("lost-")
        assert writer_name(bad) == writer_name(bad)
        assert are_writers([writer_name(bad)])


def test_a_merge_that_makes_no_sense_is_damage(tmp_path: Path) -> None:
    path = tmp_path / "p.db"
    brought = Brought(id=EventId("b", 1), at=START, source="x", runs={"w": ((1, 1),)})
    undone = Undone(id=EventId("b", 2), at=START + DAY, target=brought.id)
    with open_store(path) as store:
        store.append(answer(1), brought)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("UPDATE event SET response = x'5B6E756C6C5D' WHERE kind = 10")
    with open_store(path) as store:
        with pytest.raises(DamagedError, match=r"event \(\d+, \d+, \d+\) makes no sense"):
            store.append(undone)
        assert store.count() == 2


def test_a_merge_that_is_taken_back_may_have_told_of_writers_that_nobody_knows(
    tmp_path: Path,
) -> None:
    runs = {"w": ((1, 1),), "nobody": ((1, 9),)}
    brought = Brought(id=EventId("b", 1), at=START, source="x", runs=runs)
    with open_store(tmp_path / "p.db") as store:
        store.append(answer(1), brought)
        store.append(Undone(id=EventId("b", 2), at=START + DAY, target=brought.id))
        assert not [event for event in store.events() if isinstance(event, Answered)]


def test_a_row_of_a_setting_without_a_text_is_damage(tmp_path: Path) -> None:
    path = tmp_path / "p.db"
    setting = Configured(id=EventId("s", 1), at=START, name="new", value="3")
    for column in ("name", "response"):
        with open_store(path) as store:
            store.append(setting)
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.execute(f"UPDATE event SET {column} = x'01'")
        with read_store(path) as store, pytest.raises(DamagedError, match="makes no sense"):
            list(store.events())
        path.unlink()


def test_what_goes_wrong_with_a_sound_log_is_no_damage(tmp_path: Path) -> None:
    with open_store(tmp_path / "p.db") as store:
        store.append(answer(1))
        with pytest.raises(ValueError, match="of somebody else"), store.log():
            raise ValueError("of somebody else")


def test_a_log_of_which_one_event_makes_no_sense_says_which(tmp_path: Path) -> None:
    path = tmp_path / "p.db"
    with open_store(path) as store:
        store.append(answer(1), answer(2, after=DAY))
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("UPDATE event SET rating = 9 WHERE number = 2")
    with read_store(path) as store:
        with pytest.raises(DamagedError, match=r"event \(\d+, 1, 2\) makes no sense"), store.log():
            pass
        with pytest.raises(DamagedError, match=r"event \(\d+, 1, 2\) makes no sense"):
            known(store, SCHEDULER)


def test_a_folder_that_cannot_be_looked_into_has_no_copies_and_no_backups(tmp_path: Path) -> None:
    assert backups(tmp_path / "p.db") == []
    assert conflict_copies(tmp_path / "gone" / "p.db") == []


def test_a_device_has_a_name_on_every_system(monkeypatch: pytest.MonkeyPatch) -> None:
    name = this_device()
    assert name
    monkeypatch.delattr(os, "uname")
    import platform

    monkeypatch.setattr(platform, "node", lambda: "elsewhere")
    assert this_device() == "elsewhere"


def test_a_merge_asks_nothing_of_a_file_that_may_have_any_size(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other.db"
    with open_store(other) as store:
        store.append(answer(1), answer(2))
    monkeypatch.setattr("quizkit.store.door.MOST_EVENTS", 1)
    with open_store(tmp_path / "p.db") as store:
        with pytest.raises(StoreError, match="more than 1 events"):
            merge_file(store, other, START)
        assert merge_file(store, other, START, large=True).added == 2
    assert placing.is_there(other)


def test_a_file_of_which_only_the_wordings_are_spoilt_is_repaired_too(tmp_path: Path) -> None:
    path = tmp_path / "p.db"
    with open_store(path) as store:
        store.merge([answer(1)], {}, [Wording("d#n", START, "typed", "Q?", {"": "x"})])
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("UPDATE wording SET answers = 'no JSON'")
    with read_store(path) as store, pytest.raises(DamagedError, match="a wording makes no sense"):
        store.wordings()
    _, merged = repair(path)
    assert (merged.found, merged.lost) == (1, 0)
    with read_store(path) as store:
        assert store.wordings() == {}
    with pytest.raises(StoreError, match="is whole; there is nothing to repair"):
        repair(path)


def test_a_name_under_which_another_file_is_kept_is_not_given_again(tmp_path: Path) -> None:
    path = tmp_path / "p.db"
    for name in ("p.db", "p.damaged.db"):
        (tmp_path / name).write_bytes(name.encode())
    assert name_aside(path, "damaged").name == "p.damaged2.db"
    wal_of(tmp_path / "p.damaged2.db").touch()
    assert name_aside(path, "damaged").name == "p.damaged3.db"
    (tmp_path / "p.damaged3.db").hardlink_to(path)  # by who was killed
    assert name_aside(path, "damaged").name == "p.damaged3.db"
    wal_of(path).touch()
    assert name_aside(path, "damaged").name == "p.damaged4.db"  # its log is another
    wal_of(tmp_path / "p.damaged3.db").hardlink_to(wal_of(path))
    assert name_aside(path, "damaged").name == "p.damaged3.db"


def test_an_append_tells_the_version_of_the_log_whatever_it_took_back(tmp_path: Path) -> None:
    with open_store(tmp_path / "other.db") as other:
        other.append(answer(1), answer(2))
    with open_store(tmp_path / "p.db") as store:
        assert store.append(answer(3)) == 1
        assert store.append() == store.append(answer(3)) == 1
        merge_file(store, tmp_path / "other.db", START)
        assert store.end() == 4
        (merge,) = [e.id for e in store.events() if isinstance(e, Brought)]
        undone = Undone(id=EventId("u", 1), at=START + DAY, target=merge)
        assert store.append(undone) == store.end() == 5
        assert (store.count(), store.gone()) == (3, 2)
        again = Undone(id=EventId("u", 2), at=START + 2 * DAY, target=undone.id)
        assert store.append(again) == store.end() == 8
        assert (store.count(), store.gone()) == (6, 2)


def test_a_snapshot_of_more_than_the_log_or_less_than_was_settled_is_not_kept(
    tmp_path: Path,
) -> None:
    kept = "SELECT count(*) FROM snapshot"
    with open_store(tmp_path / "p.db") as store:
        store.keep(Snapshot(version=1, basis="x"))
        assert store.select(kept) == [(0,)]
        store.append(answer(1), answer(2))
        for version, count in ((3, 0), (2, 1)):
            store.keep(Snapshot(version=version, basis="x"))
            assert store.select(kept) == [(count,)]
        store.keep(Snapshot(version=1, basis="y"))
        assert store.snapshot().basis == "x"
        store.drop_snapshot()
        store.put_here("settled", "2")
        store.keep(Snapshot(version=1, basis="y"))
        assert store.select(kept) == [(0,)]


def test_the_end_of_a_log_may_be_that_of_some_cards_alone(tmp_path: Path) -> None:
    with open_store(tmp_path / "p.db") as store:
        store.append(answer(1, card="d#one"), answer(2, card="d#two", after=DAY))
        store.append(Undone(id=EventId("u", 1), at=START + 2 * DAY, target=answer(1).id))
        whole, part, none = LogEnd(store), LogEnd(store, "two"), LogEnd(store, "three")
        assert [end.is_part for end in (whole, part, none)] == [False, True, True]
        assert [end.count() for end in (whole, part, none)] == [3, 1, 0]
        assert [event.id.number for event in whole.newest(2)] == [1, 2]
        assert [event.id for event in part.newest(9)] == [answer(2).id]
        assert none.newest(9) == []
        assert LogEnd(store, "one").count() == 2  # with the undo of its answer
        assert [each.id for each in whole.numbered(1, "")] != []
        assert whole.named([answer(2).id, EventId("nobody", 1)]).keys() == {answer(2).id}
        assert whole.doubles() == []


def test_bytes_that_are_no_text_are_in_no_id(tmp_path: Path) -> None:
    with open_store(tmp_path / "p.db") as store:
        store.append(answer(1))
        assert LogEnd(store, "\udcff").count() == 0
        assert LogEnd(store, "\udcff").newest(9) == []
        assert LogEnd(store).numbered(1, "\udcff") == []


def test_what_takes_back_a_merge_may_be_merged_from_anything_that_gives_events(
    tmp_path: Path,
) -> None:
    with open_store(tmp_path / "other.db") as other:
        other.append(answer(1))
    with open_store(tmp_path / "p.db") as store:
        merge_file(store, tmp_path / "other.db", START)
        (merge,) = [e.id for e in store.events() if isinstance(e, Brought)]
        undone = Undone(id=EventId("u", 1), at=START + DAY, target=merge)
        assert store.merge((event for event in [undone]), {}) == 1
        assert answer(1).id not in {event.id for event in store.events()}


def test_a_merge_is_called_by_the_name_of_the_file_as_far_as_it_goes(tmp_path: Path) -> None:
    other = tmp_path / f"{'n' * 230}.db"
    with open_store(other) as store:
        store.append(answer(1))
    with open_store(tmp_path / "p.db") as store:
        merge_file(store, other, START)
        (merge,) = [event for event in store.events() if isinstance(event, Brought)]
    assert merge.source == "n" * 200


def test_in_a_file_that_took_the_place_of_another_no_snapshot_of_that_one_is_kept(
    tmp_path: Path,
) -> None:
    path, new = tmp_path / "p.db", tmp_path / "new.db"
    open_store(new).close()
    with open_store(path) as store:
        store.append(evolve(answer(1), id=EventId(store.writer, 1)))
        new.replace(path)
        store.append(evolve(answer(2), id=EventId(store.writer, 2)))
        store.keep(Snapshot(version=store.end(), basis="x"))
        assert store.select("SELECT count(*) FROM snapshot") == [(0,)]


def test_a_wording_was_seen_at_an_instant_in_utc(tmp_path: Path) -> None:
    seen = Wording("d#n", START, "typed", "Q?", {"": "x"})
    with open_store(tmp_path / "p.db") as store:
        store.merge([], {}, [seen])
        (found,) = store.wordings().values()
    assert found == seen
    assert str(found.at) == str(START)


def test_what_is_kept_as_json_is_a_blob_and_no_text(tmp_path: Path) -> None:
    path = tmp_path / "p.db"
    told = Remembered(stability=3.0, difficulty=5.0, reviews=2, lapses=0)
    event = Rescheduled(id=EventId("r", 1), at=START, card="a", due=START + DAY, remembered=told)
    with open_store(path) as store:
        store.append(event)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("UPDATE event SET response = CAST(response AS TEXT)")
    with read_store(path) as store, pytest.raises(DamagedError, match="makes no sense"):
        list(store.events())


def test_a_wording_is_kept_alike_in_whatever_order_its_answers_come(tmp_path: Path) -> None:
    kept = "SELECT answers FROM wording"
    with open_store(tmp_path / "p.db") as store:
        store.merge([], {}, [Wording("d#n", START, "cloze", "Q?", {":2": "b", ":1": "a"})])
        assert store.select(kept) == [('{":1": "a", ":2": "b"}',)]


def test_whether_events_stand_alone_is_told_of_anything_that_gives_them() -> None:
    rated = Rated(id=EventId("r", 1), at=START, answer=answer(1).id, rating=Rating.EASY)
    assert stand_alone(event for event in (answer(1), rated))
    assert not stand_alone(event for event in (answer(2), rated))
    assert stand_alone([rated], {answer(1).id})
