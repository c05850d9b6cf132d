"""The keys that decide how a note is judged: `language` of each side, `slips`, `type: code`."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from quizkit import read_deck
from quizkit.cli import cli
from quizkit.formats import parse_deck
from quizkit.grading import Outcome, describe, grade
from quizkit.model import Accents, Card, Case, Judging, SlipRule
from quizkit.model.packed import packed, unpacked

SPANISH = """
title: Spanish 1
id: es1
language: {question: en, answer: es}
cards:
  - {id: dog, question: the dog, answer: el perro, reverse: true}
  - {id: year, question: year, answer: el año, reverse: true}
  - {id: deja, question: déjà vu, answer: lo ya visto, reverse: true}
  - {id: price, question: "2.5", answer: "2,5", reverse: What is it in English?}
  - {id: cat, question: the cat, answer: le chat, language: fr, reverse: true}
  - {id: house, question: casa, answer: Häuser, language: {question: it, answer: de}, reverse: true}
  - {id: word, question: gato, answer: cat, language: {question: es, answer: en}, reverse: true}
  - {id: strict, question: naïve, answer: ingenuo, accents: strict, reverse: true}
"""
CARDS = {card.id.removeprefix("es1#"): card for card in read_deck(SPANISH).cards}


@pytest.mark.parametrize(
    ("card", "given", "outcome"),
    [
        ("dog", "el perro", Outcome.CORRECT),
        ("dog:reverse", "dog", Outcome.CORRECT),
        ("dog:reverse", "a dog", Outcome.CORRECT),
        ("year", "el ano", Outcome.CLOSE),
        ("year:reverse", "yéar", Outcome.CORRECT),
        ("deja:reverse", "deja vu", Outcome.CORRECT),
        ("strict:reverse", "naive", Outcome.WRONG),
        ("price", "2,5", Outcome.CORRECT),
        ("price:reverse", "2.50", Outcome.WRONG),  # the question is a text, and asked as one
        ("house", "Hauser", Outcome.CLOSE),
        ("word", "the cat", Outcome.CORRECT),
        ("word:reverse", "gató", Outcome.CLOSE),
    ],
)
def test_a_card_is_judged_in_the_language_of_its_answer(
    card: str, given: str, outcome: Outcome
) -> None:
    verdict = grade(CARDS[card], given)
    assert verdict.outcome is outcome, verdict.reason


def languages(head: str = "", note: str = "") -> tuple[str, str]:
    """Return the languages in which a card and the one turned round are judged."""
    deck = read_deck(
        f"title: T\n{head}\ncards:\n  - question: q\n    answer: a\n    reverse: true\n    {note}\n"
    )
    card, turned = deck.cards
    return card.judging.language, turned.judging.language


@pytest.mark.parametrize(
    ("head", "note", "expected"),
    [
        ("", "", ("en", "en")),
        ("language: es", "", ("es", "es")),
        ("language: {question: de, answer: es}", "", ("es", "de")),
        ("language: {answer: es}", "", ("es", "en")),
        ("language: {question: es}", "", ("en", "es")),
        ("language: es", "language: fr", ("fr", "es")),
        ("language: {question: de, answer: es}", "language: fr", ("fr", "de")),
        ("language: {question: de, answer: es}", "language: {question: it}", ("es", "it")),
        ("", "language: {question: pt-BR, answer: zh-Hant}", ("zh-Hant", "pt-BR")),
    ],
)
def test_a_side_that_is_not_named_has_the_language_of_the_deck(
    head: str, note: str, expected: tuple[str, str]
) -> None:
    assert languages(head, note) == expected


def test_a_deck_with_two_languages_has_that_of_its_answers() -> None:
    assert read_deck(SPANISH).language == "es"


def test_accents_follow_the_language_of_the_side_unless_they_are_set() -> None:
    accents = {name: card.judging.accents for name, card in CARDS.items()}
    assert (accents["dog"], accents["dog:reverse"]) == (Accents.CLOSE, Accents.IGNORE)
    assert accents["strict"] is accents["strict:reverse"] is Accents.STRICT
    set_for_all = read_deck(f"{SPANISH}defaults: {{accents: close, case: strict}}\n")
    assert {card.judging.accents for card in set_for_all.cards[:8]} == {Accents.CLOSE}
    assert {card.judging.case for card in set_for_all.cards} == {Case.STRICT}


def test_how_dates_are_read_holds_in_each_language() -> None:
    deck = read_deck(f"{SPANISH}defaults: {{dayfirst: true}}\n")
    assert {card.judging.dayfirst for card in deck.cards} == {True}


def test_any_kind_may_have_a_language_of_its_own() -> None:
    deck = read_deck(
        "title: T\ncards:\n"
        "  - {statement: La Terre est ronde., answer: true, language: fr}\n"
        "  - {question: Zahlen, order: [eins, zwei], language: de}\n"
        "  - {question: Hauptstädte, pairs: {Peru: Lima, Chile: Santiago}, language: de}\n"
        "  - {cloze: 'Es kostet {{2,5}} Euro.', language: de}\n"
        "  - {question: Zwei, answers: [Öl, Salz], language: de}\n"
        "  - {question: Welche?, answers: [Öl], distractors: [Salz], language: de}\n"
        "  - {question: Warum?, answer: Darum., type: free, language: de}\n"
    )
    assert [card.judging.language for card in deck.cards] == ["fr", *["de"] * 6]
    assert grade(deck.cards[0], "vrai").outcome is Outcome.CORRECT
    assert grade(deck.cards[3], "2,50").outcome is Outcome.CORRECT
    assert grade(deck.cards[4], "Salz und Ol").outcome is Outcome.CLOSE


def test_languages_and_answers_are_no_part_of_an_id() -> None:
    plain = parse_deck("title: T\ncards:\n  - {question: Q, answer: A}\n").good_deck
    told = parse_deck(
        "title: T\ncards:\n  - {question: Q, answer: B, language: {question: fr, answer: de},"
        " slips: none}\n"
    ).good_deck
    assert [card.id for card in plain.cards] == [card.id for card in told.cards]


def test_a_packed_deck_keeps_how_its_cards_are_judged() -> None:
    deck = read_deck(SPANISH + "defaults: {slips: none}\n")
    again = unpacked(packed(deck))
    assert again == deck
    assert [card.judging for card in again.cards] == [card.judging for card in deck.cards]


def judging_of(keys: str, defaults: str = "{}") -> Judging:
    (card,) = read_deck(f"title: T\ndefaults: {defaults}\ncards:\n  - {{{keys}}}\n").cards
    return card.judging


def test_slips_are_forgiven_unless_the_note_or_the_deck_says_otherwise() -> None:
    note = "question: Q, answer: A"
    assert judging_of(note).slips is SlipRule.CLOSE
    assert judging_of(f"{note}, slips: none").slips is SlipRule.NONE
    assert judging_of(note, "{slips: none}").slips is SlipRule.NONE
    assert judging_of(f"{note}, slips: close", "{slips: none}").slips is SlipRule.CLOSE
    assert judging_of("statement: S, answer: true", "{slips: none}").slips is SlipRule.CLOSE


def card(keys: str, head: str = "") -> Card:
    return read_deck(f"title: T\n{head}\ncards:\n  - {{question: Q, {keys}}}\n").cards[0]


def test_a_slip_that_is_not_forgiven_is_told_as_a_slip() -> None:
    verdict = grade(card("answer: Bucharest, slips: none"), "Bucarest")
    assert (verdict.outcome, verdict.score, verdict.code) == (Outcome.WRONG, 0, "no-slips")
    assert verdict.reason == "one letter off: it is Bucharest; no slip is forgiven here"
    assert verdict.diff is not None


def test_an_item_with_a_slip_that_is_not_forgiven_says_why() -> None:
    verdict = grade(card("answers: [Mercury, Neptune], slips: none"), "Mercury, Neptun")
    assert verdict.score == 0
    assert "one letter off: it is Neptune; no slip is forgiven here" in verdict.reason


@pytest.mark.parametrize(
    "keys",
    [
        "answer: Bucharest",
        "answer: Ada Lovelace, type: person",
        "answers: [Mercury, Neptune]",
        "pairs: {Peru: Lima, Chile: Santiago}",
    ],
)
def test_what_forgives_no_slip_says_so(keys: str) -> None:
    assert "no slip is forgiven" in describe(card(f"{keys}, slips: none"))
    assert "no slip is forgiven" not in describe(card(keys))


def test_show_says_which_language_is_not_that_of_the_deck(tmp_path: Path) -> None:
    path = tmp_path / "es1.yaml"
    path.write_text(SPANISH, "utf-8")
    done = CliRunner().invoke(cli, ["show", "--json", str(path)])
    told = {row["id"]: row for row in json.loads(done.output)}
    assert "; in " not in told["es1#dog"]["judged"]
    assert told["es1#dog:reverse"]["judged"].endswith("; in English")
    assert told["es1#cat"]["judged"].endswith("; in French")
    assert told["es1#house:reverse"]["language"] == "it"
    assert "; in French" in CliRunner().invoke(cli, ["show", f"{path}#cat"]).output
