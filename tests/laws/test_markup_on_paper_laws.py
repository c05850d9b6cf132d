"""Laws of drawn Markdown: no line is too wide, no word is lost, nothing harmful is sent."""

import re
from collections.abc import Iterator

from hypothesis import assume, given, strategies as st

from quizkit.cli.page import Page
from quizkit.markup import Paragraph, Table, blocks, hole, parts, words
from quizkit.markup.holes import HOLES
from quizkit.markup.paper import Filling
from quizkit.markup.terminal import lines
from quizkit.visible import visible, width_of
from tests.odd_markdown import marked

STYLE = re.compile(r"\x1b\[[\d;]*m")
LETTER = re.compile(r"[^\W\d_]")

pages = st.builds(
    Page, st.integers(20, 90), st.booleans(), weight=st.booleans(), heard=st.booleans()
)
inlines = marked.map(
    lambda text: tuple(
        [part for part in parts(blocks(text, inline=True)) if not isinstance(part, Paragraph)]
    )
)
blanks = st.lists(
    st.builds(Filling, marked.map(words), inlines, st.booleans(), st.booleans()), max_size=3
)


@st.composite
def clozes(draw: st.DrawFn) -> tuple[str, list[Filling]]:
    """A text with holes anywhere, and what stands in them."""
    fillings = draw(blanks)
    text = HOLES.sub("", draw(marked))
    for at in range(len(fillings)):
        place = draw(st.integers(0, len(text)))
        text = text[:place] + hole(at) + text[place:]
    return text, fillings


@given(clozes(), pages, st.booleans(), st.sampled_from(["", "  1) ", "Hint: "]))
def test_no_line_is_wider_than_the_page_and_none_has_controls(
    cloze: tuple[str, list[Filling]], page: Page, bold: bool, lead: str
) -> None:
    text, fillings = cloze
    for line in lines(blocks(text), page, lead, bold=bold, fillings=fillings):
        bare = STYLE.sub("", line)
        assert width_of(bare) <= page.width, line
        assert visible(re.sub("[\u2066\u2067\u2069]", "", bare)) == re.sub(
            "[\u2066\u2067\u2069]", "", bare
        )
        assert bare == line or page.is_styled


def in_order(wanted: Iterator[str], found: Iterator[str]) -> bool:
    return all(any(letter == each for each in found) for letter in wanted)


@given(marked, st.booleans(), pages)
def test_every_word_is_on_the_page_in_order(text: str, inline: bool, page: Page) -> None:
    made = blocks(text, inline=inline)
    assume(not any(isinstance(part, Table) for part in parts(made)))  # heads come again
    shown = "".join(lines(made, page))
    said = words(text, inline=inline) if made else ""
    assert in_order(iter(LETTER.findall(said)), iter(LETTER.findall(STYLE.sub("", shown))))


@given(
    st.lists(st.lists(st.text("ab 木`*", max_size=30), min_size=3, max_size=3), max_size=4), pages
)
def test_every_cell_of_a_table_is_on_the_page(rows: list[list[str]], page: Page) -> None:
    table = ["|x|y|z|", "|-|:-:|-:|", *(f"|{'|'.join(row)}|" for row in rows)]
    shown = STYLE.sub("", "".join(lines(blocks("\n".join(table)), page)))
    wanted = words("\n".join(table))
    assert {letter: shown.count(letter) for letter in "ab木"} == {
        letter: wanted.count(letter) for letter in "ab木"
    }


@given(st.text(" \tab", max_size=100), pages)
def test_no_space_of_code_is_lost(code: str, page: Page) -> None:
    first, *others = [
        STYLE.sub("", line)[2:] for line in lines(blocks(f"```\nx{code}y\n```"), page)
    ]
    room = page.width - 2  # what ends in spaces has them at the margin
    shown = first.ljust(room) + "".join(line[2:].ljust(room - 2) for line in others)
    assert all(line.startswith("↪ ") for line in others)
    assert shown.rstrip() == f"x{code}y".expandtabs(4)
