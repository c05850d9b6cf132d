"""Messages and help as wide as the terminal: broken between words, never within one.

Only where a terminal shows them; in a pipe or a file a line stays a line. What is to be pasted, a
command in backquotes or behind two spaces, stays in one piece, which the terminal may fold.
"""

import os
import re
import sys
import textwrap
from collections.abc import Iterable, Iterator
from typing import Any

import click

from quizkit.visible import width_of

_LEAST = 12
_PIECE = r"`[^`]*`\S*|(?<=  )quizkit .*|\S+"
"""What is not broken."""


class NarrowHelp(click.HelpFormatter):
    """Writes help for a terminal narrower than click knows; a third is left to the names of options."""

    def __init__(self, columns: int) -> None:
        super().__init__(width=max(_LEAST, columns - 1))

    def write_dl(
        self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2
    ) -> None:
        """Write names, each with what it is for."""
        super().write_dl(list(rows), min(col_max, self.width // 3), col_spacing)


def say(message: str, *, err: bool = False, end: str = "\n", indent: str = "") -> None:
    """Print a message that is safe to print, in lines that fit the terminal, each behind an indent."""
    columns = _columns(sys.stderr if err else sys.stdout)
    message = "\n".join(map(_as_called, message.split("\n")))
    lines = message if columns is None else fitted(message, columns - len(indent))
    click.echo(f"{textwrap.indent(lines, indent)}{end}", err=err, nl=False)


def _as_called(line: str) -> str:
    """Return a line with the commands in it as they can be typed; one of a deck stays as it is."""
    if "quizkit " not in line or re.match(r" *[0-9]+ \| ", line):
        return line
    from quizkit.cli.called import marked_as_called

    return marked_as_called(line)


def _columns(stream: Any) -> int | None:
    """Return how many columns a stream has; None where it is no terminal, or one that does not know."""
    try:
        if not stream.isatty():
            return None
        told = os.environ.get("COLUMNS", "")
        size = int(told) if told.isdecimal() else 0
        return size or os.get_terminal_size(stream.fileno()).columns or None
    except (AttributeError, ValueError, OSError):
        return None


def fitted(message: str, columns: int) -> str:
    """Return a message with its lines broken between words.

    Lines that begin with a space are to be pasted, or columns, and stay; of a line of a deck is
    left what is around the mark below it.
    """
    width = max(_LEAST, columns)
    lines = message.split("\n")
    if all(width_of(line) <= width for line in lines):
        return message
    found: list[str] = []
    for line, below in zip(lines, [*lines[1:], ""], strict=True):
        mark = width_of(below) - 1 if re.fullmatch(r" +\| *\^", below) else None
        if mark is not None and (lead := re.match(r" *[0-9]+ \| ", line)):
            found += _around(line, lead.end(), mark, width)
        elif not re.fullmatch(r" +\| *\^", line):
            stays = line.startswith(" ") or width_of(line) <= width
            found += [line] if stays else _broken(line, width)
    return "\n".join(found)


def _around(line: str, lead: int, mark: int, width: int) -> list[str]:
    """Return a line of a deck behind its number, as much as fits, and the mark below it."""
    start = max(0, mark - max(lead + 2, width * 2 // 3)) if width_of(line) > width else 0
    left = line[lead:]
    while start and width_of(line[lead:]) - width_of(left) < start:
        left = left[1:]
    gone = width_of(line[lead:]) - width_of(left)
    shown = ("\u2026" + left[1:]) if gone else left
    while width_of(shown) > width - lead:
        shown = shown[:-2] + "\u2026"
    return [line[:lead] + shown, f"{'| ':>{lead}}{' ' * (mark - lead - gone)}^"]


def _broken(line: str, width: int) -> Iterator[str]:
    """Yield a line as lines of so many columns, or as one piece where that is wider."""
    lead = re.match(r"fix: ", line)
    begun = ""
    for piece in re.findall(_PIECE, line):
        longer = f"{begun} {piece}" if begun.strip() else begun + piece
        if begun.strip() and width_of(longer) > width:
            yield begun
            longer = " " * (lead.end() if lead else 0) + piece
        begun = longer
    yield begun
