"""What is synced, and when: content before it gets its name, names before anything rests on them."""

import os
import re
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from quizkit.store import open_store
from quizkit.store.paths import identity, wal_of
from quizkit.store.placing import make_folder, name_aside, place
from tests.logs import answer

pytestmark = pytest.mark.skipif(
    not Path("/proc/self/fd").exists(), reason="tells which file is synced on Linux alone"
)
Synced = list[tuple[str, str]]


def filled(connection: sqlite3.Connection) -> None:
    connection.execute("CREATE TABLE numbers (number INTEGER)")


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], str]], Synced]:
    """Notes the name of whatever is synced, and what is told of the disk at that instant."""

    def watching(tell: Callable[[], str]) -> Synced:
        synced: Synced = []
        sync = os.fsync

        def note(opened: int) -> None:
            name = Path(f"/proc/self/fd/{opened}").readlink().name
            synced.append((re.sub("[0-9a-f]{12}$", "…", name), tell()))
            sync(opened)

        monkeypatch.setattr(os, "fsync", note)
        return synced

    return watching


Watch = Callable[[Callable[[], str]], Synced]


def test_a_new_file_is_synced_before_it_gets_its_name_and_its_folder_after(
    tmp_path: Path, watch: Watch
) -> None:
    path = tmp_path / "n.db"
    synced = watch(lambda: "there" if path.exists() else "not there")
    assert place(path, filled)
    assert synced == [(".n.db.…", "not there"), (tmp_path.name, "there")]


def test_what_is_kept_aside_has_its_name_on_disk_before_another_takes_its_place(
    tmp_path: Path, watch: Watch
) -> None:
    path = tmp_path / "n.db"
    path.write_bytes(b"damaged")
    wal_of(path).write_bytes(b"its log")
    aside = name_aside(path, "damaged")

    def tell() -> str:
        kept = aside.exists() + wal_of(aside).exists()
        return f"{kept} aside, {'as before' if path.read_bytes() == b'damaged' else 'new'}"

    synced = watch(tell)
    assert place(path, filled, instead_of=identity(path), aside=aside)
    assert synced == [
        (".n.db.…", "0 aside, as before"),
        (tmp_path.name, "2 aside, as before"),
        (tmp_path.name, "2 aside, new"),
    ]


def test_each_folder_that_is_made_is_synced_into_the_one_above(
    tmp_path: Path, watch: Watch
) -> None:
    def tell() -> str:
        return ", ".join(sorted(folder.name for folder in tmp_path.rglob("*")))

    synced = watch(tell)
    make_folder(tmp_path / "a" / "b")
    assert synced == [(tmp_path.name, "a"), ("a", "a, b")]
    make_folder(tmp_path / "a" / "b")
    assert len(synced) == 2


def test_a_log_set_aside_has_that_name_on_disk_before_the_new_file_is_opened(
    tmp_path: Path, watch: Watch
) -> None:
    path, new = tmp_path / "p.db", tmp_path / "new.db"
    open_store(new).close()
    with open_store(path) as store:
        store.append(answer(1))
        new.replace(path)

        def tell() -> str:
            return ", ".join(sorted(file.name for file in tmp_path.iterdir()))

        synced = watch(tell)
        store.append(answer(2))
        assert synced[0] == (tmp_path.name, "p.db, p.replaced.db-wal")


def test_each_answer_is_synced_when_it_is_appended(tmp_path: Path) -> None:
    with open_store(tmp_path / "p.db") as store:
        (level,) = store.select("PRAGMA synchronous")
        (mode,) = store.select("PRAGMA journal_mode")
        assert (level, mode) == ((2,), ("wal",))  # 2 is FULL: each transaction syncs the log


def test_what_takes_a_place_never_lies_under_the_log_of_what_was_there(tmp_path: Path) -> None:
    path, killed = tmp_path / "p.db", tmp_path / "k.db"
    with open_store(path) as store:
        store.append(answer(1))
        killed.write_bytes(path.read_bytes())
        wal_of(killed).write_bytes(wal_of(path).read_bytes())
    for aside in (None, name_aside(killed, "damaged")):
        wal_of(killed).write_bytes(b"its log")
        assert place(killed, filled, instead_of=identity(killed), aside=aside)
        assert not wal_of(killed).exists()
