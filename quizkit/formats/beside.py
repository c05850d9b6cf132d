"""The one door to files that a deck names: they lie below its folder, or they are not read.

A deck may come from a stranger. What it names elsewhere, through links too, is absent, and nothing
tells whether it is there.
"""

import os
import stat
from contextlib import suppress
from enum import Enum, auto
from math import inf
from pathlib import Path
from typing import NamedTuple

MOST_BYTES = 20_000_000
"""How large a file beside a deck may be: a thousand times the text of a long article."""


class Absent(Enum):
    """Why a file that a deck names is not read."""

    NOT_THERE = auto()
    OUTSIDE = auto()
    NO_FILE = auto()
    TOO_LARGE = auto()


def read_beside(deck: str, name: str, *, most: int = MOST_BYTES) -> bytes | Absent:
    """Return what is in the file that a deck names, or why it is not read.

    Args:
        deck: path of the deck's file.
        name: as the deck gives it, relative to the deck's folder.
        most: how many bytes of it.
    """
    try:
        real = real_beside(deck, name)
        return real if isinstance(real, Absent) else read_regular(real, most)
    except (OSError, ValueError):
        return Absent.NOT_THERE


def real_beside(deck: str, name: str) -> Path | Absent:
    """Return the path of the file that a deck names, all links resolved; it may not be there.

    Raises:
        OSError, ValueError: no file can have that name.
    """
    folder = Path(os.path.realpath(Path(deck).parent))
    real = Path(os.path.realpath(folder / name))
    return real if folder in real.parents else Absent.OUTSIDE


def read_regular(path: Path, most: int = MOST_BYTES) -> bytes | Absent:
    """Return what is in a regular file; a pipe or a device may never end, and is not read.

    Raises:
        OSError, ValueError: it cannot be opened or read.
    """
    seen = seen_regular(path, most + 1, most=most)
    if isinstance(seen, Absent):
        return seen
    return seen.head if len(seen.head) <= most else Absent.TOO_LARGE


class Seen(NamedTuple):
    """A file that is there: its path, how many bytes it has, and the first of them."""

    path: Path
    size: int
    head: bytes


def seen_regular(path: Path, head: int, *, most: float = inf) -> Seen | Absent:
    """Return what a regular file begins with.

    Args:
        path: of the file.
        head: how many bytes of it to read.
        most: how many bytes it may have.

    Raises:
        OSError, ValueError: it cannot be opened or read.
    """
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    handle = os.open(path, flags)
    try:
        found = os.fstat(handle)
        if not stat.S_ISREG(found.st_mode):
            return Absent.NO_FILE
        if found.st_size > most:
            return Absent.TOO_LARGE
        with os.fdopen(handle, "rb", closefd=False) as file:
            return Seen(path, found.st_size, file.read(head))
    finally:
        with suppress(OSError):
            os.close(handle)
