"""What a page says of an answer, the grader says too: its “right” is right or close, its “wrong” wrong."""

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest

from quizkit.formats import load_deck
from quizkit.grading import Outcome, grade
from quizkit.model import Card, Deck
from quizkit.web.judging import key_of_card
from quizkit.web.spellings import Forgets, key_of, spellings
from tests.page_answers import responses, written_otherwise
from tests.places import ROOT

JUDGING = ROOT / "quizkit" / "web" / "static" / "judging.js"
DECKS = [ROOT / "decks" / "cart.yaml", *sorted((ROOT / "tests" / "corpus").glob("*.yaml"))]
NODE = shutil.which("node")
_RUN = """
const judging = require(process.argv[1]);
const asked = JSON.parse(require("fs").readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(asked.map(([card, response]) => judging.judge(card, response))));
"""


def by_the_page(asked: list[tuple[dict[str, Any], Any]]) -> list[dict[str, Any]]:
    """Return what the script of a page says of answers."""
    assert NODE
    done = subprocess.run(
        [NODE, "-e", _RUN, str(JUDGING)],
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        check=True,
    )
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def judged_twice(deck: Deck, seed: str) -> Iterator[tuple[Card, Any, dict[str, Any], Outcome]]:
    """Yield cards with an answer, what the page says of it, and what the grader does."""
    asked, cards = [], []
    for card in deck.cards:
        rng = Random(f"{seed}{card.id}")
        key = key_of_card(card, deck, rng)
        told = key.as_json(keyless=False)
        for response in responses(key, rng):
            asked.append((told, response))
            cards.append((card, key.options))
    for (card, options), (_, response), said in zip(cards, asked, by_the_page(asked), strict=True):
        others = deck.other_answers(card)
        verdict = grade(card, response, options=options, other_answers=others)
        yield card, response, said, verdict.outcome
        if options:
            assert said["score"] == pytest.approx(verdict.score), (card.id, response)


@pytest.mark.skipif(NODE is None, reason="there is no node, which runs the script of a page")
@pytest.mark.slow
@pytest.mark.parametrize("path", DECKS, ids=lambda path: path.stem)
def test_what_a_page_says_the_grader_says_too(path: Path) -> None:
    for card, response, said, outcome in judged_twice(load_deck(path), "1"):
        if said["page"] == "correct":
            assert outcome.remembered, (card.id, response)
        if said["page"] == "wrong":
            assert outcome is Outcome.WRONG, (card.id, response)


@pytest.mark.slow
@pytest.mark.parametrize("path", DECKS, ids=lambda path: path.stem)
def test_a_spelling_is_looked_up_as_the_grader_judges_it(path: Path) -> None:
    deck = load_deck(path)
    for card in deck.cards:
        rng = Random(card.id)
        known = spellings(card, deck)
        if len(known) != 1:
            continue
        for texts in [*known[0].judged.values()]:
            for text in texts:
                given = written_otherwise(text, rng)
                said = known[0].look_up(given)
                outcome = grade(card, given, other_answers=deck.other_answers(card)).outcome
                if isinstance(said, str):
                    assert outcome is Outcome.WRONG, (card.id, given)
                elif said is not None:
                    assert outcome.remembered, (card.id, given)


@pytest.mark.skipif(NODE is None, reason="there is no node, which runs the script of a page")
def test_the_page_makes_the_keys_of_spellings_that_python_makes() -> None:
    rng = Random(1)
    signs = "aAbZéE\u0301İıßΣς .,!?;:…\t\n\r\u00a0\u2003\u3000\ufeff\x1c\x85\u2028ǅﬁЖ1½😀-"
    texts = ["".join(rng.choices(signs, k=rng.randint(0, 8))) for _ in range(3000)]
    assert NODE
    script = (
        "const {keyOf} = require(process.argv[1]);"
        'const texts = JSON.parse(require("fs").readFileSync(0, "utf8"));'
        "process.stdout.write(JSON.stringify(texts.map((t) => [0, 1, 2].map((n) => keyOf(t, n)))));"
    )
    done = subprocess.run(
        [NODE, "-e", script, str(JUDGING)],
        input=json.dumps(texts),
        capture_output=True,
        text=True,
        check=True,
    )
    for text, keys in zip(texts, json.loads(done.stdout), strict=True):
        assert keys == [key_of(text, forgets) for forgets in Forgets], repr(text)
