"""The mends of hits as edits of the files in which the notes stand."""

from bisect import bisect_right
from collections.abc import Mapping

from quizkit.authoring.changes import UnwrittenError, edits_of
from quizkit.authoring.nodes import MappingNode, entries_of, entry_at
from quizkit.errors import Edit, Location
from quizkit.formats import Origin
from quizkit.formats.report import line_starts
from quizkit.lint.hit import Hit


class HitEdits:
    """Makes edits of the mends of hits; what is known of a file is kept for the next hit in it."""

    def __init__(self) -> None:
        self._entries: dict[str, Mapping[int, MappingNode]] = {}
        self._starts: dict[str, list[int]] = {}

    def edits(self, hit: Hit, where: Origin) -> tuple[Edit, ...]:
        """Return the edits that mend a hit in the note that stands there.

        None where the note is written in some way that they would not fit.
        """
        entries = self._entries_in(where)
        entry = entries.get(where.offset()) if entries else entry_at(where.text, where.offset())
        if entry is None:
            return ()
        try:
            changes = hit.mend
            if where.is_markdown:
                from quizkit.authoring.in_markdown import in_markdown

                changes = tuple([in_markdown(entry, each) for each in changes])
            found = [edit for each in changes for edit in edits_of(where.text, entry, each)]
        except UnwrittenError:
            return ()
        return tuple(
            Edit(self._place(where, start), self._place(where, end), text)
            for start, end, text in found
        )

    def _entries_in(self, where: Origin) -> Mapping[int, MappingNode]:
        if where.file not in self._entries:
            self._entries[where.file] = entries_of(where.text)
        return self._entries[where.file]

    def _place(self, where: Origin, offset: int) -> Location:
        if where.file not in self._starts:
            self._starts[where.file] = line_starts(where.text)
        starts = self._starts[where.file]
        line = bisect_right(starts, offset)
        return Location(where.file, line, offset - starts[line - 1] + 1)
