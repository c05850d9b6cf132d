"""Where in a deck a rule found something, and what it says of it."""

from collections.abc import Iterable
from typing import NamedTuple


class DeckPath(NamedTuple):
    """The way to a value in a deck.

    Args:
        steps: keys, and indices from 0, from the root of the deck or from the note on.
        note: index of the note, from 0; None leads to what is said of the deck as a whole.
        text: the member of the list or mapping at `steps` that is meant; itself if empty.
        key: whether the last key is meant, not the value under it.
    """

    steps: tuple[str | int, ...]
    note: int | None = None
    text: str = ""
    key: bool = False


class Hit(NamedTuple):
    """What a rule found, and where.

    Args:
        message: what is wrong, in one sentence without a full stop.
        fix: what to do about it.
        path: where.
    """

    message: str
    fix: str
    path: DeckPath


Hits = Iterable[Hit]
