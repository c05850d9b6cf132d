"""Rule 35: a slip makes a misspelling, never another word."""

from collections.abc import Iterator
from string import ascii_lowercase

from hypothesis import assume, given, strategies as st

from quizkit.answers.letters import distance
from quizkit.answers.lookalikes import as_term, terms
from quizkit.answers.word_list import is_name, is_word
from quizkit.grading import Outcome, Verdict, grade
from quizkit.grading.contraries import contrary
from quizkit.grading.other_words import is_other_word, is_plural
from quizkit.grading.slips import word_slips
from quizkit.grading.spelling import american
from quizkit.model import AnswerKey, AnswerType, Judging, TypedNote
from tests.verdicts import card_of

WORDS = """
    desert planet crumple weather castle principle statue martial journey mountain thunder blanket
    whisper orange pepper window lantern perspective government metamorphosis photosynthesis
    nucleus berry leaf crisis woman canvas princess definite employer
""".split()
words = st.sampled_from(WORDS) | st.sampled_from(sorted(terms()))


def judged(right: str, typed: str, language: str = "en") -> Verdict:
    key = AnswerKey(right, type=AnswerType.TEXT)
    note = TypedNote(id="n", question="?", key=key, judging=Judging(language=language))
    return grade(card_of(note), typed)


def mistyped(word: str) -> Iterator[str]:
    """Yield `word` with a letter behind the first lost, changed, added, or swapped with the next."""
    for at in range(1, len(word)):
        begin, end = word[:at], word[at + 1 :]
        yield begin + end
        yield begin + end[:1] + word[at] + end[1:]
        yield from (
            begin + letter + rest for letter in ascii_lowercase for rest in (end, word[at:])
        )


WORDS_FROM_SLIPS = [
    (word, typed)
    for word in WORDS
    for typed in sorted({*mistyped(word)} - {word})
    if is_word(typed) and not is_plural(word, typed) and american(word) != american(typed)
]
slips = words.flatmap(lambda word: st.tuples(st.just(word), st.sampled_from([*mistyped(word)])))


def is_known(word: str) -> bool:
    return is_word(word) or is_name(word) or bool(as_term(word) or as_term(american(word)))


@given(st.sampled_from(WORDS_FROM_SLIPS))
def test_what_makes_a_word_of_the_list_is_not_remembered(slip: tuple[str, str]) -> None:
    word, typed = slip
    assert judged(word, typed).outcome is Outcome.WRONG


@given(slips)
def test_a_slip_in_a_long_word_that_makes_none_is_close(slip: tuple[str, str]) -> None:
    word, typed = slip
    assume(len(word) > 4 and word != typed and not is_known(typed))
    assume(not contrary(word, typed, 1) and not is_other_word(word, typed))
    verdict = judged(word, typed)
    assert verdict.outcome.remembered, verdict.reason


@given(word=words, other=words)
def test_no_term_is_taken_for_another(word: str, other: str) -> None:
    assume(american(word) != american(other) and not is_plural(word, other))
    assume(not as_term(word) or as_term(word) != as_term(other))
    assert not judged(word, other).outcome.remembered
    assert not judged(other, word).outcome.remembered


@given(slips, st.sampled_from(["de", "fr", "ru"]))
def test_english_words_are_nothing_to_decks_in_other_languages(
    slip: tuple[str, str], language: str
) -> None:
    word, typed = slip
    assume(not (as_term(typed) or as_term(f"{typed}e")))
    assert not is_other_word(word, typed, english=False)


@given(st.text(max_size=12), st.text(max_size=12))
def test_any_two_texts_are_asked_about_without_harm(one: str, other: str) -> None:
    assert is_plural(one, other) == is_plural(other, one)
    for english in (True, False):
        assert is_other_word(one, other, english=english) in (True, False)
    assert not is_other_word(one, one)


@given(words, words)
def test_slips_to_a_word_and_from_it_are_the_same_number(one: str, other: str) -> None:
    if len(one) == len(other):
        assert word_slips(one, other) == word_slips(other, one)
    assert word_slips(one, other) >= min(distance(one, other, 3), 1)


@given(st.sampled_from(sorted(terms())))
def test_a_term_and_its_plural_are_slips_of_one_another(term: str) -> None:
    assume(not term.endswith("s") and len(term) > 2)
    assert judged(term, f"{term}s").outcome.remembered
