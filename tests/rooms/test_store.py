"""The progress file: what goes in comes out, and what goes wrong is said."""

import os
import sqlite3
import subprocess
import sys
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given

from quizkit.errors import StoreError
from quizkit.progress import Answered, Event, EventId, Undone
from quizkit.scheduling import Rating
from quizkit.store import SCHEMA_VERSION, open_store
from quizkit.store.schema import create
from tests.logs import CARDS, START, answer, logs
from tests.places import ROOT


def in_order(events: list[Event]) -> list[Event]:
    return sorted(events, key=lambda event: (event.at, event.id))


@given(logs())
def test_events_come_back_as_they_went_in(
    tmp_path_factory: pytest.TempPathFactory, log: list[Event]
) -> None:
    path = tmp_path_factory.mktemp("store") / "progress.db"
    with open_store(path) as store:
        for event in log:
            store.append(event)
    with open_store(path) as store:
        assert in_order(list(store.events())) == in_order(log)


def test_a_response_of_broken_unicode_is_kept(tmp_path: Path) -> None:
    odd = Answered(
        id=EventId("w", 1), at=START, card="a#b", response="\udcff\0x", outcome="wrong", rating=None
    )
    with open_store(tmp_path / "p.db") as store:
        store.append(odd)
        assert list(store.events()) == [odd]


def test_an_instant_keeps_its_offset(tmp_path: Path) -> None:
    zone = timezone(timedelta(hours=5, minutes=45))
    event = Undone(id=EventId("w", 1), at=datetime(2026, 1, 1, tzinfo=zone), target=EventId("x", 1))
    with open_store(tmp_path / "p.db") as store:
        store.append(event)
        (kept,) = store.events()
    assert kept.at.utcoffset() == zone.utcoffset(None)


def test_each_opening_writes_under_a_name_of_its_own(tmp_path: Path) -> None:
    with open_store(tmp_path / "p.db") as one, open_store(tmp_path / "p.db") as other:
        assert one.writer != other.writer


def test_the_folder_is_made(tmp_path: Path) -> None:
    with open_store(tmp_path / "a" / "b" / "p.db"):
        assert (tmp_path / "a" / "b" / "p.db").exists()


def test_an_answer_takes_at_most_65_bytes(tmp_path: Path) -> None:
    path = tmp_path / "p.db"
    with open_store(path):
        pass
    empty = path.stat().st_size
    with open_store(path) as store, store._transaction():
        for number in range(5000):
            event = answer(
                number,
                card=f"deck#{number % 500:010x}",
                after=timedelta(seconds=9 * number),
                due=START + timedelta(days=9, seconds=number),
            )
            store._add([event])
    assert (path.stat().st_size - empty) / 5000 <= 65


def test_an_event_of_the_same_id_is_refused_and_the_log_stays(tmp_path: Path) -> None:
    with open_store(tmp_path / "p.db") as store:
        store.append(answer(1))
        with pytest.raises(StoreError, match="this answer has the name of another"):
            store.append(answer(1, Rating.AGAIN))
        store.append(answer(2))
        assert len(list(store.events())) == 2


def test_a_file_of_noise_is_reported_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "p.db"
    path.write_bytes(b"not a database, but a hundred bytes of something else " * 4)
    before = path.read_bytes()
    with pytest.raises(StoreError, match=r"damaged.*\n.*backup"):
        open_store(path)
    assert path.read_bytes() == before


def test_a_database_of_another_program_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "p.db"
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE bookmarks (url TEXT)")
    other.commit()
    other.close()
    before = path.read_bytes()
    with pytest.raises(StoreError, match="another program"):
        open_store(path)
    assert path.read_bytes() == before


def test_a_file_of_a_newer_quizkit_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "p.db"
    open_store(path).close()
    newer = sqlite3.connect(path)
    newer.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    newer.close()
    with pytest.raises(StoreError, match="newer quizkit"):
        open_store(path)


def test_a_locked_file_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "p.db"
    with open_store(path, wait=timedelta(milliseconds=50)) as store:
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="locked by another program"):
            store.append(answer(1))
        other.execute("ROLLBACK")
        other.close()
        store.append(answer(1))
        assert len(list(store.events())) == 1


def test_a_folder_where_nothing_can_be_made_is_reported(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreError, match="cannot use the progress file"):
        open_store(tmp_path / "file" / "p.db")


def test_a_row_that_makes_no_sense_is_reported_as_damage(tmp_path: Path) -> None:
    path = tmp_path / "p.db"
    with open_store(path) as store:
        store.append(answer(1))
        store._connection.execute("UPDATE event SET rating = 9")
        with pytest.raises(StoreError, match="damaged"):
            list(store.events())


WRITER = """
import sys
from datetime import timedelta
from pathlib import Path
from quizkit.store import open_store
from tests.logs import answer
from attrs import evolve
from quizkit.progress import EventId
with open_store(Path(sys.argv[1]), wait=timedelta(seconds=60)) as store:
    for number in range(25):
        store.append(evolve(answer(number), id=EventId(store.writer, number)))
"""


def test_a_file_that_another_session_has_just_made_is_taken(tmp_path: Path) -> None:
    path = tmp_path / "p.db"
    with open_store(path) as first:
        first.append(answer(1))
        assert Path(f"{path}-wal").exists()
        create(path)  # as who saw no file a moment before
        assert list(first.events()) == [answer(1)]


def test_processes_at_once_lose_none_of_their_answers(tmp_path: Path) -> None:
    path = tmp_path / "p.db"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(path)], env=environment)
        for _ in range(4)
    ]
    assert [writer.wait() for writer in writers] == [0] * 4
    with open_store(path) as store:
        events = list(store.events())
    assert len(events) == 100
    assert len({event.id for event in events}) == 100
    assert {event.card for event in events if isinstance(event, Answered)} == {CARDS[0]}
    assert all(isinstance(event, Answered) and event.rating is Rating.GOOD for event in events)
