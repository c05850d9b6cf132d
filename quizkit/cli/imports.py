"""Imports taken back, told: which decks are as they were, and which somebody edited since."""

from typing import TYPE_CHECKING

from quizkit.cli.fitting_lines import say
from quizkit.visible import visible
from quizkit.wording import count

if TYPE_CHECKING:
    from quizkit.interchange.taking_in import TakenBack

_FEW = 5


def decks_taken_back(record: str) -> "TakenBack":
    """Have the decks of an import as they were before it, and return what became of each.

    Args:
        record: what was kept with the import.
    """
    from quizkit.interchange.taking_in import take_back

    return take_back(record)


def tell_taken_back(done: "TakenBack") -> None:
    """Say what became of the decks of an import."""
    from quizkit.interchange.taking_in import notes_that_stay

    for path in done.removed:
        say(f"{visible(str(path))} is removed", indent="  ")
    for path in done.restored:
        say(f"{visible(str(path))} is as it was", indent="  ")
    for path in done.edited:
        notes = notes_that_stay(path)
        names = ", ".join(map(visible, notes[:_FEW])) + (" …" if len(notes) > _FEW else "")
        say(
            f"{visible(str(path))} was edited since, and stays as it is, with"
            f" {count(len(notes), 'note')}: {names}",
            indent="  ",
        )
