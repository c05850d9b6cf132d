"""The quick way to read a good deck: events composed without their places.

To note where each value stands costs as much as to check it, and nobody asks that of a deck that
is right. So it is first read without; as soon as anything is unusual, which is to say wrong or
open to doubt, all is read again with places by `yaml_events`, which finds and explains it.
"""

from collections.abc import Iterator
from typing import Any

from yaml.events import (
    AliasEvent,
    DocumentEndEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from quizkit.formats.report import Report
from quizkit.formats.silent_losses import doubtful
from quizkit.formats.yaml_events import MAX_DEPTH, Node, Parser, Tree


class UnusualError(Exception):
    """Something that the quick way does not read."""


def quick_tree(report: Report, parser: Parser) -> Tree:
    """Return the tree of a deck, without places; its entries are composed one by one when used.

    Raises:
        UnusualError, yaml.YAMLError, UnicodeEncodeError: the text needs a closer look. The
            entries raise them too.
    """
    if doubtful(report.text):
        raise UnusualError
    get = parser(report.text).get_event
    get()
    get()
    _expect(get, MappingStartEvent)
    root: dict[str, Node] = {}
    while True:
        key, value = get(), get()
        if key.__class__ is not ScalarEvent or key.value in root or _marked(key) or _marked(value):
            raise UnusualError
        if key.value == "cards" and value.__class__ is SequenceStartEvent:
            root["cards"] = ""
            return Tree(report, root, None, entries=_entries(get))
        root[key.value] = (
            value.value if value.__class__ is ScalarEvent else _within(value, get, MAX_DEPTH)
        )


def _entries(get: Any) -> Iterator[Node]:
    """Yield the entries of a deck; nothing may follow them."""
    while (event := get()).__class__ is MappingStartEvent:
        if event.anchor or event.tag:
            raise UnusualError
        yield _mapping(get, MAX_DEPTH)
    ends = [event, get(), get(), get()]
    if [event.__class__ for event in ends] != [
        SequenceEndEvent,
        MappingEndEvent,
        DocumentEndEvent,
        StreamEndEvent,
    ]:
        raise UnusualError


def _expect(get: Any, kind: type) -> None:
    event = get()
    if event.__class__ is not kind or _marked(event):
        raise UnusualError


def _marked(event: Any) -> bool:
    return event.__class__ is AliasEvent or bool(event.anchor or event.tag)


def _mapping(get: Any, depth: int) -> dict[str, Node]:
    """Return the mapping whose first event comes next; at most `depth` levels may be in it."""
    mapping: dict[str, Node] = {}
    while True:
        event = get()
        if event.__class__ is not ScalarEvent:
            if event.__class__ is MappingEndEvent:
                return mapping
            raise UnusualError
        key = event.value
        value = get()
        if key in mapping or event.tag or event.anchor or value.anchor or value.tag:
            raise UnusualError
        mapping[key] = value.value if value.__class__ is ScalarEvent else _within(value, get, depth)


def _list(get: Any, depth: int) -> list[Node]:
    items: list[Node] = []
    while True:
        event = get()
        if event.__class__ is SequenceEndEvent:
            return items
        if event.anchor or event.tag:
            raise UnusualError
        items.append(event.value if event.__class__ is ScalarEvent else _within(event, get, depth))


def _within(event: Any, get: Any, depth: int) -> Node:
    if not depth:
        raise UnusualError
    return (
        _mapping(get, depth - 1) if event.__class__ is MappingStartEvent else _list(get, depth - 1)
    )
