"""The scheduler beside py-fsrs and fsrs-rs, in one run on one log.

Run with `pytest tests/benchmarks/bench_scheduling.py -s`. The log is made up, in the shape of one
learner's: 1,205 cards, 12,580 reviews, half of them on the day of the one before. To measure on a
real log, name a CSV file with the columns card_id, review_rating and review_time (ISO) in
`QUIZKIT_REVIEWS`. `QUIZKIT_ROWS` sets how many stored cards are read, reviewed and written,
100,000 unless told otherwise. Ours and the peer run in turn; a ratio is the median of the ratios of all turns.
"""

import csv
import os
import random
import statistics
import subprocess
import sys
import time
from collections import defaultdict, deque
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import pairwise, repeat
from operator import sub
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import attrs
import pytest

from quizkit.fitting import columns as card_columns, replay_log
from quizkit.scheduling import (
    FSRS6,
    FSRS7,
    CardState,
    FSRS6State,
    Rating,
    Scheduler,
    fsrs6,
    fsrs6_formulas,
)

fsrs = pytest.importorskip("fsrs", reason="the peers are in the extra `bench`")
fsrs_rs = pytest.importorskip("fsrs_rs_python")
np = pytest.importorskip("numpy")
stable_order = pytest.importorskip("quizkit.fitting.columns.arrays").stable_order

ROUNDS = 9
MILLION = 1_000_000
ROWS = int(os.environ.get("QUIZKIT_ROWS", "100000"))
Log = dict[int, list[tuple[datetime, Rating]]]


@cache
def log() -> Log:
    """Return the reviews of each card, earliest first."""
    by_card: Log = defaultdict(list)
    for card, now, rating in sorted(_read() if "QUIZKIT_REVIEWS" in os.environ else _made_up()):
        by_card[card].append((now, rating))
    return by_card


def _read() -> list[tuple[int, datetime, Rating]]:
    with Path(os.environ["QUIZKIT_REVIEWS"]).open(encoding="utf-8", newline="") as file:
        return [
            (
                int(row["card_id"]),
                datetime.fromisoformat(row["review_time"]).astimezone(UTC),
                Rating(int(row["review_rating"])),
            )
            for row in csv.DictReader(file)
        ]


def _made_up() -> list[tuple[int, datetime, Rating]]:
    rng = random.Random(20240329)
    begin = datetime(2024, 3, 29, tzinfo=UTC)
    counts = [4 + int(rng.expovariate(1 / 7)) for _ in range(1205)]
    while sum(counts) != 12_580:
        card = rng.randrange(len(counts))
        counts[card] += 1 if sum(counts) < 12_580 else -1 if counts[card] > 1 else 0
    rows = []
    for card, count in enumerate(counts):
        now = begin + timedelta(days=rng.uniform(0, 120), milliseconds=rng.randrange(1000))
        for _ in range(count):
            rows.append((card, now, Rating.AGAIN if rng.random() < 0.29 else Rating.GOOD))
            soon = rng.random() < 0.53
            now += (
                timedelta(minutes=rng.uniform(1, 13))
                if soon
                else timedelta(days=1 + rng.expovariate(1 / 4))
            )
    return rows


def seconds_of(work: Callable[[], object]) -> float:
    """Return the processor time that it takes, as other programs may be running."""
    begin = time.process_time()
    work()
    return time.process_time() - begin


def report(
    row: str,
    ours: Callable[[], object],
    peer: Callable[[], object],
    target: str,
    each: int,
    peer_each: int | None = None,
) -> None:
    """Print how many times as fast ours is as the peer, by item of work."""
    ours(), peer()
    scale = (peer_each or each) / each
    pairs = [(seconds_of(ours), seconds_of(peer)) for _ in range(ROUNDS)]
    ratio = statistics.median(theirs / own / scale for own, theirs in pairs)
    own = statistics.median(own for own, _ in pairs) / each
    print(f"\n{row}: {1e6 * own:.3f} µs, {ratio:.2f} times as fast; target {target}")


def reviewed_by_py_fsrs() -> None:
    scheduler = fsrs.Scheduler()
    ratings = {rating: fsrs.Rating(rating) for rating in Rating}
    for name, reviews in log().items():
        card = fsrs.Card(card_id=name)
        for now, rating in reviews:
            card, _ = scheduler.review_card(card, ratings[rating], now)


def reviews() -> int:
    return sum(map(len, log().values()))


def reviewed(scheduler: Scheduler) -> None:
    review = scheduler.review
    for name, of_card in log().items():
        card = CardState(seed=name)
        for now, rating in of_card:
            card = review(card, rating, now)


def test_a_review() -> None:
    scheduler = Scheduler()
    report(
        "one review, beside py-fsrs",
        lambda: reviewed(scheduler),
        reviewed_by_py_fsrs,
        "4",
        reviews(),
    )


def test_a_review_by_fsrs_7() -> None:
    scheduler = Scheduler(FSRS7())
    report(
        "one review by FSRS-7, beside py-fsrs with FSRS-6",
        lambda: reviewed(scheduler),
        reviewed_by_py_fsrs,
        "none",
        reviews(),
    )


def test_a_preview() -> None:
    """Before each review of the log."""
    ours, theirs = Scheduler(), fsrs.Scheduler()
    cards: list[tuple[CardState, Any, datetime]] = []
    for name, of_card in log().items():
        card, peer = CardState(seed=name), fsrs.Card(card_id=name)
        for now, rating in of_card:
            cards.append((card, peer, now))
            card = ours.review(card, rating, now)
            peer, _ = theirs.review_card(peer, fsrs.Rating(rating), now)
    ratings = tuple(fsrs.Rating)

    def previewed() -> None:
        for card, _, now in cards:
            ours.preview(card, now)

    def previewed_by_py_fsrs() -> None:
        for _, card, now in cards:
            for rating in ratings:
                theirs.review_card(card, rating, now)

    report(
        "preview, beside four reviews by py-fsrs", previewed, previewed_by_py_fsrs, "5", len(cards)
    )


def columns() -> tuple[list[int], list[datetime], list[Rating]]:
    """Return the log as it is written: by time."""
    rows = sorted((now, name, rating) for name, of in log().items() for now, rating in of)
    times, names, ratings = zip(*rows, strict=True)
    return list(names), list(times), list(ratings)


def test_replay_of_memories() -> None:
    """Of each card's history in elapsed days, worked out beforehand."""
    model = FSRS6()
    histories = []
    for of_card in log().values():
        times = [now for now, _ in of_card]
        gaps = [0, *((now - last).days for last, now in pairwise(times))]
        histories.append(list(zip(gaps, (rating for _, rating in of_card), strict=True)))

    def ours() -> None:
        for history in histories:
            model.remembered(history)

    report(
        "the memories of all cards, beside py-fsrs", ours, reviewed_by_py_fsrs, "none", reviews()
    )


def by_formulas(model: FSRS6, state: FSRS6State, rating: int, days: float) -> FSRS6State:
    """Return what `model.next` does, by the formulas one by one."""
    w, s, d = model.weights, state.stability, state.difficulty
    if days < 1:
        s = fsrs6_formulas.same_day(w, s, rating)
    else:
        r = fsrs6_formulas.recall_after(w, s, days)
        s = (
            fsrs6_formulas.after_lapse(w, s, d, r)
            if rating == 1
            else fsrs6_formulas.after_pass(w, s, d, r, rating)
        )
    s = min(max(s, fsrs6.MIN_STABILITY), fsrs6.MAX_STABILITY)
    return FSRS6State(s, fsrs6_formulas.next_difficulty(w, d, rating))


def test_what_is_written_out_for_speed() -> None:
    """`next` beside the formulas one by one, and `next_of_each` beside four calls of `next`."""
    model, asked = FSRS6(), []
    for of_card in log().values():
        state = model.first(of_card[0][1])
        for (last, _), (now, rating) in pairwise(of_card):
            asked.append((state, int(rating), (now - last).days))
            state = model.next(*asked[-1])
    report(
        "next, beside the formulas one by one",
        lambda: [model.next(*review) for review in asked],
        lambda: [by_formulas(model, *review) for review in asked],
        "none",
        len(asked),
    )
    report(
        "next_of_each, beside four calls of next",
        lambda: [model.next_of_each(state, days) for state, _, days in asked],
        lambda: [[model.next(state, g, days) for g in (1, 2, 3, 4)] for state, _, days in asked],
        "none",
        len(asked),
    )


def test_replay_of_cards_one_by_one() -> None:
    scheduler = Scheduler()

    def ours() -> None:
        for name, of_card in log().items():
            scheduler.replay(of_card, CardState(seed=name))

    report("replay of a card at a time, beside py-fsrs", ours, reviewed_by_py_fsrs, "20", reviews())


def a_million() -> tuple[Any, Any, Any]:
    """Return the log as numpy columns by time, with as many copies of it as make a million."""
    names, times, ratings = columns()
    codes = {name: code for code, name in enumerate(log())}
    copies = np.arange(MILLION // len(names) + 1)
    cards = np.array([codes[name] for name in names]) + len(codes) * copies[:, None]
    instants = np.array([now.timestamp() for now in times]) + 0.01 * copies[:, None]
    order = np.argsort(instants.ravel())[:MILLION]
    marks = np.tile(np.array(ratings, dtype=np.int8), len(copies))
    return cards.ravel()[order], instants.ravel()[order], marks[order]


def a_million_unlike() -> tuple[Any, Any, Any]:
    """Return a log by time in which hardly two cards have the same history.

    The cards are those of `a_million`, with as many reviews; their days and ratings are drawn.
    """
    rng = np.random.default_rng(20240329)
    cards = np.sort(a_million()[0], kind="stable")
    begins = np.flatnonzero(np.append(True, cards[1:] != cards[:-1]))
    soon, later = rng.uniform(0.0007, 0.01, MILLION), rng.lognormal(1.5, 1.2, MILLION)
    passed = np.cumsum(np.where(rng.random(MILLION) < 0.5, soon, later))
    since_first = passed - np.repeat(passed[begins], np.diff(begins, append=MILLION))
    first = np.repeat(rng.uniform(0, 365, len(begins)), np.diff(begins, append=MILLION))
    instants = 1.7e9 + 86_400 * (first + since_first)
    ratings = rng.choice(np.array([1, 2, 3, 4], dtype=np.int8), MILLION, p=[0.2, 0.1, 0.6, 0.1])
    order = np.argsort(instants, kind="stable")
    return cards[order], instants[order], ratings[order]


def by_card(cards: Any, instants: Any, ratings: Any) -> list[Any]:
    """Return an item of fsrs-rs for each card."""
    histories = defaultdict(list)
    for card, now, rating in zip(cards.tolist(), instants.tolist(), ratings.tolist(), strict=True):
        histories[card].append((now, rating))
    items = []
    for history in histories.values():
        gaps = [0, *(int((b - a) // 86_400) for (a, _), (b, _) in pairwise(history))]
        reviews = [
            fsrs_rs.FSRSReview(rating, gap) for gap, (_, rating) in zip(gaps, history, strict=True)
        ]
        items.append(fsrs_rs.FSRSItem(reviews))
    return items


def test_replay_of_a_million() -> None:
    """Of memories alone, as fsrs-rs gives them: from a log by time, and from one card by card.

    The copies of a log share all histories, as the beginnings of real ones do; the other log shares
    hardly any.
    """
    scheduler = Scheduler()
    rust = fsrs_rs.FSRS(list(fsrs_rs.DEFAULT_PARAMETERS))
    by_time = a_million()
    card_by_card = tuple(column[np.argsort(by_time[0], kind="stable")] for column in by_time)
    for row, given, beside_rust in [
        ("copies, by time", by_time, "2"),
        ("copies, card by card", card_by_card, "2"),
        ("copies, by time, from lists", tuple(column.tolist() for column in by_time), "none"),
        ("unlike cards, by time", a_million_unlike(), "2"),
    ]:
        items = by_card(*(map(np.asarray, given)))
        report(
            f"replay of a million, {row}, beside fsrs-rs on prebuilt items",
            lambda given=given: replay_log(scheduler, *given).memory,
            lambda items=items: rust.memory_state_batch(items),
            beside_rust,
            MILLION,
        )
    report(
        "replay of a million, copies, by time, beside py-fsrs",
        lambda: replay_log(scheduler, *by_time).memory,
        reviewed_by_py_fsrs,
        "100",
        MILLION,
        reviews(),
    )


class Column:
    """A column of a data frame, as pandas has them: a zone beside, names that it numbers itself."""

    def __init__(self, values: Any, codes: Any = None, zone: Any = None) -> None:
        self.values, self.codes = values, codes
        self.dtype = SimpleNamespace(kind=values.dtype.kind, tz=zone)
        self.take = values.take
        if codes is not None:
            self.factorize = lambda: (codes, None)

    def __len__(self) -> int:
        return len(self.values)

    def __array__(self, dtype: Any = None, copy: Any = None) -> Any:
        return self.values.astype(dtype or self.values.dtype)


def test_names_and_datetimes() -> None:
    """What people have, beside columns of numbers, and what it costs at least to look at it.

    Texts are new at each turn, as those of a database are: each has yet to be hashed.
    """
    scheduler, rome = Scheduler(), ZoneInfo("Europe/Rome")
    cards, seconds, ratings = a_million()
    micros = np.rint(1e6 * seconds).astype(np.int64)
    epoch = datetime(1970, 1, 1, tzinfo=UTC)
    times = [epoch + timedelta(0, 0, moment) for moment in micros.tolist()]
    in_rome = [time.astimezone(rome) for time in times]
    stored, codes = micros.astype("datetime64[us]"), np.unique(cards, return_inverse=True)[1]
    marks, listed = ratings.tolist(), cards.tolist()

    def texts() -> list[str]:
        return [f"card {card}" for card in listed]

    frame = np.array(texts(), object)
    rows: dict[str, Callable[[], tuple[Any, Any, Any]]] = {
        "arrays of numbers": lambda: (cards, seconds, ratings),
        "lists of numbers": lambda: (listed, seconds.tolist(), marks),
        "a frame: texts it numbers, UTC": lambda: (
            Column(frame, codes),
            Column(stored, None, UTC),
            ratings,
        ),
        "a frame: objects, Europe/Rome": lambda: (frame, Column(stored, None, rome), ratings),
        "lists of texts, datetimes in UTC": lambda: (texts(), times, marks),
        "lists of texts, datetimes in Rome": lambda: (texts(), in_rome, marks),
    }
    floors: dict[str, Callable[[Any], object]] = {
        "seconds of each datetime": lambda given: done(
            map(timedelta.total_seconds, map(sub, given[1], repeat(epoch)))
        ),
        "each text hashed, and compared with its like": lambda given: set(given[0]),
    }
    took: dict[str, list[float]] = defaultdict(list)
    for _ in range(ROUNDS):
        for row, made in rows.items():
            given = made()
            took[row].append(seconds_of(lambda given=given: replay_log(scheduler, *given).memory))
        for row, work in floors.items():
            given = texts(), times
            took[row].append(seconds_of(lambda given=given, work=work: work(given)))
    print()
    first = took[next(iter(rows))]
    took["the least that lists take: these two, and the first"] = [
        sum(each) for each in zip(first, *(took[row] for row in floors), strict=True)
    ]
    for row, each in took.items():
        ratio = statistics.median(a / b for a, b in zip(each, first, strict=True))
        print(
            f"{row}: {1000 * statistics.median(each):.0f} ms, {ratio:.1f} times the first; target 3"
        )


def test_what_a_replay_of_a_million_is_made_of() -> None:
    """The floor: sorting, and the ufuncs of the formulas, on arrays of a million."""
    cards, instants, _ = a_million_unlike()
    x, out = np.random.default_rng(1).uniform(0.1, 5, MILLION), np.empty(MILLION)
    order = np.argsort(cards, kind="stable")
    for name, work in [
        ("numpy's stable argsort of the cards", lambda: np.argsort(cards, kind="stable")),
        ("ours, numbers with their places", lambda: stable_order(cards)),
        ("putting one column in order", lambda: instants.take(order)),
        ("power", lambda: np.power(x, 0.3, out=out)),
        ("exp", lambda: np.exp(x, out=out)),
    ]:
        took = statistics.median(seconds_of(work) for _ in range(ROUNDS))
        print(f"\n{name}: {1000 * took:.1f} ms")


def test_all_states_and_due_dates() -> None:
    """With phases, steps, lapses and due dates, which fsrs-rs does not know."""
    scheduler, log_columns = Scheduler(), columns()
    report(
        "all states of the log from columns, beside py-fsrs",
        lambda: dict(replay_log(scheduler, *log_columns)),
        reviewed_by_py_fsrs,
        "none",
        reviews(),
    )


def stored_rows(count: int) -> tuple[list[Any], list[Any]]:
    """Return as many stored cards, ours and those of py-fsrs, each before a review of the log."""
    ours, theirs = Scheduler(), fsrs.Scheduler()
    mine: list[Any] = []
    peers: list[Any] = []
    for name, of_card in log().items():
        card, peer = CardState(seed=name), fsrs.Card(card_id=name)
        for now, rating in of_card:
            mine.append((card.to_dict(), rating, now))
            peers.append((peer.to_dict(), fsrs.Rating(rating), now))
            card = ours.review(card, rating, now)
            peer, _ = theirs.review_card(peer, fsrs.Rating(rating), now)
    copies = -(-count // reviews())
    return (mine * copies)[:count], (peers * copies)[:count]


def done(rows: Iterable[object]) -> None:
    """Do what makes each row, and keep none, so that the search for garbage is not measured too."""
    deque(rows, maxlen=0)


def test_rows_read_reviewed_and_written() -> None:
    """What a web app does to a row, and a job to a table: `from_dict`, `review`, `to_dict`."""
    ours, theirs = Scheduler(), fsrs.Scheduler()
    rows, peer_rows = stored_rows(ROWS)
    read, read_by_peer = CardState.from_dict, fsrs.Card.from_dict
    states = [read(row) for row, _, _ in rows]
    peers = [read_by_peer(row) for row, _, _ in peer_rows]
    report(
        "from_dict, beside py-fsrs",
        lambda: done(read(row) for row, _, _ in rows),
        lambda: done(read_by_peer(row) for row, _, _ in peer_rows),
        "1",
        ROWS,
    )
    report(
        "to_dict, beside py-fsrs",
        lambda: done(state.to_dict() for state in states),
        lambda: done(peer.to_dict() for peer in peers),
        "1",
        ROWS,
    )
    report(
        f"from_dict, review and to_dict of {ROWS} rows, beside py-fsrs",
        lambda: done(ours.review(read(row), rating, now).to_dict() for row, rating, now in rows),
        lambda: done(
            theirs.review_card(read_by_peer(row), rating, now)[0].to_dict()
            for row, rating, now in peer_rows
        ),
        "1.5",
        ROWS,
    )


@pytest.mark.parametrize("model", [FSRS6(), FSRS7()], ids=lambda model: type(model).__name__)
def test_rows_in_columns(model: Any) -> None:
    """Recall and interval of a million stored cards, beside the calls for one."""
    rng, some = np.random.default_rng(20240329), MILLION // 100
    names = [field.name for field in attrs.fields(model.State)]
    memory = {name: rng.lognormal(3, 1, MILLION) for name in names}
    memory["difficulty"] = rng.uniform(1, 10, MILLION)
    days = rng.uniform(0, 400, MILLION)
    parts = [column[:some].tolist() for column in memory.values()]
    states, gone = [model.State(*numbers) for numbers in zip(*parts, strict=True)], days[:some]
    report(
        "recall of a million rows, beside one by one",
        lambda: card_columns.retrievability(model, memory, days),
        lambda: list(map(model.retrievability, states, gone.tolist())),
        "none",
        MILLION,
        some,
    )
    report(
        "interval of a million rows, beside one by one",
        lambda: card_columns.interval(model, memory, 0.9),
        lambda: [model.interval(state, 0.9) for state in states],
        "none",
        MILLION,
        some,
    )


def test_import() -> None:
    """Each in a Python of its own, beside attrs alone."""
    everything = "from quizkit.scheduling import FSRS6, CardState, Rating, Scheduler"
    codes = ["import attrs", "import quizkit.scheduling", everything, "import fsrs"]
    took = {code: [] for code in codes}
    for _ in range(21):
        for code in codes:
            timed = (
                "from time import perf_counter as clock; begin = clock()\n"
                f"{code}\nprint(clock() - begin)"
            )
            done = subprocess.run(
                [sys.executable, "-c", timed], capture_output=True, text=True, check=True
            )
            took[code].append(1000 * float(done.stdout))
    print()
    for code in codes:
        print(f"{code}: {statistics.median(took[code]):.1f} ms")
    more = [a - b for a, b in zip(took[everything], took["import attrs"], strict=True)]
    print(f"the third is attrs and {statistics.median(more):.1f} ms; target 10")
