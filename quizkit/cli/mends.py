"""Decks mended for `check --fix`, or shown as they would be for `check --diff`."""

import sys
from collections import Counter
from collections.abc import Sequence
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quizkit.cli.fitting_lines import say
from quizkit.visible import visible
from quizkit.wording import count

if TYPE_CHECKING:
    from quizkit.formats.deck_yaml import Reading
    from quizkit.lint.mending import Mended

STDIN = "<stdin>"
"""The name of a deck that came from standard input."""


def write(mends: "Sequence[tuple[Reading, Mended]]") -> None:
    """Write mended decks into their files, and say how much was mended.

    What came from standard input is printed, mended or not.

    Raises:
        QuizkitError: a file was changed meanwhile, or cannot be written; it stays as it is.
    """
    from quizkit.authoring.saving import replace

    for before, after in mends:
        new = after.reading.text
        if before.file == STDIN:
            sys.stdout.buffer.write(new.encode())
            sys.stdout.buffer.flush()
        elif new != before.text:
            replace(Path(before.file), before.text, new)
        if after.done:
            counts = Counter(str(finding.code) for finding in after.done)
            told = ", ".join(f"{times} {code}" for code, times in sorted(counts.items()))
            say(f"{visible(before.file)}: mended {told}", err=True)


def show(mends: "Sequence[tuple[Reading, Mended]]") -> bool:
    """Print what mending would change, as a unified diff; return whether it is anything."""
    from difflib import unified_diff

    done = 0
    for before, after in mends:
        done += len(after.done)
        old, new = map(_lines, (before.text, after.reading.text))
        for line in unified_diff(old, new, before.file, before.file):
            ended = line[-1:] in ("\n", "\r")
            click.echo(_safe(line.rstrip("\r\n")) + ("" if ended else f"\n{_NO_BREAK}"))
    if done:
        say(f"{count(done, 'finding')} would be mended; `quizkit check --fix` does it", err=True)
    return bool(done)


_NO_BREAK = "\\ No newline at end of file"


def _lines(text: str) -> list[str]:
    return StringIO(text, newline="").readlines()


def _safe(line: str) -> str:
    """Return a line of a diff that harms no terminal; its tabs stay, for programs that apply it."""
    return "\t".join(map(visible, line.split("\t")))
