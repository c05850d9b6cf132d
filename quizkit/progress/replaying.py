"""The replay of a log into the state of every card.

What is known of a card is a fold of its events in the order of their instants, so two logs united
in any order give the same state. A due date once promised stands until the card's next answer,
whatever the weights are by then; so of a card's answers only the last has to be scheduled, if its
promise is not known, and for those before it the memory model alone is asked.
"""

from array import array
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from itertools import islice, pairwise
from operator import itemgetter, sub
from typing import NamedTuple, TypeVar

from attrs import evolve

from quizkit.progress.events import Buried, Event
from quizkit.progress.instants import MILLISECOND, instant
from quizkit.progress.log import AnswerRow, Cap, History, Log, histories, log_of
from quizkit.progress.records import CardRecord, Progress
from quizkit.scheduling import CalendarDays, Calibration, CardState, Rating, Scheduler
from quizkit.scheduling.calibration import Outcome
from quizkit.scheduling.memory_model import remembered
from quizkit.scheduling.steps import moves_of, stand_after

_DAY = 86_400_000  # milliseconds
_MINUTE = 60_000
_DAY_OF_1970 = datetime(1970, 1, 1).toordinal()
_RATINGS: dict[int | None, Rating] = dict(enumerate(Rating, 1))

_T = TypeVar("_T")


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
    found = histories(log if isinstance(log, Log) else log_of(log))
    fold = _Fold(scheduler, days, found.answers, scores=calibration is not None)
    records = {card: fold.record(card, history) for card, history in found.cards.items()}
    if calibration is not None:
        _, calibration = calibration.follow(filter(None, fold.outcomes))
    return Progress(records, days, calibration, found.names)


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
    answers, cards, _ = histories(log if isinstance(log, Log) else log_of(log))
    return [
        Review(
            card,
            instant(at, zone),
            _RATINGS[rating],
            None if duration is None else duration * MILLISECOND,
        )
        for card, history in cards.items()
        for at, _, _, zone, _, rating, _, practice, duration in _picked(answers, history.answers)
        if not practice
    ]


class _Fold:
    """What folds the history of a card into its record.

    An answer goes by its place among all that stand.

    Attributes:
        outcomes: of each answer, what a calibration learns from it; None unless it counts.
    """

    def __init__(
        self,
        scheduler: Scheduler,
        days: CalendarDays,
        answers: Sequence[AnswerRow],
        *,
        scores: bool,
    ) -> None:
        self._scheduler, self._days, self._answers = scheduler, days, answers
        self._moves = moves_of(scheduler.learning_steps, scheduler.relearning_steps)
        self._ratings = bytes(map(itemgetter(5), answers))
        practice = map(itemgetter(7), answers)
        self._practice = {place for place, is_practice in enumerate(practice) if is_practice}
        self._calendar = isinstance(scheduler.day, CalendarDays)
        self._same_days = scheduler.day == days
        self._study_days: Sequence[int] = ()  # as the scheduler counts them
        if scores or self._calendar:
            self._study_days = _study_days(scheduler, answers)
        self._scores = scores
        self.outcomes: list[Outcome | None] = [None] * len(answers) if scores else []

    def record(self, card: str, history: History) -> CardRecord:
        """Return the record of a card."""
        answers, marks, caps = history
        counted = answers
        if self._practice:
            counted = [answer for answer in answers if answer not in self._practice]
        buried = [mark.at for mark in marks if isinstance(mark, Buried)]
        return CardRecord(
            self._state(card, counted, caps) if counted else CardState(seed=card),
            self._day(counted[0]) if counted else None,
            self._day(counted[-1]) if counted else None,
            _RATINGS[self._ratings[answers[-1]]] if answers else None,
            self._days.study_day(buried[-1]) if buried else None,
            len(buried) < len(marks),
        )

    def _day(self, answer: int) -> int:
        if self._same_days:
            return self._study_days[answer]
        return self._days.study_day(self._instant(answer))

    def _instant(self, answer: int) -> datetime:
        row = self._answers[answer]
        return instant(row[0], row[3])

    def _state(self, card: str, counted: Sequence[int], caps: Iterable[Cap]) -> CardState:
        """Return the state after the answers that count; a cap brings the due instant forward."""
        promised = len(counted)
        while promised and self._answers[counted[promised - 1]][6] is None:
            promised -= 1
        ratings = _picked(self._ratings, counted)
        whole, elapsed = self._spans(counted)
        if promised or self._scores:
            history = zip(elapsed, ratings, strict=True)
            memories, recalls = remembered(self._scheduler.model, history)
        if self._scores:
            self._score(counted, recalls, whole)
        if not promised:
            state = CardState(seed=card)
        else:
            phase, step, lapses = stand_after(self._moves, ratings[:promised])
            at, _, _, zone, _, _, due, _, _ = self._answers[counted[promised - 1]]
            assert due is not None
            state = CardState(
                phase,
                step,
                memories[promised - 1],
                instant(due, zone),
                instant(at, zone),
                promised,
                lapses,
                card,
                promised + 1 - whole[:promised].count(0),
            )
        if promised == len(counted) and not caps:
            return state
        return self._scheduled(state, counted, promised, caps)

    def _scheduled(
        self, state: CardState, counted: Sequence[int], promised: int, caps: Iterable[Cap]
    ) -> CardState:
        """Return the state after the answers whose due instant was not promised, and caps."""
        last = counted[promised - 1] if promised else -1
        steps: list[tuple[float, datetime | None]] = [
            (answer, None) for answer in counted[promised:]
        ]
        # A cap comes before the answer that it has the place of.
        steps += [(after - 0.5, due) for after, due in caps if after > last]
        for place, cap in sorted(steps, key=itemgetter(0)):
            if cap is None:
                answer = int(place)
                rating = _RATINGS[self._ratings[answer]]
                state = self._scheduler.review(state, rating, self._instant(answer))
            elif state.due is not None and state.due > cap:
                state = evolve(state, due=cap)
        return state

    def _spans(self, counted: Sequence[int]) -> tuple[list[int], list[float]]:
        """Return the days from one answer to the next, 0 first: whole ones, and for the model."""
        fractions = self._scheduler.model.counts_fractions
        elapsed = self._scheduler.day.elapsed
        if self._calendar:
            days = _picked(self._study_days, counted)
            whole = [0, *map(sub, islice(days, 1, None), days)]
            if min(whole) < 0:  # the learner has travelled west
                whole = [max(0, spent) for spent in whole]
            if not fractions:
                return whole, list(whole)
        pairs = list(pairwise(map(self._instant, counted)))
        if not self._calendar:
            whole = [0, *(int(elapsed(last, now, False)) for last, now in pairs)]
        return whole, [0.0, *(elapsed(last, now, fractions) for last, now in pairs)]

    def _score(
        self, counted: Sequence[int], recalls: Sequence[float | None], whole: Sequence[int]
    ) -> None:
        """Note what the model predicted of each answer, and whether the card was recalled."""
        outcomes, day_of, ratings = self.outcomes, self._study_days, self._ratings
        study_days = 0
        for answer, recall, spent in zip(counted, recalls, whole, strict=True):
            if spent < 1:
                recall = None
            outcomes[answer] = day_of[answer], recall, ratings[answer] != 1, study_days
            study_days += not study_days or spent >= 1


def _study_days(scheduler: Scheduler, answers: Sequence[AnswerRow]) -> Sequence[int]:
    """Return the study day of each answer, as the scheduler counts them."""
    day = scheduler.day
    if isinstance(day, CalendarDays) and day.zone is None:  # where the offset alone says it
        start = -(timedelta(hours=day.start_hour) // -MILLISECOND) - _DAY_OF_1970 * _DAY
        return array("i", [(row[0] + row[3] * _MINUTE - start) // _DAY for row in answers])
    return array("i", [day.study_day(instant(row[0], row[3])) for row in answers])


def _picked(column: Sequence[_T], places: Iterable[int]) -> list[_T]:
    return list(map(column.__getitem__, places))
