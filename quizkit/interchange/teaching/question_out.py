"""What Moodle, QTI and Canvas have in common on the way out: the texts of a note, and what is lost."""

import re
from collections.abc import Mapping
from xml.sax.saxutils import escape

from quizkit.authoring.yaml_writing import Written
from quizkit.cloze import Blank, ClozeError, blank_spans, parse_cloze
from quizkit.formats.marked_cloze import read_cloze
from quizkit.interchange.texts import first_words
from quizkit.interchange.values import Loss
from quizkit.interchange.written_notes import WrittenNote
from quizkit.lazy import pattern
from quizkit.markup import words
from quizkit.model import Note

HOLE = "\ue010"
"""Stands for a gap in a text that is made HTML."""
NUMBER = pattern(r"[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?")
_NEVER = pattern("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    """Return a text without the characters that no XML holds."""
    return _NEVER.sub("", text)


def escaped(text: str) -> str:
    """Return a text as it stands in XML."""
    return escape(clean(text))


class Question:
    """A note that is written as a question.

    Args:
        note: the note; `written`: as its author would write it.
        losses: gets what does not go along.
    """

    def __init__(self, note: Note, written: WrittenNote, losses: list[Loss]) -> None:
        self._id = note.id + written.end
        self._card = first_words(note.prompt)
        self._entry = written.entry
        self._is_markdown = written.is_markdown
        self._losses = losses
        for what, why in written.lost:
            self._lose(what, why)

    def _lose(self, what: str, why: str) -> None:
        self._losses.append(Loss(what, "", self._card, why))

    def _one(self, key: str) -> str:
        """Return the text under a key; empty if there is none."""
        return str(self._entry.get(key, ""))

    def _texts(self, key: str) -> list[str]:
        """Return the texts under a key, without what belongs to each."""
        value: Written = self._entry.get(key, ())
        if isinstance(value, str):
            return [value]
        return [each if isinstance(each, str) else str(each[0]) for each in value]

    def _told(self, key: str) -> dict[str, str]:
        """Return the texts under a key, each with what is said with it: feedback, a right side."""
        value: Written = self._entry.get(key, ())
        if isinstance(value, Mapping):
            return {text: str(said) for text, said in value.items()}
        return dict.fromkeys(self._texts(key), "")

    def _words(self, text: str) -> str:
        return words(text, inline=True) if self._is_markdown else text

    def _picture(self, file: str, alt: str) -> str:
        """Return the HTML of a picture or a sound that the deck names."""
        raise NotImplementedError

    def _beside(self, key: str) -> str:
        """Return the HTML of the pictures or sounds under a key."""
        return "".join(f"<p>{self._picture(*named)}</p>" for named in self._told(key).items())

    def _gaps(self) -> tuple[str, list[Blank]]:
        """Return the text with gaps, a sign in the place of each, and what stands in them."""
        text = self._one("cloze")
        try:
            pieces = (read_cloze(text).pieces if self._is_markdown else parse_cloze(text)) or ()
        except ClozeError:
            pieces = ()
        blanks = [each for each in pieces if isinstance(each, Blank)]
        if not self._is_markdown:
            return "".join(HOLE if isinstance(each, Blank) else each for each in pieces), blanks
        parts, at = [], 0
        for begin, end in blank_spans(text):
            parts.append(text[at:begin])
            at = end
        return re.sub(r"\\(\{\{|\}\}|::|\|)", r"\1", HOLE.join([*parts, text[at:]])), blanks
