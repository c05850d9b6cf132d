"""Two cards that ask nearly the same.

Four fifths of their words and the answer are the same, and names, numbers and negations agree.

bad:
  - question: Which river flows through the city of Vienna?
    answer: the Danube
  - question: Through the city of Vienna flows which river?
    answer: the Danube
good:
  - question: Which river flows through the city of Vienna?
    answer: the Danube
  - question: Which river flows through the city of Prague?
    answer: the Vltava
"""

from collections import defaultdict
from collections.abc import Iterable
from itertools import chain, combinations

from quizkit.answers.english import NEGATORS
from quizkit.lint.english import has_digit
from quizkit.lint.rule import ON_LINE, AnyNote, CheckedDeck, Hits, warning
from quizkit.lint.twins import as_asked, is_compared, right_answers
from quizkit.model import SeveralChoicesNote

_TURNING = NEGATORS | {"except"}
_FEWEST_WORDS = 3
_ALL_PAIRS_UP_TO = 40
_NEIGHBOURS = 5


def _pairs(notes: list[AnyNote]) -> Iterable[tuple[AnyNote, AnyNote]]:
    """Return the pairs to compare: all, or of many those that are near in order of their words."""
    if len(notes) <= _ALL_PAIRS_UP_TO:
        return combinations(notes, 2)
    notes = sorted(notes, key=lambda checked: sorted(checked.stems))
    ahead = [zip(notes, notes[step:], strict=False) for step in range(1, _NEIGHBOURS + 1)]
    return ((a, b) if a.index < b.index else (b, a) for a, b in chain.from_iterable(ahead))


def _protected(checked: AnyNote) -> frozenset[str]:
    """Return numbers, names, negations and code of a prompt: what makes like prompts differ."""
    words = checked.stem.split()
    names = {word.strip(".,;:?!()\"'") for word in words[1:] if word[:1].isupper()}
    numbers = filter(has_digit, checked.words)
    return _TURNING.intersection(checked.words).union(names, numbers, checked.code)


def _ask_nearly_the_same(one: AnyNote, other: AnyNote) -> bool:
    a, b = one.stems, other.stems
    return (
        len(a) >= _FEWEST_WORDS
        and 5 * len(a & b) >= 4 * len(a | b)
        and as_asked(one.note.prompt) != as_asked(other.note.prompt)  # else they are twins
    )


@warning(english=True)
def near_duplicates(deck: CheckedDeck) -> Hits:
    """Return a hit on the later of two entries with equal answers and nearly equal prompts."""
    alike: dict[object, list[AnyNote]] = defaultdict(list)
    for checked in filter(is_compared, deck.notes):
        if not isinstance(checked.note, SeveralChoicesNote):
            same = right_answers(checked.note), _protected(checked), checked.pictures
            alike[same].append(checked)
    for first, second in chain.from_iterable(map(_pairs, alike.values())):
        if _ask_nearly_the_same(first, second):
            said = f"nearly the same is asked {ON_LINE}: {first.note.prompt}"
            yield second.hit(said, "delete one of the two", other=first)
