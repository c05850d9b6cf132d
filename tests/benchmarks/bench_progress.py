"""The progress file beside its floors: bare SQLite, and a click command that says hello.

Run with `pytest tests/benchmarks/bench_progress.py -s`. Ours and the floor take turns in one run,
so that a machine whose speed drifts does not tilt the ratio. `QUIZKIT_BENCH_REVIEWS` sets the
length of the log that is rebuilt, a million unless told otherwise.
"""

import gc
import json
import os
import sqlite3
import statistics
import sys
import time
from collections import defaultdict
from datetime import timedelta
from operator import sub
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from quizkit import desk
from quizkit.progress import EventId, replay
from quizkit.scheduling import FSRS6, CalendarDays, Calibration, Scheduler
from quizkit.store import known, open_store
from tests.benchmarks.command_times import HELLO, QUIZKIT, cost, seconds
from tests.benchmarks.filled_files import filled
from tests.logs import START, answer

REVIEWS = int(os.environ.get("QUIZKIT_BENCH_REVIEWS", "1000000"))
SESSION = 50
BARE = (
    "INSERT INTO event (at, writer, number, zone, kind, card, rating, outcome, due, duration,"
    " response) VALUES (?, 1, ?, 0, 1, ?, 3, 'c', ?, 4200, 'Lesseps')"
)
SNAPSHOT = "UPDATE snapshot SET version = ?, newest = ?, calibration = ?, seal = ?"
RECORD = "UPDATE record SET version = ?, state = ? WHERE card = ?"


def written_deck(path: Path, cards: int) -> Path:
    notes = [
        {"id": f"{n:010x}", "question": f"Question {n}?", "answer": f"answer {n}"}
        for n in range(cards)
    ]
    path.write_text(json.dumps({"title": "T", "id": "deck", "cards": notes}), "utf-8")
    return path


def test_one_answer_beside_a_bare_transaction(tmp_path: Path) -> None:
    """An answer alone, and with the row of its card and the calibration, which a start goes on from."""
    paths = [
        filled(tmp_path / f"{whose}.db", 1000, 100) for whose in ("ours", "row", "floor", "bare")
    ]
    floor, bare = (sqlite3.connect(path, isolation_level=None) for path in paths[2:])
    for plain in floor, bare:
        plain.execute("PRAGMA synchronous = FULL")
    floor.execute("INSERT INTO snapshot VALUES (1, 1000, 0, 0, ?, ?, 0)", ("b" * 800, b"c" * 108))
    floor.executemany("INSERT INTO record VALUES (?, 1, ?)", ((n, b"s" * 78) for n in range(100)))
    took: dict[str, list[tuple[float, float]]] = {"ours": [], "row": [], "floor": [], "bare": []}
    scheduler = Scheduler(day=CalendarDays())
    with open_store(paths[0]) as store, open_store(paths[1]) as keeping:
        found = known(keeping, scheduler, calibration=Calibration())
        for n in range(1, 3001):
            event = evolve(
                answer(n, card=f"deck#{n % 100:010x}", after=timedelta(days=9999, seconds=n)),
                id=EventId(store.writer, n),
                response="Lesseps",
                due=START + timedelta(days=10010),
                duration=timedelta(seconds=4.2),
            )
            at = 2_000_000_000_000 + n
            after = found.progress.gone_on([event], scheduler)
            assert after is not None
            more: dict[str, Any] = {
                "at": found.version,
                "records": {event.card: after.record(event.card)},
                "calibration": after.calibration,
                "basis": found.basis,
            }
            order = list(took)
            for whose in order[n % 4 :] + order[: n % 4]:
                begin = time.perf_counter(), time.process_time()
                if whose == "ours":
                    store.append(event)
                elif whose == "row":
                    version = keeping.append(event, **more)
                else:
                    plain = bare if whose == "bare" else floor
                    plain.execute("BEGIN IMMEDIATE")
                    plain.execute(BARE, (at, SESSION + n, n % 100, at + 9))
                    if whose == "floor":  # both tables that a snapshot has rows in
                        plain.execute(SNAPSHOT, (n, at, b"c" * 108, n))
                        plain.execute(RECORD, (n, b"t" * 78, n % 100))
                    plain.execute("COMMIT")
                end = time.perf_counter(), time.process_time()
                took[whose].append((end[0] - begin[0], end[1] - begin[1]))
            found = found._replace(version=version, progress=after)
        assert keeping.snapshot().version == version
    wall, cpu = (
        {whose: statistics.median(pair[which] for pair in took[whose]) for whose in took}
        for which in (0, 1)
    )
    for whose, target in (("ours", "target 1.1"), ("row", "target 1.3"), ("floor", "no Python")):
        print(
            f"\none answer, {whose}: {1e6 * wall[whose]:.0f} us, bare transaction {1e6 * wall['bare']:.0f} us: "
            f"{wall[whose] / wall['bare']:.2f} times, {target}; CPU {cpu[whose] / cpu['bare']:.2f} times"
        )


def test_bytes_of_a_review(tmp_path: Path) -> None:
    path = filled(tmp_path / "p.db", 100_000, 10_000)
    print(f"\n{path.stat().st_size / 100_000:.1f} bytes a review, target 72")


def test_due_beside_a_hello_world(tmp_path: Path) -> None:
    path = filled(tmp_path / "p.db", 100_000, 10_000)
    deck = written_deck(tmp_path / "deck.yaml", 10_000)
    hello = tmp_path / "hello.py"
    hello.write_text(HELLO, "utf-8")
    ours = [*QUIZKIT, "due", str(deck), "--progress", str(path)]
    floor = [sys.executable, str(hello)]
    first = seconds(ours)
    with open_store(path) as store:
        store.append(evolve(answer(1, card=f"deck#{1:010x}"), id=EventId(store.writer, 1)))
    second = seconds(ours)
    pairs = [(seconds(ours), seconds(floor)) for _ in range(21)]
    ratio = statistics.median(a / b for a, b in pairs)
    took = statistics.median(a for a, _ in pairs)
    print(
        f"\ndue, 10,000 cards, 100,000 reviews: {1000 * took:.0f} ms, {ratio:.2f} times "
        f"hello-world, target 1.6; {second:.2f} s after an answer, {first:.2f} s after the deck "
        "was changed"
    )


@pytest.mark.parametrize("reviews", sorted({0, REVIEWS // 10, REVIEWS}))
@pytest.mark.parametrize("cards", [1_000, 10_000, 100_000])
def test_a_start_beside_one_that_replays(tmp_path: Path, cards: int, reviews: int) -> None:
    """Whole commands. The floor of `due` after an answer is `due` where nothing has changed."""
    path = filled(tmp_path / "p.db", reviews, cards)
    deck = written_deck(tmp_path / "deck.yaml", cards)
    last = timedelta(days=((reviews - 1) // cards) ** 2 + cards // 9000 + 1)
    told = ["--progress", str(path), "--now"]
    folder = {"XDG_CACHE_HOME": str(tmp_path)}

    def play(day: int) -> tuple[float, float]:
        now = (START + last + timedelta(days=day)).isoformat()
        return cost([*QUIZKIT, "play", str(deck), "--plain", *told, now], **folder)

    def due(day: int) -> tuple[float, float]:
        now = (START + last + timedelta(days=day)).isoformat()
        return cost([*QUIZKIT, "due", str(deck), *told, now], **folder)

    first, replayed, started, after, warm = play(0), [], [], [], []
    due(0)
    for day in range(1, 4):
        with sqlite3.connect(path) as connection:
            connection.execute("UPDATE snapshot SET basis = ''")
        replayed.append(play(day))
        started.append(play(day))
        with desk.open(path) as mine:
            event = answer(1, card=f"deck#{1:010x}", after=last + timedelta(days=day, hours=9))
            name = EventId(mine.store.writer, 1)
            mine.store.append(evolve(event, id=name, due=event.at + timedelta(days=9)))
            assert mine.progress  # which folds the answer
        after.append(due(day))
        warm.append(due(day))
    shown = [statistics.median(cpu for cpu, _ in each) for each in (replayed, started, after, warm)]
    peaks = [max(peak for _, peak in each) for each in (replayed, started, after)]
    print(
        f"\n{cards:,} cards, {reviews:,} answers: play {1000 * shown[1]:.0f} ms ({peaks[1]:.0f} MB), "
        f"where it replays {1000 * shown[0]:.0f} ms ({peaks[0]:.0f} MB), the first time "
        f"{1000 * first[0]:.0f} ms; due after an answer {1000 * shown[2]:.0f} ms ({peaks[2]:.0f} MB), "
        f"{shown[2] / shown[3]:.1f} times due warm, target 2"
    )


def test_habits_beside_those_of_all_answers(tmp_path: Path) -> None:
    path = filled(tmp_path / "p.db", REVIEWS, 10_000)
    with desk.open(path) as mine:
        begin = time.perf_counter()
        whole = mine.habits(patient=True)
        middle = time.perf_counter()
        soon = [mine.habits() for _ in range(9)]
        end = time.perf_counter()
    assert soon == 9 * [whole]
    print(
        f"\nhabits of {REVIEWS:,} answers: {1000 * (end - middle) / 9:.1f} ms from what is kept, "
        f"{middle - begin:.1f} s from all"
    )


@pytest.mark.parametrize("calibrates", [False, True])
def test_rebuild_beside_an_ordered_select(tmp_path: Path, calibrates: bool) -> None:
    path = filled(tmp_path / "p.db", REVIEWS, REVIEWS // 20)
    scheduler = Scheduler(day=CalendarDays())
    begin = time.perf_counter()
    bare = sqlite3.connect(path)
    for _ in bare.execute("SELECT * FROM event ORDER BY at, writer, number"):
        pass
    middle = time.perf_counter()
    known = Calibration() if calibrates else None
    with open_store(path) as store, store.log() as log:
        progress = replay(log, scheduler, calibration=known)
    end = time.perf_counter()
    print(
        f"\nrebuild of {REVIEWS:,} reviews, {len(progress.records):,} cards{', calibrated' * calibrates}: "
        f"{end - middle:.1f} s, the bare SELECT {middle - begin:.1f} s: "
        f"{(end - middle) / (middle - begin):.1f} times, target 2"
    )


def test_what_a_rebuild_is_made_of(tmp_path: Path) -> None:
    """The floor: to have the answers in memory, to deal them out, the formulas of each review."""
    model = FSRS6()
    connection, answers = sqlite3.connect(filled(tmp_path / "p.db", REVIEWS, REVIEWS // 20)), []
    by_card: dict[int, list[tuple[int, int]]] = defaultdict(list)

    def read() -> None:
        answers.extend(
            connection.execute(
                "SELECT at, writer, number, zone, card, rating, due, practice, duration FROM event"
                " WHERE kind = 1 ORDER BY at, writer, number"
            )
        )

    def deal() -> None:
        for at, _, _, _, card, rating, _, _, _ in answers:
            by_card[card].append((at // 86_400_000, rating))

    def remember() -> None:
        for reviews in by_card.values():
            days, ratings = zip(*reviews, strict=True)
            gone = [0, *map(sub, days[1:], days)]
            model.remembered(zip(gone, ratings, strict=True))

    gc.disable()
    for work in (read, deal, remember):
        begin = time.perf_counter()
        work()
        print(f"\n{work.__name__}: {time.perf_counter() - begin:.2f} s")
    gc.enable()
