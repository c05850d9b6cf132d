"""Blocks as HTML: of a web page, or a deck for another program.

All text is escaped, and there are no elements but those written here; whoever shows formulas and
pictures hands in how. No style and no script stands in it, so the strictest page takes it.
"""

from collections.abc import Callable, Iterable
from functools import partial

from attrs import frozen

from quizkit.lazy import pattern
from quizkit.markup.block import (
    Block,
    Break,
    Code,
    CodeBlock,
    Emphasis,
    Heading,
    Inline,
    Link,
    List,
    Maths,
    MathsBlock,
    Paragraph,
    Picture,
    Quote,
    Reading,
    Rule,
    Struck,
    Table,
    Text,
)
from quizkit.markup.holes import holes_filled
from quizkit.markup.paper import Filling, Fillings


def maths_as_source(source: str, display: bool) -> str:
    """Return the HTML of a formula in TeX as it stands, in the look of code."""
    return f"<code>{escaped(source)}</code>"


def picture_as_words(file: str, alt: str) -> str:
    """Return the HTML of a picture for who cannot see it: its words, else the name of its file."""
    return escaped(alt or file)


def html(
    blocks: Iterable[Block],
    *,
    fillings: Fillings = (),
    bare: bool = False,
    maths: Callable[[str, bool], str] = maths_as_source,
    picture: Callable[[str, str], str] = picture_as_words,
) -> str:
    """Return blocks as HTML, well-formed as XML too.

    Links to pages and for mail are links, which hand on nothing of the page they stand on; of any
    other link only the words are there. Characters that HTML cannot have are U+FFFD.

    Args:
        blocks: as `blocks(text)` gives them.
        fillings: what stands in the holes of the text, as `Filling`s by their numbers; what is
            asked is marked as such.
        bare: whether paragraphs have no element of their own, as within a button or a cell.
        maths: gives the HTML of a formula of its source, and whether it is set on its own.
        picture: gives the HTML of a picture of its file, as the author wrote it, and its words.
    """
    return _Writer(maths, picture, fillings).blocks(blocks, bare=bare)


def escaped(text: str) -> str:
    """Return a text as HTML, which may stand in an attribute too."""
    text = _NOT_IN_HTML.sub("\ufffd", text).replace("&", "&amp;")
    return text.replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


_NOT_IN_HTML = pattern("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


@frozen
class _Writer:
    """Writes values as HTML, by what was handed in."""

    formula: Callable[[str, bool], str]
    picture: Callable[[str, str], str]
    fillings: Fillings

    def blocks(self, blocks: Iterable[Block], *, bare: bool = False) -> str:
        return "\n".join([self._block(block, bare) for block in blocks])

    def _block(self, block: Block, bare: bool) -> str:
        match block:
            case Paragraph(inlines):
                words = self._inlines(inlines)
                return words if bare else f"<p>{words}</p>"
            case Heading(level, inlines):
                return f"<h{level}>{self._inlines(inlines)}</h{level}>"
            case CodeBlock(text, language):
                named = f' class="language-{escaped(language)}"' if language else ""
                return f"<pre><code{named}>{self._typed(text)}\n</code></pre>"
            case MathsBlock(source):
                return f"<p>{self._maths(source, display=True)}</p>"
            case List():
                return self._list(block)
            case Quote(blocks):
                return f"<blockquote>\n{self.blocks(blocks)}\n</blockquote>"
            case Table():
                return self._table(block)
            case Rule():
                return "<hr />"

    def _list(self, block: List) -> str:
        name = "ul" if block.start is None else "ol"
        start = "" if block.start in (None, 1) else f' start="{block.start}"'
        items = [f"<li>{self.blocks(item, bare=block.tight)}</li>\n" for item in block.items]
        return f"<{name}{start}>\n{''.join(items)}</{name}>"

    def _table(self, table: Table) -> str:
        ends = [f' align="{align}"' if align else "" for align in table.aligns]

        def row(name: str, cells: tuple[tuple[Inline, ...], ...]) -> str:
            told = zip(ends, map(self._inlines, cells), strict=True)
            return f"<tr>{''.join([f'<{name}{end}>{cell}</{name}>' for end, cell in told])}</tr>\n"

        body = "".join(map(partial(row, "td"), table.rows))
        body = f"<tbody>\n{body}</tbody>\n" if body else ""
        return f"<table>\n<thead>\n{row('th', table.head)}</thead>\n{body}</table>"

    def _inlines(self, inlines: Iterable[Inline]) -> str:
        return "".join(map(self._inline, inlines))

    def _inline(self, inline: Inline) -> str:
        match inline:
            case Text(text):
                return self._filled(text)
            case Emphasis(inlines, strong):
                name = "strong" if strong else "em"
                return f"<{name}>{self._inlines(inlines)}</{name}>"
            case Struck(inlines):
                return f"<s>{self._inlines(inlines)}</s>"
            case Code(text):
                return f"<code>{self._typed(text)}</code>"
            case Maths(source, display):
                return self._maths(source, display=display)
            case Link(inlines, target):
                words = self._inlines(inlines)
                if not inline.is_safe:
                    return words
                return f'<a href="{escaped(target)}" rel="noopener noreferrer">{words}</a>'
            case Picture(file, alt):
                return self.picture(file, alt)
            case Reading(base, above):
                # The brackets are for what shows no readings above words.
                above = f"<rp>(</rp><rt>{self._filled(above)}</rt><rp>)</rp>"
                return f"<ruby>{self._filled(base)}{above}</ruby>"
            case Break():
                return "<br />\n"

    def _filled(self, text: str) -> str:
        """Return words; what fills their blanks has its own marks."""
        return self._with_fillings(
            text, lambda filling: self._inlines(filling.inlines) or escaped(filling.text)
        )

    def _typed(self, text: str) -> str:
        """Return code; what fills its blanks is code as well."""
        return self._with_fillings(text, lambda filling: escaped(filling.text))

    def _with_fillings(self, text: str, told: Callable[[Filling], str]) -> str:
        def fill(index: int) -> str:
            filling = self.fillings[index]
            words = told(filling)
            return f"<mark>{words}</mark>" if filling.is_asked else words

        return holes_filled(escaped(text), fill) if self.fillings else escaped(text)

    def _maths(self, source: str, *, display: bool) -> str:
        """Return a formula; what is asked in it stands between lines, as in print."""

        def fill(index: int) -> str:
            filling = self.fillings[index]
            words = _TEX.sub("", filling.text) if filling.is_open else filling.source
            words = rf"\text{{{words}}}" if filling.is_open else words
            return rf"\boxed{{{words}}}" if filling.is_asked else words

        return self.formula(holes_filled(source, fill) if self.fillings else source, display)


_TEX = pattern(r"[\\{}$%#&^_~]")
"""What means something to TeX, which the hint of a blank has no use for."""
