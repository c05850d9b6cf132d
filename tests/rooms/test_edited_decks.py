"""Decks edited between two sessions of `play`, and what becomes of the progress."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.places import ROOT

DECK = """\
title: Rivers
cards:
  - question: Which river flows through Vienna and Budapest?
    answer: Danube
  - question: Which is the longest river of Italy?
    answer: Po
  - cloze: The Rhine rises in {{Switzerland}} and ends in the {{North Sea}}.
"""


class Desk:
    """A folder with a deck, and the progress of the one who studies it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.deck = folder / "rivers.yaml"
        self.deck.write_text(DECK, "utf-8")

    def edit(self, old: str, new: str) -> None:
        text = self.deck.read_text("utf-8")
        assert old in text
        self.deck.write_text(text.replace(old, new), "utf-8")

    def play(self, *typed: str, day: int = 1, options: str = "") -> str:
        done = self.run(f"play {self.deck} {options}", *typed, day=day)
        assert done.returncode == 0, done.stderr
        return done.stdout + done.stderr

    def run(
        self, command: str, *typed: str, day: int | None = None
    ) -> subprocess.CompletedProcess[str]:
        now = [] if day is None else ["--now", f"2026-03-{day:02}T09:00+00:00"]
        return subprocess.run(
            [sys.executable, "-m", "quizkit", *command.split(), *now],
            cwd=self.folder,
            input="".join(f"{line}\n" for line in typed),
            env={
                **os.environ,
                "PYTHONPATH": str(ROOT),
                "QUIZKIT_PROGRESS": str(self.folder / "progress.db"),
            },
            capture_output=True,
            encoding="utf-8",
            check=False,
        )


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk(tmp_path)
    desk.play("Danube", "Po", "Switzerland", "North Sea", options="--new 9")
    return desk


def test_a_deck_as_it_was_says_nothing(desk: Desk) -> None:
    assert "kept" not in desk.play(day=2)


def test_a_reworded_question_keeps_its_progress(desk: Desk) -> None:
    desk.edit("flows through Vienna and Budapest", "runs through Vienna and Budapest")
    said = desk.play(":w", day=2)
    assert "kept the progress of 1 edited card" in said
    assert "You last answered it" in said
    assert "kept" not in desk.play(day=2)


def test_another_device_with_the_deck_as_it_was_keeps_its_progress_too(desk: Desk) -> None:
    """The log of the device where the deck was edited comes there; the edit does not."""
    desk.run("merge progress.db --progress other.db")
    desk.play(day=1, options="--progress other.db")
    as_it_was = desk.deck.rename(desk.folder / "rivers.old")
    desk.deck.write_text(as_it_was.read_text("utf-8"), "utf-8")
    desk.edit("flows through Vienna", "runs through Vienna")
    assert "kept" in desk.play(day=2)
    desk.run("merge progress.db --progress other.db")
    as_it_was.replace(desk.deck)
    assert (
        desk.run(f"due {desk.deck} --progress other.db", day=2).stdout == "rivers: 3 due, 0 new\n"
    )
    said = desk.play(":w", day=2, options="--progress other.db")
    assert "This card is new" not in said
    assert desk.run("history --orphans --progress other.db").stdout.startswith("Every card")


def test_a_question_about_another_thing_is_another_question(desk: Desk) -> None:
    desk.edit("Vienna and Budapest", "Belgrade and Budapest")
    assert "kept" not in desk.play(day=2)


def test_ids_written_by_fmt_keep_the_progress(desk: Desk) -> None:
    assert desk.run(f"fmt {desk.deck}").returncode == 0
    assert "id:" in desk.deck.read_text("utf-8")
    assert "kept the progress of 3 edited cards" in desk.play(day=2)


def test_a_changed_answer_is_asked_again_now(desk: Desk) -> None:
    desk.play("Danube", "Po", "Switzerland", "North Sea", day=2)
    desk.edit("answer: Po", "answer: Tiber")
    said = desk.play(":show", ":show", ":show", day=3)
    assert "1 card with a changed answer, asked again now" in said
    assert "longest river of Italy" in said


def test_a_renamed_deck_brings_its_progress_along(desk: Desk) -> None:
    desk.deck = desk.deck.rename(desk.folder / "european-rivers.yaml")
    assert "kept the progress of 3 edited cards" in desk.play(day=2)


def test_another_deck_of_the_same_id_is_refused(desk: Desk) -> None:
    other = desk.folder / "other"
    other.mkdir()
    (other / "rivers.yaml").write_text(
        "title: Rivers\ncards:\n  - {question: Where does the Nile end?, answer: in Egypt}\n",
        "utf-8",
    )
    done = desk.run("play other/rivers.yaml", day=2)
    assert done.returncode == 2
    assert "'rivers' of another deck" in done.stderr
    assert "give it an `id:`" in done.stderr
    assert "Traceback" not in done.stderr


def test_u_takes_back_an_answer_given_before_the_question_was_reworded(desk: Desk) -> None:
    newest = "flows through Vienna"
    assert newest in desk.play("Danube", day=2)
    desk.edit(newest, "runs through Vienna")
    said = desk.play(":u", ":q", day=2)
    assert "kept the progress" in said
    assert "Taken back, from an earlier session: Which river runs" in said


def test_u_takes_back_an_answer_of_an_earlier_session(desk: Desk) -> None:
    said = desk.play(":u", ":q", day=1)
    assert "Taken back, from an earlier session" in said
    again = desk.play(":u", ":u", ":u", ":u", ":q", day=1)
    assert again.count("Taken back") == 3  # of four, one of them taken back before
    assert "nothing to undo" in again
