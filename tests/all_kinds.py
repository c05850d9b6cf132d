"""A deck with every kind of card, and results as a page of it saves them."""

import json
from typing import Any

from quizkit.formats import parse_deck
from quizkit.model import Deck
from quizkit.web.results import digest

ALL_KINDS = """\
title: All nine kinds
id: kinds
markup: markdown
cards:
  - id: long
    question: How long was the Suez Canal when it *opened*?
    answer: 164 km
    explanation: It has been made longer since. $a^2$
    hints: [Less than 200 km, More than 100 km]
    reject:
      193 km: That is what it is today.
  - id: whose
    question: Whose company built the Suez Canal?
    answer: Ferdinand de Lesseps
    distractors:
      Isambard Kingdom Brunel: He built railways.
      Thomas Telford: He built roads.
  - id: which
    question: Which of these are canals?
    answers: [Panama, Suez]
    distractors: [Bosporus, Gibraltar]
  - id: locks
    statement: The Suez Canal has locks.
    answer: false
  - id: ends
    question: Which city stands at which end of the Suez Canal?
    pairs: {Port Said: north, Suez: south}
  - id: order
    question: From north to south?
    order: [Port Said, Ismailia, Suez]
  - id: joins
    cloze: The canal joins the {{Mediterranean::which sea?}} and the Red Sea.
  - id: colours
    question: Name the primary colours.
    answers: [red, green, blue]
  - id: why
    question: Why was it built?
    answer: To shorten the way to India.
    type: free
  - id: cairo
    question: ما هي عاصمة مصر؟
    answer: القاهرة
"""


def all_kinds() -> Deck:
    """Return the deck."""
    deck = parse_deck(ALL_KINDS).deck
    assert deck
    return deck


def given(card: str, response: Any, page: str, **fields: Any) -> dict[str, Any]:
    """Return an answer of a result."""
    own = {"card": f"kinds#{card}", "response": response, "page": page, "self": None}
    return {**own, "score": None, "at": "2026-03-01T09:00:00.000+01:00", "ms": 1500, **fields}


def result_of(*answers: dict[str, Any], **fields: Any) -> str:
    """Return the text of a result."""
    deck = all_kinds()
    told = {
        "format": "quizkit-result",
        "version": 1,
        "id": "0123456789ab",
        "deck": {"id": deck.id, "title": deck.title, "digest": digest(deck)},
        "mode": "practice",
        "name": "Anna",
        "began": "2026-03-01T08:59:00.000+01:00",
        "finished": "2026-03-01T09:10:00.000+01:00",
        "answers": answers,
    }
    return json.dumps({**told, **fields})
