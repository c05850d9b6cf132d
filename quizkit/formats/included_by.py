"""Says which deck includes a file that was opened alone: loaded where a file has no title."""

import os
import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from yaml import YAMLError

from quizkit.errors.codes import ProblemCode
from quizkit.formats.beside import Absent, read_regular
from quizkit.formats.fields import Fields
from quizkit.formats.report import Report
from quizkit.formats.yaml_events import PARSER, Composer, UnreadableError

_LEVELS, _MOST_FILES, _MOST_BYTES = 4, 300, 1_000_000
"""How many folders are searched, how many files of each, and how many bytes of each of these."""

_INCLUDES = re.compile(rb"""include["']?[ \t]*:""")


def is_included(fields: Fields) -> bool:
    """Report a file that a deck includes, beside it or above; return whether there is such a deck.

    Args:
        fields: of the root of the file.
    """
    file = fields.tree.report.file
    deck = next(_including(file), "") if os.path.isfile(file) else ""  # noqa: PTH113 - of any name
    if deck:
        message = f"this file is a part of {deck}, which includes it, and no deck by itself"
        fields.problem(ProblemCode.INCLUDED, message, f"name the deck: {deck}")
    return bool(deck)


def _including(file: str) -> Iterator[str]:
    """Yield the decks that include a file, the nearest first."""
    real = os.path.realpath(file)
    for level in range(min(_LEVELS, len(Path(real).parents))):
        folder = Path(os.path.normpath(Path(file).parent.joinpath(*[".."] * level)))
        try:
            names = sorted(path for path in folder.iterdir() if path.suffix in (".yaml", ".yml"))
        except OSError:
            continue
        for path in islice(names, _MOST_FILES):
            found = (os.path.realpath(folder / name) for name in _names(path))
            if os.path.realpath(path) != real and real in found:
                yield str(path)


def _names(path: Path) -> list[str]:
    """Return the files that a deck includes, as it names them; none of what is no deck."""
    try:
        data = read_regular(path, _MOST_BYTES)
        if isinstance(data, Absent) or not _INCLUDES.search(data):
            return []
        text = data.decode("utf-8-sig")
        root = Composer(Report(text, str(path)), PARSER, placed=False).document(0, len(text))
    except (OSError, ValueError, YAMLError, UnreadableError):
        return []
    names = root.get("include", []) if isinstance(root, dict) and "title" in root else []
    return [str(name).replace("\0", "") for name in (names if isinstance(names, list) else [names])]
