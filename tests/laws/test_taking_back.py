"""Merges taken back: the file is as it was, and what other merges brought as well stays."""

import sqlite3
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, settings, strategies as st

from quizkit.progress import Brought, Event, EventId, Undone, in_order, undone_ids
from quizkit.progress.order import of_one_file
from quizkit.scheduling import CalendarDays, Scheduler
from quizkit.store import known, new_writer, open_store, read_store
from quizkit.store.brought import onward
from quizkit.store.copies import unmerged_copies
from quizkit.store.log_end import LogEnd
from quizkit.store.merging import merge_file, repair
from quizkit.store.runs import common, holds, runs_of, united, without
from quizkit.store.salvage import salvage
from quizkit.store.verifying import look_through
from tests.growth import is_steep
from tests.logs import START, answer, logs
from tests.plain_replay import plain_replay

SCHEDULER: Scheduler[Any] = Scheduler(day=CalendarDays())
NOW = START + timedelta(days=100)


def filled(path: Path, events: Iterable[Event]) -> Path:
    with open_store(path) as store:
        store.merge(events, {})
    return path


def events_of(path: Path) -> list[Event]:
    with read_store(path) as store:
        return in_order(store.events())


def taken(path: Path) -> list[Event]:
    """What a merge takes along of a file: what it is, but for its own merges."""
    return onward(events_of(path))


def merged(path: Path, other: Path, minute: int = 0) -> EventId | None:
    """Merge another file; return the name of the merge, None if it brought nothing."""
    before = {event.id for event in events_of(path)}
    with open_store(path) as store:
        merge_file(store, other, NOW + timedelta(minutes=minute))
    new = [e.id for e in events_of(path) if isinstance(e, Brought) and e.id not in before]
    return new[0] if new else None


def undone(path: Path, name: EventId | None, minute: int = 0) -> EventId:
    """Undo an event; return the name of the undo."""
    assert name is not None
    undo = EventId(new_writer(), 1)
    with open_store(path) as store:
        store.append(Undone(id=undo, at=NOW + timedelta(minutes=minute), target=name))
    return undo


def counts(path: Path) -> tuple[int, int]:
    with read_store(path) as store:
        return LogEnd(store).count(), len(list(store.events()))


def given_by(writer: str, first: int, last: int) -> list[Event]:
    return [
        evolve(answer(n, after=timedelta(seconds=n)), id=EventId(writer, n))
        for n in range(first, last + 1)
    ]


def test_a_merge_taken_back_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    mine = filled(tmp_path / "p.db", given_by("m", 1, 3))
    theirs = filled(tmp_path / "o.db", given_by("t", 1, 5))
    before = events_of(mine)
    merge = merged(mine, theirs)
    undo = undone(mine, merge)
    after = events_of(mine)
    assert [event for event in after if event.id not in (merge, undo)] == before == taken(mine)
    assert counts(mine) == (5, 5)
    with read_store(mine) as store:
        assert store.select("SELECT count(*) FROM aside") == [(5,)]
        assert look_through(store).findings == []


def test_an_undo_of_it_undone_brings_all_back(tmp_path: Path) -> None:
    mine = filled(tmp_path / "p.db", given_by("m", 1, 3))
    merge = merged(mine, filled(tmp_path / "o.db", given_by("t", 1, 5)))
    with_theirs = taken(mine)
    undo = undone(mine, merge, 1)
    again = undone(mine, undo, 2)
    assert taken(mine) == with_theirs
    undone(mine, again, 3)
    assert taken(mine) == given_by("m", 1, 3)


def test_what_is_merged_again_comes_back_with_one_event_more(tmp_path: Path) -> None:
    mine = filled(tmp_path / "p.db", given_by("m", 1, 3))
    theirs = filled(tmp_path / "o.db", given_by("t", 1, 5))
    undone(mine, merged(mine, theirs))
    assert merged(mine, theirs, 1) is not None
    assert len(taken(mine)) == 8
    with read_store(mine) as store:
        assert store.select("SELECT count(*) FROM aside") == [(0,)]


def test_a_merge_that_brings_nothing_writes_nothing(tmp_path: Path) -> None:
    mine = filled(tmp_path / "p.db", given_by("m", 1, 3))
    theirs = filled(tmp_path / "o.db", given_by("t", 1, 5))
    merged(mine, theirs)
    before = events_of(mine)
    assert merged(mine, theirs) is None
    assert merged(mine, filled(tmp_path / "none.db", [])) is None
    assert events_of(mine) == before


def test_what_a_second_merge_brought_as_well_stays(tmp_path: Path) -> None:
    mine = filled(tmp_path / "p.db", given_by("m", 1, 3))
    first = merged(mine, filled(tmp_path / "a.db", given_by("t", 1, 5)), 0)
    second = merged(mine, filled(tmp_path / "b.db", given_by("t", 3, 8)), 1)
    undone(mine, first, 2)
    assert taken(mine) == in_order([*given_by("m", 1, 3), *given_by("t", 3, 8)])
    undone(mine, second, 3)
    assert taken(mine) == given_by("m", 1, 3)


def test_what_is_one_s_own_is_never_put_aside(tmp_path: Path) -> None:
    mine = filled(tmp_path / "p.db", given_by("m", 1, 6))
    copy = filled(tmp_path / "c.db", [*given_by("m", 1, 4), *given_by("t", 1, 2)])
    undone(mine, merged(mine, copy))
    assert taken(mine) == given_by("m", 1, 6)


def test_merges_of_a_file_go_nowhere_else(tmp_path: Path) -> None:
    mine = filled(tmp_path / "p.db", given_by("m", 1, 3))
    theirs = filled(tmp_path / "o.db", given_by("t", 1, 5))
    third = filled(tmp_path / "c.db", [])
    undo = undone(mine, merged(mine, theirs))
    merged(third, mine)
    assert taken(third) == given_by("m", 1, 3)
    undone(mine, undo, 1)
    merged(third, mine, 1)
    assert taken(third) == taken(mine)
    assert of_one_file(events_of(third)).isdisjoint(of_one_file(events_of(mine)))


def test_two_devices_take_back_each_for_itself(tmp_path: Path) -> None:
    one = filled(tmp_path / "1.db", given_by("a", 1, 3))
    two = filled(tmp_path / "2.db", given_by("b", 1, 3))
    of_one, of_two = merged(one, two), merged(two, one)
    undone(one, of_one, 1)
    assert len(taken(two)) == 6
    undone(two, of_two, 1)
    merged(one, two, 2)
    merged(two, one, 3)
    assert taken(one) == taken(two) == in_order([*given_by("a", 1, 3), *given_by("b", 1, 3)])


def test_a_long_chain_of_undos_of_a_merge_takes_no_longer_than_its_length() -> None:
    def chain(count: int) -> list[Event]:
        undos = [
            Undone(id=EventId("w", n + 1), at=START, target=EventId("w", n))
            for n in range(1, count)
        ]
        return [Brought(id=EventId("w", 1), at=START, source="x.db", runs={}), *undos]

    some, many = chain(2000), chain(8000)
    assert of_one_file(many) == {event.id for event in many}
    assert not is_steep(lambda: of_one_file(some), lambda: of_one_file(many))


def test_a_copy_that_was_taken_back_is_not_offered_again(tmp_path: Path) -> None:
    mine = filled(tmp_path / "p.db", given_by("m", 1, 3))
    copy = filled(tmp_path / "p (conflicted copy).db", given_by("t", 1, 2))
    undone(copy, merged(copy, filled(tmp_path / "o.db", given_by("x", 1, 1))))

    def offered() -> list[Path]:
        with open_store(mine) as store:
            return unmerged_copies(store)

    assert offered() == [copy]
    merge = merged(mine, copy)
    assert offered() == []
    undone(mine, merge, 1)
    assert offered() == []


def test_answers_given_after_a_merge_stay_when_it_is_taken_back(tmp_path: Path) -> None:
    mine = filled(tmp_path / "p.db", given_by("m", 1, 3))
    merge = merged(mine, filled(tmp_path / "o.db", given_by("t", 1, 5)))
    with open_store(mine) as running:
        version = running.append(*given_by("n", 1, 2))
        undone(mine, merge, 1)
        assert running.append(*given_by("n", 3, 3)) > version
    assert taken(mine) == in_order([*given_by("m", 1, 3), *given_by("n", 1, 3)])


def test_what_was_worked_out_before_is_not_kept_after(tmp_path: Path) -> None:
    """Another process may have read the log before, and be done with it only now."""
    mine = filled(tmp_path / "p.db", given_by("m", 1, 3))
    merge = merged(mine, filled(tmp_path / "o.db", given_by("t", 1, 5)))
    with open_store(mine) as slow:
        found = known(slow, SCHEDULER)
        kept = slow.snapshot()
        assert kept.version == found.version == 9
        undone(mine, merge, 1)
        slow.keep(kept)
        assert slow.snapshot().version == 0
        after = known(slow, SCHEDULER)
        assert (after.version, slow.snapshot().version) == (10, 10)
        assert after.progress.records == plain_replay(given_by("m", 1, 3), SCHEDULER).records


def test_a_repaired_file_has_aside_what_was_taken_back(tmp_path: Path) -> None:
    mine = filled(tmp_path / "p.db", given_by("m", 1, 300))
    theirs = filled(tmp_path / "o.db", given_by("t", 1, 300))
    undone(mine, merged(mine, theirs))
    other = merged(mine, filled(tmp_path / "q.db", given_by("q", 1, 300)), 1)
    undone(mine, undone(mine, other, 2), 3)
    before = taken(mine)
    data = bytearray(mine.read_bytes())
    data[100:108] = b"\xff" * 8  # the head of the first page: nothing can be opened any more
    mine.write_bytes(data)
    repair(mine)
    assert taken(mine) == before
    with read_store(mine) as store:
        assert store.select("SELECT count(*) FROM aside") == [(300,)]


def test_of_a_damaged_file_nothing_comes_that_it_had_put_aside(tmp_path: Path) -> None:
    theirs = filled(tmp_path / "o.db", given_by("t", 1, 300))
    undone(theirs, merged(theirs, filled(tmp_path / "q.db", given_by("q", 1, 300))))
    data = bytearray(theirs.read_bytes())
    data[100:108] = b"\xff" * 8
    theirs.write_bytes(data)
    mine = filled(tmp_path / "p.db", given_by("m", 1, 3))
    merged(mine, theirs)
    assert taken(mine) == in_order([*given_by("m", 1, 3), *given_by("t", 1, 300)])


@st.composite
def files(draw: st.DrawFn) -> tuple[list[list[Event]], list[tuple[str, int]]]:
    """Parts of a log that overlap, and what is done with them."""
    log = draw(logs())
    places = [draw(st.sets(st.integers(0, 3), min_size=1)) for _ in log]
    parts = [
        [event for event, where in zip(log, places, strict=True) if part in where]
        for part in range(4)
    ]
    deeds = st.tuples(st.sampled_from(["merge", "merge", "undo", "write"]), st.integers(0, 8))
    return parts, draw(st.lists(deeds, max_size=8))


@settings(max_examples=12)
@given(files())
def test_a_file_is_what_was_written_and_what_the_merges_that_stand_brought(
    tmp_path_factory: pytest.TempPathFactory,
    given_files: tuple[list[list[Event]], list[tuple[str, int]]],
) -> None:
    folder = tmp_path_factory.mktemp("back")
    (own, *others), deeds = given_files
    mine = filled(folder / "p.db", own)
    sources = [filled(folder / f"{n}.db", events) for n, events in enumerate(others)]
    every = {event.id: event for events in (own, *others) for event in events}
    native, brought = {event.id for event in own}, dict[EventId, set[EventId]]()

    def standing() -> set[EventId]:
        gone = undone_ids(events_of(mine))
        return set().union(*(names for merge, names in brought.items() if merge not in gone))

    for minute, (deed, number) in enumerate(deeds):
        if deed == "merge":
            source = {event.id for event in others[number % 3]}
            here = native | standing()
            name = merged(mine, sources[number % 3], minute)
            assert (name is not None) == bool(source - here)
            if name is not None:
                brought[name] = (source - here) | (source & standing())
        elif deed == "undo":
            events = events_of(mine)
            taken_back = undone_ids(events)
            able = sorted(of_one_file(events) - taken_back)
            if able:
                target = able[number % len(able)]
                undone(mine, target, minute)
        else:
            event = evolve(
                answer(1, after=timedelta(days=50, minutes=minute)), id=EventId(new_writer(), 1)
            )
            every[event.id] = event
            native.add(event.id)
            with open_store(mine) as store:
                store.append(event)
        events = events_of(mine)
        stands = standing()
        wanted = in_order(every[name] for name in native | stands)
        assert onward(events) == wanted
        with open_store(mine) as store:
            found = known(store, SCHEDULER)
            assert found.progress.records == plain_replay(wanted, SCHEDULER).records
            assert store.names() == native | stands
            assert known(store, SCHEDULER).version == found.version == store.end()
            assert LogEnd(store).count() == len(events)
        third = folder / f"third{minute}.db"
        merged(filled(third, []), mine)
        assert taken(third) == wanted


numbers = st.sets(st.tuples(st.sampled_from("ab"), st.integers(0, 12)))


def _names(runs: Any) -> set[tuple[str, int]]:
    return {
        (w, n) for w, pairs in runs.items() for first, last in pairs for n in range(first, last + 1)
    }


@given(numbers, numbers)
def test_runs_are_sets(one: set[tuple[str, int]], other: set[tuple[str, int]]) -> None:
    first, second = runs_of(sorted(one)), runs_of(sorted(other))
    assert (_names(first), _names(second)) == (one, other)
    assert _names(united(first, second)) == one | other
    assert _names(without(first, second)) == one - other
    assert _names(common(first, second)) == one & other
    assert united(first, second) == runs_of(sorted(one | other))
    assert {name for name in one | other if holds(first, *name)} == one


def test_what_was_put_aside_comes_from_no_wreck_whose_merge_is_lost(tmp_path: Path) -> None:
    theirs = filled(tmp_path / "o.db", given_by("t", 1, 300))
    undone(theirs, merged(theirs, filled(tmp_path / "q.db", given_by("q", 1, 30))))
    connection = sqlite3.connect(theirs, isolation_level=None)
    connection.execute("DELETE FROM event WHERE kind IN (3, 10)")
    connection.execute("VACUUM")  # no page keeps what was deleted
    connection.close()
    data = bytearray(theirs.read_bytes())
    data[100:108] = b"\xff" * 8
    theirs.write_bytes(data)
    assert salvage(theirs).events == given_by("t", 1, 300)
