"""The files of a folder that are no decks, as a deck there includes them: found at a glance.

A shell prompt asks what is due again and again, so no deck is read for it: whoever has a title at
its head is one, and only where a file has none, the lines are looked for that may name it.
"""

import re
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from quizkit.cli.folders import identity
from quizkit.lazy import pattern

_HEAD = 4000
"""Bytes of a file in which its title mostly stands, and what it includes."""
_MOST = 20_000_000
"""Bytes of a file in which that is looked for at all."""

_TITLE = pattern(r"^[\"']?title[\"']?[ \t]*:", re.MULTILINE)
_IN_LINES = r"^[\"']?include[\"']?[ \t]*:(.*(?:\n(?:[ \t#-].*|\r?$))*)"
_IN_BRACES = r"[\"']include[\"']\s*:\s*(\[[^\]]*\]|\"[^\"]*\")"
_INCLUDE = pattern(f"{_IN_LINES}|{_IN_BRACES}", re.MULTILINE)
_COMMENT = pattern(r"(?:^|[ \t])#.*", re.MULTILINE)
_BETWEEN = pattern(r"[][,\r\n]")


def without_included(paths: list[Path]) -> list[Path]:
    """Return those files of a folder that are decks: no other of them includes these.

    Args:
        paths: those that may be decks by their names.
    """
    heads = {path: _bytes(path, _HEAD) for path in paths}
    lone = [path for path in paths if not _TITLE.search(_text(heads[path]))]
    if not lone:
        return paths
    files = {path: identity(path) for path in lone}
    named = _named(heads.items())
    if not named.issuperset(files.values()):  # what a deck includes may stand at its end
        named |= _named((path, _bytes(path, _MOST)) for path in paths if path not in files)
    return [path for path in paths if files.get(path) not in named]


def _named(files: Iterable[tuple[Path, bytes]]) -> set[object]:
    """Return which files are included by others, by what stands in these."""
    texts = ((path, _text(data)) for path, data in files if b"include" in data)
    return {identity(path.parent / name) for path, text in texts for name in names_included(text)}


def names_included(text: str) -> list[str]:
    """Return the names under `include`, as nearly everyone writes them."""
    found = (lines or listed for lines, listed in _INCLUDE.findall(text))
    parts = (part for each in found for part in _BETWEEN.split(_COMMENT.sub("", each)))
    names = (part.strip().removeprefix("- ").strip().strip("\"'") for part in parts)
    return [name for name in names if name]


def _bytes(path: Path, most: int) -> bytes:
    """Return what stands at the head of a regular file; nothing if it may not be read."""
    with suppress(OSError), path.open("rb") as file:
        return file.read(most)
    return b""


def _text(data: bytes) -> str:
    return data.decode("utf-8-sig", "replace")
