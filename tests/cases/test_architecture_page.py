"""ARCHITECTURE.md and CONTRIBUTING.md against the code: each name and file they give is there."""

import ast
import re
from importlib import import_module
from pathlib import Path

import pytest

from tests import room_table
from tests.places import PACKAGE, ROOT
from tests.room_table import ROOMS

ARCHITECTURE = ROOT / "ARCHITECTURE.md"
PAGES = [ARCHITECTURE, ROOT / "CONTRIBUTING.md"]
COMMANDS = re.compile(r"python -m (tests[.\w]*\w)|pytest (tests/\S+\.py)(?: -k (\w+))?")


def marked(text: str) -> list[str]:
    """Return what stands in backticks."""
    return re.findall(r"`([^`\n]+)`", text)


def names() -> list[str]:
    """Return the dotted names of the map that begin with a room."""
    found = marked(ARCHITECTURE.read_text("utf-8"))
    dotted = [name for name in found if re.fullmatch(r"[a-z]\w*(\.\w+)+", name)]
    return [name for name in dict.fromkeys(dotted) if name.partition(".")[0] in ROOMS]


@pytest.mark.parametrize("name", names())
def test_each_name_of_the_map_is_that_of_something(name: str) -> None:
    found: object = import_module("quizkit")
    module = "quizkit"
    for part in name.split("."):
        if not hasattr(found, part):
            import_module(f"{module}.{part}")
        found, module = getattr(found, part), f"{module}.{part}"
    assert found is not None


def test_the_map_names_a_function_for_each_step() -> None:
    text = ARCHITECTURE.read_text("utf-8")
    ways = text.partition("## Six ways")[2].partition("\n## ")[0].split("\n### ")[1:]
    assert len(ways) == 6
    for way in ways:
        steps = re.findall(r"^\d+\. (\S+): ", way, re.MULTILINE)
        assert len(steps) >= 4
        assert all(step.strip("`") in names() for step in steps)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_each_file_of_the_map_is_there(page: Path) -> None:
    files = [
        name
        for name in marked(page.read_text("utf-8"))
        if re.fullmatch(r"[\w./-]+(\.(py|md|toml|txt|yaml)|/)", name)
        and not re.search("NAME|qNNN", name)  # what is to be added
    ]
    assert len(files) > 10
    assert [name for name in files if not (ROOT / name).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_each_command_of_the_map_names_what_there_is(page: Path) -> None:
    found = COMMANDS.findall(page.read_text("utf-8"))
    assert found
    for module, file, word in found:
        path = ROOT / (file or module.replace(".", "/") + ".py")
        assert path.exists()
        assert not word or re.search(rf"def test_\w*{word}", path.read_text("utf-8"))


def test_the_table_of_rooms_is_that_of_the_code() -> None:
    assert room_table.page() == ARCHITECTURE.read_text("utf-8")


OF_A_KIND = {"answers/languages", "cli/commands", "lint/rules", "lint/rules/hints"}
"""Folders whose files are all of one kind, and need no list."""
FOLDERS = sorted(path.parent for path in PACKAGE.glob("*/**/__init__.py"))


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_folder_says_what_each_of_its_files_is_for(folder: Path) -> None:
    if folder.relative_to(PACKAGE).as_posix() in OF_A_KIND:
        return
    said = ast.get_docstring(ast.parse((folder / "__init__.py").read_text("utf-8"))) or ""
    files = {path.stem for path in folder.glob("*.py")} - {"__init__"}
    assert sorted(name for name in files if not re.search(rf"\b{name}\b", said)) == []
