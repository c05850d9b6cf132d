"""When cards fall due, read from the rows of a snapshot: what is up to date is told, all else is not."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from attrs import evolve

from quizkit.progress import (
    Buried,
    CarriedOver,
    Configured,
    Event,
    EventId,
    Forgotten,
    Rescheduled,
    Suspended,
    Undone,
)
from quizkit.progress.instants import milliseconds
from quizkit.scheduling import CalendarDays, Calibration, Rating, Scheduler
from quizkit.store import known, open_store, read_store
from quizkit.store.dues import DueRow, Dues, read_dues, settings_of_file
from quizkit.store.sealed import DUE, NEVER, Head, opened, seal_of, sealed
from tests.logs import CARDS, START, answer

SCHEDULER = Scheduler(day=CalendarDays())
DAY = timedelta(days=1)
CARD, OTHER, THIRD = CARDS


def put(path: Path, *events: Event) -> None:
    """Add events, and bring the snapshot up to date."""
    with open_store(path) as store:
        store.append(*events)
        known(store, SCHEDULER, calibration=Calibration())


def next_answer(number: int, card: str = CARD, rating: Rating = Rating.GOOD) -> Event:
    due = START + (number + 3) * DAY
    return answer(number, rating, card=card, after=number * DAY, due=due)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "p.db"
    put(path, next_answer(1), next_answer(2, OTHER))
    return path


def read(path: Path, since: Dues | None = None) -> Dues:
    found = read_dues(path, since.mark if since else ())
    assert found is not None
    return found


def test_rows_say_when_each_card_falls_due(path: Path) -> None:
    found = read(path)
    day = SCHEDULER.day.study_day
    assert found.rows == {
        CARD: DueRow(
            milliseconds(START + 4 * DAY), 0, day(START + DAY), None, True, day(START + DAY)
        ),
        OTHER: DueRow(
            milliseconds(START + 5 * DAY), 0, day(START + 2 * DAY), None, True, day(START + 2 * DAY)
        ),
    }
    assert found.newest == milliseconds(START + 2 * DAY)
    assert DueRow() == (None, None, None, None, False, None)
    assert found.mark == [2, "w", 2]
    assert found.introduced() == {str(day(START + n * DAY)): 1 for n in (1, 2)}
    with read_store(path) as store:
        assert found.basis == store.snapshot().basis


def test_after_some_answers_only_their_cards_are_read(path: Path) -> None:
    before = read(path)
    put(path, next_answer(3, THIRD), next_answer(4, CARD))
    after = read(path, before)
    assert after.rows.keys() == {CARD, THIRD}
    assert after.mark == [4, "w", 4]
    assert before.rows | after.rows == read(path).rows
    assert read(path, after).rows == {}  # nothing came since


@pytest.mark.parametrize(
    "event",
    [
        Buried(id=EventId("x", 1), at=START + 5 * DAY, card=CARD),
        Suspended(id=EventId("x", 1), at=START + 5 * DAY, card=CARD),
        Forgotten(id=EventId("x", 1), at=START + 5 * DAY, card=CARD),
        Rescheduled(id=EventId("x", 1), at=START + 5 * DAY, card=CARD, due=START + 9 * DAY),
    ],
    ids=lambda event: type(event).__name__,
)
def test_what_befell_one_card_changes_its_row_alone(path: Path, event: Event) -> None:
    before = read(path)
    put(path, event)
    after = read(path, before)
    assert after.rows.keys() == {CARD}
    assert after.rows[CARD] != before.rows[CARD]
    assert before.rows | after.rows == read(path).rows


@pytest.mark.parametrize(
    "event",
    [
        Undone(id=EventId("x", 1), at=START + 5 * DAY, target=EventId("w", 2)),
        CarriedOver(id=EventId("x", 1), at=START + 5 * DAY, source=CARD, target=THIRD),
        Configured(id=EventId("x", 1), at=START + 5 * DAY, name="new", value="3"),
    ],
    ids=lambda event: type(event).__name__,
)
def test_where_more_than_a_card_may_have_changed_all_is_read_anew(path: Path, event: Event) -> None:
    before = read(path)
    put(path, event)
    assert read_dues(path, before.mark) is None
    assert read_dues(path) is not None


def test_settings_are_equal_until_one_is_changed_or_taken_back(path: Path) -> None:
    first = settings_of_file(path)
    assert first is not None
    assert read(path).settings == first
    put(path, next_answer(3))
    assert settings_of_file(path) == first
    changed = Configured(id=EventId("x", 1), at=START + 5 * DAY, name="new", value="3")
    put(path, changed)
    second = settings_of_file(path)
    put(path, Undone(id=EventId("x", 2), at=START + 6 * DAY, target=changed.id))
    assert len({str(each) for each in (first, second, settings_of_file(path))}) == 3


def test_the_answers_of_a_card_with_two_names_are_not_read_alone(path: Path) -> None:
    put(path, CarriedOver(id=EventId("x", 1), at=START + 3 * DAY, source=CARD, target=THIRD))
    before = read(path)
    assert before.rows[CARD] == before.rows[THIRD]._replace(first=None)
    put(path, next_answer(5, THIRD))
    assert read_dues(path, before.mark) is None
    assert read(path).rows[CARD].due == milliseconds(START + 8 * DAY)


def test_a_mark_of_another_log_is_no_mark(path: Path) -> None:
    mark = read(path).mark
    put(path, next_answer(3))
    for other in ([1, "w", 2], [2, "x", 2], [9, "w", 9], [0, "w", 2]):
        assert read_dues(path, other) is None
    assert read_dues(path, mark) is not None


def test_a_mark_from_before_rows_were_taken_away_is_no_mark(path: Path) -> None:
    early = read(path).mark
    put(path, next_answer(3, THIRD))
    put(path, Undone(id=EventId("x", 1), at=START + 5 * DAY, target=EventId("w", 3)))
    late = read(path).mark
    put(path, next_answer(6))
    assert read_dues(path, early) is None
    assert read(path, read(path)).rows == {}
    assert read_dues(path, late) is not None


@pytest.mark.parametrize(("events", "told"), [(500, True), (501, False)])
def test_so_many_events_since_a_mark_that_all_rows_are_read_as_quickly(
    path: Path, events: int, told: bool
) -> None:
    before = read(path)
    put(path, *(next_answer(number) for number in range(3, 3 + events)))
    assert (read_dues(path, before.mark) is not None) is told
    assert read_dues(path) is not None


def spoil_a_row(path: Path, change: Callable[[tuple[int, ...]], tuple[int, ...]]) -> None:
    """Change what the row of the first card begins with, and seal it and the head as if it were right."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        head = Head.read(connection)
        assert head is not None
        number, state = connection.execute("SELECT card, state FROM record LIMIT 1").fetchone()
        data = opened(number, state)
        begin = change(DUE.unpack_from(data))
        row = sealed(number, DUE.pack(*begin) + data[DUE.size :])
        connection.execute("UPDATE record SET state = ? WHERE card = ?", (row, number))
        head._replace(seal=head.seal - seal_of(state) + seal_of(row)).write(connection)


FIRST, LAST = -62_135_510_400_000, 253_402_214_400_000  # but for the ends of the calendar


@pytest.mark.parametrize(
    ("due", "zone", "sound"),
    [
        (FIRST, 0, True),
        (FIRST - 1, 0, False),
        (LAST - 1, 0, True),
        (LAST, 0, False),
        (NEVER, 0, True),
        (0, 1439, True),
        (0, -1439, True),
        (0, 1440, False),
        (0, -1440, False),
    ],
)
def test_a_row_whose_date_no_calendar_has_says_nothing(
    path: Path, due: int, zone: int, sound: bool
) -> None:
    spoil_a_row(path, lambda row: (row[0], row[1], due, zone, *row[4:]))
    assert (read_dues(path) is not None) is sound


def test_a_card_that_has_been_studied_and_has_no_date_is_never_asked(path: Path) -> None:
    spoil_a_row(path, lambda row: (2, row[1], NEVER, *row[3:]))
    assert read(path).rows[CARD].hidden == -1
    assert read(path).rows[CARD].due is None


@pytest.mark.parametrize(("phase", "learning"), [(0, False), (1, True), (2, False), (3, True)])
def test_between_two_steps_a_card_is_learning(path: Path, phase: int, learning: bool) -> None:
    spoil_a_row(path, lambda row: (phase, *row[1:]))
    assert read(path).rows[CARD].learning is learning


def test_a_row_or_a_head_that_was_tampered_with_says_nothing(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("UPDATE record SET state = substr(state, 1, 5) WHERE card = 1")
    assert read_dues(path) is None


def test_a_row_of_no_card_says_nothing(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("DELETE FROM card WHERE number = 1")
    assert read_dues(path) is None


def test_a_snapshot_that_the_log_has_outrun_says_nothing(path: Path) -> None:
    with open_store(path) as store:
        store.append(evolve(next_answer(3)))
    assert read_dues(path) is None


def test_without_a_snapshot_or_an_event_there_is_nothing_to_say(path: Path, tmp_path: Path) -> None:
    with open_store(path) as store:
        store.drop_snapshot()
    assert read_dues(path) is None
    open_store(tmp_path / "new.db").close()
    assert read_dues(tmp_path / "new.db") is None
    assert settings_of_file(tmp_path / "new.db") is not None


def test_what_is_no_progress_file_says_nothing(tmp_path: Path) -> None:
    for path in (tmp_path / "not there", tmp_path, Path(__file__)):
        assert read_dues(path) is None
        assert settings_of_file(path) is None


@pytest.mark.parametrize("gone", [CARD, THIRD])
def test_a_name_of_no_card_says_nothing(path: Path, gone: str) -> None:
    put(path, CarriedOver(id=EventId("x", 1), at=START + 3 * DAY, source=CARD, target=THIRD))
    assert read_dues(path) is not None
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("DELETE FROM card WHERE id = ?", (gone,))
    assert read_dues(path) is None
