"""Texts of a deck as HTML: plain ones as they were typed, those in Markdown with their marks.

Everything is escaped, and no element but those written here and in `quizkit.markup` comes out.
Whoever shows pictures hands in how: a page by number, a handout with what is in them.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from markupsafe import Markup

from quizkit.lazy import pattern
from quizkit.markup import Block, Filling, html
from quizkit.markup.as_html import escaped, picture_as_words
from quizkit.model import Blanks, Card, ClozeNote, Note
from quizkit.visible import visible
from quizkit.web.formulas import mathml

if TYPE_CHECKING:
    import re

ShownPicture = Callable[[str, str], str]
"""Gives the HTML of a picture of the name of its file, as a note has it, and its words."""

_LINES = pattern(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")
_CODE = pattern(r"`([^`\n]+)`")


def plain(text: str) -> Markup:
    """Return a text without markup as HTML: lines kept, `code` as code, odd characters visible."""
    lines = (_plain_line(line) for line in _LINES.split(text))
    return Markup("<br>\n".join(lines))


def _plain_line(line: str) -> str:
    found, at = [], 0
    for code in _CODE.finditer(line):
        found += [_seen(line[at : code.start()]), f"<code>{_seen(code[1])}</code>"]
        at = code.end()
    return "".join([*found, _seen(line[at:])])


def _seen(text: str) -> str:
    return _SPACES.sub(_kept, escaped("    ".join(map(visible, text.split("\t")))))


_SPACES = pattern("^ +|  +")


def _kept(spaces: "re.Match[str]") -> str:
    """Return spaces that a browser keeps: those before a line, and all but the last of several."""
    return "\N{NO-BREAK SPACE}" * (len(spaces[0]) - 1) + (
        " " if spaces.start() else "\N{NO-BREAK SPACE}"
    )


_HEADING = pattern("<(/?)h[1-6]>")


def text(
    note: Note,
    *pieces: str,
    prose: bool = False,
    bare: bool = True,
    picture: ShownPicture = picture_as_words,
) -> Markup:
    """Return a text of a note as HTML.

    Args:
        note: that it is of.
        pieces: its words; with what is said of them before and behind, each by itself.
        prose: whether it is more than an answer, so that a line such as `- 5` is a list.
        bare: whether paragraphs have no element of their own, as within a button.
        picture: gives the HTML of a picture within it.
    """
    if not (note.marks and any(piece in note.marks for piece in pieces)):
        return plain("".join(pieces))
    from quizkit.telling.marked import in_blocks

    return _drawn(in_blocks(note, *pieces, prose=prose), (), picture, bare=bare)


def asked(card: Card, *, picture: ShownPicture = picture_as_words, bare: bool = False) -> Markup:
    """Return what a card asks as HTML; in a cloze `[…]` or `[hint]` for blanks that are asked."""
    if not has_marks(card.note):
        return plain(card.prompt)
    from quizkit.telling import marked

    told = marked.asked(card)
    return _drawn(told.blocks, told.fillings, picture, bare=bare)


def filled_in(card: Card, *, picture: ShownPicture = picture_as_words) -> Markup:
    """Return what a card asked as HTML, the blanks of a cloze filled and marked."""
    if not has_marks(card.note):
        return _plain_filled(card)
    from quizkit.telling import marked

    told = marked.filled_in(card)
    return _drawn(told.blocks, told.fillings, picture, bare=False)


def _plain_filled(card: Card) -> Markup:
    task = card.task
    if not isinstance(task, Blanks):
        return plain(card.prompt)
    above = plain(f"{task.question}\n") if task.question else Markup()
    pieces = (
        plain(piece)
        if isinstance(piece, str)
        else Markup("<mark>{}</mark>").format(plain(piece.answer))
        for piece in task.pieces
    )
    return above + Markup().join(pieces)


def has_marks(note: Note) -> bool:
    """Return whether texts of a note are written in Markdown."""
    return bool(note.marks or (isinstance(note, ClozeNote) and note.template))


def asked_parts(card: Card, *, picture: ShownPicture = picture_as_words) -> tuple[Markup, Markup]:
    """Return what a card asks as the words of a heading, and what follows below; that may be empty.

    A heading has words alone: what comes after the first paragraph, or is none, stands below.
    """
    if not has_marks(card.note):
        return plain(card.prompt), Markup()
    from quizkit.markup import Paragraph
    from quizkit.telling import marked

    told = marked.asked(card)
    first = 1 if isinstance(told.blocks[0] if told.blocks else None, Paragraph) else 0
    return (
        _drawn(told.blocks[:first], told.fillings, picture, bare=True),
        _drawn(told.blocks[first:], told.fillings, picture, bare=False),
    )


def _drawn(
    blocks: tuple[Block, ...], fillings: tuple[Filling, ...], picture: ShownPicture, *, bare: bool
) -> Markup:
    """Return blocks as HTML; their headings are bold words, as those of the page are its own."""
    drawn = html(blocks, fillings=fillings, bare=bare, maths=mathml, picture=picture)
    return Markup(_HEADING.sub(_as_words, drawn) if "<h" in drawn else drawn)


def _as_words(tag: "re.Match[str]") -> str:
    return "</strong></p>" if tag[1] else "<p><strong>"
