"""The return after a break: asked once, with what is usual, what is known, and what it takes."""

import os
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from attrs import evolve

from quizkit.progress import Answered, Event, habits_of
from quizkit.scheduling import Rating
from quizkit.session import Command, Finished, Mode, Respond
from quizkit.store import open_store
from quizkit.telling import Return, returning
from tests.logs import START, answer
from tests.sittings import SCHEDULER, Sitting, plan_of, typed
from tests.spawned import Spawned

DAY = timedelta(days=1)
SECONDS = timedelta(seconds=10)
CARDS = [f"card{n:03}" for n in range(60)]


def learned(cards: int = 48, *, days: int = 3, a_day: int = 20, took: bool = True) -> list[Event]:
    """A log: each card once with two days' interval, over some days, and so many answers a day."""
    events: list[Event] = []
    for number in range(days * a_day):
        day, card = divmod(number, a_day)
        at = day * DAY + card * SECONDS
        due = START + (day + 2) * DAY
        name = f"d#{CARDS[number % cards]}"
        each = answer(number + 1, Rating.EASY, card=name, after=at, due=due)
        events.append(evolve(each, duration=SECONDS if took else None))
    return events


def returned(log: list[Event], day: int, *, new: int = 0, **settings: object) -> Sitting:
    habits = habits_of(log, SCHEDULER.day)  # type: ignore[arg-type]
    seen = {event.card.removeprefix("d#") for event in log if isinstance(event, Answered)}
    notes = [typed(name) for name in CARDS if name in seen]
    notes += [typed(f"new{n}") for n in range(new)]
    settings = {"habits": habits, "screens": True} | settings
    return Sitting(plan_of(*notes, **settings), log, day)


def told(log: list[Event], day: int, **settings: object) -> Return | None:
    return returning(returned(log, day, **settings).session)  # type: ignore[arg-type]


def test_after_a_break_it_offers_what_matters_most_and_all_that_waits() -> None:
    found = told(learned(), 12)
    assert found is not None
    assert (found.days, found.waiting, found.catching_up) == (10, 48, False)
    assert 15 <= found.usual <= 20
    assert 30 < found.known < 48
    assert found.headline == (
        f"Welcome back after 10 days. 48 cards wait; you still know about {found.known} of them."
    )
    assert found.some.startswith(f"the {found.usual} that matter most now, about 3 min; ")
    assert found.some.endswith("; the rest over the next days")
    assert found.all == "all 48, about 9 min"


@pytest.mark.parametrize(
    ("day", "cards", "asks"),
    [
        (5, 48, False),  # three days without an answer
        (6, 48, True),
        (12, 24, False),  # hardly more than a usual session
        (400, 48, True),
    ],
)
def test_it_asks_after_four_days_and_more_than_one_and_a_half_sessions(
    day: int, cards: int, asks: bool
) -> None:
    assert (told(learned(cards, days=3), day) is not None) == asks


def test_who_said_how_much_to_study_is_not_asked() -> None:
    log = learned()
    assert told(log, 12) is not None
    for settings in (
        {"limit": 9},
        {"minutes": 5.0},
        {"mode": Mode.PRACTICE},
        {"mode": Mode.EXAM},
        {"screens": False},  # a transcript
        {"habits": None},
    ):
        assert told(log, 12, **settings) is None


def test_below_ten_answers_no_minutes_are_told() -> None:
    found = told(learned(took=False), 12)
    assert found is not None
    assert "min" not in found.some + found.all
    assert told([], 12) is None


def test_new_cards_are_told_where_they_come() -> None:
    found = told(learned(), 12, new=7, new_a_day=20)
    assert found is not None
    assert found.waiting == 48
    assert found.all.startswith("all 48, then 7 new cards, about ")


def test_the_session_of_what_matters_most_asks_the_least_known_first() -> None:
    it = returned(learned(), 12)
    found = returning(it.session)
    assert found is not None
    at, progress = it.session.now, it.session.progress
    it = returned(learned(), 12, limit=found.usual)
    asked = []
    while not isinstance(it.session.screen, Finished):
        if it.asking.card.id not in asked:
            asked.append(it.asking.card.id)
        it.do(Respond(it.asking.card.note.key.answer), Command.NEXT)  # type: ignore[union-attr]

    def chance(card: str) -> float:
        known = progress.calibration
        return SCHEDULER.retrievability(progress.record(card).state, at, calibration=known) or 0

    assert len(asked) == found.usual
    rest = [card for card in it.session.plan.cards if card not in asked]
    assert max(map(chance, asked)) <= min(map(chance, rest)) + 1e-9


def test_the_rest_is_dealt_out_over_the_next_days() -> None:
    """Each of the next days offers no more than is usual, until so little is left as on any day."""
    log, days = learned(60, days=3), []
    for day in range(12, 26):
        it = returned(log, day)
        found = returning(it.session)
        if found is None:
            break
        assert found.catching_up == (day > 12)
        assert ("Welcome back" in found.headline) == (day == 12)
        assert ("still wait from your break" in found.headline) == (day > 12)
        days.append(found.usual)
        it = returned(log, day, limit=found.usual)
        while not isinstance(it.session.screen, Finished):
            it.do(Respond(it.asking.card.note.key.answer), Command.NEXT)  # type: ignore[union-attr]
        log = list(it.events)
    assert len(days) >= 2
    assert max(days) <= 20
    waits = len(it.session.queue.due)
    assert waits <= 1.5 * 20 + 1


def test_a_weekly_learner_is_not_asked_about_a_usual_session() -> None:
    log: list[Event] = []
    for week in range(4):
        for n in range(20):
            number = 20 * week + n + 1
            at = week * 7 * DAY + n * SECONDS
            due = START + 7 * (week + 1) * DAY
            log.append(answer(number, Rating.GOOD, card=f"d#{CARDS[n]}", after=at, due=due))
    assert told(log, 28) is None


pexpect = pytest.importorskip("pexpect")


@pytest.fixture
def deck(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("QUIZKIT_PROGRESS", str(tmp_path / "p.db"))
    cards = "".join(
        f"  - {{id: {name}, question: Say {name}?, answer: {name}}}\n" for name in CARDS
    )
    (tmp_path / "d.yaml").write_text(f"title: T\nid: d\ncards:\n{cards}", "utf-8")
    with open_store(tmp_path / "p.db") as store:
        store.merge(learned(), {})
    return tmp_path / "d.yaml"


def spawned(*options: str, columns: int = 80, rows: int = 24) -> Spawned:
    environment = {**os.environ, "TERM": "xterm", "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8"}
    now = (START + 30 * DAY).isoformat()
    return Spawned(
        sys.executable,
        ["-m", "quizkit", "play", "d.yaml", "--now", now, "--new", "0", *options],
        dimensions=(rows, columns),
        env=environment,
        encoding="utf-8",
        timeout=20,
    )


@pytest.mark.skipif(sys.platform == "win32", reason="needs a terminal")
@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (40, 12)])
def test_on_a_terminal_it_is_asked_once_before_the_first_question(
    deck: Path, columns: int, rows: int
) -> None:
    screen = spawned(columns=columns, rows=rows)
    screen.expect("Welcome back after")
    screen.expect(r"1\) the (\d+) that matter most")
    some = int(screen.match.group(1))
    screen.expect(r"2\) all (\d+)")
    whole = int(screen.match.group(1))
    assert some < whole
    screen.expect("Enter 1 · q leave")
    screen.send("x")
    screen.expect("That key does nothing here")
    screen.send("\r")
    screen.expect(f"of {some}\\b")
    screen.send(":q\r")
    screen.expect("ends")
    screen.send(" ")
    screen.expect(pexpect.EOF)
    for key, expected in (("2", f"of {whole}\\b"), ("q", None)):
        screen = spawned(columns=columns, rows=rows)
        screen.expect("q leave")
        screen.send(key)
        screen.expect(expected or pexpect.EOF)
        screen.close(force=True)
    screen = spawned("--limit", "7", columns=columns, rows=rows)
    screen.expect(r"of 7\b")
    assert "Welcome back" not in screen.before
    screen.close(force=True)
