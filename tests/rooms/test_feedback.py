"""What stands on the page: lines that fit and harm nothing, differences, and the line to accept."""

from unicodedata import category

import pytest
from hypothesis import given, strategies as st

from quizkit import read_deck
from quizkit.authoring.accepting import accept_line
from quizkit.cli.page import Page, width_of
from quizkit.cli.player.feedback import feedback
from quizkit.cli.player.views import judged_view
from quizkit.grading import Outcome, grade
from quizkit.model import Deck
from quizkit.session import Command, Judged, Respond
from tests.sittings import Sitting, plan_of

HEBREW, ARABIC, JAPANESE = "\u05e9\u05dc\u05d5\u05dd", "\u0645\u0635\u0631", "\u65e5\u672c\u8a9e"
SPOKEN = st.lists(
    st.sampled_from(
        [HEBREW, ARABIC, JAPANESE, "cafe\u0301", "\U0001f1f5\U0001f1ea", "word", "(a", "b)", "12"]
    )
    | st.text(st.characters(exclude_categories=["Mc"]), max_size=6),  # alone, of no sure width
    max_size=20,
).map(" ".join)


@given(SPOKEN, st.integers(40, 90), st.sampled_from(["", "You:    ", "  1) "]), st.booleans())
def test_lines_fit_the_page_and_harm_nothing(
    text: str, width: int, lead: str, colour: bool
) -> None:
    for line in Page(width, colour).block(text, lead, bold=True):
        assert width_of(line) <= width
        plain = line.replace("\x1b[1m", "").replace("\x1b[0m", "")
        assert "Cc" not in map(category, plain)
        assert sum(map(line.count, "\u2066\u2067")) == line.count("\u2069") <= 1


def test_each_line_of_right_to_left_text_is_fenced_off_in_its_direction() -> None:
    hebrew, english = (
        Page(20, colour=False).block(text)
        for text in (f"{HEBREW} {'abcdef ' * 4}", f"{'abcdef ' * 4} {HEBREW}")
    )
    assert len(hebrew) > 1
    assert all(line[0] == "\u2067" and line[-1] == "\u2069" for line in hebrew)
    assert all(line[0] == "\u2066" and line[-1] == "\u2069" for line in english)
    assert Page(20, colour=False).block("abc") == ["abc"]


def judged_lines(deck: Deck, given: object, width: int = 80, **more: bool) -> list[str]:
    it = judging(deck, given)
    return feedback(it.judged, Page(width, **{"colour": False, **more}))


def judging(deck: Deck, given: object) -> Sitting:
    plan = plan_of()
    cards = {card.id: card for card in deck.cards}
    return Sitting(type(plan)({"d": deck}, cards, plan.scheduler, "w", "s")).do(
        Respond(given)  # type: ignore[arg-type]
    )


def line_for(judged: Judged) -> str:
    return accept_line(judged.card, judged.response, judged.asking.options, judged.verdict)


def offers_a_line(it: Sitting) -> bool:
    view = judged_view(it.session, it.judged, Page(80, colour=False))
    return "To have it accepted always, write in the deck (e opens it):" in view.lines


def one(entry: str) -> Deck:
    return read_deck(f"title: D\nid: d\ncards:\n  - {{{entry}}}\n")


def test_the_difference_is_shown_to_a_wrong_answer_too() -> None:
    lines = judged_lines(one("question: Who?, answer: Ferdinand de Lesseps"), "Ferdinand de Lsep")
    assert lines[0].startswith("✗ Wrong")
    assert any("{+" in line for line in lines)
    lines = judged_lines(one("question: What?, answer: antigen receptor"), "receptor of antigens")
    assert lines[0] == "✗ Wrong: some words are right, some are not"
    assert lines[1:] == ["You:    receptor of antigens", "Answer: antigen receptor"]


def test_a_difference_wraps_with_its_colours() -> None:
    deck = one("question: What?, answer: chimeric antigen receptor of a T-cell")
    for colour in (False, True):
        lines = judged_lines(deck, "chimeric antgen receptr of a T-cell", 36, colour=colour)
        assert all(width_of(line) <= 36 for line in lines)
        assert sum("{+" in line for line in lines) == 2


def test_what_a_right_answer_left_out_is_told_with_it() -> None:
    lines = judged_lines(one("question: How many?, answer: 'over 20,000'"), "20,000")
    assert lines == [
        "✓ Right: the answer is a lower bound: over 20,000",
        "You:    20,000",
        "Answer: over 20,000",
    ]


def test_a_list_of_which_some_will_do_says_how_many_more() -> None:
    lines = judged_lines(one("question: Which?, answers: [red, blue, green], require: 2"), "red")
    assert lines == [
        "◐ Partly right: 1 of 2 asked; 1 more would do",
        "  ✓ red",
        "Answer: red, blue, green",
    ]


def test_what_parts_say_is_not_said_twice() -> None:
    assert judged_lines(one("question: Which?, pairs: {a: x, b: y}"), {"a": "y", "b": "y"}) == [
        "◐ Partly right: 1 of 2 pairs",
        "  ✗ a: x, not y",
        "  ✓ b: y",
    ]
    assert judged_lines(one("question: Which?, answers: [red, blue]"), "red; green") == [
        "✗ Wrong: 1 of 2 parts, less 1 not among the answers: green",
        "  ✓ red",
        "  ✗ missing: blue",
        "  ✗ green",
        "Answer: red, blue",
    ]


def test_a_list_without_a_right_part_says_what_was_given_and_the_answer_once() -> None:
    assert judged_lines(one("question: Which?, answers: [red, blue]"), "green") == [
        "✗ Wrong: 0 of 2 parts; not among the answers: green",
        "You:    green",
        "Answer: red, blue",
    ]
    several = one("question: Which?, answers: [red, blue], distractors: [green, gold]")
    lines = judged_lines(several, ["green"])
    assert sum("– missed" in line for line in lines) == 2
    assert not any("missing" in line or "You:" in line for line in lines)


@pytest.mark.parametrize(
    ("entry", "given", "line", "with_line"),
    [
        (
            "question: Who?, answer: Lima",
            "Ciudad",
            "accept: ['Ciudad']",
            "question: Who?, answer: Lima, accept: ['Ciudad']",
        ),
        (
            "question: Who?, answer: Lima, accept: [L]",
            "it's #1",
            "accept: ['L', 'it''s #1']",
            "question: Who?, answer: Lima, accept: ['L', 'it''s #1']",
        ),
        (
            "cloze: 'Is {{Lima}} it?'",
            ["Ciudad"],
            "{{Lima|Ciudad}}",
            "cloze: 'Is {{Lima|Ciudad}} it?'",
        ),
        (
            "cloze: '{{c1::Lima}} is a {{c1::city::what}}'",
            ["Lima", "a|b"],
            r"{{c1::city|a\|b::what}}",
            r"cloze: '{{c1::Lima}} is a {{c1::city|a\|b::what}}'",
        ),
    ],
)
def test_the_line_on_offer_makes_an_overruled_answer_right(
    entry: str, given: str | list[str], line: str, with_line: str
) -> None:
    it = judging(one(entry), given)
    assert not offers_a_line(it)
    it.do(Command.OVERRULE)
    assert line_for(it.judged) == line
    assert offers_a_line(it)
    (card,) = one(with_line).cards
    assert grade(card, given).outcome is Outcome.CORRECT


@pytest.mark.parametrize(
    ("entry", "given"),
    [
        ("question: Which?, answer: Lima, distractors: [Quito]", "Quito"),
        ("question: Which?, answer: Lima, reject: [Quito]", "quito"),
        ("question: Which?, answers: [Lima, Cuzco]", "Quito; Lima"),
        ("question: Why?, answer: Lima", None),
    ],
)
def test_no_line_is_offered_that_the_deck_could_not_take(entry: str, given: object) -> None:
    assert line_for(judging(one(entry), given).do(Command.OVERRULE).judged) == ""


def test_no_line_is_offered_for_the_card_asked_in_reverse() -> None:
    deck = one("question: Haus, answer: house, reverse: true")
    turned = Deck(id="d", title="D", language="en", notes=deck.notes)
    plan = plan_of()
    cards = {card.id: card for card in turned.cards if card.id.endswith(":reverse")}
    it = Sitting(type(plan)({"d": turned}, cards, plan.scheduler, "w", "s"))
    it.do(Respond("Heim"), Command.OVERRULE)
    assert line_for(it.judged) == ""
    assert not offers_a_line(it)


def test_an_endless_word_is_wrapped() -> None:
    word = "q" * 1_000_000  # in seconds, not hours
    assert "".join(Page(80, colour=False).block(word)) == word
