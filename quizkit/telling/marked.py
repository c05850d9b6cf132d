"""Texts of a note in Markdown as blocks, which every front draws in its own way.

A note has words alone, and beside them what was written with marks. `asked` and `filled_in` are what a
card asks and what was asked with its blanks filled, `in_blocks` any other text. Loaded for notes with
marks alone, but a text without any has blocks as well.
"""

from collections.abc import Iterator, Sequence
from itertools import count
from typing import NamedTuple

from quizkit.cloze import Blank
from quizkit.markup import Block, Break, Inline, Paragraph, Text, blocks, hole
from quizkit.markup.paper import Filling
from quizkit.model import Blanks, Card, ClozeNote, Note, WordNote


class Marked(NamedTuple):
    """A text in blocks; `fillings` are what stands in its holes, by their numbers."""

    blocks: tuple[Block, ...]
    fillings: tuple[Filling, ...] = ()


def in_blocks(note: Note, *texts: str, prose: bool = False) -> tuple[Block, ...]:
    """Return texts that follow each other as blocks.

    Args:
        note: that they are of.
        texts: its own in words, and what a front says between them.
        prose: whether lists, tables and code are read in a text of one line; in answers they are not.
    """
    found: list[Block] = []
    for text in texts:
        _join(found, _blocks(note, text, prose=prose))
    return tuple(found)


def asked(card: Card) -> Marked:
    """Return what a card asks; in a cloze `[…]` or `[hint]` in place of the blanks that are asked."""
    return _text_of(card, is_open=True)


def filled_in(card: Card) -> Marked:
    """Return what a card asks, its blanks filled with what is right."""
    return _text_of(card, is_open=False)


def _text_of(card: Card, *, is_open: bool) -> Marked:
    """Return what a card asks, its blanks open or filled."""
    note, task = card.note, card.task
    if not (isinstance(note, ClozeNote) and isinstance(task, Blanks)):
        return Marked(in_blocks(note, *_pieces(note, task.prompt), prose=True))
    above = _blocks(note, note.question, prose=True) if note.question else ()
    below = blocks(note.template) if note.template else _without_marks(note)
    return Marked((*above, *below), tuple(_fillings(note, task, is_open=is_open)))


def _without_marks(note: ClozeNote) -> tuple[Block, ...]:
    """Return the text of a cloze without marks, below a question that has some."""
    holes = map(hole, count())
    pieces = [piece if isinstance(piece, str) else next(holes) for piece in note.pieces]
    return (Paragraph((Text("".join(pieces)),)),)


def _pieces(note: Note, prompt: str) -> tuple[str, ...]:
    """Return a prompt in pieces: of a row of a table the word, and what is asked of it."""
    word, _, asked = prompt.partition("\n")
    return (word, f"\n{asked}") if isinstance(note, WordNote) else (prompt,)


def _fillings(note: ClozeNote, task: Blanks, *, is_open: bool) -> Iterator[Filling]:
    """Yield what stands in each blank of a text while some of them are asked."""
    for blank, shown in zip(note.pieces, task.pieces, strict=True):
        if isinstance(blank, str):
            continue
        if is_open and isinstance(shown, Blank):
            hint = _inlines(note, shown.hint) if shown.hint else (Text("…"),)
            text = f"[{shown.hint or '…'}]"
            yield Filling(text, (Text("["), *hint, Text("]")), is_asked=True, is_open=True)
        else:
            inlines = _inlines(note, blank.answer)
            yield Filling(blank.answer, inlines, is_asked=isinstance(shown, Blank))


def _inlines(note: Note, text: str) -> tuple[Inline, ...]:
    """Return a text within a line, with its marks if it has any."""
    match _blocks(note, text):
        case (Paragraph(inlines),):
            return inlines
    return (Text(text),)


def _blocks(note: Note, text: str, *, prose: bool = False) -> tuple[Block, ...]:
    """Return a text of a note as blocks; one without marks as it stands."""
    written = note.marks.get(text) if note.marks else None
    if written is not None:
        return blocks(written, inline=not prose and "\n" not in written)
    inlines: list[Inline] = []
    for line in text.split("\n"):
        inlines += [Break(), Text(line)] if inlines else [Text(line)]
    return (Paragraph(tuple(inlines)),)


def _join(found: list[Block], more: Sequence[Block]) -> None:
    """Add blocks behind others: what begins with words goes on where these end with words."""
    match found[-1:], more:
        case [Paragraph(before)], [Paragraph(behind), *others]:
            found[-1:] = [Paragraph((*before, *behind)), *others]
        case _:
            found += more
