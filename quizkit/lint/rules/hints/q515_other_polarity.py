"""A "not" on one side only.

The sentence of the source that is nearest to the card denies what the card says, or the other
way round.

bad:
  - statement: Engineers found evidence that the level of the seas differs.
    answer: true
    source: text#3
good:
  - statement: Engineers found no evidence that the level of the seas differs.
    answer: true
    source: text#3
"""

from quizkit.answers.english import NEGATORS
from quizkit.lint.claims import EXAMPLE, Claim
from quizkit.lint.english import words_of
from quizkit.lint.rule import Hits, hint

_FEWEST_WORDS = 4  # in common, for a sentence to be about the same


def _denials(words: list[str]) -> int:
    return sum(word in NEGATORS for word in words)


@hint(text=EXAMPLE)
def other_polarity(claim: Claim) -> Hits:
    """Return a hit if of the card and the nearest sentence one denies what the other says."""
    sentence, count = claim.nearest
    there = _denials(words_of(sentence))
    if count >= _FEWEST_WORDS and (_denials(claim.words) + there) % 2:
        which = "the source denies" if there else "the source does not deny"
        yield claim.checked.hit(f"{which} something in: {sentence[:80]}", "compare the two")
