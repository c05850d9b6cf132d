"""What an import comes to, in a folder of decks: planned as a value, carried out, and taken back.

A plan names each deck file that changes, as it was and as it will be, the pictures and sounds to be
written, and what goes into the learner's log. A record of it is kept with the log: by it the next
import of the source tells who changed what, and this one can be taken back.
"""

import base64
import json
import os
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import Any, NamedTuple

from attrs import evolve

from quizkit.authoring.nodes import is_whole
from quizkit.authoring.saving import create, replace
from quizkit.errors import QuizkitError
from quizkit.formats.deck_yaml import Reading, open_deck, parse_deck, trees_of
from quizkit.interchange.kept import kept_in
from quizkit.interchange.new_decks import deck_text
from quizkit.interchange.note_ids import note_id, slug
from quizkit.interchange.source import SourceError
from quizkit.interchange.updating import Base, bases_of, updated
from quizkit.interchange.values import Import, ImportedDeck, ImportedNote, Loss
from quizkit.progress import (
    Answered,
    Buried,
    Event,
    Flagged,
    Forgotten,
    Rescheduled,
    Suspended,
)
from quizkit.visible import shell_word, visible

_SUFFIXES = (".yaml", ".yml")
_OF_CARDS = (Answered, Buried, Suspended, Forgotten, Rescheduled, Flagged)


class DeckFile(NamedTuple):
    """A file of a deck that an import writes.

    Args:
        path: of the file.
        deck: the id of the deck.
        before: its text as it is; None if it is new.
        after: its text as it will be.
    """

    path: Path
    deck: str
    before: str | None
    after: str

    def __repr__(self) -> str:
        return f"<DeckFile {str(self.path)!r:.60}>"


class Taking(NamedTuple):
    """What an import comes to.

    Args:
        files: those of decks that are written.
        media: how to get the bytes of each picture and sound that is written, by its path.
        events: what goes into the learner's log.
        made: ids of notes that are new, as `deck#note`.
        changed: those that changed.
        unchanged: how many did not.
        gone: those that the source has no more; they stay.
        losses: what did not come along.
        record: what is to be kept of it, as JSON; empty if no deck is written.
    """

    files: tuple[DeckFile, ...]
    media: Mapping[Path, Callable[[], bytes]]
    events: tuple[Event, ...]
    made: tuple[str, ...]
    changed: tuple[str, ...]
    unchanged: int
    gone: tuple[str, ...]
    losses: tuple[Loss, ...]
    record: str

    def __repr__(self) -> str:
        return f"<Taking: {len(self.made)} new, {len(self.changed)} changed>"


def planned(found: Import, target: Path, records: Sequence[str] = ()) -> Taking:
    """Return what an import comes to; nothing is written.

    Args:
        found: what the source holds.
        target: the folder of decks, or the file of the one deck there is.
        records: of earlier imports into the same progress file, in any order.

    Raises:
        QuizkitError: a deck in the folder that is to be brought up to date cannot be read; or a
            single file is named for several decks, or one that is no deck.
    """
    if target.suffix in _SUFFIXES and len(found.decks) > 1:
        raise QuizkitError(
            f"{visible(str(target))} is one deck, and there are {len(found.decks)} in the source\n"
            "fix: name a folder with -o, or make one deck of all with --one-file"
        )
    folder = target.parent if target.suffix in _SUFFIXES else target
    if folder.exists() and not folder.is_dir():
        raise QuizkitError(
            f"{visible(str(folder))} is neither a folder nor a deck\n"
            "fix: name a folder with -o, or a deck whose name ends in .yaml"
        )
    plan = _Plan(found, folder, records)
    plan.take(found.decks, target if target.suffix in _SUFFIXES else None)
    return plan.result()


class _Plan:
    """A plan that grows deck by deck."""

    def __init__(self, found: Import, folder: Path, records: Sequence[str]) -> None:
        self.found, self.folder = found, folder
        self._home = str(folder.absolute())
        self.bases: dict[str, Base] = {}
        self.number = 1
        ranks: dict[str, tuple[bool, int]] = {}
        for record in map(json.loads, records):  # one at a time: they are large
            self.number = max(self.number, record["number"] + 1)
            rank = record["folder"] == self._home, record["number"]
            for deck in _carried_out(record):
                if deck not in ranks or ranks[deck] < rank:
                    ranks[deck], self.bases[deck] = rank, record["bases"][deck]
        self.imported = dict(_imported(folder))
        self.taken = {path for path in folder.glob("*") if path.suffix in _SUFFIXES}
        self.files: list[DeckFile] = []
        self.media: dict[Path, Callable[[], bytes]] = {}
        self.names: dict[tuple[Path, str], str] = {}
        self.events: list[Event] = []
        self.made: list[str] = []
        self.changed: list[str] = []
        self.gone: list[str] = []
        self.unchanged = 0
        self.losses = list(found.losses)
        self.written: dict[str, Base] = {}

    def take(self, decks: Sequence[ImportedDeck], named: Path | None) -> None:
        """Take the decks of the source into the plan.

        A note that stands in another deck of this source by now, as its author moved it here or its
        owner there, stays where it is: so does all that was learned of it.
        """
        there = [each for (name, _), each in self.imported.items() if name == self.found.format]
        known = there if self.found.has_own_ids else ()
        homes = {own_id: reading for reading in known for own_id in _ids_in(reading)}
        belong: dict[str, list[ImportedNote]] = {reading.file: [] for reading in there}
        staying = []
        for deck in decks:
            reading, stays = self._reading(deck, named), list[ImportedNote]()
            own = _ids_in(reading) if reading is not None else frozenset[str]()
            for note in deck.notes:
                own_id = _own_id(note)
                home = homes.get(own_id) if own_id not in own else None
                (stays if home is None else belong[home.file]).append(note)
            staying.append((deck, reading, stays))
        for deck, reading, stays in staying:
            if reading is not None:
                stays += belong.pop(reading.file, [])
                self._update(reading, evolve(deck, notes=tuple(stays)))
            elif stays or not deck.notes:
                self._make(evolve(deck, notes=tuple(stays)), named)
        for reading in there:
            if strayed := belong.get(reading.file):
                part = ImportedDeck(path=("",), notes=tuple(strayed))
                self._update(reading, part, whole=False)

    def _reading(self, deck: ImportedDeck, named: Path | None) -> Reading | None:
        """Return the deck that one of the source was imported into, or came from; None if it is new.

        Raises:
            QuizkitError: it is another one than that which is named.
        """
        source_id = deck.source_id or "::".join(deck.path)
        reading = self.imported.get((self.found.format, source_id))
        if named is not None and reading is not None and Path(reading.file) != named:
            raise QuizkitError(
                f"this was imported into {visible(reading.file)} before; nothing was written\n"
                f"fix: say -o {shell_word(reading.file)}, and that deck follows; or move it away"
            )
        if reading is None and named is not None and named.exists():
            return open_deck(named)
        return reading or self._source_of(deck)

    def _source_of(self, deck: ImportedDeck) -> Reading | None:
        """Return the deck of ours that went out and comes back: of this name, with these ids."""
        path = self.folder / f"{slug(deck.path)}.yaml"
        ids = {_own_id(note) for note in deck.notes if note.source_id}
        if not ids or not path.is_file():
            return None
        reading = open_deck(path)
        is_own = "from" not in kept_in(reading).head
        return reading if is_own and 2 * len(ids & _ids_in(reading)) >= len(ids) else None

    def _make(self, deck: ImportedDeck, named: Path | None) -> None:
        deck_id = slug(deck.path)
        path = named or self._free(deck_id)
        new = deck_text(deck, path.stem, source_format=self.found.format, media=self._placing(path))
        self.losses += new.losses
        if not new.notes:
            return
        self.files.append(DeckFile(path, path.stem, None, new.text))
        self.made += [f"{path.stem}#{own_id}" for own_id in new.notes]
        self.written[path.stem] = bases_of(new)
        self._follow(path.stem, new.notes)

    def _update(self, reading: Reading, deck: ImportedDeck, *, whole: bool = True) -> None:
        """Bring a deck up to date; of one that is not the `whole` the others are not gone."""
        path = Path(reading.file)
        if reading.lenient_deck is None or not _is_whole(reading):
            raise _unreadable(path)
        deck_id = reading.lenient_deck.id
        new = updated(reading, deck, self.bases.get(deck_id), place=self._placing(path))
        for file, text in new.texts.items():
            self.files.append(DeckFile(Path(file), deck_id, reading.texts[file], text))
        self.losses += new.losses
        self.made += [f"{deck_id}#{own_id}" for own_id in new.made]
        self.changed += [f"{deck_id}#{own_id}" for own_id in new.changed]
        self.gone += [f"{deck_id}#{own_id}" for own_id in new.gone if whole]
        self.unchanged += len(new.notes) - len(new.made) - len(new.changed)
        self.written[deck_id] = new.base if whole else {**self.bases.get(deck_id, {}), **new.base}
        self._follow(deck_id, new.notes)

    def _follow(self, deck_id: str, notes: Mapping[str, ImportedNote]) -> None:
        """Take what was done with the cards of notes."""
        for own_id, note in notes.items():
            for event in note.events:
                if isinstance(event, _OF_CARDS):
                    event = evolve(event, card=f"{deck_id}#{own_id}{event.card}")
                self.events.append(event)

    def _free(self, deck_id: str) -> Path:
        """Return the path of a new deck, which no file has."""
        number, path = 1, self.folder / f"{deck_id}.yaml"
        while path in self.taken:
            number += 1
            path = self.folder / f"{deck_id}-{number}.yaml"
        self.taken.add(path)
        return path

    def _placing(self, path: Path) -> Callable[[str], str]:
        """Return what gives the path of a picture or sound from a deck, and has it written."""
        folder = f"{path.stem}.media"

        def place(name: str) -> str:
            data = self.found.media.get(name)
            if data is None:
                return name
            key = path, name
            if key not in self.names:
                self.names[key] = self._name(path.parent / folder, name, data)
            return f"{folder}/{self.names[key]}"

        return place

    def _name(self, folder: Path, name: str, data: Callable[[], bytes]) -> str:
        """Return the name of a file in a folder, another one where other bytes lie there."""
        if not _is_own(folder):
            raise QuizkitError(
                f"{visible(str(folder))} is no folder of its own: no picture is written there\n"
                "fix: move it away, and import again"
            )
        at = folder / name
        if at.exists() or at.is_symlink():
            content = data()
            if at.is_file() and not at.is_symlink() and at.read_bytes() == content:
                return name
            mark = blake2b(content, digest_size=3).hexdigest()
            name = f"{Path(name).stem}-{mark}{Path(name).suffix}"
            at = folder / name
            if at.is_file() and at.read_bytes() == content:
                return name
        self.media[at] = data
        return name

    def result(self) -> Taking:
        """Return the plan."""
        record = ""
        if self.files:
            record = json.dumps(
                {
                    "number": self.number,
                    "folder": self._home,
                    "files": [_file_record(file) for file in self.files],
                    "media": {},
                    "bases": self.written,
                    "notes": len(self.made) + len(self.changed),
                },
                ensure_ascii=False,
            )
        return Taking(
            tuple(self.files),
            self.media,
            tuple(self.events),
            tuple(self.made),
            tuple(self.changed),
            self.unchanged,
            tuple(self.gone),
            tuple(self.losses),
            record,
        )


def _ids_in(reading: Reading) -> frozenset[str]:
    """Return the ids of the notes of a deck, those that their author or an import gave."""
    deck = reading.lenient_deck
    return frozenset(note.id for note in deck.notes if note.has_own_id) if deck else frozenset()


def _own_id(note: ImportedNote) -> str:
    """Return the id that a note gets where no other has it; empty if its source knows it by none."""
    return note_id(note.source_id, "", ()) if note.source_id else ""


def _imported(folder: Path) -> Iterator[tuple[tuple[str, str], Reading]]:
    """Yield the decks of a folder that were imported, by format and by what their source calls them."""
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        if path.suffix not in _SUFFIXES or not path.is_file():
            continue
        try:
            if b"\nx-from:" not in path.read_bytes():
                continue
        except OSError:
            continue
        reading = open_deck(path)
        source = kept_in(reading).head.get("from")
        if isinstance(source, dict):
            yield (str(source.get("format")), str(source.get("id"))), reading


def carry_out(taking: Taking, tick: Callable[[int], object] = int) -> str:
    """Write what a plan names: first the media, then the decks, each whole or not at all.

    Returns what is to be kept of the import from now on, in the place of `taking.record`: that all
    is written. Until then the next import takes the decks for what they are, not for what was meant.

    Raises:
        QuizkitError: one cannot be written, or was changed meanwhile.
    """
    media = {}
    for path, data in taking.media.items():
        content = data()
        _write_new(path, content)
        media[str(path.absolute())] = _digest(content)
        tick(1)
    for file in taking.files:
        if file.before is None:
            create(file.path, file.after)
        else:
            replace(file.path, file.before, file.after)
        tick(1)
    if not taking.record:
        return ""
    return json.dumps(
        json.loads(taking.record) | {"media": media, "done": True}, ensure_ascii=False
    )


def _write_new(path: Path, data: bytes) -> None:
    """Write a file beside its place, then put it there."""
    beside = path.with_name(f".{path.name[:60]}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with beside.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except (OSError, ValueError) as error:
        beside.unlink(missing_ok=True)
        reason = getattr(error, "strerror", None) or str(error)
        raise SourceError(f"{visible(str(path))} cannot be written: {reason.lower()}") from error


def newer_than(record: str, others: Mapping[str, str]) -> tuple[Path, str] | None:
    """Return a deck of an import as a newer import left it, and that one's name; None of none.

    Args:
        record: what was kept of the import.
        others: what was kept of all, by their names.
    """
    kept = json.loads(record)
    newer = {name: json.loads(other) for name, other in others.items()}
    for file in kept["files"]:
        for name, other in newer.items():
            if other["number"] > kept["number"] and any(
                each["path"] == file["path"] and _is_as_meant(each) for each in other["files"]
            ):
                return Path(file["path"]), name
    return None


def while_taken_back(record: str) -> str:
    """Return what is to be kept of an import from the moment on at which it is being taken back.

    Broken off, it counts where its decks do not stand as before it.
    """
    return json.dumps(json.loads(record) | {"back": True}, ensure_ascii=False)


def left_of(record: str, done: "TakenBack") -> str:
    """Return what is to be kept of an import that was taken back, for decks edited since, or none.

    Imported again, they are brought up to date, and what was edited stays.
    """
    kept = json.loads(record)
    stay = [file for file in kept["files"] if Path(file["path"]) in done.edited]
    bases = {file["deck"]: kept["bases"][file["deck"]] for file in stay}
    more = {"files": stay, "bases": bases, "media": {}, "back": True}
    return json.dumps(kept | more, ensure_ascii=False) if stay else ""


class TakenBack(NamedTuple):
    """What became of the decks of an import that is taken back.

    Args:
        removed: decks that it had made, which are no more.
        restored: decks that it had changed, which are as they were.
        edited: decks that somebody edited since, which stay as they are.
    """

    removed: tuple[Path, ...]
    restored: tuple[Path, ...]
    edited: tuple[Path, ...]

    def __repr__(self) -> str:
        numbers = f"{len(self.removed)} removed, {len(self.restored)} restored"
        return f"<TakenBack: {numbers}, {len(self.edited)} edited>"


def take_back(record: str) -> TakenBack:
    """Have the decks of an import as they were before it, where nobody edited them since.

    Args:
        record: what was kept of the import.

    Raises:
        QuizkitError: a file cannot be written.
    """
    removed, restored, edited = [], [], []
    kept = json.loads(record)
    for file in kept["files"]:
        path, before = Path(file["path"]), file["before"]
        text = _text_of(path)
        if text is None or _is_as_before(file):
            continue
        if _digest(text.encode()) != file["after"]:
            edited.append(path)
        elif before is None:
            _remove(path)
            removed.append(path)
        else:
            replace(path, text, _unpacked(before))
            restored.append(path)
    _remove_media({Path(name): digest for name, digest in kept["media"].items()})
    return TakenBack(tuple(removed), tuple(restored), tuple(edited))


def _remove_media(written: Mapping[Path, str]) -> None:
    """Remove pictures and sounds that are as they were written, and that no deck there names."""
    texts: dict[Path, str] = {}
    for path, digest in written.items():
        folder = path.parent
        if folder.parent not in texts:
            texts[folder.parent] = "\n".join(_texts_below(folder.parent))
        try:
            is_ours = not path.is_symlink() and _digest(path.read_bytes()) == digest
        except OSError:
            continue
        if is_ours and path.name not in texts[folder.parent]:
            _remove(path)
            if not any(folder.iterdir()):
                folder.rmdir()


def _texts_below(folder: Path) -> Iterator[str]:
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        if path.suffix in _SUFFIXES and path.is_file():
            yield path.read_text("utf-8", errors="replace")


def _remove(path: Path) -> None:
    try:
        path.unlink()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise QuizkitError(f"{visible(str(path))} cannot be removed: {reason}") from error


def _carried_out(record: Mapping[str, Any]) -> set[str]:
    """Return the ids of the decks that an import wrote as it meant to.

    An import that was broken off did so only where each file of the deck stands as it was meant,
    and one that is taken back where none stands as it was before.
    """
    decks = set(record["bases"])
    if record.get("back"):
        return decks - {file["deck"] for file in record["files"] if _is_as_before(file)}
    if record.get("done"):
        return decks
    return decks - {file["deck"] for file in record["files"] if not _is_as_meant(file)}


def _is_as_meant(file: Mapping[str, Any]) -> bool:
    text = _text_of(Path(file["path"]))
    return text is not None and bool(_digest(text.encode()) == file["after"])


def _is_as_before(file: Mapping[str, Any]) -> bool:
    before = file["before"]
    return _text_of(Path(file["path"])) == (None if before is None else _unpacked(before))


def _text_of(path: Path) -> str | None:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except (OSError, ValueError):
        return None


def _is_own(folder: Path) -> bool:
    """Return whether a folder is where its path says, or not there yet."""
    if folder.exists() or folder.is_symlink():
        return folder.is_dir() and folder.resolve().parent == folder.parent.resolve()
    return True


def _is_whole(reading: Reading) -> bool:
    return not reading.problems or all(is_whole(reading.texts[file]) for file in trees_of(reading))


def _unreadable(path: Path) -> QuizkitError:
    name = visible(str(path))
    return QuizkitError(
        f"{name} was imported before, and cannot be read now; nothing was written\n"
        f"fix: mend what `quizkit check {shell_word(path)}` tells, and import again"
    )


def notes_that_stay(path: Path) -> list[str]:
    """Return the ids of the notes of a deck file, those that can be read."""
    deck = parse_deck(path.read_text("utf-8"), file=str(path)).lenient_deck
    return [note.id for note in deck.notes] if deck else []


def _file_record(file: DeckFile) -> dict[str, Any]:
    return {
        "path": str(file.path.absolute()),
        "deck": file.deck,
        "before": None if file.before is None else _packed(file.before),
        "after": _digest(file.after.encode()),
    }


def _packed(text: str) -> str:
    return base64.b85encode(zlib.compress(text.encode())).decode()


def _unpacked(text: str) -> str:
    return zlib.decompress(base64.b85decode(text)).decode()


def _digest(data: bytes) -> str:
    return blake2b(data, digest_size=12).hexdigest()
