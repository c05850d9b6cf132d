"""A picture or a sound that nothing shows or plays.

Pictures are PNG, JPEG, GIF, WebP or SVG files of at most 5 MB, sounds MP3, Ogg, WAV, M4A or FLAC
files of at most 20 MB. What counts is what is in a file: a page saved from the web is no picture,
whatever its name. A name that promises another type than there is makes some programs fail.

bad:
  - question: Which chamber of the heart pumps blood into the aorta?
    answer: left ventricle
    image: {heart.tiff: A heart, cut open}
good:
  - question: Which chamber of the heart pumps blood into the aorta?
    answer: left ventricle
"""

from collections.abc import Sequence

from quizkit.formats.beside import Absent, Seen
from quizkit.formats.media_files import Elsewhere, Found
from quizkit.formats.media_types import PICTURES, SOUNDS, MediaType, type_named, type_of
from quizkit.lazy import pattern
from quizkit.lint.finding import Severity
from quizkit.lint.named_files import NamedFile, files_of
from quizkit.lint.rule import CheckedDeck, Hits, error

_WEB = pattern(r"(?i)\s*(?:<!doctype html|<html|<head|<body)")


@error()
def not_shown(deck: CheckedDeck) -> Hits:
    """Return hits on files of a type or a size that is not shown."""
    for checked in deck.notes:
        for named in files_of(checked.note):
            if wrong := _wrong(named, named.look(deck.media)):
                message, fix, severity = wrong
                hit = checked.hit_piece(named.name, message, fix, *named.steps)
                yield hit._replace(severity=severity)


_Wrong = tuple[str, str, Severity | None] | None


def _wrong(named: NamedFile, found: Found) -> _Wrong:
    """Return what is wrong with a file, or with its name; nothing if there is none, as Q125 says."""
    fitting = SOUNDS if named.is_sound else PICTURES
    promised = type_named(named.name)
    if promised not in fitting and (isinstance(found, Seen) or found in _UNKNOWN):
        what = "sound that is played" if named.is_sound else "picture that is shown"
        return f"`{named.name}` is no {what}", f"make it one of {_listed(fitting)}", None
    if found is Absent.TOO_LARGE:
        megabytes = named.most // 1_000_000
        return f"`{named.name}` has more than {megabytes} MB", "make it smaller", None
    return _by_content(named, found, promised) if isinstance(found, Seen) else None


_UNKNOWN = (Absent.TOO_LARGE, Elsewhere.NO_FOLDER)


def _by_content(named: NamedFile, found: Seen, promised: MediaType | None) -> _Wrong:
    """Return what is wrong with what is in a file."""
    if not found.head:
        return f"`{named.name}` is empty", "put the file there again", None
    kind = type_of(found.head)
    if kind is None or kind.is_sound != named.is_sound:
        return (*_neither(named, found.head, kind), None)
    if kind is not promised:
        said = f"`{named.name}` is a {kind.name} file by what is in it"
        return said, f"let its name end in {kind.suffixes[0]}", Severity.WARNING
    return None


def _neither(named: NamedFile, head: bytes, kind: MediaType | None) -> tuple[str, str]:
    """Return what is said of a file that is something else, and the fix."""
    what = "sound" if named.is_sound else "picture"
    again = f"save the {what} itself"
    text = head.decode("utf-8", "replace")
    if text.startswith("version https://git-lfs"):
        return f"`{named.name}` is but a pointer of Git LFS", "fetch it: git lfs pull"
    if _WEB.match(text):
        return f"`{named.name}` is a page of the web, and no {what}", again
    if kind:
        return f"`{named.name}` is a {kind.name} file, and no {what}", again
    return f"`{named.name}` is no {what} by what is in it", again


def _listed(types: Sequence[MediaType]) -> str:
    return ", ".join(one.name for one in types)
