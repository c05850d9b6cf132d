"""A learner's log and what it amounts to: settings, scheduler, the state of every card."""

import os
from collections.abc import Collection, Container, Iterable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from datetime import datetime
from functools import cache, cached_property
from itertools import chain
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Any, Self

from quizkit.lazy import deferred
from quizkit.progress import (
    Ahead,
    Answered,
    CarriedOver,
    Configured,
    Event,
    Flagged,
    Habits,
    Progress,
    Suspended,
    Undone,
    habits_of,
    in_order,
    lies_ahead,
    newest_answer,
    undone_ids,
)
from quizkit.scheduling import Calls
from quizkit.store import (
    Follows,
    HasDevices,
    HasRows,
    Known,
    SQLiteStore,
    Store,
    has_store,
    known,
    new_writer,
    read_store,
)
from quizkit.store.log_end import LogEnd
from quizkit.store.protocol import basis_of, known_by_snapshot, may_move

if TYPE_CHECKING:
    from quizkit import model, settings as learner_settings
    from quizkit.progress import log as logs, replaying
    from quizkit.scheduling import Calibration
else:
    model = deferred("quizkit.model")  # nor does it take decks
    learner_settings = deferred("quizkit.settings")  # the log is read without them
    logs = deferred("quizkit.progress.log")  # a snapshot without it
    replaying = deferred("quizkit.progress.replaying")


class Learner:
    """One learner's log, in any store; `quizkit.desk.read` gives one for a progress file."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._lock = RLock()
        self._edits: list[CarriedOver] = []  # of decks, and not written down

    def __repr__(self) -> str:
        return f"<{type(self).__name__} over {self.store!r:.160}>"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.store.close()

    @cached_property
    def settings(self) -> "learner_settings.Settings":
        """The learner's settings, as the log had them when this was first asked for."""
        return learner_settings.settings_of(self.other_events(Configured, Undone))

    @cached_property
    def scheduler(self) -> Calls[Any]:
        """The scheduler that the settings ask for; another one may be set before it is asked for."""
        return self.settings.scheduler()

    @property
    def progress(self) -> Progress:
        """The state of every card; read from the log again once this desk has written to it."""
        with self._lock:
            return self._known.progress

    @cached_property
    def _known(self) -> Known:
        settings = self.settings
        found = known(self.store, self.scheduler, settings.days, settings.calibration)
        return found._replace(progress=self._with_edits(found, settings.calibration))

    def basis(self) -> str:
        """Return what the state of cards is worked out by, as the snapshot of a store names it."""
        wanted = self.settings
        return basis_of(self.scheduler, wanted.days, wanted.calibration)

    def due_dates(self) -> Progress:
        """Return the state of every card alone: what was learned of the learner takes longer."""
        wanted = self.settings
        found = known_by_snapshot(self.store, self.scheduler, wanted.days, wanted.calibration)
        if found is not None:
            return self._with_edits(found)
        with self._log() as log:
            return replaying.replay(log, self.scheduler, wanted.days)

    def is_as_seen(self, path: Path) -> bool:
        """Return whether nothing of a deck is to follow: its file is as this device last saw it.

        Raises:
            OSError: it cannot be looked at.
        """
        if not isinstance(self.store, Follows):  # as there is no progress yet
            return True
        from quizkit.desk.edits import stamp_again

        seen = self._stamps.get(os.path.realpath(path), "")
        return seen == stamp_again(path, seen)

    @cached_property
    def _stamps(self) -> Mapping[str, str]:
        seen = self.store.seen_decks() if isinstance(self.store, Follows) else {}
        return {deck.path: deck.stamp for deck in seen.values()}

    def follow_unwritten(self, decks: "Mapping[Path, model.Deck]", now: datetime) -> None:
        """Go by decks as they are from now on, as if `Desk.follow` had followed their edits.

        Nothing is written. A deck with the id of another one is passed over.
        """
        store = self.store
        if not isinstance(store, Follows):
            return
        from quizkit.desk.edits import edited

        seen, before = store.seen_decks(), self.due_dates()
        marked = cache(lambda: self.flagged().keys())
        found = [edited(store, before, path, deck, seen, marked) for path, deck in decks.items()]
        transfers = [
            t for each in found if each and not each.found.clash for t in each.found.transfers
        ]
        if transfers:
            from quizkit.identity import events_of

            carried = self.other_events(CarriedOver)
            earlier = (each for each in carried if isinstance(each, CarriedOver))
            self._edits = events_of(transfers, new_writer(), now, earlier)
            self.__dict__.pop("_known", None)

    def _with_edits(self, found: Known, calibration: "Calibration | None" = None) -> Progress:
        """Return progress with the edits that were followed and not written down."""
        if not self._edits:
            return found.progress
        moves = may_move(self.store, self._edits, found.version)
        moved = found.progress.gone_on(self._edits, self.scheduler, moves=moves)
        if moved is not None:
            return moved
        with self._log() as log:
            return replaying.replay(log, self.scheduler, self.settings.days, calibration)

    def snapshot_holds(self) -> bool | None:
        """Return whether what is kept beside the log is what a replay of it amounts to.

        None if nothing is kept there that the next session would go by.
        """
        wanted = self.settings
        found = known_by_snapshot(self.store, self.scheduler, wanted.days, wanted.calibration)
        if found is None:
            return None
        with self._log() as log:
            progress = replaying.replay(log, self.scheduler, wanted.days, wanted.calibration)
        kept = found.progress
        return (
            dict(kept.records) == dict(progress.records)
            and dict(kept.names) == dict(progress.names)
            and kept.calibration == progress.calibration
        )

    def names(self) -> Mapping[str, str]:
        """Return the ids that were carried over, each with the one that it is known by now."""
        events = [*self.other_events(CarriedOver, Undone), *self._edits]
        return logs.standing(logs.Log(others=events)).names

    def suspended(self) -> list[Suspended]:
        """Return the events that suspend cards and stand, in order."""
        events = self.other_events(Suspended, Undone)
        undone = undone_ids(events)
        return [e for e in events if isinstance(e, Suspended) and e.id not in undone]

    def flagged(self) -> dict[str, Flagged]:
        """Return the flags that stand, by the ids that their cards have now, the oldest first."""
        events = self.other_events(Flagged, Undone)
        undone, names = undone_ids(events), self.names()
        newest: dict[str, Flagged] = {}
        for event in events:
            if isinstance(event, Flagged) and event.id not in undone:
                card = names.get(event.card, event.card)
                newest.pop(card, None)
                newest[card] = event
        return {card: event for card, event in newest.items() if event.text is not None}

    def reviews(self) -> "list[replaying.Review]":
        """Return the answers that count, by card."""
        with self._log() as log:
            return replaying.reviews(log)

    def counted(self) -> "replaying.Counted":
        """Return the answers that count, as rows."""
        with self._log() as log:
            return replaying.counted(log)

    @contextmanager
    def _log(self) -> "Iterator[logs.Log]":
        """Return the log, read in rows where the store can, else made of its events."""
        with (
            self.store.log()
            if isinstance(self.store, HasRows)
            else nullcontext(logs.log_of(self.store.events())) as log
        ):
            yield log._replace(others=[*log.others, *self._edits]) if self._edits else log

    def other_events(self, *kinds: type[Event]) -> list[Event]:
        """Return all events of the log but answers, in order; those of some kinds, if any are named."""
        if kinds and isinstance(self.store, SQLiteStore):
            return LogEnd(self.store).of_kinds(*kinds)
        if isinstance(self.store, HasRows):
            events = self.store.other_events()
        else:
            events = [each for each in self.store.events() if not isinstance(each, Answered)]
        return in_order(each for each in events if not kinds or isinstance(each, kinds))

    def prompts(self, cards: Iterable[str] | None = None) -> dict[str, str]:
        """Return what cards asked when their decks were last seen, on one line, by their ids.

        Args:
            cards: their ids; None for all that were seen.
        """
        if not isinstance(self.store, Follows):
            return {}
        wanted = None if cards is None else set(cards)
        if wanted is not None and isinstance(self.store, SQLiteStore):
            from quizkit.store.seen import may_be_of

            found = self.store.wordings_of(set(chain.from_iterable(map(may_be_of, wanted))))
        else:
            found = self.store.wordings()
        return {
            wording.note + end: wording.question(end)
            for wording in found.values()
            for end in wording.answers
            if wanted is None or wording.note + end in wanted
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

    def ahead(self, now: datetime) -> Ahead:
        """Return the events that lie in the future, as after a clock that was ahead."""
        if isinstance(self.store, SQLiteStore):
            return LogEnd(self.store).ahead(now)
        events = in_order(self.store.events())
        undone = undone_ids(events)
        found = [e for e in events if lies_ahead(e, now) and e.id not in undone]
        return Ahead(len(found), found[0].at, found[-1].at) if found else Ahead()

    def newest_answer(self, cards: Collection[str], now: datetime) -> Answered | None:
        """Return the newest answer to some cards that stands and was given on this device."""
        if isinstance(self.store, SQLiteStore):
            return LogEnd(self.store).newest_answer(cards, now)
        return newest_answer(self.store.events(), self.writers_here(), cards, now)

    def habits(self, *, patient: bool = False) -> Habits | None:
        """Return how the learner studies, as the log tells by now.

        Args:
            patient: whether to go through a log of any length, and to keep what was found beside it;
                if not, None is returned where a first question would wait for it.
        """
        days = self.settings.days
        if isinstance(self.store, SQLiteStore):
            from quizkit.store.habits import habits  # a log is read without it

            return habits(self.store, days, patient=patient)
        with self._log() as log:
            return habits_of(log, days)

    def configure(self, values: Mapping[str, str], now: datetime) -> None:
        """Write settings, by name, as `quizkit.settings.changed` reads them.

        Raises:
            StoreError: they could not be written.
        """
        events = learner_settings.setting_events(
            values, self.other_events(Configured), new_writer(), now
        )
        self.store.append(*events)


def read(path: str | os.PathLike[str]) -> Learner:
    """Open a progress file to read it only; the log is empty if the file is not there, and none is made.

    Raises:
        StoreError: the file cannot be read.
    """
    if has_store(path):
        return Learner(read_store(path))
    from quizkit.store import MemoryStore

    return Learner(MemoryStore())
