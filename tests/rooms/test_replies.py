"""Replies of a terminal among keys: no key is lost, none is made of a reply, and nobody waits."""

import os
import subprocess
import sys
import time
from itertools import pairwise

import pytest
from hypothesis import given, settings, strategies as st

from quizkit.cli.pictures.asking import LAST, REPLY, question
from quizkit.cli.player.keys import DEAD, REDRAW, Redraw, ToEditor
from quizkit.cli.player.replies import (
    ENDED,
    SENT,
    WAITS,
    Asked,
    Edited,
    Replies,
    edited,
    line_shown,
)
from tests.terminals import FakeTerminal, fake_terminal

KITTY, CELL = "\x1b_Gi=31;OK\x1b\\", "\x1b[6;20;10t"
NAME, KIND = "\x1bP>|kitty(0.26.5)\x1b\\", "\x1b[?62;4;52c"
REPLIES = [KITTY, "\x1b[?1;0;256S", CELL, NAME, KIND]
ARROW, ALT, PASTE = "\x1b[A", "\x1bx", "\x1b[200~two\nlines\x1b[201~"

KEYS = st.lists(st.sampled_from([*"abp1 é漢\r\x7f\x18:", ARROW, ALT, PASTE]), max_size=3)
BETWEEN = st.lists(KEYS, min_size=len(REPLIES) + 1, max_size=len(REPLIES) + 1)


def asked(said: list[list[str]]) -> Asked:
    def hear(replies: list[str]) -> None:
        said.append(list(replies))

    return Asked(question({"TERM": "xterm"}), REPLY.fullmatch, LAST.fullmatch, hear)


def mixed(between: list[list[str]]) -> str:
    """What comes from a terminal whose learner types between its replies."""
    parts = ["".join(keys) for keys in between]
    return "".join(f"{keys}{reply}" for keys, reply in zip(parts, [*REPLIES, ""], strict=True))


def may_end(text: str) -> bool:
    """Whether what comes may stop here for long: of a paste, and of a key that begins, the rest is there."""
    return "\x1b" not in text[-2:] and text.rfind("\x1b[200~") <= text.rfind("\x1b[201~")


@given(BETWEEN, st.data())
def test_keys_among_replies_are_all_kept_in_order_however_they_are_parted(
    between: list[list[str]], data: st.DataObject
) -> None:
    said: list[list[str]] = []
    replies, text = Replies(asked(said), now=0), mixed(between)
    ends = [at for at in range(1, len(text)) if may_end(text[:at])]
    cuts = sorted(data.draw(st.lists(st.sampled_from(ends), max_size=6))) if ends else []
    keys = [key for a, b in pairwise([0, *cuts, len(text)]) for key in replies.keys(text[a:b], 0)]
    assert keys == [key for typed in between for key in typed]
    assert said == [REPLIES]


@given(st.text(max_size=60))
def test_whatever_comes_gives_back_every_letter_that_is_in_no_sequence(text: str) -> None:
    replies = Replies(asked([]), now=0)
    found = "".join([*replies.keys(text, 0), *replies.keys("\x1b\\z", 0)])
    if "\x1b" not in text:
        assert found.startswith(text)
    assert found.endswith("z")


def read_all(terminal: FakeTerminal, count: int) -> list[str]:
    return [terminal.keys.read(as_typed=True) for _ in range(count)]


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from("abp17"), max_size=4), st.integers(0, 5), st.integers(1, 12))
def test_a_screen_of_keys_takes_them_all_and_is_drawn_again_once(
    typed: list[str], at: int, size: int
) -> None:
    between: list[list[str]] = [[] for _ in range(len(REPLIES) + 1)]
    between[at] = typed
    data = mixed(between).encode()
    with fake_terminal() as terminal:
        terminal.keys.ask(asked([]))
        terminal.says(*[data[at : at + size] for at in range(0, len(data), size)], gap=0.0005)
        found = read_all(terminal, len(typed) + 1)
        assert [key for key in found if key != REDRAW] == typed
        assert REDRAW in found


def test_a_terminal_that_never_answers_has_nobody_wait() -> None:
    with fake_terminal() as terminal:
        terminal.keys.ask(asked([]))
        began = time.monotonic()
        terminal.says(b"3")
        assert terminal.keys.read() == "3"
        terminal.says(b"yes\r")
        assert terminal.keys.line("> ") == "yes"
        assert time.monotonic() - began < WAITS / 2


def test_a_line_is_typed_while_replies_are_waited_for_and_is_drawn_again_behind_them() -> None:
    with fake_terminal() as terminal:
        terminal.keys.ask(asked([]))
        terminal.says(b"hea", KITTY.encode(), b"rt", *map(str.encode, REPLIES[1:]), b"s\x7f!")
        with pytest.raises(Redraw) as redraw:
            terminal.keys.line("> ")
        assert redraw.value.typed == "heart!"
        assert b"> heart!" in terminal.sent


def test_keys_behind_an_enter_belong_to_the_next_line() -> None:
    with fake_terminal() as terminal:
        terminal.keys.ask(asked([]))
        terminal.says(b"one\rtwo\r", *map(str.encode, REPLIES))
        assert [terminal.keys.line("1 > "), terminal.keys.line("2 > ")] == ["one", "two"]


LATE = f"""
import os, pty, sys, threading, time
from quizkit.cli.pictures.asking import LAST, REPLY
from quizkit.cli.player import replies
from quizkit.cli.player.keys import Keys, Redraw
from quizkit.cli.player.replies import Asked

replies.WAITS = 0.1
said, (master, slave) = [], pty.openpty()
for number in (0, 1):
    os.dup2(slave, number)

def says(*parts):
    for part in parts:
        time.sleep(0.02)
        os.write(master, part.encode())

with Keys() as keys:
    keys.ask(Asked("?", REPLY.fullmatch, LAST.fullmatch, said.extend))
    try:
        keys.line("> ")
    except Redraw as redraw:
        assert redraw.typed == ""
    parts = ["he", {KITTY!r}, "a", {CELL!r}, "r", {NAME!r}, {KIND!r}, "t\\x1b[D\\x1b[D_", "\\r"]
    threading.Thread(target=says, args=parts).start()
    assert keys.line("> ") == "hea_rt"
    os.set_blocking(master, False)
    sent = os.read(master, 9999)
    assert sent.count(b"> ") == 2 and b"he\\r\\n" not in sent, sent  # once for each `line`
    os.write(master, {KIND!r}.encode() + b"x")
    assert [keys.read(), keys.read()] == ["redraw", "x"]
    assert said == [{KITTY!r}, {NAME!r}, {KIND!r}], said
"""


def test_replies_that_come_late_are_no_letters_of_a_line() -> None:
    done = subprocess.run([sys.executable, "-c", LATE], capture_output=True, timeout=20)
    assert (done.returncode, done.stderr) == (0, b"")


def test_replies_are_no_keys_of_the_shell_behind_a_session() -> None:
    with fake_terminal() as terminal:
        terminal.keys.ask(asked([]))
        terminal.says(*map(str.encode, REPLIES), gap=0.02)
        terminal.keys.__exit__()
        os.set_blocking(terminal.keys._fd, False)
        with pytest.raises(BlockingIOError):
            os.read(terminal.keys._fd, 100)
        terminal.keys.__enter__()


def test_replies_dropped_with_the_keys_before_a_screen_are_heard() -> None:
    said: list[list[str]] = []
    with fake_terminal() as terminal:
        terminal.keys.ask(asked(said))
        terminal.says(b"xy", *map(str.encode, REPLIES))
        time.sleep(0.05)
        terminal.keys.drop()
        assert said == [REPLIES]
        assert terminal.keys.read() == REDRAW
        terminal.says(b"z")
        assert terminal.keys.read() == "z"


def test_without_a_question_keys_are_read_as_ever() -> None:
    with fake_terminal() as terminal:
        terminal.says(b"a", ARROW.encode(), PASTE.encode())
        assert read_all(terminal, 3) == ["a", DEAD, DEAD]


@pytest.mark.parametrize(
    ("keys", "text", "does"),
    [
        (["a", "é", "\x7f"], "a", ""),
        (["a", "e\u0301"[0], "e\u0301"[1], "\x7f"], "a", ""),
        (["one", " ", "two", "\x17"], "one ", ""),
        (["one", "\x15", "x"], "x", ""),
        (["one", "\r"], "one", SENT),
        (["one", ARROW, "\t", "\x01"], "one", ""),
        ([PASTE], "two\nlines", ""),
        (["one", "\x04"], "one", ""),
        (["\x04"], "", ENDED),
        (["one", "\x05"], "one", ""),
    ],
)
def test_a_line_is_edited_simply(keys: list[str], text: str, does: str) -> None:
    line = Edited("")
    for before, key in pairwise(["", *keys]):
        line = edited(line.text, key, before)
    assert line == (text, does)


def test_the_editor_is_asked_for_as_in_readline() -> None:
    with fake_terminal() as terminal:
        terminal.keys.ask(asked([]))
        terminal.says(b"one\x18\x05")
        with pytest.raises(ToEditor) as asked_for:
            terminal.keys.line("> ")
        assert asked_for.value.typed == "one"


@pytest.mark.parametrize("typed", ["heart", "", "Paris", "_x", "[1]", "P>"])
def test_replies_that_come_byte_by_byte_are_no_keys(typed: str) -> None:
    said: list[list[str]] = []
    replies, keys = Replies(asked(said), now=0), []
    for index, byte in enumerate("".join(REPLIES)):
        now = index * WAITS * 0.9
        assert replies.waits(now) > 0
        keys += replies.keys(byte, now)
    for letter in typed:
        keys += replies.keys(letter, now)
    assert ("".join(keys), said) == (typed, [REPLIES])


@pytest.mark.parametrize("begun", ["\x1b_Gi=31;", "\x1bP>|kit", "\x1b_G" + "z" * 100_000])
@pytest.mark.parametrize("ends", ["\r", "\x7f", "\x1b[A"])
def test_a_reply_that_never_ends_is_no_keys_and_takes_none_for_long(begun: str, ends: str) -> None:
    replies = Replies(asked([]), now=0)
    parts = [begun[at : at + 4096] for at in range(0, len(begun), 4096)]
    assert [key for part in parts for key in replies.keys(part, 0)] == []
    assert "".join(replies.keys(ends + "q", 0.1)).removeprefix("\x1b[A") == "q"
    assert [key for part in parts for key in replies.keys(part, 0.2)] == []
    assert replies.keys("q", 0.3 + WAITS) == ["q"]


@pytest.mark.parametrize("typed", ["a", "Paris", "1", "\r"])
def test_letters_behind_an_escape_are_kept(typed: str) -> None:
    replies = Replies(asked([]), now=0)
    keys = [key for letter in f"\x1b{typed}" for key in replies.keys(letter, 0)]
    assert keys == ["\x1b", *typed]


def test_a_long_line_is_shown_by_its_end_at_once() -> None:
    began = time.monotonic()
    shown = line_shown("> ", "heart " * 100_000 + "end")
    assert shown.startswith("\r\x1b[K> ")
    assert shown.endswith("heart end")
    assert time.monotonic() - began < 1
