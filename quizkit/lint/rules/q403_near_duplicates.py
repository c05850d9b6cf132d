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
from quizkit.lint.rule import AnyNote, CheckedDeck, Hits, warning
from quizkit.lint.twins import as_asked, right_answers

_NEGATORS = NEGATORS | {"except"}
_ALL_PAIRS_UP_TO = 40
_NEIGHBOURS = 5


def _pairs(entries: list[AnyNote]) -> Iterable[tuple[AnyNote, AnyNote]]:
    """Return the pairs to compare: all, or of many those that are near in order of their words."""
    if len(entries) <= _ALL_PAIRS_UP_TO:
        return combinations(entries, 2)
    entries = sorted(entries, key=lambda checked: (sorted(checked.stems), checked.index))
    return (
        (one, other)
        for at, one in enumerate(entries)
        for other in entries[at + 1 : at + 1 + _NEIGHBOURS]
    )


def _protected(checked: AnyNote) -> frozenset[str]:
    """Return the numbers, names and negations of a prompt: what makes like prompts differ."""
    words = checked.note.prompt.split()
    kept = {word.strip(".,;:?!()\"'") for word in words[1:] if word[:1].isupper()}
    return frozenset(
        (*kept, *(w for w in checked.words if w in _NEGATORS or any(map(str.isdigit, w))))
    )


@warning(english=True)
def near_duplicates(deck: CheckedDeck) -> Hits:
    same_answer: dict[frozenset[str], list[AnyNote]] = defaultdict(list)
    for checked in deck.notes:
        if checked.kind in ("typed", "choice", "list", "true or false"):
            same_answer[right_answers(checked.cards[0])].append(checked)
    for entries in same_answer.values():
        groups: dict[frozenset[str], list[AnyNote]] = defaultdict(list)
        for checked in entries if len(entries) > 1 else ():
            groups[_protected(checked)].append(checked)
        for one, other in chain.from_iterable(map(_pairs, groups.values())):
            a, b = one.stems, other.stems
            near = len(a) > 2 and 5 * len(a & b) >= 4 * len(a | b)
            if near and as_asked(one.note.prompt) != as_asked(other.note.prompt):  # else Q402
                first, second = (one, other) if one.index < other.index else (other, one)
                yield second.hit(
                    f"nearly the same is asked as: {first.note.prompt}", "delete one of the two"
                )
