"""What every store promises, whichever keeps the log: the same tests for each of them."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread

import pytest
from attrs import evolve
from hypothesis import given, settings, strategies as st

from quizkit.errors import StoreError
from quizkit.progress import Configured, Event, EventId, Rated, Undone, in_order, replay
from quizkit.scheduling import CalendarDays, Calibration, Rating, Scheduler
from quizkit.store import MemoryStore, Store, known, open_store
from tests.docs_store import json_lines
from tests.logs import CARDS, START, answer, logs

SCHEDULER = Scheduler(day=CalendarDays())
Opened = Callable[[], Store]
"""Opens one and the same store, again and again."""


JsonLines = json_lines()


@pytest.fixture(params=["memory", "SQLite", "JSON lines"], scope="module")
def opened(request: pytest.FixtureRequest) -> Iterator[Callable[[], Opened]]:
    """What makes a new store, empty."""
    with TemporaryDirectory() as folder:
        count = 0

        def new() -> Opened:
            nonlocal count
            count += 1
            path, memory = Path(folder, f"{count}.db"), MemoryStore()
            ways: dict[str, Opened] = {
                "memory": lambda: memory,
                "SQLite": lambda: open_store(path),
                "JSON lines": lambda: JsonLines(path),
            }
            return ways[request.param]

        yield new


def batches(log: Sequence[Event], cuts: list[int]) -> list[Sequence[Event]]:
    """A log cut in parts, the first of which comes once more at the end."""
    places = sorted({0, len(log), *(cut % (len(log) + 1) for cut in cuts)})
    parts = [log[begin:end] for begin, end in pairwise(places)]
    return [*parts, *parts[:1]]


@settings(max_examples=60, deadline=None)
@given(
    log=logs(),
    rng=st.randoms(use_true_random=False),
    shuffled=st.booleans(),
    cuts=st.lists(st.integers(0, 14), max_size=4),
    calibration=st.sampled_from([None, Calibration()]),
)
def test_a_store_knows_what_a_replay_of_its_events_gives(
    opened: Callable[[], Opened],
    log: list[Event],
    rng: object,
    shuffled: bool,
    cuts: list[int],
    calibration: Calibration | None,
) -> None:
    with closing(opened()()) as store:
        if shuffled:
            rng.shuffle(log)  # type: ignore[attr-defined]
        arrived: dict[EventId, Event] = {}
        for part in batches(log, cuts):
            before = len(arrived)
            arrived |= {event.id: event for event in part}
            assert store.append(*part) == len(arrived)
            found = known(store, SCHEDULER, calibration=calibration)
            expected = replay(arrived.values(), SCHEDULER, calibration=calibration)
            assert found.progress == expected
            assert found.progress.calibration == expected.calibration
            assert found.version == len(arrived)
            since = {event.id for event in store.events(since=before)}
            assert since == set(list(arrived)[before:])
        assert in_order(store.events()) == in_order(log)


def test_what_is_there_already_is_passed_over(opened: Callable[[], Opened]) -> None:
    store = opened()()
    assert store.append(answer(1), answer(2)) == 2
    assert store.append(answer(2)) == 2
    assert store.append(answer(2), answer(3), answer(3)) == 3
    store.close()


@pytest.mark.parametrize("change", [{"card": CARDS[1]}, {"at": START + timedelta(days=1)}])
@pytest.mark.parametrize("others", [(), (answer(2),)])
def test_another_event_of_a_known_name_is_refused_and_nothing_is_written(
    opened: Callable[[], Opened], change: dict[str, object], others: tuple[Event, ...]
) -> None:
    store = opened()()
    store.append(answer(1))
    with pytest.raises(StoreError, match="this answer has the name of another"):
        store.append(*others, evolve(answer(1), **change))  # type: ignore[arg-type]
    assert list(store.events()) == [answer(1)]
    store.close()


def test_records_worked_out_on_an_older_log_are_left_and_the_answer_kept(
    opened: Callable[[], Opened],
) -> None:
    store = opened()()
    first = answer(1, due=START + timedelta(days=1))
    version = store.append(first)
    progress = known(store, SCHEDULER).progress
    here = answer(2, Rating.EASY, after=timedelta(days=1), due=START + timedelta(days=9))
    after = progress.gone_on([here], SCHEDULER)
    assert after is not None
    other = answer(3, Rating.AGAIN, after=timedelta(hours=3), due=START + timedelta(days=2))
    store.append(other)
    assert store.append(here, at=version, records=after.records) == version + 2
    expected = replay([first, other, here], SCHEDULER)
    assert known(store, SCHEDULER).progress == expected != after
    store.close()


def test_records_worked_out_on_the_log_as_it_is_are_what_a_replay_gives(
    opened: Callable[[], Opened],
) -> None:
    store = opened()()
    found = known(store, SCHEDULER, calibration=Calibration())
    for number in range(1, 5):
        event = answer(number, after=number * timedelta(days=number), due=START + timedelta(99))
        after = found.progress.gone_on([event], SCHEDULER)
        assert after is not None
        changed = {event.card: after.record(event.card)}
        version = store.append(
            event, at=found.version, records=changed, calibration=after.calibration
        )
        found = known(store, SCHEDULER, calibration=Calibration())
        assert (found.version, version) == (number, number)
        assert found.progress == after
        assert found.progress == replay(store.events(), SCHEDULER, calibration=Calibration())
    store.close()


LATER = timedelta(days=2)


@pytest.mark.parametrize(
    "event",
    [
        answer(9, Rating.AGAIN, after=timedelta(hours=1), due=START + LATER),  # late
        Undone(id=EventId("v", 1), at=START + 2 * LATER, target=EventId("w", 1)),
        Rated(id=EventId("v", 1), at=START + 2 * LATER, answer=EventId("w", 1), rating=Rating.EASY),
    ],
    ids=["late", "undo", "overrule"],
)
def test_what_changes_the_past_is_replayed(opened: Callable[[], Opened], event: Event) -> None:
    store = opened()()
    store.append(answer(1, due=START + LATER), answer(2, after=LATER, due=START + 9 * LATER))
    before = known(store, SCHEDULER).progress
    store.append(event)
    expected = replay(store.events(), SCHEDULER)
    assert known(store, SCHEDULER).progress == expected != before
    store.close()


def test_a_snapshot_of_another_scheduler_is_not_gone_on_from(opened: Callable[[], Opened]) -> None:
    store = opened()()
    store.append(answer(1), answer(2, after=LATER))
    known(store, SCHEDULER)
    other = Scheduler(day=CalendarDays(), desired_retention=0.8)
    assert known(store, other).progress == replay(store.events(), other)
    store.close()


def test_a_text_is_kept_with_every_character(opened: Callable[[], Opened]) -> None:
    store = opened()()
    odd = ["\0", "a\0b", "\ud800", ["\udfff", "\0"], {"\ud800": "\0"}]
    events = [evolve(answer(n), response=text) for n, text in enumerate(odd, 1)]
    events.append(Configured(id=EventId("w", 9), at=START, name="new", value="a\0b"))
    store.append(*events)
    assert sorted(store.events(), key=lambda event: event.id) == events
    store.close()


def test_threads_that_share_a_store_lose_none_of_their_answers(
    opened: Callable[[], Opened],
) -> None:
    store = opened()()
    versions: list[int] = []
    raised: list[Exception] = []

    def write(writer: str) -> None:
        try:
            for number in range(1, 41):
                alone = evolve(answer(number), id=EventId(writer, number))
                two = [alone, evolve(alone, id=EventId(f"{writer}-second", number))]
                versions.append(store.append(*two[: 1 + number % 2]))
                assert alone in set(store.events())
        except Exception as error:
            raised.append(error)

    def read() -> None:
        try:
            for _ in range(40):
                version = len(list(store.events()))
                assert known(store, SCHEDULER).version >= version
        except Exception as error:
            raised.append(error)

    writers = [Thread(target=write, args=(writer,)) for writer in "abcd"]
    threads = [*writers, Thread(target=read), Thread(target=read)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not raised
    assert len(set(versions)) == 160
    assert max(versions) == len(list(store.events())) == 4 * (40 + 20)
    assert known(store, SCHEDULER).progress == replay(store.events(), SCHEDULER)
    store.close()


def test_two_threads_lose_none_of_their_answers(opened: Callable[[], Opened]) -> None:
    again = opened()
    raised: list[Exception] = []

    def write(writer: str) -> None:
        try:
            store = again()
            for number in range(1, 26):
                store.append(evolve(answer(number), id=EventId(writer, number)))
            store.close()
        except Exception as error:
            raised.append(error)

    first = again()
    first.append(answer(1))
    first.close()
    threads = [Thread(target=write, args=(writer,)) for writer in ("a", "b")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not raised
    store = again()
    assert {event.id for event in store.events()} == {
        EventId("w", 1),
        *(EventId(writer, number) for writer in "ab" for number in range(1, 26)),
    }
    store.close()
