"""The keys and colon commands of a session, the same on a terminal and in a pipe."""

from enum import StrEnum

from quizkit.session import Command


class Look(StrEnum):
    """The keys that only show something."""

    SOURCE = "s"
    WHY = "w"
    HELP = "?"


INPUTS = {
    "h": Command.HINT,
    "u": Command.UNDO,
    "o": Command.OVERRULE,
    "b": Command.BURY,
    "!": Command.SUSPEND,
    "q": Command.LEAVE,
    "show": Command.SHOW,
}
"""What a key asks of the session."""

_WORDS = {
    "hint": "h",
    "undo": "u",
    "bury": "b",
    "suspend": "!",
    "source": "s",
    "why": "w",
    "help": "?",
    "quit": "q",
}

_EITHER_WAY = (
    ("o", "I was right, or I was wrong; on the next question too"),
    ("u", "undo the last answer, burying or suspending"),
    ("h", "hint; the answer then counts as Hard at best"),
    ("w", "why this card comes now"),
    ("b", "bury: not again today"),
    ("!", "suspend: not again until you take it back; see quizkit history --suspended"),
    ("q", "leave; every answer given is kept"),
)
_MARKS = (
    ("::q", "answers :q"),
    ("{+ +}", "what an answer lacked; [- -] is what was too much"),
)

HELP = (
    ("1-9", "pick an option, or give a grade"),
    ("Enter", "take the marked grade; alone on a question: show me"),
    ("s", "source of the fact, after answering"),
    *_EITHER_WAY,
    (":h", "while typing, a key is a line of its own with a colon"),
    *_MARKS,
)
"""What the keys of a terminal do."""

LINEAR_HELP = (
    ("a", "an option: its letter, number or text; for several and for an order: c a b"),
    (":show", "give up, and see the answer"),
    *((f":{key}", text) for key, text in _EITHER_WAY),
    *_MARKS,
)
"""What the lines of a transcript do."""


def meaning_of(line: str) -> Command | Look | str | None:
    """Return the meaning of a typed line: `:h` or `:hint` is a key, anything else an answer.

    `::q` answers `:q`. What looks like a key and is none, such as `:z`, means nothing.
    """
    word = line.strip()
    if not word.startswith(":"):
        return line
    if word.startswith("::"):
        return line.lstrip()[1:]
    key = _WORDS.get(word[1:], word[1:])
    if key in INPUTS:
        return INPUTS[key]
    if key in set(Look):
        return Look(key)
    return None if len(word) == 2 else line


NO_SUCH_KEY = "there is no such key; with two colons it is an answer"
NOTHING_HERE = "that key does nothing here: ? help"
SOURCE_COMES_LATER = "the source is shown with the feedback"
