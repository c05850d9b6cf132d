"""The events of the log, and their replay into the state of every card.

The log only grows: an undo adds an event that names another. What is known of a card is a fold of
its events in the order of their instants, so two logs united in any order give the same state. A
due date once promised stands until the card's next answer, whatever the weights are by then.
"""

from collections.abc import Container, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from operator import itemgetter
from typing import NamedTuple

from attrs import evolve, field, frozen

from quizkit.scheduling import CalendarDays, Calibration, CardState, Rating, Scheduler
from quizkit.value import Value

Response = str | list[str] | dict[str, str] | None
"""What a learner gave, in the form that the grader takes; None for "show me"."""


class EventId(NamedTuple):
    """The name of an event, unique over all devices: who wrote it, and the how manieth it was."""

    writer: str
    number: int

    def __str__(self) -> str:
        return f"{self.writer}-{self.number}"


class Wording(NamedTuple):
    """How a note read when it was last seen, to know it again when it was edited.

    Args:
        note: `deck#note`.
        at: when it was seen, an aware datetime.
        kind: its kind, as `Note.kind` names it.
        prompt: what it asks.
        answers: the right answer of each of its cards, by what the card's id has after `note`.
    """

    note: str
    at: datetime
    kind: str
    prompt: str
    answers: Mapping[str, str]


class SeenDeck(NamedTuple):
    """Where this device last saw a deck; the same `stamp` means a file that was not edited."""

    id: str
    path: str
    stamp: str


@frozen(kw_only=True, eq=False, repr=False)
class Event(Value):
    """One entry of the log; `at` is an aware datetime in the learner's offset at that time."""

    id: EventId
    at: datetime


@frozen(kw_only=True, eq=False, repr=False)
class Answered(Event):
    """An answer to a card, saved before its feedback is shown.

    Args:
        card: id of the card.
        response: what was given, as given; options by their text.
        outcome: the grader's verdict, `correct`, `close`, `partial` or `wrong`; `self` where the
            learner rates.
        rating: what it counts as until a Rated says otherwise; None if only the learner can say.
        due: the instant promised for the next showing; None where none was.
        duration: how long the learner took; None if nobody measured.
        practice: whether the answer leaves the schedule alone.
    """

    card: str
    response: Response
    outcome: str
    rating: Rating | None
    due: datetime | None = None
    duration: timedelta | None = None
    practice: bool = False


@frozen(kw_only=True, eq=False, repr=False)
class Rated(Event):
    """The learner's own rating of an answer, refining or overruling the one it had.

    Args:
        answer: the answer meant; the newest rating of an answer stands.
        rating: what it counts as.
        due: the instant promised with this rating.
        outcome: the learner's verdict where it overrules the grader's, `correct` or `wrong`.
    """

    answer: EventId
    rating: Rating
    due: datetime | None = None
    outcome: str = ""


@frozen(kw_only=True, eq=False, repr=False)
class Undone(Event):
    """Another event taken back, as if it had not been; an undo can be undone."""

    target: EventId


@frozen(kw_only=True, eq=False, repr=False)
class Buried(Event):
    """A card hidden until the next study day."""

    card: str


@frozen(kw_only=True, eq=False, repr=False)
class Suspended(Event):
    """A card hidden until the learner says otherwise."""

    card: str


@frozen(kw_only=True, eq=False, repr=False)
class Configured(Event):
    """A setting of the learner's; the newest value stands.

    Args:
        name: which, such as `retention` or `weights`.
        value: what it is from now on, as `quizkit config` takes it; empty for the default.
    """

    name: str
    value: str


@frozen(kw_only=True, eq=False, repr=False)
class CarriedOver(Event):
    """The progress of a card whose note was edited, moved to the id that it has now.

    From here on answers under the old id count for the new one too: another device may still have
    the old deck. An event that carries a card to itself ends that, where both are in the deck.

    Args:
        source: id of the card before.
        target: id of the card now; the same if only its answer was changed.
        due: the instant by which it is to be asked again, where the answer was changed.
    """

    source: str
    target: str
    due: datetime | None = None


CardEvent = Answered | Buried | Suspended | CarriedOver
"""What may change the state of a card."""


@frozen(eq=False, repr=False)
class CardRecord(Value):
    """What the log says of one card.

    Args:
        state: its state in the scheduler; new if it was only practised.
        first_day, last_day: study days of its first and newest answer that counts.
        last_rating: rating of its newest answer, practice included.
        buried_day: study day for which it is hidden.
        suspended: whether it is hidden until the learner says otherwise.
    """

    state: CardState
    first_day: int | None = None
    last_day: int | None = None
    last_rating: Rating | None = None
    buried_day: int | None = None
    suspended: bool = False

    def answered(self, state: CardState, rating: Rating, day: int) -> "CardRecord":
        """Return the record after an answer that counts, given on study day `day`."""
        first = day if self.first_day is None else self.first_day
        # Not evolve: a replay comes here for every answer of the log.
        return CardRecord(state, first, day, rating, self.buried_day, self.suspended)


@frozen(eq=False, repr=False)
class Progress(Value):
    """The state of every card that the log names.

    Args:
        records: by card id.
        days: what a study day is; without a zone, each instant is taken in its own offset, so
            that study days do not depend on where the log is read.
        calibration: what the answers say of the learner beside the memory model; None to take
            the model at its word.
        names: ids that were carried over, each with the id that it is known by now.
    """

    records: Mapping[str, CardRecord] = field(factory=dict)
    days: CalendarDays = field(factory=CalendarDays)
    calibration: Calibration | None = None
    names: Mapping[str, str] = field(factory=dict, eq=False)

    def record(self, card_id: str) -> CardRecord:
        """Return what is known of a card; a new record if the log does not name it."""
        return self.records.get(card_id) or CardRecord(CardState(seed=card_id))

    def answered(
        self, card_id: str, state: CardState, rating: Rating, at: datetime, scheduler: Scheduler
    ) -> "Progress":
        """Return this progress after an answer that counts and leads to `state`."""
        before = self.record(card_id)
        progress = self.with_record(card_id, before.answered(state, rating, self.day(at)))
        if self.calibration is None:
            return progress
        learned = self.calibration.learn(scheduler, before.state, rating, at)
        return evolve(progress, calibration=learned)

    def with_record(self, card_id: str, record: CardRecord) -> "Progress":
        """Return this progress with one record replaced."""
        return evolve(self, records={**self.records, card_id: record})

    def day(self, at: datetime) -> int:
        """Return the number of the study day that `at` falls on."""
        return self.days.study_day(at)

    def introduced_on(self, day: int) -> int:
        """Return how many cards, over all decks, were first answered on study day `day`."""
        return sum(record.first_day == day for record in self.records.values())


def replay(
    events: Iterable[Event],
    scheduler: Scheduler,
    days: CalendarDays | None = None,
    calibration: Calibration | None = None,
) -> Progress:
    """Return the progress that `events` amount to, in whatever order they come.

    Args:
        events: the log, or any part of it; an event that names one that is not there is idle.
        scheduler: what computes the memory of each card; due dates are those promised.
        days: what a study day is; it begins at 04:00 local time unless told otherwise.
        calibration: what is known of the learner before the first event, such as
            `Calibration()`; None to take the model at its word.
    """
    days = days or CalendarDays()
    ordered = in_order(events)
    undone = undone_ids(ordered)
    standing = [event for event in ordered if event.id not in undone]
    ratings = {event.answer: event for event in standing if isinstance(event, Rated)}
    records: dict[str, CardRecord] = {}
    scored: list[_Scored] = []
    found, names = histories(standing)
    for card, history in found.items():
        new = CardRecord(CardState(seed=card))
        record = new
        for event in history:
            rated = ratings.get(event.id)
            after = _after(record, event, rated, scheduler, days)
            if calibration is not None and after.state.reviews > record.state.reviews:
                assert after.last_rating is not None
                scored.append((_place(event), record.state, after.last_rating))
            record = after
        if record is not new:  # an answer never rated says nothing of its card
            records[card] = record
    if calibration is not None:
        scored.sort(key=itemgetter(0))
        for (at, _), state, rating in scored:
            calibration = calibration.learn(scheduler, state, rating, at)
    return Progress(records, days, calibration, names)


class Review(NamedTuple):
    """An answer that counts: what fitting and statistics go by."""

    card: str
    at: datetime
    rating: Rating
    duration: timedelta | None


def reviews(events: Iterable[Event]) -> list[Review]:
    """Return the answers of a log that count, under the ids that cards have now, by card.

    Practice, answers taken back and those never rated are left out.
    """
    ordered = in_order(events)
    undone = undone_ids(ordered)
    standing = [event for event in ordered if event.id not in undone]
    ratings = {event.answer: event.rating for event in standing if isinstance(event, Rated)}
    found: list[Review] = []
    for card, history in histories(standing)[0].items():
        for event in history:
            if isinstance(event, Answered) and not event.practice:
                rating = ratings.get(event.id, event.rating)
                if rating is not None:
                    found.append(Review(card, event.at, rating, event.duration))
    return found


_Scored = tuple[tuple[datetime, EventId], CardState, Rating]


def in_order(events: Iterable[Event]) -> list[Event]:
    """Return `events` in the order in which they count: by instant, then by id."""
    return sorted(events, key=_place)


def united(*logs: Iterable[Event]) -> list[Event]:
    """Return the union of logs, in order: each event once, whichever logs it is in."""
    return in_order({event.id: event for log in logs for event in log}.values())


def _place(event: Event) -> tuple[datetime, EventId]:
    return event.at, event.id


def undone_ids(ordered: Sequence[Event]) -> set[EventId]:
    """Return the ids of the events taken back by an undo that itself stands."""
    undone: set[EventId] = set()
    for event in reversed(ordered):  # an undo comes after what it undoes
        if isinstance(event, Undone) and event.id not in undone:
            undone.add(event.target)
    return undone


def newest_answer(
    events: Iterable[Event], writers: Container[str], cards: Container[str] | None = None
) -> Answered | None:
    """Return the newest answer that stands, of some writers and, unless None, to some cards."""
    ordered = in_order(events)
    undone = undone_ids(ordered)
    for event in reversed(ordered):
        if (
            isinstance(event, Answered)
            and event.id.writer in writers
            and event.id not in undone
            and (cards is None or event.card in cards)
        ):
            return event
    return None


def histories(
    standing: Iterable[Event],
) -> tuple[dict[str, list[CardEvent]], dict[str, str]]:
    """Return what happened to each card, under the id that it has after every carry-over.

    And the ids that were carried over, each with the one that it is known by now.

    Args:
        standing: events that are not undone, in order.
    """
    found: dict[str, list[CardEvent]] = {}
    names: dict[str, str] = {}
    for event in standing:
        if isinstance(event, (Answered, Buried, Suspended)):
            found.setdefault(names.get(event.card, event.card), []).append(event)
        elif isinstance(event, CarriedOver):
            names.pop(event.target, None)  # that id stands for itself from now on
            old = names.get(event.source, event.source)
            if old != event.target:
                moved = [*found.pop(old, ()), *found.get(event.target, ())]
                found[event.target] = sorted(moved, key=_place)
                moved_names = [old, *(name for name, now in names.items() if now == old)]
                names |= dict.fromkeys(moved_names, event.target)
            found.setdefault(event.target, []).append(event)
    return found, names


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
    if isinstance(event, CarriedOver):
        promised = record.state.due
        if event.due is None or promised is None or promised <= event.due:
            return record
        return evolve(record, state=evolve(record.state, due=event.due))
    rating = rated.rating if rated else event.rating
    due = rated.due if rated else event.due
    if rating is None:  # a self-rated answer that was never rated
        return record
    if event.practice:
        return evolve(record, last_rating=rating)
    state = scheduler.review(record.state, rating, event.at)
    if due is not None:
        state.due = due  # a state just made, that nobody else has seen
    return record.answered(state, rating, days.study_day(event.at))
