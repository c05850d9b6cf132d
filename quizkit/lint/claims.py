"""What a card claims, beside what the paragraphs that it cites say together.

Words alone cannot tell a right number that is tied to the wrong event of the same paragraph: that
remains for a reader.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import pairwise

from quizkit.lint.checked import AnyNote, CheckedDeck
from quizkit.lint.english import as_line, stem, stems_of, words_of
from quizkit.lint.facts import StatedNumber, bare, numbers_of, tokens_of
from quizkit.lint.hit import Hit, Hits
from quizkit.lint.prompt import gapped
from quizkit.model import ClozeNote, PairsNote, TrueFalseNote, Variants

EXAMPLE = """
The Suez Canal
The Suez Canal was opened in November 1869, after ten years of work, and was 164 km long.
Ferdinand de Lesseps, whose company had dug it for over ten years, was praised in the journal \
Canal News. Engineers found no evidence that the level of the seas differs; some may have doubted it.
"""
"""The source of the cards that teach the rules."""


class Passage:
    """What several paragraphs say together."""

    def __init__(self, texts: Iterable[str]) -> None:
        self.text = "\n".join(texts)

    @cached_property
    def tokens(self) -> list[str]:
        """Its words and marks."""
        return tokens_of(self.text)

    @cached_property
    def words(self) -> frozenset[str]:
        """Its words as names are compared, and the initials of its names."""
        names = re.findall(r"(?:[A-Z][\w.]*(?: and | of | )?){2,}", self.text)
        return frozenset((*map(bare, self.tokens), *map(_initials, names)))

    @cached_property
    def line(self) -> str:
        """The same words as one text, with a space before each."""
        return as_line(self.words)

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of its words."""
        return frozenset(map(stem, self.words))

    @cached_property
    def numbers(self) -> list[StatedNumber]:
        """Its numbers."""
        return numbers_of(self.text)

    @cached_property
    def sentences(self) -> list[str]:
        """Its sentences."""
        return re.split(r"(?<=[.!?:])\s+|\n", self.text)

    def has_number(self, number: StatedNumber) -> bool:
        """Return whether a number stands in the passage, by its value or as the same quantity."""
        return any(n.value == number.value or n.measures_as(number) for n in self.numbers)

    def has_name(self, name: Sequence[str]) -> bool:
        """Return whether every word of a name stands in the passage, or one with its initial."""
        return all(map(self._has, map(bare, name)))

    def _has(self, word: str) -> bool:
        forms = {word, f"{word}s", word.removesuffix("s"), word.replace(",", "")}
        return not forms.isdisjoint(self.words) or word in {other[:1] for other in self.words}

    def names_another(self, name: Sequence[str]) -> bool:
        """Return whether a word of a name belongs to another name wherever it stands.

        So of "Anna Reed" where there are only Anna Varga and Tom Reed.
        """
        behind = self._capitals_behind
        return any(
            all(run and following not in run for run in behind[word])
            for word, following in pairwise(map(bare, name))
            if word in behind
        )

    @cached_property
    def _capitals_behind(self) -> dict[str, list[list[str]]]:
        """The words with a capital that follow a word, at each place where it stands."""
        behind: dict[str, list[list[str]]] = defaultdict(list)
        run: list[str] = []
        for token in reversed(self.tokens):
            behind[bare(token)].append(run)
            run = [bare(token), *run] if token[0].isupper() else []
        return behind


def _initials(name: str) -> str:
    return "".join(filter(str.isupper, (word[0] for word in name.split()))).lower()


class Claim:
    """What a card says is so.

    Args:
        checked: the note.
        prompt: what it asks, or says.
        answers: the right answers, each with its variants.
        passage: what the paragraphs that it cites say.
    """

    def __init__(self, checked: AnyNote, passage: Passage) -> None:
        note = checked.note
        self.checked = checked
        self.passage = passage
        self.prompt = checked.prose
        self.answers: tuple[Variants, ...] = checked.answers
        if isinstance(note, TrueFalseNote):
            self.answers = ()
        elif isinstance(note, PairsNote):
            self.answers += tuple((left,) for left in note.pairs)
        elif isinstance(note, ClozeNote):
            self.prompt = f"{note.question} {gapped(note.pieces)}"

    @classmethod
    def all_in(cls, deck: CheckedDeck) -> "list[Claim]":
        """Return the claims of a deck that can be compared with their sources."""
        passages: dict[object, Passage] = {}  # many cards cite the same
        claims = []
        for checked in filter(_is_comparable, deck.notes):
            texts = tuple(quote.text for quote in checked.quotes)
            claims.append(cls(checked, passages.setdefault(texts, Passage(texts))))
        return claims

    @property
    def parts(self) -> "list[tuple[str, Callable[[str, str], Hit]]]":
        """The prompt and the answers that are shown, each with what makes a hit there."""
        shown = [variants[0] for variants in self.answers]
        return [(self.prompt, self.checked.hit), *((one, self.checked.hit_answer) for one in shown)]

    @cached_property
    def words(self) -> list[str]:
        """The words of the prompt and of the answers that are shown."""
        return [word for text, _ in self.parts for word in words_of(text)]

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of the words that carry a meaning."""
        return stems_of(self.words)

    @cached_property
    def nearest(self) -> tuple[str, int]:
        """The sentence of the source with the most words of the claim, and their number."""
        scored = [
            (len(self.stems.intersection(map(stem, words_of(sentence)))), sentence)
            for sentence in self.passage.sentences
        ]
        count, sentence = max(scored, key=lambda pair: pair[0])
        return sentence, count

    @property
    def cited(self) -> str:
        """Where the note says that it stands."""
        return ", ".join(map(str, self.checked.note.citations))

    @property
    def paragraphs(self) -> "Iterator[tuple[str, Passage]]":
        """Every paragraph of the cited sources, as it is cited and with what it says."""
        for source in dict.fromkeys(quote.source for quote in self.checked.quotes):
            for number, text in self.checked.deck.numbered(source):
                yield f"{source}#{number}", Passage([text])

    def unfounded(self, asked: Sequence[str], missing: Callable[[str], list[str]]) -> Hits:
        """Yield the first number or name that the card has and the cited paragraphs have not.

        Args:
            asked: those of the prompt.
            missing: returns those of an answer, of which one variant without any is enough.
        """
        for what in asked[:1]:
            yield self._told(self.checked.hit, what)
        forms = [[missing(text) for text in variants] for variants in self.answers if not asked]
        for what in [of_one[0][0] for of_one in forms if all(of_one)][:1]:
            yield self._told(self.checked.hit_answer, what)

    def _told(self, hit: Callable[[str, str], Hit], what: str) -> Hit:
        where = "the cited paragraph" if len(self.checked.quotes) == 1 else "the cited paragraphs"
        return hit(f"`{what}` is not in {where}, {self.cited}", self._mended(what))

    def _mended(self, what: str) -> str:
        """Return the fix for a number or name: to cite another paragraph, if one has it."""
        numbers = {number.value for number in numbers_of(what)}
        for place, passage in self.paragraphs:
            there = {number.value for number in passage.numbers}
            if numbers <= there if numbers else passage.has_name(what.split()):
                return f"cite {place}, where it stands"
        return "mend the card, or cite its source"


def _is_comparable(checked: AnyNote) -> bool:
    """Return whether it is English and every source at hand; a statement that is false is not."""
    if not checked.deck.is_english(checked.index):
        return False
    sources = {citation.source for citation in checked.note.citations}
    at_hand = all(map(checked.deck.numbered, sources))
    return at_hand and bool(checked.quotes) and not checked.is_false
