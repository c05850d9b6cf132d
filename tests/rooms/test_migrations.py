"""Progress files of every earlier layout come up to date, with a copy of what was there."""

import sqlite3
from pathlib import Path

import pytest
from attrs import evolve
from click.testing import CliRunner

from quizkit.cli import cli
from quizkit.errors import StoreError
from quizkit.progress import Buried
from quizkit.scheduling import Rating
from quizkit.store import SCHEMA_VERSION, open_store
from tests.logs import answer
from tests.older_files import EARLIER, OLD_EVENTS, VERSION_1, at, laid_out, name


def version_of(path: Path) -> int:
    connection = sqlite3.connect(path)
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    connection.close()
    return int(version)


def test_every_earlier_layout_is_tested() -> None:
    assert EARLIER.keys() == set(range(1, SCHEMA_VERSION))


@pytest.mark.parametrize("version", EARLIER)
def test_an_older_file_is_brought_up_to_date_and_copied_before(
    tmp_path: Path, version: int
) -> None:
    path = laid_out(tmp_path / "p.db", EARLIER[version])
    with open_store(path) as store:
        assert list(store.events()) == OLD_EVENTS
        store.append(answer(1))
    assert version_of(path) == SCHEMA_VERSION
    (backup,) = tmp_path.glob(f"p.backup-20??-??-??-v{version}.db")
    assert version_of(backup) == version
    copy = sqlite3.connect(backup)
    assert copy.execute("SELECT count(*) FROM event").fetchone() == (len(OLD_EVENTS),)
    copy.close()


@pytest.mark.parametrize("version", EARLIER)
def test_a_migrated_file_is_laid_out_like_a_new_one(tmp_path: Path, version: int) -> None:
    def layout(path: Path) -> list[tuple[str, list[tuple[object, ...]]]]:
        open_store(path).close()
        connection = sqlite3.connect(path)
        names = [row[0] for row in connection.execute("SELECT name FROM sqlite_schema ORDER BY 1")]
        columns = [
            (name, connection.execute(f"PRAGMA table_info({name})").fetchall()) for name in names
        ]
        connection.close()
        return columns

    assert layout(laid_out(tmp_path / "old.db", EARLIER[version])) == layout(tmp_path / "new.db")


@pytest.mark.parametrize("version", [1, 2])  # from 3 on names are unique
def test_two_events_of_one_name_are_both_kept(tmp_path: Path, version: int) -> None:
    double = "INSERT INTO event (at, writer, number, zone, kind, card) VALUES (1772355609000, 1, 3, 0, 4, 1);"
    path = laid_out(tmp_path / "p.db", EARLIER[version] + double)
    with open_store(path) as store:
        again = Buried(id=name(3), at=at(9), card="suez#builder")
        assert list(store.events()) == [*OLD_EVENTS, again]
        assert store.append(again) == len(OLD_EVENTS) + 1
        assert store.append(answer(1)) == len(OLD_EVENTS) + 2
        with pytest.raises(StoreError, match="the name of another"):
            store.append(answer(1, Rating.AGAIN))
        with pytest.raises(StoreError, match="the name of another"):
            store.append(evolve(again, card="suez#length"))
        assert len(list(store.events())) == len(OLD_EVENTS) + 2
    told = CliRunner().invoke(cli, ["history", "--progress", str(path)])
    assert "Two events have one name, and both are kept: old-3\n" in told.stderr


def test_a_backup_that_cannot_be_kept_stops_the_migration(tmp_path: Path) -> None:
    path = laid_out(tmp_path / ("p" * 238 + ".db"), VERSION_1)  # no longer name fits the folder
    with pytest.raises(StoreError, match="no backup can be kept"):
        open_store(path)
    assert version_of(path) == 1


def test_a_file_of_a_newer_quizkit_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "p.db"
    open_store(path).close()
    newer = sqlite3.connect(path)
    newer.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    newer.close()
    before = path.read_bytes()
    with pytest.raises(StoreError, match="newer quizkit"):
        open_store(path)
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["p.db"]


def test_a_file_that_cannot_be_brought_up_to_date_stays_as_it_was(tmp_path: Path) -> None:
    path = laid_out(tmp_path / "p.db", VERSION_1 + "CREATE TABLE wording (other TEXT);")
    with pytest.raises(StoreError):
        open_store(path)
    assert version_of(path) == 1


def test_a_file_whose_layout_is_lost_is_reported(tmp_path: Path) -> None:
    path = laid_out(
        tmp_path / "p.db", "PRAGMA application_id = 1903848308; PRAGMA user_version = 1;"
    )
    with pytest.raises(StoreError, match="its layout is lost"):
        open_store(path)
