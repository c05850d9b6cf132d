"""Markdown read once: a text becomes blocks, and blocks become words, HTML or lines of a terminal.

What the texts of a deck with `markup: markdown` are: CommonMark without raw HTML, with tables,
~~struck~~ text, maths between `$` or `$$`, and readings above words, `{漢字|かんじ}`. It knows decks
as little as terminals. A plain deck loads none of it; the parser is loaded for the first text that
has a mark in it.

    block            what a text is made of: paragraphs, lists, tables; emphasis, code, maths, links
    reading          a text to its blocks, and to its words
    parser           markdown-it-py and the rules of our own: the one place that knows it
    walk             all parts of blocks, one after the other
    maths            formulas in TeX as Unicode, on one line or over several
    as_words         blocks to plain words: what is judged, searched and kept
    as_html          blocks to HTML
    terminal         blocks to lines of a terminal: running text in `running`, tables in `columns`
    paper            what lines are drawn on, and what stands in the blanks of a cloze
    as_markdown      words to Markdown that says them
    plain            the standard library alone: texts without marks; a typed answer stripped of them
    holes            the characters that stand for the blanks of a cloze
"""

from typing import TYPE_CHECKING

from quizkit.lazy import attach

if TYPE_CHECKING:
    from quizkit.markup.as_html import html as html
    from quizkit.markup.as_markdown import markdown as markdown
    from quizkit.markup.as_words import block_words as block_words, inline_words as inline_words
    from quizkit.markup.block import (
        Block as Block,
        Break as Break,
        Code as Code,
        CodeBlock as CodeBlock,
        Emphasis as Emphasis,
        Heading as Heading,
        Inline as Inline,
        Link as Link,
        List as List,
        Maths as Maths,
        MathsBlock as MathsBlock,
        Paragraph as Paragraph,
        Picture as Picture,
        Quote as Quote,
        Reading as Reading,
        Rule as Rule,
        Struck as Struck,
        Table as Table,
        Text as Text,
    )
    from quizkit.markup.holes import (
        hole as hole,
        holes_closed as holes_closed,
        holes_filled as holes_filled,
    )
    from quizkit.markup.paper import Filling as Filling
    from quizkit.markup.plain import is_plain as is_plain, stripped as stripped
    from quizkit.markup.reading import blocks as blocks, words as words
    from quizkit.markup.walk import parts as parts
else:
    attach(
        __name__,
        {
            "quizkit.markup.as_html": "html",
            "quizkit.markup.as_markdown": "markdown",
            "quizkit.markup.as_words": "block_words inline_words",
            "quizkit.markup.block": (
                "Block Break Code CodeBlock Emphasis Heading Inline Link List Maths MathsBlock"
                " Paragraph Picture Quote Reading Rule Struck Table Text"
            ),
            "quizkit.markup.holes": "hole holes_closed holes_filled",
            "quizkit.markup.paper": "Filling",
            "quizkit.markup.plain": "is_plain stripped",
            "quizkit.markup.reading": "blocks words",
            "quizkit.markup.walk": "parts",
        },
    )
