"""Ids of imported decks and notes: from the ids of the source, so that a second import finds them."""

import re
import unicodedata
from collections.abc import Container, Iterable
from hashlib import blake2b

from quizkit.lazy import pattern

_GOOD = pattern(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_LONGEST = 60


def slug(path: Iterable[str]) -> str:
    """Return the id of a deck from its names: `spanish-verbs` of `("Spanish", "Verbs")`."""
    words = "-".join(unicodedata.normalize("NFC", name).lower() for name in path)
    return re.sub(r"[\W_]+", "-", words).strip("-")[:_LONGEST].rstrip("-") or "deck"


def is_id(source_id: str) -> bool:
    """Return whether an id of the source may be one of ours as it is."""
    return _GOOD.fullmatch(source_id) is not None


def note_id(source_id: str, content: str, taken: Container[str]) -> str:
    """Return the id of a note: the source's where one of ours may look so, else a digest.

    Args:
        source_id: what the source knows it by; empty to go by the content.
        content: what the note asks.
        taken: ids that other notes have.
    """
    if is_id(source_id) and source_id not in taken:
        return source_id
    number = 1
    while True:
        text = f"{source_id}\n{content if not source_id else ''}\n{number}"
        found = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()
        if found not in taken:
            return found
        number += 1
