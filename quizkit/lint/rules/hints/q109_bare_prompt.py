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

import re

from quizkit.lint.english import QUESTION_WORDS
from quizkit.lint.rule import CheckedDeck, CheckedNote, Hits, hint
from quizkit.model import KeyedNote

_FEWEST_BARE = 5
_ASKING = QUESTION_WORDS | frozenset(
    "define name translate spell solve list complete conjugate".split()
)
_BARE = r"(?:[^\W_]|[ .?!'-])+"


def _is_bare(checked: CheckedNote[KeyedNote]) -> bool:
    few = len(checked.words) in (1, 2) and not checked.note.reverse
    return (
        few
        and _ASKING.isdisjoint(checked.words)
        and re.fullmatch(_BARE, checked.note.prompt) is not None
    )


@hint(english=True)
def bare_prompt(deck: CheckedDeck) -> Hits:
    """Return a hit on each prompt of a word or two, unless most of the deck is written so."""
    bare = [*filter(_is_bare, deck.notes_of(KeyedNote))]
    if len(bare) < _FEWEST_BARE or 2 * len(bare) <= len(deck.notes):
        for checked in bare:
            yield checked.hit("this does not say what is asked", "write a whole question")
