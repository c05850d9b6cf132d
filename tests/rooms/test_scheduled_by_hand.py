"""Cards forgotten and put on a date by the calls of the schedulers themselves."""

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, strategies as st

from quizkit.scheduling import (
    FSRS7,
    SM2,
    CalendarDays,
    CardState,
    FractionalDays,
    Leitner,
    LeitnerState,
    Phase,
    Rating,
    Scheduler,
    SM2State,
)

NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)
DAY = timedelta(days=1)
SCHEDULERS: list[Any] = [
    Scheduler(),
    Scheduler(day=CalendarDays("Europe/Rome")),
    Scheduler(FSRS7()),
    Scheduler(FSRS7(), day=CalendarDays(), minimum_interval=timedelta(minutes=5)),
    SM2(),
    SM2(day=FractionalDays(), maximum_days=30),
    Leitner(),
    Leitner([2, 3], retire=False, day=CalendarDays()),
]
schedulers = st.sampled_from(SCHEDULERS)
histories = st.lists(st.tuples(st.floats(0, 60), st.sampled_from(Rating)), max_size=8)
dues = st.floats(-3, 4000).map(lambda days: NOW + timedelta(days=days))


def lived(scheduler: Any, history: list[tuple[float, Rating]]) -> CardState:
    card, now = CardState(seed="c"), NOW - timedelta(days=1000)
    for gap, rating in history:
        now += timedelta(days=gap)
        card = scheduler.review(card, rating, now)
    return card


@given(schedulers, histories, st.booleans())
def test_a_forgotten_card_is_new_but_for_counts_that_were_to_be_kept(
    scheduler: Any, history: list[tuple[float, Rating]], keep_counts: bool
) -> None:
    card = lived(scheduler, history)
    after = scheduler.forget(card, keep_counts=keep_counts)
    counts = {"reviews": card.reviews, "lapses": card.lapses} if keep_counts else {}
    assert after == CardState(seed="c", **counts)
    assert CardState.from_dict(after.to_dict()) == after
    again, new = (scheduler.review(state, Rating.GOOD, NOW) for state in (after, CardState()))
    assert (again.memory, again.phase, again.step) == (new.memory, new.phase, new.step)
    assert again.reviews == after.reviews + 1
    assert again.lapses == after.lapses


@given(schedulers, histories, dues)
def test_a_card_put_on_an_instant_is_in_review_and_due_then(
    scheduler: Any, history: list[tuple[float, Rating]], due: datetime
) -> None:
    card = lived(scheduler, history)
    after = scheduler.reschedule(card, due, NOW)
    assert (after.phase, after.step, after.due) == (Phase.REVIEW, None, due)
    assert (after.reviews, after.lapses, after.seed) == (card.reviews, card.lapses, "c")
    assert CardState.from_dict(after.to_dict()) == after
    if history:
        retired = {"retired": False} if isinstance(card.memory, LeitnerState) else {}
        assert after.memory == evolve(card.memory, **retired)
        assert (after.last_review, after.study_days) == (card.last_review, card.study_days)
    offers = scheduler.preview(after, max(due, NOW))
    assert all(offer.reviews == card.reviews + 1 for offer in offers.values())


@given(schedulers, histories, st.integers(0, 3000))
def test_a_card_put_on_a_date_is_due_when_that_day_begins(
    scheduler: Any, history: list[tuple[float, Rating]], days: int
) -> None:
    after = scheduler.reschedule(lived(scheduler, history), date(2026, 3, 1) + days * DAY, NOW)
    assert after.due == scheduler.day.due(NOW, days * DAY)
    assert scheduler.day.study_day(after.due) == date(2026, 3, 1).toordinal() + days


def test_the_study_day_of_a_date_begins_at_its_hour_in_the_zone() -> None:
    rome = Scheduler(day=CalendarDays("Europe/Rome"))
    due = rome.reschedule(CardState(), date(2026, 5, 1), NOW).due
    assert due == datetime(2026, 5, 1, 4, tzinfo=timezone(2 * timedelta(hours=1)))
    night = datetime(2026, 3, 1, 2, tzinfo=UTC)  # of the study day before, in Rome still
    assert rome.reschedule(CardState(), date(2026, 2, 28), night).due == night


@pytest.mark.parametrize("scheduler", [each for each in SCHEDULERS if isinstance(each, Scheduler)])
@pytest.mark.parametrize("days", [1, 12, 400])
def test_a_new_card_put_on_a_date_is_recalled_with_90_percent_then(
    scheduler: Any, days: int
) -> None:
    after = scheduler.reschedule(CardState(), NOW + days * DAY, NOW)
    assert scheduler.retrievability(after, after.due) == pytest.approx(0.9)
    assert after.last_review == NOW
    assert scheduler.review(after, Rating.GOOD, after.due).due - after.due > days * DAY


def test_a_new_card_put_on_a_date_had_its_days_as_interval() -> None:
    by_ease = SM2().reschedule(CardState(), NOW + 12 * DAY, NOW)
    assert by_ease.memory == SM2State(2.5, 2, 12)
    assert SM2().review(by_ease, 3, NOW + 12 * DAY).memory.interval_days == 30
    assert SM2(maximum_days=10).reschedule(CardState(), NOW + 12 * DAY, NOW).memory == SM2State(
        2.5, 2, 10
    )
    for days, box in ((0, 1), (1, 1), (3, 2), (4, 3), (99, 5)):
        boxed = Leitner().reschedule(CardState(), NOW + days * DAY, NOW)
        assert boxed.memory == LeitnerState(box)


def test_a_retired_card_put_on_a_date_is_asked_again() -> None:
    boxes = Leitner([1])
    retired = boxes.review(CardState(), Rating.GOOD, NOW)
    assert retired.due is None
    again = boxes.reschedule(retired, NOW + 9 * DAY, NOW)
    assert again.due == NOW + 9 * DAY
    assert boxes.review(again, Rating.GOOD, NOW + 9 * DAY).due is None
    assert boxes.review(again, Rating.AGAIN, NOW + 9 * DAY).due == NOW + 10 * DAY


@pytest.mark.parametrize("scheduler", SCHEDULERS)
def test_a_date_that_is_past_or_no_instant_is_refused(scheduler: Any) -> None:
    with pytest.raises(
        ValueError, match="2026-02-28 is past; the earliest date is today's, 2026-0"
    ):
        scheduler.reschedule(CardState(), date(2026, 2, 28), NOW)
    with pytest.raises(ValueError, match="due has no time zone"):
        scheduler.reschedule(CardState(), NOW.replace(tzinfo=None), NOW)
    with pytest.raises(ValueError, match="now has no time zone"):
        scheduler.reschedule(CardState(), NOW, NOW.replace(tzinfo=None))
    with pytest.raises(ValueError, match="due is"):
        scheduler.reschedule(CardState(), "2026-05-01", NOW)
