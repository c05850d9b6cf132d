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

from quizkit.lint.claims import EXAMPLE, best_sentence, claim_of
from quizkit.lint.english import words_of
from quizkit.lint.rule import AnyNote, Hits, hint

_HEDGES = frozenset(
    "likely may might could perhaps possibly probably suggest suggests suggested some most "
    "typically often potentially appears apparently".split()
)


@hint(english=True, text=EXAMPLE)
def hedge_lost(checked: AnyNote) -> Hits:
    claim = claim_of(checked)
    if claim is None:
        return
    sentence, count = best_sentence(claim)
    hedges = _HEDGES.intersection(words_of(sentence))
    own = {word for variants in claim.answers for text in variants for word in words_of(text)}
    if count > 2 and hedges and _HEDGES.isdisjoint({*own, *words_of(claim.prompt)}):
        yield checked.hit(f"the source says `{min(hedges)}`", "be as careful")
