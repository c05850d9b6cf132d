"""The tree of a deck's file made into a deck: its keys, its sources, and its entries as notes."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from attrs import evolve

from quizkit.formats.fields import Fields
from quizkit.formats.head import is_markdown, read_id, read_languages, read_sources
from quizkit.formats.keys import BRINGING_NOTES, DECK_KEYS
from quizkit.formats.notes import NoteReader
from quizkit.formats.parts import Files, Part
from quizkit.formats.tree import Node, Tree
from quizkit.model import Deck

if TYPE_CHECKING:
    from quizkit.formats.include import Compose, Included


class Found(NamedTuple):
    """What is in the text of a deck.

    Args:
        deck: without the notes that have problems; None if it is none.
        parts: where entries stand.
        numbers: of the entry that each note of the deck was.
        included: the files that the text includes.
    """

    deck: Deck | None
    parts: Sequence[Part] = ()
    numbers: Sequence[int] = ()
    included: Sequence[Tree] = ()


NOTHING = Found(None)


def deck_of(tree: Tree, deck_id: str, files: Files, compose: "Compose") -> Found:
    """Return what the text is as a deck, if it is one at all.

    Args:
        tree: of the text.
        deck_id: the id of a deck that has none of its own.
        files: what the text may include.
        compose: makes trees of further texts.
    """
    root = tree.root
    fields = Fields(tree, (), root if isinstance(root, dict) else {})
    if not isinstance(root, dict) or not root:
        from quizkit.formats.deck_errors import no_deck

        no_deck(fields)
        return NOTHING
    if "title" not in root or BRINGING_NOTES.isdisjoint(root) or not root.keys() <= DECK_KEYS:
        from quizkit.formats.deck_errors import check_keys
        from quizkit.formats.included_by import is_included

        if "title" not in root and not tree.broken and is_included(fields):
            return NOTHING
        check_keys(fields)
    values = fields.values
    if "id" in values:
        deck_id = read_id(fields)
    languages = read_languages(fields)
    tags = fields.texts("tags", may_be_empty=True) if "tags" in values else ()
    sources = read_sources(fields)
    unknown = tree.broken and "sources" not in values
    includes = None
    if "include" in values:
        from quizkit.formats.include import Includes

        includes = Includes(fields, files, compose)
        sources = includes.sources(sources)
        unknown = unknown or includes.missing
    is_marked = "markup" in values and is_markdown(fields)
    reader = NoteReader(
        tree,
        languages=languages,
        tags=tags,
        sources=None if unknown else sources,
        is_markdown=is_marked,
    )
    if "defaults" in values:
        reader.read_defaults(fields.below("defaults"))
    title = fields.text("title") if "title" in values else ""
    description = fields.text("description") if "description" in values else ""
    if is_marked:
        from quizkit.formats.marked import titles_in_words

        title, sources = titles_in_words(title, sources)
    _find_notes(reader, fields, files, includes.files if includes else ())
    read = reader.found
    report = tree.report
    numbers: Sequence[int] = range(len(read))
    deck = Deck(
        id=deck_id,
        title=title,
        language=languages.answer,
        notes=tuple(filter(None, read)),
        description=description,
        tags=tags,
        sources=sources,
        included=(*(includes.names if includes else ()), *reader.beside),
    )
    trees = [each.fields.tree for each in includes.files] if includes else []
    if not report:
        return Found(deck, reader.parts, numbers, trees)
    from quizkit.formats.left_out import bad_entries, is_id_sure

    bad = bad_entries(reader.parts, read)
    numbers = [number for number in numbers if number not in bad]
    notes = tuple([note for number in numbers if (note := read[number])])
    refused = not (title and notes and is_id_sure(fields))
    rest = evolve(deck, notes=notes, problems=report.problems, left_out=tuple(bad.values()))
    return Found(None if refused else rest, reader.parts, numbers, trees)


def _find_notes(
    reader: NoteReader, fields: Fields, files: Files, included: "Iterable[Included]" = ()
) -> None:
    """Find the notes of a text, and of those that it includes, in the order of its keys."""
    for key in fields.values:
        if key == "cards":
            reader.read(_entries(fields), key)
        elif key == "words":
            from quizkit.formats.word_tables import read_words

            read_words(fields, reader, files)
        elif key == "include":
            for each in included:
                _find_notes(reader.for_included(each.fields, each.name), each.fields, files)


def _entries(fields: Fields) -> list[Node]:
    """Return the entries under `cards`."""
    entries = fields.values.get("cards")
    if isinstance(entries, list) and entries:
        return entries
    if entries is not None:
        from quizkit.formats.deck_errors import no_entries

        no_entries(fields)
    return []
