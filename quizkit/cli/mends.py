"""Decks mended for `check --fix`, or shown as they would be for `check --diff`."""

import re
import sys
from codecs import BOM_UTF8
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quizkit.cli.check_report import fixing
from quizkit.cli.fitting_lines import say
from quizkit.visible import visible
from quizkit.wording import count

if TYPE_CHECKING:
    from quizkit.formats.deck_yaml import Reading
    from quizkit.lint import Finding
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
        if before.file == STDIN:
            sys.stdout.buffer.write(after.reading.text.encode())
            sys.stdout.buffer.flush()
        for file, old, new in _changed(before, after):
            if file != STDIN:
                replace(Path(file), old, new)
        for file, done in _by_file(after.done).items():
            told = ", ".join(f"{times} {code}" for code, times in sorted(done.items()))
            say(f"{visible(file)}: mended {told}", err=True)


def _changed(before: "Reading", after: "Mended") -> "Iterator[tuple[str, str, str]]":
    """Yield the files of a deck whose texts are changed, with the old text and the new one."""
    new = after.reading.texts
    return ((file, old, new[file]) for file, old in before.texts.items() if old != new[file])


def _by_file(done: "Sequence[Finding]") -> dict[str, Counter[str]]:
    """Return how many findings of each code were mended, file by file."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for finding in done:
        counts[finding.location.file][str(finding.code)] += 1
    return counts


def show(mends: "Sequence[tuple[Reading, Mended]]", decks: Sequence[str]) -> bool:
    """Print what mending would change, as a unified diff; return whether it is anything.

    Args:
        mends: of each deck.
        decks: as they were named.
    """
    from difflib import unified_diff

    done = 0
    for before, after in mends:
        done += len(after.done)
        for file, old, new in _changed(before, after):
            mark = _mark(file)
            for line in unified_diff(_lines(mark + old), _lines(mark + new), file, file):
                click.echo(_safe(line.rstrip("\r\n")) + _end(line), nl=False)
    if done:
        say(f"{count(done, 'finding')} would be mended; `{fixing(decks)}` does it", err=True)
    return bool(done)


def _mark(file: str) -> str:
    """Return the byte-order mark that a file begins with, or ""."""
    path = Path(file)
    if file == STDIN or not path.is_file():
        return ""
    with path.open("rb") as opened:
        return BOM_UTF8.decode() if opened.read(len(BOM_UTF8)) == BOM_UTF8 else ""


def _end(line: str) -> str:
    """Return how a line of a diff ends, for programs that apply it."""
    if line.endswith("\r\n"):
        return "\r\n"
    return "\n" if line[-1:] in ("\n", "\r") else f"\n{_NO_BREAK}\n"


_NO_BREAK = "\\ No newline at end of file"


def _lines(text: str) -> list[str]:
    return StringIO(text, newline="").readlines()


def _safe(line: str) -> str:
    """Return a line of a diff that harms no terminal.

    Its tabs and a byte-order mark stay, for programs that apply it.
    """
    kept = re.split(r"(\t|(?<=^[-+ ])\ufeff)", line)
    return "".join(piece if piece in ("\t", "\ufeff") else visible(piece) for piece in kept)
