"""A text in Markdown read into blocks: the one place that knows the parser.

markdown-it-py makes tokens of a text; here they become values. Nothing of a text is lost: what is
no mark stays text as it was written, raw HTML too, and so does a text whose blocks nest too deep.
"""

from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from quizkit.lazy import pattern
from quizkit.markup.as_words import block_words, inline_words
from quizkit.markup.block import (
    DEEPEST,
    Block,
    Break,
    Code,
    CodeBlock,
    Emphasis,
    Heading,
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
from quizkit.markup.plain import READING, is_plain, is_read

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token


@lru_cache(maxsize=1024)
def blocks(text: str, *, inline: bool = False) -> tuple[Block, ...]:
    """Return what a text in Markdown is made of; what was read lately is kept.

    Args:
        text: CommonMark, with tables, struck text, maths and readings; HTML in it is text.
        inline: whether it is a part of a line, such as an answer: one paragraph, with no lists,
            headings, or code by indentation.
    """
    if is_plain(text, inline=inline):
        return (Paragraph((Text(text),)),) if text else ()
    return _parsed(text, inline) or _as_text(text)


def words(text: str, *, inline: bool = False) -> str:
    """Return what a text in Markdown says without its marks: what is judged, searched and kept.

    Code stays as it stands, and so do the numbers of lists. Of a link its words are left, of a
    picture those for who cannot see it, of a reading the words below it; a formula is in Unicode.
    Each block and each item begins a line; two spaces stand between the cells of a table. A text
    without marks is itself, and one that says nothing without them, such as `---`, as well.

    Args:
        text: as `blocks` takes it.
        inline: whether it is a part of a line, such as an answer.
    """
    if is_plain(text, inline=inline):
        return text
    return block_words(blocks(text, inline=inline)) or text


def _as_text(text: str) -> tuple[Block, ...]:
    """Return a text as it stands, a paragraph a line, whatever marks are in it."""
    return tuple(Paragraph((Text(line.strip()),)) for line in text.splitlines() if line.strip())


def _parsed(text: str, inline: bool) -> tuple[Block, ...]:
    """Return the blocks of a text; none where it is empty, or cannot be read."""
    parser = _parser()
    text = READING.sub(_with_bar, text.replace(_BAR, "\ufffd"))
    if inline:
        [whole] = parser.parseInline(text.strip())
        inlines = _grown(whole.children or [])
        return (Paragraph(inlines),) if inlines else ()
    try:
        tokens = parser.parse(text)
    except _TooDeepError:
        return ()
    return tuple(_grown(tokens))


class _TooDeepError(Exception):
    """Blocks nest deeper than they may, and the parser would leave out what is in them."""


_BAR = "\ufdd0"
"""The bar of a reading while a text is parsed, as any other bar ends the cell of a table."""

_MARKED = pattern(rf"\{{([^{{}}{_BAR}]+){_BAR}([^{{}}{_BAR}]+)\}}")
_UNSPACED = pattern(
    "[\u2e80-\u312f\u3190-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff9f\U00020000-\U0003ffff]"
)


def _with_bar(found: Any) -> str:
    return f"{{{found[1]}{_BAR}{found[2]}}}" if is_read(found[1]) else str(found[0])


_MISSING = (
    "reading Markdown needs markdown-it-py and mdit-py-plugins; "
    "install them with: pip install markdown-it-py mdit-py-plugins"
)


@cache
def _parser() -> "MarkdownIt":
    """Return the parser, with what quizkit reads besides CommonMark."""
    try:
        from markdown_it import MarkdownIt
        from mdit_py_plugins.dollarmath import dollarmath_plugin
    except ModuleNotFoundError as error:
        raise ModuleNotFoundError(_MISSING, name=error.name) from error

    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": DEEPEST + 1})
    parser.enable(["table", "strikethrough"])
    parser.use(
        dollarmath_plugin,
        allow_labels=False,
        allow_space=False,
        allow_digits=False,
        allow_blank_lines=False,
        double_inline=True,
    )
    parser.inline.ruler.at("math_inline", _maths_rule())
    parser.inline.ruler.before("text", "reading", _reading)
    parser.block.ruler.before("table", "too_deep", _too_deep)
    parser.normalizeLink = parser.normalizeLinkText = str  # type: ignore[method-assign, assignment]
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    return parser


def _too_deep(state: "StateBlock", first: int, last: int, silent: bool) -> bool:
    """Refuse a text whose blocks nest too deep; what stands below here would be left out."""
    if state.level >= DEEPEST:
        raise _TooDeepError
    return False


def _maths_rule() -> Any:
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
    if state.src[state.pos] != "{":
        return False
    found = _MARKED.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    if not silent:
        token = state.push("reading", "ruby", 0)
        token.content, token.info = found[1].strip(), found[2].strip()
    state.pos = found.end()
    return True


def _grown(tokens: "Sequence[Token]") -> tuple[Any, ...]:
    """Return the values that a flat list of tokens stands for.

    What would be nested deeper than may be stands beside the text before it instead.
    """
    open_: list[tuple[Token, list[Any]]] = []
    grown: list[Any] = []
    for at, token in enumerate(tokens):
        if token.nesting > 0:
            open_.append((token, grown))
            grown = [] if len(open_) <= DEEPEST else grown
        elif token.nesting < 0:
            opening, around = open_.pop()
            if opening.type == "paragraph_open" and not opening.hidden and len(open_) > 1:
                open_[-2][0].meta["loose"] = True  # of a list, two above its items' paragraphs
            if grown is not around:
                around.append(_BRANCHES[opening.type](opening, tuple(grown)))
            grown = around
        elif token.type == "softbreak":
            _put(grown, Text(_space_between(tokens, at)))
        elif token.type == "inline":
            grown.extend(_grown(token.children or []))
        else:
            _put(grown, _LEAVES[token.type](token))
    return tuple(grown)


def _put(grown: list[Any], inline: Any) -> None:
    """Put a value behind the others; texts beside each other become one."""
    if isinstance(inline, Text) and grown and isinstance(grown[-1], Text):
        inline = Text(grown.pop().text + inline.text)
    if inline != Text(""):
        grown.append(inline)


def _space_between(tokens: "Sequence[Token]", at: int) -> str:
    """Return what a line break within a paragraph is: no space between Chinese or Japanese."""
    before = next((each.content for each in tokens[max(0, at - 8) : at][::-1] if each.content), "")
    after = next((each.content for each in tokens[at + 1 : at + 9] if each.content), "")
    return "" if _UNSPACED.match(before[-1:]) and _UNSPACED.match(after[:1]) else " "


def _written(content: str) -> str:
    """Return what a token holds, as it was written."""
    return content.replace(_BAR, "|")


def _table(groups: tuple[Any, ...]) -> Table:
    """Return a table of its groups of rows; a row is of cells, a cell of its alignment and words."""
    head, *rows = [row for group in groups for row in group]
    return Table(
        tuple([words for _, words in head]),
        tuple([tuple([words for _, words in row]) for row in rows]),
        tuple([align for align, _ in head]),
    )


def _cell(token: "Token", inlines: tuple[Any, ...]) -> tuple[str, tuple[Any, ...]]:
    return str(token.attrs.get("style", "")).removeprefix("text-align:"), inlines


def _list(token: "Token", items: tuple[Any, ...]) -> List:
    start = int(token.attrs.get("start", 1)) if token.type == "ordered_list_open" else None
    return List(items, start, token.markup, "loose" not in token.meta)


_LEAVES: dict[str, Callable[["Token"], Any]] = {
    "text": lambda token: Text(_written(token.content)),
    "code_inline": lambda token: Code(_written(token.content)),
    "math_inline": lambda token: Maths(_written(token.content)),
    "math_inline_double": lambda token: Maths(_written(token.content).strip(), display=True),
    "image": lambda token: Picture(
        _written(str(token.attrs["src"])), inline_words(_grown(token.children or []))
    ),
    "reading": lambda token: Reading(token.content, token.info),
    "hardbreak": lambda token: Break(),
    "fence": lambda token: CodeBlock(
        _written(token.content).removesuffix("\n"), _written(token.info.strip().partition(" ")[0])
    ),
    "code_block": lambda token: CodeBlock(_written(token.content).rstrip("\n")),
    "math_block": lambda token: MathsBlock(_written(token.content).strip()),
    "hr": lambda token: Rule(),
}
"""What a token without parts is, by its type."""

_BRANCHES: dict[str, Callable[["Token", tuple[Any, ...]], Any]] = {
    "em_open": lambda token, inlines: Emphasis(inlines, strong=False),
    "strong_open": lambda token, inlines: Emphasis(inlines, strong=True),
    "s_open": lambda token, inlines: Struck(inlines),
    "link_open": lambda token, inlines: Link(inlines, _written(str(token.attrs["href"]))),
    "paragraph_open": lambda token, inlines: Paragraph(inlines),
    "heading_open": lambda token, inlines: Heading(int(token.tag[1]), inlines),
    "blockquote_open": lambda token, blocks: Quote(blocks),
    "bullet_list_open": _list,
    "ordered_list_open": _list,
    "list_item_open": lambda token, blocks: blocks,
    "table_open": lambda token, groups: _table(groups),
    "thead_open": lambda token, rows: rows,
    "tbody_open": lambda token, rows: rows,
    "tr_open": lambda token, cells: cells,
    "th_open": _cell,
    "td_open": _cell,
}
"""What a token with parts is, by the type of the token that opens it."""
