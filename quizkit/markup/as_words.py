"""Blocks as plain words: what a text says without its marks."""

from collections.abc import Iterable
from typing import NamedTuple

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


def block_words(blocks: Iterable[Block], *, steady: bool = False) -> str:
    """Return the words of blocks, each on lines of its own; `steady` as `words` takes it."""
    return _Teller(steady).blocks(blocks)


def inline_words(inlines: Iterable[Inline], *, steady: bool = False) -> str:
    """Return the words of inlines, as they follow each other; `steady` as `words` takes it."""
    return _Teller(steady).inlines(inlines)


class _Teller(NamedTuple):
    """Tells what blocks say; steady formulas are told as their source."""

    steady: bool

    def blocks(self, blocks: Iterable[Block]) -> str:
        return "\n".join([words for block in blocks if (words := self._block(block))])

    def inlines(self, inlines: Iterable[Inline]) -> str:
        return "".join(map(self._inline, inlines))

    def _block(self, block: Block) -> str:
        match block:
            case Paragraph(inlines) | Heading(_, inlines):
                return self.inlines(inlines)
            case CodeBlock(text):
                return text
            case MathsBlock(source):
                return self._maths(source)
            case List():
                return self._list(block)
            case Quote(blocks):
                return self.blocks(blocks)
            case Table(head, rows):
                lines = ["  ".join(map(self.inlines, row)).rstrip() for row in (head, *rows)]
                return "\n".join(lines)
            case Rule():
                return ""

    def _list(self, block: List) -> str:
        """Return the words of a list: a line or more for each item, with its number if it has one."""
        items = map(self.blocks, block.items)
        if block.start is None:
            return "\n".join(items)
        return "\n".join([f"{n}{block.mark} {item}" for n, item in enumerate(items, block.start)])

    def _inline(self, inline: Inline) -> str:
        match inline:
            case Text(text) | Code(text):
                return text
            case Emphasis(inlines) | Struck(inlines) | Link(inlines):
                return self.inlines(inlines)
            case Maths(source):
                return self._maths(source)
            case Picture(_, alt):
                return alt
            case Reading(base):
                return base
            case Break():
                return "\n"

    def _maths(self, source: str) -> str:
        if self.steady:
            return source

        from quizkit.markup.maths import unicode

        return unicode(source)
