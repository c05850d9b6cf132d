"""The prompt of a note as rules look at it: its prose, its code, what it shows, its blanks.

Where it is in Markdown, its blocks say what is code; else how its lines look.
"""

from collections.abc import Iterable
from itertools import count
from typing import Generic, TypeVar

from quizkit.cloze import Blank
from quizkit.lint.english import BLANK
from quizkit.lint.prose import code_in, prose, shows
from quizkit.model import ClozeNote, Kind, Note, blanks_of

N = TypeVar("N", bound=Note, covariant=True)


def gapped(pieces: Iterable[str | Blank]) -> str:
    """Return the text of a cloze with an ellipsis in place of each blank."""
    return "".join(piece if isinstance(piece, str) else f" {BLANK} " for piece in pieces)


class Prompted(Generic[N]):
    """A note, as far as its prompt goes."""

    def __init__(self, note: N) -> None:
        self.note = note

    @property
    def written(self) -> str:
        """Its prompt as it is written, with holes in place of the blanks of a cloze in Markdown."""
        note = self.note
        if note.marks is None:
            return note.prompt
        if isinstance(note, ClozeNote):
            question = note.marks.get(note.question, note.question)
            return f"{question}\n\n{self.template}" if question else self.template
        return note.marks.get(note.prompt, note.prompt)

    @property
    def template(self) -> str:
        """The text of a cloze in Markdown, with a hole in place of each blank; empty for others."""
        if not isinstance(self.note, ClozeNote):
            return ""
        from quizkit.markup import hole

        holes = map(hole, count())
        pieces = (p if isinstance(p, str) else next(holes) for p in self.note.pieces)
        return self.note.template or "".join(pieces)

    @property
    def prose(self) -> str:
        """Its prompt with an ellipsis in place of each piece of code, and each blank."""
        note = self.note
        if self.has_marks:
            from quizkit.lint.marked import prose_of

            return prose_of(self.written)
        return prose(note.prompt.replace("{{}}", BLANK) if note.kind is Kind.CLOZE else note.prompt)

    def prose_of(self, text: str) -> str:
        """Return one of its texts with an ellipsis in place of each piece of code."""
        written = (self.note.marks or {}).get(text)
        if written is None:
            return prose(text)
        from quizkit.lint.marked import prose_of

        return prose_of(written)

    @property
    def has_marks(self) -> bool:
        """Whether its prompt is written in Markdown, and differs from its words."""
        return self.note.marks is not None and self.written != self.note.prompt

    @property
    def code(self) -> tuple[str, ...]:
        """The pieces of code in its prompt."""
        if self.has_marks:
            from quizkit.lint.marked import code_of

            return code_of(self.written)
        return code_in(self.note.prompt)

    @property
    def shows(self) -> bool:
        """Whether its prompt shows what it may speak of: a picture, lines of text, code, a sign."""
        return bool(self.pictures) or shows(self.written)

    @property
    def pictures(self) -> tuple[str, ...]:
        """The files of the pictures that are shown with its prompt."""
        media = self.note.media
        named = tuple(image.file for image in media.images) if media else ()
        if self.has_marks and "![" in self.written:
            from quizkit.lint.marked import pictures_in

            named += pictures_in(self.written)
        return named

    @property
    def blanks(self) -> tuple[Blank, ...]:
        """The blanks of a cloze, in order."""
        return blanks_of(self.note.pieces) if isinstance(self.note, ClozeNote) else ()

    @property
    def blanks_in_prose(self) -> tuple[Blank, ...]:
        """Those of the blanks that stand in no code, as far as its marks say so."""
        if not self.has_marks:
            return self.blanks
        from quizkit.lint.marked import holes_in

        inside = holes_in(self.template, code=True)
        return tuple(blank for at, blank in enumerate(self.blanks) if at not in inside)
