"""A deck as plain values, and back: what a cache keeps of it.

Values stand in levels, each below those that are made of it, and in a level class by class: so
reading is one loop a class, and of ten thousand notes takes a seventh of the time in which their
text is read (`pytest tests/benchmarks/bench_reading.py -s`). What comes back was valid when it was
packed, and is not checked again.
"""

from collections.abc import Callable, Iterable, Mapping
from enum import Enum
from itertools import chain
from typing import Any, NamedTuple, TypeAlias

from quizkit import cloze
from quizkit.model import answer_key, clozes, deck, notes, questions

Group: TypeAlias = tuple[str, list[int], list[Any], dict[str, tuple[list[int], list[int]]]]
"""Values of one class: its name, their places in the level, what each is made of by field; and by
field, which of them have a value of the level below there, and at what place that is."""

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
            for field, (having, held) in links.items():
                for number, place in zip(having, held, strict=True):
                    rows[number][field] = below[place]
            if (contain := _CONTAINERS.get(name)) is not None:
                made |= zip(places, [contain(_parts(row, below)) for row in rows], strict=True)
            else:
                make = _MAKERS[name]
                made |= zip(places, [make(**row) for row in rows], strict=True)
        below = made
    (whole,) = below.values()
    if not isinstance(whole, deck.Deck):
        raise TypeError(f"{whole!r:.60} is no deck")
    return whole


def _dict(parts: tuple[Any, ...]) -> dict[Any, Any]:
    return dict(zip(parts[::2], parts[1::2], strict=True))


_CONTAINERS: Mapping[str, Callable[[tuple[Any, ...]], object]] = {"tuple": tuple, "dict": _dict}
_MAKERS: Mapping[str, Callable[..., Any]] = {
    name: value
    for module in (answer_key, notes, questions, clozes, deck, cloze)
    for name, value in vars(module).items()
    if isinstance(value, type)
}
"""The classes that a deck is made of, and others."""


def _parts(row: Iterable[Any], below: Mapping[int, Any]) -> tuple[Any, ...]:
    """Return texts as they are, and of numbers the values at these places."""
    return tuple([part if part.__class__ is str else below[part] for part in row])


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


class _Row(NamedTuple):
    """What a value is made of: plain values, and the places of others."""

    plain: Any
    links: Mapping[str, int]


def _groups(values: Iterable[Any], below: _Level) -> list[Group]:
    groups: dict[str, Group] = {}
    for place, value in enumerate(values):
        name = value.__class__.__name__
        _, places, rows, links = groups.setdefault(name, (name, [], [], {}))
        row = _row(value, below)
        for field, linked in row.links.items():
            having, held = links.setdefault(field, ([], []))
            having.append(len(rows))
            held.append(linked)
        places.append(place)
        rows.append(row.plain)
    return list(groups.values())


def _row(value: Any, below: _Level) -> _Row:
    match value:
        case Enum():
            return _Row({"value": value.value}, {})
        case tuple():
            return _Row(_placed(value, below), {})
        case Mapping():
            return _Row(_placed(chain.from_iterable(value.items()), below), {})
    own = {
        field.alias: mine
        for field in value.__attrs_attrs__
        if (mine := getattr(value, field.name)) is not field.default
    }
    plain = {name: mine for name, mine in own.items() if _is_plain(mine)}
    return _Row(plain, {name: below.place(own[name]) for name in own.keys() - plain.keys()})


def _placed(parts: Iterable[object], below: _Level) -> list[object]:
    return [part if isinstance(part, str) else below.place(part) for part in parts]


def _is_plain(value: object) -> bool:
    match value:
        case tuple():
            return all(map(_is_plain, value))
        case dict():
            return all(map(_is_plain, value.values()))
    return value.__class__ in _PLAIN
