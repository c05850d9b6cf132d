"""What becomes of a card without an answer: forgotten, put on a date, carried over."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from attrs import evolve

from quizkit.progress.events import (
    Buried,
    CarriedOver,
    Event,
    EventId,
    Forgotten,
    Rescheduled,
    Suspended,
    Undone,
)
from quizkit.progress.instants import after, as_kept
from quizkit.progress.log import Log, standing
from quizkit.progress.order import in_order, undone_ids
from quizkit.progress.records import Progress
from quizkit.scheduling import CalendarDays, Calls, CardState, Phase, Scheduler
from quizkit.scheduling.changes import due_on, memory_of

_NEVER: Mapping[str, datetime] = {}  # no card was changed so far


def forgetting(
    cards: Iterable[str],
    progress: Progress,
    writer: str,
    now: datetime,
    changed: Mapping[str, datetime] = _NEVER,
) -> list[Forgotten]:
    """Return the events that make cards new again, the first ones of a writer.

    Args:
        cards: their ids; one that is new already needs no event.
        progress: the state of every card.
        writer: of the events.
        now: an aware datetime in the learner's offset.
        changed: when cards were last changed in these ways, as `last_changes` says.
    """
    known = [card for card in cards if progress.record(card).state.memory is not None]
    return [
        Forgotten(id=name, at=at, card=card)
        for name, at, card in _named(known, progress, writer, now, changed)
    ]


def rescheduling(
    cards: Iterable[str],
    day: date,
    progress: Progress,
    writer: str,
    now: datetime,
    changed: Mapping[str, datetime] = _NEVER,
) -> list[Rescheduled]:
    """Return the events that put cards on a date, the first ones of a writer.

    They are due when the study day of that date begins, in the learner's offset of now; today, at
    once. A card that is hidden stays so.

    Args:
        cards: their ids.
        day: the date, not before today.
        progress: the state of every card.
        writer: of the events.
        now: an aware datetime in the learner's offset.
        changed: when cards were last changed in these ways, as `last_changes` says.

    Raises:
        ValueError: the date is past.
    """
    due = due_on(day, now, progress.days)
    return [
        Rescheduled(id=name, at=at, card=card, due=due)
        for name, at, card in _named(cards, progress, writer, now, changed)
    ]


def last_changes(events: Iterable[Event], progress: Progress) -> dict[str, datetime]:
    """Return when each card was last forgotten, put on a date or carried over, by its id of now."""
    found: dict[str, datetime] = {}
    for event in events:
        match event:
            case Forgotten(card=card) | Rescheduled(card=card) | CarriedOver(target=card):
                name = progress.name(card)
                found[name] = max(event.at, found.get(name, event.at))
    return found


def _named(
    cards: Iterable[str],
    progress: Progress,
    writer: str,
    now: datetime,
    changed: Mapping[str, datetime],
) -> Iterator[tuple[EventId, datetime, str]]:
    """Yield name, instant and card of each event: after all that befell it, whatever the clock."""
    for number, card in enumerate(cards, 1):
        last = progress.record(card).state.last_review
        before = [at for at in (last, changed.get(card)) if at is not None]
        yield EventId(writer, number), after(now, *before), card


def after_change(
    state: CardState, change: CarriedOver | Rescheduled, scheduler: Calls[Any]
) -> CardState:
    """Return the state of a card after a change other than its being forgotten, which ends what was.

    Args:
        state: as it was before.
        change: an event of this card.
        scheduler: its model says what a memory is.
    """
    if isinstance(change, Rescheduled):
        return _rescheduled(state, change, scheduler)
    soon = change.due
    if soon is None or state.due is None or state.due <= soon:
        return state
    return evolve(state, due=soon)


def _rescheduled(state: CardState, change: Rescheduled, scheduler: Calls[Any]) -> CardState[Any]:
    """Return a state in review that is due on a date, known as well as another program told."""
    due, at, told = as_kept(change.due), as_kept(change.at), change.remembered
    if told is None:
        return scheduler.reschedule(state, due, at)
    reviews, lapses = told.reviews, told.lapses
    if not isinstance(scheduler, Scheduler):  # it knows intervals alone
        at_once = scheduler.reschedule(CardState(seed=state.seed), due, at)
        return evolve(at_once, reviews=reviews, lapses=lapses)
    memory = memory_of(scheduler.model, told.stability, told.difficulty)
    return CardState(
        Phase.REVIEW, None, memory, due, at, reviews, lapses, state.seed, study_days=reviews
    )


DOING_THE_SAME = Suspended, Buried, Undone, CarriedOver
"""The kinds of events of which several may do the same."""


def undoing(
    target: Event,
    others: Iterable[Event],
    writer: str,
    now: datetime,
    days: CalendarDays,
    *,
    along: Iterable[Event] = (),
) -> list[Undone]:
    """Return the events that take back an event, the first ones of a writer.

    What does the same and stands goes with it, else the first would still be as it was: a card that
    was suspended on two devices is back after one undo.

    Args:
        target: the event to take back.
        others: the events of the log of the kinds in `DOING_THE_SAME`, in any order.
        writer: of the undos.
        now: an aware datetime in the learner's offset.
        days: say for which study day a card was buried.
        along: what was done at once with it, and goes with it if it stands.
    """
    ordered = in_order(others)
    undone, names = undone_ids(ordered), standing(Log(others=ordered)).names

    def effect(event: Event) -> object:
        match event:
            case Suspended(card=card):
                return names.get(card, card)
            case Buried(card=card, at=at):
                return names.get(card, card), days.study_day(at)
            case Undone(target=name):
                return name
        return event.id

    twins = [
        event
        for event in ordered
        if type(event) is type(target) and effect(event) == effect(target)
    ]
    found = {event.id: event for event in (target, *twins, *along) if event.id not in undone}
    at = after(now, *(event.at for event in found.values()))
    return [
        Undone(id=EventId(writer, number), at=at, target=name)
        for number, name in enumerate(found, 1)
    ]
