"""What `quizkit due` keeps to answer at once: of each deck, when its cards fall due.

A shell prompt asks again and again, and mostly nothing has changed. So what the log and a deck say
of due dates is kept in the user's cache folder, beside the sizes and times of the files it was
made from; and on its own which cards a deck has, as the log changes more often than the deck. All
of it can be deleted at any time. To count what is due needs nothing but this module.
"""

import json
import os
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from quizkit import __version__

VERSION = f"2 {__version__}"
_AHEAD = 20 * 60 * 1000  # a card in learning comes this much early if nothing else is left
_NEW, _NEVER = -1, -1


class Outline(NamedTuple):
    """Which cards a deck has, as columns of one entry a card, in file order.

    Args:
        id, title: of the deck.
        cards: their ids.
        notes: number of the card's note.
    """

    id: str
    title: str
    cards: list[str]
    notes: list[int]


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
    since_1 = now.replace(tzinfo=None) - datetime.min  # as `CalendarDays.study_day`
    today = (since_1 - timedelta(hours=log.day_start)) // timedelta(days=1) + 1
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
        self._data = _kept("due", progress, self._stamp)

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
        _keep("due", self._progress, self._stamp, {"log": log, "decks": decks})


def kept_outline(deck: Path, stamp: object) -> Outline | None:
    """Return the kept outline of a deck, if its file still has this stamp."""
    try:
        return Outline(*_kept("deck", deck, stamp)["outline"])
    except (KeyError, TypeError):
        return None


def keep_outline(deck: Path, stamp: object, outline: Outline) -> None:
    """Keep the outline of a deck, with the stamp of its file before it was read."""
    _keep("deck", deck, stamp, {"outline": outline})


def _kept(kind: str, path: Path, stamp: object) -> dict[str, Any]:
    """Return what is kept of a file, if that has this stamp; empty if nothing is."""
    try:
        data: dict[str, Any] = json.loads(_file(kind, path).read_text("utf-8"))
        if data["version"] == VERSION and data["stamp"] == stamp:
            return data
    except (OSError, ValueError, KeyError, TypeError, RuntimeError):
        pass  # none yet, or not ours: it is made anew
    return {}


def _keep(kind: str, path: Path, stamp: object, content: Mapping[str, object]) -> None:
    data = {"version": VERSION, "stamp": stamp, **content}
    try:
        file = _file(kind, path)
        scratch = file.with_name(f"{file.name}.{os.getpid()}")
        file.parent.mkdir(parents=True, exist_ok=True)
        scratch.write_text(json.dumps(data, separators=(",", ":")), "utf-8")
        scratch.replace(file)
    except (OSError, RuntimeError):
        pass  # a cache that cannot be kept is none


def _file(kind: str, path: Path) -> Path:
    folder = os.environ.get("XDG_CACHE_HOME")
    if not folder:
        from platformdirs import user_cache_dir

        folder = user_cache_dir()
    name = str(path.absolute()).replace(os.sep, "%")
    return Path(folder, "quizkit", f"{kind}-{name[-150:]}.json")


def stamp_of(path: Path) -> list[int] | None:
    """Return what tells whether a file was changed; None if it is not there."""
    try:
        found = path.stat()
    except OSError:
        return None
    return [found.st_size, found.st_mtime_ns, found.st_ino]
