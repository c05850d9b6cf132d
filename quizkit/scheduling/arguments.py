"""The arguments of schedulers, checked: nonsense is a ValueError that names the argument."""

from collections.abc import Callable, Iterable
from datetime import timedelta
from math import inf
from typing import Any

from quizkit.scheduling.memory import MIN_EASE, MemoryState
from quizkit.scheduling.memory_model import MemoryModel
from quizkit.scheduling.stored import NUMBER, SECONDS, UnlikeError, as_float, many, shown, such

_LONGEST_STEP = timedelta(days=36500)


def _step(value: object) -> timedelta:
    if isinstance(value, timedelta) and timedelta(0) < value <= _LONGEST_STEP:
        return value
    raise UnlikeError("a timedelta above 0, of at most 36500 days", value)


def _interval(value: Any) -> timedelta:
    duration = as_duration(value)
    if isinstance(duration, timedelta) and duration > timedelta(0):
        return duration
    raise UnlikeError("a timedelta or a number of days, above 0", value)


STEPS = many(SECONDS._replace(check=_step))
INTERVAL = SECONDS._replace(check=_interval)
CHANCE = such("a number between 0 and 1", lambda chance: 0 < chance < 1, NUMBER)
"""How the settings of schedulers are checked and stored."""


def model(value: MemoryModel[MemoryState]) -> MemoryModel[MemoryState]:
    """Return a memory model; ValueError if it is none."""
    if isinstance(value, type) or not hasattr(value, "interval_at"):
        raise ValueError(f"model is a memory model like FSRS6(), not {value!r}")
    return value


def as_steps(values: Iterable[timedelta]) -> tuple[timedelta, ...]:
    """Return a list of steps as a tuple; anything else as it is, for `STEPS` to find."""
    return tuple(values) if isinstance(values, Iterable) else values


def as_duration(value: timedelta | float) -> timedelta:
    """Return a number of days as a timedelta; anything else as it is."""
    try:
        return value if isinstance(value, timedelta) else timedelta(days=NUMBER.check(value))
    except (ValueError, OverflowError):
        return value  # type: ignore[return-value]  # for `INTERVAL` to find


def retention(value: float) -> float:
    """Return a chance of recall that is wanted; ValueError if it is not between 0 and 1."""
    if type(value) is float and 0 < value < 1:  # FSRS-7 asks with every interval
        return value
    return _within("retention", value, "between 0 and 1", lambda chance: 0 < chance < 1)


def ease(value: float) -> float:
    """Return an ease of SM-2; ValueError if none can be so low, or it is not finite."""
    return _within(
        "ease", value, f"finite, {MIN_EASE} or more", lambda ease: MIN_EASE <= ease < inf
    )


def interval_days(value: float) -> float:
    """Return an interval in days; ValueError if it is not above 0, or not finite."""
    return _within("interval_days", value, "finite, above 0", lambda days: 0 < days < inf)


def _within(name: str, value: float, wanted: str, test: Callable[[float], bool]) -> float:
    """Return a number as a float or an int; ValueError if it fails a test, or is none."""
    try:
        number: float = value if type(value) is float else NUMBER.check(value)
        if test(number):
            return number
    except UnlikeError:
        pass
    raise ValueError(f"{name} is {wanted}, not {value!r}")


def elapsed_days(value: float) -> float:
    """Return a number of days as a float, 0 for one below; ValueError if it is NaN or none."""
    try:
        days = value if type(value) is float else as_float(value)
        if days == days:
            return days if days > 0 else 0.0
    except UnlikeError:
        pass
    raise no_days(value)


def no_days(value: object) -> ValueError:
    """Return the error that something is no number of days."""
    return ValueError(f"elapsed_days is a number, not {'NaN' if value != value else shown(value)}")
