"""The keys of a deck file: which decide the kind of a note, and which a kind may have.

The tables of the deck format, made from the rows of the kinds, and the near miss that a wrong key
may stand for.
"""

from collections.abc import Mapping

from quizkit.model import Kind
from quizkit.model.kinds import KINDS, KindRow

DECK_KEYS = frozenset(
    (
        *("title", "id", "language", "description", "tags", "defaults", "sources"),
        *("cards", "words", "include", "markup"),
    )
)
"""What stands at the top of a deck."""

BRINGING_NOTES = frozenset(("cards", "words", "include"))
"""Of these a deck has one at least."""

INCLUDED_KEYS = DECK_KEYS - {"title", "id", "description", "include"}
"""What stands at the top of a file that a deck includes."""

TABLE_KEYS = frozenset(
    (
        *("columns", "languages", "ask", "rows", "tags", "lint", "case", "accents", "slips"),
        *("markup", "speak"),
    )
)
"""What a table of words has, and what it may say of all its rows as an entry does."""

_COMMON = frozenset(
    (
        *("id", "tags", "hints", "explanation", "source", "examples", "language", "lint"),
        *("markup", "image", "answer_image", "audio", "speak"),
    )
)

ADMITTED = {kind: _COMMON | row.own_keys for kind, row in KINDS.items()}
"""What a note of each kind may have, needed keys included."""

DECIDING = frozenset().union(*(way for row in KINDS.values() for way in row.ways))
"""The keys that decide on the kind of a note."""

MARKS = frozenset(row.answer_key for row in KINDS.values()) - {"answer"}
"""The keys that make a question something else than one with one answer."""

# A kind that a value tells from another stands before it.
_ROWS = sorted(KINDS.values(), key=lambda row: not row.told_by)


def note_kind(values: Mapping[str, object]) -> Kind | None:
    """Return the kind of an entry with these values by key; None if they decide on none."""
    given = DECIDING.intersection(values)
    return next((row.kind for row in _ROWS if _decide(given, values, row)), None)


def _decide(given: frozenset[str], values: Mapping[str, object], row: KindRow) -> bool:
    """Return whether an entry with these deciding keys is of this kind."""
    by_keys = any(way <= given <= way.union(row.may_have) for way in row.ways)
    return by_keys and row.told_by.items() <= values.items()


OPTIONS = frozenset().union(*ADMITTED.values()) - DECIDING - {"id", "language"}
"""What `defaults` may hold for all entries, beside `dayfirst`."""

ENTRY_KEYS = frozenset().union(*ADMITTED.values())

ONE_TEXT = frozenset(("question", "statement", "cloze", "answer", "explanation", "title"))
"""Keys under which no list may stand."""

# Words of other programs and of authors in a hurry that difflib cannot know.
OTHER_NAMES = {
    "q": "question", "a": "answer", "front": "question", "back": "answer", "prompt": "question",
    "text": "cloze", "term": "question", "definition": "answer", "options": "distractors",
    "choices": "distractors", "wrong": "distractors",
    "incorrect": "distractors wrong", "right": "answer correct", "almost": "close",
    "alternatives": "accept", "variants": "accept", "aliases": "accept", "synonyms": "accept",
    "correct": "answer", "solution": "answer", "note": "explanation", "notes": "explanation cards",
    "comment": "explanation", "feedback": "explanation", "clue": "hints", "matching": "pairs",
    "match": "pairs", "sequence": "order", "ordering": "order", "kind": "type", "unit": "answer",
    "lang": "language", "name": "title", "entries": "cards", "questions": "cards",
    "images": "image", "picture": "image", "img": "image", "back_image": "answer_image",
    "sound": "audio", "sounds": "audio", "tts": "speak", "format": "markup",
    "minimum": "min", "maximum": "max", "bidirectional": "reverse", "typos": "slips",
    **dict.fromkeys(("no", "off", "false", "strict", "never"), "none false"),  # of slips, of speak
    **dict.fromkeys(("yes", "on"), "true"),  # of speak
    **dict.fromkeys(("md", "commonmark", "gfm", "mdx"), "markdown"),  # of markup
    **dict.fromkeys(("python", "shell", "bash", "source", "program"), "code"),  # of types
}  # fmt: skip


def likely_name(key: str, known: frozenset[str]) -> str:
    """Return the one of the `known` names that `key` seems to stand for, or ""."""
    from difflib import get_close_matches

    word = key.strip().casefold().replace("-", "_").replace(" ", "_")
    if word in known:
        return word
    for other in OTHER_NAMES.get(word, "").split():  # of an entry, or of the deck
        if other in known:
            return other
    return next(iter(get_close_matches(word[:40], sorted(known), 1, 0.7)), "")


def sure_name(key: str, known: frozenset[str]) -> str:
    """Return what `likely_name` does, if no other name is nearly as likely; else ""."""
    from difflib import SequenceMatcher

    meant = likely_name(key, known)
    word = key.strip().casefold().replace("-", "_").replace(" ", "_")
    if not meant or word == meant or meant in OTHER_NAMES.get(word, "").split():
        return meant
    near = {name: SequenceMatcher(None, name, word[:40]).ratio() for name in known}
    best = near.pop(meant)
    return meant if best >= _SURE and best - max(near.values(), default=0) >= _AHEAD else ""


_SURE, _AHEAD = 0.75, 0.05
"""How alike, of 1, a name has to be to be sure, and by how much more than the next."""
