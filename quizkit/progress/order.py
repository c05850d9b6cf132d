"""The events of a log in order, and which of them are asked for: taken back, newest, dated ahead."""

from collections import defaultdict
from collections.abc import Container, Iterable, Sequence
from datetime import datetime
from typing import NamedTuple, TypeVar

from quizkit.progress.events import (
    Answered,
    Brought,
    Buried,
    Configured,
    Event,
    EventId,
    Flagged,
    Forgotten,
    Rated,
    Rescheduled,
    Suspended,
    Undone,
)
from quizkit.progress.instants import AHEAD

AnyEvent = TypeVar("AnyEvent", bound=Event)


def in_order(events: Iterable[AnyEvent]) -> list[AnyEvent]:
    """Return `events` in the order in which they count: by instant, then by id."""
    return sorted(events, key=place)


def place(event: Event) -> tuple[datetime, EventId]:
    """Return the key that puts events in the order of the log."""
    return event.at, event.id


def undone_ids(ordered: Sequence[Event]) -> set[EventId]:
    """Return the ids of the events taken back by an undo that itself stands."""
    undone: set[EventId] = set()
    for event in reversed(ordered):  # an undo comes after what it undoes
        if isinstance(event, Undone) and event.id not in undone:
            undone.add(event.target)
    return undone


def of_one_file(events: Iterable[Event]) -> set[EventId]:
    """Return the ids of events that never leave their file: merges, and what takes them back."""
    found: set[EventId] = set()
    reached: list[EventId] = []
    undos: defaultdict[EventId, list[EventId]] = defaultdict(list)  # by what they take back
    for event in events:
        if isinstance(event, Brought):
            reached.append(event.id)
        elif isinstance(event, Undone):
            undos[event.target].append(event.id)
    while reached:  # an undo may be undone, and that one too
        found.add(name := reached.pop())
        reached += undos.pop(name, ())
    return found


def newest_answer(
    events: Iterable[Event],
    writers: Container[str],
    cards: Container[str] | None = None,
    now: datetime | None = None,
) -> Answered | None:
    """Return the newest answer that stands, of some writers and, unless None, to some cards.

    Args:
        events: of a log, in the order in which they arrived.
        writers: whose answers are meant.
        cards: to which cards; None for any.
        now: where an instant is given, the answer that arrived last goes before those that a clock
            dated later which was ahead.
    """
    events = list(events)
    undone = undone_ids(in_order(events))
    theirs = [
        event
        for event in events
        if isinstance(event, Answered)
        and event.id.writer in writers
        and (cards is None or event.card in cards)
        and event.id not in undone
    ]
    if theirs and now is not None:
        if theirs[-1].at > now:
            return theirs[-1]
        theirs = [event for event in theirs if event.at <= now]
    return max(theirs, key=place, default=None)


class Ahead(NamedTuple):
    """Events that lie in the future.

    Args:
        number: how many there are.
        first, last: the instants of the first and of the last; None of none.
    """

    number: int = 0
    first: datetime | None = None
    last: datetime | None = None


DATED_BY_CLOCKS = (
    Answered,
    Rated,
    Buried,
    Suspended,
    Configured,
    Forgotten,
    Rescheduled,
    Flagged,
)
"""The kinds of events that can be taken back because a clock was ahead."""


def lies_ahead(event: Event, now: datetime) -> bool:
    """Whether an event was dated by a clock that was ahead, and can be taken back for it.

    An undo lies in the future only because of what it takes back, and a carry-over tells of a deck
    that was edited all the same.
    """
    return event.at - now > AHEAD and isinstance(event, DATED_BY_CLOCKS)
