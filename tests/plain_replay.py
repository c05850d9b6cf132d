"""What a log means, one event after the other: slow and plain, to hold the replay against."""

from collections.abc import Iterable

from attrs import evolve

from quizkit.progress import (
    Answered,
    Buried,
    CardRecord,
    CarriedOver,
    Event,
    Forgotten,
    Progress,
    Rated,
    Rescheduled,
    Suspended,
    in_order,
    undone_ids,
)
from quizkit.progress.order import place
from quizkit.scheduling import CalendarDays, Calibration, CardState, Phase, Rating, Scheduler
from quizkit.scheduling.changes import memory_of

Hidden = Buried | Suspended
OnACard = Answered | Hidden | Forgotten | Rescheduled
CardEvent = OnACard | CarriedOver


def plain_replay(
    events: Iterable[Event], scheduler: Scheduler, calibration: Calibration | None = None
) -> Progress:
    """Return what `replay` returns, by asking the scheduler about every answer."""
    days = CalendarDays()
    ordered = in_order(events)
    undone = undone_ids(ordered)
    standing = [event for event in ordered if event.id not in undone]
    ratings = {event.answer: event for event in standing if isinstance(event, Rated)}
    records: dict[str, CardRecord] = {}
    scored: list[tuple[CardEvent, CardState, Rating | None]] = []
    histories, names = _histories(standing)
    for card, history in histories.items():
        record = new = CardRecord(CardState(seed=card))
        for event in history:
            before = record
            record = _after(record, event, ratings.get(event.id), scheduler, days)
            if isinstance(event, Forgotten):  # what was learned of the learner by it goes too
                scored = [entry for entry in scored if entry[0] not in history]
            if isinstance(event, Answered) and record.state.reviews > before.state.reviews:
                scored.append((event, before.state, record.last_rating))
        if record is not new:
            records[card] = record
    if calibration is not None:
        for given, state, rating in sorted(scored, key=lambda entry: place(entry[0])):
            assert rating is not None
            calibration = calibration.learn(scheduler, state, rating, given.at)
    return Progress(records, days, calibration, names)


def _histories(standing: list[Event]) -> tuple[dict[str, list[CardEvent]], dict[str, str]]:
    found: dict[str, list[CardEvent]] = {}
    names: dict[str, str] = {}
    for event in standing:
        if isinstance(event, OnACard):
            found.setdefault(names.get(event.card, event.card), []).append(event)
        elif isinstance(event, CarriedOver):
            names.pop(event.target, None)
            old = names.get(event.source, event.source)
            if old != event.target:
                moved = [*found.pop(old, ()), *found.get(event.target, ())]
                found[event.target] = sorted(moved, key=place)
                moved_names = [old, *(name for name, now in names.items() if now == old)]
                names |= dict.fromkeys(moved_names, event.target)
            found.setdefault(event.target, []).append(event)
    return found, names


def _rescheduled(state: CardState, event: Rescheduled, scheduler: Scheduler) -> CardState:
    given = event.remembered
    if given is None and state.phase is not Phase.NEW:
        return evolve(state, phase=Phase.REVIEW, step=None, due=event.due)
    days = max(1, scheduler.day.elapsed(event.at, event.due, False))
    middling = scheduler.model.first(Rating.GOOD).difficulty
    return CardState(
        phase=Phase.REVIEW,
        step=None,
        memory=memory_of(
            scheduler.model,
            given.stability if given else days,
            given.difficulty if given else middling,
        ),
        due=event.due,
        last_review=event.at,
        reviews=given.reviews if given else 0,
        lapses=given.lapses if given else 0,
        seed=state.seed,
        study_days=given.reviews if given else 0,
    )


def _after(
    record: CardRecord,
    event: CardEvent,
    rated: Rated | None,
    scheduler: Scheduler,
    days: CalendarDays,
) -> CardRecord:
    if isinstance(event, Buried):
        return evolve(record, buried_day=days.study_day(event.at))
    if isinstance(event, Suspended):
        return evolve(record, suspended=True)
    if isinstance(event, Forgotten):
        new = CardState(seed=record.state.seed)
        return CardRecord(new, buried_day=record.buried_day, suspended=record.suspended)
    if isinstance(event, Rescheduled):
        return evolve(record, state=_rescheduled(record.state, event, scheduler))
    if isinstance(event, CarriedOver):
        promised = record.state.due
        if event.due is None or promised is None or promised <= event.due:
            return record
        return evolve(record, state=evolve(record.state, due=event.due))
    rating = rated.rating if rated else event.rating
    due = rated.due if rated else event.due
    if rating is None:
        return record
    if event.practice:
        return evolve(record, last_rating=rating)
    state = scheduler.review(record.state, rating, event.at)
    if due is not None:
        state = evolve(state, due=due)
    return record.answered(state, rating, days.study_day(event.at))
