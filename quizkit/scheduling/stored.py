"""Reading back what `to_dict` wrote: plain JSON values, checked, with messages that say where.

A stored value carries its type and the version of its layout. A reader refuses what it does not
know instead of guessing, so that data of a later version is never half understood.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from math import isfinite
from typing import TypeGuard

MOST = 2**53
"""Counts lie below: what every program that reads JSON takes for a whole number."""


class Fields:
    """The fields of one stored value, taken one by one; what is left over is an error."""

    def __init__(self, data: object, type_name: str, version: int = 1) -> None:
        """Open a stored value.

        Raises:
            ValueError: it is no mapping, of another type, or of a version this code does not know.
        """
        if not isinstance(data, Mapping):
            raise ValueError(f"a stored {type_name} is a mapping, not {shown(data)}")
        self._type_name = type_name
        self._data = dict(data)
        found = self.take("type")
        if found != type_name:
            raise self.bad("type", repr(type_name), found)
        found = self.take("version")
        if found != version or isinstance(found, bool):
            raise ValueError(
                f"a stored {type_name} of version {shown(found)}; "
                f"this program reads version {version}"
            )

    def take(self, name: str) -> object:
        """Return a field as it is, and mark it as read."""
        if name not in self._data:
            raise ValueError(f"a stored {self._type_name} lacks {name!r}")
        return self._data.pop(name)

    def number(self, name: str) -> float:
        """Return a finite number."""
        return self._number(name, self.take(name))

    def number_between(self, name: str, low: float, high: float) -> float:
        """Return a number from `low` to `high`."""
        value = self.number(name)
        if not low <= value <= high:
            raise self.bad(name, f"from {low:g} to {high:g}", value)
        return value

    def numbers(self, name: str) -> tuple[float, ...]:
        """Return a list of finite numbers."""
        value = self.take(name)
        if not isinstance(value, list | tuple):
            raise self.bad(name, "a list of numbers", value)
        return tuple(self._number(name, item) for item in value)

    def count(self, name: str) -> int:
        """Return a whole number, 0 or more."""
        value = self.take(name)
        if not _is_count(value):
            raise self.bad(name, "a whole number, 0 or more", value)
        return value

    def counts(self, name: str) -> tuple[int, ...]:
        """Return a list of whole numbers, 0 or more."""
        value = self.take(name)
        if not isinstance(value, list | tuple) or not all(map(_is_count, value)):
            raise self.bad(name, "a list of whole numbers, 0 or more", value)
        return tuple(value)

    def flag(self, name: str) -> bool:
        """Return true or false."""
        value = self.take(name)
        if not isinstance(value, bool):
            raise self.bad(name, "true or false", value)
        return value

    def text(self, name: str) -> str:
        """Return a text."""
        value = self.take(name)
        if not isinstance(value, str):
            raise self.bad(name, "a text", value)
        return value

    def seconds(self, name: str) -> timedelta:
        """Return a duration that was stored in seconds."""
        return self._duration(name, self.number(name))

    def many_seconds(self, name: str) -> tuple[timedelta, ...]:
        """Return durations that were stored in seconds."""
        return tuple(self._duration(name, item) for item in self.numbers(name))

    def instant(self, name: str) -> datetime | None:
        """Return an aware datetime that was stored as an ISO text, or None."""
        value = self.take(name)
        if value is None:
            return None
        try:
            instant = datetime.fromisoformat(value)  # type: ignore[arg-type]
        except (TypeError, ValueError) as error:
            raise self.bad(name, "an ISO date and time", value) from error
        if instant.utcoffset() is None:
            raise self.bad(name, "a date and time with its UTC offset", value)
        return instant

    def end(self) -> None:
        """Raise ValueError if a field has not been read."""
        if self._data:
            raise ValueError(
                f"a stored {self._type_name} has no {', '.join(map(repr, self._data))}"
            )

    def bad(self, name: str, wanted: str, value: object) -> ValueError:
        """Return the error that a field is not what it should be."""
        return ValueError(f"{name} of a stored {self._type_name} is {wanted}, not {shown(value)}")

    def _number(self, name: str, value: object) -> float:
        try:
            if not isinstance(value, bool) and isinstance(value, int | float) and isfinite(value):
                return value
        except OverflowError:
            pass  # a whole number of more than 300 digits
        raise self.bad(name, "a finite number", value)

    def _duration(self, name: str, seconds: float) -> timedelta:
        try:
            return timedelta(seconds=seconds)
        except OverflowError as error:
            raise self.bad(name, "a duration in seconds", seconds) from error


def type_of(data: object) -> object:
    """Return the type a stored value names, None if it names none."""
    return data.get("type") if isinstance(data, Mapping) else None


def _is_count(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < MOST


def shown(value: object) -> str:
    """Return a value as an error message quotes it: in 60 characters at most."""
    quoted = repr(value)
    return quoted if len(quoted) <= 60 else quoted[:57] + "..."
