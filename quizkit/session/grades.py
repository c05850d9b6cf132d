"""What an answer is worth and may count as, and what follows: its event, due date and progress."""

from collections.abc import Mapping
from datetime import datetime

from attrs import evolve

from quizkit.grading import grade
from quizkit.progress import Answered, AnswerOutcome, EventId, Progress, Response
from quizkit.progress.instants import whole_milliseconds
from quizkit.scheduling import CardState, Rating
from quizkit.session.options import by_text
from quizkit.session.screens import Asking, Done, Judged, Plan


def judged(
    plan: Plan, asking: Asking, response: Response, done: Done, answer: EventId, before: Progress
) -> Judged:
    """Return an answer with its verdict and the grades on offer.

    Args:
        plan: of the sitting.
        asking: the question.
        response: the answer; picks by letter or position are taken as the texts of their options.
        done: the input that gave it; its verdict stands if it has one.
        answer: id of the event that will save it.
        before: the progress before the answer.
    """
    card = asking.card
    response = by_text(card, response, asking.options)
    verdict = done.verdict or grade(
        card, response, options=asking.options, other_answers=plan.other_answers(card)
    )
    given = Judged(asking, response, verdict, answer, done.at, before, offers={}, rating=None)
    return with_grades(plan, given)


def with_grades(plan: Plan, judged: Judged) -> Judged:
    """Return an answer with the grades on offer, and the one it counts as until another is given.

    A self-rated one counts as none until the learner says. After a hint nothing is better than
    Hard, and what is wrong is Again.
    """
    best = Rating.EASY if not judged.asking.hints else Rating.HARD
    if not (judged.right or judged.self_rated):
        best = Rating.AGAIN
    graded = evolve(judged, offers=_offers(plan, judged, best), rating=None)
    return graded if judged.self_rated else evolve(graded, rating=graded.default)


def _offers(plan: Plan, judged: Judged, best: Rating) -> Mapping[Rating, CardState]:
    """Return the grades up to the `best`, each with the state of the card that it leads to."""
    state = judged.before.record(judged.card.id).state
    if plan.practice:
        return {rating: state for rating in Rating if rating <= best}
    preview = plan.scheduler.preview(state, judged.at, calibration=judged.before.calibration)
    return {rating: _kept_exactly(preview[rating]) for rating in Rating if rating <= best}


def answered(plan: Plan, judged: Judged) -> Answered:
    """Return the event that saves an answer just judged."""
    outcome = judged.verdict.outcome.value
    return Answered(
        id=judged.answer,
        at=judged.at,
        card=judged.card.id,
        response=judged.response,
        outcome=AnswerOutcome.SELF if judged.self_rated else AnswerOutcome(outcome),
        rating=judged.rating,
        due=promised(plan, judged, judged.rating),
        duration=judged.at - judged.asking.since,
        practice=plan.practice,
    )


def promised(plan: Plan, judged: Judged, rating: Rating | None) -> datetime | None:
    """Return the due instant that goes with a rating; None in practice."""
    if rating is None or plan.practice:
        return None
    return judged.offers[rating].due


def progress_with(plan: Plan, judged: Judged, rating: Rating | None) -> Progress:
    """Return the progress with the judged answer counting as `rating`."""
    before, card = judged.before, judged.card.id
    if rating is None:
        return before
    if plan.practice:
        return before.with_record(card, evolve(before.record(card), last_rating=rating))
    return before.answered(card, judged.offers[rating], rating, judged.at, plan.scheduler)


def _kept_exactly(state: CardState) -> CardState:
    """Return `state` with a due instant that the log can keep."""
    if state.due is None or state.due.microsecond % 1000 == 0:
        return state
    return evolve(state, due=whole_milliseconds(state.due))
