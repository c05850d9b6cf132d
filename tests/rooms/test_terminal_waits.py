"""A terminal that waits for the only card left: counted down, left, asked at once or in time."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from quizkit.cli.player.keys import TICK, Keys
from quizkit.cli.player.terminal import TerminalFront
from quizkit.scheduling import Rating
from quizkit.session import Command, Exam, Mode, Pausing, Rate, Respond
from tests.fruit import answers
from tests.screens import Typed
from tests.sittings import WORDS, sitting, typed
from tests.spawned import pexpect, play


def test_the_only_card_left_is_counted_down_and_asked_at_enter(deck: Path) -> None:
    screen = play(deck, "--limit", "1", rows=12, columns=40)
    screen.expect("leave")
    for _ in range(2):
        screen.send("\r")  # show me
        screen.expect("Again")
        screen.send(" ")
        screen.expect(r"comes back in\s+(?:1 min|5\d s)\.")
        screen.expect(r"comes back in\s+(?:\x1b\[2K)?5\d s")  # it is counted
        screen.send("\r")
        screen.expect("show me")
    screen.send("\r")
    screen.expect("Again")
    screen.send(" ")
    screen.expect("comes back")
    screen.send("b")  # no card is there to be buried
    screen.send("q")
    screen.expect("any key ends|any other key ends")
    screen.send("x")
    screen.expect(pexpect.EOF)
    screen.close()
    assert screen.exitstatus == 0
    assert [event.response for event in answers(deck)] == [None] * 3


class Sleeping(Keys):
    """Keys that nobody presses; `waits` are the seconds that were waited for one."""

    def __init__(self) -> None:
        super().__init__()
        self.waits: list[float] = []

    def within(self, seconds: float) -> str:
        self.waits.append(seconds)
        return TICK

    def drop(self) -> None:
        """Nothing is typed ahead."""

    def drawing(self) -> None:
        """Nor is the window changed."""


def test_a_wait_goes_on_by_itself_when_its_time_is_over(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    session = sitting(typed("beech"), screens=True).do(Command.SHOW, Command.NEXT).session
    assert isinstance(session.screen, Pausing)
    keys, at = Sleeping(), datetime(2026, 3, 1, 9, tzinfo=UTC)
    monkeypatch.setattr("quizkit.cli.clock.now", lambda: at + timedelta(seconds=sum(keys.waits)))
    assert TerminalFront(keys, colour=False).read(session) is Command.NEXT
    assert sum(keys.waits) == 59  # as a second of the minute went by with the feedback
    shown = capsys.readouterr().out
    assert shown.index("in 59 s.") < shown.index("in 58 s.") < shown.index("in 1 s.")


def test_the_time_of_an_exam_goes_on_where_a_key_comes_to_nothing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    now = [datetime(2026, 3, 1, 9, tzinfo=UTC)]
    monkeypatch.setattr("quizkit.cli.clock.now", lambda: now[0])
    exam = Exam(time=timedelta(seconds=50))
    session = sitting(typed("beech"), mode=Mode.EXAM, exam=exam).session
    front = TerminalFront(Typed(""), colour=False)
    for left in ("50 s left", "41 s left", "32 s left"):
        front.read(session)  # as it is again after a key that an exam refuses
        assert left in capsys.readouterr().out
        now[0] += timedelta(seconds=9)


def test_a_wait_goes_on_where_a_key_comes_to_nothing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    it = sitting(WORDS, screens=True).do(Respond("?"), Rate(Rating.AGAIN))
    assert isinstance(it.session.screen, Pausing)
    now = [datetime(2026, 3, 1, 9, tzinfo=UTC)]
    monkeypatch.setattr("quizkit.cli.clock.now", lambda: now[0])

    class Pressed(Sleeping):
        def within(self, seconds: float) -> str:
            return "o"

    front = TerminalFront(Pressed(), colour=False)
    for left in ("in 59 s.", "in 19 s."):
        assert front.read(it.session) is Command.OVERRULE  # what the learner rated has no verdict
        assert left in capsys.readouterr().out
        now[0] += timedelta(seconds=40)
    assert front.read(it.session) is Command.NEXT
