"""Where each key and each value of an entry begins and ends, as the YAML events tell.

The reader of decks knows where a value begins. To change one, or to put something behind it, takes
its end as well, and how it is written: in brackets or not, in quotes or not.
"""

import re
from collections.abc import Callable
from typing import Any

from attrs import define, field
from yaml import YAMLError
from yaml.events import (
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from quizkit.formats.yaml_events import PARSER

_Get = Callable[[], Any]


@define
class TextNode:
    """A text as it stands in a file: from `start` to `end`, and what it is read as.

    `style` is the sign that it begins with: a quotation mark, `|` or `>`; None for a plain text.
    """

    start: int
    end: int
    column: int
    value: str
    style: str | None


@define
class ListNode:
    """A list: `in_brackets`, or a dash an item; `column` is that of the bracket or the dashes."""

    start: int
    end: int
    column: int
    in_brackets: bool
    items: list["AnyNode"] = field(factory=list)


@define
class MappingNode:
    """A mapping: `in_brackets`, which are braces here, or a key a line, in `column`."""

    start: int
    end: int
    column: int
    in_brackets: bool
    pairs: list[tuple[TextNode, "AnyNode"]] = field(factory=list)

    def under(self, key: str) -> "AnyNode | None":
        """Return the value under a key; None if there is none."""
        return next((value for name, value in self.pairs if name.value == key), None)


AnyNode = TextNode | ListNode | MappingNode


def below(node: AnyNode, step: str | int) -> AnyNode | None:
    """Return what stands under a key of a mapping, or at a place of a list; None if nothing does."""
    if isinstance(node, MappingNode):
        return node.under(str(step))
    if isinstance(node, ListNode) and isinstance(step, int) and step < len(node.items):
        return node.items[step]
    return None


def nodes_of(text: str) -> MappingNode:
    """Return the nodes of a deck, which must be one whose YAML can be read."""
    get = PARSER(text).get_event
    while not isinstance(event := get(), MappingStartEvent):
        if isinstance(event, StreamEndEvent):
            return MappingNode(0, 0, 0, in_brackets=False)
    return _mapping(event, get)


def is_whole(text: str) -> bool:
    """Return whether the YAML of a text can be read to its end."""
    try:
        nodes_of(text)
    except (YAMLError, UnicodeError):
        return False
    return True


def entries_of(text: str) -> dict[int, MappingNode]:
    """Return the entries under `cards` by the offsets at which they begin; none if it is no YAML."""
    try:
        cards = nodes_of(text).under("cards")
    except (YAMLError, UnicodeError):
        return {}
    items = cards.items if isinstance(cards, ListNode) else ()
    return {node.start: node for node in items if isinstance(node, MappingNode)}


def entry_at(text: str, offset: int) -> MappingNode | None:
    """Return the entry that begins at an offset, read by itself: all else may be no YAML.

    None if it is not written a key a line.
    """
    start = text.rfind("\n", 0, offset) + 1
    lead = text[start:offset]
    if not re.fullmatch(" *- +", lead):
        return None
    behind = re.compile(rf"^ {{0,{lead.index('-')}}}[^\s#]", re.MULTILINE).search(text, offset)
    alone = "\n" * start + text[start : behind.start() if behind else len(text)]
    get = PARSER(alone).get_event
    try:
        while not isinstance(event := get(), MappingStartEvent):
            if isinstance(event, StreamEndEvent):
                return None
        return _mapping(event, get)
    except (YAMLError, UnicodeError):
        return None


def value_of(node: AnyNode) -> Any:
    """Return what a node is read as: a text, a list or a dict; the end of a block text aside."""
    if isinstance(node, TextNode):
        return node.value.rstrip("\n")
    if isinstance(node, ListNode):
        return list(map(value_of, node.items))
    return {key.value: value_of(value) for key, value in node.pairs}


def _node(event: Any, get: _Get) -> AnyNode:
    if isinstance(event, MappingStartEvent):
        return _mapping(event, get)
    begin, end = event.start_mark, event.end_mark
    if not isinstance(event, SequenceStartEvent):
        is_text = isinstance(event, ScalarEvent)  # and no alias, which no deck may have
        value, style = (event.value, event.style or None) if is_text else ("", None)
        return TextNode(begin.index, end.index, begin.column, value, style)
    found = ListNode(begin.index, end.index, begin.column, bool(event.flow_style))
    while not isinstance(event := get(), SequenceEndEvent):
        found.items.append(_node(event, get))
    found.end = _end(event, found.items, found.end)
    return found


def _mapping(event: Any, get: _Get) -> MappingNode:
    begin = event.start_mark
    found = MappingNode(begin.index, begin.index, begin.column, bool(event.flow_style))
    while not isinstance(event := get(), MappingEndEvent):
        key = _node(event, get)
        value = _node(get(), get)
        if isinstance(key, TextNode):
            found.pairs.append((key, value))
    found.end = _end(event, [node for pair in found.pairs for node in pair], found.end)
    return found


def _end(event: Any, below: list[AnyNode], start: int) -> int:
    """Return the end of a list or mapping: its bracket, else that of the last value that is there.

    The event that ends a block is where something else begins; a value that is not there may be
    placed at whatever follows.
    """
    if event.end_mark.index > event.start_mark.index:
        return int(event.end_mark.index)
    return max((node.end for node in below if node.end > node.start), default=start)
