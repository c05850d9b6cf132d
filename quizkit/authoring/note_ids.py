"""Ids for notes that have none: a few words of what they ask, joined by dashes."""

import unicodedata
from collections.abc import Iterator

from quizkit.answers.languages import likely_languages
from quizkit.model import ClozeNote, Deck, Note

_FEWEST, _LONGEST = 4, 40  # words of an id to begin with, characters of any


def readable_ids(deck: Deck) -> dict[int, str]:
    """Return an id for each note of `deck` that has none, by its index; no two are the same.

    What an id is made of is the wording of the note alone. Where that of another has it already,
    further words go in; where that does not help, a number.
    """
    likely = likely_languages(deck.language)
    small = frozenset(word for own in likely for word in own.small_words.split())
    taken = {note.id for note in deck.notes}
    ids: dict[int, str] = {}
    for index, note in enumerate(deck.notes):
        if not note.has_own_id:
            ids[index] = next(name for name in _names(note, small) if name not in taken)
            taken.add(ids[index])
    return ids


def _names(note: Note, small_words: frozenset[str]) -> Iterator[str]:
    """Yield ids for a note, the best first, without end."""
    text = unicodedata.normalize("NFC", _wording(note)).lower()
    spoken = "".join(char if _in_words(char) else " " for char in text if char not in "'’")
    words = spoken.split()
    words = [word for word in words if word not in small_words] or words or note.kind.split()
    name = ""
    for count in range(min(_FEWEST, len(words)), len(words) + 1):
        name = "-".join(words[:count])
        if len(name) > _LONGEST:
            break
        yield name
    if len(name) > _LONGEST:
        cut = name[: _LONGEST + 1].rpartition("-")[0]
        name = cut or name[:_LONGEST]
        yield name
    number = 2
    while True:
        yield f"{name}-{number}"
        number += 1


def _in_words(char: str) -> bool:
    return char.isalnum() or unicodedata.category(char).startswith("M")


def _wording(note: Note) -> str:
    """Return what a note asks, in its author's words; an answer would give itself away."""
    if isinstance(note, ClozeNote):
        return " ".join(
            [*(piece for piece in note.pieces if isinstance(piece, str)), note.question]
        )
    return note.prompt
