"""Whole sessions of the command line, as text: what is called, what is typed, what appears.

Each file of `tests/golden/sessions` holds a command after `$`, the lines of standard input after
`<`, and below a line `---` what is printed, standard error included, and the exit code. Run with
QUIZKIT_UPDATE_GOLDEN=1 to write them anew, then read the difference.
"""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.places import GOLDEN, ROOT

FILES = sorted((GOLDEN / "sessions").glob("*.txt"))


def ran(command: str, typed: str, progress: Path) -> str:
    words = shlex.split(command)
    assert words[0] == "quizkit"
    environment = {
        **os.environ,
        "QUIZKIT_PROGRESS": str(progress),
        "PYTHONIOENCODING": "utf-8",
        "TZ": "UTC",
    }
    environment.pop("NO_COLOR", None)
    done = subprocess.run(
        [sys.executable, "-m", "quizkit", *words[1:]],
        input=typed,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        cwd=ROOT,
        env=environment,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    # A writer has a name that nobody else has, so each run another.
    said = re.sub(r"(quizkit undo )[0-9a-f]{4}-", r"\1w-", done.stdout)
    return f"{said}exit {done.returncode}\n"


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_session_goes_as_its_golden_text_says(file: Path, tmp_path: Path) -> None:
    asked, _, expected = file.read_text("utf-8").partition("---\n")
    happened = ""
    typed = ""
    commands: list[tuple[str, str]] = []
    for line in asked.splitlines():
        if line.startswith("$ "):
            commands.append((line[2:], ""))
        else:
            assert line.startswith("<"), f"{file.name}: {line!r} begins with neither $ nor <"
            command, typed = commands.pop()
            commands.append((command, f"{typed}{line[2:]}\n"))
    for command, lines in commands:
        happened += ran(command, lines, tmp_path / "progress.db")
    if os.environ.get("QUIZKIT_UPDATE_GOLDEN"):
        file.write_text(f"{asked}---\n{happened}", "utf-8")
    assert happened == expected


def test_there_are_golden_sessions() -> None:
    assert FILES
