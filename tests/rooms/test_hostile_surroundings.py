"""Files and programs that mean no good: what is said of them is true, and nothing of them is left."""

import json
import os
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from quizkit.cli import cli
from quizkit.cli.player import speech

BIDI = "\u202eabc\u2066"


def test_no_file_is_taken_for_one_meant_by_its_own_name(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "heart.png")
    (tmp_path / "round.png").symlink_to("round.png")
    deck = tmp_path / "d.yaml"
    deck.write_text(
        "title: D\ncards:\n"
        "  - {question: One?, answer: x, image: {heart.png: A heart}}\n"
        "  - {question: Two?, answer: x, image: {round.png: A heart}}\n"
    )
    done = CliRunner().invoke(cli, ["check", str(deck)])
    assert "`heart.png` is no file" in done.output
    assert "no file `round.png`" in done.output
    assert "did you mean" not in done.output


def test_json_for_reading_has_letters_as_they_are_and_signs_that_turn_text_escaped(
    tmp_path: Path,
) -> None:
    deck = tmp_path / "d.yaml"
    deck.write_text(f"title: D\ncards:\n  - {{question: '漢字 {BIDI}', answer: x}}\n", "utf-8")
    shown = CliRunner().invoke(cli, ["show", "--json", str(deck)]).stdout
    assert "漢字" in shown
    assert "\u202e" not in shown
    assert json.loads(shown)[0]["prompt"] == f"漢字 {BIDI}"


def test_json_is_read_back_from_a_terminal_with_few_letters(tmp_path: Path) -> None:
    deck = tmp_path / "d.yaml"
    deck.write_text("title: D\ncards:\n  - {question: '漢 ─ \U0001f600', answer: x}\n", "utf-8")
    shown = CliRunner(charset="latin-1").invoke(cli, ["show", "--json", str(deck)]).stdout
    assert json.loads(shown)[0]["prompt"] == "漢 ─ \U0001f600"


def test_of_a_program_that_does_not_tell_its_voices_nothing_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started = tmp_path / "started"
    program = tmp_path / "espeak-ng"
    program.write_text(f"#!/bin/sh\ntrap '' TERM\nsleep 100 & echo $! > {started}\nwait\n")
    program.chmod(0o755)
    monkeypatch.setattr(speech, "_TELLS_WITHIN", 0.5)
    assert speech._printed([str(program), "--voices"]) == ""
    child, by = int(started.read_text()), time.monotonic() + 5
    while is_alive(child) and time.monotonic() < by:
        time.sleep(0.01)
    assert not is_alive(child)


def is_alive(process: int) -> bool:
    """Whether a process runs; one that has ended may wait for whoever counts it."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
