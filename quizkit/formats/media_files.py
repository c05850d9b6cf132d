"""The pictures and sounds that a deck names, as they are on disk: there or not, and what is in them.

A deck with its pictures and sounds is a folder that can be moved to any machine. So a name is taken
as it is written: one that a system finds only by other letter case is not there.
"""

import os
import posixpath
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from enum import Enum, auto
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from quizkit.formats.beside import Absent, Seen, real_beside, seen_regular
from quizkit.formats.media_types import HEAD, type_named
from quizkit.lazy import pattern

if TYPE_CHECKING:
    import re


class Elsewhere(Enum):
    """Why a name means no file of the deck, whatever is on disk."""

    REMOTE = auto()
    ABSOLUTE = auto()
    OTHER_CASE = auto()
    NO_FOLDER = auto()


Found = Seen | Absent | Elsewhere
"""A file that is there, or why there is none."""

_REMOTE = pattern(r"(?i)[a-z][a-z0-9+.-]+://|data:|//")
_ABSOLUTE = pattern(r"(?i)~?[/\\]|[a-z]:")


def media_file(folder: Path | None, name: str, most: int) -> Found:
    """Return the file of a picture or a sound, with its first bytes, or why there is none.

    Args:
        folder: the deck's; None for a deck without one.
        name: from there on.
        most: how many bytes it may have.
    """
    if _REMOTE.match(name):
        return Elsewhere.REMOTE
    if _ABSOLUTE.match(name):
        return Elsewhere.ABSOLUTE
    if folder is None:
        return Elsewhere.NO_FOLDER
    found = _seen(folder, name, most)
    if found is Absent.NOT_THERE and (meant := _unquoted(name)) != name:  # as Markdown has it
        return _seen(folder, meant, most)
    return found


def _seen(folder: Path, name: str, most: int) -> Seen | Absent:
    try:
        real = real_beside(str(folder / "deck"), name)
        return real if isinstance(real, Absent) else seen_regular(real, HEAD, most=most)
    except (OSError, ValueError):
        return Absent.NOT_THERE


class MediaFolder:
    """The folder of a deck, as its pictures and sounds are looked up there, each once.

    Args:
        folder: the deck's; None if it has none, and nothing is known of its files.
    """

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._found: dict[tuple[str, int], Found] = {}
        self._listed: dict[str, frozenset[str]] = {}
        self._compared = 0

    def look(self, name: str, most: int) -> Found:
        """Return what `media_file` does, a name in other letter case being none."""
        if (name, most) not in self._found:
            found = media_file(self._folder, name, most)
            if isinstance(found, Seen) and not any(map(self._is_listed, (name, _unquoted(name)))):
                found = Elsewhere.OTHER_CASE
            self._found[name, most] = found
        return self._found[name, most]

    def near(self, name: str) -> tuple[str, bool]:
        """Return the name of a file that is there and may be meant, and whether it surely is.

        It is if only letter case, the form of accents or the kind of slashes differ, and there are
        not two such files. The name is empty if none is like it.
        """
        folded = _folded(name)
        if same := self._below.get(folded):
            if name in same:  # what bears it cannot be shown
                return "", False
            return same[0], len(same) == 1
        elsewhere = self._by_base.get(posixpath.basename(folded), ())
        if len(elsewhere) == 1:
            return elsewhere[0], False
        self._compared += 1
        if self._compared > _MOST_COMPARED:
            return "", False
        from difflib import get_close_matches  # only where something is missing

        like = get_close_matches(folded, self._below, n=1, cutoff=0.8)
        return (self._below[like[0]][0], False) if like else ("", False)

    def _is_listed(self, name: str) -> bool:
        """Return whether each part of a name stands so in the listing of its folder."""
        at = str(self._folder)
        for part in filter(None, name.split("/")):
            if part not in (".", "..") and part not in self._names(at, part):
                return False
            at = os.path.realpath(os.path.join(at, part))  # noqa: PTH118 - sooner than a Path
        return True

    def _names(self, folder: str, part: str) -> Collection[str]:
        """Return the names in a folder; `part` alone where it may be entered, and not listed."""
        if folder not in self._listed:
            try:
                self._listed[folder] = frozenset(os.listdir(folder))  # noqa: PTH208 - names alone
            except OSError:
                return (part,)
        return self._listed[folder]

    @cached_property
    def _below(self) -> Mapping[str, list[str]]:
        """The pictures and sounds below the folder by their names in small letters."""
        found: dict[str, list[str]] = {}
        for name in _names_below(self._folder) if self._folder else ():
            found.setdefault(_folded(name), []).append(name)
        return found

    @cached_property
    def _by_base(self) -> Mapping[str, list[str]]:
        """The same by the last part of these names."""
        found: dict[str, list[str]] = {}
        for folded, names in self._below.items():
            found.setdefault(posixpath.basename(folded), []).extend(names)
        return found


def _unquoted(name: str) -> str:
    """Return a name with `%20` and the like as the characters that they stand for."""
    return _QUOTED.sub(_characters, name) if "%" in name else name


def _characters(quoted: "re.Match[str]") -> str:
    return bytes.fromhex(quoted[0].replace("%", "")).decode("utf-8", "replace")


_QUOTED = pattern(r"(?:%[0-9A-Fa-f]{2})+")

_MOST_COMPARED = 20
"""Names for which one that is like them is looked for, as that takes its time."""

_MOST_LISTED = 20_000
"""Files among which a near name is looked for."""


def _names_below(folder: Path) -> Iterator[str]:
    """Yield the names of pictures and sounds below a folder, as a deck there writes them."""
    seen = 0
    for at, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        here = Path(at).relative_to(folder).as_posix()
        for file in sorted(files):
            seen += 1
            if type_named(file):
                yield posixpath.normpath(posixpath.join(here, file))
        if seen > _MOST_LISTED:
            return


def _folded(name: str) -> str:
    """Return a name as it is compared with others."""
    plain = posixpath.normpath(name.replace("\\", "/"))
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", plain).casefold())
