"""What runs where a library is not installed, and the one line that says what is missing."""

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from quizkit.__main__ import LIBRARIES
from tests.places import ROOT


def python_without(missing: tuple[str, ...], code: str) -> subprocess.CompletedProcess[str]:
    """Run code in a Python of its own that finds none of some modules."""
    hidden = f"import sys; sys.modules.update(dict.fromkeys({missing!r}))\n"
    return subprocess.run(
        [sys.executable, "-c", hidden + code],
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        cwd=ROOT,
        env={**os.environ, "QUIZKIT_PROGRESS": os.devnull + ".none/p.db"},
        check=False,
    )


def command(*words: str) -> str:
    return f"sys.argv[1:] = {words!r}\nfrom quizkit.__main__ import main\nmain()"


def test_the_libraries_of_the_command_are_those_that_the_package_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    asked = {re.match(r"[\w-]+", line)[0] for line in project["dependencies"]}  # type: ignore[index]
    assert asked == set(LIBRARIES.values())


@pytest.mark.parametrize("words", [(), ("--help",), ("play", "cart")])
def test_with_attrs_alone_the_command_says_in_one_line_what_it_lacks(
    words: tuple[str, ...],
) -> None:
    done = python_without(tuple({*LIBRARIES} - {"attrs"}), command(*words))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "quizkit: the command needs click, markdown-it-py, mdit-py-plugins, platformdirs, pylatexenc, "
        "wcwidth, PyYAML, not installed here; "
        "to install: pip install quizkit\n"
    )


@pytest.mark.parametrize(
    ("module", "words"),
    [
        ("attrs", ("play", "cart")),
        ("click", ("--help",)),
        ("wcwidth", ("show", "cart")),
        ("yaml", ("check", "cart")),
        ("yaml", ("fmt", "cart")),
        ("yaml", ("new", "-")),
    ],
)
def test_each_missing_library_is_named_where_a_command_needs_it(
    module: str, words: tuple[str, ...]
) -> None:
    done = python_without((module,), command(*words))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        f"quizkit: the command needs {LIBRARIES[module]}, not installed here; "
        "to install: pip install quizkit\n"
    )


def test_the_end_of_a_command_loses_no_output_and_calls_what_waits_for_it() -> None:
    waits = "import atexit, sys; atexit.register(print, 'called', file=sys.stderr)\n"
    done = python_without((), waits + command("--version"))
    assert (done.returncode, done.stderr) == (0, "called\n")
    assert done.stdout.startswith("quizkit, version")
    assert python_without((), waits + command("play", "none")).returncode == 4


def test_a_missing_library_is_named_where_the_progress_file_has_no_place() -> None:
    code = "import os; os.environ.pop('QUIZKIT_PROGRESS')\n" + command("history")
    done = python_without(("platformdirs",), code)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "needs platformdirs, not installed" in done.stderr


def test_another_module_that_is_not_there_is_a_fault_of_ours_and_stays_one() -> None:
    done = python_without(("quizkit.cli.decks",), command("play", "cart"))
    assert done.returncode == 1
    assert "ModuleNotFoundError" in done.stderr


@pytest.mark.parametrize(
    "code",
    [
        "from quizkit import read_deck",
        "import quizkit; quizkit.load_deck",
        "from quizkit.lint import check_deck",
        "from quizkit.formats.deck_yaml import parse_deck",
        "from quizkit.authoring.formatting import format_deck",
    ],
)
def test_reading_decks_without_pyyaml_says_what_brings_it(code: str) -> None:
    done = python_without(("yaml",), code)
    assert done.stderr.splitlines()[-1] == (
        "ModuleNotFoundError: reading decks needs PyYAML; install it with: pip install PyYAML"
    )


def test_scheduling_grading_and_a_session_run_with_attrs_alone() -> None:
    script = Path(ROOT, ".ci", "attrs_only.py").read_text("utf-8")
    done = python_without(tuple({*LIBRARIES, "numpy"} - {"attrs"}), script)
    assert done.stderr == ""
    assert done.stdout == "due 2026-03-01 09:10, graded correct, 1 answer\n"


def test_fit_without_numpy_says_what_brings_it() -> None:
    done = python_without(("numpy",), command("fit"))
    assert done.returncode == 2
    assert done.stderr == (
        "quizkit: fitting needs numpy; install it with: pip install 'quizkit[fit]'\n"
    )


def test_columns_without_numpy_say_what_brings_it() -> None:
    done = python_without(("numpy",), "from quizkit.fitting import columns; columns.interval")
    assert done.stderr.splitlines()[-1] == (
        "ImportError: columns need numpy; install it with: pip install 'quizkit[fit]'"
    )


def test_the_problems_of_a_deck_are_told_with_pyyaml_and_attrs_alone() -> None:
    code = (
        "from quizkit import DeckError, read_deck\n"
        "try: read_deck('title: T\\ncards:\\n  - {question: Été?, anser: a}\\n')\n"
        "except DeckError as error: print(error)"
    )
    with_all = python_without((), code)
    assert "did you mean `answer`?" in with_all.stdout
    others = tuple({*LIBRARIES} - {"attrs", "yaml"})
    assert python_without(others, code).stdout == with_all.stdout


def test_reading_marks_without_the_parser_says_what_brings_it() -> None:
    code = "from quizkit.markup import words; print(words('plain')); words('*marked*')"
    done = python_without(("markdown_it",), code)
    assert done.stdout == "plain\n"
    assert done.stderr.splitlines()[-1] == (
        "ModuleNotFoundError: reading Markdown needs markdown-it-py and mdit-py-plugins; "
        "install them with: pip install markdown-it-py mdit-py-plugins"
    )
