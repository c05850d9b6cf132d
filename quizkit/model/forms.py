"""What a task wants from a learner: the form of a response, and the right answer in its parts.

Whoever shows a task, takes a response or tells the right answer goes by these, of which there are
few, and never by the kind of the note. A kind that looks like another needs nothing upstairs.
"""

from collections.abc import Iterable
from typing import ClassVar, NamedTuple

from attrs import frozen

from quizkit.model.answer_key import Variants
from quizkit.value import Value


@frozen(eq=False, repr=False)
class Line(Value):
    """One text, typed; `is_block` where the right one has several lines, which count."""

    is_block: bool = False


class Items(Value):
    """Several texts in any order, typed on one line or given as a list."""

    __slots__ = ()


@frozen(eq=False, repr=False)
class Lines(Value):
    """A list of texts, one for each label, in order; a lone line has an empty label."""

    labels: tuple[str, ...]


@frozen(eq=False, repr=False)
class PickOne(Value):
    """One of the options.

    Closed options are part of the question, such as true and false: they are always shown, and in
    their own order. `is_block` is that of the line that is typed where they are hidden.
    """

    closed: bool = False
    is_block: bool = False


class PickSome(Value):
    """Any number of the options, in any order."""

    __slots__ = ()


@frozen(eq=False, repr=False)
class PickInOrder(Value):
    """A list of `count` options in order, none of them twice."""

    count: int


@frozen(eq=False, repr=False)
class PickForEach(Value):
    """An option for each label, by label; several may have the same."""

    labels: tuple[str, ...]


class OwnWords(Value):
    """A text to compare with the answer; the learner is the judge."""

    __slots__ = ()


Form = Line | Items | Lines | PickOne | PickSome | PickInOrder | PickForEach | OwnWords
"""What a response looks like."""


def without_options(form: Form) -> Form:
    """Return the form of a response where no options are shown."""
    match form:
        case PickOne(closed=False, is_block=is_block):
            return Line(is_block)
        case PickSome():
            return Items()
        case Line() | Items() | Lines() | PickOne() | PickInOrder() | PickForEach() | OwnWords():
            return form


class Right(NamedTuple):
    """A part of the right answer: what it belongs to (often empty), and the ways to write it."""

    label: str
    variants: Variants

    @property
    def shown(self) -> str:
        """The way to write it that learners see."""
        return self.variants[0]


class Task(Value):
    """What a card asks: a note itself, a note turned round, or some blanks of a cloze."""

    __slots__ = ()
    _form: ClassVar[Form]
    """The form, where it does not depend on what the task holds."""

    @property
    def prompt(self) -> str:
        """The text the learner is shown before answering."""
        raise NotImplementedError

    @property
    def options(self) -> tuple[str, ...]:
        """The texts to pick from; none where the answer is typed.

        They stand as the deck has them, mostly the right ones first: what a learner sees is
        `quizkit.session.shown_options`.
        """
        return ()

    @property
    def form(self) -> Form:
        """What a response looks like, the options being shown."""
        return self._form

    @property
    def rights(self) -> tuple[Right, ...]:
        """The parts of the right answer, in the order in which they are shown."""
        raise NotImplementedError


def joined(texts: Iterable[str]) -> str:
    """Return texts as a list to read, separated so that a comma inside one does no harm."""
    items = list(texts)
    return between(items).join(items)


def between(texts: Iterable[str]) -> str:
    """Return what parts texts in a list, so that a comma inside one does no harm."""
    return "; " if any("," in text for text in texts) else ", "
