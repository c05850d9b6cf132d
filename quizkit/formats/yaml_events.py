"""YAML events composed into a tree of plain texts, lists and dicts, with a place for each.

Every scalar is text as written: nothing is resolved to a number, a date or a boolean. What a deck
may not use (anchors, aliases, tags, duplicate keys, several documents, absurd nesting) is reported
here; `recovery` reads on behind what YAML cannot read past.

PyYAML's loaders are not used: they take five times as long, and their C variant recurses until
the process crashes on deep nesting. Where PyYAML comes without its C parser, `python_yaml` gives
the same events.
"""

from collections.abc import Callable
from functools import cached_property
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

from quizkit.errors import codes
from quizkit.formats.keys import ENTRY_KEYS
from quizkit.formats.report import Report
from quizkit.formats.silent_losses import SilentLosses
from quizkit.formats.tree import Node

MAX_DEPTH = 24
"""How deep lists and mappings may nest; a deck needs 5."""


class EventSource(Protocol):
    """A YAML parser: each call gives the next event."""

    def get_event(self) -> Any:
        """Return the next event; it is of one of the classes of `yaml.events`."""
        ...


Parser: TypeAlias = Callable[[str], EventSource]


def _parser() -> Parser:
    """Return libyaml's parser where PyYAML has it, else one in Python that gives the same events."""
    if hasattr(yaml, "CSafeLoader"):
        return yaml.CSafeLoader
    from quizkit.formats.python_yaml import PythonParser

    return PythonParser


PARSER: Parser = _parser()


_KNOWN = {key: key for key in ENTRY_KEYS}


class UnreadableError(Exception):
    """A place behind which this piece of text cannot be read; the problem is reported."""


class Composer:
    """Composes the events of a text, whole or piece by piece, in order.

    Args:
        text: where it differs from that of the report, character for character, in what YAML
            does not take.
        placed: whether each place is noted at once; else `places` composes the text again. Most
            decks are read to be played, and nobody asks (a tenth of `bench_reading.py`).
    """

    def __init__(
        self, report: Report, parser: Parser, text: str | None = None, *, placed: bool = True
    ) -> None:
        self.report = report
        self.text = report.text if text is None else text
        self.starts: list[int] = []
        self.places_before: list[tuple[list[Node], list[int]]] = []
        """How many places stand before each item, and the end, of a list under a key of the root."""
        self._parser = parser
        self._losses = SilentLosses(report, self.text)
        self._pending = self._losses.pending
        self._placing = placed or self._pending < len(self.text)
        self._previous: ScalarEvent | None = None
        self._base = 0
        self._two_entries: dict[str, Node] | None = None  # one that lacks a dash in the middle

    def document(self, begin: int, end: int) -> Node:
        """Return the root of the text between two offsets; "" if there is none.

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
        after = self._get()
        self._examine(end + 1)
        if after.__class__ is DocumentStartEvent:
            from quizkit.formats.pieces import marks_within

            if marks_within(self.text):
                raise UnreadableError  # the entries go on behind it
            self.report.add(
                self._offset(after),
                codes.ProblemCode.SEVERAL_DOCUMENTS,
                "a second document begins here; a deck is one",
                "delete the line `---`, or put what follows into a file of its own",
            )
        return root

    def places(self) -> list[int]:
        """Return the offset of each key, scalar, list and mapping, in the order of the text."""
        if self._placing and self.starts:
            return self.starts
        again = Composer(Report(self.text, self.report.file), self._parser)
        again.document(0, len(self.text))
        return again.starts

    def _offset(self, event: Any) -> int:
        start: int = self._base + event.start_mark.index
        return start

    def _root(self, event: Any) -> Node:
        if event.__class__ is not ScalarEvent:
            return self._node(event, 0)
        self.starts.append(self._offset(event))
        text: str = event.value
        return text

    def _node(self, event: Any, depth: int) -> Node:
        """Return the list, mapping or stand-in for an alias that begins with `event`."""
        if self._placing:
            self.starts.append(self._offset(event))
        if event.__class__ is AliasEvent:
            return self._refused(event)
        if self._placing and self.starts[-1] >= self._pending and (event.anchor or event.tag):
            self._refused(event)
        if depth == MAX_DEPTH:
            self._too_deep(self._offset(event))
        return self._mapping(depth) if event.__class__ is MappingStartEvent else self._list(depth)

    def _too_deep(self, start: int) -> NoReturn:
        self.report.add(
            start,
            codes.ProblemCode.TOO_DEEP,
            f"lists and mappings are nested more than {MAX_DEPTH} deep here",
            "put a text that holds brackets in quotes",
        )
        raise UnreadableError

    # The next two run for every value of a deck.

    def _mapping(self, depth: int) -> dict[str, Node]:
        """Return a mapping, its start having been read; the first value of a key twice stays."""
        get, placing, scalar = self._get, self._placing, ScalarEvent
        known = _KNOWN.get
        mapping: dict[str, Node] = {}
        while True:
            event = get()
            if event.__class__ is not scalar:
                if event.__class__ is MappingEndEvent:
                    return mapping
                self._odd_key(event, depth)
                continue
            key = self._placed(event) if placing else event.value
            key = known(key, key)
            if key in mapping:
                self._duplicate_key(event, key, mapping, depth)
                continue
            event = get()
            if event.__class__ is scalar:
                mapping[key] = self._placed(event) if placing else event.value
            else:
                mapping[key] = self._node(event, depth + 1)

    def _list(self, depth: int) -> list[Node]:
        """Return a list, its start having been read."""
        get, placing, scalar = self._get, self._placing, ScalarEvent
        items: list[Node] = []
        before: list[int] | None = None
        own = len(self.starts) - 1
        if placing and depth == 1:  # that of the cards: each of them would be counted again
            before = []
            self.places_before.append((items, before))
        while True:
            event = get()
            if before is not None:
                before.append(len(self.starts) - own)
            if event.__class__ is scalar:
                items.append(self._placed(event) if placing else event.value)
            elif event.__class__ is SequenceEndEvent:
                return items
            else:
                items.append(self._node(event, depth + 1))

    def _placed(self, event: Any) -> str:
        """Return the text of a scalar, and note where it begins; look closer at a pending sign."""
        start = self._base + event.start_mark.index
        self.starts.append(start)
        text: str = event.value
        if start >= self._pending:
            self._examine(start)
            if event.tag or event.anchor:
                text = self._refused(event)
        self._previous = event
        return text

    def _examine(self, end: int) -> None:
        """Look for what was lost in silence in and behind the previous scalar, up to `end`."""
        self._pending = self._losses.examine(self._previous, self._base, end)

    def _duplicate_key(self, event: Any, key: str, mapping: dict[str, Node], depth: int) -> None:
        """Report the key just read, and forget it with its value: the first of two stands."""
        count = len(self.starts) - 1
        if mapping is not self._two_entries:
            fix = "keep one of the two; YAML would let the second silently replace the first"
            if depth and key in ("question", "statement", "cloze"):
                self._two_entries = mapping
                fix = f"if another entry begins here, write `- {key}: …`; else keep one of the two"
            message = f"`{key}` is here a second time"
            of_deck = not depth and key == "cards"
            at, code = self._offset(event), codes.ProblemCode.DUPLICATE_KEY
            self.report.add(at, code, message, fix, of_note=not of_deck)
            if (of_deck or mapping is self._two_entries) and self._can_be_cut:
                raise UnreadableError  # there are entries behind it that are others
        self._passed_over(self._get(), depth)
        del self.starts[count:]

    @cached_property
    def _can_be_cut(self) -> bool:
        from quizkit.formats.pieces import cut

        return cut(self.text) is not None

    def _odd_key(self, event: Any, depth: int) -> None:
        """Report a key that is a list, a mapping or an alias, and forget it with its value."""
        count = len(self.starts)
        self._passed_over(event, depth)
        self._passed_over(self._get(), depth)
        del self.starts[count:]
        if event.__class__ is not AliasEvent:
            from quizkit.formats.forbidden import odd_key

            odd_key(self.report, self._offset(event))

    def _passed_over(self, event: Any, depth: int) -> None:
        if isinstance(event, ScalarEvent):
            self._previous = event
        else:
            self._node(event, depth + 1)

    def _refused(self, event: Any) -> str:
        """Report an anchor, an alias or a tag; return a text to go on with."""
        from quizkit.formats.forbidden import refused

        return refused(self.report, event, self._offset(event))
