"""A file, or the bytes of one, that a reader of a format is given."""

import codecs
from functools import cached_property
from pathlib import Path
from typing import IO

from quizkit.errors import QuizkitError
from quizkit.visible import visible

MOST_OF_TEXT = 512 * 2**20
"""Bytes of a file that is read as one text."""

_MARKS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}


class SourceError(QuizkitError):
    """A file that cannot be read as the format it is, or is said to be."""


class Source:
    """What is read: a file by its path, or bytes by a name.

    Args:
        path: of a file, or of a folder of files.
        name: what it is called in messages; by default its path.
        data: the bytes, where it is no file.
    """

    def __init__(self, path: Path | None = None, *, name: str = "", data: bytes | None = None):
        self.path = path
        self.name = name or str(path)
        self._data = data

    @cached_property
    def data(self) -> bytes:
        """All bytes of it.

        Raises:
            SourceError: it cannot be read, or is no file.
        """
        if self._data is not None:
            return self._data
        assert self.path is not None
        try:
            if self.path.is_file() and self.path.stat().st_size > MOST_OF_TEXT:
                raise _too_large(self.name)
            return self.path.read_bytes()
        except (OSError, ValueError) as error:
            raise unread(self.name, error) from error

    def head(self, size: int = 4096) -> bytes:
        """Return the first bytes; none of a folder or of what cannot be read."""
        if self._data is not None:
            return self._data[:size]
        assert self.path is not None
        try:
            if not self.path.is_file():
                return b""
            with self.path.open("rb") as file:
                return file.read(size)
        except (OSError, ValueError):
            return b""

    @property
    def ending(self) -> str:
        """What its name ends with, in lower case: `.csv`."""
        return Path(self.name).suffix.lower()

    def text(self, encoding: str = "") -> str:
        """Return the text that it is, with `\\n` as line ends.

        Args:
            encoding: what it is written in; empty for UTF-8, or what a byte-order mark says.

        Raises:
            SourceError: it is no such text; the message names the first bad byte and its line.
        """
        data = self.data
        mark = next(filter(data.startswith, _MARKS), b"")
        by_mark = _MARKS.get(mark, "")
        used = by_mark or encoding or "utf-8"
        try:
            text = data.removeprefix(mark).decode(used)
        except LookupError:
            raise SourceError(f"{encoding!r} is no encoding that Python knows") from None
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            place = f"{visible(self.name)}:{line}"
            raise SourceError(
                f"{place}: byte {len(mark) + error.start + 1} (0x{error.object[error.start]:02x}) is"
                f" not {used.upper()}\nfix: name what it is written in, such as --encoding cp1252"
            ) from None
        return text.replace("\r\n", "\n").replace("\r", "\n")


def read_once(stream: Path | IO[bytes], name: str) -> bytes:
    """Return all bytes of what can be read but once, as a pipe.

    Args:
        stream: what is read: one that is open, or its path.
        name: what it is called in messages.

    Raises:
        SourceError: it cannot be read, or has so many that it may have no end.
    """
    try:
        if isinstance(stream, Path):
            with stream.open("rb") as file:
                data = file.read(MOST_OF_TEXT + 1)
        else:
            data = stream.read(MOST_OF_TEXT + 1)
    except (OSError, ValueError) as error:
        raise unread(name, error) from error
    if len(data) > MOST_OF_TEXT:
        raise _too_large(name)
    return data


def _too_large(name: str) -> SourceError:
    return SourceError(f"{visible(name)} is larger than 512 MiB")


def unread(name: str, error: OSError | ValueError) -> SourceError:
    """Return what to say of a file that cannot be read."""
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return SourceError(f"{visible(name)} cannot be read: {reason.lower()}")
