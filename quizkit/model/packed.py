"""A deck as plain values, and back: what a cache keeps of it.

Values stand in levels, each below those that are made of it, and in a level class by class: so
reading is one loop a class, and of ten thousand notes takes a fifth of the time in which their
text is read (`pytest tests/benchmarks/bench_reading.py -s`). What comes back was valid when it was
packed, and is not checked again.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from itertools import chain
from typing import Any, TypeAlias

from quizkit import cloze
from quizkit.model import answer_key, clozes, deck, notes, questions

Group: TypeAlias = tuple[str, list[int], list[Any], dict[str, list[int]]]
"""Values of one class that have others in the same fields: its name, their places in the level, what
each is made of by field; and by field, at what place of the level below the other value stands."""

_PLAIN = frozenset((str, int, bool, type(None)))


def packed(whole: deck.Deck) -> list[list[Group]]:
    """Return a deck as lists, tuples, dicts, texts and numbers, for `unpacked`."""
    levels, level = [], _Level()
    level.place(whole)
    while level.values:
        below = _Level()
        levels.append(_groups(level.values, below))
        level = below
    return levels[::-1]


def unpacked(levels: Iterable[Iterable[Group]]) -> deck.Deck:
    """Return the deck that was packed.

    Raises:
        TypeError, ValueError, LookupError, AttributeError: this is no packed deck.
    """
    below: Mapping[int, Any] = {}
    for groups in levels:
        made: dict[int, Any] = {}
        for name, places, rows, links in groups:
            for field, held in links.items():
                for row, place in zip(rows, held, strict=True):
                    row[field] = below[place]
            made.update(zip(places, _made(name, rows, below), strict=True))
        below = made
    (whole,) = below.values()
    if not isinstance(whole, deck.Deck):
        raise TypeError(f"{whole!r:.60} is no deck")
    return whole


def _made(name: str, rows: list[Any], below: Mapping[int, Any]) -> list[Any]:
    """Return the values that these rows are, in order."""
    if name in _CONTAINERS:
        contain = _CONTAINERS[name]
        return [contain([p if p.__class__ is str else below[p] for p in row]) for row in rows]
    make = _CLASSES[name]
    return [make(**row) for row in rows]


def _dict(parts: list[Any]) -> dict[Any, Any]:
    return dict(zip(parts[::2], parts[1::2], strict=True))


_CONTAINERS: Mapping[str, Callable[[list[Any]], object]] = {"tuple": tuple, "dict": _dict}
_CLASSES: Mapping[str, Callable[..., Any]] = {
    name: value
    for module in (answer_key, notes, questions, clozes, deck, cloze)
    for name, value in vars(module).items()
    if isinstance(value, type)
}
"""The classes that a deck is made of, and others."""


class _Level:
    """Values that others are made of, each once."""

    def __init__(self) -> None:
        self.values: list[Any] = []
        self._places: dict[int, int] = {}  # by identity

    def place(self, value: object) -> int:
        """Return the place of a value in this level."""
        place = self._places.setdefault(id(value), len(self.values))
        if place == len(self.values):
            self.values.append(value)
        return place


_Row: TypeAlias = tuple[Any, Mapping[str, int]]
"""What a value is made of: plain values, and the places of others, by field."""


def _groups(values: Iterable[Any], below: _Level) -> list[Group]:
    groups: dict[tuple[str, ...], Group] = {}
    for place, value in enumerate(values):
        plain, linked = _row(value, below)
        sort = (value.__class__.__name__, *linked)
        group = groups.get(sort)
        if group is None:
            group = groups[sort] = (sort[0], [], [], {field: [] for field in linked})
        group[1].append(place)
        group[2].append(plain)
        for field, at in linked.items():
            group[3][field].append(at)
    return list(groups.values())


def _row(value: Any, below: _Level) -> _Row:
    fields = _fields(value.__class__)
    if not fields:
        return _row_of_one(value, below)
    plain, links = {}, {}
    for name, default in fields:
        mine = getattr(value, name)
        if mine is default:
            continue
        if mine.__class__ in _PLAIN or _is_plain(mine):
            plain[name] = mine
        else:
            links[name] = below.place(mine)
    return plain, links


def _row_of_one(value: Any, below: _Level) -> _Row:
    """Return the row of a container or of a member of an enum."""
    match value:
        case tuple():
            return _placed(value, below), {}
        case Mapping():
            return _placed(chain.from_iterable(value.items()), below), {}
    return {"value": value.value}, {}


@cache
def _fields(cls: type[Any]) -> list[tuple[str, object]]:
    """Return the fields of a class, each with its default; none of what attrs has not made."""
    return [(field.name, field.default) for field in getattr(cls, "__attrs_attrs__", ())]


def _placed(parts: Iterable[object], below: _Level) -> list[object]:
    return [part if isinstance(part, str) else below.place(part) for part in parts]


def _is_plain(value: object) -> bool:
    if isinstance(value, tuple):
        return _PLAIN.issuperset(map(type, value)) or all(map(_is_plain, value))
    if isinstance(value, dict):
        return _is_plain(tuple(value.values()))
    return value.__class__ in _PLAIN
