"""Small windows: every option is seen and picked, and what is in sight stays there."""

import os
import re
from collections.abc import Callable
from contextlib import redirect_stdout
from unittest.mock import patch

import pytest
from hypothesis import given, settings, strategies as st

from quizkit.cli.player.terminal import TerminalFront
from quizkit.progress import Response
from quizkit.session import Command, Respond
from quizkit.visible import width_of
from tests.screens import Typed, Window, drawn, sitting_of
from tests.sittings import Sitting

SIZES = [(24, 80), (12, 40), (6, 20)]
PLANETS = "Mercury Venus Earth Mars Jupiter Saturn Uranus Neptune Pluto".split()
LONG = [f"{planet}, of which there is {'so much ' * 4}to say" for planet in PLANETS]
PROMPT = "Order the planets by their distance from the Sun, the nearest of them first"


def order(texts: list[str]) -> str:
    return f"order: {texts}"


def pairs(texts: list[str]) -> str:
    return f"pairs: {dict(zip([f'{text}?' for text in texts], texts, strict=True))}"


def choice(texts: list[str]) -> str:
    return f"answer: '{texts[0]}', distractors: {texts[1:]}"


def several(texts: list[str]) -> str:
    return f"answers: {texts[:2]}, distractors: {texts[2:]}"


class Looking(Typed):
    """A learner who looks at the window before each key: turns pages, then picks what is wanted."""

    def __init__(self, window: Window, wanted: list[str]) -> None:
        super().__init__("")
        self.window, self.wanted = window, wanted
        self.marked: list[str] = []
        self.seen = ""

    def read(self, *, submits: bool = False, as_typed: bool = False) -> str:
        text = self.window.text
        self.seen += text
        if "more: any key" in text:
            return " "
        if self.marked:  # what was just picked is in sight, with a mark
            assert re.search(rf"\d\) \[[\dx]\] {self.marked.pop()}", text), text
        if not self.wanted:
            return "\r"
        if found := re.search(rf"(\d)\) (\[.\] )?{self.wanted[0]}", text):
            picked = self.wanted.pop(0)
            if found[2]:
                self.marked.append(picked)
            return found[1]
        assert "Space more" in text, text
        return " "


def picked(it: Sitting, wanted: list[str], rows: int, columns: int) -> tuple[Looking, Response]:
    """Return the learner who picked what was wanted, and the response that came of it."""
    window = Window(rows, columns)
    learner = Looking(window, list(wanted))
    front = TerminalFront(learner, colour=True)
    with patch.dict(os.environ, COLUMNS=str(columns), LINES=str(rows)), redirect_stdout(window):  # type: ignore[type-var]
        given = front.read(it.session)
    assert isinstance(given, Respond), given
    return learner, given.response


@pytest.mark.parametrize(("rows", "columns"), SIZES)
@pytest.mark.parametrize("texts", [PLANETS, LONG], ids=["short", "long"])
@pytest.mark.parametrize("kind", [order, pairs, choice, several])
def test_every_option_of_every_kind_is_seen_and_picked_and_stays_in_sight(
    kind: Callable[[list[str]], str], texts: list[str], rows: int, columns: int
) -> None:
    it = sitting_of(f"title: T\ncards: [{{question: '{PROMPT}', {kind(texts)}}}]")
    if kind is choice:
        for text, planet in zip(texts, PLANETS, strict=True):
            learner, response = picked(it, [planet], rows, columns)
            assert response == text
    else:
        learner, response = picked(it, PLANETS, rows, columns)
        assert sorted(response.values() if kind is pairs else response) == sorted(texts)  # type: ignore[union-attr,arg-type]
    for word in {*" ".join([PROMPT, *texts]).split()}:
        assert word in learner.seen


def test_a_page_of_many_options_whose_letter_is_typed_shows_them_all() -> None:
    names = [f"planet {number}" for number in range(12)]
    it = sitting_of(f"title: T\ncards: [{{question: Which?, {choice(names)}}}]")
    (screen,) = drawn(it, rows=12, columns=40)
    for letter, option in zip("abcdefghijkl", it.asking.options, strict=True):
        assert f"{letter}) {option}" in screen


class Leafing(Typed):
    """Types `:m` until an option is in sight, then its letter."""

    def __init__(self, window: Window, wanted: str) -> None:
        super().__init__("")
        self.window, self.wanted = window, wanted

    def read(self, *, submits: bool = False, as_typed: bool = False) -> str:
        return " "

    def line(self, prompt: str, typed: str = "") -> str:
        found = re.search(rf"([a-z])\) {self.wanted}", self.window.text)
        given = found[1] if found else ":m"
        self.window.write(f"{prompt}{given}\n")  # as the terminal echoes it
        return given


@pytest.mark.parametrize(("rows", "columns"), SIZES)
def test_long_options_whose_letter_is_typed_are_leafed_through(rows: int, columns: int) -> None:
    texts = [*LONG, *(text.replace(",", " again,") for text in LONG[:3])]
    it = sitting_of(f"title: T\ncards: [{{question: '{PROMPT}', {choice(texts)}}}]")
    for text in texts:
        window = Window(rows, columns)
        front = TerminalFront(Leafing(window, " ".join(text.split()[:2])[:9]), colour=True)
        with patch.dict(os.environ, COLUMNS=str(columns), LINES=str(rows)), redirect_stdout(window):  # type: ignore[type-var]
            answer = front.read(it.session)
        assert isinstance(answer, Respond)
        named = it.asking.options["abcdefghijkl".index(str(answer.response))]
        assert named.split()[0] == text.split()[0]


def test_a_second_press_says_what_was_picked_before() -> None:
    it = sitting_of("title: T\ncards: [{question: Q, order: [pea, plum, melon]}]")
    first = it.asking.options[0]
    told = drawn(it, "11")[-1]
    assert f"“{first}” is your 1st already" in told
    it = sitting_of("title: T\ncards: [{question: Q, pairs: {ant: six, spider: eight}}]")
    first = it.asking.options[0]
    assert f"“{first}” is also your match for “ant”" in drawn(it, "11")[-1]
    assert "all have their match" in drawn(it, "121")[-1]


def test_an_ignored_key_leaves_the_last_page_of_long_feedback_as_it_is() -> None:
    words = "\n".join(f"      line {number}" for number in range(15))
    it = sitting_of(
        f"title: T\ncards:\n  - question: Q\n    answer: a\n    explanation: |\n{words}\n"
    )
    it.do(Respond("a"))
    window = Window(12, 40)
    shown = []

    class Ignored(Typed):
        def read(self, *, submits: bool = False, as_typed: bool = False) -> str:
            shown.append(window.lines)
            return super().read()

    front = TerminalFront(Ignored(" xx"), colour=False)
    with patch.dict(os.environ, COLUMNS="40", LINES="12"), redirect_stdout(window):  # type: ignore[type-var]
        front.read(it.session)
    assert "line 14" in "\n".join(shown[-1])
    assert shown[-1] == shown[-2]
    assert len(shown[-1]) >= 11


WORDS = st.sampled_from(
    [
        "pea",
        "a longer text of several words " * 4,
        "\u65e5\u672c\u8a9e" * 20,
        "\u05e9\u05dc\u05d5\u05dd " * 9,
    ]
)


@settings(max_examples=40)
@given(st.integers(4, 30), st.integers(20, 100), WORDS, WORDS, st.sampled_from(range(6)))
def test_every_page_of_every_screen_fits_its_window(
    rows: int, columns: int, one: str, other: str, kind: int
) -> None:
    entry, response = [
        (f"answer: '{one}'", other),
        (f"answer: '{one}', distractors: ['{other} 2', b, c]", f"{other} 2"),
        (f"answers: ['{one} 1', '{other} 2'], distractors: [b, c]", [f"{other} 2", "b"]),
        (f"order: ['{one} 1', '{other} 2', c]", ["c", f"{one} 1"]),
        (f"pairs: {{'{one} 1': '{other}', '{other} 2': b}}", {f"{one} 1": "b", f"{other} 2": "b"}),
        (f"answers: ['{one} 1', '{other} 2']", f"{one} 1; x"),
    ][kind]
    it = sitting_of(
        f"title: '{other}'\ncards: [{{question: '{one}', hints: ['{other}'], {entry}}}]"
    )
    for step in (Command.HINT, Respond(response), Command.OVERRULE):
        screens = drawn(it, "w" * 40, rows=rows, columns=columns, told=one)
        for screen in screens:
            for page in screen.split("more: any key"):
                lines = re.sub(r"\x1b\[[\d;]*[A-Za-z]|\r", "", page).removesuffix("\n").split("\n")
                assert len(lines) <= rows
                assert max(map(width_of, lines)) <= columns
        it.do(step)
