"""The terminal in the hands of a session: its modes, signals that concern it, and readline set up."""

import os
import select
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Self

from quizkit.cli.player.pasting import MARKED, UNMARKED, is_open, is_taller
from quizkit.lazy import pattern

if TYPE_CHECKING:
    import signal

    from quizkit.cli.player.replies import Asked, Replies
else:
    import _signal as signal  # what `signal` gives names to: there at once
try:
    import termios as termios
    import tty
except ImportError:  # Windows: click reads single keys there
    termios = None  # type: ignore[assignment]
    tty = None  # type: ignore[assignment]
try:
    import readline as readline
except ImportError:  # the terminal's own editing has to do
    readline = None  # type: ignore[assignment]

EDITOR_KEYS = ["Ctrl-X Ctrl-E editor"]
if readline is None or "libedit" in (readline.__doc__ or ""):
    EDITOR_KEYS = []  # only readline itself can be given such a key

REST_COMES = 0.05
"""Seconds within which the rest of a key of several bytes comes."""

MORE_COMES = 1.0
"""Seconds within which the rest of a paste comes."""

_AT_END = 0.2
"""Seconds that replies still to come are waited for when a session ends."""

_LATE_COMES = 0.5
"""Seconds within which the rest of a reply comes that has begun while a line is edited."""

MANY_READS = 256
"""As many as drop all that is typed or pasted, but not what comes without end."""

_BEGUN = pattern(r"\x1b(?:\[[0-?]*[ -/]*|O)?\Z")
_REPLY_BEGUN = pattern(r"\x1b(?:\[[0-?]*[ -/]*|O|[P_][^\x1b\x07]*\x1b?)?\Z")

_OF_REPLIES = ord("?")
"""How readline calls us for a reply: to list what may complete a word."""


class Redraw(Exception):  # noqa: N818 - no error: it takes the way of one out of `input`
    """The screen must be drawn again, while `typed` stood on the line."""

    def __init__(self, typed: str) -> None:
        super().__init__(typed)
        self.typed = typed


class Modes:
    """The terminal, read at once and without echo while a session has it; use as a context.

    Args:
        clock: gives seconds that never go back.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._on_line = False
        self._to_editor = False
        self._stood = ""
        self._is_disturbed = False
        self._replies: Replies | None = None  # nearly always nothing is asked

    def __enter__(self) -> Self:
        if readline is not None:
            readline.set_auto_history(False)  # no earlier answer is offered again
            readline.clear_history()
            readline.parse_and_bind("Control-l: redraw-current-line")  # and leave the question
            readline.parse_and_bind(r'"\t": ""')
            readline.parse_and_bind("set convert-meta off")  # where LC_ALL=C it drops letters
            readline.parse_and_bind("set enable-bracketed-paste on")  # which Python turns off
            readline.set_completer(self._on_completion)
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
        self._hear_out()
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
            self._on_line, self._is_disturbed = False, True
            raise Redraw(readline.get_line_buffer())

    def _on_wake(self, number: int, frame: object) -> None:
        """End the line on which a paste stands that the window cannot show, to be shown otherwise."""
        if self._on_line and readline is not None:
            text = readline.get_line_buffer()
            if text != self._stood and is_taller(text):
                self._on_redraw(number, frame)

    def _on_completion(self, text: str, state: int) -> str | None:
        """Note that an editor was asked for, or hear a reply: readline calls nothing else of ours."""
        if readline is not None and readline.get_completion_type() == _OF_REPLIES:
            if state == 0:
                self._hear_late()
            return f"{text}{state}" if state < 2 else None  # a single one would be shown
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

    def _forget(self) -> None:
        """Forget the keys typed so far.

        They are read: `tcflush` would drop a Ctrl-C too that the terminal has not made a signal yet.
        """
        if termios is not None:
            with suppress(OSError):  # the terminal may be gone
                typed = b""
                for _ in range(MANY_READS):
                    waits = MORE_COMES if is_open(typed) else 0
                    if not (self._is_typed(waits) and (more := os.read(self._fd, 4096))):
                        break
                    typed += more
                if typed and self._replies is not None:
                    self._keys_among(self._whole(typed))

    def drawing(self) -> bool:
        """Forget that the screen was to be drawn again: it is now, in the size that it now has.

        Return whether something else may have written over it meanwhile.
        """
        if self._replies is not None:
            self._replies.changes_screen = False
        if termios is not None:
            with suppress(BlockingIOError):
                self._note(os.read(self._wake, 4096))
        disturbed, self._is_disturbed = self._is_disturbed, False
        return disturbed

    def _note(self, numbers: bytes) -> None:
        """Note signals that came."""
        if not {signal.SIGWINCH, signal.SIGCONT}.isdisjoint(numbers):
            self._is_disturbed = True

    def _is_typed(self, within: float = 0) -> bool:
        return bool(select.select([self._fd], [], [], within)[0])

    def _is_redrawn(self) -> bool:
        """Return whether a signal that came says that the screen must be drawn again."""
        self._note(os.read(self._wake, 4096))
        self._quiet()  # the shell has set its own modes while we were stopped
        return self._is_disturbed

    def _wake_each(self, seconds: float) -> None:
        """Interrupt whatever waits each so many seconds; 0 for no more."""
        if termios is not None:
            signal.setitimer(signal.ITIMER_REAL, seconds, seconds)

    def _whole(self, typed: bytes) -> bytes:
        """Return what is typed with the rest of a key or a paste that it ends with, if that comes."""
        while self._comes_in_parts(typed):
            if not (rest := os.read(self._fd, 4096)):
                break
            typed += rest
        return typed

    def _comes_in_parts(self, typed: bytes) -> bool:
        """Return whether a key or a paste has begun whose rest is there by now."""
        if is_open(typed):
            return self._is_typed(MORE_COMES)
        begins = _BEGUN if self._replies is None else _REPLY_BEGUN
        begun = begins.search(typed[-64:].decode(errors="ignore"))
        return bool(begun) and self._is_typed(REST_COMES)

    def ask(self, asked: "Asked") -> None:
        """Ask the terminal something; what it replies is no key, and may have the screen drawn anew."""
        if termios is None:
            return
        from quizkit.cli.player.replies import Replies

        self._replies = Replies(asked, self._clock())
        if readline is not None:  # should replies come while it edits a line
            readline.set_completion_display_matches_hook(lambda *shown: None)
            readline.parse_and_bind(r'"\e_G": possible-completions')
            readline.parse_and_bind(r'"\eP>": possible-completions')
            readline.parse_and_bind(r'"\e[": skip-csi-sequence')
        self._tell(asked.question.encode())

    def _is_told(self) -> bool:
        """Return whether a reply has come that changes the screen, once."""
        return self._replies is not None and self._replies.is_told()

    def _keys_among(self, typed: bytes) -> str:
        """Return the keys among what came, which may be replies."""
        text = typed.decode(errors="ignore")
        return text if self._replies is None else "".join(self._replies.keys(text, self._clock()))

    def _hear_late(self) -> None:
        """Hear the rest of a reply whose beginning readline took."""
        rest = b""
        while not rest.endswith((b"\x1b\\", b"\x07", b"\r")) and self._is_typed(_LATE_COMES):
            rest += os.read(self._fd, 1)
        self._keys_among((b"\x1b_G" if rest[:1] == b"i" else b"\x1bP>") + rest)

    def _hear_out(self) -> None:
        """Wait for replies that are still to come, as who reads next would take them for keys."""
        until = self._clock() + _AT_END
        while self._replies is not None and self._replies.waits(self._clock()):
            if not self._is_typed(max(0, until - self._clock())):
                return
            if not (came := os.read(self._fd, 4096)):
                return
            self._keys_among(came)
