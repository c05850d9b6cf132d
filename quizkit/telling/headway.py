"""How far a session is: the cards that were asked, those done with, the minutes to go."""

from typing import TYPE_CHECKING, NamedTuple

from attrs import evolve

from quizkit.lazy import deferred
from quizkit.progress import Habits
from quizkit.progress.habits import LONGEST
from quizkit.scheduling import CardState, Phase
from quizkit.session import Asking, Judged, Mode, Pausing, Session
from quizkit.study_queue import Queue
from quizkit.wording import headway, headway_spoken

if TYPE_CHECKING:
    from quizkit import planning
    from quizkit.telling import exams
else:  # of a learner of whom nothing is known no minutes are told
    planning = deferred("quizkit.planning")
    exams = deferred("quizkit.telling.exams")


class Place(NamedTuple):
    """How far a session is.

    Args:
        title: of the deck that the card on the screen belongs to.
        asked: how many different cards were asked in this session, the one on the screen counted.
        cards: how many it has, as far as can be said; never fewer than were asked.
        done: how many of them are done with, those in their steps as far as these go; 0 to `cards`.
        minutes: how long the rest will take, rounded; None where that is not known or not told, as
            in an exam.
        again: whether the card on the screen was asked in this session before.
        said: all this in a few words, to stand beside a picture of it.
        spoken: the same as a sentence, to be heard.
    """

    title: str
    asked: int
    cards: int
    done: float
    minutes: int | None
    again: bool
    said: str
    spoken: str


def place(session: Session, screen: Asking | Judged | Pausing) -> Place:
    """Return the place of a session that shows a question, the feedback on its answer, or a pause."""
    plan, queue, card = session.plan, session.queue, screen.card
    again = card.id in queue.begun
    if isinstance(screen, Judged):  # as it will be if the marked grade is taken
        queue = session.queue_after(screen, screen.offers[screen.default])
    begun, coming = queue.begun, queue.coming(session.now)
    back = [each for each in coming if each in begun]
    first = coming[len(back) :]
    minutes, clock = None, ""
    if plan.mode is not Mode.EXAM:
        first, minutes = _within(session, queue, back, first)
    elif plan.exam.time is not None:
        clock = exams.clock_left(session)
    asked = len(begun | {card.id})
    cards = max(asked, len(begun) + len(first))
    mode = f"{plan.mode.value} · " if plan.practice else ""
    return Place(
        title=plan.decks[card.deck_id].title,
        asked=asked,
        cards=cards,
        done=len(begun) - sum(_left_of(each, session, screen) for each in back),
        minutes=minutes,
        again=again,
        said=mode + headway(asked, cards, minutes) + clock,
        spoken=headway_spoken(asked, cards, minutes, again=again),
    )


def _within(
    session: Session, queue: Queue, back: list[str], first: list[str]
) -> tuple[list[str], int | None]:
    """Return the cards to begin that there is time for, and the minutes that all will take.

    Args:
        session: where it stands.
        queue: what is still to be asked.
        back: cards that come back.
        first: cards to begin, if there is time.
    """
    habits = habits_by_now(session) or Habits()
    left = queue.seconds
    if left is None and not habits.answers:
        return first, None
    pace = planning.pace_of(habits)
    seconds = seconds_to_come(session, back, pace)
    to_begin = seconds_to_come(session, first, pace)
    if left is not None and seconds + to_begin > left > 0:
        fit = round(len(first) * (left - seconds) / to_begin) if to_begin else 0
        return first[: max(0, fit)], in_minutes(left)
    known = habits.answers >= planning.ENOUGH
    return first, in_minutes(seconds + to_begin) if known else None


def _left_of(card: str, session: Session, screen: Asking | Judged | Pausing) -> float:
    """Return which part of a card that comes back is not done, by its steps; above 0, 1 at most."""
    if session.plan.practice:
        return 0.5
    state = session.progress.record(card).state
    if isinstance(screen, Judged) and screen.card.id == card:
        state = screen.offers[screen.default]
    return 1 - _passed(state, planning.showings(session.plan.scheduler))


def _passed(state: CardState, steps: "planning.Showings") -> float:
    """Return how far a card is through its steps, 0 to below 1; one that lapsed is halfway at least."""
    step = state.step or 0
    if state.phase is Phase.RELEARNING:
        return (step + 1) / (max(1, steps.relearning, step + 1) + 1)
    return step / max(1, steps.learning, step + 1)


def seconds_to_come(session: Session, cards: list[str], pace: "planning.Pace") -> float:
    """Return how many seconds cards take from now on."""
    plan = session.plan
    if plan.practice:
        return pace.seconds * len(cards)
    return planning.seconds_of(
        cards, session.progress, session.now, scheduler=plan.scheduler, pace=pace
    )


def in_minutes(seconds: float) -> int:
    """Return seconds as minutes, rounded; one at least, but for none."""
    return max(1, round(seconds / 60)) if seconds > 0 else 0


def habits_by_now(session: Session) -> Habits | None:
    """Return how the learner studied before a session, with the time that its answers took."""
    habits = session.plan.habits
    if habits is None or session.plan.practice:
        return habits
    spent = [min(LONGEST, answer.at - answer.asking.since) for answer in session.answers]
    return evolve(habits, answers=habits.answers + len(spent), spent=sum(spent, start=habits.spent))
