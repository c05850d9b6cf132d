"""A deck as plain values, and back: what a cache keeps of it, its cards included.

Values stand behind those that they are made of, class by class, and in a class field by field: so
reading is a few calls a field, and of ten thousand notes takes a small part of the time in which
their text is read (`pytest tests/benchmarks/bench_reading.py -s`). What comes back was valid when
it was packed, and is not checked again.
"""

from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import Enum
from functools import cache
from itertools import chain, groupby, repeat
from typing import Any, TypeAlias

from attrs import NOTHING

from quizkit import cloze
from quizkit.model import answer_key, clozes, deck, notes, questions

Group: TypeAlias = tuple[str, int, Any, dict[str, list[int]]]
"""Values of one class that have something in the same fields: its name, how many they are, what
they have in each field, and in which fields they have other values, these by their places among
all. Of containers what is in each, one after the other: a text, or the place of a value."""

_PLAIN = frozenset((str, int, bool, type(None)))


def packed(whole: deck.Deck) -> list[Group]:
    """Return a deck as lists, tuples, dicts, texts and numbers, for `unpacked`."""
    apart = _Apart()
    apart.take(whole)
    ordered = sorted(apart.parts.values(), key=lambda part: part[0])
    places = {id(value): place for place, (_, value, _, _) in enumerate(ordered)}
    groups: list[Group] = []
    for (_, name, *_), alike in groupby(ordered, key=lambda part: part[0]):
        parts = list(alike)
        _, _, plain, linked = parts[0]
        if name in _CONTAINERS:
            rows = [[p if isinstance(p, str) else places[id(p)] for p in row] for *_, row in parts]
            groups.append((name, len(parts), rows, {}))
        else:
            columns = {field: [part[2][field] for part in parts] for field in plain}
            links = {field: [places[id(part[3][field])] for part in parts] for field in linked}
            groups.append((name, len(parts), columns, links))
    return groups


class _Apart:
    """Values taken apart, each once."""

    def __init__(self) -> None:
        self.parts: dict[int, tuple[tuple[Any, ...], Any, Any, Any]] = {}
        """By identity: how many others stand below at most, class and fields; the value; what is
        plain in it, and the others."""

    def take(self, value: Any) -> int:
        """Take a value apart, and return how many others stand below it at most."""
        if id(value) not in self.parts:
            plain, others = _taken_apart(value)
            below = others.values() if isinstance(others, dict) else others
            height = max((1 + self.take(o) for o in below if not isinstance(o, str)), default=0)
            fields = (*plain, "", *others) if isinstance(others, dict) else ()
            sort = (height, _name(value), *fields)
            self.parts[id(value)] = (sort, value, plain, others)
        return int(self.parts[id(value)][0][0])


def _name(value: Any) -> str:
    return "dict" if isinstance(value, Mapping) else str(value.__class__.__name__)


def _taken_apart(value: Any) -> tuple[dict[str, Any], Any]:
    """Return what is plain in a value, by field, and the others: by field, of containers in order."""
    match value:
        case tuple():
            return {}, value
        case Mapping():
            return {}, [*chain.from_iterable(value.items())]
        case Enum():
            return {"value": value.value}, {}
    plain: dict[str, Any] = {}
    others: dict[str, Any] = {}
    for name, default in _fields(value.__class__).items():
        mine = getattr(value, name)
        if mine is default:
            continue
        (plain if _is_plain(mine) else others)[name] = mine
    if isinstance(value, deck.Deck):
        others["cards"] = value.cards
    return plain, others


@cache
def _fields(cls: Any) -> dict[str, object]:
    """Return the fields of a class, each with its default."""
    return {field.name: field.default for field in cls.__attrs_attrs__}


def _is_plain(value: object) -> bool:
    if value.__class__ in _PLAIN:
        return True
    if isinstance(value, tuple):
        return all(map(_is_plain, value))
    return isinstance(value, dict) and all(map(_is_plain, value.values()))


def unpacked(groups: Iterable[Group]) -> deck.Deck:
    """Return the deck that was packed.

    Raises:
        TypeError, ValueError, LookupError, AttributeError: this is no packed deck.
    """
    made: list[Any] = []
    for name, count, columns, links in groups:
        made += _made(name, count, columns, links, made)
    whole = made[-1] if made else None
    if not isinstance(whole, deck.Deck):
        raise TypeError(f"{whole!r:.60} is no deck")
    return whole


def _made(
    name: str, count: int, columns: Any, links: Mapping[str, list[int]], before: Sequence[Any]
) -> list[Any]:
    """Return the values of a group, in order."""
    if name in _CONTAINERS:
        contain = _CONTAINERS[name]
        return [contain([p if p.__class__ is str else before[p] for p in row]) for row in columns]
    cls = _CLASSES[name]
    if issubclass(cls, Enum):
        return [*map(cls, columns["value"])]
    at = before.__getitem__
    return _filled(cls, count, columns | {field: [*map(at, held)] for field, held in links.items()})


_run = deque[object](maxlen=0).extend
"""Takes what an iterator yields, for what comes of it."""


def _filled(cls: Any, count: int, columns: Mapping[str, list[Any]]) -> list[Any]:
    """Return values of an attrs class with these fields, without the calls of its constructor."""
    defaults = _fields(cls)
    unsaid = [value for name, value in defaults.items() if name not in columns]
    if not all(map(_is_default, unsaid)) or any(len(each) != count for each in columns.values()):
        raise LookupError(f"not all fields of {cls.__name__}")
    made = [*map(object.__new__, repeat(cls, count))]
    if cls.__dictoffset__:
        held = [*map(dict.copy, repeat(defaults, count))]
        for name, column in columns.items():
            _run(map(dict.__setitem__, held, repeat(name), column))
        _run(map(object.__setattr__, made, repeat("__dict__"), held))
    else:
        for name, default in defaults.items():
            _run(map(getattr(cls, name).__set__, made, columns.get(name) or repeat(default)))
    return made


def _is_default(value: object) -> bool:
    """Return whether a field may have this where nothing is said of it: what is, and no recipe."""
    return value is not NOTHING and not hasattr(value, "factory")


def _dict(parts: list[Any]) -> dict[Any, Any]:
    return dict(zip(parts[::2], parts[1::2], strict=True))


_CONTAINERS: Mapping[str, Callable[[list[Any]], object]] = {"tuple": tuple, "dict": _dict}
_CLASSES: Mapping[str, type[Any]] = {
    name: value
    for module in (answer_key, notes, questions, clozes, deck, cloze)
    for name, value in vars(module).items()
    if isinstance(value, type)
}
"""The classes that a deck is made of, and others."""
