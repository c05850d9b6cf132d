"""Names of files as they are typed in a shell: what a message tells to run, runs when pasted."""

from collections.abc import Iterable
from pathlib import Path
from shlex import quote

from quizkit.visible import visible


def shell_word(text: str | Path) -> str:
    """Return a text in quotes if it needs any; harmless to a terminal, and the same to a shell.

    A file whose name begins with a hyphen is named so that no command takes it for an option.
    """
    if isinstance(text, Path):
        text = f"./{text}" if str(text).startswith("-") else str(text)
    if visible(text) == text:
        return quote(text)
    return f"$'{''.join(map(_typed, text))}'"  # as bash, zsh and ksh read it


def shell_line(words: Iterable[str | Path]) -> str:
    """Return words as one line of a shell."""
    return " ".join(map(shell_word, words))


def _typed(char: str) -> str:
    if char not in "'\\" and visible(char) == char:
        return char
    return "".join(f"\\x{byte:02x}" for byte in char.encode("utf-8", "surrogateescape"))
