"""Sessions by schedulers that predict no recall: SM-2 and the boxes of Leitner."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from quizkit import desk, read_deck
from quizkit.errors import SessionError
from quizkit.progress import Progress, event_from_dict, replay
from quizkit.scheduling import SM2, CalendarDays, Calls, Leitner, Rating, Scheduler
from quizkit.session import (
    Asking,
    Command,
    Finished,
    Input,
    Judged,
    Plan,
    Rate,
    Respond,
    Session,
    kept,
    resumed,
    start,
)
from quizkit.store import MemoryStore
from quizkit.study_queue import study_queue
from quizkit.telling import summary, why, why_now
from tests.logs import START

DAY = timedelta(days=1)
DECK = read_deck("""\
title: T
id: t
cards:
  - {id: lima, question: Capital of Peru?, answer: Lima, reverse: 'true'}
  - {id: bern, question: Capital of Switzerland?, answer: Bern}
  - {id: own, question: Why?, answer: Because., type: free}
""")
SCHEDULERS: list[Calls[Any]] = [
    Scheduler(),
    Scheduler(day=CalendarDays()),
    SM2(),
    SM2(repeat_until_good=True, day=CalendarDays()),
    Leitner(),
    Leitner((1, 2), gentle=True, day=CalendarDays()),
    Leitner((1,)),
]
INPUTS = st.one_of(
    st.sampled_from([Respond("Lima"), Respond("Bern"), Respond("no idea"), *Command]),
    st.sampled_from(Rating).map(Rate),
)


@settings(max_examples=40)
@given(st.sampled_from(SCHEDULERS), st.lists(st.tuples(st.integers(0, 3), st.lists(INPUTS))))
def test_any_scheduler_drives_sessions_whose_log_replays_to_what_they_knew(
    scheduler: Calls[Any], days: list[tuple[int, list[Input]]]
) -> None:
    now, store = START, MemoryStore()
    for later, inputs in days:
        now += later * DAY
        mine = desk.over(store, [DECK], scheduler=scheduler)
        session = mine.begin(mine.plan([DECK]), now)
        for given_ in inputs:
            if given_ is Command.UNDO and not session.earlier:
                continue  # of an earlier sitting
            now += timedelta(seconds=1)
            try:
                session = mine.step(session, given_, now).session
            except SessionError:
                continue
            again = resumed(json.loads(json.dumps(kept(session))), session.plan, mine.progress)
            assert again == session
            if isinstance(session.screen, Asking | Judged):
                assert why_now(session, session.screen)
        assert summary(session)
        known = replay(store.events(), scheduler, calibration=mine.settings.calibration)
        assert session.progress == known
        events = [event_from_dict(event.to_dict()) for event in store.events()]
        assert replay(events, scheduler, calibration=mine.settings.calibration) == known
    for card in DECK.cards:
        assert why(card.id, replay(store.events(), scheduler), scheduler, now)


@pytest.mark.parametrize("scheduler", [SM2(), Leitner()], ids=["SM-2", "Leitner"])
def test_a_session_by_boxes_asks_judges_and_offers_grades(scheduler: Calls[Any]) -> None:
    plan = Plan({"t": DECK}, {c.id: c for c in DECK.cards}, scheduler, "w", "0")
    session = start(plan, Progress(), START)
    session, effects = session.step(Respond("Lima"), START)
    assert isinstance(session.screen, Judged)
    assert session.screen.offers[Rating.GOOD].due in (START + DAY, START + 2 * DAY)
    assert len(effects) == 1
    session, _ = session.step(Rate(Rating.GOOD), START)
    assert isinstance(session.screen, Asking)


def test_a_card_that_left_the_last_box_is_asked_no_more() -> None:
    scheduler = Leitner((1,))
    plan = Plan({"t": DECK}, {"t#bern": DECK.cards[2]}, scheduler, "w", "0")
    session: Session = start(plan, Progress(), START)
    for given_ in (Respond("Bern"), Command.NEXT):
        session, _ = session.step(given_, START)
    assert isinstance(session.screen, Finished)
    queue = study_queue(
        plan.cards.values(), session.progress, START + 9 * DAY, scheduler=scheduler, new_a_day=9
    )
    assert queue.next_card(START + 9 * DAY) is None


def test_a_file_is_studied_by_another_scheduler_and_by_that_of_the_settings(tmp_path: Path) -> None:
    path, now = tmp_path / "p.db", START
    for scheduler in (SM2(), None, Leitner(), SM2()):
        now += 40 * DAY
        with desk.open(path, scheduler=scheduler) as mine:
            session = mine.begin(mine.plan([DECK]), now)
            assert isinstance(session.screen, Asking)
            session = mine.step(session, Respond("Lima"), now).session
            session = mine.step(session, Command.NEXT, now).session
            assert session.progress == mine.progress
