"""Texts of notes on a page: plain ones as blocks of words, those in Markdown with their marks.

The one way in which commands and the player draw what an author wrote.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from quizkit import telling
from quizkit.cli.page import Page
from quizkit.model import Card, ClozeNote, Note
from quizkit.session import Judged

if TYPE_CHECKING:
    from quizkit.telling.marked import Marked


def text(
    note: Note,
    *pieces: str,
    page: Page,
    lead: str = "",
    bold: bool = False,
    prose: bool = False,
) -> list[str]:
    """Return a text of a note as wrapped lines.

    Args:
        note: that it is of.
        pieces: its words; with what is said of them before and behind, each by itself.
        page: how to write.
        lead: stands before the first line, and the others are indented as far.
        bold: whether it is bold.
        prose: whether it is more than an answer, so that a line such as `- 5` is a list.
    """
    if not (note.marks and any(piece in note.marks for piece in pieces)):
        return page.block("".join(pieces), lead, bold=bold)
    from quizkit.markup.terminal import lines
    from quizkit.telling.marked import in_blocks

    return lines(in_blocks(note, *pieces, prose=prose), page, lead, bold=bold)


def between(sign: str, words: Iterable[str]) -> list[str]:
    """Return texts with a sign between them, as pieces of one."""
    return [piece for each in words for piece in (sign, each)][1:]


def asked(card: Card, page: Page, *, bold: bool = True) -> list[str]:
    """Return what a card asks."""
    if not _has_marks(card.note):
        return page.block(card.prompt, bold=bold)
    from quizkit.telling import marked

    return _drawn(marked.asked(card), page, bold=bold)


def filled_in(judged: Judged, page: Page) -> list[str]:
    """Return what was asked in a cloze as it is read with the feedback, its blanks filled in."""
    if page.heard:
        return asked(judged.card, page)
    if not _has_marks(judged.card.note):
        return page.runs(telling.feedback(judged).filled)
    from quizkit.telling import marked

    return _drawn(marked.filled_in(judged.card), page, bold=False)


def as_written(card: Card) -> str:
    """Return what a card asks as its author wrote it; of a cloze in Markdown without its blanks."""
    note = card.note
    if isinstance(note, ClozeNote) and note.template:
        return note.template
    return (note.marks or {}).get(card.prompt, card.prompt)


def _has_marks(note: Note) -> bool:
    return bool(note.marks or (isinstance(note, ClozeNote) and note.template))


def _drawn(told: "Marked", page: Page, *, bold: bool) -> list[str]:
    from quizkit.markup.terminal import lines

    return lines(told.blocks, page, bold=bold, fillings=told.fillings)
