"""The one door to files that a deck names: they lie below its folder, or they are not read.

A deck may come from a stranger. What it names elsewhere, through links too, is absent, and nothing
tells whether it is there.
"""

import os
import stat
from contextlib import suppress
from enum import Enum, auto
from pathlib import Path

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
        folder = Path(os.path.realpath(Path(deck).parent))
        real = Path(os.path.realpath(folder / name))
        if folder not in real.parents:
            return Absent.OUTSIDE
        return read_regular(real, most)
    except (OSError, ValueError):
        return Absent.NOT_THERE


def read_regular(path: Path, most: int = MOST_BYTES) -> bytes | Absent:
    """Return what is in a regular file; a pipe or a device may never end, and is not read.

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
            data = file.read(most + 1)
        return data if len(data) <= most else Absent.TOO_LARGE
    finally:
        with suppress(OSError):
            os.close(handle)
