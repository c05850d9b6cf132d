"""A handout of 49 cards: its size, how long making and opening take, and what it judges by itself.

Run with `pytest tests/benchmarks/bench_handout.py -s`. Making is the whole command, in processor
time; opening is what a browser says from the start of loading until the page can be used.
"""

import sys
from pathlib import Path

import pytest
from attrs import evolve

from quizkit.formats import load_deck
from quizkit.model import Card
from quizkit.web.handout import Wanted, handout
from quizkit.web.spellings import spellings
from tests.benchmarks.command_times import QUIZKIT, cost
from tests.places import ROOT
from tests.web.browsers import required

CART = ROOT / "decks" / "cart.yaml"
KILOBYTES, MAKING, OPENING, UNTOLD = 120, 2.0, 0.5, 0.75
"""What a page may have, the seconds it may take to make and to open, the share it is to know."""


def test_size_and_making(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    command = [*QUIZKIT, "export", str(CART), "--to", "html", "-o", str(page), "--force"]
    cost(command)
    seconds = min(cost(command)[0] for _ in range(3))
    kilobytes = page.stat().st_size / 1000
    print(f"\n49 cards: {kilobytes:.0f} kB, made in {seconds:.2f} s")
    assert kilobytes <= KILOBYTES
    assert seconds <= MAKING


def test_what_a_page_judges_that_was_not_told() -> None:
    """Of the answers that the author says are right, told to `check` alone, most are known."""
    deck = load_deck(CART)
    known = asked = 0
    for card in deck.cards:
        examples = card.note.examples
        if card.task is not card.note or not examples:
            continue
        note = evolve(card.note, examples=None)
        found = spellings(Card(card.id, note, note), deck)
        if len(found) == 1:
            asked += len(examples.correct)
            known += sum(
                isinstance(found[0].look_up(each), int | float) for each in examples.correct
            )
    print(f"\n{known} of {asked} examples judged right, untold ({known / asked:.0%})")
    assert known / asked >= UNTOLD


@pytest.mark.browser
def test_opening(tmp_path: Path) -> None:
    program = required()
    from playwright.sync_api import sync_playwright

    deck = load_deck(CART)
    page_file = tmp_path / "page.html"
    page_file.write_text(handout(deck, deck.cards, None, Wanted()).html, "utf-8")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=program)
        page = browser.new_page()
        times = []
        for _ in range(5):
            page.goto(page_file.as_uri())
            times.append(
                page.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd") / 1000
            )
        browser.close()
    print(f"\nopened in {min(times):.3f} s, at worst {max(times):.3f} s", file=sys.stderr)
    assert min(times) <= OPENING
