"""What lies at the path of a progress file, and beside it; and which machine this is."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

Identity = tuple[int, int]
"""Device and number of a file."""


def real(path: Path) -> Path:
    """Return where the file lies that a path leads to, through any link; it need not be there.

    Beside it lies all that belongs to it. A path that is no link comes back as it is.

    Raises:
        OSError: links lead round in a circle.
    """
    return resolved(path) if path.is_symlink() else path


def resolved(path: Path) -> Path:
    """Return a path from the root on without any link in it; the file need not be there.

    Raises:
        OSError: links lead round in a circle.
    """
    place = Path(os.path.realpath(path))  # of a circle `Path.resolve` makes a RuntimeError
    if place.is_symlink():
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(path))
    return place


@contextmanager
def locked(folder: Path, *, shared: bool = False) -> Iterator[None]:
    """Keep others of ours from putting files into a folder, or with `shared` from that alone.

    Where SQLite opens a file, and then its log by the name, another must not come between.
    """
    try:
        import fcntl

        opened = os.open(folder, os.O_RDONLY)
    except (ImportError, OSError):  # Windows, where no open file can be replaced
        yield
        return
    try:
        with suppress(OSError):  # a file system without locks
            fcntl.flock(opened, fcntl.LOCK_SH if shared else fcntl.LOCK_EX)
        yield
    finally:
        os.close(opened)


def wal_of(path: Path) -> Path:
    """Return the path of the write-ahead log, which holds what is not yet in the file itself."""
    return path.with_name(path.name + "-wal")


def shm_of(path: Path) -> Path:
    """Return the path of what those who have the file open share: where to look in its log."""
    return path.with_name(path.name + "-shm")


def uri_of(path: Path, how: str) -> str:
    """Return a path as SQLite takes it with a word on how to open the file, such as `mode=rw`."""
    return f"{path.absolute().as_uri()}?{how}"


def to_read(path: Path) -> str:
    """Return how to open a file that is only read, so that no file is left beside it.

    A log that lies there is left to whoever writes it.
    """
    return "mode=ro" if wal_of(path).exists() else "mode=rw"


def is_abandoned(path: Path) -> bool:
    """Return whether the file at `path` is gone, but not the -wal file beside it.

    They are looked for in this order, as a session that begins just now makes the file first.
    """
    return wal_of(path).exists() and not path.exists()


def are_one(path: Path, other: Path) -> bool:
    """Return whether two paths lead to one file, whichever way; it need not be there."""
    if here := identity(path):
        return here == identity(other)
    return os.path.realpath(path) == os.path.realpath(other)


def identity(path: Path) -> Identity | None:
    """Return device and number of the file that has this name by now; None if none has it."""
    try:
        found = os.stat(path)  # noqa: PTH116 - faster, and every answer comes here
    except OSError:
        return None
    return found.st_dev, found.st_ino


def this_device() -> str:
    """Return a name that tells this machine's answers from those of another."""
    if hasattr(os, "uname"):  # all that `platform` would look at, without its import
        return os.uname().nodename
    import platform

    return platform.node()
