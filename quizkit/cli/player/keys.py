"""What a learner types on a terminal: single keys without echo, and lines edited by readline."""

import os
import select
import sys
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from typing import TYPE_CHECKING

from quizkit.cli.player.guard import Guard
from quizkit.cli.player.inputs import folded
from quizkit.cli.player.pasting import MARKED, UNMARKED, as_keys, harmless, is_open, is_taller
from quizkit.lazy import pattern

if TYPE_CHECKING:
    import signal
else:
    import _signal as signal  # what `signal` gives names to: there at once
try:
    import termios
    import tty
except ImportError:  # Windows: click reads single keys there
    termios = None  # type: ignore[assignment]
    tty = None  # type: ignore[assignment]
try:
    import readline
except ImportError:  # the terminal's own editing has to do
    readline = None  # type: ignore[assignment]

EDITOR_KEYS = ["Ctrl-X Ctrl-E editor"]
if readline is None or "libedit" in (readline.__doc__ or ""):
    EDITOR_KEYS = []  # only readline itself can be given such a key

REDRAW = "redraw"
DEAD = "dead"
TICK = "tick"
ENTER = ("\r", "\n")
ONWARD = (*ENTER, " ")
BACK = ("\x7f", "\b")
_END = "\x04"

_SEQUENCE = pattern(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|O.|[^\[O])?")
_BEGUN = pattern(r"\x1b(?:\[[0-?]*[ -/]*|O)?\Z")
_REST_COMES = 0.05
"""Seconds within which the rest of a key of several bytes comes."""

_MORE_COMES = 1.0
"""Seconds within which the rest of a paste comes."""

_WAKES = 0.2
"""Seconds after which a line that is edited looks for a Ctrl-C.

One that comes as the wait for a key begins, in `readline`, is else seen with the next key only.
"""

_MANY_READS = 256
"""As many as drop all that is typed or pasted, but not what comes without end."""


class Redraw(Exception):  # noqa: N818 - no error: it takes the way of one out of `input`
    """The screen must be drawn again, while `typed` stood on the line."""

    def __init__(self, typed: str) -> None:
        super().__init__(typed)
        self.typed = typed


class ToEditor(Redraw):
    """The line is to be written in an editor, while `typed` stood on it."""


class Keys:
    """Single keys from the terminal, without echo, and whole lines; use as a context.

    `read` returns one character, small and as wide as ASCII, a digit of any script as ours;
    `REDRAW` when the screen must be drawn again, or `DEAD` for a key that means nothing anywhere
    (arrows and the like). What nobody can have meant is dropped: an Enter or a Space before a screen
    has stood, and a key held down since the screen before.

    Args:
        clock: gives seconds that never go back.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._guard = Guard(clock)
        self._waiting = ""
        self._on_line = False
        self._to_editor = False
        self._stood = ""

    def __enter__(self) -> "Keys":
        if readline is not None:
            readline.set_auto_history(False)  # no earlier answer is offered again
            readline.clear_history()
            readline.parse_and_bind("Control-l: redraw-current-line")  # and leave the question
            readline.parse_and_bind(r'"\t": ""')
            readline.parse_and_bind("set convert-meta off")  # where LC_ALL=C it drops letters
            readline.parse_and_bind("set enable-bracketed-paste on")  # which Python turns off
            readline.set_completer(self._on_editor)
            readline.parse_and_bind(r'"\C-x\C-y": complete')
            readline.parse_and_bind(r'"\C-x\C-e": "\C-x\C-y\C-m"')
        if termios is None:
            return self
        self._fd = sys.stdin.fileno()
        self._cooked = termios.tcgetattr(self._fd)
        self._wake, self._waker = os.pipe()
        os.set_blocking(self._wake, False)
        os.set_blocking(self._waker, False)
        self._old_wakeup = signal.set_wakeup_fd(self._waker, warn_on_full_buffer=False)
        self._old_handlers = {
            number: signal.signal(number, handler)
            for number, handler in (
                (signal.SIGWINCH, self._on_redraw),
                (signal.SIGCONT, self._on_redraw),
                (signal.SIGTSTP, self._on_stop),
                (signal.SIGALRM, self._on_wake),
            )
        }
        self._quiet()
        return self

    def __exit__(self, *exc: object) -> None:
        if termios is None:
            return
        for number, handler in self._old_handlers.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(self._old_wakeup)
        os.close(self._wake)
        os.close(self._waker)
        self._loud()

    def _on_stop(self, number: int, frame: object) -> None:
        """Stop, and leave the terminal to the shell as it was: not every shell sees to that."""
        self._loud()
        signal.signal(signal.SIGTSTP, signal.SIG_DFL)
        os.kill(os.getpid(), signal.SIGTSTP)  # here we wait until we are continued
        signal.signal(signal.SIGTSTP, self._on_stop)

    def _on_redraw(self, number: int, frame: object) -> None:
        """End the line that is being edited; a reader of keys is woken by the pipe."""
        if self._on_line and readline is not None:
            self._on_line = False
            raise Redraw(readline.get_line_buffer())

    def _on_wake(self, number: int, frame: object) -> None:
        """End the line on which a paste stands that the window cannot show, to be shown otherwise."""
        if self._on_line and readline is not None:
            text = readline.get_line_buffer()
            if text != self._stood and is_taller(text):
                self._on_redraw(number, frame)

    def _on_editor(self, text: str, state: int) -> str | None:
        """Note that an editor was asked for: for no other key readline calls a function of ours."""
        self._to_editor = True
        return None if state else text

    def _quiet(self) -> None:
        """Read keys at once, without echo; Ctrl-C and Ctrl-Z keep their meaning."""
        if termios is not None and tty is not None:
            tty.setcbreak(self._fd, termios.TCSANOW)
            self._tell(MARKED)

    def _loud(self) -> None:
        """Give the terminal back as it was, for a line to be edited or another program."""
        if termios is not None:
            with suppress(termios.error):  # the terminal may be gone
                termios.tcsetattr(self._fd, termios.TCSADRAIN, self._cooked)
            self._tell(UNMARKED)

    def _tell(self, sequence: bytes) -> None:
        """Send a sequence to the terminal, past what may be held back for it."""
        with suppress(OSError, ValueError):  # the terminal may be gone
            os.write(sys.stdout.fileno(), sequence)

    @contextmanager
    def given_over(self) -> Iterator[None]:
        """Leave the terminal to another program for the `with` block, whatever that does to it.

        What was typed or pasted before is none of its input.
        """
        self._forget()
        self._loud()
        try:
            yield
        finally:
            self._loud()
            self._quiet()

    def drop(self) -> None:
        """Forget the keys typed before the screen that was drawn now."""
        self._forget()
        self._guard.drawn()

    def _forget(self) -> None:
        """Forget the keys typed so far.

        They are read: `tcflush` would drop a Ctrl-C too that the terminal has not made a signal yet.
        """
        self._waiting = ""
        if termios is not None:
            with suppress(OSError):  # the terminal may be gone
                typed = b""
                for _ in range(_MANY_READS):
                    waits = _MORE_COMES if is_open(typed) else 0
                    if not (self._is_typed(waits) and (more := os.read(self._fd, 4096))):
                        break
                    typed += more

    def drawing(self) -> None:
        """Forget that the screen was to be drawn again: it is now, in the size that it now has."""
        if termios is not None:
            with suppress(BlockingIOError):
                os.read(self._wake, 4096)

    def _is_typed(self, within: float = 0) -> bool:
        return bool(select.select([self._fd], [], [], within)[0])

    def line(self, prompt: str, typed: str = "") -> str:
        """Read a line that the learner edits, `typed` standing on it; of a paste it has several.

        Raises:
            EOFError: the terminal is gone, or Ctrl-D was pressed on an empty line.
            ToEditor: Ctrl-X Ctrl-E was pressed.
            Redraw: the window changed size or is too small for what was pasted, or the program came
                back from the background.
        """
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
            for _ in range(_MANY_READS):
                if not (self._is_typed(_REST_COMES) and (more := os.read(self._fd, 4096))):
                    break
                typed += more
        text = harmless(typed.decode(errors="ignore"))
        return text if text.strip() else ""

    def _wake_each(self, seconds: float) -> None:
        """Interrupt whatever waits each so many seconds; 0 for no more."""
        if termios is not None:
            signal.setitimer(signal.ITIMER_REAL, seconds, seconds)

    def within(self, seconds: float) -> str:
        """Wait for a key as `read` does, for so many seconds at most; `TICK` if none was meant."""
        if termios is not None and not self._waiting:
            ready, _, _ = select.select([self._fd, self._wake], [], [], seconds)
            if self._fd not in ready:
                return REDRAW if self._wake in ready and self._is_redrawn() else TICK
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
        while not self._waiting:
            ready, _, _ = select.select([self._fd, self._wake], [], [])
            if self._wake in ready and self._is_redrawn():
                return REDRAW
            if self._fd in ready:
                self._take()
        key, self._waiting = self._waiting[:1], self._waiting[1:]
        if key == _END:
            raise EOFError
        return key if as_typed and key != "\x1b" else key_of(key)

    def _is_redrawn(self) -> bool:
        """Return whether a signal that came says that the screen must be drawn again."""
        numbers = os.read(self._wake, 4096)
        self._quiet()  # the shell has set its own modes while we were stopped
        return not {signal.SIGWINCH, signal.SIGCONT}.isdisjoint(numbers)

    def _take(self) -> None:
        """Take what is typed: each key of several bytes, such as an arrow, and a paste as one Escape."""
        typed = os.read(self._fd, 256) or _END.encode()
        while self._comes_in_parts(typed):
            if not (rest := os.read(self._fd, 4096)):
                break
            typed += rest
        self._waiting += _SEQUENCE.sub("\x1b", as_keys(typed.decode(errors="ignore")))

    def _comes_in_parts(self, typed: bytes) -> bool:
        """Return whether a key or a paste has begun whose rest is there by now."""
        if is_open(typed):
            return self._is_typed(_MORE_COMES)
        begun = _BEGUN.search(typed[-64:].decode(errors="ignore"))
        return bool(begun) and self._is_typed(_REST_COMES)


def key_of(typed: str) -> str:
    """Return the key that a character typed is, or `DEAD`."""
    key = folded(typed)
    return key if len(key) == 1 and key != "\x1b" else DEAD
