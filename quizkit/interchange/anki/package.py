"""A package of Anki, or a bare collection: the bytes of its database, and its media by name."""

import json
import unicodedata
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, NamedTuple

from quizkit.interchange.anki import protobuf
from quizkit.interchange.archive import MOST_OF_MEMBER, Archive
from quizkit.interchange.extras import needed
from quizkit.interchange.source import Source, SourceError
from quizkit.visible import visible

SQLITE = b"SQLite format 3\0"
_ZIP = b"PK\x03\x04"
_POINTER = b"version https://git-lfs"
_ZSTD = b"\x28\xb5\x2f\xfd"
_PIECE = 2**20
_MOST_OF_MAP = 256 * 2**20


class Package(NamedTuple):
    """What is in a package.

    Args:
        member: the name of its database.
        database: the bytes of it.
        media: how to get the bytes of each picture and sound, by the name that fields have for it.
    """

    member: str
    database: bytes
    media: Mapping[str, Callable[[], bytes]]


def open_package(source: Source) -> Package:
    """Return what is in a package, or a collection with the media that lie beside it.

    Raises:
        SourceError: it is neither, or its database cannot be read.
    """
    head = source.head(64)
    if head.startswith(_POINTER):
        raise SourceError(
            f"{visible(source.name)} is no package but a pointer of Git LFS to one\n"
            "fix: fetch the file itself with `git lfs pull`"
        )
    if head.startswith(SQLITE):
        return Package(source.name, source.data, _beside(source))
    if not head.startswith(_ZIP):
        raise SourceError(f"{visible(source.name)} is no package of Anki, and no collection")
    archive = Archive(source)
    names = ("collection.anki21b", "collection.anki21", "collection.anki2")
    member = next((name for name in names if name in archive), None)
    if member is None:
        raise SourceError(f"{visible(source.name)} is an archive without a collection of Anki")
    data = archive.read(member)
    if member.endswith("b"):
        data = unpacked(data, MOST_OF_MEMBER, source.name)
    return Package(member, data, _media(archive))


def unpacked(data: bytes, most: int, name: str) -> bytes:
    """Return what bytes compressed by zstd are; others are returned as they are.

    Raises:
        SourceError: they are damaged, or would be more than `most`.
        QuizkitError: the extra `anki` is not there.
    """
    if not data.startswith(_ZSTD):
        return data
    zstd: Any = _zstd()
    found = bytearray()
    reader = zstd.ZstdDecompressor()
    piece = data
    try:
        while not reader.eof:
            out = reader.decompress(piece, max_length=_PIECE)
            piece = b""
            found += out
            if len(found) > most:
                raise SourceError(f"{visible(name)} holds more than {most} bytes when unpacked")
            if not out and reader.needs_input:
                raise SourceError(f"{visible(name)} is cut off: its end is missing")
    except zstd.ZstdError as error:
        raise SourceError(f"{visible(name)} cannot be unpacked: {error}") from error
    return bytes(found)


def _zstd() -> Any:
    try:
        from compression import zstd  # type: ignore[import-not-found, unused-ignore] # from 3.14 on
    except ImportError:
        return needed("backports.zstd", "anki")
    return zstd


def _media(archive: Archive) -> dict[str, Callable[[], bytes]]:
    """Return the media of a package by their names; none if the list of them cannot be read."""
    if "media" not in archive:
        return {}
    try:
        data = unpacked(archive.read("media", _MOST_OF_MAP), _MOST_OF_MAP, "media")
        named = _named_in_json(data) if data[:1] in (b"{", b"") else _named_in_entries(data)
    except (SourceError, ValueError):
        return {}
    return {
        unicodedata.normalize("NFC", name): partial(_bytes_of, archive, member)
        for member, name in named.items()
        if member in archive
    }


def _named_in_json(data: bytes) -> dict[str, str]:
    found = json.loads(data or b"{}")
    return {str(member): name for member, name in found.items() if isinstance(name, str)}


def _named_in_entries(data: bytes) -> dict[str, str]:
    entries = [value for field, value in protobuf.fields(data) if field == 1]
    return {
        str(number): protobuf.text(entry, 1)
        for number, entry in enumerate(entries)
        if isinstance(entry, bytes)
    }


def _bytes_of(archive: Archive, member: str) -> bytes:
    return unpacked(archive.read(member), MOST_OF_MEMBER, member)


def _beside(source: Source) -> dict[str, Callable[[], bytes]]:
    """Return the media that lie beside a bare collection, as in a profile of Anki."""
    if source.path is None:
        return {}
    folder = source.path.with_name("collection.media")
    if not folder.is_dir():
        return {}
    return {
        unicodedata.normalize("NFC", path.name): path.read_bytes
        for path in folder.iterdir()
        if path.is_file() and not path.is_symlink()
    }
