"""Rules over notes in Markdown: what they find is what they find of the same words without marks."""

import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, strategies as st

from quizkit.cli.page import Page
from quizkit.formats.deck_yaml import parse_deck
from quizkit.lint import check_deck, mended
from quizkit.markup import blocks, is_plain
from quizkit.markup.terminal import lines
from tests.links import PAGES
from tests.places import TESTS

LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
CARDS = (TESTS / "cases" / "lint_cards.txt").read_text("utf-8")
SECTIONS = [one for one in CARDS.split("\n== ")[1:] if not one.startswith(("Q117", "Q119", "Q7"))]
_AS_IT_IS = frozenset(
    "type tolerance min max language lint id tags source examples require unit_required case"
    " accents slips image answer_image audio".split()
)
"""Keys that hold no texts, or some in which no mark may stand around all."""


def bold(text: str) -> str:
    """Return a text in bold, if it has no marks yet."""
    around = re.sub(r"\{\{[^{}]*\}\}", "x", text)
    return f"**{text}**" if is_plain(around) and text.strip() and text == text.strip() else text


def emphasised(text: str) -> str:
    """Return a text whose first and last word stand in other marks, if it has no marks yet."""
    if not is_plain(text) or text != text.strip() or not text.replace(" ", "").isalnum():
        return text
    first, _, rest = text.partition(" ")
    return f"*{first}* {rest}" if rest else f"_{first}_"


def marked(entry: Any, mark: Callable[[str], str], key: str = "") -> Any:
    """Return an entry with all its texts marked."""
    if isinstance(entry, dict):
        return {
            mark(name) if key and key != "examples" else name: value
            if name in _AS_IT_IS
            or (name == "answer" and "statement" in entry)
            or (name == "reverse" and value == "true")
            else marked(value, mark, name)
            for name, value in entry.items()
        }
    if isinstance(entry, list):
        return [marked(each, mark, key) for each in entry]
    return mark(entry)


def found(entries: Any, *, head: str = "", **options: Any) -> list[tuple[str, int]]:
    deck = {"title": "T", "cards": entries}
    text = yaml.safe_dump(deck, default_style="'", allow_unicode=True, width=10**6)
    reading = parse_deck(head + text)
    assert not reading.problems, reading.problems
    starts = [reading.origin(at).place().line for at in range(len(reading.good_deck.notes))]
    return sorted(
        (str(one.code), sum(start <= one.location.line for start in starts))
        for one in check_deck(reading, hints=True, **options)
    )


def can_be_marked(card: Any) -> bool:
    """Return whether a card is plain, without line breaks, and code, which is judged with its marks."""
    return (
        card.get("type") != "code"
        and "markup" not in card
        and not any("\n" in str(text) for text in card.values())
    )


def cards_of(section: str) -> list[Any]:
    """Return the cards of a section that can be marked, each with an id of its own."""
    lines = section.strip().splitlines()[1:]
    read = [yaml.load(f"[{line.partition(' ')[2]}]", LOADER) for line in lines]
    cards = [card for cards in read for card in cards if can_be_marked(card)]
    return [{**card, "id": f"n{at}"} for at, card in enumerate(cards)]


@pytest.mark.parametrize("mark", [bold, emphasised], ids=["bold", "emphasised"])
@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section[:4])
def test_cards_with_marks_have_the_findings_of_their_words(
    section: str, mark: Callable[[str], str]
) -> None:
    plain = cards_of(section)
    with_marks = [marked(card, mark) for card in plain]
    assert found(with_marks, head="markup: markdown\n") == found(plain, ignore=["Q117"])


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section[:4])
def test_a_mend_takes_no_marks_away(section: str) -> None:
    cards = [marked(card, bold) for card in cards_of(section)]
    text = yaml.safe_dump({"title": "T", "markup": "markdown", "cards": cards})
    after = mended(parse_deck(text), check_deck).reading.text
    assert after.count("**") >= text.count("**")


WRITTEN_WRONG = """\
title: T
markup: markdown
cards:
  - question: |
      Which of these is a gas at room temperature?

      Mind the **oxygen **here.
    answer: "**oxygen**"
    hints: [It is `open, "It **burns ** well."]
    explanation: |
      See

      - [the page](page.md), and
      - ![](gas.png)
  - question: Which is the *longest* river of Africa?
    answer: "**Nile**"
    distractors: ["**Congo**", "the *Congo*", "# Niger"]
  - question: Which city is the capital of *Peru*?
    answer: Lima
    reject:
      "**Cusco**": It was the capital of $ x^2 $.
      "*Quito*": See [[Ecuador]].
  - question: Match each **city** with its river.
    pairs:
      "**Cairo**": "- Nile"
      "*Paris*": Seine
  - cloze: |
      In **{{1859}}** work began,
      and in `{{1869}} the canal opened.
"""


def test_what_is_wrong_with_marks_is_told_where_it_stands() -> None:
    lines = WRITTEN_WRONG.splitlines()
    found = {
        (
            str(one.code),
            one.location.line,
            lines[one.location.line - 1][one.location.column - 1 :][:9],
        )
        for one in check_deck(parse_deck(WRITTEN_WRONG))
    }
    assert found == {
        ("Q102", 4, "|"),
        ("Q117", 22, "[[Ecuador"),
        ("Q302", 17, '"the *Con'),
        ("Q701", 14, "](gas.png"),
        ("Q705", 21, "$ x^2 $."),
        ("Q706", 7, "**oxygen "),
        ("Q706", 9, "**burns *"),
        ("Q706", 9, '`open, "I'),
        ("Q706", 29, "`{{1869}}"),
        ("Q709", 13, "](page.md"),
        ("Q710", 17, '"# Niger"'),
        ("Q710", 25, '"- Nile"'),
    }


def test_what_is_wrong_in_a_cell_or_an_included_file_is_told_there(tmp_path: Path) -> None:
    (tmp_path / "week").mkdir()
    (tmp_path / "week" / "one.yaml").write_text(
        "cards:\n  - {question: Which **gas **burns?, answer: hydrogen}\n", "utf-8"
    )
    (tmp_path / "deck.yaml").write_text(
        "title: T\nmarkup: markdown\ninclude: week/one.yaml\nwords:\n  columns: [a, b]\n"
        "  languages: {a: ja, b: en}\n  rows: |\n    {橋|はし} | bridge\n    漢字[かんじ] | **kanji **too\n",
        "utf-8",
    )
    found = check_deck(tmp_path / "deck.yaml")
    assert [
        (Path(one.location.file).name, one.location.line, one.location.column, str(one.code))
        for one in found
    ] == [("deck.yaml", 9, 5, "Q711"), ("deck.yaml", 9, 15, "Q706"), ("one.yaml", 2, 22, "Q706")]


def sections(page: str) -> list[str]:
    """Return the parts of a page below its headings, code left whole."""
    found, fence = [""], False
    for line in page.splitlines():
        fence ^= line.startswith("```")
        if line.startswith("#") and not fence:
            found.append("")
        else:
            found[-1] += f"{line}\n"
    return [part for part in found if part.strip()]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_is_written_as_it_is_meant_is_let_pass(page: Any) -> None:
    """The pages of the project: links of theirs lead to other pages, and one speaks of dollars."""
    parts = [part for part in sections(page.read_text("utf-8")) if len(part) < 10_000]
    cards = [
        {"question": f"What says part {at}?", "answer": "this", "explanation": part}
        for at, part in enumerate(parts)
    ]
    deck = yaml.safe_dump({"title": "T", "markup": "markdown", "cards": cards}, allow_unicode=True)
    reading = parse_deck(deck)
    told = check_deck(reading, select=["Q117", "Q7"], ignore=["Q709"])
    html = ["README.md", "index.md"]  # a picture for two palettes
    of_dollars = ["rules.md", "markdown.md"]
    allowed = {"Q117", "Q701"} if page.name in html else set()
    allowed |= {"Q705", "Q706"} if page.name in of_dollars else set()
    assert [str(one) for one in told if one.code not in allowed] == []


AGAIN = ["**a ", "$ x", "![a] (", "{漢|", "漢[か", "|a", "|a|\n", "a` ", "2*3*", "[[a", "\\(x_", "*a*b", "a) b\n",
         "x = (\n", "    ab, ", "[latex]", "<b ", "(a](b c"]  # fmt: skip


@pytest.mark.parametrize("piece", AGAIN)
def test_marks_again_and_again_are_looked_at_in_time(piece: str) -> None:
    text = (piece * 20_000)[:19_990]
    cards = [{"question": text, "answer": piece.strip() or "a", "explanation": text}]
    reading = parse_deck(yaml.safe_dump({"title": "T", "markup": "markdown", "cards": cards}))
    start = time.process_time()
    check_deck(reading, select=["Q117", "Q7"])
    assert time.process_time() - start < 8


PIECES = st.lists(
    st.sampled_from(
        [*AGAIN, *"*_`$[]()!{}|<>#-+.~^=\\\n &", "a", "B", "1", "漢", "か", "\n\n", "    ", "```", "~~~\n",
         "|-|-|\n", "$$", "\\frac{1}{2}", "![](a.png)", "[a](b)", "<br>", "- ", "> ", "{{a}}", "__init__"]
    ),
    min_size=1, max_size=12,
).map("".join)  # fmt: skip


@given(asked=PIECES, right=PIECES, told=PIECES)
def test_no_marks_make_a_rule_fail(asked: str, right: str, told: str) -> None:
    cards = [
        {"question": asked, "answer": right, "explanation": told, "hints": [told]},
        {"question": told, "answer": asked, "distractors": {right: told, "b": ""}},
        {"cloze": f"{told} {{{{{right}}}}} {asked}"},
    ]
    text = yaml.safe_dump({"title": "T", "markup": "markdown", "cards": cards}, allow_unicode=True)
    check_deck(parse_deck(text), hints=True)


@pytest.mark.parametrize("columns", range(2, 14))
@pytest.mark.parametrize("word", ["iron", "nitrogen", "praseodymium", "a" * 30])
def test_a_table_is_too_wide_where_a_terminal_has_no_room_for_it(columns: int, word: str) -> None:
    row = "|" + f" {word} |" * columns
    text = f"{row}\n|{'---|' * columns}\n{row}"
    card = {"question": "Which one?", "answer": "this", "explanation": text}
    deck = parse_deck(yaml.safe_dump({"title": "T", "markup": "markdown", "cards": [card]}))
    is_wide = "─" not in "\n".join(lines(blocks(text), Page(80, colour=False)))
    assert [one.code for one in check_deck(deck, select=["Q703"])] == ["Q703"] * is_wide
