"""A formula that has the letters of the right one, and is another, is wrong; and its reason is true."""

import json

import pytest

from quizkit import read_deck
from quizkit.grading import Code, Verdict, grade


def judged(key: str, response: str, markup: str = "markdown") -> Verdict:
    note = json.dumps({"question": "Which?", "answer": key}, ensure_ascii=False)
    (card,) = read_deck(f"title: T\nmarkup: {markup}\ncards:\n- {note}\n").cards
    return grade(card, response)


@pytest.mark.parametrize(
    ("key", "typed", "said"),
    [
        ("$x^2$", "x_2", "what is raised and what is lowered"),
        ("$e^{-x^2}$", "e^(-x_2)", "what is raised and what is lowered"),
        (r"$\ce{C6H12O6}$ is burnt", "C^6H12O6 is burnt", "what is raised and what is lowered"),
        ("$A^T$", "AT", "what is an exponent"),
        ("$x^{-1}$", "x-1", "what is an exponent"),
        ("$O(n^2)$", "O(n)^2", "what the exponent is of"),
        ("$(0, 1]$", "[0,1)", "the kind of brackets"),
        (r"$\{1, 2\}$", "(1, 2)", "the kind of brackets"),
        (r"$\bar{x}$", "x", "the mark on a letter"),
        (r"$E = \hbar\omega$", "E = h omega", "the mark on a letter"),
        (r"$\exists! x\, P(x)$", "∃x P(x)", "that it is exactly one"),
        (r"$\vec a \times \vec b$", "a · b", "the sign of the product"),
    ],
)
def test_the_reason_says_what_makes_it_another_formula(key: str, typed: str, said: str) -> None:
    verdict = judged(key, typed)
    assert (verdict.score, verdict.code) == (0, Code.LOOK_ALIKE)
    assert verdict.reason == f"near, but another formula: mind {said}"


@pytest.mark.parametrize(
    ("key", "typed"),
    [
        (r"$\bar{x}$", "X bar"),
        (r"$\nabla^2 f = 0$", "∇^2 f = 0"),
        (r"$\frac{\partial^2 u}{\partial t^2}$", "∂^2u/∂t^2"),
        (r"$(0, 1]$", "]0, 1]"),
        (r"$\exists! x\, P(x)$", "there exists a unique x P(x)"),
    ],
)
def test_the_same_formula_in_other_signs_is_right_or_at_least_no_look_alike(
    key: str, typed: str
) -> None:
    verdict = judged(key, typed)
    assert "another formula" not in verdict.reason
    assert verdict.score == 1 or "unique" in typed


@pytest.mark.parametrize(
    ("key", "typed", "markup"),
    [
        (r"$\frac{\text{distance}}{\text{time}}$", "time", "markdown"),
        (r"$\frac{\text{distance}}{\text{time}}$", "time/distance", "markdown"),
        (r"$\frac{\sin x}{\cos x}$", "sin x", "markdown"),
        (r"$\frac{d^2y}{dx^2}$", "dx^2/d^2y", "markdown"),
        ("Δy/Δx", "Δx/Δy", "plain"),
        ("Δy/Δx", "Δy", "plain"),
        ("sin x/cos x", "cos x", "plain"),
    ],
)
def test_the_parts_of_a_fraction_are_no_alternatives(key: str, typed: str, markup: str) -> None:
    assert judged(key, typed, markup).score == 0


@pytest.mark.parametrize(
    ("key", "markup"),
    [("sofa/couch", "plain"), ("**sofa**/couch", "markdown"), ("CO₂/couch", "plain")],
)
def test_words_beside_a_stroke_still_are(key: str, markup: str) -> None:
    assert judged(key, "couch", markup).score == 1


@pytest.mark.parametrize(
    ("key", "typed"),
    [
        ("s⁻¹", "s-1"),
        ("m s⁻¹", "m s-1"),
        ("cm⁻¹", "cm-1"),
        ("J K⁻¹ mol⁻¹", "J K-1 mol-1"),
        ("tŷ", "ty"),
        ("cos x", "cosx"),
    ],
)
def test_units_and_words_may_be_typed_plainly(key: str, typed: str) -> None:
    assert judged(key, typed, "plain").score == 1


@pytest.mark.parametrize(
    ("key", "typed"),
    [("A⁻¹", "A-1"), ("sin⁻¹ x", "sin-1 x"), ("f⁻¹(x)", "f-1(x)"), ("cos x", "-cos x")],
)
def test_an_exponent_of_a_variable_may_not(key: str, typed: str) -> None:
    assert judged(key, typed, "plain").score == 0
