"""Feedback to learn from: an answer beside what is right, for orders, pairs, options and clozes."""

import pytest
from hypothesis import given, strategies as st

from quizkit import telling
from quizkit.cli.page import Page
from quizkit.cli.player.feedback import feedback
from quizkit.cli.player.pages import prompt_again
from quizkit.cli.player.views import judged_view
from quizkit.grading import Outcome
from quizkit.progress import Response
from quizkit.session import Command, Respond
from quizkit.telling import OptionTold, PlaceTold, Run
from quizkit.visible import width_of
from tests.screens import drawn, sitting_of
from tests.sittings import Sitting

PLANETS = "Mercury Venus Earth Mars Jupiter Saturn Uranus Neptune".split()
MIXED = "Uranus Neptune Earth Mercury Venus Saturn Mars Jupiter".split()


PAGE = Page(80, colour=False)


def answered(entry: str, response: Response, **settings: object) -> Sitting:
    it = sitting_of(f"title: T\ncards: [{{{entry}}}]", **settings)
    return it.do(Respond(response))


def lines_of(entry: str, response: Response, page: Page = PAGE) -> list[str]:
    return feedback(answered(entry, response).judged, page)


def test_an_order_is_told_place_by_place_beside_what_was_given() -> None:
    assert lines_of(f"question: Q, order: {PLANETS}", MIXED) == [
        "◐ Partly right: 4 of 8 in the right order",
        "     right order  you had",
        "  1  Mercury      4th ✓ order",
        "  2  Venus        5th ✓ order",
        "  3  Earth        3rd ✓ place",
        "  4  Mars         7th ✓ order",
        "  5  Jupiter      8th ✓ order",
        "  6  Saturn       6th ✓ place",
        "  7  Uranus       1st",
        "  8  Neptune      2nd",
    ]


def test_an_order_is_heard_as_a_list() -> None:
    lines = lines_of(f"question: Q, order: {PLANETS}", MIXED, Page(80, colour=False, heard=True))
    assert lines[1:5] == [
        "1. Mercury – you had it 4th",
        "2. Venus – you had it 5th",
        "3. Earth – right",
        "4. Mars – you had it 7th",
    ]
    assert lines_of("question: Q, order: [a, b]", None)[1:] == ["  1  a", "  2  b"]


def test_an_item_left_out_of_an_order_is_told() -> None:
    lines = lines_of("question: Q, order: [pea, plum, melon]", ["pea", "melon"])
    assert lines[2:] == [
        "  1  pea          1st ✓",
        "  2  plum         –",
        "  3  melon        2nd ✓ order",
    ]


@given(st.permutations(PLANETS), st.integers(0, 8))
def test_what_is_told_of_an_order_agrees_with_what_was_given(items: list[str], count: int) -> None:
    told = telling.feedback(answered(f"question: Q, order: {PLANETS}", items[:count]).judged)
    assert told.order == () or [item.text for item in told.order] == PLANETS
    for place, item in enumerate(told.order, 1):
        assert item.had == (items.index(item.text) + 1 if item.text in items[:count] else None)
        assert item.in_place == (item.had == place)
    run = [item.had for item in told.order if item.in_order]
    assert run == sorted(filter(None, run))
    assert told.parts == ()


HEBREW, JAPANESE = (
    "\u05e9\u05dc\u05d5\u05dd \u05e2\u05d5\u05dc\u05dd",
    "\u65e5\u672c\u8a9e\u306e\u672c",
)
TEXTS = ["a", "the quick brown fox jumps over the lazy dog", HEBREW, JAPANESE]


@given(st.permutations(TEXTS), st.sampled_from([20, 40, 80]), st.booleans())
def test_what_is_compared_fits_any_width(texts: list[str], width: int, heard: bool) -> None:
    page = Page(width, colour=True, heard=heard)
    others = [*texts[1:], texts[0]]
    for entry, response in (
        (f"question: Q, order: {TEXTS}", texts),
        (
            f"question: Q, pairs: {dict(zip(TEXTS, TEXTS, strict=True))}",
            dict(zip(texts, others, strict=True)),
        ),
        (f"question: Q, answers: {TEXTS[:2]}, distractors: {TEXTS[2:]}", others[:2]),
        (f"cloze: '{{{{c1::{TEXTS[1]}}}}} and {{{{c1::{HEBREW}}}}}'", others[:2]),
    ):
        it = answered(entry, response)
        for line in [*feedback(it.judged, page), *prompt_again(it.judged, page)]:
            assert width_of(line) <= width


def test_the_options_of_a_choice_stay_with_what_was_picked_and_what_is_right() -> None:
    it = answered("question: Q, answer: cherry, distractors: [lime, plum]", "plum")
    told = telling.feedback(it.judged).options
    assert set(told) == {
        OptionTold("cherry", is_right=True, picked=False),
        OptionTold("plum", is_right=False, picked=True),
        OptionTold("lime", is_right=False, picked=False),
    }
    assert tuple(option.text for option in told) == it.judged.asking.options
    lines = feedback(it.judged, Page(80, colour=False))
    assert sorted(lines) == [
        "    lime",
        "  ✓ cherry",
        "  ✗ plum",
        "✗ Wrong: another option is right",
    ]
    heard = feedback(it.judged, Page(80, colour=False, heard=True))
    assert heard == ["✗ Wrong: another option is right", "You:    plum", "Answer: cherry"]


def test_a_right_option_that_was_missed_is_told_apart_from_one_picked() -> None:
    lines = lines_of("question: Q, answers: [oak, elm], distractors: [pea, bean]", ["oak", "pea"])
    assert sorted(lines[1:]) == ["    bean", "  ✓ elm – missed", "  ✓ oak", "  ✗ pea"]


@pytest.mark.parametrize("given_", ["true", "false", None])
def test_a_statement_shows_both_its_options(given_: str | None) -> None:
    lines = lines_of("statement: Peas are green., answer: true", given_)
    assert lines[1:] == ["  ✓ true", "  ✗ false" if given_ == "false" else "    false"]


def test_a_text_typed_where_options_are_shown_is_told_too() -> None:
    entry = "question: Q, answer: cherry, distractors: [lime, plum]"
    assert "You:    pear" in lines_of(entry, "pear")


def test_a_cloze_is_read_once_more_with_its_blanks_filled() -> None:
    entry = (
        "question: 'Suez:', cloze: 'Work began in {{c1::1859::year}} and ended in {{c1::1869}}.'"
    )
    it = answered(entry, ["1859", "1870"])
    assert telling.feedback(it.judged).filled == (
        Run("Suez:\n", is_blank=False),
        Run("Work began in ", is_blank=False),
        Run("1859", is_blank=True),
        Run(" and ended in ", is_blank=False),
        Run("1869", is_blank=True),
        Run(".", is_blank=False),
    )
    (screen,) = drawn(it)
    assert "Work began in \x1b[1m1859\x1b[0m and ended in \x1b[1m1869\x1b[0m." in screen
    assert "year" not in screen
    assert "2: 1869, not 1870" in screen
    assert "Answer:" not in screen


def test_a_cloze_is_filled_when_it_was_right_and_when_it_was_shown() -> None:
    for response in ("1859", None):
        it = answered("cloze: 'Work began in {{1859}}.'", response)
        assert "Work began in 1859." in judged_view(it.session, it.judged, Page(80, False)).lines


def test_lines_of_a_cloze_are_kept_as_the_deck_has_them() -> None:
    it = sitting_of("title: T\ncards:\n  - cloze: |\n      def f():\n          return {{1}}\n")
    it.do(Respond("2"))
    assert prompt_again(it.judged, Page(40, False)) == ["def f():", "    return 1"]


def test_a_control_character_of_a_deck_does_not_reach_the_terminal_in_a_filled_text() -> None:
    for line in Page(40, colour=True).runs([("a\x1b[2Jb\tc ", False), ("d\x9b", True)]):
        assert "\x1b[2J" not in line
        assert "\x9b" not in line


def test_what_was_overruled_keeps_what_it_is_compared_with() -> None:
    it = answered(f"question: Q, order: {PLANETS}", MIXED).do(Command.OVERRULE)
    told = telling.feedback(it.judged)
    assert told.heading is not None
    assert told.heading.text == "Right, you say"
    assert told.order[0] == PlaceTold("Mercury", 4, in_place=False, in_order=True)


def test_a_list_tells_what_was_given_what_was_missed_and_what_is_none_of_it() -> None:
    lines = lines_of("question: Q, answers: [red, blue]", "red; green")
    assert lines[1:4] == ["  ✓ red", "  ✗ missing: blue", "  ✗ green"]
    told = telling.feedback(answered("question: Q, answers: [red, blue]", "red; blu").judged)
    assert told.parts[1].text == "blue; you: blu" or told.parts[1].outcome is Outcome.WRONG
