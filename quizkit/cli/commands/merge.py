"""`quizkit merge`: unites the progress file with others, and mends a damaged one."""

import sys
from datetime import datetime
from pathlib import Path

import click

from quizkit import desk
from quizkit.cli.copies import copies_told
from quizkit.cli.fitting_lines import say
from quizkit.cli.options import now_option, progress_file, progress_option
from quizkit.cli.progress_bar import progress_bar
from quizkit.errors import QuizkitError, StoreError
from quizkit.store import SQLiteStore, has_store, open_store
from quizkit.store.door import size_of, ticks_of_merge
from quizkit.store.faults import TooLargeError
from quizkit.store.merging import Merged, merge_file, repair
from quizkit.store.paths import are_one
from quizkit.visible import visible
from quizkit.wording import count


@click.command(
    epilog="Example:  quizkit merge 'progress (conflicted copy).db'",
)
@click.argument(
    "files",
    metavar="FILE...",
    nargs=-1,
    required=True,
)
@click.option(
    "--large", is_flag=True, help="Take files of more than 5 million events or 2 GB, unasked."
)
@now_option
@progress_option
def merge(files: tuple[str, ...], large: bool, now: datetime, progress_path: Path | None) -> int:
    """Take over the progress in FILE: another device's, a backup, or a conflict copy.

    In any order and any number of times, the result is the same. FILE is only read. `quizkit undo`
    takes a merge back, by the name that `quizkit history` shows. A damaged file gives what can
    still be read of it; if FILE is your progress file itself, it is kept aside and a whole one put
    in its place.
    """
    path = progress_file(progress_path)
    for file in list(map(_there, files)):
        if are_one(file, path):
            aside, merged = repair(path)
            say(f"{_said(merged, file)}; the damaged file is kept as {visible(aside.name)}")
            continue
        with open_store(path) as store:
            try:
                merged = _merged(store, file, now, large)
            except TooLargeError as error:
                _ask(error, file)
                merged = _merged(store, file, now, True)
        say(_said(merged, file))
    with desk.open(path) as mine, copies_told(mine, path):
        pass
    return 0


_LONG = 20_000_000
"""Bytes from which on a bar is shown: half a second."""


def _merged(store: SQLiteStore, file: Path, now: datetime, large: bool) -> Merged:
    """Merge a file, and show how far a long merge is."""
    size, label = size_of(file), f"Merging {visible(file.name)}"
    with (
        progress_bar(label, ticks_of_merge(size), is_long=size >= _LONG) as tick,
        store.ticking(lambda: tick(1)),
    ):
        return merge_file(store, file, now, large=large)


def _there(name: str) -> Path:
    """Return the path of a file that is there, or of which something is left.

    Raises:
        click.UsageError: there is none, or it is no file.
    """
    path = Path(name)
    try:
        if path.name and (size_of(path) or has_store(path)):
            return path
        why = "there is no such file" if path.name or not name else "it is a folder"
    except OSError as error:
        why = str(error.strerror).lower()
    except (StoreError, ValueError) as error:
        why = str(error).partition("\n")[0]
    shown = visible(name) if len(name) <= 200 else f"{visible(name[:200])}…"
    raise click.UsageError(f"cannot merge '{shown}': {why}")


def can_be_asked() -> bool:
    """Return whether somebody is at the terminal."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def _ask(error: TooLargeError, file: Path) -> None:
    """Ask whether to take a large file over.

    Raises:
        click.UsageError: nobody can be asked.
        QuizkitError: the answer is no.
    """
    if not can_be_asked():
        raise click.UsageError(f"{error}\nfix: add --large to take it over all the same")
    if not click.confirm(f"{error}. Take it over?", err=True):
        raise QuizkitError(f"{visible(str(file))} was not taken over")


def _said(merged: Merged, file: Path) -> str:
    text = f"{visible(str(file))}: {count(merged.found, 'event')}, {merged.added} new"
    if merged.lost is None:
        return text
    missing = f"at least {merged.lost} are lost" if merged.lost else "none is known to be lost"
    return f"{text}; it is damaged, and {missing}"
