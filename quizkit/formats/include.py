"""The files that a deck includes: each has entries, and what holds for these alone.

They lie below the folder of the deck. One that is not there, or lies elsewhere, is reported where
the deck names it, and leaves the others alone.
"""

import os
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from attrs import evolve

from quizkit.errors.codes import ProblemCode
from quizkit.formats.beside import MOST_BYTES, Absent, read_beside
from quizkit.formats.deck_file import text_of
from quizkit.formats.fields import Fields
from quizkit.formats.head import read_sources
from quizkit.formats.keys import BRINGING_NOTES, DECK_KEYS, INCLUDED_KEYS
from quizkit.formats.kind_errors import unknown_keys
from quizkit.formats.parts import Files
from quizkit.formats.report import Report
from quizkit.formats.tree import Tree
from quizkit.formats.wrong import Wrong
from quizkit.model import Source

Compose = Callable[[Report], Tree | None]
"""Makes the tree of a text; None if nothing of it can be read, which it reports."""

_WHY_ABSENT = {
    Absent.NOT_THERE: ("there is no file `{}` that can be read", "check the name: {}"),
    Absent.OUTSIDE: ("`{}` lies outside the folder of the deck", "move it there: {}"),
    Absent.NO_FILE: ("`{}` is no file", "name a file: {}"),
    Absent.TOO_LARGE: (f"with `{{}}` the deck has more than {MOST_BYTES:,} bytes", "split it: {}"),
}
_RULE = "a deck includes files that lie in its folder, or below it"
_NO_ENTRIES = Wrong(
    ProblemCode.NO_CARDS,
    "this file, which a deck includes, has no entries",
    "write `cards:`, and below it the entries, each beginning with `- `",
)


class Included(NamedTuple):
    """A file that a deck includes.

    Args:
        fields: what stands at its head.
        name: as the deck gives it.
    """

    fields: Fields
    name: str


class Includes:
    """The files that a deck includes, in the order in which it names them.

    Args:
        deck: its keys; `include` is one.
        files: where they are.
        compose: makes trees of texts.

    Attributes:
        names: of all, as the deck gives them.
        files: those that can be read.
        missing: whether there are others, or a head of which not all could be read.
    """

    def __init__(self, deck: Fields, files: Files, compose: Compose) -> None:
        self._deck = deck
        self._folder, self._texts = files
        self._compose = compose
        self.names = deck.texts("include")
        self._left = MOST_BYTES
        self._seen = {os.path.realpath(deck.tree.report.file): "the deck itself"}
        self.missing = False
        self.files = list(self._read())

    def _read(self) -> Iterator[Included]:
        several = isinstance(self._deck.values["include"], list)
        for at, name in enumerate(self.names):
            steps: tuple[str | int, ...] = ("include", at) if several else ("include",)
            report = self._report(name, steps) if name else None
            if report is None:
                self.missing = True
                continue
            self._deck.tree.report.included.append(report)
            tree = None if report.unread else self._compose(report)
            fields = None if tree is None else _head(tree, self._deck.tree.report.file)
            if fields is None or (fields.tree.broken and "sources" not in fields.values):
                self.missing = True
            if fields is not None:
                yield Included(fields, name)

    def _report(self, name: str, steps: tuple[str | int, ...]) -> Report | None:
        """Return the text of a file; None if it is not read, which is reported."""
        found = self._found(name)
        if isinstance(found, Report):
            return found
        self._deck.problem(*found, *steps)
        return None

    def _found(self, name: str) -> Report | Wrong:
        """Return the text of a file, or why it is not read."""
        if self._folder is None:
            message = f"`{name}` is not read: this text has no folder that it could lie in"
            return Wrong(ProblemCode.NOT_INCLUDED, message, "read the deck from its file")
        path = str(self._folder / name)
        real = os.path.realpath(path.replace("\0", ""))  # which no file has in its name
        if real in self._seen:
            message = f"`{name}` is {self._seen[real]}"
            return Wrong(ProblemCode.NOT_INCLUDED, message, "delete it here")
        if path in self._texts:
            return Report(self._texts[path], path)
        data = read_beside(str(self._folder / "deck"), name, most=self._left)
        if isinstance(data, Absent):
            message, fix = _WHY_ABSENT[data]
            return Wrong(ProblemCode.NOT_INCLUDED, message.format(name), fix.format(_RULE))
        self._seen[real] = "included already"
        self._left -= len(data)
        return text_of(data, path)

    def sources(self, of_deck: Mapping[str, Source]) -> dict[str, Source]:
        """Return the sources of the deck and of its files, which are one space of names."""
        found, homes = dict(of_deck), dict.fromkeys(of_deck, self._deck.tree)
        for fields, name in self.files:
            for source in read_sources(fields).values():
                if source.id in found:
                    _named_twice(fields, homes[source.id], source.id)
                    continue
                homes[source.id] = fields.tree
                file = source.file and from_deck(name, source.file)
                found[source.id] = evolve(source, file=file)
        return found


def from_deck(included: str, name: str) -> str:
    """Return the path of a file from the deck's folder on, that an included file names from its own.

    Args:
        included: the file, as the deck names it.
        name: as that file gives it.
    """
    return os.path.join(os.path.dirname(included), name)  # noqa: PTH118, PTH120 - no path is opened


def _head(tree: Tree, deck: str) -> Fields | None:
    """Return the keys of an included file, without those that it may not have; None if it has none."""
    root = tree.root
    fields = Fields(tree, (), root if isinstance(root, dict) else {})
    if isinstance(root, list):
        message = "the file begins with a list; its entries stand below a key"
        fields.problem(ProblemCode.WRONG_SHAPE, message, "put `cards:` above it")
    elif not fields.values:
        fields.problem(*_NO_ENTRIES)
    else:
        for key in [key for key in fields.values if key in DECK_KEYS - INCLUDED_KEYS]:
            _misplaced(fields, key, deck)
        if not fields.values.keys() <= INCLUDED_KEYS:
            unknown_keys(fields, INCLUDED_KEYS)
        if BRINGING_NOTES.isdisjoint(fields.values) and not tree.broken:
            fields.problem(*_NO_ENTRIES)
        return fields
    return None


def _misplaced(fields: Fields, key: str, deck: str) -> None:
    """Report a key that only a deck has, and drop it."""
    message = f"`{key}` does not go into a file that a deck includes"
    fix = f"delete it; that of {deck} counts"
    if key == "include":
        message, fix = "an included file includes no further ones", f"name them in {deck}"
    fields.problem(ProblemCode.MISPLACED_KEY, message, fix, key, key=True)
    fields.values = {k: v for k, v in fields.values.items() if k != key}


def _named_twice(fields: Fields, first: Tree, name: str) -> None:
    report = first.report
    line = report.location(first.offset(("sources", name), key=True)).line
    message = f"line {line} of {report.file} has a source `{name}` too"
    fix = "keep one of the two: all files of a deck may cite it"
    fields.problem(ProblemCode.DUPLICATE_KEY, message, fix, "sources", name, key=True)
