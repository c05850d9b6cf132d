"""What a typed line means: an answer, a key behind a colon, or a slip that nobody grades."""

import os
from pathlib import Path
from unittest.mock import patch

import pytest

from quizkit.cli.page import Page
from quizkit.cli.player.inputs import Look, Unknown, lone_key, meaning_of
from quizkit.cli.player.linear import LinearFront
from quizkit.cli.player.terminal import TerminalFront
from quizkit.scheduling import Rating
from quizkit.session import Asking, Command, Rate, Respond
from tests.fruit import answers, linear
from tests.screens import Typed, sitting_of
from tests.sittings import WORDS, Sitting, sitting

CANAL = "title: T\ncards: [{question: Which canal?, answer: Suez Canal}]\n"
STYLES = "title: T\ncards: [{question: Which selector?, answer: ':hover', accept: ['::before']}]\n"
CHOICE = "title: T\ncards: [{question: Which smile?, answer: joy, distractors: [':-)', grin]}]\n"


@pytest.mark.parametrize("line", ["2", "２", "٢", "Hard", " ＨＡＲＤ "])
def test_a_grade_counts_in_any_case_width_and_script(
    line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    session = sitting(WORDS).do(Respond("?")).session
    front = LinearFront(iter([line]), Page(80, colour=False), echo=False)
    assert front.read(session) == Rate(Rating.HARD), capsys.readouterr().out


def asked(text: str, **settings: object) -> Asking:
    return sitting_of(text, **settings).asking


@pytest.mark.parametrize(
    "line", [":exit", ":skip", ":wq", ":z", ":1", ":)", ":-)", ":", ":q!", " :wq ", "：wq", ":été"]
)
def test_a_colon_and_an_unknown_word_is_no_answer(line: str) -> None:
    said = meaning_of(line, asked(CANAL))
    assert isinstance(said, Unknown)
    assert said.said == f"there is no {line.strip()}; :q leaves. :{line.strip()} answers it"


def test_what_is_nearly_a_key_is_named() -> None:
    for line, meant in ((":undu", "undo"), (":hnit", "hint"), (":hlep", "help"), (":sho", "show")):
        said = meaning_of(line, asked(CANAL))
        assert isinstance(said, Unknown)
        assert said.said == f"there is no {line}; did you mean :{meant}? :{line} answers it"


def test_a_word_of_any_length_is_told_on_a_line_and_harms_no_terminal() -> None:
    said = meaning_of(":\x1b[2J" + "x" * 10_000, asked(CANAL))
    assert isinstance(said, Unknown)
    assert len(said.said) < 120
    assert said.said.isprintable()


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        ("::wq", ":wq"),
        ("::", ":"),
        (" ::wq ", ":wq "),
        (":::q", "::q"),
        (": x", ": x"),
        (":foo bar", ":foo bar"),
        (":q now", ":q now"),
        ("a :q", "a :q"),
        ("x:y", "x:y"),
        ("", ""),
    ],
)
def test_other_lines_answer(line: str, answer: str) -> None:
    assert meaning_of(line, asked(CANAL)) == answer


def test_keys_behind_a_colon_count_in_any_case_and_width() -> None:
    for line in (":q", ":Q", ":ｑ", "：q", " :Quit ", ":QUIT"):
        assert meaning_of(line, asked(CANAL)) is Command.LEAVE
    assert meaning_of("：？", asked(CANAL)) is Look.HELP


def test_where_answers_begin_with_a_colon_a_word_behind_one_answers() -> None:
    for line in (":hover", ":focus", "::before", "::hover"):
        assert meaning_of(line, asked(STYLES)) == line
    assert meaning_of(":q", asked(STYLES)) is Command.LEAVE
    assert meaning_of(":-)", asked(CHOICE)) == ":-)"


KINDS = (
    "{question: Which?, answers: [Mediterranean, Red Sea]}",
    "{question: Which?, pairs: {Port Said: north, Suez: south}}",
    "{question: Which?, order: [first, second]}",
    "{cloze: 'Begun in {{1859}}, opened in {{November 1869}}.'}",
    "{question: Which?, answer: because, type: free}",
    "{statement: It has locks., answer: false}",
)


@pytest.mark.parametrize("kind", KINDS)
def test_no_kind_of_card_grades_an_unknown_word(tmp_path: Path, kind: str) -> None:
    deck = tmp_path / "deck.yaml"
    deck.write_text(f"title: T\ncards: [{kind}]\n", "utf-8")
    said = linear(deck, ":wq\n:show\n").stdout
    assert "there is no :wq; :q leaves. ::wq answers it" in said
    assert [answer.response for answer in answers(deck)] == [None]


class Lines(Typed):
    """Lines typed in a row; then the terminal is gone."""

    def __init__(self, *lines: str) -> None:
        super().__init__("")
        self._lines = iter(lines)
        self.offered: list[str] = []

    def meant(self, *, submits: bool) -> bool:
        return True

    def line(self, prompt: str, typed: str = "") -> str:
        self.offered.append(typed)
        for line in self._lines:
            return line
        raise EOFError


def typed(it: Sitting, *lines: str) -> tuple[object, list[str]]:
    """What lines lead to, and what stood on each before it was typed."""
    keys = Lines(*lines)
    front = TerminalFront(keys, colour=False)
    with patch.dict(os.environ, COLUMNS="80", LINES="24"):
        given = front.read(it.session)
    return given, keys.offered


def test_a_lone_key_typed_as_an_answer_is_asked_about_once(
    capsys: pytest.CaptureFixture[str],
) -> None:
    given, offered = typed(sitting_of(CANAL), "u", "u")
    assert given == Respond("u")
    assert offered == ["", "u"]
    assert "`:u` undoes; Enter again answers ‘u’." in capsys.readouterr().out
    assert typed(sitting_of(CANAL), "Ｑ", "Suez")[0] == Respond("Suez")
    assert "`:q` leaves; Enter again answers ‘Ｑ’." in capsys.readouterr().out
    assert typed(sitting_of(CANAL), "b", "o")[0] == Respond("o")  # once a card


@pytest.mark.parametrize("key", ["o", "U", "!", "？", "q", "b", "w", "h", "s"])
def test_every_lone_key_is_asked_about(key: str) -> None:
    assert lone_key(f" {key} ", asked(CANAL))


def test_what_may_be_an_answer_is_not_asked_about() -> None:
    for line in ("x", "7", "qu", "", "::q"):
        assert not lone_key(line, asked(CANAL))
    vitamin = "title: T\ncards: [{question: Which vitamin?, answer: vitamin B, accept: [B]}]\n"
    assert not lone_key("b", asked(vitamin))
    assert not lone_key("b", asked(CHOICE))
    assert lone_key("b", asked(CHOICE.replace("joy,", "joyful,"), typed=True))
