"""The text files of a source: one, or those of a folder, with what stands before their texts."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from quizkit.formats.deck_yaml import parse_deck, trees_of
from quizkit.interchange.source import Source, SourceError
from quizkit.interchange.values import Loss
from quizkit.lazy import pattern

MOST_FILES = 100_000
"""Files that are read of a folder."""

_PAIR = pattern(r"([\w-]{1,40})[ \t]*[:=][ \t]*([^\n]*)")
_PASSED_OVER = frozenset(("node_modules", "__pycache__"))


class TextFile(NamedTuple):
    """One text of a source.

    Args:
        path: the names of its folders below the source, and its own without the ending.
        name: of the file, from the source on; empty for the source itself.
        folder: where it lies; None if it is no file.
        text: what is in it.
    """

    path: tuple[str, ...]
    name: str
    folder: Path | None
    text: str

    def place(self, line: int) -> str:
        """Return the place of a line, counted from 0."""
        return f"{self.name}:{line + 1}" if self.name else f"line {line + 1}"


def is_folder(source: Source) -> bool:
    """Return whether a source is a folder of files."""
    try:
        return source.path is not None and source.path.is_dir()
    except (OSError, ValueError):
        return False


def paths_below(folder: Path, endings: Sequence[str]) -> Iterator[Path]:
    """Return the files below a folder with one of the endings, in order, no links followed.

    Folders and files whose names begin with a dot are passed over.
    """
    number = 0
    for at, folders, files in os.walk(folder):
        folders[:] = sorted(
            name for name in folders if not name.startswith(".") and name not in _PASSED_OVER
        )
        for name in sorted(files):
            path = Path(at) / name
            if name.startswith(".") or path.suffix.lower() not in endings or path.is_symlink():
                continue
            number += 1
            if number > MOST_FILES:
                return
            yield path


def text_files(
    source: Source, endings: Sequence[str], encoding: str, lose: Callable[[Loss], object]
) -> Iterator[TextFile]:
    """Return the text of a source, or of each file of a folder that has one of the endings.

    Args:
        lose: is told of each file of a folder that cannot be read.

    Raises:
        SourceError: the source is no folder, and cannot be read.
    """
    if not is_folder(source):
        stem = Path(source.name).stem or "cards"
        folder = source.path.parent if source.path else None
        yield TextFile((stem,), "", folder, source.text(encoding))
        return
    assert source.path is not None
    for path in paths_below(source.path, endings):
        below = path.relative_to(source.path)
        name = below.as_posix()
        try:
            text = Source(path, name=name).text(encoding)
        except SourceError as error:
            why = str(error).partition(": ")[2].partition("\n")[0]
            lose(Loss("a file that cannot be read", name, why=why or "it is no text"))
            continue
        yield TextFile((*below.parts[:-1], path.stem), name, path.parent, text)


def samples(source: Source, endings: Sequence[str], number: int = 40) -> list[str]:
    """Return how the text of a source begins, or those of the first files of a folder."""
    size = 32_768
    if not is_folder(source):
        return [decoded(source.head(size))]
    assert source.path is not None
    found = []
    for path in paths_below(source.path, endings):
        found.append(decoded(Source(path).head(size)))
        if len(found) == number:
            break
    return found


def decoded(data: bytes) -> str:
    """Return the text of some first bytes, as far as they are one; empty for what is no text."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        text = data.decode("utf-16", "ignore")
    elif b"\0" in data:
        return ""
    else:
        text = data.decode("utf-8-sig", "ignore")
    return text.replace("\r\n", "\n").replace("\r", "\n")


class FrontMatter(NamedTuple):
    """What stands before a text between lines of `---` or `+++`.

    Args:
        values: by key: a text, a list or a mapping.
        lines: how many lines it takes, those of the marks included; 0 if there is none.
    """

    values: Mapping[str, Any]
    lines: int

    def text(self, key: str) -> str:
        """Return the text under a key; empty if there is none."""
        value = self.values.get(key)
        return value.strip() if isinstance(value, str) else ""

    def texts(self, key: str) -> list[str]:
        """Return the texts under a key: a list, or one text with commas or spaces between."""
        value = self.values.get(key)
        if isinstance(value, str):
            return [part for part in value.replace(",", " ").split() if part]
        found = value if isinstance(value, list) else ()
        return [part.strip() for part in found if isinstance(part, str) and part.strip()]


def front_matter(lines: Sequence[str]) -> FrontMatter:
    """Return what stands before a text of these lines, in YAML or in TOML."""
    mark = lines[0].strip() if lines else ""
    if mark not in ("---", "+++"):
        return FrontMatter({}, 0)
    for number in range(1, min(len(lines), 2_000)):
        if lines[number].strip() == mark:
            return FrontMatter(_values("\n".join(lines[1:number])), number + 1)
    return FrontMatter({}, 0)


def _values(text: str) -> dict[str, Any]:
    if not text.strip():
        return {}
    return _toml(text) or _yaml(text) or {pair[1]: pair[2] for pair in _PAIR.finditer(text)}


def _toml(text: str) -> dict[str, Any]:
    import tomllib

    try:
        found = tomllib.loads(text)
    except (ValueError, RecursionError):
        return {}
    return {key: _written(value) for key, value in found.items()}


def _written(value: object) -> object:
    if isinstance(value, list):
        return [_written(item) for item in value]
    return value if isinstance(value, str | dict) else str(value)


def _yaml(text: str) -> dict[str, Any]:
    root = yaml_tree(text)
    return root if isinstance(root, dict) else {}


def yaml_tree(text: str) -> object:
    """Return what a text of YAML holds: texts, lists and mappings; None where it cannot be read."""
    reading = parse_deck(text)
    tree = trees_of(reading).get(reading.file)
    return tree.root if tree else None
