"""Formulas as learners type them, in plain letters, in TeX without dollars, pasted from a page."""

import pytest

from quizkit import read_deck
from quizkit.answers.reading import Text, kind_of
from quizkit.grading import Outcome, Verdict, grade


def judged(answer: str, response: str, markup: str = "markdown") -> Verdict:
    lines = answer.replace("'", "''")
    deck = read_deck(
        f"title: T\nmarkup: {markup}\ncards:\n  - question: Which is it?\n    answer: '{lines}'\n"
    )
    return grade(deck.cards[0], response)


@pytest.mark.parametrize(
    ("answer", "typed"),
    [
        ("$2^n$", "2^n"),
        ("$10^n$", "10**n"),
        ("$2^{2^n}$", "2^(2^n)"),
        ("$x^z$", "x^z"),
        ("$x^c$", "x**c"),
        ("$|z|^2$", "|z|^2"),
        ("$|z|^2$", "|z|**2"),
        ("$|x|$", "abs x"),
        (r"$\lfloor x \rfloor$", "floor x"),
        (r"$\{x\}^2$", "{x}^2"),
        (r"$\bar{x}^2$", "x̄^2"),
        (r"$\|v\|^2$", "||v||^2"),
        ("$n!^2$", "n!^2"),
        ("$f''$", "f''"),
        ("$f''$", 'f"'),
        ("$f''$", "f’’"),
        ("$y'' + y = 0$", "y''+y=0"),
        ("$f'(x)$", "f´(x)"),
        ("$n!$", "n !"),
        (r"$\langle x, y \rangle$", "<x, y>"),
        (r"$\langle x, y \rangle$", "〈x,y〉"),
        (r"$\|v\|$", "||v||"),
        (r"$A \setminus B$", r"A \ B"),
        (r"$A \setminus B$", "A∖B"),
        (r"$A \oplus B$", "A⊕B"),
        (r"$a \nmid b$", "a∤b"),
        (r"$\ce{A <=> B}$", "A⇌B"),
        (r"$\ce{A <=> B}$", "A<=>B"),
        (r"$\sum_{i=1}^n i$", "Σ_{i=1}^n i"),
        (r"$\prod_{k=1}^n k$", "Π_{k=1}^n k"),
        ("$^{14}C$", "^14C"),
        (r"$\frac{1}{2}mv^2$", "1/2 mv^2"),
        (r"$\frac{1}{2}mv^2$", "½mv²"),
        (r"$\frac{1}{2}mv^2$", "1/2*m*v^2"),
        (r"$\frac{1}{2}mv^2$", "(1/2)mv^2"),
        (r"$\frac{4}{3}\pi r^3$", "4/3 pi r^3"),
        (r"$\frac{4}{3}\pi r^3$", "4/3πr³"),
        (r"$\frac{d}{dx} x^n = n x^{n-1}$", "d/dx x^n = n x^(n-1)"),
        (r"$\aleph_0$", "aleph_0"),
        (r"$\bar{x}$", "x\u0305"),
        (r"$\frac{3}{4}x$", "¾x"),
        ("$2x$", "2*x"),
        ("$2x$", "2 * x"),
        ("$ab$", "a*b"),
        (r"$\Sigma$", "∑"),
        (r"$-\infty$", "minus infinity"),
        ("$[0, 1)$", "[0,1)"),
        ("$[0, 1)$", "[0;1["),
        ("$(a, b]$", "]a, b]"),
        (r"$\begin{pmatrix}0 & -1\\1 & 0\end{pmatrix}$", "[[0,-1],[1,0]]"),
        (r"$\begin{pmatrix}0 & -1\\1 & 0\end{pmatrix}$", "((0, -1), (1, 0))"),
        (r"$\ce{^{14}C}$", "14C"),
    ],
)
def test_what_is_typed_for_a_formula_is_right(answer: str, typed: str) -> None:
    assert judged(answer, typed).outcome is Outcome.CORRECT


@pytest.mark.parametrize(
    "source",
    [
        r"\overline{AB}",
        r"\overrightarrow{AB}",
        r"\stackrel{?}{=}",
        r"\xrightarrow{H^+}",
        r"\not\in",
        r"f\colon A\to B",
        "1{,}000",
        r"a\,b",
        r"\begin{cases}1 & x>0\\0 & x\le 0\end{cases}",
        r"\underbrace{a+b}_{c}",
    ],
)
def test_a_formula_may_be_typed_as_its_source_without_the_dollars(source: str) -> None:
    assert judged(f"${source}$", source).outcome is Outcome.CORRECT
    assert judged(f"${source}$", f" {source} ".replace("{", "{ ")).outcome is Outcome.CORRECT


@pytest.mark.parametrize(
    "typed", ["漢字(かんじ)", "漢字（かんじ）", "漢字 (かんじ)", "{漢字|かんじ}", "漢字"]
)
def test_a_word_may_be_typed_with_its_reading_as_it_is_shown(typed: str) -> None:
    assert judged("{漢字|かんじ}", typed).outcome is Outcome.CORRECT


@pytest.mark.parametrize(
    ("answer", "typed"),
    [
        ("{漢字|かんじ}", "漢字(かん)"),
        ("{漢字|かんじ}", "かんじ"),
        ("$x^{n+1}$", "x^n+1"),
        ("$f''$", "f'"),
        ("$f'$", "f"),
        (r"$A \setminus B$", "A / B"),
        (r"$\|v\|$", "v"),
        ("$^{14}C$", "13C"),
        (r"$\frac{1}{2}mv^2$", "1/(2mv^2)"),
        (r"$\frac{1}{2}(a+b)$", "1/2 a+b"),
        ("$x^{1/2}y$", "x^1/2 y"),
        ("$abc$", "a**b*c"),
        ("$[0, 1)$", "[0, 1]"),
        ("$[0, 1)$", "(0, 1]"),
        ("$[0, 1]$", "[0, 1)"),
        (r"$(-\infty, 3]$", "(-inf, 3)"),
        (r"$\begin{pmatrix}0 & -1\\1 & 0\end{pmatrix}$", "[[0,1],[1,0]]"),
    ],
)
def test_another_formula_stays_wrong(answer: str, typed: str) -> None:
    assert judged(answer, typed).outcome is Outcome.WRONG


def test_a_nuclide_is_no_number_of_coulombs() -> None:
    assert kind_of("¹⁴C") is Text
    assert judged("¹⁴C", "14C", "plain").outcome is Outcome.CORRECT
    assert judged("¹⁴C", "14 coulombs", "plain").outcome is Outcome.WRONG


def test_a_letter_before_a_sign_is_no_article() -> None:
    assert judged("A ⊕ B", "A⊕B", "plain").outcome is Outcome.CORRECT
    assert judged("A ⊕ B", "⊕ B", "plain").outcome is Outcome.WRONG
