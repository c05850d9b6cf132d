"""Lines of text as wide as the page: wrapped, coloured, and harmless to the terminal.

Wrapped by display width. Text of decks and answers passes through `block` or `errors.visible`, so
that no control character of it reaches the terminal. Nothing is said by colour alone.
"""

from collections.abc import Iterable
from unicodedata import bidirectional

import click
from attrs import frozen

from quizkit.errors import visible

_FIRST_STRONG_ISOLATE, _POP_ISOLATE = "\u2068", "\u2069"


@frozen
class Page:
    """How to write: the width in columns, and whether in colour."""

    width: int
    colour: bool

    def paint(self, text: str, colour: str | None = None, *, bold: bool = False) -> str:
        """Return `text` with colour and weight if this page has them."""
        if not self.colour or not text:
            return text
        return click.style(text, fg=colour, bold=bold or None)

    def faint(self, text: str) -> str:
        """Return `text` drawn back."""
        return click.style(text, dim=True) if self.colour and text else text

    def block(self, text: str, lead: str = "", *, colour: str | None = None) -> list[str]:
        """Return a text of a deck or a learner as wrapped lines, safe to print.

        Line breaks and leading spaces are kept. `lead` stands before the first line, and the
        others are indented as far.
        """
        lines: list[str] = []
        for raw in text.expandtabs(4).splitlines() or [""]:
            line = _isolated(visible(raw))
            margin = " " * (len(raw) - len(raw.lstrip(" ")))
            start = lead if not lines else " " * width_of(lead)
            wrapped = _wrap(line.strip(" "), max(8, self.width - width_of(lead) - len(margin)))
            for piece in wrapped:
                lines.append(start + margin + self.paint(piece, colour))
                start = " " * width_of(lead)
        return lines

    def keys(self, items: Iterable[str]) -> list[str]:
        """Return short texts on as few lines as fit, none of them broken."""
        lines: list[str] = []
        for item in items:
            if lines and width_of(lines[-1]) + 3 + width_of(item) <= self.width:
                lines[-1] += f" · {item}"
            else:
                lines.append(item)
        return [self.faint(line) for line in lines]

    def rule(self) -> str:
        """Return a line across the page."""
        return self.faint("─" * self.width)


def _wrap(text: str, width: int) -> list[str]:
    if text.isascii() and len(text) <= width:
        return [text]
    from wcwidth import wrap

    return wrap(text, width, break_on_hyphens=False) or [""]


def width_of(text: str) -> int:
    """Return how many columns of a terminal `text` takes."""
    if text.isascii() and text.isprintable():
        return len(text)
    from wcwidth import width

    return width(text)


def _isolated(text: str) -> str:
    """Return a text that holds right-to-left letters fenced off from what stands around it."""
    if text.isascii() or not any(bidirectional(char) in ("R", "AL") for char in text):
        return text
    return f"{_FIRST_STRONG_ISOLATE}{text}{_POP_ISOLATE}"


def letter(position: int) -> str:
    """Return the letter that labels an option, `a` for position 0."""
    return chr(ord("a") + position) if position < 26 else str(position + 1)
