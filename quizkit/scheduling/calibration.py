"""The calibrator: three numbers that learn from every answer how a learner differs from the model.

It stands between the memory model and whatever uses a chance of recall or a target for it. The
model, its weights and the memory of cards stay as they are. A fourth number, for display and order
alone, follows how well the last few answers went.

The method is an online logistic regression on what the model predicts: one Gauss-Newton step an
answer on a penalised log loss in which old answers fade. Elapsed days are study days.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from math import exp, inf, log, sqrt
from typing import Protocol, Self

import attrs

from quizkit.scheduling import arguments
from quizkit.scheduling.card import CardName, CardState
from quizkit.scheduling.evidence import Evidence, Forecaster, evidence_of
from quizkit.scheduling.instants import by_time
from quizkit.scheduling.stored import NUMBER, WHOLE, Checked, between, layout, many, optional, such

Vector = tuple[float, float, float]
Matrix = tuple[float, float, float, float, float, float]
"""A symmetric matrix, its upper triangle row by row."""

PRIOR = 1 / 0.3**2
"""Precision of each number before any answer: a learner is within 0.3 of the model, in log odds."""
MOOD_KEPT = 2 ** (-1 / 10)
MOOD_SCALE = 10.0
MOST_CHANGE = 0.8
"""How far a target may move, in log odds: at 90 % and with the default weights of FSRS-6 an interval
becomes 0.38 to 3.26 times as long."""
SLOPE_LIMITS = (-0.6, 1.0)
_new = object.__new__
TYPICAL_DAYS = 4
"""Study days of the card that a summary speaks of, unless it is told of another."""


class Reviewer(Forecaster, Protocol):
    """A scheduler whose intervals a calibration moves, such as `Scheduler`."""

    def review(
        self, card: CardState, rating: int, now: datetime, *, calibration: "Calibration"
    ) -> CardState:
        """Return the state of the card after it was answered."""
        ...


_MOST = 1e100
"""Far above all that is ever learned, and far below what cannot be worked with."""

_LEAST = 1e-6
"""Far below the precision before any answer, and none that is learned is below that."""


def _is_shift(numbers: Sequence[float]) -> bool:
    """Tell whether some numbers shift log odds without turning their order round."""
    return len(numbers) == 3 and numbers[1] > -1 and max(map(abs, numbers)) <= _MOST


def _is_definite(numbers: Sequence[float]) -> bool:
    """Tell whether six numbers are the upper triangle of a matrix that is definite by a margin."""
    if len(numbers) != 6:
        return False
    if max(map(abs, numbers)) > _MOST:
        return False
    m00, m01, m02, m11, m12, m22 = map(float, numbers)  # whole ones would grow without an end
    m00, m11, m22 = m00 - _LEAST, m11 - _LEAST, m22 - _LEAST
    minor = m00 * m11 - m01 * m01
    det = m00 * (m11 * m22 - m12 * m12) - m01 * (m01 * m22 - m12 * m02)
    return m00 > 0 and minor > 0 and det + m02 * (m01 * m12 - m11 * m02) > 0


@attrs.frozen(eq=False, repr=False)
class Calibration(Checked):
    """What is known of a learner beside the memory model. `Calibration()` knows nothing yet.

    A value: learning gives a new one, and a log gives the calibration after its answers one
    by one, in order of time over all cards. Without answers every number is that of the bare
    model, to the last bit.

    Attributes:
        shift: what is added to the log odds of recall: a constant, one that grows with the
            predicted log odds, and one that grows with the study days a card was answered on.
        precision: of `shift`, a symmetric matrix, its upper triangle row by row.
        mood: how much better than predicted the last few answers went, -1 to 1.
        mood_day: number of the study day of the last answer; None before the first.
        mood_weight: how much of `mood` carries over to the next answer, in log odds.
        mood_precision: of `mood_weight`.
        half_life: scored answers after which an old one counts half; above 0, may be infinite.
    """

    _STORED = layout(
        shift=such("a list of 3 numbers, the second above -1", _is_shift, many(NUMBER)),
        precision=such("a definite matrix of 6 numbers", _is_definite, many(NUMBER)),
        mood=between(-1, 1),
        mood_day=optional(WHOLE),
        mood_weight=between(-_MOST, _MOST),
        mood_precision=between(PRIOR / 2, _MOST),
        half_life=optional(such("above 0", lambda answers: answers > 0, NUMBER), none=inf),
    )

    shift: Vector = (0.0, 0.0, 0.0)
    precision: Matrix = (PRIOR, 0.0, 0.0, PRIOR, 0.0, PRIOR)
    mood: float = 0.0
    mood_day: int | None = None
    mood_weight: float = 0.0
    mood_precision: float = PRIOR
    half_life: float = 1000.0

    def learn(self, scheduler: Forecaster, card: CardState, rating: int, now: datetime) -> Self:
        """Return the calibration after an answer.

        An answer is scored if it comes at least a study day after the card's last one. Any other
        only marks that a new study day has begun.

        Args:
            scheduler: whose model predicts, and whose study days count.
            card: the card before the answer.
            rating: 1 (Again) to 4 (Easy).
            now: instant of the answer, aware.

        Raises:
            ValueError: `now` is naive, the rating is none, or the card's memory was made by another
                model.
        """
        return self.learn_outcome(*evidence_of(scheduler, card, rating, now))

    def learn_outcome(self, day: int, recall: float | None, passed: bool, study_days: int) -> Self:
        """Return the calibration after an answer, given in bare numbers.

        Args:
            day: number of the study day.
            recall: what the model predicted; None if the answer is not scored.
            passed: whether the card was recalled.
            study_days: on how many study days the card had been answered before this answer.
        """
        _, after = self.follow(((day, recall, passed, study_days),))
        return after

    def replay(
        self,
        scheduler: Reviewer,
        log: Iterable[tuple[CardName, datetime, int]],
        cards: Mapping[CardName, CardState] | None = None,
    ) -> tuple[dict[CardName, CardState], Self]:
        """Return the state of every card of a learner's log, and the calibration after it.

        They are what they were when each answer was given to `review(..., calibration=...)` and
        then to `learn`, due dates and all, to the last bit.

        Args:
            scheduler: as it was when the answers were given.
            log: (card, instant, rating) of each review, of all cards, in any order; reviews at one
                instant stay in theirs.
            cards: the states to begin with, by card; new ones, with the name of the card as their
                seed, unless told otherwise.

        Raises:
            ValueError: as `Scheduler.review`.
        """
        states, learned = dict(cards or {}), self
        for now, (name, rating) in by_time((at, (card, rating)) for card, at, rating in log):
            before = states.get(name)
            if before is None:
                before = CardState(seed=name)
                name = before.seed  # a plain one, also where numpy named the card
            states[name] = scheduler.review(before, rating, now, calibration=learned)
            learned = learned.learn(scheduler, before, rating, now)
        return states, learned

    def follow(
        self,
        outcomes: Iterable[Evidence],
        *,
        mood: bool = False,
        shifts: list[Vector] | None = None,
    ) -> tuple[list[float | None], Self]:
        """Return the chance of recall estimated before each of many answers, and what is learned.

        A replay comes here with every answer of a log, so all is written out: a call of each of the
        formulas would take longer than the formulas.

        Args:
            outcomes: the answers, in order; see `learn_outcome`.
            mood: whether the estimates count in how the last few answers went.
            shifts: a list to which `shift`, as it was before each answer, is added.

        Returns:
            The estimates, None for an answer that is not scored, and the calibration after all.
        """
        estimates: list[float | None] = []
        (a, b, c), (l00, l01, l02, l11, l12, l22) = self.shift, self.precision
        feeling, mood_day = self.mood, self.mood_day
        weight, ell = self.mood_weight, self.mood_precision
        kept = 2 ** (-1 / self.half_life)
        fade = (1 - kept) * PRIOR
        low, high = SLOPE_LIMITS
        for day, recall, passed, study_days in outcomes:
            if shifts is not None:
                shifts.append((a, b, c))
            if mood_day is None:
                mood_day = day
            elif day > mood_day:
                mood_day = day
                feeling /= 2
            if recall is None:
                estimates.append(None)
                continue
            z0, x1, x2 = _features(recall, study_days)
            moved = a + b * x1 + c * x2
            p1 = probability(z0 + moved) if moved else recall
            u = MOOD_SCALE * feeling
            p2 = probability(z0 + moved + weight * u) if weight * u else p1
            estimates.append(p2 if mood else p1)
            miss = passed - p1

            ell = kept * ell + fade + max(p2 * (1 - p2), 0.001) * u * u
            weight += (u * (passed - p2) - fade * weight) / ell
            v = max(p1 * (1 - p1), 0.001)
            l00 = kept * l00 + fade + v
            l01 = kept * l01 + v * x1
            l02 = kept * l02 + v * x2
            l11 = kept * l11 + fade + v * x1 * x1
            l12 = kept * l12 + v * x1 * x2
            l22 = kept * l22 + fade + v * x2 * x2
            da, db, dc = _solve(
                (l00, l01, l02, l11, l12, l22),
                (miss - fade * a, x1 * miss - fade * b, x2 * miss - fade * c),
            )
            a, b, c = a + da, min(max(b + db, low), high), c + dc
            feeling = MOOD_KEPT * feeling + (1 - MOOD_KEPT) * miss
        precision = l00, l01, l02, l11, l12, l22
        after = _new(self.__class__)
        fields = (a, b, c), precision, feeling, mood_day, weight, ell, self.half_life
        for put, field in zip(_PUTS, fields):  # noqa: B905  # every answer comes here
            put(after, field)
        return estimates, after

    def mood_on(self, day: int) -> float:
        """Return the mood on a study day: half of what it was, if that was on an earlier one."""
        return self.mood / 2 if self.mood_day is not None and day > self.mood_day else self.mood

    def recall(self, recall: float, study_days: int, *, day: int | None = None) -> float:
        """Return the chance of recall for which the model says `recall`.

        It never falls as `recall` rises.

        Args:
            recall: the model's chance of recall, 0 to 1.
            study_days: on how many study days the card was answered so far.
            day: study day of the question, to count the mood in: for display now and for the
                order of cards. Without it, the estimate for schedules and statistics.

        Raises:
            ValueError: recall is not from 0 to 1, or study_days are below 0.
        """
        if not (0 <= recall <= 1 and study_days >= 0):
            raise ValueError(
                f"recall is from 0 to 1, and study_days 0 or more, not {recall!r} and {study_days!r}"
            )
        a, b, c = self.shift
        z0, x1, x2 = _features(recall, study_days)
        moved = a + b * x1 + c * x2
        if day is not None:
            moved += self.mood_weight * MOOD_SCALE * self.mood_on(day)
        return probability(z0 + moved) if moved else recall

    def target(self, retention: float, study_days: int) -> float:
        """Return the chance of recall to ask the model an interval for, to get `retention`.

        The log odds of the two differ by 0.8 at most.

        Args:
            retention: the chance of recall wanted when the card is due, between 0 and 1.
            study_days: on how many study days the card was answered, the present one included.

        Raises:
            ValueError: retention is not between 0 and 1, or study_days are below 0.
        """
        retention = arguments.retention(retention)
        if study_days < 0:
            raise ValueError(f"study_days are 0 or more, not {study_days!r}")
        a, b, c = self.shift
        if not (a or b or c):
            return retention
        z = log(retention) - log(1 - retention)
        wanted = (z - a - c * (log(1 + study_days) - 1) + 2.2 * b) / (1 + b)
        wanted = min(max(wanted, z - MOST_CHANGE), z + MOST_CHANGE)
        return min(max(probability(wanted), 1e-300), 1 - 1e-16)

    def scheduled_recall(self, recall: float, study_days: int) -> float:
        """Return the chance of recall that intervals go by, where the model says `recall`.

        It is `recall(...)` as far as a target may move, and undoes `target`: for a card that is due
        when the model says `target(retention, study_days)`, it is `retention`.

        Args:
            recall: the model's chance of recall, 0 to 1.
            study_days: on how many study days the card was answered so far.
        """
        expected, z = self.recall(recall, study_days), log_odds(recall)
        moved = log_odds(expected) - z
        if abs(moved) <= MOST_CHANGE:
            return expected
        return probability(z + (MOST_CHANGE if moved > 0 else -MOST_CHANGE))

    def summary(self, retention: float = 0.9, study_days: int = TYPICAL_DAYS) -> str:
        """Return in words what was learned: how the learner differs, and the effective target.

        Args:
            retention: the chance of recall wanted when a card is due.
            study_days: on how many study days the card that it is about was answered.
        """
        if self.precision == Calibration().precision:
            return "nothing is known yet of how your memory differs from the model's expectation"
        target = self.target(retention, study_days)
        moved = log_odds(self.recall(retention, study_days)) - log_odds(retention)
        size = abs(moved)
        if size < max(0.1, self._uncertainty(retention, study_days)):
            how = "about as well as"
        else:
            extent = "a little " if size < 0.3 else "much " if size > 0.7 else ""
            how = f"{extent}{'better' if moved > 0 else 'worse'} than"
        digits = 0 if target < 0.95 else 1
        return (
            f"you remember {how} the model expects: "
            f"for {100 * retention:.3g}% it aims at {target:.{digits}%}"
        )

    def _uncertainty(self, retention: float, study_days: int) -> float:
        """Return the standard deviation of the shift of a card at `retention`."""
        _, x1, x2 = _features(retention, study_days)
        y0, y1, y2 = _solve(self.precision, (1.0, x1, x2))
        return sqrt(y0 + x1 * y1 + x2 * y2)


_PUTS = [getattr(Calibration, name).__set__ for name in Calibration._STORED]
"""What puts each field into a calibration that was worked out, without the checks of a given one."""


def log_odds(p: float) -> float:
    """Return ln(p / (1 - p)), p held between 0.0001 and 0.9999."""
    p = 1e-4 if p < 1e-4 else p if p < 1 - 1e-4 else 1 - 1e-4
    return log(p / (1 - p))


def probability(z: float) -> float:
    """Return the chance whose log odds are `z`."""
    if z < 0:
        odds = exp(z)
        return odds / (1 + odds)
    return 1 / (1 + exp(-z))


def _features(recall: float, study_days: float) -> Vector:
    """Return the log odds of what the model predicts, and what the last two shifts go by."""
    z = log_odds(recall)
    held = z if 0.02 <= recall <= 0.999 else log_odds(0.02 if recall < 0.02 else 0.999)
    return z, held - 2.2, log(1 + study_days) - 1


def _solve(m: Matrix, y: Vector) -> Vector:
    """Return the solution of a symmetric, positive definite system, by its Cholesky factor."""
    m00, m01, m02, m11, m12, m22 = m
    l10, l20 = m01 / m00, m02 / m00
    d1 = m11 - l10 * m01
    l21 = (m12 - l20 * m01) / d1
    d2 = m22 - l20 * m02 - l21 * l21 * d1
    y0 = y[0]
    y1 = y[1] - l10 * y0
    x2 = (y[2] - l20 * y0 - l21 * y1) / d2
    x1 = y1 / d1 - l21 * x2
    return y0 / m00 - l10 * x1 - l20 * x2, x1, x2
