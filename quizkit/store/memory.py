"""A store that is forgotten at the end of the program: for tests, and for programs that embed.

It keeps a snapshot, as a store of many learners does, so that what holds of one is tested here.
"""

from collections.abc import Iterator, Mapping
from itertools import islice
from threading import Lock

from quizkit.errors import StoreError
from quizkit.progress import CardRecord, CarriedOver, Event, EventId
from quizkit.progress.overlay import Overlay
from quizkit.scheduling import Calibration
from quizkit.store.protocol import Records, Snapshot, new_writer, newest, stand_alone
from quizkit.value import count


class MemoryStore:
    """A log in memory; any number of threads may use it at once."""

    def __init__(self) -> None:
        self.writer = new_writer()
        self._events: dict[EventId, Event] = {}  # in the order in which they arrived
        self._snapshot = Snapshot()
        self._lock = Lock()

    def __repr__(self) -> str:
        return f"<MemoryStore {self.writer}: {count(len(self._events), 'event')}>"

    def append(
        self,
        *events: Event,
        at: int | None = None,
        records: Records | None = None,
        calibration: Calibration | None = None,
        basis: str = "",
    ) -> int:
        """Add events, all or none; see `Store.append`."""
        with self._lock:
            before, kept = len(self._events), self._snapshot
            new: dict[EventId, Event] = {}
            for event in events:
                there = self._events.get(event.id) or new.setdefault(event.id, event)
                if there.to_dict() != event.to_dict():  # offsets from UTC are compared too
                    raise StoreError(f"this answer has the name of another: {event.id}")
            is_it = (at, basis) == (before, kept.basis) and before == kept.version
            stays = not any(isinstance(event, CarriedOver) for event in new.values())
            goes_on = is_it and stays and kept.precedes(new.values())
            if goes_on and records is not None and stand_alone(new.values(), self._events):
                self._snapshot = kept._replace(
                    version=before + len(new),
                    newest=newest(new.values(), kept.newest),
                    records=_with(kept.records, records),
                    calibration=calibration,
                )
            self._events |= new
            return len(self._events)

    def events(self, *, since: int = 0) -> Iterator[Event]:
        """Yield the events that arrived after a version of the log, in the order of arrival."""
        with self._lock:
            return iter(list(islice(self._events.values(), since, None)))

    def snapshot(self) -> Snapshot:
        """Return the snapshot that is kept."""
        return self._snapshot

    def keep(self, snapshot: Snapshot) -> None:
        """Keep a snapshot, unless a later one is there."""
        with self._lock:
            if snapshot.version >= self._snapshot.version:
                self._snapshot = snapshot

    def close(self) -> None:
        """Do nothing: the log stays as long as the store is held."""


def _with(kept: Mapping[str, CardRecord], changed: Records) -> Mapping[str, CardRecord]:
    """Return records with those that changed, without a copy of the others."""
    records = kept if isinstance(kept, Overlay) else Overlay(kept)
    for card, record in changed.items():
        if record is None:
            records = Overlay({name: each for name, each in records.items() if name != card})
        else:
            records = records.put(card, record)
    return records
