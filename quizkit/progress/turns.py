"""What becomes of the state of a card without an answer: forgotten, put on a date, carried over."""

from typing import Any, assert_never

from attrs import evolve, fields

from quizkit.progress.events import CarriedOver, Forgotten, Remembered, Rescheduled
from quizkit.progress.instants import as_kept
from quizkit.progress.log import Turn
from quizkit.scheduling import CardState, Phase, Rating, Scheduler
from quizkit.scheduling.memory_model import MemoryModel


def after_turn(state: CardState, turn: Turn, scheduler: Scheduler) -> CardState:
    """Return the state of a card after a turn.

    Args:
        state: as it was before.
        turn: an event of this card.
        scheduler: its model says what a memory is.
    """
    match turn:
        case Forgotten():
            return CardState(seed=state.seed)
        case Rescheduled():
            return _rescheduled(state, turn, scheduler)
        case CarriedOver(due=soon):
            if soon is None or state.due is None or state.due <= soon:
                return state
            return evolve(state, due=soon)
        case _:
            assert_never(turn)


def _rescheduled(state: CardState, turn: Rescheduled, scheduler: Scheduler) -> CardState:
    """Return a state in review that is due on a date.

    As with Anki's "set due date", what is remembered of a card stays, and a new one enters review
    as if its interval had been the days from now to the date: no less than one.
    """
    due, at, told = as_kept(turn.due), as_kept(turn.at), turn.remembered
    if told is None and state.memory is not None:
        return evolve(state, phase=Phase.REVIEW, step=None, due=due)
    if told is None:
        interval = max(1.0, scheduler.day.elapsed(at, due, False))
        told = Remembered(interval, scheduler.model.first(Rating.GOOD).difficulty)
    memory = memory_of(scheduler.model, told.stability, told.difficulty)
    reviews, lapses = told.reviews, told.lapses
    return CardState(
        Phase.REVIEW, None, memory, due, at, reviews, lapses, state.seed, study_days=reviews
    )


MIN_STABILITY, MAX_STABILITY = 0.001, 36500.0  # days, within the bounds of both models


def memory_of(model: MemoryModel, stability: float, difficulty: float) -> Any:
    """Return a memory of which the model says that recall falls to 90 % in `stability` days.

    A model with several stabilities has them equal; which do, is found by halving.
    """
    wanted = min(max(stability, MIN_STABILITY), MAX_STABILITY)
    count = len(fields(model.State)) - 1  # the last is the difficulty

    def memory(stability: float) -> Any:
        return model.State(*[stability] * count, difficulty)

    if count == 1:
        return memory(wanted)
    low, high = MIN_STABILITY, MAX_STABILITY
    for _ in range(60):
        middle = (low * high) ** 0.5
        low, high = (
            (middle, high) if model.interval(memory(middle), 0.9) < wanted else (low, middle)
        )
    return memory(high)
