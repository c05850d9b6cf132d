"""Titles of decks in Markdown, and of their sources: shown everywhere, so by their words."""

import pytest

from quizkit import read_deck

DECK = """\
title: "The *Origin* of `Species`: $H_2O$"
{markup}sources:
  book: {{title: "The *Book*", unknown: [publisher, url, published]}}
cards:
  - {{question: Who?, answer: Darwin, source: book}}
"""


def test_titles_of_a_deck_in_markdown_are_words() -> None:
    deck = read_deck(DECK.format(markup="markup: markdown\n"))
    assert deck.title == "The Origin of Species: H₂O"
    assert deck.sources["book"].title == "The Book"


@pytest.mark.parametrize("markup", ["", "markup: plain\n"])
def test_titles_of_a_plain_deck_stay_as_they_stand(markup: str) -> None:
    deck = read_deck(DECK.format(markup=markup))
    assert deck.title == "The *Origin* of `Species`: $H_2O$"
    assert deck.sources["book"].title == "The *Book*"


def test_a_title_that_is_marks_alone_stays() -> None:
    text = DECK.format(markup="markup: markdown\n").replace("The *Book*", "![](a.png)")
    assert read_deck(text).sources["book"].title == "![](a.png)"
