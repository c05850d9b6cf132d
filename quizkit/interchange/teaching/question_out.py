"""What Moodle, QTI and Canvas have in common on the way out: the texts of a note, and what is lost."""

from collections.abc import Mapping
from decimal import Decimal
from xml.sax.saxutils import escape

from quizkit.authoring.yaml_writing import Written
from quizkit.cloze import Blank
from quizkit.formats.marked_cloze import surroundings
from quizkit.interchange.texts import first_words
from quizkit.interchange.values import Loss
from quizkit.interchange.written_notes import WrittenNote
from quizkit.lazy import pattern
from quizkit.markup import Maths, MathsBlock, words
from quizkit.markup.holes import holes_filled
from quizkit.model import ClozeNote, Note
from quizkit.model.clozes import blanks_of

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
        self._note = note
        self._id = note.id + written.end
        self._card = first_words(note.prompt)
        self._entry = dict(written.entry)
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

    def _is_essay(self) -> bool:
        """Return whether the answer is compared by a person: also where no field takes its lines."""
        if self._one("type") == "free":
            return True
        if "min" in self._entry and not self._middle():
            what = "a range of numbers with units"
            self._entry["answer"] = f"{self._one('min')} – {self._one('max')}"
        elif "\n" in self._one("answer"):
            what = "an answer of several lines"
        else:
            return False
        self._lose(what, "it goes as an essay; nobody judges it")
        return True

    def _middle(self) -> tuple[str, str] | None:
        """Return the number in the middle of a range, and how far it goes; None without numbers."""
        ends = self._one("min"), self._one("max")
        if not all(map(NUMBER.fullmatch, ends)):
            return None
        low, high = map(Decimal, ends)
        return f"{(low + high) / 2:f}", f"{(high - low) / 2:f}"

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
        note = self._note
        assert isinstance(note, ClozeNote)
        blanks = [*blanks_of(note.pieces)]
        if not note.template:
            pieces = (HOLE if isinstance(each, Blank) else each for each in note.pieces)
            return "".join(pieces), blanks
        if {Maths, MathsBlock} & {*surroundings(note.template).values()}:
            self._lose("a gap in a formula", "the formula stands there as its source")
        return holes_filled(note.template, lambda _: HOLE), blanks
