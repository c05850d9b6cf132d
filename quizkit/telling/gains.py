"""What a session brought: cards that hold by now, those that were nearly gone, what was reached."""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from quizkit.model import Card
from quizkit.progress import Habits
from quizkit.scheduling import Phase, Rating
from quizkit.session import Judged, Session
from quizkit.wording import on_one_line, wait

NEARLY_FORGOTTEN = 0.75
"""A card with a lower chance of recall had nearly been forgotten."""
_WORTH_TELLING = 2  # days
_PROMPT = 36

HELD = {
    10: "Your first 10 cards hold for a week or longer.",
    100: "You know 100 cards: each has held for a week or longer.",
    1000: "You know 1000 cards: each has held for a week or longer.",
}
DAYS = {
    30: "This is your 30th day of study.",
    100: "This is your 100th day of study.",
    365: "This is your 365th day of study: a year of them.",
}
"""What is said, once, when so many cards have held for a week, and on so many-th a study day."""


class Gain(NamedTuple):
    """Something that a session brought: what it is, and how much."""

    label: str
    text: str


def gains(session: Session) -> tuple[Gain, ...]:
    """Return what a study session brought; nothing that it did not."""
    first = {answer.card: answer for answer in reversed(session.answers) if answer.rating}
    cards = {card: first[card] for card in reversed(first)}
    found = [*_new(session, cards), *_came_back(session, cards), *_longest(session, cards)]
    return tuple(found)


_First = dict[Card, Judged]
"""The first answer of a session to each of its cards."""


def _new(session: Session, first: _First) -> Iterator[Gain]:
    """Yield how many cards that were new today hold until tomorrow or longer."""
    progress, today = session.progress, session.progress.day(session.now)
    records = [progress.record(card.id) for card in first]
    new = [each for each in records if each.first_day == today and not each.suspended]
    held = sum(_holds_until(each.state.due, each.state.phase, session) > today for each in new)
    if held:
        of = "" if held == len(new) else f" of {len(new)}"
        yield Gain("New today", f"{held}{of} now remembered until tomorrow or longer")
    elif new:
        yield Gain("New today", f"{len(new)} begun")


def _holds_until(due: datetime | None, phase: Phase, session: Session) -> int:
    """Return the study day until which a card holds; 0 for one in its steps, or not scheduled."""
    return session.progress.day(due) if due is not None and phase is Phase.REVIEW else 0


def _came_back(session: Session, first: _First) -> Iterator[Gain]:
    """Yield how many cards were recalled that had nearly been forgotten."""
    scheduler, right, all_ = session.plan.scheduler, 0, 0
    for card, answer in first.items():
        before = answer.before
        state = before.record(card.id).state
        if state.phase is Phase.REVIEW:
            known = before.calibration
            chance = scheduler.retrievability(state, answer.at, calibration=known, mood=True)
            if chance is not None and chance < NEARLY_FORGOTTEN:
                all_ += 1
                right += answer.rating is not Rating.AGAIN
    if right:
        of = "" if right == all_ else f" of {all_}"
        yield Gain("Came back", f"{right}{of} you had nearly forgotten")


def _longest(session: Session, first: _First) -> Iterator[Gain]:
    """Yield the card that holds longest by now, and for how long."""
    progress, now = session.progress, session.now
    states = {card: progress.record(card.id).state for card in first}
    until = {card: _holds_until(each.due, each.phase, session) for card, each in states.items()}
    card = max(until, key=until.__getitem__, default=None)
    if card is not None and until[card] >= progress.day(now) + _WORTH_TELLING:
        prompt = on_one_line(card.prompt)
        if len(prompt) > _PROMPT:
            prompt = f"{prompt[:_PROMPT].rpartition(' ')[0] or prompt[:_PROMPT]} …"
        span = wait(now, states[card].due, progress.day)
        yield Gain("Longest hold", f"“{prompt}”: {span} now")


def milestones(session: Session, habits: Habits | None) -> tuple[str, ...]:
    """Return what was reached in a session for the first time, a sentence each.

    It follows from the log alone, in which cards once held hold for ever, so that no device tells
    it a second time.

    Args:
        session: its plan knows how the learner studied before.
        habits: how the learner studies by now.
    """
    before = session.plan.habits
    if before is None or habits is None or not session.plan.streak:
        return ()
    return (
        *(said for mark, said in HELD.items() if before.held < mark <= habits.held),
        *(said for mark, said in DAYS.items() if len(before.days) < mark <= len(habits.days)),
    )
