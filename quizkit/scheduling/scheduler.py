"""The scheduler on top of a memory model: steps, intervals and due dates.

A review takes the state of a card, a rating and an instant, and gives the next state. The memory
model says what is remembered; this module says when to ask again. It reads no clock.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any, ClassVar, Protocol, Self

import attrs

from quizkit.scheduling.card import CardState, Phase, Rating, known_rating
from quizkit.scheduling.days import (
    DAY,
    Days,
    ElapsedDays,
    FractionalDays,
    days_from_dict,
    in_order,
    instant,
)
from quizkit.scheduling.fsrs6 import FSRS6
from quizkit.scheduling.fuzz import draw, fuzz_range
from quizkit.scheduling.stored import Fields, type_of

if TYPE_CHECKING:
    from quizkit.scheduling.calibration import Calibration
    from quizkit.scheduling.replay import ReplayedLog

AGAIN, HARD, GOOD, EASY = Rating
NEW, LEARNING, REVIEW, RELEARNING = Phase

RATINGS = tuple(Rating)

Move = tuple[Phase, int | None, timedelta | None, int, bool]
"""Where an answer leads: phase, step, the delay or None for the interval of the model; whether it
is a lapse, as 1 or 0; whether the interval should not fall below the last one."""


class MemoryModel(Protocol):
    """What a scheduler asks of a memory model; see `FSRS6`."""

    State: ClassVar[type[Any]]
    counts_fractions: ClassVar[bool]

    @property
    def keeps_order(self) -> bool: ...
    def first(self, rating: int) -> Any: ...
    def next(self, state: Any, rating: int, elapsed_days: float) -> Any: ...
    def next_of_each(self, state: Any, elapsed_days: float) -> Iterable[Any]: ...
    def retrievability(self, state: Any, elapsed_days: float) -> float: ...
    def interval(self, state: Any, retention: float) -> float: ...
    def replay(self, history: Iterable[tuple[float, int]]) -> list[Any]: ...
    def replay_tree(
        self, parents: Iterable[int], elapsed_days: Iterable[float], ratings: Iterable[int]
    ) -> Sequence[tuple[float, ...]]: ...
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
    _fractions: bool = attrs.field(init=False, repr=False, eq=False)
    _minimum_days: int = attrs.field(init=False, repr=False, eq=False)
    _maximum_days: int = attrs.field(init=False, repr=False, eq=False)
    _reorders: bool = attrs.field(init=False, repr=False, eq=False)

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
        review: dict[Rating, Move] = {
            AGAIN: (RELEARNING, 0, self.relearning_steps[0], 1, False)
            if self.relearning_steps
            else (REVIEW, None, None, 1, False),
            HARD: (REVIEW, None, None, 0, False),
            GOOD: (REVIEW, None, None, 0, True),
            EASY: (REVIEW, None, None, 0, True),
        }
        for name, value in {
            "_moves": {
                NEW: learning,
                LEARNING: learning,
                REVIEW: (review,),
                RELEARNING: _moves_of_steps(RELEARNING, self.relearning_steps),
            },
            "_fractions": self.model.counts_fractions,
            "_minimum_days": max(-(shortest // -DAY), 1),
            "_maximum_days": longest // DAY,
            "_reorders": not self.model.keeps_order
            or not all(
                list(delays) == sorted(delays)
                and 1.5 * delays[0] <= shortest
                and delays[-1] <= shortest
                for delays in steps
                if delays
            ),
        }.items():
            object.__setattr__(self, name, value)

    def review(
        self,
        card: CardState,
        rating: Rating,
        now: datetime,
        *,
        calibration: "Calibration | None" = None,
    ) -> CardState:
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
        if self._reorders and rating != GOOD:
            return self.preview(card, now, calibration=calibration)[known_rating(rating)]
        if now.tzinfo is not UTC:
            now = instant(now)
        memory = card.memory
        try:
            if memory is None:
                memory = self.model.first(rating)
                study_days = 1
            else:
                last = card.last_review
                elapsed = self.day.elapsed(last, now, self._fractions) if last else 0
                memory = self.model.next(memory, rating, elapsed)
                if self._fractions and last:
                    elapsed = self.day.elapsed(last, now, False)
                study_days = card.study_days + (elapsed >= 1)
        except AttributeError:
            self._check_memory(card)
            raise
        rows = self._moves[card.phase]
        step = card.step or 0
        move = rows[step if step < len(rows) else -1][rating]
        retention = self.desired_retention
        if calibration is not None:
            retention = calibration.target(retention, study_days)
        return self._answered(card, move, memory, now, study_days, retention)

    def preview(
        self, card: CardState, now: datetime, *, calibration: "Calibration | None" = None
    ) -> dict[Rating, CardState]:
        """Return what `review` would return, for each of the four ratings.

        Raises:
            ValueError: as `review`.
        """
        if now.tzinfo is not UTC:
            now = instant(now)
        try:
            if card.memory is None:
                again, hard, good, easy = map(self.model.first, RATINGS)
                study_days = 1
            else:
                elapsed = self._elapsed(card, now)
                again, hard, good, easy = self.model.next_of_each(card.memory, elapsed)
                if self._fractions and card.last_review:
                    elapsed = self.day.elapsed(card.last_review, now, False)
                study_days = card.study_days + (elapsed >= 1)
        except AttributeError:
            self._check_memory(card)
            raise
        rows = self._moves[card.phase]
        step = card.step or 0
        moves = rows[step if step < len(rows) else -1]
        retention = self.desired_retention
        if calibration is not None:
            retention = calibration.target(retention, study_days)
        again = self._answered(card, moves[AGAIN], again, now, study_days, retention)
        hard = self._answered(card, moves[HARD], hard, now, study_days, retention)
        good = self._answered(card, moves[GOOD], good, now, study_days, retention)
        easy = self._answered(card, moves[EASY], easy, now, study_days, retention)
        if self._reorders:  # nobody has seen these four yet
            _put_in_order(again, hard, good, easy)
        return {AGAIN: again, HARD: hard, GOOD: good, EASY: easy}

    def retrievability(
        self,
        card: CardState,
        now: datetime,
        *,
        calibration: "Calibration | None" = None,
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
        if card.memory is None:
            return None
        elapsed = self._elapsed(card, instant(now))
        try:
            recall = self.model.retrievability(card.memory, elapsed)
        except AttributeError:
            self._check_memory(card)
            raise
        if calibration is None:
            return recall
        day = self.day.study_day(now) if mood else None
        return calibration.recall(recall, card.study_days, day=day)

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
        for now, rating in in_order(log):
            card = self.review(card, rating, now)
        return card

    def replay_log(
        self,
        cards: Iterable[int | str],
        times: Iterable[datetime | float],
        ratings: Iterable[int],
        *,
        utc_offsets: Iterable[float] | None = None,
    ) -> "ReplayedLog":
        """Return the state of every card of a log, given as columns of equal length.

        The same states as `replay` gives card by card, where each card has its name as its seed;
        with numpy, floats may differ in their last digits. Much faster, and faster still if numpy is
        installed, the names are whole numbers and the reviews come card by card.

        Args:
            cards: name of the card in each review, a whole number or a text.
            times: instant of each review, an aware datetime or seconds since 1970 (UTC); or an
                array of datetime64, in UTC. In any order; reviews of one card at one instant stay
                in theirs.
            ratings: 1 (Again) to 4 (Easy).
            utc_offsets: seconds east of UTC in which times given as seconds are to be taken; 0
                unless told otherwise. It matters to `CalendarDays(None)` alone.

        Raises:
            ValueError: the columns differ in length, a datetime is naive, or a rating is none.
        """
        from quizkit.scheduling.replay import replay_log

        return replay_log(self, cards, times, ratings, utc_offsets)

    def stand_after(self, ratings: Iterable[int]) -> tuple[Phase, int | None, int]:
        """Return the phase, the step and the number of lapses of a card after these ratings."""
        phase: Phase = NEW
        step: int | None = 0
        lapses = 0
        for rating in ratings:
            rows = self._moves[phase]
            row = rows[min(step, len(rows) - 1)] if step else rows[0]
            phase, step, _, lapse, _ = row[rating]  # type: ignore[index]  # 3 is as good as GOOD
            lapses += lapse
        return phase, step, lapses

    def depends_on_last_due(self, before: CardState, after: CardState) -> bool:
        """Tell whether `before.due` could have a say in `after.due`, were it known.

        It can when fuzz may have made the last interval longer than this one; see `_answered`.
        """
        if not self.fuzz or before.phase is not REVIEW or before.memory is None:
            return False
        if self._reorders:
            return True
        if after.phase is not REVIEW or after.due is None or after.last_review is None:
            return False
        days = self.model.interval(before.memory, self.desired_retention)
        whole = max(round(min(days, self._maximum_days)), self._minimum_days)
        _, longest = fuzz_range(whole, self._minimum_days, self._maximum_days)
        return longest > self.day.elapsed(after.last_review, after.due, False)

    def _elapsed(self, card: CardState, now: datetime) -> float:
        """Return the days since the last review; 0 if there was none."""
        last = card.last_review
        return self.day.elapsed(last, now, self._fractions) if last else 0

    def _answered(
        self,
        card: CardState,
        move: Move,
        memory: Any,
        now: datetime,
        study_days: int,
        retention: float,
    ) -> CardState:
        """Return the card after an answer that left it with this memory."""
        phase, step, delay, lapses, keeps = move
        if delay is None:
            days = self.model.interval(memory, retention)
            if days < 1 and self.minimum_interval < DAY:
                delay = max(timedelta(seconds=round(days * 86400)), self.minimum_interval)
            else:
                whole = round(days) if days < self._maximum_days else self._maximum_days
                if whole < self._minimum_days:
                    whole = self._minimum_days
                if whole > 2 and self.fuzz:
                    low, high = fuzz_range(whole, self._minimum_days, self._maximum_days)
                    whole = low + (draw(card.seed, card.reviews) * (high - low + 1) >> 32)
                    if keeps and card.due and card.last_review:
                        # Who knew it is not asked sooner than last time, if the range allows it.
                        last = self.day.elapsed(card.last_review, card.due, False)
                        if whole < last <= high:
                            whole = int(last)
                delay = _days(whole)
        return CardState(
            phase,
            step,
            memory,
            self.day.due(now, delay),
            now,
            card.reviews + 1,
            card.lapses + lapses,
            card.seed,
            study_days,
        )

    def _check_memory(self, card: CardState) -> None:
        """Raise ValueError if the card's memory is of another model.

        Asked only when something went wrong, as asking beforehand would slow every review.
        """
        if not isinstance(card.memory, self.model.State):
            raise ValueError(
                f"the card's memory is {card.memory!r}, and the model is "
                f"{type(self.model).__name__}; replay the log of the card to change the model"
            )

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


@lru_cache(maxsize=1024)
def _days(count: int) -> timedelta:
    return timedelta(count)  # looked up in a third of the time it takes to make


def _put_in_order(again: CardState, hard: CardState, good: CardState, easy: CardState) -> None:
    dues: list[Any] = [card.due for card in (again, hard, good, easy)]  # none of them is None
    hard.due = min(dues[1], dues[2])
    again.due = min(dues[0], hard.due)
    easy.due = max(dues[2], dues[3])


def _moves_of_steps(phase: Phase, delays: tuple[timedelta, ...]) -> tuple[dict[Rating, Move], ...]:
    """Return for each step where the four ratings lead, and in the end for steps past the list.

    A card can stand past the list when the list was made shorter since.
    """
    review: Move = (REVIEW, None, None, 0, False)
    if not delays:
        return (dict.fromkeys(Rating, review),)
    again: Move = (phase, 0, delays[0], 0, False)
    rows = []
    for step, delay in enumerate(delays):
        if step == 0:
            hard = 1.5 * delay if len(delays) == 1 else (delay + delays[1]) / 2
        else:
            hard = delay
        last = step + 1 == len(delays)
        good: Move = review if last else (phase, step + 1, delays[step + 1], 0, False)
        rows.append({AGAIN: again, HARD: (phase, step, hard, 0, False), GOOD: good, EASY: review})
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
