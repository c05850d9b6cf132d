"""An event as a row of the log, and a row as an event."""

import json
from collections.abc import Callable, Mapping
from datetime import timedelta
from enum import IntEnum
from operator import itemgetter
from typing import Any, NamedTuple

from quizkit.errors import StoreError
from quizkit.progress import (
    Answered,
    AnswerOutcome,
    Brought,
    Buried,
    CarriedOver,
    Configured,
    Event,
    EventId,
    Flagged,
    Forgotten,
    Rated,
    Remembered,
    Rescheduled,
    Response,
    Suspended,
    Undone,
    Wording,
)
from quizkit.progress.events import RUNS, is_response
from quizkit.progress.instants import (
    INSTANTS,
    MILLISECOND,
    from_milliseconds,
    from_milliseconds_if,
    milliseconds,
    milliseconds_if,
    minutes_east,
)
from quizkit.scheduling import Rating
from quizkit.store.faults import LONGEST
from quizkit.store.names import Names, Numbers, are_texts


class EventKind(IntEnum):
    """The kinds of events, by the number that each has in a file; a number is never used again."""

    ANSWER = 1
    RATE = 2
    UNDO = 3
    BURY = 4
    SUSPEND = 5
    CONFIGURE = 6
    CARRY_OVER = 7
    FORGET = 8
    RESCHEDULE = 9
    BROUGHT = 10
    FLAG = 11


class Row(NamedTuple):
    """A row of the table of events; what its columns hold is said in the layout of the file."""

    at: int
    writer: int
    number: int
    zone: int
    kind: int
    card: int | None = None
    rating: int | None = None
    outcome: str | None = None
    due: int | None = None
    duration: int | None = None
    practice: int | None = None
    response: str | bytes | None = None
    target_writer: int | None = None
    target_number: int | None = None
    name: str | None = None
    other_card: int | None = None


NUMBERS = 0, 2**62
_NO_TIME = timedelta(0)
ZONES = -1439, 1439
DURATIONS = 0, 4 * 10**14
"""What number, zone and duration may be, the last as long as the calendar."""

COLUMNS = ", ".join(Row._fields)
ANSWER_COLUMNS = ", ".join(Row._fields[:12])
"""Those that an answer has."""

NONSENSE = (KeyError, OverflowError, RecursionError, TypeError, ValueError)
"""What `event_of` and `wording_of` raise of a row that makes no sense."""

OUTCOMES = {
    "c": AnswerOutcome.CORRECT,
    "n": AnswerOutcome.CLOSE,
    "p": AnswerOutcome.PARTIAL,
    "w": AnswerOutcome.WRONG,
    "s": AnswerOutcome.SELF,
}
_LETTERS = {outcome: letter for letter, outcome in OUTCOMES.items()}


def answer_row(event: Event, numbers: Numbers) -> tuple[Any, ...] | None:
    """Return the ANSWER_COLUMNS of an answer whose writer and card have numbers already.

    None of any other event.
    """
    if not isinstance(event, Answered):
        return None
    writer, card = numbers.writers.get(event.id.writer), numbers.cards.get(event.card)
    return None if writer is None or card is None else _answer(event, writer, card)


def _answer(event: Answered, writer: int, card: int) -> tuple[Any, ...]:
    due, duration, at, rating = event.due, event.duration, event.at, event.rating
    if event.id[1] < 0 or (duration is not None and duration < _NO_TIME):
        raise StoreError(f"an event has a number and a duration of 0 or more, not {event!r:.200}")
    return (
        milliseconds(at),
        writer,
        event.id[1],
        minutes_east(at),
        1,  # EventKind.ANSWER: what is no plain int, sqlite3 adapts slowly
        card,
        None if rating is None else rating.value,
        _LETTERS[event.outcome],
        milliseconds_if(due),
        None if duration is None else duration // MILLISECOND,
        1 if event.practice else None,
        _packed(event.response),
    )


def _packed_memory(told: Remembered | None) -> bytes | None:
    return None if told is None else json.dumps(told.to_dict()).encode()


def _told(stored: object) -> Remembered | None:
    return None if stored is None else Remembered.from_dict(_json(stored))


def _json(stored: object) -> Any:
    """Return what a blob of JSON holds; one of NONSENSE if it is none."""
    if not isinstance(stored, bytes):
        raise TypeError("what is no text is stored as a blob of JSON")
    return json.loads(stored)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("a setting has a name and a value, and a flag words, that are texts")
    return value


def _words(stored: object) -> str | None:
    return None if stored is None else _text(_unpacked(stored))


class Field(NamedTuple):
    """How a field of an event is kept: written to which columns, and read from them."""

    write: Callable[[Any, Numbers], Mapping[str, Any]]
    read: Callable[[Any, Names], Any]


_CARD = Field(
    lambda card, numbers: {"card": numbers.card(card)},
    lambda row, names: names.cards[row.card],
)
_OTHER_CARD = Field(
    lambda card, numbers: {"other_card": numbers.card(card)},
    lambda row, names: names.cards[row.other_card],
)
_TARGET = Field(
    lambda name, numbers: {
        "target_writer": numbers.writer(name.writer),
        "target_number": name.number,
    },
    lambda row, names: EventId(
        names.writers[row.target_writer], _whole(row.target_number, *NUMBERS)
    ),
)
_RATING = Field(lambda rating, _: {"rating": rating.value}, lambda row, _: Rating(row.rating))
_VERDICT = Field(
    lambda outcome, _: {"outcome": _LETTERS.get(outcome)},
    lambda row, _: OUTCOMES[row.outcome] if row.outcome else None,
)
_DUE = Field(
    lambda due, _: {"due": milliseconds_if(due)},
    lambda row, _: from_milliseconds_if(row.due, row.zone),
)
_DATE = Field(
    lambda due, _: {"due": milliseconds(due)}, lambda row, _: from_milliseconds(row.due, row.zone)
)
_SETTING = Field(lambda name, _: {"name": name}, lambda row, _: _text(row.name))
_VALUE = Field(lambda value, _: {"response": value}, lambda row, _: _text(row.response))
_WORDS = Field(lambda text, _: {"response": _packed(text)}, lambda row, _: _words(row.response))
_REMEMBERED = Field(
    lambda told, _: {"response": _packed_memory(told)}, lambda row, _: _told(row.response)
)
_RUNS = Field(
    lambda runs, _: {"response": json.dumps(RUNS.write(runs)).encode()},
    lambda row, _: RUNS.read(_json(row.response)),
)

_Layout = tuple[type[Event], Mapping[str, Field]]

LAYOUTS: Mapping[EventKind, _Layout] = {
    EventKind.RATE: (
        Rated,
        {"answer": _TARGET, "rating": _RATING, "due": _DUE, "outcome": _VERDICT},
    ),
    EventKind.UNDO: (Undone, {"target": _TARGET}),
    EventKind.BURY: (Buried, {"card": _CARD}),
    EventKind.SUSPEND: (Suspended, {"card": _CARD}),
    EventKind.CONFIGURE: (Configured, {"name": _SETTING, "value": _VALUE}),
    EventKind.CARRY_OVER: (CarriedOver, {"source": _CARD, "target": _OTHER_CARD, "due": _DUE}),
    EventKind.FORGET: (Forgotten, {"card": _CARD}),
    EventKind.RESCHEDULE: (Rescheduled, {"card": _CARD, "due": _DATE, "remembered": _REMEMBERED}),
    EventKind.BROUGHT: (Brought, {"source": _SETTING, "runs": _RUNS}),
    EventKind.FLAG: (Flagged, {"card": _CARD, "text": _WORDS}),
}
"""The event of each kind, and how its fields are kept; answers, which are nearly all, do without."""

KINDS: Mapping[type[Event], EventKind] = {event: kind for kind, (event, _) in LAYOUTS.items()}
"""The number of each kind but answers."""


def row_of(event: Event, numbers: Numbers) -> Row:
    """Return `event` as a row."""
    writer = numbers.writer(event.id.writer)
    if isinstance(event, Answered):
        return Row(*_answer(event, writer, numbers.card(event.card)))
    kind = KINDS[type(event)]
    columns: dict[str, Any] = {}
    for name, field in LAYOUTS[kind][1].items():
        columns |= field.write(getattr(event, name), numbers)
    begin = milliseconds(event.at), writer, event.id.number, minutes_east(event.at)
    return Row(*begin, kind, **columns)


_INTEGERS = {int, type(None)}
_REFERENCES = itemgetter(*map(Row._fields.index, ("card", "due", "target_writer", "other_card")))
_PRACTICE = {None: False, 0: False, 1: True}


def _whole(value: object, least: int, most: int) -> int:
    if type(value) is not int or not least <= value <= most:
        raise ValueError(f"a whole number from {least} to {most} is needed, not {value!r:.60}")
    return value


def _duration(stored: int | None) -> timedelta | None:
    return None if stored is None else _whole(stored, *DURATIONS) * MILLISECOND


def event_of(values: tuple[Any, ...], names: Names) -> Event:
    """Return the event that a row holds, given as the columns of `Row`.

    Raises:
        KeyError, OverflowError, RecursionError, TypeError, ValueError: it holds none.
    """
    row: Any = Row._make(values)
    if not {type(number) for number in (*row[:5], *_REFERENCES(row))} <= _INTEGERS:
        raise TypeError("instants, kinds and what rows refer to are whole numbers")
    name = EventId(names.writers[row.writer], _whole(row.number, *NUMBERS))
    at = from_milliseconds(row.at, _whole(row.zone, *ZONES))
    if row.kind == EventKind.ANSWER:
        return Answered(
            id=name,
            at=at,
            card=names.cards[row.card],
            response=_unpacked(row.response),
            outcome=OUTCOMES[row.outcome or "s"],
            rating=None if row.rating is None else Rating(row.rating),
            due=_DUE.read(row, names),
            duration=_duration(row.duration),
            practice=_PRACTICE[row.practice],
        )
    event, fields = LAYOUTS[row.kind]
    read = {each: field.read(row, names) for each, field in fields.items()}
    return event(id=name, at=at, **read)


def wording_of(row: tuple[Any, ...]) -> Wording:
    """Return the wording that a row holds.

    Raises:
        OverflowError, TypeError, ValueError: it holds none.
    """
    note, at, kind, prompt, answers = row
    read = json.loads(answers)
    if not isinstance(read, dict) or not are_texts((note, kind, prompt, *read.values())):
        raise TypeError("a wording is made of texts")
    return Wording(note, from_milliseconds(_whole(at, *INSTANTS), 0), kind, prompt, read)


def _packed(response: Response) -> str | bytes | None:
    """Return a response as SQLite keeps it: a text as text, all else as a blob of JSON."""
    if response is None:
        return None
    if isinstance(response, str):
        if len(response) > LONGEST // 4:  # as many bytes as UTF-8 may need
            raise StoreError(f"an answer of more than {LONGEST // 4:,} characters cannot be kept")
        try:
            response.encode()
        except UnicodeEncodeError:  # a lone surrogate
            pass
        else:
            if "\0" not in response:
                return response
    if not is_response(response):
        raise StoreError(f"a response is a text, or texts in a list or a mapping: {response!r:.60}")
    return json.dumps(response).encode()


def _unpacked(stored: object) -> Response:
    if stored is None or isinstance(stored, str):
        return stored
    response: Response = _json(stored)
    if not is_response(response):
        raise TypeError("a response is a text, or texts in a list or a mapping")
    return response


def is_packed(stored: object) -> bool:
    """Return whether a response is stored just as we would store it; False if it is none."""
    if isinstance(stored, str):
        return "\0" not in stored
    try:
        return isinstance(stored, bytes) and _packed(_unpacked(stored)) == stored
    except NONSENSE:
        return False
