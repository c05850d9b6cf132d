"""What YAML would lose without a word: found by a cheap search, then looked at closely.

A search of the raw text finds the few places where something may be lost. Each is then compared
with what the parser made of it, and reported with the line written right. What is lost at once
with the whole value (`answer: #5`) is an empty text, and is reported where texts are read.
"""

import re
from typing import Any

from quizkit.formats.report import Report

_NEVER = 1 << 62
_LONG = 10_000  # characters of a line


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
            if scalar is not None and not self._report.covered(candidate):
                start, stop = base + scalar.start_mark.index, base + scalar.end_mark.index
                if start <= candidate:
                    self._judge(candidate, scalar, start, stop)
        return candidate

    def _judge(self, candidate: int, scalar: Any, start: int, stop: int) -> None:
        """Report the loss at `candidate`, if it is one, in a scalar from `start` to `stop`."""
        char = self._text[candidate]
        if char == "\\":
            if scalar.style == '"' and candidate < stop:
                from quizkit.formats.losses_explained import escape

                escape(self._report, candidate, start, stop)
        elif scalar.style:  # quoted, or a block: all of it is text
            return
        elif char == "#" and candidate == stop + 1 and start < stop:
            from quizkit.formats.losses_explained import comment

            comment(self._report, candidate, start, stop)
        elif char == "," and candidate == stop:
            from quizkit.formats.losses_explained import split_number

            split_number(self._report, candidate)
        elif char == "-" and candidate < stop and _begins_a_line(self._text, candidate):
            from quizkit.formats.losses_explained import folded_dash

            folded_dash(self._report, candidate, start, stop)


def _begins_a_line(text: str, offset: int) -> bool:
    before = offset - 1
    while before >= 0 and text[before] in " \t":
        before -= 1
    return before < 0 or text[before] in "\r\n"


def _candidates(text: str) -> list[int]:
    """Return the offsets of comments behind one space, backslashes, commas between digits, and
    dashes with white space around them.

    A dash with a key behind it (`- question: `) is never joined to a text above. Searches for one
    fixed character each are faster than one search for any of them.
    """
    found: list[int] = []
    if "#" in text:
        found += [match.start() for match in re.finditer(r"#(?<=\S #)", text)]
    if "\\" in text:
        found += [match.start() for match in re.finditer(r"\\[\s\S]", text)]
    found += [match.start() for match in re.finditer(r",(?<=\d,)(?=\d)", text)]
    found += [match.start() for match in re.finditer(r"-(?<=\s-)(?=\s)(?!\s+\w+:\s)", text)]
    found.sort()
    return found


def doubtful(text: str) -> bool:
    """Whether anything in `text` may be lost, as far as can be told without a parser."""
    if "\r" in text and re.search(r"\r(?!\n)", text):  # lines that end as on an old Mac
        return True
    return any(not _harmless(text, candidate) for candidate in _candidates(text))


def _harmless(text: str, candidate: int) -> bool:
    """Whether nothing is lost at a candidate, to be told from its line and the one above it."""
    char = text[candidate]
    if char == "#":
        return False
    if char == "\\":  # it does something in double quotes alone
        return text[candidate + 1 : candidate + 2] not in "0abefnNLPrtUuvx_" or '"' not in text
    start = text.rfind("\n", 0, candidate) + 1
    if candidate - start > _LONG:  # to look through it for every candidate would take too long
        return False
    before = text[start:candidate]
    if char == "-":
        if not before or before.isspace():
            # A list goes on below a dash in the same column, or begins under its key.
            above = _line_above(text, start)
            if sum(map(above.count, "{[")) > sum(map(above.count, "}]")):
                return False  # where brackets are open there are no such lists
            return above.startswith(before + "- ") or above.partition(" #")[0].rstrip()[-1:] == ":"
        return True
    if "[" in before or "{" in before:
        opening = before.rfind('"')
        return before.count('"') % 2 == 1 and before[:opening].endswith(("[", "{", ", ", ": "))
    if ": " in before or re.compile(r"[\d,.]*:\s").match(text, candidate):
        return not _line_above(text, start).endswith((",", "[", "{"))
    return False


def _line_above(text: str, start: int) -> str:
    """Return the line above the one that begins at `start`, without white space at its end."""
    return text[text.rfind("\n", 0, max(start - 1, 0)) + 1 : start].rstrip()
