"""What is kept of files in the user's cache folder: private, whole or not there, never waited for.

A cache file belongs to this user alone, and stands behind a seal, the whole path of the file that
it is about, and a head that its maker asks for again. Whatever else is found in its place is none:
another's file, one with a byte changed, a link, a pipe, a folder. All of it can be deleted at any
time. What cannot be kept costs the next start some time, and nothing more.
"""

import json
import os
import stat
import sys
from binascii import crc32
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from quizkit import __version__

_MOST_FILES = 200
_MOST_BYTES = 200_000_000
"""How much is kept of a kind; the oldest goes first."""

_FORM = 3
"""Of the JSON values that are kept; counted up when any of them takes another shape."""

_SEAL = 4
"""Bytes at the head of a file that tell whether the rest is whole."""

_READ = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0)
_WRITE = os.O_WRONLY | os.O_CREAT | os.O_EXCL
_BINARY = getattr(os, "O_BINARY", 0)


def cache_folder() -> Path:
    """Return the folder of our caches.

    Raises:
        RuntimeError: nobody knows this user's home directory.
    """
    named = os.environ.get("XDG_CACHE_HOME")
    if named:
        return Path(named, "quizkit")
    if sys.platform == "linux":  # as platformdirs says, which takes its time to load
        return Path.home() / ".cache" / "quizkit"
    from platformdirs import user_cache_dir

    return Path(user_cache_dir(), "quizkit")


def kept(kind: str, path: Path, head: bytes) -> memoryview | None:
    """Return what is kept of a file behind this head; None if nothing is.

    Args:
        kind: what sort of thing it is.
        path: the file that it is about.
        head: what it has to begin with.
    """
    try:
        head = _whole_path(path) + head
        fd = os.open(_file(kind, path), _READ | _BINARY)
        with open(fd, "rb") as file:  # noqa: PTH123 - a descriptor
            data = file.read() if _is_ours(os.fstat(fd)) else b""
    except (OSError, RuntimeError, ValueError):
        return None
    inner = memoryview(data)[_SEAL:]
    if data.startswith(head, _SEAL) and data[:_SEAL] == _seal(inner):
        return inner[len(head) :]
    return None


def keep(kind: str, path: Path, data: bytes) -> None:
    """Keep something of a file, head first, or nothing at all; see `kept`."""
    if len(data) > _MOST_BYTES // 2:
        return
    try:
        data = _whole_path(path) + data
        file = _file(kind, path)
        _make_private(file.parent)
        scratch = file.with_name(f"{file.name}.{os.getpid()}")
        scratch.unlink(missing_ok=True)  # left by a process of this number that was killed
        try:
            fd = os.open(scratch, _WRITE | _BINARY, 0o600)
            with open(fd, "wb") as out:  # noqa: PTH123 - a descriptor
                out.write(_seal(data) + data)
            scratch.replace(file)
        finally:
            scratch.unlink(missing_ok=True)
        for old in _too_many(file.parent):
            old.unlink(missing_ok=True)
    except (OSError, RuntimeError, ValueError):
        pass  # a cache that cannot be kept is none


def kept_values(kind: str, path: Path, basis: object) -> dict[str, Any]:
    """Return the JSON values that `keep_values` kept of a file; empty if there are none.

    Args:
        kind: what sort of thing they are.
        path: the file that they are about.
        basis: what they were made from; of another they are none.
    """
    data = kept(kind, path, _head_of(basis))
    values: dict[str, Any] = {} if data is None else json.loads(bytes(data))
    return values


def keep_values(kind: str, path: Path, basis: object, values: Mapping[str, object]) -> None:
    """Keep JSON values of a file; see `kept_values`."""
    text = json.dumps(values, separators=(",", ":"))
    keep(kind, path, _head_of(basis) + text.encode())


def _head_of(basis: object) -> bytes:
    return json.dumps([__version__, _FORM, basis]).encode() + b"\n"


def _make_private(folder: Path) -> None:
    """Make a folder, and those it lies in, each of them private; what is there stays as it is."""
    try:
        folder.mkdir(0o700, exist_ok=True)
    except FileNotFoundError:
        _make_private(folder.parent)
        folder.mkdir(0o700, exist_ok=True)


def _is_ours(found: os.stat_result) -> bool:
    """Return whether it is a file, this user's own, and nobody else may write it."""
    if not stat.S_ISREG(found.st_mode) or found.st_size > _MOST_BYTES:
        return False
    if sys.platform == "win32":
        return True
    return found.st_uid == os.geteuid() and not found.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


def _seal(data: bytes | memoryview) -> bytes:
    return crc32(data).to_bytes(_SEAL, "little")


def _too_many(folder: Path) -> Iterator[Path]:
    """Yield the files of ours beyond what is kept, the oldest of all."""
    ours = [each for each in os.scandir(folder) if ".kept" in each.name]
    stats = [(each.stat(follow_symlinks=False), each.path) for each in ours]
    size = 0
    for number, (found, path) in enumerate(sorted(stats, key=lambda e: -e[0].st_mtime_ns), 1):
        size += found.st_size
        if number > _MOST_FILES or size > _MOST_BYTES:
            yield Path(path)


def _file(kind: str, path: Path) -> Path:
    """Return where something of a file is kept: in a file that nobody takes for a deck."""
    whole = _whole_path(path)
    end = "".join(c if c.isascii() and c.isalnum() else "-" for c in path.name[-80:])
    return cache_folder() / kind / f"{end}-{crc32(whole):08x}.kept"


def _whole_path(path: Path) -> bytes:
    return str(path.absolute()).encode("utf-8", "surrogateescape") + b"\0"
