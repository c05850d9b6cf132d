"""What authors met: each with the smallest deck that showed it."""

import pytest

from quizkit.cloze import Blank, parse_cloze, write_cloze
from quizkit.formats.deck_yaml import parse_deck
from quizkit.lint import Finding, check_deck

_HEAD = "title: T\ncards:\n"


def findings(entries: str, **options: object) -> list[Finding]:
    """Return what `check` says of a deck with these entries."""
    reading = parse_deck(_HEAD + entries, file="t.yaml")
    return check_deck(reading, **options)  # type: ignore[arg-type]


def messages(entries: str, *codes: str) -> list[str]:
    """Return what the rules of these codes say, with the lines that they say it of."""
    found = findings(entries, select=codes)
    return [f"{one.location.line}: {one.message}" for one in found]


def test_a_finding_names_the_line_of_the_other_card() -> None:
    entries = """\
- {id: be, question: How do you say "to be" in Spanish?, answer: ser}
- {question: Who wrote it?, answer: Ann Lee}
- {question: How do you say "to be" in Spanish, answer: estar}
- {question: Who wrote it, answer: Ann Lee}
- {question: Which river flows through the city of Vienna?, answer: the Danube}
- {question: Through the city of Vienna flows which river?, answer: the Danube}
- {question: What is the capital of Peru?, answer: Lima}
- {question: How high above the sea is Lima which is the capital of Peru?, answer: 154 m}
"""
    assert messages(entries, "Q40") == [
        '5: the entry `be` on line 3 asks the same: How do you say "to be" in Spanish',
        "6: the entry on line 4 asks the same: Who wrote it",
        "8: nearly the same is asked on line 7: Which river flows through the city of Vienna?",
        "10: this tells the answer of the entry on line 9: What is the capital of Peru?",
    ]


def test_an_answer_that_is_taken_elsewhere_is_told_with_its_line() -> None:
    entries = """\
- {question: twelve months, answer: año, language: es}
- {question: an opening at the end of the gut, answer: ano, language: es}
- {cloze: "{{Rumänien}} liegt in Europa, {{Rumanien}} ist ein Schreibfehler.", language: de}
"""
    assert messages(entries, "Q209") == [
        "3: `ano`, the answer of the entry on line 4, is judged close here",
        "4: `año`, the answer of the entry on line 3, is judged close here",
        "5: `Rumanien`, the answer of another blank, is judged close here",
        "5: `Rumänien`, the answer of another blank, is judged close here",
    ]


def test_two_clozes_ask_the_same_where_their_open_blanks_do() -> None:
    entries = """\
- {id: a, cloze: "Make a question of it: {{c1::What is she reading?}}"}
- {id: b, cloze: "Make a question of it: {{c1::How often do you run?}}"}
- {id: c, cloze: "{{Lima}} is the capital of {{Peru}}."}
- {id: d, cloze: "{{Quito}} is the capital of {{Ecuador}}."}
"""
    found = messages(entries, "Q401", "Q402")
    assert found == ["4: the entry `a` on line 3 asks the same: Make a question of it: […]"]


def test_choices_with_one_prompt_are_told_apart_by_their_options() -> None:
    entries = """\
- {id: a, question: Which of these is a metal?, answer: tin, distractors: [neon, sulfur]}
- {id: b, question: Which of these is a metal?, answer: zinc, distractors: [iodine, argon]}
- {id: c, question: Which of these is a metal?, answer: iron, distractors: [tin, neon]}
- {id: d, question: Which of these is a metal?, answer: zinc, distractors: [neon, boron]}
- {id: e, question: Which of these is a metal?, answer: gold}
"""
    said = "on line {} asks the same: Which of these is a metal?"
    assert messages(entries, "Q401") == [
        "5: the entry `a` " + said.format(3),
        "7: the entry `a` " + said.format(3),
    ]
    assert messages(entries, "Q402") == ["6: the entry `b` " + said.format(4)]


def test_items_to_order_or_match_twice_are_told() -> None:
    entries = """\
- {id: a, question: Put them in order., order: [one, two, three]}
- {id: b, question: Put them in order., order: [four, five, six]}
- {id: c, question: Put them in order., order: [three, two, one]}
- {id: d, question: Match them., pairs: {a: x, b: y}}
- {id: e, question: Match them., pairs: {c: x, d: y}}
- {id: f, question: Why?, answer: Because., type: free}
- {id: g, question: Why?, answer: Therefore.}
"""
    found = findings(entries, select=("Q401", "Q402"))
    assert [one.location.line for one in found] == [5]


@pytest.mark.parametrize(
    ("text", "answers"),
    [
        (r"$\int x^n = {{c1::\frac{x^{n+1}}{n+1} + C}}$", [r"\frac{x^{n+1}}{n+1} + C"]),
        (r"It is {{c1::$\frac{\pi^{2}}{6}$::a fraction}}.", [r"$\frac{\pi^{2}}{6}$"]),
        (r"{{c1::\frac{x^{2}}{3}}} and {{c2::y}}", [r"\frac{x^{2}}{3}", "y"]),
        (r"{{c1::e^{x}}} and {{c1::\sqrt{e^{x}} + 1}}", ["e^{x}", r"\sqrt{e^{x}} + 1"]),
        (r"a set {{opens with {}} and {{closes with \}} }}", ["opens with {", r"closes with }}"]),
    ],
)
def test_braces_of_a_formula_close_before_its_blank_does(text: str, answers: list[str]) -> None:
    assert [piece.answer for piece in parse_cloze(text) if isinstance(piece, Blank)] == answers
    assert parse_cloze(write_cloze(parse_cloze(text))) == parse_cloze(text)
