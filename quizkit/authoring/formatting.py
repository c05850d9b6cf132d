"""`quizkit fmt` as a function: the text of a deck with ids for all notes, and tidy.

Nothing is written anew: pieces are put in and white space taken out at their places, so that
comments, order, quotes and line ends stay, and a new id is one new line.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Set

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
from quizkit.formats.deck_yaml import Reading, trees_of
from quizkit.lazy import pattern
from quizkit.model import Deck, Kind, Note

Edit = tuple[int, int, str]

_QUOTED_KEY = pattern(r'\s*"')
_ID = pattern(r"""\bid["']?:[ \t]*["']?([^\s"',}]+)""")


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
        DeckError: nothing of the deck can be read.
    """
    return format_files(reading)[reading.file]


def format_files(reading: Reading) -> dict[str, Formatted]:
    """Return the files of a deck with an id in each note, without white space at line ends.

    They are those of `Reading.yaml_texts`: the deck's own, and the files that it includes. Each ends
    with one line break. Every value reads as before, and to format twice changes nothing more. The
    progress of a note that had no id belongs to the digest of its kind and prompt, `digest_id`,
    which an id leaves as it is.

    Notes that have problems are left out, and so stay as they are, to the last space. No note gets
    an id that would make another one of one that is left out.

    Raises:
        DeckError: nothing of the deck can be read.
    """
    deck = reading.readable_deck
    named = _ID.findall("\n".join(reading.texts.values())) if deck.problems else ()
    ids = readable_ids(deck, named)
    texts = _with_ids(reading, ids)
    after = reading.rewritten(texts)
    if deck.problems and (twins := _back(reading, after)):
        ids = {note: name for note, name in ids.items() if deck.notes[note].id not in twins}
        texts = _with_ids(reading, ids)
        after = reading.rewritten(texts)
    if _by_places(after) != _by_places(reading):
        raise _not_formatted(reading)
    written: dict[str, list[str]] = {file: [] for file in texts}
    for note, name in ids.items():
        written[reading.origin(note).file].append(name)
    return {
        file: Formatted(texts[file], tuple(written[file]), texts[file] != text)
        for file, text in reading.yaml_texts.items()
    }


def _not_formatted(reading: Reading) -> DeckError:
    """Return the error of a deck that is written in some way that nobody foresaw.

    Better no change than a wrong one; where it has problems, they may be why.
    """
    message = "this deck cannot be formatted without changing what it says"
    fix = "write its entries in the usual way, one key a line, and run fmt again"
    unforeseen = Problem(reading.place("cards"), codes.ProblemCode.NOT_FORMATTED, message, fix)
    return DeckError(reading.problems or [unforeseen])


def _with_ids(reading: Reading, ids: Mapping[int, str]) -> dict[str, str]:
    """Return the texts of a deck, tidy and with ids in some of its notes."""
    deck, good = reading.readable_deck, dict[str, set[int]]()
    named: dict[str, dict[int, str]] = {}
    for note in range(len(deck.notes)):
        origin = reading.origin(note)
        good.setdefault(origin.file, set()).add(origin.offset())
        if note in ids:
            named.setdefault(origin.file, {})[origin.offset()] = ids[note]
    texts, trees = dict[str, str](), trees_of(reading)
    for file, text in reading.yaml_texts.items():
        if file not in trees:  # nothing of it can be read
            texts[file] = text
            continue
        places = outline(trees[file])
        if deck.problems:
            places = _with_bad_kept(text, places, good.get(file, set()))
        by_start = {entry.start: entry for entry in places.entries}
        if not named.get(file, {}).keys() <= by_start.keys():
            raise _not_formatted(reading)
        new = [(by_start[at], name) for at, name in named.get(file, {}).items()]
        texts[file] = _tidy(text, places, new)
    return texts


def _with_bad_kept(text: str, places: Outline, good: Set[int]) -> Outline:
    """Return places where every entry is kept, line by line, that does not begin at a `good` offset."""
    begins = [*(text.rfind("\n", 0, entry.start) + 1 for entry in places.entries), len(text)]
    bad = [
        (begin, max(end, entry.end))
        for entry, begin, end in zip(places.entries, begins, begins[1:], strict=False)
        if entry.start not in good
    ]
    kept = [span for span in places.kept if not any(b <= span[0] and span[1] <= e for b, e in bad)]
    end = max(places.end, *(end for _, end in bad), 0)
    return evolve(places, kept=sorted([*kept, *bad]), end=end)


def _tidy(text: str, places: Outline, ids: Iterable[tuple[EntryPlace, str]]) -> str:
    """Return a text with ids in some of its entries."""
    if text[-1] not in LINE_BREAKS:
        text += break_of(text)
    edits = [edit for entry, name in ids for edit in _id_edits(text, entry, name)]
    return spliced(text, [*edits, *_tidying(text, places)])


def _by_places(reading: Reading) -> "tuple[Deck, dict[object, Note]] | None":
    """Return a deck without its notes, and those by their places, but for their ids."""
    deck = reading.lenient_deck
    if deck is None:
        return None
    notes: dict[object, Note] = {}
    for at, note in enumerate(deck.notes):
        origin = reading.origin(at)
        place = origin.file, note.kind == Kind.WORD, origin.number
        notes[place] = evolve(note, id="", has_own_id=False)
    return evolve(deck, notes=(), problems=(), left_out=()), notes


def _back(reading: Reading, after: Reading) -> set[str]:
    """Return the digests of notes that were left out, and are not since others have other ids."""
    before = {note.id for note in reading.readable_deck.notes}
    now = after.readable_deck.notes if after.lenient_deck else ()
    return {note.id for note in now if not note.has_own_id and note.id in before}


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
