"""The kinds of note: what an author writes, valid and frozen.

Whoever builds these values has checked them; nobody checks again.
"""

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from enum import Enum, StrEnum
from functools import cache
from typing import Any, ClassVar

from attrs import field, frozen

from quizkit.model.answer_key import AnswerKey, AnswerType, Judging, Variants
from quizkit.model.forms import (
    Form,
    Items,
    Line,
    OwnWords,
    PickForEach,
    PickInOrder,
    PickOne,
    PickSome,
    Right,
    Task,
)
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


class Kind(StrEnum):
    """The kinds of question, by the name that files, findings and stored wordings know them by."""

    TYPED = "typed"
    CHOICE = "choice"
    LIST = "list"
    SEVERAL_CHOICES = "several choices"
    TRUE_OR_FALSE = "true or false"
    ORDER = "order"
    PAIRS = "pairs"
    CLOZE = "cloze"
    SELF_RATED = "self-rated"


@frozen(kw_only=True, slots=False, eq=False, repr=False)
class Note(Value):
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

    @property
    def prompt(self) -> str:
        """The text the learner is shown before answering."""
        raise NotImplementedError

    @property
    def options(self) -> tuple[str, ...]:
        """The texts to pick from, as the deck has them; none where the answer is typed."""
        return ()

    @property
    def form(self) -> Form:
        """What a response looks like, the options being shown."""
        raise NotImplementedError

    @property
    def rights(self) -> tuple[Right, ...]:
        """The parts of the right answer, in the order in which they are told."""
        raise NotImplementedError

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
        return self.question


@frozen(kw_only=True, slots=False, eq=False, repr=False)
class KeyedNote(QuestionNote):
    """A question with one right answer; `reverse` is the prompt of a second card, or empty."""

    key: AnswerKey
    reverse: str = ""

    @property
    def rights(self) -> tuple[Right, ...]:
        return (Right("", self.key.texts),)

    @property
    def tasks(self) -> Iterable[tuple[str, Task]]:
        return (("", self), (":reverse", self._turned)) if self.reverse else (("", self),)

    @property
    def _turned(self) -> "TypedNote":
        key = AnswerKey(self.question, type=AnswerType.TEXT)
        return TypedNote(id=self.id, judging=self.judging, question=self.reverse, key=key)


@frozen(kw_only=True, slots=False, eq=False, repr=False)
class TypedNote(KeyedNote):
    """A question answered by typing."""

    kind: ClassVar = Kind.TYPED

    @property
    def form(self) -> Form:
        return Line()


@frozen(kw_only=True, slots=False, eq=False, repr=False)
class ChoiceNote(KeyedNote):
    """A question with one right option; `distractors` are the wrong ones with their feedback."""

    kind: ClassVar = Kind.CHOICE

    distractors: Mapping[str, str]

    @property
    def options(self) -> tuple[str, ...]:
        """The texts to choose from, the right one first."""
        return (self.key.shown, *self.distractors)

    @property
    def form(self) -> Form:
        return PickOne()


@frozen(kw_only=True, slots=False, eq=False, repr=False)
class ListNote(QuestionNote):
    """A question with several answers, in any order; `require` of them will do (None: all)."""

    kind: ClassVar = Kind.LIST

    answers: tuple[Variants, ...]
    reject: Mapping[str, str] = field(factory=dict)
    require: int | None = None

    @property
    def form(self) -> Form:
        return Items()

    @property
    def rights(self) -> tuple[Right, ...]:
        return _unlabelled(self.answers)


@frozen(kw_only=True, slots=False, eq=False, repr=False)
class SeveralChoicesNote(QuestionNote):
    """A question with several right options; the first variant of each is the option shown.

    `scoring` is for programs; decks leave it as it is.
    """

    kind: ClassVar = Kind.SEVERAL_CHOICES

    answers: tuple[Variants, ...]
    distractors: Mapping[str, str]
    scoring: Scoring = Scoring.SHARE

    @property
    def options(self) -> tuple[str, ...]:
        """The texts to choose from, the right ones first."""
        return (*(variants[0] for variants in self.answers), *self.distractors)

    @property
    def form(self) -> Form:
        return PickSome()

    @property
    def rights(self) -> tuple[Right, ...]:
        return _unlabelled(self.answers)


@frozen(kw_only=True, slots=False, eq=False, repr=False)
class TrueFalseNote(Note):
    """A statement that is true or false."""

    kind: ClassVar = Kind.TRUE_OR_FALSE

    statement: str
    answer: bool

    @property
    def prompt(self) -> str:
        return self.statement

    @property
    def options(self) -> tuple[str, ...]:
        return ("true", "false")

    @property
    def form(self) -> Form:
        return PickOne(closed=True)

    @property
    def rights(self) -> tuple[Right, ...]:
        return _unlabelled([("true" if self.answer else "false",)])


@frozen(kw_only=True, slots=False, eq=False, repr=False)
class OrderNote(QuestionNote):
    """Items to put in order; `order` is the right one, 2 to 9 items."""

    kind: ClassVar = Kind.ORDER

    order: tuple[str, ...]

    @property
    def options(self) -> tuple[str, ...]:
        """The items, in the right order."""
        return self.order

    @property
    def form(self) -> Form:
        return PickInOrder(len(self.order))

    @property
    def rights(self) -> tuple[Right, ...]:
        return _unlabelled((item,) for item in self.order)


@frozen(kw_only=True, slots=False, eq=False, repr=False)
class PairsNote(QuestionNote):
    """Left sides to match with right sides, 2 to 9 pairs; right sides may repeat."""

    kind: ClassVar = Kind.PAIRS

    pairs: Mapping[str, str]

    @property
    def options(self) -> tuple[str, ...]:
        """The right sides, each once, in the order of the left ones."""
        return tuple(dict.fromkeys(self.pairs.values()))

    @property
    def form(self) -> Form:
        return PickForEach(tuple(self.pairs))

    @property
    def rights(self) -> tuple[Right, ...]:
        return tuple(Right(left, (right,)) for left, right in self.pairs.items())


@frozen(kw_only=True, slots=False, eq=False, repr=False)
class SelfRatedNote(QuestionNote):
    """A question whose answer is revealed, and rated by the learner."""

    kind: ClassVar = Kind.SELF_RATED

    answer: str

    @property
    def form(self) -> Form:
        return OwnWords()

    @property
    def rights(self) -> tuple[Right, ...]:
        return _unlabelled([(self.answer,)])


def _unlabelled(answers: Iterable[Variants]) -> tuple[Right, ...]:
    return tuple([Right("", variants) for variants in answers])


def answer_texts(note: Note) -> tuple[str, ...]:
    """Return every right answer of `note` that is a text to type, variants included."""
    form = note.form
    if isinstance(form, OwnWords) or form == PickOne(closed=True):
        return ()
    return tuple([text for right in note.rights for text in right.variants])


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
