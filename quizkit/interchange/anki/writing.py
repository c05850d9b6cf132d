"""Decks as a package of Anki: legacy layout 11, which every Anki since 2.1.54 takes, and others too.

The bytes are a function of the decks, their media, and what was exported when. Anki does not judge
answers as we do: what it cannot judge at all is shown, to be compared.
"""

import hashlib
import html as entities
import json
import re
import sqlite3
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, BinaryIO

from quizkit.authoring.yaml_writing import Written
from quizkit.cloze import Blank, parse_cloze
from quizkit.interchange.anki import models
from quizkit.interchange.anki.models import Model, digest_of
from quizkit.interchange.anki.own_notes import accept_shown, hints_shown
from quizkit.interchange.anki.standings import Standings
from quizkit.interchange.exported import Exported
from quizkit.interchange.html_text import html_of
from quizkit.interchange.media_beside import SOUNDS, MediaBeside
from quizkit.interchange.options import WriteOptions
from quizkit.interchange.texts import first_words
from quizkit.interchange.values import Loss, Outgoing, Tick
from quizkit.interchange.written_notes import WrittenNote, written_notes
from quizkit.model import Note

_EPOCH = 1_600_000_000
"""Of a collection without a schedule: any day will do."""
_TABLES = {
    "col": "id crt mod scm ver dty usn ls conf models decks dconf tags",
    "notes": "id guid mid mod usn tags flds sfld csum flags data",
    "cards": "id nid did ord mod usn type queue due ivl factor reps lapses left odue odid flags data",
    "revlog": "id cid usn ease ivl lastIvl factor time type",
    "graves": "usn oid type",
}
_TEXTS = frozenset("conf models decks dconf tags guid flds data".split())
_INDICES = {
    "notes": ("usn", "csum"),
    "cards": ("usn", "nid", "did, queue, due"),
    "revlog": ("usn", "cid"),
}
_NUMBERS = 2**38
"""So many ids the notes of a deck may begin with."""
_EACH = 32
"""So far each note stands from the one before: its cards are numbered in between."""
_JUDGED = frozenset(("typed", "cloze", "self-rated"))
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff]")
_TOKEN = re.compile("\ue010(\\d+)\ue011")


def write(decks: Sequence[Outgoing], to: BinaryIO, options: WriteOptions, tick: Tick) -> list[Loss]:
    """Write decks as a package of Anki to an open file, and return what did not go along."""
    package = _Package(options)
    for outgoing in decks:
        package.add(outgoing, tick)
    package.write(to)
    return package.losses


class _Package:
    """A package that grows deck by deck."""

    def __init__(self, options: WriteOptions) -> None:
        self._options = options
        self._exported = options.exported or Exported()
        self._decks: dict[int, str] = {}
        self._guids: set[str] = set()
        self._unjudged: dict[str, int] = {}
        self._lost: list[Loss] = []
        self._media: dict[str, Any] = {}
        self._named: dict[str, tuple[str, Path]] = {}
        self._notes: list[tuple[Any, ...]] = []
        self._cards: list[tuple[Any, ...]] = []
        self._log: list[tuple[Any, ...]] = []
        self._created = _EPOCH
        self._types: dict[str, tuple[dict[str, Any], Sequence[str]]] = {}
        self._there: set[tuple[str, int]] = set()
        self._rows: dict[str, tuple[int, int, Sequence[str]]] = {}
        self._numbers: set[int] = set()
        self._next = 0
        self._logged: set[int] = set()

    @property
    def losses(self) -> list[Loss]:
        """What did not go along."""
        unjudged = [
            Loss(f"judging: {kind}", f"{number} notes", why="Anki shows the answer to compare with")
            for kind, number in self._unjudged.items()
        ]
        return [*self._lost, *unjudged]

    def add(self, outgoing: Outgoing, tick: Tick) -> None:
        """Add a deck."""
        source = outgoing.kept.head.get("from")
        is_anki = isinstance(source, dict) and source.get("format") == "anki"
        self._next = 2**40 + int(_digest(outgoing.deck.id)[:15], 16) % _NUMBERS
        title = outgoing.deck.title
        name = title.replace(": ", "::") if is_anki else title.replace("::", ":")
        deck = models.id_of(f"quizkit/deck/{outgoing.deck.id}")
        self._decks[deck] = _safe(name)
        media = MediaBeside(outgoing.folder, taken=self._named)
        types = outgoing.kept.head.get("anki-types")
        for number, text in types.items() if isinstance(types, dict) else ():
            if found := models.kept(number, str(text)):
                self._types[number] = found
        standings = None
        if self._options.schedule:
            standings = Standings(outgoing, self._options, self._logged)
        if standings is not None:
            self._created = standings.created
        for note in outgoing.deck.notes:
            kept = outgoing.kept.notes.get(note.id, {})
            guid = kept.get("guid") or (note.id if is_anki and note.has_own_id else "")
            for written in written_notes(note, outgoing.deck.language):
                self._add(outgoing.deck.id, deck, note, written, media, str(guid), standings, kept)
            tick(1)
        self._media |= media.files
        self._lost += media.losses

    def _add(
        self,
        deck_id: str,
        deck: int,
        note: Note,
        written: WrittenNote,
        media: MediaBeside,
        guid: str,
        standings: Standings | None,
        kept: Mapping[str, object],
    ) -> None:
        card = first_words(note.prompt)
        self._lost += [Loss(what, "", card, why) for what, why in written.lost]
        if not written.entry:
            return
        name = f"{deck_id}#{note.id}{written.end}"
        kind = "a range of numbers" if "min" in written.entry else written.kind
        if kind not in _JUDGED:
            self._unjudged[kind] = self._unjudged.get(kind, 0) + 1
        fields = _Fields(note, written, media, name)
        model, values = fields.made()
        type_id, cards = model.id, list(fields.cards())
        own = self._types.get("".join(_listed_in(kept)[:1]))
        is_first = guid not in self._rows
        was = fields.as_it_was(kept, own[1], is_first=is_first) if own else None
        if was and any((guid, place) in self._there for place, _ in was[1]):
            was = None  # from another deck, the same once more
        if own and was:
            type_id, (values, cards) = own[0]["id"], was
        else:
            self._lost += [Loss(what, "", card, why) for what, why in fields.lost()]
        if was and not is_first:
            number, modified, there = self._rows[guid]
            if any(value and value != here for value, here in zip(values, there, strict=False)):
                why = "the note of Anki has one text for all of its cards: that of the first"
                self._lost.append(Loss("a change of a further card of a note", "", card, why))
        else:
            guid = guid if guid and guid not in self._guids else _guid(name)
            self._guids.add(guid)
            number = self._free(self._next)
            self._next += _EACH
            tags = _safe(" ".join("_".join(tag.split()) for tag in note.tags))
            joined = "\x1f".join(values if "".join(values).isprintable() else map(_safe, values))
            files = "".join(media.digest(file) for file in sorted(fields.files))
            key = type_id if was else model.key
            is_same = bool(was) and digest_of(written.entry, note.tags) in _listed_in(kept)
            digest = _digest(f"{key} {tags} {joined}{files}")
            modified = self._exported.since(name, digest, is_as_it_came=is_same)
            row = (number, guid, type_id, modified, -1, f" {tags} " if tags else "")
            first = _seen(values[0])
            checksum = int(hashlib.sha1(first.encode(), usedforsecurity=False).hexdigest()[:8], 16)
            self._notes.append((*row, joined, first, checksum, 0, ""))
            if was:
                self._rows[guid] = number, modified, values
        self._there |= {(guid, place) for place, _ in cards}
        for place, end in cards:
            card_id = self._free(number + 1 + place)
            standing = standings.of(f"{deck_id}#{note.id}{end}") if standings else None
            self._cards.append(
                (card_id, number, deck, place, modified, -1)
                + (
                    standing.columns
                    if standing
                    else (0, 0, len(self._notes), 0, 0, 0, 0, 0, 0, 0, 0, "")
                )
            )
            self._log += [(at, card_id, *rest) for at, *rest in (standing.log if standing else ())]

    def _free(self, number: int) -> int:
        """Return a number for a note or a card that no other of the package has, the next at least.

        Anki takes it for the instant, in milliseconds, at which it was made, and many versions
        refuse a package with one to come; these lie from 2004 to 2013, in the order of the deck.
        """
        while number in self._numbers:
            number += 1
        self._numbers.add(number)
        return number

    def write(self, to: BinaryIO) -> None:
        """Write the package."""
        names = sorted(self._media)
        with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as archive:
            _put(archive, "collection.anki2", self._database())
            listed = {str(at): name for at, name in enumerate(names)}
            _put(archive, "media", json.dumps(listed, ensure_ascii=False).encode())
            for at, name in enumerate(names):
                _put(archive, str(at), self._media[name](), zipfile.ZIP_STORED)

    def _database(self) -> bytes:
        deck_list = {str(number): _deck(number, name) for number, name in self._all_decks().items()}
        with closing(sqlite3.connect(":memory:")) as connection:
            for statement in _layout():
                connection.execute(statement)
            texts = [
                models.config(),
                json.dumps(
                    {str(each.id): models.as_json(each) for each in models.MODELS}
                    | {str(each["id"]): each for each, _ in self._types.values()}
                ),
                json.dumps(deck_list, ensure_ascii=False),
                json.dumps({"1": _PRESET}),
                "{}",
            ]
            connection.execute(
                "INSERT INTO col VALUES (1, ?, 1, 1, 11, 0, 0, 0, ?, ?, ?, ?, ?)",
                (self._created, *texts),
            )
            for table, rows in (("notes", self._notes), ("cards", self._cards)):
                marks = ", ".join("?" * (11 if table == "notes" else 18))
                connection.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)
            connection.executemany(
                "INSERT INTO revlog VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", self._log
            )
            connection.commit()
            return bytes(connection.serialize())

    def _all_decks(self) -> dict[int, str]:
        """Return the decks, with those that others stand within."""
        found = {1: "Default"} | self._decks
        named = set(found.values())
        for name in list(found.values()):
            parts = name.split("::")
            for end in range(1, len(parts)):
                above = "::".join(parts[:end])
                if above not in named:
                    named.add(above)
                    found[models.id_of(f"quizkit/above/{above}")] = above
        return found


class _Fields:
    """Makes the fields of a note."""

    def __init__(self, note: Note, written: WrittenNote, media: MediaBeside, name: str) -> None:
        self._note, self._entry, self._kind = note, written.entry, written.kind
        self._end = written.end
        self._is_markdown, self._media, self._name = written.is_markdown, media, name
        self.late = False
        self._model = models.BASIC
        self.files: set[str] = set()
        """Names of the pictures and sounds that the note has."""
        self._numbers: dict[int, str] = {}

    def made(self) -> tuple[Model, list[str]]:
        """Return the note type and the fields of the note."""
        entry = self._entry
        model, front, back, other = self._asked()
        self._model = model
        pictures = answers = ""
        if self._note.media is not None:
            pictures = self._pictures("image") + self._sounds()
            answers = self._pictures("answer_image")
        also = accept_shown([self._text(text) for text in _items(entry.get("accept", ()))])
        explanation = self._text(str(entry.get("explanation", "")))
        hints = hints_shown([self._text(hint) for hint in _items(entry.get("hints", ()))])
        source = "; ".join(entities.escape(str(each)) for each in self._note.citations)
        front = front + pictures + hints if model is not models.BOTH_WAYS else front
        if model is models.BOTH_WAYS:
            self.late = bool(pictures or hints)
            explanation = "".join(filter(None, (pictures.removeprefix("<br>"), hints, explanation)))
        return model, [front, back, answers + explanation, source, other, also, self._name]

    def lost(self) -> Iterator[tuple[str, str]]:
        """Yield what one of our note types does not show as it is meant, and why."""
        if "reverse" in self._entry and self._kind == "typed" and not self.is_both_ways:
            why = "only an answer that is typed on one line is asked for both ways"
            yield "the card that asks the other way", why
        if self.late:
            why = "asked both ways, the card shows them with the answer"
            yield "a picture, sound or hint of the question", why

    @property
    def is_both_ways(self) -> bool:
        """Whether the question is asked for as well."""
        return self._model is models.BOTH_WAYS

    def cards(self) -> Iterator[tuple[int, str]]:
        """Yield the cards: their number, and what our id of each has behind that of the note."""
        if self._kind == "cloze":
            yield from sorted((number - 1, end) for number, end in self._numbers.items())
            return
        yield 0, self._end
        if self.is_both_ways:
            yield 1, ":reverse" if not self._end else _turned(self._end)

    def as_it_was(
        self, kept: Mapping[str, object], names: Sequence[str], *, is_first: bool
    ) -> tuple[list[str], list[tuple[int, str]]] | None:
        """Return the fields and cards of a note as its own note type in Anki has them.

        Args:
            kept: what an import left of the note.
            names: of the fields of the type.
            is_first: whether no other note was made of the same of Anki before.
        """
        fields = kept.get("anki-fields")
        if self._kind not in _JUDGED:
            return None
        usual = ("cloze",) if self._kind == "cloze" else ("question", "answer")
        said = {name: f"={key}" for name, key in zip(names, usual, strict=False) if is_first}
        said |= fields if isinstance(fields, dict) else {}
        values = [self._field(str(said.get(name, ""))) for name in names]
        if self._kind == "cloze":
            return values, list(self.cards())
        places = [int(place) for place in _listed_in(kept)[2:] if str(place).isdecimal()]
        return values, [(place, end) for place, (_, end) in zip(places, self.cards(), strict=False)]

    def _field(self, said: str) -> str:
        """Return a field: what stands under a key, such as `=question`, or a text in Markdown."""
        text = self._entry.get(said[1:]) if said.startswith("=") else None
        if isinstance(text, str):
            return self._gaps(text) if said == "=cloze" else self._text(text)
        if said.startswith("="):
            return ""
        sounds: list[str] = []

        def shown(file: str, words: str) -> str:
            if Path(file).suffix.lower() not in SOUNDS:
                return self._picture(file, words)
            sounds.append(f"[sound:{self._file(file)}]")
            return f"\ue010{len(sounds) - 1}\ue011"

        html = html_of(said, is_markdown=True, picture=shown, bare=True)
        return _TOKEN.sub(lambda found: sounds[int(found[1])], html)

    def _asked(self) -> tuple[Model, str, str, str]:
        entry, text = self._entry, self._text
        question = text(str(entry.get("question", "")))
        match self._kind:
            case "cloze":
                return models.CLOZE, self._gaps(str(entry["cloze"])), "", question
            case "true or false":
                words = {"true": "True", "false": "False"}
                statement = text(str(entry["statement"]))
                return (
                    models.BASIC,
                    f"{statement}<br>True or false?",
                    words[str(entry["answer"])],
                    "",
                )
            case "order":
                items = _items(entry["order"])
                shown = _listed(map(text, _mixed(items)))
                return models.BASIC, question + shown, _listed(map(text, items), "ol"), ""
            case "pairs":
                return models.BASIC, *self._pairs(question), ""
            case "choice" | "several choices":
                return models.BASIC, *self._options(question), ""
            case "list":
                shown = _listed(text(_first(item)) for item in _items(entry["answers"], whole=True))
                return models.BASIC, question, shown, ""
        if "min" in entry:
            shown = f"{text(str(entry['min']))} to {text(str(entry['max']))}"
            return models.BASIC, question, shown, ""
        answer = str(entry["answer"])
        if entry.get("type") == "free" or "\n" in answer:
            return models.BASIC, question, text(answer), ""
        if "reverse" not in entry:
            return models.TYPED, question, text(answer), ""
        reverse = str(entry["reverse"])
        return models.BOTH_WAYS, question, text(answer), "" if reverse == "true" else text(reverse)

    def _options(self, question: str) -> tuple[str, str]:
        entry, text = self._entry, self._text
        right = [
            _first(item)
            for item in _items(entry.get("answers", entry.get("answer", "")), whole=True)
        ]
        wrong = entry.get("distractors", ())
        said = dict(wrong) if isinstance(wrong, Mapping) else dict.fromkeys(_items(wrong), "")
        options = sorted([*right, *said], key=str.casefold)
        front = question + _listed(map(text, options))
        told = [f"{text(each)}: {text(str(why))}" for each, why in said.items() if why]
        return front, ", ".join(map(text, right)) + (_listed(told) if told else "")

    def _pairs(self, question: str) -> tuple[str, str]:
        pairs = self._entry["pairs"]
        assert isinstance(pairs, Mapping)
        rows = "".join(
            f"<tr><td>{self._text(left)}</td><td>{self._text(str(right))}</td></tr>"
            for left, right in pairs.items()
        )
        wrong = self._entry.get("distractors", ())
        rights: dict[str, None] = dict.fromkeys(map(str, [*pairs.values(), *wrong]))
        columns = (_listed(map(self._text, side)) for side in (pairs, _mixed(list(rights))))
        shown = "".join(f"<td>{column}</td>" for column in columns)
        return f"{question}<table class=sides><tr>{shown}</tr></table>", f"<table>{rows}</table>"

    def _gaps(self, text: str) -> str:
        """Return a text with gaps as Anki has it."""
        pieces = parse_cloze(text)
        numbers = iter(range(1, len(pieces) + 1))
        blanks: list[Blank] = []
        shown: list[str] = []
        for piece in pieces:
            if isinstance(piece, Blank):
                shown.append(f"\ue010{len(blanks)}\ue011")
                blanks.append(piece)
            else:
                shown.append(piece)
        html = self._text("".join(shown))
        names = getattr(self._note, "names", ()) or [blank.answer for blank in blanks]

        def gap(found: re.Match[str]) -> str:
            at = int(found[1])
            blank = blanks[at]
            number = blank.number or next(numbers)
            self._numbers.setdefault(number, f":{blank.number or names[at]}")
            answer = _inside(self._text(blank.answer))
            hint = f"::{_inside(entities.escape(blank.hint))}" if blank.hint else ""
            return f"{{{{c{number}::{answer}{hint}}}}}"

        return _TOKEN.sub(gap, html.replace("{{", "{&#123;"))

    def _text(self, text: str) -> str:
        if not text:
            return ""
        return html_of(text, is_markdown=self._is_markdown, picture=self._picture, bare=True)

    def _picture(self, file: str, words: str) -> str:
        found = self._file(file)
        alt = f' alt="{entities.escape(words)}"' if words else ""
        return f'<img src="{entities.escape(found)}"{alt}>'

    def _file(self, named: str) -> str:
        """Return what a file is called in the package; as it was, if it is not there."""
        found = self._media.find(named, None, first_words(self._note.prompt)).name
        if found:
            self.files.add(found)
        return found or named

    def _pictures(self, key: str) -> str:
        value = self._entry.get(key, ())
        files = dict(value) if isinstance(value, Mapping) else dict.fromkeys(_items(value), "")
        return "".join(f"<br>{self._picture(file, str(words))}" for file, words in files.items())

    def _sounds(self) -> str:
        names = _items(self._entry.get("audio", ()))
        return "".join(f"[sound:{self._file(name)}]" for name in names)


_PRESET = {
    "id": 1,
    "name": "Default",
    "mod": 0,
    "usn": 0,
    "maxTaken": 60,
    "autoplay": True,
    "timer": 0,
    "replayq": True,
    "dyn": False,
    "new": {"bury": False, "delays": [1, 10], "initialFactor": 2500, "ints": [1, 4, 0]}
    | {"order": 1, "perDay": 20},
    "rev": {"bury": False, "ease4": 1.3, "ivlFct": 1, "maxIvl": 36500, "perDay": 200, "hardFactor": 1.2},
    "lapse": {"delays": [10], "leechAction": 1, "leechFails": 8, "minInt": 1, "mult": 0},
}  # fmt: skip


def _layout() -> Iterator[str]:
    """Yield what lays out a collection."""
    for table, names in _TABLES.items():
        kinds = (
            f"{name} {'text' if name in _TEXTS else 'integer'} "
            + ("PRIMARY KEY" if name == "id" else "NOT NULL")
            for name in names.split()
        )
        yield f"CREATE TABLE {table} ({', '.join(kinds)})"
    for table, columns in _INDICES.items():
        for name in columns:
            yield f"CREATE INDEX ix_{table}_{name.split(',')[0]} ON {table} ({name})"


def _deck(number: int, name: str) -> dict[str, Any]:
    return {
        "id": number,
        "name": name,
        "mod": 1,
        "usn": -1,
        "desc": "",
        "dyn": 0,
        "collapsed": False,
        "browserCollapsed": False,
        "conf": 1,
        "extendNew": 0,
        "extendRev": 0,
        **{key: [0, 0] for key in ("newToday", "revToday", "lrnToday", "timeToday")},
    }


def _listed_in(kept: Mapping[str, object]) -> list[str]:
    """Return what an import left of a note: its type, a digest of it, the numbers of its cards."""
    known = kept.get("anki")
    return known if isinstance(known, list) else []


def _items(value: Written, *, whole: bool = False) -> list[Any]:
    """Return the items of a list; a text is a list of one. `whole` leaves lists in it as they are."""
    if isinstance(value, str):
        return [value] if value else []
    return [each if whole or isinstance(each, str) else _first(each) for each in value]


def _first(item: Any) -> str:
    return item if isinstance(item, str) else str(item[0])


def _listed(items: Any, element: str = "ul") -> str:
    return f"<{element}>{''.join(f'<li>{item}</li>' for item in items)}</{element}>"


def _mixed(items: list[str]) -> list[str]:
    """Return items in an order that their own says nothing of, the same each time."""
    mixed = sorted(items, key=_digest)
    return mixed if mixed != items else [*mixed[1:], *mixed[:1]]


def _inside(html: str) -> str:
    """Return HTML as it may stand in a gap: what would end it, or begin its hint, as entities."""
    for sign, entity in (("}", "&#125;"), (":", "&#58;"), ("{", "&#123;")):
        html = html.replace(sign * 2, sign + entity)
        html = f"{html[:-1]}{entity}" if html.endswith(sign) else html
    return html


def _turned(end: str) -> str:
    shown, _, wanted = end[1:].partition(">")
    return f":{wanted}>{shown}"


def _safe(value: str) -> str:
    return value if value.isprintable() else _UNSAFE.sub("", value)


def _seen(html: str) -> str:
    """Return what is seen of the first field, by which Anki looks for duplicates."""
    if "<" in html or "&" in html:
        html = entities.unescape(re.sub("<[^<>]*>", "", html))
    return html.strip()


def _digest(text: str) -> str:
    return hashlib.blake2b(text.encode(), digest_size=12).hexdigest()


def _guid(name: str) -> str:
    return "q" + hashlib.blake2b(name.encode(), digest_size=8).hexdigest()


def _put(archive: zipfile.ZipFile, name: str, data: bytes, how: int = zipfile.ZIP_DEFLATED) -> None:
    info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    info.compress_type = how
    info.external_attr = 0o644 << 16
    archive.writestr(info, data, compresslevel=1)  # 4 % more bytes, in half the time
