"""What a screen can show of a wrong or a close answer, and the sentences learners read."""

import unicodedata

import pytest
from hypothesis import given, strategies as st

from quizkit.grading import grade
from quizkit.model import AnswerType, ListNote, OrderNote, SeveralChoicesNote
from tests.verdicts import card_of, typed


def marked(answer: str, response: str, **key: object) -> str:
    """Return the comparison in one text: [missing] and {extra}."""
    diff = grade(typed(answer, **key), response).diff or ()
    marks = {"equal": "%s", "missing": "[%s]", "extra": "{%s}"}
    return "".join(marks[segment.kind] % segment.text for segment in diff)


@pytest.mark.parametrize(
    ("answer", "response", "shown"),
    [
        ("Nature Medicine", "Nature Medcine", "Nature Med[i]cine"),
        ("chemotherapy", "chemotheropy", "chemother[a]{o}py"),
        ("antigen", "antigens", "antigen{s}"),
        ("Danube", "DANUUBE", "DANU{U}BE"),
        ("hepatitis A", "hepatitis B", "hepatitis [A]{B}"),
        ("Jupiter", "Mars", ""),
        ("tumour suppressor", "tumor supressor", "tumor sup[p]ressor"),
    ],
)
def test_a_comparison_shows_what_is_missing_and_what_is_too_much(
    answer: str, response: str, shown: str
) -> None:
    assert marked(answer, response) == shown


def test_the_comparison_is_with_the_answer_that_was_meant() -> None:
    assert marked("radiation", "radiotherapi", accept=("radiotherapy",)) == "radiotherap[y]{i}"
    assert marked("Isaac Newton", "Isaac Newten", type=AnswerType.PERSON) == "Isaac Newt[o]{e}n"


def test_a_comparison_keeps_a_word_together() -> None:
    shown = marked("Dmitri Mendeleev", "Mendeleyev", type=AnswerType.PERSON)
    assert shown == "[Dmitri ]Mendele{y}ev"


@pytest.mark.parametrize(
    ("answer", "response", "reason"),
    [
        ("Louis XIV", "Louis", "the number is missing"),
        ("Elizabeth II", "Queen Elizabeth", "the number is missing"),
        ("Johann Bach", "Johann", "the surname is asked for"),
        ("Martin Luther King Jr.", "Martin Luther King Sr.", "another person of that name"),
        ("Isaac Newton", "Newton Isaac", "the surname comes last, or first with a comma after it"),
    ],
)  # fmt: skip
def test_the_reason_fits_the_name(answer: str, response: str, reason: str) -> None:
    assert grade(typed(answer, type=AnswerType.PERSON), response).reason == reason


def test_a_letter_keeps_its_accent() -> None:
    response = unicodedata.normalize("NFD", "crème brûléee")
    assert marked("crème brûlée", response) == "crème brûlée{e}"


@given(answer=st.text("abc é", min_size=1, max_size=12), response=st.text("abc é", max_size=12))
def test_a_comparison_holds_both_texts(answer: str, response: str) -> None:
    verdict = grade(typed(answer, type=AnswerType.EXACT), response)
    if verdict.diff:
        right = "".join(s.text for s in verdict.diff if s.kind != "extra")
        own = "".join(s.text for s in verdict.diff if s.kind != "missing")
        assert right.casefold() == answer.casefold()
        assert own == response.strip()


@pytest.mark.parametrize(
    ("answer", "response", "reason"),
    [
        ("Nature Medicine", "Nature Medcine", "one letter off: it is Nature Medicine"),
        ("over 30,000", "under 30,000",
         "right number, but the answer is a lower bound: over 30,000"),
        ("necessary", "unnecessary", "near, but another thing: un- changes the meaning"),
        ("northwest", "northeast", "near, but another thing: northeast is not northwest"),
        ("164 km", "164 miles", "the right figure in a wrong unit"),
        ("3.5 L", "3,5 L", "the decimal mark here is a point, not a comma"),
        ("30,000", "30.000", "here a point begins the decimals, and a comma groups digits"),
        ("30,000", "30,000%", "the right figure in a wrong unit"),
        ("about 500", "500", "the answer is approximate: about 500"),
        ("Nature Medicine", "no idea", "another answer"),
        ("it is not visible", "it is visible", "that says the opposite"),
        ("New Zealand", "NewZealand", "mind the space: it is New Zealand"),
        ("sandwich", "sandwiches", "mind the ending: it is sandwich"),
        ("tumor", "rumor", "near, but another word: rumor is not tumor"),
        ("cell", "call", "near, but another word: call is not cell"),
        ("Fourteen Points", "Forteen Points", "near, but a number in words must be exact"),
        ("half", "1/2", "another answer"),
        ("15th century", "14th century", "another century"),
        ("20 July 1969", "20 July 69", "the year is not written in full"),
        ("60-100 bpm", "60", "1 of 2 ends"),
        ("-5", "5", "a different sign"),
        ("7 billion people", "7bn people", "some words are right, some are not"),
        ("vitamin B12", "vitamin C12", "another letter"),
        ("Apollo 11", "Apollo 12", "another number: 12 for 11"),
        ("the First World War", "the Second World War", "another number: 2nd for 1st"),
        ("44 BC", "AD 44", "another era: the answer is 44 BC"),
    ],
)  # fmt: skip
def test_the_reason_is_a_sentence_for_the_learner(answer: str, response: str, reason: str) -> None:
    assert grade(typed(answer), response).reason == reason


def test_a_difference_in_letter_case_alone_is_not_drawn() -> None:
    assert marked("x = y", "X = y", type=AnswerType.EXACT) == ""


def test_the_parts_of_an_order_agree_with_its_verdict() -> None:
    order = ("egg", "chick", "hen")
    card = card_of(OrderNote(id="n", question="?", order=order))
    backwards = grade(card, order[::-1])
    assert (backwards.reason, backwards.score) == ("the other way round", 0)
    assert not any(part.verdict.score for part in backwards.parts)
    short = grade(card, ["egg", "hen"])
    assert [part.verdict.code for part in short.parts] == ["correct", "correct", "empty"]
    mistyped = grade(card, "egg, chikc, hen")
    assert mistyped.reason == mistyped.parts[1].verdict.reason == "one letter off: it is chick"


def test_an_order_of_nothing_known_says_so() -> None:
    card = card_of(OrderNote(id="n", question="?", order=("egg", "chick", "hen")))
    form = "name all 3 in order, with commas between"
    assert grade(card, "owl, a bat").reason == f"{form}; not among the items: owl, a bat"
    assert (
        grade(card, "owl, egg, hen").reason == "2 of 3 in the right order; not among the items: owl"
    )
    assert grade(card, "egg chick hen").score == 1
    assert grade(card, "egg < chick < hen").score == 1
    assert grade(card, "hen").reason == "only one of the 3 items"


def test_the_parts_of_a_range_are_its_ends() -> None:
    verdict = grade(typed("2020-01-05 to 2020-02-03"), "5 Jan - 4 Feb 2020")
    assert [part.right for part in verdict.parts] == ["2020-01-05", "2020-02-03"]
    assert [part.verdict.score for part in verdict.parts] == [1, 0]


@pytest.mark.parametrize(
    ("answer", "response", "score"),
    [
        ("5-10 kg", "5-10 g", 0),
        ("5-10 kg", "5-10 miles", 0),
        ("5-10 kg", "5000-10,000 g", 1),
        ("5-10 kg", "5 kg to 10 g", 0.5),
        ("900 m - 2 km", "900 - 2 km", 1),
        ("2-5 million", "2-5 million", 1),
        ("2-5 million", "2-5", 0),
        ("May to June 1990", "May to June 1991", 0),
        ("3 May to 5 June 1990", "3 May - 5 June 1991", 0),
    ],
)
def test_what_the_second_end_of_a_range_says_is_said_of_both(
    answer: str, response: str, score: float
) -> None:
    assert grade(typed(answer), response).score == score


def test_what_is_no_option_is_named() -> None:
    note = SeveralChoicesNote(
        id="n", question="?", answers=(("neon",), ("argon",)), distractors={"iron": ""}
    )
    verdict = grade(card_of(note), "neon, tin", options=("iron", "neon", "argon"))
    assert verdict.reason == "1 of the 2 right ones; not among the options: tin"


def test_the_feedback_of_a_rejected_person_comes_with_the_surname_alone() -> None:
    right = typed(
        "Thomas Mann",
        type=AnswerType.PERSON,
        reject={"Heinrich Mann": "His brother.", "Hermann Hesse": "Of Steppenwolf."},
    )
    for response in ("Hesse", "H. Hesse", "Hesse, Hermann"):
        assert grade(right, response).reason == "Of Steppenwolf."
    assert grade(right, "H. Mann").reason == "His brother."
    assert grade(right, "Mann").outcome.remembered


def test_a_dash_left_out_is_told_as_such() -> None:
    verdict = grade(typed("peut-être"), "peutetre")
    assert verdict.reason == "mind the space: it is peut-être"


def test_the_word_that_parts_items_may_be_one_of_them() -> None:
    gates = ListNote(id="n", question="Basic gates?", answers=(("AND",), ("OR",), ("NOT",)))
    for response in ("and, or, not", "not; or; and", "AND\nOR\nNOT"):
        assert grade(card_of(gates), response).outcome.remembered
    assert grade(card_of(gates), ["or", "and", "not"]).outcome.remembered
