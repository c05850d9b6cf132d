"""A session on a terminal: single keys, answers edited on a line, one screen a step.

Keys typed before a screen is drawn are dropped, so that nobody grades a card not yet seen. The
screen is redrawn when the window changes size or the program comes back from the background.
"""

import os
import select
import shutil
import signal
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress

from quizkit.cli.closing import summary
from quizkit.cli.commands import HELP, INPUTS, answer_of, key_of
from quizkit.cli.page import Page, letter
from quizkit.cli.questions import header, question
from quizkit.cli.wording import GRADES
from quizkit.errors import StoreError
from quizkit.model import (
    Blanks,
    ListNote,
    OrderNote,
    PairsNote,
    SelfRatedNote,
    SeveralChoicesNote,
)
from quizkit.scheduling import Rating
from quizkit.session import Asking, Command, Input, Judged, Mode, Rate, Respond, Session

try:
    import termios
    import tty
except ImportError:  # Windows: click reads single keys there
    termios = None  # type: ignore[assignment]

REDRAW = "redraw"
_ENTER = ("\r", "\n")
_BACK = ("\x7f", "\b")
_WIDEST = 80
_MOST_DIGITS = 9


class Keys:
    """Single keys from the terminal, without echo; use as a context.

    `read` returns one character, `REDRAW` when the screen must be drawn again, or an empty text
    for a key that means nothing here (arrows and the like).
    """

    def __init__(self) -> None:
        self._waiting = ""

    def __enter__(self) -> "Keys":
        if termios is None:
            return self
        self._fd = sys.stdin.fileno()
        self._cooked = termios.tcgetattr(self._fd)
        self._wake, self._waker = os.pipe()
        os.set_blocking(self._wake, False)
        os.set_blocking(self._waker, False)
        self._old_wakeup = signal.set_wakeup_fd(self._waker, warn_on_full_buffer=False)
        self._old_handlers = {
            number: signal.signal(number, self._on_signal)
            for number in (signal.SIGWINCH, signal.SIGCONT)
        }
        self.quiet()
        return self

    def __exit__(self, *exc: object) -> None:
        if termios is None:
            return
        for number, handler in self._old_handlers.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(self._old_wakeup)
        os.close(self._wake)
        os.close(self._waker)
        self.loud()

    def _on_signal(self, number: int, frame: object) -> None:
        """Do nothing: that the signal came is read from the wake-up pipe."""

    def quiet(self) -> None:
        """Read keys at once, without echo; Ctrl-C and Ctrl-Z keep their meaning."""
        if termios is not None:
            tty.setcbreak(self._fd, termios.TCSANOW)

    def loud(self) -> None:
        """Give the terminal back as it was, for a line to be edited or another program."""
        if termios is not None:
            with suppress(termios.error):  # the terminal may be gone
                termios.tcsetattr(self._fd, termios.TCSADRAIN, self._cooked)

    def drop(self) -> None:
        """Forget the keys typed so far."""
        self._waiting = ""
        if termios is not None:
            termios.tcflush(self._fd, termios.TCIFLUSH)

    def line(self, prompt: str) -> str:
        """Read a line that the learner edits.

        Raises:
            EOFError: the terminal is gone, or Ctrl-D was pressed on an empty line.
        """
        self.loud()
        try:
            return input(prompt)
        finally:
            self.quiet()

    def read(self) -> str:
        """Wait for a key.

        Raises:
            EOFError: the terminal is gone, or Ctrl-D was pressed.
        """
        if termios is None:
            import click

            key = click.getchar()
            return key if len(key) == 1 else ""
        if not self._waiting:
            ready, _, _ = select.select([self._fd, self._wake], [], [])
            if self._wake in ready:
                numbers = os.read(self._wake, 64)
                self.quiet()  # the shell has set its own modes while we were stopped
                if set(numbers) & {signal.SIGWINCH, signal.SIGCONT}:
                    return REDRAW
            if self._fd not in ready:
                return ""
            typed = os.read(self._fd, 256)
            if not typed or typed == b"\x04":
                raise EOFError
            text = typed.decode(errors="ignore")
            if text.startswith("\x1b"):  # an arrow or another key of several bytes
                return ""
            self._waiting = text
        key, self._waiting = self._waiting[0], self._waiting[1:]
        return key


class TerminalFront:
    """Shows the screens of a session on a terminal, and reads what the learner does."""

    def __init__(self, keys: Keys, *, colour: bool) -> None:
        self._keys = keys
        self._colour = colour
        self._message = ""
        _prepare_line_editing()

    def read(self, session: Session) -> Input | None:
        """Show the session's screen; return what the learner does, None to end."""
        try:
            match session.screen:
                case Asking() as asking if 0 < len(asking.options) <= _MOST_DIGITS:
                    return self._pick(session, asking)
                case Asking() as asking:
                    return self._type(session, asking)
                case Judged() as judged:
                    return self._judged(session, judged)
                case _:
                    return self._finished(session)
        except EOFError:
            return None

    def tell(self, text: str) -> None:
        """Say something on the next screen."""
        self._message = text

    def retry(self, error: StoreError) -> bool:
        """Say that an answer could not be saved; return whether to try again."""

        def lines(page: Page) -> list[str]:
            said = [*str(error).splitlines(), "", "Your last answer is not saved yet."]
            wrapped = [line for text in said for line in page.block(text)]
            return [*wrapped, *page.keys(["Enter try again", "q give up"])]

        key = self._key(lines)
        while key not in (*_ENTER, "q"):
            key = self._key(lines, fresh=False)
        return key != "q"

    def _pick(self, session: Session, asking: Asking) -> Input:
        """Read options picked by digit: one, several, in order, or one for each left side."""
        task = asking.card.task
        several = isinstance(task, SeveralChoicesNote)
        wanted = 1
        if isinstance(task, OrderNote):
            wanted = len(task.order)
        elif isinstance(task, PairsNote):
            wanted = len(task.pairs)
        may_repeat = isinstance(task, PairsNote)
        picked: list[str] = []
        fresh = True
        while True:
            key = self._key(lambda page: _picking(session, asking, picked, page), fresh=fresh)
            fresh = False
            if key in _digits(len(asking.options)):
                option = asking.options[int(key) - 1]
                if several and option in picked:
                    picked.remove(option)
                elif several or (len(picked) < wanted and (may_repeat or option not in picked)):
                    picked.append(option)
                if not several and wanted == 1:
                    return Respond(option)
            elif key in _BACK:
                del picked[-1:]
            elif key in _ENTER and not picked:
                return Command.SHOW
            elif key in _ENTER and several:
                return Respond(picked)
            elif key in _ENTER and len(picked) == wanted:
                if isinstance(task, PairsNote):
                    return Respond(dict(zip(task.pairs, picked, strict=True)))
                return Respond(picked)
            elif key in INPUTS:
                return INPUTS[key]
            else:
                fresh = self._look(session, key)

    def _type(self, session: Session, asking: Asking) -> Input:
        """Read an answer typed on a line, or a line for each blank."""
        task = asking.card.task
        while True:
            page = self._page()
            self._draw(_typing(session, asking, page) + self._notes(page))
            self._keys.drop()
            blanks = len(task.asked) if isinstance(task, Blanks) else 1
            given: list[str] = []
            key = None
            while len(given) < blanks and key is None:
                line = self._keys.line(f"{len(given) + 1} > " if blanks > 1 else "> ")
                key = key_of(line)
                given.append(answer_of(line))
            if key in INPUTS:
                return INPUTS[key]
            if key is not None:
                self._look(session, key)
            elif not any(text.strip() for text in given):
                return Command.SHOW
            else:
                return Respond(given if isinstance(task, Blanks) else given[0])

    def _judged(self, session: Session, judged: Judged) -> Input:
        fresh = True
        graded = judged.self_rated or not session.plan.practice
        while True:
            key = self._key(lambda page: _judging(session, judged, page), fresh=fresh)
            if key in (*_ENTER, " "):
                return Command.NEXT
            if graded and key in _digits(len(GRADES)) and Rating(int(key)) in judged.offers:
                return Rate(Rating(int(key)))
            if key in INPUTS:
                return INPUTS[key]
            fresh = self._look(session, key)

    def _finished(self, session: Session) -> Input | None:
        def lines(page: Page) -> list[str]:
            undo = ["u undo"] if session.previous is not None else []
            return [*summary(session, page), "", *page.keys([*undo, "any other key ends"])]

        if self._key(lines) == "u":
            return Command.UNDO
        self._draw(summary(session, self._page()), pause=False)
        return None

    def _look(self, session: Session, key: str) -> bool:
        """Show what a key only shows, until another key; return whether anything was shown."""
        from quizkit.cli.feedback import sources
        from quizkit.cli.why import why_now

        screen = session.screen
        if key == "?":
            self._key(lambda page: _with_way_back(_help(page), page))
        elif key == "w":
            self._key(lambda page: _with_way_back(why_now(session, page), page))
        elif key == "s" and isinstance(screen, Judged):
            self._key(lambda page: _with_way_back(sources(session, page, whole=True), page))
        else:
            if key == "s":
                self._message = "the source is shown with the feedback"
            return False
        return True

    def _page(self) -> Page:
        return Page(min(_WIDEST, shutil.get_terminal_size().columns), self._colour)

    def _notes(self, page: Page) -> list[str]:
        """Return the message for this screen, if there is one, and forget it."""
        message, self._message = self._message, ""
        return [page.paint(line, "yellow") for line in page.block(message)] if message else []

    def _key(self, lines: Callable[[Page], list[str]], *, fresh: bool = True) -> str:
        """Draw a screen and wait for a key; keys typed before a fresh screen are dropped."""
        page = self._page()
        self._draw(lines(page) + self._notes(page), pause=fresh)
        if fresh:
            self._keys.drop()
        while True:
            key = self._keys.read()
            if key == REDRAW:
                self._draw(lines(self._page()), pause=False)
            elif key:
                return key

    def _draw(self, lines: Sequence[str], *, pause: bool = True) -> None:
        """Clear the screen and write `lines`; what is too tall loses its air, then scrolls."""
        height = max(4, shutil.get_terminal_size().lines)
        if len(lines) >= height:
            lines = [line for line in lines if line]
        out = sys.stdout
        out.write("\x1b[2J\x1b[H")
        shown = 0
        while pause and len(lines) - shown >= height:
            out.write("".join(f"{line}\n" for line in lines[shown : shown + height - 1]))
            out.write(self._page().faint("more: any key"))
            out.flush()
            self._keys.drop()
            while self._keys.read() in ("", REDRAW):
                pass
            out.write("\r\x1b[K")
            shown += height - 1
        out.write("".join(f"{line}\n" for line in lines[shown:]))
        out.flush()


def _picking(session: Session, asking: Asking, picked: Sequence[str], page: Page) -> list[str]:
    task = asking.card.task
    most = len(asking.options)
    labels = [f" {number} " for number in range(1, most + 1)]
    if isinstance(task, SeveralChoicesNote):
        marks = ("x" if option in picked else " " for option in asking.options)
        labels = [f"{label}[{mark}] " for label, mark in zip(labels, marks, strict=True)]
    lines = header(session, page) + question(asking, page, labels)
    if isinstance(task, OrderNote):
        lines += page.block(" → ".join([*picked, "…"][: len(task.order)]), "Order: ")
        items = [f"1-{most} next in order"]
    elif isinstance(task, PairsNote):
        rights = [*picked, "?"]
        for left, right in zip(task.pairs, rights, strict=False):
            lines += page.block(f"{left} – {right}", "  ")
        items = [f"1-{most} pick the match"]
    elif isinstance(task, SeveralChoicesNote):
        items = [f"1-{most} tick, there may be several"]
    else:
        items = [f"1-{most} answer"]
    if not picked:
        items.append("Enter show me")
    elif isinstance(task, SeveralChoicesNote):
        items.append("Enter submit")
    else:
        items += ["Backspace", "Enter submit"]
    return [
        *lines,
        *page.keys([*items, *_more_hints(session, asking, "h"), "u undo", "? help", "q leave"]),
    ]


def _typing(session: Session, asking: Asking, page: Page) -> list[str]:
    task = asking.card.task
    labels = [f" {letter(position)}) " for position in range(len(asking.options))]
    lines = header(session, page) + question(asking, page, labels)
    items = []
    if isinstance(task, Blanks) and len(task.asked) > 1:
        items.append(f"{len(task.asked)} blanks, a line each")
    elif isinstance(task, (ListNote, SeveralChoicesNote)):
        items.append("several answers, with ; between")
    elif isinstance(task, SelfRatedNote):
        items.append("your own words, to compare")
    items += ["Enter alone: show me", *_more_hints(session, asking, ":h"), ":? help", ":q leave"]
    return [*lines, *page.keys(items), ""]


def _judging(session: Session, judged: Judged, page: Page) -> list[str]:
    from quizkit.cli.feedback import accept_line, feedback, grades, sources

    practice = session.plan.practice
    lines = [*header(session, page), *page.block(judged.card.prompt), ""]
    lines += feedback(judged, page)
    cited = sources(session, page)
    lines += ["", *cited] if cited else []
    accept = accept_line(judged)
    if accept:
        lines += ["", *page.block("To have it accepted always, write on the card:")]
        lines += page.block(accept, "  ")
    lines.append("")
    if not practice or judged.self_rated:
        lines += grades(judged, page, session.progress.days, practice=practice)
    items = ["Space next" if practice else f"Space {GRADES[judged.default]}"]
    if not judged.self_rated:
        items.append("o I was wrong" if judged.right else "o I was right")
    return [*lines, *page.keys([*items, "u undo", "w why now", "? help", "q leave"])]


def _help(page: Page) -> list[str]:
    return [line for key, text in HELP for line in page.block(text, f"{key:<7}")]


def _with_way_back(lines: list[str], page: Page) -> list[str]:
    return [*lines, "", *page.keys(["any key goes back"])]


def _more_hints(session: Session, asking: Asking, key: str) -> list[str]:
    more = asking.hints < len(asking.card.note.hints) and session.plan.mode is not Mode.EXAM
    return [f"{key} hint"] if more else []


def _digits(most: int) -> tuple[str, ...]:
    return tuple(str(number) for number in range(1, most + 1))


def _prepare_line_editing() -> None:
    """Have typed answers edited on their line, and no earlier answer offered again."""
    try:
        import readline
    except ImportError:
        return
    readline.set_auto_history(False)
    readline.clear_history()
