"""A formula between `$$` with lines of its own stands alone, also within a paragraph."""

import pytest

from quizkit.cli.page import Page
from quizkit.markup import Maths, MathsBlock, Paragraph, blocks, parts, words
from quizkit.markup.terminal import lines

BARE = Page(40, colour=False)
MATRIX = r"\begin{pmatrix}1 & 0\\0 & 1\end{pmatrix}"


def drawn(text: str) -> str:
    return "\n".join(lines(blocks(text), BARE))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("We have\n$$x = 1$$\nand more.", "We have\n\n  x = 1\n\nand more."),
        ("We have\n$$\nx = 1\n$$\nand more.", "We have\n\n  x = 1\n\nand more."),
        ("We have\\\n$$x$$\\\nnow", "We have\n\n  x\n\nnow"),
        ("We have\n$$x$$.\nSo", "We have\n\n  x.\n\nSo"),
        ("$$x$$,\n$$y$$.", "  x,\n\n  y."),
        (f"The unit $${MATRIX}$$, so", "The unit\n\n  ⎛1  0⎞\n  ⎝0  1⎠,\n\nso"),
        ("so $$a &= b\\\\ &= c$$", "so\n\n  a = b\n    = c"),
        ("- see\n  $$x$$\n- too", "• see\n    x\n• too"),
        ("> see\n> $$x$$", "│ see\n│\n│   x"),
        ("is $$x$$ here", "is x here"),
        ("is called $$x$$", "is called x"),
        ("**bold\n$$x$$\nbold**", "bold x bold"),
        ("# $$x$$", "x"),
        (f"the ${MATRIX}$ alone", "the (1 0; 0 1) alone"),
    ],
)
def test_formula_with_lines_of_its_own_is_drawn_apart(text: str, wanted: str) -> None:
    assert drawn(text) == wanted


def test_what_stands_around_a_formula_has_no_space_at_its_ends() -> None:
    assert words("one\n$$x$$\ntwo") == "one\nx\ntwo"
    assert [type(block) for block in blocks("one\n$$x$$\ntwo")] == [
        Paragraph,
        MathsBlock,
        Paragraph,
    ]


def test_a_formula_in_what_is_judged_stays_in_its_line() -> None:
    (paragraph,) = blocks(f"$${MATRIX}$$", inline=True)
    assert [type(part) for part in parts([paragraph])] == [Paragraph, Maths]


def test_a_formula_in_a_cell_or_a_heading_stays_in_its_line() -> None:
    found = list(parts(blocks(f"|a|\n|-|\n|$$x$$|\n\n# $${MATRIX}$$")))
    assert not any(isinstance(part, MathsBlock) for part in found)


def test_a_formula_that_stands_alone_begins_at_its_indent() -> None:
    assert drawn(r"$$\quad U = 1$$") == "  U = 1"
    assert drawn("$$\\begin{aligned}&a\\\\&b\\end{aligned}$$") == "  a\n  b"
    assert drawn(r"$$\text{ where } x = 1$$") == "  where x = 1"


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        (
            rf"\begin{{aligned}}A &= {MATRIX}\\ &= I\end{{aligned}}",
            ["A = ⎛1  0⎞", "    ⎝0  1⎠", "  = I"],
        ),
        (rf"\begin{{equation}}A = {MATRIX}\end{{equation}}", ["A = ⎛1  0⎞", "    ⎝0  1⎠"]),
        (
            r"\begin{align}f(x) &= \begin{cases}1 & x>0\\0\end{cases} && \text{here}\end{align}",
            ["f(x) = ⎧ 1  x > 0   here", "       ⎩ 0"],
        ),
    ],
)
def test_matrices_and_cases_of_a_system_keep_their_rows(source: str, wanted: list[str]) -> None:
    assert drawn(f"$$\n{source}\n$$").split("\n") == [f"  {line}" for line in wanted]
