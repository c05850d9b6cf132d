"""An imported deck as the text of one of ours, written as a person would write it."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

from quizkit.authoring.yaml_writing import Entry, Written, block_lines, lines_of
from quizkit.errors import Problem
from quizkit.formats.alike import alike
from quizkit.formats.deck_yaml import problems_of
from quizkit.garbage import undisturbed
from quizkit.interchange.note_ids import note_id
from quizkit.interchange.texts import texts_of
from quizkit.interchange.values import MEDIA, ImportedDeck, ImportedNote, Loss
from quizkit.lazy import pattern
from quizkit.markup import is_plain

_NEVER = pattern("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
"""Characters that no deck has: controls, halves of characters, marks of byte order."""

_IN_TEXT = pattern(f"<{MEDIA}([^<>]*)>")

_NOT_THERE = pattern(rf"!\[[^\[\]]*\]\((?!<?{MEDIA})")
"""A picture of Markdown that the import does not hold."""

Place = Callable[[str], str]
"""Gives the path of a picture or sound from a deck, by its name in the import."""

_NO_PROSE = frozenset(
    ("id", "tags", "type", "case", "accents", "slips", "language", "reverse", "markup")
)
"""Keys whose texts are never read as Markdown."""


class NewDeck(NamedTuple):
    """The text of a new deck.

    Args:
        text: of the file; empty if no note could be written.
        notes: those that are in it, in order, by the id that each got.
        losses: those that are not, and why.
        entries: what was written of each note, by its id.
    """

    text: str
    notes: Mapping[str, ImportedNote]
    losses: tuple[Loss, ...]
    entries: Mapping[str, Entry] = {}


def deck_text(
    deck: ImportedDeck, deck_id: str, *, source_format: str = "", media: str | Place = ""
) -> NewDeck:
    """Return the text of a new deck that loads without a problem.

    Notes that are equal in all that they say are written once. One that no deck can have is left
    out, with what the reader of decks said of it.

    Args:
        deck: as it was imported.
        deck_id: the id that it gets.
        source_format: which format it comes from; empty to leave that out.
        media: the folder beside the deck where the files will lie that it names, `NAME.media`; or
            what gives the path of each of them from the deck.
    """
    with undisturbed():
        return _new_deck(deck, deck_id, source_format, media)


def _new_deck(deck: ImportedDeck, deck_id: str, source_format: str, media: str | Place) -> NewDeck:
    notes, losses = each_once(deck.notes)
    in_markdown = is_markdown_best(notes)
    place = media if callable(media) else partial(beside, media)
    found = ids_of(notes)
    entries = [
        (own_id, entry_of(note, own_id, in_markdown=in_markdown, place=place))
        for own_id, note in found.items()
    ]
    losses += [
        Loss("an option that is there twice", note.place, asked(entry), "it is written once")
        for (_, entry), note in zip(entries, found.values(), strict=True)
        if len(entry.get("distractors", ())) < len(note.entry.get("distractors", ()))
    ]
    head = _head(deck, deck_id, source_format, in_markdown=in_markdown)
    while entries:
        text, begins = _joined(head, [entry for _, entry in entries])
        root: Any = None
        if not _is_doubtful(text):
            root = {**head, "cards": [entry for _, entry in entries]}
        bad = _bad_entries(problems_of(text, root, file=f"{deck_id}.yaml"), begins)
        if not bad:
            written = {own_id: found[own_id] for own_id, _ in entries}
            return NewDeck(text, written, tuple(losses), dict(entries))
        for number, message in sorted(bad.items()):
            own_id, entry = entries[number]
            at = found[own_id].place
            losses.append(Loss("a note that no deck can have", at, asked(entry), message))
        entries = [each for number, each in enumerate(entries) if number not in bad]
    return NewDeck("", {}, tuple(losses))


def is_markdown_best(notes: Sequence[ImportedNote]) -> bool:
    """Return whether a deck of these notes is to be in Markdown; else those that are say so."""
    marked = sum(note.is_markdown for note in notes)
    if not marked or marked * 10 < len(notes):
        return False
    otherwise = sum(not note.is_markdown and not _reads_plain(note.entry) for note in notes)
    return marked > otherwise


def asked(entry: Entry) -> str:
    """Return what an entry asks, as it is written."""
    found = (entry.get(key) for key in ("question", "cloze", "statement"))
    return next((text for text in found if isinstance(text, str)), "")


def beside(folder: str, name: str) -> str:
    """Return the path of a file in a folder beside the deck."""
    return f"{folder}/{name}"


def entry_of(note: ImportedNote, own_id: str, *, in_markdown: bool, place: Place) -> Entry:
    """Return an imported note as it is written into a deck.

    Args:
        note: as it was imported.
        own_id: the id that it gets.
        in_markdown: whether the deck is in Markdown.
        place: gives the path of a picture or sound, from the deck, by its name in the import.
    """
    entry: dict[str, Written] = {"id": own_id}
    entry |= _each_said_once({key: _placed(value, place) for key, value in note.entry.items()})
    if note.is_markdown and not in_markdown:
        entry["markup"] = "markdown"
    elif in_markdown and not note.is_markdown and not _reads_plain(note.entry):
        entry["markup"] = "plain"
    if note.is_markdown and any(
        _NOT_THERE.search(t) for v in note.entry.values() for t in texts_of(v)
    ):
        entry["lint"] = {"ignore": ["Q125"]}  # it is told, and named in case that it comes yet
    return entry | {f"x-{key}": _placed(value, place) for key, value in note.kept.items()}


def _each_said_once(entry: dict[str, Written]) -> dict[str, Written]:
    """Return an entry without right answers and wrong options that repeat another.

    Programs that tell letter case apart write `Grant` and `grant`; for a reader of decks these are
    one, and the second is a problem. What is right is the same without it. Texts that are the same
    letter by letter stay, as what reads a file writes them once: a problem shows where it does not.
    """
    accept, answers, wrong = (entry.get(key, ()) for key in ("accept", "answers", "distractors"))
    if not (accept or answers or wrong):
        return entry
    own = [*texts_of(entry.get("answer", ()))]
    options = [*(wrong if isinstance(wrong, Mapping) else texts_of(wrong))]
    if not any(alike(texts) for texts in ([*own, *texts_of(accept)], texts_of(answers), options)):
        return entry
    from quizkit.formats.clashes import Form, comparable

    form = Form.EXACT if entry.get("case") == "strict" else Form.TEXT
    of_one = {"exact": Form.EXACT, "code": Form.CODE}.get(str(entry.get("type")), form)

    def once(texts: Iterable[str], form: Form, known: Iterable[str] = ()) -> list[str]:
        first = {comparable(text, form): text for text in known}
        return [text for text in texts if first.setdefault(comparable(text, form), text) == text]

    found = dict(entry)
    if accept:
        found["accept"] = once(texts_of(accept), of_one, own)
        if not found["accept"]:
            del found["accept"]
    if answers and not isinstance(answers, str):
        found["answers"] = [part if isinstance(part, str) else once(part, form) for part in answers]
    if options:
        left = once(options, of_one if own else form)
        found["distractors"] = (
            {text: wrong[text] for text in left} if isinstance(wrong, Mapping) else left
        )
    return found


def each_once(notes: Sequence[ImportedNote]) -> tuple[list[ImportedNote], list[Loss]]:
    """Return notes without those that are equal in all that they say, which are told."""
    found: dict[str, ImportedNote] = {}
    losses = []
    for note in notes:
        whole = repr((note.entry, note.is_markdown))
        if whole not in found:
            found[whole] = note
            continue
        losses.append(
            Loss("a note that is there twice", note.place, asked(note.entry), "it is written once")
        )
    return list(found.values()), losses


def ids_of(notes: Sequence[ImportedNote]) -> dict[str, ImportedNote]:
    """Return imported notes by the ids that they get, in order."""
    found: dict[str, ImportedNote] = {}
    for note in notes:
        found[note_id(note.source_id, asked(note.entry), found)] = note
    return found


def _reads_plain(entry: Entry) -> bool:
    """Return whether an entry reads alike in Markdown and without."""
    return all(
        is_plain(text, inline=key in ("answer", "accept", "reject"))
        for key, value in entry.items()
        if key not in _NO_PROSE
        for text in texts_of(value)
    )


def _placed(value: Written, place: Place) -> Written:
    """Return what stands under a key with its media in their folder, and nothing no deck has."""
    if isinstance(value, str):
        return _text(value, place)
    if isinstance(value, Mapping):
        return {_text(key, place): _texts_placed(item, place) for key, item in value.items()}
    return [_texts_placed(item, place) for item in value]


def _texts_placed(item: str | Sequence[str], place: Place) -> str | list[str]:
    return _text(item, place) if isinstance(item, str) else [_text(each, place) for each in item]


def _text(text: str, place: Place) -> str:
    if not text.isprintable():
        text = _NEVER.sub("", text)
    if MEDIA not in text:
        return text
    if text.startswith(MEDIA):
        return place(text.removeprefix(MEDIA))
    return _IN_TEXT.sub(lambda found: f"<{place(found[1])}>", text)


def title_of(path: Sequence[str]) -> str:
    """Return the title of a deck from its names, on one line: `Spanish: Verbs`."""
    names = (" ".join(_NEVER.sub(" ", name).split()) for name in path)
    return ": ".join(filter(None, names)) or "Deck"


def _head(
    deck: ImportedDeck, deck_id: str, source_format: str, *, in_markdown: bool
) -> dict[str, Written]:
    """Return the keys above the entries, with their values."""
    head: dict[str, Written] = {"title": title_of(deck.path), "id": deck_id}
    head |= {key: _placed(value, str) for key, value in deck.head.items()}
    if in_markdown:
        head["markup"] = "markdown"
    if source_format:
        source_id = _NEVER.sub("", deck.source_id or "::".join(deck.path))
        head["x-from"] = {"format": source_format, "id": source_id}
    return head


def _joined(head: Entry, entries: Sequence[Entry]) -> tuple[str, list[int]]:
    """Return a deck's text, and on which line, from 1, each entry begins."""
    lines = [line for key, value in head.items() for line in lines_of(key, value)]
    lines += ["", "cards:"]
    begins = []
    for entry in entries:
        lines.append("")
        begins.append(len(lines) + 1)
        lines += block_lines(entry, 2)
    return "\n".join(lines) + "\n", begins


def _is_doubtful(text: str) -> bool:
    """Return whether a line break may be in quotes, which the reader of decks may take for TeX."""
    return "\\n" in text and any('"' in line and "\\n" in line for line in text.split("\n"))


def _bad_entries(problems: Sequence[Problem], begins: Sequence[int]) -> dict[int, str]:
    """Return which entries have problems, by their number, with what is wrong with each."""
    found: dict[int, str] = {}
    for problem in problems:
        number = max(0, bisect_right(begins, problem.location.line) - 1)
        found.setdefault(number, re.sub(r"line \d+", "another line", problem.message))
    return found
