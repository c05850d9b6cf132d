"""The quick way to read a good deck: events composed without their places.

To note where each value stands costs as much as to check it, and nobody asks that of a deck that
is right. So it is first read without; as soon as anything is unusual, which is to say wrong or
open to doubt, all is read again with places by `yaml_events`, which finds and explains it.
"""

from collections.abc import Iterator
from typing import Any

from yaml.events import (
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
    if doubtful(report.text) or _may_be_marked(report.text):
        raise UnusualError
    get = parser(report.text).get_event
    get()
    get()
    if get().__class__ is not MappingStartEvent:
        raise UnusualError
    root: dict[str, Node] = {}
    while True:
        key, value = get(), get()
        if key.__class__ is not ScalarEvent or key.value in root:
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
        yield _mapping(get, MAX_DEPTH)
    ends = [event, get(), get(), get()]
    if [event.__class__ for event in ends] != [
        SequenceEndEvent,
        MappingEndEvent,
        DocumentEndEvent,
        StreamEndEvent,
    ]:
        raise UnusualError


def _may_be_marked(text: str) -> bool:
    """Whether an anchor, an alias or a tag may stand in `text`: a sign of one where a value begins."""
    for sign in "&*!":
        at = text.find(sign)
        while at >= 0:
            before = at - 1
            while before >= 0 and text[before] in " \t":
                before -= 1
            begins_value = before < 0 or text[before] in _BEFORE_VALUES
            if begins_value and not text[at + 1 : at + 2].isspace():
                return True
            at = text.find(sign, at + 1)
    return False


_BEFORE_VALUES = "-:,?[{\n\r\x85\u2028\u2029\ufeff"


def _mapping(get: Any, depth: int) -> dict[str, Node]:
    """Return the mapping whose first event comes next; at most `depth` levels may be in it."""
    mapping: dict[str, Node] = {}
    while (event := get()).__class__ is ScalarEvent:
        key, value = event.value, get()
        if key in mapping:
            raise UnusualError
        mapping[key] = value.value if value.__class__ is ScalarEvent else _within(value, get, depth)
    if event.__class__ is not MappingEndEvent:
        raise UnusualError
    return mapping


def _list(get: Any, depth: int) -> list[Node]:
    items: list[Node] = []
    while (event := get()).__class__ is not SequenceEndEvent:
        items.append(event.value if event.__class__ is ScalarEvent else _within(event, get, depth))
    return items


def _within(event: Any, get: Any, depth: int) -> Node:
    if not depth:
        raise UnusualError
    if event.__class__ is MappingStartEvent:
        return _mapping(get, depth - 1)
    return _list(get, depth - 1)
