"""What becomes of progress where marks and pictures of a deck are edited."""

import pytest

from quizkit import read_deck
from quizkit.formats.deck_yaml import parse_deck
from quizkit.identity import carry_over, wordings_of
from quizkit.lint import check_deck
from quizkit.model import Deck
from tests.logs import START


def deck_of(*entries: str, head: str = "markup: markdown\n") -> Deck:
    return read_deck(
        f"title: T\nid: t\n{head}cards:\n" + "".join(f"  - {entry}\n" for entry in entries)
    )


def moved(before: Deck, after: Deck) -> dict[int, int]:
    """Return which card each learned card is by now, by their places, where it has another id."""
    olds, news = ([card.id for card in deck.cards] for deck in (before, after))
    found = carry_over(wordings_of(before, START), frozenset(olds), after)
    assert not found.clash
    return {olds.index(each.source): news.index(each.target) for each in found.transfers}


def bones(*files: str, inline: bool = False) -> Deck:
    names = ("femur", "tibia", "ulna", "atlas")
    asked = "question: 'Which bone? ![]({})'" if inline else "question: Which bone?, image: {}"
    entries = zip(files, names, strict=False)
    return deck_of(*(f"{{{asked.format(file)}, answer: {name}}}" for file, name in entries))


@pytest.mark.parametrize("inline", [False, True])
def test_pictures_that_are_moved_take_their_progress_along(inline: bool) -> None:
    before = bones("a.png", "b.png", "c.png", inline=inline)
    after = bones("img/a.png", "img/b.png", "img/c.png", inline=inline)
    assert moved(before, after) == {0: 0, 1: 1, 2: 2}


def test_of_pictures_that_ask_the_same_of_one_answer_nothing_moves() -> None:
    entry = "{{question: Which bone?, image: {}, answer: femur}}"
    before = deck_of(entry.format("a.png"), entry.format("b.png"))
    after = deck_of(entry.format("c.png"), entry.format("d.png"))
    assert moved(before, deck_of(entry.format("a.png"), entry.format("c.png"))) == {1: 1}
    assert not carry_over(
        wordings_of(before, START), frozenset(card.id for card in before.cards), after
    ).transfers


def test_a_picture_that_is_added_takes_the_progress_along() -> None:
    before = deck_of("{question: Which bone is it?, answer: femur}")
    after = deck_of("{question: Which bone is it?, answer: femur, image: a.png}")
    assert moved(before, after) == {0: 0}


@pytest.mark.parametrize(
    ("plain", "marked"),
    [
        (
            "{question: What is H2O?, answer: water}",
            "{question: 'What is **H2O**?', answer: '*water*'}",
        ),
        (
            "{cloze: 'It is {{so}} and {{so on}}.'}",
            "{cloze: '*It* is **{{so}}** and {{`so on`}}.'}",
        ),
        (
            "{question: R, answers: [a, [b, c]], distractors: {d: e}}",
            "{question: R, answers: ['*a*', [b, '`c`']], distractors: {'**d**': '*e*'}}",
        ),
    ],
)
def test_a_plain_deck_that_gets_marks_is_the_deck_it_was(plain: str, marked: str) -> None:
    assert moved(deck_of(plain, head=""), deck_of(marked)) == {}


@pytest.mark.parametrize(
    "entry",
    [
        "{question: 'What is $x^2$?', answer: 'a **square**'}",
        "{question: 'Solve $x^2 = 4$!', answers: ['$x = 2$', '$x = -2$']}",
        "{cloze: 'So $\\int x = {{c1::\\frac{x^2}{2}}} + {{c2::C}}$.'}",
        "{cloze: 'So {{**bold**}} and {{$x^2$}}.'}",
        "{question: Q, pairs: {'*a*': '**b**', c: d}}",
        "{statement: '`a` *is* b.', answer: true}",
        "{question: '**Q**', answer: '*A*', distractors: ['`b`', c], reverse: true}",
    ],
)
def test_a_plain_deck_with_marks_in_it_may_become_markdown(entry: str) -> None:
    before, after = deck_of(entry, head=""), deck_of(entry)
    found = carry_over(
        wordings_of(before, START), frozenset(card.id for card in before.cards), after
    )
    assert not any(each.answer_changed for each in found.transfers)
    kept = {card.id for card in before.cards} & {card.id for card in after.cards}
    assert kept | {each.target for each in found.transfers} == {card.id for card in after.cards}


def test_a_table_with_marks_in_it_may_become_markdown() -> None:
    table = "words: {{columns: [a, b], rows: [['*x*', '**y**; z'], ['$k$', '`l`']]}}\n"
    before, after = (
        read_deck(f"title: T\nid: t\n{head}{table.format()}") for head in ("", "markup: markdown\n")
    )
    assert moved(before, after) == {0: 0, 1: 1, 2: 2, 3: 3}


def test_an_answer_that_is_another_is_told_as_one() -> None:
    before = deck_of("{question: What is it?, answer: '**b**'}")
    after = deck_of("{question: What is it?, answer: '**c**'}")
    found = carry_over(wordings_of(before, START), {"t#" + before.notes[0].id}, after)
    assert [each.answer_changed for each in found.transfers] == [True]


def test_cards_that_ask_about_other_pictures_are_no_twins() -> None:
    about = (
        "{{question: Which long bone of a human leg is this one?, answer: femur, image: {{{}: a}}}}"
    )
    inline = "{{question: 'Which long bone of an arm is ![a]({})?', answer: ulna}}"
    entries = [each.format(file) for each in (about, inline) for file in ("a.png", "b.png")]
    text = "title: T\nmarkup: markdown\ncards:\n" + "".join(f"  - {one}\n" for one in entries)
    assert not check_deck(parse_deck(text), select=("Q4",), hints=True)


@pytest.mark.parametrize(
    ("plain", "marked", "changed"),
    [
        ("H2O", "$H_2O$", False),
        ("x^2", "$x^2$", False),
        ("1/2", "$\\frac{1}{2}$", False),
        ("x2", "$x^2$", True),
        ("H2O", "$H_2O_2$", True),
    ],
)
def test_a_formula_on_the_line_may_become_one_in_dollars(
    plain: str, marked: str, changed: bool
) -> None:
    before = deck_of(f"{{question: What is it?, answer: '{plain}'}}", head="")
    after = deck_of(f"{{question: What is it?, answer: '{marked}'}}")
    found = carry_over(wordings_of(before, START), {"t#" + before.notes[0].id}, after)
    assert any(each.answer_changed for each in found.transfers) is changed
