"""Powers, primes and double bars of formulas as a keyboard has them, in Markdown and without."""

import json

import pytest

from quizkit import read_deck
from quizkit.grading import Outcome, grade

HEAD = "title: T\nmarkup: {}\ncards:\n  - {{question: What?, answer: {}}}\n"


def judged(key: str, response: str, markup: str = "markdown") -> Outcome:
    (card,) = read_deck(HEAD.format(markup, json.dumps(key, ensure_ascii=False))).cards
    return grade(card, response).outcome


@pytest.mark.parametrize(
    ("key", "typed"),
    [
        ("$2^n$", "2^n"),
        ("$2^n$", "2**n"),
        ("$2^{-n}$", "2^(-n)"),
        ("$10^k$", "10^k"),
        ("$2^{n+1}$", "2^(n+1)"),
        ("An address of n bits reaches $2^n$ cells", "An address of n bits reaches 2^n cells"),
        ("$e^{-z}$", "e^-z"),
        ("$e^{-z}$", "e^{-z}"),
        ("$e^{-z}$", "e⁻ᶻ"),
        ("$A^{-T}$", "A^-T"),
        (r"$n = 0,1,2,\ldots$", "n=0,1,2,..."),
        ("$0,1,2$", "0,1,2"),
        ("$0,1,2$", "0, 1, 2"),
        ("$x^*$", "x*"),
        ("$x^*$", "x star"),
        (r"$f(x^*) = 0$", "f(x*) = 0"),
        (r"$a \stackrel{!}{=} b$", "a =^! b"),
        ("$e^{-z}$", "e^(-z)"),
        ("$A^c$", "A^c"),
        (r"$\frac{1}{1+e^{-z}}$", "1/(1+e^(-z))"),
        (r"$\sum_{i=1}^n x_i$", "sum_(i=1)^n x_i"),
        ("$H_f(x_0)$ is symmetric", "H_f(x_0) is symmetric"),
        ("$y'$", "y'"),
        ("$y'$", "y’"),
        ("$y''+y=0$", "y''+y=0"),
        ("$y''+y=0$", 'y"+y=0'),
        ("$Q'_1$", "Q_1'"),
        ("$Q'_1$", "Q'_1"),
        (r"$\|x\|_2$", "||x||_2"),
        (r"$\|x\|^2$", "||x||^2"),
        (r"$\frac{1}{k}e^{kx}$", r"\frac{1}{k} e^{kx}"),
        (r"$2\frac{1}{2}$", r"2\frac{1}{2}"),
        (r"$\frac{1}{2}(x+1)$", r"\frac{1}{2}(x+1)"),
    ],
)
def test_what_a_keyboard_has_for_a_formula_is_right(key: str, typed: str) -> None:
    assert judged(key, typed) is Outcome.CORRECT


@pytest.mark.parametrize(
    ("key", "typed"),
    [
        ("$2^n$", "2n"),
        ("$10^k$", "10k"),
        ("$2^{n+1}$", "2^n+1"),
        ("$2^{-n}$", "2-n"),
        ("$e^{-x}$", "e-x"),
        ("$y''$", "y'"),
        ("$y'$", "y"),
        ("$x^*$", "x"),
        ("$0,1,2$", "0,1,3"),
        ("$0,1,2$", "012"),
        ("$x^2$", "x*"),
    ],
)
def test_another_formula_is_wrong(key: str, typed: str) -> None:
    assert judged(key, typed) is not Outcome.CORRECT


@pytest.mark.parametrize(
    ("key", "typed"),
    [
        ("2ⁿ", "2^n"),
        ("the 2ⁿᵈ floor", "the 2nd floor"),
        ("le 1ᵉʳ mai", "le 1er mai"),
        ("4ᵗʰ", "4th"),
    ],
)
def test_in_a_plain_deck_letters_are_raised_likewise(key: str, typed: str) -> None:
    assert judged(key, typed, "plain") is Outcome.CORRECT
