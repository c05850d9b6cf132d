"""Local copies of the sources that a deck names: texts at hand, or files below the deck's folder."""

from collections.abc import Mapping

from quizkit.formats.beside import MOST_BYTES, Absent, read_beside
from quizkit.model import Source


class Copies:
    """The local copies of a deck's sources, each read once.

    Args:
        sources: of the deck, by id.
        deck_file: what the names of their files are relative to.
        given: texts at hand, by id of the source; they go before files.
    """

    def __init__(
        self,
        sources: Mapping[str, Source],
        deck_file: str = "",
        given: Mapping[str, str] | None = None,
    ) -> None:
        self._sources = sources
        self._deck_file = deck_file
        self._found: dict[str, str | Absent | None] = dict(given or {})
        self._left = MOST_BYTES  # of all files together

    def text(self, source: str) -> str | None:
        """Return the text of a source's copy; None where there is none, or it may not be read."""
        found = self._look(source)
        return found if isinstance(found, str) else None

    def absent(self, source: str) -> Absent | None:
        """Return why the file that a source names is not read; None if it is, or none is named."""
        found = self._look(source)
        return found if isinstance(found, Absent) else None

    def _look(self, source: str) -> str | Absent | None:
        if source not in self._found:
            known = self._sources.get(source)
            self._found[source] = self._read(known.file) if known and known.file else None
        return self._found[source]

    def _read(self, file: str) -> str | Absent:
        data = read_beside(self._deck_file, file, most=self._left)
        if isinstance(data, Absent):
            return data
        self._left -= len(data)
        return data.decode("utf-8-sig", errors="replace")
