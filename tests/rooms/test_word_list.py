"""What is a word, and which terms are taken for one another."""

from pathlib import Path

import pytest

from quizkit.answers import word_list
from quizkit.answers.lookalikes import as_term, lookalikes, terms
from quizkit.answers.word_list import LONGEST_ENDING, is_name, is_word

WORDS = Path(word_list.__file__).with_name("words.txt")
LICENSE = WORDS.with_name("words_license.txt")
TERMS = Path(word_list.__file__).with_name("terms.txt")


@pytest.mark.parametrize(
    "word", "crumple crumble desert dessert sweet corn foot ball ice cream thunder storm".split()
)
def test_everyday_words_are_known(word: str) -> None:
    assert is_word(word)


@pytest.mark.parametrize(
    "word", ["varus", "hydrgen", "a", "", "zz", "Desert", "désert", "two words", "\n", "#", "naïve"]
)
def test_what_is_no_word_in_small_letters_is_not_known(word: str) -> None:
    assert not is_word(word)


def test_of_other_languages_no_words_are_known() -> None:
    assert is_word("brand", "en-GB")
    assert not is_word("brand", "de")


def test_names_are_no_words_but_known() -> None:
    for name in ("desmond", "harley", "marty"):
        assert is_name(name)
        assert not is_word(name)
    assert not is_name("Desmond")
    assert not is_name("desert")
    assert not is_name("")


def test_the_words_are_sorted_below_the_notice_of_their_source() -> None:
    lines = WORDS.read_text("ascii").splitlines()
    words = [line for line in lines if not line.startswith("#")]
    notice = lines[: -len(words)]
    assert all(line.startswith("#") for line in notice)
    assert any("Copyright 2000-2011 by Kevin Atkinson" in line for line in notice)
    assert LICENSE.read_text("utf-8").count("Copyright") > 5
    stems = [line.partition(" ")[0] for line in words]
    assert stems == sorted(set(stems))
    for line in (words[0], words[-1], *words[::97]):
        stem, *endings = line.split(" ")
        assert len(stem) > 2
        for word in (stem, *(stem + ending for ending in endings)):
            assert is_word(word) or is_name(word.lower())
        assert all(0 < len(ending) <= LONGEST_ENDING for ending in endings)


def test_each_spelling_of_a_term_stands_once() -> None:
    lines = TERMS.read_text("ascii").splitlines()
    listed = " ".join(line for line in lines if not line.startswith("#")).replace("/", " ").split()
    assert len(listed) == len(set(listed)) == len(terms())
    assert lines[0].startswith("#")
    assert all(term.isalpha() and term.islower() for term in listed)


def test_two_spellings_and_a_plural_are_one_term() -> None:
    assert as_term("ciclosporin") == as_term("cyclosporine") == "cyclosporine"
    assert as_term("prednisolones") == "prednisolone"
    assert as_term("mitosiss") == as_term("") == as_term("gren") == ""


def test_terms_a_slip_or_two_apart_look_alike_both_ways() -> None:
    assert "prednisolone" in lookalikes("prednisone")
    assert "austria" in lookalikes("australia")
    for term in sorted(terms())[::97]:
        for other in lookalikes(term):
            if len(term) == len(other):
                assert term in lookalikes(other)


def test_no_term_looks_like_itself_its_plural_or_what_is_no_term() -> None:
    assert not lookalikes("nothing")
    assert not lookalikes("")
    assert "ciclosporin" not in lookalikes("cyclosporine")
    for term in sorted(terms())[::97]:
        assert {term, f"{term}s"}.isdisjoint(lookalikes(term))
