"""When to offer a fit: the log has grown by a quarter since the last one, and it would help."""

from collections.abc import Iterable
from itertools import accumulate, chain
from typing import TYPE_CHECKING, Any, NamedTuple, cast
from zlib import crc32

from quizkit.progress import Configured, Event, Review, in_order, undone_ids
from quizkit.progress.instants import milliseconds
from quizkit.progress.replaying import Counted, reviews_of
from quizkit.scheduling import CalendarDays, Scheduler

if TYPE_CHECKING:
    from quizkit.fitting.log import ReviewLog
    from quizkit.fitting.trial import Trial
    from quizkit.fitting.weights import Model

GROWTH = 1.25
"""The growth of the log since the last fit, at least, before another is worth trying."""
SAMPLE = 30_000
"""Answers that a trial goes by; with more it would take longer than all else that `stats` tells."""
FEWEST = 500
"""Answers below which a trial has too little to go by, so that none is made."""


class Tried(NamedTuple):
    """What a trial says, and how many answers it went by; None if those were all."""

    trial: "Trial"
    sample: int | None


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
    given: Counted, scheduler: Scheduler[Any], days: CalendarDays, *, calibrate: bool
) -> "Tried":
    """Return what a trial of the model in force says, of some of the answers if there are many.

    A sample hardly ever misses a gain of .001 or more in log loss; smaller ones it may. Needs numpy.
    """
    from quizkit.fitting.trial import tried_on
    from quizkit.fitting.weights import histories_for

    chosen = sampled(given)
    log, model = review_log_of(reviews_of(chosen)), model_of(scheduler)
    trial = tried_on(
        log,
        histories_for(type(model), log, days),
        type(model),
        model,
        days,
        calibrate=calibrate,
        relearning_steps=len(scheduler.relearning_steps),
    )
    return Tried(trial, None if chosen is given else len(log))


def sampled(given: Counted) -> Counted:
    """Return whole cards of about `SAMPLE` answers, chosen by their ids alone; all if they are fewer."""
    if sum(map(len, given.evidence.values())) <= SAMPLE:
        return given
    by_chance = sorted(given.evidence, key=lambda card: crc32(card.encode(errors="replace")))
    before = accumulate((len(given.evidence[card]) for card in by_chance), initial=0)
    cards = [card for card, count in zip(by_chance, before, strict=False) if count < SAMPLE]
    evidence = {card: given.evidence[card] for card in cards}
    return Counted(given.rows, evidence, evidence)


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
