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

from collections import defaultdict

from quizkit.lint.rule import CheckedDeck, DeckPath, Hit, Hits, hint

_COVERED = 0.5
_SHORTEST_PARAGRAPH = 8


@hint()
def coverage(deck: CheckedDeck) -> Hits:
    cited: dict[str, set[int]] = defaultdict(set)
    for checked in deck.notes:
        for quote in checked.quotes:
            cited[quote.source].add(quote.number)
    for source, numbers in cited.items():
        full = {
            number
            for number, text in enumerate(deck.paragraphs(source), start=1)
            if len(text.split()) >= _SHORTEST_PARAGRAPH
        }
        missing = sorted(full - numbers)
        if len(missing) > _COVERED * len(full):
            yield Hit(
                f"no card cites {len(missing)} of the {len(full)} paragraphs of `{source}`",
                f"look at {', '.join(f'#{n}' for n in missing[:9])}",
                DeckPath(("sources", source), key=True),
            )
