"""Every command killed at any instant: what it said is kept, and what was there; the next one works.

`QUIZKIT_KILLS` says how often each command is killed by `-m large`; `test_killed_sessions.py` kills
sessions under load.
"""

import os
import random
import shutil
import signal
import time
from pathlib import Path

import pytest

from tests.disk_shim import Shell
from tests.ordeals import ORDEALS, place, proved

FEW, MANY = 2, int(os.environ.get("QUIZKIT_KILLS", "100"))
ENDS = {signal.SIGKILL: {-9, 0}, signal.SIGINT: {130, 0}, signal.SIGTERM: {143, -15, 0}}
"""What a command may exit with that a signal ends; 0 if it came too late."""


def kill(shell: Shell, name: str, folder: Path, times: int, number: int) -> None:
    """Send a command a signal at so many instants, evenly spread over its run, and prove each end."""
    rng = random.Random(name)
    at = place(name, folder / "whole")
    began = time.perf_counter()
    assert shell.run(*at.command, given=at.ordeal.given).code == 0
    lasts = time.perf_counter() - began
    for turn in range(times):
        at = place(name, folder / str(turn))
        instant = lasts * (turn + rng.random()) / times
        done = shell.run(*at.command, given=at.ordeal.given, kill=(number, instant))
        assert done.code in ENDS[number], done
        assert "Traceback" not in done.err, done
        proved(at, at.disk, done.out)
        if at.ordeal is ORDEALS["repair"]:
            shell.run(*at.command)
            proved(at, at.disk, " is damaged")
        again = shell.run("play", at.deck, "--progress", at.path, given="x\n")
        assert again.code == 0, again
        shutil.rmtree(folder / str(turn))


@pytest.mark.parametrize("name", ORDEALS)
def test_a_command_that_is_killed_loses_nothing(shell: Shell, tmp_path: Path, name: str) -> None:
    kill(shell, name, tmp_path, FEW, signal.SIGKILL)


@pytest.mark.large
@pytest.mark.parametrize("number", ENDS)
@pytest.mark.parametrize("name", ORDEALS)
def test_a_command_that_a_signal_ends_at_any_instant_loses_nothing(
    shell: Shell, tmp_path: Path, name: str, number: int
) -> None:
    kill(shell, name, tmp_path, MANY, number)
