"""The imports of the package against the table of its rooms: a new arrow is drawn on purpose."""

import ast
import importlib
import re
from pathlib import Path

import pytest

from quizkit.lazy import pattern
from quizkit.store import open_store
from tests.fresh_python import modules_after
from tests.places import PACKAGE, TESTS

IMPORTS = {
    "cli": {
        "desk",
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
        "telling",
        "wording",
        "model",
        "cloze",
        "scheduling",
        "errors",
    },
    "desk": {
        "store",
        "settings",
        "identity",
        "session",
        "study_queue",
        "progress",
        "scheduling",
        "model",
        "errors",
    },
    "telling": {
        "study_queue",  # a summary counts what is left, which is the queue's to say
        "session",
        "grading",
        "progress",
        "wording",
        "model",
        "scheduling",
    },
    "wording": {"model"},
    "fitting": {"scheduling", "progress", "errors"},
    "lint": {"formats", "grading", "model", "answers", "cloze", "errors"},
    "store": {"progress", "scheduling", "errors"},
    "authoring": {"formats", "grading", "model", "answers", "cloze", "errors"},
    "formats": {"model", "answers", "cloze", "errors"},
    "session": {"study_queue", "grading", "progress", "model", "scheduling", "errors"},
    "study_queue": {"progress", "model", "scheduling"},
    "grading": {"model", "answers"},
    "settings": {"progress", "scheduling", "errors"},  # raises at a typo
    "stats": {"progress", "scheduling"},
    "identity": {"progress", "model"},
    "progress": {"scheduling"},
    "model": {"cloze"},
    "answers": set(),
    "cloze": set(),
    "scheduling": set(),
    "errors": set(),
    "value": set(),
    "visible": set(),
    "lazy": set(),
    "garbage": set(),
}

FOUNDATION = {"value", "visible", "lazy", "garbage"}
"""Rooms of one file, with nothing of the domain, that any room may import."""

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
    assert imports - {room} - FOUNDATION == IMPORTS[room]


def circles(of: dict[str, set[str]]) -> list[set[str]]:
    """Return the sets of modules that import each other, however far around."""
    reached: dict[str, set[str]] = {}
    for module in of:
        seen, todo = set(), [module]
        while todo:
            fresh = of.get(todo.pop(), set()) - seen
            seen |= fresh
            todo += fresh
        reached[module] = seen
    return [
        {m for m in reached[module] if module in reached[m]}
        for module in of
        if module in reached[module]
    ]


def imported_modules(path: Path, package: str = "quizkit") -> set[str]:
    """Return the modules of a package that a file imports anywhere, also for its types alone."""
    modules = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith(package):
            for alias in node.names:
                inner = PACKAGE.parent.joinpath(*node.module.split("."), alias.name)
                is_module = inner.with_suffix(".py").exists() or inner.is_dir()
                modules.add(f"{node.module}.{alias.name}" if is_module else node.module)
    return modules


def test_no_files_import_each_other_in_a_circle() -> None:
    graph = {}
    for path in PACKAGE.rglob("*.py"):
        name = ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts)
        graph[name.removesuffix(".__init__")] = imported_modules(path)
    assert not circles(graph)


def test_no_test_module_imports_another() -> None:
    """What several share stands in a module of its own, named by the thing."""
    found = [
        f"{path.name} imports {module}"
        for path in sorted(TESTS.rglob("*.py"))
        for module in imported_modules(path, "tests")
        if module.rpartition(".")[2].startswith(("test_", "bench_"))
    ]
    assert not found


def face_names(face: Path) -> tuple[set[str], set[str]]:
    """Return what a lazy face tells tools and what it tells Python: module and names."""
    told, run = set(), set()
    for node in ast.walk(ast.parse(face.read_text("utf-8"))):
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            for line in node.body:
                assert isinstance(line, ast.ImportFrom)
                assert all(alias.name == alias.asname for alias in line.names)
                told |= {f"{line.module} {alias.name}" for alias in line.names}
            table = ast.literal_eval(node.orelse[0].value.args[1])  # type: ignore[attr-defined]
            run |= {f"{module} {name}" for module, names in table.items() for name in names.split()}
    return told, run


@pytest.mark.parametrize(
    "face",
    [path for path in PACKAGE.rglob("__init__.py") if "attach(" in path.read_text("utf-8")],
    ids=lambda path: path.parent.name,
)
def test_a_lazy_face_tells_tools_and_python_the_same_names(face: Path) -> None:
    told, run = face_names(face)
    assert told == run != set()
    room = importlib.import_module(".".join(face.parent.relative_to(PACKAGE.parent).parts))
    for line in told:
        home, name = line.split()
        assert getattr(room, name) is getattr(importlib.import_module(home), name)


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
    later = {
        "quizkit.grading",
        "quizkit.lint",
        "quizkit.cli.player.terminal",
        "quizkit.formats.recovery",
        "quizkit.formats.codes",
        "quizkit.formats.file_errors",
        "quizkit.progress.changes",
        "quizkit.scheduling.fsrs7",
        "quizkit.cli.leeches",
        "quizkit.session.grades",
        "random",
    }
    assert not (HEAVY | later | {"platformdirs", "difflib", "zoneinfo"}) & modules_after(code)


@pytest.mark.parametrize("arguments", [["history"], ["history", "--suspended"]])
def test_the_log_is_told_without_decks(tmp_path: Path, arguments: list[str]) -> None:
    path = tmp_path / "p.db"
    open_store(path).close()
    code = (
        "from quizkit.cli import main\n"
        f"try: main({[*arguments, '--progress', str(path)]!r})\n"
        "except SystemExit: pass"
    )
    later = {"yaml", "quizkit.model", "quizkit.session", "quizkit.formats", "quizkit.store.memory"}
    assert not (HEAVY | later) & modules_after(code)


def test_a_pattern_is_compiled_when_it_is_first_asked() -> None:
    broken = pattern("(")
    assert broken.pattern == "("
    with pytest.raises(re.error):
        broken.search("")
    whole = pattern("a+", re.IGNORECASE)
    assert whole.sub("b", "xAay") == "xby"
    assert whole.fullmatch("aA")


def test_what_a_command_loads_is_not_searched_for_garbage() -> None:
    code = (
        "import gc; from quizkit.cli import cli; cli.get_command(None, 'play')\n"
        "assert gc.isenabled() and gc.get_freeze_count() > 10_000"
    )
    assert "quizkit.cli.commands.play" in modules_after(code)
