"""The scheduler on top of a memory model: steps, intervals and due dates.

A review takes the state of a card, a rating and an instant, and gives the next state. The memory
model says what is remembered; this module says when to ask again. It reads no clock.
"""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Generic, Self

import attrs

from quizkit.lazy import deferred
from quizkit.scheduling import arguments
from quizkit.scheduling.calls import Calls
from quizkit.scheduling.card import (
    CardState,
    Offers,
    Phase,
    Rating,
    known_card,
    known_rating,
    unchecked_card,
)
from quizkit.scheduling.days import DAY, DAYS, Days, ElapsedDays, FractionalDays
from quizkit.scheduling.fsrs6 import FSRS6
from quizkit.scheduling.fuzz import draw, fuzz_range
from quizkit.scheduling.instants import instant
from quizkit.scheduling.memory import ModelState
from quizkit.scheduling.memory_model import MemoryModel
from quizkit.scheduling.steps import Transition, Transitions, keep_order, transitions_of
from quizkit.scheduling.stored import FLAG, Prepared, inner, layout, one_of

if TYPE_CHECKING:
    from quizkit.scheduling import calibration, offers
else:  # most reviews do without
    calibration = deferred("quizkit.scheduling.calibration")
    offers = deferred("quizkit.scheduling.offers")

AGAIN, HARD, GOOD, EASY = Rating
REVIEW = Phase.REVIEW


def _default_model() -> Any:
    return FSRS6()


def _default_days(scheduler: "Scheduler[Any]") -> Days:
    return FractionalDays() if scheduler.model.counts_fractions else ElapsedDays()


def _model_from_dict(data: object) -> MemoryModel[Any]:
    from quizkit.scheduling.fsrs7 import FSRS7  # only here, as it takes its time

    found: MemoryModel[Any] = one_of(data, "model of a stored Scheduler", (FSRS6, FSRS7))
    return found


class PreparedScheduler(Prepared, Generic[ModelState]):
    """What a `Scheduler` works out from its settings."""

    __slots__ = (
        "_fractions",
        "_in_blocks",
        "_interval",
        "_maximum_days",
        "_minimum_days",
        "_puts_in_order",
        "_transitions",
        "applied_model",
    )
    applied_model: MemoryModel[ModelState]
    _transitions: Transitions
    _interval: Callable[[Any], float]
    _fractions: bool
    _in_blocks: bool
    _minimum_days: int
    _maximum_days: int
    _puts_in_order: bool


@attrs.frozen(eq=False, repr=False)
class Scheduler(PreparedScheduler[ModelState], Calls[ModelState]):
    """Schedules cards by a memory model, `FSRS6` or `FSRS7`.

    In annotations `Scheduler` alone is one of FSRS-6, `Scheduler[FSRS7State]` one of FSRS-7 and
    `Scheduler[Any]` one of any model.

    Attributes:
        model: the memory model.
        desired_retention: the chance of recall wanted on the due day, between 0 and 1.
        learning_steps: delays before a new card enters review, each of at most 36500 days; may be
            empty.
        relearning_steps: delays after a lapse before the card returns to review, likewise.
        minimum_interval: shortest interval of a card in review, a timedelta or days; 1 day unless
            told otherwise. Below a day it lets FSRS-7 ask again within the day.
        maximum_interval: longest such interval, a timedelta or days; at least 1 day.
        fuzz: whether whole-day intervals from 3 days up are spread a little.
        day: how days are counted: `ElapsedDays()` for FSRS-6 and `FractionalDays()` for FSRS-7
            unless told otherwise; `CalendarDays(zone)` makes cards due with the study day.
        distinct: whether no two of the intervals offered to a card in review are equal; see below.
        applied_model: what reviews go by: `model`, with the weights of the day of a lapse held down
            where the relearning steps ask for it; see `FSRS6.with_relearning_steps`.

    An interval of a day and more is rounded to whole days; a shorter one, where the minimum admits
    it, to seconds. Of the four intervals offered, a better rating never gets the shorter one: the
    one for Good stands, the others give way. With `distinct` each interval is longer than what a worse
    rating gets, by a day at least, or by a second within the day: then the better rating gives way, as
    in Anki, ts-fsrs and go-fsrs, and at the maximum the worse one, as far as the minimum allows. Steps
    stay as they are.

    A clock set back is met without complaint: the time gone by counts as 0, and the review counts
    as given at that earlier instant.

    Raises:
        ValueError: a setting is out of range.
    """

    _STORED = layout(
        model=inner(_model_from_dict),
        desired_retention=arguments.CHANCE,
        learning_steps=arguments.STEPS,
        relearning_steps=arguments.STEPS,
        minimum_interval=arguments.INTERVAL,
        maximum_interval=arguments.INTERVAL,
        fuzz=FLAG,
        day=DAYS,
        distinct=FLAG,
    )

    model: MemoryModel[ModelState] = attrs.field(factory=_default_model, converter=arguments.model)
    desired_retention: float = 0.9
    learning_steps: tuple[timedelta, ...] = attrs.field(
        default=(timedelta(minutes=1), timedelta(minutes=10)), converter=arguments.as_steps
    )
    relearning_steps: tuple[timedelta, ...] = attrs.field(
        default=(timedelta(minutes=10),), converter=arguments.as_steps
    )
    minimum_interval: timedelta = attrs.field(default=DAY, converter=arguments.as_duration)
    maximum_interval: timedelta = attrs.field(default=36500 * DAY, converter=arguments.as_duration)
    fuzz: bool = True
    day: Days = attrs.Factory(_default_days, takes_self=True)
    distinct: bool = attrs.field(default=False, kw_only=True)

    def _worked_out(self) -> Mapping[str, Any]:
        shortest, longest = self.minimum_interval, self.maximum_interval
        minimum_days = -(shortest // -DAY)
        if longest < DAY or longest // DAY < minimum_days:
            raise ValueError(
                f"maximum_interval is at least a day and the minimum_interval, not {longest}"
            )
        steps = self.learning_steps, self.relearning_steps
        in_order = self.model.keeps_order and keep_order(*steps, shortest)
        return {
            "applied_model": self.model.with_relearning_steps(len(self.relearning_steps)),
            "_transitions": transitions_of(*steps),
            "_interval": self.model.interval_at(self.desired_retention),
            "_fractions": self.model.counts_fractions,
            "_in_blocks": type(self.day) is ElapsedDays,
            "_minimum_days": minimum_days,
            "_maximum_days": longest // DAY,
            "_puts_in_order": self.distinct or not in_order,
        }

    def to_dict(self) -> dict[str, Any]:
        """Return the scheduler as JSON values; what is not `distinct` as before there was such a one."""
        data = super().to_dict()
        if not self.distinct:
            del data["distinct"]
        return data

    @classmethod
    def from_dict(cls, data: object) -> Self:
        """Return the scheduler that `to_dict` wrote.

        Raises:
            ValueError: of another type or version, or not what `to_dict` writes.
        """
        return super().from_dict({"distinct": False, **data} if isinstance(data, Mapping) else data)

    def review(
        self,
        card: CardState[ModelState | None],
        rating: int,
        now: datetime,
        *,
        calibration: "calibration.Calibration | None" = None,
    ) -> CardState[ModelState]:
        """Return the state of the card after it was answered.

        Args:
            card: its state before; it is not changed.
            rating: 1 (Again) to 4 (Easy).
            now: instant of the answer, aware, in any zone.
            calibration: what was learned of the learner before this answer; moves the interval.

        Raises:
            ValueError: `now` is naive, the rating is none, or the memory of the card was made by
                another model (replay its log to change the model).
        """
        if self._puts_in_order and (rating != GOOD or self.distinct):
            return self.preview(card, now, calibration=calibration)[known_rating(rating)]
        try:
            if now.tzinfo is not UTC or type(now) is not datetime:
                now = instant(now)
            memory = card.memory
            if memory is None:
                memory = self.applied_model.first(rating)
                study_days = 1
            else:
                last = card.last_review
                if self._in_blocks and last:  # as `ElapsedDays` counts, without its calls
                    days = (now - last).days
                    elapsed: float = days if days > 0 else 0
                else:
                    elapsed = self._elapsed(card, now)
                memory = self.applied_model.next(memory, rating, elapsed)
                if self._fractions and last:
                    elapsed = self.day.elapsed(last, now, False)
                study_days = card.study_days + (elapsed >= 1)
            rows = self._transitions[card.phase]
            step = card.step or 0
            transition = rows[step if step < len(rows) else -1][rating]
            interval = self._interval
            if calibration is not None:
                interval = self._calibrated(calibration, study_days)
            return self._answered(card, transition, memory, now, study_days, interval)
        except (AttributeError, TypeError):
            self._check(card, now)
            raise

    def preview(
        self,
        card: CardState[ModelState | None],
        now: datetime,
        *,
        calibration: "calibration.Calibration | None" = None,
    ) -> Offers[ModelState]:
        """Return the states that `review` gives for the four ratings, in a dict by rating.

        Raises:
            ValueError: as `review`.
        """
        try:
            if now.tzinfo is not UTC or type(now) is not datetime:
                now = instant(now)
            if card.memory is None:
                of_again, of_hard, of_good, of_easy = map(self.applied_model.first, Rating)
                study_days = 1
            else:
                elapsed = self._elapsed(card, now)
                of_each = self.applied_model.next_of_each(card.memory, elapsed)
                of_again, of_hard, of_good, of_easy = of_each
                if self._fractions and card.last_review:
                    elapsed = self.day.elapsed(card.last_review, now, False)
                study_days = card.study_days + (elapsed >= 1)
            rows = self._transitions[card.phase]
            step = card.step or 0
            to = rows[step if step < len(rows) else -1]
            interval = self._interval
            if calibration is not None:
                interval = self._calibrated(calibration, study_days)
            drawn = draw(card.seed, card.reviews)
            again = self._answered(card, to[AGAIN], of_again, now, study_days, interval, drawn)
            hard = self._answered(card, to[HARD], of_hard, now, study_days, interval, drawn)
            good = self._answered(card, to[GOOD], of_good, now, study_days, interval, drawn)
            easy = self._answered(card, to[EASY], of_easy, now, study_days, interval, drawn)
        except (AttributeError, TypeError):
            self._check(card, now)
            raise
        if self._puts_in_order:
            self._order((again, hard, good, easy), now)
        return {AGAIN: again, HARD: hard, GOOD: good, EASY: easy}  # type: ignore[return-value]

    def retrievability(
        self,
        card: CardState,
        now: datetime,
        *,
        calibration: "calibration.Calibration | None" = None,
        mood: bool = False,
    ) -> float | None:
        """Return the chance of recall, None for a new card.

        Args:
            card: its state.
            now: any instant after its last review, aware.
            calibration: what was learned of the learner; the model's own estimate without.
            mood: whether to count in how the last few answers went, for display and for the order
                of cards now. Not for forecasts.

        Raises:
            ValueError: `now` is naive, or the memory of the card was made by another model.
        """
        try:
            if card.memory is None:
                return None
            now = instant(now)
            elapsed = self._elapsed(card, now)
            recall = self.applied_model.retrievability(card.memory, elapsed)
        except (AttributeError, TypeError):
            self._check(card, now)
            raise
        if calibration is None:
            return recall
        day = self.day.study_day(now) if mood else None
        return calibration.recall(recall, card.study_days, day=day)

    def _known_for(self, days: float) -> ModelState:
        from quizkit.scheduling.changes import known_for

        return known_for(self.model, days)

    def _elapsed(self, card: CardState, now: datetime) -> float:
        """Return the days since the last review; 0 if there was none."""
        last = card.last_review
        return self.day.elapsed(last, now, self._fractions) if last else 0

    def _answered(
        self,
        card: CardState,
        transition: Transition,
        memory: ModelState,
        now: datetime,
        study_days: int,
        interval: Callable[[Any], float],
        drawn: int | None = None,
    ) -> CardState[ModelState]:
        """Return the card after an answer.

        Args:
            card: its state before.
            transition: where the answer leads.
            memory: what it left.
            now: its instant.
            study_days: on how many the card was answered by now.
            interval: days until the chance of recall has fallen to the one wanted.
            drawn: what `draw` gives for the card, if that is known.
        """
        delay = transition.delay
        if delay is None:
            days = interval(memory)
            if days < 1 and self.minimum_interval < DAY:
                delay = max(timedelta(seconds=round(days * 86400)), self.minimum_interval)
            else:
                whole = round(days) if days < self._maximum_days else self._maximum_days
                if whole < self._minimum_days:
                    whole = self._minimum_days
                if whole > 2 and self.fuzz:
                    whole = self._fuzzed(card, whole, transition, drawn)
                delay = _days(whole)
        try:  # as in `review`, without a call where it is a plain sum
            due = now + delay if self._in_blocks else self.day.due(now, delay)
        except OverflowError:
            due = self.day.due(now, delay)
        return unchecked_card(
            transition.phase,
            transition.step,
            memory,
            due,
            now,
            card.reviews + 1,
            card.lapses + transition.lapses,
            card.seed,
            study_days,
        )

    def _fuzzed(self, card: CardState, days: int, transition: Transition, drawn: int | None) -> int:
        """Return an interval near one of `days`; the arguments are those of `_answered`.

        Fuzz does not undo growth: what is longer than the last interval stays at least a day longer.
        And where the transition `keeps`, a card is not asked sooner than last time, if the range of
        fuzz allows it. The last interval is the one that was promised, as in Anki, not the time
        that went by.
        """
        low, high = fuzz_range(days, self._minimum_days, self._maximum_days)
        if drawn is None:
            drawn = draw(card.seed, card.reviews)
        fuzzed = low + (drawn * (high - low + 1) >> 32)
        if transition.grows and fuzzed < high and card.due and card.last_review:
            if self._in_blocks:
                last = (card.due - card.last_review).days
            else:
                last = int(self.day.elapsed(card.last_review, card.due, False))
            least = last + 1 if last < days else last if transition.keeps else 0
            if fuzzed < least <= high:
                return least
        return fuzzed

    def _calibrated(
        self, calibration: "calibration.Calibration", study_days: int
    ) -> Callable[[Any], float]:
        """Return the intervals for a card that was answered on so many study days."""
        return self.model.interval_at(calibration.target(self.desired_retention, study_days))

    def _order(self, offered: "offers.Four", now: datetime) -> None:
        """Move the due dates of what is offered, as the settings ask for it."""
        offers.put_in_order(offered)
        if self.distinct:
            shortest, longest = self.minimum_interval, self.maximum_interval
            offers.set_apart(offered, now, self.day, shortest=shortest, longest=longest)

    def _check(self, card: CardState, now: datetime) -> None:
        """Raise ValueError if a card is none, a date no instant, or the memory another model's.

        Asked only when something went wrong, as asking beforehand would slow every review.
        """
        instant(now)
        known_card(card)
        for name, moment in (("last_review", card.last_review), ("due", card.due)):
            if moment is not None:
                instant(moment, name)
        if not isinstance(card.memory, self.model.State | None):
            raise ValueError(
                f"the card's memory is {card.memory!r}, and the model is "
                f"{type(self.model).__name__}; replay the log of the card to change the model"
            )


@lru_cache(maxsize=1024)
def _days(count: int) -> timedelta:
    return timedelta(count)  # kept, as looking one up is faster than making it
