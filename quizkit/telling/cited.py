"""Where the fact of a card stands: the works that its note cites, and what is recorded of them."""

from typing import NamedTuple

from quizkit.model import Card, Citation, Deck, joined


class SourceTold(NamedTuple):
    """A work that a note cites.

    Args:
        title: its title, or its name where the deck does not describe it.
        places: where in it the fact stands.
        details: whatever else the deck records of it, and what it says the work does not state.
    """

    title: str
    places: tuple[str, ...]
    details: tuple[str, ...]


def sources(card: Card, deck: Deck) -> tuple[SourceTold, ...]:
    """Return the works that the note of a card cites, each once."""
    places: dict[str, list[str]] = {}
    for citation in card.note.citations:
        places.setdefault(citation.source, []).extend(_places(citation))
    return tuple(_told(name, found, deck) for name, found in places.items())


def _told(name: str, places: list[str], deck: Deck) -> SourceTold:
    source = deck.sources.get(name)
    if source is None:
        return SourceTold(name, tuple(places), ())
    details = [f"{detail}: {text}" for detail, text in source.details.items()]
    if source.unknown:
        details.append(f"not stated: {joined(source.unknown)}")
    return SourceTold(source.title, tuple(places), tuple(details))


def _places(citation: Citation) -> list[str]:
    places = [f"¶{a}" if a == b else f"¶{a}-{b}" for a, b in citation.paragraphs]
    return [*places, citation.place] if citation.place else places
