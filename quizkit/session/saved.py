"""A session kept between two requests: as JSON values, and back.

What is kept is how the session began and what the learner did in it; to go through that again
gives the session, with all that can be undone. Decks, settings and the log are the caller's, and
are handed in again.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from attrs import evolve

from quizkit.errors import SessionError
from quizkit.progress import CardRecord, Progress
from quizkit.scheduling import Calibration, CardState, Rating
from quizkit.session.machine import Session
from quizkit.session.screens import Command, Finished, Input, Plan, Rate, Respond
from quizkit.study_queue import Queue

_TYPE, _VERSION = "Session", 1


def kept(session: Session) -> dict[str, Any]:
    """Return a session as JSON values, to be kept between two requests.

    Plan and progress are not in it: the caller has them from the decks and the log.
    """
    first = session
    touched: dict[str, CardRecord | None] = {}  # as they were before; None if new
    while first.previous is not None:
        first = first.previous
        if not isinstance(first.screen, Finished):  # at the end nothing is done to a card
            card = first.screen.card.id
            touched[card] = first.progress.records.get(first.progress.name(card))
    queue, calibration = first.queue, first.progress.calibration
    return {
        "type": _TYPE,
        "version": _VERSION,
        "began": session.began.isoformat(),
        "learning": [[due.isoformat(), card] for due, card in queue.learning],
        "due": list(queue.due),
        "new": list(queue.new),
        "calibration": calibration and calibration.to_dict(),
        "records": {card: r and _record_to_dict(r) for card, r in touched.items()},
        "inputs": [[*_input_to_json(given), at.isoformat()] for given, at in session.inputs],
        "events": session.events,
    }


def resumed(data: object, plan: Plan, progress: Progress) -> Session:
    """Return the session that was kept, played again.

    Args:
        data: what `kept` gave.
        plan: as at the start; of equal decks, seed and writer.
        progress: the state of every card by now, the events of this session included.

    Raises:
        ValueError: of another version, not what `kept` gives, or of decks that have changed
            since.
    """
    if not isinstance(data, Mapping) or data.get("type") != _TYPE:
        raise ValueError("this is no stored Session")
    if data.get("version") != _VERSION:
        raise ValueError(
            f"a stored Session of version {data.get('version')!r}; "
            f"this program reads version {_VERSION}"
        )
    try:
        events = data["events"]
        session = _begun(data, plan, progress)
        for kind, value, at in data["inputs"]:
            session, _ = session.step(_input_from_json(kind, value), datetime.fromisoformat(at))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ValueError(f"a stored Session that cannot be read: {error}") from error
    except SessionError as error:
        raise ValueError(_CHANGED) from error
    if session.events != events:
        raise ValueError(_CHANGED)
    return session


_CHANGED = (
    "the session cannot be taken up again, as the deck or quizkit has changed since; "
    "start a new one: its answers are in the log"
)


def _begun(data: Mapping[str, Any], plan: Plan, progress: Progress) -> Session:
    """Return the session before its first input; ValueError if the deck lacks a card of it."""
    cards = {*data["due"], *data["new"], *(card for _, card in data["learning"])}
    if not plan.cards.keys() >= cards:
        raise ValueError(_CHANGED)
    records = dict(progress.records)
    for card, record in data["records"].items():
        records.pop(progress.name(card), None)
        if record is not None:
            records[progress.name(card)] = _record_from_dict(record)
    queue = Queue(
        learning=tuple((datetime.fromisoformat(due), card) for due, card in data["learning"]),
        due=tuple(data["due"]),
        new=tuple(data["new"]),
        limit=plan.limit,
    )
    known = data["calibration"]
    calibration = None if known is None else Calibration.from_dict(known)
    progress = evolve(progress, records=records, calibration=calibration)
    began = datetime.fromisoformat(data["began"])
    return Session(plan, progress, queue, Finished(), began, began).asking()


def _input_to_json(given: Input) -> tuple[str, Any]:
    match given:
        case Respond(response):
            return "respond", response
        case Rate(rating):
            return "rate", rating.value
        case Command():
            return "command", given.value


def _input_from_json(kind: str, value: Any) -> Input:
    match kind:
        case "respond":
            return Respond(value)
        case "rate":
            return Rate(Rating(value))
        case "command":
            return Command(value)
        case _:
            raise ValueError(f"unknown input {kind!r}")


def _record_to_dict(record: CardRecord) -> dict[str, Any]:
    return {
        "state": record.state.to_dict(),
        "first_day": record.first_day,
        "last_day": record.last_day,
        "last_rating": record.last_rating and record.last_rating.value,
        "buried_day": record.buried_day,
        "suspended": record.suspended,
    }


def _record_from_dict(data: Mapping[str, Any]) -> CardRecord:
    state, rating = CardState.from_dict(data["state"]), data["last_rating"]
    return CardRecord(**{**data, "state": state, "last_rating": rating and Rating(rating)})
