"""What `quizkit due` keeps to answer at once: of each deck, when its cards fall due.

A shell prompt asks again and again, and mostly nothing has changed. So what the log and a deck say
of due dates is kept in the user's cache folder, beside the sizes and times of the files it was
made from; and on its own which cards a deck has, as the log changes more often than the deck, and
what the settings say: with both, a log that has gone on costs no more than the rows of its
snapshot, and where only some cards were answered since, no more than theirs. All of it can be
deleted at any time. What is due is counted from it by `study_queue.turns` alone.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from quizkit.cli.cache_folder import keep_values, kept_values
from quizkit.progress.instants import AHEAD, MILLISECOND, milliseconds
from quizkit.store.paths import real, wal_of
from quizkit.study_queue.turns import (
    Counts,
    NewOrder,
    Turn,
    counts,
    decks_in_turn,
    moment_of,
    study_day,
)

Stamp = list[int] | None
"""Size, times and number of a file, which tell if it was changed; None if it is gone."""

Included = Sequence[tuple[str, Stamp]]
"""The files that a deck includes, as it names them, each with its stamp."""


class DeckCards(NamedTuple):
    """Which cards a deck has, in file order.

    Args:
        id, title: of the deck.
        cards: their ids.
        notes: the number of each card's note.
        problems: how many the deck has; 0 if it is whole.
        left_out: file and line of each note that is left out for them.
        included: what else it was read from.
    """

    id: str
    title: str
    cards: list[str]
    notes: list[int]
    problems: int = 0
    left_out: Sequence[tuple[str, int]] = ()
    included: Included = ()


Patch = Sequence[tuple[int, Turn[int]]]
"""What became of the turns at some places of a schedule."""


class Schedule(NamedTuple):
    """When the cards of a deck fall due: a turn for each, in file order.

    Args:
        id, title: of the deck.
        turns: of its cards.
        problems, left_out: as `DeckCards` has them.
    """

    id: str
    title: str
    turns: list[Turn[int]]
    problems: int = 0
    left_out: Sequence[tuple[str, int]] = ()

    def patched(self, patch: Patch) -> "Schedule":
        """Return the schedule with other turns at some places."""
        for place, turn in patch:
            self.turns[place] = Turn(*turn)
        return self


class Terms(NamedTuple):
    """What the log says beside the schedules of decks.

    Args:
        introduced: how many cards were new on a study day, by its number.
        new_a_day: the setting `new`.
        day_start: hour at which a study day begins.
        as_of: when it was worked out, milliseconds since 1970.
        ahead: how many events a clock had dated that was ahead.
        first: the instant of the first of them.
        new_order: the setting `new-order`.
    """

    introduced: Mapping[str, int]
    new_a_day: int
    day_start: float
    as_of: int = 0
    ahead: int = 0
    first: int | None = None
    new_order: str = "turns"

    def knows_ahead(self, now: datetime) -> bool:
        """Return whether as many events lie ahead at `now` as did then."""
        at = milliseconds(now)
        return self.as_of <= at and (self.first is None or self.first > at + AHEAD // MILLISECOND)

    def reaches(self, newest: int | None) -> bool:
        """Return whether no event up to the newest lay ahead when this was worked out."""
        return newest is None or newest <= self.as_of + AHEAD // MILLISECOND

    def today(self, now: datetime) -> int:
        """Return the number of the study day that it is."""
        return study_day(now, self.day_start)

    def new_left(self, now: datetime, new_a_day: int | None = None) -> int:
        """Return how many cards may still be new today; `new_a_day` goes before the setting."""
        most = self.new_a_day if new_a_day is None else new_a_day
        return max(0, most - self.introduced.get(str(self.today(now)), 0))

    def counts(self, schedule: Schedule, now: datetime, new_left: int) -> Counts:
        """Return the numbers of cards that `play` would ask, of them so many new ones at most."""
        return counts(schedule.turns, moment_of(now, self.day_start), new_left)

    def counts_together(
        self, schedules: Sequence[Schedule], now: datetime, new_left: int
    ) -> list[Counts]:
        """Return those of each deck, where new ones come from all as the setting `new-order` says."""
        found = [self.counts(schedule, now, new_left) for schedule in schedules]
        new = [each.new for each in found]
        if sum(new) <= new_left:
            return found
        begun = sum(turn.answered is not None for each in schedules for turn in each.turns)
        order = NewOrder(self.new_order)
        shares = Counter(islice(decks_in_turn(new, begun, order), new_left))
        return [each._replace(new=shares[place]) for place, each in enumerate(found)]


class DueCache:
    """The kept schedules that belong to one progress file as it is now."""

    def __init__(self, progress: Path) -> None:
        with suppress(OSError):  # which is told when the file is opened
            progress = real(progress)
        self._progress = progress
        self._stamp: Any = [stamp_of(progress), stamp_of(wal_of(progress))]
        self._data = kept_values("due", progress, None)
        self._made_of: Any = self._data.get("stamp")
        self._is_current = self._made_of == self._stamp
        both = [self._made_of, self._stamp]
        self._since = {} if self._is_current else kept_values("since", progress, both)

    @property
    def mark(self) -> list[Any] | None:
        """Where the log of this file ended when the schedules were worked out whole, if known."""
        try:
            mark: list[Any] | None = self._data["mark"]
            return mark if self._made_of[0][-1] == self._stamp[0][-1] else None
        except (KeyError, TypeError):  # there is none, or was none
            return None

    def find(self, decks: Sequence[Path]) -> tuple[Terms, list[Schedule]] | None:
        """Return the kept schedules, if all are there and nothing has changed since."""
        try:
            if self._is_current:
                return Terms(*self._data["terms"]), [self._schedule(deck) for deck in decks]
            schedules = [self._schedule(d).patched(self._since["turns"][_key(d)]) for d in decks]
            return Terms(*self._since["terms"]), schedules
        except (KeyError, TypeError, ValueError):
            return None

    def find_made(self, decks: Sequence[Path]) -> tuple[Terms, list[Schedule]] | None:
        """Return the kept schedules as they were at `mark`, if all are there."""
        try:
            return Terms(*self._data["terms"]), [self._schedule(deck) for deck in decks]
        except (KeyError, TypeError, ValueError):
            return None

    def _schedule(self, deck: Path) -> Schedule:
        """Return the kept schedule of a deck; KeyError if a file of it was changed since."""
        (stamp, included), (name, title, turns, *wrong) = self._data["decks"][_key(deck)]
        if stamp != stamp_of(deck) or not _are_as_before(deck, included):
            raise KeyError(deck)
        return Schedule(name, title, [Turn(*turn) for turn in turns], *wrong)

    def keep(
        self,
        terms: Terms,
        schedules: Mapping[Path, tuple[tuple[Stamp, Included], Schedule]],
        mark: object,
    ) -> None:
        """Keep what was worked out whole.

        Args:
            terms: what the log says.
            schedules: each with the stamps of its files before they were read.
            mark: where the log ended; None if that is not known.
        """
        decks = self._data["decks"] if self._is_current else {}
        decks |= {_key(deck): entry for deck, entry in schedules.items()}
        values = {"stamp": self._stamp, "mark": mark, "terms": terms, "decks": decks}
        keep_values("due", self._progress, None, values)

    def keep_since(self, terms: Terms, turns: Mapping[Path, Patch]) -> None:
        """Keep what became of schedules since they were worked out whole."""
        patches = {_key(deck): patch for deck, patch in turns.items()}
        values = {"terms": terms, "turns": patches}
        keep_values("since", self._progress, [self._made_of, self._stamp], values)


def _key(deck: Path) -> str:
    return str(deck.absolute())


KnownBy = tuple[str, int, float, str]
"""What settings say: the basis of snapshots, new cards a day, start of the day, order of new cards."""


def kept_settings(progress: Path, settings: object) -> KnownBy | None:
    """Return what is kept of settings, if they are still so.

    Args:
        progress: the progress file.
        settings: what its settings are known by.
    """
    try:
        basis, new_a_day, day_start, new_order = kept_values("settings", progress, settings)[
            "settings"
        ]
    except KeyError:
        return None
    return basis, new_a_day, day_start, new_order


def keep_settings(progress: Path, settings: object, said: KnownBy) -> None:
    """Keep what the settings of a progress file say, with what they are known by."""
    keep_values("settings", progress, settings, {"settings": said})


def kept_cards(deck: Path, stamp: Stamp) -> DeckCards | None:
    """Return the kept cards of a deck, if its file has this stamp and the others are as before."""
    try:
        cards = DeckCards(*kept_values("cards", deck, stamp)["cards"])
    except KeyError:
        return None
    return cards if _are_as_before(deck, cards.included) else None


def keep_cards(deck: Path, stamp: Stamp, cards: DeckCards) -> None:
    """Keep the cards of a deck, with the stamp of its file before it was read."""
    keep_values("cards", deck, stamp, {"cards": cards})


def stamps_of(deck: Path, included: Iterable[str]) -> Included:
    """Return the stamps of the files that a deck includes."""
    return [(name, stamp_of(deck.parent / name)) for name in included]


def _are_as_before(deck: Path, included: Included) -> bool:
    return all(stamp == stamp_of(deck.parent / name) for name, stamp in included)


def stamp_of(path: Path) -> Stamp:
    """Return the stamp of a file.

    Of its times only the second moves where a copy brings the first one along.
    """
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    return [found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino]
