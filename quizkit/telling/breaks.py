"""The return after a break: how much waits, how much of it is still known, and two ways to go on.

A usual session is the median of the answers on the newest study days before the break; in cards, as
many of those that wait as take so many answers. What is left for the next days is no more than that
a day: each sitting of the two weeks after a return offers it again, as long as so much waits.
"""

from collections.abc import Mapping
from itertools import pairwise
from typing import NamedTuple

from quizkit.planning import ENOUGH, Pace, pace_of, seconds_of
from quizkit.session import Mode, Session
from quizkit.value import count
from quizkit.wording import estimate

BREAK = 4
"""Study days without an answer that make a break."""
CATCHING_UP = 14
"""Study days after a return on which what still waits from the break is dealt out."""
_BACKLOG = 1.5
"""Usual sessions; no more than that is asked as on any day."""
_USUAL_DAYS = 14
"""So many study days with answers, the newest before the break, say what is usual."""
_FEWEST = 5
"""Cards of a session, at least: nobody is asked about fewer."""


class Return(NamedTuple):
    """A learner who comes back after a break to more than a usual session or two.

    Args:
        days: since the last answer before the break.
        catching_up: whether anything was answered since the return.
        waiting: how many cards are due.
        known: about how many of them are still known.
        usual: how many of them a usual session has: those least likely to be recalled.
        headline, some, all: the same in words, and the two ways to go on.
    """

    days: int
    catching_up: bool
    waiting: int
    known: int
    usual: int
    headline: str
    some: str
    all: str


class _Break(NamedTuple):
    """Study days: the last one before a break, the first one after it, what is usual on one."""

    last: int
    back: int
    answers: int


def returning(session: Session) -> Return | None:
    """Return what a session on screens begins with after a break; None where it just begins.

    So it does where the learner said how much to ask, in practice and in exams.
    """
    plan, progress, now, queue = session.plan, session.progress, session.now, session.queue
    chose = plan.limit is not None or plan.minutes is not None or plan.mode is not Mode.STUDY
    if chose or not plan.screens or plan.habits is None:
        return None
    if len(queue.learning) + len(queue.due) <= _FEWEST:
        return None
    today, answered = progress.day(now), plan.habits.days
    found = _newest_break(answered, today)
    if found is None:
        return None
    new = set(queue.new)
    cards = [card for card in queue.coming(now) if card not in new]

    def seconds(cards: list[str], pace: Pace) -> float:
        return seconds_of(cards, progress, now, scheduler=plan.scheduler, pace=pace)

    answers = seconds(cards, Pace(seconds=1.0))
    usual = max(_FEWEST, round(len(cards) * found.answers / answers))
    if len(cards) <= _BACKLOG * usual:
        return None
    chances = (
        plan.scheduler.retrievability(
            progress.record(card).state, now, calibration=progress.calibration, mood=True
        )
        for card in cards
    )
    known = round(sum(chance or 0.0 for chance in chances))
    pace = pace_of(plan.habits) if plan.habits.answers >= ENOUGH else None
    catching_up = found.back < today or today in answered
    days, waiting = found.back - found.last, len(cards)
    takes = [
        f", about {estimate(seconds(some, pace))}" if pace else ""
        for some in (cards[:usual], [*cards, *queue.new])
    ]
    headline = (
        f"{waiting} cards still wait from your break"
        if catching_up
        else f"Welcome back after {days} days. {waiting} cards wait"
    )
    new_ones = f", then {count(len(new), 'new card')}" if new else ""
    return Return(
        days=days,
        catching_up=catching_up,
        waiting=waiting,
        known=known,
        usual=usual,
        headline=f"{headline}; you still know about {known} of them.",
        some=f"the {usual} that matter most now{takes[0]}; the rest over the next days",
        all=f"all {waiting}{new_ones}{takes[1]}",
    )


def _newest_break(answered: Mapping[int, int], today: int) -> _Break | None:
    """Return the newest break that a learner still catches up on; None if there is none.

    Args:
        answered: how many answers there were on each study day.
        today: the number of the study day of now.
    """
    days = sorted(day for day in answered if day < today)
    for last, back in reversed(list(pairwise([*days, today]))):
        if today - back >= CATCHING_UP:
            return None
        if back - last >= BREAK:
            newest = [answered[day] for day in days if day <= last][-_USUAL_DAYS:]
            return _Break(last, back, sorted(newest)[len(newest) // 2])
    return None
