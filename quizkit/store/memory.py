"""A store that is forgotten at the end of the program: for tests, and for programs that embed.

It keeps a snapshot, as a store of many learners does, so that what holds of one is tested here.
"""

from collections.abc import Iterator, Mapping
from itertools import islice
from threading import Lock

from quizkit.errors import StoreError
from quizkit.progress import CardRecord, Event, EventId
from quizkit.scheduling import Calibration
from quizkit.store.protocol import Snapshot, new_writer, stand_alone


class MemoryStore:
    """A log in memory; any number of threads may use it at once."""

    def __init__(self) -> None:
        self.writer = new_writer()
        self._events: dict[EventId, Event] = {}  # in the order in which they arrived
        self._snapshot = Snapshot()
        self._lock = Lock()

    def __repr__(self) -> str:
        return f"<MemoryStore {self.writer}: {len(self._events)} events>"

    def append(
        self,
        *events: Event,
        at: int | None = None,
        records: Mapping[str, CardRecord] | None = None,
        calibration: Calibration | None = None,
    ) -> int:
        """Add events, all or none; see `Store.append`."""
        with self._lock:
            before, kept = len(self._events), self._snapshot
            new: dict[EventId, Event] = {}
            for event in events:
                there = self._events.get(event.id) or new.setdefault(event.id, event)
                if there.to_dict() != event.to_dict():  # offsets from UTC are compared too
                    raise StoreError(f"this answer has the name of another: {event.id}")
            goes_on = at == before == kept.version and kept.precedes(new.values())
            if goes_on and records is not None and stand_alone(new.values(), self._events):
                self._snapshot = Snapshot(
                    before + len(new),
                    max((event.at for event in new.values()), default=kept.newest),
                    {**kept.records, **records},
                    calibration,
                    kept.basis,
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
