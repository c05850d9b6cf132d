"""What a wheel and an sdist hold, and the README as a package index shows it."""

import re
import subprocess
import sys
import tarfile
import tomllib
import warnings
import zipfile
from collections.abc import Callable
from email import message_from_bytes
from email.message import Message
from importlib import util
from pathlib import Path
from typing import Any

import pytest

from tests.places import PACKAGE, ROOT, TESTS

pytest.importorskip("hatchling", reason="the extra `test` brings the builder of wheels")

SOURCE = "https://forge.example/quizkit"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a wheel and an sdist."""
    folder = tmp_path_factory.mktemp("built")
    command = [sys.executable, "-m", "hatchling", "build", "-d", folder]
    subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    return folder


@pytest.fixture(scope="module")
def metadata(built: Path) -> Message:
    with zipfile.ZipFile(*built.glob("*.whl")) as wheel:
        (name,) = (name for name in wheel.namelist() if name.endswith("/METADATA"))
        return message_from_bytes(wheel.read(name))


@pytest.fixture(scope="module")
def for_index() -> Callable[[str, str | None], str]:
    """The function that makes of the README what an index shows."""
    spec = util.spec_from_file_location("index_readme", ROOT / ".ci" / "index_readme.py")
    assert spec is not None
    assert spec.loader is not None
    module = util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.for_index  # type: ignore[no-any-return]


def files(folder: Path, pattern: str = "*") -> set[str]:
    """Return the files below a folder of the repository, but what tools leave there."""
    return {
        path.relative_to(ROOT).as_posix()
        for path in folder.rglob(pattern)
        if path.is_file() and "__pycache__" not in path.parts
    }


def test_a_wheel_holds_the_package_and_the_sample_decks_alone(built: Path) -> None:
    with zipfile.ZipFile(*built.glob("*.whl")) as wheel:
        names = {name for name in wheel.namelist() if ".dist-info/" not in name}
        licences = {name.partition("/licenses/")[2] for name in wheel.namelist()}
    decks = {f"quizkit/{deck}" for deck in files(ROOT / "decks")}
    assert "quizkit/decks/cart.yaml" in decks
    assert "quizkit/py.typed" in names
    assert names == files(PACKAGE) | decks
    assert licences - {""} == {"LICENSE", "quizkit/answers/words_license.txt"}


def test_an_sdist_holds_all_that_its_tests_read(built: Path) -> None:
    with tarfile.open(*built.glob("*.tar.gz")) as sdist:
        names = {name.partition("/")[2] for name in sdist.getnames()}
    folders = [PACKAGE, TESTS, ROOT / "decks", ROOT / "docs", ROOT / ".ci"]
    wanted = set().union(*map(files, folders)) | {path.name for path in ROOT.glob("*.md")}
    assert wanted <= names
    assert not {name for name in names if name.startswith((".venv", "dist/"))}


def test_the_metadata_names_no_address_and_no_person_that_is_not_in_the_project(
    metadata: Message,
) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert len(metadata.get_all("Project-URL") or []) == len(project.get("urls", {}))
    assert metadata["License-Expression"] == "MIT"
    assert metadata["Description-Content-Type"] == "text/markdown"


def test_the_classifiers_name_the_pythons_that_the_checks_run_on(metadata: Message) -> None:
    told = [line.rpartition(" ")[2] for line in metadata.get_all("Classifier") or []]
    versions = [name for name in told if name.startswith("3.")]
    assert versions[0] == metadata["Requires-Python"].removeprefix(">=")
    others = re.search(r"^OTHER_PYTHONS=\((.*)\)$", (ROOT / ".ci" / "run").read_text("utf-8"), re.M)
    assert others
    assert versions[1:] == others[1].split()


@pytest.mark.parametrize("source", [None, SOURCE])
def test_no_link_of_the_readme_is_relative_where_an_index_renders_it(
    for_index: Callable[[str, str | None], str], source: str | None
) -> None:
    html = rendered(for_index((ROOT / "README.md").read_text("utf-8"), source))
    leads = re.findall(r'(?:href|src|srcset)="([^"]*)"', html)
    ours = [address for address in leads if not address.startswith("#")]
    assert all(address.startswith("https://") for address in ours)
    assert any(address.startswith(SOURCE) for address in ours) == (source is not None)
    assert not re.search(r"\]\(|<picture>\s*</picture>", html)


def test_the_wheel_has_the_readme_as_an_index_shows_it(
    metadata: Message, for_index: Callable[[str, str | None], str]
) -> None:
    project: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    readme = (ROOT / "README.md").read_text("utf-8")
    shown = for_index(readme, project.get("urls", {}).get("Source"))
    assert metadata.get_payload(decode=True).decode() == shown  # type: ignore[union-attr]
    assert re.findall(r"^```.*?^```$", shown, re.M | re.S) == re.findall(
        r"^```.*?^```$", readme, re.M | re.S
    )


def rendered(text: str) -> str:
    """Return the HTML that an index makes of a README."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what it says where it cannot render
        markdown = pytest.importorskip(
            "readme_renderer.markdown",
            reason="the extra `package` brings what an index renders with",
        )
    html = markdown.render(text)
    if html is None:
        pytest.skip("the extra `package` brings what an index renders with")
    return str(html)


@pytest.mark.parametrize(
    ("written", "bare", "placed"),
    [
        ("see [the `rules`](docs/rules.md#q1)", "see the `rules`", "blob/main/docs/rules.md#q1"),
        (
            "[a [b] c](LICENSE).",
            "a [b] c.",
            "[a [b] c](https://forge.example/quizkit/blob/main/LICENSE).",
        ),
        (
            "![A heart](docs/a.svg)",
            "",
            "![A heart](https://forge.example/quizkit/raw/main/docs/a.svg)",
        ),
        (
            '<picture>\n<source srcset="docs/b.svg">\n<img src="docs/a.svg" alt="A">\n</picture>\n\nx',
            "x",
            '<img src="https://forge.example/quizkit/raw/main/docs/a.svg" alt="A">',
        ),
    ],
)
def test_a_link_leads_to_the_repository_or_is_its_text_alone(
    for_index: Callable[[str, str | None], str], written: str, bare: str, placed: str
) -> None:
    assert for_index(written, None) == bare
    assert placed in for_index(written, f"{SOURCE}/")


@pytest.mark.parametrize(
    "text",
    ["[a](https://a.example/x)", "[a](#b)", "[a](mailto:a@b.example)", "```text\n[a](b.md)\n```"],
)
def test_what_leads_elsewhere_and_what_is_code_stays(
    for_index: Callable[[str, str | None], str], text: str
) -> None:
    assert for_index(text, None) == for_index(text, SOURCE) == text
