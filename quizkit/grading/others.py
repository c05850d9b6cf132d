"""The right answers of other cards, found by their letters (rule 18 of docs/grading.md).

A slip is looked for among all the answers of a deck. Its table is made with the first slip in it,
and stays as long as the deck.
"""

from collections.abc import Collection, Iterable, Iterator
from weakref import WeakKeyDictionary

from quizkit.answers.letters import clean, plain
from quizkit.grading.folding import Folded, Style
from quizkit.grading.words import accepted_readings
from quizkit.model.deck import OtherAnswers


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
    table = _table(others, style)
    if table is None:
        return others
    return (text for text in table.perhaps_equal(given, readings) if text in others)


class _Table:
    """Texts by the hashes of their letters, which take less room than letters do."""

    def __init__(self, texts: Iterable[str], style: Style) -> None:
        self._texts: dict[int, str] = {}
        self._more: dict[int, list[str]] = {}  # where several share a key: few do
        for text in texts:
            right = clean(text)
            forms = accepted_readings(right, style)
            keys = {hash(form.letters) for form in forms}
            if forms and not forms[0].words:
                keys.add(hash(plain(right)))  # nothing but punctuation
            for key in keys:
                if self._texts.setdefault(key, text) is not text:
                    self._more.setdefault(key, []).append(text)

    def perhaps_equal(self, given: str, readings: Iterable[Folded]) -> Iterator[str]:
        """Yield the texts that have a key in common with a text that is plain."""
        for key in {hash(given), *(hash(reading.letters) for reading in readings)}:
            if key in self._texts:
                yield from (self._texts[key], *self._more.get(key, ()))


_TABLES: WeakKeyDictionary[frozenset[str], dict[Style, _Table]] = WeakKeyDictionary()


def _table(others: Collection[str], style: Style) -> _Table | None:
    """Return the table of texts that stay as they are; None where they may be others next time."""
    texts = others.of_deck if isinstance(others, OtherAnswers) else others
    if not isinstance(texts, frozenset):
        return None
    tables = _TABLES.setdefault(texts, {})
    if style not in tables:
        tables[style] = _Table(texts, style)
    return tables[style]
