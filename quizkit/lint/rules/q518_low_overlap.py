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

from quizkit.lint.claims import EXAMPLE, Passage, cited, claim_of
from quizkit.lint.english import STOP_WORDS, stem, words_of
from quizkit.lint.rule import AnyNote, Hits, hint

_OVERLAP = 0.5


@hint(english=True, text=EXAMPLE)
def low_overlap(checked: AnyNote) -> Hits:
    claim = claim_of(checked)
    if claim is None:
        return
    stems = {stem(w) for text in claim.texts for w in words_of(text) if w not in STOP_WORDS}
    share = len(stems & claim.passage.stems)
    if not stems or share >= _OVERLAP * len(stems):
        return
    source = checked.quotes[0].source
    paragraphs = checked.deck.paragraphs(source)
    scores = [len(stems & Passage([text]).stems) for text in paragraphs]
    best = scores.index(max(scores)) + 1
    better = scores[best - 1] > share
    yield checked.hit(
        f"{share} of {len(stems)} words of the card stand in {cited(checked)}",
        f"look at {source}#{best}" if better else "check the citation",
        "source",
    )
