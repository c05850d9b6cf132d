"""Answers with marks of Markdown: what is no mark, options as they are written, what reasons show."""

import time
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given

from quizkit import read_deck
from quizkit.grading import Code, Outcome, Verdict, grade
from quizkit.grading.marked import without_marks
from quizkit.grading.new_rules import new_rule
from quizkit.markup import words
from quizkit.model import Card
from quizkit.progress import Answered
from quizkit.session import Respond
from quizkit.session.judged_again import Judges
from quizkit.session.options import by_text
from quizkit.telling.once import is_written
from tests.responses import responses
from tests.sittings import Sitting, plan_of
from tests.verdicts import KINDS, is_sound


def cards(*entries: str, markup: str = "markdown") -> tuple[Card, ...]:
    lines = "".join(f"  - {entry}\n" for entry in entries)
    return read_deck(f"title: T\nmarkup: {markup}\ncards:\n{lines}").cards


def judged(entry: str, response: Any, markup: str = "markdown", **more: Any) -> Verdict:
    (card,) = cards(entry, markup=markup)
    return grade(card, response, **more)


@pytest.mark.parametrize(
    "typed",
    [
        "**Paris**",
        "*Paris*",
        "_Paris_",
        "`paris`",
        "~~Paris~~",
        "[Paris](https://x.y)",
        "***Paris***",
    ],
)
def test_marks_that_a_learner_types_say_nothing_in_markdown(typed: str) -> None:
    entry = "{question: Q?, answer: Paris}"
    assert judged(entry, typed) == judged(entry, "Paris")


@pytest.mark.parametrize("typed", ["**Paris**", "*Paris*", "_Paris_", "~~Paris~~"])
def test_in_a_plain_deck_nothing_is_a_mark(typed: str) -> None:
    assert judged("{question: Q?, answer: Paris}", typed, "plain").outcome is Outcome.WRONG


@pytest.mark.parametrize(
    "text", ["2*3*4", "a*b*c", "x_1", "__init__", "*args", "[x](y)", "$5", "~~"]
)
@pytest.mark.parametrize("kind", ["text", "exact", "code", "auto"])
def test_what_looks_like_a_mark_and_is_meant_never_loses(text: str, kind: str) -> None:
    kind = "" if kind == "auto" else f", type: {kind}"
    for entry in (
        f"{{question: Q?, answer: '`{text}`'{kind}}}",
        f"{{cloze: 'It is `{{{{{text}}}}}`.'}}",
    ):
        assert judged(entry, text).outcome is Outcome.CORRECT
        assert judged(entry, f"`{text}`").outcome is Outcome.CORRECT


def test_each_text_of_an_answer_is_taken_in_the_better_way() -> None:
    entry = "{question: Q?, answers: ['`__init__`', '**red**', '`*args`']}"
    for response in (
        ["__init__", "**red**", "*args"],
        "__init__; **red**; *args",
        "__init__\n_red_\n*args",
    ):
        verdict = judged(entry, response)
        assert verdict.outcome is Outcome.CORRECT
        assert [part.given for part in verdict.parts] == ["__init__", "red", "*args"]


def test_marks_may_stand_around_several_texts_of_a_line() -> None:
    assert (
        judged("{question: Q?, answers: [red, green]}", "**red, green**").outcome is Outcome.CORRECT
    )


def test_reasons_and_parts_show_words() -> None:
    verdict = judged("{question: Q?, answer: '**mitochondria**'}", "**mitocondria**")
    assert verdict.code is Code.SLIP
    assert "*" not in verdict.reason
    assert verdict.diff
    assert "*" not in "".join(segment.text for segment in verdict.diff)


def test_a_label_of_a_pair_may_have_marks() -> None:
    entry = "{question: Q?, pairs: {'**Port Said**': '*north*', Suez: south}}"
    for response in (
        {"Port Said": "north", "Suez": "south"},
        {"**Port Said**": "*north*", "Suez": "`south`"},
        "**Port Said** = *north*\nSuez: south",
    ):
        assert judged(entry, response).outcome is Outcome.CORRECT


CHOICE = (
    "{question: Q?, answer: '`a*b*c`', distractors: ['`abc`', '$x^2$', '[a link](https://x.y)']}"
)


def test_an_option_may_be_given_as_it_is_written_in_the_deck() -> None:
    (card,) = cards(CHOICE)
    options = card.task.options
    for at, written in enumerate(["`a*b*c`", "`abc`", "$x^2$", "[a link](https://x.y)"]):
        verdict = grade(card, written, options=options)
        assert verdict == grade(card, options[at], options=options)
        assert by_text(card, written, options) == options[at]
    assert grade(card, "`a*b*c`").outcome is Outcome.CORRECT


def test_an_option_that_looks_like_a_mark_is_itself() -> None:
    entry = "{question: Q?, answer: '`234`', distractors: ['`*234*`', '`_234_`']}"
    (card,) = cards(entry)
    for wrong in ("*234*", "_234_"):
        assert grade(card, wrong, options=card.task.options).code is Code.DISTRACTOR
        assert grade(card, wrong).outcome is Outcome.WRONG


def test_what_the_author_rejects_with_its_signs_is_not_right_without_them() -> None:
    entry = "{question: Q?, answer: abc, reject: {'`*abc*`': That is a pattern.}}"
    assert judged(entry, "*abc*").code is Code.REJECT
    assert judged(entry, "*ABC*").code is Code.REJECT
    assert judged(entry, "**abc**").outcome is Outcome.CORRECT


def test_a_block_of_code_may_come_with_its_fence() -> None:
    entry = "{question: Q?, answer: '`x = 1`', type: code}"
    for typed in ("x = 1", "`x = 1`", "```python\nx = 1\n```", "```\nx = 1\n```"):
        assert judged(entry, typed).outcome is Outcome.CORRECT


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("$164$ km", "a number"), ("**2.3 %**", "a number"), ("$10^{-3}$ mol", "a number"),
        ("*late 2023*", "a year"), ("[20 July 1969](https://x.y)", "a date"), ("**60** to **100**", "a range"),
    ],
)  # fmt: skip
def test_how_an_answer_is_judged_is_read_from_its_words(answer: str, said: str) -> None:
    from quizkit.grading import describe

    (card,) = cards(f"{{question: Q?, answer: '{answer}'}}")
    assert describe(card).startswith(said)


def test_a_self_rated_card_is_not_judged_whatever_its_marks() -> None:
    assert judged("{question: Q?, answer: '**a**', type: free}", "**a**").code is Code.NOT_JUDGED


@pytest.mark.parametrize("typed", ["**", "*", "``", "$$", "~~~~", "\\", "[]()", "```\n```"])
def test_nothing_but_marks_is_no_answer_and_no_fault(typed: str) -> None:
    assert judged("{question: Q?, answer: Paris}", typed).outcome is Outcome.WRONG
    assert judged("{question: Q?, answers: [a, b]}", [typed, typed]).outcome is Outcome.WRONG


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("(a+1)/b", "a+1/b"), ("a + 1/b", "(a+1)/b"), ("√(x+1)", "√x+1"), ("(x+1)(x-1)", "x+1"),
        ("(a+1)/b", "/b"), ("xⁿ⁺¹", "x^n+1"), ("aₙ₊₁", "a_n+1"), ("f′(x)", "f(x)"), ("f″(x)", "f'(x)"),
        ("n!", "n"), ("−x²", "(-x)^2"), ("A⁻¹", "A^1"), ("Mg(OH)₂", "MgOH2"),
    ],
)  # fmt: skip
def test_a_formula_is_another_by_what_its_brackets_hold(right: str, wrong: str) -> None:
    entry = f"{{question: Q?, answer: {right}}}"
    assert judged(entry, wrong, "plain").outcome is Outcome.WRONG
    assert judged(entry, right, "plain").outcome is Outcome.CORRECT
    assert judged(entry, wrong, "plain").reason


def test_of_many_formulas_each_is_found_as_it_may_be_typed() -> None:
    signs = "√ ∑ ∞ ∈ ∪ ∩ ∀ ∃ ∅ ≤ ≥ ≠".split()
    names = "sqrt|sum|infinity|in|union|intersection|for all|exists|{}|=<|=>|<>".split("|")
    entry = f"{{question: Q?, answers: [{', '.join(f'x{sign}y' for sign in signs)}]}}"
    for sign, name in zip(signs, names, strict=True):
        verdict = judged(entry, [f"x {name} y"], "plain")
        assert [part.right for part in verdict.parts if part.verdict.score == 1] == [f"x{sign}y"]


def test_an_answer_with_marks_is_judged_otherwise_once_its_deck_is_in_markdown() -> None:
    text = "title: T\nid: d\nmarkup: {}\ncards:\n  - {{id: n, question: Q?, answer: Paris}}\n"
    plain, marked = (read_deck(text.format(markup)) for markup in ("plain", "markdown"))
    it = Sitting(plan_of(*plain.notes))
    it.do(Respond("**Paris**"))
    answers = [event for event in it.events if isinstance(event, Answered)]
    assert not [*Judges([plain], {}, {}, {}).otherwise(answers)]
    (found,) = Judges([marked], {}, {}, {}).otherwise(answers)
    assert (found.was.outcome.value, found.outcome.value) == ("wrong", "correct")
    assert new_rule(found.card, "**Paris**", Outcome.WRONG) == 50


@pytest.mark.parametrize(
    ("way", "typed"),
    [("√(x+1)", "sqrt(x+1)"), ("x²", "x^2"), ("H₂O", "H2O"), ("α", "alpha"), ("x ≤ 5", "x <= 5")],
)
def test_what_is_typed_once_may_have_the_signs_of_a_keyboard(way: str, typed: str) -> None:
    assert is_written(typed, [way])
    assert not is_written(typed + "7", [way])
    assert not is_written("ueber", ["über"])


@pytest.mark.parametrize("text", ["x^2", "2\\*3\\*4", "a_b", "**Paris**", "$x^2$", "[a](b)"])
def test_what_is_rejected_or_right_is_so_whatever_its_marks(text: str) -> None:
    entry = f"{{question: Q?, answer: other, reject: {{'{text}': 'No.'}}}}"
    (card,) = cards(entry)
    said = words(text, inline=True)
    assert grade(card, said).reason == grade(card, text).reason == "No."


def in_markdown(card: Card) -> Card:
    note = evolve(card.note, marks={})
    return Card(card.id, note, note if card.task is card.note else card.task)


MARKED = {kind: in_markdown(card) for kind, card in KINDS.items()}
PIECES = [
    "*",
    "_",
    "`",
    "$",
    "[",
    "](",
    "**a** ",
    "`a`\n",
    "$x$;",
    "\\",
    "{漢|a}",
    "~~",
    "&amp;",
    "x^{",
    "[a](",
]


@pytest.mark.parametrize("kind", MARKED)
def test_hostile_marks_are_judged_in_no_time(kind: str) -> None:
    begin = time.process_time()
    for piece in PIECES:
        for length in (999, 40_000):
            assert is_sound(grade(MARKED[kind], piece * (length // len(piece))))
    assert is_sound(grade(MARKED[kind], "**a** " * 200_000))
    assert time.process_time() - begin < 30


@pytest.mark.parametrize("kind", MARKED)
@given(response=responses)
def test_any_response_of_any_shape_gets_a_sound_verdict_in_markdown(
    kind: str, response: Any
) -> None:
    verdict = grade(MARKED[kind], response)
    assert is_sound(verdict)
    assert verdict.score >= grade(KINDS[kind], response).score or kind in ("several", "order")


def test_deep_nesting_is_no_answer_to_a_note_in_markdown() -> None:
    nested: list[object] = ["*a*"]
    for _ in range(100_000):
        nested = [nested]
    for card in MARKED.values():
        assert is_sound(grade(card, nested))  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", ["code", "exact"])
def test_in_code_each_sign_counts_but_the_backquotes_around_it(kind: str) -> None:
    entry = f"{{question: Q?, answer: '`print(\"x\")`', type: {kind}}}"
    for right in ('print("x")', '`print("x")`', '``print("x")``', '```py\nprint("x")\n```'):
        assert judged(entry, right).outcome is Outcome.CORRECT, right
    for wrong in ('print("_x_")', 'print(**"x"**)', 'print("\\x")', "[print](x)"):
        assert judged(entry, wrong).outcome is Outcome.WRONG, wrong


def test_code_is_kept_as_it_was_typed() -> None:
    (card,) = cards("{question: Q?, answer: print(x), type: code}")
    assert without_marks(card, 'print("_x_")') == 'print("_x_")'
    (card,) = cards("{question: Q?, answer: Paris, type: exact}")
    assert without_marks(card, "*Paris*") == "Paris"
