"""A progress file replaced while it is open: whatever is written goes to the one that is there."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from attrs import evolve

from quizkit.progress import EventId
from quizkit.store import Snapshot, SQLiteStore, open_store, read_store
from quizkit.store.log_end import LogEnd
from quizkit.store.merging import merge_file
from tests.logs import START, answer
from tests.progress_files import answers


def merges(store: SQLiteStore) -> None:
    other = store.place.with_name("third.db")
    with open_store(other) as third:
        third.merge([evolve(e, id=EventId("1" * 12, e.id.number)) for e in answers(5)], {})
    assert merge_file(store, other, START).added == 5


def sets_a_value(store: SQLiteStore) -> None:
    store.put_here("backups", "3")


def takes_back_what_lies_ahead(store: SQLiteStore) -> None:
    assert LogEnd(store).take_back_ahead(START - timedelta(days=9)) == 150


def keeps_a_snapshot(store: SQLiteStore) -> None:
    store.keep(Snapshot(1, START, basis="b"))


def drops_the_snapshot(store: SQLiteStore) -> None:
    store.drop_snapshot()


@pytest.mark.parametrize(
    ("write", "more"),
    [
        (merges, 5 + 1),
        (sets_a_value, 0),
        (takes_back_what_lies_ahead, 150),
        (keeps_a_snapshot, 0),
        (drops_the_snapshot, 0),
    ],
)
def test_whatever_is_written_goes_to_the_file_that_has_the_name_by_now(
    tmp_path: Path, write: Callable[[SQLiteStore], None], more: int
) -> None:
    path, other = tmp_path / "p.db", tmp_path / "other.db"
    with open_store(other) as store:
        store.merge([evolve(e, id=EventId("0" * 12, e.id.number)) for e in answers(150)], {})
    with open_store(path) as store:
        store.append(answer(1))
    with open_store(path) as store:
        other.replace(path)
        write(store)
    with read_store(path) as store:
        assert store.count() == 150 + more
        assert store.here() == ({"backups": "3"} if write is sets_a_value else {})
