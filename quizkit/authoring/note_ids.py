"""Ids for notes that have none: a few words of what they ask, joined by dashes."""

import unicodedata
from collections.abc import Iterator

from quizkit.model import ClozeNote, Deck, Note

_FEWEST, _LONGEST = 4, 40  # words of an id to begin with, characters of any

# Words that tell no question from another, in the languages that most decks are in.
_SMALL_WORDS = frozenset(
    """a an the of in on at to for from by with and or as is are was were be been being do does did
    has have had which what who whom whose when where why how that this these those it its there
    der die das den dem des ein eine einen einem einer und oder ist sind war waren wird wurde wer
    wie wo wann warum welche welcher welches im am zu zum zur von vom mit
    le la les un une des du de et ou est sont qui que quoi quel quelle quels quelles quand où dans
    el los las una unos y o es son fue quién qué cuál cuándo dónde cómo del en al por para""".split()
)


def readable_ids(deck: Deck) -> dict[int, str]:
    """Return an id for each note of `deck` that has none, by its index; no two are the same.

    What an id is made of is the wording of the note alone. Where that of another has it already,
    further words go in; where that does not help, a number.
    """
    taken = {note.id for note in deck.notes}
    ids: dict[int, str] = {}
    for index, note in enumerate(deck.notes):
        if not note.has_own_id:
            ids[index] = next(name for name in _names(note) if name not in taken)
            taken.add(ids[index])
    return ids


def _names(note: Note) -> Iterator[str]:
    """Yield ids for a note, the best first, without end."""
    text = unicodedata.normalize("NFC", _wording(note)).lower()
    spoken = "".join(char if _in_words(char) else " " for char in text if char not in "'’")
    words = spoken.split()
    words = [word for word in words if word not in _SMALL_WORDS] or words or note.kind.split()
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
