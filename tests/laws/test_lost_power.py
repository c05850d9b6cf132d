"""The power lost at any instant: whatever the disk then has of what was not synced, nothing is lost.

`QUIZKIT_STATES` says how many states of the disk are tried of each command by `-m large`.
"""

import os
import random
import shutil
from contextlib import suppress
from pathlib import Path

import pytest

from quizkit.errors import StoreError
from tests.disk_shim import Shell, disk_env
from tests.lost_power import Disk, lay_out, steps
from tests.ordeals import ORDEALS, place, proved

FEW, MANY = 7, int(os.environ.get("QUIZKIT_STATES", "334"))


def lose_power(shell: Shell, name: str, folder: Path, states: int) -> None:
    """Run a command, and prove so many states of the disk, each at an instant of its run."""
    at, rng = place(name, folder), random.Random(name)
    disk = Disk(at.disk)
    record = folder / "record"
    env = disk_env(at.disk, record=record)
    assert shell.run(*at.command, given=at.ordeal.given, env=env).code == 0
    done = list(steps(record))
    instants = [*rng.choices(range(len(done)), k=states - 1), len(done) - 1]
    for number, step in enumerate(done):
        disk.do(step)
        for turn in range(instants.count(number)):
            after = folder / f"{number}-{turn}"
            lay_out(disk.after(rng), disk.folder, after)
            proved(at, after, disk.said)
            shutil.rmtree(after)


@pytest.mark.parametrize("name", ORDEALS)
def test_a_loss_of_power_loses_nothing(shell: Shell, tmp_path: Path, name: str) -> None:
    lose_power(shell, name, tmp_path, FEW)


@pytest.mark.large
@pytest.mark.parametrize("name", ORDEALS)
def test_a_loss_of_power_at_any_of_many_instants(shell: Shell, tmp_path: Path, name: str) -> None:
    lose_power(shell, name, tmp_path, MANY)


def test_a_disk_without_syncs_is_seen_to_lose_answers(shell: Shell, tmp_path: Path) -> None:
    """The simulation can fail: with every sync left out, answers are gone that were said."""
    at, record = place("session", tmp_path), tmp_path / "record"
    disk, rng = Disk(at.disk), random.Random(1)
    env = disk_env(at.disk, record=record)
    shell.run(*at.command, given=at.ordeal.given, env=env)
    for step in steps(record):
        if step.kind != "sync":
            disk.do(step)
    ends = []
    for number in range(20):
        lay_out(disk.after(rng), disk.folder, tmp_path / str(number))
        with suppress(AssertionError, StoreError):
            proved(at, tmp_path / str(number), disk.said)
            ends.append(number)
    assert len(ends) < 20
