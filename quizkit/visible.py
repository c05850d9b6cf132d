"""Text of decks, answers and files made safe for a terminal and a shell, and how wide it is there."""

TYPE_CHECKING = False  # as `typing` has it, which takes some time to load

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def visible(text: str) -> str:
    """Return `text` with control and invisible direction characters made harmless and visible.

    Text of decks and answers is data: an escape sequence in it must never reach a terminal.
    Tabs and line breaks become spaces. A byte of a file name that is no UTF-8 is shown as `\\xff`,
    and another lone surrogate, which no terminal can print, as U+FFFD. Other characters stay as
    they are.
    """
    if text.isprintable():  # nothing that is made visible is
        return text
    return "".join(map(_visible, text))


def _visible(char: str) -> str:
    code = ord(char)
    if char in "\t\n\r\v\f\x85\u2028\u2029":
        return " "
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\u2421"
    if 0xDC80 <= code <= 0xDCFF:  # how Python has a byte that is no UTF-8
        return f"\\x{code - 0xDC00:02x}"
    if 0x80 <= code <= 0x9F or 0xD800 <= code <= 0xDFFF:
        return "\ufffd"
    if 0x202A <= code <= 0x202E or 0x2066 <= code <= 0x2069 or code in (0x200E, 0x200F, 0x061C):
        return ""
    return char


def is_narrow(text: str) -> bool:
    """Return whether every character is known to take one column; most texts in Latin letters are.

    So that the first question need not wait for the tables of all widths.
    """
    if text.isascii():
        return text.isprintable()
    return text.isprintable() and max(text.translate(_NARROW), default="") < "\u0300"


_NARROW = dict.fromkeys(map(ord, "–—…‘’“”→─█▏▎▍▌▋▊▉≈✓✗◐"))


def width_of(text: str) -> int:
    """Return the number of columns that `text` takes on a terminal."""
    if is_narrow(text):
        return len(text)
    from wcwidth import width

    return width(text)


def shortened(text: str, room: int) -> str:
    """Return a visible text on a line of `room` columns, its end left out if it is longer."""
    if width_of(text) <= room:
        return text
    from wcwidth import clip

    return clip(text, 0, max(1, room - 1)) + "…"


def shell_word(text: "str | Path") -> str:
    """Return a text in quotes if it needs any; harmless to a terminal, and the same to a shell.

    So what a message tells to run, runs when pasted. A file whose name begins with a hyphen is named
    so that no command takes it for an option.
    """
    from shlex import quote

    if not isinstance(text, str):
        text = f"./{text}" if str(text).startswith("-") else str(text)
    if visible(text) == text:
        return quote(text)
    return f"$'{''.join(map(_typed, text))}'"  # as bash, zsh and ksh read it


def shell_line(words: "Iterable[str | Path]") -> str:
    """Return words as one line of a shell."""
    return " ".join(map(shell_word, words))


def _typed(char: str) -> str:
    if char not in "'\\" and visible(char) == char:
        return char
    return "".join(f"\\x{byte:02x}" for byte in char.encode("utf-8", "surrogateescape"))
