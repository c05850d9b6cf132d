"""What edits of decks mean for progress: found by reading alone; `sittings` writes it down."""

import os
from collections.abc import Callable, Iterable, Mapping, Set
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from quizkit.model import Card, Deck
from quizkit.progress import Progress, SeenDeck
from quizkit.store import Follows

if TYPE_CHECKING:
    from quizkit.identity import CarryOver, Transfer


class Edited(NamedTuple):
    """A deck that may have been edited since it was last seen.

    Args:
        deck, here: the deck, and where it is now.
        before: where it was last seen; None if it never was.
        found: what follows for its progress.
    """

    deck: Deck
    here: SeenDeck
    before: SeenDeck | None
    found: "CarryOver"

    @property
    def transfers(self) -> "list[Transfer]":
        """The transfers to cards that are in the deck now."""
        cards = {card.id for card in self.deck.cards}
        return [each for each in self.found.transfers if each.target in cards]


def edited(
    store: Follows,
    progress: Progress,
    path: Path,
    deck: Deck,
    seen: Mapping[str, SeenDeck],
    marked: Callable[[], Set[str]],
    surely: Mapping[str, str] = MappingProxyType({}),
) -> Edited | None:
    """Return what became of the progress of a deck; None if its file is as it was last seen.

    None too of a deck that is not whole: nothing follows from what is not in it.

    Args:
        store, progress: of the learner.
        path: where the deck is now.
        deck: as it is there.
        seen: where decks were last seen, by their ids.
        marked: gives the cards that are to be known again though they may have no progress.
        surely: what became of notes that are known to be the same, by `deck#note`.
    """
    if deck.problems:
        return None
    here, before = _seen_now(deck, path), seen.get(deck.id)
    if before == here:
        return None
    from quizkit.identity import carry_over  # not needed every time

    wordings = store.wordings(deck.id)
    elsewhere = before is not None and before.path != here.path and _is_there(before)
    others = [] if wordings else [each.id for each in seen.values() if _is_gone(each, here)]
    found = carry_over(
        wordings,
        progress.records.keys() | marked(),
        deck,
        names=progress.names,
        gone={other: store.wordings(other) for other in others},
        elsewhere=elsewhere,
        surely=surely,
    )
    return Edited(deck, here, before, found)


def reworded(before: Deck, now: Deck) -> dict[str, str]:
    """Return what the one note became whose id is another in an edited deck; empty if it is not one.

    Args:
        before: the deck as it was.
        now: as it is, edited by one who went to one of its notes.
    """
    if len(before.notes) != len(now.notes):
        return {}
    pairs = zip(before.notes, now.notes, strict=True)
    changed = {f"{now.id}#{old.id}": f"{now.id}#{new.id}" for old, new in pairs if old.id != new.id}
    return changed if len(changed) == 1 else {}


def unfollowed(
    cards: Mapping[str, Card], decks: Mapping[str, Deck], notes: Mapping[str, str]
) -> dict[str, str]:
    """Return the ids that cards of a sitting have by now in decks that are not whole.

    Progress does not follow those; until it does, what a sitting asks keeps the id that it had.

    Args:
        cards: by the ids that they have in the sitting.
        decks: that were edited meanwhile, by id.
        notes: what became of notes that were reworded, as `reworded` says.
    """
    found = {}
    for name, card in cards.items():
        if card.deck_id in decks and decks[card.deck_id].problems:
            note = f"{card.deck_id}#{card.note.id}"
            end = next(end for end, task in card.note.tasks if task == card.task)
            found[name] = notes.get(note, note) + end
    return found


class AskedAgain(NamedTuple):
    """How many cards with a changed answer are due now, and not yet; when the first of those is."""

    now: int = 0
    later: int = 0
    coming: datetime | None = None


def asked_again(
    changed: Set[str], cards: Iterable[Card], progress: Progress, now: datetime
) -> AskedAgain:
    """Return when cards are asked again whose right answer was changed."""
    if not changed:
        return AskedAgain()
    from quizkit.study_queue import falls_due, study_queue

    queue = study_queue(cards, progress, now, scheduler=None, new_a_day=0)
    later = changed - {*queue.due, *(card for _, card in queue.learning)}
    dues = (falls_due(card, progress, now) for card in later)
    tomorrow = progress.days.begin(now, progress.day(now) + 1)  # for who has had a sibling today
    coming = min((due if due > now else tomorrow for due in dues if due is not None), default=None)
    return AskedAgain(len(changed) - len(later), len(later), coming)


def _is_gone(deck: SeenDeck, here: SeenDeck) -> bool:
    """Return whether a deck is no more where it was: its file holds another one now, or is gone."""
    return deck.path == here.path or not _is_there(deck)


def _is_there(deck: SeenDeck) -> bool:
    return Path(deck.path).exists()


def _seen_now(deck: Deck, path: Path) -> SeenDeck:
    return SeenDeck(deck.id, os.path.realpath(path), stamp_of(path, deck.included))


def stamp_of(path: Path, included: Iterable[str] = ()) -> str:
    """Return size and time of change of a deck's file: equal as long as nobody wrote to it.

    Args:
        path: of the file.
        included: the files that it includes; of each its name and its stamp follow, line by line.
    """
    stamp = _stamp(path)
    for name in included:
        try:
            stamp += f"\n{name}\n{_stamp(path.parent / name)}"
        except (OSError, ValueError):
            stamp += f"\n{name}\n"
    return stamp


def stamp_again(path: Path, stamp: str) -> str:
    """Return the stamp that a deck's file has now, where it had this one before."""
    return stamp_of(path, stamp.split("\n")[1::2])


def _stamp(path: Path) -> str:
    status = path.stat()
    return f"{status.st_size}-{status.st_mtime_ns}"
