"""`quizkit` alone on a terminal: the decks, what is due, and a key that leads on."""

import os
import re
import sys
import time
from datetime import timedelta
from pathlib import Path
from unittest.mock import patch

import pytest
from click.testing import CliRunner

from quizkit.cli import cli
from quizkit.cli.page import Page
from quizkit.cli.player.start_screen import StartScreen, learner_at, rows_of
from quizkit.cli.standings import files_of, found
from quizkit.visible import width_of
from tests.logs import START
from tests.spawned import Spawned

pexpect = pytest.importorskip("pexpect")
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a terminal")
DAY = timedelta(days=1)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("QUIZKIT_PROGRESS", str(tmp_path / "p.db"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "decks").mkdir()
    return tmp_path


def deck(folder: Path, name: str, cards: int = 3, title: str = "") -> None:
    notes = "".join(f"  - {{question: {name} {n}?, answer: a{n}}}\n" for n in range(cards))
    text = f"title: {title or name}\ncards:\n{notes}"
    (folder / "decks" / f"{name}.yaml").write_text(text, "utf-8")


def study(days: int, typed: str = ":show\n" * 99) -> None:
    for day in range(days):
        at = (START + day * DAY).isoformat()
        done = CliRunner().invoke(cli, ["play", "--plain", "--now", at], input=typed)
        assert done.exit_code == 0, done.output


def shown(*, day: int = 0, columns: int = 80, lines: int = 24, number: int = 0) -> list[str]:
    """The screen, as wide and high as its window has room for."""
    now = START + day * DAY
    here = found(files_of(()), now, None, None)
    screen = StartScreen(here, rows_of(here), learner_at(now), now)
    with patch.dict(os.environ, COLUMNS=str(columns), LINES=str(lines)):
        page = Page(columns, colour=False)
        before, fitting, *_ = screen.view(number, page).fitted(page, lines)
    assert not before
    assert max(map(width_of, fitting)) <= columns
    assert len(fitting) < lines
    return fitting


def test_it_shows_what_is_due_new_and_how_many_minutes(folder: Path) -> None:
    deck(folder, "cart", 15, "CAR T-cell therapy and secondary cancers")
    deck(folder, "lenguas", 15, "Mixed bag of languages and things")
    assert shown() == [
        "                                             due  new",
        " 1  CAR T-cell therapy and secondary cancers   0   10",
        " 2  Mixed bag of languages and things          0   10",
        "                                       today   0   20",
        "",
        "Enter study all · 1-2 one deck · q leave",
    ]
    study(3)
    lines = shown(day=3)
    assert lines[0].split() == ["due", "new", "about"]
    assert re.search(r"today +\d+ +\d+ +\d+ min · 3 days in a row$", lines[3])
    rows = [
        [int(n) for n in re.findall(r" (\d+)", line.partition(" min")[0])[-3:]]
        for line in lines[1:4]
    ]
    sums = [sum(each) for each in zip(*rows[:2], strict=True)]
    assert sums[:2] == rows[2][:2]


@pytest.mark.parametrize(("columns", "lines"), [(80, 24), (40, 12), (40, 9), (200, 50)])
def test_it_fits_windows_of_any_size_and_pages_many_decks(
    folder: Path, columns: int, lines: int
) -> None:
    for n in range(14):
        deck(folder, f"deck{n:02}", 2, f"N{n:02} Überraschend langer Titel einer Sammlung 日本語")
    study(2)
    seen: list[str] = []
    for number in range(14):
        rows = shown(day=1, columns=columns, lines=lines, number=number)
        here = [row for row in rows if re.match(r" \d  ", row)]
        assert [row[1] for row in here] == [*"123456789"][: len(here)]
        seen += [row[4:7] for row in here if row[4:7] not in seen]
        assert any("Space more decks" in row for row in rows)
    assert seen == [f"N{n:02}" for n in range(14)]


def test_a_deck_that_cannot_be_read_says_so_and_leaves_the_others_alone(folder: Path) -> None:
    deck(folder, "cart")
    (folder / "decks" / "bad.yaml").write_text("title: T\ncards:\n  - {qestion: Who?}\n", "utf-8")
    lines = shown()
    assert "decks/bad.yaml: 2 problems: quizkit check decks/bad.yaml" in lines[2]
    assert lines[-1] == "Enter study all · 1 this deck · q leave"


def test_when_nothing_is_due_it_says_when_the_next_is(folder: Path) -> None:
    deck(folder, "cart", 2)
    study(1, ":b\na0\n" * 9)
    study(1, "a1\na1\n" * 9)
    lines = shown()
    assert any(line.startswith("Nothing is due now. Next ") for line in lines), lines
    assert lines[-1] == "1 this deck · q leave"


def spawned(*arguments: str, columns: int = 80, rows: int = 24) -> Spawned:
    environment = {**os.environ, "TERM": "xterm", "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8"}
    return Spawned(
        sys.executable,
        ["-m", "quizkit", *arguments],
        dimensions=(rows, columns),
        env=environment,
        encoding="utf-8",
        timeout=20,
    )


def test_enter_studies_all_a_digit_one_and_q_leaves(folder: Path) -> None:
    deck(folder, "cart")
    deck(folder, "lenguas")
    for key, expected in (("\r", "6 to go|of 6"), ("2", "lenguas 0")):
        screen = spawned()
        screen.expect("q leave")
        screen.send("x")
        screen.expect("That key does nothing here")
        screen.send(key)
        screen.expect(expected)
        screen.send(":q\r")
        screen.expect("any key|key ends")
        screen.send("x")
        screen.expect(pexpect.EOF)
        screen.close()
        assert screen.exitstatus == 0
    for key, status in (("q", 0), ("\x04", 0), ("\x03", 130)):
        screen = spawned()
        screen.expect("q leave")
        screen.send(key)
        screen.expect(pexpect.EOF)
        screen.close()
        assert screen.exitstatus == status
        assert "cart 0" not in str(screen.before)


def test_an_enter_held_down_begins_nothing(folder: Path) -> None:
    deck(folder, "cart")
    screen = spawned()
    screen.expect("q leave")
    for _ in range(25):
        super(Spawned, screen).send("\r")  # as fast as a finger held on it
        time.sleep(0.03)
    screen.send("q")
    screen.expect(pexpect.EOF)
    assert "cart 0" not in screen.before


def test_without_any_deck_it_says_how_to_begin(folder: Path) -> None:
    screen = spawned()
    screen.expect("Begin one: +quizkit new decks/first.yaml")
    screen.expect(pexpect.EOF)


def test_in_a_pipe_it_is_the_list(folder: Path) -> None:
    deck(folder, "cart")
    done = CliRunner().invoke(cli, [])
    assert done.stdout == (
        "decks/cart.yaml  0 due, 3 new        cart\n\nStudy:  quizkit play decks/cart.yaml\n"
    )
