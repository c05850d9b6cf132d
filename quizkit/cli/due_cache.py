"""What `quizkit due` keeps to answer at once: of each deck, when its cards fall due.

A shell prompt asks again and again, and mostly nothing has changed. So what the log and a deck say
of due dates is kept in the user's cache folder, beside the sizes and times of the files it was
made from. It can be deleted at any time. To count what is due needs nothing but this module.
"""

import json
import os
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

VERSION = 1
_AHEAD = 20 * 60 * 1000  # a card in learning comes this much early if nothing else is left
_NEW, _NEVER = -1, -1


class Schedule(NamedTuple):
    """When the cards of a deck fall due, as columns of one entry a card, in file order.

    Args:
        id, title: of the deck.
        notes: number of the card's note.
        due: milliseconds since 1970; -1 for a new card.
        steps: study day of the due instant for a card in learning; 0 for any other.
        answered: study day of the newest answer; 0 for none.
        hidden: study day for which it is buried; 0 for none, -1 if it is suspended.
    """

    id: str
    title: str
    notes: list[int]
    due: list[int]
    steps: list[int]
    answered: list[int]
    hidden: list[int]


class Log(NamedTuple):
    """What the log says beside the schedules of decks.

    Args:
        introduced: how many cards were new on a study day, by its number.
        new_a_day: the setting `new`.
        day_start: hour at which a study day begins.
    """

    introduced: Mapping[str, int]
    new_a_day: int
    day_start: float


class Counts(NamedTuple):
    """What there is to study: cards to repeat, new ones, and when the next falls due."""

    due: int
    new: int
    coming: int | None


def counts(schedule: Schedule, log: Log, now: datetime, new_a_day: int | None = None) -> Counts:
    """Return how many cards `play` would ask at `now`: the lengths of `study_queue`."""
    at = int(now.timestamp() * 1000)
    today = (now - timedelta(hours=log.day_start)).toordinal()
    learning = 0
    due: set[int] = set()
    new: list[int] = []
    taken: set[int] = set()
    coming: int | None = None
    for note, when, step, last, hidden in zip(*schedule[2:], strict=True):
        if last == today:
            taken.add(note)
        if when > at and hidden != _NEVER and (coming is None or when < coming):
            coming = when
        if hidden in (_NEVER, today):
            continue
        if when == _NEW:
            new.append(note)
        elif step:
            if step <= today or when <= at + _AHEAD:
                learning += 1
                taken.add(note)
        elif when <= at:
            due.add(note)
    due -= taken
    room = log.new_a_day if new_a_day is None else new_a_day
    room = max(0, room - log.introduced.get(str(today), 0))
    return Counts(learning + len(due), min(room, len(set(new) - taken - due)), coming)


class DueCache:
    """The kept schedules that belong to one progress file as it is now."""

    def __init__(self, progress: Path) -> None:
        self._progress = progress
        self._stamp = [stamp_of(progress), stamp_of(progress.with_name(progress.name + "-wal"))]
        self._data: dict[str, Any] = {}
        try:
            data = json.loads(self._file().read_text("utf-8"))
            if data["version"] == VERSION and data["stamp"] == self._stamp:
                self._data = data
        except (OSError, ValueError, KeyError, TypeError, RuntimeError):
            pass  # none yet, or not ours: it is made anew

    def find(self, decks: Sequence[Path]) -> tuple[Log, list[Schedule]] | None:
        """Return what is kept, if it is all there and nothing has changed since."""
        try:
            log = Log(*self._data["log"])
            kept = [self._data["decks"][str(deck.absolute())] for deck in decks]
            if any(stamp != stamp_of(deck) for deck, (stamp, _) in zip(decks, kept, strict=True)):
                return None
            return log, [Schedule(*schedule) for _, schedule in kept]
        except (KeyError, TypeError, ValueError):
            return None

    def keep(self, log: Log, schedules: Mapping[Path, tuple[object, Schedule]]) -> None:
        """Keep what was worked out; each schedule with the stamp of its file before it was read."""
        decks = self._data.get("decks", {})
        for deck, (stamp, schedule) in schedules.items():
            decks[str(deck.absolute())] = [stamp, schedule]
        data = {"version": VERSION, "stamp": self._stamp, "log": log, "decks": decks}
        try:
            file = self._file()
            scratch = file.with_name(f"{file.name}.{os.getpid()}")
            file.parent.mkdir(parents=True, exist_ok=True)
            scratch.write_text(json.dumps(data, separators=(",", ":")), "utf-8")
            scratch.replace(file)
        except (OSError, RuntimeError):
            pass  # a cache that cannot be kept is none

    def _file(self) -> Path:
        folder = os.environ.get("XDG_CACHE_HOME")
        if not folder:
            from platformdirs import user_cache_dir

            folder = user_cache_dir()
        name = str(self._progress.absolute()).replace(os.sep, "%")
        return Path(folder, "quizkit", f"due-{name[-150:]}.json")


def stamp_of(path: Path) -> list[int] | None:
    """Return what tells whether a file was changed; None if it is not there."""
    try:
        found = path.stat()
    except OSError:
        return None
    return [found.st_size, found.st_mtime_ns, found.st_ino]
