"""Collections and packages of Anki, written here as its versions lay them out: for tests alone."""

import io
import json
import sqlite3
import tempfile
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

CREATED = 1_700_000_000
"""When the collection was made: 2023-11-14."""

_TABLES = """
CREATE TABLE col (id integer PRIMARY KEY, crt integer, mod integer, scm integer, ver integer, dty integer,
    usn integer, ls integer, conf text, models text, decks text, dconf text, tags text);
CREATE TABLE notes (id integer PRIMARY KEY, guid text, mid integer, mod integer, usn integer, tags text,
    flds text, sfld integer, csum integer, flags integer, data text);
CREATE TABLE cards (id integer PRIMARY KEY, nid integer, did integer, ord integer, mod integer, usn integer,
    type integer, queue integer, due integer, ivl integer, factor integer, reps integer, lapses integer,
    left integer, odue integer, odid integer, flags integer, data text);
CREATE TABLE revlog (id integer PRIMARY KEY, cid integer, usn integer, ease integer, ivl integer,
    lastIvl integer, factor integer, time integer, type integer);
CREATE TABLE graves (usn integer, oid integer, type integer);
"""
_NEWER = """
CREATE TABLE notetypes (id integer PRIMARY KEY, name text COLLATE unicase, mtime_secs integer, usn integer, config blob);
CREATE TABLE fields (ntid integer, ord integer, name text COLLATE unicase, config blob, PRIMARY KEY (ntid, ord)) WITHOUT ROWID;
CREATE TABLE templates (ntid integer, ord integer, name text COLLATE unicase, mtime_secs integer, usn integer, config blob,
    PRIMARY KEY (ntid, ord)) WITHOUT ROWID;
CREATE TABLE decks (id integer PRIMARY KEY, name text COLLATE unicase, mtime_secs integer, usn integer, common blob, kind blob);
CREATE TABLE config (KEY text PRIMARY KEY, usn integer, mtime_secs integer, val blob) WITHOUT ROWID;
CREATE TABLE deck_config (id integer PRIMARY KEY, name text COLLATE unicase, mtime_secs integer, usn integer, config blob);
"""

BASIC: Mapping[str, Any] = {
    "name": "Basic",
    "fields": ["Front", "Back"],
    "templates": [("{{Front}}", "{{FrontSide}}<hr id=answer>{{Back}}")],
}
REVERSED: Mapping[str, Any] = {
    **BASIC,
    "name": "Basic (and reversed card)",
    "templates": [
        ("{{Front}}", "{{FrontSide}}<hr id=answer>{{Back}}"),
        ("{{Back}}", "{{FrontSide}}<hr id=answer>{{Front}}"),
    ],
}
TYPED: Mapping[str, Any] = {
    **BASIC,
    "name": "Basic (type in the answer)",
    "templates": [("{{Front}}\n\n{{type:nc:Back}}", "{{Front}}<hr id=answer>{{type:nc:Back}}")],
}
CLOZE: Mapping[str, Any] = {
    "name": "Cloze",
    "cloze": True,
    "fields": ["Text", "Back Extra"],
    "templates": [("{{cloze:Text}}", "{{cloze:Text}}<br>{{Back Extra}}")],
}


class Maker:
    """A collection that grows note by note; ids of notes and cards count from 1.

    Args:
        config: settings, such as `schedVer`.
    """

    def __init__(self, **config: Any) -> None:
        self.config = {"schedVer": 2, "creationOffset": 0, "localOffset": 0} | config
        self.types: list[Mapping[str, Any]] = []
        self.decks = {1: "Default"}
        self.notes: list[tuple[Any, ...]] = []
        self.cards: list[list[Any]] = []
        self.log: list[tuple[Any, ...]] = []

    def deck(self, name: str) -> int:
        """Return the id of a deck, which is then there."""
        found = next((number for number, known in self.decks.items() if known == name), 0)
        if not found:
            found = max(self.decks) + 1
            self.decks[found] = name
        return found

    def note(
        self,
        kind: Mapping[str, Any],
        *fields: str,
        deck: str = "Default",
        tags: str = "",
        guid: str = "",
        cards: Sequence[int] = (0,),
        **columns: Any,
    ) -> int:
        """Add a note with cards of these numbers, and return its id; columns are of its cards."""
        if kind not in self.types:
            self.types.append(kind)
        number = len(self.notes) + 1
        type_id = 1000 + self.types.index(kind)
        joined = "\x1f".join(fields)
        self.notes.append(
            (
                number,
                guid or f"guid{number}",
                type_id,
                5,
                -1,
                f" {tags} ",
                joined,
                fields[0],
                0,
                0,
                "",
            )
        )
        row = {
            "mod": CREATED + 9_000_000,
            "type": 0,
            "queue": 0,
            "due": 0,
            "ivl": 0,
            "factor": 2500,
        }
        row |= {
            "reps": 0,
            "lapses": 0,
            "left": 0,
            "odue": 0,
            "odid": 0,
            "flags": 0,
            "data": "",
        } | columns
        for place in cards:
            names = "type queue due ivl factor reps lapses left odue odid flags data".split()
            card = [len(self.cards) + 1, number, self.deck(deck), place, row["mod"], -1]
            self.cards.append([*card, *(row[name] for name in names)])
        return number

    def answer(
        self,
        card: int,
        day: float,
        button: int = 3,
        *,
        ivl: int = 1,
        type: int = 1,
        factor: int = 2500,
    ) -> int:
        """Add a row of the log on a day of the collection, and return its id."""
        at = int((CREATED + day * 86_400) * 1000)
        while any(row[0] == at for row in self.log):
            at += 1
        self.log.append((at, card, -1, button, ivl, 0, factor, 4000, type))
        return at

    def database(self, version: int = 11) -> bytes:
        """Return the collection as a version of its layout, 11 or 18."""
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "collection"
            connection = sqlite3.connect(path)
            connection.create_collation("unicase", lambda a, b: (a > b) - (a < b))
            connection.executescript(_TABLES)
            old = version == 11
            if not old:
                connection.executescript(_NEWER)
                self._tables(connection)
            texts = [self.config, self._models(), self._decks(), {}, {}] if old else [{}] * 5
            connection.execute(
                "INSERT INTO col VALUES (1, ?, 0, 0, ?, 0, 0, 0, ?, ?, ?, ?, ?)",
                (CREATED, version, *map(json.dumps, texts)),
            )
            for table, rows in (("notes", self.notes), ("cards", self.cards), ("revlog", self.log)):
                for row in rows:
                    connection.execute(
                        f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", row
                    )
            connection.commit()
            connection.close()
            return path.read_bytes()

    def _models(self) -> dict[str, Any]:
        return {
            str(1000 + number): {
                "name": kind["name"],
                "type": int(kind.get("cloze", False)),
                "flds": [{"name": name, "ord": at} for at, name in enumerate(kind["fields"])],
                "tmpls": [
                    {"name": f"Card {at + 1}", "ord": at, "qfmt": front, "afmt": back}
                    for at, (front, back) in enumerate(kind["templates"])
                ],
            }
            for number, kind in enumerate(self.types)
        }

    def _decks(self) -> dict[str, Any]:
        return {str(number): {"id": number, "name": name} for number, name in self.decks.items()}

    def _tables(self, connection: sqlite3.Connection) -> None:
        for number, kind in enumerate(self.types):
            config = b"\x08\x01" if kind.get("cloze") else b""
            row = (1000 + number, kind["name"], 0, 0, config)
            connection.execute("INSERT INTO notetypes VALUES (?, ?, ?, ?, ?)", row)
            for at, name in enumerate(kind["fields"]):
                connection.execute(
                    "INSERT INTO fields VALUES (?, ?, ?, ?)", (1000 + number, at, name, b"")
                )
            for at, (front, back) in enumerate(kind["templates"]):
                texts = _bytes(1, front.encode()) + _bytes(2, back.encode())
                row = (1000 + number, at, f"Card {at + 1}", 0, 0, texts)
                connection.execute("INSERT INTO templates VALUES (?, ?, ?, ?, ?, ?)", row)
        for number, name in self.decks.items():
            row = (number, name.replace("::", "\x1f"), 0, 0, b"", b"")
            connection.execute("INSERT INTO decks VALUES (?, ?, ?, ?, ?, ?)", row)
        for name, value in self.config.items():
            row = (name, 0, 0, json.dumps(value).encode())
            connection.execute("INSERT INTO config VALUES (?, ?, ?, ?)", row)

    def package(self, media: Mapping[str, bytes] | None = None, *, new: bool = False) -> bytes:
        """Return the collection as a package, legacy or of the newest form."""
        media = media or {}
        members: dict[str, bytes] = {}
        if new:
            from backports import zstd

            members["meta"] = b"\x08\x03"
            members["collection.anki2"] = Maker().database()
            members["collection.anki21b"] = zstd.compress(self.database(18))
            entries = b"".join(_bytes(1, _bytes(1, name.encode())) for name in media)
            members["media"] = zstd.compress(entries)
            members |= {str(at): zstd.compress(data) for at, data in enumerate(media.values())}
        else:
            members["collection.anki2"] = self.database()
            members["media"] = json.dumps({str(at): name for at, name in enumerate(media)}).encode()
            members |= {str(at): data for at, data in enumerate(media.values())}
        return zipped(members)


def zipped(members: Mapping[str, bytes]) -> bytes:
    """Return an archive of members."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return file.getvalue()


def _bytes(field: int, data: bytes) -> bytes:
    return bytes([field << 3 | 2]) + _whole(len(data)) + data


def _whole(number: int) -> bytes:
    found = bytearray()
    while number > 127:
        found.append(number & 127 | 128)
        number >>= 7
    return bytes([*found, number])
