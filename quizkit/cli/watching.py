"""Work done again whenever files change, until Ctrl-C.

The files are asked for their stamps again and again: every system can do that, with no library,
and a deck is a file or a few. Editors that write a new file and rename it leave the old name without
one for a moment, so a change counts once nothing has moved between two looks.
"""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeAlias

Stamps: TypeAlias = dict[Path, tuple[int, int, int] | None]

INTERVAL = 0.3
"""Seconds between two looks."""
_MOST_ABSENT = 10
"""Looks at a file that is not there after which it counts as gone."""


def stamps(files: Iterable[Path]) -> Stamps:
    """Return what tells a file of today from the same one before; None of one that is not there."""
    return {path: _stamp(path) for path in files}


def _stamp(path: Path) -> tuple[int, int, int] | None:
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


def watch(
    files: Callable[[], Iterable[Path]], work: Callable[[], None], wait: Callable[[], None]
) -> None:
    """Do `work`, and again whenever one of the files has changed; it ends by an exception.

    Args:
        files: those to look at; asked each time, as a folder may have new ones.
        work: what is done.
        wait: lets some time pass between two looks.
    """
    while True:
        before = stamps(files())  # so that a change during the work is one
        work()
        before = {**stamps(files()), **before}
        while (now := stamps(files())) == before:
            wait()
        absent = {path for path, stamp in before.items() if stamp is None}
        _settled(files, now, wait, absent)


def _settled(
    files: Callable[[], Iterable[Path]], now: Stamps, wait: Callable[[], None], absent: set[Path]
) -> None:
    """Return when nothing has moved between two looks, and what is absent has stayed so.

    What was `absent` before is not waited for.
    """
    for _ in range(_MOST_ABSENT):
        wait()
        before, now = now, stamps({*now, *files()})
        if now == before and all(stamp or path in absent for path, stamp in now.items()):
            return
