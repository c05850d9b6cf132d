"""Builds the pages of docs as a site, with a reference made from the public rooms.

python -m tests.docs_site FOLDER

It needs the extra `docs`, and no network. The pages are laid out in FOLDER/pages, the site is
FOLDER/site. It fails on a warning, a link that leads nowhere, a public name that is not in the
reference, an inner one that is, and on anything that the pages would load from elsewhere.
"""

import importlib
import inspect
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Iterator
from enum import Enum
from functools import partial
from pathlib import Path, PurePosixPath

from tests.links import rewritten
from tests.places import DOCS, PACKAGE, ROOT
from tests.public_page import PAGE as PUBLIC_PAGE, PUBLIC, names_of, page as public_page, reference

CONFIG = DOCS / "zensical.toml"
OF_THE_ROOT = {
    path.name: f"{path.stem.lower()}.md"
    for path in sorted(ROOT.glob("*.md"))
    if path.name != "README.md"
}
"""Pages that stand beside README, by the name that each has on the site."""


def source() -> str | None:
    """Return the address of the repository, which pyproject.toml may give as the URL `Source`."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return project.get("urls", {}).get("Source")


def on_the_site(path: PurePosixPath, anchor: str, page: PurePosixPath) -> str | None:
    """Return the link from a page of the site to what is a file of the repository.

    What is no page is shown by the repository itself; without its address there is no link.
    """
    if path.parts[0] == "docs":
        place = path.relative_to("docs")
    elif str(path) in OF_THE_ROOT:
        place = PurePosixPath(OF_THE_ROOT[str(path)])
    elif str(path) == "README.md":
        place = PurePosixPath("index.md")
    else:
        address = source()
        return f"{address.rstrip('/')}/blob/main/{path}{anchor}" if address else None
    return "../" * (len(page.parts) - 1) + str(place) + anchor


def members_table(kind: type[Enum]) -> str:
    """Return the members of an enum as a table, with what each means where they say it."""
    told = hasattr(next(iter(kind)), "meaning")
    rows = ["| member | value |" + " meaning |" * told, "|---|---|" + "---|" * told]
    for member in kind:
        value = int(member) if isinstance(member, int) else member.value
        meaning = f" {member.meaning} |" if told else ""  # type: ignore[attr-defined]
        rows.append(f"| `{member.name}` | `{value!r}` |{meaning}")
    return "\n".join(["", *rows, ""])


def shown(room: str, name: str) -> str:
    """Return what the page of a room says of one name, with the options that suit its kind.

    Bases are shown where they are public or are errors, and what an alias stands for always.
    """
    value, options, more = getattr(importlib.import_module(room), name), {}, ""
    if not isinstance(value, type):
        options = {} if inspect.isfunction(value) else {"show_attribute_values": "true"}
    elif issubclass(value, Enum):
        others = [each for each in vars(value) if each[0] != "_" and each not in value.__members__]
        options = {"show_bases": "false", "members": str(others) if others else "false"}
        more = members_table(value)
    elif not issubclass(value, Exception):
        told = any(base.__name__ in names_of(room) for base in value.__bases__)
        options = {} if told else {"show_bases": "false"}
    lines = [f"        {option}: {given}" for option, given in options.items()]
    return "\n".join([f"::: {room}.{name}", *(["    options:"] if lines else []), *lines, more])


def first_line(room: str, name: str) -> str:
    """Return what a public name is, as its docstring begins; of a constant, what follows it.

    Raises:
        StopIteration: nothing follows the constant.
    """
    value = getattr(importlib.import_module(room), name)
    if inspect.isclass(value) or inspect.isfunction(inspect.unwrap(value)):
        said = inspect.getdoc(value) or ""
    else:
        told = re.compile(rf'^{name}(?:: .*?)? = [^"]+?\n"""(.*?)"""', re.MULTILINE | re.DOTALL)
        found = (told.search(path.read_text("utf-8")) for path in sorted(PACKAGE.rglob("*.py")))
        said = next(each[1] for each in found if each)
    return " ".join(said.partition("\n\n")[0].split()).replace("|", r"\|")


def overview(room: str, names: Iterable[str]) -> str:
    """Return a table of names, each with what it is in a line."""
    rows = (f"| [`{name}`](#{room}.{name}) | {first_line(room, name)} |" for name in names)
    return "\n".join(["| name | |", "|---|---|", *rows, ""])


def reference_page(room: str) -> str:
    """Return the page of a room: what it says of itself, its names at a glance, then each."""
    itself = "{members: false, show_root_heading: false, show_root_toc_entry: false}"
    names = [name for name in names_of(room) if not name.startswith("__")]
    parts = [f"# {room}\n", f"::: {room}\n    options: {itself}\n", overview(room, names)]
    return "\n".join([*parts, *(shown(room, name) for name in names)])


def reference_index() -> str:
    """Return the page above those of the rooms."""
    rows = [f"| [`{room}`]({room}.md) | {purpose} |" for room, purpose in PUBLIC.items()]
    return "\n".join(
        [
            "# Reference\n",
            "Every public name, by the room it is imported from; what that promises says",
            "[what is public](../public.md).\n",
            "| room | for |",
            "|---|---|",
            *rows,
            "",
        ]
    )


def linked(room: str, name: str) -> str:
    """Return a public name with a link to what the reference says of it."""
    shown = f"`{name}`"
    return shown if name == "__version__" else f"[{shown}]({reference(room)}#{room}.{name})"


def pages() -> Iterator[tuple[str, str]]:
    """Yield each page of the site: its path and its text."""
    written = {path.relative_to(DOCS).as_posix(): path for path in sorted(DOCS.rglob("*.md"))}
    written |= {new: ROOT / old for old, new in OF_THE_ROOT.items()}
    for name, path in written.items():
        text = public_page(linked) if path == PUBLIC_PAGE else path.read_text("utf-8")
        to = partial(on_the_site, page=PurePosixPath(name))
        yield name, rewritten(path, text, to)
    yield "reference/index.md", reference_index()
    yield from ((reference(room), reference_page(room)) for room in PUBLIC)


def navigation() -> list[str]:
    """Return the pages that the site's navigation names, in their order."""
    found: list[str] = []

    def walk(item: object) -> None:
        for value in item.values() if isinstance(item, dict) else item:
            found.append(value) if isinstance(value, str) else walk(value)

    walk(tomllib.loads(CONFIG.read_text("utf-8"))["project"]["nav"])
    return found


def settings() -> str:
    """Return the settings of the site, with the reference in its navigation."""
    rooms = ", ".join(f'{{ "{room}" = "{reference(room)}" }}' for room in PUBLIC)
    text = CONFIG.read_text("utf-8")
    place = '"Reference" = "reference"'
    assert place in text
    text = text.replace(place, f'"Reference" = ["reference/index.md", {rooms}]')
    return (
        f"{text}"
        'extensions = ["tests.docs_reference:Reference"]\n'
        f"\n[project.plugins.mkdocstrings.handlers.python]\npaths = ['{ROOT}']\n"
    )


def lay_out(folder: Path) -> None:
    """Write the pages and the settings of the site into a folder."""
    for name, text in pages():
        page = folder / "pages" / name
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(text, "utf-8")
    for other in DOCS.rglob("*"):
        if other.is_file() and other.suffix not in {".md", ".toml"}:
            copy = folder / "pages" / other.relative_to(DOCS)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(other, copy)
    (folder / CONFIG.name).write_text(settings(), "utf-8")


def built(folder: Path) -> list[str]:
    """Build what was laid out, and return what the builder found fault with."""
    command = [sys.executable, "-m", "zensical", "build", "--strict", "--clean"]
    done = subprocess.run(
        [*command, "--config-file", folder / CONFIG.name],
        cwd=ROOT, env={**os.environ, "NO_COLOR": "1"}, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    said = (done.stdout + done.stderr).strip()
    odd = [line for line in said.splitlines() if line.startswith("griffe:")]
    return [said] if done.returncode else odd


def faults(site: Path) -> Iterator[str]:
    """Yield what is wrong with a built site."""
    for room in PUBLIC:
        html = (site / "reference" / room / "index.html").read_text("utf-8")
        there = set(re.findall(r'\bid="(quizkit[\w.]*)"', html))
        missing = {f"{room}.{name}" for name in names_of(room) if name != "__version__"} - there
        yield from (f"{name} is not in the reference" for name in sorted(missing))
        inner = (each for each in sorted(there) if "._" in each)
        yield from (f"{name} is in the reference, and is inner" for name in inner)
    for page in sorted(site.rglob("*.html")):
        loaded = re.findall(
            r'<(?:script|img|link|iframe)\b[^>]*?(?:src|href)="(https?:[^"]+)"',
            page.read_text("utf-8"),
        )
        yield from (f"{page.relative_to(site)} loads {address}" for address in loaded)


def main(folder: Path) -> int:
    """Build the site into a folder and tell what is wrong with it; return the exit code."""
    lay_out(folder)
    found = built(folder) or list(faults(folder / "site"))
    for fault in found:
        print(fault, file=sys.stderr)
    if not found:
        print(f"{len(list((folder / 'site').rglob('*.html')))} pages: {folder / 'site'}")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
