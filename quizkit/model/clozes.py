"""Texts with blanks: the note that an author writes, and what each of its cards asks."""

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import ClassVar

from attrs import frozen

from quizkit.cloze import Blank
from quizkit.model.answer_key import AnswerKey
from quizkit.model.forms import Form, Lines, Right, Task
from quizkit.model.kind import Kind
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

    `template` is the text in Markdown, with `quizkit.markup.hole(i)` for blank i; empty if it has no
    marks. `names` are what the blanks are called in ids of cards, in order, where that is not their
    answers.

    Blanks of one number are asked together; each blank without number is a card of its own.
    """

    kind: ClassVar = Kind.CLOZE

    pieces: Pieces
    question: str = ""
    template: str = ""
    names: tuple[str, ...] = ()

    @property
    def prompt(self) -> str:
        """The text with `{{}}` in place of each blank, whatever the answers."""
        return cloze_prompt(self.question, self.pieces)

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
        filled = [piece if isinstance(piece, str) else piece.answer for piece in self.pieces]
        for name, asked in _groups(self.pieces, self.names).items():
            pieces: list[str | Blank] = [*filled]
            for place in asked:
                pieces[place] = self.pieces[place]
            yield f":{name}", Blanks(self.question, tuple(pieces))


def cloze_prompt(question: str, pieces: Pieces) -> str:
    """Return the prompt of the cloze note with this question and text."""
    return _prompt(question, pieces, lambda blank: "{{}}")


def blanks_of(pieces: Pieces) -> tuple[Blank, ...]:
    """Return the blanks of a text, in order."""
    return tuple([piece for piece in pieces if isinstance(piece, Blank)])


def _prompt(question: str, pieces: Pieces, shown: Callable[[Blank], str]) -> str:
    """Return a question over a text, with what is `shown` of each blank in its place."""
    text = "".join(piece if isinstance(piece, str) else shown(piece) for piece in pieces)
    return f"{question}\n{text}" if question else text


def _lines(blanks: Sequence[Blank]) -> Form:
    """Return lines numbered from 1 for blanks; a lone one has no label."""
    return Lines(tuple(map(str, range(1, len(blanks) + 1))) if len(blanks) > 1 else ("",))


def _rights(blanks: Sequence[Blank]) -> tuple[Right, ...]:
    return tuple([Right("", (blank.answer, *blank.variants)) for blank in blanks])


def _groups(pieces: Pieces, names: Sequence[str]) -> dict[str, list[int]]:
    """Return where the blanks of each card stand, by its name, in the order to learn them."""
    groups: dict[str, list[int]] = {}
    numbers: dict[str, int] = {}
    own = iter(names)
    for place, piece in enumerate(pieces):
        if isinstance(piece, str):
            continue
        called = next(own, piece.answer)
        if piece.number is None:
            groups[_free_name(collapsed(called), groups)] = [place]
        else:
            name = str(piece.number)
            numbers[name] = piece.number
            groups.setdefault(name, []).append(place)
    if not numbers:
        return groups
    return {name: groups[name] for name in sorted(groups, key=lambda name: numbers.get(name, 0))}


def _free_name(text: str, taken: Collection[str]) -> str:
    """Return `text`, or with a number behind it if the same text is hidden twice."""
    name, count = text, 1
    while name in taken:
        count += 1
        name = f"{text}~{count}"
    return name
