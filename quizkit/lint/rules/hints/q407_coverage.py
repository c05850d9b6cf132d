"""A source of which more than half is not asked.

Counted are the paragraphs of eight words and more; perhaps that is as it should be.

The source says:
  The Canal
  The canal was opened in 1869 after ten years of work.
  It was made wider and deeper many times in the years after that.
  Ships pay a toll that depends on their size and on what they carry.
bad:
  - question: In which year was the canal opened?
    answer: 1869
    source: text#2
good:
  - question: In which year was the canal opened?
    answer: 1869
    source: text#2
  - question: What do ships pay on the canal, by size and freight?
    answer: toll
    source: text#4
"""

from quizkit.lint.rule import CheckedDeck, DeckPath, Hit, Hits, hint

_COVERED = 0.5
_FEWEST_WORDS = 8


@hint()
def coverage(deck: CheckedDeck) -> Hits:
    """Return a hit on each cited source of which too many long paragraphs are never cited."""
    cited = {(quote.source, quote.number) for checked in deck.notes for quote in checked.quotes}
    for source in dict(sorted(cited)):
        paragraphs = deck.numbered(source)
        full = {number for number, text in paragraphs if len(text.split()) >= _FEWEST_WORDS}
        missing = sorted(number for number in full if (source, number) not in cited)
        if len(missing) > _COVERED * len(full):
            yield Hit(
                f"no card cites {len(missing)} of the {len(full)} paragraphs of `{source}`",
                f"look at {', '.join(f'#{number}' for number in missing[:9])}",
                DeckPath(("sources", source), key=True),
            )
