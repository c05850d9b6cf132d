"""`quizkit show`: every kind of card, one card, JSON, narrow pages, and what is not there."""

import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from quizkit.cli import cli
from quizkit.progress import EventId, Suspended, replay
from quizkit.scheduling import CalendarDays, Calibration, Rating, Scheduler
from quizkit.store import open_store
from quizkit.wording import when
from tests.logs import START, answer

DECK = """\
title: A Deck
description: On all kinds.
id: d
cards:
  - {id: year, question: When?, answer: "2017", hints: [Late., Odd.]}
  - {id: far, question: How far?, answer: over 164 km, accept: [far], unit_required: true}
  - {id: who, question: Who?, answer: Carl June, type: person}
  - {id: pick, question: Which?, answer: Lima, distractors: [Quito, Cusco]}
  - {id: all, question: Which seas?, answers: [[Red, Red Sea], Black]}
  - {id: some, question: Which?, answers: [neon], distractors: [iron]}
  - {id: so, statement: It rains., answer: false}
  - {id: order, question: Order?, order: [hen, egg]}
  - {id: pairs, question: Match?, pairs: {Peru: Lima, Chile: Santiago}}
  - {id: own, question: Why?, answer: Because., type: free}
  - {id: gap, cloze: "In {{1859}} at {{Suez|the canal}}."}
  - {id: bad, question: "Es\\u0063ape?", answer: 漢字の答えはとても長いので折り返されます、狭い画面でも}
"""


@pytest.fixture
def deck(tmp_path: Path) -> str:
    path = tmp_path / "deck.yaml"
    path.write_text(DECK, "utf-8")
    return str(path)


def run(*arguments: str, columns: int = 80) -> Result:
    return CliRunner().invoke(
        cli, [*arguments], env={"COLUMNS": str(columns), "QUIZKIT_PROGRESS": "/no/progress.db"}
    )


def test_show_says_how_each_answer_is_judged(deck: str) -> None:
    done = run("show", deck)
    assert done.exit_code == 0
    for said in ("a number or a year", "a lower bound that may be left out; the unit (kilometre) is required", "a person:",
                 "one option of 3", "a list: all of 2 parts", "several options:", "true or false",
                 "2 items in order", "2 pairs", "not judged", "hints 2"):  # fmt: skip
        assert said in " ".join(done.output.split()), said


def test_show_begins_with_the_title_and_what_the_deck_says_of_itself(deck: str) -> None:
    assert run("show", deck).output.splitlines()[:2] == ["A Deck", "On all kinds."]
    assert "On all kinds." not in run("show", f"{deck}#who").output


def test_show_one_note_or_one_card(deck: str) -> None:
    assert "Who?" in run("show", f"{deck}#who").output
    assert "When?" not in run("show", f"{deck}#who").output
    both = json.loads(run("show", f"{deck}#gap", "--json").output)
    assert [row["id"] for row in both] == ["d#gap:1859", "d#gap:Suez"]
    one = json.loads(run("show", f"{deck}#gap:Suez", "--json").output)
    assert [row["answer"] for row in one] == ["Suez | the canal"]


def test_json_has_what_is_shown(deck: str) -> None:
    row = json.loads(run("show", f"{deck}#year", "--json").output)[0]
    assert row["prompt"] == "When?"
    assert row["hints"] == 2
    assert row["kind"] == "typed"
    assert row["judged"].startswith("a number or a year")


@pytest.mark.parametrize("columns", [40, 80])
def test_show_keeps_within_the_page(deck: str, columns: int) -> None:
    from wcwidth import wcswidth

    for line in run("show", deck, columns=columns).output.splitlines():
        assert wcswidth(line) <= columns, line


def test_what_is_not_there_ends_with_4_and_a_near_miss(deck: str) -> None:
    done = run("show", f"{deck}#yaer")
    assert done.exit_code == 4
    assert f"did you mean {deck}#year?" in done.output
    assert run("show", f"{deck}.none").exit_code == 4


def test_the_example_of_the_help_works() -> None:
    example = run("show", "-h").output.rpartition("Example:")[2].split()
    done = run(*example[1:])
    assert done.exit_code == 0
    assert "2017" in done.output


def test_one_card_is_shown_with_its_place_in_the_schedule(deck: str, tmp_path: Path) -> None:
    """The words are those of `w`, and the numbers those of the scheduler."""
    path = tmp_path / "p.db"
    with open_store(path) as store:
        store.append(answer(1, Rating.EASY, card="d#year", due=START + timedelta(days=3)))
        store.append(Suspended(id=EventId("w", 2), at=START, card="d#far"))
    with open_store(path) as store, store.log() as log:
        scheduler = Scheduler(day=CalendarDays())
        progress = replay(log, scheduler, calibration=Calibration())
    now = START + timedelta(days=3)
    state = progress.record("d#year").state
    chance = scheduler.retrievability(state, now, calibration=progress.calibration)
    here = ["--now", now.isoformat(), "--progress", str(path)]
    said = " ".join(run("show", f"{deck}#year", *here).stdout.split())
    assert "You last answered it 3 days ago (Easy)." in said
    assert f"that you still know it is about {chance:.0%}." in said
    good = scheduler.preview(state, now)[Rating.GOOD].due
    assert good is not None
    assert f"Good in {(good.date() - now.date()).days} days," in said
    assert "history --suspended" in run("show", f"{deck}#far", *here).stdout
    assert "new to you" in run("show", f"{deck}#who", *here).stdout
    assert "new to you" not in run("show", deck, *here).stdout


def test_after_a_flight_a_card_is_due_by_the_clock_of_where_the_learner_is() -> None:
    due = datetime.fromisoformat("2026-03-08T04:00+09:00")
    west = datetime.fromisoformat("2026-03-07T05:00-08:00")
    assert when(west, due, CalendarDays().study_day) == "in 6 h"
