"""Laws of the session: any input on any screen, replayed, undone, kept as JSON."""

import json
from contextlib import suppress
from datetime import timedelta

from attrs import evolve
from hypothesis import given, settings, strategies as st

from quizkit import read_deck
from quizkit.errors import SessionError
from quizkit.progress import Event
from quizkit.session import (
    Command,
    Exam,
    Input,
    Mode,
    Rate,
    Respond,
    StaleSessionError,
    kept,
    resumed,
)
from tests.sittings import INPUTS, NOTES, SECOND, Sitting, learned, plan_of, sitting

Times = tuple[float | None, timedelta | None]
"""How long a sitting may take, in minutes of thought and, as an exam, on the clock."""

TIMES = st.tuples(
    st.sampled_from([None, 0.05, 0.2]), st.sampled_from([None, 3 * SECOND, 9 * SECOND])
)


def next_day(log: list[Event], mode: Mode, limit: int, times: Times, *, screens: bool) -> Sitting:
    minutes, time = times
    plan = plan_of(*NOTES, mode=mode, limit=limit, screens=screens, minutes=minutes)
    it = Sitting(evolve(plan, exam=Exam(time=time)), log, day=2)
    it.session = evolve(it.session, plan=evolve(it.session.plan, writer="w2"))
    return it


@given(
    st.lists(INPUTS, max_size=25),
    st.sampled_from(Mode),
    st.integers(1, 5),
    TIMES,
    st.booleans(),
    st.booleans(),
)
@settings(max_examples=80, deadline=None)
def test_the_log_of_any_session_replays_to_its_state(
    inputs: list[Input], mode: Mode, limit: int, times: Times, reworded: bool, screens: bool
) -> None:
    it = next_day(learned(reworded=reworded), mode, limit, times, screens=screens)
    for given_input in inputs:
        try:
            it.do(given_input)
        except SessionError:
            continue
        assert it.replayed() == it.session.progress
    assert len({event.id for event in it.events}) == len(it.events)


@given(
    st.lists(INPUTS, max_size=25),
    st.sampled_from(Mode),
    TIMES,
    st.booleans(),
    st.booleans(),
    st.data(),
)
@settings(max_examples=80, deadline=None)
def test_a_session_kept_as_json_goes_on_as_if_nothing_had_been(
    inputs: list[Input],
    mode: Mode,
    times: Times,
    reworded: bool,
    screens: bool,
    data: st.DataObject,
) -> None:
    it = next_day(learned(reworded=reworded), mode, 3, times, screens=screens)
    for given_input in inputs:
        with suppress(SessionError):
            it.do(given_input)
    stored = json.loads(json.dumps(kept(it.session)))
    again = resumed(stored, it.session.plan, it.replayed())
    assert again == it.session
    assert kept(again) == kept(it.session)
    further = data.draw(st.lists(INPUTS, max_size=5))
    for given_input in further:
        with suppress(SessionError):
            at = it.now + SECOND
            it.do(given_input)
            again, _ = again.step(given_input, at)
        assert again == it.session


@given(st.lists(INPUTS, max_size=20), st.sampled_from(Mode), TIMES, st.booleans())
@settings(max_examples=80, deadline=None)
def test_undoing_everything_restores_the_start(
    inputs: list[Input], mode: Mode, times: Times, screens: bool
) -> None:
    minutes, time = times
    it = sitting(*NOTES, mode=mode, screens=screens, minutes=minutes, exam=Exam(time=time))
    begin = it.session
    for given_input in inputs:
        try:
            it.do(given_input)
        except SessionError:
            continue
    while it.session.earlier:
        it.do(Command.UNDO)
    assert it.session.progress.records.keys() <= it.replayed().records.keys() | set()
    assert it.session.queue == begin.queue
    assert it.session.answers == ()


EVERY_KIND = read_deck(
    """
title: D
id: d
cards:
  - {question: Typed?, answer: rhubarb, hints: [a, b], reverse: true, id: typed}
  - {question: Choice?, answer: apple, distractors: [stone, cloud], id: choice}
  - {question: List?, answers: [one, two], id: list}
  - {question: Several?, answers: [one, two], distractors: [stone], hints: [h], id: several}
  - {statement: Water is wet., answer: true, id: statement}
  - {question: Order!, order: [one, two, three], id: order}
  - {question: Match!, pairs: {a: x, b: y}, id: pairs}
  - {cloze: "{{c1::one}} and {{c1::two}} and {{c2::three}}", id: cloze}
  - {question: Why?, answer: because, type: free, id: free}
"""
)
SMALL = st.one_of(st.sampled_from(["a", "one", "apple", "true", "x", ""]), st.text(max_size=5))
ANY_INPUT = st.one_of(
    INPUTS,
    st.builds(Respond, SMALL),
    st.builds(Respond, st.lists(SMALL, max_size=4)),
    st.builds(Respond, st.dictionaries(SMALL, SMALL, max_size=3)),
)
NO_INPUT = st.sampled_from(
    [
        "rhubarb",
        None,
        3,
        Respond(0),  # type: ignore[arg-type]
        Respond([None]),  # type: ignore[list-item]
        Respond({"a": 1}),  # type: ignore[dict-item]
        Respond(b"rhubarb"),  # type: ignore[arg-type]
        Rate(0),  # type: ignore[arg-type]
        Rate("good"),  # type: ignore[arg-type]
        Rate([]),  # type: ignore[arg-type]
    ]
)


@given(st.lists(ANY_INPUT | NO_INPUT, max_size=30), st.sampled_from(Mode), st.booleans())
@settings(max_examples=150, deadline=None)
def test_any_input_on_any_screen_is_taken_or_refused_with_a_reason(
    inputs: list[Input], mode: Mode, typed: bool
) -> None:
    plan = evolve(plan_of(), decks={"d": EVERY_KIND}, mode=mode, typed=typed)
    it = Sitting(evolve(plan, cards={card.id: card for card in EVERY_KIND.cards}))
    for given_input in inputs:
        before, events = it.session, list(it.events)
        try:
            it.do(given_input)
        except SessionError:
            assert (it.session, it.events) == (before, events)
    assert it.replayed() == it.session.progress
    stored = json.loads(json.dumps(kept(it.session)))
    again = resumed(stored, it.session.plan, it.replayed())
    assert again == it.session


JUNK = st.sampled_from([None, True, -1, 0.5, 10**30, "", "x", [], {}, ["x", None], {"x": 1}])


def places(data: object) -> list[tuple[object, ...]]:
    """The ways to everything in a JSON value, the value itself last."""
    inner = (
        data.items()
        if isinstance(data, dict)
        else enumerate(data if isinstance(data, list) else ())
    )
    return [*((step, *way) for step, value in inner for way in places(value)), ()]


@given(st.lists(ANY_INPUT, max_size=12), JUNK, st.data())
@settings(max_examples=200, deadline=None)
def test_a_kept_session_with_anything_in_any_place_is_taken_up_or_refused(
    inputs: list[Input], junk: object, data: st.DataObject
) -> None:
    it = Sitting(plan_of(*NOTES))
    for given_input in inputs:
        with suppress(SessionError):
            it.do(given_input)
    stored = json.loads(json.dumps(kept(it.session)))
    # What a calibration makes of its numbers is the scheduler's to say.
    ways = [way for way in places(stored)[:-1] if way[0] != "calibration" or len(way) == 1]
    *way, last = data.draw(st.sampled_from(ways))
    place = stored
    for step in way:
        place = place[step]
    place[last] = junk
    with suppress(ValueError, StaleSessionError):
        resumed(stored, it.session.plan, it.replayed())
