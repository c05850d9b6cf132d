"""What an exam comes to: its score, what was not answered, whether it is passed, the time left."""

from collections.abc import Iterator
from datetime import timedelta

from quizkit.session import Finished, Mode, Session
from quizkit.wording import count, percent, span, took

_MINUTE = timedelta(minutes=1)


def score(session: Session) -> Iterator[str]:
    """Yield the score of an exam, what was not answered, and whether that passes it."""
    reached = percent(session.score)
    answered = count(len(session.rated), "question")
    yield f"Score: {reached}% – {answered} answered, {took(session.now - session.began)}."
    if left := session.unanswered:
        timed_out = isinstance(session.screen, Finished) and session.screen.timed_out
        over = "The time is over: " if timed_out else ""
        yield f"{over}{count(left, 'question')} not answered."
    wanted = session.plan.exam.pass_mark
    if wanted is not None:
        short = wanted - reached
        yield (
            f"{short} short of the {wanted} to pass."
            if short > 0
            else f"Passed: {wanted}% is enough."
        )


def time_left(session: Session) -> timedelta | None:
    """Return for how long yet an exam begins questions; None if there is no such limit."""
    plan = session.plan
    if plan.mode is not Mode.EXAM or plan.exam.time is None:
        return None
    return max(timedelta(), plan.exam.time - (session.now - session.began))


def time_told(session: Session) -> str:
    """Return what is said once of the time of an exam, at its start; empty if it has none."""
    left = time_left(session)
    if left is None:
        return ""
    until = f", until {session.began + left:%H:%M}" if left >= _MINUTE else ""
    return f"This exam takes {span(left)}{until}; then no question begins any more."


def clock_left(session: Session) -> str:
    """Return the time left of an exam to stand behind how far it is; empty if it has no such limit."""
    left = time_left(session)
    if left is None:
        return ""
    if left >= _MINUTE:
        left -= left % _MINUTE
    return f" · {span(left)} left"
