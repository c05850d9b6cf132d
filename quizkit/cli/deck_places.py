"""Where in its file a card stands: for whoever goes there to mend it."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quizkit.formats.deck_yaml import Reading
    from quizkit.model import Deck


Place = tuple[Path, int]
"""A file of a deck, and a line of it, from 1."""


def places_of_cards(reading: "Reading") -> dict[str, Place]:
    """Return where the note of each card of a deck begins; none of one that cannot be read."""
    deck = reading.lenient_deck
    if deck is None:
        return {}
    places = {note.id: _place(reading, at) for at, note in enumerate(deck.notes)}
    return {card.id: places[card.note.id] for card in deck.cards}


def place_of_note(path: Path, note_id: str, before: "Deck") -> Place:
    """Return where a note of a deck begins: in its file, or in one that this includes.

    If the deck has a problem that it had not `before`, that is the place of the first of those.
    """
    from quizkit.errors.problems import newly
    from quizkit.formats.deck_yaml import open_deck

    reading = open_deck(path)
    if new := newly(before.problems, reading.problems):
        return Path(new[0].location.file), max(1, new[0].location.line)
    ids = [note.id for note in reading.readable_deck.notes]
    return _place(reading, ids.index(note_id)) if note_id in ids else (path, 1)


def _place(reading: "Reading", note: int) -> Place:
    place = reading.origin(note).place()
    return Path(place.file), place.line


def from_here(path: Path) -> str:
    """Return the name of a file as it is reached from the current folder, if it lies below that."""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)
