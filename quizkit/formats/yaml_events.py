"""YAML events composed into plain texts, lists and dicts, with a place for each.

Every scalar is text as written: nothing is resolved to a number, a date or a boolean. What a deck
may not use (anchors, aliases, tags, duplicate keys, several documents, absurd nesting) is reported
here; `recovery` reads on behind what YAML cannot read past.

PyYAML's loaders are not used: they take five times as long, and their C variant recurses until
the process crashes on deep nesting. Where PyYAML was built without its C parser, its Python one
gives the same events.
"""

from collections.abc import Callable
from itertools import accumulate
from typing import Any, NoReturn, Protocol, TypeAlias

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
)

from quizkit.formats.keys import ENTRY_KEYS
from quizkit.formats.report import Report
from quizkit.formats.silent_losses import SilentLosses

Node: TypeAlias = "str | list[Node] | dict[str, Node] | None"
"""A scalar, a sequence, a mapping, or None for an entry that could not be read."""

MAX_DEPTH = 24
"""How deep lists and mappings may nest; a deck needs 5."""


class EventSource(Protocol):
    """A YAML parser: each call gives the next event."""

    def get_event(self) -> Any: ...


Parser: TypeAlias = Callable[[str], EventSource]

PARSER: Parser = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml's parser where PyYAML has it, else the one in Python."""


_KNOWN = {key: key for key in ENTRY_KEYS}


class UnreadableError(Exception):
    """A place behind which this piece of text cannot be read; the problem is reported."""


class Tree:
    """The composed text, and where each node of it starts.

    Args:
        report: the text, and what is wrong with it.
        root: the node of the whole text.
        starts: the offset of each key, scalar, list and mapping, in the order of the text.
        broken: whether keys of the root may be missing because they could not be read.
    """

    def __init__(
        self, report: Report, root: Node, starts: list[int], *, broken: bool = False
    ) -> None:
        self.report = report
        self.root = root
        self.broken = broken
        self._starts = starts
        self._sizes: dict[int, list[int]] = {}

    def offset(self, path: tuple[str | int, ...], *, key: bool = False) -> int:
        """Return where the value at `path` starts, or with `key` the key it stands under.

        A path names keys and indices from the root, as in ("cards", 3, "accept", 0). Where it
        leads nowhere, the nearest node on the way to it counts.
        """
        node, at = self.root, 0
        for depth, step in enumerate(path):
            if isinstance(node, dict) and step in node:
                at += 1
                for name, value in node.items():
                    if name == step:
                        break
                    at += 1 + _size(value)
                if not (key and depth == len(path) - 1):
                    at += 1
                node = node[str(step)]
            elif isinstance(node, list) and isinstance(step, int) and step < len(node):
                at += self._before(node)[step]
                node = node[step]
            else:
                break
        start = self._starts[at] if at < len(self._starts) else 0
        text = self.report.text
        if node == "" and text[start : start + 1] in (",", "}"):
            # In braces libyaml places an empty value at what ends it, not behind its key.
            while text[start - 1].isspace():
                start -= 1
        return start

    def _before(self, items: list[Node]) -> list[int]:
        """Return how many nodes stand between the start of a list and each of its items."""
        if id(items) not in self._sizes:
            self._sizes[id(items)] = list(accumulate(map(_size, items), initial=1))
        return self._sizes[id(items)]


def _size(node: Node) -> int:
    """Return how many places `node` has: one for itself, for each key, and for all within."""
    if isinstance(node, str):
        return 1
    if isinstance(node, list):
        return 1 + sum(map(_size, node))
    if node is None:
        return 0
    return 1 + len(node) + sum(map(_size, node.values()))


class Composer:
    """Composes the events of a text, whole or piece by piece, in order.

    `text` may be given where it differs from that of the report, character for character, in
    what YAML does not take.
    """

    def __init__(self, report: Report, parser: Parser, text: str | None = None) -> None:
        self.report = report
        self.text = report.text if text is None else text
        self.starts: list[int] = []
        self._parser = parser
        self._losses = SilentLosses(report, self.text)
        self._pending = self._losses.pending
        self._previous: ScalarEvent | None = None
        self._base = 0
        self._two_entries: dict[str, Node] | None = None  # one that lacks a dash in the middle

    def document(self, begin: int, end: int) -> Node:
        """Return the root of what stands between two offsets; "" if nothing does.

        Raises:
            yaml.YAMLError: this is no YAML.
            UnreadableError: it is, but no deck can be so; the problem is reported.
        """
        self._base = begin
        self._previous = None
        whole = begin == 0 and end == len(self.text)
        self._get = self._parser(self.text if whole else self.text[begin:end]).get_event
        self._get()
        if self._get().__class__ is StreamEndEvent:
            self.starts.append(begin)
            return ""
        root = self._root(self._get())
        self._get()
        after: Any = self._get()
        self._examine(end + 1)
        if isinstance(after, DocumentStartEvent):
            assert after.start_mark is not None
            self.report.add(
                begin + after.start_mark.index,
                "several-documents",
                "a second document begins here; a deck is one",
                "delete the line `---`, or put what follows into a file of its own",
            )
        return root

    def _root(self, event: Any) -> Node:
        if not isinstance(event, ScalarEvent):
            return self._node(event, 0)
        assert event.start_mark is not None
        self.starts.append(self._base + event.start_mark.index)
        return event.value

    def _node(self, event: Any, depth: int) -> Node:
        """Return the list, mapping or stand-in for an alias that begins with `event`."""
        start = self._base + event.start_mark.index
        self.starts.append(start)
        if event.__class__ is AliasEvent:
            return self._refused(event, start)
        if start >= self._pending and (event.anchor or event.tag):
            self._refused(event, start)
        if depth == MAX_DEPTH:
            self._too_deep(start)
        return self._mapping(depth) if event.__class__ is MappingStartEvent else self._list(depth)

    def _too_deep(self, start: int) -> NoReturn:
        self.report.add(
            start,
            "too-deep",
            f"lists and mappings are nested more than {MAX_DEPTH} deep here",
            "put a text that holds brackets in quotes",
        )
        raise UnreadableError

    # The next two run for every value of a deck, so that what they do for a scalar is said thrice:
    # a call for each would take longer than all else here.

    def _mapping(self, depth: int) -> dict[str, Node]:
        get, put, base = self._get, self.starts.append, self._base
        scalar: Any = ScalarEvent
        known = _KNOWN.get
        mapping: dict[str, Node] = {}
        while True:
            event = get()
            if event.__class__ is not scalar:
                if event.__class__ is MappingEndEvent:
                    return mapping
                self._odd_key(event, depth)
                continue
            start = base + event.start_mark.index
            put(start)
            key = event.value if start < self._pending else self._looked_at(event, start)
            key = known(key, key)
            self._previous = event
            if key in mapping:
                self._duplicate_key(key, mapping, depth)
                continue
            event = get()
            if event.__class__ is not scalar:
                mapping[key] = self._node(event, depth + 1)
                continue
            start = base + event.start_mark.index
            put(start)
            mapping[key] = event.value if start < self._pending else self._looked_at(event, start)
            self._previous = event

    def _list(self, depth: int) -> list[Node]:
        get, put, base = self._get, self.starts.append, self._base
        scalar: Any = ScalarEvent
        items: list[Node] = []
        while True:
            event = get()
            if event.__class__ is not scalar:
                if event.__class__ is SequenceEndEvent:
                    return items
                items.append(self._node(event, depth + 1))
                continue
            start = base + event.start_mark.index
            put(start)
            items.append(event.value if start < self._pending else self._looked_at(event, start))
            self._previous = event

    def _looked_at(self, event: Any, start: int) -> str:
        """Return the text of a scalar that begins at or behind a sign worth a closer look."""
        self._examine(start)
        return self._refused(event, start) if event.tag or event.anchor else event.value

    def _examine(self, end: int) -> None:
        """Look for what was lost in silence in and behind the previous scalar, up to `end`."""
        self._pending = self._losses.examine(self._previous, self._base, end)

    def _duplicate_key(self, key: str, mapping: dict[str, Node], depth: int) -> None:
        """Report the key just read, and forget it with its value: the first of two stands."""
        count = len(self.starts) - 1
        if mapping is not self._two_entries:
            fix = "keep one of the two; YAML would let the second silently replace the first"
            if depth and key in ("question", "statement", "cloze"):
                self._two_entries = mapping
                fix = f"if another entry begins here, write `- {key}: …`; else keep one of the two"
            message = f"`{key}` is here a second time"
            self.report.add(self.starts[count], "duplicate-key", message, fix)
        self._passed_over(self._get(), depth)
        del self.starts[count:]

    def _odd_key(self, event: Any, depth: int) -> None:
        """Report a key that is a list, a mapping or an alias, and forget it with its value."""
        count = len(self.starts)
        self._passed_over(event, depth)
        self._passed_over(self._get(), depth)
        start = self.starts[count]
        del self.starts[count:]
        if event.__class__ is not AliasEvent:
            from quizkit.formats.syntax_errors import odd_key

            odd_key(self.report, start)

    def _passed_over(self, event: Any, depth: int) -> None:
        if isinstance(event, ScalarEvent):
            self._previous = event
        else:
            self._node(event, depth + 1)

    def _refused(self, event: Any, start: int) -> str:
        """Report an anchor, an alias or a tag; return a text to go on with."""
        from quizkit.formats.syntax_errors import refused

        return refused(self.report, event, start)
