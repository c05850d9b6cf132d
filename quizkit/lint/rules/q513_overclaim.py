"""A stronger word than the source has.

"Proved", "causes" or "always" in a card, of which the paragraph has no form.

bad:
  - question: On what did engineers of the canal prove that the seas do not differ?
    answer: level
    source: text#3
good:
  - question: In what do the seas differ, of which engineers of the canal found no evidence?
    answer: level
    source: text#3
"""

from quizkit.lint.claims import EXAMPLE, Claim
from quizkit.lint.english import stem, words_of
from quizkit.lint.rule import Hits, warning

_STRONG = frozenset(
    "prove proves proved proven proof confirm confirms confirmed cause causes caused never always "
    "only exactly conclude concludes concluded conclusive ban bans banned guarantee guarantees "
    "guaranteed definitely certainly undoubtedly impossible entirely completely "
    "eliminate eliminates eliminated cure cures cured demonstrate demonstrates demonstrated "
    "establish establishes established definitive definitively".split()
)
_ROOT = 5  # letters that the forms of a word have in common


@warning(text=EXAMPLE)
def overclaim(claim: Claim) -> Hits:
    """Return a hit on the first strong word of which the cited text has no form."""
    for text, hit in claim.parts:
        for word in words_of(text):
            if word in _STRONG and f" {stem(word)[:_ROOT]}" not in claim.passage.line:
                said = f"`{word}` claims more than the cited text, which has no form of the word"
                yield hit(said, "say it as the source does")
                return
