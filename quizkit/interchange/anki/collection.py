"""Anki's database as rows, of whatever version of its layout: 11 to 18.

It may be a stranger's: nothing of it is run. Views and triggers are refused, only reading is
allowed, and a query that does not end is ended.
"""

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from functools import partial
from itertools import count
from operator import attrgetter
from typing import Any, NamedTuple

from quizkit.interchange.anki import protobuf
from quizkit.interchange.source import SourceError
from quizkit.interchange.values import Loss
from quizkit.visible import visible

_OLDEST, _NEWEST = 11, 18
_STEPS = 100_000
_MOST_PIECES = 100_000
"""Pieces of so many steps that a query may take: some minutes, where it would take for ever."""
_LONGEST = 64 * 2**20
_READING = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION}


class Template(NamedTuple):
    """What a card of a note type shows: its front and its back, in HTML with fields between braces."""

    name: str
    front: str
    back: str


class NoteType(NamedTuple):
    """A note type: its fields, and the templates of its cards, by their numbers; or a cloze; and
    how its cards look, as CSS."""

    name: str
    is_cloze: bool
    fields: tuple[str, ...]
    templates: Mapping[int, Template]
    style: str = ""


class NoteRow(NamedTuple):
    """A row of `notes`; `fields` are in HTML, `modified` is in seconds since 1970."""

    id: int
    guid: str
    note_type: int
    modified: int
    tags: tuple[str, ...]
    fields: tuple[str, ...]


class CardRow(NamedTuple):
    """A row of `cards`, as Anki has it; `home_due` and `home_deck` are those of a filtered deck's."""

    id: int
    note: int
    deck: int
    number: int
    modified: int
    type: int
    queue: int
    due: int
    interval: int
    factor: int
    reviews: int
    lapses: int
    home_due: int
    home_deck: int
    flags: int
    data: str


class LogRow(NamedTuple):
    """A row of `revlog`: `at` in milliseconds since 1970, which is its id; intervals in days, or
    seconds below 0."""

    at: int
    card: int
    button: int
    interval: int
    last_interval: int
    factor: int
    milliseconds: int
    type: int


class Collection(NamedTuple):
    """What a collection holds.

    Args:
        created: when its first day began, seconds since 1970.
        schema: the version of its layout.
        config: its settings by name.
        decks: names of decks by id, with `::` between those within each other.
        note_types: by id.
        notes: by id.
        cards: those of notes that are there, in the order of their notes.
        log: rows of the log by card.
        presets: settings of decks: each its weights of FSRS and the retention wanted, 0 if none is.
        losses: what cannot be read.
    """

    created: int
    schema: int
    config: Mapping[str, Any]
    decks: Mapping[int, str]
    note_types: Mapping[int, NoteType]
    notes: Mapping[int, NoteRow]
    cards: Sequence[CardRow]
    log: Mapping[int, Sequence[LogRow]]
    presets: Sequence[tuple[Sequence[float], float]]
    losses: Sequence[Loss] = ()


def collection_of(database: bytes, name: str) -> Collection:
    """Return what a database holds.

    Args:
        database: the bytes of an SQLite file.
        name: what to call it in messages.

    Raises:
        SourceError: it is damaged, of a version that is not known, or does what no collection does.
    """
    if len(database) < 100:
        raise SourceError(f"{visible(name)} is no whole collection of Anki")
    plain = bytearray(database)
    plain[18:20] = b"\x01\x01"  # a file in memory has no log beside it
    pages = len(plain) // (int.from_bytes(plain[16:18], "big") or 1)
    if plain[16:18] != b"\0\x01" and pages < int.from_bytes(plain[28:32], "big"):
        plain[28:32] = pages.to_bytes(4, "big")  # it is cut off: what is there can be read
    try:
        with closing(sqlite3.connect(":memory:")) as connection:
            connection.deserialize(bytes(plain))
            _guard(connection)
            return _read(_Database(connection), name)
    except (sqlite3.Error, ArithmeticError, ValueError, TypeError, AttributeError) as error:
        raise SourceError(f"{visible(name)}: the collection cannot be read: {error}") from error


def _guard(connection: sqlite3.Connection) -> None:
    """Allow reading alone, for a while."""
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA query_only = ON")
    connection.execute("PRAGMA cell_size_check = ON")
    connection.create_collation("unicase", _unicase)
    connection.text_factory = partial(str, encoding="utf-8", errors="replace")
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST)
    odd = connection.execute(
        "SELECT name FROM sqlite_master WHERE type IN ('view', 'trigger')"
    ).fetchone()
    if odd is not None:
        raise sqlite3.DatabaseError("it has views or triggers, as no collection has")
    left = count(_MOST_PIECES, -1)
    connection.set_progress_handler(lambda: next(left) < 0, _STEPS)
    connection.set_authorizer(
        lambda action, *_: sqlite3.SQLITE_OK if action in _READING else sqlite3.SQLITE_DENY
    )


def _unicase(one: str, other: str) -> int:
    one, other = one.casefold(), other.casefold()
    return (one > other) - (one < other)


class _Database:
    """Gives the rows of a database, of one that is damaged those that can be read.

    Attributes:
        tables: by name.
        losses: what cannot be read.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._execute = connection.execute
        self.tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
        self.losses: list[Loss] = []

    def rows(self, query: str, *values: object) -> Iterator[tuple[Any, ...]]:
        """Yield what a query gives, up to where the database is damaged."""
        try:
            yield from self._execute(query, values)
        except sqlite3.OperationalError:  # it is no collection's, or does not end
            raise
        except sqlite3.DatabaseError:
            table = query.partition(" FROM ")[2].split()[0]
            lost = Loss(
                "rows of a damaged table", f"table {table}", why="what can be read comes in"
            )
            if lost not in self.losses:
                self.losses.append(lost)

    def by_id(self, columns: str, table: str) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of a table, of a damaged one those before the damage and those behind.

        Args:
            columns: of which the first is the id.
        """
        query, last, known = f"SELECT {columns} FROM {table}", -(2**63), len(self.losses)
        for row in self.rows(f"{query} ORDER BY id"):
            last = row[0]
            yield row
        if len(self.losses) > known:
            yield from self.rows(f"{query} WHERE id > ? ORDER BY id DESC", last)

    def odd(self, number: int, what: str, of: str) -> None:
        """Note rows that are left out, as they hold what they cannot."""
        if number:
            self.losses.append(
                Loss(what, f"{number} {of}", why="there is no number where one is due")
            )


def _read(database: _Database, name: str) -> Collection:
    if not {"col", "notes", "cards"} <= database.tables:
        raise SourceError(f"{visible(name)} is a database, and no collection of Anki")
    rows = database.rows("SELECT crt, ver, conf, models, decks, dconf FROM col")
    row = next(rows, None)
    if row is None:
        raise SourceError(f"{visible(name)}: the collection has no settings")
    created, schema, conf, models, decks, dconf = row
    if not isinstance(schema, int) or not _OLDEST <= schema <= _NEWEST:
        raise SourceError(
            f"{visible(name)} has version {schema} of the layout of Anki; known are {_OLDEST} to"
            f" {_NEWEST}\nfix: open it in Anki and export it anew"
        )
    notes = dict(_notes(database))
    cards = sorted(_cards(database), key=attrgetter("note", "number", "id"))
    if database.losses:  # of a note whose cards cannot be read, its first comes in as a new one
        bare = notes.keys() - {card.note for card in cards}
        cards += [CardRow._make((0, note, 1, *[0] * 12, "")) for note in sorted(bare)]
    return Collection(
        created if isinstance(created, int) else 0,
        schema,
        _config(database, conf),
        _decks(database, decks),
        _note_types(database, models),
        notes,
        cards,
        _log(database),
        list(_presets(database, dconf)),
        database.losses,
    )


def _json(text: object) -> dict[str, Any]:
    try:
        found = json.loads(text) if isinstance(text, str | bytes) and text else {}
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _is_number(text: str) -> bool:
    return text.lstrip("-").isdecimal() and text.isascii() and len(text) < 20


def _dicts(value: object) -> list[dict[str, Any]]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _whole(value: object) -> int:
    return value if isinstance(value, int) else 0


def _config(database: _Database, conf: object) -> dict[str, Any]:
    found = _json(conf)
    if "config" in database.tables:
        for name, value in database.rows("SELECT KEY, val FROM config"):
            try:
                found[name] = json.loads(value)
            except (ValueError, TypeError, RecursionError):
                continue
    return found


def _decks(database: _Database, decks: object) -> dict[int, str]:
    if "decks" in database.tables:
        rows = list(database.rows("SELECT id, name FROM decks"))
        if rows:
            return {number: str(name).replace("\x1f", "::") for number, name in rows}
    found = _json(decks)
    return {
        int(number): str(deck.get("name", ""))
        for number, deck in found.items()
        if _is_number(number) and isinstance(deck, dict)
    }


def _note_types(database: _Database, models: object) -> dict[int, NoteType]:
    if "notetypes" in database.tables:
        rows = list(database.rows("SELECT id, name, config FROM notetypes"))
        if rows:
            return _note_types_of_tables(database, rows)
    found = {}
    for number, model in _json(models).items():
        if not isinstance(model, dict) or not _is_number(number):
            continue
        fields, templates = _dicts(model.get("flds")), _dicts(model.get("tmpls"))
        found[int(number)] = NoteType(
            str(model.get("name", "")),
            model.get("type") == 1,
            tuple(str(each.get("name", "")) for each in fields),
            {
                _whole(each.get("ord")): Template(
                    str(each.get("name", "")),
                    str(each.get("qfmt", "")),
                    str(each.get("afmt", "")),
                )
                for each in templates
            },
            str(model.get("css", "")),
        )
    return found


def _note_types_of_tables(
    database: _Database, rows: Sequence[tuple[Any, ...]]
) -> dict[int, NoteType]:
    fields: dict[int, list[str]] = {}
    for number, name in database.rows("SELECT ntid, name FROM fields ORDER BY ntid, ord"):
        fields.setdefault(number, []).append(str(name))
    templates: dict[int, dict[int, Template]] = {}
    query = "SELECT ntid, ord, name, config FROM templates ORDER BY ntid, ord"
    for number, place, name, config in database.rows(query):
        front, back = protobuf.text(config, 1), protobuf.text(config, 2)
        templates.setdefault(number, {})[place] = Template(str(name), front, back)
    return {
        number: NoteType(
            str(name),
            protobuf.whole(config, 1) == 1,
            tuple(fields.get(number, ())),
            templates.get(number, {}),
            protobuf.text(config, 3),
        )
        for number, name, config in rows
    }


def _notes(database: _Database) -> Iterator[tuple[int, NoteRow]]:
    columns = "id, guid, mid, mod, tags, flds"
    for number, guid, note_type, modified, tags, fields in database.by_id(columns, "notes"):
        yield (
            number,
            NoteRow(
                number,
                str(guid),
                note_type,
                modified if isinstance(modified, int) else 0,
                tuple(str(tags).split()),
                tuple(str(fields).split("\x1f")),
            ),
        )


_CARD = (
    "id, nid, did, ord, mod, type, queue, due, ivl, factor, reps, lapses, odue, odid, flags, data"
)


def _cards(database: _Database) -> Iterator[CardRow]:
    odd = 0
    for *row, data in database.by_id(_CARD, "cards"):
        if numbers := _numbers(row):
            yield CardRow._make((*numbers, data if isinstance(data, str) else ""))
        else:
            odd += 1
    database.odd(odd, "cards whose row is odd", "cards")


def _log(database: _Database) -> dict[int, list[LogRow]]:
    found: dict[int, list[LogRow]] = {}
    odd = 0
    if "revlog" in database.tables:
        columns = "id, cid, ease, ivl, lastIvl, factor, time, type"
        for row in database.by_id(columns, "revlog"):
            if numbers := _numbers(row):
                log = LogRow(*numbers)
                found.setdefault(log.card, []).append(log)
            else:
                odd += 1
    database.odd(odd, "answers whose row is odd", "rows of the log")
    return found


_INTEGER = frozenset((int,))


def _numbers(row: Sequence[Any]) -> Sequence[int]:
    """Return the numbers of a row as whole ones, as some programs wrote them; none if one is none."""
    if _INTEGER.issuperset(map(type, row)):
        return row
    if all(isinstance(each, int | float) and abs(each) < 2**63 for each in row):
        return [int(each) for each in row]
    return ()


def _presets(database: _Database, dconf: object) -> Iterator[tuple[Sequence[float], float]]:
    if "deck_config" in database.tables:
        rows = list(database.rows("SELECT config FROM deck_config"))
        for (config,) in rows:
            if isinstance(config, bytes):
                weights = next(filter(None, (protobuf.floats(config, n) for n in (6, 5, 3))), [])
                (retention,) = _singles(config, 37) or (0.0,)
                yield weights, retention
        if rows:
            return
    for preset in _json(dconf).values():
        if isinstance(preset, dict):
            names = ("fsrsParams6", "fsrsParams5", "fsrsWeights")
            lists = [preset.get(name) for name in names]
            numbers = next((each for each in lists if isinstance(each, list) and each), [])
            good = all(isinstance(each, int | float) for each in numbers)
            retention = preset.get("desiredRetention", 0)
            yield (
                [float(each) for each in numbers] if good else [],
                float(retention) if isinstance(retention, int | float) else 0.0,
            )


def _singles(data: bytes, number: int) -> tuple[float, ...]:
    import struct

    found = [v for field, v in protobuf.fields(data) if field == number and isinstance(v, bytes)]
    return struct.unpack("<f", found[-1]) if found and len(found[-1]) == 4 else ()
