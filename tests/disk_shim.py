"""Disks that are small, or that fail: a shim around the calls of the system, below one folder.

`disk_env` says what such a disk is like, in variables of the environment; `tests/disk_shim.c` lists
them. `Shell` runs quizkit on it, each command in a process of its own that is forked, so that
it takes some hundredths of a second.
"""

import errno
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

import pytest

from tests.places import ROOT, TESTS

# What a command needs is loaded once, by a session; then each line is one to run, in a child, which
# may be killed.
RUNNER = """
import contextlib, ctypes, io, json, os, signal, sys, time
import quizkit.cli.commands.history, quizkit.cli.commands.merge, quizkit.cli.commands.backup
import quizkit.cli.commands.restore, quizkit.cli.commands.undo, quizkit.cli.commands.forget
import quizkit.cli.commands.config
from quizkit.__main__ import main as enter
from quizkit.cli import main

lines, sys.stdin = sys.stdin, io.StringIO("1\\n:undo\\n2\\n")
with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit):
    main(["play", *sys.argv[1:]])
shim = ctypes.CDLL(None)
signal.signal(signal.SIGINT, signal.default_int_handler)  # who is started in the background ignores it
signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})  # until a child is as far as a command
for line in lines:
    args, env, kill, *files = json.loads(line)
    child = os.fork()
    if child == 0:
        flags = (os.O_RDONLY, *[os.O_WRONLY | os.O_CREAT | os.O_TRUNC] * 2)
        for number, (name, flag) in enumerate(zip(files, flags)):
            os.dup2(os.open(name, flag), number)
        sys.stdin = open(0, encoding="utf-8", closefd=False)
        os.environ.update(env)
        shim.disk_read_environment()
        sys.argv = ["quizkit", *args]
        try:
            signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
        except KeyboardInterrupt:  # which came before the command
            os._exit(130)
        try:
            enter()
        except BaseException:
            sys.excepthook(*sys.exc_info())
            sys.stderr.flush()
            os._exit(99)
    if kill:
        number, seconds = kill
        time.sleep(seconds)
        os.kill(child, number)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""


class Done(NamedTuple):
    """What came of a command: its exit code, and what it printed."""

    code: int
    out: str
    err: str


@cache
def shim() -> Path:
    """Return the compiled shim; a test is skipped where none can be made."""
    compiler = shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")
    if sys.platform != "linux" or compiler is None:
        pytest.skip("a disk is made small by a shim in C, on Linux, and there is no compiler")
    library = Path(tempfile.mkdtemp(prefix="quizkit-shim-"), "disk.so")
    source = TESTS / "disk_shim.c"
    subprocess.run([compiler, "-shared", "-fPIC", "-O1", "-o", library, source, "-ldl"], check=True)
    return library


def disk_env(
    folder: Path,
    *,
    room: int = -1,
    call: int = 0,
    error: int = errno.EIO,
    sticky: bool = False,
    kinds: Iterable[str] = (),
    log: Path | None = None,
    record: Path | None = None,
) -> dict[str, str]:
    """Return the environment of a process for which what lies below a folder is on a bad disk.

    Args:
        folder: what lies on it.
        room: how many bytes fit on it; -1 for any number.
        call: the number of the call that fails, from 1; 0 for none.
        error: with what it fails.
        sticky: whether all calls after it fail too.
        kinds: which calls are counted, such as "write" and "fsync"; none for all of them.
        log: a file to which the calls counted are written.
        record: a file to which all that is done there is written, for `tests.lost_power`.
    """
    env = {
        "LD_PRELOAD": str(shim()),
        "DISK_FOLDER": os.path.realpath(folder),
        "DISK_ROOM": str(room),
        "DISK_CALL": str(call),
        "DISK_ERRNO": str(error),
        "DISK_STICKY": str(int(sticky)),
    }
    if kinds:
        env["DISK_KINDS"] = " ".join(kinds)
    if log:
        env["DISK_LOG"] = str(log)
    if record:
        env["DISK_RECORD"] = str(record)
    return env


class Shell:
    """Runs commands of quizkit on a disk that can be told anew what it is like for each of them."""

    def __init__(self) -> None:
        self._files = Path(tempfile.mkdtemp(prefix="quizkit-shell-"))
        deck = self._files / "deck.yaml"
        deck.write_text("title: D\ncards:\n  - {question: What is 1?, answer: '1'}\n", "utf-8")
        env = os.environ | {"LD_PRELOAD": str(shim()), "PYTHONPATH": str(ROOT)}
        env.pop("DISK_FOLDER", None)
        self._runner = subprocess.Popen(
            [sys.executable, "-c", RUNNER, deck, "--progress", self._files / "p.db"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=env | {"XDG_CACHE_HOME": str(self._files / "cache")},
            cwd=ROOT,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._runner.communicate()
        shutil.rmtree(self._files)

    def run(
        self,
        *args: object,
        given: str = "",
        env: dict[str, str] | None = None,
        kill: tuple[int, float] | None = None,
    ) -> Done:
        """Run `quizkit ARGS`, with a text on standard input, on the disk that `disk_env` describes.

        `kill` sends it a signal after so many seconds.
        """
        given_file, out, err = (self._files / name for name in ("in", "out", "err"))
        given_file.write_text(given, "utf-8")
        for file in (out, err):
            file.write_text("")  # a child that is killed at once has not opened them
        runner, reader = self._runner.stdin, self._runner.stdout
        assert runner is not None
        assert reader is not None
        line = [[*map(str, args)], env or {}, kill, *map(str, (given_file, out, err))]
        runner.write(json.dumps(line) + "\n")
        runner.flush()
        code = int(reader.readline())
        return Done(code, out.read_text("utf-8"), err.read_text("utf-8"))
