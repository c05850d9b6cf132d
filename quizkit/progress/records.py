"""What the log says of each card, and of the learner: the state that answers lead to."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from attrs import evolve, field, frozen

from quizkit.progress.events import (
    Answered,
    Brought,
    Buried,
    CarriedOver,
    Configured,
    Event,
    EventId,
    Flagged,
    Rated,
    Suspended,
    Undone,
)
from quizkit.progress.instants import as_kept, from_milliseconds, milliseconds, minutes_east
from quizkit.progress.order import in_order, undone_ids
from quizkit.scheduling import CalendarDays, Calibration, Calls, CardState, Rating
from quizkit.value import Value, count


@frozen(eq=False, repr=False)
class CardRecord(Value):
    """What the log says of one card.

    Args:
        state: its state in the scheduler; new if it was only practised.
        first_day: study day of its first answer that counts; None without one.
        last_day: study day of its newest such answer.
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

    def __repr__(self) -> str:
        calibrated = "" if self.calibration is None else ", calibrated"
        return f"<Progress: {count(len(self.records), 'card')}{calibrated}>"

    def record(self, card_id: str) -> CardRecord:
        """Return the record of a card; a new one if the log does not name it."""
        return self.records.get(self.name(card_id)) or CardRecord(CardState(seed=card_id))

    def name(self, card_id: str) -> str:
        """Return the id that a card has in `records`: another device may have reworded it."""
        return self.names.get(card_id, card_id)

    def answered(
        self,
        card_id: str,
        state: CardState,
        rating: Rating,
        at: datetime,
        scheduler: Calls[Any],
    ) -> "Progress":
        """Return this progress after an answer that counts and leads to `state`."""
        before = self.record(card_id)
        progress = self.with_record(card_id, before.answered(state, rating, self.day(at)))
        if self.calibration is None:
            return progress
        learned = self.calibration.learn(scheduler, before.state, rating, at)
        return evolve(progress, calibration=learned)

    def gone_on(
        self, events: Iterable[Event], scheduler: Calls[Any], *, moves: bool = False
    ) -> "Progress | None":
        """Return this progress after newer events; None if it takes a replay to know.

        It does not where they change nothing but themselves: answers that were promised a due
        instant, rated or practised, the ratings and undoings of these, what hides a card.

        Args:
            events: newer than all that this progress is of.
            scheduler: schedules their answers.
            moves: whether carry-overs among them may move records: every answer so far was
                promised a due instant, and nothing was carried to their targets before.
        """
        ordered = in_order(events)
        there, undone = {event.id for event in ordered}, undone_ids(ordered)
        standing = [event for event in ordered if event.id not in undone]
        ratings = {event.answer: event for event in standing if isinstance(event, Rated)}
        named = {event.target for event in ordered if isinstance(event, Undone)}
        if not ratings.keys() | named <= there:
            return None
        progress = self
        for event in standing:
            if isinstance(event, CarriedOver):
                after = progress._carried(event) if moves else None
            else:
                after = progress._after(event, ratings, scheduler)
            if after is None:
                return None
            progress = after
        return progress

    def _carried(self, event: CarriedOver) -> "Progress | None":
        """Return this progress after a carry-over; None if two histories meet, or part again."""
        source, target, records = self.name(event.source), event.target, dict(self.records)
        if target in self.names or (target in records and target != source):
            return None
        names = {**self.names, event.source: target}
        names |= {old: target for old, now in self.names.items() if now == source}
        record = records.pop(source, None)
        if record is not None:
            due, soon = record.state.due, event.due
            if due is not None and soon is not None:
                due = min(due, soon)
            state = evolve(record.state, seed=target, due=due)
            records[target] = evolve(record, state=state)
        if source == target:
            return evolve(self, records=records)
        return evolve(self, records=records, names={**names, source: target})

    def _after(
        self, event: Event, ratings: Mapping[EventId, Rated], scheduler: Calls[Any]
    ) -> "Progress | None":
        """Return this progress after one newer event that stands; None if it takes a replay."""
        match event:
            case Answered():
                return self._after_answer(event, ratings.get(event.id, event), scheduler)
            case Buried(card=card):
                return self._changed(card, buried_day=self.day(event.at))
            case Suspended(card=card):
                return self._changed(card, suspended=True)
            case Rated() | Undone() | Configured() | Brought() | Flagged():
                return self
        return None

    def _after_answer(
        self, event: Answered, counts_as: Answered | Rated, scheduler: Calls[Any]
    ) -> "Progress | None":
        rating, due, card = counts_as.rating, counts_as.due, self.name(event.card)
        if rating is None:
            return self
        if event.practice:
            return self._changed(card, last_rating=rating)
        if due is None:
            return None
        at = as_kept(event.at)
        promised = from_milliseconds(milliseconds(due), minutes_east(at))
        state = evolve(scheduler.review(self.record(card).state, rating, at), due=promised)
        return self.answered(card, state, rating, at, scheduler)

    def _changed(self, card: str, **changes: Any) -> "Progress":
        card = self.name(card)
        return self.with_record(card, evolve(self.record(card), **changes))

    def with_record(self, card_id: str, record: CardRecord) -> "Progress":
        """Return this progress with one record replaced; it shares the others with this one."""
        from quizkit.progress.overlay import Overlay  # only here: a first question needs none

        records = self.records
        laid_over = records if isinstance(records, Overlay) else Overlay(records)
        return evolve(self, records=laid_over.put(self.name(card_id), record))

    def day(self, at: datetime) -> int:
        """Return the number of the study day that `at` falls on."""
        return self.days.study_day(at)

    def introduced_on(self, day: int) -> int:
        """Return the number of cards, over all decks, first answered on study day `day`."""
        return sum(record.first_day == day for record in self.records.values())
