"""Values as JSON and back, and the checks of their fields: both from one table of the fields.

A stored value carries its type and the version of its layout. A reader refuses what it does not
know instead of guessing, so that data of a later version is never half understood.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from math import inf
from operator import index
from sys import float_info
from typing import Any, ClassVar, NamedTuple, Self

from quizkit.scheduling.instants import instant
from quizkit.value import Value

MOST = 2**53
"""Counts lie below: what every program that reads JSON takes for a whole number."""
SLACK = 1e-6
"""How far outside its range a number may lie, relative to the bound: single precision leaves it so."""


class UnlikeError(ValueError):
    """A field is not what it should be."""

    def __init__(self, wanted: str, found: object) -> None:
        """Say what was wanted, and what was found instead."""
        super().__init__(f"{wanted}, not {shown(found)}")


def _as_it_is(value: object) -> object:
    return value


class Codec(NamedTuple):
    """How a field is stored and checked.

    `read` checks and converts what `write` made of it. `check` does so with what a constructor is
    given, and makes it plain: a number of numpy's becomes one of Python's. Both raise `UnlikeError`
    for anything else.
    """

    read: Callable[[Any], Any]
    write: Callable[[Any], object] = _as_it_is
    check: Callable[[Any], Any] = _as_it_is


def layout(**codecs: Codec) -> Mapping[str, Codec]:
    """Return the codecs of the fields of a value, in the order of the JSON."""
    return codecs


AS_IT_IS = Codec(_as_it_is)


class Stored(Value):
    """A value that can be stored as JSON, under the name of its class.

    Attributes:
        _STORED: its `layout`.
    """

    __slots__ = ()
    _STORED: ClassVar[Mapping[str, Codec]] = layout()

    def to_dict(self) -> dict[str, Any]:
        """Return the value as JSON values."""
        fields = {name: codec.write(getattr(self, name)) for name, codec in self._STORED.items()}
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
        for name, codec in cls._STORED.items():
            if name not in left:
                raise ValueError(f"a stored {kind} lacks {name!r}")
            try:
                values[name] = codec.read(left.pop(name))
            except UnlikeError as unlike:
                raise ValueError(f"{name} of a stored {kind} is {unlike}") from None
        if left:
            raise ValueError(f"a stored {kind} has no {', '.join(map(repr, left))}")
        return cls(**values)


class Checked(Stored):
    """A stored value whose fields are checked when it is built, too."""

    __slots__ = ()

    def __attrs_post_init__(self) -> None:
        given = [getattr(self, name) for name in self._STORED]
        for name, value in zip(self._STORED, self._checked(*given), strict=True):
            object.__setattr__(self, name, value)

    @classmethod
    def _checked(cls, *fields: Any) -> list[Any]:
        """Return the fields, checked and made plain; ValueError names the first that is wrong."""
        plain = []
        for (name, codec), given in zip(cls._STORED.items(), fields, strict=True):
            try:
                plain.append(codec.check(given))
            except UnlikeError as unlike:
                raise ValueError(f"{cls.__name__}: {name} is {unlike}") from None
        return plain


class Prepared(Checked):
    """A checked value that works out more when it is built, as every use of it asks for that.

    What is worked out is no field: it stands in slots of a base without fields, so that tools that
    go through the fields of a class (cattrs, `attrs.asdict`, `help`) do not meet it.
    """

    __slots__ = ()

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        for name, value in self._worked_out().items():
            object.__setattr__(self, name, value)

    def _worked_out(self) -> Mapping[str, Any]:
        """Return what the slots of the base hold, by their names."""
        raise NotImplementedError

    def __reduce__(self) -> tuple[Any, ...]:
        names = [field.name for field in self.__attrs_attrs__ if field.init]
        return _built, (type(self), {name: getattr(self, name) for name in names})


def _built(kind: type[Prepared], settings: dict[str, Any]) -> Prepared:
    return kind(**settings)


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


def one_of(data: Any, what: str, kinds: Iterable[type[Stored]]) -> Any:
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


def whole(value: Any) -> int:
    """Return a whole number, of whatever type, as an int; UnlikeError if it is none."""
    if type(value) is int:
        return value
    try:
        if not isinstance(value, bool):
            return int(index(value))
    except TypeError:
        pass
    raise UnlikeError("a whole number", value)


def _number(value: Any) -> float:
    """Return a number, of whatever type, as a float or an int; UnlikeError if it is not finite."""
    number = value if type(value) is float or type(value) is int else as_float(value)
    if abs(number) <= float_info.max:
        return number
    raise UnlikeError("a finite number", value)


def as_float(value: Any) -> float:
    """Return a number, of whatever type, as a float, infinite or NaN too; UnlikeError if it is none."""
    if hasattr(value, "__float__") and not isinstance(value, bool | str):
        try:
            return float(value)
        except (TypeError, ValueError, OverflowError):
            pass
    raise UnlikeError("a finite number", value)


def _duration(seconds: Any) -> timedelta:
    try:
        return timedelta(seconds=seconds)
    except OverflowError:
        raise UnlikeError("a duration in seconds", seconds) from None


def _read_instant(value: Any) -> datetime:
    try:
        found = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        raise UnlikeError("an ISO date and time", value) from None
    if found.utcoffset() is None:
        raise UnlikeError("a date and time with its UTC offset", value)
    return found


def _instant(value: Any) -> datetime:
    try:
        return instant(value)
    except ValueError:
        wanted = "an aware datetime, like datetime.now(timezone.utc)"
        raise UnlikeError(wanted, value) from None


def same(check: Callable[[Any], Any]) -> Codec:
    """Return the codec of a field that is in JSON as it is, checked alike when read and built."""
    return Codec(check, check=check)


def such(wanted: str, test: Callable[[Any], bool], codec: Codec | None = None) -> Codec:
    """Return the codec of a field that is stored as `codec` does it, if it passes a test.

    Args:
        wanted: what the test asks for, in the words of an error message.
        test: is given what `codec` has read.
        codec: as it is in JSON, unless told otherwise.
    """

    def passing(take: Callable[[Any], Any]) -> Callable[[Any], Any]:
        def tested(value: object) -> Any:
            """Return the value; UnlikeError if it fails the test."""
            found = take(value)
            if test(found):
                return found
            raise UnlikeError(wanted, value)

        return tested

    if codec is None:
        return same(passing(_as_it_is))
    return Codec(passing(codec.read), codec.write, passing(codec.check))


def then(codec: Codec, read: Callable[[Any], Any], write: Callable[[Any], object]) -> Codec:
    """Return the codec of a field that is read on from what `codec` has read."""
    return Codec(lambda value: read(codec.read(value)), lambda value: codec.write(write(value)))


def optional(codec: Codec, none: object = None) -> Codec:
    """Return the codec of a field of which one value, `none`, is stored as null."""
    return Codec(
        lambda value: none if value is None else codec.read(value),
        lambda value: None if value == none else codec.write(value),
        lambda value: none if value is None or value == none else codec.check(value),
    )


def many(codec: Codec) -> Codec:
    """Return the codec of a tuple, which is stored as a list."""
    return Codec(
        lambda values: tuple(map(codec.read, _LIST.read(values))),
        lambda values: list(map(codec.write, values)),
        lambda values: tuple(map(codec.check, _LIST.read(values))),
    )


def inner(read: Callable[[object], Any], check: Callable[[Any], Any] = _as_it_is) -> Codec:
    """Return the codec of a value that is stored by its own `to_dict`."""
    return Codec(read, lambda value: value.to_dict(), check)


_LIST = such("a list", lambda value: isinstance(value, list | tuple))
FLAG = such("True or False", lambda value: isinstance(value, bool))
WHOLE = same(whole)
COUNT = such("a whole number, 0 or more", lambda number: 0 <= number < MOST, WHOLE)
NUMBER = same(_number)
SECONDS = then(NUMBER, _duration, timedelta.total_seconds)
INSTANT = Codec(_read_instant, datetime.isoformat, _instant)


def between(low: float, high: float = inf, unit: str = "") -> Codec:
    """Return the codec of a finite number from `low` to `high`, in the unit that is named.

    One outside by no more than `SLACK` is moved to the bound.
    """
    wanted = f"{low:g} or more" if high == inf else f"from {low:g} to {high:g}"
    wanted = f"{wanted} {unit}" if unit else wanted
    lowest, highest = low - SLACK * abs(low), high + SLACK * abs(high)

    def held(value: Any) -> float:
        number = _number(value)
        if low <= number <= high:
            return number
        if lowest <= number <= highest:
            return low if number < low else high
        raise UnlikeError(wanted, value)

    return same(held)
