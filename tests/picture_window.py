"""A window in which pictures stand, as terminals with kitty's protocol or that of iTerm2 show them."""

import re
from base64 import b64decode
from typing import NamedTuple

from quizkit.cli.pictures.asking import Protocol
from quizkit.cli.player.keys import REDRAW
from quizkit.cli.player.replies import Asked
from tests.screens import Typed, Window

REPLIES = {
    Protocol.KITTY: ["\x1b_Gi=31;OK\x1b\\", "\x1b[6;20;10t", "\x1b[?62;c"],
    Protocol.ITERM: ["\x1bP>|iTerm2 3.5.0\x1b\\", "\x1b[6;20;10t", "\x1b[?62;4c"],
    Protocol.SIXEL: ["\x1b[6;20;10t", "\x1b[?62;4c"],
    None: ["\x1b[?62c"],
}
"""What terminals reply, by what they show."""

_SEQUENCE = re.compile(
    r"(\x1b[78]|\x1b\[\d+A|\x1b_G[^\x1b]*\x1b\\|\x1b\]1337;[^\x07]*\x07|\x1bP[^\x1b]*\x1b\\|\x1b\[2?[JK])"
)


class Shown(NamedTuple):
    """A picture: where it stands, on how many cells, and the bytes of its file."""

    row: int
    columns: int
    rows: int
    data: bytes


class PictureWindow(Window):
    """A window whose `text` has a block of ▒ where a picture stands; `sent` is all that it was sent."""

    def __init__(self, rows: int, columns: int) -> None:
        super().__init__(rows, columns)
        self.sent = ""
        self.pictures: list[Shown] = []
        self._saved = 0, 0
        self._chunks = ""

    @property
    def lines(self) -> list[str]:
        """The lines in sight; no word stands on a picture, and none leaves the window."""
        lines = super().lines
        for picture in self.pictures:
            assert picture.row + picture.rows < self.rows
            assert picture.columns <= self.columns
            for row in range(picture.row, picture.row + picture.rows):
                assert lines[row] == "", lines
                lines[row] = "▒" * picture.columns
        return lines

    def write(self, sent: str) -> None:
        """Take what a program sends."""
        self.sent += sent
        for piece in _SEQUENCE.split(sent):
            self._take(piece)

    def _take(self, piece: str) -> None:
        match piece[:2], piece[2:]:
            case "\x1b7", _:
                self._saved = self._at, self._column
            case "\x1b8", _:
                self._at, self._column = self._saved
            case "\x1b[", up if up.endswith("A"):
                self._at -= int(up[:-1])
                assert self._at >= 0
            case "\x1b_", command:
                self._kitty(command[1:-2])
            case "\x1b]", command:
                keys, _, data = command[:-1].partition(":")
                found = dict(pair.split("=") for pair in keys.split("File=")[1].split(";"))
                size = int(found["width"]), int(found["height"])
                self.pictures.append(Shown(self._at, *size, b64decode(data)))
            case "\x1bP", _:
                self.pictures.append(Shown(self._at, 1, 1, piece.encode()))
            case "\x1b[", "2K":
                assert not any(self._at in range(p.row, p.row + p.rows) for p in self.pictures)
                super().write(piece)
            case _:
                if piece == "\x1b[2J":
                    self.pictures.clear()
                super().write(piece)

    def disturb(self) -> None:
        """Have another program write over all that stands there."""
        self.pictures.clear()
        self._lines = ["something else"] * self.rows

    def _kitty(self, command: str) -> None:
        keys, _, data = command.partition(";")
        found = dict(pair.split("=") for pair in keys.split(","))
        assert found["q"] == "2"  # else it replies, and that is read as keys
        if found.get("a") == "d":
            self.pictures.clear()
            return
        if "a" in found:
            self._place, self._chunks = (int(found["c"]), int(found["r"])), ""
            assert (found["f"], found["C"], found["i"]) == ("100", "1", str(len(self.pictures) + 1))
        self._chunks += data
        if found["m"] == "0":
            self.pictures.append(Shown(self._at, *self._place, b64decode(self._chunks)))

    def _down(self) -> None:
        scrolls = self._at + 1 == self.rows
        super()._down()
        if scrolls:
            self.pictures = [each._replace(row=each.row - 1) for each in self.pictures]


class Answering(Typed):
    """Types keys into a window that replies at once, and keeps each screen that a key is typed on."""

    def __init__(self, window: PictureWindow, protocol: Protocol | None, keys: str = "") -> None:
        super().__init__(keys)
        self.window = window
        self.screens: list[str] = []
        self.questions: list[str] = []
        self._replies = REPLIES[protocol]
        self._told = False

    def ask(self, asked: Asked) -> None:
        self.questions.append(asked.question)
        assert all(map(asked.is_reply, self._replies))
        asked.hear(self._replies)
        self._told = True

    def read(self, *, submits: bool = False, as_typed: bool = False) -> str:
        if self._told:
            self._told = False
            return REDRAW
        self.screens.append(self.window.text)
        if "more: any key" in self.window.text:
            return " "
        return super().read()

    def line(self, prompt: str, typed: str = "") -> str:
        from quizkit.cli.player.keys import Redraw

        if self._told:
            self._told = False
            raise Redraw(typed)
        self.screens.append(self.window.text)
        raise EOFError
