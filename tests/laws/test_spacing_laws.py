"""Laws of spaces, glued marks and spelling: rules 36, 39 and 41 of docs/grading.md."""

from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from quizkit.answers import word_list
from quizkit.answers.letters import distance
from quizkit.grading import Outcome, Verdict, grade
from quizkit.grading.spelling import american
from quizkit.model import AnswerKey, AnswerType, TypedNote
from tests.verdicts import card_of

NAMES = "CD IL pH MP iPhone Boeing COVID vitamin Apollo interleukin".split()
WORDS = (
    "ice cream foot ball sweet corn heart beat blue whale small pox rain bow butter fly grass hopper "
    "high school post office under stand every day black bird house wife tooth brush water fall sun"
).split()
names, words = st.sampled_from(NAMES), st.sampled_from(WORDS)
figures = st.integers(0, 9999).map(str)
gaps = st.sampled_from(["", " ", "-"])


def judged(answer: str, response: str, *more: str) -> Verdict:
    key = AnswerKey(answer, more, type=AnswerType.TEXT)
    return grade(card_of(TypedNote(id="n", question="?", key=key)), response)


@given(name=names, figure=figures, tail=st.sampled_from(["", "N", "a", "bis"]), data=st.data())
def test_between_letters_and_figures_spaces_are_free(
    name: str, figure: str, tail: str, data: st.DataObject
) -> None:
    def written() -> str:
        end = data.draw(gaps) + tail if tail else ""
        return f"{name}{data.draw(gaps)}{figure}{end}"

    assert judged(written(), written()).outcome is Outcome.CORRECT


@given(name=names, figure=st.integers(10, 9999).map(str), gap=st.sampled_from([" ", "-", "·"]))
def test_figures_never_run_together(name: str, figure: str, gap: str) -> None:
    parted = f"{name} {figure[0]}{gap}{figure[1:]}"
    assert not judged(f"{name} {figure}", parted).outcome.remembered
    assert not judged(parted, f"{name} {figure}").outcome.remembered


@given(one=words, two=words, before=st.sampled_from(["", "big ", "big red "]))
def test_two_words_may_be_written_as_one_and_one_as_two(one: str, two: str, before: str) -> None:
    parted, joined = f"{before}{one} {two}", f"{before}{one}{two}"
    assert judged(parted, joined).outcome is Outcome.CORRECT
    assert judged(joined, parted).outcome is Outcome.CORRECT


@given(word=st.sampled_from("able ice ion ore hing".split()))
def test_a_denial_is_no_part_of_a_word(word: str) -> None:
    assert not judged(f"not{word}", f"not {word}").outcome.remembered
    assert not judged(f"not {word}", f"not{word}").outcome.remembered


@given(word=words, at=st.integers(1, 8), data=st.data())
def test_letters_of_a_word_are_not_parted_one_by_one(
    word: str, at: int, data: st.DataObject
) -> None:
    at = data.draw(st.sampled_from([1, 2, len(word) - 2, len(word) - 1]))
    assert not judged(word, f"{word[:at]} {word[at:]}").outcome.remembered


@given(word=words, mark=st.sampled_from(["()", "[]", "{}"]), before=st.sampled_from(["", "my "]))
def test_empty_brackets_count_where_the_answer_has_them(word: str, mark: str, before: str) -> None:
    verdict = judged(f"{before}{word}{mark}", f"{before}{word}")
    assert not verdict.outcome.remembered
    assert mark in verdict.reason
    assert judged(f"{before}{word}{mark}", f"{before}{word}{mark}").outcome is Outcome.CORRECT
    assert judged(f"{before}{word}", f"{before}{word}{mark}").outcome is Outcome.CORRECT


@given(word=words)
def test_a_point_in_front_counts_where_the_answer_has_it(word: str) -> None:
    verdict = judged(f".{word}", word)
    assert not verdict.outcome.remembered
    assert "point" in verdict.reason
    assert judged(word, f".{word}").outcome is Outcome.CORRECT


PAIRS = [
    ("CD4", "CD 4"), ("ice cream", "icecream"), ("a lot", "alot"), ("no one", "noone"),
    ("The Beatles", "TheBeatles"), ("9 am", "9:00 a.m."), ("9 am", "09:00"), ("noon", "12 pm"),
    ("A4 paper", "A 4 paper"), ("a + b", "a+b"), ("SO₄²⁻", "SO4 2-"), ("SO₄²⁻", "SO4-2"),
    ("Cu²⁺", "cu++"), ("print()", "prnt()"), ("one hundred", "onehundred"), ("grey", "gray"),
    ("vitamin B12", "vitamin B 12"), ("football", "foot ball"), ("y = -x", "y=-x"),
]  # fmt: skip


@pytest.mark.parametrize(("answer", "response"), PAIRS)
def test_what_is_alike_is_found_among_many_answers(answer: str, response: str) -> None:
    alone = judged(answer, response)
    more = [f"{name}{at}" for name in ("other", "thing", "print", "lot") for at in range(75)]
    assert alone.outcome.remembered
    assert judged(more[0], response, *more[1:], answer).outcome is alone.outcome


@given(st.text("aeioulsrtyzkgpm", max_size=12))
def test_american_spelling_is_spelt_so_already(word: str) -> None:
    assert american(american(word)) == american(word)


def listed_words() -> set[str]:
    """Return the words of the list, which has each with the endings that make others of it."""
    file = Path(word_list.__file__).with_name("words.txt")
    lines = file.read_text("utf-8").splitlines()
    entries = [line.split() for line in lines if line[:1].islower()]
    return {word + ending for word, *endings in entries for ending in ("", *endings)}


def test_words_that_are_one_in_two_spellings_look_like_it() -> None:
    spellings: dict[str, set[str]] = {}
    for word in listed_words():
        spellings.setdefault(american(word), set()).add(word)
    alike = [sorted(words) for words in spellings.values() if len(words) > 1]
    assert len(alike) > 2000
    assert max(map(len, alike)) <= 4
    assert all(distance(words[0], other, 5) <= 4 for words in alike for other in words)
    begin = {"".join(sorted({word[0] for word in words})) for words in alike}
    assert {each for each in begin if len(each) > 1} <= OTHER_BEGINNINGS


OTHER_BEGINNINGS = {"ae", "eo", "ck", "ct", "ctz", "ei", "gj"}
"""First letters of words that have two spellings: aesthetic, oedema, kerb, tsar, enquire, gaol."""


@pytest.mark.parametrize(
    "different",
    ["four for", "prise prize", "tired tyred", "boulder bolder", "mummy mommy", "filling filing",
     "exchequer exchecker", "chequers checkers", "vice vise", "shoulder sholder", "entre enter",
     "tonne ton", "whole hole", "aerobic erobic"],
)  # fmt: skip
def test_other_words_stay_two(different: str) -> None:
    assert len(set(map(american, different.split()))) == 2
