"""Exams and practice: what may be put away there, and what stays out."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from quizkit.cli import cli
from quizkit.store import read_store

NOW = "2026-03-01T10:00+00:00"
Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("QUIZKIT_PROGRESS", str(tmp_path / "p.db"))
    cards = "".join(
        f" - {{id: q{i}, question: Question number {i}?, answer: ans{i}}}\n" for i in range(5)
    )
    Path("s.yaml").write_text(f"title: S\ncards:\n{cards}")

    def run(*words: str, typed: str = "", at: str = NOW) -> Result:
        return CliRunner().invoke(cli, [*words, "--now", at], input=typed, standalone_mode=False)

    return run


def names_of_events() -> list[str]:
    with read_store("p.db") as store:
        return [type(event).__name__ for event in store.events()]


def test_no_exam_is_passed_by_putting_away_what_one_does_not_know(run: Run) -> None:
    exam = ("play", "s.yaml", "--exam", "--pass", "80", "--seed", "0")
    done = run(*exam, typed=":b\n:!\n:b\n:b\nans0\n")
    assert done.output.count("no card can be put away in an exam") == 4
    assert "Score: 0%" in done.output or "Score: 20%" in done.output
    assert done.return_value == 1
    assert "Buried" not in names_of_events()
    assert "Suspended" not in names_of_events()
    assert run("due", "s.yaml").output == "s: 0 due, 5 new\n"


def test_practice_puts_cards_away_and_says_so_at_its_end(run: Run) -> None:
    said = run("play", "s.yaml", "--cram", typed=":b\n:!\n:b\nans3\n:q\n").output
    assert "2 cards are buried until tomorrow.\n" in said
    assert "1 card is suspended: quizkit history --suspended\n" in said
    assert "Practice: no schedule has moved." in said
    assert "stayed out" not in said
    taken_back = run("play", "s.yaml", "--cram", typed=":b\n:u\n:q\n").output
    assert "are buried" not in taken_back
    assert "is buried" not in taken_back


@pytest.mark.parametrize("mode", [("--cram",), ("--missed",), ("--exam", "--seed", "0")])
def test_suspended_cards_stay_out_and_it_is_said_how_many(run: Run, mode: tuple[str, ...]) -> None:
    for answer in ("wrong\n:!\n:q\n", "wrong\n:q\n"):
        run("play", "s.yaml", "--limit", "1", typed=answer)
    said = run("play", "s.yaml", *mode, typed=":q\n").output
    assert f"1 of {1 if '--missed' in mode else 4}." in said
    assert "Question number 0?" not in said
    assert "1 suspended card stayed out: quizkit history --suspended\n" in said


def test_where_all_is_suspended_it_is_said_why_nothing_is_asked(run: Run) -> None:
    run("play", "s.yaml", "--limit", "1", typed="wrong\n:!\n:q\n")
    said = run("play", "s.yaml", "--missed").output
    assert said == "Nothing to ask: 1 suspended card stayed out: quizkit history --suspended\n"
