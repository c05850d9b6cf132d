"""Lines typed behind a prompt, one after the other: at a terminal edited, in a pipe read and shown."""

import sys
from contextlib import suppress

import click

from quizkit.cli.standard_input import one_line
from quizkit.errors import QuizkitError
from quizkit.visible import visible


def edited_lines() -> None:
    """Have lines typed at a terminal edited, and earlier ones come back, where Python can."""
    if sys.stdin.isatty():
        with suppress(ImportError):
            import readline  # noqa: F401 - gives `input` editing and history


def typed_line(prompt: str, *, kept: str = "what was saved is kept") -> str:
    """Return the line typed behind a prompt, without its line break.

    Args:
        prompt: safe to print.
        kept: what is said to have come through, where the line cannot be read.

    Raises:
        EOFError: there is none.
        QuizkitError: it is not UTF-8, or so long that it may have no end.
    """
    if sys.stdin.isatty():
        return input(prompt)
    click.echo(prompt, nl=False)
    try:
        line = one_line().rstrip("\r\n")
    except UnicodeDecodeError:
        raise QuizkitError(f"standard input is not UTF-8; {kept}") from None
    click.echo(visible(line))
    return line
