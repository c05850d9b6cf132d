"""Values as JSON and back: `Stored` makes both from a table of the fields.

A stored value carries its type and the version of its layout. A reader refuses what it does not
know instead of guessing, so that data of a later version is never half understood.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from math import inf
from sys import float_info
from typing import Any, ClassVar, NamedTuple, Self

from quizkit.value import Value

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
    """Return the codecs of the fields of a value, in the order of the JSON."""
    return codecs


AS_IT_IS = Codec(_as_it_is)


class Stored(Value):
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


def one_of(data: object, what: str, kinds: Iterable[type[Stored]]) -> Any:
    """Return the value that the `to_dict` of one of some classes wrote.

    Raises:
        ValueError: none of them did; `what` is what the message calls the value.
    """
    named = data.get("type") if isinstance(data, Mapping) else None
    for kind in kinds:
        if kind.__name__ == named:
            return kind.from_dict(data)
    raise ValueError(f"{what} is of unknown type {shown(named)}")


def shown(value: object) -> str:
    """Return a value as an error message quotes it: in 60 characters at most."""
    quoted = repr(value)
    return quoted if len(quoted) <= 60 else quoted[:57] + "..."


def is_whole(value: object) -> bool:
    """Tell whether a value is a whole number; True and False are none."""
    return isinstance(value, int) and not isinstance(value, bool)


def _is_number(value: Any) -> bool:
    return (is_whole(value) or isinstance(value, float)) and abs(value) <= float_info.max


def _duration(seconds: Any) -> timedelta:
    try:
        return timedelta(seconds=seconds)
    except OverflowError:
        raise UnlikeError("a duration in seconds", seconds) from None


def _instant(value: Any) -> datetime:
    try:
        found = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        raise UnlikeError("an ISO date and time", value) from None
    if found.utcoffset() is None:
        raise UnlikeError("a date and time with its UTC offset", value)
    return found


def such(wanted: str, test: Callable[[Any], bool], codec: Codec = AS_IT_IS) -> Codec:
    """Return the codec of a field that is stored as `codec` does it, if it passes a test.

    Args:
        wanted: what the test asks for, in the words of an error message.
        test: is given what `codec` has read.
        codec: as it is in JSON, unless told otherwise.
    """

    def read(value: object) -> Any:
        """Return the value; UnlikeError if it fails the test."""
        found = codec.read(value)
        if test(found):
            return found
        raise UnlikeError(wanted, value)

    return Codec(read, codec.write)


def then(codec: Codec, read: Callable[[Any], Any], write: Callable[[Any], object]) -> Codec:
    """Return the codec of a field that is read on from what `codec` has read."""
    return Codec(lambda value: read(codec.read(value)), lambda value: codec.write(write(value)))


def optional(codec: Codec, none: object = None) -> Codec:
    """Return the codec of a field of which one value, `none`, is stored as null."""
    return Codec(
        lambda value: none if value is None else codec.read(value),
        lambda value: None if value == none else codec.write(value),
    )


def many(codec: Codec) -> Codec:
    """Return the codec of a tuple, which is stored as a list."""
    return Codec(
        lambda values: tuple(map(codec.read, _LIST.read(values))),
        lambda values: list(map(codec.write, values)),
    )


def inner(read: Callable[[object], Any]) -> Codec:
    """Return the codec of a value that is stored by its own `to_dict`."""
    return Codec(read, lambda value: value.to_dict())


_LIST = such("a list", lambda value: isinstance(value, list | tuple))
FLAG = such("true or false", lambda value: isinstance(value, bool))
WHOLE = such("a whole number", is_whole)
COUNT = such("a whole number, 0 or more", lambda value: is_whole(value) and 0 <= value < MOST)
NUMBER = such("a finite number", _is_number)
SECONDS = then(NUMBER, _duration, timedelta.total_seconds)
INSTANT = Codec(_instant, datetime.isoformat)


def between(low: float, high: float = inf) -> Codec:
    """Return the codec of a number from `low` to `high`."""
    return such(f"from {low:g} to {high:g}", lambda number: low <= number <= high, NUMBER)
