"""Slips of the finger: rules 14 to 17 of docs/grading.md.

A slip is one letter lost, added, changed, or swapped with its neighbour. How many a word may
carry follows from its length; some differences are never slips, because they make another word:
`nitrite` is not a mistyped `nitrate`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, permutations, repeat
from math import inf
from types import MappingProxyType
from typing import NamedTuple

from quizkit.answers.english import LONG_NEGATORS, NEGATORS, OPPOSITE_STEMS
from quizkit.answers.letters import distance
from quizkit.grading.folding import NUMBER_WORDS, Folded
from quizkit.grading.other_words import is_other_word, is_plural
from quizkit.lazy import pattern

_Words = tuple[str, ...]
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


class Lettering(NamedTuple):
    """How two texts are written that are compared word by word.

    Args:
        english: whether plurals, and words that a slip may make, are those of English.
        spelt: the words that were changed to American spelling, as they were spelt.
    """

    english: bool = True
    spelt: Mapping[str, str] = MappingProxyType({})

    def makes_another(self, right: str, given: str) -> bool:
        """Return whether a word that is slips away from the right one is another (rule 35)."""
        spelt = self.spelt
        return is_other_word(spelt.get(right, right), spelt.get(given, given), english=self.english)


_ENGLISH = Lettering()


def word_slips(
    right: str, given: str, lettering: Lettering = _ENGLISH, *, spare: int | None = None
) -> Slips:
    """Return the number of slips from the word `right` to `given`.

    Args:
        right: the right word.
        given: what was typed.
        lettering: how both are written.
        spare: slips that the word may carry; else its length decides.
    """
    if right == given:
        return 0
    if not _may_slip(right, given):
        return inf
    if _is_number_of(right, given, english=lettering.english):
        slips: Slips = 1
    else:
        spare = spare_slips(right) if spare is None else spare
        slips = distance(right, given, spare) if spare else inf
        if slips > (spare or 0) or not starts_alike(right, given, int(slips)):
            return inf
        if contrary(right, given, int(slips)):
            return inf
    return inf if lettering.makes_another(right, given) else slips


def _is_number_of(one: str, other: str, *, english: bool) -> bool:
    """Return whether two words are singular and plural, or look like it (rules 14 and 41)."""
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) >= 3 and longer in (f"{shorter}s", f"{shorter}es"):
        return True
    return english and one[0] == other[0] and is_plural(one.casefold(), other.casefold())


def _may_slip(right: str, given: str) -> bool:
    """Return whether a slip can lead from one word to the other at all (rules 15 and 16)."""
    if (
        not has_case(right + given)
        or given in _EXACT
        or (right in _EXACT and right not in LONG_NEGATORS)
    ):
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


def text_slips(right: Folded, given: Folded, *, english: bool = True) -> Slips:
    """Return the number of slips from one text to another; `english` as of `Lettering`."""
    if not (right.words and given.words) or not _deny_alike(right.words, given.words):
        return inf
    if not NUMBER_WORDS.isdisjoint(map(str.casefold, right.words + given.words)):
        return inf
    pairs = {(right.words, given.words), (right.spelt, given.spelt)}
    lettering = Lettering(english, _as_spelt(right, given))
    return min(
        _in_turn(one, other, lettering)
        for words, own in pairs
        for one in _cuts(words, right.spaces, own)
        for other in _cuts(own, given.spaces, words)
    )


def _as_spelt(*texts: Folded) -> Mapping[str, str]:
    """Return the words of texts that American spelling changed, as they were spelt."""
    return {
        word: spelt
        for text in texts
        if text.spelt != text.words
        for word, spelt in zip(text.words, text.spelt, strict=False)
    }


def _deny_alike(right: _Words, given: _Words) -> bool:
    """Return whether two texts deny as often, a long negator perhaps mistyped (rule 16)."""
    count, own = negators(right), negators(given)
    return own == count or own < count == own + sum(map(_is_mistyped_negator, given))


def _is_mistyped_negator(word: str) -> bool:
    return any(word_slips(negator, word.casefold()) == 1 for negator in LONG_NEGATORS)


def negators(words: tuple[str, ...]) -> int:
    """Return the number of words that deny."""
    return sum(word.casefold() in NEGATORS for word in words)


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


def _in_turn(right: _Words, given: _Words, lettering: Lettering) -> Slips:
    """Return the slips between two texts word by word, two words perhaps written as one."""
    if len(right) == len(given):
        return _total(map(word_slips, right, given, repeat(lettering)))
    ways = [_with_join(joined, given, at, lettering) for at, joined in _joined(right, given)]
    ways += [_with_join(right, joined, at, lettering) for at, joined in _joined(given, right)]
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


def _with_join(right: _Words, given: _Words, at: int, lettering: Lettering) -> Slips:
    """Return the slips between two texts whose words at `at` stand for two in one of them."""
    if len(right[at]) < 9:  # rule 14: a word as long as that may be parted or joined
        return inf
    joined = 1 + word_slips(right[at], given[at], lettering, spare=1)
    rest = right[:at] + right[at + 1 :], given[:at] + given[at + 1 :]
    return _total((joined, *map(word_slips, *rest, repeat(lettering))))


def _total(slips: Iterable[Slips]) -> Slips:
    """Return the sum of slips, infinite once it is more than is ever forgiven."""
    total: Slips = 0
    for more in slips:
        total += more
        if total > MAX_SLIPS:
            return inf
    return total
