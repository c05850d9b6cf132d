"""A picture opened by the program that the system has for pictures."""

import os
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from subprocess import DEVNULL, Popen, TimeoutExpired

from quizkit.cli.pictures.beside import Picture
from quizkit.cli.player.background import program
from quizkit.cli.player.inputs import NO_PICTURE
from quizkit.formats.media_types import PICTURES, type_named
from quizkit.visible import visible

_SOON = 0.5
"""Seconds within which a program says that it cannot open a file."""


class Opener:
    """Opens pictures, one after the other.

    Args:
        opens: whether to open them; else it only says where they are.
    """

    def __init__(self, *, opens: bool = True) -> None:
        self._opens = opens
        self._last: Picture | None = None
        self._running: list[Popen[bytes]] = []  # they may outlive the session

    def opened(self, pictures: Sequence[Picture]) -> str:
        """Open the first of some pictures, or the one behind that opened last; say what came of it."""
        if not pictures:
            return NO_PICTURE
        at = pictures.index(self._last) + 1 if self._last in pictures else 0
        self._last = pictures[at % len(pictures)]
        path = self._last.path
        of = f"{at % len(pictures) + 1} of {len(pictures)} " if len(pictures) > 1 else ""
        return f"picture {of}{self._outcome(path)}: {visible(str(path))}"

    def _outcome(self, path: Path) -> str:
        """Open a picture; return what came of it."""
        if not self._opens:
            return "is here"
        if type_named(path.name) not in PICTURES:  # its name decides which program runs
            return "does not have the name of one, so no program opens it"
        command = opener(os.environ, sys.platform)
        if command is None:
            return "is here, and no program was found to open it"
        try:
            return "is opened" if self._runs([*command, str(path)]) else "could not be opened"
        except OSError:
            return "could not be opened"

    def _runs(self, command: list[str]) -> bool:
        """Run a program beside the session; return False if it fails at once."""
        if sys.platform == "win32" and len(command) == 1:
            os.startfile(command[0])
            return True
        process = Popen(
            command, stdin=DEVNULL, stdout=DEVNULL, stderr=DEVNULL, start_new_session=True
        )
        with suppress(TimeoutExpired):
            return process.wait(_SOON) == 0
        self._running = [each for each in (*self._running, process) if each.poll() is None]
        return True


def opener(environment: Mapping[str, str], platform: str) -> list[str] | None:
    """Return the command that opens a file with the program that the system has for it.

    Args:
        environment: tells whether there is a screen for windows.
        platform: as in `sys.platform`.

    Returns:
        None if there is none; no words where the system does it without a command, as Windows does.
    """
    if platform == "win32":
        return []
    if platform == "darwin":
        return ["open"]
    if found := program("wslview"):  # Linux on Windows
        return [found]
    windows = environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY")
    found = program("xdg-open") if windows else None
    return [found] if found else None
