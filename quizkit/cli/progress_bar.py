"""A bar that shows how far long work has come, to who waits for it at a terminal."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click


@contextmanager
def progress_bar(label: str, length: int, *, is_long: bool) -> Iterator[Callable[[int], object]]:
    """Show how far work has come while the `with` block does it, on standard error.

    Gives what is to be told, again and again, how many more of its `length` parts are done. Of work
    that is not long, or where nobody watches, nothing is shown.
    """
    if not (is_long and sys.stderr.isatty()):
        yield int  # which does nothing with it
        return
    with click.progressbar(length=length, label=label, file=sys.stderr) as bar:
        yield bar.update
