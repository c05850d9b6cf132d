"""Blocks as lines of a terminal, of whatever width: what is wrapped hangs below where it began.

It knows no terminal: how wide the paper is and how looks are painted is handed in. No line is wider
than the paper, and no control character of a text comes through. What nests so deep that words would
have no room beside it is no longer indented.
"""

from collections.abc import Iterable, Iterator, Sequence

from quizkit.markup.block import (
    Block,
    Break,
    CodeBlock,
    Heading,
    Inline,
    List,
    MathsBlock,
    Paragraph,
    Picture,
    Quote,
    Rule,
    Table,
    Text,
)
from quizkit.markup.columns import table
from quizkit.markup.paper import PLAIN, Fillings, Look, Paper, Span
from quizkit.markup.running import Running, as_it_stands, flow
from quizkit.visible import width_of

_LEAST = 16
"""Columns that are left to words, whatever stands beside them."""

_INDENT = "  "


def lines(
    blocks: Iterable[Block],
    paper: Paper,
    lead: str = "",
    *,
    bold: bool = False,
    fillings: Fillings = (),
) -> list[str]:
    """Return blocks as lines.

    Args:
        blocks: of a text.
        paper: what they are for.
        lead: stands before the first line, safe to print; the others are indented as far.
        bold: whether paragraphs are in bold, but for those in lists and quotes; what is bold itself
            is underlined in them.
        fillings: what stands in the holes of the text, as `Filling`s by their numbers.
    """
    running = Running(fillings, is_styled=paper.is_styled)
    drawn = _Drawn(running, PLAIN._replace(bold=bold))
    if not lead:
        return drawn.below(blocks, paper)
    size = width_of(lead)
    return _hung(drawn.below(blocks, paper.narrowed(size)), lead, " " * size)


def _hung(lines: list[str], lead: str, rest: str) -> list[str]:
    """Return lines behind what stands before the first, and before each of the others."""
    first, *others = lines or [""]
    return [f"{lead}{first}", *[f"{rest}{line}".rstrip(" ") for line in others]]


class _Drawn:
    """Draws the blocks of one text.

    Args:
        running: the words of inlines.
        look: of paragraphs that stand by themselves.
    """

    def __init__(self, running: Running, look: Look) -> None:
        self._running = running
        self._look = look

    def below(self, blocks: Iterable[Block], paper: Paper, *, tight: bool = False) -> list[str]:
        """Return blocks below each other, with an empty line between unless they are `tight`."""
        found: list[str] = []
        for lines in filter(None, (self._lines(block, paper) for block in blocks)):
            found += ["", *lines] if found and not tight else lines
        return found

    def _lines(self, block: Block, paper: Paper) -> list[str]:
        match block:
            case Paragraph(inlines):
                return list(self._paragraph(inlines, paper))
            case Heading(_, inlines):
                return flow(self._running.spans(inlines, self._look.stressed), paper)
            case CodeBlock(text, language):
                return list(self._code(text, language, paper))
            case MathsBlock(source):
                inner = paper.narrowed(len(_INDENT))
                rows = self._running.formula_lines(source, inner.width)
                return [f"{_INDENT}{line}" for row in rows for line in flow(row, inner)]
            case List():
                return list(self._list(block, paper))
            case Quote(blocks):
                mark = "> " if paper.heard else "│ "
                return self._beside(mark, mark, blocks, paper)
            case Table():
                return table(block, paper, self._running)
            case Rule():
                line = paper.painted("─" * paper.width, Look(dim=True))
                return [] if paper.heard else [line]

    def _paragraph(self, inlines: tuple[Inline, ...], paper: Paper) -> Iterator[str]:
        """Yield a paragraph; pictures that stand alone in it are drawn by the paper."""
        if pictures := _pictures(inlines):
            for picture in pictures:
                yield from paper.pictured(picture)
        else:
            yield from flow(self._running.spans(inlines, self._look), paper)

    def _code(self, text: str, language: str, paper: Paper) -> Iterator[str]:
        """Yield lines of code as they stand, below the name of their language."""
        inner = paper.narrowed(len(_INDENT))
        if language:
            name = f"{language}:" if paper.heard else language
            yield from (_INDENT + line for line in flow([Span(name, Look(dim=True))], inner))
        for line in as_it_stands(self._running.typed(text, PLAIN), inner):
            yield f"{_INDENT}{line}".rstrip(" ")

    def _list(self, block: List, paper: Paper) -> Iterator[str]:
        """Yield the items of a list, each behind its number or a dot."""
        dot = "- " if paper.heard else "• "
        size = len(f"{(block.start or 0) + len(block.items) - 1}{block.mark} ")
        for at, item in enumerate(block.items):
            if at and not block.tight:
                yield ""
            lead = dot if block.start is None else f"{block.start + at}{block.mark} ".rjust(size)
            yield from self._beside(lead, " " * len(lead), item, paper, tight=block.tight)

    def _beside(
        self, lead: str, rest: str, blocks: Sequence[Block], paper: Paper, *, tight: bool = False
    ) -> list[str]:
        """Return blocks behind `lead` and `rest`, or below it where there is no room beside it."""
        inner = _Drawn(self._running, PLAIN)
        if paper.width - len(lead) < _LEAST:
            return [*filter(None, [lead.strip(" │>")]), *inner.below(blocks, paper, tight=tight)]
        return _hung(inner.below(blocks, paper.narrowed(len(lead)), tight=tight), lead, rest)


def _pictures(inlines: Sequence[Inline]) -> list[Picture]:
    """Return the pictures of a paragraph that has nothing else."""
    pictures = [inline for inline in inlines if isinstance(inline, Picture)]
    between = [inline for inline in inlines if inline in _BETWEEN] if pictures else []
    return pictures if len(pictures) + len(between) == len(inlines) else []


_BETWEEN = Break(), Text(" ")
"""What may stand between pictures."""
