"""A command that a message tells can be typed, also where no shell finds `quizkit`."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from quizkit.cli.called import as_called, called, marked_as_called, way

DECK = "title: T\nid: d\ncards:\n  - {id: a, question: A?, answer: alpha}\n  - {id: b, question: B?, answer: beta}\n"


def program(folder: Path, name: str) -> Path:
    folder.mkdir(exist_ok=True)
    file = folder / name
    file.write_text("#!/bin/sh\n")
    file.chmod(0o755)
    return file


def test_it_is_quizkit_where_a_shell_finds_that(tmp_path: Path) -> None:
    script = program(tmp_path / "bin", "quizkit")
    path = os.pathsep.join(["/nowhere", str(tmp_path / "bin")])
    assert way(str(script), "/usr/bin/python", path) == "quizkit"
    assert way("/x/quizkit/__main__.py", "/usr/bin/python", path) == "quizkit"


def test_else_it_is_what_the_process_was_started_by(tmp_path: Path) -> None:
    python = program(tmp_path / "bin", "python3")
    path = str(tmp_path / "bin")
    assert way("/venv/bin/quizkit", "/venv/bin/python", "/nowhere") == "/venv/bin/quizkit"
    assert way("my venv/quizkit", "/venv/bin/python", "") == "'my venv/quizkit'"
    assert way("/x/quizkit/__main__.py", str(python), path) == "python3 -m quizkit"
    assert way("/x/quizkit/__main__.py", "/venv/bin/python", path) == "/venv/bin/python -m quizkit"


def test_another_program_that_runs_commands_says_quizkit(tmp_path: Path) -> None:
    assert way("/x/pytest/__main__.py", "/usr/bin/python", "") == "quizkit"
    assert called() == "quizkit"


def test_only_commands_are_written_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quizkit.cli.called.called", lambda: "python -m quizkit")
    text = "suspended: `quizkit history --suspended`; to undo:  quizkit undo a-1"
    assert as_called(text) == text.replace("quizkit", "python -m quizkit")
    assert marked_as_called(text) == as_called(text)
    for same in ("quizkit: no such file", "/home/quizkit decks", "my-quizkit play", "of quizkit."):
        assert as_called(same) == same
    assert marked_as_called("Learn quizkit play by heart?") == "Learn quizkit play by heart?"


@pytest.mark.skipif(sys.platform == "win32", reason="needs a shell")
def test_every_hint_of_a_sitting_runs_as_it_is_pasted(tmp_path: Path) -> None:
    (tmp_path / "d.yaml").write_text(DECK, "utf-8")
    environment = {
        **os.environ,
        "PATH": "/usr/bin:/bin",
        "QUIZKIT_PROGRESS": str(tmp_path / "p.db"),
        "PYTHONPATH": str(Path(__file__).parents[2]),
    }

    def run(line: str, typed: str = "") -> str:
        done = subprocess.run(
            line, shell=True, cwd=tmp_path, env=environment, text=True,
            input=typed, capture_output=True, check=False,
        )  # fmt: skip
        assert done.returncode in (0, 4), (line, done.stderr)
        return done.stdout + done.stderr

    quizkit = f"{sys.executable} -m quizkit"
    hints = [run(f"{quizkit} play d.yaml --plain", ":!\nbeta\n:w\n")]
    hints.append(run(f"{quizkit} history --suspended"))
    hints.append(run(f"{quizkit} forget d#b"))
    hints.append(run(quizkit))
    hints.append(run(f"{quizkit} undo zzzz-1"))
    lines = " ".join(hints)
    assert not re.findall(r"(?<!-m )(?<!/)quizkit (?:undo|history|play)", lines)
    told = re.findall(rf"{re.escape(quizkit)} (undo \S+|history \S+|play \S+)", lines)
    assert {words.split()[0] for words in told} >= {"undo", "history"}
    for words in dict.fromkeys(told):
        run(f"{quizkit} {words.strip('`.;')}")
