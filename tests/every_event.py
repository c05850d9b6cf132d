"""An event of each kind, as an early quizkit stored them: a log that any later one can read."""

from datetime import UTC, datetime, timedelta, timezone

from quizkit.progress import (
    Answered,
    AnswerOutcome,
    Brought,
    Buried,
    CarriedOver,
    Configured,
    Event,
    EventId,
    Flagged,
    Forgotten,
    Rated,
    Remembered,
    Rescheduled,
    Suspended,
    Undone,
)
from quizkit.scheduling import Rating

NEPAL = timezone(timedelta(hours=5, minutes=45))


def at(minute: int) -> datetime:
    return datetime(2026, 3, 1, 9, minute, tzinfo=NEPAL)


def named(number: int) -> EventId:
    return EventId("w", number)


EVERY_EVENT: list[Event] = [
    Answered(
        id=named(1),
        at=at(0),
        card="suez#builder",
        response="de Lesseps",
        outcome=AnswerOutcome.CLOSE,
        rating=Rating.GOOD,
        due=at(10),
        duration=timedelta(seconds=4.25),
    ),
    Rated(
        id=named(2),
        at=at(1),
        answer=named(1),
        rating=Rating.EASY,
        due=datetime(2026, 3, 11, tzinfo=UTC),
        outcome=AnswerOutcome.CORRECT,
    ),
    Answered(
        id=named(3),
        at=at(2),
        card="suez#cities",
        response={"Port Said": "north", "Suez": "south"},
        outcome=AnswerOutcome.CORRECT,
        rating=Rating.GOOD,
        practice=True,
    ),
    Answered(
        id=named(4),
        at=at(3),
        card="suez#why",
        response=["öfter", "\N{SNOWMAN}"],
        outcome=AnswerOutcome.SELF,
        rating=None,
    ),
    Undone(id=named(5), at=at(4), target=named(3)),
    Buried(id=named(6), at=at(5), card="suez#locks"),
    Suspended(id=named(7), at=at(6), card="suez#locks"),
    Configured(id=named(8), at=at(7), name="retention", value="0.85"),
    CarriedOver(id=named(9), at=at(8), source="suez#a", target="suez#b", due=at(30)),
    Forgotten(id=named(10), at=at(9), card="suez#b"),
    Rescheduled(id=named(11), at=at(10), card="suez#builder", due=datetime(2026, 4, 1, tzinfo=UTC)),
    Rescheduled(
        id=named(12),
        at=at(11),
        card="suez#new",
        due=datetime(2026, 5, 1, tzinfo=UTC),
        remembered=Remembered(stability=40.5, difficulty=3, reviews=9, lapses=1),
    ),
]

MERGE = Brought(
    id=named(13), at=at(12), source="laptop (conflicted copy).db", runs={"t": ((1, 4), (6, 6))}
)
"""A merge of another file, which stays in the file that it was made in."""

FLAG = Flagged(id=named(14), at=at(13), card="suez#locks", text="since \N{SNOWMAN}?")
TAKEN_OFF = Flagged(id=named(15), at=at(14), card="suez#locks", text=None)

EVERY_KIND: list[Event] = [*EVERY_EVENT, MERGE, FLAG, TAKEN_OFF]
