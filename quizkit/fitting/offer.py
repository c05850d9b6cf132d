"""When to offer a fit: the log has grown by a quarter since the last one, and it would help."""

from collections.abc import Iterable
from itertools import chain
from typing import TYPE_CHECKING, Any, cast

from quizkit.progress import Configured, Event, Review, in_order, undone_ids
from quizkit.progress.instants import milliseconds
from quizkit.progress.replaying import Counted
from quizkit.scheduling import CalendarDays, Scheduler

if TYPE_CHECKING:
    from quizkit.fitting.log import ReviewLog
    from quizkit.fitting.trial import Fit
    from quizkit.fitting.weights import Model

GROWTH = 1.25
"""The growth of the log since the last fit, at least, before another is worth trying."""
FEWEST = 500
"""Answers below which a trial has too little to go by, so that none is made."""


def is_due(events: Iterable[Event], given: Counted) -> bool:
    """Return whether a fit is worth trying.

    Args:
        events: the log, answers or not.
        given: its answers that count, over all decks.
    """
    ordered = in_order(events)
    undone = undone_ids(ordered)
    weights = [
        milliseconds(event.at)
        for event in ordered
        if isinstance(event, Configured) and event.name == "weights" and event.id not in undone
    ]
    places = list(chain.from_iterable(given.cards.values()))
    fitted_to = sum(given.rows[place].at <= weights[-1] for place in places) if weights else 0
    return len(places) >= max(FEWEST, GROWTH * fitted_to)


def tried(
    answers: Iterable[Review], scheduler: Scheduler[Any], days: CalendarDays, *, calibrate: bool
) -> "Fit":
    """Return the gain that a fit of the model in force would bring; needs numpy."""
    from quizkit.fitting.trial import fit

    model = model_of(scheduler)
    return fit(
        review_log_of(answers),
        type(model),
        in_force=model,
        day=days,
        calibrate=calibrate,
        relearning_steps=len(scheduler.relearning_steps),
    )


def model_of(scheduler: Scheduler[Any]) -> "Model":
    """Return the memory model of a scheduler that settings ask for: they know no other kind."""
    return cast("Model", scheduler.model)


def review_log_of(answers: Iterable[Review]) -> "ReviewLog":
    """Return the answers that say something of the memory, as fitting takes them; needs numpy."""
    from quizkit.fitting.log import ReviewLog

    answers = [answer for answer in answers if answer.evidence]
    return ReviewLog.of(
        [answer.card for answer in answers],
        [answer.at for answer in answers],
        [answer.rating for answer in answers],
        [None if a.duration is None else a.duration.total_seconds() for a in answers],
    )
