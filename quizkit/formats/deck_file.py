"""Reads the characters of a file; `file_errors` says in plain words why that fails."""

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
            from quizkit.formats.file_errors import a_device

            return a_device(file)
        data = path.read_bytes()
    except (OSError, ValueError) as error:
        from quizkit.formats.file_errors import unread

        return unread(file, error)
    return text_of(data, file)


def text_of(data: bytes, file: str) -> Report:
    """Return the text that the bytes of a file are in UTF-8, as `read_text` does."""
    marked = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    if marked or (data[:2].count(0) == 1 and data[2:4].count(0) == 1):  # every other byte is null
        from quizkit.formats.file_errors import utf16

        return utf16(file)
    try:
        return Report(data.decode().removeprefix("\ufeff"), file)
    except UnicodeDecodeError:
        from quizkit.formats.file_errors import decoded

        return decoded(data.removeprefix(codecs.BOM_UTF8), file)
