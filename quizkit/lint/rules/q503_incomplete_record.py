"""A source of which the deck says too little.

It takes a publisher (or author), a date, and an address (or DOI, ISBN) to find a text again.
What the text does not say of itself is listed under `unknown:`; nothing is guessed.

bad:
  title: Example
  sources:
    text: {title: A Short Handbook of Canals}
  cards:
    - {question: In which year was the Suez Canal opened?, answer: 1869, source: text}
good:
  title: Example
  sources:
    text:
      title: A Short Handbook of Canals
      published: 1998-04
      unknown: [publisher, url]
  cards:
    - {question: In which year was the Suez Canal opened?, answer: 1869, source: text}
"""

from quizkit.lint.rule import CheckedDeck, DeckPath, Hit, Hits, warning

_RECORD = {
    "publisher": ("publisher", "author", "journal", "institution"),
    "published": ("published", "date", "year", "accessed"),
    "url": ("url", "doi", "isbn"),
}


@warning()
def incomplete_record(deck: CheckedDeck) -> Hits:
    """Return a hit on each source that neither gives some detail nor says it is unknown."""
    for source in deck.deck.sources.values():
        said = {*source.details, *source.unknown}
        missing = [name for name, names in _RECORD.items() if said.isdisjoint(names)]
        if missing:
            yield Hit(
                f"the source `{source.id}` does not say its {' and '.join(missing)}",
                f"add it, or say that it is not known: `unknown: [{', '.join(missing)}]`",
                DeckPath(("sources", source.id), key=True),
            )
