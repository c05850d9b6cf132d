"""The replay of a log into the state of every card.

What is known of a card is a fold of its events in the order of their instants, so two logs united
in any order give the same state. A due date once promised stands until the card's next answer,
whatever the weights are by then; so of a card's answers only the last has to be scheduled, if its
promise is not known, and for those before it the memory model alone is asked.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from itertools import filterfalse, islice, pairwise
from operator import itemgetter, sub
from typing import Any, NamedTuple

from attrs import evolve

from quizkit.progress.events import Buried, CarriedOver, Event, Suspended
from quizkit.progress.instants import MILLISECOND, instant
from quizkit.progress.log import History, Log, Place, Row, histories, log_of, place_of_event
from quizkit.progress.records import CardRecord, Progress
from quizkit.scheduling import CalendarDays, Calibration, CardState, Rating, Scheduler

_DAY = 86_400_000  # milliseconds
_MINUTE = 60_000
_DAY_OF_1970 = datetime(1970, 1, 1).toordinal()
_RATINGS: dict[int | None, Rating] = dict(enumerate(Rating, 1))


def replay(
    log: Log | Iterable[Event],
    scheduler: Scheduler,
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
    cards, names, place_of = histories(log if isinstance(log, Log) else log_of(log))
    fold = _Fold(scheduler, days, place_of, scores=calibration is not None)
    records = {}
    for card, history in cards.items():
        record = fold.record(card, history)
        if record is not None:
            records[card] = record
    if calibration is not None:
        fold.scored.sort()
        calibration = calibration.learn_outcomes(scored[3:] for scored in fold.scored)
    return Progress(records, days, calibration, names)


class Review(NamedTuple):
    """An answer that counts: what fitting and statistics go by."""

    card: str
    at: datetime
    rating: Rating
    duration: timedelta | None


def reviews(log: Log | Iterable[Event]) -> list[Review]:
    """Return the answers of a log that count, under the ids that cards have now, by card.

    Practice, answers taken back and those never rated are left out.
    """
    cards, _, _ = histories(log if isinstance(log, Log) else log_of(log))
    return [
        Review(
            card,
            instant(at, zone),
            _RATINGS[rating],
            None if duration is None else duration * MILLISECOND,
        )
        for card, history in cards.items()
        for at, _, _, zone, _, rating, _, practice, duration in history.answers
        if not practice
    ]


_Scored = tuple[int, str, int, int, float | None, bool, int]
"""The place of an answer, and what a calibration learns from it: see `Calibration.learn_outcome`."""

_Cap = tuple[Place, datetime]
"""A carry-over to another answer, and the instant by which the card is then to be asked."""


class _Fold:
    """What folds the history of a card into its record; `scored` gathers what was predicted."""

    def __init__(
        self, scheduler: Scheduler, days: CalendarDays, place_of: Any, *, scores: bool
    ) -> None:
        self._scheduler, self._days, self._place_of = scheduler, days, place_of
        self._scores = scores
        self.scored: list[_Scored] = []
        day = scheduler.day
        self._starts: int | None = None  # when study days begin, where an offset alone says it
        if isinstance(day, CalendarDays) and day.zone is None:
            start = -(timedelta(hours=day.start_hour) // -MILLISECOND)
            self._starts = start - _DAY_OF_1970 * _DAY

    def record(self, card: str, history: History) -> CardRecord | None:
        """Return the record of a card; None if its history says nothing of it."""
        answers, marks = history
        if not answers and all(isinstance(mark, CarriedOver) for mark in marks):
            return None
        counted = list(filterfalse(itemgetter(7), answers))  # what is no practice
        state, first_day, last_day = CardState(seed=card), None, None
        if counted:
            caps = [
                (place_of_event(mark), mark.due)
                for mark in marks
                if isinstance(mark, CarriedOver) and mark.due is not None
            ]
            state = self._state(card, counted, caps)
            first_day, last_day = self._day(counted[0]), self._day(counted[-1])
        buried = [mark.at for mark in marks if isinstance(mark, Buried)]
        return CardRecord(
            state,
            first_day,
            last_day,
            _RATINGS[answers[-1][5]] if answers else None,
            self._days.study_day(buried[-1]) if buried else None,
            any(isinstance(mark, Suspended) for mark in marks),
        )

    def _day(self, row: Row) -> int:
        return self._days.study_day(instant(row[0], row[3]))

    def _state(self, card: str, answers: Sequence[Row], caps: Sequence[_Cap]) -> CardState:
        """Return the state after the answers that count; a cap brings the due instant forward."""
        ratings = list(map(itemgetter(5), answers))
        whole, elapsed = self._spans(answers)
        promised = len(answers)
        while promised and answers[promised - 1][6] is None:
            promised -= 1
        if self._scores:
            memories = self._scheduler.model.replay(zip(elapsed, ratings, strict=True))
            self._score(answers, memories, whole, elapsed)
        state = CardState(seed=card)
        if promised:
            ratings = ratings[:promised]
            if self._scores:
                memory = memories[promised - 1]
            else:
                *_, memory = self._scheduler.model.replay(zip(elapsed, ratings, strict=False))
            phase, step, lapses = self._scheduler.stand_after(ratings)
            at, _, _, zone, _, _, due, _, _ = answers[promised - 1]
            assert due is not None
            state = CardState(
                phase,
                step,
                memory,
                instant(due, zone),
                instant(at, zone),
                promised,
                lapses,
                card,
                promised + 1 - whole[:promised].count(0),
            )
        if promised == len(answers) and not caps:
            return state
        return self._scheduled(state, answers, promised, caps)

    def _scheduled(
        self,
        state: CardState,
        answers: Sequence[Row],
        promised: int,
        caps: Sequence[_Cap],
    ) -> CardState:
        """Return the state after the answers whose due instant was not promised, and caps."""
        after = self._place_of(answers[promised - 1]) if promised else (-_DAY * 10**6, "", 0)
        steps: list[tuple[Place, Row | datetime]] = [
            (self._place_of(row), row) for row in answers[promised:]
        ]
        steps += caps
        for place, step in sorted(steps, key=itemgetter(0)):
            if isinstance(step, tuple):
                at = instant(step[0], step[3])
                state = self._scheduler.review(state, _RATINGS[step[5]], at)
            elif place > after and state.due is not None and state.due > step:
                state = evolve(state, due=step)
        return state

    def _spans(self, answers: Sequence[Row]) -> tuple[list[int], list[float]]:
        """Return the days from one answer to the next, 0 first: whole ones, and for the model."""
        fractions = self._scheduler.model.counts_fractions
        if self._starts is None:
            elapsed = self._scheduler.day.elapsed
            pairs = list(pairwise(instant(row[0], row[3]) for row in answers))
            whole = [0, *(int(elapsed(last, now, False)) for last, now in pairs)]
            return whole, [0.0, *(elapsed(last, now, fractions) for last, now in pairs)]
        days = self._study_days(answers)
        whole = [0, *map(sub, islice(days, 1, None), days)]
        if min(whole) < 0:  # the learner has travelled west
            whole = [max(0, spent) for spent in whole]
        if not fractions:
            return whole, whole  # type: ignore[return-value]  # what whole numbers are of, too
        return whole, [0.0, *((now[0] - last[0]) / _DAY for last, now in pairwise(answers))]

    def _study_days(self, answers: Sequence[Row]) -> list[int]:
        """Return the study day of each answer, as the scheduler counts them."""
        starts = self._starts
        if starts is None:
            return [self._scheduler.day.study_day(instant(row[0], row[3])) for row in answers]
        return [(row[0] + row[3] * _MINUTE - starts) // _DAY for row in answers]

    def _score(
        self,
        answers: Sequence[Row],
        memories: Sequence[Any],
        whole: Sequence[int],
        elapsed: Sequence[float],
    ) -> None:
        """Note what the model predicted of each answer, and whether the card was recalled."""
        recall, place_of, found = (
            self._scheduler.model.retrievability,
            self._place_of,
            self.scored,
        )
        study_days, before = 0, None
        for row, day, memory, spent, days in zip(
            answers, self._study_days(answers), memories, whole, elapsed, strict=True
        ):
            predicted = recall(before, days) if spent >= 1 else None
            passed = row[5] != 1
            found.append((*place_of(row), day, predicted, passed, study_days))
            study_days += not study_days or spent >= 1
            before = memory
