"""A mapping that shares what it has in common with the one it was made from.

A session keeps every state that an undo may return to, and an answer changes one record of all.
"""

from collections.abc import Hashable, Iterator, Mapping
from typing import TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")
V_co = TypeVar("V_co", covariant=True)

_FEW, _MANY = 32, 1024


class Overlay(Mapping[K, V_co]):
    """A mapping, and changes laid over it.

    The changes lie in two layers. A change copies the newest alone, which is small; full, it goes
    into the next, and that one, full, into the mapping: a copy of it in a thousand changes.
    """

    __slots__ = ("_layers", "_size")

    def __init__(self, below: Mapping[K, V_co]) -> None:
        self._layers: tuple[Mapping[K, V_co], ...] = (below, {}, {})
        self._size = len(below)

    def put(self: "Overlay[K, V]", key: K, value: V) -> "Overlay[K, V]":
        """Return this mapping with one value changed or added."""
        below, older, newer = self._layers
        newer = {**newer, key: value}
        if len(newer) > _FEW:
            older, newer = {**older, **newer}, {}
        if len(older) > _MANY:
            below, older = {**below, **older}, {}
        after = Overlay[K, V](below)
        after._layers = below, older, newer
        after._size = self._size + (key not in self)
        return after

    def __getitem__(self, key: K) -> V_co:
        below, older, newer = self._layers
        if key in newer:
            return newer[key]
        return older[key] if key in older else below[key]

    def __contains__(self, key: object) -> bool:
        return any(key in layer for layer in self._layers)

    def __iter__(self) -> Iterator[K]:
        below, older, newer = self._layers
        return iter({**below, **older, **newer})

    def __len__(self) -> int:
        return self._size

    def __repr__(self) -> str:
        return f"Overlay({dict(self)!r})"
