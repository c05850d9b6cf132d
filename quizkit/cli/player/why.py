"""Why a card comes now and what each grade would do, in plain words with the scheduler's numbers."""

from datetime import datetime

from quizkit.cli.page import Page
from quizkit.progress import Progress
from quizkit.scheduling import CardState, Rating, Scheduler
from quizkit.session import Asking, Judged, Session
from quizkit.study_queue import is_learning
from quizkit.wording import GRADES, sentence, wait, when


def why_now(session: Session, page: Page) -> list[str]:
    """Return why the card on the screen comes now."""
    screen = session.screen
    assert isinstance(screen, (Asking, Judged))
    if session.plan.practice:
        return page.block("You asked for practice: every card comes, and no schedule moves.")
    progress, at = session.progress, session.now
    if isinstance(screen, Judged):
        progress, at = screen.before, screen.at
    return why(screen.card.id, progress, session.plan.scheduler, at, page)


def why(
    card_id: str, progress: Progress, scheduler: Scheduler, now: datetime, page: Page
) -> list[str]:
    """Return where a card stands at `now`, and when each grade would bring it back."""
    record, calibration = progress.record(card_id), progress.calibration
    state = record.state
    if state.due is None or state.last_review is None:
        said = ["This card is new to you."]
    elif not state.reviews:
        said = ["You put it on a date, and were never asked it before.", _due(state, now, progress)]
    else:
        span = wait(state.last_review, now, progress.day)
        ago = "just now" if span == "now" else f"{span} ago"
        rating = GRADES[record.last_rating] if record.last_rating else "not rated"
        said = [f"You last answered it {ago} ({rating}).", _due(state, now, progress)]
        chance = scheduler.retrievability(state, now, calibration=calibration, mood=True)
        if chance is not None:
            said.append(f"The chance that you recall it now is estimated at {chance:.0%}.")
    if record.suspended:
        said.append("It is suspended: `quizkit history --suspended` says how to have it back.")
    elif record.buried_day == progress.day(now):
        said.append("It is buried until tomorrow.")
    preview = scheduler.preview(state, now, calibration=calibration)
    grades = (f"{GRADES[r]} {when(now, preview[r].due, progress.day)}" for r in Rating)
    said.append(f"Each grade brings it back: {', '.join(grades)}.")
    if calibration is not None and any(calibration.shift):
        study_days = preview[Rating.GOOD].study_days
        learned = calibration.summary(scheduler.desired_retention, study_days)
        said.append(f"{sentence(learned)}.")
    return [line for text in said for line in page.block(text)]


def _due(state: CardState, now: datetime, progress: Progress) -> str:
    assert state.due is not None
    if state.due > now:
        return f"It is due {when(now, state.due, progress.day)}."
    if is_learning(state):
        return "It is being learned, and its step is over."
    late = progress.day(now) - progress.day(state.due)
    return (
        "It is due." if late < 1 else f"It has been due for {wait(state.due, now, progress.day)}."
    )
