"""How the notes of a deck read: what each asks, and the right answers of its cards."""

from datetime import datetime
from typing import TYPE_CHECKING, cast

from quizkit.model import ClozeNote, Deck, Kind, Lines, Note, PickInOrder, Task, cards_of
from quizkit.progress import Wording

if TYPE_CHECKING:
    from quizkit.model import WordNote


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


def answers_of(note: Note, deck_id: str) -> dict[str, str]:
    """Return the right answer of each card of a note, by what its id has after `deck#note`."""
    start = len(f"{deck_id}#{note.id}")
    return {card.id[start:]: _answer(card.task) for card in cards_of(note, deck_id)}


def _answer(task: Task) -> str:
    """Return the right answer of a task as one text; what only helps to judge it is left out."""
    texts = [f"{r.label} = {r.shown}" if r.label else r.shown for r in task.rights]
    if isinstance(task.form, Lines):
        return " … ".join(texts)
    return "; ".join(texts if isinstance(task.form, PickInOrder) else sorted(texts))
