"""What a rule found, and where in the deck."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from quizkit.lint.finding import Severity

if TYPE_CHECKING:
    from quizkit.authoring.kinds_of_change import Change


class DeckPath(NamedTuple):
    """The way to a value in a deck.

    Args:
        steps: keys, indices from 0, and texts of lists or mappings, as `Reading.place` takes them;
            from the root of the deck on, or from the note.
        note: index of the note, from 0; None leads to what is said of the deck as a whole.
        key: whether the last key is meant, not the value under it.
        piece: what is meant of the note as it is written, from there on; empty for all of it.
    """

    steps: tuple[str | int, ...]
    note: int | None = None
    key: bool = False
    piece: str = ""


HERE = 0
"""The entry of a change that is made where the note of its hit stands, whichever that is."""

ON_LINE = "{on line}"
"""Stands in a message for the place of the other note that it is about: "on line 7"."""


class Hit(NamedTuple):
    """What a rule found, and where.

    Args:
        message: what is wrong, in one sentence without a full stop.
        fix: what to do about it.
        path: where.
        severity: if another than that of the rule.
        other: index of the note whose place stands in the message for the first `ON_LINE`.
        mend: what is to be written into the note.
    """

    message: str
    fix: str
    path: DeckPath
    severity: Severity | None = None
    other: int | None = None
    mend: "tuple[Change, ...]" = ()

    def mended_by(self, *changes: "Change") -> "Hit":
        """Return the hit with what mends it in the note, where that is safe; of the entry `HERE`."""
        return self._replace(mend=changes)

    def told(self, on_line: str) -> str:
        """Return the message, with the place of the other note in it."""
        return self.message.replace(ON_LINE, on_line, 1)


Hits = Iterable[Hit]
