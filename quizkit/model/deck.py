"""Decks, and the cards that their notes yield: one question each, the thing that is scheduled."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Set
from functools import cached_property
from typing import TYPE_CHECKING

from attrs import field, frozen

from quizkit.lazy import deferred
from quizkit.model.answer_key import Judging
from quizkit.model.forms import Task
from quizkit.model.notes import Note, answer_texts
from quizkit.model.questions import KeyedNote
from quizkit.value import Value, count

if TYPE_CHECKING:
    from quizkit.errors import problems as reported
else:
    reported = deferred("quizkit.errors.problems")  # a good deck has none


@frozen(eq=False, repr=False)
class Card(Value):
    """One question, the thing that is scheduled.

    Args:
        id: `deck#note`, `deck#note:reverse`, for a cloze `deck#note:1` or
            `deck#note:text of the blank`, for a row of words `deck#note:column>column`.
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

    @property
    def judging(self) -> Judging:
        """Language and strictness for answers to this card; its siblings may have others."""
        return self.task.judging if isinstance(self.task, Note) else self.note.judging

    def __hash__(self) -> int:
        return hash(self.id)  # which tells cards apart, and is fast

    @property
    def deck_id(self) -> str:
        """The id of the deck that it belongs to."""
        return deck_of(self.id)


def deck_of(card_id: str) -> str:
    """Return the id of the deck that a card with this id belongs to."""
    return card_id.partition("#")[0]


def cards_of(note: Note, deck_id: str) -> tuple[Card, ...]:
    """Return the cards that `note` yields in the deck `deck_id`, in the order to learn them."""
    name = f"{deck_id}#{note.id}"
    return tuple([Card(name + end, note, task) for end, task in note.tasks])


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
        language: BCP 47 tag of the answers; a note may have its own.
        notes: at least one, in file order; ids are unique.
        description: for people; may be empty.
        tags: of every note.
        sources: what the facts come from, by id.
        included: the other files that it was read from, relative to the folder of its own.
        problems: what is wrong with its file, in order of place; empty if the deck is whole.
            Nothing may be inferred from what is not in a deck that has any.
        left_out: where the notes begin that are not in it, as they have problems.
    """

    id: str
    title: str
    language: str
    notes: tuple[Note, ...]
    description: str = ""
    tags: tuple[str, ...] = ()
    sources: Mapping[str, Source] = field(factory=dict)
    included: tuple[str, ...] = ()
    problems: "tuple[reported.Problem, ...]" = ()
    left_out: "tuple[reported.Location, ...]" = ()

    def __repr__(self) -> str:
        return f"<Deck {self.id!r:.60}: {self.title!r:.60}, {count(len(self.notes), 'note')}>"

    @cached_property
    def cards(self) -> tuple[Card, ...]:
        """Every card of every note, in file order."""
        # `cards_of` without a call for each note.
        return tuple(
            [
                Card(f"{self.id}#{note.id}{end}", note, task)
                for note in self.notes
                for end, task in note.tasks
            ]
        )

    def other_answers(self, card: Card) -> Set[str]:
        """Return the right answers of the notes other than `card`'s, a view of those of the deck.

        Of a note whose second card asks for the question that is one of them.

        One of them given as an answer to `card` is never a slip of the finger.
        """
        return OtherAnswers(self, _answers_of(card.note))

    @cached_property
    def _answers(self) -> "DeckAnswers":
        return DeckAnswers(text for note in self.notes for text in _answers_of(note))


def _answers_of(note: Note) -> tuple[str, ...]:
    """Return the right answers of all cards of a note: one that is turned round asks the question."""
    texts = answer_texts(note)
    return (*texts, note.question) if isinstance(note, KeyedNote) and note.reverse else texts


class DeckAnswers:
    """The right answers of all notes of a deck: an object of its own, to keep a table beside."""

    def __init__(self, texts: Iterable[str]) -> None:
        self.texts = frozenset(texts)


class OtherAnswers(Set[str]):
    """The right answers of a deck but a note's own; made without a look at them.

    Args:
        deck: has them, when they are asked for.
        own: the right answers of the note.
    """

    __slots__ = ("_deck", "_own")

    def __init__(self, deck: Deck, own: Collection[str]) -> None:
        self._deck, self._own = deck, own

    @property
    def of_deck(self) -> DeckAnswers:
        """The right answers of all notes: the same object whichever card is judged."""
        return self._deck._answers

    def __contains__(self, text: object) -> bool:
        return text not in self._own and text in self.of_deck.texts

    def __iter__(self) -> Iterator[str]:
        return (text for text in self.of_deck.texts if text not in self._own)

    def __len__(self) -> int:
        texts = self.of_deck.texts
        return len(texts) - len(texts.intersection(self._own))

    def __hash__(self) -> int:
        return self._hash()

    def __repr__(self) -> str:
        return f"<OtherAnswers: {len(self)} of {self._deck!r}>"

    def __reduce__(self) -> tuple[Callable[..., object], tuple[object, ...]]:
        return frozenset, (list(self),)  # without the deck

    @classmethod
    def _from_iterable(cls, it: Iterable[str]) -> frozenset[str]:  # type: ignore[override]
        return frozenset(it)  # of two sets put together
