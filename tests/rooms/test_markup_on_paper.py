"""Blocks of Markdown drawn as lines: wrapped, hanging, in columns, and harmless to a terminal."""

import pytest

from quizkit.cli.page import Page
from quizkit.markup import Maths, blocks, hole
from quizkit.markup.paper import Filling
from quizkit.markup.terminal import lines

BARE, STYLED = Page(40, colour=False), Page(40, colour=True, weight=True)


def drawn(text: str, page: Page = BARE, **how: object) -> str:
    return "\n".join(lines(blocks(text), page, **how))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("**bold** and *italic*", "bold and italic"),
        ("~~gone~~", "~~gone~~"),
        ("`code`", "`code`"),
        ("``a`b``", "`` a`b ``"),
        ("{漢字|かんじ} is read so", "漢字(かんじ) is read so"),
        ("[a page](https://example.org/x)", "a page (https://example.org/x)"),
        ("<https://example.org/x>", "https://example.org/x"),
        ("one\\\ntwo\nthree", "one\ntwo three"),
        ("one\n\ntwo", "one\n\ntwo"),
        ("# Head\n\ntext", "Head\n\ntext"),
        ("a\n\n---\n\nb", f"a\n\n{'─' * 40}\n\nb"),
        ("> quoted\n>\n> more", "│ quoted\n│\n│ more"),
        ("- one\n- two\n  - three", "• one\n• two\n  • three"),
        ("- one\n\n- two", "• one\n\n• two"),
        ("9. nine\n10. ten", " 9. nine\n10. ten"),
        ("1) one", "1) one"),
        ("```\nif x:\n    y\n\nz\n```", "  if x:\n      y\n\n  z"),
        ("```python\nx\n```", "  python\n  x"),
        ("see ![a heart](heart.png) there", "see [picture: a heart] there"),
        ("![](heart.png)", "[picture: heart.png]"),
        ("\x1b[31mred\u202e", "␛[31mred"),
    ],
)
def test_marks_become_what_they_mean(text: str, wanted: str) -> None:
    assert drawn(text) == wanted


def test_words_hang_below_where_they_began() -> None:
    text = "1. a first item that takes more than one line\n   - and another below it that does too"
    assert drawn(text) == (
        "1. a first item that takes more than one\n   line\n   • and another below it that does too"
    )
    assert drawn("one\n\n- two", lead="  a) ") == "  a) one\n\n     • two"


def test_code_that_is_too_long_goes_on_behind_a_sign() -> None:
    line = "x = [" + ", ".join(map(str, range(20))) + "]"
    first, second = drawn(f"```\n{line}\n```").splitlines()
    assert first == f"  {line[:38]}"
    assert second == f"  ↪ {line[38:]}"


TABLE = "| Planet | Moons |\n|---|--:|\n| Mars | 2 |\n| 木星 | 95 |"


def test_a_table_stands_in_columns_by_the_width_of_its_signs() -> None:
    assert drawn(TABLE) == "Planet  Moons\n──────  ─────\nMars        2\n木星       95"


def test_cells_are_wrapped_in_their_columns() -> None:
    text = "| a | b |\n|---|---|\n| x | a text that is longer than the page is wide |"
    assert drawn(text, Page(30, colour=False)) == (
        "a  b\n─  ───────────────────────────\nx  a text that is longer than\n   the page is wide"
    )


def test_a_table_without_room_is_told_cell_by_cell() -> None:
    head = "| Planet | Diameter | Temperature | Atmosphere |\n|---|---|---|---|\n"
    text = f"{head}| Mars | 6,779 km | −65 °C | carbon dioxide |\n| Moon | 3,475 km | | |"
    told = (
        "Planet: Mars\n"
        "  Diameter: 6,779 km\n"
        "  Temperature: −65 °C\n"
        "  Atmosphere: carbon dioxide\n"
        "Planet: Moon\n"
        "  Diameter: 3,475 km"
    )
    assert drawn(text, Page(32, colour=False)) == told
    assert drawn(text, Page(80, colour=False, heard=True)) == told


def test_what_is_heard_has_no_signs_of_drawing() -> None:
    heard = Page(40, colour=False, heard=True)
    assert (
        drawn("- one\n\n---\n\n> two\n\n```python\nx\n```", heard)
        == "- one\n\n> two\n\n  python:\n  x"
    )


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("**a** b", "\x1b[1ma\x1b[0m b"),
        ("*a* b", "\x1b[3ma\x1b[0m b"),
        ("***a***", "\x1b[1;3ma\x1b[0m"),
        ("`a`", "\x1b[38;5;255;48;5;238ma\x1b[0m"),
        ("~~a~~", "~~\x1b[9ma\x1b[0m~~"),
        ("# a **b**", "\x1b[1ma \x1b[0m\x1b[1;4mb\x1b[0m"),
        ("```c\nx\n```", "  \x1b[2mc\x1b[0m\n  x"),
    ],
)
def test_looks_are_seen_on_a_terminal(text: str, wanted: str) -> None:
    assert drawn(text, STYLED) == wanted


def test_what_is_bold_is_seen_in_a_question_in_bold() -> None:
    said = "\x1b[1mIs it \x1b[0m\x1b[1;4mnot\x1b[0m\x1b[1m so?\x1b[0m"
    assert drawn("Is it **not** so?", STYLED, bold=True) == said
    assert drawn("- **one**", STYLED, bold=True) == "• \x1b[1mone\x1b[0m"


def test_code_without_colours_is_in_reverse() -> None:
    assert drawn("`a`", Page(40, colour=False, weight=True)) == "\x1b[7ma\x1b[0m"


def test_blanks_are_filled_wherever_they_stand() -> None:
    text = f"**{hole(0)}**, `x = {hole(1)}`\n\n```\n{hole(2)}()\n```"
    open_ = Filling("[…]", is_asked=True, is_open=True)
    shown = [open_, Filling("1"), Filling("f")]
    assert drawn(text, fillings=shown) == "[…], `x = 1`\n\n  f()"
    answered = [Filling("A"), Filling("1", is_asked=True), Filling("f", is_asked=True)]
    code = "38;5;255;48;5;238"
    assert drawn(text, STYLED, fillings=answered) == (
        f"\x1b[1mA\x1b[0m, \x1b[{code}mx = \x1b[0m\x1b[1;{code}m1\x1b[0m\n\n  \x1b[1mf\x1b[0m()"
    )


def test_what_is_filled_into_a_formula_is_a_part_of_it() -> None:
    text = rf"$\frac{{{hole(0)}}}{{2}} + x^{{{hole(1)}}}$"
    asked = Filling("[…]", is_asked=True, is_open=True)
    assert drawn(text, fillings=[asked, Filling("3")]) == "[…]/2 + x³"
    third = Filling("1/3", (Maths(r"\frac{1}{3}"),), is_asked=True)
    assert drawn(text, fillings=[Filling("a+1"), third]) == "(a+1)/2 + x^(1/3)"
    assert drawn(text, STYLED, fillings=[Filling("1"), third]) == "\x1b[1m1/2 + x^(1/3)\x1b[0m"


def test_a_matrix_stands_in_rows_that_have_room_else_on_one_line() -> None:
    text = r"$$\begin{pmatrix} first & second & third \\ 3 & 4 & 5 \end{pmatrix}$$"
    first, second = drawn(text, Page(30, colour=False)).splitlines()
    assert (first[:3], second[:3]) == ("  ⎛", "  ⎝")
    narrow = drawn(text, Page(20, colour=False))
    assert "⎛" not in narrow
    assert ";" in narrow


def test_a_list_that_is_too_deep_for_the_page_loses_its_indents_and_no_word() -> None:
    text = "\n".join(f"{'  ' * deep}- item{deep}" for deep in range(15))
    found = drawn(text, Page(24, colour=False))
    assert all(f"item{deep}" in found for deep in range(15))
    assert max(map(len, found.splitlines())) <= 24
