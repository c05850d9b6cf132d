"""A progress file put in its place: whole and proved, or not at all."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from quizkit.errors import StoreError
from quizkit.store import DamagedError, SQLiteStore, open_store, placing, read_store
from quizkit.store.merging import repair
from quizkit.store.paths import identity, wal_of
from quizkit.store.placing import make_folder, name_aside, place
from quizkit.store.schema import migrate
from tests.logs import answer
from tests.progress_files import damaged


def filled(connection: sqlite3.Connection) -> None:
    connection.execute("CREATE TABLE numbers (number INTEGER)")
    connection.executemany("INSERT INTO numbers VALUES (?)", ((n,) for n in range(5000)))


def counted(path: Path) -> int:
    connection = sqlite3.connect(path)
    (number,) = connection.execute("SELECT count(*) FROM numbers").fetchone()
    connection.close()
    return int(number)


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


@contextmanager
def umask(mask: int) -> Iterator[None]:
    before = os.umask(mask)
    try:
        yield
    finally:
        os.umask(before)


def test_what_is_placed_stands_there_alone_in_write_ahead_mode(tmp_path: Path) -> None:
    assert place(tmp_path / "n.db", filled)
    assert [file.name for file in tmp_path.iterdir()] == ["n.db"]
    assert counted(tmp_path / "n.db") == 5000
    assert (tmp_path / "n.db").read_bytes()[18:20] == b"\2\2"


def test_a_file_that_is_there_stays(tmp_path: Path) -> None:
    path = tmp_path / "n.db"
    path.write_bytes(b"something else")
    assert not place(path, filled)
    assert path.read_bytes() == b"something else"
    assert [file.name for file in tmp_path.iterdir()] == ["n.db"]


def test_a_file_is_replaced_only_if_it_is_still_the_one_that_was_meant(tmp_path: Path) -> None:
    path = tmp_path / "n.db"
    path.write_bytes(b"damaged")
    meant = identity(path)
    (tmp_path / "other").write_bytes(b"a new one")
    (tmp_path / "other").replace(path)
    assert not place(path, filled, instead_of=meant)
    assert path.read_bytes() == b"a new one"
    assert place(path, filled, instead_of=identity(path))
    assert counted(path) == 5000


def test_a_log_goes_with_the_file_that_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "n.db"
    path.write_bytes(b"damaged")
    wal_of(path).write_bytes(b"its log")
    aside = name_aside(path, "damaged")
    assert place(path, filled, instead_of=identity(path), aside=aside)
    assert (aside.read_bytes(), wal_of(aside).read_bytes()) == (b"damaged", b"its log")
    assert counted(path) == 5000
    assert sorted(file.name for file in tmp_path.iterdir()) == [
        "n.damaged.db",
        "n.damaged.db-wal",
        "n.db",
    ]


def test_what_cannot_be_read_back_is_not_placed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lose(scratch: Path) -> sqlite3.Connection:
        whole = scratch.read_bytes()
        scratch.write_bytes(whole[:-4096])
        return alone(scratch)

    def forget(scratch: Path) -> sqlite3.Connection:
        other = sqlite3.connect(scratch)
        other.executescript("DELETE FROM numbers WHERE number = 7")
        other.close()
        return alone(scratch)

    alone = placing._alone
    path = tmp_path / "n.db"
    for breaks in (lose, forget):
        monkeypatch.setattr(placing, "_alone", breaks)
        with pytest.raises(StoreError, match="cannot be read back"):
            place(path, filled)
        assert list(tmp_path.iterdir()) == []
        path.write_bytes(b"as before")
        with pytest.raises(StoreError, match="cannot be read back"):
            place(path, filled, instead_of=identity(path))
        assert path.read_bytes() == b"as before"
        path.unlink()


def test_a_failed_replacement_leaves_file_and_log_where_they_were(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "p.db"
    before = damaged(path)
    wal_of(path).write_bytes(b"its log")

    def fail(*names: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(StoreError, match="the disk failed"):
        repair(path)
    assert (path.read_bytes(), wal_of(path).read_bytes()) == (before, b"its log")
    assert sorted(file.name for file in tmp_path.iterdir()) == ["p.db", "p.db-wal"]


@pytest.mark.parametrize("links", [True, False])
def test_without_hard_links_it_is_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    def refuse(*names: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    if not links:
        monkeypatch.setattr(Path, "hardlink_to", refuse)
    path = tmp_path / "p.db"
    assert place(path, migrate)
    assert not place(path, filled)
    before = damaged(path)
    aside, _ = repair(path)
    assert aside.read_bytes() == before
    with read_store(path) as store:
        assert len(list(store.events())) == 3


def test_a_repair_killed_before_its_last_step_is_gone_on_with(tmp_path: Path) -> None:
    path = tmp_path / "p.db"
    with open_store(path) as store:
        for number in range(1, 4):
            store.append(answer(number))
        wal = wal_of(path).read_bytes()
    wal_of(path).write_bytes(wal)
    path.write_bytes(b"")  # all there is stands in the log
    aside = name_aside(path, "damaged")
    os.link(path, aside)
    wal_of(path).rename(wal_of(aside))
    kept, merged = repair(path)
    assert (kept, merged.found) == (aside, 3)


def test_a_damaged_file_is_not_touched_by_who_would_write_to_it(tmp_path: Path) -> None:
    path = tmp_path / "p.db"
    open_store(path).close()
    with open_store(path) as store:
        store.append(answer(1))
        whole, log = path.read_bytes(), wal_of(path).read_bytes()
    path.write_bytes(b"spoilt" + whole[6:])
    wal_of(path).write_bytes(log)
    before = path.read_bytes()
    with pytest.raises(DamagedError):
        open_store(path)
    assert (path.read_bytes(), wal_of(path).read_bytes()) == (before, log)


def test_a_file_that_is_made_goes_to_no_other_that_has_its_name_meanwhile(tmp_path: Path) -> None:
    path = tmp_path / "p.db"
    path.write_bytes(b"damaged")
    meant = identity(path)

    def fill(connection: sqlite3.Connection) -> None:
        migrate(connection)
        store = SQLiteStore(connection, path)
        (tmp_path / "new").write_bytes(b"put right by another")
        (tmp_path / "new").replace(path)
        store.merge([answer(1)], {})

    assert not place(path, fill, instead_of=meant, aside=name_aside(path, "damaged"))
    assert path.read_bytes() == b"put right by another"
    assert [file.name for file in tmp_path.iterdir()] == ["p.db"]


def test_a_killed_repair_of_a_log_without_its_file_never_looks_like_a_new_start(
    tmp_path: Path,
) -> None:
    path = tmp_path / "p.db"
    with open_store(path) as store:
        store.append(answer(1))
        wal = wal_of(path).read_bytes()
    path.unlink()
    wal_of(path).write_bytes(wal)
    aside = name_aside(path, "damaged")
    with placing._kept_aside(path, aside):
        wal_of(path).rename(tmp_path / ".held")
        with pytest.raises(StoreError, match="there is nothing in it"):
            open_store(path)
    assert repair(path)[1].found == 1


def test_what_is_left_of_a_killed_start_goes_after_a_day(tmp_path: Path) -> None:
    old, young, other = (
        tmp_path / name
        for name in (".p.db.0123456789ab-wal", ".p.db.ba9876543210", ".q.db.0123456789ab")
    )
    for file in (old, young, other):
        file.touch()
    for file in (old, other):
        os.utime(file, (10**9, 10**9))
    open_store(tmp_path / "p.db").close()
    assert {file.name for file in tmp_path.iterdir()} == {"p.db", young.name, other.name}


@pytest.mark.skipif(os.name == "nt", reason="Windows has no modes")
@pytest.mark.parametrize("mask", [0, 0o022, 0o077, 0o277, 0o777])
def test_what_is_made_is_private_whatever_the_umask(tmp_path: Path, mask: int) -> None:
    path = tmp_path / "a" / "b" / "p.db"
    with umask(mask), open_store(path) as store:
        store.append(answer(1))
        assert {mode(folder) for folder in (path.parent, path.parent.parent)} == {0o700}
        files = {file.name: mode(file) for file in path.parent.iterdir()}
        assert files == dict.fromkeys(("p.db", "p.db-wal", "p.db-shm"), 0o600)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no modes")
def test_what_is_there_keeps_its_mode_through_a_repair(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    path = tmp_path / "p.db"
    damaged(path)
    path.chmod(0o644)
    aside, _ = repair(path)
    assert (mode(path), mode(tmp_path), mode(aside)) == (0o644, 0o755, 0o644)


def test_a_folder_that_cannot_be_synced_is_no_error_and_a_failing_disk_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = 22  # as file systems say that cannot

    def fail(opened: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", fail)
    make_folder(tmp_path / "a" / "b")
    number = 5
    with pytest.raises(OSError, match="output error"):
        make_folder(tmp_path / "c")
