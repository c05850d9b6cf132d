"""The kinds of note that ask a question or say a statement: a class each.

Whoever builds these values has checked them; nobody checks again.
"""

from collections.abc import Iterable, Mapping
from enum import Enum
from typing import ClassVar

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
from quizkit.model.kind import Kind
from quizkit.model.notes import Note, QuestionNote

__all__ = [
    "ChoiceNote",
    "KeyedNote",
    "ListNote",
    "OrderNote",
    "PairsNote",
    "Scoring",
    "SelfRatedNote",
    "SeveralChoicesNote",
    "TrueFalseNote",
    "TypedNote",
]


class Scoring(Enum):
    """How ticked options score: the share of right ones less that of wrong ones, or 1 or 0."""

    SHARE = "share"
    ALL_OR_NOTHING = "all_or_nothing"


@frozen(kw_only=True, slots=False, eq=False, repr=False)
class KeyedNote(QuestionNote):
    """A question with one right answer.

    Args:
        key: what counts as right.
        reverse: the prompt of a second card, which asks for the question; empty if there is none.
        reverse_judging: language and strictness of that card; None if they are the same.
    """

    key: AnswerKey
    reverse: str = ""
    reverse_judging: Judging | None = None

    @property
    def rights(self) -> tuple[Right, ...]:
        """The one answer, with its variants."""
        return (Right("", self.key.texts),)

    @property
    def tasks(self) -> Iterable[tuple[str, Task]]:
        """The note itself and, behind `:reverse`, the note turned round if it is asked so."""
        return (("", self), (":reverse", self._turned)) if self.reverse else (("", self),)

    @property
    def _turned(self) -> "TypedNote":
        """The second card: `reverse` asks for the question, which is judged as a text."""
        key = AnswerKey(self.question, type=AnswerType.TEXT)
        judging = self.reverse_judging or self.judging
        return TypedNote(id=self.id, judging=judging, question=self.reverse, key=key)


@frozen(kw_only=True, slots=False, eq=False, repr=False)
class TypedNote(KeyedNote):
    """A question answered by typing."""

    kind: ClassVar = Kind.TYPED

    @property
    def form(self) -> Form:
        """A line; where the answer has several that count, a block."""
        return _BLOCK if self.key.is_block else _LINE


@frozen(kw_only=True, slots=False, eq=False, repr=False)
class ChoiceNote(KeyedNote):
    """A question with one right option; `distractors` are the wrong ones with their feedback."""

    kind: ClassVar = Kind.CHOICE

    distractors: Mapping[str, str]

    @property
    def form(self) -> Form:
        """One of the options; where they are hidden, what it is of a typed note."""
        return _PICK_BLOCK if self.key.is_block else _PICK

    @property
    def options(self) -> tuple[str, ...]:
        """The texts to choose from, the right one first."""
        return (self.key.shown, *self.distractors)


@frozen(kw_only=True, slots=False, eq=False, repr=False)
class ListNote(QuestionNote):
    """A question with several answers, in any order; `require` of them will do (None: all)."""

    kind: ClassVar = Kind.LIST
    _form: ClassVar = Items()

    answers: tuple[Variants, ...]
    reject: Mapping[str, str] = field(factory=dict)
    require: int | None = None

    @property
    def rights(self) -> tuple[Right, ...]:
        """Every answer, also those beyond the number that is required."""
        return _unlabelled(self.answers)


@frozen(kw_only=True, slots=False, eq=False, repr=False)
class SeveralChoicesNote(QuestionNote):
    """A question with several right options; the first variant of each is the option shown.

    `scoring` is for programs; decks leave it as it is.
    """

    kind: ClassVar = Kind.SEVERAL_CHOICES
    _form: ClassVar = PickSome()

    answers: tuple[Variants, ...]
    distractors: Mapping[str, str]
    scoring: Scoring = Scoring.SHARE

    @property
    def options(self) -> tuple[str, ...]:
        """The texts to choose from, the right ones first."""
        return (*(variants[0] for variants in self.answers), *self.distractors)

    @property
    def rights(self) -> tuple[Right, ...]:
        """The right options."""
        return _unlabelled(self.answers)


@frozen(kw_only=True, slots=False, eq=False, repr=False)
class TrueFalseNote(Note):
    """A statement that is true or false."""

    kind: ClassVar = Kind.TRUE_OR_FALSE
    _form: ClassVar = PickOne(closed=True)

    statement: str
    answer: bool

    @property
    def prompt(self) -> str:
        """The statement."""
        return self.statement

    @property
    def options(self) -> tuple[str, ...]:
        """Always in this order, whichever is right."""
        return ("true", "false")

    @property
    def rights(self) -> tuple[Right, ...]:
        """One of the options."""
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
        """All of the items: none may be left out."""
        return PickInOrder(len(self.order))

    @property
    def rights(self) -> tuple[Right, ...]:
        """The items in the right order, each a part."""
        return _unlabelled((item,) for item in self.order)


@frozen(kw_only=True, slots=False, eq=False, repr=False)
class PairsNote(QuestionNote):
    """Left sides to match with right sides, 2 to 9 pairs; right sides may repeat.

    `distractors` are further right sides, which go with no left one, with their feedback.
    """

    kind: ClassVar = Kind.PAIRS

    pairs: Mapping[str, str]
    distractors: Mapping[str, str] = field(factory=dict)

    @property
    def options(self) -> tuple[str, ...]:
        """The right sides, each once: those of the left ones in their order, then the others."""
        return tuple(dict.fromkeys((*self.pairs.values(), *self.distractors)))

    @property
    def form(self) -> Form:
        """The left sides are the labels, in the order of the deck."""
        return PickForEach(tuple(self.pairs))

    @property
    def rights(self) -> tuple[Right, ...]:
        """The right sides, each labelled with its left one."""
        return tuple(Right(left, (right,)) for left, right in self.pairs.items())


@frozen(kw_only=True, slots=False, eq=False, repr=False)
class SelfRatedNote(QuestionNote):
    """A question whose answer is revealed, and rated by the learner."""

    kind: ClassVar = Kind.SELF_RATED
    _form: ClassVar = OwnWords()

    answer: str

    @property
    def rights(self) -> tuple[Right, ...]:
        """The answer to compare with, which is never judged."""
        return _unlabelled([(self.answer,)])


_LINE, _BLOCK = Line(), Line(is_block=True)
_PICK, _PICK_BLOCK = PickOne(), PickOne(is_block=True)


def _unlabelled(answers: Iterable[Variants]) -> tuple[Right, ...]:
    return tuple([Right("", variants) for variants in answers])
