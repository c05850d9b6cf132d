"""Files united in SQL against files united event by event: the same comes of it, whatever is in them."""

import shutil
import sqlite3
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import example, given, settings, strategies as st

from quizkit.errors import StoreError
from quizkit.progress import Brought, Event, Wording, in_order
from quizkit.store import open_store, read_store
from quizkit.store.attached import OddError, unite
from quizkit.store.brought import onward
from quizkit.store.merging import merge_file
from quizkit.store.rows import Row
from tests.every_event import EVERY_EVENT
from tests.logs import START, answer, logs
from tests.places import ROOT

WORDING = Wording("suez#builder", START, "typed", "Who?", {"": "Lesseps"})
# What a row may hold by damage, by another program, or by a quizkit of another day.
CELLS: tuple[object, ...] = (
    *(None, 0, 1, -1, 5, 1.5, 1e300, 2**40, 2**62, -(2**62), 10**16, "", "c", "x", "1", "a\0b"),
    *(b"", b"[]", b'"a"', b'["a"]', b'[ "a" ]', b"\xff", b"1", b"[" * 100_000),
)
CHANGES = st.tuples(
    st.sampled_from([f"event.{column}" for column in Row._fields] + ["wording.answers"]),
    st.sampled_from(CELLS),
    st.integers(0, 3),
)


def put(path: Path, events: list[Event], *wordings: Wording) -> Path:
    with open_store(path) as store:
        store.merge(events, {"w1": "desk", "w2": "tablet"}, wordings)
    return path


def change(path: Path, column: str, value: object, row: int) -> None:
    table, name = column.split(".")
    connection = sqlite3.connect(path)
    keys = "note" if table == "wording" else "rowid"
    one = f"SELECT {keys} FROM {table} ORDER BY {keys} LIMIT 1 OFFSET ?"
    try:
        with connection:
            connection.execute(
                f"UPDATE {table} SET {name} = ? WHERE {keys} = ({one})", (value, row)
            )
    except sqlite3.IntegrityError:
        pass  # no file can hold that
    connection.close()


def merged(path: Path, other: Path) -> object:
    """Return all that comes of a merge: what is said of it, or the error, and what the file holds."""
    with open_store(path) as store:
        try:
            said: object = merge_file(store, other, START)
        except StoreError as error:
            said = str(error)
    with read_store(path) as store:
        events = in_order(store.events())
        held = [(event.to_dict(), event.at.utcoffset()) for event in onward(events)]
        merges = [event for event in events if isinstance(event, Brought)]
        runs = [merge.runs for merge in merges]
        writers = store.devices().keys() - {"lost", *(merge.id.writer for merge in merges)}
        return said, held, runs, store.wordings(), writers


def event_by_event(path: Path, other: Path) -> object:
    with patch("quizkit.store.merging.unite", side_effect=OddError):
        return merged(path, other)


@settings(max_examples=40)
@example([answer(1)], [], [("event.response", b'[ "a" ]', 0)])
@example([answer(1)], [], [("event.at", 1.5, 0)])
@example([answer(1)], [], [("event.response", b"[" * 100_000, 0)])
@given(logs(), logs(), st.lists(CHANGES, max_size=2))
def test_it_comes_to_the_same_as_event_by_event(
    tmp_path_factory: pytest.TempPathFactory,
    theirs: list[Event],
    ours: list[Event],
    changes: list[tuple[str, object, int]],
) -> None:
    folder = tmp_path_factory.mktemp("attached")
    other = put(folder / "other.db", theirs, WORDING)
    for each in changes:
        change(other, *each)
    one = put(folder / "one.db", ours)
    two = Path(shutil.copy(one, folder / "two.db"))
    before = other.read_bytes()
    expected = event_by_event(two, other)
    assert merged(one, other) == expected
    assert merged(one, other) == event_by_event(two, other)
    assert other.read_bytes() == before


def test_nothing_that_we_write_is_odd(tmp_path: Path) -> None:
    other = put(tmp_path / "other.db", list(EVERY_EVENT), WORDING)
    with open_store(tmp_path / "p.db") as store:
        assert unite(store, other, "other", START) == (len(EVERY_EVENT), len(EVERY_EVENT))
        assert onward(in_order(store.events())) == in_order(EVERY_EVENT)
        assert unite(store, other, "other", START) == (len(EVERY_EVENT), 0)


@pytest.mark.parametrize("step", ["is_packed", "event_of", "wording_of"])
def test_a_merge_that_is_interrupted_leaves_the_file_as_it_was(tmp_path: Path, step: str) -> None:
    other = put(tmp_path / "other.db", list(EVERY_EVENT), WORDING)
    with open_store(put(tmp_path / "p.db", [answer(99)])) as store:
        with (
            patch(f"quizkit.store.attached.{step}", side_effect=KeyboardInterrupt),
            pytest.raises(KeyboardInterrupt),
        ):
            merge_file(store, other, START)
        assert list(store.events()) == [answer(99)]
        assert merge_file(store, other, START).added == len(EVERY_EVENT)  # and nothing stayed open


def test_a_file_of_the_layout_before_is_united_too_and_nothing_left_beside_it(
    tmp_path: Path,
) -> None:
    other = tmp_path / "other.db"
    connection = sqlite3.connect(other)
    connection.executescript((ROOT / "tests/golden/stored/progress_3.sql").read_text("utf-8"))
    connection.execute("PRAGMA journal_mode = WAL")
    connection.close()
    before = other.read_bytes()
    with open_store(tmp_path / "p.db") as store:
        found, added = unite(store, other, "other", START)
        assert found == added == len(onward(store.events()))
    assert other.read_bytes() == before
    assert sorted(file.name for file in tmp_path.iterdir()) == ["other.db", "p.db"]
