"""A session kept between two requests: as JSON values, and back.

What is kept is how the session began and what the learner did in it; to go through that again
gives the session, with all that can be undone. Decks, settings and the log are the caller's, and
are handed in again.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from attrs import evolve

from quizkit.errors import SessionError
from quizkit.grading import Verdict
from quizkit.progress import CardRecord, Progress
from quizkit.progress.events import RATING, TEXT, is_response
from quizkit.scheduling import Calibration, CardState
from quizkit.scheduling.stored import (
    COUNT,
    FLAG,
    INSTANT,
    NUMBER,
    WHOLE,
    Codec,
    UnlikeError,
    inner,
    layout,
    many,
    optional,
    shown,
)
from quizkit.session.machine import Session
from quizkit.session.screens import (
    Command,
    Done,
    Finished,
    Flag,
    Input,
    Plan,
    Rate,
    Respond,
)
from quizkit.study_queue import Queue

_TYPE, _VERSION = "Session", 4


class StaleSessionError(SessionError):
    """A kept session that the decks of now do not lead to; begin a new one, its answers are saved."""


_CHANGED = (
    "the session cannot be taken up again, as the deck or quizkit has changed since; "
    "start a new one: its answers are in the log"
)


def kept(session: Session) -> dict[str, Any]:
    """Return a session as JSON values, to be kept between two requests.

    Plan and progress are not in it: the caller has them from the decks and the log. Verdicts are:
    what was judged stays judged so.
    """
    touched: dict[str, CardRecord | None] = {}  # as they were before; None if new
    for before in reversed(session.earlier):
        card = before.screen.card.id
        touched[card] = before.progress.records.get(before.progress.name(card))
    first = session.earlier[0] if session.earlier else session
    queue, calibration = session.at_first, first.progress.calibration
    verdicts: dict[Verdict, int] = {}  # most answers share theirs
    return {
        "type": _TYPE,
        "version": _VERSION,
        "began": session.began.isoformat(),
        "learning": [[due.isoformat(), card] for due, card in queue.learning],
        "due": list(queue.due),
        "new": list(queue.new),
        "spaced": queue.spaced,
        "seconds": queue.seconds,
        "calibration": calibration and calibration.to_dict(),
        "records": {card: r and _record_to_dict(r) for card, r in touched.items()},
        "inputs": [_done_to_json(done, verdicts) for done in session.inputs],
        "verdicts": [verdict.to_dict() for verdict in verdicts],
        "events": session.events,
        "events_at_first": session.events_at_first,
    }


def resumed(data: object, plan: Plan, progress: Progress) -> Session:
    """Return the session that was kept, played again with the verdicts that it had.

    Args:
        data: what `kept` gave.
        plan: as at the start; of equal decks, seed and writer.
        progress: the state of every card by now, the events of this session included.

    Raises:
        StaleSessionError: the decks have changed since, so that it does not go on in them.
        ValueError: not what `kept` gives, or of a version that is not known here.
    """
    stored = _read(data)
    session = _begun(stored, plan, progress)
    try:
        for done in _history(stored):
            session, _ = session.again(done)
    except SessionError as error:
        raise StaleSessionError(_CHANGED) from error
    touched = {before.screen.card.id for before in session.earlier}
    if session.events != stored.events or touched != stored.records.keys():
        raise StaleSessionError(_CHANGED)
    return session


class _Stored(NamedTuple):
    """The fields of a kept session; their layouts are in `_LAYOUTS`."""

    began: datetime
    learning: tuple[tuple[datetime, str], ...]
    due: tuple[str, ...]
    new: tuple[str, ...]
    calibration: Calibration | None
    records: Mapping[str, CardRecord | None]
    inputs: tuple[tuple[Input, datetime, int | None], ...]
    events: int
    verdicts: tuple[Verdict, ...] = ()
    events_at_first: int = 0
    spaced: bool = False
    seconds: float | None = None


def _read(data: object) -> _Stored:
    """Return the fields of a kept session, of this or an earlier layout; else ValueError."""
    if not isinstance(data, Mapping) or data.get("type") != _TYPE:
        raise ValueError(f"this is no stored Session: {shown(data)}")
    version = data.get("version")
    if version not in list(_LAYOUTS):  # it may be anything
        raise ValueError(
            f"a stored Session of version {shown(version)}; "
            f"this program reads versions 1 to {_VERSION}"
        )
    return _Stored(**_fields(data, _LAYOUTS[version], _TYPE))


def _history(stored: _Stored) -> Iterator[Done]:
    """Yield what was done in a kept session, each answer with its verdict."""
    for given, at, verdict in stored.inputs:
        if verdict is not None and not 0 <= verdict < len(stored.verdicts):
            raise ValueError(f"verdicts of a stored Session lacks number {verdict}")
        yield Done(given, at, None if verdict is None else stored.verdicts[verdict])


def _begun(stored: _Stored, plan: Plan, progress: Progress) -> Session:
    """Return the session before its first input; StaleSessionError if the deck lacks a card of it."""
    cards = {*stored.due, *stored.new, *(card for _, card in stored.learning)}
    if not plan.cards.keys() >= cards:
        raise StaleSessionError(_CHANGED)
    records = dict(progress.records)
    for card, record in stored.records.items():
        records.pop(progress.name(card), None)
        if record is not None:
            records[progress.name(card)] = record
    queue = Queue(
        stored.learning,
        stored.due,
        stored.new,
        limit=plan.limit,
        spaced=stored.spaced,
        seconds=stored.seconds,
    )
    progress = evolve(progress, records=records, calibration=stored.calibration)
    begin, events = stored.began, stored.events_at_first
    return Session(plan, progress, queue, Finished(), begin, begin, events=events).asking()


def _done_to_json(done: Done, verdicts: dict[Verdict, int]) -> list[Any]:
    """Return what was done as a list; of a verdict its number among `verdicts`, where it is put."""
    match done.given:
        case Respond(response):
            given: list[Any] = ["respond", response]
        case Rate(rating):
            given = ["rate", int(rating)]
        case Flag(text):
            given = ["flag", text]
        case Command() as command:
            given = ["command", command.value]
    at, verdict = done.at.isoformat(), done.verdict
    if verdict is None:
        return [*given, at]
    return [*given, at, verdicts.setdefault(verdict, len(verdicts))]


def _done_from_json(value: object) -> tuple[Input, datetime, int | None]:
    """Return an input, its instant and the number of its verdict; UnlikeError if it is none."""
    match value:
        case [str(kind), what, at]:
            return _input(kind, what), INSTANT.read(at), None
        case [str(kind), what, at, int(verdict)]:
            return _input(kind, what), INSTANT.read(at), verdict
    raise UnlikeError("an input and its instant", value)


def _input(kind: str, what: Any) -> Input:
    match kind:
        case "respond" if is_response(what):
            return Respond(what)
        case "rate":
            return Rate(RATING.read(what))
        case "flag" if what is None or isinstance(what, str):
            return Flag(what)
        case "command" if what in [command.value for command in Command]:
            return Command(what)
    raise UnlikeError("an input", [kind, what])


def _waiting(value: object) -> tuple[datetime, str]:
    match value:
        case [at, str(card)]:
            return INSTANT.read(at), card
    raise UnlikeError("an instant and a card", value)


def _records(value: object) -> dict[str, CardRecord | None]:
    if not isinstance(value, Mapping):
        raise UnlikeError("a mapping", value)
    return {
        card: None if record is None else CardRecord(**_fields(record, _RECORD, "CardRecord"))
        for card, record in value.items()
    }


def _record_to_dict(record: CardRecord) -> dict[str, Any]:
    return {name: codec.write(getattr(record, name)) for name, codec in _RECORD.items()}


def _fields(data: object, codecs: Mapping[str, Codec], kind: str) -> dict[str, Any]:
    """Return the fields of a stored value of a kind by name; ValueError if one is none."""
    if not isinstance(data, Mapping):
        raise ValueError(f"a stored {kind} is a mapping, not {shown(data)}")
    fields = {}
    for name, codec in codecs.items():
        if name not in data:
            raise ValueError(f"a stored {kind} lacks {name!r}")
        try:
            fields[name] = codec.read(data[name])
        except UnlikeError as unlike:
            raise ValueError(f"{name} of a stored {kind} is {unlike}") from None
    return fields


_DAY = optional(WHOLE)
_RECORD = layout(
    state=inner(CardState.from_dict),
    first_day=_DAY,
    last_day=_DAY,
    last_rating=optional(RATING),
    buried_day=_DAY,
    suspended=FLAG,
)
_FIRST_LAYOUT = layout(
    began=INSTANT,
    learning=many(Codec(_waiting)),
    due=many(TEXT),
    new=many(TEXT),
    calibration=optional(inner(Calibration.from_dict)),
    records=Codec(_records),
    inputs=many(Codec(_done_from_json)),
    events=COUNT,
)
_WITH_VERDICTS = layout(**_FIRST_LAYOUT, verdicts=many(inner(Verdict.from_dict)))
_WITH_EVENTS = layout(**_WITH_VERDICTS, events_at_first=COUNT)
_LAYOUTS = {
    1: _FIRST_LAYOUT,
    2: _WITH_VERDICTS,
    3: _WITH_EVENTS,
    _VERSION: layout(**_WITH_EVENTS, spaced=FLAG, seconds=optional(NUMBER)),
}
"""The fields of a kept session by version; the first kept no verdicts, and is judged again."""
