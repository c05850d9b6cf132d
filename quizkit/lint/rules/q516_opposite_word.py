"""The opposite of a word in the source.

The card says "small" where the paragraph says "large" and never "small".

The source says:
  The Canal
  The company took a large risk, and the benefits came late.
bad:
  - question: How was the risk of the canal company?
    answer: small
    source: text#2
good:
  - question: How was the risk of the canal company?
    answer: large
    source: text#2
"""

from quizkit.answers.english import OPPOSITES
from quizkit.lint.claims import Claim
from quizkit.lint.english import stem, words_of
from quizkit.lint.rule import Hits, warning

_OPPOSITES = dict(OPPOSITES) | {other: one for one, other in OPPOSITES}


@warning()
def opposite_word(claim: Claim) -> Hits:
    """Return a hit on the first word for which the source has the opposite alone."""
    there = claim.passage
    for text, hit in claim.parts:
        for word in words_of(text):
            other = _OPPOSITES.get(word)
            if other in there.words and stem(word) not in there.stems:
                yield hit(f"the card says `{word}`, the source `{other}`", "compare the two")
                return
