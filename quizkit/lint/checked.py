"""A deck as its rules look at it: each note with its words, its answers and what it cites.

What many rules need is worked out once for each note, and what few need when it is asked for.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from quizkit.answers.languages import is_english
from quizkit.answers.letters import clean
from quizkit.cloze import Blank
from quizkit.lint.english import BLANK, STOP_WORDS, stem, unquoted, words_of
from quizkit.lint.hit import DeckPath, Hit
from quizkit.lint.ignores import Ignores
from quizkit.model import (
    AnswerKey,
    Card,
    ClozeNote,
    Deck,
    KeyedNote,
    Note,
    Variants,
    answer_texts,
    blanks_of,
    cards_of,
)
from quizkit.model.kinds import KINDS

if TYPE_CHECKING:
    from quizkit.grading.words import Style

N = TypeVar("N", bound=Note, covariant=True)


class Quote(NamedTuple):
    """A paragraph that a note cites, in the source `source`, with its number."""

    source: str
    number: int
    text: str


class CheckedNote(Generic[N]):
    """One note, and what the rules want to know of it.

    Args:
        index: its place among the notes, from 0.
        deck: the deck it stands in.
        stem: the prompt without what it quotes; a blank is an ellipsis.
        words: those of the stem, in small letters.
        key: what counts as right where that is one typed answer; else None.
        answers: the right answers, each with its variants.
    """

    def __init__(self, index: int, note: N, deck: "CheckedDeck") -> None:
        self.index = index
        self.note = note
        self.deck = deck
        self.kind = note.kind
        prompt = note.prompt
        if note.kind == "cloze":
            prompt = prompt.replace("{{}}", BLANK)
        self.stem = unquoted(prompt)
        self.words = words_of(self.stem)
        self.key: AnswerKey | None = note.key if isinstance(note, KeyedNote) else None
        self.answers: tuple[Variants, ...] = tuple([right.variants for right in note.rights])

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of the words that carry the meaning of its prompt."""
        return frozenset(stem(word) for word in self.words if word not in STOP_WORDS)

    @property
    def prompt_key(self) -> str:
        """The key that the prompt stands under."""
        return KINDS[self.kind].prompt_key

    @property
    def answer_key(self) -> str:
        """The key that the right answer stands under."""
        return "min" if self.key and self.key.minimum else KINDS[self.kind].answer_key

    @cached_property
    def is_figure(self) -> bool:
        """Whether the one answer holds a figure and is read as a number, a date or a range."""
        key = self.key
        if key is None or key.minimum:
            return key is not None
        if not any(map(str.isdigit, key.answer)):
            return False
        from quizkit.answers.reading import Text, read_answer

        language = self.note.judging.language
        read = read_answer(key.answer, key.type.value, language=language)
        return not isinstance(read[0], Text)

    @property
    def blanks(self) -> tuple[Blank, ...]:
        """The blanks of a cloze, in order."""
        return blanks_of(self.note.pieces) if isinstance(self.note, ClozeNote) else ()

    @cached_property
    def cards(self) -> tuple[Card, ...]:
        """The cards that the note yields."""
        return cards_of(self.note, self.deck.deck.id)

    @cached_property
    def quotes(self) -> tuple[Quote, ...]:
        """The paragraphs it cites, as far as there is a local copy of the source."""
        found = []
        for citation in self.note.citations if self.deck.grounded else ():
            paragraphs = self.deck.paragraphs(citation.source)
            for first, last in citation.paragraphs:
                for number in range(first, min(last, len(paragraphs)) + 1):
                    text = paragraphs[number - 1]
                    found.append(Quote(citation.source, number, text))
        return tuple(found)

    def hit(self, message: str, fix: str, *steps: str | int) -> Hit:
        """Return a hit at the value that `steps` lead to from the entry; by default the prompt."""
        return Hit(message, fix, DeckPath(steps or (self.prompt_key,), note=self.index))

    def hit_answer(self, message: str, fix: str) -> Hit:
        """Return a hit at the right answer."""
        return self.hit(message, fix, self.answer_key)

    def option_hit(self, option: str, message: str, fix: str) -> Hit:
        """Return a hit at one of the options."""
        if option in {variants[0] for variants in self.answers}:
            return self.hit_answer(message, fix)
        return Hit(message, fix, DeckPath(("distractors",), note=self.index, text=option))


AnyNote = CheckedNote[Note]


class CheckedDeck:
    """A deck, its notes as the rules look at them, and local copies of its sources.

    Args:
        deck: what is looked at.
        copy: returns the text of a source's local copy, given its id; None where there is none.
    """

    def __init__(self, deck: Deck, copy: Callable[[str], str | None] = lambda _: None) -> None:
        self.deck = deck
        self.english = is_english(deck.language)
        self.notes = [AnyNote(index, note, self) for index, note in enumerate(deck.notes)]
        self.ignores = Ignores(deck)
        self.copy = copy
        self._paragraphs: dict[str, tuple[str, ...]] = {}
        self._of_kinds: dict[Any, list[CheckedNote[Any]]] = {}

    def notes_of(self, kinds: Any) -> list[CheckedNote[Any]]:
        """Return its notes of a kind, or of a union of kinds, in order."""
        if kinds not in self._of_kinds:
            self._of_kinds[kinds] = [one for one in self.notes if isinstance(one.note, kinds)]
        return self._of_kinds[kinds]

    @cached_property
    def grounded(self) -> bool:
        """Whether there is a local copy of any source."""
        return any(map(self.paragraphs, self.deck.sources))

    def paragraphs(self, source: str) -> tuple[str, ...]:
        """Return the paragraphs of a source's local copy: its non-empty lines; none without copy."""
        if source not in self._paragraphs:
            lines = map(str.strip, (self.copy(source) or "").splitlines())
            self._paragraphs[source] = tuple(filter(None, lines))
        return self._paragraphs[source]

    def equal(self, text: str) -> Iterable[str]:
        """Return the right answers in the deck that the grader takes for the text `text` itself."""
        from quizkit.grading.words import readings

        return [
            answer
            for reading in readings(clean(text), self._style)
            for answer in self._by_letters.get(reading.letters, ())
        ]

    @cached_property
    def _style(self) -> "Style":
        from quizkit.grading.text import style_of

        return style_of(self.deck.language)

    @cached_property
    def _by_letters(self) -> dict[str, set[str]]:
        """Every right answer by its letters as the grader compares them."""
        from quizkit.grading.words import accepted_readings

        found: dict[str, set[str]] = defaultdict(set)
        for note in self.deck.notes:
            for text in answer_texts(note):
                for reading in accepted_readings(clean(text), self._style):
                    found[reading.letters].add(text)
        return found
