"""The rows of a table of words, wherever they stand, with the place of each of their cells.

That is a file beside the deck with tabs between the cells, a block of text in the deck likewise,
or a list of lists.
"""

import codecs
import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import cached_property
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

from quizkit.errors.codes import ProblemCode
from quizkit.formats.beside import MOST_BYTES, Absent, read_beside
from quizkit.formats.deck_file import text_of
from quizkit.formats.fields import Fields
from quizkit.formats.parts import Files, Part
from quizkit.formats.report import Report
from quizkit.formats.tree import Node
from quizkit.formats.wrong import Wrong
from quizkit.lazy import pattern
from quizkit.model import collapsed
from quizkit.value import count

_BAR = pattern(r"\s*\|\s*")
_FILE = pattern(r"[^\n\t|]+")

Cells = list[str]
"""Of a row, without the white space around each."""


class Rows(NamedTuple):
    """The rows of a table.

    Args:
        report: the text that they stand in.
        names: of the columns, in the order of the cells.
        places: where, by row and name of a column.
        cells: those of each row; None where that was reported.
        between: what parts the cells, in words.
        are_joined: whether YAML has made one line of those that they are written on.
    """

    report: Report
    names: Sequence[str]
    places: "_InLists | _InText"
    cells: Sequence[Cells | None]
    between: str
    are_joined: bool = False

    def part(self, first: int) -> Part:
        """Return them as a part of the deck; the first of them has this number."""
        return Part(self.report, self.places, (), first, self.places.end)

    def problem(self, wrong: Wrong, row: int, *steps: str) -> None:
        """Report what is wrong with a row, or one of its cells."""
        self.report.add(self.places.offset((row, *steps)), *wrong)

    def wrong_count(self, found: int) -> Wrong:
        """Return what is wrong with a row that has another number of cells than there are columns."""
        names = self.names
        said = f"this row has {count(found, 'cell')}, and the table {count(len(names), 'column')}"
        fix = f"part the cells with {self.between}: {', '.join(names)}"
        if found > len(names):
            fix = f"delete what is too much, or name its column; there are {', '.join(names)}"
        if self.are_joined:
            fix = "write `rows: |`, and a line a word below it: without the bar all lines are one"
        return Wrong(ProblemCode.BAD_ROW, said, fix)


def rows_of(
    fields: Fields,
    names: Sequence[str],
    files: Files,
    beside: list[str],
    *,
    is_markdown: bool = False,
) -> Rows | None:
    """Return the rows of a table; None if there are none, which is reported.

    Args:
        fields: of the table.
        names: of its columns; a first row of these is none, and says in which order they stand.
        files: what the deck may read.
        beside: is told of the file that they stand in.
        is_markdown: whether a bar in code, formulas and readings parts no cells.
    """
    written = fields.values.get("rows")
    if not isinstance(written, list | str) or not written:
        fields.problem(*_NO_ROWS, *(["rows"] if "rows" in fields.values else []))
        return None
    if isinstance(written, list):
        listed = [_listed(fields, row, at) for at, row in enumerate(written)]
        order = _order(listed[0] or (), names)
        places = _InLists(fields, order or names, bool(order))
        found = Rows(fields.tree.report, places.names, places, listed[bool(order) :], "commas")
        return _known(found, names)
    name = written.strip()
    if not _FILE.fullmatch(name):
        start = _start(fields, written)
        found = _in_text(fields.tree.report, written, names, start, is_markdown=is_markdown)
        as_it_stands = fields.tree.report.text[start.offset :][: len(name)]
        return _known(found._replace(are_joined=not start.line and "\n" in as_it_stands), names)
    report = _file(fields, name, files, beside)
    if report is None or report.unread:
        return None
    found = _in_text(report, report.text, names)
    return _known(found, names, f"write one into {name}, a line a word")


def _order(cells: Sequence[str], names: Sequence[str]) -> tuple[str, ...]:
    """Return the names of the columns as a first row gives them, which may have more; else none."""
    known = {name.casefold(): name for name in names}
    filled = max((at for at, cell in enumerate(cells, 1) if cell), default=0)
    found = tuple(known.get(collapsed(cell).casefold(), cell) for cell in cells[:filled])
    return found if len({*found}) == len(found) and {*names} <= {*found} else ()


def _known(rows: Rows, names: Sequence[str], fix: str = "write one below, a line a word") -> Rows:
    """Return the rows; if there are none, or the first has some of the names, that is reported.

    One name may be a word of the table, such as `English` in a column of that name.
    """
    if not rows.cells:
        rows.problem(_NO_ROWS._replace(fix=fix), 0)
    cells = (rows.cells[0] if rows.cells else None) or ()
    folded = {collapsed(cell).casefold() for cell in cells}
    absent = [name for name in names if name.casefold() not in folded]
    if len(names) - len(absent) < 2 or not absent:
        return rows
    said = f"this row names columns, but not `{absent[0]}`"
    fix = f"write the names as in `columns:` there, or delete it: {', '.join(names)}"
    rows.problem(Wrong(ProblemCode.BAD_COLUMN, said, fix), 0)
    return rows._replace(cells=[None, *rows.cells[1:]])


_NO_ROWS = Wrong(
    ProblemCode.NO_ROWS,
    "this table of words has no rows",
    "name a file beside the deck, `rows: words.tsv`, or write a line a word below `rows: |`",
)
_ABSENT = {
    Absent.NOT_THERE: "there is no file `{}` that can be read",
    Absent.OUTSIDE: "`{}` lies outside the folder of the deck",
    Absent.NO_FILE: "`{}` is no file",
    Absent.TOO_LARGE: f"`{{}}` has more than {MOST_BYTES:,} bytes",
}
_RULE = "rows stand in the deck, or in a .tsv file in its folder or below"


def _file(fields: Fields, name: str, files: Files, beside: list[str]) -> Report | None:
    """Return the text of a file of rows; None if it is not read, which is reported."""
    if files.folder is None:
        said = "`{}` is not read: this text has no folder that it could lie in"
        fields.problem(ProblemCode.NO_ROWS, said.format(name), "read the deck's file", "rows")
        return None
    here = Path(fields.tree.report.file).parent
    within = here == files.folder or files.folder in here.parents
    path = (here if within else files.folder) / name
    from_deck = os.path.relpath(path, files.folder)
    beside.append(from_deck)
    if str(path) in files.texts:
        report = Report(files.texts[str(path)], str(path))
    else:
        data = read_beside(str(files.folder / "deck"), from_deck)
        if isinstance(data, Absent):
            said = _ABSENT[data].format(name)
            fields.problem(ProblemCode.NO_ROWS, said, _RULE, "rows")
            return None
        report = text_of(_in_utf8(data), str(path))
    report.is_rows = True
    fields.tree.report.included.append(report)
    return report


def _in_utf8(data: bytes) -> bytes:
    """Return the bytes of a file in UTF-8: Excel writes its Unicode Text in UTF-16."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        with suppress(UnicodeDecodeError):
            return data.decode("utf-16").encode()
    return data


def _listed(fields: Fields, row: Node, at: int) -> Cells | None:
    """Return the cells of a row that is a list; None if it is none, which is reported."""
    if not isinstance(row, list):
        message = "a row of this table is a list of its cells"
        fields.problem(ProblemCode.WRONG_SHAPE, message, "write `- [word, meaning]`", "rows", at)
        return None
    cells = [cell.strip() if isinstance(cell, str) else None for cell in row]
    if None in cells:
        message = "a cell of this table is a text"
        fix = "write meanings that stand for one another in one text, parted by `;`"
        fields.problem(ProblemCode.WRONG_SHAPE, message, fix, "rows", at, cells.index(None))
        return None
    return [" ".join(cell.split("\n")) for cell in cells if cell is not None]


class _InLists:
    """Places of rows that are lists."""

    def __init__(self, fields: Fields, names: Sequence[str], is_named: bool) -> None:
        self._fields, self.names, self._first = fields, names, int(is_named)

    def offset(self, path: tuple[str | int, ...], *, key: bool = False) -> int:
        """Return where a row begins, or its cell in the column with a name."""
        row, *column = path
        steps = [self.names.index(name) for name in map(str, column) if name in self.names]
        return self._fields.offset("rows", self._first + int(row), *steps)

    def end(self) -> int:
        """Return where the last cell of the last row begins, or what stands behind it."""
        rows = self._fields.values["rows"]
        last = rows[-1] if isinstance(rows, list) else ""
        cells = len(last) - 1 if isinstance(last, list) else 0
        return self._fields.offset("rows", len(rows or "") - 1, cells) + 1


def _in_text(
    report: Report,
    text: str,
    names: Sequence[str],
    start: "_Start | None" = None,
    *,
    is_markdown: bool = False,
) -> Rows:
    """Return the rows that are lines of a text; a first line of names says how columns stand."""
    if "\r" in text:
        text = text.replace("\r\n", " \n").replace("\r", "\n")
    if is_markdown and "|" in text:
        from quizkit.formats.marked_spans import BARS, masked

        text = masked(text, BARS)
    lines = text.split("\n")
    found = [(at, _cells(line, start is not None)) for at, line in enumerate(lines) if line.strip()]
    order = _order(found[0][1] if found else (), names)
    if order:
        del found[0]
    places = _InText(report, lines, [at for at, _ in found], order or names, start)
    between = "tabs, or with ` | `" if start else "tabs"
    cells = [cells for _, cells in found]
    if is_markdown and start:
        from quizkit.formats.marked_spans import unmasked

        cells = [[*map(unmasked, row)] for row in cells]
    return Rows(report, order or names, places, cells, between)


def _cells(line: str, may_have_bars: bool) -> Cells:
    """Return the cells of a line: between tabs, or in a deck, where these are hard to type, bars."""
    if may_have_bars and "\t" not in line:
        return _BAR.split(line.strip())
    return [*map(str.strip, line.split("\t"))]


class _Start(NamedTuple):
    """Where a text of rows stands in a deck.

    Args:
        offset: of the text.
        line: number of the line before its first, from 1; 0 if its lines are not those of the deck.
    """

    offset: int
    line: int


def _start(fields: Fields, text: str) -> _Start:
    """Return where a text under `rows` stands; the lines of a block are those of the deck."""
    report, offset = fields.tree.report, fields.offset("rows")
    is_block = report.text.startswith("|", offset)
    return _Start(offset, report.location(offset).line if is_block else 0)


class _InText:
    """Places of rows that are lines of a text, by the numbers of these lines in it."""

    def __init__(
        self,
        report: Report,
        lines: Sequence[str],
        of_rows: Sequence[int],
        names: Sequence[str],
        start: _Start | None,
    ) -> None:
        self._report = report
        self._lines = lines
        self._of_rows = of_rows
        self._names = names
        self._start = start

    def offset(self, path: tuple[str | int, ...], *, key: bool = False) -> int:
        """Return where a row begins, or its cell in the column with a name."""
        row, *column = path
        if not isinstance(row, int) or row >= len(self._of_rows):
            return self._start.offset if self._start else 0
        line = self._lines[self._of_rows[row]]
        at = len(line) - len(line.lstrip(" "))
        if column and column[0] in self._names:
            at = _begin(line, self._names.index(str(column[0])))
        return self._line_starts[self._of_rows[row]] + at

    def end(self) -> int:
        """Return where the last row ends."""
        last = self._of_rows[-1]
        return self._line_starts[last] + len(self._lines[last]) + 1

    @cached_property
    def _line_starts(self) -> Sequence[int]:
        """Where each line of the rows begins in the whole text."""
        if self._start is None:
            return [*accumulate((len(line) + 1 for line in self._lines), initial=0)]
        return [*self._in_deck(self._start)]

    def _in_deck(self, start: _Start) -> Iterator[int]:
        """Yield where each line begins in the deck, behind its indent."""
        for number, line in enumerate(self._lines, start.line + 1):
            if not start.line:
                yield start.offset
                continue
            written = self._report.line(number)
            indent = len(written.rstrip()) - len(line.rstrip())
            yield self._report.start_of(number) + max(0, indent)


def _begin(line: str, place: int) -> int:
    """Return where in a line the text of a cell begins."""
    parts = line.split("\t") if "\t" in line else line.split("|")
    if place >= len(parts):
        return len(line.rstrip())
    before = sum(len(part) + 1 for part in parts[:place])
    return before + len(parts[place]) - len(parts[place].lstrip())
