"""QTI: packages and items of versions 1.2, 2 and 3 read; one of 2.1 written.

Read by structure, whatever the metadata say. A file of a package that is no XML is named, and the
rest goes on.
"""

import posixpath
import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import PurePath
from typing import BinaryIO

from quizkit.interchange.archive import Archive
from quizkit.interchange.media_beside import percent_decoded
from quizkit.interchange.options import ReadOptions, WriteOptions
from quizkit.interchange.source import Source, SourceError
from quizkit.interchange.teaching.html_fields import Fields, Files, is_medium
from quizkit.interchange.teaching.qti_items import Item, as_second
from quizkit.interchange.teaching.qti_old import OldItem
from quizkit.interchange.teaching.xml_tree import Element, tree_of
from quizkit.interchange.texts import first_words
from quizkit.interchange.values import Import, ImportedDeck, ImportedNote, Loss, Outgoing, Tick
from quizkit.visible import visible

_ROOTS = re.compile(r"<(?:\w+:)?(questestinterop|assessmentItem|qti-assessment-item)\b")
_MOST_OF_XML = 64 * 2**20


def likely(source: Source) -> int:
    """Return how likely a source is QTI, from 0 to 100."""
    head = source.head()
    if head[:2] == b"PK":
        try:
            names = Archive(source).names
        except SourceError:
            return 0
        return 90 if any(name.rpartition("/")[2] == "imsmanifest.xml" for name in names) else 0
    encoding = "utf-16" if head[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    return 97 if _ROOTS.search(head.decode(encoding, "replace")) else 0


def read(source: Source, options: ReadOptions, tick: Tick) -> Import:
    """Return the questions of a package, or of a file of it.

    Raises:
        SourceError: it is no archive and no XML, or nothing of QTI is in it.
    """
    reading = _Reading(source, tick)
    title = PurePath(source.name).stem or "QTI"
    if source.head(2) == b"PK":
        notes = list(reading.package())
    else:
        root = tree_of(source.data, source.name, options.encoding).root
        notes = list(reading.document(root, ""))
    if not reading.has_any:
        raise SourceError(f"{visible(source.name)}: there is no item of QTI in it")
    used = set(re.findall(r"media://([^<>'\"\]]+)", repr([note.entry for note in notes])))
    return Import(
        format="qti",
        decks=(ImportedDeck(path=(title,), notes=tuple(notes)),) if notes else (),
        media={name: get for name, get in reading.files.media.items() if name in used},
        losses=tuple(reading.losses),
    )


def write(decks: Sequence[Outgoing], to: BinaryIO, options: WriteOptions, tick: Tick) -> list[Loss]:
    """Write decks as a content package of QTI 2.1, and return what did not go along."""
    from quizkit.interchange.teaching.qti_out import package

    return package(decks, to, tick)


class _Reading:
    def __init__(self, source: Source, tick: Tick) -> None:
        self.files = Files()
        self.losses: list[Loss] = []
        self.has_any = False
        self._source = source
        self._tick = tick
        self._archive: Archive | None = None

    def package(self) -> Iterator[ImportedNote]:
        """Yield the notes of every file of an archive that has any."""
        self._archive = Archive(self._source)
        names = sorted(dict.fromkeys(self._archive.names))
        canvas = {
            re.sub(r".*/|\.xml\.qti$", "", name) for name in names if name.endswith(".xml.qti")
        }
        for name in names:
            folder = name.rpartition("/")[0].rpartition("/")[2]
            if not name.endswith((".xml", ".qti")) or folder in canvas:
                continue
            try:
                tree = tree_of(self._archive.read(name, _MOST_OF_XML), name)
            except SourceError as error:
                self.losses.append(Loss("a file that cannot be read", name[:120], why=str(error)))
                continue
            if tree.error:
                why = f"it is no XML any more: {tree.error}"
                self.losses.append(Loss("the rest of a file", f"{name[:120]}:{tree.line}", why=why))
            yield from self.document(tree.root, name)

    def document(self, root: Element, name: str) -> Iterator[ImportedNote]:
        """Yield the notes of one file."""
        if root.name in ("assessmentItem", "qti-assessment-item"):
            self.has_any = True
            second = as_second(root) if root.name[:4] == "qti-" else root
            yield from self._note(
                second, name, root.get("identifier"), lambda f, find: Item(second, f, find).entry()
            )
        elif root.name == "questestinterop":
            self.has_any = True
            for item in root.within("item"):
                yield from self._old(item, name)

    def _old(self, item: Element, name: str) -> Iterator[ImportedNote]:
        def entry(fields: Fields, find: Callable[[str], str]) -> object:
            old = OldItem(item, fields, find)
            if old.kind == "text_only_question":
                fields.lose("a text without a question", "a deck has cards alone")
                return None
            return old.entry()

        yield from self._note(item, name, item.get("ident"), entry)

    def _note(
        self,
        item: Element,
        name: str,
        own: str,
        entry_of: Callable[[Fields, Callable[[str], str]], object],
    ) -> Iterator[ImportedNote]:
        place = f"{name[:120]}:{item.line}" if name else f"line {item.line}"
        self._tick(1)
        for as_markdown in (False, True):
            fields = Fields(
                self.files,
                as_markdown=as_markdown,
                place=place,
                card=first_words(item.get("title")),
            )
            entry = entry_of(fields, lambda address: self._find(address, name))
            if not fields.is_marked:
                break
        self.losses += fields.losses
        if not isinstance(entry, dict):
            return
        sounds = list(dict.fromkeys(fields.sounds))
        yield ImportedNote(
            entry={**entry, "audio": sounds} if sounds else entry,
            place=place,
            source_id=own.removeprefix("Q-"),
            is_markdown=fields.is_marked,
        )

    def _find(self, address: str, name: str) -> str:
        """Return the name of a file of the archive, by the address that a text of it has."""
        archive = self._archive
        path = percent_decoded(address.split("?")[0])
        if archive is None or not is_medium(path):
            return ""
        bare = re.sub(r"^\$[A-Z-]+\$/", "", path)
        folder = posixpath.dirname(name)
        for each in (posixpath.normpath(f"{folder}/{bare}"), f"web_resources/{bare}", bare):
            each = each.lstrip("/")
            if each in archive:
                get = partial(archive.read, each)
                return self.files.name_of(posixpath.basename(each), each, get)
        return ""
