"""Tells of conflict copies, which a sync program makes when two devices wrote at once."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from quizkit.cli.options import progress_file
from quizkit.desk import Desk
from quizkit.errors import StoreError


@contextmanager
def copies_told(desk: Desk, path: Path) -> Iterator[None]:
    """At the end, say if conflict copies beside the file at `path` have answers that it has not."""
    yield
    copies = desk.copies()
    if copies:
        from quizkit.cli.shell_words import shell_line, shell_word

        which = "a copy" if len(copies) == 1 else f"{len(copies)} copies"
        names = shell_line(copies)
        where = "" if _is_default(path) else f" --progress {shell_word(path)}"
        click.echo(
            f"A sync program left {which} beside your progress, with answers that yours has not.\n"
            f"Take them over:  quizkit merge {names}{where}",
            err=True,
        )


def _is_default(path: Path) -> bool:
    try:
        return path == progress_file(None)
    except StoreError:
        return False
