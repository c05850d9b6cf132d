"""Logs and progress files united: in any order, any number of times, with the same result."""

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from itertools import permutations
from pathlib import Path

import pytest
from attrs import evolve
from click.testing import CliRunner
from hypothesis import given, settings, strategies as st

from quizkit.cli import cli
from quizkit.cli.commands import undo
from quizkit.errors import StoreError
from quizkit.progress import Answered, Brought, Event, EventId, Undone, Wording, in_order, replay
from quizkit.scheduling import CalendarDays, Scheduler
from quizkit.store import SQLiteStore, open_store, read_store
from quizkit.store.brought import onward
from quizkit.store.copies import conflict_copies
from quizkit.store.door import size_of, ticks_of_merge, ticks_of_taking_back
from quizkit.store.merging import merge_file
from tests.logs import START, answer, logs, united
from tests.older_files import OLD_EVENTS, VERSION_1, laid_out

SCHEDULER = Scheduler(day=CalendarDays())

wordings = st.builds(
    Wording,
    st.sampled_from(["suez#builder", "suez#length"]),
    st.integers(0, 2).map(lambda day: START + timedelta(days=day)),
    st.just("typed"),
    st.sampled_from(["Who?", "Whose company?"]),
    st.dictionaries(st.sampled_from(["", ":reverse"]), st.text(max_size=3), max_size=2),
)


@st.composite
def parts(draw: st.DrawFn) -> tuple[list[Event], list[list[Event]]]:
    """A log, and parts of it that overlap and together hold it all."""
    log = draw(logs())
    count = draw(st.integers(1, 4))
    places = [draw(st.sets(st.integers(0, count - 1), min_size=1)) for _ in log]
    return log, [
        [event for event, where in zip(log, places, strict=True) if part in where]
        for part in range(count)
    ]


def filled(path: Path, events: list[Event], readings: list[Wording] | None = None) -> Path:
    with open_store(path) as store:
        store.merge(events, {}, readings or [])
    return path


def held(path: Path) -> tuple[list[Event], dict[str, Wording], dict[str, str]]:
    with read_store(path) as store:
        events = in_order(store.events())
        merges = {event.id.writer for event in events if isinstance(event, Brought)}
        devices = {name: each for name, each in store.devices().items() if name not in merges}
        return onward(events), store.wordings(), devices


@given(parts(), st.randoms(use_true_random=False))
def test_any_split_united_in_any_order_gives_the_log(
    split: tuple[list[Event], list[list[Event]]], rng: object
) -> None:
    log, pieces = split
    rng.shuffle(pieces)  # type: ignore[attr-defined]
    assert united(*pieces) == in_order(log) == united(*pieces, *pieces)
    assert replay(united(*pieces), SCHEDULER) == replay(log, SCHEDULER)


@settings(max_examples=30)
@given(parts(), st.lists(wordings, max_size=4), st.randoms(use_true_random=False))
def test_files_merged_in_any_order_any_number_of_times_hold_the_same(
    tmp_path_factory: pytest.TempPathFactory,
    split: tuple[list[Event], list[list[Event]]],
    readings: list[Wording],
    rng: object,
) -> None:
    folder = tmp_path_factory.mktemp("merge")
    log, pieces = split
    files = [
        filled(folder / f"{n}.db", piece, readings[n :: len(pieces)])
        for n, piece in enumerate(pieces)
    ]
    results = []
    for n in range(2):
        order = [*files, *files[:1]]
        rng.shuffle(order)  # type: ignore[attr-defined]
        with open_store(folder / f"all{n}.db") as store:
            added = sum(merge_file(store, file, START).added for file in order)
        assert added == len(log)
        results.append(held(folder / f"all{n}.db"))
    assert results[0] == results[1]
    assert results[0][0] == in_order(log)


@pytest.mark.large
@settings(max_examples=2)
@given(logs(("w1", "w2", "w3")).filter(lambda log: len(log) > 9))
def test_five_files_merged_in_all_orders_hold_the_same(
    tmp_path_factory: pytest.TempPathFactory, log: list[Event]
) -> None:
    folder = tmp_path_factory.mktemp("merge")
    files = [  # each event is in two of them
        filled(folder / f"{n}.db", [each for at, each in enumerate(log) if n in (at % 5, at % 4)])
        for n in range(5)
    ]
    for number, order in enumerate(permutations(files)):
        with open_store(folder / f"all{number}.db") as store:
            for file in order:
                merge_file(store, file, START)
        assert held(folder / f"all{number}.db")[0] == in_order(log)


@settings(max_examples=30)
@given(logs(("w1",)), logs(("w2",)))
def test_two_files_merged_into_each_other_agree(
    tmp_path_factory: pytest.TempPathFactory, one: list[Event], other: list[Event]
) -> None:
    folder = tmp_path_factory.mktemp("merge")
    one = [event for event in one if isinstance(event, Answered)]
    other = [event for event in other if isinstance(event, Answered)]
    paths = [filled(folder / "a.db", list(one)), filled(folder / "b.db", list(other))]
    for here, there in (paths, paths[::-1]):
        with open_store(here) as store:
            merge_file(store, there, START)
    assert held(paths[0])[0] == held(paths[1])[0] == united(one, other)


def test_a_merge_says_what_was_found_and_what_was_new(tmp_path: Path) -> None:
    other = filled(tmp_path / "other.db", [answer(1), answer(2)])
    filled(tmp_path / "p.db", [answer(1)])
    with open_store(tmp_path / "p.db") as store:
        assert merge_file(store, other, START) == (2, 1, None)
        assert merge_file(store, other, START) == (2, 0, None)


def test_the_merged_file_is_not_changed_not_even_its_layout(tmp_path: Path) -> None:
    other = laid_out(tmp_path / "other.db", VERSION_1)
    before = other.read_bytes()
    with open_store(tmp_path / "p.db") as store:
        assert merge_file(store, other, START).added == len(OLD_EVENTS)
        assert onward(in_order(store.events())) == OLD_EVENTS
    assert other.read_bytes() == before
    assert sorted(file.name for file in tmp_path.iterdir()) == ["other.db", "p.db"]


def test_a_file_that_a_session_has_open_can_be_merged(tmp_path: Path) -> None:
    with open_store(tmp_path / "other.db") as busy, open_store(tmp_path / "p.db") as store:
        busy.append(answer(1))
        assert merge_file(store, tmp_path / "other.db", START).added == 1
        busy.append(answer(2))
        assert merge_file(store, tmp_path / "other.db", START).added == 1


def test_the_devices_come_along(tmp_path: Path) -> None:
    with open_store(tmp_path / "other.db") as other:
        other.merge([answer(1)], {"w": "tablet"})
    with open_store(tmp_path / "p.db") as store:
        merge_file(store, tmp_path / "other.db", START)
        assert store.devices()["w"] == "tablet"


def test_a_file_that_is_not_there_is_reported(tmp_path: Path) -> None:
    with (
        open_store(tmp_path / "p.db") as store,
        pytest.raises(StoreError, match="there is no progress file"),
    ):
        merge_file(store, tmp_path / "other.db", START)


def test_copies_that_sync_programs_make_are_found(tmp_path: Path) -> None:
    path = filled(tmp_path / "progress.db", [])
    names = [
        "progress (Anna's conflicted copy 2026-03-01).db",
        "progress.sync-conflict-20260301-101010-ABCDEFG.db",
        "progress(1).db",
        "progress 2.db",
        "progress-ANNAS-LAPTOP.db",
    ]
    others = ["progress.backup-2026-03-01-v1.db", "progress2.db", "progress-bert.db", "other.db"]
    for name in [*names, *others]:
        (tmp_path / name).write_bytes(b"")
    found = conflict_copies(path, {"Annas-Laptop", ""})
    assert [file.name for file in found] == sorted(names)


def test_a_copy_of_a_file_in_use_never_gives_out_the_same_event_id(tmp_path: Path) -> None:
    with open_store(tmp_path / "a.db") as one:
        one.append(evolve(answer(1), id=EventId(one.writer, 1)))
    (tmp_path / "b.db").write_bytes((tmp_path / "a.db").read_bytes())
    with open_store(tmp_path / "a.db") as one, open_store(tmp_path / "b.db") as other:
        one.append(evolve(answer(1), id=EventId(one.writer, 1)))
        other.append(evolve(answer(1), id=EventId(other.writer, 1)))
        assert merge_file(one, tmp_path / "b.db", START).added == 1
        assert len(onward(one.events())) == 3


@pytest.mark.parametrize(
    "command", [["play", "suez.yaml"], ["merge", "old.db"]], ids=["play", "merge"]
)
def test_a_conflict_copy_is_mentioned_until_it_is_merged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("QUIZKIT_PROGRESS", str(tmp_path / "progress.db"))
    (tmp_path / "suez.yaml").write_text(
        "title: T\ncards: [{question: Who built it?, answer: Lesseps}]\n", "utf-8"
    )
    copy = tmp_path / "progress (conflicted copy).db"
    filled(tmp_path / "progress.db", [answer(1)])
    filled(tmp_path / "old.db", [])
    filled(copy, [answer(1), answer(2)])
    said = CliRunner().invoke(cli, command)
    assert f"quizkit merge '{copy}'\n" in said.stderr
    assert CliRunner().invoke(cli, ["merge", str(copy)]).stderr == ""
    assert CliRunner().invoke(cli, command).stderr == ""
    copy.write_bytes(copy.read_bytes()[:20_000])
    assert "quizkit merge" in CliRunner().invoke(cli, command).stderr  # it may hold anything


def _go_on_and_on(store: SQLiteStore, other: Path) -> None:
    endless = "WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) SELECT max(n) FROM r"
    with store.attached(other) as connection:
        connection.execute("DELETE FROM main.event")
        store._watch.spare()  # as while rows are copied
        connection.execute(endless)


def test_ctrl_c_ends_a_long_merge_at_once_and_the_file_is_as_it_was(tmp_path: Path) -> None:
    other, mine = filled(tmp_path / "other.db", [answer(1)]), filled(tmp_path / "p.db", [answer(2)])
    with open_store(mine) as store:
        pressed = threading.Timer(0.2, signal.raise_signal, [signal.SIGINT])
        pressed.start()
        with pytest.raises(KeyboardInterrupt):
            _go_on_and_on(store, other)
        pressed.join()
        assert list(store.events()) == [answer(2)]
        assert merge_file(store, other, START).added == 1


def test_a_long_merge_tells_how_far_it_is(tmp_path: Path) -> None:
    other = filled(tmp_path / "other.db", [answer(number) for number in range(1, 3000)])
    told = []
    with open_store(tmp_path / "p.db") as store, store.ticking(lambda: told.append(1)):
        merge_file(store, other, START)
    assert 1 <= len(told) <= 2 * ticks_of_merge(size_of(other))


def test_taking_a_large_merge_back_tells_how_far_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    merged = 10_000
    other = filled(tmp_path / "other.db", [answer(number) for number in range(1, merged + 1)])
    with open_store(tmp_path / "p.db") as store:
        merge_file(store, other, START)
    shown = []

    @contextmanager
    def bar(label: str, length: int, *, is_long: bool) -> Iterator[Callable[[int], None]]:
        told: list[int] = []
        yield told.append
        shown.append((label, length, is_long, len(told)))

    monkeypatch.setattr(undo, "progress_bar", bar)
    monkeypatch.setattr(undo, "_MANY_OF_A_MERGE", merged)
    for _ in range(4):  # each takes the one before back
        with read_store(tmp_path / "p.db") as mine:
            newest = [each for each in mine.events() if isinstance(each, Brought | Undone)][-1]
        words = ["undo", str(newest.id), "--progress", str(tmp_path / "p.db")]
        assert "Taken back" in CliRunner().invoke(cli, words).output
    expected = ticks_of_taking_back(merged)
    assert [each[:3] for each in shown] == [("Taking back", expected, True)] * 4
    assert all(1 <= told <= 2 * expected for *_, told in shown)
