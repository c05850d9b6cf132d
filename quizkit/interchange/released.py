"""Cards that were suspended in another program when they came, and are no longer in a newer file."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from hashlib import blake2b

from quizkit.progress import Event, EventId, Suspended, Undone, in_order, undone_ids

_OF_CARDS = "-cards"


def released(events: Sequence[Event], others: Iterable[Event], now: datetime) -> list[Undone]:
    """Return what lets cards go that an import suspended and a newer one of that source does not.

    An older file lets none go, nor does any file a card that the learner suspended here.

    Args:
        events: of the newer import, with the ids of cards as the log has them.
        others: what the log has beside answers.
        now: the instant of the import, aware.
    """
    if not events:
        return []
    newest = max(event.at for event in events)
    sources = {event.id.writer.removesuffix(_OF_CARDS) for event in events}
    names = {event.id for event in events}
    cards = {getattr(event, "card", None) for event in events}
    log = in_order(others)
    undone = undone_ids(log)
    return [
        Undone(id=_name(event), at=now, target=event.id)
        for event in log
        if isinstance(event, Suspended)
        and event.id.writer.removesuffix(_OF_CARDS) in sources
        and event.card in cards
        and event.id not in names
        and event.id not in undone
        and event.at < newest
    ]


def _name(suspended: Event) -> EventId:
    """Return the name of what takes an event back: the same on each device."""
    digest = blake2b(f"released {suspended.id}".encode(), digest_size=7).digest()
    return EventId(suspended.id.writer, int.from_bytes(digest, "big") + 1)
