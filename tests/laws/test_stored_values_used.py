"""What `from_dict` takes can be used: no calibration, scheduler or card that it lets in fails later."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import assume, given, settings, strategies as st

from quizkit.scheduling import (
    FSRS6,
    FSRS7,
    SM2,
    CalendarDays,
    Calibration,
    CardState,
    Leitner,
    Rating,
    Scheduler,
)
from quizkit.scheduling.stored import MOST

NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)
LATER = NOW + timedelta(days=9)

numbers = st.one_of(
    st.floats(allow_nan=False, allow_infinity=False),
    st.sampled_from(
        [0, 1, -1, -0.999999999, 1e-300, 5e-324, 1e308, -1e308, 1e150, 0.5, 11.1, 2**1000]
    ),
    st.floats(-3, 3),
)
fields = {
    "shift": st.lists(numbers, min_size=3, max_size=3),
    "precision": st.one_of(
        st.lists(numbers, min_size=6, max_size=6),
        st.builds(lambda a, b, c: [a, 0, 0, b, 0, c], numbers, numbers, numbers),
    ),
    "mood": numbers,
    "mood_day": st.none() | st.integers() | st.sampled_from([0, -(2**70), 2**70]),
    "mood_weight": numbers,
    "mood_precision": numbers,
    "half_life": st.none() | numbers,
}
changes = st.dictionaries(st.sampled_from(sorted(fields)), st.none(), max_size=4).flatmap(
    lambda chosen: st.fixed_dictionaries({name: fields[name] for name in chosen})
)


def used(scheduler: Any, card: CardState[Any], **known: Any) -> None:
    scheduler.retrievability(card, LATER)
    assert scheduler.preview(card, LATER, **known).keys() == set(Rating)
    for rating in Rating:
        after = scheduler.review(card, rating, LATER, **known)
        assert CardState.from_dict(after.to_dict()) == after


@settings(max_examples=150, deadline=None)
@given(changes)
def test_any_calibration_that_can_be_read_can_be_used(changed: dict[str, Any]) -> None:
    try:
        known = Calibration.from_dict({**Calibration().to_dict(), **changed})
    except ValueError:
        return
    scheduler = Scheduler()
    for card in (CardState(), scheduler.review(CardState(seed="x"), 4, NOW)):
        used(scheduler, card, calibration=known)
        scheduler.retrievability(card, LATER)
        for day in (None, 5, 10**6):
            assert 0 <= known.recall(0.9, 3, day=day) <= 1
        assert 0 < known.target(0.9, 3) < 1
        assert 0 <= known.scheduled_recall(0.9, 3) <= 1
        assert known.summary()
        learned = known.learn(scheduler, card, 3, LATER)
        try:
            again = Calibration.from_dict(learned.to_dict())
        except ValueError as error:
            raise AssertionError(learned) from error
        used(scheduler, card, calibration=again)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("shift", [0, -1, 0]),
        ("shift", [0, -1.5, 0]),
        ("shift", [0, 0]),
        ("precision", [0, 0, 0, 0, 0, 0]),
        ("precision", [1, 2, 0, 1, 0, 1]),
        ("precision", [-1, 0, 0, 1, 0, 1]),
        ("mood", 1.1),
        ("mood_precision", 0),
        ("half_life", 0),
        ("half_life", -5),
    ],
)
def test_a_calibration_that_review_could_not_use_is_refused(name: str, value: Any) -> None:
    with pytest.raises(ValueError, match=name):
        Calibration.from_dict({**Calibration().to_dict(), name: value})


SCHEDULERS: list[Any] = [
    *(Scheduler(), Scheduler(FSRS7()), Scheduler(day=CalendarDays()), SM2(), Leitner([1, 2, 5])),
    *(FSRS6(), FSRS7(), CalendarDays("Europe/Rome", 4)),
]


def places(data: Any, *path: Any) -> list[tuple[Any, ...]]:
    inner = (
        data.items()
        if isinstance(data, dict)
        else enumerate(data)
        if isinstance(data, list)
        else ()
    )
    found = [place for key, value in inner for place in places(value, *path, key)]
    return found or [path]


def put(data: Any, path: tuple[Any, ...], value: Any) -> Any:
    if not path:
        return value
    copy = dict(data) if isinstance(data, dict) else list(data)
    copy[path[0]] = put(data[path[0]], path[1:], value)
    return copy


cells = st.one_of(
    numbers,
    st.integers(),
    st.none(),
    st.booleans(),
    st.sampled_from(
        ["", "UTC", "Europe/Rome", "0001-01-01T00:00:00+00:00", "9999-12-31T23:59:59+00:00"]
    ),
    st.lists(numbers, max_size=4),
).filter(lambda value: not isinstance(value, float) or value == 0 or abs(value) >= 1)
"""Left out: zones of a part of a second, which Python writes and cannot read."""


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(SCHEDULERS), st.data())
def test_any_scheduler_that_can_be_read_can_be_used(value: Any, data: st.DataObject) -> None:
    stored = value.to_dict()
    path = data.draw(st.sampled_from(places(stored)))
    try:
        found = type(value).from_dict(put(stored, path, data.draw(cells)))
        if isinstance(found, FSRS6 | FSRS7):
            found = Scheduler(found)
        elif isinstance(found, CalendarDays):
            found = Scheduler(day=found)
    except ValueError:
        return
    card = CardState(seed="x")
    for rating in (1, 3, 4, 3, 1, 2):
        card = found.review(card, rating, NOW)
        used(found, card)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(SCHEDULERS[:5]), st.data())
def test_any_card_that_can_be_read_can_be_used(scheduler: Any, data: st.DataObject) -> None:
    stored = scheduler.review(CardState(seed="x"), 4, NOW).to_dict()
    path = data.draw(st.sampled_from(places(stored)))
    try:
        card = CardState.from_dict(put(stored, path, data.draw(cells)))
    except ValueError:
        return
    # The most that a count may be is the one that no answer can be added to.
    assume(max(card.reviews, card.lapses, card.study_days) + 1 < MOST)
    used(scheduler, card)
