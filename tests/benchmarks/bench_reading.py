"""Reading a deck of 10,000 cards beside its floor: the bare iteration of libyaml's events.

Run with `pytest tests/benchmarks/bench_reading.py -s`; ours and the floor in turn, in one run.
"""

import statistics
import time
from collections.abc import Callable

import yaml

from quizkit import read_deck

ROUNDS = 7
CARD = """\
  - id: card-{n}
    question: What is the number {n} of the long list of things that one has to know by heart?
    answer: the thing that stands in place {n}
    accept: [thing {n}, "number {n}"]
    explanation: The things are numbered, and this one has number {n} of them all.
    source: book#{n}
    tags: [things, numbers]
"""
HEAD = "title: Things\nsources:\n  book: {title: A Book of Things}\ncards:\n"


def seconds(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def test_reading_beside_the_bare_events() -> None:
    text = HEAD + "".join(CARD.format(n=n) for n in range(1, 10_001))

    def floor() -> None:
        for _ in yaml.parse(text, Loader=yaml.CLoader):
            pass

    def ours() -> None:
        assert len(read_deck(text).cards) == 10_000

    pairs = [(seconds(ours), seconds(floor)) for _ in range(ROUNDS)]
    ratio = statistics.median(a / b for a, b in pairs)
    took = statistics.median(a for a, _ in pairs)
    print(f"\n{len(text) / 1e6:.1f} MB: {took:.2f} s, {ratio:.2f} times the events, target 1.7")
