"""The keys and colon commands of a session, the same on a terminal and in a pipe."""

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import NamedTuple

from quizkit.model import Note
from quizkit.session import Asking, Command, Flag, Session
from quizkit.visible import shortened, visible
from quizkit.wording import near_miss


class Look(StrEnum):
    """The keys that only show something."""

    SOURCE = "s"
    WHY = "w"
    HELP = "?"
    PICTURE = "p"  # of notes that have any
    SOUND = "a"  # likewise


OF_MEDIA = frozenset((Look.PICTURE, Look.SOUND))
"""Those of the keys that only notes have which name pictures or sounds."""


def looks(note: Note) -> frozenset[Look]:
    """Return the keys that only show something of a note; elsewhere others of them are letters."""
    return frozenset(Look) if has_media(note) else frozenset(Look) - OF_MEDIA


def has_media(note: Note) -> bool:
    """Return whether a note names pictures or sounds, or has something read aloud."""
    texts = (*(note.marks or {}).values(), getattr(note, "template", ""))
    return note.media is not None or any("![" in text for text in texts)


class Aside(StrEnum):
    """The keys for which more is done than a session is told."""

    FLAG = "f"
    EDIT = "e"
    MISSED = "m"  # on the summary alone


class Block(StrEnum):
    """The line that begins an answer of several lines."""

    BEGIN = "begin"


_END = "end"
"""The line that ends one."""

INPUTS: Mapping[str, Command | Aside] = {
    "h": Command.HINT,
    "u": Command.UNDO,
    "o": Command.OVERRULE,
    "b": Command.BURY,
    "!": Command.SUSPEND,
    "q": Command.LEAVE,
    "f": Aside.FLAG,
    "e": Aside.EDIT,
    "show": Command.SHOW,
}
"""What a key asks of the session."""

_WORDS = {
    "hint": "h",
    "undo": "u",
    "bury": "b",
    "suspend": "!",
    "flag": "f",
    "edit": "e",
    "source": "s",
    "why": "w",
    "sound": "a",
    "picture": "p",
    "help": "?",
    "quit": "q",
    "show": "show",
}

_DOES = {
    "o": "overrules",
    "u": "undoes",
    "h": "gives a hint",
    "s": "shows the source",
    "w": "says why this card comes now",
    "b": "buries",
    "!": "suspends",
    "p": "opens the picture",
    "a": "plays the sound",
    "f": "flags the card",
    "e": "edits the card",
    "?": "lists the keys",
    "q": "leaves",
}
"""What the keys that a learner may have meant by a lone letter do."""

_EITHER_WAY = (
    ("o", "I was right, or I was wrong; on the next question too"),
    ("u", "undo the last answer, burying, suspending or flag"),
    ("h", "hint; the answer then counts as Hard at best"),
    ("w", "why this card comes now"),
    ("b", "bury: not again today"),
    ("!", "suspend: not again until you take it back; see quizkit history --suspended"),
    ("e", "edit the card in your editor; the session goes on with it as it then is"),
    ("f", "flag, with a word or two, or take the flag off; see quizkit history --flagged"),
    ("q", "leave; every answer given is kept"),
)
_MARKS = (
    (":begin", "the lines up to :end are one answer; between them ::end is a line :end"),
    ("::q", "answers :q"),
    ("{+ +}", "what an answer lacked; [- -] is what was too much"),
)

HELP = (
    ("1-9", "pick an option, or give a grade"),
    ("Enter", "take the marked grade; alone on a question: show me"),
    ("s", "source of the fact, after answering"),
    *_EITHER_WAY,
    ("m", "on the summary: what was missed again, as practice; no schedule moves"),
    (":h", "while typing, a key is a line of its own with a colon"),
    ("^X ^E", "while typing, Ctrl-X Ctrl-E writes the answer in your editor"),
    *_MARKS,
)
"""What the keys of a terminal do."""

MEDIA_HELP = (
    ("p", "opens the picture in a program of its own; again: the next one"),
    ("a", "the sound, or what is read aloud; again: the next one"),
)
"""The keys of decks with pictures or sounds."""

LINEAR_HELP = (
    ("a", "an option: its letter, number or text; for several and for an order: c a b"),
    (":show", "give up, and see the answer"),
    *((f":{key}", text) for key, text in _EITHER_WAY),
    *_MARKS,
)
"""What the lines of a transcript do."""


def help_of(
    keys: Iterable[tuple[str, str]], session: Session, colon: str = ""
) -> Iterator[tuple[str, str]]:
    """Yield what keys do; those of pictures and sounds where a card of the session has any."""
    yield from keys
    if any(has_media(card.note) for card in session.plan.cards.values()):
        yield from ((colon + key, does) for key, does in MEDIA_HELP)


def folded(typed: str) -> str:
    """Return keys as commands are written: without case and width, digits as our own."""
    if not typed.isascii():
        from unicodedata import decimal, normalize

        typed = "".join(str(decimal(char, char)) for char in normalize("NFKC", typed))
    return typed.casefold()


class Unknown(NamedTuple):
    """A line that begins with a colon, and is neither a key nor an answer; `said` says so."""

    said: str


def meaning_of(line: str, asking: Asking) -> Command | Aside | Flag | Look | Block | Unknown | str:
    """Return the meaning of a typed line: `:h` or `:hint` is a key, most others are answers.

    `:f wrong date` flags the card with these words, and `::q` answers `:q`. A colon and one more
    word, such as `:wq`, answers only where a right answer or an option begins with a colon, and two
    colons stand for themselves where one begins with two. Several lines, pasted, answer in any case.
    """
    if "\n" in line:
        return line
    word = folded(line.strip())
    if not word.startswith(":"):
        return line
    if word.startswith("::"):
        return line if _begins(asking, "::") else line.lstrip()[1:]
    first, *rest = line.split(None, 1)
    word = folded(first)[1:]
    key = _WORDS.get(word, word)
    if rest:
        return Flag(rest[0].strip()) if key == Aside.FLAG else line
    if key in INPUTS:
        return INPUTS[key]
    if key in looks(asking.card.note):
        return Look(key)
    if key == Block.BEGIN:
        return Block.BEGIN
    if _begins(asking, ":"):
        return line
    return _unknown(line.strip())


def line_of_block(line: str) -> str | None:
    """Return a line between `:begin` and `:end` as it stands, None for the end; `::end` is `:end`."""
    word = folded(line.strip())
    if not word.startswith(":") or word.lstrip(":") != _END:
        return line
    text = line.lstrip()
    return line[: len(line) - len(text)] + text[1:] if word.startswith("::") else None


def _begins(asking: Asking, colon: str) -> bool:
    """Return whether something that can be a right answer begins with a colon or two."""
    return any(text.lstrip().startswith(colon) for text in (*_rights(asking), *asking.options))


def _rights(asking: Asking) -> list[str]:
    return [text for right in asking.card.task.rights for text in right.variants]


def _unknown(word: str) -> Unknown:
    """Return what to say of a colon and a word that nobody knows."""
    if folded(word[1:]) == _END:
        return Unknown(":end ends an answer that :begin began; :q leaves. ::end answers :end")
    word = shortened(visible(word), _MOST_SAID)
    known = () if folded(word[1:]) in _LEAVE else _WORDS
    near = near_miss(folded(word[1:]), known, shown=":{}", otherwise="; :q leaves.")
    return Unknown(f"there is no {word}{near} :{word} answers it")


_MOST_SAID = 30
_LEAVE = ("exit", "wq", "x", "bye", "stop", "close")
"""What leaves other programs, and means none of our words."""


def lone_key(line: str, asking: Asking) -> str:
    """Return what to ask if a line is a lone key that can hardly be the answer; else nothing."""
    key, does = folded(line.strip()), ""
    if not asking.options and all(len(text.strip()) > _SHORT for text in _rights(asking)):
        does = _DOES.get(key, "") if key not in OF_MEDIA - looks(asking.card.note) else ""
    return does and f"`:{key}` {does}; Enter again answers ‘{line.strip()}’."


_SHORT = 2
"""Answers of no more letters may be as short as a key."""

NO_PICTURE = "there is no picture here"
NOTHING_HERE = "that key does nothing here: ? help"
SOURCE_COMES_LATER = "the source is shown with the feedback"

NOTHING_BETWEEN = "nothing stands between :begin and :end"
SENT_BY_ENTER = "Enter sends this text"


def enter_sends(text: str) -> str:
    """Return what Enter does while a text stands there."""
    count = len(text.splitlines())
    return f"Enter sends these {count} lines" if count > 1 else SENT_BY_ENTER


BLOCK_KEY = ":end sends these lines"
