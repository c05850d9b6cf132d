"""Vocabularies that say one language for both sides."""

import pytest

from quizkit.formats.deck_yaml import parse_deck
from quizkit.lint import check_deck

SPANISH = [("the house", "la casa"), ("the dog", "el perro"), ("to run", "correr")]
JAPANESE = [("house", "家"), ("to drink", "飲む"), ("mountain", "山"), ("cat", "猫"), ("dog", "犬")]


def told(language: str, words: list[tuple[str, str]], *, turned: bool = True) -> list[str]:
    """Return the mends of a vocabulary."""
    head = f"title: T\nlanguage: {language}\n" if language else "title: T\n"
    rows = "".join(
        f"  - {{question: {asked}, answer: {answer}, reverse: {str(turned).lower()}}}\n"
        if turned
        else f"  - {{question: {asked}, answer: {answer}}}\n"
        for asked, answer in words
    )
    reading = parse_deck(f"{head}cards:\n{rows}")
    assert not reading.problems
    return [finding.fix for finding in check_deck(reading, select=["Q409"])]


@pytest.mark.parametrize(
    ("language", "words", "mend"),
    [
        ("es", SPANISH, "language: {question: en, answer: es}"),
        ("", SPANISH, "language: {question: en, answer: es}"),
        ("ja", JAPANESE, "language: {question: en, answer: ja}"),
        (
            "de",
            [("la casa", "das Haus"), ("el perro", "der Hund"), ("los ojos", "die Augen")],
            "language: {question: es, answer: de}",
        ),
        (
            "en",
            [("la casa", "the house"), ("el perro", "the dog"), ("los ojos", "the eyes")],
            "language: {question: es, answer: en}",
        ),
        (
            "de",
            [("das Haus", "la casa"), ("der Hund", "el perro"), ("die Katze", "el gato")],
            "language: {question: de, answer: es}",
        ),
    ],
)
def test_a_side_in_a_language_that_the_deck_does_not_say_is_told(
    language: str, words: list[tuple[str, str]], mend: str
) -> None:
    assert told(language, words) == [mend]


def test_answers_alone_are_looked_at_where_nothing_is_turned_round() -> None:
    more = [*SPANISH, ("the sea", "la mar")]
    assert told("", more, turned=False) == ["language: {question: en, answer: es}"]
    assert told("es", more, turned=False) == []


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("{question: en, answer: es}", SPANISH),
        ("ja", [("家", "うち"), ("飲む", "のむ"), ("山", "やま"), ("川", "かわ"), ("犬", "いぬ")]),
        ("en", [("家", "the house"), ("飲む", "to drink"), ("山", "a mountain")]),
        ("fr", [("la ville", "la capitale"), ("le fleuve", "la Seine"), ("la mer", "un océan")]),
        ("es", [("la ciudad", "la capital"), ("el río", "el Ebro"), ("el mar", "un océano")]),
        ("de", [("groß", "riesig"), ("Haus", "Gebäude"), ("rennen", "laufen")]),
        ("", [("big", "large"), ("verdant", "green"), ("the pope", "the Vatican")]),
        ("", [("capital of Peru", "Lima"), ("its river", "the Rimac"), ("its sea", "the Pacific")]),
        ("it", [("gli occhi", "la vista"), ("il mare", "l'acqua"), ("la casa", "il tetto")]),
        ("nl", [("het huis", "de woning"), ("de zee", "het water"), ("de hond", "het dier")]),
    ],
)
def test_sides_in_languages_that_the_deck_says_are_let_pass(
    language: str, words: list[tuple[str, str]]
) -> None:
    assert told(language, words) == []
