"""Every example of the README and of the pages in docs runs, and does what is said of it."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from quizkit import DeckError, read_deck
from quizkit.cli import cli
from quizkit.cli.commands.play import play
from quizkit.cli.player.inputs import HELP
from quizkit.formats.keys import DECK_KEYS, ENTRY_KEYS
from quizkit.lint import all_rules
from quizkit.settings import OF_A_FILE, SETTINGS, Settings, of_a_file
from tests.places import DOCS, ROOT

README, AUTHORING, PLAYING = ROOT / "README.md", DOCS / "authoring.md", DOCS / "playing.md"
MOVING = DOCS / "moving.md"
PAGES = [README, *sorted(DOCS.glob("*.md"))]


def blocks(language: str, *, page: Path = README) -> list[str]:
    text = page.read_text("utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


def shell(commands: str, folder: Path) -> "subprocess.CompletedProcess[str]":
    """Run commands of a page as a shell would in which `quizkit` is this one; nobody types."""
    quizkit = f'quizkit() {{ "{sys.executable}" -m quizkit "$@"; }}'
    return subprocess.run(
        ["bash", "-c", f"set -eo pipefail\n{quizkit}\n{commands}"],
        stdin=subprocess.DEVNULL,
        cwd=folder,
        env={
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "PYTHONIOENCODING": "utf-8",
            "QUIZKIT_PROGRESS": str(folder / "progress.db"),
        },
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


DECKS = [text for page in PAGES for text in blocks("yaml", page=page) if text.startswith("title:")]


def test_the_first_page_fits_in_the_head() -> None:
    assert len(README.read_text("utf-8").splitlines()) <= 150


@pytest.mark.parametrize("text", DECKS)
def test_each_deck_can_be_read(text: str) -> None:
    assert read_deck(text, file="suez.yaml").cards


@pytest.mark.parametrize("key", sorted(DECK_KEYS | ENTRY_KEYS | {"dayfirst"}))
def test_each_key_of_a_deck_is_explained(key: str) -> None:
    assert f"`{key}`" in (ROOT / "docs" / "authoring.md").read_text("utf-8")


def test_the_problem_shown_is_the_problem_reported() -> None:
    deck = "title: The Suez Canal\ncards:\n  - question: How long was it?\n    anser: 164 km\n"
    with pytest.raises(DeckError) as caught:
        read_deck(deck, file="suez.yaml")
    pages = blocks("text", page=AUTHORING)
    (shown,) = (block for block in pages if block.startswith("suez.yaml:"))
    assert str(caught.value.problems[0]) == shown.rstrip()


def test_the_session_shown_first_goes_like_that(tmp_path: Path) -> None:
    (tmp_path / "suez.yaml").write_text(blocks("yaml")[0], "utf-8")
    command, *shown = blocks("text")[0].splitlines()
    typed = "\n".join(line[2:] for line in shown if line.startswith("> "))
    done = shell(f"{command.removeprefix('$ ')} <<'.'\n{typed}\n.", tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    happened = iter(done.stdout.splitlines())
    assert all(line in happened for line in shown)  # in this order, with more between


def test_the_piped_session_runs(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "decks", tmp_path / "decks")
    (command,) = blocks("sh", page=PLAYING)
    done = shell(command, tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "2 cards in " in done.stdout


def test_from_nothing_to_a_checked_deck_as_the_page_says(tmp_path: Path) -> None:
    """The commands of the page in their order, up to those that need a shell or an editor set up."""
    wanted = [block for block in blocks("sh", page=AUTHORING) if "canals.yaml" in block]
    assert len(wanted) == 6
    done = shell("".join(wanted), tmp_path)
    assert (done.returncode, done.stderr) == (0, "1 deck in good order\n")
    deck = (tmp_path / "decks" / "canals.yaml").read_text("utf-8")
    assert "the Mediterranean and the Red Sea" in deck


def test_the_page_for_learners_has_each_option_of_play() -> None:
    page = PLAYING.read_text("utf-8")
    long = [name for option in play.params for name in option.opts if name.startswith("--")]
    assert [name for name in long if f"`{name}" not in page] == []


def test_the_pages_have_each_command() -> None:
    pages = "".join(page.read_text("utf-8") for page in (PLAYING, AUTHORING, MOVING))
    context = cli.make_context("quizkit", [], resilient_parsing=True)
    named = cli.list_commands(context)
    assert [name for name in named if f"quizkit {name}" not in pages] == []


def test_the_page_for_learners_has_each_key() -> None:
    page = PLAYING.read_text("utf-8")
    keys = [key for key, _ in HELP if "{" not in key]  # the others are marks of the feedback
    assert [key for key in keys if f"`{key}`" not in page and f"| {key}, " not in page] == []


def test_the_page_for_learners_has_each_setting_with_its_default() -> None:
    table = PLAYING.read_text("utf-8").partition("| setting |")[2].partition("\n\n")[0]
    shown = dict(re.findall(r"^\| `([a-z-]+)` \| ([^|]+) \|", table, re.MULTILINE))
    of_the_log = {name: Settings().shown(name) or "its own" for name in SETTINGS}
    assert shown == of_the_log | {name: str(of_a_file({}, name)) for name in OF_A_FILE}


def test_the_first_page_counts_the_rules_of_good_cards() -> None:
    assert f"{len(all_rules())} rules of good cards" in README.read_text("utf-8")


def test_the_two_commands_are_there_and_name_what_exists() -> None:
    play, test = (block for block in blocks("sh") if block.startswith("python3"))
    assert play.rstrip().endswith("quizkit play decks/cart.yaml")
    assert test.rstrip().endswith("pytest")
    assert "test = [" in (ROOT / "pyproject.toml").read_text("utf-8")
