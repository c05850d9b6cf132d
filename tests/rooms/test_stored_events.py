"""Events as JSON and back; what each kind of event must have: a place in a file, and words."""

import json
from pathlib import Path

import pytest
from hypothesis import given

from quizkit.cli.events import about, what
from quizkit.progress import Answered, Brought, Event, EventId, event_from_dict
from quizkit.store import open_store
from tests.every_event import EVERY_KIND
from tests.logs import START, answer, logs


@given(logs())
def test_events_survive_json(log: list[Event]) -> None:
    """With their offsets from UTC, which equality of instants does not see."""
    stored = json.dumps([event.to_dict() for event in log])
    read = [event_from_dict(data) for data in json.loads(stored)]
    assert read == log
    assert [event.to_dict() for event in read] == json.loads(stored)


def test_an_event_says_its_kind_and_version() -> None:
    stored = answer(1).to_dict()
    assert stored["type"] == "Answered"
    assert stored["version"] == 1
    assert stored["id"] == ["w", 1]
    assert Answered.from_dict(stored) == answer(1)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"type": "Baked"}, "a stored event is of unknown type 'Baked'"),
        ({"version": 2}, "version 2; this program reads version 1"),
        ({"id": ["w"]}, "id of a stored Answered is a writer and a number, not"),
        ({"id": ["w", True]}, "id of a stored Answered is a writer and a number, not"),
        ({"at": "2026-03-01T09:00"}, "a date and time with its UTC offset, not"),
        ({"rating": 5}, "rating of a stored Answered is from 1 to 4, not 5"),
        ({"rating": 1.5}, "rating of a stored Answered is from 1 to 4, not 1.5"),
        ({"outcome": "fine"}, "outcome of a stored Answered is an outcome, not 'fine'"),
        ({"response": [1]}, "response of a stored Answered is a text, or texts in a list"),
        ({"response": 1}, "response of a stored Answered is a text, or texts in a list"),
        ({"more": 1}, "a stored Answered has no 'more'"),
    ],
)
def test_what_is_no_event_is_refused(change: dict[str, object], said: str) -> None:
    with pytest.raises(ValueError, match=said.replace("[", r"\[")):
        event_from_dict(answer(1).to_dict() | change)


def test_each_kind_of_event_has_a_place_in_a_progress_file(tmp_path: Path) -> None:
    with open_store(tmp_path / "p.db") as store:
        store.append(*EVERY_KIND)
        assert list(store.events()) == EVERY_KIND


@pytest.mark.parametrize("event", EVERY_KIND, ids=lambda event: type(event).__name__)
def test_each_kind_of_event_has_words_in_the_history(event: Event) -> None:
    assert what(event)
    assert about(event, {each.id: each for each in EVERY_KIND}, {})


@pytest.mark.parametrize("kind", EVERY_KIND, ids=lambda event: type(event).__name__)
def test_an_event_is_made_of_named_fields_alone(kind: Event) -> None:
    own = [getattr(kind, name) for name in type(kind)._STORED if name not in ("id", "at")]
    with pytest.raises(TypeError, match="positional argument"):
        type(kind)(*own, id=kind.id, at=kind.at)


def test_a_merge_tells_how_many_events_it_brought() -> None:
    runs = {"a": ((1, 3), (7, 7)), "b": ((5, 6),)}
    assert Brought(id=EventId("m", 1), at=START, source="x", runs=runs).count == 6
