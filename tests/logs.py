"""Logs for tests: strategies of events, and a short way to write one by hand."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, timezone

from hypothesis import strategies as st

from quizkit.progress import (
    Answered,
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
    in_order,
)
from quizkit.scheduling import Rating

START = datetime(2026, 3, 1, 9, tzinfo=UTC)
CARDS = ("suez#builder", "suez#length", "capitals#france")

ratings = st.sampled_from(Rating)
offsets = st.sampled_from([-480, -60, 0, 60, 330, 840]).map(
    lambda minutes: timezone(timedelta(minutes=minutes))
)
# No lone surrogate and no NUL is kept out: what a learner types is kept as it is.
responses = st.one_of(
    st.none(),
    st.text(max_size=8),
    st.lists(st.text(max_size=4), max_size=3),
    st.dictionaries(st.text(max_size=4), st.text(max_size=4), max_size=3),
)

memories = st.builds(
    Remembered, st.floats(0.01, 30000), st.floats(1, 10), st.integers(0, 99), st.integers(0, 9)
)


@st.composite
def logs(draw: st.DrawFn, writers: tuple[str, ...] = ("w1", "w2")) -> list[Event]:
    """A log as sessions would write it: ids in order, targets that exist."""
    events: list[Event] = []
    counts = dict.fromkeys(writers, 0)
    now = START
    # With many edits of few cards, carry-overs meet each other, and answers on both sides.
    edits, cards = draw(st.sampled_from([(1, CARDS), (3, CARDS), (3, CARDS[:2])]))
    for _ in range(draw(st.integers(0, 14))):
        now += timedelta(milliseconds=draw(st.integers(0, 3 * 86_400_000)))
        at = now.astimezone(draw(offsets))
        writer = draw(st.sampled_from(writers))
        counts[writer] += 1
        name = {"id": EventId(writer, counts[writer]), "at": at}
        answers = [event.id for event in events if isinstance(event, Answered)]
        kind = draw(
            st.sampled_from(
                ["answer"] * 6
                + ["rate", "undo", "bury", "suspend", "configure", "forget", "reschedule", "flag"]
                + ["carry over"] * edits
            )
        )
        rating = draw(ratings)
        due = at + timedelta(minutes=draw(st.integers(1, 100_000)))
        if kind == "rate" and answers:
            events.append(
                Rated(
                    **name,
                    answer=draw(st.sampled_from(answers)),
                    rating=rating,
                    due=due,
                    outcome=draw(st.sampled_from([None, "correct", "wrong"])),
                )
            )
        elif kind == "undo" and events:
            target = draw(st.sampled_from([event.id for event in events]))
            events.append(Undone(**name, target=target))
        elif kind == "bury":
            events.append(Buried(**name, card=draw(st.sampled_from(cards))))
        elif kind == "configure":
            name_and_value = st.tuples(st.sampled_from(["retention", "new"]), st.text(max_size=4))
            setting, value = draw(name_and_value)
            events.append(Configured(**name, name=setting, value=value))
        elif kind == "carry over":
            source, target = draw(st.sampled_from(cards)), draw(st.sampled_from(cards))
            soon = draw(st.sampled_from([None, at, at + timedelta(days=draw(st.integers(1, 9)))]))
            events.append(CarriedOver(**name, source=source, target=target, due=soon))
        elif kind == "forget":
            events.append(Forgotten(**name, card=draw(st.sampled_from(cards))))
        elif kind == "reschedule":
            told = draw(st.none() | memories)
            card = draw(st.sampled_from(cards))
            events.append(Rescheduled(**name, card=card, due=due, remembered=told))
        elif kind == "flag":
            text = draw(st.none() | st.text(max_size=4))
            events.append(Flagged(**name, card=draw(st.sampled_from(cards)), text=text))
        elif kind == "suspend":
            events.append(Suspended(**name, card=draw(st.sampled_from(cards))))
        else:
            practice = draw(st.sampled_from([False, False, True]))
            rated = draw(st.sampled_from([True, True, False]))
            events.append(
                Answered(
                    **name,
                    card=draw(st.sampled_from(cards)),
                    response=draw(responses),
                    outcome=draw(st.sampled_from(["correct", "close", "partial", "wrong"])),
                    rating=rating if rated else None,
                    due=due if rated and not practice else None,
                    duration=draw(
                        st.none() | st.integers(0, 10**6).map(lambda n: timedelta(milliseconds=n))
                    ),
                    practice=practice,
                )
            )
    return events


def united(*of: Iterable[Event]) -> list[Event]:
    """The union of logs, in order: each event once, whichever logs it is in."""
    return in_order({event.id: event for log in of for event in log}.values())


def answer(
    number: int,
    rating: Rating | None = Rating.GOOD,
    *,
    card: str = CARDS[0],
    after: timedelta = timedelta(),
    due: datetime | None = None,
    practice: bool = False,
) -> Answered:
    """The `number`-th event of writer `w`: an answer given `after` the start."""
    return Answered(
        id=EventId("w", number),
        at=START + after,
        card=card,
        response="x",
        outcome="correct",
        rating=rating,
        due=due,
        practice=practice,
    )
