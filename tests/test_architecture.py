"""The imports of the package against the table of its rooms: a new arrow is drawn on purpose."""

import ast
import importlib
import os
import re
from pathlib import Path

import pytest

from quizkit.lazy import pattern
from quizkit.store import open_store
from tests.fresh_python import modules_after
from tests.places import PACKAGE, TESTS
from tests.room_table import FOUNDATION, ROOMS, WATCHED

TOP = {"__init__", "__main__"}  # the public names and `python -m`: they import what they name


FILES = sorted(PACKAGE.rglob("*.py"))


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported_names(path: Path) -> set[str]:
    """Return what a file imports anywhere, with dots; also for its types alone, or deferred."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name} imports relatively"
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
    return names


def imported_by(room: str) -> set[str]:
    return set().union(*(imported_names(path) for path in FILES if room_of(path) == room))


def test_every_room_stands_in_the_table() -> None:
    assert {room_of(path) for path in FILES} - TOP == set(ROOMS)


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_imports_what_the_table_says(room: str) -> None:
    names = [name.split(".") for name in imported_by(room)]
    rooms = {parts[1] for parts in names if parts[0] == "quizkit" and len(parts) > 1}
    assert rooms - {room, "__version__"} - FOUNDATION == set(ROOMS[room].imports.split())


def test_grading_knows_of_markup_what_needs_no_parser() -> None:
    names = {name for name in imported_by("grading") if name.startswith("quizkit.markup")}
    assert names == {"quizkit.markup.plain.stripped", "quizkit.markup.plain.unquoted"}


def test_arrows_point_down_the_table() -> None:
    order = list(ROOMS)
    up = [
        f"{room} imports {other}"
        for room, row in ROOMS.items()
        for other in row.imports.split()
        if order.index(other) < order.index(room)
    ]
    assert not up


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_has_the_libraries_that_the_table_says(room: str) -> None:
    """None reaches a network, starts a process, or knows a database, unless it says so."""
    libraries = {name.partition(".")[0] for name in imported_by(room)}
    assert libraries & WATCHED == set(ROOMS[room].libraries.split())


CLOCK = {"now", "today", "utcnow", "time", "monotonic", "perf_counter"}


def asks_outside(node: ast.AST) -> bool:
    """Return whether code reads a clock or the environment, or prints."""
    match node:
        case ast.Call(func=ast.Attribute(value=ast.Name("datetime" | "date" | "time"), attr=asked)):
            return asked in CLOCK
        case ast.Attribute(value=ast.Name("os"), attr="environ" | "getenv"):
            return True
        case ast.Call(func=ast.Name("print")) | ast.Attribute(value=ast.Name("click"), attr="echo"):
            return True
    return False


def test_the_command_line_alone_reads_the_clock_and_the_environment_and_prints() -> None:
    asking = {
        room_of(path)
        for path in FILES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if asks_outside(node)
    }
    assert asking == {"cli", "__main__"}


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


MARKDOWN = {"quizkit.markup.block", "quizkit.markup.reading", "markdown_it", "pylatexenc"}
"""What no plain deck needs."""

HEAVY = {"numpy", "rich", "importlib.metadata", "pytest", "dataclasses", *MARKDOWN}


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
        "quizkit.errors.codes",
        "quizkit.formats.python_yaml",
        "quizkit.formats.wrong",
        "quizkit.formats.file_errors",
        "quizkit.progress.changes",
        "quizkit.scheduling.fsrs7",
        "quizkit.cli.leeches",
        "quizkit.session.grades",
        "random",
    }
    assert not (HEAVY | later | {"platformdirs", "difflib", "zoneinfo", "wcwidth"}) & modules_after(
        code
    )


def test_reading_checking_and_judging_a_plain_deck_loads_no_markdown() -> None:
    code = (
        "from quizkit import read_deck; from quizkit.grading import grade\n"
        "from quizkit.lint import check_deck; from quizkit.formats.deck_yaml import parse_deck\n"
        "text = 'title: T\\ncards:\\n  - {question: \\'A **b**?\\', answer: $x$}\\n'\n"
        "grade(read_deck(text).cards[0], '`x`'); list(check_deck(parse_deck(text), hints=True))"
    )
    assert not MARKDOWN & modules_after(code)


NOT_YET = {
    "quizkit.markup",
    "quizkit.cli.fitting_lines",
    "quizkit.cli.player.background",
    "quizkit.cli.player.editing",
    "quizkit.cli.player.feedback",
    "quizkit.cli.player.flagging",
    "quizkit.cli.player.hearing",
    "quizkit.cli.player.notices",
    "quizkit.cli.player.retyping",
    "quizkit.cli.player.start_screen",
    "quizkit.cli.player.summary",
    "quizkit.cli.player.welcome",
    "quizkit.formats",
    "quizkit.grading",
    "quizkit.identity",
    "quizkit.planning",
    "quizkit.progress.log",
    "quizkit.progress.replaying",
    "quizkit.session.grades",
    "quizkit.session.options",
    "quizkit.session.saved",
    "quizkit.store.brought",
    "quizkit.store.log_rows",
    "quizkit.store.merging",
    "quizkit.store.placing",
    "quizkit.telling.breaks",
    "quizkit.telling.exams",
    "quizkit.telling.gains",
    "quizkit.telling.heard",
    "quizkit.telling.judged",
    "quizkit.telling.notices",
    "quizkit.telling.standing",
    "random",
    "shutil",
    "signal",
    "textwrap",
    "wcwidth",
    "yaml",
}
"""What comes after the first question of a deck that was read before, in a file that is there."""

_OF_ANSWERS = {"quizkit.planning", "quizkit.progress.log", "quizkit.store.log_rows"}
"""What a question waits for where there are answers, whose days and pace stand above it."""

_ANSWERING = """
import os
given, written = os.pipe()
os.write(written, b"yes sir\\n")
os.close(written)
os.dup2(given, 0)
"""

_AT_THE_FIRST_QUESTION = """
import os
from quizkit.cli.commands import play
from quizkit.cli.player import keys, linear

def stop(*args, **named):
    raise SystemExit

keys.Keys.line = keys.Keys.read = keys.Keys.within = keys.Keys.meant = stop
linear.LinearFront._line = stop
os.dup2(os.openpty()[1], 0)
play._at_terminal = lambda: {screens}
"""


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="there are no such terminals here")
@pytest.mark.parametrize("screens", [False, True], ids=["transcript", "screens"])
@pytest.mark.parametrize("begun", [False, True], ids=["new", "begun"])
def test_a_first_question_waits_for_nothing_that_it_can_do_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, begun: bool, screens: bool
) -> None:
    deck, file = tmp_path / "deck.yaml", tmp_path / "p.db"
    cards = "  - {question: Q?, answer: yes sir}\n  - {question: R?, answer: no sir}\n"
    deck.write_text(f"title: T\ncards:\n{cards}", "utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setenv("TERM", "xterm")
    run = (
        "from quizkit.cli import main\n"
        f"try: main(['play', {str(deck)!r}, '--progress', {str(file)!r}])\n"
        "except SystemExit: pass"
    )
    # Makes the file, and keeps the deck as it was read.
    assert ("quizkit.grading" in modules_after(_ANSWERING + run if begun else run)) is begun
    assert file.exists()
    loaded = modules_after(_AT_THE_FIRST_QUESTION.format(screens=screens) + run)
    assert ("quizkit.cli.player.terminal" in loaded) is screens
    assert "quizkit.telling.headway" in loaded
    assert not (HEAVY | NOT_YET - (_OF_ANSWERS if begun else set())) & loaded


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


def test_a_deferred_module_loads_when_something_of_it_is_asked_for() -> None:
    code = (
        "import sys; from quizkit.session import shown_options; from typing import get_type_hints\n"
        "assert 'random' not in sys.modules\n"
        "assert get_type_hints(shown_options)['rng'] is sys.modules['random'].Random"
    )
    assert "random" in modules_after(code)


def test_what_a_command_loads_is_not_searched_for_garbage() -> None:
    code = (
        "import gc; from quizkit.cli import cli; cli.get_command(None, 'play')\n"
        "assert gc.isenabled() and gc.get_freeze_count() > 10_000"
    )
    assert "quizkit.cli.commands.play" in modules_after(code)
