"""Cells of a table of words in Markdown read into their words; what was written is kept beside."""

from collections.abc import Iterable

from attrs import evolve

from quizkit.formats.in_words import said_in
from quizkit.formats.marked_spans import GLOSSES, masked, unmasked
from quizkit.markup import markdown, words
from quizkit.model import Variants, WordNote, glosses


def in_words(cells: list[str], places: Iterable[int], marks: dict[str, str]) -> list[str]:
    """Return cells with their words in place of Markdown.

    Args:
        cells: of a row.
        places: of those that are Markdown.
        marks: is told what was written, by its words.
    """
    found = cells[:]
    for place in places:
        if place < len(cells):
            found[place] = said = said_in(cells[place], inline=True)
            if said != cells[place]:
                marks.setdefault(said, cells[place])
    return found


def with_marks(note: WordNote, marks: dict[str, str]) -> WordNote:
    """Return a row with what was written in its cells, and what is asked of it likewise."""
    if not marks:
        return note
    cells = dict(zip(note.table.columns, note.cells, strict=True))
    parted = {cell: _glosses(marks[cell]) for cell in note.cells if cell in marks}
    for ask in note.table.asks:
        if shown := marks.get(cells[ask.shown]):
            column = markdown(ask.wanted, inline=True)
            marks[ask.question(cells[ask.shown])] = f"{shown}\\\n→ {column}"
    if note.explanation:
        said = filter(None, note.cells)
        marks[note.explanation] = " · ".join(
            [marks.get(cell) or markdown(cell, inline=True) for cell in said]
        )
    others = {cell: alone for cell, alone in parted.items() if alone != glosses(cell)}
    return evolve(note, marks=marks, parted=others or None)


def _glosses(cell: str) -> Variants:
    """Return the texts in a cell that stand for one another, in words; code and formulas are whole."""
    said = words(masked(cell, GLOSSES), inline=True)
    return tuple(map(unmasked, glosses(said)))
