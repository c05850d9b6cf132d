"""What docs/public.md says of threads and event loops, where no room's own tests show it."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from quizkit import read_deck
from quizkit.grading import grade
from quizkit.scheduling import FSRS6, FSRS7, Calibration, CardState, Scheduler

NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)
DECK = """
title: The Suez Canal
cards:
  - {question: How long is it?, answer: 164 km}
  - {question: Whose company built it?, answer: Ferdinand de Lesseps, type: person}
  - {question: When did it open?, answer: 17 November 1869}
  - {question: Which seas does it join?, answers: [[Mediterranean, Mediterranean Sea], [Red, Red Sea]]}
"""


def studied(seed: int, scheduler: Scheduler) -> tuple[CardState, Calibration]:
    """Return a card after forty reviews, and what was learned in them."""
    card, calibration, now = CardState(seed=seed), Calibration(), NOW
    for number in range(40):
        rating = 1 + (seed * number) % 4
        after = scheduler.review(card, rating, now, calibration=calibration)
        calibration = calibration.learn(scheduler, card, rating, now)
        card, now = after, now + timedelta(hours=7 * (1 + number % 9))
    return card, calibration


def judged(number: int) -> list[str]:
    """Read a deck and judge an answer to each of its cards."""
    answers = ["164,000 m", "Ferdinand de Leseps", "1869", f"Red; {number}"]
    cards = read_deck(DECK).cards
    return [grade(card, text).outcome.value for card, text in zip(cards, answers, strict=True)]


@pytest.mark.parametrize("scheduler", [Scheduler(), Scheduler(FSRS7())], ids=["FSRS6", "FSRS7"])
def test_threads_that_share_a_scheduler_get_what_one_gets(scheduler: Scheduler) -> None:
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda seed: studied(seed, scheduler), range(16)))
    assert together == [studied(seed, scheduler) for seed in range(16)]


def test_threads_read_and_grade_as_one_does() -> None:
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(judged, range(32)))
    assert together == [judged(number) for number in range(32)]


def test_an_event_loop_reviews_in_place_and_in_threads() -> None:
    async def reviewed() -> list[tuple[CardState, Calibration]]:
        scheduler = Scheduler(FSRS6())
        calls = (asyncio.to_thread(studied, seed, scheduler) for seed in range(4))
        return await asyncio.gather(*calls)

    assert asyncio.run(reviewed()) == [studied(seed, Scheduler()) for seed in range(4)]
