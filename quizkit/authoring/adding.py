"""Notes put behind the last one of a deck, with nothing else of the file touched."""

import re

from quizkit.authoring.outline import Outline, break_of, line_end, outline, spliced
from quizkit.authoring.yaml_writing import Entry, block_lines, flow_text
from quizkit.errors import DeckError, Problem
from quizkit.formats.deck_yaml import Reading, parse_deck
from quizkit.model import Note


def with_entry(reading: Reading, entry: Entry) -> Reading:
    """Return the reading of a deck with `entry` as its last note.

    Args:
        reading: a deck without problems, or one that `is_empty`.
        entry: the note by its keys, as its author writes it.

    Raises:
        DeckError: `reading` has problems, or `entry` makes no note; only those of the entry are
            then told.
    """
    if reading.deck is None:
        return _with_first(reading, entry)
    text, places = reading.text, outline(reading.text)
    if places.column is None:
        at = places.entries[-1].end
        new = spliced(text, [(at, at, f", {flow_text(entry)}")])
    else:
        at = _behind_last(text, places)
        new = spliced(text, [(at, at, _lines(text, at, places, entry))])
    after = parse_deck(new, file=reading.file, deck_id=reading.deck.id)
    if after.deck is None:
        raise DeckError(after.problems)
    if after.deck.notes[:-1] != reading.deck.notes:
        place = reading.place("cards")
        message = "a note cannot be appended here without changing the others"
        fix = "write the entries in the usual way, one key a line"
        raise DeckError([Problem(place, "not-appended", message, fix)])
    return after


def is_empty(reading: Reading) -> bool:
    """Return whether a deck lacks nothing but notes: there is `cards:`, and nothing under it."""
    codes = [problem.code for problem in reading.problems]
    return codes == ["no-cards"] and bool(_EMPTY.search(reading.text))


_EMPTY = re.compile(
    r"^cards:(?P<value>[ \t]*(?:\[[ \t]*\])?)(?=[ \t]*(?:#|[\r\n]|\Z))", re.MULTILINE
)


def _with_first(reading: Reading, entry: Entry) -> Reading:
    found = _EMPTY.search(reading.text)
    if not is_empty(reading) or not found:
        raise DeckError(reading.problems)
    text, mark = reading.text, break_of(reading.text)
    at = line_end(text, found.end())
    begun = "" if text[at - 1] in "\r\n" else mark
    lines = "".join(line + mark for line in block_lines(entry, 2))
    new = spliced(text, [(*found.span("value"), ""), (at, at, begun + lines)])
    after = parse_deck(new, file=reading.file)
    if after.deck is None:
        raise DeckError(after.problems)
    return after


def same_prompt(reading: Reading, kind: str, prompt: str) -> Note | None:
    """Return the note of the deck that asks the same already, if there is one."""
    from quizkit.model import collapsed

    wanted = collapsed(prompt)
    notes = reading.deck.notes if reading.deck else ()
    return next((n for n in notes if n.kind == kind and collapsed(n.prompt) == wanted), None)


def _behind_last(text: str, places: Outline) -> int:
    """Return where the next entry goes: below the last one and the comments that belong to it."""
    assert places.column is not None
    at = line_end(text, places.entries[-1].end)
    comment = re.compile(rf"[ \t]{{{places.column + 1},}}#[^\r\n]*(?:\r\n?|\n|\Z)")
    while found := comment.match(text, at):
        at = found.end()
    return at


def _lines(text: str, at: int, places: Outline, entry: Entry) -> str:
    """Return the lines of `entry`, set off from the last entry as that is from the one above."""
    assert places.column is not None
    mark = break_of(text)
    lines = block_lines(entry, places.column)
    if len(places.entries) > 1:
        between = text[places.entries[-2].end : places.entries[-1].start]
        if re.search(r"(?:\r\n?|\n)[ \t]*(?:\r\n?|\n)", between):
            lines.insert(0, "")
    begun = "" if text[at - 1] in "\r\n" else mark
    return begun + "".join(line + mark for line in lines)
