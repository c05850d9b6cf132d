"""Progress files of many answers, for benchmarks."""

import random
from datetime import timedelta
from pathlib import Path

from attrs import evolve

from quizkit.progress import EventId
from quizkit.scheduling import Rating
from quizkit.store import open_store
from tests.logs import START, answer

SESSION = 50


def filled(path: Path, reviews: int, cards: int) -> Path:
    """A log of that many answers, each card's further and further apart, no two at one instant."""
    rng = random.Random(5)
    with open_store(path) as store:
        for first in range(0, reviews, 50_000):
            events = []
            for n in range(first, min(reviews, first + 50_000)):
                card, turn = rng.randrange(cards), n // cards
                after = timedelta(days=turn * turn, seconds=9 * (n % cards), milliseconds=turn)
                event = answer(
                    n % SESSION + 1,
                    Rating(rng.choice((1, 3, 3, 3, 3, 4))),
                    card=f"deck#{card:010x}",
                    after=after,
                    due=START + after + timedelta(days=2 * turn + 1),
                )
                name = EventId(f"{n // SESSION:012x}", event.id.number)
                took = timedelta(milliseconds=rng.randrange(900, 20_000))
                events.append(evolve(event, id=name, response="Lesseps", duration=took))
            store.merge(events, {})
    return path
