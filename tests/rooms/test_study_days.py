"""What is due on which day: one rule for all that tell it, wherever the learner is."""

import json
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from quizkit import read_deck
from quizkit.cli.due_cache import Terms
from quizkit.cli.due_schedules import deck_cards, schedule_of
from quizkit.model import Deck
from quizkit.progress import Event, Progress, replay
from quizkit.progress.replaying import counted
from quizkit.scheduling import CalendarDays, Phase, Scheduler
from quizkit.stats import statistics
from quizkit.study_queue import falls_due, next_due, study_queue
from quizkit.study_queue.turns import StudyDays, moment_of
from tests.commands import Run, commands_in
from tests.logs import START, logs

MINUTE = timedelta(minutes=1)
DECK = read_deck("""\
title: T
id: suez
cards:
  - {id: builder, question: Who?, answer: Lesseps, reverse: 'true'}
  - {id: length, question: How long?, answer: 164 km}
""")
OFFSETS = st.integers(-12 * 60, 14 * 60).map(lambda m: timezone(m * MINUTE))
STARTS = st.integers(0, 47).map(lambda half: half / 2)


def due_now(progress: Progress, now: datetime, deck: Deck = DECK) -> int:
    terms = Terms({}, 0, progress.days.start_hour)
    return terms.counts(schedule_of(deck_cards(deck), progress), now, 0).due


@settings(max_examples=100)
@given(logs(), st.integers(-3 * 1440, 80 * 1440), OFFSETS, STARTS)
def test_all_that_tells_what_is_due_agrees_on_any_journey(
    log: list[Event], later: int, offset: timezone, start: float
) -> None:
    days = CalendarDays(start_hour=start)
    scheduler = Scheduler(day=days)
    progress = replay(log, scheduler, days)
    now = (max([START, *(event.at for event in log)]) + later * MINUTE).astimezone(offset)
    queue = study_queue(DECK.cards, progress, now, scheduler=scheduler, new_a_day=0)
    assert due_now(progress, now) == queue.remaining(now)
    forecast = statistics(counted(log), progress, scheduler, now, cards=progress.records).forecast
    for card in DECK.cards:
        record, at = progress.record(card.id), falls_due(card.id, progress, now)
        state = record.state
        if at is None or state.due is None or record.buried_day == days.study_day(now):
            continue
        if state.phase is Phase.REVIEW:
            its_day, today = days.study_day(state.due), days.study_day(now)
            by_date = its_day != record.last_day  # else at the instant, on the day of its answer
            assert (at <= now) == (its_day <= today and (by_date or state.due <= now))
            comes = its_day + (record.buried_day == its_day)  # a day later where it was buried
            assert at == days.begin(now, comes) or not by_date
        if card.id in queue.due:
            assert at <= now
            assert forecast[0]


@settings(max_examples=60)
@given(logs(), OFFSETS)
def test_the_card_that_comes_next_comes_at_that_instant(log: list[Event], offset: timezone) -> None:
    progress = replay(log, Scheduler(day=CalendarDays()))
    now = (max([START, *(event.at for event in log)])).astimezone(offset)
    coming = next_due(DECK.cards, progress, now)
    if coming is not None:
        dues = [falls_due(card.id, progress, now) for card in DECK.cards]
        assert coming == min(due for due in dues if due is not None and due > now)
        just_before = (coming - timedelta(milliseconds=1)).astimezone(offset)
        assert next_due(DECK.cards, progress, just_before) == coming


@given(st.datetimes(timezones=st.timezones()), STARTS)
def test_days_in_milliseconds_begin_when_those_of_the_calendar_do(
    now: datetime, start: float
) -> None:
    now = now.replace(tzinfo=timezone(now.utcoffset() or timedelta()), microsecond=0)
    days, moment = CalendarDays(start_hour=start), moment_of(now, start)
    assert moment.today == days.study_day(now)
    east = (now.utcoffset() or timedelta()) // MINUTE
    if (now.utcoffset() or timedelta()) % MINUTE == timedelta() and 1 < now.year < 9999:
        begin = days.begin(now, moment.today)
        assert moment.begins(moment.today) == int(begin.timestamp()) * 1000
        assert StudyDays(start).of(moment.begins(moment.today), east) == (moment.today, True)


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    deck = "title: A\ncards:\n  - {id: b, question: Who?, answer: Eiffel}\n"
    return commands_in(tmp_path, monkeypatch, a=deck)


def dues(run: Run, at: str) -> tuple[int, int, str]:
    """What `due` counts, what is forecast for today, and whether `play` asks."""
    told = json.loads(run("due", "a.yaml", "--json", at=at))[0]
    forecast = json.loads(run("stats", "--json", at=at))["forecast"]
    said = run("play", "a.yaml", at=at)
    return told["due"], next(iter(forecast.values())), "Nothing" if "Nothing" in said else "asks"


def test_a_journey_moves_what_is_due_with_the_date(run: Run) -> None:
    run("play", "a.yaml", at="2026-06-01T10:00+02:00", typed="Eiffel\nEiffel\n")  # due on 3 June
    for early in ("2026-06-02T20:00-07:00", "2026-06-03T03:59+09:00", "2026-06-03T03:59-12:00"):
        assert dues(run, early) == (0, 0, "Nothing")
    for there in ("2026-06-03T08:00+09:00", "2026-06-03T04:00+14:00", "2026-06-03T04:00-12:00"):
        assert dues(run, there) == (1, 1, "asks")
    assert "(2026-06-03 04:00)" in run("play", "a.yaml", at="2026-06-02T20:00-07:00")
    with Path("a.yaml").open("a") as deck:
        deck.write("  - {question: What else?, answer: Nothing}\n")
    assert "It is due tomorrow." in run("show", "a.yaml#b", at="2026-06-02T20:00-07:00")


def test_a_change_of_the_clock_delays_no_card(run: Run) -> None:
    run("play", "a.yaml", at="2026-03-28T21:00+01:00", typed="Eiffel\nEiffel\n")
    assert dues(run, "2026-03-30T03:59+02:00") == (0, 0, "Nothing")
    assert dues(run, "2026-03-30T04:00+02:00") == (1, 1, "asks")


def test_a_shell_prompt_counts_a_card_in_learning_once_play_would_ask_it(run: Run) -> None:
    run("config", "steps", "1m", "1h", at="2026-03-01T10:00+00:00")
    run("play", "a.yaml", at="2026-03-01T10:00+00:00", typed="Eiffel\nEiffel\n")
    for minute, due in ((5, 0), (39, 0), (41, 1), (59, 1)):
        at = f"2026-03-01T10:{minute:02}+00:00"
        assert run("due", "a.yaml", at=at) == f"a: {due} due, 0 new\n"
        assert ("Nothing" in run("play", "a.yaml", at=at)) == (not due)


def test_a_step_of_days_is_over_when_its_date_has_come(run: Run) -> None:
    run("config", "steps", "2d", "3d", at="2026-03-01T10:00+00:00")
    run("play", "a.yaml", at="2026-03-01T10:00+00:00", typed="wrong\n")
    assert dues(run, "2026-03-02T20:00-07:00") == (0, 0, "Nothing")
    assert dues(run, "2026-03-03T05:00+09:00") == (1, 1, "asks")


def test_a_changed_answer_is_asked_again_on_the_same_day(run: Run) -> None:
    run("play", "a.yaml", at="2026-03-01T10:00+00:00", typed="Eiffel\nEiffel\n")
    Path("a.yaml").write_text("title: A\ncards:\n  - {id: b, question: Who?, answer: Lesseps}\n")
    said = run("play", "a.yaml", at="2026-03-01T11:00+00:00")
    assert "1 card with a changed answer, asked again now." in said
    assert "Nothing" not in said
    assert run("due", "a.yaml", at="2026-03-01T11:00+00:00") == "a: 1 due, 0 new\n"
    run("play", "a.yaml", at="2026-03-01T11:00+00:00", typed="Lesseps\n")
    assert run("due", "a.yaml", at="2026-03-01T11:05+00:00") == "a: 0 due, 0 new\n"


def test_the_minutes_after_a_lapse_pass_though_its_steps_were_taken_away(run: Run) -> None:
    run("play", "a.yaml", at="2026-03-01T10:00+00:00", typed="Eiffel\nEiffel\n")
    run("play", "a.yaml", at="2026-03-09T10:00+00:00", typed="wrong\n:q\n")
    run("config", "relearning-steps", "none", at="2026-03-09T10:01+00:00")
    assert run("due", "a.yaml", at="2026-03-09T10:05+00:00") == "a: 0 due, 0 new\n"
    assert run("due", "a.yaml", at="2026-03-09T10:10:02+00:00") == "a: 1 due, 0 new\n"
    assert "Who?" in run("play", "a.yaml", at="2026-03-09T10:10:02+00:00")


def test_new_cards_over_all_decks_are_counted_once(run: Run, tmp_path: Path) -> None:
    for name in "mn":
        cards = "".join(f"  - {{question: Number {n}?, answer: x{n}}}\n" for n in range(9))
        Path(f"{name}.yaml").write_text(f"title: T\ncards:\n{cards}")
    at = "2026-03-01T10:00+00:00"
    for new in (0, 5, 12, 20):
        several = json.loads(run("due", "m.yaml", "n.yaml", "--new", str(new), "--json", at=at))
        assert [each["new"] for each in several] == [min(9, (new + 1) // 2), min(9, new // 2)]
        alone = json.loads(run("due", "n.yaml", "--new", str(new), "--json", at=at))
        assert alone[0]["new"] == min(9, new)
    assert "1 of 5." in run("play", "m.yaml", "n.yaml", "--new", "5", at=at)
