"""Cards forgotten and put on a date: events, their replay, the two commands."""

import re
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from attrs import evolve
from click.testing import CliRunner, Result

from quizkit import desk, load_deck
from quizkit.cli import cli
from quizkit.progress import (
    Buried,
    Event,
    EventId,
    Forgotten,
    Progress,
    Remembered,
    Rescheduled,
    Suspended,
    Undone,
    forgetting,
    replay,
    rescheduling,
    reviews,
)
from quizkit.progress.replaying import counted
from quizkit.scheduling import (
    FSRS6,
    FSRS7,
    CalendarDays,
    Calibration,
    CardState,
    Phase,
    Rating,
    Scheduler,
)
from quizkit.scheduling.changes import memory_of
from quizkit.stats import statistics
from quizkit.store import open_store
from quizkit.study_queue import study_queue
from tests.logs import CARDS, START, answer

SCHEDULER = Scheduler(day=CalendarDays())
DAY = timedelta(days=1)
CARD = CARDS[0]
ANSWERS = [answer(n, after=n * n * DAY, due=START + 99 * DAY) for n in range(1, 5)]
LATER = START + 20 * DAY


def forget(at: datetime = LATER, number: int = 1) -> Forgotten:
    return Forgotten(id=EventId("z", number), at=at, card=CARD)


def reschedule(due: datetime, told: Remembered | None = None) -> Rescheduled:
    return Rescheduled(id=EventId("z", 1), at=LATER, card=CARD, due=due, remembered=told)


def after(*events: Event) -> Progress:
    return replay(events, SCHEDULER, calibration=Calibration())


def test_a_forgotten_card_is_new_and_what_comes_after_counts() -> None:
    assert after(*ANSWERS, forget()).record(CARD).state == CardState(seed=CARD)
    again = answer(9, after=21 * DAY, due=START + 22 * DAY)
    assert after(*ANSWERS, forget(), again) == after(again)


def test_a_forgotten_card_stays_hidden() -> None:
    hidden = [
        Suspended(id=EventId("y", 1), at=START, card=CARD),
        Buried(id=EventId("y", 2), at=LATER, card=CARD),
    ]
    record = after(*ANSWERS, *hidden, forget()).record(CARD)
    assert record.suspended
    assert record.buried_day is not None


@pytest.mark.parametrize("change", [forget(), reschedule(LATER + 9 * DAY)], ids=["forget", "date"])
def test_an_undo_restores_what_was_before(change: Event) -> None:
    undo = Undone(id=EventId("z", 2), at=LATER, target=change.id)
    assert after(*ANSWERS, change, undo) == after(*ANSWERS) != after(*ANSWERS, change)


def test_a_card_put_on_a_date_keeps_its_memory() -> None:
    before, due = after(*ANSWERS).record(CARD), LATER + 9 * DAY
    assert after(*ANSWERS, reschedule(due)).record(CARD) == evolve(
        before, state=evolve(before.state, phase=Phase.REVIEW, step=None, due=due)
    )


def test_a_new_card_put_on_a_date_enters_review_as_known_until_then() -> None:
    state = after(reschedule(LATER + 9 * DAY)).record(CARD).state
    assert (state.phase, state.reviews, state.last_review) == (Phase.REVIEW, 0, LATER)
    assert SCHEDULER.retrievability(state, LATER + 9 * DAY) == pytest.approx(0.9)


def test_what_another_program_remembered_stands_for_the_answers_before() -> None:
    told = Remembered(30.0, 4.5, reviews=7, lapses=2)
    state = after(*ANSWERS, reschedule(LATER + 3 * DAY, told)).record(CARD).state
    assert (state.memory, state.reviews, state.lapses) == (FSRS6.State(30.0, 4.5), 7, 2)


@pytest.mark.parametrize("model", [FSRS6(), FSRS7()])
@pytest.mark.parametrize("stability", [0.5, 12.0, 4000.0])
def test_a_memory_is_made_of_the_days_to_90_percent(model: FSRS6 | FSRS7, stability: float) -> None:
    assert model.interval(memory_of(model, stability, 5.0), 0.9) == pytest.approx(stability)


@pytest.mark.parametrize(
    "told", [Remembered(0, 5), Remembered(5, 11), Remembered(5, 5, -1), Remembered(5, 5, 1, True)]
)
def test_a_memory_that_cannot_be_is_not_read_back(told: Remembered) -> None:
    with pytest.raises(ValueError, match="of a stored Remembered is"):
        Remembered.from_dict(told.to_dict())


def test_forgotten_answers_count_in_days_and_time_alone() -> None:
    log = [*(evolve(event, rating=Rating.AGAIN, duration=DAY) for event in ANSWERS), forget()]
    progress = after(*log)
    assert [review.evidence for review in reviews(log)] == [False] * 4
    found = statistics(counted(log), progress, SCHEDULER, LATER)
    assert (found.answers, found.spent, found.retention.total, found.hard) == (4, 4 * DAY, 0, ())
    assert progress.calibration == Calibration()


def test_answers_after_another_programs_memory_are_no_evidence_and_those_before_are() -> None:
    told = reschedule(LATER + DAY, Remembered(3.0, 5.0))
    log = [*ANSWERS, told, answer(9, after=21 * DAY)]
    assert [review.evidence for review in reviews(log)] == [True] * 4 + [False]


def test_a_date_is_the_study_day_where_the_learner_is() -> None:
    there = timezone(timedelta(hours=-8))
    now = datetime(2026, 3, 1, 23, tzinfo=there)
    (event,) = rescheduling([CARD], date(2026, 3, 3), Progress(), "w", now)
    assert event.due == datetime(2026, 3, 3, 4, tzinfo=there)
    (event,) = rescheduling([CARD], date(2026, 3, 1), Progress(), "w", now)
    assert event.due == now
    with pytest.raises(ValueError, match="the earliest date is today's, 2026-03-01"):
        rescheduling([CARD], date(2026, 2, 28), Progress(), "w", now)


def test_a_turn_comes_after_the_last_answer_though_the_clock_was_set_back() -> None:
    progress = after(*ANSWERS)
    (event,) = forgetting([CARD, CARDS[1]], progress, "v", START)
    assert after(*ANSWERS, event).record(CARD).state.memory is None


DECK = """\
title: Suez
id: suez
cards:
  - {id: builder, question: Whose company built it?, answer: Lesseps}
  - {id: words, question: the canal, answer: le canal, reverse: true}
"""


@pytest.fixture
def run(tmp_path: Path) -> "Runs":
    (tmp_path / "suez.yaml").write_text(DECK, "utf-8")
    with open_store(tmp_path / "p.db") as store:
        store.append(*ANSWERS)
    return Runs(tmp_path)


class Runs:
    """Runs commands on a deck and a progress file."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, command: str, *names: str, now: datetime = LATER) -> Result:
        words = [f"{self.folder}/suez.yaml#{n[1:]}" if n.startswith("#") else n for n in names]
        when = ["--now", now.isoformat(), "--progress", f"{self.folder}/p.db"]
        return CliRunner().invoke(cli, [command, *words, *when], standalone_mode=False)

    def progress(self) -> Progress:
        with open_store(self.folder / "p.db") as store, store.log() as log:
            return replay(log, SCHEDULER)


def test_a_note_named_means_all_its_cards(run: Runs) -> None:
    done = run("reschedule", "#words", "#builder", "2026-04-01")
    assert done.output.count("to take it back") == 3
    dues = {
        run.progress().record(f"suez#{card}").state.due for card in ("words:reverse", "builder")
    }
    assert dues == {datetime(2026, 4, 1, 4, tzinfo=START.tzinfo)}


def test_forget_and_its_undo(run: Runs) -> None:
    before = run.progress()
    done = run("forget", "#builder")
    assert "suez#builder: new again; its history is kept (4 answers)" in done.output
    assert run.progress().record(CARD).state == CardState(seed=CARD)
    (name,) = re.findall(r"quizkit undo (\S+)", done.output)
    assert "Taken back: forgotten, Whose company built it?" in run("undo", name).output
    assert run.progress() == before


def test_history_says_what_was_done(run: Runs) -> None:
    run("forget", "#builder")
    run("reschedule", "#builder", "2026-04-01", now=LATER + timedelta(minutes=1))
    lines = run("history").output.splitlines()
    assert "rescheduled" in lines[0]
    assert "Whose company built it?  to 2026-04-01" in lines[0]
    assert "forgotten" in lines[1]


def test_a_suspended_card_stays_so_and_it_is_said(run: Runs) -> None:
    with open_store(run.folder / "p.db") as store:
        store.append(Suspended(id=EventId(store.writer, 1), at=LATER, card=CARD))
    assert "it stays suspended" in run("reschedule", "#builder", "2026-04-01").output
    assert run.progress().record(CARD).suspended


def test_a_suspended_card_that_is_forgotten_stays_so_and_it_is_said(run: Runs) -> None:
    with open_store(run.folder / "p.db") as store:
        store.append(Suspended(id=EventId(store.writer, 1), at=LATER, card=CARD))
    assert "(4 answers); it stays suspended." in run("forget", "#builder").output


def test_a_card_that_was_buried_today_stays_so_and_it_is_said(run: Runs) -> None:
    with open_store(run.folder / "p.db") as store:
        store.append(Buried(id=EventId(store.writer, 1), at=LATER, card=CARD))
    stays = "it stays buried until tomorrow"
    assert stays not in run("reschedule", "#builder", "2026-04-01").output
    assert stays in run("reschedule", "#builder", f"{LATER:%Y-%m-%d}").output
    assert stays in run("forget", "#builder").output


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ("forget", ""),
            "an empty text names no deck; write DECK#ID, as `quizkit show DECK` lists them",
        ),
        (("forget", "suez#"), "suez# names no card; write suez#ID, as `quizkit show suez` lists"),
        (("reschedule", "suez#builder"), "'suez#builder' is no ISO date"),
    ],
)
def test_what_a_name_lacks_is_said(words: tuple[str, ...], said: str) -> None:
    assert said in CliRunner().invoke(cli, words).output


def test_what_is_done_last_holds_though_the_clock_was_set_back(run: Runs) -> None:
    hour = timedelta(hours=1)
    run("forget", "#builder", now=LATER)
    run("reschedule", "#builder", "2026-04-01", now=LATER - hour)
    for day in (9, 2, 7, 4):  # at one instant, by writers whose names have no order
        due = datetime(2026, 4, day, 4, tzinfo=START.tzinfo)
        run("reschedule", "#builder", f"2026-04-0{day}", now=LATER - hour)
        assert run.progress().record(CARD).state.due == due
    run("forget", "#builder", now=LATER - hour)
    assert run.progress().record(CARD).state.memory is None


def test_cards_that_are_new_already_are_named_in_the_order_of_the_deck(run: Runs) -> None:
    assert run("forget", "#words", "#words:reverse", "#builder").output.splitlines()[-2:] == [
        "suez#words: is new already.",
        "suez#words:reverse: is new already.",
    ]


def test_before_the_day_begins_the_dates_are_those_of_study_days(run: Runs) -> None:
    night = datetime(2026, 5, 2, 3, 59, tzinfo=START.tzinfo)
    assert "due now, on 2026-05-01" in run("reschedule", "#builder", "2026-05-01", now=night).output
    assert "Whose company built it?  at once" in run("history").output
    again = run("reschedule", "#builder", "2026-05-02", now=night + timedelta(seconds=9))
    assert "(it was due on 2026-05-01)" in again.output


@pytest.mark.parametrize(
    ("old", "new"), [("built the canal", "dug the canal"), ("er: Lesseps", "er: Ferdinand Lesseps")]
)
def test_an_edited_card_is_followed_before_it_is_changed(run: Runs, old: str, new: str) -> None:
    """Else its new name, which no answer has, would be changed, and its progress be lost."""
    deck, log = run.folder / "suez.yaml", run.folder / "p.db"
    log.unlink()
    deck.write_text(
        "title: Suez\nid: suez\ncards:\n"
        "  - {question: Whose company built the canal?, answer: Lesseps}\n"
        "  - {question: Which sea lies north?, answer: the Mediterranean}\n",
        "utf-8",
    )
    first = load_deck(deck).cards[0].id
    with desk.open(log) as mine:
        mine.store.append(*(evolve(each, card=first) for each in ANSWERS))
        mine.follow({deck: load_deck(deck)}, LATER)
    deck.write_text(deck.read_text("utf-8").replace(old, new), "utf-8")
    card = load_deck(deck).cards[0].id
    done = run("reschedule", f"{deck}#{card.partition('#')[2]}", "2026-04-01").output
    assert "edited card" in done or "changed answer" in done
    state = run.progress().record(card).state
    assert (state.reviews, state.due) == (4, datetime(2026, 4, 1, 4, tzinfo=START.tzinfo))
    assert "(4 answers)" in run("forget", f"{deck}#{card.partition('#')[2]}").output


def test_the_queue_asks_a_card_on_its_date(run: Runs) -> None:
    run("reschedule", "#builder", "2026-04-01")
    run("forget", "#words:reverse")
    cards = load_deck(run.folder / "suez.yaml").cards

    def due(now: datetime) -> tuple[str, ...]:
        return study_queue(cards, run.progress(), now, scheduler=SCHEDULER, new_a_day=0).due

    begin = datetime(2026, 4, 1, 4, tzinfo=START.tzinfo)
    assert (due(begin - timedelta(seconds=1)), due(begin)) == ((), (CARD,))
