"""`quizkit fmt` as a function: the text of a deck with ids for all notes, and tidy.

Nothing is written anew: pieces are put in and white space taken out at their places, so that
comments, order, quotes and line ends stay, and a new id is one new line.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping

from attrs import evolve, frozen

from quizkit.authoring.note_ids import readable_ids
from quizkit.authoring.outline import (
    LINE_BREAKS,
    EntryPlace,
    Outline,
    break_of,
    line_end,
    outline,
    spliced,
)
from quizkit.errors import DeckError, Problem, codes
from quizkit.formats.deck_yaml import Reading
from quizkit.lazy import pattern
from quizkit.model import Deck

Edit = tuple[int, int, str]

_QUOTED_KEY = pattern(r'\s*"')


@frozen
class Formatted:
    """The text of a deck, or of one of its files, as `format_files` leaves it.

    Args:
        text: all of it.
        ids: those that were written, in file order.
        changed: whether it differs from what was read.
    """

    text: str
    ids: tuple[str, ...]
    changed: bool


def format_deck(reading: Reading) -> Formatted:
    """Return the text of a deck with an id in each of its notes; see `format_files`.

    Raises:
        DeckError: `reading` has problems.
    """
    return format_files(reading)[reading.file]


def format_files(reading: Reading) -> dict[str, Formatted]:
    """Return the files of a deck with an id in each note, without white space at line ends.

    They are those of `Reading.yaml_texts`: the deck's own, and the files that it includes. Each ends
    with one line break. Every value reads as before, and to format twice changes nothing more. The
    progress of a note that had no id belongs to the digest of its kind and prompt, `digest_id`,
    which an id leaves as it is.

    Raises:
        DeckError: `reading` has problems.
    """
    deck = reading.good_deck
    ids: dict[str, dict[int, str]] = {file: {} for file in reading.yaml_texts}
    for note, name in readable_ids(deck).items():
        origin = reading.origin(note)
        ids[origin.file][origin.number] = name
    texts = {file: _with_ids(text, ids[file]) for file, text in reading.yaml_texts.items()}
    again = reading.rewritten(texts)
    if again.deck is None or _without_ids(again.deck) != _without_ids(deck):
        # Some way to write YAML that nobody foresaw: better no change than a wrong one.
        message = "this deck cannot be formatted without changing what it says"
        fix = "write its entries in the usual way, one key a line, and run fmt again"
        raise DeckError(
            [Problem(reading.place("cards"), codes.ProblemCode.NOT_FORMATTED, message, fix)]
        )
    return {
        file: Formatted(texts[file], tuple(ids[file].values()), texts[file] != text)
        for file, text in reading.yaml_texts.items()
    }


def _with_ids(text: str, ids: Mapping[int, str]) -> str:
    """Return a tidy text with ids in some of its entries, by their places."""
    places = outline(text)
    if text[-1] not in LINE_BREAKS:
        text += break_of(text)
    edits = [edit for i, name in ids.items() for edit in _id_edits(text, places.entries[i], name)]
    return spliced(text, [*edits, *_tidying(text, places)])


def _without_ids(deck: Deck) -> Deck:
    return evolve(deck, notes=tuple(evolve(n, id="", has_own_id=False) for n in deck.notes))


def _id_edits(text: str, place: EntryPlace, name: str) -> Iterator[Edit]:
    """Yield the edits that write an id into an entry: a line of its own below the first key."""
    if not place.in_brackets:
        at = line_end(text, place.first_end)
        yield at, at, f"{' ' * place.column}id: {name}{break_of(text)}"
    elif text[place.start] != "{":  # one key, alone between square brackets
        yield place.start, place.start, f"{{id: {name}, "
        yield place.end, place.end, "}"
    else:
        at = place.start + 1
        like_json = _QUOTED_KEY.match(text, at)
        written = f'"id": "{name}",' if like_json else f"id: {name},"
        yield at, at, written if text[at].isspace() else f"{written} "


def _tidying(text: str, places: Outline) -> Iterator[Edit]:
    """Yield the edits that take white space from the ends of lines and of the text, not of values."""
    last = line_end(text, max(len(text.rstrip(" \t\r\n")), places.end))
    starts = [start for start, _ in places.kept]
    for blank in re.compile(r"(?<![ \t])[ \t]+(?=[\r\n])").finditer(text, 0, last):
        kept = bisect_right(starts, blank.start()) - 1
        if kept < 0 or blank.start() >= places.kept[kept][1]:
            yield *blank.span(), ""
    yield last, len(text), ""
