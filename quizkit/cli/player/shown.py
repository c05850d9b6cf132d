"""Screens shown one after the other: each waits for a key, and may have something said on it."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from quizkit.cli.player.drawing import Drawing
from quizkit.cli.player.keys import REDRAW, TICK, Keys
from quizkit.cli.player.view import Drawable
from quizkit.cli.player.views import with_notice
from quizkit.session import Asking, Finished, Judged

if TYPE_CHECKING:
    from quizkit.cli.player.hearing import Hearing
    from quizkit.session import Screen
    from quizkit.telling.notices import Notice


NO_FOLDERS: Mapping[str, Path] = {}


class Screens:
    """Draws screens, and waits for keys.

    Args:
        keys: what is typed.
        colour: whether signs are coloured.
        folders: of the decks, by their ids: there lie pictures and sounds.
    """

    def __init__(
        self, keys: Keys, *, colour: bool, folders: Mapping[str, Path] = NO_FOLDERS
    ) -> None:
        self._folders = folders
        self._hearing: Hearing | None = None  # until a card has something to be heard
        self._keys = keys
        self._drawing = Drawing(keys, colour=colour)
        self._message: str | Notice = ""

    def tell(self, said: "str | Notice") -> None:
        """Say something on the next screen."""
        self._message = said

    def close(self) -> None:
        """End what is heard."""
        if self._hearing is not None:
            self._hearing.close()

    def _hear(self, screen: "Screen") -> None:
        """End what is heard of another screen, and read aloud what this one says by itself."""
        media = None if isinstance(screen, Finished) else screen.card.note.media
        if self._hearing is None:
            if media is None or not (media.sounds or media.spoken):
                return
            from quizkit.cli.player.hearing import Hearing

            self._hearing = Hearing(self._folders)
        self._hearing.shown(screen)
        self._message = self._message or self._hearing.untold()

    def _with_sounds(self, view: Drawable, screen: "Asking | Judged", key: str = "a") -> Drawable:
        """Return a screen with what is to be heard of its card, if anything is."""
        if self._hearing is None or screen.card.note.media is None:
            return view
        from quizkit.cli.player.hearing import with_sounds

        return with_sounds(view, screen, self._hearing, key)

    def ask(self, view: Drawable) -> str:
        """Show a screen that is none of a session; return the key that was pressed.

        Raises:
            EOFError: the terminal is gone, or Ctrl-D was pressed.
        """
        return self._key(view)

    def _key(
        self,
        view: Drawable,
        *,
        fresh: bool = True,
        submits: bool = False,
        as_typed: bool = False,
        left: Callable[[], timedelta] | None = None,
    ) -> str:
        """Draw a screen and wait for a key; keys typed before a fresh screen are dropped.

        Args:
            view: the screen.
            fresh: whether it is a new one.
            submits: whether Enter submits what was picked.
            as_typed: whether the key may be a letter of a text.
            left: how long to wait yet, after which TICK is returned; each second it is drawn again.
                None to wait for as long as it takes.
        """
        view = self._with_message(view)
        self._drawing.draw(view, fresh=fresh)
        while True:
            if left is None:
                key = self._keys.read(submits=submits, as_typed=as_typed)
            elif (wait := left()) <= timedelta():
                return TICK
            else:
                key = self._keys.within(wait.total_seconds() % 1 or 1)
            if key not in (REDRAW, TICK):
                return key
            self._drawing.draw(view, fresh=False)

    def _draw_fresh(self, view: Drawable) -> Drawable:
        """Draw a screen with the message for it; return both, to be drawn again."""
        view = self._with_message(view, undo=":u")
        self._drawing.draw(view, fresh=True)
        return view

    def _with_message(self, view: Drawable, undo: str = "u") -> Drawable:
        """Return `view` with the message for this screen, if there is one, and forget it.

        Args:
            undo: what is typed there to take back what the message is about.
        """
        message, self._message = self._message, ""
        return with_notice(view, message, undo) if message else view
