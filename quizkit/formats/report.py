"""Collects the problems of one text and turns offsets into lines and columns.

Whoever finds a problem knows only at which character it is; lines are counted when somebody asks,
which for a good deck is never.
"""

from bisect import bisect_right, insort
from itertools import accumulate, chain
from typing import TYPE_CHECKING

from quizkit.errors import Edit, Location, Problem, codes
from quizkit.formats.limits import MOST_OF_MESSAGE, MOST_PROBLEMS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from quizkit.formats.wrong import Change, Fix


class Report:
    """The problems of `text` found so far.

    Attributes:
        offsets: at which there are any, those too that are no longer told.
        is_rows: whether the text is no YAML, but rows of a table.
        included: the reports of the files that the text includes, which are told behind its own.
    """

    def __init__(self, text: str, file: str) -> None:
        self.text = text
        self.file = file
        self.unread = False
        self.is_rows = False
        self.offsets: set[int] = set()
        self.included: list[Report] = []
        self._found: dict[tuple[int, str, str], Problem] = {}
        self._line_starts: list[int] = []
        self._lines: dict[int, str] = {}  # of those with a problem; long ones are not copied
        self._covered: list[tuple[int, int]] = []
        self._more: tuple[Problem, ...] = ()

    def add(
        self,
        offset: int,
        code: "codes.ProblemCode",
        message: str,
        fix: "Fix" = "",
        *,
        covers: int = 0,
        of_note: bool = True,
    ) -> None:
        """Record a problem at the character `offset`; the same one twice counts once.

        Up to the offset `covers` further problems are its consequences, and are not recorded. Nor
        are those beyond as many as are told of one file, but for their offsets.

        One that is not `of_note` is that of no note, wherever it stands.
        """
        if self.covered(offset):
            return
        if of_note:
            self.offsets.add(offset)
        message = _cut(message)
        if (offset, code, message) not in self._found:
            if self.is_full:
                self._more = self._more or self._problem_of_more(self.location(offset))
                return
            location = self.location(offset)
            said, changes = (fix, ()) if isinstance(fix, str) else fix
            line = self.line(location.line)
            problem = Problem(location, code, message, _cut(said), line, self.edits(changes))
            self._found[offset, code, message] = problem
        if covers:
            insort(self._covered, (offset, covers))

    @property
    def is_full(self) -> bool:
        """Whether there are as many problems as are told of one file."""
        return len(self._found) >= MOST_PROBLEMS

    def covered(self, offset: int) -> bool:
        """Whether a problem at `offset` is the consequence of one that was recorded."""
        above = bisect_right(self._covered, (offset, len(self.text) + 1)) - 1
        return above >= 0 and offset < self._covered[above][1]

    def add_of_file(self, code: "codes.ProblemCode", message: str, fix: "Fix") -> None:
        """Record why the file could not be read at all, on line 0."""
        self.unread = True
        fix = fix if isinstance(fix, str) else fix.fix
        self._found[0, code, message] = Problem(Location(self.file, 0, 0), code, message, fix)

    @property
    def all(self) -> "Iterator[Report]":
        """This report, and behind it those of the files that are included."""
        yield self
        for each in self.included:
            yield from each.all

    def __len__(self) -> int:
        return len(self._found) + sum(map(len, self.included))

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All problems, in order of place; at the end, that there are more, if there are.

        Those of the files that are included come behind, in order.
        """
        found = self._found.values()
        ordered = sorted(found, key=lambda p: (p.location.line, p.location.column))
        further = chain.from_iterable(each.problems for each in self.included)
        return (*ordered, *self._more, *further)

    def _problem_of_more(self, location: Location) -> tuple[Problem, ...]:
        message = f"there are more than {MOST_PROBLEMS:,} problems; those from here on are not told"
        fix = "mend those above first"
        code = codes.ProblemCode.TOO_MANY_PROBLEMS
        return (Problem(location, code, message, fix, self.line(location.line)),)

    def location(self, offset: int) -> Location:
        """Return the line and column of the character `offset`, or of the end of the text."""
        starts = self._starts
        offset = max(0, min(offset, len(self.text)))
        line = bisect_right(starts, offset)
        if line > 1 and offset == len(self.text) == starts[-1]:  # behind the last line break
            line -= 1
        # A line break is one place, also the second character of \r\n.
        return Location(self.file, line, min(offset - starts[line - 1], len(self.line(line))) + 1)

    def edits(self, changes: "Iterable[Change]") -> tuple[Edit, ...]:
        """Return changes of the text as edits of its file."""
        return tuple(
            Edit(self._exact(start), self._exact(end), self._with_breaks(text))
            for start, end, text in changes
        )

    def _with_breaks(self, text: str) -> str:
        """Return a text with line breaks as the file has them."""
        return text.replace("\n", "\r\n") if "\n" in text and "\r\n" in self.text else text

    def _exact(self, offset: int) -> Location:
        """Return the place of `offset` as editors count, also behind the last line break."""
        line = bisect_right(self._starts, offset)
        return Location(self.file, line, offset - self._starts[line - 1] + 1)

    def line(self, number: int) -> str:
        """Return the line `number`, from 1, without its line break."""
        if number not in self._lines:
            starts = self._starts
            end = starts[number] if number < len(starts) else len(self.text)
            self._lines[number] = self.text[starts[number - 1] : end].rstrip("\r\n")
        return self._lines[number]

    def start_of(self, number: int) -> int:
        """Return the offset at which the line `number` begins, from 1."""
        return self._starts[number - 1]

    @property
    def _starts(self) -> list[int]:
        """Offsets at which lines begin, found when the first is asked for."""
        if not self._line_starts:
            self._line_starts = line_starts(self.text)
        return self._line_starts


def line_starts(text: str) -> list[int]:
    """Return the offsets at which the lines of a text begin."""
    if "\r" in text:  # which ends a line too, alone or before the other sign
        text = text.replace("\r\n", " \n").replace("\r", "\n")
    lengths = map(len, text.split("\n")[:-1])
    return [0, *accumulate(map((1).__add__, lengths))]


def _cut(text: str) -> str:
    """Return a text without its middle, if it is long."""
    half = MOST_OF_MESSAGE // 2
    return text if len(text) <= MOST_OF_MESSAGE else f"{text[:half]} … {text[-half:]}"
