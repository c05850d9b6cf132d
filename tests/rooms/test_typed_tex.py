"""What a learner types in TeX is brought to the words that the formula of a deck has."""

import time

import pytest

from quizkit import read_deck
from quizkit.grading import Outcome, grade
from quizkit.markup import maths, stripped
from quizkit.markup.maths import plain_tex
from tests.fresh_python import modules_after

SAME = [
    r"\frac{1}{2}",
    r"\frac12",
    r"\dfrac{a+1}{b}",
    r"\frac{\frac{a}{b}}{c}",
    r"\frac{-b \pm \sqrt{b^2-4ac}}{2a}",
    "x^{2}",
    "x^2",
    "x^{n+1}",
    "10^{-3}",
    "2^{2^n}",
    r"e^{i\pi}",
    "H_{2}O",
    "H_2O",
    "x_{i,j}",
    r"T_{\text{cold}}",
    "x_{q}^{2}",
    r"\alpha",
    r"\varepsilon_0",
    r"\sqrt{2}",
    r"\sqrt{x+1}",
    r"\sqrt[3]{x}",
    r"\bar{x}",
    r"\vec{v}",
    r"\hat p",
    r"\mathbb{R}",
    r"90^\circ",
    r"\infty",
    r"\sin\theta",
    r"\log_2 n",
    r"\text{otherwise}",
    r"\mathrm{kg}",
    r"\{x\}",
    r"50\%",
    r"\binom{n}{k}",
    r"\ce{H2O}",
    r"\ce{SO4^{2-}}",
    r"\left(\frac{a}{b}\right)^2",
    r"\sum_{i=1}^{n} i",
    r"\lim_{x\to 0}",
    r"\int_0^1 x\,dx",
    r"A \cup B",
    r"x\le5",
    r"O(n\log n)",
    r"2\sin x\cos x",
    r"a\equiv b \pmod n",
    r"\begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}",
    "1{,}000",
]
"""Formulas that have the same words, whether a deck has them or a learner types them."""


@pytest.mark.parametrize("source", SAME)
def test_typed_tex_has_the_words_of_the_formula(source: str) -> None:
    assert plain_tex(source) == maths.unicode(source)
    assert stripped(f"${source}$") == maths.unicode(source)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("the root is \\sqrt{2}", "the root is √2"),
        ("x^(n+1)", "xⁿ⁺¹"),
        ("10^-3", "10⁻³"),
        ("T_max", "Tₘₐₓ"),
        ("e^(iπ)", "e^(iπ)"),
        ("e^kt", "e^kt"),
        ("snake_case", "snake_case"),
        ("_Homo sapiens_", "_Homo sapiens_"),
        (r"C:\Users\me", r"C:\Users\me"),
        (r"\foo{x^2}", r"\foo{x^2}"),
        (r"\frac{1", r"\frac{1"),
        ("plain words", "plain words"),
        ("x^{2}" * 200, "x^{2}" * 200),
    ],
)
def test_what_is_not_simple_or_no_tex_stays_as_it_was_typed(typed: str, said: str) -> None:
    assert plain_tex(typed) == said


def test_code_and_escaped_marks_are_no_tex() -> None:
    assert stripped("`x_{1}`") == "x_{1}"
    assert stripped(r"\*a\*") == "*a*"


def test_typed_tex_is_read_without_a_parser() -> None:
    loaded = modules_after("from quizkit.markup import stripped; stripped('$x^{2}$')")
    assert "quizkit.markup.maths.typed" in loaded
    assert not loaded & {"pylatexenc", "markdown_it", "quizkit.markup.maths.walk"}


@pytest.mark.parametrize("part", ["^", "_", "{", "}", "\\", r"\frac{", r"\ce{", "x^{", "^(", "_a"])
@pytest.mark.parametrize("length", [400, 1_000_000])
def test_hostile_answers_are_read_in_no_time(part: str, length: int) -> None:
    typed = (part * length)[:length]
    begun = time.process_time()
    plain_tex(typed)
    assert time.process_time() - begun < 3


@pytest.mark.parametrize(
    ("source", "typed"),
    [
        ("(1, 2)", "(1,2)"),
        ("(1,2,3)", "(1, 2, 3)"),
        (r"\{a,b\}", "{a,b}"),
        (r"[0,\infty)", "[0,infinity)"),
        (r"\frac{a+1}{b}", r"$\frac{a+1}{b}$"),
        (r"a\equiv b \pmod n", "a ≡ b (mod n)"),
    ],
)
def test_an_answer_in_a_formula_is_right_as_it_is_typed(source: str, typed: str) -> None:
    deck = read_deck(
        f"title: T\nmarkup: markdown\ncards: [{{question: Q?, answer: '${source}$'}}]\n"
    )
    assert grade(deck.cards[0], typed).outcome is Outcome.CORRECT


@pytest.mark.parametrize(
    ("source", "typed"),
    [("(1, 2)", "(12)"), ("(1, 2)", "(2,1)"), (r"\{a,b\}", "{a,c}"), ("(1, 2)", "(1,000)")],
)
def test_another_list_is_wrong(source: str, typed: str) -> None:
    deck = read_deck(
        f"title: T\nmarkup: markdown\ncards: [{{question: Q?, answer: '${source}$'}}]\n"
    )
    assert grade(deck.cards[0], typed).outcome is Outcome.WRONG
