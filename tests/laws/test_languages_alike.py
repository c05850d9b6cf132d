"""What is judged in a deck's own language: the same beside many answers, and total over any text."""

import time
from itertools import islice

import pytest
from hypothesis import given, strategies as st

from quizkit.answers.counting import in_figures, in_words
from quizkit.answers.date_reading import date_readings
from quizkit.answers.frames import bare
from quizkit.answers.languages import all_languages, language_of
from quizkit.answers.letters import clean, plain
from quizkit.grading import grade
from quizkit.grading.romanised import in_kunrei, with_tone_figures, with_tone_marks
from quizkit.model import Accents, AnswerKey, AnswerType, Judging, ListNote, TypedNote
from tests.judged_cases import JudgedCase, read_cases
from tests.places import TESTS
from tests.verdicts import card_of

FILE = TESTS / "grading" / "languages_2.jsonl"
CASES = [one for one in read_cases(FILE) if one["type"] == "short"]
TAGS = [code for code, _ in all_languages()]
OTHERS = tuple(f"{first}{second}lmn" for first in "bcdfghjklp" for second in "qrstvwxz")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_an_answer_is_judged_alike_beside_one_right_answer_and_beside_eighty(
    case: JudgedCase,
) -> None:
    language = case.get("rules", {}).get("locale", "en")
    judging = Judging(
        language=language, accents=Accents.IGNORE if language == "en" else Accents.CLOSE
    )
    right, *more = case["accepted"]
    alone, among = (
        grade(card_of(TypedNote(id="n", question="?", key=key, judging=judging)), case["response"])
        for key in (
            AnswerKey(right, accept=accept, type=AnswerType.TEXT)
            for accept in (tuple(more), (*more, *OTHERS))
        )
    )
    assert (alone.outcome, alone.score, alone.code) == (among.outcome, among.score, among.code)


texts = st.text(max_size=30) | st.sampled_from([case["response"] for case in CASES])
tags = st.sampled_from(TAGS)


@given(texts, tags)
def test_any_text_is_read_in_any_language(text: str, tag: str) -> None:
    own = language_of(tag)
    text = plain(text)
    assert bare(text, tag).text in text or "&" in text
    assert isinstance(in_figures(text, own), str)
    assert all(isinstance(one, str) for one in islice(in_words(text, tag), 20))
    assert isinstance(date_readings(text, language=tag), tuple)
    assert all(isinstance(one, str) for one in with_tone_figures(text))
    assert isinstance(with_tone_marks(text), str)
    assert isinstance(in_kunrei(text, tag), str)


@given(texts, texts, tags)
def test_a_right_answer_stays_right_in_every_language(right: str, other: str, tag: str) -> None:
    key = AnswerKey(right or "x", accept=(other or "y",), type=AnswerType.TEXT)
    judging = Judging(language=tag, accents=Accents.CLOSE)
    verdict = grade(card_of(TypedNote(id="n", question="?", key=key, judging=judging)), key.answer)
    assert verdict.score == 1 or not clean(key.answer)


@given(st.integers(0, 100), tags)
def test_a_number_in_words_is_its_figures_in_a_text(number: int, tag: str) -> None:
    for words in in_words(f"x {number} y", tag):
        key = AnswerKey(plain(words), type=AnswerType.TEXT)
        judging = Judging(language=tag)
        card = card_of(TypedNote(id="n", question="?", key=key, judging=judging))
        assert grade(card, f"x {number} y").outcome.remembered, words


@pytest.mark.parametrize(("tag", "item", "joint"), [("ja", "春", "と"), ("ar", "أحمر", " و")])
def test_a_long_list_without_spaces_is_parted_in_time(tag: str, item: str, joint: str) -> None:
    answers = ((item,), *((f"item {number}",) for number in range(9)))
    note = ListNote(id="n", question="?", answers=answers, judging=Judging(language=tag))
    begin = time.process_time()
    verdict = grade(card_of(note), joint.join([item] * 1600))
    assert verdict.score == 0.1
    assert time.process_time() - begin < 8


@pytest.mark.parametrize("code", [code for code, _ in all_languages()])
def test_no_article_with_a_comma_behind_it_is_left_out(code: str) -> None:
    for article in language_of(code).articles.replace(";", " ").split():
        text = f"{article.replace('_', ' ')}, Wort"
        assert article[-1] == "'" or bare(text, code).frame.article == ""
