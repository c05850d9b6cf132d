"""Lines typed behind a prompt, one after the other: at a terminal edited, in a pipe read and shown."""

import sys
from contextlib import suppress
from typing import TYPE_CHECKING

import click

from quizkit.cli.player.inputs import line_of_block
from quizkit.cli.player.responses import BLOCK_PROMPT
from quizkit.cli.standard_input import one_line
from quizkit.errors import QuizkitError
from quizkit.visible import visible

if TYPE_CHECKING:
    import readline
else:
    try:
        import readline  # gives `input` editing and history
    except ImportError:  # Python on Windows
        readline = None


def is_typed() -> bool:
    """Return whether somebody types the lines, who can be asked again."""
    return sys.stdin.isatty()


def edited_lines() -> None:
    """Have a text of several lines that is pasted at a terminal be one, where Python can."""
    if readline is not None and is_typed():
        readline.parse_and_bind("set enable-bracketed-paste on")  # which Python turns off


def typed_line(prompt: str, typed: str = "") -> str:
    """Return the line typed behind a prompt, without its line break; of a paste it has several.

    Args:
        prompt: safe to print.
        typed: what stands on the line already, at a terminal.

    Raises:
        EOFError: there is none.
        QuizkitError: it is not UTF-8, or so long that it may have no end.
    """
    if is_typed():
        if readline is not None:
            readline.set_startup_hook(lambda: readline.insert_text(typed))
        return input(prompt)
    click.echo(prompt, nl=False)
    try:
        line = one_line().rstrip("\r\n")
    except UnicodeDecodeError:
        raise QuizkitError("standard input is not UTF-8; what was saved is kept") from None
    click.echo(visible(line.expandtabs(4)))
    return line


def typed_block() -> str:
    """Return the lines typed up to `:end`, or to the end of input, as one text."""
    lines: list[str] = []
    with suppress(EOFError):
        while (own := line_of_block(typed_line(BLOCK_PROMPT))) is not None:
            lines.append(own)
    return "\n".join(lines).strip("\n")
