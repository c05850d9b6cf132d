"""An answer of an earlier sitting taken back: undo in a session where nothing was done yet."""

from collections.abc import Container, Iterable
from datetime import datetime
from typing import NamedTuple

from attrs import evolve

from quizkit.errors import SessionError
from quizkit.model import Card
from quizkit.progress import Event, EventId, Progress, Undone, newest_answer
from quizkit.session.machine import Session, start


class TakenBack(NamedTuple):
    """An answer to be taken back, by an event to save, and the card that was answered."""

    event: Undone
    card: Card


def undo_earlier(
    session: Session, events: Iterable[Event], writers: Container[str], now: datetime
) -> TakenBack:
    """Return the event that takes back the newest answer of an earlier sitting to these cards.

    Args:
        session: one that has nothing of its own to undo.
        events: the log.
        writers: names of the sittings that count, such as those on this device.
        now: an aware datetime in the learner's offset.

    Raises:
        SessionError: there is no such answer.
    """
    plan, progress = session.plan, session.progress
    # An answer may go by what its card was called then.
    cards = {progress.name(card_id): card for card_id, card in plan.cards.items()}
    cards |= {old: cards[now] for old, now in progress.names.items() if now in cards}
    target = newest_answer(events, writers, cards)
    if target is None:
        raise SessionError("nothing to undo: no answer to these cards was given on this device")
    at = max(now, target.at)  # whatever the clock says, it comes after what it undoes
    number = EventId(plan.writer, session.events + 1)
    return TakenBack(Undone(id=number, at=at, target=target.id), cards[target.card])


def begun_again(session: Session, progress: Progress, now: datetime) -> Session:
    """Return the session begun anew on what the log says now, with the undo as its newest event."""
    return evolve(start(session.plan, progress, now), events=session.events + 1)
