"""What an import left in a deck for a way back: values under keys that begin with `x-`."""

from collections.abc import Mapping
from typing import Any

from quizkit.formats.deck_yaml import Reading, trees_of
from quizkit.interchange.values import Kept


def kept_in(reading: Reading) -> Kept:
    """Return what a deck has under `x-` keys: its own, and those of each note with an `id`.

    Of a note without an `id` of its own nothing is found.
    """
    trees = trees_of(reading)
    own = trees.get(reading.file)
    root = own.root if own and isinstance(own.root, dict) else {}
    notes: dict[str, dict[str, object]] = {}
    for tree in trees.values():
        entries = tree.root.get("cards") if isinstance(tree.root, dict) else None
        for entry in entries if isinstance(entries, list) else ():
            if isinstance(entry, dict) and isinstance(entry.get("id"), str):
                found = _of(entry)
                if found:
                    notes[str(entry["id"])] = found
    return Kept(_of(root), notes)


def _of(mapping: Mapping[Any, Any]) -> dict[str, object]:
    return {
        str(key).removeprefix("x-"): value
        for key, value in mapping.items()
        if isinstance(key, str) and key.startswith("x-")
    }
