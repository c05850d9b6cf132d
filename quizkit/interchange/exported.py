"""How notes went out when decks were exported last: a note is newer only if it changed since."""

from collections.abc import Mapping
from datetime import datetime


class Exported:
    """Tells since when each note is as it goes out now, and keeps that.

    Args:
        known: of each note, by `deck#note`, a digest of how it went out last, and since when it was
            so, in seconds since 1970.
        now: the instant of the export; None where nothing is known and nothing is kept: then every
            note is as old as any.
    """

    def __init__(
        self, known: Mapping[str, tuple[str, int]] | None = None, now: datetime | None = None
    ) -> None:
        self._known = known or {}
        self._now = now
        self.notes: dict[str, tuple[str, int]] = {}
        """How the notes went out this time."""

    def since(self, note: str, digest: str, *, is_as_it_came: bool = False) -> int:
        """Return since when a note is as it goes out now, in seconds since 1970.

        Args:
            note: its name.
            digest: of how it goes out.
            is_as_it_came: whether it is as it once came in: it never was newer than there then,
                unless it went out otherwise meanwhile.
        """
        before = self._known.get(note)
        if self._now is None or (is_as_it_came and before is None):
            return 1
        same = before is not None and before[0] == digest
        at = before[1] if same and before else max(int(self._now.timestamp()), _after(before))
        self.notes[note] = digest, at
        return at


def _after(before: tuple[str, int] | None) -> int:
    return before[1] + 1 if before else 0
