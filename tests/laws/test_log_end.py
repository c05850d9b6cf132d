"""The log read from its newest end against the whole log, read and sorted plainly."""

from collections.abc import Iterable, Mapping, Set
from datetime import timedelta
from pathlib import Path
from threading import Thread

import pytest
from hypothesis import given, settings, strategies as st

from quizkit.cli.events import targets
from quizkit.progress import (
    Ahead,
    Answered,
    CarriedOver,
    Configured,
    Event,
    EventId,
    Flagged,
    Rated,
    Suspended,
    Undone,
    in_order,
    lies_ahead,
    newest_answer,
    undone_ids,
)
from quizkit.progress.instants import milliseconds
from quizkit.progress.log import log_of, standing
from quizkit.scheduling import Scheduler
from quizkit.store import SQLiteStore, known, open_store, this_device
from quizkit.store.log_end import LogEnd
from quizkit.store.snapshots import note_peak
from tests.logs import CARDS, START, answer, logs


def filled(path: Path, events: list[Event], peaks: Set[int] = frozenset()) -> SQLiteStore:
    """Open a file of events that arrived in this order, those of `w2` from another device.

    Before those of some numbers the peak of the log is noted.
    """
    store = open_store(path)
    for number, event in enumerate(events):
        if number in peaks:
            note_peak(store._connection, number, apart=1, last=number % 2)
        store.merge([event], {"w1": this_device(), "w2": "tablet"})
    return store


def is_about(event: Event, text: str, log: dict[object, Event], names: Mapping[str, str]) -> bool:
    def meant_by(card: str) -> bool:
        return text in card or text in names.get(card, "")

    match event:
        case CarriedOver(source=source, target=target):
            return meant_by(source) or meant_by(target)
        case Rated(answer=name) | Undone(target=name):
            meant = log.get(name)
            return not isinstance(meant, Rated | Undone | None) and is_about(
                meant, text, log, names
            )
        case _:
            return hasattr(event, "card") and meant_by(event.card)


some_logs = logs().flatmap(st.permutations)


@settings(max_examples=60)
@given(
    some_logs,
    st.integers(1, 9),
    st.sampled_from(["suez", "#", "length", "nothing", "%"]),
    st.sets(st.integers(1, 12)),
)
def test_the_newest_events_are_the_end_of_the_log(
    tmp_path_factory: pytest.TempPathFactory,
    events: list[Event],
    count: int,
    text: str,
    peaks: set[int],
) -> None:
    ordered = in_order(events)[::-1]
    by_id = {event.id: event for event in events}
    with filled(tmp_path_factory.mktemp("end") / "p.db", events, peaks) as store:
        whole = LogEnd(store)
        assert whole.newest(count) == ordered[:count]
        assert whole.count() == len(events)
        names_now = standing(log_of(events)).names
        alike = [event for event in ordered if is_about(event, text, by_id, names_now)]
        about = LogEnd(store, text)
        assert about.newest(count) == alike[:count]
        assert about.count() == len(alike)
        names = targets(ordered)
        assert whole.named(names) == {name: by_id[name] for name in names & by_id.keys()}


@settings(max_examples=60)
@given(some_logs, st.sets(st.sampled_from(CARDS)), st.integers(-1, 40), st.sets(st.integers(1, 12)))
def test_the_newest_answer_is_that_of_the_whole_log(
    tmp_path_factory: pytest.TempPathFactory,
    events: list[Event],
    cards: set[str],
    days: int,
    peaks: set[int],
) -> None:
    ordered = in_order(events)
    undone = undone_ids(ordered)
    instant = START + timedelta(days=days)
    with filled(tmp_path_factory.mktemp("end") / "p.db", events, peaks) as store:
        log = LogEnd(store)
        here = store.writers_here()
        assert log.newest_answer() == newest_answer(events, here)
        assert log.newest_answer(cards) == newest_answer(events, here, cards)
        assert log.undone() == undone
        kinds = (Suspended, CarriedOver)
        assert log.of_kinds(*kinds) == [event for event in ordered if isinstance(event, kinds)]
        for now in (instant, instant - timedelta(days=99)):
            arrived = list(events)
            assert log.newest_answer(None, now) == newest_answer(arrived, here, None, now)
            assert log.newest_answer(cards, now) == newest_answer(arrived, here, cards, now)
        ahead = [e for e in ordered if e.id not in undone and lies_ahead(e, instant)]
        found = log.ahead(instant)
        assert found.number == len(ahead)
        assert ahead == [] or (found.first, found.last) == (ahead[0].at, ahead[-1].at)
        assert log.take_back_ahead(instant) == len(ahead)
        assert log.ahead(instant) == Ahead()
        assert undone_ids(in_order(store.events())) == undone | {event.id for event in ahead}


def test_events_are_found_by_the_beginning_of_their_name(tmp_path: Path) -> None:
    with filled(tmp_path / "p.db", [answer(1), answer(12)]) as store:
        log = LogEnd(store)
        assert log.numbered(12, "w") == log.numbered(12, "") == [answer(12)]
        assert log.numbered(12, "x") == log.numbered(2, "w") == []


def test_what_is_asked_of_one_file_at_once_does_not_mix(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = answer(1, card=CARDS[0]), answer(2, card=CARDS[1])
    with filled(tmp_path / "p.db", [one, two]) as store:
        mean, others = store.mean, []

        def mean_while_others_ask(cards: Iterable[str]) -> None:
            mean(cards)
            if not others:
                others.append(Thread(target=LogEnd(store).newest_answer, args=([CARDS[1]],)))
                others[0].start()
                others[0].join(0.2)

        about = LogEnd(store, CARDS[0])
        monkeypatch.setattr(store, "mean", mean_while_others_ask)
        assert LogEnd(store).newest_answer([CARDS[0]]) == one
        others[0].join()
        assert LogEnd(store).newest_answer([CARDS[1]]) == two
        assert about.newest(2) == [one]


def test_of_an_old_log_that_arrived_last_the_newest_are_still_shown(tmp_path: Path) -> None:
    new = [answer(n, after=timedelta(days=n)) for n in range(100, 200)]
    old = [answer(n, after=timedelta(days=n)) for n in range(1, 100)]
    with filled(tmp_path / "p.db", [*new, *old]) as store:
        assert LogEnd(store).newest(3) == new[:-4:-1]
        found = LogEnd(store).newest_answer()
        assert isinstance(found, Answered)
        assert found == new[-1]


def test_a_long_log_that_was_known_is_not_looked_through_for_its_newest_events(
    tmp_path: Path,
) -> None:
    events = [answer(n, after=timedelta(minutes=n)) for n in range(1, 1201)]
    with open_store(tmp_path / "p.db") as store:
        store.merge(events[:1100], {})
        known(store, Scheduler())
        store.merge(events[1100:], {})
        noted = store.select("SELECT version, newest FROM peak")
        assert noted == [(1050, milliseconds(events[1049].at))]
        store._connection.execute("UPDATE event SET at = at + 1e12 WHERE rowid <= 1050")
        assert LogEnd(store).newest(20) == events[:-21:-1]  # rows of before the peak are not read


KINDS = [
    (Configured, Undone),
    (CarriedOver, Undone),
    (Flagged, Undone),
    (Suspended, Undone),
    (Rated, Undone),
    (Configured, Flagged),
]


@settings(max_examples=60, deadline=None)
@given(events=logs(), after=st.integers(0, 8))
def test_what_stands_of_some_kinds_is_what_stands_of_the_whole_log(
    tmp_path_factory: pytest.TempPathFactory, events: list[Event], after: int
) -> None:
    undone = undone_ids(in_order(events))
    with filled(tmp_path_factory.mktemp("log") / "p.db", events) as store:
        log = LogEnd(store)
        for kinds in KINDS:
            found = log.of_kinds(*kinds)
            taken_back = undone if Undone in kinds else set()
            theirs = [event for event in in_order(events) if isinstance(event, kinds)]
            assert [e for e in found if not isinstance(e, Undone)] == [
                e for e in theirs if not isinstance(e, Undone)
            ]
            standing_ones = [e.id for e in found if not isinstance(e, Undone)]
            if Undone in kinds:
                names = set(standing_ones)
                assert undone_ids(found) & names == taken_back & names
        assert log.undone() == undone
        arrived = list(store.events(since=after))
        assert log.undone(after) == undone_ids(in_order(arrived))


def test_undos_of_answers_are_made_into_events_only_for_a_replay(tmp_path: Path) -> None:
    answers = [answer(number) for number in range(1, 60)]
    undos = [
        Undone(id=EventId("w", 100 + number), at=START + timedelta(days=1), target=each.id)
        for number, each in enumerate(answers)
    ]
    with filled(tmp_path / "p.db", [*answers, *undos]) as store:
        log = LogEnd(store)
        for kinds in KINDS:
            assert log.of_kinds(*kinds) == []
        assert log.undone() == {each.id for each in answers}
