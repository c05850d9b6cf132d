"""Copies that a sync program made of a progress file, when two devices had written to it."""

from pathlib import Path

from quizkit.errors import StoreError
from quizkit.progress import EventId
from quizkit.store import Store, read_store

_MARKS = ("conflict", "-sync", ".sync-", "(1)")


def unmerged_copies(store: Store) -> list[Path]:
    """Return the conflict copies beside an open progress file that hold what it has not.

    A copy that cannot be read whole is among them: what is left of it can be merged.
    """
    copies = conflict_copies(store.path)
    if not copies:
        return []
    known = store.names()
    return [copy for copy in copies if not _names(copy) <= known]


def conflict_copies(path: Path) -> list[Path]:
    """Return files beside a progress file that a sync program seems to have made of it."""
    try:
        beside = sorted(path.parent.glob(f"*{path.suffix}"))
    except OSError:
        return []
    return [
        file
        for file in beside
        if file != path
        and file.name.startswith(path.stem)
        and any(mark in file.name.lower() for mark in _MARKS)
    ]


def _names(copy: Path) -> set[EventId]:
    try:
        with read_store(copy) as store:
            return store.names()
    except StoreError:
        return {EventId("", 0)}  # nobody has that
