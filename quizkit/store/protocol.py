"""What a store promises: the log of one learner, to add to and to read, and what it amounts to.

No store is here and nothing is read or written but through one. What a store keeps beside its log,
a snapshot, is a cache: dropped at any time, nothing is lost.
"""

import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import NamedTuple, Protocol, TypeGuard, runtime_checkable

from quizkit.progress import (
    Answered,
    CardRecord,
    CarriedOver,
    Event,
    Log,
    Progress,
    Rated,
    SeenDeck,
    Undone,
    Wording,
    in_order,
    replay,
)
from quizkit.progress.instants import milliseconds
from quizkit.scheduling import CalendarDays, Calibration, Scheduler


class Snapshot(NamedTuple):
    """What a log amounted to at some version of it.

    Args:
        version: how many events the log had.
        newest: instant of the newest of them; None of none.
        records: of every card that the log named.
        calibration: what the answers say of the learner; None if nobody asked.
        basis: what the records were worked out by, as a text: scheduler, study days, calibration
            before the first answer. Empty where none was kept.
    """

    version: int = 0
    newest: datetime | None = None
    records: Mapping[str, CardRecord] = {}
    calibration: Calibration | None = None
    basis: str = ""


class Store(Protocol):
    """The log of one learner; `writer` names this opening of it in the ids of its events."""

    writer: str

    def append(
        self,
        *events: Event,
        at: int | None = None,
        records: Mapping[str, CardRecord] | None = None,
        calibration: Calibration | None = None,
    ) -> int:
        """Add events to the log, all or none; return its version then, the number of events.

        They are as safe as the store makes them when this returns. An event that is there
        already, equal in every field, is passed over, so that a call whose reply was lost can be
        made again.

        Args:
            events: what to add.
            at: the version of the log that `records` and `calibration` were worked out on. If it
                has moved on since, the events are kept and the records are not; who sees another
                version come back than expected calls `known`.
            records: of the cards that the events change, as they are after them.
            calibration: as it is after the events.

        Raises:
            StoreError: an event has the name of another one, or they could not be written; the
                log is as it was.
        """
        ...

    def events(self, *, since: int = 0) -> Iterator[Event]:
        """Yield the events of the log that arrived after a version of it, in any order."""
        ...

    def snapshot(self) -> Snapshot:
        """Return what is kept; an empty snapshot, of version 0, if nothing is."""
        ...

    def keep(self, snapshot: Snapshot) -> None:
        """Keep a snapshot in the place of an older one, or leave it."""
        ...

    def close(self) -> None:
        """Close the store; what was appended is in it."""
        ...


@runtime_checkable
class Follows(Protocol):
    """A store that also knows how decks read when last seen, so that progress follows edits."""

    def wordings(self, deck_id: str = "") -> dict[str, Wording]:
        """Return how each note of a deck, or of all, read when last seen, by `deck#note`."""
        ...

    def seen_decks(self) -> dict[str, SeenDeck]:
        """Return where this device last saw each deck, by id."""
        ...

    def remember(self, deck: SeenDeck, wordings: Iterable[Wording], *events: Event) -> None:
        """Write how the notes of a deck read now, and the events that follow from it, all or none.

        Raises:
            StoreError: they could not be written.
        """
        ...


@runtime_checkable
class HasRows(Protocol):
    """A store that gives its log as rows, which takes a third of the time that events take."""

    def log(self) -> AbstractContextManager[Log]:
        """Give the log as a replay reads it, to use within the `with` block."""
        ...

    def other_events(self) -> list[Event]:
        """Return all events but answers; they are few."""
        ...


@runtime_checkable
class HasDevices(Protocol):
    """A store that several devices write to, each under names of its own."""

    def writers_here(self) -> set[str]:
        """Return the names under which this device has written."""
        ...


class Known(NamedTuple):
    """What the log of a store amounts to, and the version of it that was read."""

    version: int
    progress: Progress


def known(
    store: Store,
    scheduler: Scheduler,
    days: CalendarDays | None = None,
    calibration: Calibration | None = None,
) -> Known:
    """Return what the log of a store amounts to: what `replay` gives, often sooner.

    Where a snapshot was worked out in the same way, and nothing but plain answers came since, it
    is taken on from there. Otherwise the whole log is replayed, and a new snapshot kept.

    Args:
        store: has the log.
        scheduler, days, calibration: as `replay` takes them.
    """
    days = days or CalendarDays()
    basis = _basis(scheduler, days, calibration)
    kept = store.snapshot()
    if kept.basis == basis:
        tail = list(store.events(since=kept.version))
        if are_newer_answers(tail, kept.newest):
            before = Progress(kept.records, days, kept.calibration)
            return Known(kept.version + len(tail), before.after_all(in_order(tail), scheduler))
    if isinstance(store, HasRows):
        with store.log() as log:
            progress = replay(log, scheduler, days, calibration)
            return Known(len(log.answers) + len(log.others), progress)
    events = list(store.events())
    progress = replay(events, scheduler, days, calibration)
    if stand_alone(events):
        newest = max((event.at for event in events), default=None)
        store.keep(Snapshot(len(events), newest, progress.records, progress.calibration, basis))
    return Known(len(events), progress)


def are_newer_answers(
    events: Sequence[Event], newest: datetime | None
) -> TypeGuard[Sequence[Answered]]:
    """Return whether events do no more than go on from a snapshot whose newest event was then.

    Those are answers that were rated, promised a due instant, and no practice. Of anything else a
    replay alone says what it changes.
    """
    return all(isinstance(event, Answered) and event.goes_on for event in events) and are_newer(
        events, newest
    )


def are_newer(events: Iterable[Event], newest: datetime | None) -> bool:
    """Return whether all events lie after an instant, as the log keeps instants."""
    return newest is None or all(milliseconds(event.at) > milliseconds(newest) for event in events)


def stand_alone(events: Iterable[Event], before: Iterable[Event] = ()) -> bool:
    """Return whether a snapshot of these events holds, whatever arrives later.

    It does not where one names an event that may still arrive, nor after a carry-over, under whose
    old name answers may arrive.

    Args:
        events: the log, or what is added to it.
        before: the events that it has already, where they are not among `events`.
    """
    events = list(events)
    named = {event.answer for event in events if isinstance(event, Rated)}
    named |= {event.target for event in events if isinstance(event, Undone)}
    there = {event.id for event in (*before, *events)} if named else set()
    return named <= there and not any(isinstance(event, CarriedOver) for event in events)


def _basis(scheduler: Scheduler, days: CalendarDays, calibration: Calibration | None) -> str:
    """Return what records are worked out by, as a text to compare."""
    learned = None if calibration is None else calibration.to_dict()
    return json.dumps([scheduler.to_dict(), days.to_dict(), learned])


def new_writer() -> str:
    """Return a name for a writer that nobody else has."""
    return os.urandom(6).hex()
