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
from itertools import chain, repeat
from typing import Any, TypeAlias

from attrs import NOTHING

from quizkit import cloze
from quizkit.lazy import deferred
from quizkit.model import answer_key, clozes, deck, media, notes, questions

Group: TypeAlias = tuple[str, int, Any, dict[str, list[int]]]
"""Values of one class that have something in the same fields: its name, how many they are, what
they have in each field, and in which fields they have other values, these by their places among
all. Of containers what is in each, one after the other: a text, or the place of a value."""

_words = deferred("quizkit.model.words")  # which few decks have
_problems = deferred("quizkit.errors.problems")  # nor have many these
_codes = deferred("quizkit.errors.codes")

_PLAIN = frozenset((str, int, bool, type(None)))


def packed(whole: deck.Deck) -> list[Group]:
    """Return a deck as lists, tuples, dicts, texts and numbers, for `unpacked`."""
    apart = _Apart()
    apart.take(whole)
    ordered = [apart.alike[sort] for sort in sorted(apart.alike)]
    places = {id(value): place for place, (value, _, _) in enumerate(chain(*ordered))}
    groups: list[Group] = []
    for parts in ordered:
        value, plain, others = parts[0]
        if isinstance(others, dict):
            columns = {field: [each[field] for _, each, _ in parts] for field in plain}
            links = {field: [places[id(each[field])] for *_, each in parts] for field in others}
            groups.append((value.__class__.__name__, len(parts), columns, links))
        else:
            rows = [[p if isinstance(p, str) else places[id(p)] for p in row] for *_, row in parts]
            groups.append(("tuple" if value is others else "dict", len(parts), rows, {}))
    return groups


_Part: TypeAlias = tuple[Any, dict[str, Any], Any]
"""A value, what is plain in it, by field, and the others: by field, of containers in order."""


class _Apart:
    """Values taken apart, each once.

    Attributes:
        alike: those that make a group, by how many others stand below each at most, its class and
            its fields.
    """

    def __init__(self) -> None:
        self.alike: dict[tuple[object, ...], list[_Part]] = {}
        self._heights: dict[int, int] = {}  # by identity

    def take(self, value: Any) -> int:
        """Take a value apart, and return how many others stand below it at most."""
        height = self._heights.get(id(value))
        if height is None:
            height = 0
            part = _, plain, others = _taken_apart(value)
            fields = isinstance(others, dict)
            for other in others.values() if fields else others:
                if other.__class__ is not str:
                    height = max(height, self.take(other) + 1)
            self._heights[id(value)] = height
            sort = (height, value.__class__.__name__, *plain, "", *(others if fields else ()))
            self.alike.setdefault(sort, []).append(part)
        return height


def _taken_apart(value: Any) -> _Part:
    fields = _fields(value.__class__)
    if not fields:
        return _container_apart(value)
    plain: dict[str, Any] = {}
    others: dict[str, Any] = {}
    for name, default in fields.items():
        mine = getattr(value, name)
        if mine is default:
            continue
        if mine.__class__ is str or _is_plain(mine):
            plain[name] = mine
        else:
            others[name] = mine
    if isinstance(value, deck.Deck):
        others["cards"] = value.cards
    return value, plain, others


def _container_apart(value: Any) -> _Part:
    """Return the parts of a container, or of a member of an enum."""
    match value:
        case tuple():
            return value, {}, value
        case Mapping():
            return value, {}, [*chain.from_iterable(value.items())]
    return value, {"value": value.value}, {}


@cache
def _fields(cls: Any) -> dict[str, object]:
    """Return the fields of a class, each with its default."""
    return {field.name: field.default for field in getattr(cls, "__attrs_attrs__", ())}


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
    cls = _CLASSES.get(name) or getattr(_RARE.get(name, _words), name)
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
_RARE = {
    "Problem": _problems,
    "Location": _problems,
    "Edit": _problems,
    "ProblemCode": _codes,
}
"""What a deck with problems has besides, and where."""
_CLASSES: Mapping[str, type[Any]] = {
    name: value
    for module in (answer_key, notes, media, questions, clozes, deck, cloze)
    for name, value in vars(module).items()
    if isinstance(value, type)
}
"""The classes that a deck is made of, and others; those of tables of words are in `_words`."""
