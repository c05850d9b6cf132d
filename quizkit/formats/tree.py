"""The composed text of a deck: plain texts, lists and dicts, with the place of each."""

from itertools import accumulate, takewhile
from typing import NamedTuple, TypeAlias

from quizkit.formats.report import Report

Node: TypeAlias = "str | list[Node] | dict[str, Node] | None"
"""A scalar, a sequence, a mapping, or None for an entry that could not be read."""


class _Step(NamedTuple):
    """One step down the tree: the node it leads to, and how many places on that and its key are."""

    node: Node
    value: int
    key: int


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
        self._before: dict[int, list[int]] = {}  # of a list, by identity

    def offset(self, path: tuple[str | int, ...], *, key: bool = False) -> int:
        """Return where the value at `path` starts, or with `key` the key it stands under.

        A path names keys and indices from the root, as in ("cards", 3, "accept", 0). Where it
        leads nowhere, the nearest node on the way to it counts.
        """
        node, at = self.root, 0
        for depth, step in enumerate(path, 1):
            found = self._step(node, step)
            if found is None:
                break
            node = found.node
            at += found.key if key and depth == len(path) else found.value
        start = self._starts[at] if at < len(self._starts) else 0
        return self._behind_key(start) if node == "" else start

    def _step(self, node: Node, step: str | int) -> _Step | None:
        """Return the step from `node` to what is under a key or at an index; None if nothing is."""
        if isinstance(node, dict) and isinstance(step, str) and step in node:
            earlier = takewhile(lambda item: item[0] != step, node.items())
            key = 1 + sum(1 + _size(value) for _, value in earlier)
            return _Step(node[step], key + 1, key)
        if isinstance(node, list) and isinstance(step, int) and step < len(node):
            if id(node) not in self._before:  # a list of entries is asked for many of them
                self._before[id(node)] = list(accumulate(map(_size, node), initial=1))
            before = self._before[id(node)][step]
            return _Step(node[step], before, before)
        return None

    def _behind_key(self, start: int) -> int:
        """Return the place of an empty value: libyaml gives that of the sign that ends it in braces."""
        text = self.report.text
        if text[start : start + 1] in (",", "}"):
            while text[start - 1].isspace():
                start -= 1
        return start


def _size(node: Node) -> int:
    """Return how many places `node` has: one for itself, for each key, and for all within."""
    match node:
        case None:
            return 0
        case str():
            return 1
        case list():
            return 1 + sum(map(_size, node))
        case dict():
            return 1 + len(node) + sum(map(_size, node.values()))
