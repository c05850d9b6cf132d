"""Time on a screen that stands: how long a pause takes yet, and how long an exam."""

from collections.abc import Callable
from datetime import datetime, timedelta

from attrs import evolve

from quizkit.cli import clock
from quizkit.session import Pausing, Session


def waits_yet(session: Session, pausing: Pausing, since: datetime) -> Callable[[], timedelta]:
    """Return what tells how long the only card left is waited for, since it was first shown so."""
    whole = pausing.until - session.now
    ends = since + whole
    return lambda: min(whole, ends - clock.now())  # a clock put back prolongs no wait


def by_now(session: Session, since: datetime) -> Session:
    """Return a session for a screen drawn now that was first shown at an instant of the clock.

    An exam shows the time that is left then.
    """
    if session.plan.exam.time is None:
        return session
    return evolve(session, now=session.now + max(timedelta(), clock.now() - since))
