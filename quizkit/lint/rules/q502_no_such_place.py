"""A source that is not as the deck says.

The local copy is missing or lies outside the deck's folder, or its `digest:` shows that it is
another text than the one that was checked, or it has fewer paragraphs than cited (a paragraph is a
non-empty line, the title 1). A missing copy is fine where there is a `digest:`: decks ship without
other people's texts.

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

from quizkit.formats.beside import MOST_BYTES, Absent
from quizkit.lint.copies import Copies
from quizkit.lint.rule import AnyNote, CheckedDeck, DeckPath, Hit, Hits, error
from quizkit.model import Source


def digest_of(text: str) -> str:
    """Return the digest of a source's text: SHA-256 of its paragraphs, white space at ends aside."""
    from hashlib import sha256  # only here: it takes its time to load, and few decks have digests

    lines = "\n".join(filter(None, map(str.strip, text.splitlines())))
    return f"sha256:{sha256(lines.encode('utf-8', 'surrogatepass')).hexdigest()}"


def _of_its_copy(source: Source, copies: Copies) -> Hits:
    """Return hits on a copy that is missing without a digest, or differs from its digest."""
    digest, text = source.details.get("digest", ""), copies.text(source.id)
    why = copies.absent(source.id)
    if why and not (why is Absent.NOT_THERE and digest):
        message, fix = _ABSENT[why]
        yield Hit(
            message.format(f"`{source.file}`"),
            fix.format(f"`--source {source.id}=FILE`"),
            DeckPath(("sources", source.id, "file")),
        )
    if text is not None and digest and digest != digest_of(text):
        yield Hit(
            "the local copy is not the text that was checked",
            f"check the cards against it, then write `digest: {digest_of(text)}`",
            DeckPath(("sources", source.id, "digest")),
        )


_ABSENT = {
    Absent.NOT_THERE: (
        "there is no file {} beside the deck",
        "put it there; or add the `digest:` of the copy you have, and ship without it",
    ),
    Absent.OUTSIDE: (
        "{} leads out of the deck's folder, and is not read",
        "put a copy below the deck's folder, or hand it to `check` with {}",
    ),
    Absent.NO_FILE: (
        "{} is no file with a text",
        "put the text there, or hand it to `check` with {}",
    ),
    Absent.TOO_LARGE: (
        f"{{}} has more than {MOST_BYTES // 1_000_000} MB, or all files together have",
        "leave in it what the deck cites, or hand it to `check` with {}",
    ),
}
"""What is said of a copy that is not read, and the fix."""


def _behind_the_end(checked: AnyNote) -> Hits:
    """Return hits on paragraphs cited beyond the last; none where no copy is there."""
    for citation in checked.note.citations:
        count = len(checked.deck.numbered(citation.source))
        last = max((end for _, end in citation.paragraphs), default=0)
        if last > count > 0:
            yield checked.hit(
                f"`{citation.source}` has {count} paragraphs, and {last} is cited",
                "count its non-empty lines, the title being 1",
                "source",
            )


@error()
def no_such_place(deck: CheckedDeck) -> Hits:
    """Return hits on copies that are missing or changed, and on places behind their end."""
    for source in deck.deck.sources.values():
        yield from _of_its_copy(source, deck.copies)
    for checked in deck.notes:
        yield from _behind_the_end(checked)
