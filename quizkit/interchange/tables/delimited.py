"""Rows of a text that parts cells by a sign: which sign, which quotes, and on which line each row is.

A row that is odd leaves the others alone: a quote that is never closed is a sign of its line, which
is told by that line, and reading goes on at the next.
"""

import csv
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from quizkit.interchange.values import Loss
from quizkit.lazy import pattern

SIGNS = ("\t", ";", ",", "|")
"""What parts cells, the surest first."""

MOST_CELLS = 1_000
"""Cells of a row; one with more is none of ours."""

_PAIR_SIGNS = (" - ", " – ", " — ", "::", " = ", " : ", "=", ": ", "-", " ")
"""What parts a word from its meaning in lists typed by hand, tried in this order."""

_SAMPLE_LINES, _SAMPLE_CHARACTERS = 300, 200_000
_LONGEST_CELL = 131_072
_FURTHEST = 32 * 2**20
"""Characters in which the end of a cell that is too long is looked for."""

_TOO_LONG = "a row with a cell that is too long"
_TOO_LONG_WHY = "a cell has at most 131,072 characters"
_GAP = pattern(r"\{\{[^{}\n]{0,1000}\}\}")
_QUOTED_AFTER_SPACE = pattern(r', "')


class Row(NamedTuple):
    """A row of a table.

    Args:
        line: on which line of the text, or of the sheet, it begins; from 1.
        cells: its texts, as they stand.
        sheet: the name of the sheet that it is of; empty of a text.
    """

    line: int
    cells: list[str]
    sheet: str = ""

    @property
    def place(self) -> str:
        """What a loss calls it."""
        return f"{self.sheet}, row {self.line}" if self.sheet else f"line {self.line}"


class Dialect(NamedTuple):
    """How a text parts its cells.

    Args:
        sign: between cells; of one character it may stand in quotes.
        between_rows: a sign between rows, if that is no line break.
        share: of its rows that have as many cells as most, at least two; from 0 to 1.
        cells: how many these are.
    """

    sign: str
    between_rows: str = ""
    share: float = 0.0
    cells: int = 1


def dialect_of(text: str) -> Dialect:
    """Return how a text parts its cells, by its first lines; its sign is empty if it has no cells."""
    sample = text[:_SAMPLE_CHARACTERS]
    without_gaps = _GAP.sub("…", sample)
    lines = [line for line in without_gaps.split("\n")[:_SAMPLE_LINES] if line.strip()]
    in_one = _in_one_line(lines)
    if in_one is not None:
        return in_one
    found = [_as_cells(sample, sign) for sign in SIGNS if sign in sample]
    best = max(found, key=_rank, default=Dialect(""))
    if best.share >= 0.8:
        return best
    pairs = [_as_pairs(lines, sign) for sign in _PAIR_SIGNS]
    paired = next((pair for pair in pairs if pair.share >= 0.8), None)
    if paired and paired.sign in (" - ", " – ", " — ", "::"):
        return paired
    if best.share >= 0.5 or paired is None:
        return best
    return paired


def _rank(dialect: Dialect) -> tuple[float, float]:
    """Return how good a dialect is: tabs and semicolons are no sign of prose, commas are."""
    trust = {"\t": 0.15, ";": 0.06, ",": 0.0, "|": 0.05}[dialect.sign]
    if dialect.sign == ";" and dialect.share < 0.95:
        trust = 0.0  # glosses in some cells
    return dialect.share + trust, float(dialect.cells)


def _as_cells(sample: str, sign: str) -> Dialect:
    rows = [
        len(row.cells) for row in islice(rows_of(sample, sign, []), _SAMPLE_LINES) if any(row.cells)
    ]
    counts = Counter(number for number in rows if number > 1)
    if not counts:
        return Dialect(sign)
    cells, number = counts.most_common(1)[0]
    share = number / len(rows)
    if sign == ",":
        share *= _tightness(sample, sign)
    return Dialect(sign, share=share, cells=cells)


def _tightness(sample: str, sign: str) -> float:
    """Return how sure commas part cells rather than clauses: these have a space behind them."""
    spaced = sample.count(f"{sign} ") + sample.count(f"{sign}\n")
    every = sample.count(sign)
    return 0.9 if every and spaced == every and not _QUOTED_AFTER_SPACE.search(sample) else 1.0


def _as_pairs(lines: Sequence[str], sign: str) -> Dialect:
    good = sum(
        bool(line.partition(sign)[2].strip()) and (sign != " " or line.strip().count(" ") == 1)
        for line in lines
    )
    return Dialect(sign, share=good / len(lines) if lines else 0.0, cells=2)


def _in_one_line(lines: Sequence[str]) -> Dialect | None:
    """Return the dialect of a list whose rows are parted by a sign on one line, as Quizlet offers."""
    if len(lines) != 1:
        return None
    text = " ".join(lines)
    for between in (";", "|"):
        rows = [row for row in text.split(between) if row.strip()]
        if len(rows) < 2:
            continue
        for sign in ("\t", " - ", ",", "::", "="):
            if all(row.partition(sign)[2].strip() for row in rows):
                return Dialect(sign, between, 1.0, 2)
    return None


def rows_of(text: str, sign: str, losses: list[Loss], first_line: int = 1) -> Iterator[Row]:
    """Yield the rows of a text, in which cells with the sign or a line break stand in quotes.

    Args:
        text: with `\\n` as line ends.
        sign: between cells; one of several characters parts a line in two, without quotes.
        losses: gets what cannot be read.
        first_line: the number of the first line.
    """
    lines = text.split("\n")
    if lines and not lines[-1]:
        lines.pop()
    if len(sign) != 1:
        yield from _in_two(lines, sign, first_line)
        return
    spaced = sign != "\t" and bool(_QUOTED_AFTER_SPACE.search(text[:_SAMPLE_CHARACTERS]))
    start = 0
    while start < len(lines):
        reader = csv.reader(
            (f"{lines[at]}\n" for at in range(start, len(lines))),
            delimiter=sign,
            skipinitialspace=spaced,
            strict=True,
        )
        done = 0
        try:
            for cells in reader:
                if len(cells) > MOST_CELLS:
                    losses.append(_too_many(first_line + start + done))
                else:
                    yield Row(first_line + start + done, cells)
                done = reader.line_num
        except csv.Error as error:
            at = start + done
            row, loss, after = _odd_row(lines, at, sign, str(error))
            if row is not None:
                yield Row(first_line + at, row)
            if loss is not None:
                losses.append(loss._replace(place=f"line {first_line + at}"))
            start = after
        else:
            return


def _too_many(line: int) -> Loss:
    return Loss("a row of more than 1,000 cells", f"line {line}", why="it is no list of cards")


def _in_two(lines: Sequence[str], sign: str, first_line: int) -> Iterator[Row]:
    for number, line in enumerate(lines, first_line):
        left, found, right = line.partition(sign) if sign else (line, "", "")
        yield Row(number, [left, right] if found else [line])


def _odd_row(
    lines: Sequence[str], at: int, sign: str, error: str
) -> tuple[list[str] | None, Loss | None, int]:
    """Return the cells of a row that is no good CSV, what to say of it, and where to go on."""
    line = lines[at]
    if "field larger" in error:
        after = _behind_quotes(lines, at)
        if after is not None:
            return None, Loss(_TOO_LONG, "", line[:60], _TOO_LONG_WHY), after
    cells = line.split(sign, MOST_CELLS)
    if len(cells) > MOST_CELLS or any(len(cell) > _LONGEST_CELL for cell in cells):
        return None, Loss(_TOO_LONG, "", line[:60], _TOO_LONG_WHY), at + 1
    if line.count('"') % 2 == 0 and not _stays_open(line, sign):
        closed = next(csv.reader([line], delimiter=sign), [])
        if len(closed) <= len(cells):
            return closed, None, at + 1  # as every spreadsheet reads it: `"a"b`
    why = "the line is read by itself, its quotes as they stand"
    loss = Loss("a quote that opens a cell and does not close it", "", line[:60], why)
    return cells, loss, at + 1


def _stays_open(line: str, sign: str) -> bool:
    """Return whether a quote opens a cell of a line and none closes it."""
    try:
        next(csv.reader([line], delimiter=sign, strict=True), [])
    except csv.Error as error:
        return "unexpected end" in str(error)
    return False


def _behind_quotes(lines: Sequence[str], at: int) -> int | None:
    """Return on which line a row ends that opens a quote, by counting quotes; None if it never does."""
    quotes = characters = 0
    for number in range(at, len(lines)):
        quotes += lines[number].count('"')
        characters += len(lines[number])
        if quotes % 2 == 0:
            return number + 1
        if characters > _FURTHEST:
            return None
    return None
