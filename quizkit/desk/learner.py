"""A learner's log and what it amounts to: settings, scheduler, the state of every card."""

from collections.abc import Container, Mapping
from contextlib import AbstractContextManager, nullcontext
from datetime import datetime
from functools import cached_property
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Any, Self

from quizkit.lazy import deferred
from quizkit.progress import Answered, Event, Log, Progress, Review, replay, reviews
from quizkit.progress.log import log_of, standing
from quizkit.scheduling import Scheduler
from quizkit.store import (
    Follows,
    HasDevices,
    HasRows,
    Known,
    Store,
    has_store,
    known,
    new_writer,
    read_store,
)

if TYPE_CHECKING:
    from quizkit import settings as learner_settings
else:
    learner_settings = deferred("quizkit.settings")  # the log is read without them


class Learner:
    """One learner's log, in any store; `quizkit.desk.read` gives one for a progress file."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._lock = RLock()

    def __repr__(self) -> str:
        return f"<{type(self).__name__} over {self.store!r:.160}>"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.store.close()

    @cached_property
    def settings(self) -> "learner_settings.Settings":
        """The learner's settings, as the log had them when this was first asked for."""
        return learner_settings.settings_of(self.other_events())

    @cached_property
    def scheduler(self) -> Scheduler[Any]:
        """The scheduler that the settings ask for."""
        return self.settings.scheduler()

    @property
    def progress(self) -> Progress:
        """The state of every card; read from the log again once this desk has written to it."""
        with self._lock:
            return self._known.progress

    @cached_property
    def _known(self) -> Known:
        settings = self.settings
        return known(self.store, self.scheduler, settings.days, settings.calibration)

    def due_dates(self) -> Progress:
        """Return the state of every card alone: what was learned of the learner takes longer."""
        with self._log() as log:
            return replay(log, self.scheduler, self.settings.days)

    def names(self) -> Mapping[str, str]:
        """Return the ids that were carried over, each with the one that it is known by now."""
        with self._log() as log:
            return standing(log).names

    def reviews(self) -> list[Review]:
        """Return the answers that count, by card."""
        with self._log() as log:
            return reviews(log)

    def _log(self) -> AbstractContextManager[Log]:
        """Return the log, read in rows where the store can, else made of its events."""
        store = self.store
        return store.log() if isinstance(store, HasRows) else nullcontext(log_of(store.events()))

    def other_events(self) -> list[Event]:
        """Return all events of the log but answers."""
        if isinstance(self.store, HasRows):
            return self.store.other_events()
        return [event for event in self.store.events() if not isinstance(event, Answered)]

    def prompts(self) -> dict[str, str]:
        """Return the prompt of each card when its deck was last seen, on one line, by its id."""
        if not isinstance(self.store, Follows):
            return {}
        return {
            wording.note + end: " ".join(wording.prompt.split())
            for wording in self.store.wordings().values()
            for end in wording.answers
        }

    def deck_files(self) -> list[Path]:
        """Return the files in which this device last saw decks."""
        seen = self.store.seen_decks() if isinstance(self.store, Follows) else {}
        return [Path(deck.path) for deck in seen.values()]

    def writers_here(self) -> Container[str]:
        """Return the names under which this device wrote; all if the store tells none apart."""
        if isinstance(self.store, HasDevices):
            return self.store.writers_here()
        return {event.id.writer for event in self.store.events()}

    def configure(self, values: Mapping[str, str], now: datetime) -> None:
        """Write settings, by name, as `quizkit.settings.changed` reads them.

        Raises:
            StoreError: they could not be written.
        """
        events = learner_settings.setting_events(values, self.other_events(), new_writer(), now)
        self.store.append(*events)


def read(path: Path) -> Learner:
    """Open a progress file to read it only; the log is empty if the file is not there, and none is made.

    Raises:
        StoreError: the file cannot be read.
    """
    if has_store(path):
        return Learner(read_store(path))
    from quizkit.store import MemoryStore

    return Learner(MemoryStore())
