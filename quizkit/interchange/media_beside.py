"""Pictures and sounds that a text names, found beside it: below one folder, no links out of it."""

import filecmp
import hashlib
import os
import re
import unicodedata
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from quizkit.interchange.values import MEDIA, Loss
from quizkit.lazy import pattern

PICTURES = frozenset((".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg"))
SOUNDS = frozenset((".mp3", ".ogg", ".oga", ".opus", ".wav", ".m4a", ".flac"))
MOST_BYTES = 20 * 2**20
_LONGEST = 120
_PERCENT = re.compile(rb"%([0-9A-Fa-f]{2})")
_BAD = pattern(r'[\x00-\x1f\x7f-\x9f<>:"/\\|?*\u2028\u2029\ud800-\udfff]')

_DEVICE = pattern(r"(?i)(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)")


def safe_name(name: str) -> str:
    """Return the base name of a file as it may stand in any folder, in NFC, at most 120 bytes."""
    base = unicodedata.normalize("NFC", name.replace("\\", "/").rpartition("/")[2])
    base = _BAD.sub("_", base).strip(" .") or "file"
    if _DEVICE.match(base):
        base = f"_{base}"
    stem, dot, ending = base.rpartition(".")
    if not dot:
        stem, ending = base, ""
    room = _LONGEST - len(f"{dot}{ending}".encode())
    while len(stem.encode()) > max(room, 1):
        stem = stem[:-1]
    return f"{stem}{dot}{ending}"[:_LONGEST]


def percent_decoded(text: str) -> str:
    """Return a text with `%20` and its like as the characters that they stand for, in UTF-8."""
    if "%" not in text:
        return text
    data = _PERCENT.sub(lambda found: bytes([int(found[1], 16)]), text.encode("utf-8", "replace"))
    return data.decode("utf-8", "replace")


class Media(NamedTuple):
    """A file that a text names, as it came along.

    Args:
        name: what it is called in the import; empty if it did not come along.
        is_sound: whether it is heard.
    """

    name: str
    is_sound: bool


class MediaBeside:
    """Files below a folder that texts name; each comes along once.

    Args:
        root: below which they lie; None if there is none.
        everywhere: whether a bare name is looked for in all folders below, as Obsidian does.
        taken: what is called how, by names without case, where files below several folders go into
            one: those with equal bytes share a name.
    """

    def __init__(
        self,
        root: Path | None,
        *,
        everywhere: bool = False,
        taken: dict[str, tuple[str, Path]] | None = None,
    ) -> None:
        self.losses: list[Loss] = []
        self._root = Path(os.path.realpath(root)) if root else None
        self._everywhere = everywhere
        self._index: dict[str, Path] | None = None
        self._names: dict[Path, str] = {}
        self._digests: dict[str, str] = {}
        self._shares = taken is not None
        self._taken: dict[str, tuple[str, Path]] = {} if taken is None else taken

    @property
    def files(self) -> Mapping[str, Callable[[], bytes]]:
        """How to get the bytes of each, by its name."""
        return {name: path.read_bytes for path, name in self._names.items()}

    def digest(self, name: str) -> str:
        """Return a digest of the bytes of a file that was found, by its name."""
        if name not in self._digests:
            path = self._taken[name.casefold()][1]
            self._digests[name] = hashlib.blake2b(path.read_bytes(), digest_size=12).hexdigest()
        return self._digests[name]

    def find(self, target: str, folder: Path | None, place: str) -> Media:
        """Return the file that a text names; a loss is told where it does not come along.

        Args:
            target: as the text has it.
            folder: where the text lies.
            place: of the text, for a loss.
        """
        bare = percent_decoded(target.split("#")[0].split("?")[0]).strip().strip("<>")
        ending = os.path.splitext(bare)[1].lower()  # noqa: PTH122
        sound = ending in SOUNDS
        if "://" in target or target.startswith(("data:", "//")):
            self._lose("a picture on the web", place, "save it beside the cards, and name the file")
            return Media("", sound)
        path = self._path(bare, folder)
        if path is None:
            self._lose("a picture or sound that is not there", place, "its name stays in the text")
        elif not sound and ending not in PICTURES:
            self._lose("a file that is no picture or sound", place, "its name stays in the text")
        elif path.stat().st_size > MOST_BYTES:
            self._lose("a picture or sound above 20 MB", place, "its name stays in the text")
        else:
            return Media(self._name(path), sound)
        return Media("", sound)

    def _lose(self, what: str, place: str, why: str) -> None:
        self.losses.append(Loss(what, place, why=why))

    def _path(self, bare: str, folder: Path | None) -> Path | None:
        if self._root is None or not bare or "\0" in bare:
            return None
        bare = bare.replace("\\", "/")
        places = [self._root / bare.removeprefix("@/").lstrip("/")]
        if folder and not bare.startswith(("@/", "/")):
            places.insert(0, folder / bare)
        for each in places:
            found = self._below(each)
            if found:
                return found
        return self._anywhere(bare) if self._everywhere else None

    def _below(self, path: Path) -> Path | None:
        try:
            real = Path(os.path.realpath(path))
            assert self._root is not None
            return real if real.is_relative_to(self._root) and real.is_file() else None
        except (OSError, ValueError):
            return None

    def _anywhere(self, bare: str) -> Path | None:
        if self._index is None:
            self._index = {}
            assert self._root is not None
            for at, folders, files in os.walk(self._root):
                folders[:] = sorted(name for name in folders if not name.startswith("."))
                for name in sorted(files):
                    key = unicodedata.normalize("NFC", name).casefold()
                    self._index.setdefault(key, Path(at) / name)
        name = unicodedata.normalize("NFC", bare.rpartition("/")[2]).casefold()
        found = self._index.get(name)
        return self._below(found) if found else None

    def _name(self, path: Path) -> str:
        if path not in self._names:
            name = base = safe_name(path.name)
            number = 1
            while name.casefold() in self._taken:
                called, other = self._taken[name.casefold()]
                if self._shares and filecmp.cmp(other, path, shallow=False):
                    name = called
                    break
                number += 1
                stem, dot, ending = base.rpartition(".")
                name = f"{stem}-{number}{dot}{ending}" if dot else f"{base}-{number}"
            self._taken.setdefault(name.casefold(), (name, path))
            self._names[path] = name
        return self._names[path]


def named(name: str) -> str:
    """Return how a text names a file that came along."""
    return f"<{MEDIA}{name}>"
