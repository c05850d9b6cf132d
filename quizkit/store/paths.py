"""What lies at the path of a progress file, and beside it."""

import os
from pathlib import Path


def wal_of(path: Path) -> Path:
    """Return the path of the write-ahead log, which holds what is not yet in the file itself."""
    return path.with_name(path.name + "-wal")


def shm_of(path: Path) -> Path:
    """Return the path of what those who have the file open share: where to look in its log."""
    return path.with_name(path.name + "-shm")


def is_abandoned(path: Path) -> bool:
    """Return whether the file at `path` is gone, but not the -wal file beside it.

    They are looked for in this order, as a session that begins just now makes the file first.
    """
    return wal_of(path).exists() and not path.exists()


def identity(path: Path) -> tuple[int, int] | None:
    """Return device and number of the file that has this name by now; None if none has it."""
    try:
        found = os.stat(path)  # noqa: PTH116 - faster, and every answer comes here
    except OSError:
        return None
    return found.st_dev, found.st_ino
