"""Every example of the README and of the pages in docs runs, and does what is said of it."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from quizkit import DeckError, read_deck
from quizkit.formats.keys import DECK_KEYS, ENTRY_KEYS
from tests.places import ROOT

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


def blocks(language: str, *, page: Path = PAGES[0]) -> list[str]:
    text = page.read_text("utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("text", blocks("yaml"))
def test_each_deck_can_be_read(text: str) -> None:
    assert read_deck(text, file="suez.yaml").cards


@pytest.mark.parametrize("code", [code for page in PAGES for code in blocks("python", page=page)])
def test_each_piece_of_python_prints_what_its_comments_say(
    code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    exec(compile(code, "README.md", "exec"), {})
    said = re.findall(r"^print\(.*\)  # (.*)$", code, re.MULTILINE)
    assert capsys.readouterr().out.splitlines() == said


@pytest.mark.parametrize("key", sorted(DECK_KEYS | ENTRY_KEYS | {"dayfirst"}))
def test_each_key_of_a_deck_is_explained(key: str) -> None:
    assert f"`{key}`" in (ROOT / "docs" / "authoring.md").read_text("utf-8")


def test_the_problem_shown_is_the_problem_reported() -> None:
    deck = "title: The Suez Canal\ncards:\n  - question: How long was it?\n    anser: 164 km\n"
    with pytest.raises(DeckError) as caught:
        read_deck(deck, file="suez.yaml")
    (shown,) = (block for block in blocks("text") if block.startswith("suez.yaml:"))
    assert str(caught.value.problems[0]) == shown.rstrip()


def test_the_session_shown_first_goes_like_that(tmp_path: Path) -> None:
    deck = tmp_path / "suez.yaml"
    deck.write_text(blocks("yaml")[0], "utf-8")
    command, *shown = blocks("text")[0].splitlines()
    done = subprocess.run(
        [sys.executable, "-m", *command.removeprefix("$ ").split()],
        cwd=tmp_path,
        input="".join(f"{line[2:]}\n" for line in shown if line.startswith("> ")),
        env={
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "PYTHONIOENCODING": "utf-8",
            "QUIZKIT_PROGRESS": str(tmp_path / "progress.db"),
        },
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    happened = iter(done.stdout.splitlines())
    assert all(line in happened for line in shown)  # in this order, with more between


def test_the_piped_session_runs(tmp_path: Path) -> None:
    (command,) = (block for block in blocks("sh") if block.startswith("printf"))
    done = subprocess.run(
        ["bash", "-c", command.replace("quizkit ", f"{sys.executable} -m quizkit ", 1)],
        cwd=ROOT,
        env={**os.environ, "QUIZKIT_PROGRESS": str(tmp_path / "progress.db")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "2 answers" in done.stdout


def test_the_two_commands_are_there_and_name_what_exists() -> None:
    play, test = (block for block in blocks("sh") if block.startswith("python3"))
    assert play.rstrip().endswith("quizkit play decks/cart.yaml")
    assert test.rstrip().endswith("pytest")
    assert "test = [" in (ROOT / "pyproject.toml").read_text("utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_each_link_within_the_repository_leads_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\((?!https?:)([^)\s]+)\)", page.read_text("utf-8")):
        path, _, anchor = target.partition("#")
        there = page.parent / path if path else page
        assert there.exists(), target
        headings = re.findall(r"^#+ (.+)$", there.read_text("utf-8"), re.MULTILINE)
        anchors = {re.sub(r"[^\w -]", "", each).lower().replace(" ", "-") for each in headings}
        assert not anchor or anchor in anchors, target
