"""The kinds of note: what an author writes, valid and frozen.

Whoever builds these values has checked them; nobody checks again.
"""

import unicodedata
from collections.abc import Callable, Mapping
from enum import Enum
from functools import cache
from typing import Any, ClassVar

from attrs import field, frozen

from quizkit.cloze import Blank
from quizkit.model.answer_key import AnswerKey, Judging, Variants
from quizkit.value import Value


class Scoring(Enum):
    """How ticked options score: the share of right ones less that of wrong ones, or 1 or 0."""

    SHARE = "share"
    ALL_OR_NOTHING = "all_or_nothing"


@frozen(eq=False, repr=False)
class Citation(Value):
    """Where a fact stands: a source of the deck, and a place in it.

    Args:
        source: id of the source.
        paragraphs: ranges of paragraphs, first and last; a paragraph is the n-th non-empty line
            of the source's text, the title being 1. Empty if the place is not given so.
        place: a place in words, such as "p. 12"; empty if there is none.
    """

    source: str
    paragraphs: tuple[tuple[int, int], ...] = ()
    place: str = ""

    def __str__(self) -> str:
        ranges = ", ".join(f"{a}" if a == b else f"{a}-{b}" for a, b in self.paragraphs)
        place = f", {self.place}" if self.place else ""
        return f"{self.source}{'#' if ranges else ''}{ranges}{place}"


@frozen(eq=False, repr=False)
class Examples(Value):
    """Answers with the verdict that they should get: tests of a card."""

    correct: tuple[str, ...] = ()
    close: tuple[str, ...] = ()
    partial: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()


_ENGLISH = Judging()


@frozen(kw_only=True, slots=False, eq=False, repr=False)
class Note(Value):
    """What every kind of note has.

    Args:
        id: the author's, or a digest of kind and prompt where the author gave none.
        has_own_id: whether the author wrote the id; progress then survives any edit.
        tags: those of the deck included.
        hints: shown one by one on request.
        explanation: shown with the feedback, whatever the answer was.
        citations: where the fact stands.
        examples: tests of the card; None if there are none.
        lint_ignore: codes of findings not to report on this note.
        judging: language and strictness.
    """

    kind: ClassVar[str]

    id: str
    has_own_id: bool = False
    tags: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    explanation: str = ""
    citations: tuple[Citation, ...] = ()
    examples: Examples | None = None
    lint_ignore: tuple[str, ...] = ()
    judging: Judging = _ENGLISH

    @property
    def prompt(self) -> str:
        """The text the learner is shown before answering."""
        raise NotImplementedError


@frozen(kw_only=True, slots=False, eq=False, repr=False)
class TypedNote(Note):
    """A question answered by typing; `reverse` is the prompt of a second card, or empty."""

    kind: ClassVar[str] = "typed"

    question: str
    key: AnswerKey
    reverse: str = ""

    @property
    def prompt(self) -> str:
        return self.question


@frozen(kw_only=True, slots=False, eq=False, repr=False)
class ChoiceNote(Note):
    """A question with one right option; `distractors` are the wrong ones with their feedback."""

    kind: ClassVar[str] = "choice"

    question: str
    key: AnswerKey
    distractors: Mapping[str, str]
    reverse: str = ""

    @property
    def prompt(self) -> str:
        return self.question

    @property
    def options(self) -> tuple[str, ...]:
        """The texts to choose from, the right one first."""
        return (self.key.shown, *self.distractors)


@frozen(kw_only=True, slots=False, eq=False, repr=False)
class ListNote(Note):
    """A question with several answers, in any order; `require` of them will do (None: all)."""

    kind: ClassVar[str] = "list"

    question: str
    answers: tuple[Variants, ...]
    reject: Mapping[str, str] = field(factory=dict)
    require: int | None = None

    @property
    def prompt(self) -> str:
        return self.question


@frozen(kw_only=True, slots=False, eq=False, repr=False)
class SeveralChoicesNote(Note):
    """A question with several right options; the first variant of each is the option shown.

    `scoring` is for programs; decks leave it as it is.
    """

    kind: ClassVar[str] = "several choices"

    question: str
    answers: tuple[Variants, ...]
    distractors: Mapping[str, str]
    scoring: Scoring = Scoring.SHARE

    @property
    def prompt(self) -> str:
        return self.question

    @property
    def options(self) -> tuple[str, ...]:
        """The texts to choose from, the right ones first."""
        return (*(variants[0] for variants in self.answers), *self.distractors)


@frozen(kw_only=True, slots=False, eq=False, repr=False)
class TrueFalseNote(Note):
    """A statement that is true or false."""

    kind: ClassVar[str] = "true or false"

    statement: str
    answer: bool

    @property
    def prompt(self) -> str:
        return self.statement


@frozen(kw_only=True, slots=False, eq=False, repr=False)
class OrderNote(Note):
    """Items to put in order; `order` is the right one, 2 to 9 items."""

    kind: ClassVar[str] = "order"

    question: str
    order: tuple[str, ...]

    @property
    def prompt(self) -> str:
        return self.question


@frozen(kw_only=True, slots=False, eq=False, repr=False)
class PairsNote(Note):
    """Left sides to match with right sides, 2 to 9 pairs; right sides may repeat."""

    kind: ClassVar[str] = "pairs"

    question: str
    pairs: Mapping[str, str]

    @property
    def prompt(self) -> str:
        return self.question


@frozen(kw_only=True, slots=False, eq=False, repr=False)
class ClozeNote(Note):
    """A text with blanks, under an optional question.

    `pieces` is the text in order, plain runs and blanks. Blanks of one number are asked together;
    each blank without number is a card of its own.
    """

    kind: ClassVar[str] = "cloze"

    pieces: tuple[str | Blank, ...]
    question: str = ""

    @property
    def prompt(self) -> str:
        text = "".join(p if isinstance(p, str) else "{{}}" for p in self.pieces)
        return f"{self.question}\n{text}" if self.question else text


@frozen(kw_only=True, slots=False, eq=False, repr=False)
class SelfRatedNote(Note):
    """A question whose answer is revealed, and rated by the learner."""

    kind: ClassVar[str] = "self-rated"

    question: str
    answer: str

    @property
    def prompt(self) -> str:
        return self.question


def answer_texts(note: Note) -> tuple[str, ...]:
    """Return every right answer of `note` that is a text to type, variants included."""
    match note:
        case TypedNote() | ChoiceNote():
            return note.key.texts
        case ListNote() | SeveralChoicesNote():
            return tuple(text for variants in note.answers for text in variants)
        case ClozeNote():
            blanks = [piece for piece in note.pieces if isinstance(piece, Blank)]
            return tuple(text for blank in blanks for text in (blank.answer, *blank.variants))
        case PairsNote():
            return tuple(note.pairs.values())
        case OrderNote():
            return note.order
        case _:
            return ()


def collapsed(text: str) -> str:
    """Return `text` in NFC with every run of white space as one space: what identity rests on."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip(" ")  # most texts: as they are
    text = " ".join(text.split())
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def digest_id(kind: str, wording: str) -> str:
    """Return the id of a note without one: ten hex digits of a digest of its kind and prompt.

    The answer is not part of it, so that mending an answer keeps the progress.

    Args:
        wording: the prompt as `collapsed` gives it: white space and Unicode form do not count.
    """
    text = f"{kind}\0{wording}".encode("utf-8", "surrogatepass")
    digest: str = _blake2b()(text, digest_size=5).hexdigest()
    return digest


@cache
def _blake2b() -> Callable[..., Any]:
    from hashlib import blake2b  # only here: it takes its time to load, and most decks have ids

    return blake2b
