"""Disks that fail at any single call: what was said to be saved is, and no message is a traceback.

`QUIZKIT_ERRORS` names the errors: EIO and ENOSPC if it is not set; EACCES, EDQUOT and EROFS are others.
"""

import errno
import os
import shutil
from itertools import product
from pathlib import Path

import pytest

from tests.disk_shim import Shell, disk_env
from tests.ordeals import ORDEALS, Place, place, proved

ERRORS = [getattr(errno, name) for name in os.environ.get("QUIZKIT_ERRORS", "EIO ENOSPC").split()]
WAYS = tuple(product(ERRORS, (False, True)))
"""With what a call fails, and whether those after it do too."""

UNSURE = "may not be saved"


def calls(shell: Shell, name: str, folder: Path) -> list[str]:
    """Return the kind of each call that a command makes on a disk that is well."""
    at, log = place(name, folder), folder / "log"
    done = shell.run(*at.command, given=at.ordeal.given, env=disk_env(at.disk, log=log))
    assert done.code == 0
    proved(at, at.disk, done.out)
    return [line.split()[1] for line in log.read_text("utf-8").splitlines()]


def befall(shell: Shell, at: Place, call: int, error: int, *, sticky: bool, kind: str) -> None:
    """Run a command on a disk of which a call fails, prove what it left, and go on with a well one."""
    env = disk_env(at.disk, call=call, error=error, sticky=sticky)
    done = shell.run(*at.command, given=at.ordeal.given, env=env)
    assert done.code in (0, 7), done
    assert "Traceback" not in done.err, done
    assert done.err.strip() or done.code == 0
    if proved(at, at.disk, done.out) > done.out.count("Right"):
        assert UNSURE in done.err, done
    if at.ordeal is ORDEALS["repair"]:
        shell.run(*at.command)
        proved(at, at.disk, " is damaged")
    again = shell.run("play", at.deck, "--progress", at.path, given="x\n")
    assert again.code == 0, again
    if not sticky and kind != "unlink":
        assert not list(at.path.parent.glob(".p.db.*")), "a scratch file is left"


def few(kinds: list[str]) -> set[int]:
    """Return the numbers of some calls: of each kind that changes something one in the middle."""
    places = {
        kind: [number for number, each in enumerate(kinds, 1) if each == kind]
        for kind in ("open", "write", "fsync", "link", "rename")
    }
    return {found[len(found) // 2] for found in places.values() if found}


@pytest.mark.parametrize("name", ORDEALS)
def test_a_disk_that_fails_at_one_call_loses_nothing(
    shell: Shell, tmp_path: Path, name: str
) -> None:
    kinds = calls(shell, name, tmp_path / "well")
    for call in few(kinds):
        error, sticky = WAYS[call % len(WAYS)]
        at = place(name, tmp_path / str(call))
        befall(shell, at, call, error, sticky=sticky, kind=kinds[call - 1])


@pytest.mark.large
@pytest.mark.parametrize("name", ORDEALS)
def test_a_disk_that_fails_at_every_call_in_turn_loses_nothing(
    shell: Shell, tmp_path: Path, name: str
) -> None:
    for call, kind in enumerate(calls(shell, name, tmp_path / "well"), 1):
        for error, sticky in WAYS:
            at = place(name, tmp_path / "failing")
            befall(shell, at, call, error, sticky=sticky, kind=kind)
            shutil.rmtree(tmp_path / "failing")
