"""Decks, and the cards that their notes yield: one question each, the thing that is scheduled."""

from collections.abc import Iterator, Mapping
from functools import cached_property

from attrs import field, frozen

from quizkit.cloze import Blank
from quizkit.model.answer_key import AnswerKey, AnswerType
from quizkit.model.notes import (
    ChoiceNote,
    ClozeNote,
    ListNote,
    Note,
    OrderNote,
    PairsNote,
    SelfRatedNote,
    SeveralChoicesNote,
    TrueFalseNote,
    TypedNote,
    answer_texts,
    collapsed,
)
from quizkit.value import Value


@frozen(eq=False, repr=False)
class Blanks(Value):
    """What one card of a cloze note asks.

    `pieces` is the text with the blanks of other cards filled in; the blanks left in it are asked,
    in the order in which they stand, or in any if they are `interchangeable` (for programs; decks
    have no such blanks).
    """

    question: str
    pieces: tuple[str | Blank, ...]
    interchangeable: bool = False

    @property
    def prompt(self) -> str:
        """The text with `[…]`, or `[hint]`, in place of each blank that is asked."""
        text = "".join(p if isinstance(p, str) else f"[{p.hint or '…'}]" for p in self.pieces)
        return f"{self.question}\n{text}" if self.question else text

    @property
    def asked(self) -> tuple[Blank, ...]:
        """The blanks to fill, in order."""
        return tuple(p for p in self.pieces if isinstance(p, Blank))

    @property
    def keys(self) -> tuple[AnswerKey, ...]:
        """What counts as right in each asked blank."""
        return tuple(AnswerKey(blank.answer, accept=blank.variants) for blank in self.asked)


Task = (
    TypedNote
    | ChoiceNote
    | ListNote
    | SeveralChoicesNote
    | TrueFalseNote
    | OrderNote
    | PairsNote
    | SelfRatedNote
    | Blanks
)
"""What a card asks: the note itself, the note turned round, or some blanks of a cloze."""


@frozen(eq=False, repr=False)
class Card(Value):
    """One question, the thing that is scheduled.

    Args:
        id: `deck#note`, `deck#note:reverse`, or for a cloze `deck#note:1` or
            `deck#note:text of the blank`.
        note: the note it was made from; cards of one note are siblings.
        task: what is asked.
    """

    id: str
    note: Note
    task: Task

    @property
    def prompt(self) -> str:
        """The text the learner is shown before answering."""
        return self.task.prompt


def cards_of(note: Note, deck_id: str) -> tuple[Card, ...]:
    """Return the cards that `note` yields in the deck `deck_id`, in the order to learn them."""
    name = f"{deck_id}#{note.id}"
    if isinstance(note, ClozeNote):
        return tuple(
            Card(f"{name}:{part}", note, Blanks(note.question, pieces))
            for part, pieces in _cloze_parts(note.pieces)
        )
    assert isinstance(note, Task)  # every kind but cloze is its own task
    card = Card(name, note, note)
    if isinstance(note, (TypedNote, ChoiceNote)) and note.reverse:
        turned = TypedNote(
            id=note.id,
            judging=note.judging,
            question=note.reverse,
            key=AnswerKey(note.question, type=AnswerType.TEXT),
        )
        return (card, Card(f"{name}:reverse", note, turned))
    return (card,)


def _cloze_parts(
    pieces: tuple[str | Blank, ...],
) -> Iterator[tuple[str, tuple[str | Blank, ...]]]:
    """Yield the name of each card of a cloze, and its text with the other blanks filled in."""
    groups: dict[str, list[Blank]] = {}
    for blank in pieces:
        if isinstance(blank, Blank):
            if blank.number is not None:
                groups.setdefault(str(blank.number), []).append(blank)
            else:
                name = text = collapsed(blank.answer)
                count = 1
                while name in groups:  # the same text hidden twice
                    count += 1
                    name = f"{text}~{count}"
                groups[name] = [blank]
    for name in sorted(groups, key=int) if _numbered(pieces) else groups:
        asked = {id(blank) for blank in groups[name]}
        yield (
            name,
            tuple(p if isinstance(p, str) or id(p) in asked else p.answer for p in pieces),
        )


def _numbered(pieces: tuple[str | Blank, ...]) -> bool:
    return any(isinstance(piece, Blank) and piece.number is not None for piece in pieces)


@frozen(eq=False, repr=False)
class Source(Value):
    """A work the facts of a deck come from.

    Args:
        id: its name in the deck.
        title: its title.
        file: path of a local copy, relative to the deck; empty if there is none.
        unknown: what the source does not say of itself.
        details: whatever else the author recorded (publisher, published, url …), as written.
    """

    id: str
    title: str
    file: str = ""
    unknown: tuple[str, ...] = ()
    details: Mapping[str, str] = field(factory=dict)


@frozen(slots=False, eq=False, repr=False)
class Deck(Value):
    """A file's notes, and what is said of them all.

    Args:
        id: what progress belongs to.
        title: its name for people.
        language: BCP 47 tag of the answers.
        notes: at least one, in file order; ids are unique.
        description: for people; may be empty.
        tags: of every note.
        sources: what the facts come from, by id.
    """

    id: str
    title: str
    language: str
    notes: tuple[Note, ...]
    description: str = ""
    tags: tuple[str, ...] = ()
    sources: Mapping[str, Source] = field(factory=dict)

    @cached_property
    def cards(self) -> tuple[Card, ...]:
        """Every card of every note, in file order."""
        return tuple([card for note in self.notes for card in cards_of(note, self.id)])

    def other_answers(self, card: Card) -> frozenset[str]:
        """Return the right answers of the notes other than `card`'s.

        One of them given as an answer to `card` is never a slip of the finger.
        """
        own = set(answer_texts(card.note))
        return frozenset(text for text in self._answer_texts if text not in own)

    @cached_property
    def _answer_texts(self) -> frozenset[str]:
        return frozenset(text for note in self.notes for text in answer_texts(note))
