"""The pictures on the screen: which stand there, how they get there, and how they are taken away.

The terminal is asked what it can when the first picture would stand on a screen; until it answers,
and where it cannot, the words stand there.
"""

import os
import sys
from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from quizkit.cli.pictures import iterm, kitty, pillow
from quizkit.cli.pictures.asking import LAST, REPLY, Able, Protocol, able_of, question
from quizkit.cli.pictures.beside import Picture, PictureLine
from quizkit.cli.pictures.layout import Place, with_pictures
from quizkit.cli.pictures.sizes import PNG_BEGINS, Size, is_sound, size_of
from quizkit.cli.player.keys import Keys
from quizkit.cli.player.replies import Asked
from quizkit.formats.beside import read_regular
from quizkit.formats.media_types import MOST_OF_A_PICTURE

if TYPE_CHECKING:
    from PIL.Image import Image

NEEDS_PILLOW = "To see pictures here: pip install 'quizkit[pictures]'"

_USUAL_CELL, _SMALL_CELL = Size(10, 20), Size(6, 12)
"""Pixels of a character where the terminal tells none: as they mostly are, and so small that no
picture of so many leaves its place."""

_CLEAR = "\x1b[2J"


class Over(NamedTuple):
    """How a screen with pictures is drawn over another one.

    Args:
        away: is sent before it.
        kept: numbers of its lines on which pictures stand already.
        put: is sent behind it.
    """

    away: str
    kept: Collection[int]
    put: str


class Pictures:
    """Shows pictures on the screens of a session.

    Args:
        keys: what the terminal is asked through.
    """

    def __init__(self, keys: Keys) -> None:
        self._said = ""
        self._keys = keys
        self._able = Able()
        self._is_asked = self._is_said = self._was_said = False
        self._read: dict[Picture, bytes | Image | None] = {}
        self._standing: list[tuple[int, Place]] = []

    def fitted(self, ways: Iterable[Sequence[str]], columns: int, rows: int) -> list[str] | None:
        """Return a screen with its pictures in their places, None if none has room there.

        Args:
            ways: to write it, each as lines; the longer ones first.
            columns: that there are.
            rows: likewise.
        """
        if self._able.protocol is None:
            return None
        cell = self._cell or _USUAL_CELL
        return with_pictures(ways, Size(columns, rows), cell.height / cell.width, self._size)

    def ask(self, lines: Iterable[str]) -> None:
        """Ask the terminal what it can, if a screen has a picture and nobody asked before."""
        if not self._is_asked and any(isinstance(line, PictureLine) for line in lines):
            self._is_asked = True
            if asked := question(os.environ):
                self._keys.ask(Asked(asked, REPLY.fullmatch, LAST.fullmatch, self._hear))

    def said_on(self, *, fresh: bool) -> str:
        """Return what there is to say of pictures on a screen, on one alone; empty if nothing."""
        if fresh and self._was_said:
            self._said = ""
        self._was_said = bool(self._said)
        return self._said

    def taken_away(self) -> str:
        """Return what takes away the pictures that stand there, where clearing the screen does not."""
        stood, self._standing = self._standing, []
        return kitty.DELETED if stood and self._able.protocol is Protocol.KITTY else ""

    def put(self, lines: Sequence[str], end: str) -> str:
        """Return what puts the pictures of a screen in their places, the cursor staying where it is.

        Args:
            lines: the screen, which has just been written.
            end: what was written behind it, a line break or nothing.
        """
        self._standing = _placed(lines)
        sent = []
        for number, (row, place) in enumerate(self._standing, 1):
            up = len(lines) - 1 - row + len(end)
            to_it = f"\x1b[{up}A\r" if up else "\r"
            sent.append(f"\x1b7{to_it}{self._sequence(place, number)}\x1b8")
        return "".join(sent)

    def over(self, lines: Sequence[str], end: str, *, anew: bool) -> Over:
        """Return how a screen is drawn over the one that stands.

        Args:
            lines: the screen.
            end: what is written behind it.
            anew: whether pictures that stand may have been written over.
        """
        placed = _placed(lines)
        if placed == self._standing and not (placed and anew):
            rows = [row + down for row, place in placed for down in range(place.cells.height)]
            return Over("", rows, "")
        return Over(f"{self.taken_away()}{_CLEAR}", (), self.put(lines, end))

    def _hear(self, replies: list[str]) -> None:
        """Take what the terminal says."""
        self._able = able_of(replies, os.environ)

    @property
    def _cell(self) -> Size | None:
        """The pixels of a character, which change with the size of letters; None if nobody tells."""
        return _cell_of_window() or self._able.cell

    def _size(self, picture: Picture) -> Size | None:
        """Return the pixels of a picture, None if it is not shown here."""
        match self._taken(picture):
            case None:
                return None
            case bytes() as data:
                return size_of(data)
            case image:
                return Size(*image.size)

    def _taken(self, picture: Picture) -> "bytes | Image | None":
        """Return a picture as it is sent, or as Pillow reads it; None if it is not shown here."""
        if picture not in self._read:
            if len(self._read) == _KEPT:
                self._read.clear()
            self._read[picture] = self._made(_data(picture))
        return self._read[picture]

    def _made(self, data: bytes) -> "bytes | Image | None":
        """Return the bytes of a file as this terminal takes them, or as Pillow reads them."""
        if not is_sound(data):
            return None
        match self._able.protocol:
            case Protocol.ITERM:
                return data
            case Protocol.KITTY if data.startswith(PNG_BEGINS):
                return data
        if pillow.is_there():
            return pillow.read(data)
        if not self._is_said:
            self._said, self._is_said = NEEDS_PILLOW, True
        return None

    def _sequence(self, place: Place, number: int) -> str:
        """Return what shows a picture from the cursor on."""
        data, (columns, rows) = self._taken(place.picture), place.cells
        if isinstance(data, bytes) and self._able.protocol is Protocol.ITERM:
            return iterm.shown(data, columns, rows)
        if isinstance(data, bytes):
            return kitty.shown(data, columns, rows, number)
        if data is None:
            return ""
        usual = _USUAL_CELL if self._able.protocol is Protocol.KITTY else _SMALL_CELL
        cell = self._cell or usual
        room = Size(columns * cell.width, rows * cell.height)
        if self._able.protocol is Protocol.KITTY:
            return kitty.shown(pillow.png_of(data, room), columns, rows, number)
        from quizkit.cli.pictures import sixel

        return sixel.shown(data, room, self._able.colours)


_KEPT = 8
"""So many pictures are kept as they were read."""


def _data(picture: Picture) -> bytes:
    """Return what is in the file of a picture; nothing if it is gone by now."""
    try:
        data = read_regular(picture.path, MOST_OF_A_PICTURE)
    except (OSError, ValueError):
        return b""
    return data if isinstance(data, bytes) else b""


def _placed(lines: Sequence[str]) -> list[tuple[int, Place]]:
    """Return the places of pictures, each with how many lines are above it."""
    return [(at, line) for at, line in enumerate(lines) if isinstance(line, Place)]


def _cell_of_window() -> Size | None:
    """Return the pixels of a character, where the system knows those of the window."""
    try:
        from fcntl import ioctl
        from struct import unpack
        from termios import TIOCGWINSZ

        found = ioctl(sys.stdout.fileno(), TIOCGWINSZ, bytes(8))
    except (ImportError, AttributeError, OSError, ValueError):  # no terminal, or not like that
        return None
    rows, columns, width, height = unpack("HHHH", found)
    return Size(width // columns, height // rows) if rows and columns and width and height else None
