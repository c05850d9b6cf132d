"""Commands that only read follow an edit or a renamed deck before `play` has, and write nothing."""

import json
from pathlib import Path

import pytest

from quizkit.store import read_store
from tests.commands import Run, commands_in

TEXT = """\
title: T
id: t
cards:
  - {question: Which big river flows through the city of Vienna?, answer: Danube}
  - {question: Which big river flows through the city of Cologne?, answer: Rhine}
"""


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    run = commands_in(tmp_path, monkeypatch, t=TEXT)
    run("play", "t.yaml", typed="Danube\nRhine\nDanube\nRhine\n")
    return run


def events() -> int:
    with read_store("p.db") as store:
        return len(list(store.events()))


def test_an_edit_is_followed_by_all_that_reads(run: Run) -> None:
    before, there = run("stats"), events()
    Path("t.yaml").write_text(TEXT.replace("flows", "runs"))
    for _ in range(2):  # the second time from the cache
        assert run("due", "t.yaml") == "t: 0 due, 0 new\n"
    assert run("history", "--orphans") == "Every card with progress is in its deck.\n"
    assert run("stats") == before
    assert run("stats", "t.yaml") == before
    assert events() == there
    assert "kept the progress of 2 edited cards" in run("play", "t.yaml")
    assert run("due", "t.yaml") == "t: 0 due, 0 new\n"


def test_a_renamed_deck_is_followed_by_all_that_reads(run: Run) -> None:
    before, there = run("stats"), events()
    Path("t.yaml").unlink()
    Path("u.yaml").write_text(TEXT.replace("id: t", "id: u"))
    for _ in range(2):
        assert run("due", "u.yaml") == "u: 0 due, 0 new\n"
    assert run("history", "--orphans") == "Every card with progress is in its deck.\n"
    assert run("stats", "u.yaml") == before
    assert events() == there
    run("play", "u.yaml")
    assert run("due", "u.yaml") == "u: 0 due, 0 new\n"


def test_a_deck_whose_id_is_changed_in_its_file_takes_its_progress_along_and_back(run: Run) -> None:
    before = run("due", "t.yaml")
    Path("t.yaml").write_text(TEXT.replace("id: t", "id: u"))
    assert run("due", "t.yaml") == before.replace("t:", "u:")
    assert "kept the progress" in run("play", "t.yaml")
    assert run("due", "t.yaml") == before.replace("t:", "u:")
    Path("t.yaml").write_text(TEXT)
    assert "kept the progress" in run("play", "t.yaml")
    assert run("due", "t.yaml") == before


def test_a_changed_answer_is_due_before_play_has_seen_it(run: Run) -> None:
    Path("t.yaml").write_text(TEXT.replace("Danube", "something else"))
    assert run("due", "t.yaml") == "t: 1 due, 0 new\n"
    forecast = json.loads(run("stats", "--json"))["forecast"]
    assert next(iter(forecast.values())) == 1


def test_an_edit_after_answers_to_another_deck_is_followed(run: Run) -> None:
    Path("o.yaml").write_text("title: O\ncards:\n  - {question: one?, answer: a}\n")
    Path("t.yaml").write_text(TEXT.replace("flows", "runs"))
    run("play", "o.yaml", typed="a\na\n")
    assert run("due", "t.yaml", "o.yaml") == (
        "t: 0 due, 0 new\no: 0 due, 0 new\ntogether: 0 due, 0 new\n"
    )
    run("play", "o.yaml", typed="a\n", at="2026-03-02T10:00+00:00")
    assert run("due", "t.yaml", at="2026-03-02T10:00+00:00") == "t: 0 due, 0 new\n"


def test_the_past_of_a_card_is_shown_under_its_new_name(run: Run) -> None:
    Path("t.yaml").write_text(TEXT.replace("flows", "runs"))
    run("play", "t.yaml")
    ids = [row["id"] for row in json.loads(run("show", "t.yaml", "--json"))]
    told = run("history", "--card", ids[0].partition("#")[2])
    assert '"Danube"' in told
    assert '"Rhine"' not in told
