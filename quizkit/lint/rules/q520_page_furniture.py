"""A citation of what is no part of the text.

Newsletters, related topics and the like say nothing about the matter: the paragraph is probably
miscounted.

The source says:
  The Canal
  The canal was opened in 1869.
  Subscribe to our newsletter about the canal
bad:
  - question: In which year was the canal opened?
    answer: 1869
    source: text#2-3
good:
  - question: In which year was the canal opened?
    answer: 1869
    source: text#2
"""

from quizkit.lint.english import words_of
from quizkit.lint.rule import AnyNote, Hits, warning

_FURNITURE = (
    "newsletter",
    "subscribe",
    "related topics",
    "related articles",
    "cookie",
    "all rights reserved",
    "read more",
    "sign up",
    "reference news",
)


@warning(english=True)
def page_furniture(checked: AnyNote) -> Hits:
    """Return a hit on each short paragraph cited that is a menu, a notice or the like."""
    for quote in checked.quotes:
        line = " ".join(words_of(quote.text))
        if any(mark in line for mark in _FURNITURE) and len(line) < 120:
            yield checked.hit(
                f"{quote.source}#{quote.number} is no part of the text: {quote.text[:60]}",
                "cite the paragraph with the fact",
                "source",
            )
