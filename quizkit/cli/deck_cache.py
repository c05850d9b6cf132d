"""Decks read before, kept in the user's cache folder: read again, one takes a quarter of the time.

A kept deck stands behind the very bytes that it was read from, and goes for these bytes alone,
under the same name and in the same version: the file itself says what is in a deck. All of it can
be deleted at any time, and whatever looks odd is passed over: the deck is read, and kept anew.
"""

import marshal
import os
import stat
import sys
from binascii import crc32
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from quizkit import __version__
from quizkit.cli.cache_folder import cache_folder, name_of
from quizkit.garbage import undisturbed
from quizkit.model.packed import packed, unpacked

if TYPE_CHECKING:
    from quizkit.model import Deck

_MOST_FILES = 200
_MOST_BYTES = 200_000_000
"""How much is kept, over all decks; the oldest goes first."""

_READING = ("", "answers", "formats", "model")
"""The folders of the package whose files make decks of texts."""

_SEAL = 4
"""Bytes at the head of a file that tell whether the rest is whole."""


def load_deck(path: Path) -> "Deck":
    """Return the deck in a file, which is read only if it was not read before.

    Raises:
        DeckError: the file cannot be read, or is no deck; with every problem found.
    """
    try:
        text = path.read_bytes() if path.is_file() else None  # a device may never end
    except (OSError, ValueError):
        text = None
    if text is None:
        return _read(path)
    with undisturbed(stays=True):  # as a command has its decks until it is done
        deck = _kept(path, text)
        if deck is None:
            deck = _read(path)
            _keep(path, text, deck)
    return deck


def _read(path: Path) -> "Deck":
    from quizkit.formats.deck_yaml import load_deck as read  # and with it PyYAML

    return read(path)


def _name(path: Path, text: bytes) -> bytes:
    """Return what stands before the text of a kept deck, as this version reads it."""
    name = f"{_version()}\0{os.fspath(path)}\0{len(text)}\0"
    return name.encode("utf-8", "surrogateescape")


def _version() -> str:
    """Return what reads decks: the version, of Python too, and the newest of our own files.

    A change to these must not leave its author with decks as they were read before.
    """
    ours = Path(__file__).parents[1]
    files = (each for room in _READING for each in os.scandir(ours / room))
    newest = max(each.stat().st_mtime_ns for each in files if each.name.endswith(".py"))
    return f"quizkit {__version__} {sys.implementation.cache_tag} {newest}"


def _kept(path: Path, text: bytes) -> "Deck | None":
    """Return the deck kept of this text, if there is one and it is whole and ours."""
    try:
        name = _name(path, text)
        with _file(path).open("rb") as file:
            found = os.fstat(file.fileno())
            data = file.read() if _is_private(found) else b""
        if not (data.startswith(name, _SEAL) and data.startswith(text, _SEAL + len(name))):
            return None
        inner = memoryview(data)
        if data[:_SEAL] != _seal(inner[_SEAL:]):
            return None
        deck = unpacked(marshal.loads(inner[_SEAL + len(name) + len(text) :]))
        _ = deck.cards  # made once: here, while no garbage is searched for
    except (OSError, RuntimeError, ValueError, TypeError, LookupError, AttributeError, EOFError):
        return None
    return deck


def _is_private(found: os.stat_result) -> bool:
    """Return whether a file is this user's own, and nobody else may write it."""
    if sys.platform == "win32":
        return True
    return found.st_uid == os.geteuid() and not found.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


def _seal(data: bytes | memoryview) -> bytes:
    return crc32(data).to_bytes(_SEAL, "little")


def _keep(path: Path, text: bytes, deck: "Deck") -> None:
    """Keep a deck, by way of a scratch file; failing to is no error."""
    try:
        # A second time, as then values alone that are there twice are marked, and reading is fast.
        rows = marshal.dumps(marshal.loads(marshal.dumps(packed(deck))))
        data = _name(path, text) + text + rows
        file = _file(path)
        if len(data) > _MOST_BYTES // 2 or path.read_bytes() != text:
            return  # it is too large, or was changed while it was read
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        scratch = file.with_name(f"{file.name}.{os.getpid()}")
        with open(os.open(scratch, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:  # noqa: PTH123
            out.write(_seal(data) + data)
        scratch.replace(file)
        for old in _too_many(file.parent):
            old.unlink(missing_ok=True)
    except (OSError, RuntimeError, ValueError):
        pass  # a cache that cannot be kept is none


def _too_many(folder: Path) -> Iterator[Path]:
    """Yield the files beyond what is kept, the oldest of all."""
    stats = [(each.stat(), each.path) for each in os.scandir(folder)]
    size = 0
    for number, (found, path) in enumerate(sorted(stats, key=lambda e: -e[0].st_mtime_ns), 1):
        size += found.st_size
        if number > _MOST_FILES or size > _MOST_BYTES:
            yield Path(path)


def _file(path: Path) -> Path:
    """Return where the deck of a file is kept: in a file that nobody takes for a deck."""
    return cache_folder() / "decks" / f"{name_of(path)}.kept"
