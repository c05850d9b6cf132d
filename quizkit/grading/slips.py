"""Slips of the finger: rules 14 to 17 of docs/grading.md.

A slip is one letter lost, added, changed, or swapped with its neighbour. How many a word may
carry follows from its length; some differences are never slips, because they make another word:
`nitrite` is not a mistyped `nitrate`.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import chain, permutations
from math import inf
from typing import NamedTuple

from quizkit.answers.english import NEGATORS, OPPOSITE_STEMS
from quizkit.answers.letters import distance
from quizkit.grading.folding import NUMBER_WORDS, Folded
from quizkit.lazy import pattern

Slips = float
"""A number of slips from one text to another; infinite where slips alone do not lead there."""

MAX_SLIPS = 3
"""In a whole answer (rule 14)."""

_EXACT = NEGATORS | frozenset(
    "dozen dozens hundreds thousands millions billions trillions once twice thrice".split()
)
_ROMAN = pattern(
    "(?=[ivxlcdm]{2})m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})", re.IGNORECASE
)


def word_slips(right: str, given: str, *, spare: int | None = None) -> Slips:
    """Return the number of slips from the word `right` to `given`.

    Args:
        spare: slips that the word may carry; else its length decides.
    """
    if right == given:
        return 0
    if not _may_slip(right, given):
        return inf
    shorter, longer = sorted((right, given), key=len)
    if len(shorter) >= 3 and longer in (f"{shorter}s", f"{shorter}es"):
        return 1
    if spare is None:
        spare = spare_slips(right)
    if not spare:
        return inf
    slips = distance(right, given, spare)
    if slips > spare or not starts_alike(right, given, slips) or contrary(right, given, slips):
        return inf
    return slips


def _may_slip(right: str, given: str) -> bool:
    """Return whether a slip can lead from one word to the other at all (rules 15 and 16)."""
    if not _EXACT.isdisjoint((right, given)) or not has_case(right + given):
        return False
    return not all(map(_ROMAN.fullmatch, (right, given)))  # Louis XVII and XVIII


def spare_slips(word: str) -> int:
    """Return the number of slips that a word of its length may carry (rule 14)."""
    return (len(word) > 4) + (len(word) > 8)


def has_case(word: str) -> bool:
    """Return whether all of `word` are letters that have case (rule 15)."""
    if word.isascii():
        return word.isalpha()
    return all(letter.lower() != letter.upper() for letter in word)


def starts_alike(right: str, given: str, slips: int) -> bool:
    """Return whether the first letter is right, or swapped with the next, in words `slips` apart."""
    swapped = given[1::-1] + given[2:]
    is_swapped = right[:2] == swapped[:2] and distance(right, swapped, slips) == slips - 1
    return is_swapped or right[0] == given[0]


_NEGATIVE_PREFIXES = ("un", "in", "im", "il", "ir", "non", "dis", "de", "mis", "anti", "a", "an")
_PREFIX_FAMILIES = (
    "hyper hypo", "inter intra", "ante anti", "pre post pro", "endo exo ecto",
    "micro macro mega nano milli kilo centi", "mono di tri tetra poly uni bi multi",
    "sub super supra", "ab ad", "af ef", "homo hetero", "cis trans", "over under",
)  # fmt: skip
_ENDING_FAMILIES = (
    "ate ite ide", "ane ene yne", "ase ose", "ic ous", "er ee", "phagia phasia",
)  # fmt: skip


def _changes_within(family: Iterable[str], said: str = "") -> list[tuple[str, str, str]]:
    """Return every two members of a family, both ways round, with what tells them apart."""
    pairs = permutations(family, 2)
    return [(one, other, said.format(one.strip("<>"), other.strip("<>"))) for one, other in pairs]


_PREFIXES = [[f"<{prefix}" for prefix in family.split()] for family in _PREFIX_FAMILIES]
_ENDINGS = [[f"{ending}>" for ending in family.split()] for family in _ENDING_FAMILIES]
_CHANGES = [  # `<` and `>` stand for the ends of a word
    *chain.from_iterable(_changes_within(family, "{}- is not {}-") for family in _PREFIXES),
    *chain.from_iterable(_changes_within(family, "-{} is not -{}") for family in _ENDINGS),
    *chain.from_iterable(map(_changes_within, OPPOSITE_STEMS)),
]
_STACKED = ("anti", "non", "pre", "post", "un", "dis", "micro", "macro")
"""Prefixes that stand before another prefix."""


class _Change(NamedTuple):
    """A part of the right word become another in the given one, and what is left of both."""

    part: str
    other: str
    right: str
    given: str
    said: str

    def explains(self, slips: int) -> bool:
        """Return whether the change, and the slips in what is left, are all the slips there are."""
        changed = distance(self.part, self.other, slips)
        return changed <= slips and changed + distance(self.right, self.given, slips) == slips


def contrary(right: str, given: str, slips: int) -> str:
    """Return the change of meaning between two words `slips` apart; empty if there is none.

    A change of meaning explains the difference if, with it taken away, nothing is left but the
    remaining slips.
    """
    for one, other in _cores(right, given):
        for change in _changes(one, other):
            if change.explains(slips):
                return change.said
    return ""


def _cores(right: str, given: str) -> Iterator[tuple[str, str]]:
    """Yield two words without what both of them share around the part that matters, then whole."""
    if right.endswith("s") and given.endswith("s") and len(right) > 5:  # nitrates, nitrites
        yield right[:-1], given[:-1]
    for prefix in _STACKED:  # antihypertensive, antihypotensive
        if right.startswith(prefix) and given.startswith(prefix):
            yield right[len(prefix) :], given[len(prefix) :]
    yield right, given


def _changes(right: str, given: str) -> Iterator[_Change]:
    """Yield the changes of meaning that two words may differ in (rules 16 and 17)."""
    for prefix in _NEGATIVE_PREFIXES:
        said = f"{prefix}- changes the meaning"
        if _denies(prefix, right):
            yield _Change(prefix, "", right[len(prefix) :], given, said)
        if _denies(prefix, given):
            yield _Change("", prefix, right, given[len(prefix) :], said)
    right_word, given_word = f"<{right}>", f"<{given}>"
    for one, other, said in _CHANGES:
        if one not in right_word or other not in given_word:
            continue
        if one not in given_word and other not in right_word:
            rest, own = right_word.replace(one, "", 1), given_word.replace(other, "", 1)
            yield _Change(one, other, rest, own, said or f"{right} is not {given}")


def _denies(prefix: str, word: str) -> bool:
    """Return whether `prefix` may deny the rest of `word`: not the a- of aeon, nor un- in unit."""
    rest = word.removeprefix(prefix)
    return rest != word and len(rest) > 2 and not (prefix == "a" and rest[0] in "aeiou")


def text_slips(right: Folded, given: Folded) -> Slips:
    """Return the number of slips from one text to another."""
    if not (right.words and given.words) or negators(right.words) != negators(given.words):
        return inf
    if not NUMBER_WORDS.isdisjoint(map(str.casefold, right.words + given.words)):
        return inf
    pairs = {(right.words, given.words), (right.spelt, given.spelt)}
    return min(
        _in_turn(one, other)
        for words, own in pairs
        for one in _cuts(words, right.spaces, own)
        for other in _cuts(own, given.spaces, words)
    )


def negators(words: tuple[str, ...]) -> int:
    """Return the number of words that deny."""
    return sum(word.casefold() in NEGATORS for word in words)


_Words = tuple[str, ...]


def _cuts(words: _Words, spaces: tuple[bool, ...], others: _Words) -> tuple[_Words, ...]:
    """Return the words of a text with joints as spaces, and with joints as nothing.

    A short part stays a word of its own, unless `others` has it joined just so, a plural ending
    aside: a slip must not make vitaminD of vitamin-C.
    """
    if all(spaces):
        return (words,)
    known = frozenset(others)
    joined = list(words[:1])
    for space, word in zip(spaces, words[1:], strict=True):
        whole = joined[-1] + word
        is_long = len(joined[-1]) > 1 and len(word) > 2
        if not space and (is_long or not known.isdisjoint(_numbers_of(whole))):
            joined[-1] = whole
        else:
            joined.append(word)
    return words, tuple(joined)


def _numbers_of(word: str) -> _Words:
    """Return `word` with a plural ending more or less."""
    return (word, f"{word}s", f"{word}es", word.removesuffix("s"), word.removesuffix("es"))


def _in_turn(right: _Words, given: _Words) -> Slips:
    """Return the slips between two texts word by word, two words perhaps written as one."""
    if len(right) == len(given):
        return _total(map(word_slips, right, given))
    ways = [_with_join(joined, given, at) for at, joined in _joined(right, given)]
    ways += [_with_join(right, joined, at) for at, joined in _joined(given, right)]
    return min(ways, default=inf)


def _joined(longer: _Words, shorter: _Words) -> Iterator[tuple[int, _Words]]:
    """Yield the ways to write two words of the text longer by one as one where the texts part."""
    if len(longer) != len(shorter) + 1:
        return
    pairs = enumerate(zip(longer, shorter, strict=False))
    parting = next((at for at, (one, other) in pairs if one != other), len(shorter))
    for at in (parting - 1, parting):  # the word before may only look equal
        parts = longer[at : at + 2]
        whole = "".join(parts)
        if 0 <= at < len(shorter) and min(map(len, parts)) > 2 and has_case(whole):
            yield at, (*longer[:at], whole, *longer[at + 2 :])


def _with_join(right: _Words, given: _Words, at: int) -> Slips:
    """Return the slips between two texts whose words at `at` stand for two in one of them."""
    if len(right[at]) < 9:  # rule 14: a word as long as that may be parted or joined
        return inf
    joined = 1 + word_slips(right[at], given[at], spare=1)
    others = map(word_slips, right[:at] + right[at + 1 :], given[:at] + given[at + 1 :])
    return _total((joined, *others))


def _total(slips: Iterable[Slips]) -> Slips:
    """Return the sum of slips, infinite once it is more than is ever forgiven."""
    total: Slips = 0
    for more in slips:
        total += more
        if total > MAX_SLIPS:
            return inf
    return total
