"""What YAML would lose without a word: found by a cheap search, then looked at closely.

A search of the raw text finds the few places where something may be lost. Each is then compared
with what the parser made of it, and reported with the line written right. What is lost at once
with the whole value (`answer: #5`) is an empty text, and is reported where texts are read.
"""

import re
from typing import Any

from quizkit.formats.report import Report

_NEVER = 1 << 62


class SilentLosses:
    """The places of one text where something may be lost, in order, and the judgement of each."""

    def __init__(self, report: Report, text: str) -> None:
        self._report = report
        self._text = text
        self._candidates = [*_candidates(text), _NEVER]
        self._next = 0
        self.pending = self._candidates[0]

    def examine(self, scalar: Any, base: int, end: int) -> int:
        """Judge the candidates before `end`, in and behind the event `scalar`; return the next.

        Offsets of the event count from `base`. Without a scalar there is nothing to lose.
        """
        while (candidate := self._candidates[self._next]) < end:
            self._next += 1
            if scalar is not None:
                start, stop = base + scalar.start_mark.index, base + scalar.end_mark.index
                if start <= candidate and self._is_lost(candidate, scalar.style, start, stop):
                    self._explain(candidate, start, stop)
        return candidate

    def _is_lost(self, candidate: int, style: str | None, start: int, stop: int) -> bool:
        """Whether a sign does something in a scalar of this style that goes from `start` to `stop`.

        In quotes and in a block all is text, but for backslashes in double quotes.
        """
        sign = self._text[candidate]
        if sign == "?":  # behind the text, and in no comment
            return candidate >= stop and "#" not in self._text[stop:candidate]
        if sign == "\\":
            return style == '"' and candidate < stop
        if style:
            return False
        if sign == "#":  # a plain text ends before it
            return start < stop == candidate - 1
        if sign == ",":
            return candidate == stop
        return sign == "-" and candidate < stop and _begins_a_line(self._text, candidate)

    def _explain(self, candidate: int, start: int, stop: int) -> None:
        if not self._report.covered(candidate):
            from quizkit.formats.losses_explained import EXPLAINED

            EXPLAINED[self._text[candidate]](self._report, candidate, start, stop)


def _begins_a_line(text: str, offset: int) -> bool:
    """Return whether only blanks stand before an offset in its line."""
    before = offset - 1
    while text[before : before + 1] in (" ", "\t"):
        before -= 1
    return text[before : before + 1] in ("", "\r", "\n")


_SIGNS = {
    "#": r"#(?<=\S #)",  # a comment behind one space
    "\\": r"\\[\s\S]",
    ",": r",(?<=\d,)(?=\d)",  # between digits
    # In brackets, before a key: there it only announces one.
    "?": r"\?(?<=[{\[, \n]\?)(?=\S)",
    "-": r"-(?<=\s-)(?=\s)(?!\s+\w+:\s)",  # a key behind it is never joined to a text above
    # Anchors and tags, which `yaml_events` refuses when it comes to them.
    "&": r"&(?<![^\s\ufeff:,?\[{-]&)",
    "!": r"!(?<![^\s\ufeff:,?\[{-]!)",
}


def _candidates(text: str) -> list[int]:
    """Return the offsets of all signs in `text`, in order.

    Searches for one fixed character each are faster than one search for any of them.
    """
    return sorted(
        found.start()
        for sign, pattern in _SIGNS.items()
        if sign in text
        for found in re.finditer(pattern, text)
    )
