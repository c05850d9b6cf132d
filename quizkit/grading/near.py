"""Of many right answers those that a text may equal, or be a slip of: the others are passed over.

A slip neither changes a sign without case (rule 15), nor the first letter but by a swap (rule 14).
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from quizkit.grading.folding import Folded, Style
from quizkit.grading.given import Given
from quizkit.grading.slips import has_case
from quizkit.grading.words import accepted_readings

_Key = str | tuple[str, str]
"""A text letter by letter; or the signs without case in it, and how it may begin."""


class NearTexts:
    """Clean texts by what a text that equals one, or is a slip of it, has in common with it."""

    def __init__(self, texts: Sequence[str], style: Style) -> None:
        self._style = style
        self._places: dict[_Key, list[int]] = {}
        for place, text in enumerate(texts):
            keys: set[_Key] = {Given(text).literal}
            keys |= {(caseless, run[:1]) for caseless, run in _runs(accepted_readings(text, style))}
            for key in keys:
                self._places.setdefault(key, []).append(place)

    def of(self, given: Given) -> list[int]:
        """Return the places of the texts that may be near, in order: all that are, and few more."""
        keys: set[_Key] = {given.literal}
        for caseless, run in _runs(given.readings(self._style)):
            keys |= {(caseless, run[:1]), (caseless, run[1:2])}
        return sorted({place for key in keys for place in self._places.get(key, ())})


def _runs(forms: Iterable[Folded]) -> set[tuple[str, str]]:
    """Return the letters of texts run together, each behind those of them that have no case."""
    runs = {"".join(words) for form in forms for words in (form.words, form.spelt)}
    return {("".join(sign for sign in run if not has_case(sign)), run) for run in runs}


@lru_cache(maxsize=8)
def near_texts(texts: tuple[str, ...], style: Style) -> NearTexts:
    """Return the table of clean right answers, made once for all that is compared with them."""
    return NearTexts(texts, style)
