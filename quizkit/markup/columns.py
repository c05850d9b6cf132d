"""Tables on paper: in columns where these have room, else a line for each cell, behind its head."""

from collections.abc import Iterable, Iterator, Sequence

from quizkit.markup.block import Table
from quizkit.markup.paper import PLAIN, Look, Paper, Span
from quizkit.markup.running import Running, flow
from quizkit.visible import width_of

_GAP = 2
_LEAST, _LONG_WORD = 8, 16
"""Columns of a cell that is wrapped, at least; and up to which no word of it is broken."""

Cell = list[Span]
"""The words of a cell."""


def table(block: Table, paper: Paper, running: Running) -> list[str]:
    """Return a table as lines: in columns if all have room for their words, else cell by cell.

    What is read aloud is told cell by cell.
    """
    head = [list(running.spans(cell, PLAIN.stressed)) for cell in block.head]
    rows = [[list(running.spans(cell, PLAIN)) for cell in row] for row in block.rows]
    if not paper.heard and (widths := _widths([head, *rows], paper.width)):
        return list(_in_columns(head, rows, widths, block.aligns, paper))
    return list(_cell_by_cell(head, rows or [head], paper))


def _widths(rows: Iterable[Sequence[Cell]], width: int) -> list[int]:
    """Return how wide the columns of a table are; none if they have no room.

    All that is in them fits, or those that are widest are as wide as each other.
    """
    sizes = [[_sizes(cell) for cell in column] for column in zip(*rows, strict=True)]
    wanted = [max(whole for whole, _ in column) for column in sizes]
    least = [max(word for _, word in column) for column in sizes]
    room = width - _GAP * (len(sizes) - 1)
    if sum(least) > room:
        return []
    most = next(
        most for most in range(width, -1, -1) if sum(_narrowed(wanted, least, most)) <= room
    )
    return _narrowed(wanted, least, most)


def _narrowed(wanted: Sequence[int], least: Sequence[int], most: int) -> list[int]:
    return [max(low, min(size, most)) for size, low in zip(wanted, least, strict=True)]


def _sizes(cell: Cell) -> tuple[int, int]:
    """Return how wide a cell is on one line, and at least."""
    text = "".join([text for text, _ in cell])
    whole = max(map(width_of, text.split("\n")))
    word = max(map(width_of, text.split()), default=0)
    return whole, min(whole, max(_LEAST, min(word, _LONG_WORD)))


def _in_columns(
    head: Sequence[Cell],
    rows: Iterable[Sequence[Cell]],
    widths: Sequence[int],
    aligns: Sequence[str],
    paper: Paper,
) -> Iterator[str]:
    """Yield a table in columns, a line below its head."""
    columns = [paper.narrowed(paper.width - width) for width in widths]
    gap = " " * _GAP

    def side_by_side(row: Sequence[Cell]) -> Iterator[str]:
        cells = [flow(cell, column) for cell, column in zip(row, columns, strict=True)]
        for at in range(max(map(len, cells))):
            line = [
                _aligned(cell[at] if at < len(cell) else "", width, align)
                for cell, width, align in zip(cells, widths, aligns, strict=True)
            ]
            yield gap.join(line).rstrip(" ")

    yield from side_by_side(head)
    yield gap.join([paper.painted("─" * width, Look(dim=True)) for width in widths])
    for row in rows:
        yield from side_by_side(row)


def _aligned(line: str, width: int, align: str) -> str:
    """Return a line of a cell, as wide as its column."""
    room = max(0, width - width_of(line))
    before = {"right": room, "center": room // 2}.get(align, 0)
    return f"{' ' * before}{line}{' ' * (room - before)}"


def _cell_by_cell(
    head: Sequence[Cell], rows: Iterable[Sequence[Cell]], paper: Paper
) -> Iterator[str]:
    """Yield a line or more for each cell of each row, the first of a row less indented."""
    indent, inner = " " * _GAP, paper.narrowed(_GAP)
    for row in rows:
        first = True
        for name, cell in zip(head, row, strict=True):
            if not any(text.strip() for text, _ in cell):
                continue
            named = [*name, Span(": ")] if any(text.strip() for text, _ in name) else []
            line, *rest = flow([*named, *cell], inner)
            yield line if first else f"{indent}{line}"
            yield from (f"{indent}{line}" for line in rest)
            first = False
