"""What programs write that schedule cards, with the types that mypy and pyright must find.

`tests/rooms/test_public_types.py` runs both over this file.
"""

# pyright: reportUnnecessaryTypeIgnoreComment=true

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any, assert_type

import attrs

from quizkit.fitting import columns, replay_log
from quizkit.scheduling import (
    FSRS6,
    FSRS7,
    SM2,
    CalendarDays,
    Calibration,
    CardState,
    FSRS6State,
    FSRS7State,
    Leitner,
    LeitnerState,
    Phase,
    Rating,
    Scheduler,
    SM2State,
)


def fsrs_6(now: datetime) -> float:
    scheduler = Scheduler()
    assert_type(scheduler, Scheduler[FSRS6State])
    assert_type(Scheduler(FSRS6(), 0.8), Scheduler[FSRS6State])
    assert_type(Scheduler(desired_retention=0.8), Scheduler[FSRS6State])
    card = CardState(seed="card-17")
    assert_type(scheduler.review(card, 3, now), CardState[FSRS6State])
    assert_type(scheduler.review(card, 3, now).memory.stability, float)
    assert_type(scheduler.preview(card, now)[3], CardState[FSRS6State])
    assert_type(scheduler.preview(card, now)[Rating.GOOD].memory.difficulty, float)
    for rating, offer in scheduler.preview(card, now).items():
        assert_type(rating, Rating)
        assert_type(offer.due, datetime | None)
    card = scheduler.review(card, Rating.GOOD, now, calibration=Calibration())
    return card.memory.stability


def fsrs_7(card: CardState, now: datetime) -> CardState[FSRS7State]:
    scheduler = Scheduler(FSRS7(), learning_steps=[timedelta(minutes=1)], minimum_interval=0.1)
    assert_type(scheduler, Scheduler[FSRS7State])
    assert_type(scheduler.review(card, 3, now).memory.slow, float)
    again, hard, good, easy = (scheduler.preview(card, now)[rating] for rating in (1, 2, 3, 4))
    assert_type(again, CardState[FSRS7State])
    assert_type(scheduler.model.next(good.memory, 3, 1.5), FSRS7State)
    assert_type(FSRS7().replay([(0, 3), (1.5, 4)]), list[FSRS7State])
    return max(again, hard, good, easy, key=lambda offer: offer.memory.fast)


def others(now: datetime) -> tuple[float, int]:
    old = SM2(maximum_days=100).review(CardState(memory=SM2State(2.5)), 3, now)
    assert_type(old, CardState[SM2State])
    boxed = Leitner([1, 2, 4], day=CalendarDays("Europe/Rome")).preview(CardState(), now)[4]
    assert_type(boxed, CardState[LeitnerState])
    return old.memory.ease, boxed.memory.box


def stored(row: object, now: datetime) -> dict[str, Any]:
    card = CardState.from_dict(row)
    assert_type(Scheduler().review(card, 1, now).memory, FSRS6State)
    exact = CardState[FSRS6State].from_dict(row)
    assert_type(exact.memory.stability, float)
    assert_type(FSRS6State.from_dict({}), FSRS6State)
    return Scheduler.from_dict({}).review(exact, 2, now).to_dict()


def changed(card: CardState[FSRS6State], now: datetime) -> CardState[FSRS6State | None]:
    moved = attrs.evolve(card, due=now)
    assert_type(moved, CardState[FSRS6State])
    strict = attrs.evolve(Scheduler(), desired_retention=0.95, model=FSRS6().clipped([0.0] * 21))
    assert_type(strict, Scheduler[FSRS6State])
    made = CardState(Phase.REVIEW, None, FSRS6State(3, 5), now, now, reviews=1)
    assert_type(made, CardState[FSRS6State])
    return strict.review(moved, 4, now)


def replayed(log: Iterable[tuple[datetime, int]], scheduler: Scheduler[Any]) -> float | None:
    card = Scheduler().replay(log, CardState(seed=1))
    assert_type(card, CardState[FSRS6State | None])
    by_card: Mapping[int | str, CardState] = replay_log(scheduler, ["a"], [0.0], [3])
    return by_card["a"].memory.stability if card.memory is None else card.memory.stability


def many(names: Iterable[str], now: datetime) -> dict[str, CardState]:
    cards = {name: CardState(seed=name) for name in names}
    for name, card in cards.items():
        cards[name] = Scheduler().review(card, 3, now)
    any_scheduler: list[Scheduler[Any]] = [Scheduler(), Scheduler(FSRS7())]
    replay_log(Scheduler(FSRS7()), ["a"], [0.0], [3])
    columns.elapsed_days(Scheduler(FSRS7()), [now, None], now)
    assert any_scheduler
    return cards


def learned(log: list[tuple[int | str, datetime, int]], now: datetime) -> Calibration:
    states, known = Calibration().replay(Scheduler(FSRS7()), log)
    assert_type(known, Calibration)
    finer = Scheduler(FSRS7()).review(states["a"], 3, now, calibration=known)
    later = Scheduler(FSRS7()).reschedule(finer, now.date(), now)
    assert_type(later.memory.fast, float)
    assert_type(Scheduler().forget(finer), CardState[None])
    return known.learn(SM2(), finer, 3, now).learn(Scheduler(), states["a"], 1, now)


def misused(now: datetime) -> None:
    """Each line has an error that both tools must see; an ignore without one is an error too."""
    Scheduler().review(Scheduler(FSRS7()).review(CardState(), 3, now), 3, now)  # type: ignore[arg-type]
    Scheduler(desired_retention="0.9")  # type: ignore[arg-type]
    CardState().memory_of_it  # type: ignore[attr-defined]  # noqa: B018
    Scheduler().review(CardState(), 3, now).memory.stabilty  # type: ignore[attr-defined]  # noqa: B018
