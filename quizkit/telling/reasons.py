"""Why a card comes now and what each grade would do, in a learner's words."""

from collections.abc import Iterator
from datetime import datetime
from itertools import groupby
from typing import Any

from quizkit.progress import CardRecord, Progress
from quizkit.scheduling import Calls, Rating
from quizkit.session import Asking, Judged, Mode, Session
from quizkit.study_queue import falls_due, is_learning
from quizkit.wording import GRADES, is_over, listed, wait, when


def why_now(session: Session, screen: Asking | Judged) -> tuple[str, ...]:
    """Return why the card on the screen comes now, a sentence each."""
    if session.plan.mode is Mode.EXAM:
        return ("This is an exam: its questions come in any order, and no schedule moves.",)
    if session.plan.practice:
        return ("You asked for practice: its cards come, due or not, and no schedule moves.",)
    progress, at, answered = session.progress, session.now, isinstance(screen, Judged)
    if isinstance(screen, Judged):
        progress, at = screen.before, screen.at
    return why(screen.card.id, progress, session.plan.scheduler, at, answered=answered)


def why(
    card_id: str,
    progress: Progress,
    scheduler: Calls[Any],
    now: datetime,
    *,
    answered: bool = False,
) -> tuple[str, ...]:
    """Return the standing of a card at `now`, and the day to which each grade would bring it.

    Args:
        card_id: the card.
        progress: the state of every card; before the answer, if it was just answered.
        scheduler: says the chance of recall, and where grades lead.
        now: an aware datetime in the learner's offset.
        answered: whether it was just answered, so that nobody need guess any more.
    """
    record, due = progress.record(card_id), falls_due(card_id, progress, now)
    return (
        *_standing(record, progress, scheduler, now, due, answered),
        *_hidden(record, progress.day(now)),
        *_grades(record, progress, scheduler, now),
    )


def _standing(
    record: CardRecord,
    progress: Progress,
    scheduler: Calls[Any],
    now: datetime,
    due: datetime | None,
    answered: bool,
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
    if is_learning(state):  # seen minutes ago: a chance would say 100% of what was just missed
        return
    known = progress.calibration
    chance = scheduler.retrievability(state, now, calibration=known, mood=True)
    if chance is not None:
        knew = "knew it, before you answered, was" if answered else "still know it is"
        yield f"The chance that you {knew} about {chance:.0%}."


def _due(
    record: CardRecord, due: datetime | None, now: datetime, progress: Progress
) -> Iterator[str]:
    if due is None:
        if not record.suspended:  # which is said next
            yield "It is asked no more."
    elif due > now:
        yield f"It is due {when(now, due, progress.day)}."
    elif progress.day(now) > progress.day(due):
        yield f"It has been due for {wait(due, now, progress.day)}."
    elif is_learning(record.state) and record.state.last_review is not None:
        yield f"It is due: {is_over(wait(record.state.last_review, due, progress.day))}."
    else:
        yield "It is due."


def _hidden(record: CardRecord, today: int) -> Iterator[str]:
    if record.suspended:
        yield "It is suspended: `quizkit history --suspended` says how to have it back."
    elif record.buried_day == today:
        yield "It is buried until tomorrow."


def _grades(
    record: CardRecord, progress: Progress, scheduler: Calls[Any], now: datetime
) -> Iterator[str]:
    preview = scheduler.preview(record.state, now, calibration=progress.calibration)
    groups = [
        (back, [GRADES[rating] for rating in ratings])
        for back, ratings in groupby(Rating, lambda r: when(now, preview[r].due, progress.day))
    ]
    if len(groups) == 1:
        yield f"It comes back {groups[0][0]}, whichever grade you give."
        return
    alike = any(len(grades) > 1 for _, grades in groups)
    said = (
        f"{listed(grades)} {back}{', whichever' if len(grades) > 1 else ''}"
        for back, grades in groups
    )
    yield f"Each grade brings it back: {('; ' if alike else ', ').join(said)}."
