"""The composed text of a deck: plain texts, lists and dicts, with the place of each."""

import re
from collections.abc import Callable, Iterable
from functools import cached_property
from itertools import accumulate, takewhile
from typing import TypeAlias

from quizkit.formats.report import Report

Node: TypeAlias = "str | list[Node] | dict[str, Node] | None"
"""A scalar, a sequence, a mapping, or None for an entry that could not be read."""


class Tree:
    """The composed text, and where each node of it starts.

    Args:
        report: the text, and what is wrong with it.
        root: the node of the whole text.
        places: gives the offset of each key, scalar, list and mapping, in the order of the text.
        broken: whether keys of the root may be missing because they could not be read.
    """

    def __init__(
        self, report: Report, root: Node, places: Callable[[], list[int]], *, broken: bool = False
    ) -> None:
        self.report = report
        self.root = root
        self.broken = broken
        self._places = places
        self._before: dict[int, list[int]] = {}  # of a list, by identity

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

    def _step(self, node: Node, step: str | int) -> tuple[Node, int]:
        """Return the node one step below, and the number of places before it; 0 if there is none."""
        if isinstance(node, list):
            return self._item(node, step)
        if isinstance(node, dict) and step in node:
            earlier = takewhile(lambda item: item[0] != step, node.items())
            return node[str(step)], 1 + sum(1 + _size(value) for _, value in earlier)
        return None, 0

    def _item(self, items: list[Node], step: str | int) -> tuple[Node, int]:
        """Return an item, by position or text, and the number of places before it; 0 if none."""
        if isinstance(step, str):
            texts = [str(item).rstrip("\n") for item in items]
            step = texts.index(step) if step in texts else len(items)
        if step >= len(items):
            return None, 0
        if id(items) not in self._before:  # a list of entries is asked for many of them
            self._before[id(items)] = list(accumulate(map(_size, items), initial=1))
        return items[step], self._before[id(items)][step]

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
    return 0 if node is None else 1


def _sizes(nodes: Iterable[Node]) -> int:
    return sum([1 if node.__class__ is str else _size(node) for node in nodes])
