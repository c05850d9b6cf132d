"""The replay of a log into the state of every card.

What is known of a card is a fold of its events in the order of their instants, so two logs united
in any order give the same state. A due date once promised stands until the card's next answer,
whatever the weights are by then; so of a card's answers only the last has to be scheduled, if its
promise is not known, and for those before it the memory model alone is asked.
"""

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from functools import cached_property
from itertools import compress, islice, pairwise
from operator import itemgetter, sub
from typing import Any, NamedTuple, TypeVar

from attrs import evolve

from quizkit.progress.events import Buried, CarriedOver, Event, Rescheduled
from quizkit.progress.instants import MILLISECOND, from_milliseconds, from_milliseconds_if
from quizkit.progress.log import (
    AnswerRow,
    ChangeAt,
    History,
    Log,
    log_of,
    part_of_rows,
    standing,
)
from quizkit.progress.records import CardRecord, Progress
from quizkit.progress.study_days import study_days
from quizkit.scheduling import CalendarDays, Calibration, Calls, CardState, Rating, Scheduler
from quizkit.scheduling.card import unchecked_card
from quizkit.scheduling.evidence import Evidence, evidence_of, evidence_of_card
from quizkit.scheduling.steps import Transitions, stand_after, transitions_of

_RATINGS: dict[int | None, Rating] = dict(enumerate(Rating, 1))
_PASSES = bytes(rating > 1 for rating in range(256))
_PRACTICE = part_of_rows("practice")

_T = TypeVar("_T")


class Outcomes(NamedTuple):
    """What answers say to a calibration, in columns: of each by its place among all that stand.

    As columns they take a quarter of the memory that a tuple of each would.

    Args:
        days: its study day.
        recalls: the recall predicted; None if the answer is not scored.
        passed: 1 if the card was recalled, else 0.
        studied: on how many study days the card had been answered before; -1 if it does not count.
    """

    days: Sequence[int]
    recalls: list[float | None]
    passed: Sequence[int]
    studied: "array[int]"

    def counts(self) -> Iterator[bool]:
        """Yield of each answer whether it counts."""
        return map((-1).__lt__, self.studied)

    def evidence(self) -> Iterator[Evidence]:
        """Yield what each answer that counts says, in order."""
        passed = map(bool, self.passed)
        columns = zip(self.days, self.recalls, passed, self.studied, strict=True)
        return compress(columns, self.counts())


class _Replay:
    """The replay of what happened to a card into its record.

    An answer goes by its place among all that stand.

    Attributes:
        outcomes: what the answers seen so far say to a calibration.
    """

    def __init__(
        self,
        scheduler: Calls[Any],
        days: CalendarDays,
        answers: Sequence[AnswerRow],
        *,
        scores: bool,
    ) -> None:
        self._scheduler, self._days, self._answers = scheduler, days, answers
        # The others predict no recall: of them each answer is asked what it leads to.
        self._modelled = scheduler if isinstance(scheduler, Scheduler) else None
        self._ratings = bytes(map(part_of_rows("rating"), answers))
        self._practice = _practice(answers)
        self._calendar = isinstance(scheduler.day, CalendarDays)
        self._same_days = scheduler.day == days
        self._study_days = study_days(scheduler.day, answers)
        self._scores = scores
        known = len(answers) if scores else 0
        self.outcomes = Outcomes(
            self._study_days[:known],
            [None] * known,
            self._ratings.translate(_PASSES)[:known],
            array("i", [-1]) * known,
        )

    def record(self, card: str, history: History) -> CardRecord:
        """Return the record of a card."""
        answers, marks, changes, _ = history
        counted = answers
        if self._practice:
            counted = [answer for answer in answers if answer not in self._practice]
        state = self._state(card, counted, changes)
        buried = [self._days.study_day(mark.at) for mark in marks if isinstance(mark, Buried)]
        hidden = buried[-1] if buried else None, len(buried) < len(marks)
        if not answers:
            return CardRecord(state, None, None, None, *hidden)
        rating = _RATINGS[self._ratings[answers[-1]]]
        if not counted:
            return CardRecord(state, None, None, rating, *hidden)
        return CardRecord(state, self._day(counted[0]), self._day(counted[-1]), rating, *hidden)

    def _day(self, answer: int) -> int:
        """Return the study day of an answer, in the learner's calendar."""
        if self._same_days:
            return self._study_days[answer]
        return self._days.study_day(self._instant(answer))

    def _instant(self, answer: int) -> datetime:
        row = self._answers[answer]
        return from_milliseconds(row.at, row.zone)

    def _due(self, answer: int) -> datetime | None:
        """Return the due date that was promised with an answer, if any."""
        row = self._answers[answer]
        return from_milliseconds_if(row.due, row.zone)

    def _state(self, card: str, counted: Sequence[int], changes: Sequence[ChangeAt]) -> CardState:
        """Return the state after the answers that count, and changes."""
        promised = self._promised(counted, changes)
        if not promised:
            return self._by_steps(CardState(seed=card), counted, changes)
        state, last = self._state_after(card, counted[:promised]), counted[promised - 1]
        later = [entry for entry in changes if entry.after > last]
        if not later and promised == len(counted):  # as nearly always
            return state
        return self._by_steps(state, counted[promised:], later)

    def _promised(self, counted: Sequence[int], changes: Sequence[ChangeAt]) -> int:
        """Return the number of answers that need no scheduling: the last of them has its due instant.

        After a change that is more than a date brought forward, each has to be looked at.
        """
        if self._modelled is None:
            return 0
        if any(not isinstance(entry.change, CarriedOver) for entry in changes):
            return 0
        promised = len(counted)
        while promised and self._answers[counted[promised - 1]].due is None:
            promised -= 1
        return promised

    def _state_after(self, card: str, promised: Sequence[int]) -> CardState:
        """Return the state after answers, of which the last was promised a due instant."""
        ratings, whole, memory = self.score(promised)
        phase, step, lapses = stand_after(self._transitions, ratings)
        return unchecked_card(
            phase,
            step,
            memory,
            self._due(promised[-1]),
            self._instant(promised[-1]),
            len(promised),
            lapses,
            card,
            len(promised) + 1 - whole.count(0),
        )

    @cached_property
    def _transitions(self) -> Transitions:
        by = self._by_model
        return transitions_of(by.learning_steps, by.relearning_steps)

    @property
    def _by_model(self) -> Scheduler[Any]:
        if self._modelled is None:
            raise ValueError(f"{type(self._scheduler).__name__} predicts no recall")
        return self._modelled

    def score(self, given: Sequence[int]) -> tuple[Sequence[int], Sequence[int], Any]:
        """Note the outcomes of all answers to a card; return ratings, whole days apart, memory."""
        ratings = _picked(self._ratings, given)
        whole, elapsed = self._spans(given)
        history = zip(elapsed, ratings, strict=True)
        memory, recalls = self._by_model.applied_model.remembered(history)
        if self._scores:
            days = _picked(self._study_days, given)
            evidence = evidence_of_card(days, whole, recalls, ratings)
            _, recalled, _, studied = self.outcomes
            for answer, (_, recall, _, before) in zip(given, evidence, strict=True):
                recalled[answer], studied[answer] = recall, before
        return ratings, whole, memory

    def _by_steps(
        self, state: CardState, counted: Iterable[int], changes: Iterable[ChangeAt]
    ) -> CardState:
        """Return the state after answers and changes, as the scheduler says one after the other."""
        steps: list[tuple[float, Any]] = [(answer, answer) for answer in counted]
        steps += [(after - 0.5, change) for after, change in changes]  # before that answer
        for _, step in sorted(steps, key=itemgetter(0)):
            if isinstance(step, int):
                state = self._answered(state, step)
            else:
                from quizkit.progress.changes import after_change  # most logs have none

                state = after_change(state, step, self._scheduler)
        return state

    def _answered(self, state: CardState, answer: int) -> CardState:
        """Return the state after an answer; a due date in the log overrides the scheduler's."""
        rating, at, due = _RATINGS[self._ratings[answer]], self._instant(answer), self._due(answer)
        if self._scores:
            _, recall, _, before = evidence_of(self._scheduler, state, rating, at)
            self.outcomes.recalls[answer], self.outcomes.studied[answer] = recall, before
        state = self._scheduler.review(state, rating, at)
        return state if due is None else evolve(state, due=due)

    def _spans(self, counted: Sequence[int]) -> tuple[Sequence[int], Sequence[float]]:
        """Return the days from one answer to the next, 0 first: whole ones, and for the model."""
        day, fractions = self._scheduler.day, self._by_model.model.counts_fractions
        instants = map(self._instant, counted)
        if self._calendar:
            days = _picked(self._study_days, counted)
            whole = [0, *map(sub, islice(days, 1, None), days)]
            if min(whole) < 0:  # for who travelled west
                whole = [max(0, spent) for spent in whole]
            if not fractions:
                return whole, whole
            return whole, [0.0, *(day.elapsed(*pair, True) for pair in pairwise(instants))]
        elapsed = [0.0, *(day.elapsed(*pair, fractions) for pair in pairwise(instants))]
        return list(map(int, elapsed)), elapsed


def replay(
    log: Log | Iterable[Event],
    scheduler: Calls[Any],
    days: CalendarDays | None = None,
    calibration: Calibration | None = None,
) -> Progress:
    """Return the progress that a log amounts to, in whatever order its events come.

    Args:
        log: the log, or any part of it; an event that names one that is not there is idle.
            Instants count in whole milliseconds, as the log keeps them.
        scheduler: what computes the memory of each card; due dates are those promised.
        days: what a study day is; it begins at 04:00 local time unless told otherwise.
        calibration: what is known of the learner before the first event, such as
            `Calibration()`; None to take the model at its word.
    """
    days = days or CalendarDays()
    found = standing(log if isinstance(log, Log) else log_of(log))
    replayed = _Replay(scheduler, days, found.answers, scores=calibration is not None)
    records = {card: replayed.record(card, history) for card, history in found.cards.items()}
    if calibration is not None:
        _, calibration = calibration.follow(replayed.outcomes.evidence())
    return Progress(records, days, calibration, found.names)


class Review(NamedTuple):
    """An answer that counts: what fitting and statistics go by.

    `evidence` is whether it says something of the learner's memory: not if the card was forgotten
    since, nor after another program told what is remembered of it, as its own answers are unknown.
    """

    card: str
    at: datetime
    rating: Rating
    duration: timedelta | None
    evidence: bool = True


class Counted(NamedTuple):
    """The answers of a log that count, in order; each goes by its place among the rows.

    Args:
        rows: answers, those among them that do not count too.
        cards: those to each card that count, by the id that it has now.
        evidence: those of them that say something of the learner's memory; see `Review`.
    """

    rows: Sequence[AnswerRow]
    cards: Mapping[str, Sequence[int]]
    evidence: Mapping[str, Sequence[int]]


def counted(log: Log | Iterable[Event]) -> Counted:
    """Return the answers of a log that count, under the ids that cards have now.

    Practice, answers taken back and those never rated are left out.
    """
    rows, histories, _ = standing(log if isinstance(log, Log) else log_of(log))
    practice = _practice(rows)

    def counting(places: Sequence[int]) -> Sequence[int]:
        return [place for place in places if place not in practice] if practice else places

    given = {card: (*each.forgotten, *each.answers) for card, each in histories.items()}
    return Counted(
        rows,
        {card: counted for card, places in given.items() if (counted := counting(places))},
        {card: counting(_evidence(history)) for card, history in histories.items()},
    )


def outcomes(given: Counted, scheduler: Calls[Any]) -> Outcomes:
    """Return what the answers that are evidence say to a calibration; no other one counts."""
    replayed = _Replay(scheduler, CalendarDays(), given.rows, scores=True)
    for places in filter(None, given.evidence.values()):
        replayed.score(places)
    return replayed.outcomes


def reviews(log: Log | Iterable[Event]) -> list[Review]:
    """Return the answers of a log that count, under the ids that cards have now, by card.

    Practice, answers taken back and those never rated are left out.
    """
    return reviews_of(counted(log))


def reviews_of(given: Counted) -> list[Review]:
    """Return the answers that count, by card."""
    found: list[Review] = []
    for card, places in given.cards.items():
        evidence = set(given.evidence[card])
        found += [_review(card, given.rows[place], place in evidence) for place in places]
    return found


def _review(card: str, row: AnswerRow, evidence: bool) -> Review:
    at = from_milliseconds(row.at, row.zone)
    took = None if row.duration is None else row.duration * MILLISECOND
    return Review(card, at, _RATINGS[row.rating], took, evidence)


def _evidence(history: History) -> Sequence[int]:
    """Return the answers that rest on nothing but the log."""
    for after, change in history.changes:
        if isinstance(change, Rescheduled) and change.remembered:
            return history.answers[: bisect_left(history.answers, after)]
    return history.answers


def _practice(rows: Iterable[AnswerRow]) -> set[int]:
    """Return the places of the answers that leave the schedule alone."""
    found = list(map(_PRACTICE, rows))
    return {place for place, practice in enumerate(found) if practice} if any(found) else set()


def _picked(column: Sequence[_T], places: Sequence[int]) -> Sequence[_T]:
    return itemgetter(*places)(column) if len(places) > 1 else [column[place] for place in places]
