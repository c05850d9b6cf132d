"""The keys and colon commands of a session, the same on a terminal and in a pipe."""

from quizkit.session import Command

INPUTS = {
    "h": Command.HINT,
    "u": Command.UNDO,
    "o": Command.OVERRULE,
    "b": Command.BURY,
    "!": Command.SUSPEND,
    "q": Command.LEAVE,
    "show": Command.SHOW,
}
"""What a key asks of the session; `s`, `w` and `?` only show something."""

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


def key_of(line: str) -> str | None:
    """Return the key that a typed line stands for (`:h` or `:hint` is `h`); None for an answer."""
    word = line.strip()
    if not word.startswith(":") or word.startswith("::"):
        return None
    name = _WORDS.get(word[1:], word[1:])
    return name if name in INPUTS or name in ("s", "w", "?") else None


def is_mistyped(line: str) -> bool:
    """Return whether a typed line looks like a key, `:z`, but is none."""
    word = line.strip()
    return len(word) == 2 and word[0] == ":" != word[1] and key_of(word) is None


NO_SUCH_KEY = "there is no such key; with two colons it is an answer"
SOURCE_COMES_LATER = "the source is shown with the feedback"


def answer_of(line: str) -> str:
    """Return the answer that a typed line is: `::q` answers `:q`."""
    stripped = line.lstrip()
    return stripped[1:] if stripped.startswith("::") else line
