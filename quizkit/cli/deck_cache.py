"""Decks read before, kept in the user's cache folder: read again, one takes an eighth of the time.

A kept deck stands behind the very bytes that it was read from, and goes for these bytes alone,
under the same name and in the same version: the file itself says what is in a deck. Those of the
files that it includes are kept with it. All of it can be deleted at any time, and whatever looks
odd is passed over: the deck is read, and kept anew.
"""

import marshal
import os
import sys
from binascii import crc32
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from quizkit import __version__
from quizkit.cli.cache_folder import keep, kept
from quizkit.garbage import undisturbed
from quizkit.model.packed import packed, unpacked

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from quizkit.model import Deck

_READING = (
    *("", "answers", "answers/languages", "errors", "formats", "markup", "markup/maths", "model"),
)
"""The folders of the package whose files make decks of texts."""


def load_deck(path: Path) -> "Deck":
    """Return the deck in a file, which is read only if it was not read before.

    Notes that have problems are left out, which its `problems` tell.

    Raises:
        DeckError: the file cannot be read, or nothing in it; with every problem found.
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
            if _waiting is None:
                _keep(path, text, deck)
            else:
                _waiting[path] = text, deck
    return deck


_waiting: "dict[Path, tuple[bytes, Deck]] | None" = None
"""Decks that were read and are to be kept, by file; None where each is kept at once."""


@contextmanager
def kept_at_the_end() -> "Iterator[None]":
    """Keep the decks that are read meanwhile at the end: a question does not wait for it.

    A Ctrl-C ends that as well; what was not kept is read again the next time.
    """
    global _waiting
    _waiting = {}
    try:
        yield
    finally:
        waiting, _waiting = _waiting, None
        for path, (text, deck) in waiting.items():
            _keep(path, text, deck)


def _read(path: Path) -> "Deck":
    from quizkit.formats.deck_yaml import load_deck as read  # and with it PyYAML

    return read(path, lenient=True)


def _head(text: bytes) -> bytes:
    """Return what stands before the packed deck of a text, as this version reads it."""
    return f"{_version()} {len(text)}\n".encode() + text


@cache
def _version() -> str:
    """Return what reads decks: the version, of Python too, and all our own files that do.

    A change to these must not leave its author with decks as they were read before.
    """
    ours = Path(__file__).parents[1]
    files = [each for room in _READING for each in os.scandir(ours / room) if each.is_file()]
    found = sorted((each.path, each.stat().st_mtime_ns, each.stat().st_size) for each in files)
    return f"quizkit {__version__} {sys.implementation.cache_tag} {crc32(repr(found).encode())}"


def _kept(path: Path, text: bytes) -> "Deck | None":
    """Return the deck kept of this text, if there is one and it is whole and ours."""
    rows = kept("decks", path, _head(text))
    if rows is None:
        return None
    try:
        groups, included = marshal.loads(rows)
        if included and included != _included(path, included):
            return None
        deck = unpacked(groups)
        _ = deck.cards  # made once: here, while no garbage is searched for
    except (ValueError, TypeError, LookupError, AttributeError, EOFError):
        return None
    return deck


def _keep(path: Path, text: bytes, deck: "Deck") -> None:
    """Keep a deck, unless its file was changed while it was read; failing to is no error."""
    try:
        included = _included(path, deck.included) if deck.included else {}
        if included and _read(path) != deck:  # what came of these bytes
            return
        # A second time, as then values alone that are there twice are marked, and reading is fast.
        rows = marshal.dumps(marshal.loads(marshal.dumps((packed(deck), included))))
        unchanged = path.read_bytes() == text
    except (OSError, RuntimeError, ValueError):
        return
    if unchanged:
        keep("decks", path, _head(text) + rows)


def _included(path: Path, names: "Iterable[str]") -> "dict[str, bytes | None]":
    """Return what is in the files that a deck includes; None for one that is not in its folder."""
    from quizkit.cli.folders import is_below

    folder = os.path.realpath(path.parent)
    found: dict[str, bytes | None] = {}
    for name in names:
        try:
            real = Path(os.path.realpath(path.parent / name))
            is_there = is_below(str(real), folder) and real.is_file()
            found[name] = real.read_bytes() if is_there else None
        except (OSError, ValueError):
            found[name] = None
    return found
