"""A program that runs beside the session, out of its sight: it plays a sound, or reads aloud.

Never through a shell. It has no terminal, so that it neither takes keys nor writes on the screen.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from shutil import which
from typing import NamedTuple

_ENDS_WITHIN = 0.5
"""Seconds that a program which was told to end is given at the end of a session."""


def program(name: str) -> str | None:
    """Return the path of a program that is installed; None if it is not."""
    found = which(name)
    return found if found and Path(found).is_absolute() else None  # none of the present folder


class Run(NamedTuple):
    """A program to be run.

    Args:
        command: it by its path, and what it is told.
        text: what it reads from its input, short enough to wait for it in a pipe.
        at_end: a command that makes it be still, where that takes more than its end.
    """

    command: list[str]
    text: str = ""
    at_end: tuple[str, ...] = ()


class Background:
    """Runs one program at a time; after `close` none runs."""

    def __init__(self) -> None:
        self._running: subprocess.Popen[bytes] | None = None
        self._ending: list[subprocess.Popen[bytes]] = []
        self._at_end: tuple[str, ...] = ()

    def close(self) -> None:
        """Stop what runs, and wait for its end, if need be by force."""
        self.stop()
        by = time.monotonic() + _ENDS_WITHIN
        for process in self._ending:
            with suppress(subprocess.TimeoutExpired):
                process.wait(max(0, by - time.monotonic()))
            _signal(process, "SIGKILL")
            process.wait()

    def start(self, run: Run) -> None:
        """Start a program in the place of the one that runs.

        Raises:
            OSError: it cannot be started.
        """
        self.stop()
        self._running = _started(run.command, subprocess.PIPE if run.text else subprocess.DEVNULL)
        self._at_end = run.at_end
        if self._running.stdin is not None:
            with suppress(OSError):  # it may have ended
                self._running.stdin.write(run.text.encode("utf-8", "replace"))
            with suppress(OSError):
                self._running.stdin.close()

    def stop(self) -> None:
        """Stop the program that runs, without waiting for its end."""
        process, self._running = self._running, None
        self._ending = [one for one in self._ending if one.poll() is None]
        if process is None or process.poll() is not None:
            return
        if self._at_end:
            with suppress(OSError):
                self._ending.append(_started(self._at_end, subprocess.DEVNULL))
        _signal(process, "SIGTERM")
        self._ending.append(process)

    def failed(self, within: float = 0) -> bool:
        """Return whether the program that runs has ended with an error, or does within seconds."""
        with suppress(subprocess.TimeoutExpired):
            return self._running is not None and self._running.wait(within) != 0
        return False


def printed(command: Sequence[str], within: float) -> bytes:
    """Return what a program prints; nothing if it cannot be asked, or has not ended within seconds."""
    try:
        process = _started(command, subprocess.DEVNULL, subprocess.PIPE)
    except OSError:
        return b""
    with process:
        try:
            return process.communicate(timeout=within)[0]
        except subprocess.TimeoutExpired:
            _signal(process, "SIGKILL")
            return b""


def _started(
    command: Sequence[str], stdin: int, stdout: int = subprocess.DEVNULL
) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        command,
        stdin=stdin,
        stdout=stdout,
        stderr=subprocess.DEVNULL,
        start_new_session=True,  # Ctrl-C is not for it, and what it starts ends with it
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


def _signal(process: "subprocess.Popen[bytes]", name: str) -> None:
    """Send a signal to a program, and to all that it has started, unless it has ended."""
    if process.poll() is not None:
        return
    with suppress(OSError):
        if sys.platform == "win32":
            process.terminate()
        else:
            os.killpg(process.pid, getattr(signal, name))
