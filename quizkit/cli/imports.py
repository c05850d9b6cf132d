"""Imports taken back, told: which decks are as they were, and which somebody edited since."""

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from quizkit.cli.fitting_lines import say
from quizkit.errors import QuizkitError
from quizkit.progress import EventId
from quizkit.visible import visible
from quizkit.wording import count

if TYPE_CHECKING:
    from quizkit.interchange.taking_in import TakenBack
    from quizkit.store import SQLiteStore

_FEW = 5


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
