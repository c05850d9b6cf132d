"""Where an answer leads: through the steps of learning, into review, and back after a lapse."""

from collections.abc import Iterable
from datetime import timedelta

from quizkit.scheduling.card import Phase, Rating

AGAIN, HARD, GOOD, EASY = Rating
NEW, LEARNING, REVIEW, RELEARNING = Phase

Move = tuple[Phase, int | None, timedelta | None, int, bool]
"""Where an answer leads: phase, step, the delay or None for the interval of the model; whether it
is a lapse, as 1 or 0; whether the interval should not fall below the last one."""

Moves = dict[Phase, tuple[dict[int, Move], ...]]
"""For each phase and step the moves of the four ratings. A step past the last row has that row."""


def moves_of(
    learning_steps: tuple[timedelta, ...], relearning_steps: tuple[timedelta, ...]
) -> Moves:
    """Return where each answer leads, under these steps.

    Source: py-fsrs 6.3.2; steps set due times only, never memory.
    """
    learning = _moves_of_steps(LEARNING, learning_steps)
    again: Move = (REVIEW, None, None, 1, False)
    if relearning_steps:
        again = (RELEARNING, 0, relearning_steps[0], 1, False)
    review: dict[int, Move] = {
        AGAIN: again,
        HARD: (REVIEW, None, None, 0, False),
        GOOD: (REVIEW, None, None, 0, True),
        EASY: (REVIEW, None, None, 0, True),
    }
    return {
        NEW: learning,
        LEARNING: learning,
        REVIEW: (review,),
        RELEARNING: _moves_of_steps(RELEARNING, relearning_steps),
    }


def _moves_of_steps(phase: Phase, delays: tuple[timedelta, ...]) -> tuple[dict[int, Move], ...]:
    """Return for each step where the four ratings lead, and in the end for steps past the list.

    A card can stand past the list when the list was made shorter since.
    """
    review: Move = (REVIEW, None, None, 0, False)
    if not delays:
        return (dict[int, Move].fromkeys(Rating, review),)
    again: Move = (phase, 0, delays[0], 0, False)
    rows: list[dict[int, Move]] = []
    for step, delay in enumerate(delays):
        if step == 0:
            hard = 1.5 * delay if len(delays) == 1 else (delay + delays[1]) / 2
        else:
            hard = delay
        last = step + 1 == len(delays)
        good: Move = review if last else (phase, step + 1, delays[step + 1], 0, False)
        rows.append({AGAIN: again, HARD: (phase, step, hard, 0, False), GOOD: good, EASY: review})
    return (*rows, {AGAIN: again, HARD: review, GOOD: review, EASY: review})


def keep_order(
    learning_steps: tuple[timedelta, ...],
    relearning_steps: tuple[timedelta, ...],
    shortest: timedelta,
) -> bool:
    """Tell whether a better rating never gets a shorter delay, intervals being `shortest` or more."""
    return all(
        list(delays) == sorted(delays) and max(1.5 * delays[0], delays[-1]) <= shortest
        for delays in (learning_steps, relearning_steps)
        if delays
    )


def stand_after(moves: Moves, ratings: Iterable[int]) -> tuple[Phase, int | None, int]:
    """Return the phase, the step and the number of lapses of a card after these ratings."""
    phase: Phase = NEW
    step: int | None = 0
    lapses = 0
    for rating in ratings:
        rows = moves[phase]
        row = rows[min(step, len(rows) - 1)] if step else rows[0]
        phase, step, _, lapse, _ = row[rating]
        lapses += lapse
    return phase, step, lapses
