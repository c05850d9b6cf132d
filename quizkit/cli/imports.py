"""What the command line does with imports: where they are read from, which were broken off, and what
became of the decks of one that is taken back.
"""

import json
import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, NamedTuple

from attrs import evolve

from quizkit.cli.fitting_lines import say
from quizkit.errors import QuizkitError
from quizkit.progress import Brought, EventId
from quizkit.visible import visible
from quizkit.wording import count

if TYPE_CHECKING:
    from quizkit.interchange import Import, Source
    from quizkit.interchange.taking_in import TakenBack
    from quizkit.store import SQLiteStore

_FEW = 5
_SUFFIXES = (".yaml", ".yml")
_STANDARD_INPUT = "standard input"
_NAMELESS = "imported"
"""What a deck is called that came by no file with a name."""


class Origin(NamedTuple):
    """Where an import is read from.

    Args:
        source: what is read.
        name: what the log calls it.
        is_nameless: whether no deck can be called after it.
    """

    source: "Source"
    name: str
    is_nameless: bool = False

    def __repr__(self) -> str:
        return f"<Origin {self.name!r:.60}>"

    def named(self, found: "Import", target: Path) -> "Import":
        """Return what was found, with a deck that its source gave no name to called `imported`.

        Args:
            found: what the source holds.
            target: the folder of decks; or a deck, which is called as it is.
        """
        if not self.is_nameless:
            return found
        stem = PurePath(self.source.name).stem
        called = target.stem if target.suffix in _SUFFIXES else _NAMELESS
        decks = [
            evolve(deck, path=(called, *deck.path[1:])) if deck.path[0] == stem else deck
            for deck in found.decks
        ]
        return evolve(found, decks=tuple(decks))


def origin(name: str) -> Origin:
    """Return where an import is read from; of what is no file or folder all bytes, read once.

    Args:
        name: a path; `-` is standard input.

    Raises:
        SourceError: what comes is too large, or cannot be read.
    """
    from quizkit.interchange.source import Source, read_once

    if name in ("-", "/dev/stdin"):
        data = read_once(sys.stdin.buffer, _STANDARD_INPUT)
        return Origin(Source(name=_STANDARD_INPUT, data=data), _STANDARD_INPUT, is_nameless=True)
    path = Path(name)
    if not path.exists() or path.is_file() or path.is_dir():
        return Origin(Source(path), PurePath(os.path.abspath(name)).name or name)  # noqa: PTH100
    data = read_once(path, name)
    is_nameless = name.startswith("/dev/")  # such as /dev/fd/63, which a shell made
    return Origin(
        Source(name=name, data=data), name if is_nameless else path.name, is_nameless=is_nameless
    )


def unfinished(store: "SQLiteStore") -> set[str]:
    """Return the names of the imports that were broken off while their decks were written."""
    return {name for name, record in store.imports().items() if "done" not in json.loads(record)}


def finish_earlier(store: "SQLiteStore", source: str, target: Path) -> None:
    """Let earlier imports that were broken off count as done, now that the same was imported again.

    Args:
        store: the progress file.
        source: what the log calls the import.
        target: the folder of decks that it went to, or the one deck.
    """
    names = unfinished(store)
    if not names:
        return
    folder = str((target.parent if target.suffix in _SUFFIXES else target).absolute())
    from quizkit.store.merging import LONGEST_NAME

    source, kept = visible(source)[:LONGEST_NAME], store.imports()
    for event in store.other_events():
        name = str(event.id)
        if name in names and isinstance(event, Brought) and event.source == source:
            record = json.loads(kept[name])
            if record["folder"] == folder:
                store.put_import(event.id, json.dumps(record | {"done": True}, ensure_ascii=False))


def decks_taken_back(
    store: "SQLiteStore", name: EventId, record: str, others: Mapping[str, str]
) -> "TakenBack":
    """Have the decks of an import as they were before it, and return what became of each.

    Args:
        store: the progress file, which keeps until the end that the import is being taken back.
        name: of the import.
        record: what was kept with it.
        others: what was kept with all imports, by their names.

    Raises:
        QuizkitError: a newer import wrote one of the decks; or a file cannot be written.
    """
    from quizkit.interchange.taking_in import newer_than, take_back, while_taken_back

    newer = newer_than(record, others)
    if newer is not None:
        path, other = newer
        raise QuizkitError(
            f"{visible(str(nearer(path)))} was brought up to date by a newer import since;"
            f" nothing is taken back\nfix: take that one back first: `quizkit undo {other}`"
        )
    store.put_import(name, while_taken_back(record))
    return take_back(record)


def end_of_taking_back(store: "SQLiteStore", name: EventId, record: str, done: "TakenBack") -> None:
    """Keep what the next import needs of one that was taken back."""
    from quizkit.interchange.taking_in import left_of

    left = left_of(record, done)
    if left:
        store.put_import(name, left)
    else:
        store.drop_import(name)


def nearer(path: Path) -> Path:
    """Return a path as seen from the folder one is in, if it lies there."""
    with suppress(ValueError):
        return path.relative_to(Path.cwd())
    return path


def tell_taken_back(done: "TakenBack") -> None:
    """Say what became of the decks of an import."""
    from quizkit.interchange.taking_in import notes_that_stay

    for path in done.removed:
        say(f"{visible(str(nearer(path)))} is removed", indent="  ")
    for path in done.restored:
        say(f"{visible(str(nearer(path)))} is as it was", indent="  ")
    for path in done.edited:
        notes = notes_that_stay(path)
        names = ", ".join(map(visible, notes[:_FEW])) + (" …" if len(notes) > _FEW else "")
        say(
            f"{visible(str(nearer(path)))} was edited since, and stays as it is, with"
            f" {count(len(notes), 'note')}: {names}",
            indent="  ",
        )
