"""Laws of the replay: order, undo, ratings, promises."""

from datetime import datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from quizkit.progress import (
    Answered,
    Buried,
    CardRecord,
    Event,
    EventId,
    Progress,
    Rated,
    Suspended,
    Undone,
    replay,
)
from quizkit.scheduling import CalendarDays, Phase, Rating, Scheduler
from tests.logs import CARDS, START, answer, logs

SCHEDULER = Scheduler(day=CalendarDays())
DAY = timedelta(days=1)


def record(*events: Event) -> CardRecord:
    return replay(events, SCHEDULER).record(CARDS[0])


@given(logs(), st.randoms())
def test_the_order_in_which_events_arrive_does_not_matter(log: list[Event], rng: object) -> None:
    shuffled = list(log)
    rng.shuffle(shuffled)  # type: ignore[attr-defined]
    assert replay(shuffled, SCHEDULER) == replay(log, SCHEDULER)


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
