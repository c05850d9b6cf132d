"""Texts as they are typed and pasted: how a terminal marks a paste, and how it is kept harmless.

Where a terminal does so, a paste is one key on a screen of keys, and answers no question that comes
meanwhile; on a line it is one text, its line breaks included.
"""

from quizkit.cli.colour import terminal_size
from quizkit.lazy import pattern
from quizkit.visible import width_of

MARKED, UNMARKED = b"\x1b[?2004h", b"\x1b[?2004l"
"""What has a terminal mark pastes, or no more."""

_BEGINS, _ENDS = b"\x1b[200~", b"\x1b[201~"
_PASTE = pattern(r"\x1b\[200~(?s:.*?)(?:\x1b\[201~|\Z)")
_CONTROLS = dict.fromkeys({*range(0x20), *range(0x7F, 0xA0)} - {0x09, 0x0A})


def is_open(typed: bytes) -> bool:
    """Return whether a paste has begun and not ended."""
    return typed.rfind(_BEGINS) > typed.rfind(_ENDS)


def as_keys(typed: str) -> str:
    """Return what is typed with each paste as one Escape, which is no key of ours."""
    return _PASTE.sub("\x1b", typed)


def harmless(text: str) -> str:
    """Return a text with tabs and line breaks, but without other control characters."""
    return "\n".join(text.splitlines()).translate(_CONTROLS)


def is_taller(text: str) -> bool:
    """Return whether a text, as it is typed, has more lines than the window."""
    size = terminal_size()
    if len(text) < size.columns and "\n" not in text:
        return False
    widths = (width_of(line.expandtabs()) for line in text.split("\n"))
    return sum(1 + width // size.columns for width in widths) >= size.lines


def without_last(text: str) -> str:
    """Return a text without its last character, and without the marks that stand on it."""
    from unicodedata import combining

    while text and combining(text[-1]):
        text = text[:-1]
    return text[:-1]
