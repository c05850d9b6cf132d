"""What becomes of a card without an answer: forgotten, or put on a date."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import attrs

from quizkit.scheduling.card import CardState, Phase, Rating, known_card
from quizkit.scheduling.days import Days
from quizkit.scheduling.instants import instant
from quizkit.scheduling.memory import MemoryState
from quizkit.scheduling.memory_model import MemoryModel

MIN_STABILITY, MAX_STABILITY = 0.001, 36500.0  # days, within the bounds of both models


def forgotten(card: CardState, keep_counts: bool) -> CardState[None]:
    """Return a card that is new again; see `Scheduler.forget`."""
    known_card(card)
    counts = (card.reviews, card.lapses) if keep_counts else (0, 0)
    return CardState(Phase.NEW, 0, None, None, None, *counts, card.seed)


def rescheduled(
    card: CardState[MemoryState | None],
    due: date,
    now: datetime,
    days: Days,
    known_for: Callable[[float], MemoryState],
) -> CardState[MemoryState]:
    """Return a card in review that is due on a date; see `Scheduler.reschedule`.

    Args:
        card: its state before.
        due: an instant, or a date.
        now: the instant of the change.
        days: the policy of days of the scheduler.
        known_for: says what is remembered of a new card whose interval is so many days, 1 or more.
    """
    now = instant(now)
    if isinstance(due, datetime) or not isinstance(due, date):
        due = instant(due, "due")
    else:
        due = due_on(due, now, days)
    if known_card(card).memory is not None:
        return attrs.evolve(card, phase=Phase.REVIEW, step=None, due=due)  # type: ignore[return-value]
    memory = known_for(max(1, days.elapsed(now, due, False)))
    return CardState(
        Phase.REVIEW, None, memory, due, now, card.reviews, card.lapses, card.seed, card.study_days
    )


def due_on(day: date, now: datetime, days: Days) -> datetime:
    """Return the instant from which a card is due that was put on a date; at once for today.

    Args:
        day: the date, not before today.
        now: an aware datetime; it says what today is.
        days: the policy of days.

    Raises:
        ValueError: the date is past.
    """
    today = days.study_day(instant(now))
    if day.toordinal() < today:
        earliest = date.fromordinal(today)
        raise ValueError(f"{day} is past; the earliest date is today's, {earliest}")
    return days.due(now, timedelta(days=day.toordinal() - today))


def known_for(model: MemoryModel[MemoryState], days: float) -> MemoryState:
    """Return the memory of a new card that will be recalled with 90 % in so many days."""
    return memory_of(model, days, model.first(Rating.GOOD).difficulty)  # type: ignore[attr-defined]


def memory_of(model: MemoryModel[MemoryState], stability: float, difficulty: float) -> MemoryState:
    """Return a memory of which the model says that recall falls to 90 % in `stability` days.

    A model with several stabilities has them equal; which do, is found by halving.
    """
    wanted = min(max(stability, MIN_STABILITY), MAX_STABILITY)
    count = len(attrs.fields(model.State)) - 1  # the last is the difficulty

    def memory(stability: float) -> MemoryState:
        """Return a state whose stabilities are all the same."""
        state: MemoryState = model.State(*[stability] * count, difficulty)
        return state

    if count == 1:
        return memory(wanted)
    low, high = MIN_STABILITY, MAX_STABILITY
    for _ in range(60):
        middle = (low * high) ** 0.5
        low, high = (
            (middle, high) if model.interval(memory(middle), 0.9) < wanted else (low, middle)
        )
    return memory(high)
