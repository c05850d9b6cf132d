"""What a card claims and what a source says, in the form in which the two are compared.

Numbers by their value, names by their words, and what stands around them. Words alone cannot tell
a right number that is tied to the wrong event of the same paragraph: that remains for a reader.
"""

import re
from collections.abc import Iterable, Sequence
from fractions import Fraction
from functools import cached_property, lru_cache
from itertools import pairwise, takewhile
from typing import NamedTuple

from quizkit.answers import numerals
from quizkit.answers.letters import clean, plain
from quizkit.answers.names import HONORIFICS
from quizkit.answers.units import Unit, find_unit
from quizkit.lint.checked import AnyNote
from quizkit.lint.english import STOP_WORDS, stem, words_of
from quizkit.model import Blanks, PairsNote, TrueFalseNote

_TOKEN = re.compile(r"[^\W_]+(?:[.,'][^\W_]+)*|[-–%.!?;:,()\"]")
_MAGNITUDES = {"k": 3, "thousand": 3, "m": 6, "million": 6, "bn": 9, "billion": 9, "trillion": 12}
_SPANS = {"decade": 10, "decades": 10, "century": 100, "centuries": 100, "dozen": 12}
QUALIFIERS = {
    **dict.fromkeys(("over", "above", "exceeding"), "over"),
    **dict.fromkeys(("under", "below", "nearly", "almost"), "under"),
    **dict.fromkeys(("about", "around", "approximately", "roughly", "circa", "some"), "about"),
    "early": "early",
    "late": "late",
    "mid": "mid",
}
_TWO_WORDS = {
    ("more", "than"): "over",
    ("at", "least"): "over",
    ("less", "than"): "under",
    ("fewer", "than"): "under",
    ("up", "to"): "under",
    ("at", "most"): "under",
}
EXAMPLE = """
The Suez Canal
The Suez Canal was opened in November 1869, after ten years of work, and was 164 km long.
Ferdinand de Lesseps, whose company had dug it for over ten years, was praised in the journal \
Canal News. Engineers found no evidence that the level of the seas differs; some may have doubted it.
"""
"""The source of the cards that teach the rules."""


class Number(NamedTuple):
    """A number in a text.

    Args:
        value: its magnitude included; a decade is 10.
        qualifier: what stands before it, such as `over` or `late`; empty if nothing does.
        in_words: whether it is spelt out.
        written: as it stands in the text.
        unit: of measurement, behind it; None if there is none. A decade is counted in years.
    """

    value: Fraction
    qualifier: str
    in_words: bool
    written: str
    unit: Unit | None = None

    def measures_as(self, other: "Number") -> bool:
        """Return whether both are one quantity, to a hundredth where the units differ."""
        if self.unit is None or other.unit is None or self.unit.dimensions != other.unit.dimensions:
            return False
        here, there = self.unit.to_base(self.value), other.unit.to_base(other.value)
        return here == there or (self.unit != other.unit and 100 * abs(here - there) <= abs(there))


def tokens_of(text: str) -> list[str]:
    """Return the words and marks of a text, letter case as it is, hyphens apart."""
    return _TOKEN.findall(plain(clean(text)) if not text.isascii() else text)


def numbers_of(text: str) -> list[Number]:
    """Return the numbers in an English text, in figures and in words."""
    found = []
    tokens = [token for token in tokens_of(_YEAR_AND.sub(_apart, text)) if token != "-"]
    low = [token.lower().removesuffix("'s") for token in tokens]
    at = 0
    while at < len(low):
        read = _number(low, at)
        if read is None:
            at += 1
            continue
        value, end, in_words = read
        unit = _unit(low, end) if low[at] not in _SPANS else find_unit("years")
        written = " ".join(tokens[at:end])
        found.append(Number(value, _qualifier(low, at), in_words, written, unit))
        at = end
    return found


_YEAR_AND = re.compile(r"\b([0-9]{2})([0-9]{2})[-–]([0-9]{2})((?:-[0-9]{2})?)\b")


def _apart(found: re.Match[str]) -> str:
    """Return 2023-06-01 without its month, which sources give by name, and 1914-18 in full."""
    century, year, second, day = found.groups()
    return (
        f"{century}{year}{day}" if int(second) <= 12 else f"{century}{year} {century}{second}{day}"
    )


def _unit(words: Sequence[str], at: int) -> Unit | None:
    """Return the unit that the words from `at` on name, one or two of them."""
    if at == len(words) or words[at] in STOP_WORDS:
        return None
    return find_unit(" ".join(words[at : at + 2])) or find_unit(words[at])


def _number(words: Sequence[str], at: int) -> tuple[Fraction, int, bool] | None:
    """Return the number that begins at `at`, the place after it, and whether it is spelt out."""
    word = words[at]
    if word in _SPANS:
        return Fraction(_SPANS[word]), at + 1, True
    if word[0].isdigit():
        figures = re.match(r"[0-9][0-9.,]*", word)
        assert figures is not None
        read = numerals.figure(figures[0].rstrip(".,"))
        if read is None:
            return None
        rest, end = word[figures.end() :], at + 1
        if not rest and end < len(words) and len(words[end]) > 1 and words[end] in _MAGNITUDES:
            rest, end = words[end], end + 1
        power = read.exponent + _MAGNITUDES.get(rest, 0)
        return read.whole * Fraction(10) ** power, end, False
    ordinal = numerals.ordinal(words, at)
    if ordinal and word != "second":
        return Fraction(ordinal[0]), ordinal[1], True
    cardinal = numerals.cardinal(words, at, years=True)
    if cardinal is None:
        return None
    value, end = Fraction(cardinal[0]), cardinal[1]
    if tuple(words[end : end + 3]) == ("and", "a", "half"):
        return value + Fraction(1, 2), end + 3, True
    return value, end, True


def _qualifier(words: Sequence[str], at: int) -> str:
    if at and words[at - 1] in ("a", "an", "the"):
        at -= 1
    if at > 1 and (words[at - 2], words[at - 1]) in _TWO_WORDS:
        return _TWO_WORDS[words[at - 2], words[at - 1]]
    return QUALIFIERS.get(words[at - 1], "") if at else ""


def names_of(text: str, *, whole: bool = False) -> list[tuple[str, ...]]:
    """Return the names in a text: runs of words with a capital, without titles.

    Args:
        whole: the text is an answer, whose first word is no less a name for being the first.
    """
    runs: list[list[str]] = []
    start = not whole  # a sentence begins: its first word has a capital anyway
    joined = False
    before = ""
    for token in tokens_of(text):
        capital = token[0].isupper() and (not start or token[1:2].isupper() or token.isupper())
        if capital and not (len(token) == 1 and start):
            if joined:
                runs[-1].append(token)
            else:
                runs.append([token])
            joined = True
        elif token == "-" and joined:
            pass
        else:
            joined = False
        shortened = token == "." and (len(before) == 1 or before.lower() in HONORIFICS)
        start = token in '.!?:"' and not shortened  # not behind "Dr." and "J."
        before = token
    named = (
        tuple(w.removesuffix("'s") for w in run if w.lower() not in HONORIFICS) for run in runs
    )
    return [run for run in named if run]


def bare(word: str) -> str:
    """Return a word as names are compared: small letters, without points."""
    return word.lower().replace(".", "").removesuffix("'s")


class Passage:
    """What the cited paragraphs say together."""

    def __init__(self, texts: Iterable[str]) -> None:
        self.text = "\n".join(texts)

    @cached_property
    def tokens(self) -> list[str]:
        """Its words and marks."""
        return tokens_of(self.text)

    @cached_property
    def words(self) -> frozenset[str]:
        """Its words as names are compared, and the initials of its names."""
        words = {bare(token) for token in self.tokens}
        for run in re.findall(r"(?:[A-Z][\w.]*(?: and | of | )?){2,}", self.text):
            words.add("".join(w[0] for w in run.split() if w[0].isupper()).lower())
        return frozenset(words)

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of its words."""
        return frozenset(stem(word) for word in self.words)

    @cached_property
    def numbers(self) -> list[Number]:
        """Its numbers."""
        return numbers_of(self.text)

    def has_number(self, number: Number) -> bool:
        """Return whether a number stands in the passage, by its value or as the same quantity."""
        return any(n.value == number.value or n.measures_as(number) for n in self.numbers)

    @cached_property
    def sentences(self) -> list[str]:
        """Its sentences."""
        return re.split(r"(?<=[.!?:])\s+|\n", self.text)

    def names(self, run: Sequence[str]) -> bool:
        """Return whether every word of a name stands in the passage, or one with its initial."""
        return all(self._has(bare(word)) for word in run)

    def names_another(self, run: Sequence[str]) -> bool:
        """Return whether a word of a name belongs to another name wherever it stands.

        So of "Anna Reed" where there are only Anna Varga and Tom Reed.
        """
        return any(self._followed_by_another(bare(a), bare(b)) for a, b in pairwise(run))

    def _followed_by_another(self, word: str, following: str) -> bool:
        tokens = self.tokens
        places = [at for at, token in enumerate(tokens) if bare(token) == word]
        for at in places:
            behind = list(takewhile(lambda token: token[0].isupper(), tokens[at + 1 :]))
            if not behind or following in map(bare, behind):
                return False
        return bool(places)

    def _has(self, word: str) -> bool:
        return (
            word in self.words
            or (len(word) == 1 and any(other.startswith(word) for other in self.words))
            or (word.endswith("s") and word[:-1] in self.words)
            or f"{word}s" in self.words
            or word.replace(",", "") in self.words
        )


class Claim(NamedTuple):
    """What a card says is so: its prompt, and its right answers, each with its variants."""

    prompt: str
    answers: tuple[tuple[str, ...], ...]
    passage: Passage

    @property
    def texts(self) -> list[str]:
        """The prompt and the answers that are shown."""
        return [self.prompt, *(variants[0] for variants in self.answers)]


@lru_cache(maxsize=1)  # the rules ask one after the other
def claim_of(checked: AnyNote) -> Claim | None:
    """Return what a note claims; None if it cannot be compared with its source.

    That is where a paragraph that it cites is not at hand, and where a statement is false.
    """
    note = checked.note
    if not checked.quotes or not checked.deck.english:
        return None
    if isinstance(note, TrueFalseNote) and not note.answer:
        return None
    if any(not checked.deck.paragraphs(citation.source) for citation in note.citations):
        return None
    answers = () if isinstance(note, TrueFalseNote) else checked.answers
    if isinstance(note, PairsNote):
        answers = (*answers, *((left,) for left in note.pairs))
    prompt = note.prompt
    if checked.blanks:
        task = checked.cards[0].task
        assert isinstance(task, Blanks)
        pieces = [p if isinstance(p, str) else " ... " for p in getattr(note, "pieces", ())]
        prompt = f"{task.question} {''.join(pieces)}"
    return Claim(prompt, answers, Passage(quote.text for quote in checked.quotes))


def not_in_source(checked: AnyNote, what: str) -> tuple[str, str]:
    elsewhere = found_in(checked, what)
    where = "the cited paragraph" if len(checked.quotes) == 1 else "the cited paragraphs"
    return (
        f"`{what}` is not in {where}, {cited(checked)}",
        f"cite {elsewhere}, where it stands" if elsewhere else "mend the card, or cite its source",
    )


def cited(checked: AnyNote) -> str:
    return ", ".join(map(str, checked.note.citations))


def found_in(checked: AnyNote, what: str) -> str:
    """Return the first other paragraph of the cited sources that has a number or name, or ""."""
    numbers = {number.value for number in numbers_of(what)}
    for source in dict.fromkeys(quote.source for quote in checked.quotes):
        for number, text in enumerate(checked.deck.paragraphs(source), start=1):
            passage = Passage([text])
            values = {one.value for one in passage.numbers}
            if numbers <= values if numbers else passage.names(what.split()):
                return f"{source}#{number}"
    return ""


def best_sentence(claim: Claim) -> tuple[str, int]:
    """Return the sentence of the source with the most words of the claim, and their number."""
    stems = {stem(w) for text in claim.texts for w in words_of(text) if w not in STOP_WORDS}
    scored = [
        (len(stems.intersection(map(stem, words_of(sentence)))), sentence)
        for sentence in claim.passage.sentences
    ]
    count, sentence = max(scored, key=lambda pair: pair[0])
    return sentence, count
