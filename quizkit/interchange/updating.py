"""A deck brought up to date with a newer file of its source, and nothing else of it touched.

A note is found by its id, wherever in the deck it stands by now. Key by key, what the source
changed changes, and what the deck's author changed stays; where both did, the author's stays and is
told. What the last import wrote is needed to tell who did: `Base`.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from hashlib import blake2b
from typing import Any, NamedTuple

from quizkit.authoring.nodes import (
    AnyNode,
    ListNode,
    MappingNode,
    TextNode,
    is_whole,
    nodes_of,
    value_of,
)
from quizkit.authoring.outline import line_end, lines_at, outline, spliced
from quizkit.authoring.yaml_writing import Entry, block_lines, lines_of
from quizkit.errors.problems import newly
from quizkit.formats.deck_yaml import Reading, trees_of
from quizkit.interchange.new_decks import NewDeck, Place, asked, each_once, entry_of, ids_of
from quizkit.interchange.values import ImportedDeck, ImportedNote, Loss

Base = Mapping[str, Mapping[str, str]]
"""What an import wrote last: of each note, by its id, a digest of what stood under each key."""

_Edit = tuple[int, int, str]


class Updated(NamedTuple):
    """A deck after a newer file of its source.

    Args:
        texts: of those of its files that change, by their names.
        notes: of the source, that are in the deck now, by their ids.
        made: ids of those that are new.
        changed: ids of those that changed.
        gone: ids of those that the source had and has no more; they stay in the deck.
        losses: what did not come along.
        base: what was written of each note of the source.
    """

    texts: Mapping[str, str]
    notes: Mapping[str, ImportedNote]
    made: tuple[str, ...]
    changed: tuple[str, ...]
    gone: tuple[str, ...]
    losses: tuple[Loss, ...]
    base: Base


def base_of(entry: Entry) -> dict[str, str]:
    """Return digests of what stands under each key of an entry but its id."""
    return {key: _digest(value) for key, value in entry.items() if key != "id"}


def bases_of(new: NewDeck) -> Base:
    """Return what an import wrote into a new deck."""
    return {own_id: base_of(entry) for own_id, entry in new.entries.items()}


def updated(reading: Reading, deck: ImportedDeck, base: Base | None, *, place: Place) -> Updated:
    """Return a deck after a newer file of its source.

    Args:
        reading: of the deck as it is.
        deck: as it was imported now.
        base: what the last import of it wrote; None if that is not known: then what the source
            says goes before, under the keys that it has.
        place: gives the path of a picture or sound, from the deck, by its name in the import.
    """
    notes, losses = each_once(deck.notes)
    ids = ids_of(notes)
    entries = {
        own_id: entry_of(note, own_id, in_markdown=reading.is_markdown, place=place)
        for own_id, note in ids.items()
    }
    there = set[str]()
    edits: dict[str, tuple[str, list[_Edit]]] = {}
    written: dict[str, Mapping[str, str]] = {
        own_id: base_of(entry) for own_id, entry in entries.items()
    }
    for own_id, stands in _entries(reading):
        there.add(own_id)
        entry = entries.get(own_id)
        if entry is None:
            continue
        known = base.get(own_id) if base is not None else None
        wanted, conflicts = _merged(stands.value, entry, known)
        for key in conflicts:
            why = "it was changed here as well: yours stays"
            losses.append(Loss(f"a change under `{key}`", ids[own_id].place, asked(entry), why))
        if wanted:
            edits[own_id] = stands.file, list(_edits(stands, wanted))
    fresh = [own_id for own_id in entries if own_id not in there]
    dropped = [
        own_id
        for own_id in fresh
        if base is not None and base.get(own_id) == written[own_id]  # its author took it out
    ]
    made = [own_id for own_id in fresh if own_id not in dropped]
    texts, unwritten = _with_edits(reading, edits)
    changed = [own_id for own_id in edits if own_id not in unwritten]
    losses += [
        Loss(
            "a change that the note could not have", ids[own_id].place, asked(entries[own_id]), why
        )
        for own_id, why in unwritten.items()
    ]
    texts, made, refused = _with_new(reading, texts, {own_id: entries[own_id] for own_id in made})
    losses += [
        Loss("a note that no deck can have", ids[own_id].place, asked(entries[own_id]), why)
        for own_id, why in refused.items()
    ]
    for own_id in (*unwritten, *refused):  # as nothing was written of them, they are told again
        known = base.get(own_id) if base is not None else None
        if known is None:
            del written[own_id]
        else:
            written[own_id] = known
    standing = {own_id: note for own_id, note in ids.items() if own_id in there or own_id in made}
    gone = [own_id for own_id in base or () if own_id in there and own_id not in entries]
    return Updated(
        texts, standing, tuple(made), tuple(changed), tuple(gone), tuple(losses), written
    )


class _Place(NamedTuple):
    """Where an entry stands.

    Args:
        file: the name of its file, whose text is `text`.
        text: of the file.
        node: the entry.
        value: what it is read as.
    """

    file: str
    text: str
    node: MappingNode
    value: dict[str, Any]

    @property
    def line(self) -> int:
        """The line on which it begins, from 1."""
        return self.text.count("\n", 0, self.node.start) + 1


def _entries(reading: Reading) -> Iterator[tuple[str, _Place]]:
    """Yield the entries of a deck that have an id, by it."""
    for file in trees_of(reading):
        text = reading.texts[file]
        cards = nodes_of(text).under("cards")
        for node in cards.items if isinstance(cards, ListNode) else ():
            if isinstance(node, MappingNode):
                value = value_of(node)
                if isinstance(value.get("id"), str):
                    yield value["id"], _Place(file, text, node, value)


def _merged(
    value: Mapping[str, Any], entry: Entry, known: Mapping[str, str] | None
) -> tuple[dict[str, Any], list[str]]:
    """Return what is to change under the keys of a note, None to drop one; and the keys in dispute."""
    wanted: dict[str, Any] = {}
    conflicts = []
    for key in dict.fromkeys([*entry, *(known or ())]):
        new, old = entry.get(key), value.get(key)
        if key == "id" or (new is None and old is None) or _same(new, old):
            continue
        if known is None:
            if new is not None:
                wanted[key] = new
        elif _digest(new) == known.get(key, _digest(None)):
            continue  # the source says what it said: the author's own words stay
        elif _digest(old) == known.get(key, _digest(None)):
            wanted[key] = new
        else:
            conflicts.append(key)
    return wanted, conflicts


def _same(one: object, other: object) -> bool:
    return _plain(one) == _plain(other)


def _plain(value: object) -> object:
    """Return a value of an entry as it is read: lists as lists, a text without the end of a block."""
    if isinstance(value, str):
        return value.rstrip("\n")
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return list(map(_plain, value))
    return value


def _digest(value: object) -> str:
    return blake2b(repr(_plain(value)).encode("utf-8", "surrogatepass"), digest_size=5).hexdigest()


def _edits(place: _Place, wanted: Mapping[str, Any]) -> Iterator[_Edit]:
    """Yield the edits that write other values under keys of an entry, each on lines of its own."""
    text, node = place.text, place.node
    if node.in_brackets:
        whole = {**place.value, **wanted}
        left = {key: value for key, value in whole.items() if value is not None}
        lines = [line for key, value in left.items() for line in lines_of(key, _plain(value))]
        yield node.start, node.end, _indented(lines, node.column)
        return
    pairs = {key.value: (key, found) for key, found in node.pairs}
    for key, value in wanted.items():
        if key in pairs:
            name, found = pairs[key]
            end = _end_of(text, found, name.end)
            if value is None:
                yield _whole_lines(text, name.start, end)
            else:
                yield name.start, end, _indented(lines_of(key, _plain(value)), node.column)
    new = {key: value for key, value in wanted.items() if key not in pairs and value is not None}
    if new:
        last = node.pairs[-1]
        at = line_end(text, _end_of(text, last[1], last[0].end))
        lines = [line for key, value in new.items() for line in lines_of(key, _plain(value))]
        yield at, at, lines_at(text, at, [line and " " * node.column + line for line in lines])


def _end_of(text: str, node: AnyNode, least: int) -> int:
    """Return the end of a value; the empty lines below a block text are none of it."""
    is_block = isinstance(node, TextNode) and node.style in ("|", ">")
    return max(least, len(text[: node.end].rstrip("\r\n" if is_block else None)))


def _whole_lines(text: str, start: int, end: int) -> _Edit:
    """Return the edit that takes out a key with its value, and the line that it stands on."""
    begin = text.rfind("\n", 0, start) + 1
    if text[begin:start].strip():  # behind the dash of an entry: what follows comes there
        after = line_end(text, end)
        return start, after + len(text[after:]) - len(text[after:].lstrip(" ")), ""
    return begin, line_end(text, end), ""


def _indented(lines: list[str], column: int) -> str:
    first, *rest = lines
    return "\n".join([first, *(line and " " * column + line for line in rest)])


def _with_edits(
    reading: Reading, edits: Mapping[str, tuple[str, list[_Edit]]]
) -> tuple[dict[str, str], dict[str, str]]:
    """Return texts with the edits of notes made, and why those of some are not: it would not load."""
    left, refused = dict(edits), dict[str, str]()
    while left:
        found: dict[str, list[_Edit]] = {}
        for file, each in left.values():
            found.setdefault(file, []).extend(each)
        texts = {file: spliced(reading.texts[file], each) for file, each in found.items()}
        after = reading.rewritten(texts)
        problems = newly(reading.problems, after.problems)
        if not problems:
            return texts, refused
        bad: dict[str, str] = {}
        for problem in problems:
            at = problem.location
            if not is_whole(after.texts[at.file]):
                bad.setdefault(_breaking(reading, at.file, left), problem.message)
                break
            under = _notes_above(after, at.file, at.line)
            culprit = under[-1] if under and under[-1] in left else next(iter(left))
            bad.setdefault(culprit, problem.message)
        refused |= bad
        left = {own_id: each for own_id, each in left.items() if own_id not in bad}
    return {}, refused


def _notes_above(reading: Reading, file: str, line: int) -> list[str]:
    """Return the ids of the notes of a file that begin on a line or above it."""
    return [own_id for own_id, at in _entries(reading) if at.file == file and at.line <= line]


def _breaking(reading: Reading, file: str, edits: Mapping[str, tuple[str, list[_Edit]]]) -> str:
    """Return the id of the first note after whose edits a file is no YAML any more."""
    those = [(own_id, each) for own_id, (name, each) in edits.items() if name == file]

    def breaks(number: int) -> bool:
        first = [edit for _, each in those[: number + 1] for edit in each]
        return not is_whole(spliced(reading.texts[file], first))

    return those[bisect_left(range(len(those) - 1), True, key=breaks)][0]


def _with_new(
    reading: Reading, texts: dict[str, str], entries: Mapping[str, Entry]
) -> tuple[dict[str, str], list[str], dict[str, str]]:
    """Return texts with new notes behind the last, which these are, and why others are not."""
    if not entries:
        return texts, [], {}
    left, refused = dict(entries), dict[str, str]()
    before = reading.rewritten(texts) if texts else reading
    while left:
        own = before.texts[before.file]
        after = before.rewritten({before.file: _appended(before, own, left)})
        problems = newly(before.problems, after.problems)
        if not problems:
            return {**texts, before.file: after.text}, list(left), refused
        starts = {value_of(node).get("id"): node.start for node in _nodes(after.text)}
        lines = {own_id: after.text.count("\n", 0, starts[own_id]) + 1 for own_id in left}
        bad: dict[str, str] = {}
        for problem in problems:
            under = [own_id for own_id in left if lines[own_id] <= problem.location.line]
            bad.setdefault(under[-1] if under else next(iter(left)), problem.message)
        refused |= bad
        left = {own_id: entry for own_id, entry in left.items() if own_id not in bad}
    return texts, [], refused


def _nodes(text: str) -> list[MappingNode]:
    cards = nodes_of(text).under("cards")
    items = cards.items if isinstance(cards, ListNode) else ()
    return [node for node in items if isinstance(node, MappingNode)]


def _appended(reading: Reading, text: str, entries: Mapping[str, Entry]) -> str:
    """Return the text of a deck with entries behind its last."""
    places = outline(trees_of(reading)[reading.file])
    column = 2 if places.column is None else places.column
    lines = [line for entry in entries.values() for line in ("", *block_lines(entry, column))]
    if not places.entries:
        lines = ["cards:", *lines]
        return text + lines_at(text, len(text), lines)
    at = line_end(text, len(text[: places.entries[-1].end].rstrip()))
    return spliced(text, [(at, at, lines_at(text, at, lines))])
