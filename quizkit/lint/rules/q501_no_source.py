"""A card without a source, in a deck that has some.

Nobody can tell later where the fact came from. A deck that names no sources at all is not
asked for any; one source for all cards goes into `defaults: {source: …}`.

The source says:
  The Canal
  The canal was opened in 1869.
bad:
  - question: In which year was the canal opened?
    answer: 1869
good:
  - question: In which year was the canal opened?
    answer: 1869
    source: text#2
"""

from quizkit.lint.rule import CheckedDeck, Hits, warning
from quizkit.model import Note


@warning()
def no_source(deck: CheckedDeck) -> Hits:
    """Return a hit on each entry without a citation, in a deck that has sources."""
    known = next(iter(deck.deck.sources), "")
    for checked in deck.notes_of(Note) if known else ():
        if not checked.note.citations:
            yield checked.hit("this cites no source", f"add `source: {known}#…`")
