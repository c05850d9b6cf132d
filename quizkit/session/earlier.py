"""An answer of an earlier sitting taken back: undo in a session where nothing was done yet."""

from datetime import datetime
from typing import NamedTuple

from attrs import evolve

from quizkit.errors import SessionError
from quizkit.model import Card
from quizkit.progress import Answered, EventId, Progress, Undone
from quizkit.progress.instants import after
from quizkit.session.beginning import start
from quizkit.session.machine import Session


class TakenBack(NamedTuple):
    """An answer to be taken back, by an event to save, and the card that was answered."""

    event: Undone
    card: Card


def cards_by_name(session: Session) -> dict[str, Card]:
    """Return the cards of a session by all ids that answers may have them under."""
    plan, progress = session.plan, session.progress
    cards = {progress.name(card_id): card for card_id, card in plan.cards.items()}
    return cards | {old: cards[now] for old, now in progress.names.items() if now in cards}


def undo_earlier(
    session: Session, cards: dict[str, Card], newest: Answered | None, now: datetime
) -> TakenBack:
    """Return the event that takes back the newest answer of an earlier sitting to these cards.

    Args:
        session: one that has nothing of its own to undo.
        cards: as `cards_by_name` says.
        newest: the newest answer to them that stands; None if there is none.
        now: an aware datetime in the learner's offset.

    Raises:
        SessionError: there is no such answer.
    """
    if newest is None:
        raise SessionError("nothing to undo: no answer to these cards was given on this device")
    at = after(now, newest.at)
    number = EventId(session.plan.writer, session.events + 1)
    return TakenBack(Undone(id=number, at=at, target=newest.id), cards[newest.card])


def begun_again(session: Session, progress: Progress, now: datetime) -> Session:
    """Return the session begun anew on what the log says now, with the undo as its newest event."""
    events = session.events + 1
    return evolve(start(session.plan, progress, now), events=events, events_at_first=events)
