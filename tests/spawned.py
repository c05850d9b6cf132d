"""A session on a real terminal: what a learner presses, and what is shown."""

import os
import re
import stat
import sys
import time
from pathlib import Path

import pytest

pexpect = pytest.importorskip("pexpect")


class Spawned(pexpect.spawn):  # type: ignore[misc]
    """A program on a terminal whose words are read, whether they are bold or not.

    Whoever sits there looks at a screen before going on.
    """

    _held = ""

    def read_nonblocking(self, *args: object, **more: object) -> str:
        text = self._held + super().read_nonblocking(*args, **more)
        begun = re.search(r"\x1b(?:\[\??[\d;]*)?$", text)
        self._held = begun[0] if begun else ""
        return re.sub(r"\x1b\[(?:[\d;]*m|\?2004[hl])", "", text.removesuffix(self._held))

    def send(self, keys: str) -> int:
        if keys.strip() == "":  # Enter or Space, which count once a screen has stood
            time.sleep(0.45)
        sent: int = super().send(keys)
        return sent


def play(deck: Path, *options: str, rows: int = 24, columns: int = 80) -> Spawned:
    environment = {**os.environ, "TERM": "xterm", "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8"}
    arguments = ["-m", "quizkit", "play", str(deck), "--seed", "1", *options]
    arguments += ["--progress", str(deck.parent / "progress.db")]
    return Spawned(
        sys.executable,
        arguments,
        dimensions=(rows, columns),
        env=environment,
        encoding="utf-8",
        codec_errors="replace",  # Ctrl-C may cut a letter that is on its way
        timeout=20,
    )


def script(path: Path, text: str) -> Path:
    """A program of a shell, such as an editor."""
    path.write_text(f"#!/bin/sh\n{text}\n", "utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


def turned_to(screen: Spawned, expected: str) -> str:
    """Turn page after page until something is shown; return all that was shown until then."""
    shown = ""
    for _ in range(20):
        found = screen.expect([expected, "more: any key", pexpect.TIMEOUT], timeout=5)
        if found < 2:
            shown += screen.before + screen.after
        if found == 0:
            return shown
        if "more: any key" in shown:
            screen.send(" ")  # once more if need be: a key in the moment of drawing is dropped
    raise AssertionError(f"{expected} was not shown: {shown}")


def key_of(screen: Spawned, option: str) -> str:
    """The digit that picks an option, read from the screen."""
    screen.expect(rf"(\d)\) (?:\[.\] )?{option}\r")
    digit: str = screen.match.group(1)
    return digit
