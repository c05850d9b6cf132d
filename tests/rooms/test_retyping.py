"""After a miss the answer may be typed once: on screens, never graded, never kept, never in the way."""

import os
import re
from contextlib import redirect_stdout
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given, strategies as st

from quizkit.cli.player.inputs import Aside
from quizkit.cli.player.terminal import TerminalFront
from quizkit.progress import Response
from quizkit.scheduling import Rating
from quizkit.session import Command, Flag, Mode, Rate, Respond
from quizkit.telling.once import is_written, right_so_far, to_type_once
from tests.fruit import DECK, linear
from tests.screens import Typed, Window, sitting_of
from tests.sittings import Sitting

TYPED = "question: What is CAR?, answer: chimeric antigen receptor, accept: [antigen receptor]"
LIST = "question: Name two nuts., answers: [almond, hazelnut, walnut]"


def missed(entry: str = TYPED, response: Response = "a car", **settings: object) -> Sitting:
    return sitting_of(f"title: T\ncards: [{{{entry}}}]", **settings).do(Respond(response))


class Watched(Typed):
    """Keys typed in a row; what stands on the window before each is kept."""

    def __init__(self, keys: str, window: Window) -> None:
        super().__init__(keys)
        self.window = window
        self.shown: list[str] = []

    def read(self, *, submits: bool = False, as_typed: bool = False) -> str:
        if "more: any key" in self.window.text:
            return " "
        self.shown.append(self.window.text)
        return super().read(submits=submits, as_typed=as_typed)


def pressed(
    it: Sitting, keys: str, *, rows: int = 24, columns: int = 80, retype: bool = True
) -> tuple[object, list[str]]:
    """Return what keys on a feedback came to, and what stood on the window before each of them."""
    watched = Watched(keys, Window(rows, columns))
    front = TerminalFront(watched, colour=True, retype=retype)
    with (
        patch.dict(os.environ, COLUMNS=str(columns), LINES=str(rows)),
        redirect_stdout(watched.window),  # type: ignore[type-var]
    ):
        return front.read(it.session), watched.shown


def ways(it: Sitting) -> tuple[str, ...]:
    return to_type_once(it.session, it.judged)


def test_what_was_missed_is_typed_once_and_enter_goes_on() -> None:
    given_, shown = pressed(missed(), "chimeric antigen receptor\r")
    assert given_ is Command.NEXT
    assert shown[0].endswith("\nType it once:")
    assert "Space skip" in shown[0]
    assert shown[9].endswith("Type it once: chimeric")
    assert "Enter next" in shown[9]
    assert shown[-1].endswith("Type it once: chimeric antigen receptor ✓")


@pytest.mark.parametrize("key", [" ", "\r", "\n"])
def test_space_or_enter_skips(key: str) -> None:
    assert pressed(missed(), key)[0] is Command.NEXT


def test_nothing_typed_is_graded_or_kept() -> None:
    it = missed()
    before = list(it.events)
    given_, _ = pressed(it, "chimeric\r")
    assert isinstance(given_, Command)
    it.do(given_)
    assert it.events == before


@pytest.mark.parametrize(
    ("keys", "command"),
    [
        ("o", Command.OVERRULE),
        ("O", Command.OVERRULE),
        ("u", Command.UNDO),
        ("b", Command.BURY),
        ("!", Command.SUSPEND),
        ("q", Command.LEAVE),
        ("f", Aside.FLAG),
        ("1", Rate(Rating.AGAIN)),
        ("chim:\x15o", Command.OVERRULE),
        ("ch\x7f\x7fu", Command.UNDO),
        (":o\r", Command.OVERRULE),
        (":undo\r", Command.UNDO),
        (":f odd word\r", Flag("odd word")),
    ],
)
def test_keys_of_the_feedback_work_as_they_do_without(keys: str, command: object) -> None:
    assert pressed(missed(), keys)[0] == command


def test_a_letter_that_begins_the_answer_is_typed_and_its_key_a_line_with_a_colon() -> None:
    it = missed("question: Which tree?, answer: oak")
    given_, shown = pressed(it, "oak\r")
    assert given_ is Command.NEXT
    assert ":o I was right" in shown[0]
    assert "u undo" in shown[0]
    assert shown[1].endswith("Type it once: o")
    assert pressed(it, ":o\r")[0] is Command.OVERRULE
    assert pressed(missed("question: When?, answer: '1859'"), "1:u\x157")[1][-1].endswith("once: 7")


def test_why_and_help_are_looked_at_and_the_answer_typed_after() -> None:
    given_, shown = pressed(missed(), "w chimeric?\x15? x\x15c\r")
    assert given_ is Command.NEXT
    assert "Each grade brings it back" in shown[1] or "last answered" in shown[1]
    assert any("pick an option, or give a grade" in screen for screen in shown)


def test_an_unknown_line_says_so_and_goes_nowhere() -> None:
    given_, shown = pressed(missed(), ":zz\r ")
    assert given_ is Command.NEXT
    assert "there is no :zz" in shown[4]


def test_typing_that_goes_wrong_stays_and_is_not_bold() -> None:
    class Bold(Window):
        def write(self, sent: str) -> None:
            if "Type it once: " in sent:
                lines.append(sent.rpartition("Type it once: ")[2].removesuffix("\x1b[J"))
            super().write(sent)

    lines: list[str] = []
    watched = Watched("chxm\r", Bold(24, 80))
    with redirect_stdout(watched.window):  # type: ignore[type-var]
        TerminalFront(watched, colour=True).read(missed().session)
    assert lines[-1] == "\x1b[1mch\x1b[0mxm"


@pytest.mark.parametrize(
    ("it", "is_offered"),
    [
        (missed(), True),
        (missed(LIST, "almond"), True),
        (missed(response=None), True),
        (missed(mode=Mode.PRACTICE), False),
        (missed("question: Q, answer: cherry, distractors: [lime]", "lime"), False),
        (missed("question: Q, answer: cherry, distractors: [lime]", "lime", typed=True), True),
        (missed("statement: S., answer: true", "false"), False),
        (missed("question: Q, order: [a, b]", ["b", "a"]), False),
        (missed("cloze: 'A {{b}}.'", "c"), False),
        (missed("question: Q, answer: because, type: free", "so"), False),
        (missed("question: Q, min: 60, max: 100", "7"), False),
        (missed("question: Q, answer: " + "long word " * 9, "x"), False),
        (missed(response="chimeric antigen receptor"), False),
        (missed().do(Command.OVERRULE), False),
        (missed(response="antigen receptor").do(Command.OVERRULE), True),
    ],
)
def test_it_is_offered_where_a_text_was_missed_in_study(it: Sitting, is_offered: bool) -> None:
    assert bool(ways(it)) is is_offered
    _, shown = pressed(it, " ")
    assert bool(re.search("Type (it|them) once:", shown[0])) is is_offered


def test_it_is_off_where_that_is_set() -> None:
    given_, shown = pressed(missed(), "o", retype=False)
    assert given_ is Command.OVERRULE
    assert "Type it once" not in shown[0]


def test_of_a_list_what_was_missed_is_typed_as_much_as_is_not_too_long() -> None:
    assert ways(missed(LIST, "almond; pea")) == ("hazelnut; walnut",)
    assert "Type them once:" in pressed(missed(LIST, "almond"), " ")[1][0]
    assert "walnut ✓" in pressed(missed(LIST, "almond; pea"), "hazelnut, walnut\r")[1][-1]
    assert ways(missed(LIST, None)) == ("almond; hazelnut; walnut",)
    assert ways(missed(f"{LIST}, require: 2", None)) == ("almond; hazelnut",)
    long = ["a" * 40, "b" * 40, "c" * 10]
    assert ways(missed(f"question: Q, answers: {long}", "x")) == (f"{'a' * 40}; {'c' * 10}",)


def test_any_way_to_write_it_will_do() -> None:
    it = missed()
    assert ways(it) == ("chimeric antigen receptor", "antigen receptor")
    assert "antigen receptor ✓" in pressed(it, "antigen receptor\r")[1][-1]


@pytest.mark.parametrize(
    ("typed", "way", "count"),
    [
        ("CHIMeric", "chimeric antigen", 8),
        ("chxmeric", "chimeric", 2),
        ("Sao", "S\u00e3o Paulo", 3),
        ("Sa\u0303o", "S\u00e3o Paulo", 4),
        ("\uff21\uff22", "abc", 2),
        ("\u65e5\u672c", "\u65e5\u672c\u8a9e", 2),
        ("\u65e5x", "\u65e5\u672c\u8a9e", 1),
        ("\u05e9\u05dc", "\u05e9\u05dc\u05d5\u05dd", 2),
        ("\u304b", "\u304c", 0),
        ("", "a", 0),
        ("abcd", "abc", 3),
    ],
)
def test_letters_are_right_up_to_the_first_that_is_not(typed: str, way: str, count: int) -> None:
    assert right_so_far(typed, (way,)) == count


@given(st.text(max_size=12), st.text(max_size=12))
def test_a_beginning_is_right_as_far_as_it_goes(one: str, other: str) -> None:
    assert 0 <= right_so_far(one, (other,)) <= len(one)
    assert is_written(other, (other,)) or other != other.strip()


@pytest.mark.parametrize(
    "answer",
    [
        "\u05e9\u05dc\u05d5\u05dd \u05e2\u05d5\u05dc\u05dd",
        "\u65e5\u672c\u8a9e" * 9,
        "cafe\u0301 au lait",
        "a word that is longer than forty columns can hold",
        "\U0001f1f5\U0001f1ea flags",
    ],
)
@pytest.mark.parametrize(("rows", "columns"), [(12, 40), (6, 20), (24, 80)])
def test_wide_letters_and_those_from_the_right_fit_and_are_typed(
    answer: str, rows: int, columns: int
) -> None:
    it = missed(f"question: Q, answer: {answer}", "x" * 30)
    given_, shown = pressed(it, f"{answer}\r", rows=rows, columns=columns)
    assert given_ is Command.NEXT
    assert "✓" in shown[-1].splitlines()[-1]


@pytest.mark.parametrize("missed_items", range(1, 9))
def test_the_line_to_type_on_is_in_sight_in_a_small_window(missed_items: int) -> None:
    items = "helium neon argon krypton xenon radon oganesson ether phlogiston".split()
    it = missed(f"question: Name them., answers: {items[: missed_items + 1]}", "helium")
    _, shown = pressed(it, " ", rows=12, columns=40)
    assert re.search("skip(?s:.*)\nType (it|them) once:$", shown[0])


def test_a_transcript_never_asks_to_type_it_again(tmp_path: Path) -> None:
    deck = tmp_path / "fruit.yaml"
    deck.write_text(DECK, "utf-8")
    assert "Type it once" not in linear(deck, "no\n" * 8, "--typed").stdout
