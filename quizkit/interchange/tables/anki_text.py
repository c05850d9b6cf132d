"""Notes of Anki in plain text: tables that say at their head what parts cells, and what columns hold.

The head is believed as far as the rows bear it out: a spreadsheet that saved the file since writes
other signs than those that it names.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import BinaryIO, NamedTuple

from quizkit.interchange.options import ReadOptions, WriteOptions
from quizkit.interchange.source import Source, SourceError
from quizkit.interchange.tables.anki_rows import HEAD, row_of
from quizkit.interchange.tables.cells import Cells, tags_of
from quizkit.interchange.tables.column_names import Column, Role, columns_of
from quizkit.interchange.tables.csv_text import line_of
from quizkit.interchange.tables.delimited import Row, dialect_of, rows_of
from quizkit.interchange.tables.rows import Layout, decks_of
from quizkit.interchange.values import Import, ImportedDeck, Loss, Outgoing, Tick
from quizkit.lazy import pattern
from quizkit.visible import visible

_LINE = pattern(
    r'"?#\s*(separator|html|tags|columns|notetype|deck|notetype column|deck column|tags column'
    r"|guid column|if matches|match scope)\s*:(.*)",
)
_SIGNS = {
    "tab": "\t", "comma": ",", "semicolon": ";", "pipe": "|", "colon": ":", "space": " ", "\\t": "\t",
}  # fmt: skip
_COLUMNS = {
    "guid column": Role.ID,
    "deck column": Role.DECK,
    "tags column": Role.TAGS,
    "notetype column": Role.NOTE_TYPE,
}
_LIES = "a header line that lies"


class _Head(NamedTuple):
    """The lines at the head: their values by name, and how many they are."""

    said: Mapping[str, str]
    lines: int


def likely(source: Source) -> int:
    """Return how likely a source is notes of Anki in plain text, from 0 to 100."""
    head = source.head()
    encoding = "utf-16" if head[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    first = head.decode(encoding, "replace").split("\n", 1)[0]
    return 98 if _LINE.match(first) else 0


def read(source: Source, options: ReadOptions, tick: Tick) -> Import:
    """Return the notes of a file that Anki exported as text.

    Raises:
        SourceError: it is no text, or what its columns hold cannot be told.
    """
    text = source.text(options.encoding)
    head = _head(text)
    body = text.split("\n", head.lines)[-1] if head.lines else text
    losses: list[Loss] = []
    sign = _sign(head, body, losses)
    lines = body.split("\n")
    rows = []
    for row in rows_of(body, sign, losses, head.lines + 1):
        if row.cells and lines[row.line - head.lines - 1].startswith("#"):
            losses.append(Loss("a comment", row.place, row.cells[0][:60], "it is no card"))
        else:
            rows.append(row)
    if not any(any(map(str.strip, row.cells)) for row in rows):
        raise SourceError(f"{visible(source.name)}: there is nothing in it")
    columns = _columns(head, rows, sign, losses)
    html = {"true": True, "false": False}.get(head.said.get("html", "").lower())
    cells = Cells(html, source.path.parent if source.path else None, losses)
    stem = PurePath(source.name).stem or "anki"
    layout = Layout(stem, columns, sign, tags_by_spaces=True, has_titles=False)
    decks = [
        _with_head(deck, head, stem)
        for deck in decks_of(rows, layout, options, cells, losses, tick)
    ]
    return Import(
        format="anki-text",
        decks=tuple(decks),
        media=cells.media.files,
        losses=(*losses, *cells.media.losses),
    )


def write(decks: Sequence[Outgoing], to: BinaryIO, options: WriteOptions, tick: Tick) -> list[Loss]:
    """Write decks as text that Anki imports, and return what does not go along."""
    losses: list[Loss] = []
    to.write(HEAD.encode())
    for outgoing in decks:
        for note in outgoing.deck.notes:
            row = row_of(outgoing.deck, note, losses)
            to.write(line_of(row, "\t").encode("utf-8", "replace"))
            tick(1)
    return losses


def _head(text: str) -> _Head:
    said: dict[str, str] = {}
    number = 0
    for number, line in enumerate(text.split("\n", 50)):
        found = _LINE.match(line)
        if not found:
            return _Head(said, number)
        said[found[1].lower()] = found[2].strip()
    return _Head(said, number)


def _sign(head: _Head, body: str, losses: list[Loss]) -> str:
    """Return what parts the cells: what the head says, where any row has it."""
    said = head.said.get("separator", "").strip('",;')
    if not said and head.said.get("separator"):
        said = head.said["separator"][0]
    named = _SIGNS.get(said.lower(), said[:1])
    if named and named in body:
        return named
    found = dialect_of(body).sign or "\t"
    if named and found != named and found in body:
        why = f"no row has {said.lower()} between cells; what they have is believed"
        losses.append(Loss(_LIES, "#separator", why=why))
    return found


def _columns(head: _Head, rows: Sequence[Row], sign: str, losses: list[Loss]) -> tuple[Column, ...]:
    width = max((len(row.cells) for row in rows[:1000]), default=0)
    names = head.said["columns"].split(sign) if "columns" in head.said else []
    columns = [*columns_of(names)][:width]
    columns += [Column(None, "") for _ in range(width - len(columns))]
    for key, role in _COLUMNS.items():
        if key not in head.said:
            continue
        at = _number(head.said[key]) - 1
        if not 0 <= at < width:
            losses.append(Loss(_LIES, f"#{key}", why="there is no such column"))
            continue
        if role is Role.DECK and _are_ids(rows, at):
            why = "the column has another text in each row, so it holds ids"
            losses.append(Loss(_LIES, f"#{key}", why=why))
            role = Role.ID
        columns[at] = Column(Role.SKIP if role is Role.NOTE_TYPE else role, "")
    return tuple(columns)


def _number(text: str) -> int:
    digits = text.strip(' ",;')
    return int(digits) if digits.isdecimal() and len(digits) < 5 else 0


def _are_ids(rows: Sequence[Row], at: int) -> bool:
    cells = [row.cells[at] for row in rows if len(row.cells) > at and row.cells[at]]
    return (
        len(cells) > 2 and len(set(cells)) == len(cells) and all(" " not in cell for cell in cells)
    )


def _with_head(deck: ImportedDeck, head: _Head, stem: str) -> ImportedDeck:
    """Return a deck with the name and the tags that the head gives to all notes."""
    path = deck.path
    if path == (stem,) and head.said.get("deck"):
        path = tuple(filter(None, map(str.strip, head.said["deck"].split("::")))) or path
    tags = [*_tags(head)]
    if path == deck.path and not tags:
        return deck
    more = {"tags": tags} if tags else {}
    return ImportedDeck(path=path, notes=deck.notes, head={**deck.head, **more})


def _tags(head: _Head) -> Iterator[str]:
    yield from tags_of(head.said.get("tags", ""), "", by_spaces=True)
