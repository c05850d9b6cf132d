"""The learner's editor, and how it is told to open a file at a line and not to return at once."""

import os
import shlex
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from shutil import which

from quizkit.visible import visible

_AT_LINE = ("+{line}", "{file}")
_BY_COLON = ("{file}:{line}",)
_LIKE_CODE = ("--wait", "--goto", "{file}:{line}")
_WORDS: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys("vi vim nvim view vis elvis nvi nano pico emacs emacsclient".split(), _AT_LINE),
    **dict.fromkeys("micro joe jmacs jed mg zile kak ne mcedit ee editor".split(), _AT_LINE),
    "sensible-editor": _AT_LINE,
    **dict.fromkeys(("gvim", "mvim"), ("-f", *_AT_LINE)),
    **dict.fromkeys(("hx", "helix"), _BY_COLON),
    **dict.fromkeys(("code", "code-insiders", "codium", "vscodium"), _LIKE_CODE),
    **dict.fromkeys(("cursor", "windsurf", "positron"), _LIKE_CODE),
    **dict.fromkeys(("subl", "sublime_text", "zed", "zeditor"), ("--wait", *_BY_COLON)),
    **dict.fromkeys(("gedit", "xed", "bbedit"), ("--wait", *_AT_LINE)),
    "kate": ("--block", "--line", "{line}", "{file}"),
    "mate": ("--wait", "--line", "{line}", "{file}"),
}
"""What follows the name of an editor that is known; others are told the file alone."""

_SHORT = {"--wait": "-w", "--goto": "-g", "--block": "-b"}
_USUAL = ("notepad",) if sys.platform == "win32" else ("sensible-editor", "vi", "nano")

HOW_TO_NAME = "name yours in EDITOR, as in  export EDITOR=nano"


def editor_command(path: Path, line: int, environment: Mapping[str, str]) -> list[str] | None:
    """Return the command that opens a file at a line, and ends when the learner is done.

    It is what VISUAL or EDITOR has, words of a shell or the path of a program, else what is usual
    on this system.

    Args:
        path: of the file.
        line: counts from 1.
        environment: has the variables.

    Returns:
        None if no editor is named or found.
    """
    named = environment.get("VISUAL", "").strip() or environment.get("EDITOR", "").strip()
    words = _words(named) if named else [name for name in _USUAL if which(name)][:1]
    if not words:
        return None
    words[0] = os.path.expanduser(words[0])  # noqa: PTH111 - a name is no path
    rest = _WORDS.get(Path(words[0]).stem.lower(), ("{file}",))
    rest = tuple(word for word in rest if not {word, _SHORT.get(word)} & set(words))
    return [*words, *(word.format(line=line, file=path) for word in rest)]


def _words(named: str) -> list[str]:
    """Return the words of a command; a path with spaces that is there is one."""
    if which(named):
        return [named]
    try:
        words = shlex.split(named, posix=sys.platform != "win32")
    except ValueError:  # a quotation mark alone
        return [named]
    return [word.strip('"') for word in words] if sys.platform == "win32" else words


def _pass(number: int, frame: object) -> None:
    """Leave a signal to the program that runs."""


def outcome_of(
    command: list[str], run: Callable[[list[str]], int | None]
) -> tuple[int | None, str]:
    """Return the exit code of an editor, and what went wrong with it; empty if nothing did.

    Args:
        command: opens the editor.
        run: runs it; None where it cannot.
    """
    try:
        code = run(command)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        return None, f"{visible(error.filename or command[0])}: {reason}; {HOW_TO_NAME}"
    if not code:
        return code, ""
    return code, "the editor was stopped: " if code < 0 else f"the editor ended with {code}: "


def run_in_front(command: list[str]) -> int:
    """Run a program on the terminal in the place of this one; return its exit code.

    Ctrl-C is its own meanwhile, and Ctrl-Z stops both.

    Raises:
        OSError: it cannot be started.
    """
    before = {signal.SIGINT: signal.signal(signal.SIGINT, _pass)}  # SIG_IGN it would inherit
    if hasattr(signal, "SIGTSTP"):
        before[signal.SIGTSTP] = signal.signal(signal.SIGTSTP, signal.SIG_DFL)
    try:
        return subprocess.call(command)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
