"""What a plain answer is taken for, in decks of several languages, and that its forms are right."""

import json

import pytest

from quizkit import read_deck
from quizkit.grading import Outcome, describe, grade
from quizkit.model import Card, Judging, TrueFalseNote
from tests.verdicts import card_of, typed

TEXT = "a text"
NUMBER = "a number"
ROUNDED = "a number; more figures that round to it are right"
LOWER = "a number, a lower bound that may be left out"
UNIT = "a number; the unit ({}) may be left out"
RANGE = "a range: both ends are asked"


def card_with(answer: str, language: str = "en") -> Card:
    quoted = json.dumps(answer)
    deck = f"title: T\nlanguage: {language}\ncards:\n  - {{question: Q?, answer: {quoted}}}\n"
    return read_deck(deck).cards[0]


@pytest.mark.parametrize(
    ("answer", "taken"),
    [
        ("12 Monkeys", TEXT), ("783 horses", TEXT), ("6/8", TEXT), ("007", TEXT), ("O-", TEXT),
        ("+5", TEXT), ("1.2.3", TEXT), ("1:30", TEXT), ("3 or 4", TEXT), ("one", TEXT),
        ("12 TVs", TEXT), ("2 gas stations", TEXT), ("5 camps", TEXT), ("5 pm", TEXT),
        ("1 in 4", TEXT), ("10 to 4", TEXT), ("3-4-3", TEXT), ("H2O", TEXT), ("may", "a month"),
        ("3.10", ROUNDED), ("-40", NUMBER), ("1e6", NUMBER), ("1.5 million", NUMBER),
        ("over 20,000", LOWER), ("circa 1500", "a number, about"),
        ("2.3 %", UNIT.format("percent")), ("164 km", UNIT.format("kilometre")),
        ("10 KM", UNIT.format("kilometre")), ("53 pm", UNIT.format("picometre")),
        ("$5 million", UNIT.format("dollar")), ("8 hrs", UNIT.format("hour")),
        ("2017", "a number or a year"), ("2101", NUMBER),
        ("44 BC", "a year, with its era"), ("late 1869", "a year; late may be left out"),
        ("15th century", "a century"), ("1980s", "a decade"), ("20 July", "a date: day and month"),
        ("60-100 bpm", RANGE), ("5 to 10", RANGE), ("1914-18", RANGE), ("-10--5", RANGE),
        ("2020-01-05 to 2020-02-03", RANGE), ("44 BC - AD 14", RANGE),
    ],
)  # fmt: skip
def test_a_plain_answer_is_taken_for_what_it_is_written_as(answer: str, taken: str) -> None:
    assert describe(card_with(answer)).partition(": slips")[0] == taken


@pytest.mark.parametrize(
    ("language", "answer", "taken", "right"),
    [
        ("de", "3,5 Liter", UNIT.format("litre"), ["3,5", "3500 ml"]),
        ("de", "über 30.000", LOWER, ["mehr als 30 000", "30 Tsd."]),
        ("de", "20 Jahre", UNIT.format("year"), ["20", "240 Monate"]),
        ("de", "2,3 %", UNIT.format("percent"), ["2,3 Prozent"]),
        ("de", "12", NUMBER, ["zwölf"]),
        ("de", "5 bis 10", RANGE, ["5-10", "zwischen 5 und 10", "von fünf bis zehn"]),
        ("de", "Ende 1869", "a year; late may be left out", ["1869", "November 1869"]),
        ("fr", "20 ans", UNIT.format("year"), ["20 années", "240 mois"]),
        ("fr", "plus de 30 000", LOWER, ["30 000", "au moins 30 000"]),
        ("fr", "5 à 10 km", RANGE, ["5-10", "entre 5 et 10 kilomètres"]),
        ("fr", "44 av. J.-C.", "a year, with its era", ["44 avant J.-C.", "44 BC"]),
        (
            "fr",
            "été 1936",
            "a year; summer may be left out, and no other season will do",
            ["1936", "juillet 1936"],
        ),
        ("es", "20 años", UNIT.format("year"), ["20", "240 meses"]),
        ("it", "circa 500 metri", "a number, about; the unit (metre) may be left out", ["0,5 km"]),
    ],
)
def test_a_plain_answer_is_read_in_the_language_of_the_deck(
    language: str, answer: str, taken: str, right: list[str]
) -> None:
    card = card_with(answer, language)
    assert describe(card) == taken
    for response in (answer, *right):
        assert grade(card, response).outcome is Outcome.CORRECT, response


@pytest.mark.parametrize(
    ("answer", "responses"),
    [
        ("60-100 bpm", ["60 to 100", "60..100", "from 60 to 100 bpm", "60/100", "60 and 100"]),
        ("$5-10 million", ["$5m-$10m", "5 million to 10 million", "$5-10m", "$5 to 10 million"]),
        ("5 March - 7 April 1990", ["1990-03-05 to 1990-04-07", "5 March 1990 until 7 April 1990"]),
        ("1914-18", ["1914-1918", "1914/18", "between 1914 and 1918"]),
    ],
)
def test_a_range_is_right_in_any_notation(answer: str, responses: list[str]) -> None:
    for response in (answer, *responses):
        assert grade(card_with(answer), response).outcome is Outcome.CORRECT, response


def test_how_a_card_is_judged_can_be_asked_again() -> None:
    from quizkit import grading  # whose modules must not take the place of its functions

    assert grading.describe(card_with("5")) == grading.describe(card_with("5")) == NUMBER


@pytest.mark.parametrize(
    ("answer", "response", "outcome", "code"),
    [
        ("1954", "1954 BC", "wrong", "era"),
        ("1954", "1954.5", "wrong", "no-date"),
        ("1954", "the 1950s", "wrong", "span"),
        ("1954", "1954 metres", "wrong", "unit"),
        ("1954", "July 1954", "correct", "correct"),
        ("1954", "1954 ships", "correct", "correct"),
    ],
)
def test_a_bare_year_is_judged_as_year_and_as_number(
    answer: str, response: str, outcome: str, code: str
) -> None:
    verdict = grade(typed(answer), response)
    assert (verdict.outcome.value, verdict.code) == (outcome, code)


@pytest.mark.parametrize(
    ("language", "word", "is_true"),
    [("de", "Wahr", True), ("de", "falsch", False), ("de", "stimmt nicht", False),
     ("fr", "vrai", True), ("fr", "non", False), ("es", "sí", True), ("it", "no", False),
     ("de", "true", True), ("nl", "onwaar", False), ("pt-BR", "não", False)],
)  # fmt: skip
def test_true_and_false_may_be_said_in_the_language_of_the_deck(
    language: str, word: str, is_true: bool
) -> None:
    for answer in (True, False):
        note = TrueFalseNote(
            id="n", statement="S", answer=answer, judging=Judging(language=language)
        )
        assert grade(card_of(note), word).outcome.remembered is (answer is is_true)


def test_words_of_another_language_say_neither_true_nor_false() -> None:
    note = TrueFalseNote(id="n", statement="S", answer=True)
    assert grade(card_of(note), "wahr").code == "neither"


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ("answer: winter 1944-45", "a year; winter may be left out, and no other season will do"),
        ("answer: 3/4", "a number or a text: slips of the finger in long words are close"),
        (
            "answer: ネコ, language: ja",
            "a text: in its writing every sign counts, hiragana is close",
        ),
        (
            "answer: ねこ, language: ja",
            "a text: in its writing every sign counts, but katakana will do",
        ),
        (
            "answer: ls -l, type: code",
            "code: all counts, spaces in quotes, as indentation and where they part words",
        ),
        (
            "answers: [red, blue], case: strict",
            "a list: all of 2 parts in any order, wrong ones subtracted, letter case counts",
        ),
    ],
)
def test_show_says_what_is_taken_once_and_in_plain_words(keys: str, said: str) -> None:
    (card,) = read_deck(f"title: T\ncards:\n  - {{question: Which?, {keys}}}\n").cards
    assert describe(card).partition("; in ")[0] == said
