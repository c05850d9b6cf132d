"""Files of the store where something was not as it nearly always is: races, odd systems, odd names."""

import errno
import os
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from quizkit.errors import StoreError
from quizkit.progress import (
    EventId,
)
from quizkit.scheduling import CalendarDays, Scheduler
from quizkit.store import (
    DamagedError,
    open_store,
    opening,
    read_store,
)
from quizkit.store.backups import back_up_once, back_up_to, backups, find, restore
from quizkit.store.door import size_of
from quizkit.store.faults import UnsureError, store_error
from quizkit.store.merging import repair
from quizkit.store.paths import identity, locked, wal_of
from quizkit.store.placing import make_folder, name_aside, place, sync_folder
from quizkit.store.schema import migrate
from tests.logs import answer
from tests.progress_files import answers, damaged

SCHEDULER = Scheduler(day=CalendarDays())
DAY = timedelta(days=1)
PATH = Path("p.db")


def events_in(path: Path) -> set[EventId]:
    with read_store(path) as store:
        return {event.id for event in store.events()}


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


def test_a_backup_of_a_file_with_a_spoilt_page_says_that_it_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "p.db"
    with open_store(path) as store:
        store.append(*answers(400))
    whole = bytearray(path.read_bytes())
    place_of_page = len(whole) // 2 // 4096 * 4096
    whole[place_of_page : place_of_page + 4096] = b"\xa5" * 4096
    path.write_bytes(whole)
    with open_store(path) as store, pytest.raises(DamagedError, match="is damaged"):
        back_up_to(store, tmp_path / "b.db")
    assert sorted(file.name for file in tmp_path.iterdir()) == ["p.db"]


def test_a_repair_is_of_the_file_that_was_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, new = tmp_path / "p.db", tmp_path / "new.db"
    damaged(path)
    new.write_bytes(b"a new one")

    def looks(_: Path) -> bool:
        new.replace(path)
        return False

    monkeypatch.setattr("quizkit.store.merging._is_whole", looks)
    with pytest.raises(StoreError, match=r"another file was put at .* meanwhile"):
        repair(path)
    assert path.read_bytes() == b"a new one"
    assert [file.name for file in tmp_path.iterdir()] == ["p.db"]


def test_what_kept_a_file_from_being_put_aside_is_told_and_no_other_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "p.db"
    path.write_bytes(b"damaged")
    wal_of(path).write_bytes(b"its log")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("quizkit.store.placing._link_or_copy", full)
    with pytest.raises(OSError, match="No space left"):
        place(path, migrate, instead_of=identity(path), aside=name_aside(path, "damaged"))
    assert sorted(file.name for file in tmp_path.iterdir()) == ["p.db", "p.db-wal"]
