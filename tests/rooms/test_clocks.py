"""Clocks that were ahead, events that must come after others, and what they do to a log."""

import json
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, strategies as st

from quizkit import desk, read_deck
from quizkit.cli import cli
from quizkit.progress import Answered, Undone, in_order, undone_ids
from quizkit.progress.instants import after, milliseconds
from quizkit.session import Command, Respond
from quizkit.store import MemoryStore, open_store, read_store
from tests.commands import NOW, Run, commands_in

AHEAD = "2036-03-01T10:00+00:00"
DECK = """\
title: C
id: c
cards:
  - {id: one, question: one?, answer: a}
  - {id: two, question: two?, answer: b}
  - {id: three, question: three?, answer: c}
"""


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    return commands_in(tmp_path, monkeypatch, c=DECK)


instants = st.datetimes(timezones=st.just(UTC))


@given(instants, st.lists(instants))
def test_what_comes_after_others_lies_behind_all_of_them_in_the_log(
    now: datetime, others: list[datetime]
) -> None:
    at = after(now, *others)
    last = max(map(milliseconds, others), default=0)
    if milliseconds(now) > last or not others:
        assert at == now
    else:
        assert milliseconds(at) == last + 1 or at.year == 9999


def test_all_that_plans_tells_of_answers_from_the_future(run: Run) -> None:
    run("play", "c.yaml", "--limit", "2", at=AHEAD, typed="a\nb\n:q\n")
    told = "2 events lie in the future, from 2036-03-01 10:00 on"
    for words in (("due", "c.yaml"), ("stats",), ("play", "c.yaml"), ("history",)):
        for _ in range(2):  # the second time from the cache
            said = run(*words)
            assert told in said
            assert "quizkit undo --future" in said
    assert told in run("play", "c.yaml", "--new", "0")
    for words in (("due", "c.yaml"), ("stats",), ("play", "c.yaml"), ("history",)):
        assert "in the future" not in run(*words, at=AHEAD)
    assert told in run("due", "c.yaml")


def test_undo_future_takes_all_of_them_back_an_undo_each(run: Run) -> None:
    run("play", "c.yaml", "--limit", "1", typed="a\na\n")
    before = run("due", "c.yaml")
    run("play", "c.yaml", "--limit", "2", at=AHEAD, typed=":!\nb\n:b\n:q\n")
    said = run("undo", "--future")
    assert "2 events lie in the future" in said or "3 events lie in the future" in said
    assert "it is 2026-03-01 10:00 now." in said
    assert "Taken back: " in said
    assert run("due", "c.yaml") == before
    for words in (("due", "c.yaml"), ("stats",), ("play", "c.yaml"), ("history",)):
        assert "in the future" not in run(*words)
    assert run("undo", "--future") == "No event that can be taken back lies in the future.\n"
    with read_store("p.db") as store:
        events = in_order(store.events())
        undone = undone_ids(events)
        ahead = [e for e in events if e.at.year == 2036 and not isinstance(e, Undone)]
        assert undone == {event.id for event in ahead}
    one = next(row for row in json.loads(run("history", "--json")) if row["event"] == "undone")
    run("undo", one["id"])
    assert "1 event lies in the future" in run("history")


def test_undo_takes_back_the_answer_just_given_whatever_a_clock_said(run: Run) -> None:
    run("play", "c.yaml", "--limit", "1", at=AHEAD, typed="wrong\n:q\n")
    run("play", "c.yaml", "--limit", "1", typed="b\n:q\n")
    assert "two?" in run("undo", at="2026-03-01T10:05+00:00")
    assert "one?" in run("undo", at="2026-03-01T10:06+00:00")


@pytest.mark.parametrize("other", [MemoryStore, None], ids=["memory", "file"])
def test_a_session_takes_back_the_answer_just_given(tmp_path: Path, other: type | None) -> None:
    deck, store = read_deck(DECK), other() if other else open_store(tmp_path / "p.db")
    for at in (datetime(2036, 3, 1, tzinfo=UTC), datetime(2026, 3, 1, tzinfo=UTC)):
        mine = desk.Desk(store)
        session = mine.begin(mine.plan([deck], seed="0"), at)
        session = mine.step(session, Respond("no idea"), at).session
    mine = desk.Desk(store)
    now = datetime(2026, 3, 1, 0, 1, tzinfo=UTC)
    step = mine.step(mine.begin(mine.plan([deck]), now), Command.UNDO, now)
    (event,) = step.events
    answers = [each for each in store.events() if isinstance(each, Answered)]
    assert isinstance(event, Undone)
    assert event.target in {each.id for each in answers if each.at.year == 2026}
    store.close()


@pytest.mark.parametrize("first", ["2027-03-01T10:00+00:00", NOW])
def test_an_undo_of_an_undo_has_its_effect_whatever_the_clock_says(run: Run, first: str) -> None:
    for _ in range(6):  # names are random, and of one instant they decide
        Path("p.db").unlink(missing_ok=True)
        run("play", "c.yaml", typed=":!\n:q\n")
        name, suspended = json.loads(run("history", "--json"))[0]["id"], True
        for at in (first, "2026-03-01T12:00+00:00", NOW, first, NOW):
            assert "Taken back" in run("undo", name, at=at)
            suspended = not suspended
            assert ("No card is suspended" not in run("history", "--suspended")) == suspended
            name = json.loads(run("history", "--json", at="2036-01-01T00:00+00:00"))[0]["id"]


def test_a_card_suspended_twice_is_listed_once_and_comes_back_at_once(run: Run) -> None:
    run("play", "c.yaml", typed=":!\n:q\n")
    with sqlite3.connect("p.db") as mine, sqlite3.connect("q.db") as copy:
        mine.backup(copy)
    first = json.loads(run("history", "--suspended", "--json"))[0]["event"]
    run("undo", first)
    run("play", "c.yaml", typed=":!\n:q\n", at="2026-03-01T11:00+00:00")
    run("undo", run_undo_of(first))  # so both suspensions stand
    rows = json.loads(run("history", "--suspended", "--json"))
    assert [row["card"] for row in rows] == ["c#one"]
    assert "Taken back: suspended" in run("undo", rows[0]["event"])
    assert run("history", "--suspended") == "No card is suspended.\n"
    assert run("due", "c.yaml") == "c: 0 due, 3 new\n"


def run_undo_of(name: str) -> str:
    """The name of the undo that takes back an event."""
    with read_store("p.db") as store:
        return next(
            str(event.id)
            for event in store.events()
            if isinstance(event, Undone) and str(event.target) == name
        )


def test_a_changed_answer_is_told_to_come_when_it_does(run: Run) -> None:
    run("play", "c.yaml", "--limit", "1", at="2026-03-08T10:00+00:00", typed="a\na\n")
    Path("c.yaml").write_text(DECK.replace("answer: a}", "answer: entirely another}"))
    said = run("play", "c.yaml", "--new", "0")
    assert "1 card with a changed answer, asked again in 9 days." in said
    assert run("due", "c.yaml", "--new", "0", at="2026-03-10T10:00+00:00") == "c: 1 due, 0 new\n"


def test_a_suspended_card_with_a_changed_answer_is_not_said_to_be_asked(run: Run) -> None:
    run("play", "c.yaml", "--limit", "1", typed="a\n:!\n:q\n")
    Path("c.yaml").write_text(DECK.replace("answer: a}", "answer: entirely another}"))
    assert "asked again now" not in run("play", "c.yaml", at="2026-03-02T10:00+00:00")


def test_an_edit_follows_an_edit_that_a_clock_dated_later(run: Run) -> None:
    question = "Which big river flows through the city of Vienna?"
    text = f"title: T\nid: t\ncards:\n  - {{question: {question}, answer: Danube}}\n"
    Path("t.yaml").write_text(text)
    run("play", "t.yaml", typed="Danube\nDanube\n")
    for verb, at in (("runs", "2026-06-01T10:00+00:00"), ("passes", NOW), ("goes", NOW)):
        Path("t.yaml").write_text(text.replace("flows", verb))
        assert "kept the progress of 1 edited card" in run("play", "t.yaml", at=at)
        assert run("due", "t.yaml", at=NOW) == "t: 0 due, 0 new\n"


def test_many_events_of_a_wrong_clock_are_taken_back_in_one_transaction(tmp_path: Path) -> None:
    path = tmp_path / "p.db"
    start = datetime(2036, 3, 1, 10, tzinfo=UTC)
    with open_store(path) as store:
        from quizkit.progress import AnswerOutcome, EventId
        from quizkit.scheduling import Rating

        store.merge(
            [
                Answered(
                    id=EventId("0123456789ab", n),
                    at=start + timedelta(seconds=n),
                    card=f"c#{n % 50}",
                    response="x",
                    outcome=AnswerOutcome.CORRECT,
                    rating=Rating.GOOD,
                    due=start + timedelta(days=9),
                )
                for n in range(1, 20_001)
            ],
            {},
        )
    done = CliRunner().invoke(cli, ["undo", "--future", "--now", NOW, "--progress", str(path)])
    assert "Taken back: 20000 events." in done.output
    with read_store(path) as store:
        assert sum(isinstance(event, Undone) for event in store.events()) == 20_000
