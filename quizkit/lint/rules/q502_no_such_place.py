"""A source that is not as the deck says.

The local copy is missing, or its `digest:` shows that it is another text than the one that was
checked, or it has fewer paragraphs than cited (a paragraph is a non-empty line, the title 1).
A missing copy is fine where there is a `digest:`: decks ship without other people's texts.

The source says:
  The Canal
  The canal was opened in 1869.
bad:
  - question: In which year was the canal opened?
    answer: 1869
    source: text#3
good:
  - question: In which year was the canal opened?
    answer: 1869
    source: text#2
"""

from quizkit.lint.rule import CheckedDeck, DeckPath, Hit, Hits, error


def digest_of(text: str) -> str:
    """Return the digest of a source's text: SHA-256 of its paragraphs, white space at ends aside."""
    from hashlib import sha256

    lines = "\n".join(filter(None, (line.strip() for line in text.splitlines())))
    return f"sha256:{sha256(lines.encode('utf-8', 'surrogatepass')).hexdigest()}"


@error()
def no_such_place(deck: CheckedDeck) -> Hits:
    for source in deck.deck.sources.values():
        text = deck.copy(source.id)
        digest = source.details.get("digest", "")
        if text is None:
            if source.file and not digest:
                yield Hit(
                    f"there is no file `{source.file}` beside the deck",
                    "put it there; or add the `digest:` of the copy you have, and ship without it",
                    DeckPath(("sources", source.id, "file")),
                )
        elif digest and digest != digest_of(text):
            yield Hit(
                "the local copy is not the text that was checked",
                f"check the cards against it, then write `digest: {digest_of(text)}`",
                DeckPath(("sources", source.id, "digest")),
            )
    for checked in deck.notes:
        for citation in checked.note.citations:
            count = len(deck.paragraphs(citation.source)) if citation.paragraphs else 0
            last = max((end for _, end in citation.paragraphs), default=0)
            if count and last > count:
                yield checked.hit(
                    f"`{citation.source}` has {count} paragraphs, and {last} is cited",
                    "count its non-empty lines, the title being 1",
                    "source",
                )
