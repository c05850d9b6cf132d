"""Screens drawn on the terminal, in a window of whatever size it has now."""

import sys
from collections.abc import Iterable

from quizkit.cli.colour import terminal_size
from quizkit.cli.page import Page
from quizkit.cli.player.keys import REDRAW, Keys
from quizkit.cli.player.view import Drawable

_WIDEST = 80
_ALL_CLEAR, _HOME, _CLEAR_LINE, _CLEAR_REST = "\x1b[2J\x1b[H", "\x1b[H", "\x1b[2K", "\x1b[J"


class Drawing:
    """Draws screens; `is_whole` is whether the one that stands shows all its options."""

    def __init__(self, keys: Keys, *, colour: bool) -> None:
        self.is_whole = True
        self._keys = keys
        self._colour = colour

    def draw(self, view: Drawable, *, fresh: bool) -> None:
        """Draw a screen.

        A fresh one that is too tall is shown page by page, and keys typed before it are dropped; of
        one that is drawn again the last page is shown, as it stood there.
        """
        self._keys.drawing()
        size = terminal_size()
        page = Page(min(_WIDEST, size.columns), self._colour, weight=True)
        shown = view(page)
        before, last, seen, self.is_whole = shown.fitted(page, max(4, size.lines))
        end = "" if shown.is_typed_on else "\n"
        if not fresh:
            _put(_HOME, "\n".join(f"{_CLEAR_LINE}{line}" for line in last), end, _CLEAR_REST)
            return
        _put(_ALL_CLEAR)
        for lines in before:
            _put("".join(f"{line}\n" for line in lines), "more: any key")
            self._keys.drop()
            if self._keys.read() == REDRAW:
                self.draw(view, fresh=True)
                return
            _put("\r\x1b[K")
        _put("\n".join(last[seen:]), end)
        self._keys.drop()


def _put(*pieces: str | Iterable[str]) -> None:
    """Write to the terminal at once, so that nothing flickers."""
    sys.stdout.write("".join(map("".join, pieces)))
    sys.stdout.flush()
