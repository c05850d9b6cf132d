"""Markdown read into blocks, and told as words."""

import json
import os

import pytest

from quizkit import read_deck
from quizkit.markup import (
    Block,
    Code,
    CodeBlock,
    Emphasis,
    Filling,
    Heading,
    Link,
    List,
    Maths,
    MathsBlock,
    Paragraph,
    Picture,
    Quote,
    Reading,
    Rule,
    Struck,
    Table,
    Text,
    blocks,
    hole,
    holes_closed,
    holes_filled,
    html,
    is_plain,
    stripped,
    words,
)
from quizkit.markup.holes import HOLES
from tests.fresh_python import modules_after
from tests.places import ROOT


def line(*inlines: object) -> tuple[Block, ...]:
    return (Paragraph(inlines),)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("plain", line(Text("plain"))),
        ("", ()),
        ("*a* b", line(Emphasis((Text("a"),), strong=False), Text(" b"))),
        ("**a *b***", line(Emphasis((Text("a "), Emphasis((Text("b"),), False)), strong=True))),
        ("~~a~~", line(Struck((Text("a"),)))),
        ("`a*b*`", line(Code("a*b*"))),
        ("$x^2$ is 5", line(Maths("x^2"), Text(" is 5"))),
        ("so $$x$$", line(Text("so "), Maths("x", display=True))),
        ("$$\nx\n$$", (MathsBlock("x"),)),
        ("$5 and $10", line(Text("$5 and $10"))),
        ("[a](b.md)", line(Link((Text("a"),), "b.md"))),
        (
            "![an *a*](b c.png)",
            line(Text("![an "), Emphasis((Text("a"),), False), Text("](b c.png)")),
        ),
        ("![an *a*](<b c.png>)", line(Picture("b c.png", "an a"))),
        ("{漢字|かんじ}", line(Reading("漢字", "かんじ"))),
        ("`{漢字|かんじ}`", line(Code("{漢字|かんじ}"))),
        ("{x|x > 0}", line(Text("{x|x > 0}"))),
        ("{α|α > 0}", line(Text("{α|α > 0}"))),
        ("{λόγος|lógos}", line(Reading("λόγος", "lógos"))),
        ("# a", (Heading(1, (Text("a"),)),)),
        ("> a", (Quote(line(Text("a"))),)),
        ("---", (Rule(),)),
        ("~~~py x\n  a\n\n~~~", (CodeBlock("  a\n", "py"),)),
        ("3) a\n4) b", (List((line(Text("a")), line(Text("b"))), 3, ")"),)),
        ("* a\n\n* b", (List((line(Text("a")), line(Text("b"))), None, "*", tight=False),)),
        (
            "|a|b|c|\n|-|:-|:-:|\n|{語|ご}|*d*|",
            (
                Table(
                    ((Text("a"),), (Text("b"),), (Text("c"),)),
                    (((Reading("語", "ご"),), (Emphasis((Text("d"),), False),), ()),),
                    ("", "left", "center"),
                ),
            ),
        ),
        ("a <b>b</b> &amp; \\*", line(Text("a <b>b</b> & *"))),
        ("<div>\na", line(Text("<div> a"))),
        ("[a]: b", line(Text("[a]: b"))),
    ],
)
def test_a_text_becomes_blocks(text: str, read: tuple[Block, ...]) -> None:
    assert blocks(text) == read


def test_a_part_of_a_line_has_no_lists_and_headings() -> None:
    for text in ("1985.", "1985. *What?*", "- 5", "# a", "> 5 *kg*", "    a"):
        assert words(text, inline=True) == text.replace("*", "").strip()
        assert all(isinstance(block, Paragraph) for block in blocks(text, inline=True))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("  as it *stands*", "as it stands"),
        ("a\nb", "a b"),
        ("日本\n語", "日本語"),
        ("한국\n말", "한국 말"),
        ("a  \nb\\\nc", "a\nb\nc"),
        ("1985. What happened?", "1985. What happened?"),
        ("- a\n- b\n  1. c\n  2. d", "a\nb\n1. c\n2. d"),
        ("# A\n\nb", "A\nb"),
        ("```\n  a\n   b\n```", "  a\n   b"),
        ("|a|b|\n|-|-|\n|c|d|", "a  b\nc  d"),
        ("see ![the heart](heart.png) [here](x)", "see the heart here"),
        ("---", "---"),
        ("![](x.png)", "![](x.png)"),
    ],
)
def test_words_are_what_a_text_says_without_its_marks(text: str, said: str) -> None:
    assert words(text) == said


@pytest.mark.parametrize("deep", [">" * 100 + " a", "- " * 100 + "a", "1. " * 100 + "a"])
def test_blocks_that_nest_too_deep_stay_text(deep: str) -> None:
    assert blocks(deep) == line(Text(deep))


def test_links_to_programs_and_files_are_told() -> None:
    for target, safe in {
        "https://example.org/a?b#c": True,
        "MAILTO:a@example.org": True,
        "javascript:alert(1)": False,
        "data:text/html,a": False,
        "/etc/passwd": False,
        "https://a b": False,
    }.items():
        assert Link((), target).is_safe is safe


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("**citric acid cycle**", "citric acid cycle"),
        ("*Homo sapiens*", "Homo sapiens"),
        ("_Homo sapiens_ L.", "Homo sapiens L."),
        ("**a *b* ~~c~~**", "a b c"),
        ("`a*b*`", "a*b*"),
        ("``a`b``", "a`b"),
        ("```py\n  a\n```", "  a"),
        ("$x$", "x"),
        ("$$x$$", "x"),
        ("[a](https://b.c)", "a"),
        ('![a](f.png "t")', "a"),
        ("{漢字|かんじ}を", "漢字を"),
        (r"\*a\* \_ \x", r"*a* _ \x"),
        ("AT&amp;T", "AT&T"),
    ],
)
def test_marks_are_taken_from_a_typed_answer(typed: str, said: str) -> None:
    assert stripped(typed) == said
    assert words(typed) == said


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "a",
        "2*3*4",
        "5 * 3 * 2",
        "a_b_c",
        "$5 and $10",
        "{x|x > 0}",
        "a[0]",
        "5 ~ 6",
        "*",
        "`",
        "R&D; x",
    ],
)
def test_what_is_no_mark_stays_in_a_typed_answer(typed: str) -> None:
    assert stripped(typed) == typed


def test_holes_stand_for_blanks() -> None:
    template = f"**{hole(0)}** and `{hole(1)}`"
    assert words(template) == f"{hole(0)} and {hole(1)}"
    assert holes_filled(words(template), lambda index: f"[{index}]") == "[0] and [1]"
    assert holes_closed(f"a{hole(7)}") == "a\ufffd"
    with pytest.raises(ValueError, match="index must be 0 to 4093, not 4094"):
        hole(4094)


def test_a_text_without_marks_needs_no_parser() -> None:
    assert is_plain("What is 2 + 2 (in decimal)?")
    assert not is_plain("1985. What?")
    assert is_plain("1985. What?", inline=True)
    code = "from quizkit.markup import blocks, stripped, words; blocks('a'); words('a'); stripped('*a*')"
    assert not {"markdown_it", "mdit_py_plugins", "pylatexenc"} & modules_after(code)
    assert "attr" not in modules_after(
        "import quizkit.markup.plain; quizkit.markup.plain.stripped('*a*')"
    )


TABLE = ROOT / "tests" / "markup" / "texts.jsonl"
"""Texts with their words and their HTML, a line each."""


def told(text: str) -> dict[str, str]:
    return {"text": text, "words": words(text), "html": html(blocks(text))}


def test_words_and_html_of_many_texts() -> None:
    """Written anew with QUIZKIT_UPDATE_GOLDEN=1; then read the difference."""
    rows = [json.loads(line) for line in TABLE.read_text("utf-8").splitlines()]
    now = [told(row["text"]) for row in rows]
    if os.environ.get("QUIZKIT_UPDATE_GOLDEN"):
        lines = [json.dumps(row, ensure_ascii=False) + "\n" for row in now]
        TABLE.write_text("".join(lines), "utf-8")
    assert now == rows


def test_who_shows_formulas_and_pictures_says_how() -> None:
    made = blocks("$x$ $$y$$ ![a<b](c.png)\n\n$$\nz\n$$")
    assert html(
        made,
        maths=lambda source, display: f"<math>{source}{display}</math>",
        picture=lambda file, alt: f"<img {file} {alt}>",
    ) == (
        "<p><math>xFalse</math> <math>yTrue</math> <img c.png a<b></p>\n<p><math>zTrue</math></p>"
    )


def test_html_without_paragraphs_stands_in_a_line() -> None:
    assert html(blocks("*a* & b", inline=True), bare=True) == "<em>a</em> &amp; b"


@pytest.mark.parametrize("columns", [32, 33])
def test_a_table_that_is_too_wide_stays_text(columns: int) -> None:
    text = "|a" * columns + "|\n" + "|-" * columns + "|\n" + "|b" * columns + "|"
    [made] = blocks(text)
    assert isinstance(made, Table) is (columns <= 32)


def test_blanks_are_filled_wherever_they_stand() -> None:
    made = blocks(f"**{hole(0)}** `f({hole(1)})` $x^{{{hole(2)}}}$ {{{hole(3)}|よみ}}")
    bold = Emphasis((Text("<b>"),), strong=True)
    fillings = [
        Filling("<b>", (bold,), is_asked=True),
        Filling("a<b"),
        Filling("[a_b…]", is_asked=True, is_open=True),
        Filling("漢"),
    ]
    assert html(made, fillings=fillings, bare=True) == (
        "<strong><mark><strong>&lt;b&gt;</strong></mark></strong> <code>f(a&lt;b)</code> "
        r"<code>x^{\boxed{\text{[ab…]}}}</code> "
        "<ruby>漢<rp>(</rp><rt>よみ</rt><rp>)</rp></ruby>"
    )


def test_an_author_has_no_characters_of_holes() -> None:
    deck = read_deck(
        "title: T\nmarkup: markdown\ncards:\n"
        f"  - question: '*a* {hole(5)}'\n    cloze: 'b {{{{c}}}} {hole(0)}'\n"
        f"  - {{question: 'd{hole(0)}', answer: 'e {hole(0)}'}}\n"
    )
    assert not HOLES.search(
        "".join([*deck.notes[0].marks.values(), deck.cards[1].task.rights[0].shown])
    )
    assert [card.prompt for card in deck.cards] == ["a \ufffd\nb […] \ufffd", "d\ufffd"]
