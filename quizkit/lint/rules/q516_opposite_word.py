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
from quizkit.lint.claims import claim_of
from quizkit.lint.english import stem, words_of
from quizkit.lint.rule import AnyNote, Hits, warning

_OPPOSITES = dict(OPPOSITES) | {other: one for one, other in OPPOSITES}


@warning(english=True)
def opposite_word(checked: AnyNote) -> Hits:
    claim = claim_of(checked)
    if claim is None:
        return
    for at, text in enumerate(claim.texts):
        for word in words_of(text):
            other = _OPPOSITES.get(word)
            if other in claim.passage.words and stem(word) not in claim.passage.stems:
                hit = checked.hit_answer if at else checked.hit
                yield hit(f"the card says `{word}`, the source `{other}`", "compare the two")
                return
