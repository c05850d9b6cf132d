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
from itertools import pairwise

from quizkit.lint.english import STOP_WORDS, stem, words_of
from quizkit.lint.rule import AnyNote, CheckedDeck, Hits, warning
from quizkit.model import TrueFalseNote

_NEIGHBOURS = 5


_SHORTEST_ANSWER, _LONGEST_NAME = 4, 5  # in letters, in words


def _asked_about(checked: AnyNote) -> frozenset[str]:
    """Return the stems of a prompt without the noun that only says what the answer is: which year."""
    words = checked.words
    named = {b for a, b in pairwise(words) if a in ("which", "what")}
    return frozenset(stem(word) for word in words if word not in STOP_WORDS and word not in named)


@warning(english=True)
def one_answers_another(deck: CheckedDeck) -> Hits:
    askers: dict[str, list[AnyNote]] = defaultdict(list)
    lengths: dict[str, set[int]] = defaultdict(set)  # of answers, in words, by their first word
    for checked in deck.notes:
        if checked.key and sum(map(str.isalnum, checked.key.shown)) >= _SHORTEST_ANSWER:
            words = words_of(checked.key.shown)
            if 0 < len(words) <= _LONGEST_NAME:
                askers[" ".join(words)].append(checked)
                lengths[words[0]].add(len(words))
    for checked in deck.notes:
        if isinstance(checked.note, TrueFalseNote) and not checked.note.answer:
            continue
        words = checked.words
        told = dict.fromkeys(
            " ".join(words[at : at + count])
            for at, word in enumerate(words)
            if word in lengths
            for count in sorted(lengths[word])
        )
        for asker in (one for name in told for one in askers.get(name, ())[:_NEIGHBOURS]):
            asked = _asked_about(asker)
            if asker is not checked and len(asked) > 1 and asked <= {*map(stem, words)}:
                yield checked.hit(
                    f"this tells the answer of: {asker.note.prompt}", "reword one of the two"
                )
