"""Reading a deck of 10,000 cards beside its floor: the bare iteration of libyaml's events.

Run with `pytest tests/benchmarks/bench_reading.py -s`; ours and the floor in turn, in one run. All
make the cards; a kept deck is one that was read before, and comes from the cache.
"""

import gc
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from quizkit import read_deck
from quizkit.cli.deck_cache import load_deck
from quizkit.formats.deck_yaml import open_deck

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
BARE = """\
  - question: What is the number {n} of the long list of things that one has to know by heart?
    answer: the thing that stands in place {n}
"""
MIXED = """\
  - id: typed-{n}
    question: What is the number {n} of the long list of things?
    answer: the thing that stands in place {n}
  - id: choice-{n}
    question: Which of them stands in place {n}?
    answer: the thing {n}
    distractors: {{the other {n}: It stands behind., nothing at all of {n}: It is one.}}
  - id: cloze-{n}
    cloze: The place of thing {n} is {{{{place {n}|the {n}th}}}} of {{{{many}}}}.
"""
HEAD = "title: Things\nsources:\n  book: {title: A Book of Things}\ncards:\n"


def seconds(work: Callable[[], object]) -> float:
    gc.collect()
    gc.freeze()  # as a command does with what it loads
    begin = time.process_time()
    made = work()  # and kept: a command has its decks until it is done
    took = time.process_time() - begin
    del made
    return took


@pytest.mark.parametrize("entry", [CARD, BARE, MIXED], ids=["full", "bare", "mixed"])
def test_reading_beside_the_bare_events(
    entry: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    text = HEAD + "".join(entry.format(n=n) for n in range(1, 10_001, entry.count("  - ")))
    path = tmp_path / "deck.yaml"
    path.write_text(text, "utf-8")

    def floor() -> None:
        for _ in yaml.parse(text, Loader=yaml.CLoader):
            pass

    def placed() -> None:
        reading = open_deck(path)
        assert reading.place("cards", 9_000 // entry.count("  - ")).line > 9_000
        assert len(reading.good_deck.cards) >= 10_000

    ours: dict[str, tuple[Callable[[], object], float]] = {
        "read": (lambda: read_deck(text).cards, 2.5),
        "read with places": (placed, 2.5),
        "kept": (lambda: load_deck(path).cards, 0.3),
    }
    load_deck(path)
    print(f"\n{len(text) / 1e6:.1f} MB")
    for name, (work, target) in ours.items():
        pairs = [(seconds(work), seconds(floor)) for _ in range(ROUNDS)]
        took = min(a for a, _ in pairs)
        ratio = took / min(b for _, b in pairs)
        print(f"{name:<17} {1000 * took:4.0f} ms, {ratio:.2f} times the events, target {target}")
