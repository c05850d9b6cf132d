"""Texts with blanks: the note that an author writes, and what each of its cards asks."""

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import ClassVar

from attrs import frozen

from quizkit.cloze import Blank
from quizkit.model.answer_key import AnswerKey
from quizkit.model.forms import Form, Lines, Right, Task
from quizkit.model.kinds import Kind
from quizkit.model.notes import Note, collapsed

Pieces = tuple[str | Blank, ...]
"""A text in order: plain runs, and blanks."""


@frozen(eq=False, repr=False)
class Blanks(Task):
    """What one card of a cloze note asks.

    `pieces` is the text with the blanks of other cards filled in; the blanks left in it are asked,
    in the order in which they stand, or in any if they are `interchangeable` (for programs; decks
    have no such blanks).
    """

    question: str
    pieces: Pieces
    interchangeable: bool = False

    @property
    def prompt(self) -> str:
        """The text with `[…]`, or `[hint]`, in place of each blank that is asked."""
        return _prompt(self.question, self.pieces, lambda blank: f"[{blank.hint or '…'}]")

    @property
    def asked(self) -> tuple[Blank, ...]:
        """The blanks to fill, in order."""
        return blanks_of(self.pieces)

    @property
    def keys(self) -> tuple[AnswerKey, ...]:
        """What counts as right in each asked blank."""
        return tuple(AnswerKey(blank.answer, accept=blank.variants) for blank in self.asked)

    @property
    def form(self) -> Form:
        """Lines labelled 1, 2, …; a lone one without a label."""
        return _lines(self.asked)

    @property
    def rights(self) -> tuple[Right, ...]:
        """A part for each asked blank, in order."""
        return _rights(self.asked)


@frozen(kw_only=True, slots=False, eq=False, repr=False)
class ClozeNote(Note):
    """A text with blanks, under an optional question.

    Blanks of one number are asked together; each blank without number is a card of its own.
    """

    kind: ClassVar = Kind.CLOZE

    pieces: Pieces
    question: str = ""

    @property
    def prompt(self) -> str:
        """The text with `{{}}` in place of each blank, whatever the answers."""
        return _prompt(self.question, self.pieces, lambda blank: "{{}}")

    @property
    def filled_in(self) -> str:
        """The whole text with all answers in their places."""
        return _prompt(self.question, self.pieces, lambda blank: blank.answer)

    @property
    def form(self) -> Form:
        """As if all blanks were asked at once; what a card asks says its task."""
        return _lines(blanks_of(self.pieces))

    @property
    def rights(self) -> tuple[Right, ...]:
        """A part for each blank of the whole text, in order."""
        return _rights(blanks_of(self.pieces))

    @property
    def tasks(self) -> Iterable[tuple[str, Blanks]]:
        """A task for each number, and for each blank without one; behind `:` its name."""
        groups = _groups(blanks_of(self.pieces))
        if len(groups) == 1:
            return [(f":{name}", Blanks(self.question, self.pieces)) for name in groups]
        return [
            (f":{name}", Blanks(self.question, _without_others(self.pieces, group)))
            for name, group in groups.items()
        ]


def blanks_of(pieces: Pieces) -> tuple[Blank, ...]:
    """Return the blanks of a text, in order."""
    return tuple([piece for piece in pieces if isinstance(piece, Blank)])


def _without_others(pieces: Pieces, asked: Iterable[Blank]) -> Pieces:
    """Return a text with all blanks filled in but those asked; two blanks of one may be equal."""
    kept = set(map(id, asked))
    return tuple([p if isinstance(p, str) or id(p) in kept else p.answer for p in pieces])


def _prompt(question: str, pieces: Pieces, shown: Callable[[Blank], str]) -> str:
    """Return a question over a text, with what is `shown` of each blank in its place."""
    text = "".join(piece if isinstance(piece, str) else shown(piece) for piece in pieces)
    return f"{question}\n{text}" if question else text


def _lines(blanks: Sequence[Blank]) -> Form:
    """Return lines numbered from 1 for blanks; a lone one has no label."""
    return Lines(tuple(map(str, range(1, len(blanks) + 1))) if len(blanks) > 1 else ("",))


def _rights(blanks: Sequence[Blank]) -> tuple[Right, ...]:
    return tuple([Right("", (blank.answer, *blank.variants)) for blank in blanks])


def _groups(blanks: Iterable[Blank]) -> dict[str, list[Blank]]:
    """Return the blanks of each card by its name, in the order to learn them."""
    groups: dict[str, list[Blank]] = {}
    numbered = False
    for blank in blanks:
        if blank.number is None:
            groups[_free_name(collapsed(blank.answer), groups)] = [blank]
        else:
            numbered = True
            groups.setdefault(str(blank.number), []).append(blank)
    if not numbered:
        return groups
    return dict(sorted(groups.items(), key=lambda group: group[1][0].number or 0))


def _free_name(text: str, taken: Collection[str]) -> str:
    """Return `text`, or with a number behind it if the same text is hidden twice."""
    name, count = text, 1
    while name in taken:
        count += 1
        name = f"{text}~{count}"
    return name
