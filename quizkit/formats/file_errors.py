"""What is wrong with the file of a deck, in plain words: loaded where a file cannot be read."""

from quizkit.errors.codes import ProblemCode
from quizkit.formats.report import Report
from quizkit.formats.wrong import Wrong

_CHECK = "check the name and the folder"
_SAVE = "save it as UTF-8 in your editor"
_UTF16 = Wrong(ProblemCode.NOT_UTF8, "the file is UTF-16; a deck is UTF-8", _SAVE)
_DEVICE = Wrong(ProblemCode.NO_FILE, "this is a device, not a file", "check the name")
_FAILURES: dict[type[Exception], Wrong] = {
    FileNotFoundError: Wrong(ProblemCode.NO_FILE, "there is no such file", _CHECK),
    IsADirectoryError: Wrong(
        ProblemCode.A_FOLDER, "this is a folder, not a deck", "name a file in it"
    ),
    PermissionError: Wrong(
        ProblemCode.NO_PERMISSION,
        "you may not read this file",
        "ask its owner, or change its rights",
    ),
    NotADirectoryError: Wrong(
        ProblemCode.NO_FILE, "a part of this path is a file, not a folder", "check the path"
    ),
}


def unread(file: str, error: OSError | ValueError) -> Report:
    """Return the empty report of a file that could not be opened."""
    return _with(file, _FAILURES.get(type(error)) or _other_failure(error))


def a_device(file: str) -> Report:
    """Return the empty report of a file that is none."""
    return _with(file, _DEVICE)


def utf16(file: str) -> Report:
    """Return the empty report of a file in UTF-16."""
    return _with(file, _UTF16)


def _with(file: str, wrong: Wrong) -> Report:
    report = Report("", file)
    report.add_of_file(*wrong)
    return report


def _other_failure(error: OSError | ValueError) -> Wrong:
    reason = getattr(error, "strerror", None) or "no file has such a name"
    return Wrong(ProblemCode.NO_FILE, f"the file cannot be read: {reason.lower()}", _CHECK)


def decoded(data: bytes, file: str) -> Report:
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
    report.add(offset, ProblemCode.NOT_UTF8, message, fix)
