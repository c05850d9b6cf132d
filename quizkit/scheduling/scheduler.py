"""The scheduler on top of a memory model: steps, intervals and due dates.

A review takes the state of a card, a rating and an instant, and gives the next state. The memory
model says what is remembered; this module says when to ask again. It reads no clock.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any, ClassVar, Protocol, Self

import attrs

from quizkit.scheduling.card import CardState, Phase, Rating, known_rating
from quizkit.scheduling.days import (
    DAY,
    Days,
    ElapsedDays,
    FractionalDays,
    days_from_dict,
    instant,
)
from quizkit.scheduling.fsrs6 import FSRS6
from quizkit.scheduling.fuzz import draw, fuzz_range
from quizkit.scheduling.stored import Fields, type_of

AGAIN, HARD, GOOD, EASY = Rating
NEW, LEARNING, REVIEW, RELEARNING = Phase

Move = tuple[Phase, int | None, timedelta | None]
"""Where an answer leads: phase, step, and the delay, or None for the interval of the model."""


class MemoryModel(Protocol):
    """What a scheduler asks of a memory model; see `FSRS6`."""

    State: ClassVar[type[Any]]
    counts_fractions: ClassVar[bool]

    @property
    def keeps_order(self) -> bool: ...
    def first(self, rating: int) -> Any: ...
    def next(self, state: Any, rating: int, elapsed_days: float) -> Any: ...
    def retrievability(self, state: Any, elapsed_days: float) -> float: ...
    def interval(self, state: Any, retention: float) -> float: ...
    def to_dict(self) -> dict[str, Any]: ...


def _check_retention(_: object, __: object, retention: float) -> None:
    if not 0 < retention < 1:
        raise ValueError(f"desired retention is between 0 and 1, not {retention}")


def _steps(steps: Iterable[timedelta]) -> tuple[timedelta, ...]:
    return tuple(steps)


def _check_steps(_: object, field: "attrs.Attribute[Any]", steps: tuple[timedelta, ...]) -> None:
    for step in steps:
        if not isinstance(step, timedelta) or step <= timedelta(0):
            raise ValueError(f"{field.name}: a step is a timedelta above 0, not {step!r}")


def _duration(value: timedelta | float) -> timedelta:
    return value if isinstance(value, timedelta) else timedelta(days=value)


def _default_days(scheduler: "Scheduler") -> Days:
    return FractionalDays() if scheduler.model.counts_fractions else ElapsedDays()


@attrs.frozen
class Scheduler:
    """Schedules cards by a memory model, `FSRS6` or `FSRS7`.

    Attributes:
        model: the memory model.
        desired_retention: the chance of recall wanted on the due day, between 0 and 1.
        learning_steps: delays before a new card enters review; may be empty.
        relearning_steps: delays after a lapse before the card returns to review; may be empty.
        minimum_interval: shortest interval of a card in review, a timedelta or days; 1 day unless
            told otherwise. Below a day it lets FSRS-7 ask again within the day.
        maximum_interval: longest such interval, a timedelta or days; at least 1 day.
        fuzz: whether whole-day intervals from 3 days up are spread a little.
        day: how days are counted: `ElapsedDays()` for FSRS-6 and `FractionalDays()` for FSRS-7
            unless told otherwise; `CalendarDays(zone)` makes cards due with the study day.

    An interval of a day and more is rounded to whole days; a shorter one, where the minimum admits
    it, to seconds. Of the four intervals offered, a better rating never gets the shorter one: the
    one for Good stands, the others give way.

    A clock set back is met without complaint: the time gone by counts as 0, and the review counts
    as given at that earlier instant.

    Raises:
        ValueError: a setting is out of range.
    """

    model: MemoryModel = attrs.field(factory=FSRS6)
    desired_retention: float = attrs.field(default=0.9, validator=_check_retention)
    learning_steps: tuple[timedelta, ...] = attrs.field(
        default=(timedelta(minutes=1), timedelta(minutes=10)),
        converter=_steps,
        validator=_check_steps,
    )
    relearning_steps: tuple[timedelta, ...] = attrs.field(
        default=(timedelta(minutes=10),), converter=_steps, validator=_check_steps
    )
    minimum_interval: timedelta = attrs.field(default=DAY, converter=_duration)
    maximum_interval: timedelta = attrs.field(default=36500 * DAY, converter=_duration)
    fuzz: bool = True
    day: Days = attrs.field(default=attrs.Factory(_default_days, takes_self=True))

    _moves: dict[Phase, tuple[dict[Rating, Move], ...]] = attrs.field(
        init=False, repr=False, eq=False
    )
    _minimum_days: int = attrs.field(init=False, repr=False, eq=False)
    _maximum_days: int = attrs.field(init=False, repr=False, eq=False)
    _in_order: bool = attrs.field(init=False, repr=False, eq=False)

    def __attrs_post_init__(self) -> None:
        shortest, longest = self.minimum_interval, self.maximum_interval
        if shortest <= timedelta(0):
            raise ValueError(f"the minimum interval is above 0, not {shortest}")
        if longest < DAY or longest // DAY < -(shortest // -DAY):
            raise ValueError(
                f"the maximum interval is at least a day and the minimum, not {longest}"
            )
        steps = self.learning_steps, self.relearning_steps
        learning = _moves_of_steps(LEARNING, self.learning_steps)
        review: dict[Rating, Move] = dict.fromkeys(Rating, (REVIEW, None, None))
        if self.relearning_steps:
            review[AGAIN] = (RELEARNING, 0, self.relearning_steps[0])
        for name, value in {
            "_moves": {
                NEW: learning,
                LEARNING: learning,
                REVIEW: (review,),
                RELEARNING: _moves_of_steps(RELEARNING, self.relearning_steps),
            },
            "_minimum_days": max(-(shortest // -DAY), 1),
            "_maximum_days": longest // DAY,
            "_in_order": self.model.keeps_order
            and all(
                list(delays) == sorted(delays)
                and 1.5 * delays[0] <= shortest
                and delays[-1] <= shortest
                for delays in steps
                if delays
            ),
        }.items():
            object.__setattr__(self, name, value)

    def review(self, card: CardState, rating: Rating, now: datetime) -> CardState:
        """Return the state of the card after it was answered.

        Args:
            card: its state before; it is not changed.
            rating: 1 (Again) to 4 (Easy).
            now: instant of the answer, aware, in any zone.

        Raises:
            ValueError: `now` is naive, the rating is none, or the memory of the card was made by
                another model (replay its log to change the model).
        """
        rating = known_rating(rating)
        now = instant(now)
        return self._after(card, rating, now, self._elapsed(card, now))

    def preview(self, card: CardState, now: datetime) -> dict[Rating, CardState]:
        """Return what `review` would return, for each of the four ratings."""
        now = instant(now)
        elapsed = self._elapsed(card, now)
        return {rating: self._after(card, rating, now, elapsed) for rating in Rating}

    def retrievability(self, card: CardState, now: datetime) -> float | None:
        """Return the chance of recall, None for a new card."""
        if card.memory is None:
            return None
        return self.model.retrievability(card.memory, self._elapsed(card, instant(now)))

    def replay(
        self, log: Iterable[tuple[datetime, Rating]], card: CardState | None = None
    ) -> CardState:
        """Return the state of one card after all its reviews, earliest first whatever their order.

        Args:
            log: (instant, rating) of each review; reviews at one instant stay in their order.
            card: the state to begin with; a new card unless told otherwise. Give one with the seed
                of the card to get the due dates it was given.
        """
        card = card or CardState()
        for now, rating in sorted(log, key=lambda review: review[0]):
            card = self.review(card, rating, now)
        return card

    def _elapsed(self, card: CardState, now: datetime) -> float:
        """Return the days since the last review; 0 if there was none."""
        if card.last_review is None:
            return 0
        if card.memory.__class__ is not self.model.State:
            raise ValueError(
                f"the card's memory is {card.memory!r}, and the model is "
                f"{type(self.model).__name__}; replay the log of the card to change the model"
            )
        return self.day.elapsed(card.last_review, now, self.model.counts_fractions)

    def _after(self, card: CardState, rating: Rating, now: datetime, elapsed: float) -> CardState:
        phase, step, memory, delay = self._outcome(card, rating, elapsed)
        return CardState(
            phase,
            step,
            memory,
            self.day.due(now, delay),
            now,
            card.reviews + 1,
            card.lapses + (rating is AGAIN and card.phase is REVIEW),
            card.seed,
        )

    def _outcome(
        self, card: CardState, rating: Rating, elapsed: float
    ) -> tuple[Phase, int | None, Any, timedelta]:
        memory = (
            self.model.first(rating)
            if card.memory is None
            else self.model.next(card.memory, rating, elapsed)
        )
        rows = self._moves[card.phase]
        step = card.step
        phase, step, delay = (rows[0] if not step else rows[min(step, len(rows) - 1)])[rating]
        if delay is None:
            delay = self._interval(card, rating, memory)
        if not self._in_order and rating is not GOOD:
            if rating is EASY:
                delay = max(delay, self._outcome(card, GOOD, elapsed)[3])
            else:
                better = HARD if rating is AGAIN else GOOD
                delay = min(delay, self._outcome(card, better, elapsed)[3])
        return phase, step, memory, delay

    def _interval(self, card: CardState, rating: Rating, memory: Any) -> timedelta:
        """Return the interval of a card that is in review after this answer."""
        days = self.model.interval(memory, self.desired_retention)
        if days < 1 and self.minimum_interval < DAY:
            return max(timedelta(seconds=round(days * 86400)), self.minimum_interval)
        whole = max(round(min(days, self._maximum_days)), self._minimum_days)
        if self.fuzz and whole > 2:
            low, high = fuzz_range(whole, self._minimum_days, self._maximum_days)
            whole = low + (draw(card.seed, card.reviews) * (high - low + 1) >> 32)
            if rating >= GOOD and card.phase is REVIEW and card.due and card.last_review:
                # Who knew it is not asked sooner than last time, as far as the range allows.
                previous = int(self.day.elapsed(card.last_review, card.due, False))
                if whole < previous <= high:
                    whole = previous
        return timedelta(whole)

    def to_dict(self) -> dict[str, Any]:
        """Return the scheduler as JSON values; durations in seconds."""
        return {
            "type": "Scheduler",
            "version": 1,
            "model": self.model.to_dict(),
            "desired_retention": self.desired_retention,
            "learning_steps": [step.total_seconds() for step in self.learning_steps],
            "relearning_steps": [step.total_seconds() for step in self.relearning_steps],
            "minimum_interval": self.minimum_interval.total_seconds(),
            "maximum_interval": self.maximum_interval.total_seconds(),
            "fuzz": self.fuzz,
            "day": self.day.to_dict(),
        }

    @classmethod
    def from_dict(cls, data: object) -> Self:
        """Return the scheduler that `to_dict` wrote; ValueError if it is none."""
        fields = Fields(data, "Scheduler")
        settings: Mapping[str, Any] = {
            "model": _model_from_dict(fields.take("model")),
            "desired_retention": fields.number("desired_retention"),
            "learning_steps": fields.many_seconds("learning_steps"),
            "relearning_steps": fields.many_seconds("relearning_steps"),
            "minimum_interval": fields.seconds("minimum_interval"),
            "maximum_interval": fields.seconds("maximum_interval"),
            "fuzz": fields.flag("fuzz"),
            "day": days_from_dict(fields.take("day")),
        }
        fields.end()
        return cls(**settings)


def _moves_of_steps(phase: Phase, delays: tuple[timedelta, ...]) -> tuple[dict[Rating, Move], ...]:
    """Return for each step where the four ratings lead, and in the end for steps past the list.

    A card can stand past the list when the list was made shorter since.
    """
    review: Move = (REVIEW, None, None)
    if not delays:
        return (dict.fromkeys(Rating, review),)
    again: Move = (phase, 0, delays[0])
    rows = []
    for step, delay in enumerate(delays):
        if step == 0:
            hard = 1.5 * delay if len(delays) == 1 else (delay + delays[1]) / 2
        else:
            hard = delay
        last = step + 1 == len(delays)
        good: Move = review if last else (phase, step + 1, delays[step + 1])
        rows.append({AGAIN: again, HARD: (phase, step, hard), GOOD: good, EASY: review})
    return (*rows, {AGAIN: again, HARD: review, GOOD: review, EASY: review})


def _model_from_dict(data: object) -> MemoryModel:
    match type_of(data):
        case "FSRS6":
            return FSRS6.from_dict(data)
        case "FSRS7":
            from quizkit.scheduling.fsrs7 import FSRS7

            return FSRS7.from_dict(data)
        case other:
            raise ValueError(f"model of a stored Scheduler is of unknown type {other!r}")
