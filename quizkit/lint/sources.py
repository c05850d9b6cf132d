"""Rules of the family Q50: sources that are named, described, and where the deck says they are."""

from quizkit.lint.entry import View
from quizkit.lint.finding import Severity
from quizkit.lint.rule import Hit, Hits, rule


@rule(
    "Q501",
    Severity.WARNING,
    whole=True,
    text="""
    The Canal
    The canal was opened in 1869.
    """,
    bad="""
    - question: In which year was the canal opened?
      answer: 1869
    """,
    good="""
    - question: In which year was the canal opened?
      answer: 1869
      source: text#2
    """,
)
def no_source(view: View) -> Hits:
    """a card without a source, in a deck that has some

    Nobody can tell later where the fact came from. A deck that names no sources at all is not
    asked for any; one source for all cards goes into `defaults: {source: …}`.
    """
    if view.deck.sources:
        known = list(view.deck.sources)
        for entry in view.entries:
            if not entry.note.citations:
                yield entry.hit("this cites no source", f"add `source: {known[0]}#…`")


@rule(
    "Q502",
    Severity.ERROR,
    whole=True,
    text="""
    The Canal
    The canal was opened in 1869.
    """,
    bad="""
    - question: In which year was the canal opened?
      answer: 1869
      source: text#3
    """,
    good="""
    - question: In which year was the canal opened?
      answer: 1869
      source: text#2
    """,
)
def no_such_place(view: View) -> Hits:
    """a source that is not as the deck says

    The local copy is missing, or its `digest:` shows that it is another text than the one that was
    checked, or it has fewer paragraphs than cited (a paragraph is a non-empty line, the title 1).
    A missing copy is fine where there is a `digest:`: decks ship without other people's texts.
    """
    for source in view.deck.sources.values():
        text = view.copy(source.id)
        digest = source.details.get("digest", "")
        if text is None:
            if source.file and not digest:
                yield Hit(
                    f"there is no file `{source.file}` beside the deck",
                    "put it there; or add the `digest:` of the copy you have, and ship without it",
                    ("sources", source.id, "file"),
                )
        elif digest and digest != digest_of(text):
            yield Hit(
                "the local copy is not the text that was checked",
                f"check the cards against it, then write `digest: {digest_of(text)}`",
                ("sources", source.id, "digest"),
            )
    for entry in view.entries:
        for citation in entry.note.citations:
            count = len(view.paragraphs(citation.source)) if citation.paragraphs else 0
            last = max((end for _, end in citation.paragraphs), default=0)
            if count and last > count:
                yield entry.hit(
                    f"`{citation.source}` has {count} paragraphs, and {last} is cited",
                    "count its non-empty lines, the title being 1",
                    "source",
                )


def digest_of(text: str) -> str:
    """Return the digest of a source's text: SHA-256 of its paragraphs, white space at ends aside."""
    from hashlib import sha256

    lines = "\n".join(filter(None, (line.strip() for line in text.splitlines())))
    return f"sha256:{sha256(lines.encode('utf-8', 'surrogatepass')).hexdigest()}"


_RECORD = {
    "publisher": ("publisher", "author", "journal", "institution"),
    "published": ("published", "date", "year", "accessed"),
    "url": ("url", "doi", "isbn"),
}


@rule(
    "Q503",
    Severity.WARNING,
    whole=True,
    bad="""
    title: Example
    sources:
      text: {title: A Short Handbook of Canals}
    cards:
      - {question: In which year was the Suez Canal opened?, answer: 1869, source: text}
    """,
    good="""
    title: Example
    sources:
      text:
        title: A Short Handbook of Canals
        published: 1998-04
        unknown: [publisher, url]
    cards:
      - {question: In which year was the Suez Canal opened?, answer: 1869, source: text}
    """,
)
def incomplete_record(view: View) -> Hits:
    """a source of which the deck says too little

    It takes a publisher (or author), a date, and an address (or DOI, ISBN) to find a text again.
    What the text does not say of itself is listed under `unknown:`; nothing is guessed.
    """
    for source in view.deck.sources.values():
        said = {*source.details, *source.unknown}
        missing = [name for name, names in _RECORD.items() if said.isdisjoint(names)]
        if missing:
            yield Hit(
                f"the source `{source.id}` does not say its {' and '.join(missing)}",
                f"add it, or say that it is not known: `unknown: [{', '.join(missing)}]`",
                ("sources", source.id),
                key=True,
            )
