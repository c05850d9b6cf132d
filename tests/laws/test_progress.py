"""Laws of the replay: order, undo, ratings, promises."""

from datetime import datetime, timedelta, timezone
from typing import Any

from attrs import evolve
from hypothesis import given, settings, strategies as st

from quizkit.progress import (
    Answered,
    Buried,
    CardRecord,
    CarriedOver,
    Event,
    EventId,
    Progress,
    Rated,
    Suspended,
    Undone,
    replay,
)
from quizkit.scheduling import (
    FSRS6,
    FSRS7,
    CalendarDays,
    Calibration,
    CardState,
    Phase,
    Rating,
    Scheduler,
)
from tests.logs import CARDS, START, answer, logs
from tests.plain_replay import plain_replay

SCHEDULER = Scheduler(day=CalendarDays())
DAY = timedelta(days=1)


def record(*events: Event) -> CardRecord:
    return replay(events, SCHEDULER).record(CARDS[0])


@given(logs(), st.randoms())
def test_the_order_in_which_events_arrive_does_not_matter(log: list[Event], rng: object) -> None:
    shuffled = list(log)
    rng.shuffle(shuffled)  # type: ignore[attr-defined]
    assert replay(shuffled, SCHEDULER) == replay(log, SCHEDULER)


INFLATING = FSRS6([*FSRS6().weights[:17], 1.5, 1.5, *FSRS6().weights[19:]])
"""Weights that a scheduler holds down where two steps or more follow a lapse."""
SCHEDULERS = (
    SCHEDULER,
    Scheduler(model=FSRS7(), day=CalendarDays()),
    Scheduler(model=FSRS7(), minimum_interval=timedelta(minutes=5)),
    Scheduler(learning_steps=(), day=CalendarDays("Europe/Rome", start_hour=4.51)),
    Scheduler(fuzz=False, relearning_steps=()),
    Scheduler(INFLATING, relearning_steps=[timedelta(minutes=1)] * 3, day=CalendarDays()),
    Scheduler(distinct=True, day=CalendarDays()),
)


@settings(max_examples=200)
@given(logs(), st.sampled_from(SCHEDULERS), st.sets(st.integers(0, 13)), st.booleans())
def test_a_replay_gives_what_the_scheduler_says_answer_by_answer(
    log: list[Event], scheduler: Scheduler, unpromised: set[int], crowded: bool
) -> None:
    """To the last bit: the floats of memories and of the calibration are compared as they are."""
    for number in unpromised & set(range(len(log))):
        if isinstance(log[number], Answered):
            log[number] = evolve(log[number], due=None)
    if crowded:  # many events at one instant: their ids say which comes first
        log = [evolve(event, at=START + (event.at - START) // DAY * DAY) for event in log]
    for calibration in (None, Calibration()):
        found = replay(log, scheduler, calibration=calibration)
        expected = plain_replay(log, scheduler, calibration)
        assert found == expected
        assert dict(found.names) == dict(expected.names)
        assert found.calibration == expected.calibration


@given(logs())
def test_an_undo_of_the_newest_event_restores_what_was_before(log: list[Event]) -> None:
    if log:
        last = log[-1]
        undo = Undone(id=EventId("z", 1), at=last.at, target=last.id)
        assert replay([*log, undo], SCHEDULER) == replay(log[:-1], SCHEDULER)


@given(logs())
def test_an_undo_undone_is_as_if_neither_had_been(log: list[Event]) -> None:
    if log:
        last = log[-1]
        undo = Undone(id=EventId("z", 1), at=last.at, target=last.id)
        redo = Undone(id=EventId("z", 2), at=last.at, target=undo.id)
        assert replay([*log, undo, redo], SCHEDULER) == replay(log, SCHEDULER)


def test_an_event_with_a_name_not_in_the_log_is_idle() -> None:
    stray = Undone(id=EventId("w", 2), at=START, target=EventId("other", 1))
    rate = Rated(id=EventId("w", 3), at=START, answer=EventId("other", 1), rating=Rating.EASY)
    assert record(answer(1), stray, rate) == record(answer(1))


def test_a_card_never_answered_is_new() -> None:
    assert Progress().record("a#b").state.phase is Phase.NEW
    assert Progress().record("a#b").state.seed == "a#b"


def test_the_newest_rating_of_an_answer_stands() -> None:
    first = answer(1, Rating.GOOD)
    again = Rated(id=EventId("w", 2), at=START, answer=first.id, rating=Rating.AGAIN)
    easy = Rated(id=EventId("w", 3), at=START + DAY, answer=first.id, rating=Rating.EASY)
    assert record(first, again, easy).state == record(answer(1, Rating.EASY)).state
    assert record(first, again, easy).last_rating is Rating.EASY


def test_an_answer_that_was_never_rated_is_history_only() -> None:
    assert record(answer(1, None)).state.phase is Phase.NEW


def test_practice_moves_no_schedule_but_is_remembered() -> None:
    practised = record(answer(1), answer(2, Rating.AGAIN, after=DAY, practice=True))
    assert practised.state == record(answer(1)).state
    assert practised.last_rating is Rating.AGAIN


def test_a_due_instant_stays_as_promised_whatever_the_weights() -> None:
    promised = START + 3 * DAY
    assert record(answer(1, due=promised)).state.due == promised
    other = replay([answer(1, due=promised)], Scheduler(desired_retention=0.8))
    assert other.record(CARDS[0]).state.due == promised


def test_study_days_come_from_the_stored_offset() -> None:
    evening_in_new_york = datetime(2026, 3, 1, 23, tzinfo=timezone(-5 * timedelta(hours=1)))
    event = Answered(
        id=EventId("w", 1),
        at=evening_in_new_york,
        card=CARDS[0],
        response="x",
        outcome="correct",
        rating=Rating.GOOD,
    )
    assert record(event).last_day == datetime(2026, 3, 1).toordinal()


def test_the_study_day_begins_at_four() -> None:
    progress = Progress()
    assert progress.day(datetime(2026, 3, 2, 3, 59, tzinfo=START.tzinfo)) == progress.day(START)
    assert progress.day(datetime(2026, 3, 2, 4, tzinfo=START.tzinfo)) == progress.day(START) + 1


def test_burying_and_suspending_are_remembered() -> None:
    assert record(Buried(id=EventId("w", 1), at=START, card=CARDS[0])).buried_day == Progress().day(
        START
    )
    assert record(Suspended(id=EventId("w", 1), at=START, card=CARDS[0])).suspended


def test_new_cards_are_counted_over_all_decks() -> None:
    progress = replay(
        [answer(1), answer(2, card=CARDS[1]), answer(3, card=CARDS[2], after=DAY)], SCHEDULER
    )
    assert progress.introduced_on(progress.day(START)) == 2


def carried(number: int, source: str, target: str, after: timedelta = DAY, **more: Any) -> Event:
    return CarriedOver(
        id=EventId("c", number), at=START + after, source=source, target=target, **more
    )


def test_a_carry_over_moves_the_progress_of_a_card() -> None:
    progress = replay([answer(1), carried(1, CARDS[0], CARDS[1])], SCHEDULER)
    assert set(progress.records) == {CARDS[1]}
    assert progress.record(CARDS[1]) == replay([answer(1, card=CARDS[1])], SCHEDULER).record(
        CARDS[1]
    )


def test_an_answer_under_the_old_name_counts_for_the_new() -> None:
    """As when two devices are merged, one of them with the deck as it was."""
    progress = replay(
        [answer(1), carried(1, CARDS[0], CARDS[1]), answer(2, after=2 * DAY)], SCHEDULER
    )
    assert set(progress.records) == {CARDS[1]}
    assert progress.record(CARDS[1]).state.reviews == 2


def test_a_card_is_known_by_its_old_name_too() -> None:
    """As where a device has the deck as it was, and the log of one where it was edited."""
    progress = replay([answer(1), carried(1, CARDS[0], CARDS[1])], SCHEDULER)
    assert progress.record(CARDS[0]) == progress.record(CARDS[1]) != CardRecord(CardState())
    hidden = evolve(progress.record(CARDS[0]), suspended=True)
    assert progress.with_record(CARDS[0], hidden).record(CARDS[1]) == hidden


def test_an_edit_taken_back_brings_the_progress_back() -> None:
    there, back = carried(1, CARDS[0], CARDS[1]), carried(2, CARDS[1], CARDS[0], 2 * DAY)
    assert replay([answer(1), there, back], SCHEDULER).records.keys() == {CARDS[0]}


def test_edits_in_a_row_carry_all_the_way() -> None:
    moves = [carried(1, CARDS[0], CARDS[1]), carried(2, CARDS[1], CARDS[2], 2 * DAY)]
    late = answer(2, after=3 * DAY)
    progress = replay([answer(1), *moves, late], SCHEDULER)
    assert progress.records.keys() == {CARDS[2]}
    assert progress.record(CARDS[2]).state.reviews == 2


def test_the_same_edit_seen_on_two_devices_counts_once() -> None:
    twice = [carried(1, CARDS[0], CARDS[1]), carried(2, CARDS[0], CARDS[1], 2 * DAY)]
    assert replay([answer(1), *twice], SCHEDULER) == replay([answer(1), twice[0]], SCHEDULER)


def test_a_card_carried_to_itself_stands_on_its_own_again() -> None:
    progress = replay(
        [
            answer(1),
            carried(1, CARDS[0], CARDS[1]),
            carried(2, CARDS[0], CARDS[0], 2 * DAY),
            answer(2, after=3 * DAY),
        ],
        SCHEDULER,
    )
    assert [progress.record(card).state.reviews for card in CARDS[:2]] == [1, 1]


def test_a_changed_answer_brings_the_card_up_sooner_but_never_later() -> None:
    far, soon = START + 700 * DAY, START + DAY
    changed = carried(1, CARDS[0], CARDS[0], due=soon)
    assert record(answer(1, due=far), changed).state.due == soon
    assert record(answer(1, due=START), changed).state.due == START


def test_an_undone_carry_over_leaves_the_progress_where_it_was() -> None:
    move = carried(1, CARDS[0], CARDS[1])
    undo = Undone(id=EventId("z", 1), at=START + 2 * DAY, target=move.id)
    assert replay([answer(1), move, undo], SCHEDULER) == replay([answer(1)], SCHEDULER)


def test_the_calibration_learns_from_answers_that_count_in_order_of_time() -> None:
    events = [
        answer(1),
        answer(2, Rating.AGAIN, after=3 * DAY),
        answer(3, after=4 * DAY, practice=True),
        answer(4, after=9 * DAY),
    ]
    known = replay(events, SCHEDULER, calibration=Calibration()).calibration
    expected, state = Calibration(), CardState(seed=CARDS[0])
    for event in (events[0], events[1], events[3]):
        assert event.rating is not None
        expected = expected.learn(SCHEDULER, state, event.rating, event.at)
        state = SCHEDULER.review(state, event.rating, event.at)
    assert known == expected != Calibration()
    assert replay(reversed(events), SCHEDULER, calibration=Calibration()).calibration == known
    assert replay(events, SCHEDULER).calibration is None
