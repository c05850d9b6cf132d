"""The arguments of schedulers, checked: nonsense is a ValueError that names the argument."""

from collections.abc import Callable, Iterable
from datetime import timedelta
from math import inf
from typing import TYPE_CHECKING, Any

from quizkit.scheduling.memory import MIN_EASE, MemoryState
from quizkit.scheduling.memory_model import MemoryModel

if TYPE_CHECKING:
    from attrs import Attribute


def check(
    wanted: str, test: Callable[[Any], bool]
) -> Callable[[object, "Attribute[Any]", Any], None]:
    """Return a validator for attrs that raises ValueError for what does not pass a test.

    Args:
        wanted: what passes, in the words of the error message.
        test: is given the value.
    """

    def validate(_: object, attribute: "Attribute[Any]", value: object) -> None:
        """Refuse a value that fails the test, with a ValueError; attrs calls this."""
        if not test(value):
            raise ValueError(f"{attribute.name} is {wanted}, not {value!r}")

    return validate


def _are_steps(value: object) -> bool:
    return isinstance(value, tuple) and all(map(_is_duration, value))


def _is_duration(value: object) -> bool:
    return isinstance(value, timedelta) and value > timedelta(0)


flag = check("True or False", lambda value: isinstance(value, bool))
probability = check(
    "a number between 0 and 1", lambda value: isinstance(value, int | float) and 0 < value < 1
)
steps = check("a list of timedeltas above 0", _are_steps)
duration = check("a timedelta or a number of days, above 0", _is_duration)
policy_of_days = check(
    "a policy of days like CalendarDays('Europe/Rome')",
    lambda value: hasattr(value, "study_day") and not isinstance(value, type),
)


def model(value: MemoryModel[MemoryState]) -> MemoryModel[MemoryState]:
    """Return a memory model; ValueError if it is none."""
    if isinstance(value, type) or not hasattr(value, "interval_at"):
        raise ValueError(f"model is a memory model like FSRS6(), not {value!r}")
    return value


def as_steps(values: Iterable[timedelta]) -> tuple[timedelta, ...]:
    """Return a list of steps as a tuple; anything else as it is, for a `check` to find."""
    return tuple(values) if isinstance(values, Iterable) else values


def as_duration(value: timedelta | float) -> timedelta:
    """Return a number of days as a timedelta; anything else as it is."""
    try:
        return value if isinstance(value, timedelta) else timedelta(days=value)
    except (TypeError, ValueError, OverflowError):
        return value  # type: ignore[return-value]  # for a `check` to find


def retention(value: float) -> float:
    """Return a chance of recall that is wanted; ValueError if it is not between 0 and 1."""
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
    """Return a number that passes a test; ValueError if it fails, or is no number."""
    try:
        if test(value):
            return value
    except TypeError:  # cannot be compared with numbers
        pass
    raise ValueError(f"{name} is {wanted}, not {value!r}")


def elapsed_days(value: float) -> float:
    """Return a number of days, 0 for one below."""
    try:
        if value == value:
            return max(value, 0)
    except TypeError:  # cannot be compared with numbers
        pass
    raise ValueError(f"elapsed_days is a number, not {'NaN' if value != value else repr(value)}")
