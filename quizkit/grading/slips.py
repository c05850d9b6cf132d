"""Slips of the finger: rules 14 to 17 of the grading rules.

A slip is one letter lost, added, changed, or swapped with its neighbour. How many a word may
carry follows from its length; some differences are never slips, because they make another word:
`nitrite` is not a mistyped `nitrate`.
"""

import re
from collections.abc import Callable, Iterator

from quizkit.answers.english import NEGATORS, OPPOSITE_STEMS
from quizkit.answers.letters import distance
from quizkit.grading.words import NUMBER_WORDS, Folded

MAX_SLIPS = 3
"""In a whole answer."""

_EXACT = NEGATORS | frozenset(
    "dozen dozens hundreds thousands millions billions trillions once twice thrice".split()
)

_NEGATIVE_PREFIXES = ("un", "in", "im", "il", "ir", "non", "dis", "de", "mis", "anti", "a", "an")
_PREFIX_FAMILIES = tuple(
    tuple(family.split())
    for family in (
        "hyper hypo",
        "inter intra",
        "ante anti",
        "pre post pro",
        "endo exo ecto",
        "micro macro mega nano milli kilo centi",
        "mono di tri tetra poly uni bi multi",
        "sub super supra",
        "ab ad",
        "af ef",
        "homo hetero",
        "cis trans",
        "over under",
    )
)
_STACKED = ("anti", "non", "pre", "post", "un", "dis", "micro", "macro")
"""Prefixes that stand before another prefix."""

_ENDING_FAMILIES = tuple(
    tuple(family.split())
    for family in ("ate ite ide", "ane ene yne", "ase ose", "ic ous", "er ee", "phagia phasia")
)
_ROMAN = re.compile(
    "(?=[ivxlcdm]{2})m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})", re.IGNORECASE
)


def word_slips(right: str, given: str, *, spare: int | None = None) -> int | None:
    """Return how many slips lead from the word `right` to `given`; None if they are no slips.

    Args:
        spare: slips that the word may carry; else its length decides.
    """
    if right == given:
        return 0
    if right in _EXACT or given in _EXACT or not (has_case(right) and has_case(given)):
        return None
    if _ROMAN.fullmatch(right) and _ROMAN.fullmatch(given):
        return None  # Louis XVII is not Louis XVIII
    if _is_same_but_plural(right, given):
        return 1
    if spare is None:
        spare = spare_slips(right)
    if not spare:
        return None
    slips = distance(right, given, spare)
    if slips > spare or not starts_alike(right, given, slips) or contrary(right, given, slips):
        return None
    return slips


def spare_slips(word: str) -> int:
    """Return how many slips a word of its length may carry."""
    return 0 if len(word) < 5 else 1 if len(word) < 9 else 2


def has_case(word: str) -> bool:
    """Return whether all of `word` are letters that have case."""
    if word.isascii():
        return word.isalpha()
    return all(letter.lower() != letter.upper() for letter in word)


def _is_same_but_plural(one: str, other: str) -> bool:
    shorter, longer = sorted((one, other), key=len)
    is_plural = longer in (f"{shorter}s", f"{shorter}es")
    return one == other or (len(shorter) >= 3 and is_plural)


def starts_alike(right: str, given: str, slips: int) -> bool:
    """Return whether the first letter is right in words `slips` apart, or swapped with the next."""
    swapped = given[1::-1] + given[2:]
    return right[0] == given[0] or (
        right[:2] == swapped[:2] and distance(right, swapped, slips) == slips - 1
    )


def contrary(right: str, given: str, slips: int) -> str:
    """Return what tells two words `slips` apart as different words; empty if nothing does.

    A change of meaning explains the difference if, with it taken away, nothing is left but the
    remaining slips.
    """
    if right.endswith("s") and given.endswith("s") and len(right) > 5:  # nitrates, nitrites
        found = _contrary(right[:-1], given[:-1], slips)
        if found:
            return found
    for prefix in _STACKED:  # antihypertensive, antihypotensive
        if right.startswith(prefix) and given.startswith(prefix):
            found = _contrary(right[len(prefix) :], given[len(prefix) :], slips)
            if found:
                return found
    return _contrary(right, given, slips)


def _contrary(right: str, given: str, slips: int) -> str:
    """Return what `contrary` does, of words as they stand."""
    for long, short in ((right, given), (given, right)):
        for prefix in _NEGATIVE_PREFIXES:
            rest = long[len(prefix) :]
            if (
                long.startswith(prefix)
                and len(rest) > 2
                and not (prefix == "a" and rest[0] in "aeiou")
                and len(prefix) + distance(rest, short, slips) == slips
            ):
                return f"{prefix}- changes the meaning"
    for family in _PREFIX_FAMILIES:
        for one, other in _both(family, right.startswith, given.startswith):
            if _explains(one, other, right[len(one) :], given[len(other) :], slips):
                return f"{one}- is not {other}-"
    for family in _ENDING_FAMILIES:
        for one, other in _both(family, right.endswith, given.endswith):
            if _explains(one, other, right[: -len(one)], given[: -len(other)], slips):
                return f"-{one} is not -{other}"
    for pair in OPPOSITE_STEMS:
        for one, other in _both(pair, right.__contains__, given.__contains__):
            if one not in given and other not in right:
                before, _, after = right.partition(one)
                start, _, end = given.partition(other)
                if _explains(one, other, before + after, start + end, slips):
                    return f"{right} is not {given}"
    return ""


def _both(
    family: tuple[str, ...], fits_right: Callable[[str], bool], fits_given: Callable[[str], bool]
) -> Iterator[tuple[str, str]]:
    """Yield the members of a family of which one fits the right word and another the given one."""
    for one in family:
        if fits_right(one):
            for other in family:
                if other != one and fits_given(other):
                    yield one, other


def _explains(one: str, other: str, right: str, given: str, slips: int) -> bool:
    """Return whether `one` become `other`, and the slips in what remains, are all the slips."""
    changed = distance(one, other, slips)
    return changed <= slips and changed + distance(right, given, slips) == slips


def text_slips(right: Folded, given: Folded) -> int | None:
    """Return how many slips lead from one text to another; None if it takes more than slips."""
    if not (right.words and given.words) or negators(right.words) != negators(given.words):
        return None
    if not NUMBER_WORDS.isdisjoint(map(str.casefold, (*right.words, *given.words))):
        return None
    best = None
    for spelt in (
        (False, True) if right.spelt != right.words or given.spelt != given.words else (False,)
    ):
        for one in _cuts(right, given, spelt):
            for other in _cuts(given, right, spelt):
                slips = _in_turn(one, other)
                if slips is not None and (best is None or slips < best):
                    best = slips
    return best


def negators(words: tuple[str, ...]) -> int:
    """Return how many of the words deny."""
    return sum(word.casefold() in NEGATORS for word in words)


def _cuts(text: Folded, other: Folded, spelt: bool) -> list[tuple[str, ...]]:
    """Return the words of `text` with joints as spaces, and with joints as nothing.

    A short part stays a word of its own, unless `other` has it joined just so, a plural ending
    aside: a slip must not make vitaminD of vitamin-C.
    """
    words, others = (text.spelt, other.spelt) if spelt else (text.words, other.words)
    if all(text.spaces):
        return [words]
    known = frozenset(others)
    joined = list(words[:1])
    for space, word in zip(text.spaces, words[1:], strict=True):
        whole = joined[-1] + word
        is_long = len(joined[-1]) > 1 and len(word) > 2
        if not space and (is_long or not known.isdisjoint(_numbers_of(whole))):
            joined[-1] = whole
        else:
            joined.append(word)
    return [words, tuple(joined)]


def _numbers_of(word: str) -> tuple[str, ...]:
    """Return `word` with a plural ending more or less."""
    return (word, f"{word}s", f"{word}es", word.removesuffix("s"), word.removesuffix("es"))


def _in_turn(right: tuple[str, ...], given: tuple[str, ...]) -> int | None:
    """Return the slips between two texts word by word, two words perhaps written as one."""
    if len(right) == len(given):
        return _sum(right, given)
    if abs(len(right) - len(given)) > 1:
        return None
    longer, shorter = (right, given) if len(right) > len(given) else (given, right)
    at = 0
    while at < len(shorter) and longer[at] == shorter[at]:
        at += 1
    best = None
    for place in (at - 1, at):  # the word before may only look equal
        if not 0 <= place < len(shorter):
            continue
        parts = longer[place : place + 2]
        joined = (*longer[:place], "".join(parts), *longer[place + 2 :])
        if min(map(len, parts)) < 3 or not all(map(has_case, parts)):
            continue
        one, other = (joined, given) if longer is right else (right, joined)
        if len(one[place]) < 9:
            continue
        slips = _sum(one, other, join=place)
        if slips is not None and (best is None or slips < best):
            best = slips
    return best


def _sum(right: tuple[str, ...], given: tuple[str, ...], join: int | None = None) -> int | None:
    """Return the slips of two texts with equally many words; a join is one slip itself."""
    total = 0
    for at, (one, other) in enumerate(zip(right, given, strict=True)):
        slips = word_slips(one, other, spare=1 if at == join else None)
        if slips is None:
            return None
        total += slips + (at == join)
        if total > MAX_SLIPS:
            return None
    return total
