"""A text in Markdown read into blocks, and into its words.

The tokens of a parser become values here. Nothing of a text is lost: what is no mark stays text as
it was written, raw HTML too, and so does a text whose blocks nest too deep.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import groupby
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
from quizkit.markup.parser import tokens, written
from quizkit.markup.plain import is_plain

if TYPE_CHECKING:
    from markdown_it.token import Token


def blocks(text: str, *, inline: bool = False) -> tuple[Block, ...]:
    """Return what a text in Markdown is made of; what was read lately is kept.

    Args:
        text: CommonMark, with tables, struck text, maths and readings; HTML in it is text.
        inline: whether it is a part of a line, such as an answer: one paragraph, with no lists,
            headings, or code by indentation.
    """
    return _blocks(text, inline)


@lru_cache(32768)
def _blocks(text: str, inline: bool) -> tuple[Block, ...]:
    """Return what `blocks` does: here, as a call with and without a default would be kept twice."""
    if is_plain(text, inline=inline):
        return (Paragraph((Text(text),)),) if text else ()
    made = _grown(tokens(text, inline=inline))
    return ((Paragraph(made),) if inline and made else made) or _as_text(text)


def words(text: str, *, inline: bool = False, steady: bool = False) -> str:
    """Return what a text in Markdown says without its marks: what is judged, searched and kept.

    Code stays as it stands, and so do the numbers of lists. Of a link its words are left, of a
    picture those for who cannot see it, of a reading the words below it; a formula is in Unicode.
    Each block and each item begins a line; two spaces stand between the cells of a table. A text
    without marks is itself, and one that says nothing without them, such as `---`, as well.

    Args:
        text: as `blocks` takes it.
        inline: whether it is a part of a line, such as an answer.
        steady: whether formulas are told as their source, which is the same in every version: what
            ids rest on.
    """
    if is_plain(text, inline=inline):
        return text
    return block_words(blocks(text, inline=inline), steady=steady) or text


def _as_text(text: str) -> tuple[Block, ...]:
    """Return a text as it stands, a paragraph a line, whatever marks are in it."""
    return tuple(Paragraph((Text(line.strip()),)) for line in text.splitlines() if line.strip())


_UNSPACED = pattern(
    "[\u2e80-\u312f\u3190-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff9f\U00020000-\U0003ffff]"
)
"""Characters of scripts that are written without spaces between words."""


def _grown(flat: "Sequence[Token]") -> tuple[Any, ...]:
    """Return the values that a flat list of tokens stands for.

    What would be nested deeper than may be stands beside the text before it instead.
    """
    open_: list[tuple[Token, list[Any]]] = []
    grown: list[Any] = []
    for at, token in enumerate(flat):
        if token.nesting > 0:
            open_.append((token, grown))
            grown = [] if len(open_) <= DEEPEST else grown
        elif token.nesting < 0:
            opening, around = open_.pop()
            if opening.type == "paragraph_open" and not opening.hidden and len(open_) > 1:
                open_[-2][0].meta["loose"] = True  # of a list, two above its items' paragraphs
            if grown is not around:
                around += _branches(opening, grown)
            grown = around
        elif token.type == "softbreak":
            grown.append(_space_between(flat, at))
        elif token.type == "inline":
            in_paragraph = bool(open_) and open_[-1][0].type == "paragraph_open"
            children = token.children or []
            grown.extend(_grown(_with_formulas_apart(children) if in_paragraph else children))
        else:
            grown.append(_LEAVES[token.type](token))
    return _joined(grown)


def _branches(opening: "Token", parts: list[Any]) -> list[Any]:
    """Return what a token with parts is: of a paragraph what stands around formulas, and these."""
    if opening.type != "paragraph_open":
        return [_BRANCHES[opening.type](opening, _joined(parts))]
    made: list[Any] = []
    for is_maths, run in groupby(parts, lambda part: isinstance(part, MathsBlock)):
        if is_maths:
            made += run
        elif inlines := _joined(list(run)):
            made.append(Paragraph(inlines))
    return made


def _with_formulas_apart(flat: "Sequence[Token]") -> "list[Token]":
    """Return the tokens of a paragraph, with each formula between `$$` a block that stands alone.

    It does where it has lines of its own, or rows that need them. A full stop or a comma behind it
    belongs to it.
    """
    made = list(flat)
    depth = 0
    for at, token in enumerate(flat):
        depth += token.nesting
        if token.type != "math_inline_double" or depth:
            continue
        behind = made[at + 1] if at + 1 < len(made) and made[at + 1].type == "text" else None
        stop = behind.content[:1] if behind and not token.content.endswith("\\") else ""
        stop = stop if stop in _STOPS else ""
        after = at + 1 + bool(stop and behind and len(behind.content) == 1)
        if _HAS_ROWS.search(token.content) or (_is_break(flat, at - 1) and _is_break(flat, after)):
            made[at] = token.copy(type="math_block", content=token.content.rstrip() + stop)
            if stop and behind:
                made[at + 1] = behind.copy(content=behind.content[1:])
            _trim(made, at - 1, str.rstrip)
            _trim(made, after, str.lstrip)
    return made


_STOPS = frozenset(".,;")
_HAS_ROWS = pattern(r"\\\\|\\begin\{")


def _is_break(flat: "Sequence[Token]", at: int) -> bool:
    """Return whether a line ends at a token, or the paragraph does."""
    return not 0 <= at < len(flat) or flat[at].type in ("softbreak", "hardbreak")


def _trim(flat: "list[Token]", at: int, trimmed: Callable[[str], str]) -> None:
    """Take the space from the side of a token at which a line ends now."""
    if not 0 <= at < len(flat):
        return
    if _is_break(flat, at):
        flat[at] = flat[at].copy(type="text", content="")
    elif flat[at].type == "text":
        flat[at] = flat[at].copy(content=trimmed(flat[at].content))


def _joined(parts: list[Any]) -> tuple[Any, ...]:
    """Return parts with the texts beside each other made one."""
    made: list[Any] = []
    for is_text, run in groupby(parts, lambda part: isinstance(part, str)):
        if not is_text:
            made += run
        elif said := "".join(run):
            made.append(Text(said))
    return tuple(made)


def _space_between(flat: "Sequence[Token]", at: int) -> str:
    """Return what a line break within a paragraph is: no space between Chinese or Japanese."""
    before = next((each.content for each in flat[max(0, at - 8) : at][::-1] if each.content), "")
    after = next((each.content for each in flat[at + 1 : at + 9] if each.content), "")
    return "" if _UNSPACED.match(before[-1:]) and _UNSPACED.match(after[:1]) else " "


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
    "text": lambda token: written(token.content),
    "code_inline": lambda token: Code(written(token.content)),
    "math_inline": lambda token: Maths(written(token.content)),
    "math_inline_double": lambda token: Maths(written(token.content).strip(), display=True),
    "image": lambda token: Picture(
        written(str(token.attrs["src"])), inline_words(_grown(token.children or []))
    ),
    "reading": lambda token: Reading(token.content, token.info),
    "hardbreak": lambda token: Break(),
    "fence": lambda token: CodeBlock(
        written(token.content).removesuffix("\n"), written(token.info.strip().partition(" ")[0])
    ),
    "code_block": lambda token: CodeBlock(written(token.content).rstrip("\n")),
    "math_block": lambda token: MathsBlock(written(token.content).strip()),
    "hr": lambda token: Rule(),
}
"""What a token without parts is, by its type; words are a text yet."""

_BRANCHES: dict[str, Callable[["Token", tuple[Any, ...]], Any]] = {
    "em_open": lambda token, inlines: Emphasis(inlines, strong=False),
    "strong_open": lambda token, inlines: Emphasis(inlines, strong=True),
    "s_open": lambda token, inlines: Struck(inlines),
    "link_open": lambda token, inlines: Link(inlines, written(str(token.attrs["href"]))),
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
