"""Copies beside a progress file: a sync program made them when two devices had written to it, or
quizkit did when the file was replaced while it was open.
"""

import re
from collections.abc import Collection
from pathlib import Path

from quizkit.errors import StoreError
from quizkit.progress import EventId
from quizkit.store.door import look_at_size
from quizkit.store.salvage import salvage
from quizkit.store.sqlite import SQLiteStore, read_store

_MARKS = (
    r".*(conflict|[-.]sync-).*| [0-9]+| ?\([0-9]+\)"  # a word, or as iCloud has it a number
    r"|\.replaced[0-9]*|\.left-[0-9a-f]{12}"  # as `moving` has it
)
"""What stands behind the name."""


def unmerged_copies(store: SQLiteStore) -> list[Path]:
    """Return the conflict copies beside an open progress file that hold what it has not.

    A copy that cannot be read whole is among them: what is left of it can be merged.
    """
    if not _beside(store.place):
        return []  # without a look at the log
    copies = conflict_copies(store.place, set(store.devices().values()))
    if not copies:
        return []
    known = store.names(aside=True)  # what was taken back is known well enough
    return [copy for copy in copies if not _names(copy) <= known]


def conflict_copies(path: Path, devices: Collection[str] = ()) -> list[Path]:
    """Return files beside a progress file that a sync program seems to have made of it.

    Args:
        path: the progress file.
        devices: names of devices that wrote to it; OneDrive names a copy after one.
    """
    named = {f"-{device}".casefold() for device in devices}
    return [
        file for file, rest in _beside(path).items() if rest in named or re.fullmatch(_MARKS, rest)
    ]


def _beside(path: Path) -> dict[Path, str]:
    """Return the other files in the folder named like `path`, each with what its name has more."""
    try:
        files = sorted(path.parent.iterdir())
    except OSError:
        return {}
    begin = len(path.stem)
    # Of a file that was replaced its log alone may be left.
    logs = [each for each in files if ".replaced" in each.name and each.name.endswith("-wal")]
    files += [each.with_name(each.name.removesuffix("-wal")) for each in logs]
    alike = [file for file in files if (file.stem[:begin], file.suffix) == (path.stem, path.suffix)]
    return {file: file.stem[begin:].casefold() for file in alike if file.name != path.name}


def _names(copy: Path) -> set[EventId]:
    try:
        look_at_size(copy)
        with read_store(copy) as store:
            look_at_size(copy, store.count())
            return store.names()
    except (OSError, StoreError):
        if not copy.exists():
            return {event.id for event in salvage(copy).events}
        return {EventId("", 0)}  # nobody has that
