"""What programs do with values: hash, copy, pickle, print and store them, for every public one."""

import copy
import datetime as datetime_module
import importlib
import json
import pickle
import zoneinfo
from functools import lru_cache
from types import MappingProxyType
from typing import Any

import attrs
import pytest
from hypothesis import given, settings

from quizkit import desk, read_deck
from quizkit.cloze import Blank
from quizkit.errors import DeckError, Location, Problem
from quizkit.grading import Verdict, grade
from quizkit.model import AnswerKey, Examples, Judging, Note, Source
from quizkit.progress import CardRecord, Event, EventId, Progress, Undone, event_from_dict
from quizkit.scheduling import CardState
from quizkit.session import Respond, Session, start
from quizkit.store import MemoryStore
from quizkit.study_queue import Queue
from tests.every_value import DECK, EVERY_VALUE, SESSIONS, plan_of, public_values
from tests.logs import START
from tests.public_page import PUBLIC
from tests.strategies import decks, written

each_value = pytest.mark.parametrize("value", EVERY_VALUE, ids=lambda value: type(value).__name__)


def test_there_is_an_example_of_every_public_value() -> None:
    assert public_values() <= set(map(type, EVERY_VALUE))


@each_value
def test_a_value_is_equal_to_its_copies(value: object) -> None:
    copies = [
        copy.copy(value),
        copy.deepcopy(value),
        *(pickle.loads(pickle.dumps(value, way)) for way in range(2, pickle.HIGHEST_PROTOCOL + 1)),
    ]
    for each in copies:
        assert (type(each), each) == (type(value), value)
        assert value == each


@each_value
def test_a_value_replaces_its_fields(value: Any) -> None:
    if attrs.has(type(value)):
        assert attrs.evolve(value) == value
    if hasattr(copy, "replace") and (attrs.has(type(value)) or hasattr(value, "_fields")):
        assert copy.replace(value) == value


@each_value
def test_equal_values_have_equal_hashes(value: object) -> None:
    if not isinstance(value, tuple):  # named ones are as hashable as what they hold
        again = copy.deepcopy(value)
        assert hash(again) == hash(value)
        assert {again} == {value}


@settings(max_examples=40, deadline=None)
@given(decks())
def test_decks_read_twice_are_one_in_a_set(deck: dict[str, Any]) -> None:
    one, other = (read_deck(written(deck)) for _ in range(2))
    assert {one} == {other}
    assert {*one.notes, *other.notes} == set(one.notes)
    assert {*one.cards, *other.cards} == set(one.cards)


def test_the_order_of_a_mapping_is_no_part_of_a_hash() -> None:
    note = next(note for note in DECK.notes if note.id == "built")
    turned = dict(reversed(note.distractors.items()))  # type: ignore[attr-defined]
    for mapping in (turned, MappingProxyType(turned)):
        other = attrs.evolve(note, distractors=mapping)  # type: ignore[call-arg]
        assert other == note
        assert hash(other) == hash(note)


def test_verdicts_can_be_cached_by_card_and_answer() -> None:
    cached = lru_cache(grade)
    other = copy.deepcopy(DECK)
    for card, same in zip(DECK.cards, other.cards, strict=True):
        assert cached(card, "x") == cached(same, "x")
    assert cached.cache_info().hits == len(DECK.cards)


PUBLIC_ERRORS = sorted(
    {
        value
        for room in PUBLIC
        for name in importlib.import_module(room).__all__
        if name.endswith("Error")
        for value in [getattr(importlib.import_module(room), name)]
    },
    key=lambda kind: kind.__name__,
)
NAMES: dict[str, Any] = {"Blank": Blank, "datetime": datetime_module, "zoneinfo": zoneinfo} | {
    name: getattr(importlib.import_module(room), name)
    for room in PUBLIC
    if room != "quizkit.fitting"
    for name in importlib.import_module(room).__all__
}


@each_value
def test_a_value_prints_as_what_makes_it_or_within_one_line(value: object) -> None:
    shown = repr(value)
    if shown.startswith("<"):
        assert len(shown) <= 200
        assert "\n" not in shown
    elif ": <" not in shown and "=<" not in shown and "(<" not in shown:
        own = {type(value).__name__: type(value)}  # where two rooms have the name
        assert eval(shown, NAMES | own) == value


def test_what_is_one_prints_as_one() -> None:
    deck = attrs.evolve(DECK, notes=DECK.notes[:1])
    plan = plan_of(deck)
    store = MemoryStore()
    store.append(Undone(id=EventId("w", 1), at=START, target=EventId("w", 0)))
    assert repr(deck).endswith(": 'The Suez Canal', 1 note>")
    assert repr(plan) == "<Plan 'w': study, 1 deck, 1 card>"
    assert repr(Progress({"suez#long": CardRecord(CardState())})) == "<Progress: 1 card>"
    session = start(plan, Progress(), START).step(Respond("x"), START)[0]
    assert repr(session) == "<Session 'w': Judged 'suez#long', 1 answer, 1 to go>"
    assert repr(store).endswith(": 1 event>")


@pytest.mark.parametrize("session", [SESSIONS[0], SESSIONS[-1]])
def test_what_is_long_prints_as_a_line_of_a_log(session: Session) -> None:
    mine = desk.over(MemoryStore())
    for each in (session, session.plan, session.progress, DECK, mine, mine.store):
        assert repr(each).startswith("<")
        assert len(repr(each)) <= 200


@each_value
def test_a_value_with_a_dict_comes_back_from_its_json(value: Any) -> None:
    if hasattr(value, "from_dict"):
        data = json.loads(json.dumps(value.to_dict()))
        assert type(value).from_dict(data) == value
        if isinstance(value, Event):
            assert event_from_dict(data) == value


@pytest.mark.parametrize("kind", PUBLIC_ERRORS, ids=lambda kind: kind.__name__)
def test_an_error_comes_whole_out_of_another_process(kind: type[Exception]) -> None:
    problems = [Problem(Location("a.yaml", 1, 2), "cloze", "m", "f", "e")]
    error = kind(problems) if kind is DeckError else kind("a message")
    again = pickle.loads(pickle.dumps(error))
    assert (type(again), str(again), vars(again)) == (kind, str(error), vars(error))


BY_ANNOTATIONS = [
    value
    for value in EVERY_VALUE
    if isinstance(value, Note | Verdict | Source | Problem | Judging | Examples | AnswerKey | Queue)
]
"""What tools build from their annotations alone. Decks and sessions hold one of several kinds."""


@pytest.mark.parametrize("value", BY_ANNOTATIONS, ids=lambda value: type(value).__name__)
def test_cattrs_builds_a_value_from_its_annotations(value: object) -> None:
    converter = pytest.importorskip("cattrs.preconf.json").make_converter()
    assert converter.loads(converter.dumps(value), type(value)) == value


@pytest.mark.parametrize(
    "value",
    [*BY_ANNOTATIONS, *(event for event in EVERY_VALUE if isinstance(event, Event))],
    ids=lambda value: type(value).__name__,
)
def test_msgspec_builds_a_value_from_its_annotations(value: object) -> None:
    json = pytest.importorskip("msgspec").json
    assert json.decode(json.encode(value), type=type(value)) == value
