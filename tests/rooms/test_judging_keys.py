"""The keys that decide how a note is judged: `language` of each side, `slips`, `type: code`."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given as any_of, strategies as st

from quizkit import read_deck
from quizkit.answers.letters import clean
from quizkit.authoring.accepting import accept_line
from quizkit.cli import cli
from quizkit.formats import parse_deck
from quizkit.grading import Code, Outcome, describe, grade
from quizkit.grading.key import FORGIVEN
from quizkit.lint import check_deck
from quizkit.model import (
    Accents,
    AnswerKey,
    AnswerType,
    Card,
    Case,
    Judging,
    Line,
    SlipRule,
    TypedNote,
)
from quizkit.model.packed import packed, unpacked
from quizkit.telling import how_to_answer
from tests.judged_cases import CASES, judge, read_cases

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


TWICE = """
title: Python
id: py
cards:
  - id: twice
    question: Write a function `twice` of `x`.
    type: code
    answer: |
      def twice(x):
          y = 2 * x
          return y
    reject: {"def twice(x): return x ** 2": That is the square.}
"""
(TWICE_CARD,) = read_deck(TWICE).cards


@pytest.mark.parametrize(
    ("given", "code", "reason"),
    [
        ("def twice(x):\n  y = 2*x\n  return y", "correct", ""),
        (r"def twice(x):\n y=2*x\n return y", "correct", ""),
        ("def twice(x):\ny = 2*x\nreturn y", "indentation", "line 2 is indented otherwise: y ="),
        ("def twice(x):\n  y = 2*x", "code", "line 3 is missing: return y"),
        ("def twice(x):\n  y = 2*x\n  return y\ntwice(1)", "code", "line 4 is more than the an"),
        ("def twice(x):\n  y = 3*x\n  return y", "code", "line 2 is not the same code: it is"),
        ("def twice(x):\n  y = 2*x\n  returny", "code", "a space counts in line 3: it is retu"),
        ("def twice(x):\n  Y = 2*x\n  return y", "case", "letter case counts in code in line 2"),
        ("def twice( x ) : return x**2", "reject", "That is the square."),
    ],
)
def test_the_first_line_that_differs_is_told(given: str, code: str, reason: str) -> None:
    verdict = grade(TWICE_CARD, given)
    assert verdict.code == code
    assert verdict.reason.startswith(reason)
    assert bool(verdict.reason) is (verdict.outcome is not Outcome.CORRECT)


@pytest.mark.parametrize(
    ("answer", "given", "reason"),
    [
        ('print("Hi")', "print(\u201cHi\u201d)", "signs that look alike count"),
        ("ls -l", "ls-l", "a space counts: it is ls -l"),
        ('print("Hi")', "print('Hi')", 'the kind of quotes counts: it is print("Hi")'),
        ("a + b", "a - b", "that is not the same code: it is a + b"),
    ],
)
def test_a_line_of_code_says_what_is_wrong_with_it(answer: str, given: str, reason: str) -> None:
    verdict = grade(card(f"type: code, answer: '{answer}'"), given)
    assert verdict.reason.startswith(reason)
    assert verdict.diff is not None


def test_code_that_is_right_in_many_ways_is_found_among_them() -> None:
    accept = ", ".join(f"'f({number})'" for number in range(300))
    one = card(f"type: code, answer: 'g()', accept: [{accept}]")
    assert grade(one, "f( 299 )").outcome is Outcome.CORRECT
    assert grade(one, "f(300)").outcome is Outcome.WRONG


def test_code_may_be_as_long_as_the_answer_and_not_endless() -> None:
    long = "\n".join(f"f({number})" for number in range(500))
    (one,) = read_deck(
        "title: T\ncards:\n  - question: Q\n    type: code\n    answer: |\n"
        + "".join(f"      {line}\n" for line in long.splitlines())
    ).cards
    assert grade(one, long).outcome is Outcome.CORRECT
    assert grade(one, long * 9).code == "too-long"


def test_right_answers_that_differ_in_what_counts_are_no_twins() -> None:
    deck = "title: T\ncards:\n  - {{question: Q, type: code, answer: '{}', reject: ['{}']}}\n"
    assert parse_deck(deck.format('"a  b"', '"a b"')).deck
    assert parse_deck(deck.format("Print", "print")).deck
    (problem,) = parse_deck(deck.format("a = 1", "a=1")).problems
    assert problem.code == "rejected-and-right"


def test_code_of_several_lines_is_a_block_to_type() -> None:
    assert TWICE_CARD.task.form == Line(is_block=True)
    assert card("type: code, answer: a = 1").task.form == Line()
    assert how_to_answer(TWICE_CARD.task.form) == "Several lines."


def test_distractors_of_code_are_near_misses_as_code() -> None:
    one = card("type: code, answer: a += 1, distractors: [a = 1, a == 1]")
    assert grade(one, "a  +=  1").outcome is Outcome.CORRECT
    assert grade(one, "a==1").code == "reject"


@any_of(st.text(st.sampled_from("ab1 \t\n\"'`\\=-.(#\u00a0\u200bé"), max_size=40))
def test_any_code_is_right_as_it_is_and_however_its_lines_end(text: str) -> None:
    one = TypedNote(id="n", question="Q", key=AnswerKey(text, type=AnswerType.CODE))
    if clean(text):
        for typed in (text, text + " \n\n", "\n\n" + text.replace("\n", "\r\n")):
            verdict = grade(Card("d#n", one, one), typed)
            assert verdict.outcome is Outcome.CORRECT, verdict.reason


def test_rules_about_english_leave_a_note_in_another_language_alone() -> None:
    deck = "title: T\ncards:\n  - {{question: Vieille ville?, answer: Paris{}}}\n"
    english = {finding.code for finding in check_deck(parse_deck(deck.format("")), hints=True)}
    french = check_deck(parse_deck(deck.format(", language: fr")), hints=True)
    assert "Q109" in english
    assert "Q109" not in {finding.code for finding in french}


@pytest.mark.parametrize(
    "typed", ["def twice(x): \\n  return x+x", "def twice(x):\n  return x+x\n"]
)
def test_the_line_that_accepts_code_of_several_lines_reads_as_what_was_typed(typed: str) -> None:
    written = accept_line(TWICE_CARD, typed, (), grade(TWICE_CARD, typed))
    accepting = TWICE + "".join(f"    {line}\n" for line in written.splitlines())
    (accepts,) = read_deck(accepting).cards
    assert grade(TWICE_CARD, typed).outcome is Outcome.WRONG
    assert grade(accepts, typed).outcome is Outcome.CORRECT


def test_only_what_is_a_slip_is_judged_otherwise_where_none_is_forgiven() -> None:
    typed = ("short", "numeric", "date", "choice", "truefalse", "ordering")
    for case in read_cases(CASES):
        strict = {**case, "rules": {**(case.get("rules") or {}), "slips": "none"}}
        forgiving = {**case, "rules": {**(case.get("rules") or {}), "slips": "close"}}
        was, now = judge(forgiving), judge(strict)
        if case["type"] in typed and was.code in FORGIVEN:
            assert (now.outcome, now.code) == (Outcome.WRONG, Code.NO_SLIPS), case
            assert now.reason.startswith(was.reason)
        elif case["type"] in typed:
            assert now == was, case
        else:
            assert now.score <= was.score, case


def test_code_in_double_quotes_may_have_line_breaks() -> None:
    one = card(r'type: code, answer: "while True:\n    pass"')
    assert one.task.form == Line(is_block=True)
    assert grade(one, "while True:\n  pass").outcome is Outcome.CORRECT
    (problem,) = parse_deck(r'{title: T, cards: [{question: Q, answer: "C:\new"}]}').problems
    assert problem.code == "lost-escape"


def test_a_line_break_typed_in_a_key_of_one_line_is_one_too() -> None:
    one = card(r"type: code, answer: 'if x:\n  stop()'")
    for typed in (r"if x:\n stop()", "if x:\n    stop()"):
        assert grade(one, typed).outcome is Outcome.CORRECT


def test_what_a_card_turned_round_asks_for_is_an_answer_of_the_deck() -> None:
    deck = read_deck(
        "title: T\nlanguage: {question: sv, answer: en}\ndefaults: {reverse: true}\ncards:\n"
        "  - {id: a, question: körsbär, answer: cherry}\n"
        "  - {id: b, question: körsbas, answer: running base}\n"
    )
    turned = deck.cards[1]
    others = deck.other_answers(turned)
    assert others == {"running base", "körsbas"}
    assert grade(turned, "körsbas").outcome is Outcome.CLOSE
    assert grade(turned, "körsbas", other_answers=others).code == "other-answer"
