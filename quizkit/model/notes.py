"""Notes: what an author writes, valid and frozen; their kinds are in `questions` and `clozes`.

Whoever builds these values has checked them; nobody checks again.
"""

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any, ClassVar

from attrs import frozen

from quizkit.model.answer_key import Judging
from quizkit.model.forms import OwnWords, PickOne, Task
from quizkit.model.kind import Kind
from quizkit.model.media import Media
from quizkit.value import Value


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
class Note(Task):
    """What every kind of note has; but for a cloze, it is itself the task of its first card.

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
        marks: None for plain text. The texts of a note in Markdown are the words alone, everywhere;
            those that were written with marks stand here by these words, as they were written.
        media: its pictures, its sounds and what is spoken; None for most.
    """

    kind: ClassVar[Kind]

    id: str
    has_own_id: bool = False
    tags: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    explanation: str = ""
    citations: tuple[Citation, ...] = ()
    examples: Examples | None = None
    lint_ignore: tuple[str, ...] = ()
    judging: Judging = _ENGLISH
    marks: Mapping[str, str] | None = None
    media: Media | None = None

    @property
    def tasks(self) -> Iterable[tuple[str, Task]]:
        """What its cards ask, each with what the card's id has behind that of the note."""
        return (("", self),)


@frozen(kw_only=True, slots=False, eq=False, repr=False)
class QuestionNote(Note):
    """What every kind of note has that asks a question."""

    question: str

    @property
    def prompt(self) -> str:
        """The question, as the author wrote it."""
        return self.question


def answer_texts(note: Note) -> tuple[str, ...]:
    """Return every right answer of `note` that is a text to type, variants included."""
    match note.form:
        case OwnWords() | PickOne(closed=True):
            return ()
    return tuple([text for right in note.rights for text in right.variants])


def collapsed(text: str) -> str:
    """Return `text` in NFC with every run of white space as one space: what identity rests on."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip(" ")  # most texts: as they are
    text = " ".join(text.split())
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def digest_id(kind: Kind, wording: str) -> str:
    """Return the id of a note without one: ten hex digits of a digest of its kind and prompt.

    The answer is not part of it, so that mending an answer keeps the progress.

    Args:
        wording: the prompt as `collapsed` gives it: white space and Unicode form do not count.
    """
    text = "\0".join((kind, wording)).encode("utf-8", "surrogatepass")
    digest: str = _blake2b()(text, digest_size=5).hexdigest()
    return digest


@cache
def _blake2b() -> Callable[..., Any]:
    from hashlib import blake2b  # only here: it takes its time to load, and most decks have ids

    return blake2b
