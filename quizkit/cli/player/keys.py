"""What a learner types on a terminal: single keys without echo, and lines edited by readline."""

import os
import select
import time
from collections.abc import Callable, Collection
from functools import partial
from typing import TYPE_CHECKING

from quizkit.cli.player.guard import Guard
from quizkit.cli.player.inputs import folded
from quizkit.cli.player.modes import (
    EDITOR_KEYS as EDITOR_KEYS,
    MANY_READS,
    REST_COMES,
    Modes,
    Redraw as Redraw,
    readline,
    termios,
)
from quizkit.cli.player.pasting import as_keys, harmless
from quizkit.lazy import pattern

if TYPE_CHECKING:
    from quizkit.cli.player.replies import Replies

REDRAW = "redraw"
DEAD = "dead"
TICK = "tick"
ENTER = ("\r", "\n")
ONWARD = (*ENTER, " ")
BACK = ("\x7f", "\b")
_END = "\x04"

_SEQUENCE = pattern(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|O.|[^\[O])?")

_WAKES = 0.2
"""Seconds after which a line that is edited looks for a Ctrl-C.

One that comes as the wait for a key begins, in `readline`, is else seen with the next key only.
"""


class ToEditor(Redraw):
    """The line is to be written in an editor, while `typed` stood on it."""


class Keys(Modes):
    """Single keys from the terminal, without echo, and whole lines; use as a context.

    `read` returns one character, small and as wide as ASCII, a digit of any script as ours;
    `REDRAW` when the screen must be drawn again, or `DEAD` for a key that means nothing anywhere
    (arrows and the like). What nobody can have meant is dropped: an Enter or a Space before a screen
    has stood, and a key held down since the screen before.

    Args:
        clock: gives seconds that never go back.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(clock)
        self._guard = Guard(clock)
        self._waiting = ""
        self._ahead: list[str] = []  # keys of a line that came before it was read

    def drop(self) -> None:
        """Forget the keys typed before the screen that was drawn now."""
        self._forget()
        self._guard.drawn()

    def _forget(self) -> None:
        self._waiting = ""
        self._ahead.clear()
        super()._forget()

    def line(self, prompt: str, typed: str = "") -> str:
        """Read a line that the learner edits, `typed` standing on it; of a paste it has several.

        Raises:
            EOFError: the terminal is gone, or Ctrl-D was pressed on an empty line.
            ToEditor: Ctrl-X Ctrl-E was pressed.
            Redraw: the window changed size or is too small for what was pasted, or the program came
                back from the background.
        """
        if self._replies and (self._ahead or self._replies.is_awaited(self._clock())):
            return self._line_meanwhile(prompt, typed, self._replies)
        self._loud()
        self._stood = typed
        if readline is not None:
            readline.set_startup_hook(partial(readline.insert_text, typed))
        try:
            self._on_line = True
            self._wake_each(_WAKES)
            line = input(prompt)
        except SystemError as error:  # a signal came while Python raised what another one asked for
            raise error.__cause__ or error from None
        finally:
            self._on_line = False
            self._wake_each(0)
            self._quiet()
        if self._to_editor:
            self._to_editor = False
            raise ToEditor(line)
        return line

    def rest_of_paste(self) -> str:
        """Return what came at once with a line, where a terminal does not say what is pasted."""
        typed = b""
        if termios is not None and self._is_typed():
            for _ in range(MANY_READS):
                if not (self._is_typed(REST_COMES) and (more := os.read(self._fd, 4096))):
                    break
                typed += more
        text = harmless(self._keys_among(typed))
        return text if text.strip() else ""

    def within(self, seconds: float) -> str:
        """Wait for a key as `read` does, for so many seconds at most; `TICK` if none was meant."""
        if termios is not None and not self._waiting:
            ready, _, _ = select.select([self._fd, self._wake], [], [], seconds)
            if self._fd not in ready:
                return REDRAW if self._wake in ready and self._is_redrawn() else TICK
            self._take()
            if not self._waiting:  # it was a reply
                return TICK
        key = self._next()
        return key if self._counts(key, submits=False) else TICK

    def read(self, *, submits: bool = False, as_typed: bool = False) -> str:
        """Wait for a key.

        Args:
            submits: whether Enter submits what was picked, and so counts whenever it comes.
            as_typed: whether the key may be a letter of a text, and keeps its case and width.

        Raises:
            EOFError: the terminal is gone, or Ctrl-D was pressed.
        """
        while True:
            key = self._next(as_typed=as_typed)
            if (as_typed and key not in ONWARD) or self._counts(key, submits=submits):
                return key

    def _counts(self, key: str, *, submits: bool) -> bool:
        if key in ONWARD:
            return self.meant(submits=submits)
        return key == REDRAW or self._guard.is_new(key, partial(self._comes_again, (key,)))

    def meant(self, *, submits: bool) -> bool:
        """Return whether an Enter or a Space that just came was meant; see `Guard`.

        Args:
            submits: whether it submits something, and so is.
        """
        if submits:
            self._guard.pressed()
        return submits or self._guard.takes(partial(self._comes_again, ONWARD))

    def _comes_again(self, keys: Collection[str], within: float) -> bool:
        """Return whether one of some keys is the next one within so many seconds."""
        if termios is not None and not self._waiting and self._is_typed(within):
            self._take()
        return bool(self._waiting) and key_of(self._waiting[0]) in keys

    def _next(self, *, as_typed: bool = False) -> str:
        """Wait for a key, meant or not."""
        if termios is None:
            import click

            key = click.getchar()
            return key if as_typed and len(key) == 1 else key_of(key)
        while not (told := self._is_told()) and not self._waiting:
            ready, _, _ = select.select([self._fd, self._wake], [], [])
            if self._wake in ready and self._is_redrawn():
                return REDRAW
            if self._fd in ready:
                self._take()
        if told:
            return REDRAW
        key, self._waiting = self._waiting[:1], self._waiting[1:]
        if key == _END:
            raise EOFError
        return key if as_typed and key != "\x1b" else key_of(key)

    def _take(self) -> None:
        """Take what is typed: each key of several bytes, such as an arrow, and a paste as one Escape."""
        typed = self._whole(os.read(self._fd, 256) or _END.encode())
        self._waiting += _SEQUENCE.sub("\x1b", as_keys(self._keys_among(typed)))

    def _line_meanwhile(self, prompt: str, typed: str, replies: "Replies") -> str:
        """Read a line as `line` does, while replies are waited for; then it is to be drawn again."""
        from quizkit.cli.player.replies import ENDED, SENT, TO_EDITOR, edited, line_shown

        before = ""
        while True:
            while self._ahead:
                key = self._ahead.pop(0)
                typed, does = edited(typed, key, before)
                before = key
                if does == SENT:
                    self._tell(b"\n")
                    return typed
                if does == TO_EDITOR:
                    raise ToEditor(typed)
                if does == ENDED:
                    raise EOFError
            self._tell(line_shown(prompt, typed).encode(errors="replace"))
            left = replies.waits(self._clock())
            ready = select.select([self._fd, self._wake], [], [], left)[0] if left else []
            if not ready or (self._wake in ready and self._is_redrawn()):
                raise Redraw(typed)
            if self._fd in ready:
                came = self._whole(os.read(self._fd, 4096) or _END.encode())
                self._ahead += replies.keys(came.decode(errors="ignore"), self._clock())


def key_of(typed: str) -> str:
    """Return the key that a character typed is, or `DEAD`."""
    key = folded(typed)
    return key if len(key) == 1 and key != "\x1b" else DEAD
