"""Tells of conflict copies, which a sync program makes when two devices wrote at once."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from quizkit.cli.options import naming
from quizkit.desk import Desk


@contextmanager
def copies_told(desk: Desk, path: Path) -> Iterator[None]:
    """At the end, say if conflict copies beside the file at `path` have answers that it has not."""
    yield
    copies = desk.copies()
    if copies:
        from quizkit.cli.fitting_lines import say
        from quizkit.visible import shell_line

        which = "a copy" if len(copies) == 1 else f"{len(copies)} copies"
        say(
            f"A sync program left {which} beside your progress, with answers that yours has not.\n"
            f"Take them over:  quizkit merge {shell_line(copies)}{naming(path)}",
            err=True,
        )
