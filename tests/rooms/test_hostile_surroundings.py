"""Files and programs that mean no good: what is said of them is true, and nothing of them is left."""

import json
import os
import time
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, strategies as st

from quizkit.cli import cli
from quizkit.cli.pictures import pillow, sixel
from quizkit.cli.pictures.sizes import Size, is_sound, size_of
from quizkit.cli.player import speech
from tests.pictures import png

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


@pytest.mark.parametrize("sides", [(60_000, 1), (1, 60_000), (10_001, 1)])
def test_a_picture_longer_than_terminals_take_is_not_sent(sides: tuple[int, int]) -> None:
    assert not is_sound(png(*sides))
    assert pillow.read(png(*sides)) is None


def test_a_picture_that_claims_to_be_huge_is_sent_to_no_terminal() -> None:
    whole = png(3, 3)
    for claimed in (2**31 - 1, 2**32 - 1, 9_999):
        assert not is_sound(whole[:16] + claimed.to_bytes(4, "big") * 2 + whole[24:])


@given(st.integers(0, len(png(5, 5)) - 9))
def test_a_png_that_is_cut_off_is_sent_to_no_terminal(end: int) -> None:
    assert not is_sound(png(5, 5)[:end])
    assert is_sound(png(5, 5))


@pytest.mark.parametrize("sides", [(1, 9_999), (9_999, 1)])
def test_a_thin_picture_is_a_pixel_wide_at_least(sides: tuple[int, int]) -> None:
    pytest.importorskip("PIL", reason="needs the extra `pictures`")
    picture = pillow.read(png(*sides))
    assert picture is not None
    assert sixel.shown(picture, Size(60, 60), 16).startswith("\x1bP")
    assert size_of(pillow.png_of(picture, Size(60, 60))) in ((1, 60), (60, 1))
