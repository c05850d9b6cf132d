"""A "may" or "likely" of the source that the card leaves out.

The sentence that is nearest to the card is careful, the card is not.

bad:
  - question: Which people doubted the level of the seas?
    answer: engineers
    source: text#3
good:
  - question: Which people may have doubted the level of the seas?
    answer: engineers
    source: text#3
"""

from quizkit.lint.claims import EXAMPLE, Claim
from quizkit.lint.english import words_of
from quizkit.lint.rule import Hits, hint

_HEDGES = frozenset(
    "likely may might could perhaps possibly probably suggest suggests suggested some most "
    "typically often potentially appears apparently".split()
)
_FEWEST_WORDS = 3  # in common, for a sentence to be about the same


@hint(text=EXAMPLE)
def hedge_lost(claim: Claim) -> Hits:
    """Return a hit if the nearest sentence of the source hedges, and the card does not."""
    sentence, count = claim.nearest
    hedges = _HEDGES.intersection(words_of(sentence)) if count >= _FEWEST_WORDS else ()
    own = {word for text in (claim.prompt, *claim.checked.texts) for word in words_of(text)}
    if hedges and _HEDGES.isdisjoint(own):
        yield claim.checked.hit(f"the source says `{min(hedges)}`", "be as careful")
