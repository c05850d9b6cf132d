"""Simulated learners: seeded logs of someone whose memory is a known model."""

import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from quizkit.scheduling import FSRS6, FSRS7, CalendarDays, CardState, Rating, Scheduler

BEGIN = datetime(2024, 3, 29, 8, tzinfo=UTC)

LEARNER = (0.1, 0.4, 0.9, 3, 7, 0.6, 2.5, 0.02, 1.2, 0.3, 1.4, 1.0, 0.1, 0.4, 0.8, 0.4, 2.2,
           0.6, 0.1, 0.1, 0.4)  # fmt: skip
LEARNER7 = tuple(w * (0.4 if n < 4 else 0.85 if n in (7, 15, 26) else 1)
                 for n, w in enumerate(FSRS7().weights))  # fmt: skip
"""Weights of learners unlike the default ones."""


def simulated_log(
    cards: int,
    days: int,
    seed: int,
    memory: FSRS6 | FSRS7 | None = None,
    chance_on: Callable[[float, int], float] = lambda chance, day: chance,
    studies_on: Callable[[int], bool] = lambda day: True,
) -> list[tuple[datetime, int, Rating]]:
    """Return instant, card and rating of every review, earliest first.

    Args:
        cards: how many, begun evenly over the first two thirds of the time.
        days: how long the learner studies.
        seed: of the outcomes.
        memory: what the learner's memory follows; the scheduler goes by FSRS-6 with the default
            weights. FSRS-6 has no chance of recall within a day: it is 0.9 then.
        chance_on: the chance of recall on a day, given that of the memory.
        studies_on: whether the learner studies on a day.
    """
    rng = random.Random(seed)
    truth = memory or FSRS6()
    fractions = truth.counts_fractions
    scheduler = Scheduler(day=CalendarDays(UTC), learning_steps=[timedelta(minutes=10)])
    states = [CardState(seed=number) for number in range(cards)]
    memories: list[Any] = [None] * cards
    begun = [number * days * 2 // (3 * cards) for number in range(cards)]
    log = []
    for day in filter(studies_on, range(days)):
        now = BEGIN + timedelta(days=day)
        today = [
            n
            for n in range(cards)
            if (states[n].due or now) <= now + timedelta(hours=12) and begun[n] <= day
        ]
        rng.shuffle(today)
        for n in today:
            if states[n].due is not None and rng.random() < 0.1:
                continue  # some days it is put off
            for _ in range(3):  # a card in its steps is asked again
                now += timedelta(seconds=rng.randrange(5, 20))
                state, remembered = states[n], memories[n]
                if remembered is None:
                    rating = Rating(rng.choices((1, 2, 3, 4), (4, 1, 4, 1))[0])
                    memories[n] = truth.first(rating)
                else:
                    last = state.last_review
                    assert last is not None
                    elapsed = scheduler.day.elapsed(last, now, fractions)
                    known = elapsed > 0 or fractions
                    chance = truth.retrievability(remembered, elapsed) if known else 0.9
                    passed = rng.random() < (chance_on(chance, day) if elapsed >= 1 else chance)
                    rating = Rating(rng.choices((2, 3, 4), (1, 7, 1))[0] if passed else 1)
                    memories[n] = truth.next(remembered, rating, elapsed)
                log.append((now, n, rating))
                states[n] = scheduler.review(state, rating, now)
                due = states[n].due
                assert due is not None
                if due - now > timedelta(minutes=30):
                    break
    return log
