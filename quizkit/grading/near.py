"""Of many right answers those that a text may equal, or be a slip of: the others are passed over.

A slip neither changes a sign without case (rule 15), nor the first letter but by a swap (rule 14).
"""

from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from quizkit.answers.letters import clean
from quizkit.grading.charges import ions
from quizkit.grading.folding import Folded, Style
from quizkit.grading.formulas import may_be_formula, signs_of
from quizkit.grading.given import Given
from quizkit.grading.joints import run_together
from quizkit.grading.other_words import has_irregular_plural
from quizkit.grading.scripts import may_be_loose
from quizkit.grading.slips import MAX_SLIPS, has_case, spare_slips
from quizkit.grading.words import accepted_readings

MOST_NEAR = 64
"""Texts that one is compared with; if more are as near, it is no slip of any, and only equals count."""
FEW = 8
"""Texts that are compared one by one as soon as they are looked up."""
_SIGNS = 32
_Begin = tuple[str, str]
"""The signs without case in a text, and how it may begin."""


class _Run(NamedTuple):
    """The letters of a text run together, as a bag of them, and how many slips may change."""

    place: int
    bag: int
    most: int

    def is_near(self, bag: int) -> bool:
        """Return whether slips may lead from one text to the other."""
        return (self.bag ^ bag).bit_count() <= self.most


class NearTexts:
    """Texts by what a text that equals one, or is a slip of it, has in common with it."""

    def __init__(self, texts: Sequence[str], style: Style) -> None:
        self._style = style
        self._equal: dict[str, list[int]] = {}
        self._runs: dict[_Begin, list[_Run]] = {}
        formulas = filter(may_be_formula, map(clean, texts))
        self._signs = {*map(signs_of, formulas)} - {()}
        for place, text in enumerate(map(clean, texts)):
            equal = {Given(text).literal, run_together(text), *_ions(text)}
            for run, most in _runs(accepted_readings(text, style)).items():
                equal.add(run)
                begin = (_without_case(run), run[:1])
                self._runs.setdefault(begin, []).append(_Run(place, _bag(run), most))
            if may_be_loose(text):
                loose = accepted_readings(text, style._replace(loose=True))
                equal.update(form.letters for form in loose)
            for each in equal:
                self._equal.setdefault(each, []).append(place)

    def of(self, given: Given) -> list[int]:
        """Return the places of the texts that may be near, in order: all that are, and few more."""
        forms: Iterable[Folded] = given.readings(self._style)
        if self._signs:
            ways = {given, *map(given.with_signs, self._signs)}
            forms = chain.from_iterable(own.readings(self._style) for own in ways)
        runs = _runs(forms)
        written = {given.literal, given.run_together, *_ions(given.clean), *runs}
        if may_be_loose(given.clean):
            loose = self._style._replace(loose=True)
            written.update(form.letters for form in given.readings(loose))
        equal = {at for own in written for at in self._equal.get(own, ())}
        near: set[int] = set()
        for run in runs:
            bag, caseless = _bag(run), _without_case(run)
            for begin in {run[:1], run[1:2]}:
                found = self._runs.get((caseless, begin), ())
                near.update(one.place for one in found if one.is_near(bag))
        return sorted(equal | near if len(near) <= MOST_NEAR else equal)


def _ions(text: str) -> list[str]:
    return [ion.text.casefold() for ion in ions(text)]


def _runs(forms: Iterable[Folded]) -> dict[str, int]:
    """Return the letters of texts run together, each with how many of them slips may change."""
    runs: dict[str, int] = {}
    for form in forms:
        for words in (form.words, form.spelt):
            run = "".join(words)
            runs[run] = max(runs.get(run, 0), _most_changes(words, parted=all(form.spaces)))
    return runs


def _most_changes(words: Iterable[str], *, parted: bool) -> int:
    """Return how many letters slips may change in words, up to six in those of a joined text.

    A slip changes two of them or none, a plural ending up to five (rules 14 and 41).
    """
    slips = sum(max(spare_slips(word), len(word) > 2) for word in words) if parted else MAX_SLIPS
    plurals = sum(map(has_irregular_plural, words))
    return 2 * min(slips, MAX_SLIPS) + 3 * min(plurals, MAX_SLIPS)


def _without_case(run: str) -> str:
    """Return the signs without case, sorted if they may be those of charges (rule 45)."""
    if has_case(run):
        return ""
    signs = "".join(sign for sign in run if not has_case(sign))
    return "".join(sorted(signs.replace("^", ""))) if "+" in signs or "-" in signs else signs


def _bag(run: str) -> int:
    """Return how often letters come, up to three times each: a bit a time, some letters as one."""
    bag = 0
    for sign in run:
        at = 3 * (ord(sign) % _SIGNS)
        bag |= ((bag >> at & 7) * 2 + 1 & 7) << at
    return bag


@lru_cache(maxsize=16)
def near_texts(texts: tuple[str, ...], style: Style) -> NearTexts:
    """Return the table of some texts, made once for all that is compared with them."""
    return NearTexts(texts, style)


def near_ones(texts: Collection[str], given: Given, style: Style) -> Collection[str]:
    """Return those of many texts that a text may equal, or be a slip of, in order; of few all."""
    if len(texts) <= FEW:
        return texts
    every = tuple(texts)
    return [every[place] for place in near_texts(every, style).of(given)]
