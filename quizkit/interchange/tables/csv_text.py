"""Tables in text: CSV, and lists of words as people and programs write them."""

from collections.abc import Iterable, Sequence
from pathlib import PurePath
from typing import BinaryIO

from quizkit.interchange.options import ReadOptions, WriteOptions
from quizkit.interchange.source import Source, SourceError
from quizkit.interchange.tables.cells import Cells
from quizkit.interchange.tables.delimited import SIGNS, Dialect, dialect_of, rows_of
from quizkit.interchange.tables.own_columns import table_of
from quizkit.interchange.tables.rows import Layout, decks_of
from quizkit.interchange.values import Import, Loss, Outgoing, Tick
from quizkit.lazy import pattern
from quizkit.visible import visible

_OURS = pattern(r'"?id"?([,;\t|])"?kind"?\1"?question"?\1')
"""The header of a table that we wrote, whoever saved it since."""

_REQUIRED = pattern(r"(?m)^[\w.\[\]-]{1,80} ?[=<>~!]=")
"""A line that says which version of a program another one needs."""
_SIGNS = pattern(r'["\n\r]')


def likely(source: Source) -> int:
    """Return how likely a source is a table in text, from 0 to 100."""
    return table_likely(source, (",", ";", "|"))


def read(source: Source, options: ReadOptions, tick: Tick) -> Import:
    """Return the notes of a table in text.

    Raises:
        SourceError: it is no text, or what its columns hold cannot be told.
    """
    return read_table("csv", source, options, tick)


def write(decks: Sequence[Outgoing], to: BinaryIO, options: WriteOptions, tick: Tick) -> list[Loss]:
    """Write a deck as CSV in UTF-8, and return what does not go along."""
    return write_table(",", decks, to, options, tick)


def write_table(
    sign: str, decks: Sequence[Outgoing], to: BinaryIO, options: WriteOptions, tick: Tick
) -> list[Loss]:
    """Write decks as a table in text, with a sign between cells; return what does not go along."""
    losses: list[Loss] = []
    for deck in decks:
        for row in table_of(deck, losses, tick, excel_safe=options.excel_safe):
            to.write(line_of(row, sign).encode("utf-8", "replace"))
    return losses


def line_of(cells: Iterable[str], sign: str) -> str:
    """Return a row of a table in text, its cells in quotes where they would not come back."""
    return sign.join(_quoted(cell, sign, at == 0) for at, cell in enumerate(cells)) + "\n"


def _quoted(cell: str, sign: str, is_first: bool) -> str:
    # Anki leaves out a line that begins with `#`.
    if (
        _SIGNS.search(cell)
        or cell != cell.strip()
        or sign in cell
        or (is_first and cell[:1] == "#")
    ):
        return '"' + cell.replace('"', '""') + '"'
    return cell


def table_likely(source: Source, signs: Sequence[str]) -> int:
    """Return how likely a source is a table whose cells one of the signs parts."""
    head = source.head()
    if not head or (b"\0" in head[:200] and head[:2] not in (b"\xff\xfe", b"\xfe\xff")):
        return 0
    mark = head[:2]
    encoding = "utf-16" if mark in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    text = head.decode(encoding, "replace").replace("\r\n", "\n").replace("\r", "\n")
    if text.lstrip().startswith(("<", "{", "%PDF", "$CATEGORY", "---\n")):
        return 0
    if len(_REQUIRED.findall(text)) * 2 > text.count("\n"):
        return 0
    if source.ending in (".csv", ".tsv", ".tab"):
        base = 70
    elif source.ending in (".txt", ""):
        base = 25
    else:
        return 0
    ours = _OURS.match(text)
    if ours:
        return base + 25 if ours[1] in signs else base
    lines = text.split("\n")
    found = dialect_of("\n".join(lines[:-1] if len(lines) > 1 else lines))
    is_table = source.ending in (".csv", ".tsv", ".tab")
    if found.share < 0.5:
        return 20 if is_table else 0
    if found.sign not in SIGNS and (found.share < 0.9 or found.sign.strip() in ("", ":", "-")):
        return 20 if is_table else 0  # prose, more likely
    if found.sign == "," and found.share <= 0.9 and not is_table:
        return 0  # commas of prose
    fits = found.sign in signs or (found.sign not in SIGNS and "," in signs)
    return base + 10 if fits else base - 20


def read_table(name: str, source: Source, options: ReadOptions, tick: Tick) -> Import:
    """Return the notes of a table in text, of the format `name`."""
    text = source.text(options.encoding)
    losses: list[Loss] = []
    ours = _OURS.match(text)
    dialect = Dialect(ours[1]) if ours else dialect_of(text)
    if dialect.between_rows:
        text = text.replace(dialect.between_rows, "\n")
    rows = list(rows_of(text, dialect.sign, losses))
    if not any(any(map(str.strip, row.cells)) for row in rows):
        raise SourceError(f"{visible(source.name)}: there is nothing in it")
    cells = Cells(None, source.path.parent if source.path else None, losses)
    layout = Layout(PurePath(source.name).stem or name, sign=dialect.sign)
    decks = decks_of(rows, layout, options, cells, losses, tick)
    return Import(
        format=name,
        decks=tuple(decks),
        media=cells.media.files,
        losses=(*losses, *cells.media.losses),
    )
