"""A word or two, and no question.

"1969" or "mitosis" does not say what is asked of it: a date, a meaning, an example? In a deck
whose prompts are mostly so, as one of vocabulary, the title of the deck says it.

bad:
  - question: "1969?"
    answer: the first landing on the Moon
good:
  - question: What took place for the first time in 1969, far from the Earth?
    answer: landing on the Moon
"""

from quizkit.lint.english import QUESTION_WORDS
from quizkit.lint.rule import AnyNote, CheckedDeck, Hits, hint

_FEWEST_BARE = 5
_ORDERS = frozenset("define name translate spell solve list complete conjugate".split())


def _is_bare(checked: AnyNote) -> bool:
    words = checked.words
    if not 0 < len(words) <= 2 or checked.kind not in ("typed", "choice"):
        return False
    if getattr(checked.note, "reverse", "") or not _ORDERS.union(QUESTION_WORDS).isdisjoint(words):
        return False
    return all(char.isalnum() or char in " .-?!'" for char in checked.note.prompt)


@hint(english=True)
def bare_prompt(deck: CheckedDeck) -> Hits:
    bare = [checked for checked in deck.notes if _is_bare(checked)]
    if len(bare) < _FEWEST_BARE or 2 * len(bare) <= len(deck.notes):
        for checked in bare:
            yield checked.hit("this does not say what is asked", "write a whole question")
