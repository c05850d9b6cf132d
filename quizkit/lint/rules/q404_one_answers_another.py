"""A card that answers another.

The prompt holds another card's answer, and all that the other card asks about as well, so that
the other is known for having read this one.

bad:
  - question: In which year did the Suez Canal open to ships?
    answer: 1869
  - question: Who sang at the feast in 1869, the year in which the Suez Canal opened to ships?
    answer: nobody
good:
  - question: In which year did the Suez Canal open to ships?
    answer: 1869
  - question: Who sang at the feast for the opening of the Suez Canal?
    answer: nobody
"""

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from quizkit.lint.english import stem, stems_of, words_of
from quizkit.lint.rule import ON_LINE, CheckedDeck, CheckedNote, Hits, warning
from quizkit.model import KeyedNote

_FEWEST_LETTERS, _MOST_WORDS = 4, 5  # of an answer
_MOST_ASKERS = 5


def _asked_about(checked: CheckedNote[KeyedNote]) -> frozenset[str]:
    """Return the stems of a prompt without the noun that only says what the answer is: which year."""
    named = {b for a, b in pairwise(checked.words) if a in ("which", "what")}
    return stems_of(set(checked.words) - named)


def _askers(deck: CheckedDeck) -> dict[tuple[str, ...], list[CheckedNote[KeyedNote]]]:
    """Return the notes by the words of their answer: few words, but not too few letters."""
    askers: dict[tuple[str, ...], list[CheckedNote[KeyedNote]]] = defaultdict(list)
    for checked in deck.notes_of(KeyedNote):
        shown = checked.note.key.shown
        words = tuple(words_of(shown))
        if 0 < len(words) <= _MOST_WORDS and sum(map(str.isalnum, shown)) >= _FEWEST_LETTERS:
            askers[words].append(checked)
    return askers


def _told(words: list[str], lengths: dict[str, set[int]]) -> Iterator[tuple[str, ...]]:
    """Yield the runs of words that may be answers, by the lengths that those with this word have."""
    for at, word in enumerate(words):
        if word in lengths:
            for length in sorted(lengths[word]):
                yield tuple(words[at : at + length])


@warning(english=True)
def one_answers_another(deck: CheckedDeck) -> Hits:
    """Return a hit on a prompt that has the answer of another, and all words of its question."""
    askers = _askers(deck)
    lengths: dict[str, set[int]] = defaultdict(set)
    for words in askers:
        lengths[words[0]].add(len(words))
    for checked in deck.notes:
        told = () if checked.is_false else dict.fromkeys(_told(checked.words, lengths))
        asking = [
            asker for words in told if words in askers for asker in askers[words][:_MOST_ASKERS]
        ]
        known = {*map(stem, checked.words)} if asking else set()
        for asker in asking:
            if asker is not checked:
                asked = _asked_about(asker)
                if len(asked) > 1 and asked <= known:
                    said = f"this tells the answer of the entry {ON_LINE}: {asker.note.prompt}"
                    yield checked.hit(said, "reword one of the two", other=asker)
