"""Equality, hash and repr of values, and the counts that reprs and messages tell: written once.

attrs compiles these three anew for each class while it is imported, which delays the first question
(`pytest tests/benchmarks/bench_startup.py -s`). Classes made with
`@frozen(eq=False, repr=False)` on this base have the same, worked out from their fields when asked
for. It is a base and no decorator of our own, as mypy takes for attrs classes, and `evolve` with
them, what the decorators of attrs make.
"""

from collections.abc import Mapping
from typing import Any, ClassVar, Self


class Value:
    """A value: equal to another of its class whose fields are equal."""

    __slots__ = ()
    __attrs_attrs__: ClassVar[tuple[Any, ...]] = ()
    """The fields; a class without any needs no decorator."""

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Value) and other.__class__ is self.__class__:
            return self is other or self._compared() == other._compared()
        return NotImplemented

    def __hash__(self) -> int:
        return hash((self.__class__, _hashable(self._compared())))

    def __repr__(self) -> str:
        fields = (a.name for a in self.__attrs_attrs__ if a.repr)
        shown = ", ".join(f"{name}={getattr(self, name)!r}" for name in fields)
        return f"{self.__class__.__qualname__}({shown})"

    def __replace__(self, **changes: Any) -> Self:
        """Return a value of a class that attrs did not make, which has no fields to replace."""
        return self.__class__(**changes)

    def _compared(self) -> tuple[object, ...]:
        return tuple(getattr(self, a.name) for a in self.__attrs_attrs__ if a.eq)


def count(number: int, noun: str, plural: str = "") -> str:
    """Return `1 card`, `2 cards`."""
    return f"{number} {noun if number == 1 else plural or noun + 's'}"


def _hashable(value: object) -> object:
    """Return what the hash of a field is made of: mappings and lists in a value do not change."""
    match value:
        case Mapping():
            return frozenset((key, _hashable(inner)) for key, inner in value.items())
        case tuple() | list():
            return tuple(map(_hashable, value))
        case _:
            return value
