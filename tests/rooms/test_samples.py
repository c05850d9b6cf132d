"""The sample decks: `quizkit play cart` works in any folder, and a deck of one's own comes first."""

import subprocess
import sys
from pathlib import Path

import pytest
from click.shell_completion import ShellComplete
from click.testing import CliRunner, Result

from quizkit import load_deck
from quizkit.cli import cli
from quizkit.cli.deck_files import deck_files
from quizkit.cli.samples import sample_decks

MINE = "title: Mine\nid: {id}\ncards:\n  - {{question: Which?, answer: one}}\n"
CART = next(path for path in sample_decks() if path.stem == "cart")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in; progress is kept beside it."""
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    monkeypatch.setenv("QUIZKIT_PROGRESS", str(tmp_path / "progress.db"))
    return here


def ran(*words: str, typed: str = "") -> Result:
    return CliRunner().invoke(cli, words, input=typed, standalone_mode=False)


def told(*words: str) -> tuple[int, str]:
    """Return the exit code of a command that fails, and what it says on standard error."""
    done = subprocess.run(
        [sys.executable, "-m", "quizkit", *words],
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        check=False,
    )
    return done.returncode, done.stderr


@pytest.mark.parametrize("path", sample_decks(), ids=lambda path: path.stem)
def test_a_sample_is_named_by_its_file_and_passes_check(path: Path) -> None:
    assert load_deck(path).id == path.stem
    assert ran("check", str(path), "--strict").return_value == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("play", "cart", "--limit", "1"), "What do the letters CAR stand for"),
        (("show", "cart#approval-year"), "2017"),
        (("check", "cart"), "1 deck, 49 cards: no problems"),
        (("due", "cart"), "cart: 0 due, 20 new"),
        (("stats", "cart"), "No answers yet"),
        (("fmt", "--check", "cart"), ""),
        (("forget", "cart#approval-year"), "cart#approval-year: is new already."),
    ],
    ids=lambda words: words[0] if isinstance(words, tuple) else "",
)
def test_a_command_that_only_reads_takes_a_sample_in_an_empty_folder(
    folder: Path, words: tuple[str, ...], said: str
) -> None:
    done = ran(*words)
    assert done.exception is None
    assert said in done.output
    assert not list(folder.iterdir())


@pytest.mark.parametrize("command", ["fmt", "add"])
def test_a_command_that_writes_refuses_a_sample_and_says_how_to_copy_it(
    folder: Path, command: str
) -> None:
    before = CART.read_bytes()
    code, said = told(command, "cart")
    advice = said.partition("of your own: quizkit ")[2].split()
    assert (code, said.count("\n")) == (2, 1)
    assert ran(*advice).return_value == 0
    assert ran(command, "cart", typed="q\n").return_value == 0  # the copy, which is at hand now
    assert (folder / "cart.yaml").read_bytes() == before == CART.read_bytes()


def test_a_copy_goes_where_decks_are_found(folder: Path) -> None:
    (folder / "decks").mkdir()
    assert f"quizkit new {Path('decks', 'cart.yaml')} --from cart" in told("fmt", "cart")[1]


@pytest.mark.parametrize(
    "place", ["cart", "cart.yaml", "decks/cart.yaml", "mine.yaml", "below/deep/mine.yaml"]
)
def test_a_file_a_folder_and_a_deck_of_ones_own_come_before_a_sample(
    folder: Path, place: str
) -> None:
    mine = folder / place
    mine.parent.mkdir(parents=True, exist_ok=True)
    mine.write_text(MINE.format(id="cart"), "utf-8")
    assert [path.absolute() for path in deck_files(["cart"])] == [mine]
    assert (
        ran("due", "cart").output == "cart: 0 due, 1 new\n"
    )  # and no clash of ids with the sample


def test_a_deck_whose_id_is_written_in_an_odd_way_comes_before_a_sample(folder: Path) -> None:
    text = '{title: Mine, "id": cart, cards: [{question: Which?, answer: one}]}\n'
    (folder / "decks").mkdir()
    (folder / "decks" / "mine.yaml").write_text(text, "utf-8")
    assert deck_files(["cart"]) == [Path("decks", "mine.yaml")]


def test_progress_goes_from_a_sample_to_its_copy_and_back(folder: Path) -> None:
    played = ran("play", "cart", "--limit", "2", typed="b\n:show\n")
    assert "2 begun" in played.output
    as_sample = ran("due", "cart").output
    assert as_sample != "cart: 0 due, 20 new\n"
    ran("new", "cart.yaml", "--from", "cart")
    assert ran("due", "cart").output == as_sample
    ran("play", "cart", "--limit", "1", typed=":show\n")
    as_copy = ran("due", "cart").output
    (folder / "cart.yaml").unlink()
    assert ran("due", "cart").output == as_copy != as_sample
    assert "– Shown" in ran("play", "cart", "--limit", "1", typed=":show\n").output
    assert "in its deck" in ran("history", "--orphans").output


def test_where_there_is_no_deck_quizkit_alone_and_play_offer_a_sample(folder: Path) -> None:
    command = "quizkit play cart"
    assert f"Try one:    {command}\n" in ran().output
    code, said = told("play")
    assert code == 4
    assert said == f"Error: there is no deck in decks/ or here; try one: `{command}`\n"
    ran("new", "mine.yaml", "--bare")
    assert command not in ran().output


def test_play_without_a_deck_takes_all_that_are_here(folder: Path) -> None:
    for name in "ab":
        (folder / f"{name}.yaml").write_text(MINE.format(id=name), "utf-8")
    assert "2 answers" in ran("play", "--typed", typed="one\none\n").output
    nothing_new = ran("play", "--new", "0", "--progress", "another.db").output
    assert "To practise all the same:  quizkit play --cram\n" in nothing_new


@pytest.mark.parametrize("name", ["crat", "decks/crat.yaml", "carts"])
def test_a_wrong_name_is_told_of_a_sample_like_it(folder: Path, name: str) -> None:
    code, said = told("play", name)
    assert code == 4
    assert said.endswith("; did you mean cart?\n")


def test_the_name_of_a_sample_alone_is_told_with_its_command(folder: Path) -> None:
    assert "did you mean `quizkit play cart`?" in told("cart")[1]


def test_a_shell_completes_the_samples(folder: Path) -> None:
    (folder / "mine.yaml").write_text(MINE.format(id="carbon"), "utf-8")
    for command in ("play", "show", "due"):
        offered = ShellComplete(cli, {}, "quizkit", "").get_completions([command], "car")
        assert [each.value for each in offered if each.type == "plain"] == ["carbon", "cart"]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("x.yaml", "--from", "y"), 4, "there is no sample deck y; there is cart"),
        (("x.yaml", "--from", "cart", "--bare"), 2, "--from copies a deck as it is"),
        (("x.yaml", "--from", "cart", "--title", "T"), 2, "--from copies a deck as it is"),
    ],
)
def test_what_cannot_be_copied_is_told_and_nothing_is_written(
    folder: Path, words: tuple[str, ...], code: int, said: str
) -> None:
    assert told("new", *words)[0] == code
    assert said in told("new", *words)[1]
    assert not list(folder.iterdir())


def test_a_sample_goes_to_standard_output_as_it_is(folder: Path) -> None:
    assert ran("new", "-", "--from", "cart").output == CART.read_text("utf-8")


def test_no_time_is_spent_in_hidden_folders(folder: Path) -> None:
    """A home directory may hold a million files in them, and `play` looks for decks there."""
    for place in (".cache/a.yaml", "seen/.b.yaml", "seen/.hidden/c.yml", "seen/d.yml"):
        (folder / place).parent.mkdir(parents=True, exist_ok=True)
        (folder / place).write_text(MINE.format(id="x"), "utf-8")
    assert deck_files(["."]) == [Path("seen", "d.yml")]
