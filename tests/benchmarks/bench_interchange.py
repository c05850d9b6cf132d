"""Files of other programs read and written, beside `check` or the official program, in one run.

Run with `pytest tests/benchmarks/bench_interchange.py -s`.
"""

import json
import statistics
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import pytest

from quizkit.formats.deck_yaml import parse_deck
from quizkit.interchange import (
    FORMATS,
    Kept,
    Outgoing,
    ReadOptions,
    Source,
    WriteOptions,
    deck_text,
)
from quizkit.lint import check_deck
from tests.places import ROOT

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


def packed(folder: Path) -> Path:
    """Return a package of Anki of many notes, made of a deck."""
    rows = "".join(
        f"  - {{id: n{n}, question: the word number {n}, answer: meaning {n}, tags: [u{n % 20}]}}\n"
        for n in range(NOTES)
    )
    reading = parse_deck(f"title: Words\nid: words\ncards:\n{rows}", deck_id="words")
    target = folder / "words.apkg"
    outgoing = Outgoing(deck=reading.good_deck, kept=Kept(), folder=folder)
    with target.open("wb") as file:
        FORMATS["anki"].write([outgoing], file, WriteOptions(), int)
    return target


@pytest.mark.skipif(not find_spec("anki"), reason="the extra `test-peers`")
def test_a_package_in_and_out_beside_the_official_package(tmp_path: Path) -> None:
    package = packed(tmp_path)
    texts: list[str] = []

    def taken_in() -> None:
        found = FORMATS["anki"].read(Source(package), ReadOptions(), int)
        texts.append(deck_text(found.decks[0], "words").text)

    read = statistics.median(timed(taken_in) for _ in range(ROUNDS))
    deck = parse_deck(texts[0], deck_id="words").good_deck
    outgoing = Outgoing(deck=deck, kept=Kept(), folder=tmp_path)

    def given_out() -> None:
        with (tmp_path / "out.apkg").open("wb") as file:
            FORMATS["anki"].write([outgoing], file, WriteOptions(), int)

    written = statistics.median(timed(given_out) for _ in range(ROUNDS))
    script = str(ROOT / "tests" / "peers" / "anki_times.py")
    words = [sys.executable, script, str(tmp_path), str(package)]
    said = subprocess.run(words, capture_output=True, text=True, check=True).stdout
    told = json.loads(said.splitlines()[-1])
    tracemalloc.start()
    taken_in()
    given_out()
    most = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    print(
        f"\n{NOTES} notes of Anki: in {read:.2f} s, {read / told['in']:.2f} times Anki, target 1.5"
        f"; out {written:.2f} s, {written / told['out']:.2f} times Anki, target 2"
        f"; {most:.0f} MB, target 300"
    )
