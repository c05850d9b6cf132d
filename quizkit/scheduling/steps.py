"""Where an answer leads: through the steps of learning, into review, and back after a lapse."""

from collections.abc import Iterable
from datetime import timedelta

from attrs import evolve, frozen

from quizkit.scheduling.card import Phase, Rating
from quizkit.scheduling.days import DAY
from quizkit.value import Value

AGAIN, HARD, GOOD, EASY = Rating
NEW, LEARNING, REVIEW, RELEARNING = Phase


# No NamedTuple: the parts of one are read slower, and every review reads them.
@frozen(eq=False, repr=False)
class Transition(Value):
    """Where an answer leads.

    Attributes:
        phase: of the card from then on.
        step: at which it stands then; None in review.
        delay: until it is due; None for the interval of the memory model.
        lapses: 1 if the answer is a lapse, else 0.
        grows: whether fuzz leaves an interval that is longer than the last one at least a day longer.
        keeps: whether it lets none fall below the last one.
    """

    phase: Phase
    step: int | None = None
    delay: timedelta | None = None
    lapses: int = 0
    grows: bool = False
    keeps: bool = False


GRADUATION = Transition(REVIEW)

Rows = list[dict[int, Transition]]
"""For each step the transitions by rating. A step past the last row has that row."""
Transitions = dict[Phase, Rows]


def transitions_of(
    learning_steps: tuple[timedelta, ...], relearning_steps: tuple[timedelta, ...]
) -> Transitions:
    """Return the transitions that answers make, under these steps.

    Source: py-fsrs 6.3.2; steps set due times only, never memory.
    """
    learning = _through(LEARNING, learning_steps)
    relearning = _through(RELEARNING, relearning_steps)
    known = Transition(REVIEW, grows=True, keeps=True)
    review: dict[int, Transition] = {
        AGAIN: evolve(relearning[-1][AGAIN], lapses=1),
        HARD: Transition(REVIEW, grows=True),
        GOOD: known,
        EASY: known,
    }
    return {NEW: learning, LEARNING: learning, REVIEW: [review], RELEARNING: relearning}


def _through(phase: Phase, delays: tuple[timedelta, ...]) -> Rows:
    """Return the transitions at each step, and in the end those past the last one.

    A card can stand past the last step when the list was made shorter since.
    """
    ahead = [*(Transition(phase, step, delay) for step, delay in enumerate(delays)), GRADUATION]
    rows: Rows = [
        {
            AGAIN: ahead[0],
            HARD: Transition(phase, step, _hard_delay(delays, step)),
            GOOD: ahead[step + 1],
            EASY: GRADUATION,
        }
        for step in range(len(delays))
    ]
    past: dict[int, Transition] = {
        AGAIN: ahead[0],
        HARD: GRADUATION,
        GOOD: GRADUATION,
        EASY: GRADUATION,
    }
    return [*rows, past]


def _hard_delay(delays: tuple[timedelta, ...], step: int) -> timedelta:
    """Return the delay after Hard, which repeats the step; a single one by half, and a day at most.

    Source: py-fsrs 6.3.2, and Anki for the limit of a day.
    """
    if step > 0:
        return delays[step]
    # The delay of the first step is that of Again: Hard comes later, and sooner than Good.
    first, *later = delays
    return (first + later[0]) / 2 if later else min(1.5 * first, first + DAY)


def keep_order(
    learning_steps: tuple[timedelta, ...],
    relearning_steps: tuple[timedelta, ...],
    shortest: timedelta,
) -> bool:
    """Tell whether a better rating never gets a shorter delay, intervals being `shortest` or more."""
    return all(
        list(delays) == sorted(delays) and max(_hard_delay(delays, 0), delays[-1]) <= shortest
        for delays in (learning_steps, relearning_steps)
        if delays
    )


def stand_after(transitions: Transitions, ratings: Iterable[int]) -> tuple[Phase, int | None, int]:
    """Return the phase, the step and the number of lapses of a card after these ratings."""
    phase, step, lapses = NEW, 0, 0
    for rating in ratings:
        rows = transitions[phase]
        to = rows[min(step, len(rows) - 1) if step else 0][rating]
        phase, step, lapses = to.phase, to.step or 0, lapses + to.lapses
    return phase, None if phase is REVIEW else step, lapses
