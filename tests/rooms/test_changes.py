"""What changes a card without an answer: when it last did, what an undo of one takes along."""

from datetime import timedelta
from typing import Any

import pytest

from quizkit.progress import (
    Buried,
    CarriedOver,
    Event,
    EventId,
    Forgotten,
    Remembered,
    Rescheduled,
    Suspended,
    Undone,
    last_changes,
    replay,
    reviews,
    undoing,
)
from quizkit.progress.log import log_of
from quizkit.progress.replaying import counted, outcomes
from quizkit.scheduling import (
    SM2,
    CalendarDays,
    CardState,
    Leitner,
    Phase,
    Rating,
    Scheduler,
)
from tests.logs import CARDS, START, answer

SCHEDULER = Scheduler(day=CalendarDays())
DAY = timedelta(days=1)
CARD, OTHER = CARDS[:2]


def at(number: int, writer: str = "c") -> dict[str, Any]:
    """Name and instant of the event of a writer, so many days after the start."""
    return {"id": EventId(writer, number), "at": START + number * DAY}


def test_the_last_change_of_a_card_is_the_newest_whatever_else_befell_it() -> None:
    log: list[Event] = [
        Rescheduled(**at(2), card=CARD, due=START + 9 * DAY),
        Forgotten(**at(1), card=CARD),
        Suspended(**at(3), card=CARD),
        CarriedOver(**at(4), source="gone", target=OTHER),
    ]
    found = last_changes(log, replay(log, SCHEDULER))
    assert found == {CARD: START + 2 * DAY, OTHER: START + 4 * DAY}


def test_a_change_counts_for_the_card_that_the_id_is_by_now() -> None:
    log = [Forgotten(**at(1), card=CARD), CarriedOver(**at(2), source=CARD, target=OTHER)]
    assert last_changes(log[:1], replay(log, SCHEDULER)) == {OTHER: START + DAY}


@pytest.mark.parametrize("scheduler", [SM2(), Leitner()])
def test_a_scheduler_of_intervals_takes_date_and_counts_from_another_program(
    scheduler: SM2 | Leitner,
) -> None:
    told = Remembered(stability=30.0, difficulty=5.0, reviews=12, lapses=3)
    due = START + 40 * DAY
    log: list[Event] = [
        answer(1, due=START + DAY),
        Rescheduled(**at(1), card=CARD, due=due, remembered=told),
    ]
    state = replay(log, scheduler).record(CARD).state
    assert (state.due, state.reviews, state.lapses) == (due, 12, 3)
    assert state.phase is Phase.REVIEW
    assert state.seed == CARD
    as_new = scheduler.reschedule(CardState(seed=CARD), due, START + DAY)
    assert state.memory == as_new.memory  # its own answers are unknown to the other program


@pytest.mark.parametrize("scheduler", [SM2(), Leitner()])
def test_a_scheduler_without_a_model_predicts_no_recall(scheduler: SM2 | Leitner) -> None:
    given = counted([answer(1, due=START + DAY), answer(2, after=DAY, due=START + 2 * DAY)])
    with pytest.raises(ValueError, match=f"{type(scheduler).__name__} predicts no recall"):
        outcomes(given, scheduler)


def test_one_undo_takes_back_what_two_devices_did_alike() -> None:
    log: list[Event] = [
        Suspended(**at(1, "a"), card=CARD),
        Suspended(**at(2, "b"), card=CARD),
        Suspended(**at(3, "b"), card=OTHER),
        Buried(**at(4, "b"), card=CARD),
    ]
    undos = undoing(log[0], log, "u", START + 9 * DAY, CalendarDays())
    assert {undo.target for undo in undos} == {log[0].id, log[1].id}
    assert [undo.id.number for undo in undos] == [1, 2]
    record = replay([*log, *undos], SCHEDULER).record(CARD)
    assert not record.suspended
    assert record.buried_day is not None


def test_cards_buried_on_one_study_day_come_back_by_one_undo_and_those_of_another_do_not() -> None:
    later, next_day = START + timedelta(hours=1), START + DAY
    log: list[Event] = [
        Buried(id=EventId("a", 1), at=START, card=CARD),
        Buried(id=EventId("b", 1), at=later, card=CARD),
        Buried(id=EventId("b", 2), at=next_day, card=CARD),
    ]
    undos = undoing(log[0], log, "u", START + 2 * DAY, CalendarDays())
    assert {undo.target for undo in undos} == {log[0].id, log[1].id}


def test_an_undo_that_two_devices_made_is_taken_back_by_one() -> None:
    suspended = Suspended(**at(1), card=CARD)
    undos = [Undone(**at(2, "a"), target=suspended.id), Undone(**at(3, "b"), target=suspended.id)]
    other = Undone(**at(4, "b"), target=EventId("nobody", 1))
    log: list[Event] = [suspended, *undos, other]
    again = undoing(undos[0], log, "u", START + 9 * DAY, CalendarDays())
    assert {undo.target for undo in again} == {undo.id for undo in undos}
    assert replay([*log, *again], SCHEDULER).record(CARD).suspended


def test_what_is_undone_already_needs_no_other_undo() -> None:
    suspended = [Suspended(**at(1, "a"), card=CARD), Suspended(**at(2, "b"), card=CARD)]
    undone = Undone(**at(3), target=suspended[0].id)
    undos = undoing(suspended[1], [*suspended, undone], "u", START + 9 * DAY, CalendarDays())
    assert [undo.target for undo in undos] == [suspended[1].id]


def test_an_undo_comes_after_all_that_it_takes_back_whatever_the_clock_says() -> None:
    log = [Suspended(**at(1, "a"), card=CARD), Suspended(**at(5, "b"), card=CARD)]
    undos = undoing(log[0], log, "u", START, CalendarDays())
    assert all(undo.at > log[1].at for undo in undos)
    assert not replay([*log, *undos], SCHEDULER).record(CARD).suspended


def test_a_carried_card_that_was_suspended_under_both_names_is_back_after_one_undo() -> None:
    log: list[Event] = [
        Suspended(**at(1, "a"), card=CARD),
        CarriedOver(**at(2, "a"), source=CARD, target=OTHER),
        Suspended(**at(3, "b"), card=OTHER),
    ]
    undos = undoing(log[2], log, "u", START + 9 * DAY, CalendarDays())
    assert {undo.target for undo in undos} == {log[0].id, log[2].id}


def test_answers_before_another_program_told_of_a_card_are_evidence_and_later_ones_are_not() -> (
    None
):
    told = Remembered(stability=30.0, difficulty=5.0, reviews=12, lapses=3)
    log: list[Event] = [
        answer(1, due=START + DAY),
        answer(2, after=2 * DAY, due=START + 5 * DAY),
        Rescheduled(**at(3), card=CARD, due=START + 9 * DAY, remembered=told),
        answer(3, after=9 * DAY, due=START + 20 * DAY),
    ]
    assert [review.evidence for review in reviews(log_of(log))] == [True, True, False]


def test_only_again_is_a_fail_and_what_is_no_evidence_is_told_apart() -> None:
    log: list[Event] = [
        answer(n, Rating(n), card=f"c{n}", after=n * DAY, due=START + 9 * DAY) for n in range(1, 5)
    ]
    log += [answer(5, card="c1", after=9 * DAY, practice=True)]
    found = outcomes(counted(log), SCHEDULER)
    assert list(found.passed[:4]) == [0, 1, 1, 1]
    assert list(found.studied) == [0, 0, 0, 0, -1]
    assert list(found.counts()) == [True, True, True, True, False]
    assert len(list(found.evidence())) == 4


def test_of_carry_overs_only_the_one_that_is_meant_is_taken_back() -> None:
    log: list[Event] = [
        CarriedOver(**at(1), source="a", target="b"),
        CarriedOver(**at(2), source="c", target="d"),
        Forgotten(**at(3), card="b"),
    ]
    for event in log:
        undos = undoing(event, log, "u", START + 9 * DAY, CalendarDays())
        assert [undo.target for undo in undos] == [event.id]
