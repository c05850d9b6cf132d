"""Why a card comes now and what each grade would do, in words with the scheduler's numbers."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from quizkit.progress import CardRecord, Progress
from quizkit.scheduling import Calls, Rating, Scheduler
from quizkit.session import Asking, Judged, Session
from quizkit.study_queue import falls_due, is_learning
from quizkit.wording import GRADES, sentence, wait, when


def why_now(session: Session, screen: Asking | Judged) -> tuple[str, ...]:
    """Return why the card on the screen comes now, a sentence each."""
    if session.plan.practice:
        return ("You asked for practice: every card comes, and no schedule moves.",)
    progress, at = session.progress, session.now
    if isinstance(screen, Judged):
        progress, at = screen.before, screen.at
    return why(screen.card.id, progress, session.plan.scheduler, at)


def why(card_id: str, progress: Progress, scheduler: Calls[Any], now: datetime) -> tuple[str, ...]:
    """Return the standing of a card at `now`, and the day to which each grade would bring it."""
    record = progress.record(card_id)
    return (
        *_standing(record, progress, scheduler, now, falls_due(card_id, progress, now)),
        *_hidden(record, progress.day(now)),
        *_grades(record, progress, scheduler, now),
    )


def _standing(
    record: CardRecord,
    progress: Progress,
    scheduler: Calls[Any],
    now: datetime,
    due: datetime | None,
) -> Iterator[str]:
    state = record.state
    if state.last_review is None:
        yield "This card is new to you."
        return
    if not state.reviews:
        yield "You put it on a date, and were never asked it before."
        yield from _due(record, due, now, progress)
        return
    span = wait(state.last_review, now, progress.day)
    ago = "just now" if span == "now" else f"{span} ago"
    rating = GRADES[record.last_rating] if record.last_rating else "not rated"
    yield f"You last answered it {ago} ({rating})."
    yield from _due(record, due, now, progress)
    known = progress.calibration
    chance = scheduler.retrievability(state, now, calibration=known, mood=True)
    if chance is not None:
        yield f"The chance that you recall it now is estimated at {chance:.0%}."


def _due(
    record: CardRecord, due: datetime | None, now: datetime, progress: Progress
) -> Iterator[str]:
    if due is None:
        if not record.suspended:  # which is said next
            yield "It is asked no more."
    elif due > now:
        yield f"It is due {when(now, due, progress.day)}."
    elif is_learning(record.state):
        yield "It is being learned, and its step is over."
    elif progress.day(now) <= progress.day(due):
        yield "It is due."
    else:
        yield f"It has been due for {wait(due, now, progress.day)}."


def _hidden(record: CardRecord, today: int) -> Iterator[str]:
    if record.suspended:
        yield "It is suspended: `quizkit history --suspended` says how to have it back."
    elif record.buried_day == today:
        yield "It is buried until tomorrow."


def _grades(
    record: CardRecord, progress: Progress, scheduler: Calls[Any], now: datetime
) -> Iterator[str]:
    calibration = progress.calibration
    preview = scheduler.preview(record.state, now, calibration=calibration)
    grades = (f"{GRADES[r]} {when(now, preview[r].due, progress.day)}" for r in Rating)
    yield f"Each grade brings it back: {', '.join(grades)}."
    if calibration is not None and any(calibration.shift) and isinstance(scheduler, Scheduler):
        study_days = preview[Rating.GOOD].study_days
        learned = calibration.summary(scheduler.desired_retention, study_days)
        yield f"{sentence(learned)}."
