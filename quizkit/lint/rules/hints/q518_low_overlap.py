"""A citation that has little to do with the card.

Less than half of the words that carry meaning stand in the paragraph; perhaps another one is
meant, and the best of them is named.

bad:
  - question: Which journal praised the company's head?
    answer: Canal News
    source: text#2
good:
  - question: In which journal was the man praised whose company had dug the canal?
    answer: Canal News
    source: text#3
"""

from quizkit.lint.claims import EXAMPLE, Claim
from quizkit.lint.rule import Hits, hint

_OVERLAP = 0.5


@hint(text=EXAMPLE)
def low_overlap(claim: Claim) -> Hits:
    """Return a hit on a card with few words of what it cites; its fix names a better place."""
    stems = claim.stems
    share = len(stems & claim.passage.stems)
    if share >= _OVERLAP * len(stems):
        return
    source = f"{claim.checked.quotes[0].source}#"
    scores = {
        place: len(stems & passage.stems)
        for place, passage in claim.paragraphs
        if place.startswith(source)
    }
    best = max(scores, key=scores.__getitem__)
    yield claim.checked.hit(
        f"{share} of {len(stems)} words of the card stand in {claim.cited}",
        f"look at {best}" if scores[best] > share else "check the citation",
        "source",
    )
