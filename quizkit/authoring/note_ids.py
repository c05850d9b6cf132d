"""Ids for notes that have none: a few words of what they ask, joined by dashes."""

import unicodedata
from collections.abc import Iterable, Iterator
from itertools import count

from quizkit.answers.languages import likely_languages
from quizkit.model import ClozeNote, Deck, Kind, Note

_FEWEST, _LONGEST = 4, 40  # words of an id to begin with, characters of any
_NO_APOSTROPHES = dict.fromkeys(map(ord, "'’"))


def readable_ids(deck: Deck, others: Iterable[str] = ()) -> dict[int, str]:
    """Return an id for each note of `deck` that has none, by its index; no two are the same.

    Nor is one of `others`, as notes may be called that are left out.

    A row of a table needs none.

    What an id is made of is the wording of the note alone. Where that of another has it already,
    further words go in; where that does not help, a number.
    """
    likely = likely_languages(deck.language)
    small = frozenset(word for own in likely for word in own.small_words.split())
    taken = {*others, *(note.id for note in deck.notes)}
    ids: dict[int, str] = {}
    for index, note in enumerate(deck.notes):
        if not note.has_own_id and note.kind is not Kind.WORD:
            ids[index] = next(name for name in _names(note, small) if name not in taken)
            taken.add(ids[index])
    return ids


def _names(note: Note, small_words: frozenset[str]) -> Iterator[str]:
    """Yield ids for a note, the best first, without end."""
    words = _words(note)
    words = [word for word in words if word not in small_words] or words or note.kind.split()
    counts = range(min(_FEWEST, len(words)), len(words) + 1)
    names = [_cut("-".join(words[:most])) for most in counts]
    yield from names
    yield from (f"{names[-1]}-{number}" for number in count(2))


def _cut(name: str) -> str:
    """Return a name of at most the longest length, cut between two words if it has several."""
    if len(name) <= _LONGEST:
        return name
    return name[: _LONGEST + 1].rpartition("-")[0] or name[:_LONGEST]


def _words(note: Note) -> list[str]:
    """Return the words of what a note asks, in small letters; an answer would give itself away."""
    text = note.prompt
    if isinstance(note, ClozeNote):
        text = " ".join([*(p for p in note.pieces if isinstance(p, str)), note.question])
    text = unicodedata.normalize("NFC", text).lower().translate(_NO_APOSTROPHES)
    return "".join(char if _in_words(char) else " " for char in text).split()


def _in_words(char: str) -> bool:
    return char.isalnum() or unicodedata.category(char).startswith("M")
