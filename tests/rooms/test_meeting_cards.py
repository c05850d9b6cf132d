"""Cards carried over that meet: their answers stand in order, and a snapshot says what a replay says."""

from datetime import timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from quizkit import desk
from quizkit.progress import (
    Ahead,
    Brought,
    Buried,
    CarriedOver,
    Configured,
    Event,
    EventId,
    Forgotten,
    Log,
    Progress,
    Rated,
    Rescheduled,
    Suspended,
    Undone,
    lies_ahead,
    newest_answer,
    replay,
    reviews,
)
from quizkit.progress.carried import Carried
from quizkit.progress.log import log_of
from quizkit.progress.overlay import Overlay
from quizkit.progress.replaying import counted, study_days
from quizkit.scheduling import (
    FSRS7,
    CalendarDays,
    Calibration,
    ElapsedDays,
    FractionalDays,
    Rating,
    Scheduler,
)
from quizkit.scheduling.days import Days
from quizkit.store import MemoryStore, SQLiteStore, known, open_store
from tests.logs import CARDS, START, answer
from tests.plain_replay import plain_replay

SCHEDULER = Scheduler(day=CalendarDays())
DAY, HOUR, SECOND = timedelta(days=1), timedelta(hours=1), timedelta(seconds=1)


def moved(number: int, source: str, target: str, **more: Any) -> CarriedOver:
    at = START + number * DAY
    return CarriedOver(id=EventId("m", number), at=at, source=source, target=target, **more)


def given(number: int, card: str, rating: Rating = Rating.GOOD) -> Event:
    """An answer on a day, of which no due instant was promised."""
    return answer(number, rating, card=card, after=number * DAY)


def test_answers_of_cards_that_met_stand_in_order_also_where_they_go_on_to_a_third() -> None:
    log = [
        *(given(n, "a", Rating.EASY) for n in (1, 3, 9)),
        *(given(n, "b", Rating.AGAIN) for n in (2, 5)),
        moved(10, "a", "b"),
        moved(11, "b", "c"),
        given(20, "c"),
        given(31, "a"),
    ]
    found = replay(log, SCHEDULER, calibration=Calibration())
    assert found == plain_replay(log, SCHEDULER, Calibration())
    assert found.names == {"a": "c", "b": "c"}
    assert found.record("a").state.reviews == 7


def test_marks_and_changes_of_cards_that_met_stand_in_order() -> None:
    log: list[Event] = [
        given(1, "a"),
        given(2, "b"),
        Buried(id=EventId("x", 1), at=START + 3 * DAY, card="b"),
        Buried(id=EventId("x", 2), at=START + 4 * DAY, card="a"),
        Rescheduled(id=EventId("x", 3), at=START + 5 * DAY, card="b", due=START + 40 * DAY),
        Rescheduled(id=EventId("x", 4), at=START + 6 * DAY, card="a", due=START + 60 * DAY),
        Rescheduled(id=EventId("x", 5), at=START + 7 * DAY, card="b", due=START + 50 * DAY),
        moved(8, "a", "b"),
        given(9, "b"),
    ]
    for cut in range(8, 10):
        assert replay(log[:cut], SCHEDULER) == plain_replay(log[:cut], SCHEDULER)
    assert replay(log[:8], SCHEDULER).record("a").state.due == START + 50 * DAY


def test_a_card_forgotten_after_it_met_another_is_new_whatever_either_was() -> None:
    log: list[Event] = [
        *(given(n, "ab"[n % 2]) for n in range(1, 7)),
        moved(8, "a", "b"),
        Suspended(id=EventId("x", 1), at=START + 9 * DAY, card="a"),
        Forgotten(id=EventId("x", 2), at=START + 10 * DAY, card="a"),
        given(11, "b"),
        moved(12, "b", "c"),
    ]
    found = replay(log, SCHEDULER)
    assert found == plain_replay(log, SCHEDULER)
    assert found.record("a").state.reviews == 1
    assert found.record("a").suspended


def test_an_id_that_is_carried_to_itself_or_that_others_come_back_to_stands_for_itself() -> None:
    was = Carried()
    assert not was
    was.move(1, 2)
    was.move(3, 2)
    was.move(2, 4)
    assert was
    assert [was.now(card) for card in (1, 2, 3, 4, 5)] == [4, 4, 4, 4, 5]
    assert list(was.names_of([1, 5, 3])) == [4, 5, 4]
    was.part(1)
    assert was.now(1) == 1
    was.move(4, 6)
    assert dict(was.all()) == {2: 6, 3: 6, 4: 6}
    assert was.now(1) == 1  # parted, it does not go along


def test_of_two_cards_that_meet_the_names_of_both_go_along() -> None:
    was = Carried()
    for old, target in ((1, 2), (2, 3), (11, 12), (3, 12), (12, 9)):
        was.move(old, target)
    assert dict(was.all()) == dict.fromkeys((1, 2, 3, 11, 12), 9)


@pytest.mark.parametrize("moves", [1, 100, 101])
@pytest.mark.parametrize("in_memory", [True, False])
def test_a_snapshot_is_not_moved_on_where_only_a_replay_tells(
    moves: int, in_memory: bool, tmp_path: Path
) -> None:
    """Without a promised due instant the new id of a card decides on which day it is due."""
    days = [(card, day) for card in range(moves) for day in (1, 5, 20, 60)]
    log = [
        answer(number, card=f"a{card}", after=day * DAY)
        for number, (card, day) in enumerate(days, 1)
    ]
    store: MemoryStore | SQLiteStore
    store = MemoryStore() if in_memory else open_store(tmp_path / "p.db")
    store.append(*log)
    known(store, SCHEDULER)
    store.append(*(moved(100 + card, f"a{card}", f"b{card}") for card in range(moves)))
    found = known(store, SCHEDULER).progress
    assert found == replay(store.events(), SCHEDULER)
    assert found.records.keys() == {f"b{card}" for card in range(moves)}
    store.close()


def test_each_carry_over_is_in_the_snapshot_that_is_kept_after_it(tmp_path: Path) -> None:
    due = START + 90 * DAY
    with open_store(tmp_path / "p.db") as store:
        store.append(answer(1, card="a", due=due), answer(2, card="b", after=DAY, due=due))
        names: dict[str, str] = {}
        for number, (source, target) in enumerate([("a", "c"), ("b", "d"), ("c", "e")], 3):
            store.append(moved(number, source, target))
            names |= {old: target for old, now in names.items() if now == source}
            names[source] = target
            known(store, SCHEDULER)
            kept = store.snapshot()
            assert (kept.version, kept.names) == (number, names)
            assert kept.records.keys() == set(names.values()) | ({"b"} if number == 3 else set())


@pytest.mark.parametrize("first", [3, 6, 7])
@pytest.mark.parametrize(
    "day",
    [
        ElapsedDays(),
        FractionalDays(),
        CalendarDays(),
        CalendarDays(start_hour=0),
        CalendarDays(timezone(timedelta(hours=-9))),
    ],
)
def test_days_between_answers_are_those_of_the_scheduler(day: Days, first: int) -> None:
    """Answers at odd hours, also of who travels west, with due instants and without."""
    hours = [1, 2, 23, 47, 50, 90, 91, 300]
    zones = [0, 0, 2, -8, 12, 0, -1, 0]
    log = [
        evolve(
            answer(number, Rating(1 + number % 4), due=START + 2 * hour * HOUR + DAY),
            at=(START + hour * HOUR + number * SECOND).astimezone(timezone(zone * HOUR)),
        )
        for number, (hour, zone) in enumerate(zip(hours, zones, strict=True), 1)
    ]
    log[first] = evolve(log[first], due=None)
    for scheduler in (Scheduler(day=day), Scheduler(model=FSRS7(), day=day)):
        found = replay(log, scheduler, calibration=Calibration())
        assert found == plain_replay(log, scheduler, Calibration())


def test_practice_counts_for_no_review_and_evidence_is_what_is_left() -> None:
    log = [given(1, "a"), answer(2, card="a", after=2 * DAY, practice=True), given(3, "b")]
    assert [(each.card, each.at) for each in reviews(log)] == [
        ("a", START + DAY),
        ("b", START + 3 * DAY),
    ]
    assert counted(log).cards == counted(log).evidence == {"a": [0], "b": [2]}
    assert reviews(log[1:2]) == []


def test_what_changes_no_card_takes_no_replay() -> None:
    before = replay([answer(1, due=START + 9 * DAY)], SCHEDULER)
    name = {"id": EventId("x", 1), "at": START + DAY}
    for event in (
        Configured(**name, name="new", value="3"),
        Brought(**name, source="x", runs={}),
    ):
        assert before.gone_on([event], SCHEDULER) is before
    undone = [Suspended(**name, card="a"), Undone(id=EventId("x", 2), at=START + 2 * DAY,
              target=EventId("x", 1))]  # fmt: skip
    assert before.gone_on(undone, SCHEDULER) is before
    unrated = evolve(answer(2, None), id=EventId("x", 3), at=START + DAY)
    assert before.gone_on([unrated], SCHEDULER) is before
    for event in (
        Forgotten(**name, card="a"),
        Rescheduled(**name, card="a", due=START + 9 * DAY),
        evolve(answer(2), at=START + DAY),  # without a due instant promised
        Undone(**name, target=EventId("w", 1)),
        moved(1, "a", "b"),
    ):
        assert before.gone_on([event], SCHEDULER) is None


def test_what_came_since_is_gone_on_with_as_a_replay_would() -> None:
    first = [answer(1, due=START + 9 * DAY)]
    due = START + 30 * DAY
    later: list[Event] = [
        answer(2, Rating.AGAIN, after=9 * DAY, due=due),
        Rated(id=EventId("x", 1), at=START + 9 * DAY + SECOND, answer=EventId("w", 2),
              rating=Rating.EASY, due=due + DAY),
        answer(3, after=10 * DAY, practice=True),
        answer(4, Rating.HARD, card="b", after=11 * DAY, due=due),
        Buried(id=EventId("x", 2), at=START + 12 * DAY, card="b"),
        Suspended(id=EventId("x", 3), at=START + 12 * DAY, card="c"),
    ]  # fmt: skip
    for calibration in (None, Calibration()):
        before = replay(first, SCHEDULER, calibration=calibration)
        after = before.gone_on(reversed(later), SCHEDULER)
        assert after == replay([*first, *later], SCHEDULER, calibration=calibration)
        assert after is not None
        day = SCHEDULER.day.study_day
        assert after.introduced_on(day(START)) == after.introduced_on(day(START + 11 * DAY)) == 1
        assert after.introduced_on(day(START + DAY)) == 0


def test_a_log_tells_how_many_events_it_has_and_had() -> None:
    log = [given(1, "a"), moved(2, "a", "b"), Rated(id=EventId("r", 1), at=START + 3 * DAY,
           answer=EventId("w", 1), rating=Rating.EASY)]  # fmt: skip
    assert log_of(log).version == 3
    assert log_of(log)._replace(gone=4).version == 7
    assert Log().version == 0
    assert log_of(log).newest() == START + 3 * DAY
    assert str(log_of(log).newest()).endswith("+00:00")
    assert Log().newest() is None


def test_progress_is_equal_whatever_ids_its_cards_had_before() -> None:
    assert Progress(names={"a": "b"}) == Progress()
    assert repr(Progress(calibration=Calibration())) == "<Progress: 0 cards, calibrated>"
    assert repr(replay([given(1, "a")], SCHEDULER)) == "<Progress: 1 card>"


def test_a_record_that_is_laid_over_others_is_found_whatever_layer_it_is_in() -> None:
    below = dict.fromkeys(range(5), 0)
    laid, plain = Overlay(below), dict(below)
    for number in range(3000):
        laid, plain = laid.put(number * 7 % 2000, number), plain | {number * 7 % 2000: number}
        if number in (0, 31, 32, 33, 1055, 1056, 1057, 1089, 2999):
            assert laid == plain
            assert (len(laid), set(laid)) == (len(plain), set(plain))
    assert below == dict.fromkeys(range(5), 0)
    assert 1999 in laid
    assert 2000 not in laid
    with pytest.raises(KeyError):
        laid[2000]
    assert repr(Overlay({1: 2})) == "Overlay({1: 2})"


def test_a_rating_taken_back_leaves_the_one_before_it() -> None:
    due = START + 9 * DAY
    names = [EventId("r", number) for number in (1, 2, 3)]
    log: list[Event] = [
        answer(1, Rating.GOOD, due=due),
        Rated(id=names[0], at=START + HOUR, answer=EventId("w", 1), rating=Rating.HARD, due=due),
        Rated(id=names[1], at=START + 2 * HOUR, answer=EventId("w", 1), rating=Rating.AGAIN),
        Undone(id=names[2], at=START + 3 * HOUR, target=names[1]),
    ]
    ratings = [replay(log[:cut], SCHEDULER).record(CARDS[0]).last_rating for cut in range(1, 5)]
    assert ratings == [Rating.GOOD, Rating.HARD, Rating.AGAIN, Rating.HARD]
    log.append(Undone(id=EventId("r", 4), at=START + 4 * HOUR, target=EventId("w", 1)))
    assert CARDS[0] not in replay(log, SCHEDULER).records


def test_a_date_brought_forward_ends_with_the_next_answer() -> None:
    soon = START + 2 * DAY
    log: list[Event] = [
        answer(1, Rating.EASY, card="a", due=START + 9 * DAY),
        moved(1, "a", "a", due=soon),
        answer(2, card="a", after=3 * DAY, due=START + 20 * DAY),
    ]
    assert replay(log[:2], SCHEDULER).record("a").state.due == soon
    assert replay(log, SCHEDULER).record("a").state.due == START + 20 * DAY
    late = moved(4, "a", "a", due=START + 30 * DAY)
    assert replay([*log, late], SCHEDULER).record("a").state.due == START + 20 * DAY
    again = moved(4, "a", "a", due=START + 5 * DAY)
    assert replay([*log, again], SCHEDULER).record("a").state.due == START + 5 * DAY


@pytest.mark.parametrize(("ahead", "is_ahead"), [(HOUR, False), (HOUR + SECOND, True)])
def test_an_event_lies_ahead_if_it_is_dated_more_than_an_hour_from_now(
    ahead: timedelta, is_ahead: bool, tmp_path: Path
) -> None:
    log: list[Event] = [given(1, "a"), evolve(given(2, "a"), at=START + 5 * DAY + ahead)]
    now = START + 5 * DAY
    assert [lies_ahead(event, now) for event in log] == [False, is_ahead]
    for store in (MemoryStore(), open_store(tmp_path / "p.db")):
        store.append(*log)
        found = desk.over(store).ahead(now)
        assert found == (Ahead(1, now + ahead, now + ahead) if is_ahead else Ahead())
        store.close()
    carried = moved(9, "a", "b")
    assert not lies_ahead(carried, now)
    assert not lies_ahead(Undone(id=EventId("u", 1), at=now + DAY, target=carried.id), now)


def test_of_answers_of_one_instant_the_one_that_stands_last_in_the_log_is_newest() -> None:
    one, other = given(1, "a"), evolve(given(1, "b"), id=EventId("w", 2))
    now = START + DAY
    for arrived in ([one, other], [other, one]):
        for at in (None, now, now + DAY):
            assert newest_answer(arrived, {"w"}, now=at) == other
    ahead = evolve(given(1, "c"), id=EventId("w", 3), at=now + SECOND)
    assert newest_answer([ahead, one], {"w"}, now=now) == one  # which arrived last
    assert newest_answer([one, ahead], {"w"}, now=now) == ahead
    assert newest_answer([one, ahead], {"w"}) == ahead
    assert newest_answer([one], {"other"}, now=now) is None
    assert newest_answer([one, other], {"w"}, {"a"}, now) == one


@pytest.mark.parametrize("start_hour", [0, 4, 5.5])
@pytest.mark.parametrize("minutes", [-840, -1, 0, 1, 330, 840])
def test_the_study_day_of_an_answer_begins_at_its_hour_to_the_millisecond(
    minutes: int, start_hour: float
) -> None:
    day, zone = CalendarDays(start_hour=start_hour), timezone(timedelta(minutes=minutes))
    begin = START.replace(hour=0, tzinfo=zone) + start_hour * HOUR
    log = [
        evolve(answer(number), at=begin + timedelta(milliseconds=after))
        for number, after in enumerate((-1000, -1, 0, 1, 1000), 1)
    ]
    found = list(study_days(day, log_of(log).answers))
    assert found == [day.study_day(event.at) for event in log]
    assert found[0] == found[1] == found[2] - 1 == found[3] - 1 == found[4] - 1


@pytest.mark.parametrize(("early", "late"), ["ab", "ba"])
def test_a_card_is_hidden_for_the_last_day_it_was_buried_on_under_any_of_its_names(
    early: str, late: str
) -> None:
    log: list[Event] = [
        *(given(number, card) for number, card in enumerate("abab", 1)),
        Buried(id=EventId("x", 1), at=START + 5 * DAY, card=early),
        Buried(id=EventId("x", 2), at=START + 6 * DAY, card=late),
        moved(7, "a", "b"),
    ]
    assert replay(log, SCHEDULER) == plain_replay(log, SCHEDULER)
    assert replay(log, SCHEDULER).record("b").buried_day == SCHEDULER.day.study_day(START + 6 * DAY)


def test_all_names_go_along_to_a_card_that_had_more() -> None:
    was = Carried()
    for old, target in ((1, 2), (2, 3), (11, 12), (3, 12), (12, 9)):
        was.move(old, target)
    for old in range(20, 40):
        was.move(old, 50)
    was.move(9, 50)
    assert dict(was.all()) == dict.fromkeys([1, 2, 3, 9, 11, 12, *range(20, 40)], 50)
    was.move(50, 60)
    assert {was.now(old) for old in (1, 2, 3, 9, 11, 12, *range(20, 40), 50)} == {60}


def test_a_card_without_an_answer_moves_by_its_name_alone() -> None:
    before = replay([answer(1, card="d#a")], SCHEDULER)
    moved = CarriedOver(id=EventId("w", 2), at=START + HOUR, source="d#new", target="d#newer")
    after = before.gone_on([moved], SCHEDULER, moves=True)
    assert after is not None
    assert after.records == before.records
    assert after.name("d#new") == "d#newer"
    assert after == replay([answer(1, card="d#a"), moved], SCHEDULER)
