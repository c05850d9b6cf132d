"""Misspelt keys in a JSON Schema, so that an editor says which key was meant.

A schema without them says of a wrong key only that it is not allowed, or which pattern it fails.
"""

import re
from collections.abc import Set
from typing import Any

from quizkit.formats.keys import OTHER_NAMES, likely_name

_SHORTEST = 4
"""Letters of a key from which on one letter amiss does not make another word."""


def names_meant(keys: Set[str]) -> dict[str, Any]:
    """Return the schema that the names of a mapping with these keys fit, and near misses do not.

    What a validator says is the key that was expected; those of editors have a sentence of their
    own (`errorMessage`).
    """
    known = frozenset(keys)
    others: dict[str, list[str]] = {}
    for word in OTHER_NAMES:
        if word not in known and (meant := likely_name(word, known)):
            others.setdefault(meant, []).append(word)
    return {"allOf": [_meant(key, others.get(key, []), known) for key in sorted(known)]}


def _meant(key: str, others: list[str], known: frozenset[str]) -> dict[str, Any]:
    ways = [*others, *(_one_amiss(key) if len(key) >= _SHORTEST else [key.capitalize()])]
    pattern = f"(?:{'|'.join(dict.fromkeys(ways))})$"
    right = "|".join(sorted(name for name in known if re.fullmatch(pattern, name)))
    return {
        "if": {"pattern": f"^(?!(?:{right})$){pattern}" if right else f"^{pattern}"},
        "then": {"const": key, "errorMessage": f"there is no such key; did you mean `{key}`?"},
    }


def _one_amiss(key: str) -> list[str]:
    """Return patterns of a word with one letter left out, added or another, or two exchanged."""
    places = range(len(key))
    amiss = [f"{key[:at]}.?{key[at + 1 :]}" for at in places]
    added = [f"{key[:at]}.{key[at:]}" for at in (*places, len(key))]
    swapped = [f"{key[:at]}{key[at + 1]}{key[at]}{key[at + 2 :]}" for at in places[:-1]]
    return [*amiss, *added, *swapped]
