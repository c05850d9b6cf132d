"""What mypy --strict and pyright say of pieces of code."""

import importlib.util
import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.places import ROOT


def complaints(tool: str, folder: Path) -> list[str]:
    """Return what `mypy` or `pyright` finds fault with in the files of a folder, sorted.

    Every file is a module of its own. Skips the test where the tool is not installed.
    """
    if importlib.util.find_spec(tool) is None:
        pytest.skip(f"{tool} is not installed; the extra `lint` brings it")
    return sorted(_mypy(folder) if tool == "mypy" else _pyright(folder))


def _run(*command: str | Path) -> str:
    done = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode in (0, 1), done.stdout + done.stderr
    return done.stdout


def _mypy(folder: Path) -> list[str]:
    # Relative to the repository, so that `quizkit` is the package there.
    files = sorted(folder.glob("*.py"))
    said = _run("mypy", "--strict", "--no-error-summary", "--hide-error-context", *files)
    return [line.rpartition("/")[2] for line in said.splitlines() if ": error:" in line]


def _pyright(folder: Path) -> list[str]:
    settings = folder / "pyrightconfig.json"
    paths = {"include": ["."], "extraPaths": [str(ROOT)], "pythonVersion": "3.11"}
    settings.write_text(json.dumps({**paths, "typeCheckingMode": "standard"}), "utf-8")
    said = _run("pyright", "--outputjson", "--pythonpath", sys.executable, "--project", settings)
    return [
        f"{Path(each['file']).name}:{each['range']['start']['line'] + 1}: {each['message']}"
        for each in json.loads(said)["generalDiagnostics"]
        if each["severity"] == "error"
    ]
