"""Lines of text as wide as the page: wrapped, and harmless to the terminal.

Wrapped by display width. Text of decks and answers passes through `block` or `visible.visible`, so
that no control character of it reaches the terminal. Words are plain or bold, in the colour that the
terminal writes in, which alone can be read on any background; only signs are coloured, and nothing is
said by colour alone. A page is the paper of `quizkit.markup.terminal`: there code stands light on a
dark ground of its own, which is read on any other as well.
"""

from collections.abc import Iterable
from itertools import chain, repeat
from typing import TYPE_CHECKING, Any
from unicodedata import bidirectional

import click
from attrs import evolve, frozen

from quizkit.lazy import deferred, pattern
from quizkit.value import Value
from quizkit.visible import is_narrow, visible, width_of

if TYPE_CHECKING:
    from quizkit.cli.pictures import beside as in_files
    from quizkit.markup.block import Picture
    from quizkit.markup.paper import Look
else:
    in_files = deferred("quizkit.cli.pictures.beside")  # few cards have pictures

GREEN, RED = 29, 131
"""The colours of signs, by their numbers among the 256 of a terminal, which are the same whatever its
theme: the greenest and the reddest that stand out 4.5:1 from black as from white."""

_GROUND = "38;5;255;48;5;238"
"""The colours of code, letters and ground, where there are colours."""

_LOOKS = "1", "3", "4", "9", "2"
"""What a terminal is sent for bold, italic, underlined, struck and dim words, as in `Look`."""

_LEFT_TO_RIGHT, _RIGHT_TO_LEFT, _END = "\u2066", "\u2067", "\u2069"  # isolates
_ISOLATES = {"L": _LEFT_TO_RIGHT, "R": _RIGHT_TO_LEFT, "AL": _RIGHT_TO_LEFT}
"""The isolate for a text that begins in the direction of a letter."""


@frozen(eq=False, repr=False)
class Page(Value):
    """How to write.

    Args:
        width: in columns.
        colour: whether signs are coloured.
        weight: whether weightier words are bold, which is no colour: a page without may have it.
        heard: whether it is read from above to below, perhaps aloud, so that nothing is in columns.
        beside: where the pictures lie of the card that it is for; None for a card without any.
    """

    width: int
    colour: bool
    weight: bool = False
    heard: bool = False
    beside: "in_files.Beside | None" = None

    def bold(self, text: str) -> str:
        """Return `text` in bold, if this page has it."""
        return self._styled(text, bold=True) if self.is_styled else text

    def sign(self, sign: str, colour: int | None) -> str:
        """Return a sign in bold and, if this page has colours, in `GREEN`, `RED` or its own."""
        return self._styled(sign, bold=True, fg=colour) if self.colour else self.bold(sign)

    def _styled(self, text: str, **style: Any) -> str:
        return click.style(text, **style) if text else text

    @property
    def is_styled(self) -> bool:
        """Whether this page has any looks."""
        return self.weight or self.colour

    def narrowed(self, columns: int) -> "Page":
        """Return the same page with so many columns less."""
        return evolve(self, width=self.width - columns)

    def with_files(self, beside: "in_files.Beside | None") -> "Page":
        """Return the same page for a card whose pictures lie elsewhere."""
        return self if beside == self.beside else evolve(self, beside=beside)

    def painted(self, text: str, look: "Look") -> str:
        """Return a text that is safe to print in a look, if this page has any."""
        if not (text and self.is_styled and any(look)):
            return text
        codes = [code for code, has in zip(_LOOKS, look, strict=False) if has]
        if look.code:
            codes.append(_GROUND if self.colour else "7")
        return f"\x1b[{';'.join(codes)}m{text}\x1b[0m"

    def pictured(self, picture: "Picture") -> list[str]:
        """Return the lines in place of a picture that stands by itself in a text."""
        return self.picture(picture) or self._words(picture)

    def picture(self, named: "in_files.Named") -> list[str]:
        """Return the lines in place of a picture beside the texts of a note; none if it is gone."""
        if self.beside is None:
            return self._words(named)
        line = self.beside.line(named, self.width)
        if line is None:
            return []
        return [line] if self.beside.key else self.block(line)

    def _words(self, named: "in_files.Named") -> list[str]:
        return self.block(f"[picture: {named.alt or named.file}]")

    def block(self, text: str, lead: str = "", *, bold: bool = False) -> list[str]:
        """Return a text of a deck or a learner as wrapped lines, safe to print.

        Line breaks and leading spaces are kept, up to half a line of them. `lead` stands before
        the first line, and the others are indented as far.
        """
        paint = self.bold if bold else str
        if text.isascii() and text.isprintable() and text and text == text.strip(" "):
            size = width_of(lead)
            if len(text) <= max(8, self.width - size):  # as most texts are
                return [f"{lead}{paint(text)}"]
        lines: list[str] = []
        rest = " " * width_of(lead)
        for raw in text.expandtabs(4).splitlines() or [""]:
            margin = " " * min(len(raw) - len(raw.lstrip(" ")), self.width // 2)
            for part in _ENDLESS_WORD.sub("\\g<0>\n", visible(raw).strip(" ")).split("\n"):
                lines += self.wrapped(paint(part), lead + margin)
                lead = rest
        return lines

    def runs(self, runs: Iterable[tuple[str, bool]]) -> list[str]:
        """Return a text of a deck, given as runs that are bold or not, as wrapped lines like `block`."""
        lines: list[list[tuple[str, bool]]] = [[]]
        for text, bold in runs:
            first, *others = _ENDLESS_WORD.sub("\\g<0>\n", text.expandtabs(4)).split("\n")
            lines[-1].append((first, bold))
            lines += ([(other, bold)] for other in others)
        return [line for pieces in lines for line in self._run_line(pieces)]

    def _run_line(self, pieces: Iterable[tuple[str, bool]]) -> list[str]:
        painted = "".join(self.bold(visible(t)) if bold else visible(t) for t, bold in pieces)
        text = painted.lstrip(" ")
        margin = " " * min(len(painted) - len(text), self.width // 2)
        return self.wrapped(text.rstrip(" "), margin)

    def blocks(self, texts: Iterable[str]) -> list[str]:
        """Return texts one below the other, each as a block."""
        return list(chain.from_iterable(map(self.block, texts)))

    def heading(self, text: str) -> list[str]:
        """Return a text as a block in bold."""
        return self.block(text, bold=True)

    def table(self, rows: Iterable[tuple[str, str]], width: int) -> list[str]:
        """Return texts as blocks, each behind a label in a column of its own."""
        return [line for label, text in rows for line in self.block(text, f"{label:<{width}}")]

    def wrapped(self, text: str, lead: str = "") -> list[str]:
        """Return a text that is safe to print, painted or not, as wrapped lines behind `lead`."""
        size = width_of(lead)
        isolate, end = _isolate(text if text.isascii() else _STYLE.sub("", text))
        pieces = _wrap(text, max(8, self.width - size))
        leads = chain([lead], repeat(" " * size))
        return [f"{lead}{isolate}{piece}{end}" for lead, piece in zip(leads, pieces, strict=False)]

    def keys(self, items: Iterable[str]) -> list[str]:
        """Return short texts on as few lines as fit, none of them broken that has room on one."""
        lines: list[str] = []
        for item in items:
            if lines and width_of(lines[-1]) + 3 + width_of(item) <= self.width:
                lines[-1] += f" · {item}"
            else:
                lines += self.wrapped(item)
        return lines

    def rule(self) -> str:
        """Return a line across the page, which has nothing to read and is drawn back."""
        line = "─" * self.width
        return self._styled(line, dim=True) if self.is_styled else line


_STYLE = pattern("\x1b\\[[0-9;]*m")
"""What begins or ends bold and colour; its letter is none of the text."""

_ENDLESS_WORD = pattern(r"\S{400}(?=\S)")
"""Parted first: the time that wrapping a word takes grows with the square of its length."""


def _wrap(text: str, width: int) -> list[str]:
    if len(text) <= width and (text.isascii() or is_narrow(text)):
        return [text]
    from wcwidth import wrap

    return wrap(text, width, break_on_hyphens=False) or [""]


def _isolate(text: str) -> tuple[str, str]:
    """Return the marks that fence each line of a text off from its surroundings, in the direction
    of its first letter; empty ones for a text without right-to-left letters.
    """
    if text.isascii():
        return "", ""
    isolates = list(filter(None, map(_ISOLATES.get, map(bidirectional, text))))
    return (isolates[0], _END) if _RIGHT_TO_LEFT in isolates else ("", "")


def letter(position: int) -> str:
    """Return the letter that labels an option, `a` for position 0."""
    return chr(ord("a") + position) if position < 26 else str(position + 1)
