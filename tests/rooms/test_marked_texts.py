"""Texts of notes in Markdown, wherever a session and the commands show them: with their marks."""

import re

import pytest

from quizkit import read_deck
from quizkit.cli import texts
from quizkit.cli.page import Page
from quizkit.cli.player.feedback import feedback
from quizkit.cli.player.pages import question
from quizkit.grading import Outcome
from quizkit.model import Lines, PickInOrder
from quizkit.progress import Response
from quizkit.session import Command, Respond
from quizkit.telling import marked
from tests.screens import drawn, sitting_of
from tests.sittings import Sitting

DECK = """
title: Marks
markup: markdown
cards:
  - id: choice
    question: Is it **not** `a`?
    answer: "*b*"
    distractors: {"`a`": "It is *not*.\\n\\n- never", c: no}
    hints: ["- *look*"]
    explanation: See **there**.
  - {id: order, question: Order., order: ["**x**", "*y*", z]}
  - {id: pairs, question: Pair., pairs: {"**x**": "*1*", y: "`2`"}}
  - {id: parts, question: Name., answers: ["**x**", "*y*"]}
  - {id: several, question: Which?, answers: ["**x**"], distractors: ["*y*"]}
  - {id: self, question: Why?, answer: "Because:\\n\\n- **x**", type: free}
  - {id: true, statement: It is **so**., answer: true}
  - {id: cloze, cloze: "The **{{heart}}** beats `{{60::how *often*}}` times."}
  - {id: under, question: "**Note**:", cloze: "It beats {{60}} times."}
  - {id: code, question: "Say:\\n\\n```python\\nx\\n```", answer: "y"}
  - {id: plain, question: Is it `a` or **b**?, answer: b, markup: plain}
words:
  columns: [word, meaning]
  ask: [word > meaning]
  rows: [["**eat**", "*food*"]]
"""
BOLD, ITALIC, CODE = "\x1b[1m{}\x1b[0m", "\x1b[3m{}\x1b[0m", "\x1b[38;5;255;48;5;238m{}\x1b[0m"
STYLED = Page(80, colour=True, weight=True)
HEARD = Page(80, colour=False, heard=True)
STYLE = re.compile(r"\x1b\[[\d;]*m")


def sitting(card: str) -> Sitting:
    return sitting_of(DECK, f"d#{card}")


def screen(it: Sitting) -> str:
    return drawn(it)[-1]


@pytest.mark.parametrize(
    ("card", "wanted"),
    [
        ("choice", ["\x1b[1;4mnot\x1b[0m", CODE.format("a"), ITALIC.format("b")]),
        ("order", [") [ ] " + BOLD.format("x"), ") [ ] " + ITALIC.format("y")]),
        ("pairs", [f"  {BOLD.format('x')} – ?", ITALIC.format("1"), CODE.format("2")]),
        ("several", [BOLD.format("x"), ITALIC.format("y")]),
        ("true", ["True or false?", "\x1b[1;4mso\x1b[0m"]),
        ("cloze:heart", ["\x1b[1;4m[…]\x1b[0m", CODE.format("60")]),
        ("cloze:60", ["\x1b[1;4mheart\x1b[0m", "\x1b[1;38;5;255;48;5;238m[how often]\x1b[0m"]),
        ("under:60", ["\x1b[1;4mNote\x1b[0m\x1b[1m:", "\x1b[1mIt beats […] times."]),
        ("eat:word>meaning", ["\x1b[1;4meat\x1b[0m", "→ meaning"]),
        ("plain", ["Is it `a` or **b**?"]),
    ],
)
def test_a_question_has_its_marks(card: str, wanted: list[str]) -> None:
    shown = screen(sitting(card))
    assert [each for each in wanted if each not in shown] == [], shown


@pytest.mark.parametrize(
    ("card", "response", "wanted"),
    [
        (
            "choice",
            "a",
            ["Wrong: It is ", "\x1b[1;3mnot\x1b[0m", "\n  • never", BOLD.format("there")],
        ),
        ("order", ["z", "x", "y"], [f"  1  {BOLD.format('x').replace('[1m', '[1;4m')}  "]),
        ("pairs", {"x": "2", "y": "2"}, [f"{BOLD.format('x')}: {ITALIC.format('1')}, not "]),
        ("parts", ["x", "q"], [f"missing: {ITALIC.format('y')}", BOLD.format("x")]),
        ("several", ["y"], ["\x1b[1;4mx\x1b[0m\x1b[1m – missed", ITALIC.format("y")]),
        ("self", "so", ["Answer: \x1b[1mBecause:", f"• {BOLD.format('x')}"]),
        ("cloze:heart", ["lung"], [f"The \x1b[1;4mheart\x1b[0m beats {CODE.format('60')} times."]),
        ("cloze:60", ["6"], ["\x1b[1;38;5;255;48;5;238m60\x1b[0m", BOLD.format("heart")]),
        ("eat:word>meaning", "q", ["Answer: \x1b[1;3mfood\x1b[0m"]),
    ],
)
def test_feedback_has_the_marks(card: str, response: Response, wanted: list[str]) -> None:
    shown = screen(sitting(card).do(Respond(response)))
    assert [each for each in wanted if each not in shown] == [], shown


def test_a_hint_may_be_a_list() -> None:
    assert f"Hint: • {ITALIC.format('look')}" in screen(sitting("choice").do(Command.HINT))


def test_what_is_picked_keeps_its_marks() -> None:
    it = sitting("order")
    at = [it.asking.options.index(text) + 1 for text in ("x", "y")]
    last = drawn(it, f"{at[0]}{at[1]}")[-1]
    assert f"Order: {BOLD.format('x')} → {ITALIC.format('y')} → …" in last


@pytest.mark.parametrize("card", ["choice", "order", "pairs", "parts", "self", "cloze:60", "code"])
def test_a_transcript_has_no_escape_codes_and_all_words(card: str) -> None:
    it = sitting(card)
    labels = [f"  {label}) " for label in "abcdefghi"]
    said = "\n".join(question(it.asking, HEARD, labels))
    assert "\x1b" not in said
    heard = said.replace("`", "")
    for text in (*it.asking.card.prompt.split(), *it.asking.options):
        assert text in heard
    answered = it.do(Respond(it.asking.options[0] if it.asking.options else "q"))
    assert "\x1b" not in "\n".join(feedback(answered.judged, HEARD))


def test_the_reason_is_known_where_it_is_a_text_of_the_note() -> None:
    from quizkit.telling import feedback as told

    heading = told(sitting("choice").do(Respond("a")).judged).heading
    assert heading is not None
    assert heading.outcome is Outcome.WRONG
    assert heading.reason == "It is not.\nnever"
    assert heading.text.endswith(heading.reason)


def test_a_flag_and_an_editor_know_what_was_written() -> None:
    card = sitting("code").asking.card
    assert "```python" in texts.as_written(card)
    assert texts.asked(card, Page(80, colour=False), bold=False) == ["Say:", "", "  python", "  x"]
    assert "`\U0010f001`" in texts.as_written(sitting("cloze:60").asking.card)


def test_fronts_have_the_same_blocks_and_fillings() -> None:
    told = marked.asked(sitting("cloze:60").asking.card)
    assert [each.text for each in told.fillings] == ["heart", "[how often]"]
    assert [(each.is_asked, each.is_open) for each in told.fillings] == [
        (False, False),
        (True, True),
    ]
    filled = marked.filled_in(sitting("cloze:60").asking.card)
    assert [(each.text, each.is_asked) for each in filled.fillings] == [
        ("heart", False),
        ("60", True),
    ]
    assert told.blocks == filled.blocks


def test_notes_without_marks_are_drawn_alike_in_markdown_and_plain() -> None:
    text = """
title: T
cards:
  - {question: Which?, answer: a, distractors: {b: no}, hints: [h], explanation: e}
  - {question: Order., order: [a, b]}
  - {cloze: "A {{b}} c."}
"""
    for card in read_deck(f"id: d{text}").cards:
        options = list(card.task.options[-1:]) or ["q"]
        response = options if isinstance(card.task.form, PickInOrder | Lines) else options[0]
        screens = []
        for head in ("", "markup: markdown\n"):
            it = sitting_of(f"{head}{text.strip()}", card.id)
            asked = drawn(it.do(*[Command.HINT] * len(card.note.hints)))
            screens.append((asked, drawn(it.do(Respond(response)))))
        assert screens[0] == screens[1]


@pytest.mark.parametrize("text", ["See\\n\\n- *this*\\n- ![](a.png)", "` a`", "*x* ![](a.png)"])
def test_a_text_keeps_its_marks_where_a_part_of_it_says_nothing(text: str) -> None:
    head = "title: T\nmarkup: markdown\ncards:\n  - {question: Q, answer: A, "
    (note,) = read_deck(f'{head}explanation: "{text}", hints: ["{text}"]}}').notes
    assert note.marks == {
        said: text.replace("\\n", "\n") for said in {note.explanation, *note.hints}
    }
