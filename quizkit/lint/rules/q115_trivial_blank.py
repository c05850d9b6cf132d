"""A blank on a word that grammar gives.

Anybody who speaks the language can fill in "of" or "the" without knowing the fact.

bad:
  - cloze: The capital {{of}} France is on the river Seine.
good:
  - cloze: The capital of France is on the river {{Seine}}.
"""

from quizkit.lint.english import STOP_WORDS
from quizkit.lint.rule import CheckedNote, Hits, hint
from quizkit.model import ClozeNote


@hint(english=True)
def trivial_blank(checked: CheckedNote[ClozeNote]) -> Hits:
    for blank in checked.blanks:
        if blank.answer.casefold() in STOP_WORDS and not blank.hint and not blank.answer.isupper():
            yield checked.hit(
                f"the blank `{blank.answer}` can be filled in from grammar", "hide a fact"
            )
