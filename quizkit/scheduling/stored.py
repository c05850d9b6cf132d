"""Values as JSON and back: `Stored` makes both from a table of the fields.

A stored value carries its type and the version of its layout. A reader refuses what it does not
know instead of guessing, so that data of a later version is never half understood.
"""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from math import inf, isfinite
from typing import Any, ClassVar, NamedTuple, Self, TypeGuard

MOST = 2**53
"""Counts lie below: what every program that reads JSON takes for a whole number."""


class UnlikeError(ValueError):
    """A stored field is not what it should be."""

    def __init__(self, wanted: str, found: object) -> None:
        """Say what was wanted, and what was found instead."""
        super().__init__(f"{wanted}, not {shown(found)}")


def _as_it_is(value: object) -> object:
    return value


class Codec(NamedTuple):
    """How a field is stored: `read` checks and converts what `write` made of it.

    `read` raises `UnlikeError` for anything else.
    """

    read: Callable[[object], Any]
    write: Callable[[Any], object] = _as_it_is


def layout(**codecs: Codec) -> Mapping[str, Codec]:
    """Return how each field of a value is stored, in the order of the JSON."""
    return codecs


class Stored:
    """A value that can be stored as JSON, under the name of its class.

    Attributes:
        STORED: its `layout`.
    """

    __slots__ = ()
    STORED: ClassVar[Mapping[str, Codec]] = layout()

    def to_dict(self) -> dict[str, Any]:
        """Return the value as JSON values."""
        fields = {name: codec.write(getattr(self, name)) for name, codec in self.STORED.items()}
        return {"type": type(self).__name__, "version": 1, **fields}

    @classmethod
    def from_dict(cls, data: object) -> Self:
        """Return the value that `to_dict` wrote.

        Raises:
            ValueError: of another type or version, or not what `to_dict` writes.
        """
        kind = cls.__name__
        left = _opened(data, kind)
        values = {}
        for name, codec in cls.STORED.items():
            if name not in left:
                raise ValueError(f"a stored {kind} lacks {name!r}")
            try:
                values[name] = codec.read(left.pop(name))
            except UnlikeError as unlike:
                raise ValueError(f"{name} of a stored {kind} is {unlike}") from None
        if left:
            raise ValueError(f"a stored {kind} has no {', '.join(map(repr, left))}")
        return cls(**values)


def _opened(data: object, kind: str) -> dict[str, object]:
    """Return the fields of a stored value; ValueError if it is of another type or version."""
    if not isinstance(data, Mapping):
        raise ValueError(f"a stored {kind} is a mapping, not {shown(data)}")
    fields = dict(data)
    found, version = fields.pop("type", None), fields.pop("version", None)
    if found != kind:
        raise ValueError(f"type of a stored {kind} is {kind!r}, not {shown(found)}")
    if version != 1 or isinstance(version, bool):
        raise ValueError(
            f"a stored {kind} of version {shown(version)}; this program reads version 1"
        )
    return fields


def type_of(data: object) -> object:
    """Return the type a stored value names, None if it names none."""
    return data.get("type") if isinstance(data, Mapping) else None


def shown(value: object) -> str:
    """Return a value as an error message quotes it: in 60 characters at most."""
    quoted = repr(value)
    return quoted if len(quoted) <= 60 else quoted[:57] + "..."


def is_whole(value: object) -> TypeGuard[int]:
    """Tell whether a value is a whole number; True and False are none."""
    return isinstance(value, int) and not isinstance(value, bool)


def number(value: object) -> float:
    """Return a finite number."""
    try:
        if (is_whole(value) or isinstance(value, float)) and isfinite(value):
            return value
    except OverflowError:
        pass  # a whole number of more than 300 digits
    raise UnlikeError("a finite number", value)


def count(value: object) -> int:
    """Return a whole number, 0 or more."""
    if is_whole(value) and 0 <= value < MOST:
        return value
    raise UnlikeError("a whole number, 0 or more", value)


def _flag(value: object) -> bool:
    if isinstance(value, bool):
        return value
    raise UnlikeError("true or false", value)


def _duration(value: object) -> timedelta:
    try:
        return timedelta(seconds=number(value))
    except OverflowError:
        raise UnlikeError("a duration in seconds", value) from None


def _date_and_time(value: object) -> datetime:
    try:
        found = datetime.fromisoformat(value)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        raise UnlikeError("an ISO date and time", value) from None
    if found.utcoffset() is None:
        raise UnlikeError("a date and time with its UTC offset", value)
    return found


def between(low: float, high: float = inf) -> Codec:
    """Return the codec of a number from `low` to `high`."""

    def read(value: object) -> float:
        found = number(value)
        if low <= found <= high:
            return found
        raise UnlikeError(f"from {low:g} to {high:g}", value)

    return Codec(read)


def optional(codec: Codec) -> Codec:
    """Return the codec of a field that may be None."""
    read, write = codec
    return Codec(
        lambda value: None if value is None else read(value),
        lambda value: None if value is None else write(value),
    )


def many(codec: Codec) -> Codec:
    """Return the codec of a tuple, which is stored as a list."""
    read, write = codec

    def read_all(value: object) -> tuple[Any, ...]:
        if isinstance(value, list | tuple):
            return tuple(map(read, value))
        raise UnlikeError("a list", value)

    return Codec(read_all, lambda values: list(map(write, values)))


def inner(read: Callable[[object], Any]) -> Codec:
    """Return the codec of a value that is stored by its own `to_dict`."""
    return Codec(read, lambda value: value.to_dict())


NUMBER, COUNT, FLAG = Codec(number), Codec(count), Codec(_flag)
SECONDS = Codec(_duration, timedelta.total_seconds)
INSTANT = Codec(_date_and_time, datetime.isoformat)
