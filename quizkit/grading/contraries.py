"""Changes of meaning that a few letters make: rules 16 and 17 of docs/grading.md.

`insoluble` is no mistyped `soluble`, `nitrite` no mistyped `nitrate`, a grandmother no grandfather.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain, permutations
from typing import NamedTuple

from quizkit.answers.english import KIN, OPPOSITE_STEMS
from quizkit.answers.letters import distance
from quizkit.answers.lookalikes import as_term
from quizkit.answers.word_list import is_word

_NEGATIVE_PREFIXES = ("un", "in", "im", "il", "ir", "non", "dis", "de", "mis", "anti", "a", "an")
_PREFIX_FAMILIES = (
    "hyper hypo", "inter intra", "ante anti", "pre post pro", "endo exo ecto",
    "micro macro mega nano milli kilo centi", "mono di tri tetra poly uni bi multi",
    "sub super supra", "ab ad", "af ef", "homo hetero", "cis trans", "over under",
)  # fmt: skip
_BONDS = (
    "propan propen propyn", "butan buten butyn", "pentan penten pentyn",
    "hexan hexen hexyn",
)  # fmt: skip
"""Names of chains of carbon by their bonds, also inside words: propanone, propenone."""
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
    *chain.from_iterable(map(_changes_within, [*OPPOSITE_STEMS, *map(str.split, _BONDS)])),
]
_STACKED = ("anti", "non", "pre", "post", "un", "dis", "micro", "macro")
"""Prefixes that stand before another prefix."""

_KIN = tuple(chain.from_iterable(KIN))


class _Change(NamedTuple):
    """A part of the right word become another in the given one, and what is left of both."""

    part: str
    other: str
    right: str
    given: str
    said: str

    @property
    def is_ending(self) -> bool:
        """Whether the words end otherwise."""
        return self.part.endswith(">")

    def explains(self, slips: int) -> bool:
        """Return whether the change, and the slips in what is left, are all the slips there are."""
        changed = distance(self.part, self.other, slips)
        return changed <= slips and changed + distance(self.right, self.given, slips) == slips


def contrary(right: str, given: str, slips: int, *, kin: bool = True) -> str:
    """Return the change of meaning between two words `slips` apart; empty if there is none.

    Kin words (rule 36) are among them only with `kin`.

    A change of meaning explains the difference if, with it taken away, nothing is left but the
    remaining slips.
    """
    if not kin and right.casefold().endswith(_KIN):
        return ""
    for one, other in _cores(right, given):
        for change in _changes(one, other):
            if change.explains(slips) and not (change.is_ending and _is_misspelt(right, given)):
                return change.said
    return ""


def _is_misspelt(right: str, given: str) -> bool:
    """Return whether a word of no science has become none at all: definite, definate."""
    one, other = right.casefold(), given.casefold()
    return is_word(one) and not (as_term(one) or as_term(other) or is_word(other))


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
    may_deny = right.startswith(_NEGATIVE_PREFIXES) or given.startswith(_NEGATIVE_PREFIXES)
    for prefix in _NEGATIVE_PREFIXES if may_deny else ():
        said = f"{prefix}- changes the meaning"
        if _denies(prefix, right):
            yield _Change(prefix, "", right[len(prefix) :], given, said)
        if _denies(prefix, given):
            yield _Change("", prefix, right, given[len(prefix) :], said)
    right_word, given_word = f"<{right}>", f"<{given}>"
    for one, other, said in _changes_of(right_word):
        if other in given_word and one not in given_word:
            rest, own = right_word.replace(one, "", 1), given_word.replace(other, "", 1)
            yield _Change(one, other, rest, own, said or f"{right} is not {given}")


@lru_cache(maxsize=1024)
def _changes_of(word: str) -> list[tuple[str, str, str]]:
    """Return the changes of a part that a right word has to one that it has not."""
    return [change for change in _CHANGES if change[0] in word and change[1] not in word]


def _denies(prefix: str, word: str) -> bool:
    """Return whether `prefix` may deny the rest of `word`: not the a- of aeon, nor un- in unit."""
    rest = word.removeprefix(prefix)
    return rest != word and len(rest) > 2 and not (prefix == "a" and rest[0] in "aeiou")
