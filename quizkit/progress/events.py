"""The events of the log: what can happen to the progress of a learner.

The log only grows: an undo adds an event that names another. Events have a place in the log, by
their instant and then their id, so that logs united in any order are one log.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from attrs import frozen

from quizkit.scheduling import Rating
from quizkit.scheduling.stored import (
    COUNT,
    FLAG,
    INSTANT,
    NUMBER,
    SECONDS,
    Stored,
    between,
    inner,
    is_whole,
    layout,
    one_of,
    optional,
    such,
    then,
)

Response = str | list[str] | dict[str, str] | None
"""What a learner gave, in the form that the grader takes; None for "show me"."""


class EventId(NamedTuple):
    """The name of an event, unique over all devices: its writer, and its 1-based number there."""

    writer: str
    number: int

    def __str__(self) -> str:
        return f"{self.writer}-{self.number}"


def _is_name(value: object) -> bool:
    return isinstance(value, list | tuple) and [type(part) for part in value] == [str, int]


def is_response(value: object) -> bool:
    """Return whether a value is what a learner can have given: see `Response`."""
    if value is None or isinstance(value, str):
        return True
    if isinstance(value, dict):
        value = [*value, *value.values()]
    return isinstance(value, list) and all(isinstance(text, str) for text in value)


def _is_runs(value: object) -> bool:
    return isinstance(value, Mapping) and all(
        isinstance(writer, str) and isinstance(runs, list | tuple) and all(map(_is_run, runs))
        for writer, runs in value.items()
    )


def _is_run(value: object) -> bool:
    return (
        isinstance(value, list | tuple)
        and len(value) == 2
        and all(map(is_whole, value))
        and 0 <= value[0] <= value[1] <= 2**62
    )


class AnswerOutcome(StrEnum):
    """How good an answer was, in the grader's word or the learner's; SELF if the learner rates."""

    CORRECT = "correct"
    CLOSE = "close"
    PARTIAL = "partial"
    WRONG = "wrong"
    SELF = "self"


NAME = then(such("a writer and a number", _is_name), EventId._make, list)
TEXT = such("a text", lambda value: isinstance(value, str))
RATING = then(such("from 1 to 4", lambda value: is_whole(value) and 1 <= value <= 4), Rating, int)
OUTCOME = then(such("an outcome", lambda value: value in list(AnswerOutcome)), AnswerOutcome, str)
RESPONSE = optional(such("a text, or texts in a list or a mapping", is_response))
RUNS = then(
    such("first and last numbers by writer", _is_runs),
    lambda runs: {writer: tuple(map(tuple, pairs)) for writer, pairs in runs.items()},
    lambda runs: {writer: list(map(list, pairs)) for writer, pairs in runs.items()},
)
"""How the fields of events are stored as JSON."""


class Wording(NamedTuple):
    """How a note read when it was last seen, to know it again when it was edited.

    Args:
        note: `deck#note`.
        at: when it was seen, an aware datetime.
        kind: its kind, as `Note.kind` names it.
        prompt: what it asks; of a row of a table its cells, a line each behind its column's name.
        answers: the right answer of each of its cards, by what the card's id has after `note`.
    """

    note: str
    at: datetime
    kind: str
    prompt: str
    answers: Mapping[str, str]

    def question(self, end: str) -> str:
        """Return what a card asked, on one line, by what its id has behind that of the note."""
        shown, _, wanted = end[1:].partition(">")
        parts = [line.partition(": ") for line in self.prompt.split("\n")]
        cells = {column: cell for column, _, cell in parts}
        if self.kind == "word" and shown in cells:
            return f"{' '.join(cells[shown].split())} → {wanted}"
        return " ".join(self.prompt.split())


class SeenDeck(NamedTuple):
    """Where this device last saw a deck; the same `stamp` means a file that was not edited."""

    id: str
    path: str
    stamp: str


@frozen(kw_only=True, eq=False, repr=False)
class Event(Stored):
    """One entry of the log; `at` is an aware datetime in the learner's offset at that time."""

    _STORED = layout(id=NAME, at=INSTANT)

    id: EventId
    at: datetime


@frozen(kw_only=True, eq=False, repr=False)
class Answered(Event):
    """An answer to a card, saved before its feedback is shown.

    Args:
        card: id of the card.
        response: what was given, as given; options by their text.
        outcome: the grader's verdict; SELF where the learner rates.
        rating: what it counts as until a Rated says otherwise; None if only the learner can say.
        due: the instant promised for the next showing; None where none was.
        duration: how long the learner took; None if nobody measured.
        practice: whether the answer leaves the schedule alone.
    """

    _STORED = layout(
        **Event._STORED,
        card=TEXT,
        response=RESPONSE,
        outcome=OUTCOME,
        rating=optional(RATING),
        due=optional(INSTANT),
        duration=optional(SECONDS),
        practice=FLAG,
    )

    card: str
    response: Response
    outcome: AnswerOutcome
    rating: Rating | None
    due: datetime | None = None
    duration: timedelta | None = None
    practice: bool = False


@frozen(kw_only=True, eq=False, repr=False)
class Rated(Event):
    """Another rating of an answer: the learner refines or overrules it, or it is judged again.

    Args:
        answer: the answer meant; the newest rating of an answer stands.
        rating: what it counts as.
        due: the instant promised with this rating; that of before where the answer is judged again.
        outcome: the learner's verdict where it overrules the grader's, CORRECT or WRONG; today's
            where the answer is judged again; else None.
    """

    _STORED = layout(
        **Event._STORED,
        answer=NAME,
        rating=RATING,
        due=optional(INSTANT),
        outcome=optional(OUTCOME),
    )

    answer: EventId
    rating: Rating
    due: datetime | None = None
    outcome: AnswerOutcome | None = None


@frozen(kw_only=True, eq=False, repr=False)
class Undone(Event):
    """Another event taken back, as if it had not been; an undo can be undone."""

    _STORED = layout(**Event._STORED, target=NAME)

    target: EventId


@frozen(kw_only=True, eq=False, repr=False)
class Buried(Event):
    """A card hidden until the next study day."""

    _STORED = layout(**Event._STORED, card=TEXT)

    card: str


@frozen(kw_only=True, eq=False, repr=False)
class Suspended(Event):
    """A card hidden until the learner says otherwise."""

    _STORED = layout(**Event._STORED, card=TEXT)

    card: str


@frozen(kw_only=True, eq=False, repr=False)
class Configured(Event):
    """A setting of the learner's; the newest value stands.

    Args:
        name: which, such as `retention` or `weights`.
        value: what it is from now on, as `quizkit config` takes it; empty for the default.
    """

    _STORED = layout(**Event._STORED, name=TEXT, value=TEXT)

    name: str
    value: str


@frozen(kw_only=True, eq=False, repr=False)
class CarriedOver(Event):
    """The progress of a card whose note was edited, moved to the id that it has now.

    From here on answers under the old id count for the new one too: another device may still have
    the old deck. An event that carries a card to itself ends that, where both are in the deck.

    Args:
        source: id of the card before.
        target: id of the card now; the same if only its answer was changed.
        due: the instant by which it is to be asked again, where the answer was changed.
    """

    _STORED = layout(**Event._STORED, source=TEXT, target=TEXT, due=optional(INSTANT))

    source: str
    target: str
    due: datetime | None = None


@frozen(kw_only=True, eq=False, repr=False)
class Forgotten(Event):
    """A card that is new again from here on; its history is kept, and counts for nothing more."""

    _STORED = layout(**Event._STORED, card=TEXT)

    card: str


@frozen(eq=False, repr=False)
class Remembered(Stored):
    """What another program says of a card.

    Args:
        stability: days for the chance of recall to fall to 90 %; above 0.
        difficulty: 1 (easy) to 10 (hard).
        reviews: how often the card was answered.
        lapses: how often it was answered Again while in review.
    """

    _STORED = layout(
        stability=such("above 0", lambda days: days > 0, NUMBER),
        difficulty=between(1, 10),
        reviews=COUNT,
        lapses=COUNT,
    )

    stability: float
    difficulty: float
    reviews: int = 0
    lapses: int = 0


@frozen(kw_only=True, eq=False, repr=False)
class Rescheduled(Event):
    """A card put on another date by the learner, or brought along from another program.

    It is in review from here on; a card that was new counts as known so well that it will be
    recalled with 90 % on that date.

    Args:
        card: id of the card.
        due: when to ask it again.
        remembered: what another program knew of it at the instant of this event; None to go by
            the answers of the log.
    """

    _STORED = layout(
        **Event._STORED, card=TEXT, due=INSTANT, remembered=optional(inner(Remembered.from_dict))
    )

    card: str
    due: datetime
    remembered: Remembered | None = None


@frozen(kw_only=True, eq=False, repr=False)
class Flagged(Event):
    """A card marked by the learner, as one to look at again; the newest flag of a card stands.

    Args:
        card: id of the card.
        text: why, in a word or two, or empty; None where the flag is taken off.
    """

    _STORED = layout(**Event._STORED, card=TEXT, text=optional(TEXT))

    card: str
    text: str | None = ""


@frozen(kw_only=True, eq=False, repr=False)
class Brought(Event):
    """A merge that brought events of others: of this file alone, and never merged onward.

    To take it back is to undo it: what it brought, and no other merge that stands did, is put aside.

    Args:
        source: what the file was called.
        runs: the events it brought, and those it had in common with other merges: by writer, first
            and last number of each unbroken run of them.
    """

    _STORED = layout(**Event._STORED, source=TEXT, runs=RUNS)

    source: str
    runs: Mapping[str, tuple[tuple[int, int], ...]]

    @property
    def count(self) -> int:
        """How many events that are."""
        return sum(last - first + 1 for pairs in self.runs.values() for first, last in pairs)


KINDS = (
    Answered,
    Rated,
    Undone,
    Buried,
    Suspended,
    Configured,
    CarriedOver,
    Forgotten,
    Rescheduled,
    Brought,
    Flagged,
)


def event_from_dict(data: object) -> Event:
    """Return the event of whatever kind that its `to_dict` wrote.

    Raises:
        ValueError: it is none, or one that only a later quizkit knows.
    """
    event: Event = one_of(data, "a stored event", KINDS)
    return event
