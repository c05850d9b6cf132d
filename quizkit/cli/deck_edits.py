"""What `play` does about decks edited since it last saw them: progress follows its cards."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import click

from quizkit.model import Deck
from quizkit.progress import Progress, SeenDeck, Wording
from quizkit.store import Follows, new_writer
from quizkit.visible import visible
from quizkit.wording import count


class Kept(NamedTuple):
    """How many cards kept their progress under a new id, and how many have another answer now."""

    moved: int = 0
    changed: int = 0

    def __str__(self) -> str:
        said = []
        if self.moved:
            said.append(f"kept the progress of {count(self.moved, 'edited card')}")
        if self.changed:
            said.append(f"{count(self.changed, 'card')} with a changed answer, asked again now")
        return "; ".join(said)


def follow_edits(
    store: Follows, decks: Mapping[Path, Deck], progress: Progress, now: datetime
) -> Kept:
    """Write down what became of the progress of decks that were edited since they were last seen.

    A deck whose file is as it was costs a look at the file's size and time.

    Raises:
        click.UsageError: a deck has the id of another one.
        StoreError: it could not be written down.
    """
    seen = store.seen_decks()
    kept = Kept()
    for path, deck in decks.items():
        here = SeenDeck(deck.id, str(path.resolve()), _stamp(path))
        if seen.get(deck.id) != here:
            of_deck = _follow(store, here, deck, seen, progress, now)
            kept = Kept(*map(sum, zip(kept, of_deck, strict=True)))
    return kept


def _follow(
    store: Follows,
    here: SeenDeck,
    deck: Deck,
    seen: Mapping[str, SeenDeck],
    progress: Progress,
    now: datetime,
) -> Kept:
    from quizkit.identity import carry_over, events_of, wordings_of  # not needed every time

    known = store.wordings(deck.id)
    gone: dict[str, dict[str, Wording]] = {}
    if not known:
        others = [other for other in seen.values() if not Path(other.path).exists()]
        gone = {other.id: store.wordings(other.id) for other in others}
    learned = progress.records.keys()
    found = carry_over(known, learned, deck, names=progress.names, gone=gone)
    if found.clash:
        before = seen.get(deck.id)
        other = f" at {visible(before.path)}" if before and before.path != here.path else ""
        raise click.UsageError(
            f"{visible(here.path)} has the id {deck.id!r} of another deck{other}, whose progress it "
            "would take over\nfix: give it an `id:` of its own"
        )
    events = events_of(found.moves, new_writer(), now)
    store.remember(here, wordings_of(deck, now).values(), *events)
    cards = {card.id for card in deck.cards}
    moves = [move for move in found.moves if move.target in cards]
    return Kept(
        moved=sum(move.source != move.target for move in moves),
        changed=sum(move.answer_changed for move in moves),
    )


def _stamp(path: Path) -> str:
    status = path.stat()
    return f"{status.st_size}-{status.st_mtime_ns}"
