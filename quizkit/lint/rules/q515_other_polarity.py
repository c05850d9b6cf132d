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
from quizkit.lint.claims import EXAMPLE, best_sentence, claim_of
from quizkit.lint.english import words_of
from quizkit.lint.rule import AnyNote, Hits, hint


@hint(english=True, text=EXAMPLE)
def other_polarity(checked: AnyNote) -> Hits:
    claim = claim_of(checked)
    if claim is None:
        return
    sentence, count = best_sentence(claim)
    own = [word for text in claim.texts for word in words_of(text) if word in NEGATORS]
    there = [word for word in words_of(sentence) if word in NEGATORS]
    if count > 3 and len(own) % 2 != len(there) % 2:
        which = "the source denies" if there else "the source does not deny"
        yield checked.hit(f"{which} something in: {sentence[:80]}", "compare the two")
