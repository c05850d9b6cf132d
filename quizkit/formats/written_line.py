"""A line of a text that no YAML parser takes, as its author meant it, and why it is not taken."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from quizkit.formats.wrong import Fix
from quizkit.formats.yaml_text import line_around
from quizkit.lazy import pattern

_LINE = pattern(
    r"""(?P<lead>[ \t]*(?:-[ \t]+)*)
        (?:(?P<key>[^\s:\#"'\[\]{},&*!|>%@`?-][^:\#"]{0,60}?)[ \t]*:(?:[ \t]+|$))?
        (?P<value>.*)$""",
    re.VERBOSE,
)
_FIRST_DASH = pattern(r"[ ]*-[ ]+(?=\S)")
_LOOK_BACK = 40  # lines above the place where the parser gave up


class Cause(NamedTuple):
    """Why a piece of text is no YAML: where, what is wrong there, and how to mend it."""

    offset: int
    message: str
    fix: Fix


class WrittenLine:
    """The line of `text` that holds `offset`, as its author meant it: a lead, a key, a value.

    The lead is white space and dashes; the key is "" if there is none. `begin` is where the piece
    begins that could not be read.
    """

    def __init__(self, text: str, offset: int, begin: int) -> None:
        self.text, self.begin = text, begin
        self.start, self.end = line_around(text, offset)
        found = next(_LINE.finditer(text, self.start, self.end))  # all of it may be missing
        self.lead, self.key, self.value = found["lead"], found["key"] or "", found["value"]
        self.key_start, self.value_start = found.start("key"), found.start("value")

    @property
    def head(self) -> str:
        """All before the value."""
        return self.text[self.start : self.value_start]

    @property
    def from_key(self) -> str:
        """All from the key on."""
        return self.text[self.key_start : self.end]

    @property
    def indent(self) -> int:
        """How many spaces the line begins with."""
        return len(self.lead) - len(self.lead.lstrip(" "))

    @property
    def first_dash(self) -> str:
        """What the piece begins with, up to its first key, if it is an entry."""
        found = _FIRST_DASH.match(self.text, self.begin)
        return found[0] if found else ""

    def above(self, stop: int) -> Iterator["WrittenLine"]:
        """Yield the lines above this one down to the one that holds `stop`, the nearest first."""
        line = self
        for _ in range(_LOOK_BACK):
            if line.start <= stop:
                return
            line = WrittenLine(self.text, line.start - 1, self.begin)
            yield line
