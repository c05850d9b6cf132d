"""Reads the characters of a file, and says in plain words why that fails."""

import codecs
from pathlib import Path

from quizkit.formats.codes import Wrong
from quizkit.formats.report import Report

_CHECK = "check the name and the folder"
_SAVE = "save it as UTF-8 in your editor"
_UTF16 = Wrong("not-utf8", "the file is UTF-16; a deck is UTF-8", _SAVE)
_DEVICE = Wrong("no-file", "this is a device, not a file", "check the name")
_FAILURES: dict[type[Exception], Wrong] = {
    FileNotFoundError: Wrong("no-file", "there is no such file", _CHECK),
    IsADirectoryError: Wrong("a-folder", "this is a folder, not a deck", "name a file in it"),
    PermissionError: Wrong(
        "no-permission", "you may not read this file", "ask its owner, or change its rights"
    ),
    NotADirectoryError: Wrong(
        "no-file", "a part of this path is a file, not a folder", "check the path"
    ),
}


def read_text(file: str) -> Report:
    """Return the text of a file in UTF-8, in a report that holds what is wrong with its bytes.

    In place of a byte that is not UTF-8 stands U+FFFD. A file that cannot be read at all gives an
    empty text and one problem, on line 0.
    """
    try:
        path = Path(file)
        if path.is_block_device() or path.is_char_device():  # it may never end
            return _unread(file, _DEVICE)
        data = path.read_bytes()
    except (OSError, ValueError) as error:
        return _unread(file, _FAILURES.get(type(error)) or _other_failure(error))
    marked = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    if marked or (data[:2].count(0) == 1 and data[2:4].count(0) == 1):  # every other byte is null
        return _unread(file, _UTF16)
    try:
        return Report(data.decode().removeprefix("\ufeff"), file)
    except UnicodeDecodeError:
        return _decoded(data.removeprefix(codecs.BOM_UTF8), file)


def _unread(file: str, wrong: Wrong) -> Report:
    report = Report("", file)
    report.add_of_file(*wrong)
    return report


def _other_failure(error: OSError | ValueError) -> Wrong:
    reason = getattr(error, "strerror", None) or "no file has such a name"
    return Wrong("no-file", f"the file cannot be read: {reason.lower()}", _CHECK)


def _decoded(data: bytes, file: str) -> Report:
    """Return the text of bytes some of which are not UTF-8; the first of each line is reported."""
    lines = data.splitlines(keepends=True)
    texts = [line.decode(errors="replace") for line in lines]
    report = Report("".join(texts), file)
    offset = 0
    for line, text in zip(lines, texts, strict=True):
        try:
            line.decode()
        except UnicodeDecodeError as error:
            _add_byte(report, offset + len(line[: error.start].decode()), line[error.start])
        offset += len(text)
    return report


def _add_byte(report: Report, offset: int, byte: int) -> None:
    """Report a byte that is not UTF-8, and what it is in the encoding that it is most often of."""
    message, fix = f"the byte 0x{byte:02X} is not UTF-8", _SAVE
    meant = bytes((byte,)).decode("cp1252", errors="ignore")
    if meant and meant.isprintable():
        message += f"; in an older encoding it is `{meant}`"
        fix += f", or type `{meant}` anew"
    report.add(offset, "not-utf8", message, fix)
