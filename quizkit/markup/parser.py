"""The parser of Markdown, markdown-it-py, with what quizkit reads besides CommonMark.

Raw HTML is text. Nothing may be so odd that it is read slowly, or lost: blocks that nest too deep
and tables that are too wide are text as well. The parser is loaded for the first text.
"""

import re
from functools import cache
from typing import TYPE_CHECKING

from quizkit.lazy import pattern
from quizkit.markup.block import DEEPEST
from quizkit.markup.plain import READING, is_read

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.parser_inline import RuleFuncInlineType
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

WIDEST = 32
"""How many columns a table may have: short rows are filled up, which makes them costly."""

_BAR = "\ufdd0"
"""The bar of a reading while a text is parsed, as any other bar ends the cell of a table."""

_MARKED = pattern(rf"\{{([^{{}}{_BAR}]+){_BAR}([^{{}}{_BAR}]+)\}}")


def tokens(text: str, *, inline: bool) -> "list[Token]":
    """Return the tokens of a text; none where its blocks nest too deep.

    Args:
        inline: whether the text is a part of a line: then there is one, which has the others.
    """
    text = READING.sub(_with_bar, text.replace(_BAR, "\ufffd"))
    if inline:
        return parser().parseInline(text.strip())
    try:
        return parser().parse(text)
    except _TooDeepError:
        return []


def written(content: str) -> str:
    """Return what a token holds, as it was written."""
    return content.replace(_BAR, "|")


def _with_bar(found: re.Match[str]) -> str:
    return f"{{{found[1]}{_BAR}{found[2]}}}" if is_read(found[1]) else found[0]


@cache
def parser() -> "MarkdownIt":
    """Return the parser.

    Raises:
        ModuleNotFoundError: it is not installed; with what to install.
    """
    try:
        from markdown_it import MarkdownIt
        from mdit_py_plugins.dollarmath import dollarmath_plugin
    except ModuleNotFoundError as error:
        raise ModuleNotFoundError(_MISSING, name=error.name) from error

    made = MarkdownIt("commonmark", {"html": False, "maxNesting": DEEPEST + 1})
    made.enable(["table", "strikethrough"])
    made.use(
        dollarmath_plugin,
        allow_labels=False,
        allow_space=False,
        allow_digits=False,
        allow_blank_lines=False,
        double_inline=True,
    )
    made.inline.ruler.at("math_inline", _maths_rule())
    made.inline.ruler.before("text", "reading", _reading)
    made.block.ruler.before("table", "too_deep", _too_deep)
    made.block.ruler.at("table", _table, {"alt": ["paragraph", "reference"]})
    made.normalizeLink = made.normalizeLinkText = str  # type: ignore[method-assign, assignment]
    made.validateLink = lambda url: True  # type: ignore[method-assign]
    return made


_MISSING = (
    "reading Markdown needs markdown-it-py and mdit-py-plugins; "
    "install them with: pip install markdown-it-py mdit-py-plugins"
)


class _TooDeepError(Exception):
    """Blocks nest deeper than they may, and the parser would leave out what is in them."""


def _too_deep(state: "StateBlock", first: int, last: int, silent: bool) -> bool:
    """Refuse a text whose blocks nest too deep."""
    if state.level >= DEEPEST:
        raise _TooDeepError
    return False


def _table(state: "StateBlock", first: int, last: int, silent: bool) -> bool:
    """Read a table, but for one that is too wide."""
    from markdown_it.rules_block import table

    bars = state.src.count("|", state.bMarks[first], state.eMarks[first])
    return bars <= WIDEST + 1 and table(state, first, last, silent)


def _maths_rule() -> "RuleFuncInlineType":
    """Return the rule of maths in a line, which would look before the first character at the last."""
    from mdit_py_plugins.dollarmath.index import math_inline_dollar

    rule = math_inline_dollar(allow_space=False, allow_digits=False, allow_double=True)

    def maths(state: "StateInline", silent: bool) -> bool:
        if state.pos or not state.src.startswith("$"):
            return rule(state, silent)
        text, state.src = state.src, state.src + " "
        found = rule(state, silent)
        state.src = text
        return found

    return maths


def _reading(state: "StateInline", silent: bool) -> bool:
    """Read `{base|above}` where its bar was found to be one."""
    found = _MARKED.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    if not silent:
        token = state.push("reading", "ruby", 0)
        token.content, token.info = found[1].strip(), found[2].strip()
    state.pos = found.end()
    return True
