"""Files that are no questions at all: what each is in plain words, and what to do with it."""

import re

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


_PROGRAMS = frozenset(
    ".c .cfg .cpp .css .go .h .htm .html .ini .ipynb .java .js .jsx .kt .lock .log .php .ps1 .py .r .rb"
    " .rmd .rs .sh .sql .swift .tex .toml .ts .tsx .vue".split()
)
_ABOUT = re.compile(
    r"(?i)(?:authors|changelog|changes|code_of_conduct|contributing|history|install|licen[cs]e|notice"
    r"|readme|security|todo)(?:[._-][a-z_-]{2,12})*(?:\.\w{1,8})?"
)
_CERTAIN, _PLAIN = 97, 60


def least_likely(source: Source) -> int:
    """Return how likely a source must be of a format to be taken for it, from its name.

    A program may hold questions as texts of its own, and a file that tells of a project has headings
    that ask: of them only what is plainly a quiz is one.
    """
    if source.ending in _PROGRAMS:
        return _CERTAIN
    return _PLAIN if _ABOUT.fullmatch(source.name.replace("\\", "/").rpartition("/")[2]) else 1


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
    if source.ending in _PROGRAMS:
        return (
            "no list of questions by its name\nfix: say which format it is of, such as --from gift"
        )
    if b'"crowdanki_uuid"' in head:
        return "a deck of CrowdAnki\nfix: import it in Anki, and export it there as .apkg"
    return next((said for start, said in _BEGINNINGS if head.startswith(start)), "")
