"""Files that are no questions at all: what each is in plain words, and what to do with it."""

from quizkit.interchange.archive import Archive
from quizkit.interchange.source import Source, SourceError

_BEGINNINGS = (
    (b"%PDF", "a PDF file, which holds pages and no cards\nfix: copy its text into a table"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a file that is packed\nfix: unpack it, and import what is in it"),
    (b"7z\xbc\xaf", "an archive\nfix: unpack it, and import what is in it"),
    (b"Rar!", "an archive\nfix: unpack it, and import what is in it"),
    (b"\xd0\xcf\x11\xe0", "an old file of Office\nfix: save it as .xlsx or as text"),
    (b"{\\rtf", "a text of a word processor\nfix: save it as plain text"),
)
_PAGES = (b"<!doctype html", b"<html")
_MEMBERS = (
    ("word/", "a document of Word\nfix: save it as plain text, or its table as .csv"),
    ("ppt/", "a presentation\nfix: copy its questions into a table"),
    ("content.xml", "a file of OpenDocument\nfix: save it as .xlsx, .csv or plain text"),
    (
        "moodle_backup.xml",
        "a backup of a course\nfix: export its question bank in Moodle, as Moodle XML",
    ),
    ("META-INF/container.xml", "a book, which holds no cards"),
    ("", "an archive\nfix: unpack it, and import what is in it"),
)


def kind_of(source: Source) -> str:
    """Return what a file is and what to do with it; empty where that cannot be told."""
    head = source.head()
    if head.startswith(b"PK\x03\x04"):
        try:
            names = Archive(source).names
        except SourceError:
            return "an archive that is damaged\nfix: get it once more"
        return next(
            said for start, said in _MEMBERS if any(name.startswith(start) for name in names)
        )
    if head.lstrip().lower().startswith(_PAGES):
        return "a page of the web\nfix: copy its questions into a table"
    return next((said for start, said in _BEGINNINGS if head.startswith(start)), "")
