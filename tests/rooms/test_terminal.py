"""`quizkit play` on a real terminal, driven by keys, and what happens when it is cut short."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from quizkit.cli.player.terminal import TerminalFront
from quizkit.errors import StoreError
from quizkit.progress import Answered, Rated, Undone
from quizkit.scheduling import Rating
from tests.fruit import answers, events, linear
from tests.screens import Typed
from tests.spawned import key_of, play, turned_to

pexpect = pytest.importorskip("pexpect")
termios = pytest.importorskip("termios")


def test_a_session_with_keys_asks_every_kind(deck: Path) -> None:
    screen = play(deck)
    digit = key_of(screen, "cherry")
    screen.expect("1-4 answer")
    screen.send(digit)
    screen.expect("Right")
    screen.send("4")
    screen.expect("> ")
    screen.send("lime\r")
    screen.expect("Right")
    screen.send("4")
    screen.expect("A plum is blue")
    screen.expect("answer")
    screen.send("1")
    screen.expect("Right")
    screen.send("4")
    screen.expect("Name two nuts")
    screen.expect("(?s)tick.*leave")
    screen.send("1234")
    screen.expect(r"(?s)\[x\].*\[x\].*\[x\].*\[x\].*leave")
    screen.send("\r")
    screen.expect("Wrong")
    screen.send(" ")
    screen.expect("Sizes!")
    screen.expect("next in order")
    screen.send("123\r")
    screen.expect("Space")
    screen.send(" ")
    screen.expect("Match!")
    screen.expect("pick the match")
    screen.send("11\r")
    screen.expect("Partly right")
    screen.send(" ")
    screen.expect("1 > ")
    screen.send("oak\r")
    screen.expect("2 > ")
    screen.send("acorns\r")
    screen.expect("Right")
    screen.send("4")
    screen.expect("Why eat fruit")
    screen.expect("> ")
    screen.send("taste\r")
    screen.expect("For vitamins")
    screen.send("4")
    screen.expect(" of 8")
    screen.send("q")
    screen.expect("Once more")
    screen.send("x")
    screen.expect(pexpect.EOF)
    screen.close()
    assert screen.exitstatus == 0
    given = {event.card: event.response for event in answers(deck)}
    assert given["fruit#red"] == "cherry"
    assert given["fruit#legs"] in (
        {"ant": "six", "spider": "six"},
        {"ant": "eight", "spider": "eight"},
    )
    assert given["fruit#oak:1"] == ["oak", "acorns"]
    assert len(given) == 8


def test_hint_overrule_and_undo_at_a_key(deck: Path) -> None:
    screen = play(deck, "--typed", "--limit", "1")
    screen.expect("> ")
    screen.send("scarlet\r")
    screen.expect("Wrong")
    screen.send("o")
    screen.expect("you say")
    screen.expect("accept:")
    screen.expect("leave")
    screen.send("u")
    screen.expect("> ")
    screen.send(":q\r")
    screen.expect("any key ends")
    screen.send("x")
    screen.expect(pexpect.EOF)
    answered, rated, undone = events(deck)
    assert isinstance(answered, Answered)
    assert (answered.response, answered.outcome) == ("scarlet", "wrong")
    assert isinstance(rated, Rated)
    assert (rated.rating, rated.outcome) == (Rating.GOOD, "correct")
    assert isinstance(undone, Undone)


PRESSED_AS_KEYS_ARE_DROPPED = """
import fcntl, os, pty, signal, termios, time
from quizkit.cli.player.keys import Keys

master, slave = pty.openpty()
os.setsid()
fcntl.ioctl(slave, termios.TIOCSCTTY, 0)
os.dup2(slave, 0)
pressed = []
signal.signal(signal.SIGINT, lambda number, frame: pressed.append(number))
with Keys() as keys:
    for count in range(200):
        os.write(master, b"ab\\x03")
        keys.drop()
        until = time.monotonic() + 5
        while len(pressed) <= count and time.monotonic() < until:
            time.sleep(0)
        assert len(pressed) == count + 1, count
    os.write(master, b"x")
    assert keys.read() == "x"
"""


def test_ctrl_c_is_not_dropped_with_the_keys_before_it() -> None:
    done = subprocess.run([sys.executable, "-c", PRESSED_AS_KEYS_ARE_DROPPED], capture_output=True)
    assert (done.returncode, done.stderr) == (0, b"")


PRESSED_AS_A_LINE_BEGINS = """
import ctypes, fcntl, os, pty, readline, signal, termios
from functools import partial
from quizkit.cli.player.keys import Keys

master, slave = pty.openpty()
os.setsid()
fcntl.ioctl(slave, termios.TIOCSCTTY, 0)
for number in (0, 1):
    os.dup2(slave, number)
unseen = partial(ctypes.CDLL(None).kill, os.getpid(), int(signal.SIGINT))
with Keys() as keys:
    readline.set_pre_input_hook(unseen)
    try:
        keys.line("> ")
    except KeyboardInterrupt:
        readline.set_pre_input_hook(None)
        os.write(master, b"kept\\n")
        assert keys.line("> ") == "kept"
        os.write(master, b"x")
        assert keys.within(5) == "x"
"""


def test_ctrl_c_is_seen_as_the_wait_for_a_line_begins() -> None:
    command = [sys.executable, "-c", PRESSED_AS_A_LINE_BEGINS]
    done = subprocess.run(command, capture_output=True, timeout=20)
    assert (done.returncode, done.stderr) == (0, b"")


def test_keys_typed_ahead_of_a_screen_are_dropped(deck: Path) -> None:
    screen = play(deck)
    screen.expect("answer.*leave")
    screen.send("1 1 1 1")
    screen.expect("Space.*leave")
    time.sleep(0.45)
    screen.send(" lime\r")
    screen.expect("\n> ")
    screen.sendintr()
    screen.expect(pexpect.EOF)
    assert len(answers(deck)) == 1


PICK, JUDGED, TYPE = "answer.*leave", "Space.*leave", "\n> "


@pytest.mark.parametrize(
    ("steps", "given"),
    [
        ([PICK], 0),
        ([PICK, "1", JUDGED], 1),
        ([PICK, "?", "any key goes back"], 0),
        ([PICK, "1", JUDGED, "w", "any key goes back"], 1),
        ([PICK, "1", JUDGED, " ", TYPE], 1),
        ([PICK, "1", JUDGED, " ", TYPE, "lime", "lime"], 1),
        ([PICK, "1", JUDGED, "q", "any other key ends"], 1),
    ],
)
def test_ctrl_c_on_any_screen_keeps_what_was_given_and_exits_with_130(
    deck: Path, steps: list[str], given: int
) -> None:
    screen = play(deck, "--cram")
    for number, step in enumerate(steps):
        screen.send(step) if number % 2 else screen.expect(step)
    screen.sendintr()
    screen.expect("Interrupted")
    screen.expect(pexpect.EOF)
    modes = termios.tcgetattr(screen.child_fd)[3]
    screen.close()
    assert screen.exitstatus == 130
    assert modes & termios.ECHO
    assert modes & termios.ICANON
    assert len(answers(deck)) == given


def test_the_terminal_gone_or_told_to_end_loses_nothing(deck: Path) -> None:
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT):
        screen = play(deck)
        screen.expect("leave")
        screen.kill(number)
        screen.expect(pexpect.EOF)
        assert "Traceback" not in screen.before
        modes = termios.tcgetattr(screen.child_fd)[3]
        assert modes & termios.ECHO
        assert modes & termios.ICANON
        screen.close()
        assert screen.exitstatus == 128 + number


def test_killed_after_the_feedback_the_session_goes_on_where_it_was(deck: Path) -> None:
    for done, keys in enumerate(("cherry\r", "lime\r", "1")):
        screen = play(deck, "--typed", "--new", "99")
        screen.expect("leave")
        screen.expect("\n> " if len(keys) > 1 else "\n")
        screen.send(keys)
        screen.expect("Space")  # the feedback is drawn: the answer is on disk
        screen.kill(signal.SIGKILL)
        screen.expect(pexpect.EOF)
        screen.close()
        assert len(answers(deck)) == done + 1
    assert len({event.card for event in answers(deck)}) == 3


def test_two_sessions_at_once_lose_nothing_of_each_other(deck: Path) -> None:
    first, second = play(deck, "--typed"), play(deck, "--typed")
    for screen, given in ((first, "cherry"), (second, "plum"), (first, " lime"), (second, " lime")):
        screen.expect("\n> " if given[0] != " " else "Space")
        if given[0] == " ":
            screen.send(" ")
            screen.expect("\n> ")
        screen.send(f"{given.strip()}\r")
    for screen in (first, second):
        screen.expect("You:")
        screen.expect("Space")
        screen.sendintr()
        screen.expect(pexpect.EOF)
    assert sorted(str(answer.response) for answer in answers(deck)) == [
        "cherry",
        "lime",
        "lime",
        "plum",
    ]


def test_a_small_window_shows_the_question_and_all_its_options(deck: Path) -> None:
    screen = play(deck, rows=12, columns=40)
    screen.expect("Which is red")
    for option in range(1, 5):
        screen.expect(rf"{option}\) ")
    screen.expect("leave")
    screen.sendintr()
    screen.expect(pexpect.EOF)


def test_in_a_small_window_feedback_is_seen_at_once_rather_than_the_question_again(
    deck: Path,
) -> None:
    words = "the quick brown fox jumps over the lazy dog " * 6
    deck.write_text(f"title: T\ncards: [{{question: {words}, answer: yes sir}}]\n", "utf-8")
    screen = play(deck, rows=12, columns=40)
    screen.expect("\n> ")
    screen.send("no\r")
    screen.expect(r"\x1b\[H✗ Wrong(?s:.*)\? help")
    screen.sendintr()
    screen.expect(pexpect.EOF)


def test_in_a_small_window_a_grade_in_sight_can_be_given(deck: Path) -> None:
    """The keys go before the grades would be parted from the feedback."""
    for lines, paged in ((7, False), (10, True)):
        words = "\n".join(["        so it is"] * lines)
        deck.write_text(
            "title: T\ncards:\n"
            f"  - question: Is it?\n    answer: yes sir\n    explanation: |\n{words}\n",
            "utf-8",
        )
        screen = play(deck, rows=12, columns=40)
        screen.expect("\n> ")
        screen.send("yes sir\r")
        screen.expect("Right")
        shown = turned_to(screen, "4 Easy")
        assert ("more: any key" in shown) == paged
        assert "more: any key" not in shown.partition("Again")[2]
        screen.send("4")
        screen.expect("Done: 1 card in")
        screen.send("u")
        screen.expect("\n> ")
        screen.send(":q\r")
        screen.expect("u undo|any key ends")
        screen.send(" ")
        screen.expect(pexpect.EOF)


def test_a_window_that_changes_size_shows_the_question_anew_and_keeps_what_is_typed(
    deck: Path,
) -> None:
    screen = play(deck, "--typed", columns=60)
    screen.expect("> ")
    screen.send("cher")
    screen.expect("cher")
    screen.setwinsize(20, 40)
    screen.expect(f"(?s){'─' * 40}\r.*Which is red.*> cher")
    screen.send("ry\r")
    screen.expect("Right")
    screen.setwinsize(24, 70)
    screen.expect(f"(?s){'─' * 70}\r.*Right")
    screen.sendintr()
    screen.expect(pexpect.EOF)
    assert [answer.response for answer in answers(deck)] == ["cherry"]


def test_back_from_the_background_the_question_is_shown_anew(deck: Path) -> None:
    screen = pexpect.spawn("sh", ["-i"], env={**os.environ, "PS1": "$ "}, encoding="utf-8")
    screen.timeout = 20
    screen.expect_exact("$ ")
    command = (
        f"{sys.executable} -m quizkit play {deck} --typed --progress {deck.parent}/progress.db"
    )
    screen.sendline(command)
    screen.expect(r"Which is red(?s:.*)> ")
    screen.send("cher")
    screen.expect("cher")
    screen.send("\x1a")
    screen.expect("(?s)Stopped.*\\$ ")
    screen.sendline("stty -a")
    screen.expect(r"\secho\s")
    screen.sendline("fg")
    screen.expect(r"Which is red(?s:.*)> cher")
    screen.send("ry\r")
    screen.expect("Right")
    screen.send("\x1a")
    screen.expect("(?s)Stopped.*\\$ ")
    screen.sendline("fg")
    screen.expect("Right(?s:.*)Space Good")
    screen.sendintr()
    screen.expect("Interrupted")
    screen.sendline("stty -a; exit")
    screen.expect(r"\sicanon\s(?s:.*)\secho\s")
    screen.expect(pexpect.EOF)
    assert [answer.response for answer in answers(deck)] == ["cherry"]


def test_a_card_put_away_is_named_with_how_it_comes_back(deck: Path) -> None:
    screen = play(deck, "--typed")
    screen.expect("> ")
    screen.send(":b\r")
    screen.expect(r"Buried until tomorrow: Which is red\? · :u takes it back")
    screen.expect("> ")
    screen.send(":!\r")
    screen.expect(
        r"Suspended: Say the green one\. · :?u takes it back · later: quizkit (undo \S+)\r"
    )
    command = screen.match.group(1).split()
    screen.sendintr()
    screen.expect(pexpect.EOF)
    progress = deck.parent / "progress.db"
    words = [sys.executable, "-m", "quizkit", *command, "--progress", str(progress)]
    subprocess.run(words, check=True, capture_output=True)
    assert "Say the green one." in linear(deck, "").stdout


def test_a_mistyped_key_is_no_answer(deck: Path) -> None:
    screen = play(deck, "--typed", "--limit", "1")
    screen.expect("> ")
    screen.send(":z\r")
    screen.expect(r"there is no :z; :q leaves\. ::z answers it(?s:.*)> ")
    screen.send("::z\r")
    screen.expect("You:    :z")
    screen.sendintr()
    screen.expect(pexpect.EOF)
    assert "there is no :z" in linear(deck, ":z\n::z\n", "--typed").stdout
    assert [answer.response for answer in answers(deck)] == [":z", ":z"]


def test_enter_is_offered_once_everything_is_in_order(deck: Path) -> None:
    deck.write_text("title: T\ncards: [{question: Q, order: [a, b, c]}]\n", "utf-8")
    screen = play(deck)
    screen.expect("leave")
    screen.send("1")
    screen.expect("Order:")
    screen.send("\r")
    screen.expect("2 more to pick(?s:.*)leave")
    assert "Enter" not in screen.match.group()
    screen.send("23")
    screen.expect("Enter submit")
    screen.send("\r")
    screen.expect("Space")
    screen.sendintr()
    screen.expect(pexpect.EOF)


@pytest.mark.parametrize(("rows", "columns"), [(12, 40), (24, 80), (60, 200)])
def test_no_line_is_cut_off_and_what_can_be_pressed_is_in_sight(
    deck: Path, rows: int, columns: int
) -> None:
    words = "the quick brown fox jumps over the lazy dog " * 5
    deck.write_text(
        f"title: {words}\ncards:\n  - question: {words}\n    answer: {words}\n"
        f"    distractors: [{words[4:]}, {words[10:]}]\n    explanation: {words}\n",
        "utf-8",
    )
    screen = play(deck, rows=rows, columns=columns)
    shown = ""
    while not shown.endswith("? help · q leave\r\n") and not shown.endswith("? help\r\n"):
        shown += turned_to(screen, r"\? help(?: · q leave)?\r\n")
    plain = shown.replace("\x1b[2J\x1b[H", "").replace("\r\x1b[K", "").replace("more: any key", "")
    lines = plain.split("\r\n")
    assert max(map(len, lines)) <= min(columns, 80)
    for option in range(1, 4):
        assert any(line.startswith(f"  {option}) ") for line in lines)
    screen.sendintr()
    screen.expect(pexpect.EOF)


HINTED = """\
title: T
cards:
  - {question: Count!, order: [one, two], hints: [from below], id: count}
  - {cloze: "{{c1::Oak}}s bear {{c1::acorns}}.", hints: [trees], id: oak}
"""


def test_a_hint_takes_away_nothing_that_was_given(deck: Path) -> None:
    deck.write_text(HINTED, "utf-8")
    screen = play(deck)
    screen.expect("next in order(?s:.*)leave")  # never shown in order: the second is `one`
    screen.send("2")
    screen.expect("(?s)Order: one.*leave")
    screen.send("h")
    screen.expect("(?s)from below.*leave")
    screen.send("h")
    screen.expect("(?s)Order: one.*no more hints.*leave")
    screen.send("1\r")
    screen.expect("Right")
    screen.send(" ")
    screen.expect("1 > ")
    screen.send("oak\r")
    screen.expect("2 > ")
    screen.send(":h\r")
    screen.expect("(?s)Hint: trees.*1 > oak.*2 > ")
    screen.send("acorns\r")
    screen.expect("Right")
    screen.sendintr()
    screen.expect(pexpect.EOF)
    assert [answer.response for answer in answers(deck)] == [["one", "two"], ["oak", "acorns"]]


def test_ctrl_l_leaves_the_question_where_it_is(deck: Path) -> None:
    screen = play(deck, "--typed", "--limit", "1")
    screen.expect("leave(?s:.*)> ")
    screen.send("cher\x0cry\r")
    screen.expect("Right")
    assert screen.before.count("\x1b[2J") == 1  # the feedback's own
    screen.sendintr()
    screen.expect(pexpect.EOF)


def test_letters_beyond_ascii_can_be_typed_in_any_locale(
    deck: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "C")
    screen = play(deck, "--typed", "--limit", "1")
    screen.expect("> ")
    screen.send("東京\r")
    screen.expect("You:    東京")
    screen.sendintr()
    screen.expect(pexpect.EOF)


def test_the_bar_moves_with_the_answer_and_not_with_its_grade(deck: Path) -> None:
    screen = play(deck)
    screen.expect("·{8}  1 of 8(?s:.*)leave")
    screen.send("1")
    screen.expect("▌·······  1 of 8(?s:.*)leave")  # in learning, it comes back
    screen.send(" ")
    screen.expect("▌·······  2 of 8")
    screen.sendintr()
    screen.expect(pexpect.EOF)


def test_giving_up_on_several_blanks_takes_one_line(deck: Path) -> None:
    deck.write_text(HINTED.replace("  - {question", "  # {"), "utf-8")
    screen = play(deck)
    screen.expect(":show give up")
    screen.expect("1 > ")
    screen.send(":show\r")
    screen.expect("Shown")
    screen.sendintr()
    screen.expect(pexpect.EOF)


def test_any_key_ends_a_session_without_answers(deck: Path) -> None:
    linear(deck, "cherry\n")
    screen = play(deck, "--typed")
    screen.expect("> ")
    screen.send(":q\r")
    screen.expect("any key ends")
    screen.send("u")
    screen.expect(pexpect.EOF)
    assert len(events(deck)) == 1


@pytest.mark.parametrize(("keys", "again"), [("x\r", True), ("xq", False), ("x", False)])
def test_an_answer_that_cannot_be_saved_is_tried_again_or_given_up(keys: str, again: bool) -> None:
    front = TerminalFront(Typed(keys), colour=False)
    assert front.retry(StoreError("the progress file is locked")) is again
