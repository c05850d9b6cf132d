"""Decks with problems: the notes without any are there, and nothing else is lost."""

from pathlib import Path

import pytest

from quizkit import DeckError, load_deck, read_deck
from quizkit.errors.codes import ProblemCode
from quizkit.formats import parse_deck
from quizkit.formats.limits import MOST_PROBLEMS
from quizkit.lint import check_deck, mended

HEAD = "title: T\ncards:\n"


def entry(name: str, keys: str = "") -> str:
    return f"  - question: {name}?\n    answer: {name}\n{keys}"


def prompts(text: str) -> list[str]:
    return [note.prompt for note in read_deck(text, lenient=True).notes]


def test_the_notes_beside_one_with_a_problem_are_read() -> None:
    deck = read_deck(HEAD + entry("a") + "  - question: b?\n" + entry("c"), lenient=True)
    assert [note.prompt for note in deck.notes] == ["a?", "c?"]
    assert [str(place) for place in deck.left_out] == ["<text>:5:5"]
    assert [problem.code for problem in deck.problems] == ["no-answer"]


def test_a_file_is_read_leniently_if_asked_to(tmp_path: Path) -> None:
    file = tmp_path / "deck.yaml"
    file.write_text(HEAD + entry("a") + "  - question: b?\n")
    assert [note.prompt for note in load_deck(file, lenient=True).notes] == ["a?"]
    with pytest.raises(DeckError):
        load_deck(file)


def test_a_good_deck_is_the_same_read_leniently_and_has_no_problems() -> None:
    text = HEAD + entry("a") + entry("b")
    assert read_deck(text, lenient=True) == read_deck(text)
    assert read_deck(text).problems == read_deck(text).left_out == ()


@pytest.mark.parametrize(
    "odd",
    [
        "answer: b # not all",
        "answer: &b b",
        "answer: !b b",
        "answer: b\n    answer: c",
        'answer: "\\tan"',
        "answer: b\x07",
        "answer: 3,000\n    accept: [4,000]",
    ],
)
def test_a_note_that_lost_something_in_silence_is_left_out(odd: str) -> None:
    text = f"{HEAD}{entry('a')}  - question: b?\n    {odd}\n{entry('c')}description: D\n"
    assert prompts(text) == ["a?", "c?"]
    assert [place.line for place in read_deck(text, lenient=True).left_out] == [5]


@pytest.mark.parametrize(
    "head",
    [
        "title: T # of all\n",
        "titel: T\n",
        "title: T\nlanguage: klingonish\n",
        "title: T\nsources: {a: {titel: A}}\n",
        "title: T\ndefaults: {slips: all}\n",
        "title: T\nmine: x\n",
        "title: T\ndescription: &a x\n",
    ],
)
def test_a_problem_above_the_notes_leaves_them_alone(head: str) -> None:
    deck = read_deck(f"{head}cards:\n{entry('a')}{entry('b')}", lenient=True)
    assert [note.prompt for note in deck.notes] == ["a?", "b?"]
    assert deck.problems
    assert not deck.left_out


@pytest.mark.parametrize(
    "head",
    [
        "title: T\nid: a b\n",
        "title: T\nid: &a a\n",
        "title: T\nid: a # b\n",
        "title: T\nid: a\nid: b\n",
        "title: T\nids: a\n",
        "title: T\nid: [a]\n",
        "id: a\n",
        "title: ''\n",
    ],
)
def test_a_deck_without_a_title_or_a_sure_id_is_refused(head: str) -> None:
    with pytest.raises(DeckError):
        read_deck(f"{head}cards:\n{entry('a')}", lenient=True)


def test_an_id_behind_the_notes_that_cannot_be_read_is_none() -> None:
    text = f"{HEAD}{entry('a')}  - question: 'b\n{entry('c')}"
    assert read_deck(text, lenient=True).id == "text"
    with pytest.raises(DeckError):
        read_deck(f"{text}id: 'x\n", lenient=True)
    assert read_deck(f"{text}id: x\n", lenient=True).id == "x"


def test_a_deck_without_any_note_that_can_be_read_is_refused() -> None:
    with pytest.raises(DeckError):
        read_deck(HEAD + "  - question: a?\n", lenient=True)


def test_the_notes_behind_a_thousand_problems_are_read() -> None:
    bad = "".join(f"  - question: {number}?\n" for number in range(MOST_PROBLEMS + 5))
    deck = read_deck(HEAD + entry("a") + bad + entry("b"), lenient=True)
    assert [note.prompt for note in deck.notes] == ["a?", "b?"]
    assert len(deck.left_out) == MOST_PROBLEMS + 5
    assert len(deck.problems) == MOST_PROBLEMS + 1


def test_the_notes_behind_a_thousand_that_are_no_yaml_are_read() -> None:
    bad = "".join(f"  - question: '{number}?\n" for number in range(MOST_PROBLEMS + 5))
    deck = read_deck(HEAD + entry("a") + bad + entry("b"), lenient=True)
    assert [note.prompt for note in deck.notes] == ["a?", "b?"]
    assert len(deck.left_out) == MOST_PROBLEMS + 5


def test_of_two_notes_with_one_id_the_later_is_left_out_even_if_the_first_is() -> None:
    same = "    id: x\n"
    both = HEAD + entry("a", same) + entry("b", same)
    assert prompts(both) == ["a?"]
    first_is_bad = HEAD + "  - id: x\n    question: a?\n" + entry("b", same) + entry("c")
    assert prompts(first_is_bad) == ["c?"]


def test_two_notes_with_ids_of_their_own_may_ask_the_same() -> None:
    text = HEAD + entry("a", "    id: x\n") + entry("a", "    id: y\n")
    assert not parse_deck(text).problems


def test_where_a_note_stands_is_known_behind_one_that_is_left_out() -> None:
    reading = parse_deck(HEAD + "  - question: b?\n" + entry("c") + "  - 'x\n" + entry("d"))
    assert reading.lenient_deck
    places = [reading.origin(at).place("answer") for at in range(2)]
    assert [(place.line, place.column) for place in places] == [(5, 13), (8, 13)]
    assert [place.line for place in reading.lenient_deck.left_out] == [3, 6]


BOTH = (
    "title: T\ncards:\n  - {question: a?, answer: a}\n<<<<<<< HEAD\n  - question: b?\n    answer: b\n"
    "=======\n  - question: c?\n    answer: c\n>>>>>>> branch\n  - {question: d?, answer: d}\n"
)
HEAD_TWICE = "<<<<<<< HEAD\ntitle: T\n||||||| base\ntitle: S\n=======\ntitle: U\n>>>>>>> b\n"
WITHIN = "title: T\ncards:\n  - question: a?\n<<<<<<< HEAD\n    answer: a\n=======\n    answer: b\n>>>>>>> b\n"


@pytest.mark.parametrize(
    "text", [BOTH, HEAD_TWICE + "cards:\n  - {question: a?, answer: a}\n", WITHIN]
)
def test_the_marks_of_a_merge_are_named_and_never_mended_as_texts(text: str) -> None:
    reading = parse_deck(text)
    found = [problem for problem in reading.problems if problem.code == ProblemCode.YAML]
    assert found
    assert all("a merge of two versions left here" in problem.message for problem in found)
    assert not any(problem.edits for problem in found)
    assert mended(reading, check_deck).reading.text == text


def test_the_notes_of_both_versions_are_read_beside_the_marks_of_a_merge() -> None:
    reading = parse_deck(BOTH)
    assert reading.lenient_deck is not None
    assert [note.prompt for note in reading.lenient_deck.notes] == ["a?", "b?", "c?", "d?"]
    assert [problem.location.line for problem in reading.problems] == [4, 7, 10]


def test_the_marks_of_a_merge_in_a_table_of_words_are_named_and_its_rows_read(
    tmp_path: Path,
) -> None:
    path = tmp_path / "d.yaml"
    path.write_text("title: T\nwords: {columns: [word, meaning], rows: w.tsv}\n", "utf-8")
    rows = "a\tb\n<<<<<<< HEAD\nc\td\n=======\ne\tf\n>>>>>>> branch\n"
    path.with_name("w.tsv").write_text(rows, "utf-8")
    deck = load_deck(path, lenient=True)
    assert [note.id for note in deck.notes] == ["a", "c", "e"]
    assert [problem.location.line for problem in deck.problems] == [2, 4, 6]
    assert all("a merge of two versions left here" in problem.message for problem in deck.problems)
