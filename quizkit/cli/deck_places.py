"""Where in its file a card stands: for whoever goes there to mend it."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quizkit.formats.deck_yaml import Reading


def lines_of_cards(reading: "Reading") -> dict[str, int]:
    """Return the line on which the note of each card of a deck begins; none of one with problems."""
    if reading.deck is None:
        return {}
    places = {note.id: at for at, note in enumerate(reading.deck.notes)}
    return {
        card.id: reading.origin(places[card.note.id]).place().line for card in reading.deck.cards
    }


def line_of_note(path: Path, note_id: str) -> int:
    """Return the line on which a note of a deck begins, or of the first problem if it has any."""
    from quizkit.formats.deck_yaml import open_deck

    reading = open_deck(path)
    if reading.deck is None:
        return max(1, reading.problems[0].location.line)
    ids = [note.id for note in reading.deck.notes]
    return reading.origin(ids.index(note_id)).place().line if note_id in ids else 1


def from_here(path: Path) -> str:
    """Return the name of a file as it is reached from the current folder, if it lies below that."""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)
