"""What Anki says of a card, in the odd cases: other schedulers, hours, zones, missing logs."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from quizkit.interchange import Import, ReadOptions, Source, recognised
from quizkit.interchange.released import released
from quizkit.progress import Answered, Event, Rescheduled, replay
from quizkit.progress.events import Forgotten
from quizkit.scheduling import CalendarDays, CardState, Phase, Scheduler
from tests.anki_files import BASIC, CREATED, Maker
from tests.commands import commands_in

pytest.importorskip("nh3", reason="the extra `anki`")
pytest.importorskip("markdownify", reason="the extra `anki`")
BERLIN = ZoneInfo("Europe/Berlin")
DAY_0 = datetime(2023, 11, 14).toordinal()


def read(made: Maker, options: ReadOptions = ReadOptions(zone=UTC)) -> Import:  # noqa: B008
    source = Source(name="a.apkg", data=made.package())
    return recognised(source).read(source, options, int)


def events(found: Import) -> list[Event]:
    return [event for deck in found.decks for note in deck.notes for event in note.events]


def due_day(found: Import, days: CalendarDays) -> int:
    due = state(found, days).due
    assert due is not None
    return days.study_day(due) - DAY_0


def state(found: Import, days: CalendarDays) -> CardState:
    (record,) = replay(events(found), Scheduler(day=days), days).records.values()
    return record.state


def test_a_card_that_the_first_scheduler_taught_anew_is_due_in_minutes() -> None:
    made = Maker(schedVer=1)
    soon = CREATED + 105 * 86_400 + 600
    made.note(BASIC, "a", "b", type=2, queue=1, due=soon, odue=106, ivl=1, lapses=1, reps=3)
    made.answer(1, 95, 3, ivl=10)
    made.answer(1, 105, 1, ivl=-600)
    found = read(made)
    assert [type(event) for event in events(found)] == [Answered, Answered]
    assert state(found, CalendarDays(UTC)).due == datetime.fromtimestamp(soon, UTC)


def test_a_card_taught_anew_keeps_its_memory_without_a_log() -> None:
    made = Maker()
    made.note(BASIC, "a", "b", type=3, queue=3, due=120, ivl=7, factor=2300, reps=9, lapses=2)
    found = read(made)
    assert due_day(found, CalendarDays(UTC)) == 120
    assert (state(found, CalendarDays(UTC)).reviews, state(found, CalendarDays(UTC)).lapses) == (
        9,
        2,
    )


def test_a_learning_card_without_a_log_is_new() -> None:
    made = Maker()
    made.note(BASIC, "a", "b", type=1, queue=3, due=120)
    assert events(read(made)) == []


@pytest.mark.parametrize("hour", [0, 4, 6])
@pytest.mark.parametrize("own", [False, True])
def test_days_that_begin_at_another_hour_keep_their_dates(hour: int, own: bool) -> None:
    """Whether the learner takes over the hour or not."""
    made = Maker(rollover=hour)
    made.note(BASIC, "a", "b", type=2, queue=2, due=115, ivl=10)
    midnight = 105 - CREATED % 86_400 / 86_400
    made.answer(1, midnight + (hour + 0.5) / 24, 3, ivl=10)
    found = read(made)
    assert [type(event) for event in events(found)] == [Answered]
    assert due_day(found, CalendarDays(UTC, hour if own else 4)) == 115
    assert any("day-start" in hint for hint in found.hints) == (hour != 4)


@pytest.mark.parametrize(("due", "winter"), [(115, 60), (115 + 180, 0)])
def test_dates_hold_over_a_change_to_summer_time(due: int, winter: int) -> None:
    """Day 115 is in March, day 295 in September; an offset alone would miss the hour."""
    now = datetime(2024, 8, 1, tzinfo=BERLIN) if due == 115 else datetime(2024, 1, 1, tzinfo=BERLIN)
    made = Maker(localOffset=-120 if due == 115 else -60, creationOffset=-60)
    made.note(BASIC, "a", "b", type=2, queue=2, due=due, ivl=10)
    made.answer(1, due - 10, 3, ivl=10)
    found = read(made, ReadOptions(zone=BERLIN, now=now))
    assert due_day(found, CalendarDays(BERLIN)) == due


def test_memory_without_a_log_counts_from_the_last_time() -> None:
    made = Maker()
    seen = CREATED + 60 * 86_400
    data = f'{{"s": 44.5, "d": 3.5, "lrt": {seen}}}'
    made.note(BASIC, "a", "b", type=2, queue=2, due=110, ivl=50, data=data)
    made.note(BASIC, "c", "d", type=2, queue=2, due=90, ivl=50)
    first, second = [event for event in events(read(made)) if isinstance(event, Rescheduled)]
    assert first.at == datetime.fromtimestamp(seen, UTC)
    assert second.at.toordinal() - DAY_0 == 40


def test_what_was_forgotten_and_put_on_a_date_counts_from_there() -> None:
    made = Maker()
    made.note(BASIC, "a", "b", type=2, queue=2, due=130, ivl=100)
    made.answer(1, 90, 3, ivl=10)
    made.answer(1, 95, 0, ivl=0, type=4, factor=0)
    found = read(made)
    assert [type(event) for event in events(found)] == [Answered, Forgotten, Rescheduled]
    assert due_day(found, CalendarDays(UTC)) == 130
    assert state(found, CalendarDays(UTC)).phase is Phase.REVIEW


def test_a_flag_alone_says_nothing_new_of_dates() -> None:
    def names(flags: int = 0) -> set[object]:
        made = Maker()
        made.note(BASIC, "moved", "b", type=2, queue=2, due=140, ivl=10, flags=flags)
        made.answer(1, 100, 3, ivl=10)
        made.note(BASIC, "made new", "d", flags=flags)
        made.answer(2, 100, 3, ivl=10)
        for card in made.cards:
            card[4] += flags  # when it was written
        return {event.id for event in events(read(made))}

    assert names() == names(flags=3)


def test_answers_of_the_future_are_named() -> None:
    made = Maker()
    made.note(BASIC, "a", "b")
    made.answer(1, 5000, 3, ivl=10)
    now = datetime.fromtimestamp(CREATED, UTC) + timedelta(days=100)
    found = read(made, ReadOptions(zone=UTC, now=now))
    assert events(found) == []
    assert [loss.what for loss in found.losses] == ["answers at an impossible time"]


def test_a_card_that_is_suspended_no_longer_is_let_go_by_a_newer_file_alone() -> None:
    def of(queue: int, written: int, *days: int) -> list[Event]:
        made = Maker()
        made.note(BASIC, "a", "b", type=2, queue=queue, due=130, ivl=10)
        for day in days:
            made.answer(1, day, 3, ivl=10)
        made.cards[0][4] = CREATED + written * 86_400
        return events(read(made))

    now = datetime.fromtimestamp(CREATED, UTC) + timedelta(days=200)
    older, log, newer = of(2, 100, 100), of(-1, 110, 100), of(2, 120, 100, 120)
    (back,) = released(newer, log, now)
    assert back.target == log[-1].id
    assert released(newer, [*log, back], now) == []
    assert released(older, log, now) == []
    assert released(log, log, now) == []
    assert released([], log, now) == []


def test_the_command_brings_what_is_new_and_only_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def of(queue: int, *days: int) -> None:
        made = Maker()
        made.note(BASIC, "a", "b", type=2, queue=queue, due=days[-1] + 10, ivl=10)
        for day in days:
            made.answer(1, day, 3, ivl=10)
        made.cards[0][4] = CREATED + days[-1] * 86_400 + 60
        Path("a.apkg").write_bytes(made.package())

    run = commands_in(tmp_path, monkeypatch)
    at = datetime.fromtimestamp(CREATED + 125 * 86_400, UTC).isoformat()
    of(-1, 100)
    assert "2 events new" in run("import", "a.apkg", at=at)
    assert "0 due" in run("due", "decks", at=at)
    assert "new in your log" not in run("import", "a.apkg", at=at)
    of(2, 100, 112)
    assert "2 events new" in run("import", "a.apkg", at=at)
    assert "1 due" in run("due", "decks", at=at)
    assert "new in your log" not in run("import", "a.apkg", at=at)
