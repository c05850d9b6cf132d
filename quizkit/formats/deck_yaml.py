"""Reads a deck file into a deck, or into what is wrong with it.

Every problem of a file is found in one reading, each with its place, and a `Reading` can say where
each value of the file is.
"""

import os
import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from functools import partial
from pathlib import Path

import yaml
from attrs import frozen

from quizkit.errors import DeckError, Location, Problem
from quizkit.formats.deck_of import NOTHING, deck_of
from quizkit.formats.parts import ALONE, Files, Origin, Part, origin
from quizkit.formats.report import Report
from quizkit.formats.tree import Node, Tree
from quizkit.formats.yaml_events import PARSER, Composer, Parser, UnreadableError
from quizkit.garbage import undisturbed
from quizkit.model import Deck
from quizkit.value import Value, count as counted


@frozen(eq=False, repr=False)
class Reading(Value):
    """What reading a text gave: a deck, problems, and the place of every value.

    `parse_deck` and `open_deck` make one.

    Args:
        lenient_deck: the deck without the notes that have problems, which are in its `problems`;
            None if it has no title, or nothing of it can be read.
        report: the text as it was read, without a byte-order mark, and the problems found in it.
    """

    lenient_deck: Deck | None
    _parts: Sequence[Part]
    _numbers: Sequence[int]
    _included: Sequence[Tree]
    _report: Report
    _tree: Tree | None = None
    _folder: Path | None = None

    def __repr__(self) -> str:
        return f"<Reading {self.file!r:.60}: {self.deck or counted(len(self._report), 'problem')}>"

    @property
    def deck(self) -> Deck | None:
        """The deck; None if there is any problem."""
        return None if self._report else self.lenient_deck

    @property
    def good_deck(self) -> Deck:
        """The deck.

        Raises:
            DeckError: there are problems.
        """
        if self._report or self.lenient_deck is None:
            raise DeckError(self.problems)
        return self.lenient_deck

    @property
    def readable_deck(self) -> Deck:
        """The deck without the notes that have problems.

        Raises:
            DeckError: it has no title, or nothing of it can be read.
        """
        if self.lenient_deck is None:
            raise DeckError(self.problems)
        return self.lenient_deck

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong, in order of place; nothing if there is a deck.

        What is wrong with files that are included comes behind, in the order in which they are.
        """
        return self._report.problems

    def origin(self, note: int) -> Origin:
        """Return where a note of the deck stands.

        Args:
            note: its index in `lenient_deck.notes`.
        """
        marks = self.lenient_deck.notes[note].marks if self.lenient_deck else None
        return origin(self._parts, self._numbers[note], marks)

    def origin_of_source(self, source: str) -> Origin:
        """Return where a source of the deck is described, by its id: in any of the deck's files."""
        trees = (tree for tree in self._included if source in _sources_of(tree))
        tree = next(trees, self._tree)
        if tree is None:
            raise LookupError(source)
        return Origin(Part(tree.report, tree), ("sources", source))

    @property
    def texts(self) -> Mapping[str, str]:
        """The texts that the deck is made of, by the names of their files; its own is the first."""
        return {report.file: report.text for report in self._report.all}

    @property
    def yaml_texts(self) -> Mapping[str, str]:
        """Those of `texts` that are no rows of tables."""
        return {report.file: report.text for report in self._report.all if not report.is_rows}

    def rewritten(self, texts: Mapping[str, str]) -> "Reading":
        """Return the reading of the deck with other texts in some of its files.

        The files are not looked at again; nothing is written.

        Args:
            texts: by the names of the files, as in `texts`.
        """
        texts = {**self.texts, **texts}
        report = report_on(texts[self.file], self.file)
        deck_id = self.lenient_deck.id if self.lenient_deck else ""
        return parsed(report, deck_id, files=Files(self._folder, texts))

    @property
    def is_markdown(self) -> bool:
        """Whether an entry of its own file is Markdown that says nothing of it."""
        root = self._tree.root if self._tree else None
        head = root if isinstance(root, dict) else {}
        defaults = head.get("defaults")
        written = defaults.get("markup") if isinstance(defaults, dict) else None
        return (written or head.get("markup")) == "markdown"

    @property
    def text(self) -> str:
        """The text as it was read, without a byte-order mark."""
        return self._report.text

    @property
    def file(self) -> str:
        """The name of the file in problems."""
        return self._report.file

    @property
    def folder(self) -> Path | None:
        """The folder of the deck, below which the files lie that it names; None if it has none."""
        return self._folder

    def place(self, *path: str | int, key: bool = False) -> Location:
        """Return the place of the value at `path`, or with `key` of the key it stands under.

        A path leads from the root by keys and indices, which count from 0: `place("title")`,
        `place("cards", 3, "accept", 0)`; where a note of the deck stands, `origin` says. A text is
        found whether it is a key or an item: `place("cards", 3, "distractors", "Congo")`. Where
        the path leads nowhere, the nearest value on the way counts: of an entry without id,
        `place("cards", 3, "id")` is where its first key begins.
        """
        return self._report.location(self.offset(*path, key=key))

    def offset(self, *path: str | int, key: bool = False) -> int:
        """Return the index into `text` of the value or key that `place` finds."""
        return self._tree.offset(path, key=key) if self._tree else 0

    def line(self, number: int) -> str:
        """Return the line `number`, which counts from 1, without its line break."""
        return self._report.line(number)


def trees_of(reading: Reading) -> dict[str, Tree]:
    """Return the texts of a deck as they were composed, by file; those of which any can be read."""
    trees = (reading._tree, *reading._included)
    return {tree.report.file: tree for tree in trees if tree}


def load_deck(path: str | os.PathLike[str], *, lenient: bool = False) -> Deck:
    """Return the deck in the file `path`.

    Args:
        lenient: whether notes with problems are left out, and told as `Deck.problems`, instead of
            being an error. Nothing may be inferred then from what is not in the deck.

    Raises:
        DeckError: the file cannot be read, or is no deck; with every problem found.
    """
    with undisturbed():  # to the end of the tree, which nobody needs besides the deck
        reading = _of_file(path, placed=False)
        return reading.readable_deck if lenient else reading.good_deck


def read_deck(text: str, *, file: str = "<text>", deck_id: str = "", lenient: bool = False) -> Deck:
    """Return the deck that `text` is.

    Args:
        file: its name in problems.
        deck_id: the id of a deck that has none of its own; by default a slug of `file`.
        lenient: as of `load_deck`.

    Raises:
        DeckError: this is no deck; with every problem found.
    """
    with undisturbed():
        reading = parsed(report_on(text, file), deck_id, placed=False)
        return reading.readable_deck if lenient else reading.good_deck


def open_deck(path: str | os.PathLike[str]) -> Reading:
    """Return the reading of the file `path`; its problems hold what went wrong, if anything."""
    return _of_file(path, placed=True)


def parse_deck(
    text: str,
    *,
    file: str = "<text>",
    deck_id: str = "",
    folder: str | os.PathLike[str] | None = None,
) -> Reading:
    """Return the reading of `text`; its problems hold what is wrong with it, if anything.

    Args:
        file: its name in problems.
        deck_id: the id of a deck that has none of its own; by default a slug of `file`.
        folder: where the files lie that the text includes; by default none is read.
    """
    files = ALONE if folder is None else Files(Path(folder))
    return parsed(report_on(text, file), deck_id, files=files)


def problems_of(text: str, root: Node, *, file: str) -> tuple[Problem, ...]:
    """Return what is wrong with a deck, if anything.

    Args:
        text: of the deck.
        root: what it is as lists, mappings and texts, if that is known: then the text is read only
            where something is wrong, for its place.
        file: its name in problems.
    """
    if root is None:
        return parse_deck(text, file=file).problems
    report = Report(text, file)
    places = Composer(Report(text, file), PARSER, placed=False).places
    deck_of(Tree(report, root, places), slug(file), ALONE, partial(_composed, placed=True))
    return report.problems


def report_on(text: str, file: str) -> Report:
    """Return the report of a text that no problem was found in so far."""
    if not isinstance(text, str):
        raise TypeError(f"a deck's text is wanted, not {text!r:.60}; `load_deck` reads a file")
    return Report(text.removeprefix("\ufeff"), file)


def _of_file(path: str | os.PathLike[str], *, placed: bool) -> Reading:
    from quizkit.formats.deck_file import read_text

    report = read_text(os.fspath(path))
    if report.unread:
        return Reading(*NOTHING, report)
    return parsed(report, placed=placed, files=Files(Path(report.file).parent))


def parsed(
    report: Report,
    deck_id: str = "",
    *,
    parser: Parser = PARSER,
    placed: bool = True,
    files: Files = ALONE,
) -> Reading:
    """Return the reading of a text; one to come back to for places is best `placed` at once."""
    with undisturbed():
        compose = partial(_composed, parser=parser, placed=placed)
        tree = compose(report)
        found = deck_of(tree, deck_id or slug(report.file), files, compose) if tree else NOTHING
        if found.deck is not None:
            _ = found.deck.cards  # made once: here, while no garbage is searched for
        return Reading(*found, report, tree, files.folder)


def _composed(report: Report, parser: Parser = PARSER, *, placed: bool) -> Tree | None:
    """Return the text as a tree, or None if nothing of it can be read.

    Problems go into the report; a tree may come back all the same.
    """
    composer = Composer(report, parser, placed=placed)
    try:
        root = composer.document(0, len(report.text))
        return Tree(report, root, composer.places, places_before=composer.places_before)
    except (yaml.YAMLError, UnreadableError, UnicodeError) as error:
        from quizkit.formats.recovery import recovered

        return recovered(report, parser, error)


def slug(file: str) -> str:
    """Return the id of a deck in `file` that has none: its name in lower case, words joined by -."""
    name = unicodedata.normalize("NFC", Path(file).stem).lower()
    return re.sub(r"[\W_]+", "-", name).strip("-") or "deck"


def _sources_of(tree: Tree) -> Collection[str]:
    sources = tree.root.get("sources") if isinstance(tree.root, dict) else None
    return sources if isinstance(sources, dict) else ()
