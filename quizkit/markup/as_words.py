"""Blocks as plain words: what a text says without its marks."""

from collections.abc import Iterable

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


def block_words(blocks: Iterable[Block]) -> str:
    """Return the words of blocks, each on lines of its own."""
    return "\n".join([words for block in blocks if (words := _of_block(block))])


def inline_words(inlines: Iterable[Inline]) -> str:
    """Return the words of inlines, as they follow each other."""
    return "".join(map(_of_inline, inlines))


def _of_block(block: Block) -> str:
    match block:
        case Paragraph(inlines) | Heading(_, inlines):
            return inline_words(inlines)
        case CodeBlock(text):
            return text
        case MathsBlock(source):
            return _of_maths(source)
        case List():
            return _of_list(block)
        case Quote(blocks):
            return block_words(blocks)
        case Table(head, rows):
            return "\n".join(["  ".join(map(inline_words, row)).rstrip() for row in (head, *rows)])
        case Rule():
            return ""


def _of_list(block: List) -> str:
    """Return the words of a list: a line or more for each item, with its number if it has one."""
    items = map(block_words, block.items)
    if block.start is None:
        return "\n".join(items)
    return "\n".join([f"{n}{block.mark} {item}" for n, item in enumerate(items, block.start)])


def _of_inline(inline: Inline) -> str:
    match inline:
        case Text(text) | Code(text):
            return text
        case Emphasis(inlines) | Struck(inlines) | Link(inlines):
            return inline_words(inlines)
        case Maths(source):
            return _of_maths(source)
        case Picture(_, alt):
            return alt
        case Reading(base):
            return base
        case Break():
            return "\n"


def _of_maths(source: str) -> str:
    from quizkit.markup.maths import unicode

    return unicode(source)
