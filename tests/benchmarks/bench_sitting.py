"""A sitting beside its floor: from Enter to the feedback drawn, at three sizes of a deck.

Run with `pytest tests/benchmarks/bench_sitting.py -s`. The floor of an answer is what cannot be
left out: a bare transaction of SQLite and the judging; both take turns in one run, and CPU time is
counted, but where it says wall. `QUIZKIT_BENCH_CARDS` sets the sizes, as `1000,10000`.
"""

import gc
import io
import json
import os
import random
import sqlite3
import statistics
import time
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from quizkit import desk
from quizkit.cli.page import Page
from quizkit.cli.player.driver import Clock, Driver
from quizkit.cli.player.linear import LinearFront
from quizkit.grading import grade
from quizkit.model import AnswerKey, Card, Deck, TypedNote
from quizkit.progress import EventId
from quizkit.scheduling import Rating
from quizkit.session import Asking, Command, Input, Judged, Respond, Session, kept, resumed
from quizkit.store import open_store
from tests.logs import START, answer

SIZES = [
    int(size) for size in os.environ.get("QUIZKIT_BENCH_CARDS", "1000,10000,100000").split(",")
]
ANSWERS = 100
BARE = (
    "INSERT INTO event (at, writer, number, zone, kind, card, rating, outcome, due, duration,"
    " response) VALUES (?, 1, ?, 0, 1, 1, 3, 'c', 9, 4200, 'Lesseps')"
)
LATER = START + timedelta(days=400)
_SYLLABLES = "ba ce di fo gu la me ni po ru sa te vi zo".split()


def deck_of(cards: int) -> Deck:
    """A deck of typed answers of two words, all different."""
    rng = random.Random(1)
    answers: dict[str, None] = {}
    while len(answers) < cards:
        one, other = ("".join(rng.choices(_SYLLABLES, k=rng.choice((3, 4)))) for _ in range(2))
        answers[f"{one.capitalize()} {other}"] = None
    return Deck(
        id="deck",
        title="Deck",
        language="en",
        notes=tuple(
            TypedNote(id=f"{n:010x}", question=f"Question {n}?", key=AnswerKey(text))
            for n, text in enumerate(answers)
        ),
    )


def begun(path: Path, cards: int) -> tuple[desk.Desk, Session]:
    """A sitting in which every card is due: each was answered once, long ago."""
    with open_store(path) as store:
        for first in range(0, cards, 50_000):
            events = [
                evolve(
                    answer(1, Rating.EASY, card=f"deck#{n:010x}", after=timedelta(seconds=n)),
                    id=EventId("w", n + 1),
                    due=START + timedelta(days=9),
                )
                for n in range(first, min(cards, first + 50_000))
            ]
            store.merge(events, {})
    mine = desk.open(path)
    return mine, mine.begin(mine.plan([deck_of(cards)], seed="s"), LATER)


class _Timed(LinearFront):
    """The transcript, and what each answer took: until its feedback, and until the next question."""

    def __init__(self, answers: int, text: Callable[[str], str]) -> None:
        super().__init__(self._texts(answers), Page(80, False), echo=True)
        self._text = text
        self._clocks = time.process_time(), time.perf_counter()
        self.feedback: list[tuple[float, float]] = []
        self.question: list[tuple[float, float]] = []
        self.between: Callable[[Card, str], None] = lambda card, text: None

    def _texts(self, answers: int) -> Iterator[str]:
        for _ in range(answers):
            self.question.append(self._spent())
            asking = self.shown.screen
            assert isinstance(asking, Asking)
            text = self._text(asking.card.task.rights[0].shown)
            self.between(asking.card, text)
            self._spent()
            yield text

    def _spent(self) -> tuple[float, float]:
        """CPU and wall seconds since this was last asked."""
        before, self._clocks = self._clocks, (time.process_time(), time.perf_counter())
        return self._clocks[0] - before[0], self._clocks[1] - before[1]

    def read(self, session: Session) -> Input | None:
        self.shown = session
        given = super().read(session)
        if isinstance(session.screen, Judged):
            self.feedback.append(self._spent())
        return given


def right(text: str) -> str:
    return text


def slip(text: str) -> str:
    """The text, the last of its letters doubled."""
    return text + text[-1]


def answered(
    mine: desk.Desk, session: Session, answers: int, text: Callable[[str], str] = right, **how: Any
) -> tuple[Session, _Timed]:
    """The session after so many answers given through the player."""
    front = _Timed(answers, text)
    for name, value in how.items():
        setattr(front, name, value)
    driver = Driver(session, mine, Clock(session.now))
    with redirect_stdout(io.StringIO()):
        driver.run(front)
    left = driver.session
    return evolve(left, screen=session.screen).asking(), front


def of_median(pairs: list[tuple[float, float]], which: int) -> float:
    return 1000 * statistics.median(pair[which] for pair in pairs)


@pytest.mark.parametrize("cards", SIZES)
def test_from_enter_to_the_feedback(tmp_path: Path, cards: int) -> None:
    mine, session = begun(tmp_path / "ours.db", cards)
    open_store(tmp_path / "bare.db").close()
    bare = sqlite3.connect(tmp_path / "bare.db", isolation_level=None)
    bare.execute("PRAGMA synchronous = FULL")
    floors: list[tuple[float, float]] = []

    def floor(card: Card, text: str) -> None:
        """One bare transaction, and one answer judged."""
        number = 5000 + len(floors)
        cpu, wall = time.process_time(), time.perf_counter()
        grade(card, text)
        bare.execute("BEGIN IMMEDIATE")
        bare.execute(BARE, (2_000_000_000_000 + number, number))
        bare.execute("COMMIT")
        floors.append((time.process_time() - cpu, time.perf_counter() - wall))

    with mine:
        session, first = answered(mine, session, 1)
        session, plain = answered(mine, session, ANSWERS, between=floor)
        session, first_slip = answered(mine, session, 1, slip)
        session, slips = answered(mine, session, ANSWERS, slip)
        cpu, floor_cpu = of_median(plain.feedback, 0), of_median(floors, 0)
        print(
            f"\n{cards:>7,} cards: Enter to feedback {cpu:.2f} ms, wall {of_median(plain.feedback, 1):.2f}"
            f" (most {1000 * max(wall for _, wall in plain.feedback):.1f}; target 3); {cpu / floor_cpu:.2f}"
            f" times the floor of {floor_cpu:.2f}, wall {of_median(floors, 1):.2f}; to the next question {of_median(plain.question[1:], 0):.2f};"
            f" the first {of_median(first.feedback, 0):.0f}\n"
            f"        a slip {of_median(slips.feedback, 0):.2f} ms, wall {of_median(slips.feedback, 1):.2f},"
            f" {of_median(slips.feedback, 0) / cpu:.2f} times an answer; the first {of_median(first_slip.feedback, 0):.0f}"
        )


@pytest.mark.parametrize("cards", SIZES)
def test_memory_of_answers(tmp_path: Path, cards: int) -> None:
    mine, session = begun(tmp_path / "ours.db", cards)
    with mine:
        session, _ = answered(mine, session, 20)
        gc.collect()
        tracemalloc.start()
        session, _ = answered(mine, session, ANSWERS)
        gc.collect()
        now, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    print(
        f"\n{cards:>7,} cards: {ANSWERS} answers keep {now / 1e6:.2f} MB (target 5), most {most / 1e6:.1f}"
    )


@pytest.mark.parametrize("cards", SIZES)
def test_a_kept_session_of_400_inputs(tmp_path: Path, cards: int) -> None:
    mine, begin = begun(tmp_path / "ours.db", cards)

    def stepped() -> Session:
        session, now = begin, LATER
        for turn in range(200):
            assert isinstance(session.screen, Asking)
            text = session.screen.card.task.rights[0].shown
            for given in (Respond(slip(text) if turn % 5 == 0 else text), Command.NEXT):
                now += timedelta(seconds=2)
                session, _ = session.step(given, now)
        return session

    with mine:
        session = stepped()
        progress = evolve(session.progress, records=dict(session.progress.records))  # as a replay
        took: dict[str, list[float]] = {"stepped": [], "kept": [], "resumed": []}
        for _ in range(5):
            clock = time.process_time()
            stepped()
            took["stepped"].append(time.process_time() - clock)
            clock = time.process_time()
            text = json.dumps(kept(session))
            took["kept"].append(time.process_time() - clock)
            clock = time.process_time()
            again = resumed(json.loads(text), session.plan, progress)
            took["resumed"].append(time.process_time() - clock)
        assert again == session
    ms = {name: 1000 * min(each) for name, each in took.items()}
    print(
        f"\n{cards:>7,} cards: 400 inputs kept in {ms['kept']:.1f} ms, resumed in {ms['resumed']:.1f},"
        f" {ms['resumed'] / ms['stepped']:.2f} times the steps themselves"
    )
