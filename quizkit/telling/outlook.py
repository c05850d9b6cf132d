"""What comes after a session: later today, tomorrow, and the days in a row so far."""

from collections.abc import Iterator
from datetime import timedelta

from quizkit.planning import ENOUGH, pace_of, seconds_of
from quizkit.progress import Habits
from quizkit.session import Session
from quizkit.study_queue import LEARN_AHEAD
from quizkit.study_queue.queue import Waiting
from quizkit.telling.days import in_a_row
from quizkit.wording import count, estimate, when


def outlook(session: Session, habits: Habits | None) -> Iterator[str]:
    """Yield what is left for today, days in a row, and what tomorrow holds, a sentence each.

    Args:
        session: a study session.
        habits: how the learner studies by now; None if nobody knows.
    """
    now, progress, plan = session.now, session.progress, session.plan
    waiting = Waiting(plan.cards.values(), progress)
    today = waiting.queue(now, scheduler=None, new_a_day=plan.new_a_day)
    left = today.remaining(now)
    later = [at for at, _ in today.learning if at - now > LEARN_AHEAD]
    if left:
        yield f"{left} more whenever you like."
    if later:
        first = when(now, later[0], progress.day)
        yield f"Later today: {count(len(later), 'card')}, the first {first}."
    if not left and not later:
        yield "That is all for today."
    days = in_a_row(habits, progress.day(now)) if plan.streak else ""
    tomorrow = _tomorrow(session, waiting, habits)
    if days or tomorrow:
        yield " ".join(filter(None, [days and f"{days}.", tomorrow]))


def _tomorrow(session: Session, waiting: Waiting, habits: Habits | None) -> str:
    """Return how many cards come tomorrow and how long they take, else when the next one comes."""
    now, progress, plan = session.now, session.progress, session.plan
    end = progress.days.due(now, timedelta(days=2)) - timedelta(milliseconds=1)
    queue = waiting.queue(end, scheduler=None, new_a_day=plan.new_a_day)
    cards = [*(card for _, card in queue.learning), *queue.due, *queue.new]
    if not cards:
        coming = waiting.next_due(now)
        return "" if coming is None else f"Next card: {when(now, coming, progress.day)}."
    said = f"Tomorrow: {count(len(cards), 'card')}"
    if queue.new:
        said += ", all new" if len(queue.new) == len(cards) else f", {len(queue.new)} of them new"
    if habits is not None and habits.answers >= ENOUGH:
        pace = pace_of(habits)
        seconds = seconds_of(cards, progress, end, scheduler=plan.scheduler, pace=pace)
        said += f", about {estimate(seconds)}"
    return f"{said}."
