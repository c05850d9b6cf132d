"""Many notes changed at once, and entries taken as pieces of text, to sort, part or join decks."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from quizkit.authoring.changes import Put, Set, UnwrittenError, changed
from quizkit.authoring.outline import below_comments, line_end, outline
from quizkit.authoring.saving import replace
from quizkit.errors import DeckError
from quizkit.formats.deck_yaml import Reading, trees_of
from quizkit.lazy import pattern
from quizkit.model import Note


class AddText(NamedTuple):
    """One text more under a key: where there is none, or a single text, that becomes a list.

    Args:
        key: the key of the note, or the way to one below: `("examples", "close")`.
        text: the text, as it is to be written: of a note in Markdown that is Markdown.
        feedback: what is said to it, where the list is a mapping, or becomes one.
    """

    key: str | tuple[str, ...]
    text: str
    feedback: str = ""


class SetText(NamedTuple):
    """A text under a key, in place of the text that stands there, if one does; `key` as above."""

    key: str | tuple[str, ...]
    text: str


def edited(
    reading: Reading, changes: Callable[[Note], Iterable[AddText | SetText]]
) -> dict[str, str]:
    """Return the texts of a deck's files in which notes are changed; comments and all else stay.

    Args:
        reading: of a deck without problems.
        changes: gives the changes of each note, none for one that stays; of rows of a table there
            are none.

    Returns:
        Only the files that change, by their names: `write` puts them in place.

    Raises:
        DeckError: `reading` has problems, or the deck would have.
        UnwrittenError: a change has no place in its entry.
    """
    of_files: dict[str, list[Put | Set]] = {}
    for index, note in enumerate(reading.good_deck.notes):
        for change in changes(note):
            origin = reading.origin(index)
            keys = (change.key,) if isinstance(change.key, str) else change.key
            path = origin.as_written(*keys)
            kind = Put if isinstance(change, AddText) else Set
            made = kind(origin.offset(), path, *(text.rstrip("\n") for text in change[1:]))
            of_files.setdefault(origin.file, []).append(made)
    texts = {file: changed(reading.texts[file], found) for file, found in of_files.items()}
    after = reading.rewritten(texts)
    if after.deck is None:
        raise DeckError(after.problems)
    return {file: text for file, text in texts.items() if text != reading.texts[file]}


def write(reading: Reading, texts: Mapping[str, str]) -> None:
    """Put texts in the place of those that were read, each file in one step.

    Raises:
        QuizkitError: a file is no longer as it was read, or cannot be written; it then stays as it
            is, and so do those behind it.
    """
    for file, text in texts.items():
        replace(Path(file), reading.texts[file], text)


_CARDS = pattern(r"(?m)^[\"']?cards[\"']? *:.*\r?\n")


class Entries(NamedTuple):
    """The text of a deck in pieces: joined, they are all of it.

    Args:
        before: what stands above the entries, `cards:` included.
        entries: the lines of each, and those above it, up to the entry before.
        after: what stands below the last.
    """

    before: str
    entries: tuple[str, ...]
    after: str


def entries_of(reading: Reading) -> Entries:
    """Return the text of a deck's own file, cut between its entries.

    Raises:
        DeckError: `reading` has problems.
        UnwrittenError: its entries stand in brackets, or it has none.
    """
    _ = reading.good_deck
    text = reading.text
    places = outline(trees_of(reading)[reading.file])
    if places.column is None or not places.entries:
        raise UnwrittenError("the entries of this deck do not stand on lines of their own")
    begun = list(_CARDS.finditer(text, 0, places.entries[0].start))
    if not begun:
        raise UnwrittenError("`cards:` does not stand on a line of its own")
    first = begun[-1].end()
    ends = [
        below_comments(text, line_end(text, max(len(text[: place.end].rstrip()), 1)), places.column)
        for place in places.entries
    ]
    cuts = [first, *ends]
    pieces = [text[a:b] for a, b in zip(cuts, ends, strict=False)]
    return Entries(text[:first], tuple(pieces), text[ends[-1] :])
