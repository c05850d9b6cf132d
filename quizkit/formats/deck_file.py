"""Reads the characters of a file, and says in plain words why that fails."""

import codecs
from pathlib import Path

from quizkit.formats.report import Report


def read_text(file: str) -> Report:
    """Return the text of a file in UTF-8, in a report that holds what is wrong with its bytes.

    In place of a byte that is not UTF-8 stands U+FFFD. A file that cannot be read at all gives an
    empty text and one problem, on line 0.
    """
    try:
        path = Path(file)
        if path.is_block_device() or path.is_char_device():  # it may never end
            report = Report("", file)
            report.add_of_file("no-file", "this is a device, not a file", "check the name")
            return report
        data = path.read_bytes()
    except (OSError, ValueError) as error:
        report = Report("", file)
        report.add_of_file(*_failure(error))
        return report
    marked = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    if marked or (data[:2].count(0) == 1 and data[2:4].count(0) == 1):  # every other byte is null
        report = Report("", file)
        report.add_of_file("not-utf8", "the file is UTF-16; a deck is UTF-8", _SAVE)
        return report
    try:
        return Report(data.decode().removeprefix("\ufeff"), file)
    except UnicodeDecodeError:
        return _decoded(data.removeprefix(codecs.BOM_UTF8), file)


_SAVE = "save it as UTF-8 in your editor"


def _failure(error: OSError | ValueError) -> tuple[str, str, str]:
    match error:
        case FileNotFoundError():
            return "no-file", "there is no such file", "check the name and the folder"
        case IsADirectoryError():
            return "a-folder", "this is a folder, not a deck", "name a file in it"
        case PermissionError():
            return (
                "no-permission",
                "you may not read this file",
                "ask its owner, or change its rights",
            )
        case NotADirectoryError():
            return "no-file", "a part of this path is a file, not a folder", "check the path"
    reason = (
        error.strerror
        if isinstance(error, OSError) and error.strerror
        else "no file has such a name"
    )
    return "no-file", f"the file cannot be read: {reason.lower()}", "check the name and the folder"


def _decoded(data: bytes, file: str) -> Report:
    """Return the text of bytes some of which are not UTF-8; the first of each line is reported."""
    lines = data.splitlines(keepends=True)
    report = Report("".join(line.decode(errors="replace") for line in lines), file)
    offset = 0
    for line in lines:
        try:
            offset += len(line.decode())
        except UnicodeDecodeError as error:
            byte = line[error.start : error.start + 1]
            meant = byte.decode("cp1252", errors="ignore")
            report.add(
                offset + len(line[: error.start].decode()),
                "not-utf8",
                f"the byte 0x{byte.hex().upper()} is not UTF-8"
                + (
                    f"; in an older encoding it is `{meant}`"
                    if meant.isprintable() and meant
                    else ""
                ),
                _SAVE + (f", or type `{meant}` anew" if meant.isprintable() and meant else ""),
            )
            offset += len(line.decode(errors="replace"))
    return report
