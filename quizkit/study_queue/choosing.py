"""Which cards a learner chose from: those with a tag, those missed last time."""

from collections.abc import Collection, Iterable

from quizkit.model import Card
from quizkit.progress import Progress
from quizkit.scheduling import Rating


def tagged(cards: Iterable[Card], tags: Collection[str]) -> list[Card]:
    """Return the cards that have any of `tags`; all if none is asked for."""
    return [card for card in cards if not tags or not set(tags).isdisjoint(card.note.tags)]


def missed(cards: Iterable[Card], progress: Progress) -> list[Card]:
    """Return the cards whose newest answer was rated Again."""
    return [card for card in cards if progress.record(card.id).last_rating is Rating.AGAIN]
