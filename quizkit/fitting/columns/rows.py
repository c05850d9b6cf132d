"""The calls for one card over columns of stored cards: what a table holds, without a log.

Each is named as its counterpart, and gives an array with what that says of each card. What is
missing (a card that is new, a NULL of a table) is NaN, None or NaT, and stays NaN.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, TypeAlias

import attrs
import numpy as np

from quizkit.fitting.columns.arrays import Floats, Indices, column_of
from quizkit.fitting.columns.formulas import formulas_of
from quizkit.fitting.columns.instants import DayCount, InUTC, instants_of, times_of
from quizkit.scheduling.calibration import MOOD_SCALE, MOST_CHANGE, Calibration
from quizkit.scheduling.instants import instant
from quizkit.scheduling.memory import DIFFICULTY, FSRS6_STABILITY, FSRS7_STABILITY
from quizkit.scheduling.memory_model import MemoryModel
from quizkit.scheduling.scheduler import Scheduler

Numbers: TypeAlias = Iterable[float | None]
"""A column: a list, an array, that of a data frame."""

_BOUNDS = {
    "stability": FSRS6_STABILITY,
    "slow": FSRS7_STABILITY,
    "fast": FSRS7_STABILITY,
    "difficulty": DIFFICULTY,
}
_SLACK = 1e-6
"""The share by which a number may lie out of bounds: single precision stores it so."""


def retrievability(
    model: MemoryModel[Any], memory: Mapping[str, Numbers], elapsed_days: Numbers
) -> Floats:
    """Return the chance of recall of each card, as `model.retrievability` does.

    Args:
        model: an `FSRS6` or `FSRS7`, nothing derived from them.
        memory: a column for each number that it remembers: `stability` and `difficulty` for FSRS-6,
            `slow`, `fast` and `difficulty` for FSRS-7; `ReplayedLog.memory` is such.
        elapsed_days: since the last reviews; below 0 they count as 0.

    Raises:
        ValueError: the columns differ in length, are not those of the model, or a number is out of
            range.
    """
    formulas = formulas_of(model)
    states, elapsed = _aligned(model, memory, "elapsed_days", elapsed_days)
    return formulas.retrievability(states, np.maximum(elapsed, 0.0))


def interval(
    model: MemoryModel[Any], memory: Mapping[str, Numbers], retention: Numbers | float = 0.9
) -> Floats:
    """Return the days, unrounded, until recall has fallen to `retention`, as `model.interval` does.

    Args:
        model: the memory model.
        memory: as for `retrievability`.
        retention: the chance of recall wanted, between 0 and 1: one number, or one for each card.

    Raises:
        ValueError: as `retrievability`, or a retention is not between 0 and 1.
    """
    formulas = formulas_of(model)
    states, wanted = _aligned(model, memory, "retention", retention)
    _check_retention(wanted)
    return formulas.interval(states, wanted)


def elapsed_days(
    scheduler: Scheduler[Any],
    last_reviews: Iterable[datetime | float | None],
    now: datetime,
    *,
    utc_offsets: Iterable[float] | None = None,
) -> Floats:
    """Return the days since the last reviews as the scheduler counts them, 0 where `now` is earlier.

    Args:
        scheduler: with FSRS-6 or FSRS-7 and days of this package.
        last_reviews: aware datetimes, seconds since 1970 (UTC), datetime64 in UTC, or a column of a
            data frame, in its zone if it has one.
        now: an aware datetime.
        utc_offsets: those of times given as seconds; see `replay_log`.

    Raises:
        ValueError: a datetime is naive, a time is none, or the scheduler or its days are of another
            kind.
    """
    if not isinstance(scheduler, Scheduler):
        raise ValueError(f"a scheduler of another kind counts card by card: {scheduler!r}")
    column = times_of(last_reviews)
    lasts: Any = column.times if isinstance(column, InUTC) else column
    there = _present(lasts)
    offsets = None if utc_offsets is None else _floats(utc_offsets)[there].tolist()
    known: Any = (
        lasts[there] if isinstance(lasts, np.ndarray) else [lasts[n] for n in there.tolist()]
    )
    known = InUTC(known, column.zone) if isinstance(column, InUTC) else known
    clock = DayCount.of(scheduler.day, fractions=scheduler.model.counts_fractions)
    read = clock.readings(instants_of(known, offsets))
    days = np.full(len(lasts), np.nan)
    days[there] = clock.days(clock.readings(instants_of([instant(now)])) - read)
    return days


def recall(
    calibration: Calibration, recalls: Numbers, study_days: Numbers, *, day: int | None = None
) -> Floats:
    """Return the chances of recall where the model says `recalls`, as `Calibration.recall` does.

    Args:
        calibration: what is known of the learner.
        recalls: the model's chances of recall, 0 to 1.
        study_days: on how many study days each card was answered so far.
        day: study day of the question, to count the mood in.

    Raises:
        ValueError: the columns differ in length, or a number is out of range.
    """
    chances, days = _same_length(recalls=recalls, study_days=study_days)
    _check_range("a chance of recall", chances, high=1)
    _check_range("study_days", days)
    a, b, c = calibration.shift
    z = _log_odds(chances)
    moved = a + b * (_log_odds(np.clip(chances, 0.02, 0.999)) - 2.2) + c * (np.log1p(days) - 1)
    if day is not None:
        moved += calibration.mood_weight * MOOD_SCALE * calibration.mood_on(day)
    return np.where(moved == 0, chances, _probability(z + moved))


def target(calibration: Calibration, retention: Numbers | float, study_days: Numbers) -> Floats:
    """Return the chances to ask `interval` for, to get `retention`, as `Calibration.target` does.

    Args:
        calibration: what is known of the learner.
        retention: the chance of recall wanted, between 0 and 1: one number, or one for each card.
        study_days: on how many study days each card was answered, that of its last review included.

    Raises:
        ValueError: the columns differ in length, or a number is out of range.
    """
    wanted, days = _same_length(retention=retention, study_days=study_days)
    _check_retention(wanted)
    _check_range("study_days", days)
    a, b, c = calibration.shift
    if not (a or b or c):
        return wanted
    z = np.log(wanted) - np.log(1 - wanted)
    moved = (z - a - c * (np.log1p(days) - 1) + 2.2 * b) / (1 + b)
    chances = _probability(np.clip(moved, z - MOST_CHANGE, z + MOST_CHANGE))
    return np.clip(chances, 1e-300, 1 - 1e-16)


def _aligned(
    model: MemoryModel[Any], memory: Mapping[str, Numbers], name: str, other: Numbers | float
) -> tuple[list[Floats], Floats]:
    """Return the columns of the memory in the order of the model, and the other one."""
    names = [field.name for field in attrs.fields(model.State)]
    found = [*memory] if hasattr(memory, "keys") else [type(memory).__name__]  # a data frame, too
    if set(found) != set(names):
        raise ValueError(
            f"memory has the columns {', '.join(names)} of {type(model).__name__}, "
            f"not {', '.join(map(str, found)) or 'none'}"
        )
    *states, last = _same_length(**{name: memory[name] for name in names}, **{name: other})
    return [_held(*pair) for pair in zip(names, states, strict=True)], last


def _same_length(**columns: Numbers | float) -> list[Floats]:
    """Return columns as arrays of equal length; a single number counts for every card."""
    arrays = {name: _floats(column) for name, column in columns.items()}
    lengths = {name: len(array) for name, array in arrays.items() if array.ndim}
    if len(set(lengths.values())) > 1:
        told = ", ".join(f"{length} of {name}" for name, length in lengths.items())
        raise ValueError(f"the columns differ in length: {told}")
    return [np.array(array) for array in np.broadcast_arrays(*arrays.values())]


def _present(column: Any) -> Indices:
    """Return the places of a column of times that are not missing."""
    kind = column.dtype.kind if isinstance(column, np.ndarray) else "O"
    missing = {"M": np.isnat, "f": np.isnan}.get(kind)
    if missing is None:
        return np.flatnonzero([time is not None and time == time for time in column])
    return np.flatnonzero(~missing(column))


def _floats(column: Any) -> Floats:
    whole = np.asarray(column if np.isscalar(column) else column_of(column))
    return whole.astype(np.float64)  # of None it makes NaN


def _held(name: str, numbers: Floats) -> Floats:
    low, high = _BOUNDS[name]
    outside = (numbers < low * (1 - _SLACK)) | (numbers > high * (1 + _SLACK))
    if outside.any():
        row = int(outside.argmax())
        raise ValueError(f"{name} is from {low:g} to {high:g}, not {numbers[row]:g} (row {row})")
    return np.clip(numbers, low, high)


def _check_retention(wanted: Floats) -> None:
    outside = (wanted <= 0) | (wanted >= 1)
    if outside.any():
        raise ValueError(f"retention is between 0 and 1, not {wanted[outside.argmax()]:g}")


def _check_range(name: str, numbers: Floats, high: float = np.inf) -> None:
    outside = (numbers < 0) | (numbers > high)
    if outside.any():
        wanted = "0 or more" if high == np.inf else f"from 0 to {high:g}"
        raise ValueError(f"{name} is {wanted}, not {numbers[outside.argmax()]:g}")


def _log_odds(p: Floats) -> Floats:
    held = np.clip(p, 1e-4, 1 - 1e-4)
    odds: Floats = np.log(held / (1 - held))
    return odds


def _probability(z: Floats) -> Floats:
    odds = np.exp(-np.abs(z))
    chances: Floats = np.where(z < 0, odds, 1.0) / (1 + odds)
    return chances
