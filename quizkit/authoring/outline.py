"""Where a deck's text may be cut: its entries, and the texts in it that must stay as they are.

The reader says where values begin; to put something behind one takes its end as well, which only
the YAML events know.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Any

import yaml
from attrs import define, evolve, field
from yaml.events import (
    CollectionEndEvent,
    CollectionStartEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from quizkit.formats.tree import Tree
from quizkit.formats.yaml_events import PARSER
from quizkit.lazy import pattern

LINE_BREAKS = "\n\r\x85\u2028\u2029"
"""All that YAML takes for one."""
_LINE_BREAK = pattern("\r\n?|[\n\x85\u2028\u2029]")  # what ends a line in YAML


@define
class EntryPlace:
    """Where one entry stands; offsets count from the start of the text, columns from 0.

    Args:
        start: its first key, or its opening brace.
        column: of `start`.
        in_brackets: whether it is written `{key: value}`, or `[key: value]`.
        first_end: behind its first value.
        end: behind its last value, or its closing brace.
    """

    start: int
    column: int
    in_brackets: bool
    first_end: int
    end: int


@define
class Outline:
    """The places of a deck.

    Args:
        entries: those under `cards`, in order.
        column: where the dashes of the entries stand; None if they are in brackets.
        kept: from where to where the texts in quotes and the block texts go, in order.
        end: behind the last value of all.
    """

    entries: list[EntryPlace] = field(factory=list)
    column: int | None = None
    kept: list[tuple[int, int]] = field(factory=list)
    end: int = 0


def outline(tree: Tree) -> Outline:
    """Return the places of a text of a deck; what is no YAML is kept as it is."""
    return _of_pieces(tree.text, tree.entries) if tree.entries else _of_whole(tree.text)


def _of_pieces(text: str, entries: Sequence[tuple[int, int]]) -> Outline:
    """Return the places of a text that was cut at its entries, each of which is one here too."""
    found = Outline(end=len(text))
    at = 0
    for begin, end in entries:
        found.kept.append((at, begin))
        at = end
        try:
            piece = _of_piece(text[begin:end])
        except yaml.YAMLError:
            found.kept.append((begin, end))
            found.entries.append(EntryPlace(begin, 0, False, end, end))
            continue
        found.column = piece.column
        found.kept += ((begin + start, begin + stop) for start, stop in piece.kept)
        (entry,) = piece.entries
        moved = {name: getattr(entry, name) + begin for name in ("start", "first_end", "end")}
        found.entries.append(evolve(entry, **moved))
    found.kept.append((at, len(text)))
    return found


def _of_piece(text: str) -> Outline:
    """Return the places of the list of one entry that a text begins with."""
    found = Outline()
    get = PARSER(text).get_event
    get()
    get()
    if not isinstance(begun := get(), SequenceStartEvent):
        raise yaml.YAMLError
    mark: Any = begun.start_mark
    found.column = mark.column
    found.entries.append(_entry(found, get(), get))
    while not isinstance(get(), StreamEndEvent):  # what is behind it may be no YAML
        pass
    return found


def _of_whole(text: str) -> Outline:
    found = Outline()
    get = PARSER(text).get_event
    while not isinstance(get(), MappingStartEvent):
        pass
    while isinstance(key := get(), ScalarEvent):
        _skip(found, key, get)
        value = get()
        if key.value == "cards" and isinstance(value, SequenceStartEvent):
            if not value.flow_style:
                mark: Any = value.start_mark  # every event of a parser has one
                found.column = mark.column
            while isinstance(entry := get(), NodeEvent):
                found.entries.append(_entry(found, entry, get))
        else:
            _skip(found, value, get)
    return found


def line_end(text: str, offset: int) -> int:
    """Return the offset of the line behind the one that holds `offset`, or the end of the text.

    At the beginning of a line, that is `offset` itself.
    """
    if offset and text[offset - 1] in LINE_BREAKS:
        return offset
    following = _LINE_BREAK.search(text, offset)
    return following.end() if following else len(text)


def break_of(text: str) -> str:
    """Return the line break of `text`: that of its first line."""
    first = _LINE_BREAK.search(text)
    return first[0] if first else "\n"


def lines_at(text: str, at: int, lines: Iterable[str]) -> str:
    """Return lines to put in at `at`, which may be the end of a line without a break."""
    mark = break_of(text)
    begun = "" if at and text[at - 1] in LINE_BREAKS else mark
    return begun + "".join(line + mark for line in lines)


def below_comments(text: str, at: int, column: int) -> int:
    """Return the end of the comments that begin at `at` and are further in than `column`."""
    comment = re.compile(rf"[ \t]{{{column + 1},}}#[^\r\n]*(?:\r\n?|\n|\Z)")
    while found := comment.match(text, at):
        at = found.end()
    return at


def spliced(text: str, edits: Iterable[tuple[int, int, str]]) -> str:
    """Return `text` with pieces replaced: from where, to where, and by what; they don't overlap."""
    parts: list[str] = []
    at = 0
    for start, end, new in sorted(edits):
        parts += [text[at:start], new]
        at = end
    return "".join(parts) + text[at:]


def _entry(found: Outline, event: Any, get: Any) -> EntryPlace:
    """Return the place of the entry that begins with `event`."""
    mark = event.start_mark
    if not isinstance(event, MappingStartEvent):
        _skip(found, event, get)
        end = max(found.end, mark.index)
        return EntryPlace(mark.index, mark.column, False, end, end)
    first_end = 0
    while isinstance(key := get(), NodeEvent):
        _skip(found, key, get)
        _skip(found, get(), get)
        first_end = first_end or found.end
    if key.end_mark.index > key.start_mark.index:  # a brace
        found.end = key.end_mark.index
    return EntryPlace(mark.index, mark.column, bool(event.flow_style), first_end, found.end)


def _skip(found: Outline, event: Any, get: Any) -> None:
    """Pass over the value that begins with `event`, and note what is to be kept in it."""
    depth = 0
    while True:
        start, end = event.start_mark.index, event.end_mark.index
        if isinstance(event, ScalarEvent):
            if event.style:
                found.kept.append((start, end))
            if end > start:  # a value that is not there may be placed at whatever follows
                found.end = end
        elif isinstance(event, CollectionStartEvent):
            depth += 1
        elif isinstance(event, CollectionEndEvent):
            depth -= 1
            # The end of a block is where something else begins; that of brackets is their own.
            if end > start:
                found.end = end
        if not depth:
            return
        event = get()
