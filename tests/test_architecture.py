"""The imports of the package against the table of its rooms: a new arrow is drawn on purpose."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "quizkit"

IMPORTS = {
    "cli": {
        "lint",
        "authoring",
        "store",
        "formats",
        "session",
        "settings",
        "identity",
        "stats",
        "study_queue",
        "fitting",
        "grading",
        "progress",
        "model",
        "cloze",
        "scheduling",
        "errors",
    },
    "fitting": {"scheduling", "errors"},
    "lint": {"formats", "grading", "model", "answers", "cloze", "errors"},
    "store": {"progress", "scheduling", "errors"},
    "authoring": {"formats", "model", "errors"},
    "formats": {"model", "answers", "cloze", "errors"},
    "session": {"study_queue", "grading", "progress", "model", "scheduling", "errors", "value"},
    "study_queue": {"progress", "model", "scheduling", "value"},
    "grading": {"model", "answers", "value"},
    "settings": {"progress", "scheduling", "errors", "value"},
    "stats": {"progress", "scheduling"},
    "identity": {"progress", "model", "cloze", "value"},
    "progress": {"scheduling", "value"},
    "model": {"cloze", "value"},
    "answers": set(),
    "cloze": {"value"},
    "scheduling": set(),
    "errors": {"value"},
    "value": set(),
}

TOP = {"__init__", "__main__"}  # the public names and `python -m`: they import what they name


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported_rooms(path: Path) -> set[str]:
    rooms = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom):
            names = [f"{node.module}.{alias.name}" for alias in node.names]
            assert node.level == 0, f"{path.name} imports relatively"
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        else:
            continue
        rooms |= {name.split(".")[1] for name in names if name.startswith("quizkit.")}
    return rooms - {"__version__"}


def test_every_room_stands_in_the_table() -> None:
    assert {room_of(path) for path in PACKAGE.rglob("*.py")} - TOP == set(IMPORTS)


@pytest.mark.parametrize("room", IMPORTS)
def test_a_room_imports_what_the_table_says(room: str) -> None:
    imports = {
        other
        for path in PACKAGE.rglob("*.py")
        if room_of(path) == room
        for other in imported_rooms(path)
    }
    assert imports - {room} == IMPORTS[room]


def modules_after(code: str) -> set[str]:
    """Return the modules that are loaded once `code` has run in a fresh Python."""
    report = f"{code}\nimport sys; print('|'.join(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", report], capture_output=True, text=True, check=True
    )
    return set(done.stdout.splitlines()[-1].split("|"))


HEAVY = {"numpy", "rich", "importlib.metadata", "pytest", "dataclasses"}


@pytest.mark.parametrize(
    ("code", "absent"),
    [
        ("import quizkit", {"attr", "attrs", "click", "yaml", "sqlite3", *HEAVY}),
        ("import quizkit.scheduling", {"click", "yaml", "sqlite3", "wcwidth", *HEAVY}),
        ("import quizkit.grading", {"click", "yaml", "sqlite3", "wcwidth", *HEAVY}),
        ("from quizkit import load_deck", {"click", "sqlite3", *HEAVY}),
        ("import quizkit.fitting", {"attr", "click", "yaml", "sqlite3", *HEAVY}),
        ("import quizkit.authoring.formatting", {"click", "sqlite3", "jsonschema", *HEAVY}),
        ("import quizkit.session", {"click", "yaml", "sqlite3", *HEAVY}),
        (
            "from quizkit.cli import main\ntry: main(['--help'])\nexcept SystemExit: pass",
            {"attr", "yaml", "sqlite3", "quizkit.model", "platformdirs", *HEAVY},
        ),
    ],
)
def test_importing_a_room_loads_no_more_than_it_needs(code: str, absent: set[str]) -> None:
    assert not absent & modules_after(code)


def test_play_loads_nothing_heavy(tmp_path: Path) -> None:
    deck = tmp_path / "deck.yaml"
    deck.write_text("title: T\ncards:\n  - {question: Q?, answer: yes sir}\n", "utf-8")
    code = (
        "from quizkit.cli import main\n"
        f"try: main(['play', {str(deck)!r}, '--progress', {str(tmp_path / 'p.db')!r}])\n"
        "except SystemExit: pass"
    )
    later = {"quizkit.grading", "quizkit.lint", "quizkit.cli.terminal", "quizkit.formats.recovery"}
    assert not (HEAVY | later | {"platformdirs", "difflib", "zoneinfo"}) & modules_after(code)


def test_what_a_command_loads_is_not_searched_for_garbage() -> None:
    code = (
        "import gc; from quizkit.cli import cli; cli.get_command(None, 'play')\n"
        "assert gc.isenabled() and gc.get_freeze_count() > 10_000"
    )
    assert "quizkit.cli.play" in modules_after(code)
