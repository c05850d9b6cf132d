"""What stands over several lines: matrices, cases, systems of equations, tall brackets.

Each is also written on one line, its rows with `;` between, since a list or an answer has one.
"""

from collections.abc import Sequence
from itertools import zip_longest

from quizkit.markup.maths import symbols
from quizkit.markup.maths.pieces import Piece, joined
from quizkit.markup.maths.shapes import ENDED, SOURCE, is_name
from quizkit.visible import width_of

_TALL = {
    "(": "⎛⎜⎜⎝",
    ")": "⎞⎟⎟⎠",
    "[": "⎡⎢⎢⎣",
    "]": "⎤⎥⎥⎦",
    "{": "⎧⎨⎪⎩",
    "}": "⎫⎬⎪⎭",
    "⌊": "⎢⎢⎢⎣",
    "⌋": "⎥⎥⎥⎦",
    "⌈": "⎡⎢⎢⎢",
    "⌉": "⎤⎥⎥⎥",
}
"""The parts of tall brackets: the first line, the one in the middle, any other, the last."""

BRACKETS = {
    "pmatrix": "()",
    "bmatrix": "[]",
    "Bmatrix": "{}",
    "vmatrix": "||",
    "Vmatrix": "‖‖",
    "matrix": "",
    "smallmatrix": "",
    "array": "",
    "tabular": "",
}
"""The brackets of each matrix."""
CASES = frozenset(("cases", "dcases", "rcases", "drcases"))
SYSTEMS = frozenset(
    "aligned align split gathered gather multline eqnarray alignedat alignat flalign equation"
    " displaymath math multlined darray".split()
)
_PLACE = "\ufdd2"
"""Stands for what has several lines, while its row is set; no character of any text."""


class Cell(str):
    """A cell of a table on one line, and its `rows` where it may stand over several."""

    __slots__ = ("rows",)
    rows: tuple[str, ...]

    def __new__(cls, text: str, rows: tuple[str, ...] = ()) -> "Cell":
        made = super().__new__(cls, text)
        made.rows = rows
        return made


def environment(name: str, cells: Sequence[Sequence[Cell]]) -> Piece | None:
    """Return a table of cells, by row, as the environment of that name; None if it is not known."""
    name = name.rstrip("*")
    if name in SYSTEMS:
        return _system(cells)
    if name in CASES:
        return _cases(cells, "}" if "r" in name.removesuffix("cases") else "{")
    if name not in BRACKETS:
        return None
    left, right = BRACKETS[name][:1], BRACKETS[name][1:]
    between = ", " if any(" " in cell for row in cells for cell in row) else " "
    text = "; ".join(between.join(cell.rstrip(",") for cell in row) for row in cells)
    lines = _columns(cells, centred=True)
    return Piece(f"{left}{text}{right}", rows=grown(lines, left, right))


def _system(cells: Sequence[Sequence[Cell]]) -> Piece:
    texts = [_sentence(row) for row in cells]
    is_tall = any(cell.rows for row in cells for cell in row)
    if len(texts) < 2:
        return Piece("".join(texts), rows=_boxes(cells) if is_tall else ())
    text = texts[0] + "".join(
        f" {line}" if symbols.KINDS.get(line[:1]) == "relation" else f"; {line}"
        for line in texts[1:]
    )
    return Piece(text, rows=_boxes(cells) if is_tall else _columns(cells, right_first=True))


def _boxes(cells: Sequence[Sequence[Cell]]) -> tuple[str, ...]:
    """Return the lines of a system with cells of several lines: their middles are on one line."""
    boxes = [[cell.rows or (str(cell),) for cell in row] for row in cells]
    columns = zip_longest(*boxes, fillvalue=("",))
    widths = [max(_width(line) for box in column for line in box) for column in columns]
    found: list[str] = []
    for row in boxes:
        lines = [""] * max(map(len, row))
        for at, (box, width) in enumerate(zip(row, widths, strict=False)):
            gap = "" if not at else " " if at % 2 else "  "
            left_out = " " * (width - max(map(_width, box)))
            before, behind = (gap + left_out, "") if at % 2 == 0 else (gap, left_out)
            lines = _beside(lines, [f"{before}{line}{behind}" for line in box], len(lines))
        found += lines
    return tuple(found)


def _sentence(row: Sequence[str]) -> str:
    """Return the cells of a line of a system: in pairs, which belong together."""
    pairs = [" ".join(filter(None, row[at : at + 2])) for at in range(0, len(row), 2)]
    return ", ".join(filter(None, pairs))


def _cases(cells: Sequence[Sequence[str]], brace: str) -> Piece:
    rows = [
        [cell.rstrip(", ") if at + 1 < len(row) else cell for at, cell in enumerate(row)]
        for row in cells
    ]
    texts = [_case(row) for row in rows]
    left, right = (brace, "") if brace == "{" else ("", brace)
    return Piece(f"{{{'; '.join(texts)}}}", rows=grown(_columns(rows), left, right, gap=" "))


def _case(row: Sequence[str]) -> str:
    """Return a case on one line: its condition after a comma, or after its own word (`if`)."""
    value, *conditions = row
    said = " ".join(filter(None, conditions))
    if not said:
        return value
    word = said.partition(" ")[0]
    return f"{value} {said}" if is_name(word) and len(word) > 1 else f"{value}, {said}"


def _columns(
    cells: Sequence[Sequence[str]], *, centred: bool = False, right_first: bool = False
) -> tuple[str, ...]:
    """Return the lines of a table, its columns below each other."""
    count = max(map(len, cells), default=0)
    full = [[*row, *[""] * (count - len(row))] for row in cells]
    widths = [max(_width(row[at]) for row in full) for at in range(count)]
    lines = []
    for row in full:
        line = ""
        for at, (cell, width) in enumerate(zip(row, widths, strict=True)):
            gap = "" if not at else "  " if centred or not right_first or at % 2 == 0 else " "
            left_out = width - _width(cell)
            before = left_out // 2 if centred else left_out if right_first and at % 2 == 0 else 0
            line += gap + " " * before + cell + " " * (left_out - before)
        lines.append(line)
    return tuple(lines)


def grown(lines: Sequence[str], left: str, right: str, *, gap: str = "") -> tuple[str, ...]:
    """Return lines with a bracket on each side that is as tall as they are.

    Args:
        lines: the lines.
        left, right: the bracket on each side; empty for none.
        gap: what stands between the brackets and the lines.
    """
    width = max(map(_width, lines), default=0)
    last = len(lines) - 1
    return tuple(
        (_part(left, at, last) + gap if left else "")
        + line
        + (" " * (width - _width(line)) + gap + _part(right, at, last) if right else "")
        for at, line in enumerate(lines)
    )


def _part(bracket: str, at: int, last: int) -> str:
    """Return the part of a tall bracket for line `at` of those up to `last`."""
    if bracket not in _TALL or not last:
        return bracket
    part = 0 if not at else 3 if at == last else 1 if at == last // 2 else 2
    return _TALL[bracket][part]


def stacked(pieces: Sequence[Piece]) -> tuple[str, ...]:
    """Return the lines of pieces in a row: the middles of all that has several are on one line."""
    tall = [piece for piece in pieces if piece.rows]
    text = joined([p._replace(text=_PLACE, closed="") if p.rows else p for p in pieces])
    if not tall:
        return (text,)
    height = max(len(piece.rows) for piece in tall)
    lines = [""] * height
    *parts, end = text.split(_PLACE)
    stop = end if end in _STOPS else ""  # behind the last line, and not beside one in the middle
    for at, part in enumerate([*parts, end.removesuffix(stop)]):
        boxes = [(part,)] + ([tall[at].rows] if at < len(tall) else [])
        for box in boxes:
            lines = _beside(lines, box, height)
    lines[-1] += stop
    return tuple(line.rstrip() for line in lines)


_STOPS = frozenset(".,;")


def _beside(lines: Sequence[str], box: Sequence[str], height: int) -> list[str]:
    width = max(map(_width, box))
    above = (height - len(box)) // 2 if len(box) > 1 else (height - 1) // 2
    full = [""] * above + list(box) + [""] * (height - above - len(box))
    return [
        line + part + " " * (width - _width(part)) for line, part in zip(lines, full, strict=True)
    ]


def _width(text: str) -> int:
    return width_of(text.replace(SOURCE, "").replace(ENDED, ""))
