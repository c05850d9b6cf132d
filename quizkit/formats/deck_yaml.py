"""Reads a deck file: its keys, its sources, and its entries as notes.

Every problem of a file is found in one reading, each with its place. For a deck without problems
nothing is located; a `Reading` can say later where each value of the file is.
"""

import gc
import os
import re
import unicodedata
from functools import cached_property
from itertools import count
from pathlib import Path

import yaml
from attrs import frozen

from quizkit.errors import DeckError, Location, Problem
from quizkit.formats.fields import Fields
from quizkit.formats.head import read_id, read_language, read_sources
from quizkit.formats.keys import DECK_KEYS
from quizkit.formats.notes import NoteReader
from quizkit.formats.quick_tree import UnusualError, quick_tree
from quizkit.formats.report import Report
from quizkit.formats.yaml_events import PARSER, Node, Parser, Tree, UnplacedError
from quizkit.model import Deck


@frozen(slots=False)
class Reading:
    """What reading a text gave: a deck or problems, and the place of every value.

    Args:
        deck: None if there is any problem.
        problems: in order of place.
        text: as it was read, without a byte-order mark.
        file: its name in problems.
    """

    deck: Deck | None
    problems: tuple[Problem, ...]
    text: str
    file: str
    _parser: Parser = PARSER

    def place(self, *path: str | int, key: bool = False) -> Location:
        """Return where the value at `path` is, or with `key` the key it stands under.

        A path leads from the root by keys and indices, which count from 0: `place("title")`,
        `place("cards", 3, "accept", 0)`. `deck.notes[3]` is the entry at ("cards", 3). Where the
        path leads nowhere, the nearest value on the way counts: of an entry without id,
        `place("cards", 3, "id")` is where its first key begins.
        """
        return self._report.location(self.offset(*path, key=key))

    def offset(self, *path: str | int, key: bool = False) -> int:
        """Return the same place as an index into `text`."""
        return self._tree.offset(path, key=key) if self._tree else 0

    # Places are worked out when the first is asked for: to play a deck nobody needs them.

    @cached_property
    def _report(self) -> Report:
        return Report(self.text, self.file)

    @cached_property
    def _tree(self) -> Tree | None:
        from quizkit.formats.recovery import compose

        return compose(Report(self.text, self.file), self._parser)


def load_deck(path: str | os.PathLike[str]) -> Deck:
    """Return the deck in the file `path`.

    Raises:
        DeckError: the file cannot be read, or is no deck; with every problem found.
    """
    return _deck(open_deck(path))


def read_deck(text: str, *, file: str = "<text>", deck_id: str = "") -> Deck:
    """Return the deck that `text` is.

    Args:
        file: its name in problems.
        deck_id: the id of a deck that has none of its own; by default a slug of `file`.

    Raises:
        DeckError: this is no deck; with every problem found.
    """
    return _deck(parse_deck(text, file=file, deck_id=deck_id))


def _deck(reading: Reading) -> Deck:
    if reading.deck is None:
        raise DeckError(reading.problems)
    return reading.deck


def open_deck(path: str | os.PathLike[str]) -> Reading:
    """Return the reading of the file `path`; its problems hold what went wrong, if anything."""
    from quizkit.formats.deck_file import read_text

    report = read_text(os.fspath(path))
    if report.unread:
        return Reading(None, report.problems, "", report.file)
    return _parsed(report, "", PARSER)


def parse_deck(
    text: str, *, file: str = "<text>", deck_id: str = "", parser: Parser = PARSER
) -> Reading:
    """Return the reading of `text`; its problems hold what is wrong with it, if anything.

    Args:
        file: its name in problems.
        deck_id: the id of a deck that has none of its own; by default a slug of `file`.
        parser: what finds the YAML events.
    """
    return _parsed(Report(text.removeprefix("\ufeff"), file), deck_id, parser)


def _parsed(report: Report, deck_id: str, parser: Parser) -> Reading:
    deck_id = deck_id or slug(report.file)
    deck = None if len(report) else _read_quickly(report, deck_id, parser)
    if deck is None:  # something is wrong, or open to doubt
        from quizkit.formats.recovery import compose

        tree = compose(report, parser)
        deck = _read(tree, deck_id) if tree else None
    problems = report.problems
    return Reading(None if problems else deck, problems, report.text, report.file, parser)


def _read_quickly(report: Report, deck_id: str, parser: Parser) -> Deck | None:
    """Return the deck, read without places; None if it needs a closer look."""
    # What is made here stays, and holds no cycles: to search it for garbage again and again
    # while it grows would take a fifth of the time of a large deck.
    collecting = gc.isenabled()
    gc.disable()
    deck = None
    try:
        deck = _read(quick_tree(report, parser), deck_id)
        if deck and deck.cards:  # made here, which takes a third of the time that it would later
            return deck
    except (UnusualError, UnplacedError, yaml.YAMLError, UnicodeEncodeError):
        return None
    finally:
        if collecting:
            if deck and len(deck.notes) >= _LARGE and not gc.get_freeze_count():
                gc.freeze()  # let it count as old, so that it is not searched now
                gc.unfreeze()
            gc.enable()
    return None


_LARGE = 1000  # notes of a deck that is worth it


def slug(file: str) -> str:
    """Return the id of a deck in `file` that has none: its name in lower case, words joined by -."""
    name = unicodedata.normalize("NFC", Path(file).stem).lower()
    return re.sub(r"[\W_]+", "-", name).strip("-") or "deck"


def _read(tree: Tree, deck_id: str) -> Deck | None:
    """Return the deck; where problems were reported, what comes back is not to be used."""
    root = tree.root
    fields = Fields(tree, (), root if isinstance(root, dict) else {})
    if not isinstance(root, dict) or not root:
        from quizkit.formats.deck_errors import no_deck

        no_deck(fields)
        return None
    if not root.keys() >= {"title", "cards"} or not root.keys() <= DECK_KEYS:
        from quizkit.formats.deck_errors import check_keys

        check_keys(fields)
    values = fields.values
    if "id" in values:
        deck_id = read_id(fields)
    language = read_language(fields)
    tags = fields.texts("tags", may_be_empty=True) if "tags" in values else ()
    sources = read_sources(fields)
    unknown = tree.broken and "sources" not in values
    notes = NoteReader(tree, language=language, tags=tags, sources=None if unknown else sources)
    if "defaults" in values:
        notes.read_defaults(fields.below("defaults"))
    return Deck(
        id=deck_id,
        title=fields.text("title") if "title" in values else "",
        language=language,
        notes=tuple(filter(None, map(notes.note, count(), tree.entries or _entries(fields)))),
        description=fields.text("description") if "description" in values else "",
        tags=tags,
        sources=sources,
    )


def _entries(fields: Fields) -> list[Node]:
    """Return the entries under `cards`."""
    entries = fields.values.get("cards")
    if isinstance(entries, list) and entries:
        return entries
    if entries is not None:
        from quizkit.formats.deck_errors import no_entries

        no_entries(fields)
    return []
