"""The pages of docs: links lead somewhere, the site has each page, and what is public is listed."""

import ast
import importlib
import inspect
import re
from pathlib import Path

import pytest

from tests import docs_site, public_page
from tests.links import PAGES, anchors, dead, is_elsewhere, rewritten, targets
from tests.places import DOCS, PACKAGE, ROOT


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_each_link_within_the_repository_leads_somewhere(page: Path) -> None:
    assert dead(page, page.read_text("utf-8")) == []


def test_a_link_that_leads_nowhere_is_found() -> None:
    good = (
        "[a](docs/grading.md#texts) [b](#a-deck-and-the-session-it-gives) [c](https://x.org/none)"
    )
    bad = "[d](docs/none.md) ![e](none.svg) [f](#none) [g](docs/grading.md#none) [h](../../etc)"
    found = ["docs/none.md", "none.svg", "#none", "docs/grading.md#none", "../../etc"]
    assert dead(ROOT / "README.md", f"{good} {bad}") == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[a](b.md#c) and ![d](e.svg), `[no](code.md)`", ["b.md#c", "e.svg"]),
        ("```md\n[no](code.md)\n```\n[yes](f.md)", ["f.md"]),
        ('<img src="g.svg"> <source srcset="h.svg">', ["g.svg", "h.svg"]),
        ("[`code` in a text](i.md)", ["i.md"]),
    ],
)
def test_links_are_found_outside_code_alone(text: str, found: list[str]) -> None:
    assert list(targets(text)) == found


def test_a_heading_gives_the_anchor_that_forges_give_it() -> None:
    page = "# A `b`, c!\n```sh\n# no heading\n```\n## Again\n## Again\n## To [there](x.md)\n"
    assert anchors(page) == {"a-b-c", "again", "again-1", "to-there"}


def test_links_can_be_made_absolute_or_left_out() -> None:
    text = "See [the `docs`](docs/index.md#a), [here](#b), [there](https://example.org) and ![p](docs/p.svg)."
    absolute = rewritten(ROOT / "README.md", text, lambda path, anchor: f"https://x/{path}{anchor}")
    assert absolute == (
        "See [the `docs`](https://x/docs/index.md#a), [here](#b), [there](https://example.org) "
        "and ![p](https://x/docs/p.svg)."
    )
    without = rewritten(ROOT / "README.md", text, lambda *_: None)
    assert without == "See the `docs`, [here](#b), [there](https://example.org) and p."


def test_each_page_that_code_and_pages_name_is_there() -> None:
    """With its part, where one is named: `docs/grading.md#texts`."""
    for path in [*PACKAGE.rglob("*.py"), *PAGES]:
        named = re.findall(r"\bdocs/[\w/-]+\.\w+(?:#[\w-]+)?", path.read_text("utf-8"))
        assert dead(ROOT / "README.md", " ".join(f"[page]({each})" for each in named)) == [], path


def test_the_site_has_each_page_once() -> None:
    pages = {path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md")}
    pages |= set(docs_site.OF_THE_ROOT.values())
    named = docs_site.navigation()
    assert sorted(named) == sorted({*pages, "reference"}), f"see {docs_site.CONFIG}"


def test_links_between_pages_hold_on_the_site_too() -> None:
    there = dict(docs_site.pages())
    for name, text in there.items():
        for target in targets(text):
            if not is_elsewhere(target) and not target.startswith("#"):
                path = (DOCS / name).parent.joinpath(target.partition("#")[0]).resolve()
                place = path.relative_to(DOCS).as_posix()
                assert place in there or path.exists(), f"{name}: {target}"


def test_one_setting_makes_links_to_code_absolute(monkeypatch: pytest.MonkeyPatch) -> None:
    code = "quizkit/answers/languages/language.py"
    assert f"({code}" not in dict(docs_site.pages())["languages.md"]
    monkeypatch.setattr(docs_site, "source", lambda: "https://example.org/quizkit/")
    there = dict(docs_site.pages())["languages.md"]
    assert f"(https://example.org/quizkit/blob/main/{code})" in there


def test_each_public_room_has_a_page_with_each_of_its_names() -> None:
    there = dict(docs_site.pages())
    for room in public_page.PUBLIC:
        shown = re.findall(
            rf"^::: {re.escape(room)}\.(\w+)$", there[public_page.reference(room)], re.M
        )
        assert {*shown, "__version__"} == {*public_page.names_of(room), "__version__"}


def test_the_reference_leaves_out_what_rooms_say_of_their_modules() -> None:
    pytest.importorskip("griffe", reason="the reference is made with the extra docs")
    from tests.docs_reference import for_users

    for room in public_page.PUBLIC:
        module = importlib.import_module(room)
        said = for_users(inspect.getdoc(module) or "")
        inner = "|".join(path.stem for path in Path(module.__file__ or "").parent.glob("[a-z]*.py"))
        assert said.strip()
        assert not re.search(rf"^[ -]*`?(?:{inner})\b.*(?: {{2,}}|`: )", said, re.MULTILINE), room


def test_every_room_is_public_or_said_to_be_inner() -> None:
    rooms = {
        path.relative_to(PACKAGE).parts[0].removesuffix(".py") for path in PACKAGE.rglob("*.py")
    }
    public = {room.removeprefix("quizkit.").partition(".")[0] for room in public_page.PUBLIC}
    public -= {"quizkit"}
    assert not public & public_page.INNER
    assert public | public_page.INNER == rooms - {"__init__", "__main__"}


def test_the_list_of_public_names_is_that_of_the_rooms() -> None:
    written = public_page.PAGE.read_text("utf-8")
    assert written == public_page.page(), "write it anew: python -m tests.public_page"


@pytest.mark.parametrize("room", public_page.PUBLIC)
def test_every_public_name_says_what_it_is(room: str) -> None:
    module = importlib.import_module(room)
    assert inspect.getdoc(module)
    for name in public_page.names_of(room):
        value = getattr(module, name)
        if inspect.isfunction(value) or inspect.isclass(value):
            assert value.__doc__, f"{room}.{name} has no docstring"
        assert name == "__version__" or docs_site.first_line(room, name)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_no_guide_needs_a_name_that_is_not_public(page: Path) -> None:
    blocks = re.findall(r"^```python\n(.*?)^```", page.read_text("utf-8"), re.M | re.S)
    for imported in (
        node
        for block in blocks
        for node in ast.walk(ast.parse(block))
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("quizkit")
    ):
        assert imported.module in public_page.PUBLIC
        rooms = {room.rpartition(".")[2] for room in public_page.PUBLIC}
        names = {alias.name for alias in imported.names}
        assert names <= {*public_page.names_of(imported.module), *rooms}
