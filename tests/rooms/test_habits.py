"""Habits: sums over the answers of a log, kept beside it, and study days in a row."""

from datetime import timedelta
from itertools import count, pairwise
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, settings, strategies as st

from quizkit import desk
from quizkit.errors import StoreError
from quizkit.planning import Pace, pace, pace_of
from quizkit.progress import (
    Event,
    EventId,
    Habits,
    Rated,
    Streak,
    Undone,
    habits_of,
    reviews,
    streak,
)
from quizkit.scheduling import CalendarDays, Rating
from quizkit.store import MemoryStore, habits as kept_habits, open_store, read_store
from tests.logs import START, answer, logs
from tests.sittings import deck_of, typed

DAYS = CalendarDays()
DAY, WEEK = timedelta(days=1), timedelta(days=7)
names = count()


def timed(
    number: int, rating: Rating | None = Rating.GOOD, *, seconds: float | None = 7, **more: Any
) -> Event:
    took = None if seconds is None else timedelta(seconds=seconds)
    return evolve(answer(number, rating, **more), duration=took)


def test_habits_are_sums_over_the_answers_that_stand() -> None:
    log = [
        timed(1, Rating.AGAIN, due=START + DAY),
        timed(2, after=WEEK, due=START + 2 * WEEK),
        timed(3, card="suez#length", after=WEEK, practice=True),
        timed(4, card="suez#length", after=WEEK + DAY),
        timed(5, after=3 * WEEK),
        Undone(id=EventId("w", 6), at=START + 4 * WEEK, target=EventId("w", 5)),
    ]
    today = DAYS.study_day(START)
    found = habits_of(log, DAYS)
    assert found.days == {today: 1, today + 7: 2, today + 8: 1}
    assert (found.first, found.failed, found.held) == (2, 1, 1)
    assert (found.answers, found.spent) == (3, timedelta(seconds=21))
    assert repr(found) == "<Habits: 3 answers on 3 days>"


@pytest.mark.parametrize(("hours", "holds"), [(7 * 24 - 5, True), (7 * 24 - 6, False)])
def test_a_week_is_counted_in_study_days(hours: int, holds: bool) -> None:
    """The answer is given at nine, and the study day begins at four."""
    log = [timed(1, due=START + timedelta(hours=hours))]
    assert habits_of(log, DAYS).held == holds


def test_an_answer_counts_for_two_minutes_at_most() -> None:
    log = [timed(1, seconds=500), timed(2, seconds=None), timed(3, seconds=9, practice=True)]
    store = MemoryStore()
    store.append(*log)
    found = desk.over(store).habits()
    assert found is not None
    assert (found.answers, found.spent) == (1, timedelta(seconds=120))
    assert pace_of(found).seconds == pytest.approx((120 + 55) / (1 + 5))
    assert pace_of(Habits()) == Pace()


@given(logs())
def test_the_sums_give_the_pace_of_the_answers(log: list[Event]) -> None:
    """Where no card was carried over, which then counts as two."""
    log = [event for event in log if "Carried" not in type(event).__name__]
    log = list({event.at: event for event in log}.values())  # of one instant either may be first
    expected = pace(reviews(log))
    assert pace_of(habits_of(log, DAYS))[:2] == pytest.approx(expected[:2])


@settings(max_examples=25)
@given(st.lists(logs(("w1",)), min_size=1, max_size=3), st.data())
def test_what_a_file_keeps_is_what_its_log_tells(
    tmp_path_factory: pytest.TempPathFactory, parts: list[list[Event]], data: st.DataObject
) -> None:
    """Read at any time, by whoever, patient or not; small parts at once."""
    log = parts[0]
    path = tmp_path_factory.mktemp("habits") / f"{next(names)}.db"
    with pytest.MonkeyPatch.context() as patch, open_store(path) as store:
        patch.setattr(kept_habits, "_LAG", 1)
        patch.setattr(kept_habits, "_AT_ONCE", 3)
        patch.setattr(kept_habits, "_MOST_STEPS", 2)
        for number, event in enumerate(log, 1):
            store.append(event)
            if data.draw(st.booleans()):
                patient = data.draw(st.booleans())
                found = kept_habits.habits(store, DAYS, patient=patient)
                assert found == habits_of(log[:number], DAYS) or (found is None and not patient)
        assert kept_habits.habits(store, DAYS) == habits_of(log, DAYS)


def filled(path: Path, answers: int = 1000) -> Path:
    with open_store(path) as store:
        store.append(*(timed(n, card=f"d#{n % 50}", after=n * DAY / 9) for n in range(1, answers)))
    return path


def kept_text(path: Path) -> str:
    with read_store(path) as store:
        return store.here().get("habits", "")


def test_sums_are_kept_all_but_the_newest(tmp_path: Path) -> None:
    path = filled(tmp_path / "p.db")
    with desk.open(path) as mine:
        assert mine.habits() == mine.habits(patient=True)
        kept = kept_text(path)
        assert '"version":799' in kept
        last = EventId("w", 999)
        mine.store.append(
            Rated(id=EventId("v", 1), at=START + 400 * DAY, answer=last, rating=Rating.AGAIN),
            Undone(id=EventId("v", 2), at=START + 401 * DAY, target=EventId("w", 998)),
        )
        expected = habits_of(mine.store.events(), DAYS)
        assert mine.habits(patient=True) == expected
        assert kept_text(path) == kept, "the newest are gone through anew, and no more"


def test_sums_are_made_anew_where_one_change_leads_to_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept_habits, "_MOST_STEPS", 3)
    with desk.open(filled(tmp_path / "p.db")) as mine:
        mine.habits(patient=True)
        for number in range(1, 9):  # each undo but the first takes back the one before
            target = EventId("v", number - 1) if number > 1 else EventId("w", 500)
            at = START + (400 + number) * DAY
            mine.store.append(Undone(id=EventId("v", number), at=at, target=target))
            for filler in range(300):
                name = EventId(f"x{number}", filler)
                mine.store.append(evolve(timed(1, after=(401 + number) * DAY), id=name))
        assert mine.habits(patient=True) == habits_of(mine.store.events(), DAYS)


def test_sums_are_made_anew_where_an_old_answer_is_taken_back(tmp_path: Path) -> None:
    path = filled(tmp_path / "p.db")
    with desk.open(path) as mine:
        mine.habits(patient=True)
        mine.store.append(Undone(id=EventId("v", 2), at=START + 401 * DAY, target=EventId("w", 3)))
        found = mine.habits()
        assert found == habits_of(mine.store.events(), DAYS)
        assert found is not None
        assert found.first == 50


@pytest.mark.parametrize("more", [0, 1])
def test_sums_end_between_an_answer_and_its_grade_nowhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, more: int
) -> None:
    """Where learners judge themselves every answer has one, which comes after it."""
    monkeypatch.setattr(kept_habits, "_AT_ONCE", 250)
    path = tmp_path / "p.db"
    with desk.open(path) as mine:
        for n in range(1, 601 + more, 2):
            at = START + n * DAY / 9
            given = timed(n, None, card=f"d#{n % 9}", after=n * DAY / 9)
            rated = Rated(id=EventId("w", n + 1), at=at, answer=given.id, rating=Rating.AGAIN)
            mine.store.append(given, rated)
        mine.store.append(*(timed(n, card="d#1", after=90 * DAY) for n in range(700, 700 + more)))
        expected = habits_of(mine.store.events(), DAYS)
        assert mine.habits(patient=True) == expected
        assert expected.failed > 1
        assert mine.habits() == expected, "soon, from what is kept"


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", "[" * 99_999, '{"by": 1}', "null", '"x"', "1e999", "\x00"],
)
def test_sums_that_make_no_sense_are_left_aside(tmp_path: Path, text: str) -> None:
    path = filled(tmp_path / "p.db")
    with desk.open(path) as mine:
        expected = mine.habits(patient=True)
        assert isinstance(mine, desk.Desk)
        with open_store(path) as store:
            store.put_here("habits", text)
        assert mine.habits() == expected


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"version":799', '"version":9999999'),
        ('"version":799', '"version":-1'),
        ('"version":799', '"version":799.0'),
        ('"spent":', '"spent":99'),
        ('"cards":["', '"cards":["xy'),
        ('"cards":["', '"cards":["f'),
        ('"days":[[', '"days":[[-'),
        ('"days":[[', '"days":[[1,1,1],['),
        ('"first":50', '"first":true'),
        ('"failed":0', '"failed":51'),
    ],
)
def test_sums_that_were_spoilt_are_left_aside(tmp_path: Path, old: str, new: str) -> None:
    path = filled(tmp_path / "p.db")
    with desk.open(path) as mine:
        expected, kept = mine.habits(patient=True), kept_text(path)
        assert old in kept
        with open_store(path) as store:
            store.put_here("habits", kept.replace(old, new))
        assert mine.habits() == expected


def test_sums_of_another_start_of_day_are_left_aside(tmp_path: Path) -> None:
    path = filled(tmp_path / "p.db")
    with desk.open(path) as mine:
        mine.habits(patient=True)
        mine.configure({"day-start": "0"}, START)
    with desk.open(path) as mine:
        assert mine.habits() == habits_of(mine.store.events(), CalendarDays(start_hour=0))


def test_a_first_question_does_not_wait_for_a_long_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept_habits, "_AT_FIRST", 500)
    path = filled(tmp_path / "p.db")
    with desk.read(path) as mine:
        assert mine.habits() is None
        assert mine.habits(patient=True) is not None, "a file that is only read keeps nothing"
    with desk.open(path) as mine:
        assert mine.habits() is None
        mine.habits(patient=True)
        assert mine.habits() is not None


def test_a_session_begins_though_nobody_can_say_how_the_learner_studies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def damaged(*_: object, **__: object) -> Habits:
        raise StoreError("a page makes no sense")

    monkeypatch.setattr(kept_habits, "habits", damaged)
    with desk.open(filled(tmp_path / "p.db")) as mine:
        plan = mine.plan([deck_of(typed("a"))])
        assert plan.habits is None
        assert mine.begin(plan, START).progress.records


TODAY = 700_000


@pytest.mark.parametrize(
    ("studied", "expected"),
    [
        ("", (0, 0)),
        ("#", (1, 0)),
        ("#.", (1, 0)),
        ("#..", (1, 1)),
        ("#...", (0, 0)),
        ("###", (3, 0)),
        ("##.##", (4, 1)),
        ("##.##.", (4, 1)),
        ("##.##..", (2, 1)),
        ("##..##", (2, 0)),
        ("##.#####.##", (7, 1)),
        ("##.######.##", (10, 2)),
        (".##", (2, 0)),
    ],
)
def test_an_empty_day_in_seven_does_not_end_study_days_in_a_row(
    studied: str, expected: tuple[int, int]
) -> None:
    """The last sign is today."""
    first = TODAY - len(studied) + 1
    days = {first + place for place, sign in enumerate(studied) if sign == "#"}
    assert streak(days, TODAY) == Streak(*expected)


@given(st.lists(st.booleans(), max_size=60))
def test_days_in_a_row_have_no_two_rests_within_seven(studied: list[bool]) -> None:
    days = {TODAY - ago for ago, there in enumerate(studied) if there}
    found = streak(days, TODAY)
    assert found.days <= len(days)
    ended = found.days + found.rests + (TODAY not in days)
    rests = [day for day in range(TODAY - ended + 1, TODAY) if day not in days]
    assert len(rests) == found.rests
    assert all(later - sooner >= 7 for sooner, later in pairwise(rests))


@pytest.mark.parametrize(("most", "told"), [(10, True), (9, False)])
def test_habits_of_so_many_answers_that_a_first_question_would_wait_are_not_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: int, told: bool
) -> None:
    monkeypatch.setattr(kept_habits, "_AT_FIRST", most)
    with open_store(tmp_path / "p.db") as store:
        log = [timed(number, after=number * DAY) for number in range(1, 11)]
        store.append(*log)
        found = kept_habits.habits(store, DAYS, patient=False)
        assert found == (habits_of(log, DAYS) if told else None)
        assert kept_habits.habits(store, DAYS) == habits_of(log, DAYS)


@pytest.mark.parametrize("steps", [0, 1, 2, 9])
def test_sums_begin_anew_where_many_changes_lead_from_one_to_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, steps: int
) -> None:
    monkeypatch.setattr(kept_habits, "_MOST_STEPS", steps)
    monkeypatch.setattr(kept_habits, "_LAG", 1)
    log: list[Event] = []
    for number in range(1, 13, 2):  # each undo takes back the answer before the one before it
        log.append(timed(number, after=number * DAY))
        target = EventId("w", max(1, number - 2))
        log.append(Undone(id=EventId("w", number + 1), at=START + number * DAY, target=target))
    with open_store(tmp_path / "p.db") as store:
        for event in log:
            store.append(event)
            assert kept_habits.habits(store, DAYS) == habits_of(store.events(), DAYS)
