"""The arguments of schedulers, checked: nonsense is a ValueError that names the argument."""

from collections.abc import Iterable
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from attrs import Attribute

    from quizkit.scheduling.days import Days
    from quizkit.scheduling.memory_model import MemoryModel


def model(value: "MemoryModel") -> "MemoryModel":
    """Return a memory model."""
    if isinstance(value, type) or not hasattr(value, "interval_at"):
        raise ValueError(f"model is a memory model like FSRS6(), not {value!r}")
    return value


def desired_retention(value: float) -> float:
    """Return a number between 0 and 1."""
    if not isinstance(value, int | float) or not 0 < value < 1:
        raise ValueError(f"desired_retention is a number between 0 and 1, not {value!r}")
    return value


def elapsed_days(value: float) -> float:
    """Return a number of days, 0 for one below."""
    if value != value:
        raise ValueError("elapsed_days is a number, not NaN")
    return max(value, 0)


def learning_steps(steps: Iterable[timedelta]) -> tuple[timedelta, ...]:
    """Return durations above 0."""
    return _steps("learning_steps", steps)


def relearning_steps(steps: Iterable[timedelta]) -> tuple[timedelta, ...]:
    """Return durations above 0."""
    return _steps("relearning_steps", steps)


def minimum_interval(value: timedelta | float) -> timedelta:
    """Return a duration above 0, given as such or in days."""
    return _duration("minimum_interval", value)


def maximum_interval(value: timedelta | float) -> timedelta:
    """Return a duration above 0, given as such or in days."""
    return _duration("maximum_interval", value)


def flag(_: object, attribute: "Attribute[bool]", value: bool) -> None:
    """Raise ValueError if an attribute is neither True nor False."""
    if not isinstance(value, bool):
        raise ValueError(f"{attribute.name} is True or False, not {value!r}")


def day(value: "Days") -> "Days":
    """Return a policy of days."""
    if isinstance(value, type) or not hasattr(value, "study_day"):
        raise ValueError(f"day is a policy of days like CalendarDays('Europe/Rome'), not {value!r}")
    return value


def _steps(name: str, steps: Iterable[timedelta]) -> tuple[timedelta, ...]:
    if not isinstance(steps, Iterable):
        raise ValueError(f"{name} is a list of timedeltas, not {steps!r}")
    steps = tuple(steps)
    for step in steps:
        if not isinstance(step, timedelta) or step <= timedelta(0):
            raise ValueError(f"{name}: a step is a timedelta above 0, not {step!r}")
    return steps


def _duration(name: str, value: timedelta | float) -> timedelta:
    try:
        duration = value if isinstance(value, timedelta) else timedelta(days=value)
    except (TypeError, ValueError, OverflowError):
        raise ValueError(f"{name} is a timedelta or a number of days, not {value!r}") from None
    if duration <= timedelta(0):
        raise ValueError(f"{name} is above 0, not {value!r}")
    return duration
