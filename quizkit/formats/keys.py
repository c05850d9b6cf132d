"""The keys of a deck file: which decide the kind of a note, and which a kind may have.

The tables of the deck format, and the near miss that a wrong key may stand for.
"""

from collections.abc import Mapping

DECK_KEYS = frozenset(
    ("title", "id", "language", "description", "tags", "defaults", "sources", "cards")
)
"""What stands at the top of a deck."""

_COMMON = frozenset(("id", "tags", "hints", "explanation", "source", "examples", "lint"))

_TYPED = frozenset(
    ("question", "answer", "min", "max", "accept", "reject", "type", "tolerance")
) | {"unit_required", "case", "accents", "reverse"}

ADMITTED: dict[str, frozenset[str]] = {
    "typed": _COMMON | _TYPED,
    "choice": _COMMON | _TYPED | {"distractors"},
    "list": _COMMON | {"question", "answers", "reject", "require", "case", "accents"},
    "several choices": _COMMON | {"question", "answers", "distractors"},
    "true or false": _COMMON | {"statement", "answer"},
    "order": _COMMON | {"question", "order"},
    "pairs": _COMMON | {"question", "pairs"},
    "cloze": _COMMON | {"cloze", "question", "case", "accents"},
    "self-rated": _COMMON | {"question", "answer", "type"},
}
"""What a note of each kind may have, needed keys included."""

_KIND: dict[frozenset[str], str] = {
    frozenset(("question", "answer")): "typed",
    frozenset(("question", "min", "max")): "typed",
    frozenset(("question", "answer", "distractors")): "choice",
    frozenset(("question", "min", "max", "distractors")): "choice",
    frozenset(("question", "answers")): "list",
    frozenset(("question", "answers", "distractors")): "several choices",
    frozenset(("statement", "answer")): "true or false",
    frozenset(("question", "order")): "order",
    frozenset(("question", "pairs")): "pairs",
    frozenset(("cloze",)): "cloze",
    frozenset(("cloze", "question")): "cloze",
}
"""The keys decide the kind; `type: free` makes a typed note a self-rated one."""

_DECIDING = frozenset().union(*_KIND)


def kind_of(values: Mapping[str, object]) -> str:
    """Return the kind of an entry with these keys; "" if they decide on none."""
    kind = _KIND.get(_DECIDING.intersection(values), "")
    free = values.get("type") == "free" and "answer" in values
    return "self-rated" if kind == "typed" and free else kind


OPTIONS = frozenset().union(*ADMITTED.values()) - _DECIDING - {"id"}
"""What `defaults` may hold for all entries, beside `dayfirst`."""

ENTRY_KEYS = frozenset().union(*ADMITTED.values())

RESERVED = ("image", "audio")
"""Kept for what may come; until then an error that says so."""

# Words of other programs and of authors in a hurry that difflib cannot know.
_OTHER_NAMES = {
    "q": "question", "a": "answer", "front": "question", "back": "answer", "prompt": "question",
    "text": "cloze", "term": "question", "definition": "answer", "options": "distractors",
    "choices": "distractors", "wrong": "distractors", "incorrect": "distractors",
    "alternatives": "accept", "variants": "accept", "aliases": "accept", "synonyms": "accept",
    "correct": "answer", "solution": "answer", "note": "explanation", "notes": "explanation cards",
    "comment": "explanation", "feedback": "explanation", "clue": "hints", "matching": "pairs",
    "match": "pairs", "sequence": "order", "ordering": "order", "kind": "type", "unit": "answer",
    "lang": "language", "name": "title", "entries": "cards", "questions": "cards",
    "minimum": "min", "maximum": "max", "bidirectional": "reverse",
}  # fmt: skip


def near_miss(key: str, known: frozenset[str]) -> str:
    """Return the one of the `known` names that `key` seems to stand for, or ""."""
    from difflib import get_close_matches

    word = key.strip().casefold().replace("-", "_").replace(" ", "_")
    if word in known:
        return word
    for other in _OTHER_NAMES.get(word, "").split():  # of an entry, or of the deck
        if other in known:
            return other
    return next(iter(get_close_matches(word[:40], sorted(known), 1, 0.7)), "")
