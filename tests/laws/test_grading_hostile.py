"""Hostile answers: each is judged, and the run of these tests takes seconds, not minutes."""

import pytest

from quizkit.grading import Outcome, folding, grade
from quizkit.model import AnswerKey, AnswerType, ChoiceNote, OrderNote, SeveralChoicesNote
from tests.verdicts import KINDS, card_of, is_sound, typed

PIECES = [
    "a", "a ", " ", "1", "1,", "1 ", "1.", "'", "-", "-.", "(", "()", "(a) ", "e1", "1e",
    "\u0301", "\u0301\u0323", "a\u0323\u0301", "\u200b", "\n", "1\n", "and ", ";", "a;", "ll",
    "our", "ise", "aes", "it is ", "the ", "hundred ", "and one ", "n't ", "1/", "½", "10²",
    "β1", "km ", "x10^", ":", "over ", "b.c.", "july ", "1st ", "J. ", "van ", "\u0130",
    "\ufdfa", "\ud800", "ß", "1. ", "=\n", "->", "Peru=Lima;", "red,", "salt and ", "egg > ",
    "m/", "per ", "m^2 ", "million ", "half a ", "point one ", "anti", "ss", "xi",
]  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_a_million_characters_are_judged(kind: str) -> None:
    for piece in ("a", "1,", "1\n", "\u0301\u0323", "\u200b", "egg;"):
        assert is_sound(grade(KINDS[kind], piece * (1_000_000 // len(piece))))


@pytest.mark.parametrize("kind", KINDS)
def test_the_longest_answers_that_are_looked_at_are_judged(kind: str) -> None:
    for piece in PIECES:
        text = (piece * 999)[:999]
        assert is_sound(grade(KINDS[kind], text))
        assert is_sound(grade(KINDS[kind], f"1{text}"))


@pytest.mark.parametrize("piece", PIECES)
def test_a_right_answer_may_be_as_hostile(piece: str) -> None:
    text = (piece * 999)[:999]
    for kind in AnswerType:
        card = typed(text, type=kind, reject={text[::-1][:900]: ""})
        for response in (text[:-1], text[1:], f"{text[:500]}x{text[500:]}", text.upper()):
            assert is_sound(grade(card, response))


@pytest.mark.parametrize(
    "number",
    [
        "1e999999999",
        "-1e999999999",
        "1e-999999999",
        "9" * 1000,
        "0." + "0" * 900 + "1",
        "10^999999999",
        "1 x 10^" + "9" * 900,
        "1/" + "9" * 900,
        "1e" + "9" * 900,
        "billion " * 120,
        "1" + ",000" * 240,
        "million million million million million",
    ],
)
def test_numbers_beyond_reason_are_never_built(number: str) -> None:
    assert grade(typed("5", type=AnswerType.NUMBER), number).outcome is Outcome.WRONG
    assert grade(typed("5 km", type=AnswerType.NUMBER), f"{number[:990]} km").score == 0
    assert is_sound(grade(typed(number), "5"))


def test_deep_nesting_is_no_answer() -> None:
    nested: list[object] = []
    for _ in range(100_000):
        nested = [nested]
    for card in KINDS.values():
        assert is_sound(grade(card, nested))  # type: ignore[arg-type]
    assert grade(typed("x"), "(" * 500 + "x" + ")" * 499).outcome is Outcome.CORRECT


@pytest.mark.parametrize("piece", ["1,", "-", "(a) ", "\u0301\u0323", "a\u0323\u0301", "\u200b"])
def test_a_right_answer_of_a_million_characters_is_judged(piece: str) -> None:
    text = piece * (1_000_000 // len(piece))
    for kind in (AnswerType.AUTO, AnswerType.DATE, AnswerType.PERSON):
        card = typed("Lima", type=kind, accept=(text,), reject={f"{text}x": ""})
        assert is_sound(grade(card, "Limma", other_answers={text}))
        assert is_sound(grade(typed(text, type=kind), text[:900]))


@pytest.mark.parametrize("kind", KINDS)
def test_a_million_items_are_too_many(kind: str) -> None:
    assert is_sound(grade(KINDS[kind], ["red"] * 1_000_000))


@pytest.mark.parametrize("kind", KINDS)
def test_a_whole_number_of_more_digits_than_python_writes_is_no_answer(kind: str) -> None:
    assert is_sound(grade(KINDS[kind], 10**5000))  # type: ignore[arg-type]


def test_a_right_option_may_be_longer_than_any_typed_answer() -> None:
    right, wrong = (f"{word} {'very ' * 300}long" for word in ("yes", "no"))
    choice = ChoiceNote(id="c", question="?", key=AnswerKey(right), distractors={wrong: ""})
    several = SeveralChoicesNote(
        id="s", question="?", answers=((right,), ("ok",)), distractors={wrong: ""}
    )
    order = OrderNote(id="o", question="?", order=(right, wrong))
    for note, response in ((choice, right), (several, [right, "ok"]), (order, [right, wrong])):
        verdict = grade(card_of(note), response, options=(wrong, right, "ok"))
        assert verdict.outcome is Outcome.CORRECT


def test_the_words_of_long_texts_are_not_kept() -> None:
    kept = folding._kept.cache_info().currsize
    for count in range(20):
        grade(typed("a boat"), f"{count} " + "ab 12 " * 150)
    assert folding._kept.cache_info().currsize <= kept + 5
