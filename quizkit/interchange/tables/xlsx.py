"""Spreadsheets: a table a sheet, in files of Excel, read and written with openpyxl.

The file is an archive, so what it unpacks to is bounded before it is opened, and one with a document
type is refused: nothing of a sheet needs entities.
"""

import io
import re
from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from pathlib import PurePath
from typing import Any, BinaryIO

from quizkit.interchange.archive import Archive
from quizkit.interchange.extras import needed
from quizkit.interchange.options import ReadOptions, WriteOptions
from quizkit.interchange.source import Source, SourceError
from quizkit.interchange.tables.cells import Cells
from quizkit.interchange.tables.delimited import MOST_CELLS, Row
from quizkit.interchange.tables.own_columns import table_of
from quizkit.interchange.tables.rows import Layout, decks_of
from quizkit.interchange.values import Import, ImportedDeck, Loss, Outgoing, Tick
from quizkit.lazy import pattern
from quizkit.visible import visible

MOST_BYTES = 256 * 2**20
"""Bytes that a file may unpack to."""

MOST_ROWS = 200_000
"""Rows of a sheet that are read; the last that Excel has is 1,048,576."""

_LONGEST = 32_767
_NEVER = pattern("[\x00-\x08\x0b-\x1f\ufffe\uffff\ud800-\udfff]")
_REFUSED = pattern(r"[\[\]:*?/\\\x00-\x1f]")
_MODIFIED = re.compile(rb"(<dcterms:(?:modified|created)[^<>]*>)[^<>]*(</dcterms:)")
_EMPTY_ROWS = 1_000
_WHY_CUT = "a cell of a spreadsheet has at most 32,767 characters"


def likely(source: Source) -> int:
    """Return how likely a source is a spreadsheet, from 0 to 100."""
    head = source.head(65_536)
    if not head.startswith(b"PK\x03\x04"):
        return 0
    is_named = source.ending in (".xlsx", ".xlsm")
    if b"xl/" in head or _has_sheets(source):
        return 90 if is_named else 70
    return 60 if is_named else 0


def _has_sheets(source: Source) -> bool:
    try:
        return any(name.startswith("xl/") for name in Archive(source).names)
    except SourceError:
        return False


def read(source: Source, options: ReadOptions, tick: Tick) -> Import:
    """Return the notes of a spreadsheet, a deck a sheet.

    Raises:
        SourceError: it is no spreadsheet, it unpacks to more than 256 MiB, or what its columns
            hold cannot be told.
        QuizkitError: the extra that reads it is not installed.
    """
    openpyxl = needed("openpyxl", "convert")
    losses: list[Loss] = []
    data = source.data
    _check(data, source)
    cells = Cells(None, source.path.parent if source.path else None, losses)
    stem = PurePath(source.name).stem or "sheet"
    decks: list[ImportedDeck] = []
    untold: list[SourceError] = []
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheets = [(str(sheet.title), _rows(sheet, losses)) for sheet in book.worksheets]
    except Exception as error:
        raise _no_book(source, error) from error
    filled = [(name, rows) for name, rows in sheets if any(any(row.cells) for row in rows)]
    for name, rows in filled:
        layout = Layout(stem if len(filled) == 1 else name)
        try:
            decks += [
                _below(deck, stem, name, alone=len(filled) == 1)
                for deck in decks_of(rows, layout, options, cells, losses, tick)
            ]
        except SourceError as error:
            untold.append(error)
            losses.append(
                Loss("a sheet whose columns hold what no header says", name, why=str(error))
            )
    if untold and not decks:
        raise untold[0]
    if not filled:
        raise SourceError(f"{visible(source.name)}: there is nothing in it")
    return Import(
        format="xlsx",
        decks=tuple(decks),
        media=cells.media.files,
        losses=(*losses, *cells.media.losses),
    )


def _below(deck: ImportedDeck, stem: str, name: str, *, alone: bool) -> ImportedDeck:
    """Return the deck of a sheet, below the name of the file where that has several."""
    if alone or deck.path != (name,):
        return deck
    return ImportedDeck(path=(stem, name), notes=deck.notes, head=deck.head)


def _check(data: bytes, source: Source) -> None:
    """Refuse what is no archive, unpacks to too much, or has a document type."""
    import zipfile

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            size = 0
            for member in archive.infolist():
                with archive.open(member) as file:
                    size += _size_of(file, MOST_BYTES - size, member.filename, source)
    except (
        zipfile.BadZipFile,
        OSError,
        ValueError,
        RuntimeError,
        NotImplementedError,
        EOFError,
    ) as error:
        raise _no_book(source, error) from error
    except Exception as error:  # zlib.error has no base of its own
        if isinstance(error, SourceError):
            raise
        raise _no_book(source, error) from error


def _size_of(file: Any, room: int, name: str, source: Source) -> int:
    """Return how many bytes a member unpacks to, looking for a document type in it."""
    size, before = 0, b""
    is_xml = name.endswith((".xml", ".rels", ".vml"))
    while piece := file.read(2**20):
        if is_xml and b"<!DOCTYPE" in before + piece.replace(b"\0", b""):
            raise SourceError(
                f"{visible(source.name)}: it has a document type, which no spreadsheet needs"
            )
        before = piece[-32:]
        size += len(piece)
        if size > room:
            raise SourceError(f"{visible(source.name)}: it unpacks to more than 256 MiB")
    return size


def _no_book(source: Source, error: Exception) -> SourceError:
    reason = " ".join(str(error).split())[:100] or type(error).__name__
    return SourceError(
        f"{visible(source.name)}: this is no spreadsheet that can be read: {visible(reason)}"
    )


def _rows(sheet: Any, losses: list[Loss]) -> list[Row]:
    """Return the rows of a sheet with their numbers; many empty ones end it."""
    rows: list[Row] = []
    empty = 0
    sheet.reset_dimensions()
    for number, values in enumerate(sheet.iter_rows(max_col=MOST_CELLS, values_only=True), 1):
        cells = [_text(value) for value in values]
        while cells and not cells[-1]:
            cells.pop()
        empty = 0 if cells else empty + 1
        if empty > _EMPTY_ROWS:
            break
        if number > MOST_ROWS:
            why = "a sheet has at most 200,000 that are read"
            losses.append(Loss("the rows beyond", f"{sheet.title}, row {number}", why=why))
            break
        rows.append(Row(number, cells, str(sheet.title)))
    return rows


def _text(value: object) -> str:
    """Return what a cell shows: `3` of 3.0, a date as 2024-05-01, `true`."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        midnight = value.time() == time()
        return value.date().isoformat() if midnight else value.isoformat(" ", "minutes")
    if isinstance(value, date):
        return value.isoformat()
    return str(value).replace("_x000D_", "").replace("\r\n", "\n").replace("\r", "\n")


def write(decks: Sequence[Outgoing], to: BinaryIO, options: WriteOptions, tick: Tick) -> list[Loss]:
    """Write decks as a spreadsheet, a sheet each, and return what does not go along.

    Raises:
        QuizkitError: the extra that writes it is not installed.
    """
    openpyxl = needed("openpyxl", "convert")
    from openpyxl.cell import WriteOnlyCell

    losses: list[Loss] = []
    book = openpyxl.Workbook(write_only=True)
    book.properties.creator = "quizkit"
    book.properties.created = book.properties.modified = datetime(2000, 1, 1)
    taken: set[str] = set()
    for outgoing in decks:
        sheet = book.create_sheet(_title(outgoing.deck.title, taken))
        for row in table_of(outgoing, losses, tick, excel_safe=False):
            sheet.append([_cell(WriteOnlyCell, sheet, text, losses, row[0]) for text in row])
    file = io.BytesIO()
    book.save(file)
    to.write(_dateless(file.getvalue()))
    return losses


def _title(title: str, taken: set[str]) -> str:
    """Return the name of a sheet: at most 31 characters, without signs that Excel refuses."""
    base = " ".join(_REFUSED.sub(" ", title).split())[:28].strip("' ") or "Deck"
    name, number = base, 1
    while name.casefold() in taken:
        number += 1
        name = f"{base[:25]} {number}"
    taken.add(name.casefold())
    return name


def _cell(
    make: Callable[..., Any], sheet: object, text: str, losses: list[Loss], note_id: str
) -> object:
    """Return a cell that is text, whatever it begins with."""
    text = _NEVER.sub("", text)
    if len(text) > _LONGEST:
        losses.append(Loss("a text that is too long for a cell", "", note_id, _WHY_CUT))
        text = text[:_LONGEST]
    if not text:
        return None
    cell = make(sheet, value="")
    cell.value = text
    cell.data_type = "s"  # never a formula
    return cell


def _dateless(data: bytes) -> bytes:
    """Return an archive with the same dates whenever it was written."""
    import zipfile

    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for member in old.infolist():
            content = old.read(member)
            if member.filename == "docProps/core.xml":
                content = _MODIFIED.sub(rb"\g<1>2000-01-01T00:00:00Z\g<2>", content)
            fixed = zipfile.ZipInfo(member.filename, (1980, 1, 1, 0, 0, 0))
            fixed.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(fixed, content)
    return out.getvalue()
