"""Copies that lie beside a progress file: which names they have, and which of them hold more."""

from pathlib import Path

import pytest

from quizkit.errors import StoreError
from quizkit.progress import EventId, Undone
from quizkit.store import open_store
from quizkit.store.copies import conflict_copies, unmerged_copies
from quizkit.store.merging import merge_file
from quizkit.store.paths import wal_of
from tests.logs import START, answer


def filled(path: Path, *numbers: int) -> Path:
    with open_store(path) as store:
        store.append(*map(answer, numbers))
    return path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return filled(tmp_path / "p.db", 1, 2)


def copies(path: Path) -> list[str]:
    with open_store(path) as store:
        return [copy.name for copy in unmerged_copies(store)]


def test_without_a_copy_there_is_none(path: Path) -> None:
    with open_store(path) as store:
        assert unmerged_copies(store) == []
        filled(path.with_name("p-else.db"), 3)  # is named like it, and is none
        assert unmerged_copies(store) == []


def test_only_a_copy_that_holds_more_is_one_to_merge(path: Path) -> None:
    filled(path.with_name("p (1).db"), 1)
    assert copies(path) == []
    filled(path.with_name("p (2).db"), 1, 3)
    assert copies(path) == ["p (2).db"]
    path.with_name("p (3).db").write_bytes(b"not to be read")
    assert copies(path) == ["p (2).db", "p (3).db"]


def test_a_copy_whose_events_were_merged_and_taken_back_is_known_well_enough(path: Path) -> None:
    copy = filled(path.with_name("p (1).db"), 1, 3)
    with open_store(path) as store:
        merge_file(store, copy, START)
        merge = next(e.id for e in store.events() if e.id.writer not in ("w", store.writer))
        store.append(Undone(id=EventId(store.writer, 1), at=START, target=merge))
        assert answer(3).id not in {event.id for event in store.events()}
        assert unmerged_copies(store) == []


@pytest.mark.parametrize("limit", ["MOST_EVENTS", "MOST_BYTES"])
def test_a_copy_too_large_to_be_read_without_a_question_is_named(
    path: Path, limit: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(path.with_name("p (1).db"), 1)
    monkeypatch.setattr(f"quizkit.store.door.{limit}", 1)
    assert copies(path) == (["p (1).db"] if limit == "MOST_BYTES" else [])
    filled(path.with_name("p (2).db"), 1, 2)
    assert "p (2).db" in copies(path)


def test_a_log_that_was_set_aside_with_events_of_its_own_is_a_copy(path: Path) -> None:
    with open_store(path) as store:
        store.append(answer(3))
        log = wal_of(path).read_bytes()
    aside = path.with_name("p.replaced.db")
    wal_of(aside).write_bytes(log)
    assert copies(path) == []
    with open_store(path) as store:
        store.append(answer(4), answer(5, card="a card that is new there"))
        log = wal_of(path).read_bytes()
        with store.writing() as connection:
            connection.execute("DELETE FROM event WHERE number = 5")
    wal_of(aside).write_bytes(log)
    assert copies(path) == ["p.replaced.db"]


@pytest.mark.parametrize(
    ("name", "is_copy"),
    [
        ("p (Anna's conflicted copy).db", True),
        ("p.sync-conflict-20260301.db", True),
        ("P 2.db", False),  # another name, on a disk that tells them apart
        ("p 2.db", True),
        ("p 2.sqlite", False),
        ("p(3).db", True),
        ("p (3).db", True),
        ("p3.db", False),
        ("p.replaced.db", True),
        ("p.replaced12.db", True),
        ("p.replaced-x.db", False),
        ("p.left-0123456789ab.db", True),
        ("p.left-0123456789.db", False),
        ("p-Laptop.db", True),
        ("p-laptop-2.db", False),
        ("q 2.db", False),
    ],
)
def test_names_of_copies(path: Path, name: str, is_copy: bool) -> None:
    path.with_name(name).touch()
    assert [each.name for each in conflict_copies(path, {"laptop"})] == [name] * is_copy


def test_a_copy_that_is_no_regular_file_is_named_and_not_read(path: Path) -> None:
    path.with_name("p (1).db").mkdir()
    assert copies(path) == ["p (1).db"]
    with open_store(path) as store, pytest.raises(StoreError):
        merge_file(store, path.with_name("p (1).db"), START)
