"""The deck files of a folder, each once, however many links and spellings lead to it.

What is named on the command line is followed through any link. In a folder a link is followed to
what lies below that folder; one that leads out is left out, so that of a stranger's folder nothing
is read but what is in it.
"""

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from quizkit.visible import visible

DECK_SUFFIXES = (".yaml", ".yml")


class InFolder(NamedTuple):
    """The deck files of a folder, and the links in it that lead out and may be decks."""

    decks: list[Path]
    outside: list[Path]


def is_deck_name(name: str) -> bool:
    """Return whether a file of this name is a deck, by its end."""
    return name.lower().endswith(DECK_SUFFIXES)


def each_once(paths: Iterable[Path]) -> list[Path]:
    """Return paths in order, without those that lead to the file of an earlier one.

    Names of one file (spellings, links, hard links, letter case where that does not count) are
    one file, whose progress belongs to one deck.
    """
    found: dict[object, Path] = {}
    for path in paths:
        found.setdefault(identity(path), path)
    return list(found.values())


def decks_in(folder: Path) -> InFolder:
    """Return the decks of a folder and of those below, leaving hidden ones out."""
    root = os.path.realpath(folder)
    plain, linked = [folder], list[Path]()
    decks, by_link, outside = list[Path](), list[Path](), list[Path]()
    been = set[str]()
    while plain or linked:  # links last: what can be reached without one is
        here = plain.pop() if plain else linked.pop()
        real = os.path.realpath(here)
        if real in been:
            continue
        been.add(real)
        for entry in _shown(here):
            path = here / entry.name
            if entry.is_symlink():
                if not is_below(os.path.realpath(path), root):
                    outside += [path] if is_deck_name(entry.name) or path.is_dir() else []
                elif path.is_dir():
                    linked.append(path)
                elif is_deck_name(entry.name) and path.is_file():
                    by_link.append(path)
            elif entry.is_dir():
                plain.append(path)
            elif is_deck_name(entry.name) and entry.is_file():
                decks.append(path)
    return InFolder(sorted(each_once([*sorted(decks), *sorted(by_link)])), sorted(outside))


def identity(path: Path) -> object:
    """Return what tells a file from all others, by whatever name; a path where there is none."""
    try:
        found = path.stat()
    except (OSError, ValueError):
        return path
    return (found.st_dev, found.st_ino) if found.st_ino else os.path.realpath(path)


def same_id(one: Path, other: Path, deck_id: str) -> str:
    """Return what is wrong with two decks of one id, and the fix."""
    files = f"{visible(str(one))} and {visible(str(other))}"
    return f"{files} have the same deck id {deck_id!r}; give one of them an `id:` of its own"


def is_below(real: str, root: str) -> bool:
    """Return whether a path is that of a folder, or of what lies below it; both without links."""
    return real == root or real.startswith(f"{root.rstrip(os.sep)}{os.sep}")


def _shown(folder: Path) -> list[os.DirEntry[str]]:
    """Return what is in a folder and not hidden; nothing where it may not be read."""
    with suppress(OSError), os.scandir(folder) as entries:
        return [entry for entry in entries if not entry.name.startswith(".")]
    return []
