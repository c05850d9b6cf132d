"""How the notes of a deck read: what each asks, and the right answers of its cards."""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, cast

from quizkit.model import (
    ClozeNote,
    Deck,
    Kind,
    Lines,
    Note,
    PickInOrder,
    Task,
    blanks_of,
    cards_of,
)
from quizkit.progress import Wording

if TYPE_CHECKING:
    from quizkit.model import WordNote


_NONE: Mapping[str, str] = MappingProxyType({})


def wordings_of(deck: Deck, at: datetime) -> dict[str, Wording]:
    """Return the wordings of the notes of a deck at the instant `at`, by `deck#note`."""
    wordings = {}
    for note in deck.notes:
        name = f"{deck.id}#{note.id}"
        answers = answers_of(note, deck.id)
        wordings[name] = Wording(name, at, note.kind, prompt_of(note), answers)
    return wordings


def prompt_of(note: Note) -> str:
    """Return the prompt of a note; of a cloze the whole text, which stays when a blank moves.

    Of a row of a table all its cells, a line each, behind the name of their column.
    """
    if note.kind is Kind.WORD:
        row = cast("WordNote", note)
        cells = zip(row.table.columns, row.cells, strict=True)
        return "\n".join(f"{column}: {cell}" for column, cell in cells if cell)
    return note.filled_in if isinstance(note, ClozeNote) else note.prompt


def answers_of(note: Note, deck_id: str, marks: Mapping[str, str] = _NONE) -> dict[str, str]:
    """Return the right answer of each card of a note, by what its id has after `deck#note`.

    Args:
        note, deck_id: the note, and the id of its deck.
        marks: texts in Markdown by their words, for the answers as they are written.
    """
    start = len(f"{deck_id}#{note.id}")
    return {card.id[start:]: _answer(card.task, marks) for card in cards_of(note, deck_id)}


def written_prompt_of(note: Note) -> str:
    """Return the prompt of a note as it is written in Markdown: as it reads in a plain deck."""
    marks = note.marks or {}
    if note.kind is Kind.WORD:
        row = cast("WordNote", note)
        cells = zip(row.table.columns, row.cells, strict=True)
        return "\n".join(f"{column}: {marks.get(cell, cell)}" for column, cell in cells if cell)
    if isinstance(note, ClozeNote) and note.template:
        from quizkit.markup.holes import holes_filled

        answers = [marks.get(blank.answer, blank.answer) for blank in blanks_of(note.pieces)]
        return holes_filled(note.template, answers.__getitem__)
    return marks.get(note.prompt, note.prompt)


def _answer(task: Task, marks: Mapping[str, str]) -> str:
    """Return the right answer of a task as one text; what only helps to judge it is left out."""
    rights = [(marks.get(r.label, r.label), marks.get(r.shown, r.shown)) for r in task.rights]
    texts = [f"{label} = {shown}" if label else shown for label, shown in rights]
    if isinstance(task.form, Lines):
        return " … ".join(texts)
    return "; ".join(texts if isinstance(task.form, PickInOrder) else sorted(texts))
