"""`quizkit new`: a deck to begin with, which passes `check` and can be played as it is."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from quizkit import load_deck, read_deck
from quizkit.authoring.formatting import format_deck
from quizkit.authoring.scaffold import TEMPLATES, scaffold, title_of
from quizkit.cli import cli
from quizkit.formats.deck_yaml import open_deck, parse_deck
from quizkit.formats.keys import ADMITTED
from quizkit.lint import check_deck
from quizkit.model import Card, Kind, Line, Lines, OwnWords, PickForEach


def quizkit(*words: object, cwd: Path, typed: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "quizkit", *map(str, words)],
        input=typed,
        capture_output=True,
        text=True,
        cwd=cwd,
        env={**os.environ, "QUIZKIT_PROGRESS": str(cwd / "progress.db")},
        timeout=60,
        check=False,
    )


def test_a_new_deck_has_an_example_of_each_kind_and_a_bare_one_a_single_note() -> None:
    assert {note.kind for note in read_deck(scaffold("T", "t")).notes} == set(ADMITTED)
    bare = scaffold("T", "t", bare=True)
    assert len(read_deck(bare).notes) == 1
    assert "#" not in bare


@pytest.mark.parametrize("options", [(), ("--bare",)])
def test_it_passes_check_and_fmt_and_can_be_played(
    tmp_path: Path, options: tuple[str, ...]
) -> None:
    done = quizkit("new", "moons/the-moon", *options, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    path = tmp_path / "moons" / "the-moon.yaml"
    deck = load_deck(path)
    assert (deck.title, deck.id) == ("The moon", "the-moon")
    assert not format_deck(open_deck(path)).changed
    assert quizkit("check", path, cwd=tmp_path).returncode == 0
    played = quizkit("play", path, "--seed", 1, "--limit", 1, cwd=tmp_path, typed=":show\n")
    assert (played.returncode, played.stderr) == (0, "")
    assert "1 begun" in played.stdout


def test_where_there_is_no_deck_quizkit_alone_says_how_to_begin_one(tmp_path: Path) -> None:
    said = quizkit(cwd=tmp_path).stdout
    command = said.partition("Begin one:  quizkit ")[2].split()
    assert quizkit(*command, cwd=tmp_path).returncode == 0
    assert "decks/first.yaml" in quizkit(cwd=tmp_path).stdout


def test_a_file_is_never_written_over(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("mine", "utf-8")
    for name in ("a.yaml", "a"):
        done = quizkit("new", name, cwd=tmp_path)
        assert done.returncode == 2
        assert done.stderr == "quizkit: a.yaml is there already; nothing was written\n"
    assert (tmp_path / "a.yaml").read_text("utf-8") == "mine"


def test_a_folder_and_a_place_that_cannot_be_written_are_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for name, words in [
        (".", "is a folder"),
        ("file/x", "file/x.yaml cannot be written"),
        ("x" * 300, "cannot be written"),
    ]:
        done = quizkit("new", name, cwd=tmp_path)
        assert done.returncode == 2
        assert words in done.stderr
        assert "Traceback" not in done.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file"]


def test_standard_output_takes_a_deck_too(tmp_path: Path) -> None:
    done = quizkit("new", "-", "--title", "A: b #c", cwd=tmp_path)
    assert read_deck(done.stdout).title == "A: b #c"
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "name",
    ["suez-canal", "a: b", "#5", "- x", "'", '"', "\\", "été", "日本", "[a", "{a}", "&x", "…"],
)
@pytest.mark.parametrize("bare", [True, False])
def test_any_name_makes_a_title_that_reads_back(name: str, bare: bool) -> None:
    title = title_of(name)
    reading = parse_deck(scaffold(title, "x", bare=bare))
    assert reading.problems == ()
    assert reading.deck is not None
    assert reading.deck.title == title


def test_a_title_comes_from_the_words_of_the_name() -> None:
    assert title_of("suez-canal_history") == "Suez canal history"
    assert title_of("---") == "A new deck"


def test_the_commands_it_names_can_be_pasted(tmp_path: Path) -> None:
    done = quizkit("new", "rivers & lakes.yaml", cwd=tmp_path)
    assert "quizkit check 'rivers & lakes.yaml'" in done.stdout


def lines_of(card: Card) -> list[str]:
    """Return the lines that answer a card rightly in a transcript."""
    shown = [right.shown for right in card.task.rights]
    match card.task.form:
        case Lines() | PickForEach():
            return shown
        case Line(is_block=True):
            return [":begin", *shown[0].splitlines(), ":end"]
        case OwnWords():
            return [":show", "4"]
        case _:
            return ["; ".join(shown)]


@pytest.mark.parametrize("field", TEMPLATES)
def test_a_deck_of_a_field_is_in_order_and_is_played_to_its_end(
    tmp_path: Path, field: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    run = CliRunner().invoke
    assert run(cli, ["new", "my-field", "--template", field]).exit_code == 0
    reading = open_deck("my-field.yaml")
    assert not check_deck(reading, hints=True)
    assert not format_deck(reading).changed
    deck = reading.good_deck
    assert (deck.title, deck.id) == ("My field", "my-field")
    assert all(note.has_own_id or note.kind == Kind.WORD for note in deck.notes)
    assert re.search(r"^ +# ", reading.text, re.MULTILINE)
    typed = "".join(f"{line}\n" for card in deck.cards for line in lines_of(card))
    words = ["play", "my-field.yaml", "--cram", "--progress", "p.db", "--seed", "1"]
    done = run(cli, words, input=typed)
    assert done.exit_code == 0
    assert f"{len(deck.cards)} of {len(deck.cards)} answers right" in done.output, done.output
    assert "✗" not in done.output


def test_templates_do_not_go_with_what_makes_another_deck(tmp_path: Path) -> None:
    for words in (["--bare"], ["--from", "cart"]):
        done = CliRunner().invoke(cli, ["new", str(tmp_path / "x"), "--template", "exam", *words])
        assert done.exit_code == 2
        assert "leave out" in done.output
    done = CliRunner().invoke(cli, ["new", str(tmp_path / "x"), "--template", "law"])
    assert done.exit_code == 2
    assert all(field in done.output for field in TEMPLATES)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("field", TEMPLATES)
def test_a_template_is_a_deck_with_a_title_of_your_own(field: str) -> None:
    done = CliRunner().invoke(cli, ["new", "-", "--template", field, "--title", "A: b #c"])
    assert read_deck(done.output).title == "A: b #c"
