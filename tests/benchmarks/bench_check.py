"""`check_deck` on 10,000 cards beside reading them, in one run.

Run with `pytest tests/benchmarks/bench_check.py -s`. The cards are of all the kinds that rules look
at, with examples, answers in common and a source, so that the rules across cards have work. What
`check` takes to start is in `bench_startup.py`.
"""

import statistics
import time
from collections.abc import Callable
from itertools import product

from quizkit.formats.deck_yaml import Reading, parse_deck
from quizkit.lint import check_deck

ROUNDS = 3
CARDS = 10_000
HEAD = """\
title: Things
sources:
  book: {title: A Book of Things, unknown: [publisher, published, url]}
cards:
"""
KINDS = (
    """\
  - id: typed-{n}
    question: Which {adjective} {noun} has place {n} in the long catalogue of things to know?
    answer: the {other} of {name}
    accept: [{name}'s {other}, the {other} {name}]
    reject: {{the {noun} of {name}: That has another place.}}
    explanation: The things are numbered, and this one has number {n} of them all.
    source: book#{n}
    examples: {{correct: ['the {other} of {name}'], wrong: ['a {noun}']}}
""",
    """\
  - id: choice-{n}
    question: What is made of the {adjective} {noun} that {name} keeps on shelf {n}?
    answer: {adjective} {other}
    distractors: [old {other}, new {noun}, {adjective} paste]
    source: book#{n}
""",
    """\
  - id: person-{n}
    question: Who looked after the {adjective} {noun} in room {n} of the old museum?
    answer: {name} {surname}
    type: person
    source: book#{n}
""",
    """\
  - id: number-{n}
    question: How many {adjective} {noun}s does {name} count in cellar {n}?
    answer: {n}0
    source: book#{n}
""",
    """\
  - id: cloze-{n}
    cloze: The {adjective} {{{{{noun}}}}} on floor {n} was sold to {{{{{name}|{surname}}}}} for a {other}.
    source: book#{n}
""",
    """\
  - id: statement-{n}
    statement: The {adjective} {noun} of {name} in hall {n} is heavier than a {other}.
    answer: {truth}
    source: book#{n}
""",
    """\
  - id: list-{n}
    question: Which two things does {name} carry in the {adjective} box with number {n}?
    answers: [[{noun}, {noun} {n}], {other}]
    source: book#{n}
""",
)
ADJECTIVES = "round narrow silent golden wooden broken hollow ancient painted folded".split()
NOUNS = "lamp kettle mirror basket ladder candle hammer saddle bottle curtain feather".split()
OTHERS = "stone ribbon button needle marble copper velvet barrel anchor magnet bundle".split()
NAMES = "Ada Boris Clara Dmitri Elena Farid Greta Hamid Ingrid Jonas Katya Lionel Marta".split()
SURNAMES = "Abel Brandt Castle Dorner Ekberg Falk Garner Holm Iversen Jansen Keller Lund".split()


def deck_text() -> str:
    things = product(ADJECTIVES, NOUNS, OTHERS, NAMES)
    return HEAD + "".join(
        KINDS[n % len(KINDS)].format(
            n=n,
            adjective=adjective,
            noun=noun,
            other=other,
            name=name,
            surname=SURNAMES[n % len(SURNAMES)],
            truth="true" if n % 3 else "false",
        )
        for n, (adjective, noun, other, name) in zip(range(1, CARDS + 1), things, strict=False)
    )


def timed(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def test_checking_beside_reading() -> None:
    text = deck_text()
    readings: list[Reading] = []

    def read() -> None:
        readings.append(parse_deck(text))

    def check() -> None:  # as the command does: reading included
        reading = parse_deck(text)
        check_deck(reading)

    read()
    deck = readings[0].deck
    assert deck is not None, readings[0].problems[:3]
    assert len(deck.notes) == CARDS
    found = len(check_deck(readings[0]))
    pairs = [(timed(check), timed(read)) for _ in range(ROUNDS)]
    ratio = statistics.median(a / b for a, b in pairs)
    took = statistics.median(a for a, _ in pairs)
    print(
        f"\n{len(deck.cards)} cards, {found} findings: {took:.2f} s, "
        f"{ratio:.2f} times reading, target 6"
    )
