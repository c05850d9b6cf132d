"""The right answers of other cards, found by their letters (rule 18 of docs/grading.md).

A slip is looked for among all the answers of a deck. Its table is made with the first slip in it,
and stays as long as the deck.
"""

from collections.abc import Collection, Iterable, Iterator
from weakref import WeakKeyDictionary

from quizkit.answers.letters import clean, plain
from quizkit.grading.folding import Folded, Style, as_they_stand
from quizkit.grading.joints import run_together
from quizkit.grading.spelling import american
from quizkit.grading.words import accepted_readings
from quizkit.model.deck import DeckAnswers, OtherAnswers


def perhaps_equal(
    others: Collection[str], given: str, readings: Iterable[Folded], style: Style
) -> Iterable[str]:
    """Return the answers that a text may equal: all that do, and few that do not.

    Args:
        others: right answers of other cards.
        given: the text, plain.
        readings: the ways to read it.
        style: how texts are folded.
    """
    if not isinstance(others, OtherAnswers):
        return others
    found = _table(others.of_deck, style).perhaps_equal(given, readings)
    return (text for text in found if text in others)


class _Table:
    """Texts by the hashes of their letters, which take less room than letters do."""

    def __init__(self, texts: Iterable[str], style: Style) -> None:
        self._texts: dict[int, str] = {}
        self._more: dict[int, list[str]] = {}  # where several share a key: few do
        for text in texts:
            for key in _keys(text, style):
                if self._texts.setdefault(key, text) is not text:
                    self._more.setdefault(key, []).append(text)

    def perhaps_equal(self, given: str, readings: Iterable[Folded]) -> Iterator[str]:
        """Yield the texts that have a key in common with a text that is plain."""
        letters = (reading.letters for reading in readings if reading.is_whole)
        for key in set(map(hash, (given, run_together(given), *letters))):
            if key in self._texts:
                yield from (self._texts[key], *self._more.get(key, ()))


def _keys(text: str, style: Style) -> Iterable[int]:
    """Return the hashes of the letters of a right answer, by the ways to read it."""
    words = as_they_stand(text)
    letters = "".join(words)
    is_plain = letters.isalpha() and not (style.english and any(american(w) != w for w in words))
    if is_plain:
        return (hash(letters),)  # most have one way, and a deck has many
    right = clean(text)
    forms = accepted_readings(right, style)
    whole = (form.letters for form in forms if form.is_whole)
    keys = set(map(hash, (run_together(right), *whole)))
    if forms and not forms[0].words:
        keys.add(hash(plain(right)))  # nothing but punctuation
    return keys


_TABLES: WeakKeyDictionary[DeckAnswers, dict[Style, _Table]] = WeakKeyDictionary()


def _table(answers: DeckAnswers, style: Style) -> _Table:
    tables = _TABLES.setdefault(answers, {})
    if style not in tables:
        tables[style] = _Table(answers.texts, style)
    return tables[style]
