"""Decks of whatever may be Markdown: read, asked, judged and drawn on any page without a fault."""

import re
from xml.etree import ElementTree

import yaml
from hypothesis import given, strategies as st

from quizkit.cli import texts
from quizkit.cli.page import Page
from quizkit.errors import DeckError
from quizkit.formats.deck_yaml import parse_deck
from quizkit.grading import grade, right_answer
from quizkit.markup import html
from quizkit.markup.holes import HOLES
from quizkit.telling.marked import asked, filled_in
from quizkit.visible import width_of

MARKS = [
    *r"*_`~$[](){}|<>!&#-+=\:.'", "\n", "\n\n", "    ", "  \n", "**", "~~", "```\n", "$$", "](b)", "![", "a", "b ",
    "1. ", "- ", "> ", "漢", "{漢字|かんじ}", "\n|-|-|\n", "&amp;", "<b>", "[a]: b\n", r"\frac{1}{2}", "x^2", "$x_1$",
 "\u202e", "\U0010f000", "\U0010f005", "*a*", "`b`", "::", "e\u0301", "👩‍🚀",
]  # fmt: skip
_CHARS = st.characters(codec="utf-8", categories=("L", "N", "P", "S", "M", "Co"))
pieces = st.lists(st.one_of(st.sampled_from(MARKS), st.text(_CHARS, max_size=2)), max_size=12)
marks = pieces.map("".join).map(lambda text: text.strip() or "x")
blanks = st.lists(
    st.tuples(marks, marks.map(lambda text: re.sub(r"[{}]", "", text))), min_size=1, max_size=3
)
clozes = blanks.map(lambda found: "".join(f"{around}{{{{{blank}}}}}" for around, blank in found))


@st.composite
def entries(draw: st.DrawFn) -> dict[str, object]:
    entry = draw(
        st.sampled_from(
            [
                lambda: {"question": draw(marks), "answer": draw(marks)},
                lambda: {
                    "question": draw(marks),
                    "answer": draw(marks),
                    "distractors": {draw(marks): draw(marks)},
                },
                lambda: {"cloze": draw(clozes)},
                lambda: {"question": draw(marks), "cloze": draw(clozes)},
                lambda: {
                    "question": draw(marks),
                    "pairs": {draw(marks): draw(marks), "a": draw(marks)},
                },
                lambda: {"question": draw(marks), "order": [draw(marks), draw(marks)]},
                lambda: {"statement": draw(marks), "answer": "true"},
            ]
        )
    )()
    return {**entry, "explanation": draw(marks), "hints": [draw(marks)]}


NEVER_SHOWN = re.compile("[\0-\x1f\x7f-\x9f\u202a-\u202e\U0010f000-\U0010fffd]")
PAGES = [Page(80, colour=True), Page(24, colour=False), Page(20, colour=True, heard=True)]


@given(st.lists(entries(), min_size=1, max_size=3))
def test_a_deck_of_odd_markdown_is_read_asked_judged_and_drawn(
    found: list[dict[str, object]],
) -> None:
    text = yaml.safe_dump(
        {"title": "T", "markup": "markdown", "cards": found}, allow_unicode=True, width=9999
    )
    try:
        deck = parse_deck(text).readable_deck
    except DeckError:
        return
    for card in deck.cards:
        for told in (asked(card), filled_in(card)):
            ElementTree.fromstring(f"<p>{html(told.blocks, fillings=told.fillings)}</p>")
        assert not HOLES.search(card.prompt)
        grade(card, right_answer(card))
        shown = [card.note.explanation, *card.note.hints, *card.task.options]
        for page in PAGES:
            lines = texts.asked(card, page)
            for text in shown:
                lines += texts.text(card.note, text, page=page, prose=True)
            for line in lines:
                bare = re.sub(r"\x1b\[[\d;]*m", "", line)
                assert not NEVER_SHOWN.search(bare)
                assert width_of(bare) <= max(page.width, 2)
