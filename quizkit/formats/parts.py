"""The texts that a deck is made of, and where in them each of its notes stands.

A deck is one file, or several: each list of entries is a part. Entries are numbered from 0 through
all parts, those too that are no notes, so that a number leads back to where one stands.
"""

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, Protocol

from attrs import frozen

from quizkit.errors import Location
from quizkit.formats.report import Report
from quizkit.value import Value


class Places(Protocol):
    """Knows where the values of a text are; a `Tree` is one."""

    def offset(self, path: tuple[str | int, ...], *, key: bool = False) -> int:
        """Return the offset of the value at `path`, or with `key` of the key it stands under."""
        ...


class Part(NamedTuple):
    """A list of entries in one of the texts of a deck.

    Args:
        report: the text, and what is wrong with it.
        places: where the values of the text are.
        steps: the way to the list from the root of the text.
        first: the number of its first entry.
        end: gives the offset behind the last entry; None for that of the next key of the root.
    """

    report: Report
    places: Places
    steps: tuple[str | int, ...] = ("cards",)
    first: int = 0
    end: Callable[[], int] | None = None


class Files(NamedTuple):
    """What the text of a deck may include.

    Args:
        folder: the deck's; None for a text alone, which includes nothing.
        texts: go before the files of these names.
    """

    folder: Path | None = None
    texts: Mapping[str, str] = {}


ALONE = Files()
"""Of a text that includes nothing."""


@frozen(eq=False, repr=False)
class Origin(Value):
    """Where a note stands, as `Reading.origin` says it, or a source, as `Reading.origin_of_source`.

    Args:
        part: of the deck, in whose text it is.
        path: the way to it from the root of that text.
        marks: texts of the note as they are written, by their words, where these are others.
    """

    _part: Part
    _path: tuple[str | int, ...]
    _marks: Mapping[str, str] | None = None

    def __repr__(self) -> str:
        return f"<Origin {self.place()}>"

    @property
    def number(self) -> int:
        """The index of the note in the list that it stands in, from 0, with those left out."""
        return int(self._path[-1])

    @property
    def is_markdown(self) -> bool:
        """Whether it is a note whose texts are Markdown."""
        return self._marks is not None

    @property
    def text(self) -> str:
        """The whole text that it stands in."""
        return self._part.report.text

    @property
    def file(self) -> str:
        """The name of its file."""
        return self._part.report.file

    def offset(self, *steps: str | int, key: bool = False) -> int:
        """Return the index into `text` of the value, or key, that `steps` lead to from the note.

        A text that leads there is in words, as the note has it.
        """
        steps = self.as_written(*steps)
        return self._part.places.offset((*self._path, *steps), key=key)

    def as_written(self, *steps: str | int) -> tuple[str | int, ...]:
        """Return the way from the note to a value, with texts that are keys as they are written."""
        if not self._marks or len(steps) < 2:
            return steps
        from quizkit.formats.in_words import as_written

        return as_written(self._part.places, self._path, steps)

    def place(self, *steps: str | int, key: bool = False) -> Location:
        """Return the place of a value of the note, or with `key` of the key it stands under.

        As `Reading.place` finds it, from the note on; without steps, where the note begins.
        """
        return self._part.report.location(self.offset(*steps, key=key))

    def place_of(self, piece: str, *steps: str | int) -> Location:
        """Return the place of a piece of the note as it is written, the first behind the value's.

        Where it is not written so, such as behind escapes of YAML, that is the place of the value.
        """
        start = self.offset(*steps)
        *above, number = self._path
        end = self._part.places.offset((*above, int(number) + 1)) if above else 0
        at = self.text.find(piece, start, end if end > start else len(self.text))
        return self._part.report.location(start if at < 0 else at)

    def seen_from(self, file: str) -> str:
        """Return the line where the note begins, for a message about `file`, or its file as well."""
        place = self.place()
        return f"line {place.line}" + (f" of {place.file}" if place.file != file else "")

    def line(self, number: int) -> str:
        """Return the line `number` of its file, from 1, without its line break."""
        return self._part.report.line(number)


def origin(parts: Sequence[Part], number: int, marks: Mapping[str, str] | None = None) -> Origin:
    """Return where the entry with this number stands; the parts are in order."""
    part = parts[bisect_right(parts, number, key=_first) - 1]
    return Origin(part, (*part.steps, number - part.first), marks)


def _first(part: Part) -> int:
    return part.first
