"""Hostile Markdown is read in time that grows with the text, nests no deeper than may be, and stays text."""

import sys
from collections.abc import Callable
from functools import partial

import pytest

from quizkit.cli.page import Page
from quizkit.markup import Block, Inline, blocks, html, parts, reading, stripped, words
from quizkit.markup.block import DEEPEST
from quizkit.markup.terminal import lines
from quizkit.value import Value
from tests.growth import is_steep, seconds

AGAIN = [
    *"> [ ] ( ![ * _ ~ ` $ { { & < ! \\ # - + = |".split(), "> ", "- ", "1. ", "1) ", "* ", "> - ", "- > 1. ",
    "[]", "[a](", "[a](b", "[a](<b", '[a](b "', "![a](", "[a](b)", "![a](b)", "[*a*](b)", "[a]", "[a][b]",
    "*a ", "*a", "a*", "_a ", "*a _b ", "**a *b ", "a**b", "*_", "~~a ", "*a_ ", "**a* ", "***a** ",
    "`a``", "``a `b ", "`a` ", "$a", "$a ", "$$a ", "$a$$", "$a$1", "$a\\$ ", "\\$", "$$\n", "$$\na\n", "$$\n\n",
    "{|", "{漢|", "{漢|あ}", "{漢|{", "&a", "&amp;", "&#1", "&#xffffff;", "<a", "<a:b>", "<a@", "<!--", "<?", "<![CDATA[",
    "> a\n", "- a\n", "-\n", "1. a\n", "- a\n\n", "- a\n  - b\n", "a\n", "a  \n", "a\\\n", "\n", "\t", "# a\n", "#\n",
    "---\n", "* * *\n", "===\n", "a\n===\n", "```\n", "```a\n", "~~~\n\n", "    a\n", "|\n", "a|b\n", "-|", "`|", "\\|",
    "[a]: b\n", "[a]: b '", "[a]:\n", '[a]: b\n"t\n', "[\n", "\0", "\ud800", "\u202e", "\x1b[", "漢\n", "<div>\n", "a*\n",
]  # fmt: skip
"""What is said again and again."""

GROWN: dict[str, Callable[[int], str]] = {
    **{repr(piece): lambda n, piece=piece: piece * (n // len(piece)) for piece in AGAIN},  # type: ignore[misc]
    "[ ]": lambda n: "[" * (n // 2) + "]" * (n // 2),
    "[ ](a)": lambda n: "[" * (n // 5) + "](a)" * (n // 5),
    "![ ](a)": lambda n: "![" * (n // 6) + "](a)" * (n // 6),
    "[a]((( )))": lambda n: "[a](" + "(" * (n // 2) + ")" * (n // 2),
    "*a a*": lambda n: "*a " * (n // 6) + "a* " * (n // 6),
    "*_a_*": lambda n: "*_" * (n // 4) + "a" + "_*" * (n // 4),
    "**a**": lambda n: "*" * (n // 2) + "a" + "*" * (n // 2),
    "backquotes of all lengths": lambda n: " ".join("`" * i for i in range(1, int((2 * n) ** 0.5))),
    "backslashes before a dollar": lambda n: "$a" + "\\" * n + "$",
    "escaped dollars": lambda n: "$a" + "\\$" * (n // 2),
    "cells": lambda n: "|a" * (n // 4) + "|\n" + "|-" * (n // 4) + "|\n",
    "rows": lambda n: "|a|b|\n|-|-|\n" + "|c|d|\n" * (n // 6),
    "short rows": lambda n: "|a" * (n // 6) + "|\n" + "|-" * (n // 6) + "|\n" + "a\n" * (n // 6),
    "bars after a table": lambda n: "|a|\n|-|\n|" + "\\|" * (n // 2),
    "backquotes in a table": lambda n: "|a|\n|-|\n|" + "`|" * (n // 2),
    "references": lambda n: "".join(f"[a{i}]: b\n" for i in range(n // 9)),
    "references used": lambda n: "[a]: b\n\n" + "[a] " * (n // 4),
    "references in references": lambda n: "[a]: b\n\n" + "[" * (n // 2) + "a" + "]" * (n // 2),
    "list, deeper and deeper": lambda n: "".join(" " * 2 * i + "- a\n" for i in range(int(n**0.5))),
    "lists, ten deep": lambda n: "".join("  " * (i % 9) + "- a\n" for i in range(n // 12)),
    "lazy lines": lambda n: "> a\n" + "b\n" * (n // 2),
    "spaces": lambda n: " " * n + "*",
    "spaces before a line break": lambda n: "a" + " " * n + "\n*",
    "closing signs of a heading": lambda n: "# a" + " #" * (n // 2),
    "line under a heading": lambda n: "a\n" + "=" * n,
    "fence never closed": lambda n: "```\n" + "`" * n + "x",
    "long fence": lambda n: "~" * (n // 2) + "\n" + "~" * (n // 2 - 1),
}

PAGES = Page(80, colour=True, weight=True), Page(40, colour=False, heard=True)


def use(text: str) -> None:
    reading._blocks.cache_clear()
    made = blocks(text)
    html(made)
    for page in PAGES:
        lines(made, page)
    words(text)
    blocks(text, inline=True)
    stripped(text)


def grows_steeply(grown: Callable[[int], str], n: int) -> bool:
    return is_steep(partial(use, grown(n // 4)), partial(use, grown(n)))


def test_reading_grows_with_the_text() -> None:
    assert not [name for name, grown in GROWN.items() if grows_steeply(grown, 3_000)]


@pytest.mark.large
@pytest.mark.parametrize("name", GROWN)
def test_a_hundred_thousand_characters_are_read_soon(name: str) -> None:
    assert not grows_steeply(GROWN[name], 100_000)
    assert seconds(partial(use, GROWN[name](100_000))) < 10


def depth(made: object) -> int:
    """Return how many values stand in each other, counted without a call of itself."""
    deepest, todo = 0, [(made, 0)]
    while todo:
        value, deep = todo.pop()
        deepest = max(deepest, deep)
        if isinstance(value, Value):
            todo += [(getattr(value, field.name), deep + 1) for field in value.__attrs_attrs__]
        elif isinstance(value, tuple):
            todo += [(each, deep) for each in value]
    return deepest


@pytest.mark.parametrize("name", GROWN)
def test_nothing_nests_deeper_than_may_be(name: str) -> None:
    """So that what walks blocks may call itself, also where little is left of the stack."""
    text = GROWN[name](3_000)
    for inline in (False, True):
        made = blocks(text, inline=inline)
        assert depth(made) <= 2 * DEEPEST + 2
        assert eval_of(made) == made


def eval_of(made: tuple[Block | Inline, ...]) -> object:
    hash(made)
    assert list(parts(made)) or not made
    return made


def test_blocks_are_read_where_little_is_left_of_the_stack() -> None:
    deep = ["> " * 18 + "*a **b " * 30 + "a** b* " * 30, "- " * 9 + "[" * 60 + "a" + "](b)" * 60]

    def after(calls: int) -> None:
        if calls:
            after(calls - 1)
        else:
            for text in deep:
                use(text)

    after(sys.getrecursionlimit() - 450)
