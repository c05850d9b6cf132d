"""A deck as its rules look at it: each note with its words, its answers and what it cites.

What many rules need is worked out once for each note, and what few need when it is asked for.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from quizkit.answers.languages import is_english
from quizkit.answers.letters import clean, plain
from quizkit.cloze import Blank
from quizkit.lint.rule import Hit
from quizkit.model import (
    AnswerKey,
    Card,
    ChoiceNote,
    ClozeNote,
    Deck,
    ListNote,
    Note,
    OrderNote,
    PairsNote,
    SelfRatedNote,
    SeveralChoicesNote,
    TrueFalseNote,
    TypedNote,
    Variants,
    answer_texts,
    cards_of,
)

if TYPE_CHECKING:
    from quizkit.grading.words import Style

_WORD = re.compile(r"[^\W_]+(?:['.,][^\W_]+)*")
_QUOTED = re.compile(r"\"[^\"]*\"|(?<!\w)'[^']*'(?!\w)|`[^`]*`")
_BLANK = "..."

STOP_WORDS = frozenset(
    "a an the of in on at to for from by with as and or but nor so if than then that this these "
    "those it its he she they them his her their we you i is are was were be been being am do does "
    "did has have had can could will would shall should may might must not no what which who whom "
    "whose when where why how into onto about over under after before during between through up "
    "down out off there here also only very much many more most some any all each one other such "
    "own same too".split()
)


def words_of(text: str) -> list[str]:
    """Return the words of a text in small letters, apart at hyphens; quotes and dashes alike."""
    if not text.isascii():
        text = plain(clean(text))
    return _WORD.findall(text.casefold())


def as_line(words: list[str]) -> str:
    """Return words as one text with a space at both ends, in which whole words can be looked for."""
    return f" {' '.join(words)} "


def unquoted(text: str) -> str:
    """Return a text without what stands in quotes: words that are spoken of, not used."""
    if not text.isascii():
        text = plain(text)
    if '"' in text or "'" in text or "`" in text:
        return _QUOTED.sub(_BLANK, text)
    return text


@lru_cache(maxsize=1 << 14)
def stem(word: str) -> str:
    """Return an English word without its commonest endings: roughly, and the same way each time."""
    for ending in ("ations", "ation", "ings", "ing", "ies", "ied", "ed", "es", "s", "ly", "y", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


class Quote(NamedTuple):
    """A paragraph that a note cites, in the source `source`, with its number."""

    source: str
    number: int
    text: str


class Entry:
    """One note, and what the rules want to know of it.

    Args:
        index: its place among the notes, from 0.
        stem: the prompt without what it quotes; a blank is an ellipsis.
        words: those of the stem, in small letters.
        key: what counts as right where that is one typed answer; else None.
        answers: the right answers, each with its variants.
        options: the texts to choose from, the right ones first; none where there is no choice.
    """

    def __init__(self, index: int, note: Note, view: "View") -> None:
        self.index = index
        self.note = note
        self.view = view
        self.kind = note.kind
        prompt = note.prompt
        if note.kind == "cloze":
            prompt = prompt.replace("{{}}", _BLANK)
        self.stem = unquoted(prompt)
        self.words = words_of(self.stem)
        self.key: AnswerKey | None = None
        self.answers: tuple[Variants, ...] = ()
        self.options: tuple[str, ...] = ()
        match note:
            case TypedNote():
                self.key = note.key
                self.answers = (note.key.texts,)
            case ChoiceNote():
                self.key = note.key
                self.answers = (note.key.texts,)
                self.options = note.options
            case ListNote():
                self.answers = note.answers
            case SeveralChoicesNote():
                self.answers = note.answers
                self.options = note.options
            case SelfRatedNote():
                self.answers = ((note.answer,),)
            case ClozeNote():
                self.answers = tuple((b.answer, *b.variants) for b in self.blanks)
            case OrderNote():
                self.answers = tuple((item,) for item in note.order)
            case PairsNote():
                self.answers = tuple((right,) for right in note.pairs.values())

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of the words that carry the meaning of its prompt."""
        return frozenset(stem(word) for word in self.words if word not in STOP_WORDS)

    @property
    def prompt_key(self) -> str:
        """The key that the prompt stands under."""
        if isinstance(self.note, TrueFalseNote):
            return "statement"
        return "cloze" if isinstance(self.note, ClozeNote) else "question"

    @property
    def answer_key(self) -> str:
        """The key that the right answer stands under."""
        return {
            "list": "answers", "several choices": "answers", "order": "order", "pairs": "pairs",
            "cloze": "cloze",
        }.get(self.kind, "min" if self.key and self.key.minimum else "answer")  # fmt: skip

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
        pieces = self.note.pieces if isinstance(self.note, ClozeNote) else ()
        return tuple(piece for piece in pieces if isinstance(piece, Blank))

    @cached_property
    def cards(self) -> tuple[Card, ...]:
        """The cards that the note yields."""
        return cards_of(self.note, self.view.deck.id)

    @cached_property
    def quotes(self) -> tuple[Quote, ...]:
        """The paragraphs it cites, as far as there is a local copy of the source."""
        found = []
        for citation in self.note.citations if self.view.grounded else ():
            paragraphs = self.view.paragraphs(citation.source)
            for first, last in citation.paragraphs:
                for number in range(first, min(last, len(paragraphs)) + 1):
                    text = paragraphs[number - 1]
                    found.append(Quote(citation.source, number, text))
        return tuple(found)

    def hit(self, message: str, fix: str, *steps: str | int, key: bool = False) -> Hit:
        """Return a hit at the value that `steps` lead to from the entry; by default the prompt."""
        return Hit(message, fix, ("cards", self.index, *(steps or (self.prompt_key,))), key)

    def hit_answer(self, message: str, fix: str) -> Hit:
        """Return a hit at the right answer."""
        return self.hit(message, fix, self.answer_key)

    def option_hit(self, option: str, message: str, fix: str) -> Hit:
        """Return a hit at one of the options."""
        if option in self.options[: len(self.answers)]:
            return self.hit_answer(message, fix)
        return self.hit(message, fix, "distractors", option, key=True)


class View:
    """A deck, its notes as entries, and local copies of its sources.

    Args:
        deck: what is looked at.
        copy: returns the text of a source's local copy, given its id; None where there is none.
    """

    def __init__(self, deck: Deck, copy: Callable[[str], str | None] = lambda _: None) -> None:
        self.deck = deck
        self.english = is_english(deck.language)
        self.entries = [Entry(index, note, self) for index, note in enumerate(deck.notes)]
        self.copy = copy
        self._paragraphs: dict[str, tuple[str, ...]] = {}

    @cached_property
    def grounded(self) -> bool:
        """Whether there is a local copy of any source."""
        return any(map(self.paragraphs, self.deck.sources))

    def paragraphs(self, source: str) -> tuple[str, ...]:
        """Return the paragraphs of a source's local copy: its non-empty lines; none without copy."""
        if source not in self._paragraphs:
            text = self.copy(source) or ""
            lines = (line.strip() for line in text.splitlines())
            self._paragraphs[source] = tuple(line for line in lines if line)
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
