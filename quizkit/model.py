"""Decks, notes and cards: what an author writes, valid and frozen, and the cards it yields.

A note is what the author writes; a card is one question made from it, the thing that is asked and
scheduled. Nothing here knows YAML, a file or a terminal. Whoever builds these values has checked
them; nobody checks again.
"""

import unicodedata
from collections.abc import Iterator, Mapping
from enum import Enum
from functools import cached_property
from typing import ClassVar

from attrs import field, frozen

from quizkit.cloze import Blank
from quizkit.value import Value

Variants = tuple[str, ...]
"""Right answers to one thing; the first is the one that is shown."""


class AnswerType(Enum):
    """How the text of a right answer is to be read; AUTO reads it from how it is written."""

    AUTO = "auto"
    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    PERSON = "person"
    EXACT = "exact"


class Case(Enum):
    """Whether letter case counts."""

    IGNORE = "ignore"
    STRICT = "strict"


class Accents(Enum):
    """Whether accents count: not at all, as a slip (verdict close), or in full."""

    IGNORE = "ignore"
    CLOSE = "close"
    STRICT = "strict"


class Scoring(Enum):
    """How ticked options score: the share of right ones less that of wrong ones, or 1 or 0."""

    SHARE = "share"
    ALL_OR_NOTHING = "all_or_nothing"


@frozen(eq=False, repr=False)
class Judging(Value):
    """What holds for every answer of a note: the language, and how strict to be.

    Args:
        language: BCP 47 tag of the answers; decides decimal mark, articles and spelling pairs.
        case: whether letter case counts.
        accents: whether accents count; decks not in English default to CLOSE.
        dayfirst: how `2/3/2025` is read; None where the deck does not say.
    """

    language: str = "en"
    case: Case = Case.IGNORE
    accents: Accents = Accents.IGNORE
    dayfirst: bool | None = None


# Notes and their keys have no slots: attrs makes a frozen object without them in less than half
# the time, which a deck of ten thousand notes feels.
@frozen(slots=False, eq=False, repr=False)
class AnswerKey(Value):
    """What counts as right for one typed answer, as the author wrote it.

    Args:
        answer: the right answer, shown after feedback; empty if minimum and maximum say it.
        accept: other right answers.
        reject: near misses that are wrong, each with its feedback (empty if it has none).
        type: how `answer` is to be read.
        tolerance: "5" in the answer's unit, "2 %" of its value; empty for none.
        unit_required: whether leaving the unit out costs half.
        minimum, maximum: any number between is right; both or neither, as written.
    """

    answer: str
    accept: tuple[str, ...] = ()
    reject: Mapping[str, str] = field(factory=dict)
    type: AnswerType = AnswerType.AUTO
    tolerance: str = ""
    unit_required: bool = False
    minimum: str = ""
    maximum: str = ""

    @property
    def shown(self) -> str:
        """The right answer as learners see it."""
        return self.answer or f"{self.minimum} to {self.maximum}"

    @property
    def texts(self) -> tuple[str, ...]:
        """Every right answer that is written out, the shown one first."""
        return (self.shown, *self.accept)


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


@frozen(eq=False, repr=False)
class Examples(Value):
    """Answers with the verdict that they should get: tests of a card."""

    correct: tuple[str, ...] = ()
    close: tuple[str, ...] = ()
    partial: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()


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
    judging: Judging = Judging()

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


def collapsed(text: str) -> str:
    """Return `text` in NFC with every run of white space as one space: what identity rests on."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip(" ")  # most texts: as they are
    text = " ".join(text.split())
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def digest_id(kind: str, prompt: str) -> str:
    """Return the id of a note without one: ten hex digits of a digest of its kind and prompt.

    White space and Unicode form do not count, and the answer is not part of it, so that mending
    an answer keeps the progress.
    """
    from hashlib import blake2b  # only here: it takes its time to load, and most decks have ids

    text = f"{kind}\0{collapsed(prompt)}"
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=5).hexdigest()


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
