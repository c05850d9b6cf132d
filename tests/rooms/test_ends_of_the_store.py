"""What the store does where something was not as it nearly always is: races, odd systems, odd values."""

import errno
import os
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from quizkit.errors import StoreError
from quizkit.progress import (
    Answered,
    Brought,
    CardRecord,
    CarriedOver,
    Configured,
    EventId,
    Rated,
    Undone,
    Wording,
    replay,
)
from quizkit.progress.instants import milliseconds
from quizkit.scheduling import CalendarDays, Calibration, CardState, Rating, Scheduler
from quizkit.store import (
    DamagedError,
    MemoryStore,
    Snapshot,
    SQLiteStore,
    known,
    open_store,
    opening,
    placing,
    read_store,
    this_device,
)
from quizkit.store.backups import back_up_once, back_up_to, backups, find, restore
from quizkit.store.copies import conflict_copies
from quizkit.store.door import size_of
from quizkit.store.faults import UnsureError, store_error
from quizkit.store.merging import merge_file, repair
from quizkit.store.names import are_writers, writer_name
from quizkit.store.packed import calibration_of, packed_calibration, packed_record, record_of
from quizkit.store.paths import identity, locked, wal_of
from quizkit.store.placing import make_folder, name_aside, place, sync_folder
from quizkit.store.schema import migrate
from quizkit.store.snapshots import note_peak
from tests.logs import CARDS, START, answer
from tests.progress_files import damaged

SCHEDULER = Scheduler(day=CalendarDays())
DAY = timedelta(days=1)
PATH = Path("p.db")


def events_in(path: Path) -> set[EventId]:
    with read_store(path) as store:
        return {event.id for event in store.events()}


# What can be wrong with a file, said.


def test_a_bug_of_ours_is_no_fault_of_the_file() -> None:
    for bug in (sqlite3.ProgrammingError("wrong number of bindings"), sqlite3.NotSupportedError()):
        with pytest.raises(type(bug)) as raised:
            store_error(bug, PATH)
        assert raised.value is bug


def test_ctrl_c_in_a_long_query_is_ctrl_c(tmp_path: Path) -> None:
    with open_store(tmp_path / "p.db") as store:
        store._connection.set_progress_handler(lambda: 1, 1)  # as it is where SIGINT was seen
        with pytest.raises(KeyboardInterrupt):
            list(store.events())
        store._connection.set_progress_handler(None, 0)


def test_a_failing_disk_whose_room_nobody_can_tell_is_a_failing_disk(tmp_path: Path) -> None:
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = sqlite3.SQLITE_IOERR
    said = store_error(error, tmp_path / "gone" / "p.db")
    assert isinstance(said, UnsureError)
    assert "the disk failed while using" in str(said)


@pytest.mark.parametrize(
    ("free", "says"), [(65535, "the disk is full"), (65536, "the disk failed")]
)
def test_an_error_on_a_disk_without_room_is_a_full_disk(
    free: int, says: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    usage = type("Usage", (), {"free": free})
    monkeypatch.setattr("shutil.disk_usage", lambda _: usage)
    said = store_error(OSError(errno.EIO, "Input/output error"), tmp_path / "p.db")
    assert isinstance(said, UnsureError)  # it may be written all the same
    assert says in str(said)


# Files put in place.


def nobody_was_here(*_: object, **__: object) -> bool:
    """In the place of `place`: another program was faster."""
    return False


def test_a_restore_that_another_file_overtakes_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, backup = tmp_path / "p.db", tmp_path / "b.db"
    with open_store(path) as store:
        store.append(answer(1))
        back_up_to(store, backup)
    monkeypatch.setattr("quizkit.store.backups.place", nobody_was_here)
    with pytest.raises(StoreError, match=r"another file was put at .* meanwhile"):
        restore(path, backup)
    assert events_in(path) == {answer(1).id}
    path.unlink()
    with pytest.raises(StoreError, match=r"another file was put at .* meanwhile"):
        restore(path, backup)
    monkeypatch.undo()
    restore(path, backup)
    with open_store(path) as store:
        monkeypatch.setattr("quizkit.store.backups.place", nobody_was_here)
        with pytest.raises(StoreError, match=r"no backup could be written .*another file was put"):
            back_up_to(store, tmp_path / "c.db")


@pytest.mark.parametrize(("missing", "written"), [(0, True), (1, False)])
def test_a_backup_by_itself_needs_ten_times_the_size_of_the_file_free(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, missing: int, written: bool
) -> None:
    path, day = tmp_path / "p.db", date(2026, 3, 1)
    with open_store(path) as store:
        store.append(answer(1))
        usage = type("Usage", (), {"free": 10 * size_of(path) - missing})
        monkeypatch.setattr("quizkit.store.backups.disk_usage", lambda _: usage)
        if written:
            assert back_up_once(store, day, 7) == backups(path)[0].path
            assert back_up_once(store, day, 7) is None  # there is one of that day
        else:
            with pytest.raises(StoreError, match="less than 10 times the size"):
                back_up_once(store, day, 7)
        assert back_up_once(store, date(2026, 3, 2), 0) is None
        assert len(backups(path)) == written


def test_a_backup_may_be_named_by_its_path(tmp_path: Path) -> None:
    path, backup = tmp_path / "p.db", tmp_path / "b.db"
    backup.touch()
    assert find(path, str(backup)) == backup
    assert find(path, str(tmp_path)) is None
    assert find(path, "") is None
    assert find(path, "not\0a name") is None


def test_a_repair_that_another_file_overtakes_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "p.db"
    before = damaged(path)
    monkeypatch.setattr("quizkit.store.merging.place", nobody_was_here)
    with pytest.raises(StoreError, match="meanwhile"):
        repair(path)
    assert path.read_bytes() == before


def test_what_a_session_wrote_to_a_damaged_file_until_its_repair_is_taken_over_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "p.db"
    damaged(path)
    late = tmp_path / "late.db"
    damaged(late, answers=5)

    def place_late(to: Path, fill: Any, **more: Any) -> bool:
        placed = place(to, fill, **more)
        late.replace(more["aside"])  # the session that had it open wrote on
        return placed

    monkeypatch.setattr("quizkit.store.merging.place", place_late)
    aside, merged = repair(path)
    assert (merged.found, merged.added, merged.lost) == (5, 5, 0)
    assert events_in(path) == {answer(number).id for number in range(1, 6)}
    assert aside.exists()


def test_a_repair_of_a_log_without_its_file_that_fails_leaves_only_the_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "p.db"
    with open_store(path) as store:
        store.append(answer(1))
        log = wal_of(path).read_bytes()
    path.unlink()
    wal_of(path).write_bytes(log)

    def fail(*names: object) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(StoreError, match="the disk failed"):
        repair(path)
    assert [file.name for file in tmp_path.iterdir()] == ["p.db-wal"]
    assert wal_of(path).read_bytes() == log


def test_a_file_whose_log_cannot_be_closed_is_not_put_in_place(tmp_path: Path) -> None:
    def fill(connection: sqlite3.Connection) -> None:
        (file,) = (row[2] for row in connection.execute("PRAGMA database_list"))
        connection.execute("CREATE TABLE t (a)")
        wal_of(Path(file)).touch()  # as if somebody else had it open

    with pytest.raises(StoreError, match="its log could not be closed"):
        place(tmp_path / "n.db", fill)
    assert list(tmp_path.iterdir()) == []


def test_of_two_who_make_a_folder_both_have_it_unless_it_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make = Path.mkdir

    def make_first(folder: Path, *more: Any) -> None:
        make(folder, *more)
        make(folder, *more)

    def file_first(folder: Path, *more: Any) -> None:
        folder.touch()
        make(folder, *more)

    monkeypatch.setattr(Path, "mkdir", make_first)
    make_folder(tmp_path / "a")
    assert (tmp_path / "a").is_dir()
    monkeypatch.setattr(Path, "mkdir", file_first)
    with pytest.raises(FileExistsError):
        make_folder(tmp_path / "b")


def test_a_folder_that_no_system_opens_is_not_synced_nor_locked(tmp_path: Path) -> None:
    sync_folder(tmp_path / "gone")
    with locked(tmp_path / "gone"):
        pass


def open_files() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="tells what is open on Linux alone")
def test_syncing_and_locking_leave_nothing_open(tmp_path: Path) -> None:
    before = open_files()
    sync_folder(tmp_path)
    with locked(tmp_path):
        pass
    assert place(tmp_path / "n.db", lambda connection: connection.execute("CREATE TABLE t (a)"))
    assert open_files() == before


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such owners")
def test_what_takes_a_place_takes_owner_and_group_or_leaves_the_group_no_rights(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    owners: list[tuple[int, int]] = []
    path = tmp_path / "n.db"
    path.touch()
    path.chmod(0o775)
    there = path.stat()

    def note(file: Path, owner: int, group: int) -> None:
        owners.append((owner, group))

    def refuse(file: Path, owner: int, group: int) -> None:
        raise PermissionError

    for change, mode in ((note, 0o775), (refuse, 0o705)):
        monkeypatch.setattr(os, "chown", change)
        assert place(path, migrate, instead_of=identity(path))
        assert path.stat().st_mode & 0o777 == mode
    assert owners == [(there.st_uid, -1), (-1, there.st_gid)]
    path.chmod(0o640)
    monkeypatch.setattr(sys, "platform", "win32")
    assert place(path, migrate, instead_of=identity(path))  # without a word of owners
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_second_name_takes_its_own_copy_of_the_log_along(tmp_path: Path) -> None:
    path = tmp_path / "p.db"
    with open_store(path) as store:
        store.append(answer(1))
        aside = name_aside(path, "damaged")
        aside.hardlink_to(path)
        wal_of(aside).hardlink_to(wal_of(path))
        open_store(path).close()
        assert not aside.exists()
        assert not wal_of(aside).exists()
        assert wal_of(path).exists()
    assert events_in(path) == {answer(1).id}


def test_a_second_name_without_a_log_goes_too(tmp_path: Path) -> None:
    path = tmp_path / "p.db"
    with open_store(path) as store:
        store.append(answer(1))
    aside = name_aside(path, "damaged")
    aside.hardlink_to(path)
    open_store(path).close()
    assert [file.name for file in tmp_path.iterdir()] == ["p.db"]


def test_a_log_that_only_lies_beside_a_second_name_is_not_removed(tmp_path: Path) -> None:
    path = tmp_path / "p.db"
    with open_store(path) as store:
        store.append(answer(1))
        aside = name_aside(path, "damaged")
        aside.hardlink_to(path)
        wal_of(aside).write_bytes(b"of another")
        open_store(path).close()
        assert not aside.exists()
        assert wal_of(aside).read_bytes() == b"of another"


def test_a_second_name_that_goes_before_it_is_told_of_is_no_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, other = tmp_path / "p.db", tmp_path / "other.db"
    open_store(path).close()
    other.hardlink_to(path)
    with pytest.raises(StoreError, match="second name"):
        open_store(path)

    @contextmanager
    def taken_away(folder: Path, *, shared: bool = False) -> Iterator[None]:
        other.unlink(missing_ok=True)
        yield

    monkeypatch.setattr(opening, "locked", taken_away)
    open_store(path).close()


# Transactions.


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


# Snapshots.


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
    with pytest.raises(ValueError, match="beyond its row"):
        packed_calibration(evolve(Calibration(), mood_day=2**31))
    known_day = evolve(Calibration(), mood_day=2**31 - 1)
    assert calibration_of(packed_calibration(known_day)) == known_day


# Names and what is brought.


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
