"""Deck files written so that no reader, and no loss of power, ever meets half a deck."""

import codecs
import os
from contextlib import suppress
from pathlib import Path

from quizkit.errors import QuizkitError
from quizkit.visible import visible

_ENCODINGS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
"""What a file is written in, by the byte-order mark that it begins with."""


def create(path: Path, text: str) -> None:
    """Write a new file, and the folders above it that are missing.

    Raises:
        QuizkitError: there is such a file, or it cannot be written; then nothing is left of it.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        raise _unwritten(path, error) from error
    beside = path.with_name(f".{path.name[:40]}.{os.getpid()}.part")
    try:
        with beside.open("wb") as file:
            _write(file.fileno(), text.encode())
        _place(beside, path)
    except FileExistsError as error:
        raise QuizkitError(f"{visible(str(path))} is there already; nothing was written") from error
    except (OSError, ValueError) as error:
        raise _unwritten(path, error) from error
    finally:
        with suppress(OSError, ValueError):
            beside.unlink(missing_ok=True)


def _place(beside: Path, path: Path) -> None:
    """Give a whole file its name, which no other has."""
    try:
        path.hardlink_to(beside)  # in one step, which fails if there is such a file
    except FileExistsError:
        raise
    except OSError:  # a disk without links
        path.touch(exist_ok=False)
        beside.replace(path)


def replace(path: Path, old: str, new: str) -> None:
    """Put the text `new` in place of `old`, which the file holds, in one step.

    A byte-order mark and its encoding, the rights of the file, and a link that leads to it stay.

    Raises:
        QuizkitError: the file is no longer as it was read, or cannot be written; it then stays
            as it is.
    """
    try:
        real = Path(os.path.realpath(path))
        data = real.read_bytes()
        mark = next(filter(data.startswith, _ENCODINGS), b"")
        encoding = _ENCODINGS.get(mark, "utf-8")
        if data != mark + old.encode(encoding):
            raise QuizkitError(
                f"{visible(str(path))} was changed by another program meanwhile; nothing was"
                " written, so run the command again"
            )
        if not real.is_file() or not os.access(real, os.W_OK):
            raise PermissionError(None, "you may not write this file")
        _replace(real, mark + new.encode(encoding))
    except OSError as error:
        raise _unwritten(path, error) from error


def _replace(real: Path, data: bytes) -> None:
    """Write a file beside the real one, then put it in its place; on failure the real one stays."""
    from tempfile import mkstemp

    handle, beside = mkstemp(prefix=f".{real.name[:40]}.", dir=real.parent)
    try:
        try:
            _write(handle, data)
            if hasattr(os, "fchmod"):
                os.fchmod(handle, real.stat().st_mode & 0o7777)
        finally:
            os.close(handle)
        os.replace(beside, real)  # noqa: PTH105 - the other side of mkstemp
    except BaseException:
        with suppress(OSError):
            os.unlink(beside)  # noqa: PTH108
        raise


def _write(handle: int, data: bytes) -> None:
    while data:
        data = data[os.write(handle, data) :]
    os.fsync(handle)


def _unwritten(path: Path, error: OSError | ValueError) -> QuizkitError:
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return QuizkitError(f"{visible(str(path))} cannot be written: {reason.lower()}")
