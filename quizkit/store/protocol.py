"""What a store promises: the log of one learner, to add to and to read, and what it amounts to.

No store is here and nothing is read or written but through one. What a store keeps beside its log,
a snapshot, is a cache: dropped at any time, nothing is lost.
"""

import json
import os
from collections.abc import Container, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, runtime_checkable

from quizkit import __version__
from quizkit.lazy import deferred
from quizkit.progress import (
    CardRecord,
    CarriedOver,
    Event,
    EventId,
    Progress,
    Rated,
    SeenDeck,
    Undone,
    Wording,
)
from quizkit.progress.instants import as_kept
from quizkit.scheduling import CalendarDays, Calibration, Calls

if TYPE_CHECKING:
    from quizkit.progress import log as logs, replaying
else:
    logs = deferred("quizkit.progress.log")  # what a snapshot holds takes no replay
    replaying = deferred("quizkit.progress.replaying")

Records = Mapping[str, CardRecord | None]
"""Records of cards that changed, by id; None of one that the log names no more."""


class Snapshot(NamedTuple):
    """What a log amounted to at some version of it.

    Args:
        version: how many events the log had.
        newest: instant of the newest of them; None of none.
        records: of every card that the log named.
        calibration: what the answers say of the learner; None if nobody asked.
        basis: what the records were worked out by, as a text: scheduler, study days, calibration
            before the first answer. Empty where none was kept.
        names: ids that were carried over, each with the one that it is known by now.
    """

    version: int = 0
    newest: datetime | None = None
    records: Mapping[str, CardRecord] = {}
    calibration: Calibration | None = None
    basis: str = ""
    names: Mapping[str, str] = {}

    def precedes(self, events: Iterable[Event]) -> bool:
        """Return whether events are newer than all that this holds."""
        last = datetime.min.replace(tzinfo=UTC) if self.newest is None else as_kept(self.newest)
        return all(as_kept(event.at) > last for event in events)


class Store(Protocol):
    """The log of one learner; `writer` names this opening of it in the ids of its events.

    Any number of threads may use a store at once.
    """

    writer: str

    def append(
        self,
        *events: Event,
        at: int | None = None,
        records: Records | None = None,
        calibration: Calibration | None = None,
        basis: str = "",
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
            records: of the cards that the events change, as they are after them; None of a card
                that the log names no more, as its only answer was taken back.
            calibration: as it is after the events.
            basis: by what both were worked out, as `known` told with that version.

        Raises:
            StoreError: an event has the name of another one, or they could not be written; the
                log is as it was.
        """
        ...

    def events(self, *, since: int = 0) -> Iterator[Event]:
        """Yield the events of the log that arrived after a version of it, in any order."""
        ...

    def snapshot(self) -> Snapshot:
        """Return the snapshot that is kept; an empty one, of version 0, if none is."""
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
        """Return the last seen wording of each note of a deck, or of all, by `deck#note`."""
        ...

    def seen_decks(self) -> dict[str, SeenDeck]:
        """Return each deck as this device last saw it, by id."""
        ...

    def remember(self, deck: SeenDeck, wordings: Iterable[Wording], *events: Event) -> None:
        """Write how the notes of a deck read now, and the events that follow from it, all or none.

        Raises:
            StoreError: they could not be written.
        """
        ...


@runtime_checkable
class HasRows(Protocol):
    """A store that gives its log as rows, which a replay reads faster than events."""

    def log(self) -> "AbstractContextManager[logs.Log]":
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


@runtime_checkable
class TellsMoves(Protocol):
    """A store that tells without a replay whether a card can take the place of another."""

    def moves_alone(self, targets: Iterable[str], version: int) -> bool:
        """Return whether all answers were promised a due instant, and nothing was carried before.

        Args:
            targets: ids that cards are carried to.
            version: of the log, before they were.
        """
        ...


_FEW = 100
"""Cards that are moved one by one at most; a replay of all is as fast where there are more."""


class Known(NamedTuple):
    """What the log of a store amounts to, the version of it that was read, and by what."""

    version: int
    progress: Progress
    basis: str = ""


def known(
    store: Store,
    scheduler: Calls[Any],
    days: CalendarDays | None = None,
    calibration: Calibration | None = None,
) -> Known:
    """Return the progress that the log of a store amounts to: as `replay` does, often faster.

    Where a snapshot was worked out in the same way, and nothing that came since changes what was
    before it, it is taken on from there. Otherwise the whole log is replayed. What was found out
    is kept as the new snapshot.

    Args:
        store: has the log.
        scheduler: as `replay` takes it.
        days: as `replay` takes it.
        calibration: as `replay` takes it.
    """
    gone_on = known_by_snapshot(store, scheduler, days, calibration)
    if gone_on is not None:
        return gone_on
    days = days or CalendarDays()
    if isinstance(store, HasRows):
        with store.log() as log:
            version, last = log.version, log.newest()
            progress, alone = replaying.replay(log, scheduler, days, calibration), True
    else:
        events = list(store.events())
        version, last, alone = len(events), newest(events), stand_alone(events)
        progress = replaying.replay(events, scheduler, days, calibration)
    basis = basis_of(scheduler, days, calibration)
    if alone:
        store.keep(_snapshot(version, last, progress, basis))
    return Known(version, progress, basis)


def known_by_snapshot(
    store: Store,
    scheduler: Calls[Any],
    days: CalendarDays | None = None,
    calibration: Calibration | None = None,
) -> Known | None:
    """Return what `known` does, if it takes no replay; else None."""
    days = days or CalendarDays()
    basis, kept = basis_of(scheduler, days, calibration), store.snapshot()
    if kept.basis != basis:
        return None
    since = list(store.events(since=kept.version))
    if not kept.precedes(since):
        return None
    before = Progress(kept.records, days, kept.calibration, kept.names)
    after = before.gone_on(since, scheduler, moves=may_move(store, since, kept.version))
    if after is None:
        return None
    version = kept.version + len(since)
    if since:
        store.keep(_snapshot(version, newest(since, kept.newest), after, basis))
    return Known(version, after, basis)


def may_move(store: Store, since: Iterable[Event], version: int) -> bool:
    """Return whether the carry-overs among new events may move records; see `Progress.gone_on`."""
    targets = [event.target for event in since if isinstance(event, CarriedOver)]
    if not 0 < len(targets) <= _FEW or not isinstance(store, TellsMoves):
        return False
    return store.moves_alone(targets, version)


def _snapshot(version: int, last: datetime | None, progress: Progress, basis: str) -> Snapshot:
    records, learned = progress.records, progress.calibration
    return Snapshot(version, last, records, learned, basis, progress.names)


def newest(events: Iterable[Event], before: datetime | None = None) -> datetime | None:
    """Return the newest instant of events, and of what was before them."""
    instants = [event.at for event in events]
    return max(instants if before is None else [*instants, before], default=None)


def stand_alone(events: Iterable[Event], before: Container[EventId] = ()) -> bool:
    """Return whether a snapshot of these events holds, whatever arrives later.

    It does not where one names an event that may still arrive.

    Args:
        events: the log, or what is added to it.
        before: names of the events that it has already, where they are not among `events`.
    """
    events = list(events)
    there = {event.id for event in events}
    for event in events:
        match event:
            case Rated(answer=name) | Undone(target=name):
                if name not in there and name not in before:
                    return False
    return True


def basis_of(scheduler: Calls[Any], days: CalendarDays, calibration: Calibration | None) -> str:
    """Return a text that is equal where records are worked out in the same way."""
    learned = None if calibration is None else calibration.to_dict()
    return json.dumps([__version__, scheduler.to_dict(), days.to_dict(), learned])


def new_writer() -> str:
    """Return a name for a writer that nobody else has."""
    return os.urandom(6).hex()
