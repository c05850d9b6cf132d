"""Slips of the finger: rules 14 to 17 of docs/grading.md.

A slip is one letter lost, added, changed, or swapped with its neighbour. How many a word may
carry follows from its length; some differences are never slips, because they make another word:
`nitrite` is not a mistyped `nitrate`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import repeat
from math import inf
from types import MappingProxyType
from typing import NamedTuple

from quizkit.answers.english import LONG_NEGATORS, NEGATORS
from quizkit.answers.letters import distance
from quizkit.grading.contraries import contrary
from quizkit.grading.folding import NUMBER_WORDS, Folded
from quizkit.grading.joints import cost
from quizkit.grading.other_words import is_other_word, is_plural
from quizkit.lazy import pattern

_MOST_PARTS = 8
"""Parts of a name with hyphens that are looked at one by one."""
_Words = tuple[str, ...]
_Cut = tuple[_Words, dict[str, _Words]]
"""The words of a text, and the parts of those that stand for several."""
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
        parts: the words that stand for several with hyphens between, and those.
        long_part: letters from which such a part may be another word.
        without: the number of a rule that is left out; 0 for none.
    """

    english: bool = True
    spelt: Mapping[str, str] = MappingProxyType({})
    parts: Mapping[str, _Words] = MappingProxyType({})
    long_part: int = 5
    without: int = 0

    def with_parts(self, word: str, parts: _Words) -> "Lettering":
        """Return the same with one word more that stands for several, with spaces between."""
        return self._replace(parts={**self.parts, word: parts}, long_part=3)

    def makes_another(self, right: str, given: str) -> bool:
        """Return whether a word that is slips away from the right one is another (rule 35)."""
        if self.without == 35:
            return False
        spelt = self.spelt
        return is_other_word(spelt.get(right, right), spelt.get(given, given), english=self.english)

    def parts_differ(self, right: str, given: str, slips: int) -> bool:
        """Return whether a part of a word with hyphens is another, or has too many slips (rule 36)."""
        parts, own = self.parts.get(right, (right,)), self.parts.get(given, (given,))
        if len(parts) == len(own) == 1 or max(len(parts), len(own)) > _MOST_PARTS:
            return False
        if self.without == 36:
            return False
        if len(parts) == len(own):
            ways = [(parts, own)]
        elif len(parts) > 1:
            ways = [(parts, way) for way in _parted_like(parts, given, slips)]
        else:
            ways = [(way, own) for way in _parted_like(own, right, slips)]
        return not any(all(map(self._is_same_part, *way)) for way in ways)

    def _is_same_part(self, right: str, given: str) -> bool:
        slips = distance(right, given, 2) if right != given else 0
        if slips > 1 + (len(right) > 8):
            return False
        return not slips or len(given) < self.long_part or not self.makes_another(right, given)


def _parted_like(parts: _Words, given: str, slips: int) -> Iterator[_Words]:
    """Yield the ways to part a word that is some slips away from `parts` written as one."""
    if len(parts) == 1:
        if distance(parts[0], given, slips) <= slips:
            yield (given,)
        return
    length = len(parts[0])
    for end in range(max(0, length - slips), length + slips + 1):
        found = distance(parts[0], given[:end], slips)
        if found <= slips:
            rest = _parted_like(parts[1:], given[end:], slips - found)
            yield from ((given[:end], *more) for more in rest)


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
    if _is_number_of(right, given, english=lettering.english and lettering.without != 41):
        slips: Slips = 1
    else:
        spare = spare_slips(right) if spare is None else spare
        slips = distance(right, given, spare) if spare else inf
        if slips > (spare or 0) or not starts_alike(right, given, int(slips)):
            return inf
        if contrary(right, given, int(slips), kin=lettering.without not in (35, 36)):
            return inf
    if lettering.makes_another(right, given) or lettering.parts_differ(right, given, int(slips)):
        return inf
    return slips


_ENDINGS = ("s", "es")


def _is_number_of(one: str, other: str, *, english: bool) -> bool:
    """Return whether two words are singular and plural, or look like it (rules 14 and 41)."""
    shorter, longer = (one, other) if len(one) < len(other) else (other, one)
    if len(shorter) >= 3 and longer[len(shorter) :] in _ENDINGS and longer.startswith(shorter):
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
    if right[0] == given[0]:
        return True
    swapped = given[1::-1] + given[2:]
    return right[:2] == swapped[:2] and distance(right, swapped, slips) == slips - 1


def _figures(words: Iterable[str]) -> list[str]:
    """Return the words that are figures, of which none is ever a slip."""
    return [*filter(str.isdigit, words)]


def text_slips(right: Folded, given: Folded, *, english: bool = True, without: int = 0) -> Slips:
    """Return the number of slips from one text to another; `english`, `without` as of `Lettering`."""
    if not (right.words and given.words) or _figures(right.words) != _figures(given.words):
        return inf
    low = [*map(str.casefold, right.words + given.words)]
    if not NUMBER_WORDS.isdisjoint(low):
        return inf
    if not NEGATORS.isdisjoint(low) and not _deny_alike(right.words, given.words):
        return inf
    another_article = right.frame.contradicts(given.frame)
    if another_article and not right.frame.agrees(given.frame):
        return inf
    lettering = Lettering(english, _as_spelt(right, given), without=without)
    return min(
        _total(
            (
                another_article,
                _in_turn(one, other, lettering._replace(parts={**parts, **own_parts})),
            )
        )
        for words, own in {(right.words, given.words), (right.spelt, given.spelt)}
        for one, parts in _cuts(words, right.spaces, own)
        for other, own_parts in _cuts(own, given.spaces, words)
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


def _cuts(words: _Words, spaces: tuple[bool, ...], others: _Words) -> list[_Cut]:
    """Return the words of a text with joints as spaces, and with joints as nothing.

    A short part stays a word of its own, unless `others` has it joined just so, a plural ending
    aside: a slip must not make vitaminD of vitamin-C.
    """
    if all(spaces):
        return [(words, {})]
    known = frozenset(others)
    groups = [list(words[:1])]
    joined = list(words[:1])
    for space, word in zip(spaces, words[1:], strict=True):
        whole = joined[-1] + word
        is_long = len(joined[-1]) > 1 and len(word) > 2
        if not space and (is_long or not known.isdisjoint(_numbers_of(whole))):
            joined[-1] = whole
            groups[-1].append(word)
        else:
            joined.append(word)
            groups.append([word])
    pairs = zip(joined, map(tuple, groups), strict=True)
    parts = {whole: group for whole, group in pairs if len(group) > 1}
    return [(words, {}), (tuple(joined), parts)]


def _numbers_of(word: str) -> _Words:
    """Return `word` with a plural ending more or less."""
    return (word, f"{word}s", f"{word}es", word.removesuffix("s"), word.removesuffix("es"))


def _in_turn(right: _Words, given: _Words, lettering: Lettering) -> Slips:
    """Return the slips between two texts word by word, two words perhaps written as one."""
    if len(right) == len(given):
        return _total(map(word_slips, right, given, repeat(lettering)))
    ways = [
        _with_join(joined, given, at, right[at : at + 2], lettering, is_split=False)
        for at, joined in _joined(right, given)
    ]
    ways += [
        _with_join(right, joined, at, given[at : at + 2], lettering, is_split=True)
        for at, joined in _joined(given, right)
    ]
    return min(ways, default=inf)


def _joined(longer: _Words, shorter: _Words) -> Iterator[tuple[int, _Words]]:
    """Yield the ways to write two words of the text longer by one as one where the texts part."""
    if len(longer) != len(shorter) + 1:
        return
    pairs = enumerate(zip(longer, shorter, strict=False))
    parting = next((at for at, (one, other) in pairs if one != other), len(shorter))
    for at in (parting - 1, parting):  # the word before may only look equal
        whole = "".join(longer[at : at + 2])
        if 0 <= at < len(shorter) and has_case(whole):
            yield at, (*longer[:at], whole, *longer[at + 2 :])


def _with_join(
    right: _Words, given: _Words, at: int, parts: _Words, lettering: Lettering, *, is_split: bool
) -> Slips:
    """Return the slips between two texts, in one of which the words at `at` are two, the `parts`."""
    if right[at] == given[at] and lettering.without != 39:
        joined = cost(parts[0], parts[1], is_split=is_split, english=lettering.english)
    elif len(right[at]) < 9 or min(map(len, parts)) < 3:  # too short for a slip as well (rule 14)
        return inf
    else:
        whole = lettering.with_parts("".join(parts), parts)
        joined = 1 + word_slips(right[at], given[at], whole, spare=1)
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
