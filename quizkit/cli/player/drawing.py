"""Screens drawn on the terminal, in a window of whatever size it has now."""

import sys
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from quizkit.cli.colour import terminal_size
from quizkit.cli.page import Page
from quizkit.cli.player.keys import REDRAW, Keys
from quizkit.cli.player.view import Drawable

if TYPE_CHECKING:
    from quizkit.cli.pictures.beside import Beside
    from quizkit.cli.pictures.placing import Pictures

_WIDEST = 80
_CUT_OFF = "\x1b\\"
"""Ends a picture that is cut off, so that the terminal shows what comes then; else it does nothing."""
_ALL_CLEAR, _HOME, _CLEAR_LINE, _CLEAR_REST = "\x1b[2J\x1b[H", "\x1b[H", "\x1b[2K", "\x1b[J"

_NO_ROWS: Collection[int] = ()


class Drawing:
    """Draws screens; `is_whole` is whether the one that stands shows all its options.

    `beside` is where the pictures lie of the card that is shown; None if it has none.
    """

    def __init__(self, keys: Keys, *, colour: bool) -> None:
        self.is_whole = True
        self.beside: Beside | None = None
        self._keys = keys
        self._colour = colour
        self._pictures: Pictures | None = None

    def draw(self, view: Drawable, *, fresh: bool) -> None:
        """Draw a screen.

        A fresh one that is too tall is shown page by page, and keys typed before it are dropped; of
        one that is drawn again the last page is shown, as it stood there.
        """
        is_disturbed = self._keys.drawing()
        size = terminal_size()
        page = Page(min(_WIDEST, size.columns), self._colour, weight=True, beside=self.beside)
        shown, pictures, height = view(page), self._with_pictures(), max(4, size.lines)
        before, last, seen, self.is_whole = shown.fitted(page, height, pictures)
        if pictures is not None and (said := pictures.said_on(fresh=fresh)):
            shown = shown._replace(notice=[*shown.notice, *page.block(said)])
            before, last, seen, self.is_whole = shown.fitted(page, height, pictures)
        end = "" if shown.is_typed_on else "\n"
        if fresh:
            self._draw_fresh(view, before, last[seen:], end)
        else:
            away, kept, put = "", _NO_ROWS, ""
            if pictures is not None:
                away, kept, put = pictures.over(last, end, anew=is_disturbed)
            rows = enumerate(last)
            drawn = [line if row in kept else f"{_CLEAR_LINE}{line}" for row, line in rows]
            _put(away, _HOME, "\n".join(drawn), end, _CLEAR_REST, put)
        if pictures is not None:
            pictures.ask(last)

    def _draw_fresh(
        self, view: Drawable, before: list[list[str]], last: list[str], end: str
    ) -> None:
        """Draw a screen where another one stands, page by page."""
        pictures = self._pictures
        _put(pictures.taken_away() if pictures is not None else "", _ALL_CLEAR)
        for lines in before:
            _put("".join(f"{line}\n" for line in lines), "more: any key")
            self._keys.drop()
            if self._keys.read() == REDRAW:
                self.draw(view, fresh=True)
                return
            _put("\r\x1b[K")
        _put("\n".join(last), end, pictures.put(last, end) if pictures is not None else "")
        self._keys.drop()

    def _with_pictures(self) -> "Pictures | None":
        """Return what shows pictures, if there was a card with one."""
        if self._pictures is None and self.beside is not None:
            from quizkit.cli.pictures.placing import Pictures

            self._pictures = Pictures(self._keys)
        return self._pictures


def _put(*pieces: str | Iterable[str]) -> None:
    """Write to the terminal at once, so that nothing flickers."""
    try:
        sys.stdout.write("".join(map("".join, pieces)))
        sys.stdout.flush()
    except KeyboardInterrupt:
        sys.stdout.write(_CUT_OFF)
        raise
