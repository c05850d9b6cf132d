"""A deck as its rules look at it: each note with its words, its answers and what it cites.

What many rules need is worked out once for each note, and what few need when it is asked for.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, get_args

from quizkit.answers.languages import is_english
from quizkit.answers.letters import clean
from quizkit.formats.media_files import MediaFolder
from quizkit.lint.copies import Copies
from quizkit.lint.english import as_line, has_digit, stems_of, unquoted, words_of
from quizkit.lint.hit import DeckPath, Hit
from quizkit.lint.ignores import Ignores
from quizkit.lint.prompt import N, Prompted
from quizkit.model import (
    AnswerKey,
    Card,
    Deck,
    KeyedNote,
    Note,
    TrueFalseNote,
    Variants,
    WordNote,
    answer_texts,
    cards_of,
)
from quizkit.model.kinds import KINDS

if TYPE_CHECKING:
    from quizkit.grading.folding import Style

M = TypeVar("M", bound=Note)


class Quote(NamedTuple):
    """A paragraph that a note cites, in the source `source`, with its number."""

    source: str
    number: int
    text: str

    def __str__(self) -> str:
        return f"{self.source}#{self.number}"


class CheckedNote(Prompted[N]):
    """One note, and what the rules want to know of it.

    Args:
        index: its place among the notes, from 0.
        deck: the deck it stands in.
        stem: the prompt without its code and what it quotes; a blank is an ellipsis.
        words: those of the stem, in small letters.
        key: what counts as right where that is one typed answer; else None.
        answers: the right answers, each with its variants.
    """

    def __init__(self, index: int, note: N, deck: "CheckedDeck") -> None:
        self.index = index
        super().__init__(note)
        self.deck = deck
        self.stem = unquoted(self.prose)
        self.words = words_of(self.stem)
        self.key: AnswerKey | None = note.key if isinstance(note, KeyedNote) else None
        self.answers: tuple[Variants, ...] = tuple([right.variants for right in note.rights])

    @cached_property
    def line(self) -> str:
        """The words of its prompt as one text, with a space around each."""
        return as_line(self.words)

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of the words that carry the meaning of its prompt."""
        return stems_of(self.words)

    @property
    def texts(self) -> list[str]:
        """Its right answers with their variants."""
        return [text for variants in self.answers for text in variants]

    @property
    def is_false(self) -> bool:
        """Whether it is a statement that is false."""
        return isinstance(self.note, TrueFalseNote) and not self.note.answer

    @property
    def prompt_key(self) -> str:
        """The key, or the column of a table, that the prompt stands under."""
        if isinstance(self.note, WordNote):
            return self.note.table.columns[0]
        return KINDS[self.note.kind].prompt_key

    @property
    def answer_key(self) -> str:
        """The key, or the column of a table, that the right answer stands under."""
        if isinstance(self.note, WordNote):
            return self.note.rights[0].label
        return "min" if self.key and self.key.minimum else KINDS[self.note.kind].answer_key

    @cached_property
    def is_figure(self) -> bool:
        """Whether the one answer holds a figure and is read as a number, a date or a range."""
        key = self.key
        if not (key and has_digit(key.answer)):
            return bool(key and key.minimum)
        from quizkit.answers.reading import Text, kind_of

        language = self.note.judging.language
        return kind_of(key.answer, key.type.value, language=language) is not Text

    @cached_property
    def cards(self) -> tuple[Card, ...]:
        """The cards that the note yields."""
        return cards_of(self.note, self.deck.deck.id)

    @cached_property
    def quotes(self) -> tuple[Quote, ...]:
        """The paragraphs it cites, as far as there is a local copy of the source."""
        return tuple(
            Quote(citation.source, number, text)
            for citation in self.note.citations
            for first, last in citation.paragraphs
            for number, text in self.deck.numbered(citation.source)[first - 1 : last]
        )

    def hit(
        self,
        message: str,
        fix: str,
        *steps: str | int,
        key: bool = False,
        other: "AnyNote | None" = None,
    ) -> Hit:
        """Return a hit at the value that `steps` lead to from the entry; by default the prompt.

        Args:
            other: another note that the message is about; its line stands there for `ON_LINE`.
        """
        marks = self.note.marks or {}  # a step may be a text, which the file has with its marks
        steps = tuple([marks.get(str(step), step) for step in steps]) or (self.prompt_key,)
        path = DeckPath(steps, self.index, key)
        return Hit(message, fix, path, other=None if other is None else other.index)

    def hit_answer(self, message: str, fix: str) -> Hit:
        """Return a hit at the right answer."""
        return self.hit(message, fix, self.answer_key)

    def hit_option(self, option: str, message: str, fix: str) -> Hit:
        """Return a hit at one of the options."""
        if any(option == variants[0] for variants in self.answers):
            return self.hit_answer(message, fix)
        return self.hit(message, fix, "distractors", option, key=True)

    def hit_piece(self, piece: str, message: str, fix: str, *steps: str | int) -> Hit:
        """Return a hit at a piece of the note as it is written, from where `steps` lead on."""
        return Hit(message, fix, DeckPath(steps, self.index, piece=piece))


AnyNote = CheckedNote[Note]


class CheckedDeck:
    """A deck, its notes as the rules look at them, and the files that it names.

    Args:
        deck: what is looked at.
        copies: of its sources.
        media: its pictures and sounds; by default nothing is known of them.
    """

    def __init__(self, deck: Deck, copies: Copies, media: MediaFolder | None = None) -> None:
        self.deck = deck
        self.media = media or MediaFolder(None)
        self.english = is_english(deck.language)
        self.notes = [CheckedNote(index, note, self) for index, note in enumerate(deck.notes)]
        self.ignores = Ignores(deck)
        self.copies = copies
        self._numbered: dict[str, Sequence[tuple[int, str]]] = {}
        self._looked_at: dict[Any, Sequence[Any]] = {}

    def is_english(self, note: int | None) -> bool:
        """Return whether the deck, or the note at this index, is in English."""
        if note is None or not self.english:
            return self.english
        tag = self.deck.notes[note].judging.language
        return tag == self.deck.language or is_english(tag)

    def each(self, scope: Any, make: Callable[[], Sequence[Any]]) -> Sequence[Any]:
        """Return the notes, claims or deck that rules of this scope are given; made once."""
        if scope not in self._looked_at:
            self._looked_at[scope] = make()
        return self._looked_at[scope]

    def notes_of(self, kind: type[M]) -> "Sequence[CheckedNote[M]]":
        """Return its notes of a kind, or of a union of kinds, in order.

        A row of a table is no sentence: rows are among them only if `kind` names them.
        """
        kinds: Any = get_args(kind) or (kind,)  # sooner looked through than a union
        rows = () if WordNote in kinds else WordNote

        def found() -> list[CheckedNote[Any]]:
            """Return those of the notes."""
            notes = (one for one in self.notes if isinstance(one.note, kinds))
            return [one for one in notes if not isinstance(one.note, rows)]

        return self.each(kind, found)

    @cached_property
    def has_markup(self) -> bool:
        """Whether any note is in Markdown, or has pictures or sounds."""
        return any(note.marks is not None or note.media for note in self.deck.notes)

    @cached_property
    def grounded(self) -> bool:
        """Whether there is a local copy of any source."""
        return any(map(self.numbered, self.deck.sources))

    def numbered(self, source: str) -> Sequence[tuple[int, str]]:
        """Return the paragraphs of a source's local copy, numbered from 1; none without a copy.

        A paragraph is a line that is not empty.
        """
        if source not in self._numbered:
            lines = map(str.strip, (self.copies.text(source) or "").splitlines())
            self._numbered[source] = [*enumerate(filter(None, lines), start=1)]
        return self._numbered[source]

    def equal(self, text: str) -> Iterable[str]:
        """Return the right answers in the deck that the grader takes for the text `text` itself."""
        from quizkit.grading.words import readings

        alike = [
            self._by_letters.get(one.letters, ()) for one in readings(clean(text), self._style)
        ]
        return [answer for answers in alike for answer in answers]

    @cached_property
    def _style(self) -> "Style":
        from quizkit.grading.folding import style_of

        return style_of(self.deck.language)

    @cached_property
    def _by_letters(self) -> dict[str, set[str]]:
        """Every right answer by its letters as the grader compares them."""
        from quizkit.grading.words import accepted_readings

        found: dict[str, set[str]] = defaultdict(set)
        for text in {text for note in self.deck.notes for text in answer_texts(note)}:
            for reading in accepted_readings(clean(text), self._style):
                if reading.is_whole:
                    found[reading.letters].add(text)
        return found
