"""Formulas in TeX as Unicode: a table read line by line, several lines, what stays as its source."""

import time

import pytest

from quizkit.markup import maths, words
from quizkit.markup.maths import Run
from tests.fresh_python import modules_after
from tests.places import TESTS

FORMULAS = [
    tuple(line.split("\t"))
    for line in (TESTS / "markup" / "formulas.tsv").read_text("utf-8").splitlines()
]
"""The source of each formula, and its Unicode; a part that stays as its source between « and »."""


def told(source: str) -> str:
    return "".join(f"«{text}»" if is_source else text for text, is_source in maths.runs(source))


@pytest.mark.parametrize(("source", "unicode"), FORMULAS)
def test_a_formula_is_written_as_its_reader_would(source: str, unicode: str) -> None:
    assert told(source) == unicode


def test_the_table_has_each_formula_once() -> None:
    sources = [source for source, _ in FORMULAS]
    assert len(sources) == len(set(sources)) > 150


def drawn(source: str) -> list[str]:
    return ["".join(text for text, _ in line) for line in maths.lines(source)]


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        (r"\frac{a+1}{b}", ["(a+1)/b"]),
        (
            r"A = \begin{pmatrix} 1 & 2 \\ 3 & 40 \end{pmatrix}^T",
            ["A = ⎛1  2 ⎞ᵀ", "    ⎝3  40⎠"],
        ),
        (
            r"\left[ \begin{array}{cc} a & b \\ c & d \\ e & f \end{array} \right] x",
            ["⎡a  b⎤", "⎢c  d⎥x", "⎣e  f⎦"],
        ),
        (
            r"|x| = \begin{cases} x & x \ge 0 \\ -x & \text{otherwise} \end{cases}",
            ["|x| = ⎧ x   x ≥ 0", "      ⎩ −x  otherwise"],
        ),
        (
            r"\begin{aligned} 2x + 1 &= 5 \\ x &= 2 \end{aligned}",
            ["2x + 1 = 5", "     x = 2"],
        ),
        ("a = b \\\\\nc = d", ["a = b", "c = d"]),
        ("a = b \\\\\n", ["a = b"]),
        (
            r"f = \left\{\begin{matrix} x, & x>0 \\ 0, & x\le0 \end{matrix}\right.",
            ["f = ⎧x,  x > 0", "    ⎩0,  x ≤ 0"],
        ),
        (r"\binom{n}{k}", ["⎛n⎞", "⎝k⎠"]),
    ],
)
def test_what_stands_over_several_lines_is_drawn_over_them(source: str, lines: list[str]) -> None:
    assert drawn(source) == lines
    assert "\n" not in maths.unicode(source)


def test_what_is_not_known_stays_as_its_source() -> None:
    assert maths.runs(r"x = \foo{a_1} + 1") == (
        Run("x = "),
        Run(r"\foo{a_1}", is_source=True),
        Run(" + 1"),
    )
    assert maths.stays_source(r"\foo{a} = \bar{a} = \ce{\bar}") == (r"\foo{a}", r"\ce{\bar}")
    assert maths.stays_source("x^2") == ()


@pytest.mark.parametrize(
    "source",
    [
        "x^",
        r"\frac{a}{b",
        "a}",
        "x^a^b",
        r"\begin{a}",
        r"\end{a}",
        r"a \over b \over c",
        r"\left( x",
    ],
)
def test_what_tex_would_not_set_stays_as_its_source(source: str) -> None:
    assert maths.runs(source) == (Run(source, is_source=True),)
    assert maths.lines(source) == (maths.runs(source),)


def test_a_blank_is_one_character_wherever_it_stands() -> None:
    blank = "\U0010f000"
    assert maths.unicode(rf"x^{blank} + \frac{{{blank}}}{{2}}") == f"x^{blank} + {blank}/2"
    assert maths.unicode(rf"\sqrt{{{blank}}} = {blank}_1") == f"√{blank} = {blank}₁"


def test_the_words_of_a_text_have_its_formulas_as_unicode() -> None:
    assert words("Water is $H_2O$, and **$x^2$** a square.") == "Water is H₂O, and x² a square."


def test_the_parser_is_loaded_for_the_first_formula() -> None:
    room = "from quizkit.markup import words; words('**a** $x$')"
    assert "pylatexenc" not in modules_after(room)  # a letter needs none
    assert "pylatexenc" in modules_after(f"{room}; words('$x^2$')")


LONG = 100_000
HOSTILE = [
    "a",
    "{",
    "x^",
    "x_",
    "x'",
    "|",
    "&",
    "%",
    "\\",
    "\\\\",
    "$",
    "\0",
    "\x1b[",
    r"\frac",
    r"\frac{",
    r"\left(",
    r"\sqrt",
    r"\sqrt{",
    r"\sqrt[",
    r"\begin{a}",
    r"\begin ",
    r"\end{a}",
    r"\def\x{\x}",
    r"\newcommand{\x}{\x}",
    r"\over ",
    r"\not",
    r"\bar",
    r"\ce{",
    r"\text{$",
    r"\(",
    *(f"\\m{chr(97 + i)}" for i in range(3)),
]


@pytest.mark.parametrize("part", HOSTILE)
@pytest.mark.parametrize("length", [3_990, LONG])
def test_hostile_formulas_are_shown_in_no_time(part: str, length: int) -> None:
    for source in (part * (length // len(part)), part * (length // len(part) // 2) + "}" * length):
        begun = time.process_time()
        assert maths.lines(source) is not None
        assert maths.unicode(source).isprintable()
        assert time.process_time() - begun < 8


@pytest.mark.parametrize(
    "around",
    [
        "{%s}",
        "x^{%s}",
        r"\frac{%s}{x}",
        r"\sqrt[%s]{x}",
        r"\left(%s\right)",
        r"\begin{cases}%s\end{cases}",
        r"\text{$%s$}",
        r"\overline{%s}",
        r"\ce{%s}",
        "(%s)",
        r"{%s \over x}",
    ],
)
@pytest.mark.parametrize("depth", [20, 24, 100, 300, 10_000])
def test_formulas_within_formulas_are_read_to_a_depth(around: str, depth: int) -> None:
    before, behind = around.split("%s")
    source = before * depth + "x" + behind * depth
    begun = time.process_time()
    assert maths.lines(source)
    told = maths.unicode(source)
    assert told.count("(") == told.count(")") or told == source
    assert time.process_time() - begun < 8
