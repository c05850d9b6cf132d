"""Screens as a terminal is sent them: what a front draws of a session that stands somewhere.

Keys come from a text, and when it is over the terminal is gone.
"""

import io
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import redirect_stdout
from unittest.mock import patch

from quizkit import read_deck
from quizkit.cli.player.keys import Keys
from quizkit.cli.player.terminal import TerminalFront
from quizkit.progress import Response
from quizkit.session import Plan, Respond
from quizkit.visible import width_of
from tests.fruit import DECK
from tests.sittings import SCHEDULER, Sitting

DRAWN = re.compile(r"\x1b\[(?:2J\x1b\[)?H")
"""What comes before a screen: all is cleared, or it is drawn over the one before."""


class Typed(Keys):
    """Keys typed in a row; then the terminal is gone."""

    def __init__(self, keys: str) -> None:
        super().__init__()
        self._typed = iter(keys)

    def drop(self) -> None:
        pass

    def drawing(self) -> None:
        pass

    def read(self, *, submits: bool = False, as_typed: bool = False) -> str:
        for key in self._typed:
            return key
        raise EOFError

    def line(self, prompt: str, typed: str = "") -> str:
        raise EOFError


class Window:
    """A terminal of a size, as far as the player uses one: what is sent, and what stands on it."""

    def __init__(self, rows: int, columns: int) -> None:
        self.rows, self.columns = rows, columns
        self._lines = [""]
        self._at = self._column = 0

    @property
    def lines(self) -> list[str]:
        """The lines that are in sight, without bold and colours."""
        return [line.rstrip() for line in self._lines]

    @property
    def text(self) -> str:
        """The same as one text."""
        return "\n".join(self.lines)

    def write(self, sent: str) -> None:
        """Take what a program sends; a control that the player has no use for fails."""
        for piece in re.split(r"(\x1b\[\d*[A-Z]|\x1b\[[\d;]*m|\n|\r)", sent):
            match piece:
                case "":
                    pass
                case "\r":
                    self._column = 0
                case "\n":
                    self._down()
                case "\x1b[2J":
                    self._lines = [""] * (self._at + 1)
                case "\x1b[J":
                    del self._lines[self._at + 1 :]
                    self._lines[self._at] = self._lines[self._at][: self._column]
                case "\x1b[H":
                    self._at = self._column = 0
                case "\x1b[K" | "\x1b[2K":
                    self._lines[self._at] = ""
                case _ if not re.fullmatch(r"\x1b\[[\d;]*m", piece):
                    assert piece[0] != "\x1b", piece
                    self._lines[self._at] = self._lines[self._at][: self._column] + piece
                    self._column += len(piece)
                    assert width_of(self._lines[self._at]) <= self.columns, piece

    def _down(self) -> None:
        self._at, self._column = self._at + 1, 0
        if self._at == len(self._lines):
            self._lines.append("")
        if self._at == self.rows:
            del self._lines[0]
            self._at -= 1

    def flush(self) -> None:
        """Nothing is held back."""


def sitting_of(text: str, card: str = "", **settings: object) -> Sitting:
    """Return a sitting over the deck `d` that a text holds, or over one card of it."""
    deck = read_deck(f"id: d\n{text}")
    cards = {each.id: each for each in deck.cards if card in ("", each.id)}
    plan = Plan({"d": deck}, cards, SCHEDULER, "w", "s", **settings)  # type: ignore[arg-type]
    return Sitting(plan)


def drawn(
    it: Sitting, keys: str = "", *, rows: int = 24, columns: int = 80, told: str = ""
) -> list[str]:
    """Return what a terminal is sent for the screen of a sitting, each time that it is drawn."""
    front, sent = TerminalFront(Typed(keys), colour=True), io.StringIO()
    front.tell(told)
    with patch.dict(os.environ, COLUMNS=str(columns), LINES=str(rows)), redirect_stdout(sent):
        front.read(it.session)
    return DRAWN.split(sent.getvalue())[1:]


RIGHT: Mapping[str, Response] = {
    "d#red": "cherry",
    "d#green": "lime",
    "d#blue": "true",
    "d#nuts": ["almond", "hazelnut"],
    "d#sizes": ["pea", "plum", "melon"],
    "d#legs": {"ant": "six", "spider": "eight"},
    "d#oak:1": ["Oak", "acornes"],
    "d#why": "taste",
}
"""A right answer to each card of the deck of fruit, one of them with a slip."""

WRONG: Mapping[str, Response] = {
    "d#red": "plum",
    "d#green": "lamp",
    "d#blue": "false",
    "d#nuts": ["almond", "fig"],
    "d#sizes": ["plum", "pea", "melon"],
    "d#legs": {"ant": "six", "spider": "six"},
    "d#oak:1": ["Oak", "apples"],
    "d#why": "taste",
}
"""One that is wrong, at least in part."""


def every_kind(text: str = DECK) -> Iterator[Sitting]:
    """Yield a sitting at the question of each card of the deck of fruit, with options and without."""
    for typed in (False, True):
        for card in RIGHT:
            yield sitting_of(text, card, typed=typed)


def every_feedback() -> Iterator[Sitting]:
    """Yield a sitting at the feedback on each card: given right, given wrong, and shown."""
    for given in (RIGHT, WRONG, dict.fromkeys(RIGHT)):
        for it in every_kind():
            yield it.do(Respond(given[it.asking.card.id]))
