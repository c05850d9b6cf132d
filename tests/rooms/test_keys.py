"""Keys on a terminal: which Enter is meant, and which key is which."""

import os
import time
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from quizkit.cli.player.guard import STANDS, Guard
from quizkit.cli.player.keys import DEAD, Keys
from tests.fruit import answers
from tests.spawned import play

pty = pytest.importorskip("pty")

FIRST_DELAYS = st.floats(0.03, 1.19)
PERIODS = st.floats(0.01, 0.079)


def taken(presses: list[float]) -> list[float]:
    """The presses of Enter that go further, each to a screen drawn at once."""
    now = 0.0
    guard = Guard(lambda: now)
    guard.drawn()
    found = []
    for number, now in enumerate(presses, 1):
        until = (presses[number] if number < len(presses) else float("inf")) - now
        if guard.takes(lambda within: until <= within):  # noqa: B023 - asked at once
            found.append(now)
            guard.drawn()
    return found


def held(first: float, delay: float, period: float, seconds: float = 10) -> list[float]:
    """When Enter comes that is pressed at an instant and held down."""
    repeats = int((seconds - delay) / period)
    return [first, *(first + delay + period * number for number in range(repeats))]


@given(st.lists(st.floats(0, 2), max_size=40))
def test_no_enter_counts_before_the_screen_has_stood_and_been_left_alone(gaps: list[float]) -> None:
    presses = list(accumulate(gaps))
    for at in taken(presses):
        before = [0.0, *(press for press in presses[: presses.index(at)])]
        assert at - max(before) >= STANDS


@given(FIRST_DELAYS, PERIODS, st.floats(0.4, 5))
def test_an_enter_held_down_counts_once_and_counts_again_when_it_was_let_go(
    delay: float, period: float, first: float
) -> None:
    presses = held(first, delay, period)
    assert taken(presses) == [first]
    again = presses[-1] + 0.5
    assert taken([*presses, again])[-1] == again


@given(st.lists(st.floats(0.5, 3), max_size=20))
def test_an_enter_twice_a_second_is_meant(gaps: list[float]) -> None:
    presses = list(accumulate(gaps))
    assert taken(presses) == presses


@given(FIRST_DELAYS, st.floats(0.01, 0.044))
def test_another_key_held_down_counts_on_one_screen_and_at_once_where_it_is_pressed(
    delay: float, period: float
) -> None:
    now = 0.0
    guard = Guard(lambda: now)
    guard.drawn()
    presses = held(0.01, max(delay, period), period)
    found = []
    for number, now in enumerate(presses, 1):
        until = (presses[number] if number < len(presses) else float("inf")) - now
        if guard.is_new("b", lambda within: until <= within):  # noqa: B023 - asked at once
            found.append(now)
            guard.drawn()
    assert found == presses[:1]


def test_a_key_pressed_again_on_the_same_screen_counts_each_time() -> None:
    moments = iter([0.0, *(number / 100 for number in range(1, 7))])
    guard = Guard(lambda: next(moments))
    guard.drawn()
    for _ in range(3):
        assert guard.is_new("1", lambda within: True)
        assert guard.is_new("2", lambda within: True)


def typed_at(screen: object, key: str, moments: list[float]) -> None:
    began = time.monotonic()
    for moment in moments:
        time.sleep(max(0.0, began + moment - time.monotonic()))
        os.write(screen.child_fd, key.encode())  # type: ignore[attr-defined]


@pytest.mark.parametrize(("options", "delay"), [("--typed", 0.5), ("--typed", 0.033), ("", 0.5)])
def test_enter_held_down_on_a_question_gives_up_on_that_card_alone(
    deck: Path, options: str, delay: float
) -> None:
    screen = play(deck, "--cram", *options.split())
    screen.expect("leave")
    time.sleep(0.45)
    typed_at(screen, "\r", held(0, delay, 0.033, 1.2))
    screen.expect("Shown(?s:.*)leave")
    screen.sendintr()
    screen.expect("Interrupted")
    assert len(answers(deck)) == 1


@pytest.mark.parametrize("key", ["\r", " "])
def test_a_key_held_down_on_feedback_answers_nothing_more(deck: Path, key: str) -> None:
    screen = play(deck, "--typed", "--cram")
    screen.expect("leave")
    screen.send("plum\r")
    screen.expect("Wrong(?s:.*)leave")
    time.sleep(0.45)
    typed_at(screen, key, held(0, 0.5, 0.033, 1.2))
    screen.expect("green one")
    screen.sendintr()
    screen.expect("Interrupted")
    assert len(answers(deck)) == 1


def test_enter_held_down_after_an_answer_leaves_its_feedback_standing(deck: Path) -> None:
    screen = play(deck, "--typed", "--cram")
    screen.expect("leave")
    screen.send("plum")
    screen.expect("plum")
    typed_at(screen, "\r", held(0, 0.5, 0.033, 1.2))
    screen.expect("Wrong(?s:.*)leave")
    screen.send(" ")
    screen.expect("green one")
    screen.sendintr()
    screen.expect("Interrupted")
    assert len(answers(deck)) == 1


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """The end of a terminal on which keys are typed that standard input reads."""
    master, slave = pty.openpty()
    with os.fdopen(slave) as stdin:
        monkeypatch.setattr("sys.stdin", stdin)
        yield master
    os.close(master)


def read(terminal: int, *chunks: str) -> list[str]:
    with Keys(lambda: 0.0) as keys:
        for chunk in chunks:
            os.write(terminal, chunk.encode())
        os.write(terminal, b"\x04")
        found = []
        while True:
            try:
                found.append(keys.read(submits=True))
            except EOFError:
                return found


def test_keys_count_in_any_case_and_width_and_digits_of_any_script(terminal: int) -> None:
    typed = "OoＯ２٢२？！\u3000Q"
    assert "".join(read(terminal, typed)) == "ooo222?! q"


def test_a_key_of_several_bytes_is_one_key_that_means_nothing(terminal: int) -> None:
    for chunks in (["\x1b[Bu"], ["u\x1b[B"], ["\x1b[1;5Bu"], ["\x1bOBu"], ["\x1bbu"], ["㎞u"]):
        assert sorted(read(terminal, *chunks)) == [DEAD, "u"], chunks


def test_an_arrow_that_comes_in_two_parts_buries_no_card(terminal: int) -> None:
    assert read(terminal, "\x1b", "[B") == [DEAD]


def test_a_key_that_does_nothing_says_so(deck: Path) -> None:
    screen = play(deck, "--cram")
    for key in ("0", "5", "9", "a", "\x1b[B", "\t", " ", "ش"):
        screen.expect("leave")
        screen.send(key)
        screen.expect(r"that key does nothing here: \? help")
    screen.expect("leave")
    screen.send("1")
    for key in ("h", "9", "z", "\x1b[A"):
        screen.expect("Space")
        screen.send(key)
        screen.expect(r"that key does nothing here: \? help")
    screen.sendintr()
    screen.expect("Interrupted")


def test_tab_puts_nothing_into_an_answer(deck: Path) -> None:
    screen = play(deck, "--typed", "--cram")
    screen.expect("leave")
    screen.send("ch\terry\r")
    screen.expect("Right")
    screen.sendintr()
    screen.expect("Interrupted")
    assert [answer.response for answer in answers(deck)] == ["cherry"]


def test_ctrl_c_is_ctrl_c_also_where_the_clock_ticks_at_that_very_moment(
    terminal: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted_twice(_: str) -> str:  # as Python's own does where a second signal comes
        raise SystemError from KeyboardInterrupt()

    monkeypatch.setattr("builtins.input", interrupted_twice)
    with Keys(lambda: 0.0) as keys, pytest.raises(KeyboardInterrupt):
        keys.line("> ")
