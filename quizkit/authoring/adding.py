"""Notes put behind the last one of a deck, with nothing else of the file touched."""

import re

from quizkit.authoring.outline import (
    Outline,
    below_comments,
    line_end,
    lines_at,
    outline,
    spliced,
)
from quizkit.authoring.yaml_writing import Entry, block_lines, flow_text
from quizkit.errors import DeckError, Problem, codes
from quizkit.errors.problems import newly
from quizkit.formats.deck_yaml import Reading, trees_of
from quizkit.lazy import pattern
from quizkit.model import Kind, Note

_EMPTY = pattern(r"^cards:(?P<value>[ \t]*(?:\[[ \t]*\])?)(?=[ \t]*(?:#|[\r\n]|\Z))", re.MULTILINE)


def with_entry(reading: Reading, entry: Entry) -> Reading:
    """Return the reading of a deck with `entry` as the last note of its own file.

    Args:
        reading: a deck, or one that `is_empty`; notes with problems stay left out.
        entry: the note by its keys, as its author writes it.

    Raises:
        DeckError: nothing of the deck can be read, or `entry` makes no note; only the problems of
            the entry are then told.
    """
    deck = reading.lenient_deck
    new = _appended(reading, entry) if deck else _begun(reading, entry)
    after = reading.rewritten({reading.file: new})
    if new_problems := newly(deck.problems if deck else (), after.problems):
        raise DeckError(new_problems)
    before, notes = deck.notes if deck else (), list(after.readable_deck.notes)
    is_one_more = len(notes) == len(before) + 1
    if is_one_more:
        notes.remove(added_note(reading, after))
    if not is_one_more or tuple(notes) != before:
        raise _not_appended(reading)
    return after


def added_note(before: Reading, after: Reading) -> Note:
    """Return the note that a deck has more: those of included files may follow it."""
    old, new = (
        reading.lenient_deck.notes if reading.lenient_deck else () for reading in (before, after)
    )
    pairs = zip(old, new, strict=False)
    return new[next((at for at, (one, other) in enumerate(pairs) if one != other), len(old))]


def _not_appended(reading: Reading) -> DeckError:
    message = "a note cannot be appended here without changing the others"
    fix = "write the entries in the usual way, one key a line"
    place = reading.place("cards")
    return DeckError([Problem(place, codes.ProblemCode.NOT_APPENDED, message, fix)])


def is_empty(reading: Reading) -> bool:
    """Return whether a deck lacks nothing but notes: there is `cards:`, and nothing under it."""
    return _no_cards(reading) is not None


def _no_cards(reading: Reading) -> re.Match[str] | None:
    """Return the place of `cards:` in a deck that lacks nothing but notes."""
    lacks_cards = [problem.code for problem in reading.problems] == ["no-cards"]
    return _EMPTY.search(reading.text) if lacks_cards else None


def _begun(reading: Reading, entry: Entry) -> str:
    """Return the text of an empty deck with its first entry."""
    found = _no_cards(reading)
    if found is None:
        raise DeckError(reading.problems)
    text = reading.text
    at = line_end(text, found.end())
    lines = lines_at(text, at, block_lines(entry, 2))
    return spliced(text, [(*found.span("value"), ""), (at, at, lines)])


def _appended(reading: Reading, entry: Entry) -> str:
    """Return the text of a deck with one more entry."""
    text = reading.text
    places = outline(trees_of(reading)[reading.file])
    if not places.entries:  # all notes stand in other files, or in a table
        if text.lstrip().startswith("{"):
            raise _not_appended(reading)
        whole = ["cards:", *block_lines(entry, 2)]
        return text + lines_at(text, len(text), whole)
    at = places.entries[-1].end
    if places.column is None:
        return spliced(text, [(at, at, f", {flow_text(entry)}")])
    lines = block_lines(entry, places.column)
    if _apart(text, places):
        lines = ["", *lines]
    at = below_comments(text, line_end(text, at), places.column)
    return spliced(text, [(at, at, lines_at(text, at, lines))])


def _apart(text: str, places: Outline) -> bool:
    """Return whether an empty line stands between the last two entries."""
    if len(places.entries) < 2:
        return False
    between = text[places.entries[-2].end : places.entries[-1].start]
    return bool(re.search(r"(?:\r\n?|\n)[ \t]*(?:\r\n?|\n)", between))


def same_prompt(reading: Reading, kind: str, prompt: str) -> Note | None:
    """Return the note of the deck that asks the same already, if there is one.

    Args:
        reading: of the deck.
        kind: of the note that is to come.
        prompt: as it is written, of a cloze with `{{}}` for each blank. About pictures the same may
            be asked again.
    """
    from quizkit.model import collapsed

    if reading.is_markdown and kind != Kind.CLOZE:
        from quizkit.formats.in_words import pictures, said_in

        if pictures(prompt):
            return None
        prompt = said_in(prompt)
    wanted = collapsed(prompt)
    notes = reading.lenient_deck.notes if reading.lenient_deck else ()
    return next((n for n in notes if n.kind == kind and collapsed(n.prompt) == wanted), None)
