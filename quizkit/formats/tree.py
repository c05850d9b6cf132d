"""The composed text of a deck: plain texts, lists and dicts, with the place of each."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import accumulate
from typing import TypeAlias

from quizkit.formats.report import Report

Node: TypeAlias = "str | list[Node] | dict[str, Node] | None"
"""A scalar, a sequence, a mapping, or None for an entry that could not be read: its dash is known."""


class Tree:
    """The composed text, and where each node of it starts.

    Args:
        report: the text, and what is wrong with it.
        root: the node of the whole text.
        places: gives the offset of each key, scalar, list and mapping, in the order of the text.
        broken: whether keys of the root may be missing because they could not be read.
        places_before: lists, each with what is known of it: how many places stand before each item.
        text: as YAML can read it, character for character; by default that of the report.
        entries: from where to where each goes, if the text is no YAML and was cut at them.
    """

    def __init__(
        self,
        report: Report,
        root: Node,
        places: Callable[[], list[int]],
        *,
        broken: bool = False,
        places_before: "Sequence[tuple[list[Node], list[int]]]" = (),
        text: str | None = None,
        entries: Sequence[tuple[int, int]] = (),
    ) -> None:
        self.report = report
        self.root = root
        self.broken = broken
        self.text = report.text if text is None else text
        self.entries = entries
        self._places = places
        self._counted = places_before  # kept, so that no other list gets the identity of one
        # Of a list or mapping, by identity.
        self._before = {id(items): before for items, before in places_before}
        self._positions: dict[int, Mapping[str, int]] = {}

    @cached_property
    def _starts(self) -> list[int]:
        return self._places()

    def offset(self, path: tuple[str | int, ...], *, key: bool = False) -> int:
        """Return the offset of the value at `path`, or with `key` of the key it stands under.

        A path names keys and indices from the root, as in ("cards", 3, "accept", 0); a text may
        name the item of a list that it is. Where the path leads nowhere, the nearest node counts.
        """
        node, at, key_before = self.root, 0, ""
        for depth, step in enumerate(path, 1):
            below, before = self._step(node, step)
            if not before:
                break
            # Each value in a mapping stands behind a key, which has a place of its own.
            at += before + (isinstance(node, dict) and not (key and depth == len(path)))
            key_before = str(step) if isinstance(node, dict) else ""
            node = below
        start = self._starts[at] if at < len(self._starts) else 0
        return start if node != "" else self._behind_key(start, self._starts[at - 1], key_before)

    def node(self, path: tuple[str | int, ...]) -> Node:
        """Return the node at `path`; None if it leads nowhere."""
        node = self.root
        for step in path:
            node = self._step(node, step)[0]
        return node

    def _step(self, node: Node, step: str | int) -> tuple[Node, int]:
        """Return the node one step below, and the number of places before it; 0 if there is none."""
        if isinstance(node, list) and isinstance(step, str):
            step = self._among(node).get(step, len(node))
        if isinstance(node, list) and isinstance(step, int) and step < len(node):
            return node[step], self._sums(node, node)[step]
        if isinstance(node, dict) and step in node:
            # Each value stands behind a key, which has a place of its own.
            at = self._among(node)[str(step)]
            return node[str(step)], self._sums(node, node.values())[at] + at
        return None, 0

    def _sums(self, node: Node, below: Iterable[Node]) -> list[int]:
        """Return the number of places before each of the nodes `below`; of keys none is counted."""
        if id(node) not in self._before:  # an error may be found in each of them
            self._before[id(node)] = list(accumulate(map(self._size, below), initial=1))
        return self._before[id(node)]

    def _size(self, node: Node) -> int:
        """Return the number of places of `node`, at a glance if it was counted."""
        known = self._before.get(id(node)) if isinstance(node, list) else None
        return known[-1] if known else _size(node)

    def _among(self, node: "list[Node] | dict[str, Node]") -> Mapping[str, int]:
        """Return the position of each key, or of each text of a list that comes for the first time."""
        if id(node) not in self._positions:
            texts = node if isinstance(node, dict) else [str(item).rstrip("\n") for item in node]
            found: dict[str, int] = {}
            for at, text in enumerate(texts):
                found.setdefault(text, at)
            self._positions[id(node)] = found
        return self._positions[id(node)]

    def _behind_key(self, start: int, key_start: int, key: str) -> int:
        """Return the place of an empty value: libyaml gives that of the sign that ends it in braces.

        A comment may stand between the key and that sign, and be why the value is empty.
        """
        text = self.report.text
        if text[start : start + 1] not in (",", "}"):
            return start
        if colon := re.compile(rf"[\"']?{re.escape(key)}[\"']?\s*:").match(text, key_start):
            return colon.end()
        while text[start - 1].isspace():
            start -= 1
        return start


def _size(node: Node) -> int:
    """Return the number of places of `node`: one for itself, for each key, and for all within."""
    if isinstance(node, dict):
        return 1 + len(node) + _sizes(node.values())
    if isinstance(node, list):
        return 1 + _sizes(node)
    return 1


def _sizes(nodes: Iterable[Node]) -> int:
    return sum([1 if node.__class__ is str else _size(node) for node in nodes])
