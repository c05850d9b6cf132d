"""Files of other programs read, beside `check` of the deck that comes of them, in one run.

Run with `pytest tests/benchmarks/bench_interchange.py -s`.
"""

import statistics
import time
from collections.abc import Callable

from quizkit.formats.deck_yaml import parse_deck
from quizkit.interchange import FORMATS, ReadOptions, Source, deck_text
from quizkit.lint import check_deck

NOTES = 10_000
ROUNDS = 3


def timed(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def table() -> str:
    rows = (
        f"the word number {n} of the list,meaning {n}; sense {n},unit{n % 20}\n"
        for n in range(NOTES)
    )
    return "front,back,tags\n" + "".join(rows)


def test_reading_a_table_beside_checking_the_deck() -> None:
    source = Source(name="words.csv", data=table().encode())
    texts: list[str] = []

    def taken_in() -> None:
        found = FORMATS["csv"].read(source, ReadOptions(), int)
        texts.append(deck_text(found.decks[0], "words").text)

    taken_in()

    def check() -> None:
        check_deck(parse_deck(texts[0], deck_id="words"))

    pairs = [(timed(taken_in), timed(check)) for _ in range(ROUNDS)]
    ratio = statistics.median(a / b for a, b in pairs)
    took = statistics.median(a for a, _ in pairs)
    print(f"\n{NOTES} notes of a table: {took:.2f} s, {ratio:.2f} times checking, target 1.5")
