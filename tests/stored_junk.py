"""What is stored, an example of each, and the ways to put something else in any one place of it."""

import math
from collections.abc import Callable, Iterator
from copy import deepcopy
from datetime import UTC, datetime, timedelta
from typing import Any

from quizkit.grading import Verdict, grade
from quizkit.progress import event_from_dict
from quizkit.scheduling import (
    FSRS7,
    SM2,
    CalendarDays,
    Calibration,
    CardState,
    Leitner,
    Scheduler,
)
from quizkit.session import Command, Respond
from tests.every_event import EVERY_EVENT
from tests.sittings import FRUIT, NOTES, Sitting, deck_of, plan_of

NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)
FINER = Scheduler(FSRS7(), day=CalendarDays("Europe/Rome"), distinct=True)
KNOWN = Scheduler().review(CardState(), 4, NOW)
SITTING = Sitting(plan_of(*NOTES)).do(Respond("rhubarb"), Command.NEXT, Respond("stone"))

Read = Callable[[Any], Any]
STORED: list[tuple[Read, Any]] = [
    *((type(value).from_dict, value) for value in (Scheduler(), FINER, SM2(), Leitner([1, 2]))),
    *(
        (CardState.from_dict, scheduler.review(CardState(seed="x"), 3, NOW))
        for scheduler in (Scheduler(), FINER, SM2(), Leitner([1, 2]))
    ),
    (Calibration.from_dict, Calibration().learn(Scheduler(), KNOWN, 1, NOW + timedelta(days=9))),
    *((Verdict.from_dict, grade(card, "aple, stone")) for card in deck_of(*NOTES, FRUIT).cards),
    *((event_from_dict, event) for event in EVERY_EVENT),
]
JUNK: list[Any] = [
    *(
        None,
        True,
        False,
        0,
        -1,
        1,
        5,
        2**70,
        1.5,
        -0.0,
        math.nan,
        math.inf,
        1e308,
        (),
        object(),
        b"",
    ),
    *(
        "",
        "x",
        "2026-02-30",
        "2026-01-01T00:00:00",
        "2026-01-01T00:00:00+00:00",
        "\ud800",
        "x" * 99,
    ),
    *([], {}, [1], {"a": 1}, [[]], {"type": "FSRS6State"}),
]


def places(data: Any, *path: Any) -> Iterator[tuple[Any, ...]]:
    """Yield the way to each value within stored data, and to the whole."""
    yield path
    inner = (
        data if isinstance(data, dict) else dict(enumerate(data)) if isinstance(data, list) else {}
    )
    for key, value in inner.items():
        yield from places(value, *path, key)


def changed(data: Any, path: tuple[Any, ...], junk: Any) -> Any:
    """Return a copy of stored data with something else in one place."""
    if not path:
        return junk
    copy = holder = deepcopy(data)
    for key in path[:-1]:
        holder = holder[key]
    holder[path[-1]] = junk
    return copy
