"""What `quizkit due` keeps to answer at once: of each deck, when its cards fall due.

A shell prompt asks again and again, and mostly nothing has changed. So what the log and a deck say
of due dates is kept in the user's cache folder, beside the sizes and times of the files it was
made from; and on its own which cards a deck has, as the log changes more often than the deck, and
what the settings say: with both, a log that has gone on costs no more than the rows of its
snapshot. All of it can be deleted at any time. What is due is counted from it by
`study_queue.turns` alone.
"""

import json
import os
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from quizkit import __version__
from quizkit.cli.cache_folder import cache_folder, name_of
from quizkit.store.paths import wal_of
from quizkit.study_queue.turns import Counts, Turn, counts, study_day

VERSION = f"3 {__version__}"


class DeckCards(NamedTuple):
    """Which cards a deck has, in file order.

    Args:
        id, title: of the deck.
        cards: their ids.
        notes: the number of each card's note.
    """

    id: str
    title: str
    cards: list[str]
    notes: list[int]


class Schedule(NamedTuple):
    """When the cards of a deck fall due: a turn for each, in file order."""

    id: str
    title: str
    turns: list[Turn[int]]


class Pace(NamedTuple):
    """What the log says beside the schedules of decks.

    Args:
        introduced: how many cards were new on a study day, by its number.
        new_a_day: the setting `new`.
        day_start: hour at which a study day begins.
    """

    introduced: Mapping[str, int]
    new_a_day: int
    day_start: float

    def today(self, now: datetime) -> int:
        """Return the number of the study day that it is."""
        return study_day(now, self.day_start)

    def counts(self, schedule: Schedule, now: datetime, new_a_day: int | None = None) -> Counts:
        """Return the numbers of cards that `play` would ask; `new_a_day` goes before the setting."""
        today, most = self.today(now), self.new_a_day if new_a_day is None else new_a_day
        new_left = max(0, most - self.introduced.get(str(today), 0))
        return counts(schedule.turns, int(now.timestamp() * 1000), today, new_left)


class DueCache:
    """The kept schedules that belong to one progress file as it is now."""

    def __init__(self, progress: Path) -> None:
        self._progress = progress
        self._stamp = [stamp_of(progress), stamp_of(wal_of(progress))]
        self._data = _kept("due", progress, self._stamp)

    def find(self, decks: Sequence[Path]) -> tuple[Pace, list[Schedule]] | None:
        """Return the kept schedules, if all are there and nothing has changed since."""
        try:
            pace = Pace(*self._data["pace"])
            return pace, [self._schedule(deck) for deck in decks]
        except (KeyError, TypeError, ValueError):
            return None

    def _schedule(self, deck: Path) -> Schedule:
        """Return the kept schedule of a deck; KeyError if its file was changed since."""
        stamp, (name, title, turns) = self._data["decks"][str(deck.absolute())]
        if stamp != stamp_of(deck):
            raise KeyError(deck)
        return Schedule(name, title, [Turn(*turn) for turn in turns])

    def keep(self, pace: Pace, schedules: Mapping[Path, tuple[object, Schedule]]) -> None:
        """Keep what was worked out; each schedule with the stamp of its file before it was read."""
        decks = self._data.get("decks", {})
        decks |= {str(deck.absolute()): entry for deck, entry in schedules.items()}
        _keep("due", self._progress, self._stamp, {"pace": pace, "decks": decks})


def kept_pace(progress: Path, settings: object) -> tuple[str, int, float] | None:
    """Return the kept basis of snapshots, new cards a day and start of the day, if still so.

    Args:
        progress: the progress file.
        settings: what its settings are known by.
    """
    try:
        basis, new_a_day, day_start = _kept("pace", progress, settings)["pace"]
    except (KeyError, TypeError, ValueError):
        return None
    return basis, new_a_day, day_start


def keep_pace(progress: Path, settings: object, pace: tuple[str, int, float]) -> None:
    """Keep what the settings of a progress file say, with what they are known by."""
    _keep("pace", progress, settings, {"pace": pace})


def kept_cards(deck: Path, stamp: object) -> DeckCards | None:
    """Return the kept cards of a deck, if its file still has this stamp."""
    try:
        return DeckCards(*_kept("deck", deck, stamp)["cards"])
    except (KeyError, TypeError):
        return None


def keep_cards(deck: Path, stamp: object, cards: DeckCards) -> None:
    """Keep the cards of a deck, with the stamp of its file before it was read."""
    _keep("deck", deck, stamp, {"cards": cards})


def _kept(kind: str, path: Path, stamp: object) -> dict[str, Any]:
    """Return the data kept of a file, if that has this stamp; empty if there is none."""
    try:
        data: dict[str, Any] = json.loads(_file(kind, path).read_text("utf-8"))
        if data["version"] == VERSION and data["stamp"] == stamp:
            return data
    except (OSError, ValueError, KeyError, TypeError, RuntimeError):
        pass  # none yet, or not ours: it is made anew
    return {}


def _keep(kind: str, path: Path, stamp: object, content: Mapping[str, object]) -> None:
    """Write a cache file by way of a scratch file; failing to is no error."""
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
    return cache_folder() / f"{kind}-{name_of(path)}.json"


def stamp_of(path: Path) -> list[int] | None:
    """Return size, times and number of a file, which tell if it was changed; None if it is gone.

    Of the times only the second moves where a copy brings the first one along.
    """
    try:
        found = path.stat()
    except OSError:
        return None
    return [found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino]
